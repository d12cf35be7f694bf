"""The grid of resources and needs: both numbers of every partner on every theme."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Literal

import numpy as np
from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import PUT_RIGHT, strong
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.levels import draw_levels, threshold_text
from prospects_analysis.charts.style import (
    GREY,
    SIDE_COLOURS,
    STRONG,
    TEXT,
    filled,
    fit,
    hatched,
    line_height,
    outlined,
    tint,
    width_of,
    wrap,
    write,
)
from prospects_analysis.charts.titles import grid_title
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import catalogue, number

#: More than that would be too small on a wall: the chart counts partners instead.
MOST_PARTNERS, MOST_THEMES = 20, 8

_GAP, _SEAM = 0.14, 0.03  # between themes, between cells; inches
_PALE = 0.45  # share of the colour in a cell just below strong


def plot_grid(
    grid: Grid,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the grid: what each partner has and what it needs, both numbers in every cell.

    Partners stand in partner order and are never ranked. The darker a cell, the higher the score;
    strong scores, from the threshold of an established scheme or of a priority on, are bold on the
    full colour. A theme that is not assessed is hatched. More than twenty partners, or eight
    themes, are counted instead of shown.

    Parameters
    ----------
    grid : Grid
    language : str
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.titles.grid_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> ax = plot_grid(Grid.from_frames(scores, scores), language="en", title="Both alike")
    >>> [text.get_text() for text in ax.texts if text.get_gid() == "A:t1:need"]
    ['5.0']
    """
    canvas = open_canvas(ax)
    labels = Labels.of(grid, language)
    if len(grid.partners) > MOST_PARTNERS or len(grid.themes) > MOST_THEMES:
        draw_levels(canvas, grid, labels, language)
    else:
        _draw(canvas, grid, labels, language)
    message = grid_title(grid, language) if title is True else title
    canvas.finish(message, footer_text(grid, language))
    return canvas.axes


@dataclass(frozen=True, eq=False, kw_only=True)
class _Table:
    """Where the cells are, themes from the left, partners from the top, in inches; and in them."""

    ax: Axes
    grid: Grid
    language: str
    left: float
    top: float
    cell: float
    row: float

    @property
    def size(self) -> float:
        """Of the numbers, in points."""
        return STRONG if self.row > 0.5 else TEXT

    def x(self, theme: int, side: int = 0) -> float:
        return self.left + theme * (2 * self.cell + _GAP) + side * self.cell

    def y(self, partner: int) -> float:
        return self.top - (partner + 1) * self.row

    def line(self, line: int) -> float:
        """Middle of a line of the head, counted from its foot."""
        return self.top + 0.08 + (line + 0.5) * line_height()


def _draw(canvas: Canvas, grid: Grid, labels: Labels, language: str) -> None:
    ax, words = canvas.in_inches(), catalogue(language)
    names = [labels.partner(partner) for partner in grid.partners]
    corner = [
        words.pgettext("grid", "scores 0 to {span}").format(span=number(grid.span, 0, language)),
        *threshold_text(grid, language),
    ]
    left, cell = _columns(canvas.width, [*names, *corner], len(grid.themes))
    sides, meaning = _sides(cell, words)
    if meaning:
        corner.append(meaning)
        left, cell = _columns(canvas.width, [*names, *corner], len(grid.themes))
    lines = 2 if len(names) > 14 else 3
    heads = [wrap(labels.theme(t), 2 * cell - 0.1, bold=True, lines=lines) for t in grid.themes]
    top = canvas.height - max(len(corner), max(map(len, heads)) + 1) * line_height() - 0.08
    row = min(top / len(names), 0.9)
    table = _Table(ax=ax, grid=grid, language=language, left=left, top=top, cell=cell, row=row)
    _draw_heads(table, heads, sides)
    for line, text in enumerate(reversed(corner)):
        write(ax, 0, table.line(line), fit(text, left - 0.1), colour=GREY)
    for position, name in enumerate(names):
        write(ax, 0, table.y(position) + row / 2, fit(name, left - 0.1))
        _draw_row(table, position)


