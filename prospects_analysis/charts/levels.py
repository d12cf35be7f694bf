"""The grid of many partners: how many are strong on each theme, instead of who."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.exchanges import strong
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    DEEPEST,
    GREY,
    SIDE_COLOURS,
    STRONG,
    TEXT,
    filled,
    fit,
    line_height,
    size_for,
    tint,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import catalogue, number

#: Themes that have room below each other.
MOST_ROWS = 14

_GAP, _SEAM = 0.3, 0.03  # between the two sides, between cells; inches
_LABEL = 0.27  # share of the width for the names of themes
_DEPTH = (DEEPEST, 0.7, 0.4)  # of the colour: strong, below, not assessed


@dataclass(frozen=True, eq=False, kw_only=True)
class _Counts:
    ax: Axes
    grid: Grid
    language: str
    left: float
    top: float
    cell: float
    row: float

    def x(self, side: int, column: int) -> float:
        return self.left + side * (3 * self.cell + _GAP) + column * self.cell


def draw_levels(canvas: Canvas, grid: Grid, labels: Labels, language: str) -> None:
    """Draw, for each theme and side, how many partners are strong, below that, or not assessed."""
    ax = canvas.in_inches()
    themes = grid.themes[:MOST_ROWS]
    left = _LABEL * canvas.width
    top = canvas.height - 3.4 * line_height()
    table = _Counts(
        ax=ax,
        grid=grid,
        language=language,
        left=left,
        top=top,
        cell=(canvas.width - left - _GAP) / 6,
        row=min((top - 1.3 * line_height()) / len(themes), 0.9),
    )
    _draw_sides(table, canvas.height)
    for row, theme in enumerate(themes):
        y = top - (row + 0.5) * table.row
        lines = 2 if table.row > 2 * line_height() else 1
        name = wrap(labels.theme(theme), left - 0.15, bold=True, lines=lines)
        write_lines(ax, 0, y, name, bold=True)
        for side in range(len(SIDES)):
            _draw_counts(table, row, side)
    note = counted_note(len(grid.partners), len(grid.themes), language)
    write(ax, 0, line_height() / 2, fit(note, canvas.width), colour=GREY)


def counted_note(partners: int, themes: int, language: str) -> str:
    """Say that partners are counted instead of named, and that themes are left out where so."""
    words = catalogue(language)
    note = words.npgettext(
        "grid",
        "{n} partner is counted here, not named.",
        "{n} partners are counted here, not named.",
        partners,
    ).format(n=number(partners, 0, language))
    if themes <= MOST_ROWS:
        return note
    shown = words.npgettext(
        "grid", "{shown} of {n} theme.", "{shown} of {n} themes.", themes
    ).format(shown=MOST_ROWS, n=themes)
    return f"{note} {shown}"


def _draw_sides(table: _Counts, height: float) -> None:
    words = catalogue(table.language)
    names = (
        words.pgettext("grid", "Partners by resource"),
        words.pgettext("grid", "Partners by need"),
    )
    size = size_for(names, 3 * table.cell)
    for side, name in enumerate(names):
        text, colour = fit(name, 3 * table.cell, size, bold=True), SIDE_COLOURS[side]
        x, y = table.x(side, 0), height - line_height() / 2
        write(table.ax, x, y, text, size=size, bold=True, colour=colour)
        _draw_heads(table, side)


def _draw_heads(table: _Counts, side: int) -> None:
    words, colour = catalogue(table.language), SIDE_COLOURS[side]
    threshold = (table.grid.established, table.grid.priority)[side]
    shown = plain_number(threshold, table.language)
    columns = (
        words.pgettext("grid", "{threshold} and more").format(threshold=shown),
        words.pgettext("grid", "below {threshold}").format(threshold=shown),
        words.pgettext("grid", "not assessed"),
    )
    for column, head in enumerate(columns):
        lines = wrap(head, table.cell - 0.1)
        middle = table.x(side, column) + (table.cell - _SEAM) / 2
        y = table.top + 0.06 + len(lines) * line_height() / 2
        write_lines(table.ax, middle, y, lines, colour=colour, ha="center")


def _draw_counts(table: _Counts, row: int, side: int) -> None:
    scores = table.grid.scores()[0][:, row, side]
    threshold = (table.grid.established, table.grid.priority)[side]
    above = int(strong(scores, threshold).sum())
    missing = int(np.isnan(scores).sum())
    counts = (above, len(scores) - above - missing, missing)
    y = table.top - (row + 1) * table.row
    colours = (SIDE_COLOURS[side], SIDE_COLOURS[side], GREY)
    for column, (count, depth) in enumerate(zip(counts, _DEPTH, strict=True)):
        place = (table.x(side, column), y, table.cell - _SEAM, table.row - _SEAM)
        filled(
            table.ax,
            place,
            number(count, 0, table.language),
            tint(colours[column], depth * count / len(scores)),
            size=STRONG if table.row > 0.5 else TEXT,
            bold=column == 0,
            gid=f"{table.grid.themes[row]}:{SIDES[side]}:{column}",
        )


def threshold_text(grid: Grid, language: str) -> list[str]:
    """Say from which score on a cell is bold, in short lines."""
    words = catalogue(language)
    established, priority = (plain_number(x, language) for x in (grid.established, grid.priority))
    if established == priority:
        return [words.pgettext("grid", "bold: {threshold} and more").format(threshold=priority)]
    return [
        words.pgettext("grid", "bold: resource {threshold} +").format(threshold=established),
        words.pgettext("grid", "bold: need {threshold} +").format(threshold=priority),
    ]


def plain_number(value: float, language: str) -> str:
    """Write a number without digits that it does not need: 3, but 2.4."""
    return number(value, 0 if value == round(value) else 1, language)