def _columns(width: float, labels: list[str], themes: int) -> tuple[float, float]:
    """Widths of the column of labels, and of a cell."""
    left = min(max(map(width_of, labels)) + 0.2, 0.3 * width)
    return left, (width - left - (themes - 1) * _GAP) / themes / 2


def _sides(cell: float, words: NullTranslations) -> tuple[tuple[str, ...], str]:
    """Heads of the two columns of a theme, and what they mean where they are but letters."""
    full = (words.pgettext("grid", "resource"), words.pgettext("grid", "need"))
    if max(map(width_of, full)) <= cell - 0.05:
        return full, ""
    letters = (
        words.pgettext("grid, letter for resource", "R"),
        words.pgettext("grid, letter for need", "N"),
    )
    return letters, " · ".join(map(" ".join, zip(letters, full, strict=True)))


def _draw_heads(table: _Table, heads: list[list[str]], sides: tuple[str, ...]) -> None:
    for theme, head in enumerate(heads):
        for line, text in enumerate(reversed(head), start=1):
            write(table.ax, table.x(theme), table.line(line), text, bold=True)
        for side, name in enumerate(sides):
            middle = table.x(theme, side) + (table.cell - _SEAM) / 2
            write(table.ax, middle, table.line(0), name, colour=SIDE_COLOURS[side], ha="center")


def _draw_row(table: _Table, row: int) -> None:
    grid, words = table.grid, catalogue(table.language)
    partner = grid.partners[row]
    y, height = table.y(row), table.row - min(_SEAM, 0.07 * table.row)
    if partner in grid.late:
        width = table.x(len(grid.themes) - 1, 2) - table.left - _SEAM
        text = words.pgettext("grid", "has not answered yet")
        hatched(table.ax, (table.left, y, width, height), text, gid=f"{partner}:late")
        return
    scores, coverage = (array[row] for array in grid.scores())
    blank = np.isnan(scores) & np.isfinite(coverage)
    for column, theme in enumerate(grid.themes):
        gid = f"{partner}:{theme}"
        if blank[column].all():
            place = (table.x(column), y, 2 * table.cell - _SEAM, height)
            hatched(table.ax, place, not_assessed(place[2], words), gid=gid)
            continue
        for side, name in enumerate(SIDES):
            place = (table.x(column, side), y, table.cell - _SEAM, height)
            if blank[column, side]:
                hatched(table.ax, place, not_assessed(place[2], words), gid=f"{gid}:{name}")
            else:
                mark = PUT_RIGHT if grid.correction_of(partner, theme, name) else ""
                _draw_score(
                    table, place, float(scores[column, side]), side, gid=f"{gid}:{name}", mark=mark
                )


def _draw_score(
    table: _Table,
    place: tuple[float, float, float, float],
    value: float,
    side: int,
    *,
    gid: str,
    mark: str,
) -> None:
    if np.isnan(value):
        text = catalogue(table.language).pgettext("grid", "n/a")
        outlined(table.ax, place, text, gid=gid)
        return
    threshold = table.grid.established if side == 0 else table.grid.priority
    (bold,) = strong([value], threshold)
    ground = tint(SIDE_COLOURS[side], 1.0 if bold else _PALE * value / threshold)
    text = number(value, 1, table.language) + mark
    filled(table.ax, place, text, ground, size=table.size, bold=bool(bold), gid=gid)


def not_assessed(width: float, words: NullTranslations) -> str:
    """Say "not assessed" as fully as a cell of so many inches allows."""
    forms = (
        words.pgettext("grid", "not assessed"),
        words.pgettext("grid, short for not assessed", "unrated"),
    )
    return next((form for form in forms if width_of(form) <= width - 0.06), "?")
