"""One theme: who can host a visit on it, and who wants to come."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes

from prospects_analysis._validation import check_one_of
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.cells import MOST_PARTNERS
from prospects_analysis.charts.exchanges import PUT_RIGHT, strong
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.hosting import sides_of, theme_title
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.levels import counted_note, plain_number
from prospects_analysis.charts.style import (
    GREY,
    INK,
    MEDIUM,
    PAPER,
    SIDE_COLOURS,
    STRONG,
    TEXT,
    Place,
    box,
    fit,
    hatched,
    line_height,
    outlined,
    size_for,
    tint,
    width_of,
    write,
)
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import catalogue, number

_TICK = 0.42  # room for the sign beside a name, inches
_VALUE = 0.85  # room beyond the longest bar for what stands at its end
_NAMES = 0.26  # share of the width for the names at the most
_HEAD = 0.72
_PALE = 0.22  # share of the colour in a bar below the threshold


def plot_theme(
    grid: Grid,
    theme: str,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw who can host on a theme, to the left, and who wants to come, to the right.

    Partners stand in partner order and are never ranked; each has both bars. Those from the
    threshold on (an established resource, a need with priority) have a full bar, a bold number and
    a ✓ beside the name. What is not assessed is hatched. More than twenty partners are counted.

    Parameters
    ----------
    grid : Grid
    theme : str
        One of the grid's.
    language : str
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.hosting.theme_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If the theme is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t1": [5, 1]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [3, 4]}, index=["A", "B"])
    >>> ax = plot_theme(Grid.from_frames(resources, needs), "t1", language="en")
    >>> [text.get_gid() for text in ax.texts if text.get_text() == "✓"]
    ['A:resource:strong', 'A:need:strong', 'B:need:strong']
    """
    check_one_of("theme", theme, grid.themes)
    canvas = open_canvas(ax)
    draw = _draw if len(grid.partners) <= MOST_PARTNERS else _draw_counts
    draw(canvas, grid, theme, language)
    message = theme_title(grid, theme, language) if title is True else title
    canvas.finish(message, footer_text(grid, language))
    return canvas.axes


@dataclass(frozen=True, eq=False, kw_only=True)
class _Wings:
    """Bars to the left (side 0) and to the right (side 1) of the names, in inches."""

    ax: Axes
    language: str
    width: float
    middle: float
    top: float
    row: float
    span: float

    @property
    def reach(self) -> float:
        """Room of a wing."""
        return (self.width - self.middle) / 2

    @property
    def size(self) -> float:
        """Of the numbers, in points."""
        return STRONG if self.row > 0.4 else TEXT

    def base(self, side: int) -> float:
        return (self.width + (2 * side - 1) * self.middle) / 2

    def out(self, side: int, inches: float) -> float:
        """How far out a point of a wing lies."""
        return self.base(side) + (2 * side - 1) * inches

    def length(self, value: float) -> float:
        return (self.reach - _VALUE) * min(max(value / self.span, 0.0), 1.0)

    def y(self, row: int) -> float:
        """Middle of a row."""
        return self.top - (row + 0.5) * self.row

    def track(self, row: int, side: int) -> Place:
        """Where the longest bar would be."""
        height, length = 0.78 * self.row, self.reach - _VALUE
        return (
            min(self.base(side), self.out(side, length)),
            self.y(row) - height / 2,
            length,
            height,
        )


def _open_wings(
    canvas: Canvas,
    names: list[str],
    heads: list[tuple[str, str]],
    span: float,
    language: str,
    least: float = 0.0,
) -> _Wings:
    """Make room for the names, and write the heads of the two wings."""
    top, foot = canvas.height - _HEAD, 1.2 * line_height()
    wings = _Wings(
        ax=canvas.in_inches(), language=language, width=canvas.width, top=top, span=span,
        middle=min(max(least, *map(width_of, names)) + 0.1, _NAMES * canvas.width) + 2 * _TICK,
        row=min((top - foot) / len(names), 0.9),
    )  # fmt: skip
    size = size_for([head for head, _ in heads], wings.reach)
    for side, (head, below) in enumerate(heads):
        look: dict[str, Any] = {"colour": SIDE_COLOURS[side], "ha": "left" if side else "right"}
        x, y = wings.base(side), canvas.height - line_height(STRONG) / 2
        write(wings.ax, x, y, fit(head, wings.reach, size, bold=True), size=size, bold=True, **look)
        write(wings.ax, x, top + 0.5 * line_height(), fit(below, wings.reach), **look)
    for row, name in enumerate(names):
        text = fit(name, wings.middle - 2 * _TICK)
        write(wings.ax, canvas.width / 2, wings.y(row), text, ha="center")
    return wings


def _heads(grid: Grid, words: NullTranslations, language: str) -> list[tuple[str, str]]:
    """Say over each wing what it shows, and from which score on it holds."""
    established, priority = (plain_number(x, language) for x in (grid.established, grid.priority))
    return [
        (words.pgettext("theme", "Can host"),
         words.pgettext("theme", "✓ resource {threshold} and more").format(threshold=established)),
        (words.pgettext("theme", "Wants to come"),
         words.pgettext("theme", "✓ need {threshold} and more").format(threshold=priority)),
    ]  # fmt: skip


def _draw(canvas: Canvas, grid: Grid, theme: str, language: str) -> None:
    words, labels = catalogue(language), Labels.of(grid, language)
    names = [labels.partner(one) for one in grid.partners]
    scale = words.pgettext("grid", "scores 0 to {span}").format(span=number(grid.span, 0, language))
    heads = _heads(grid, words, language)
    wings = _open_wings(canvas, names, heads, grid.span, language, least=width_of(scale))
    foot = wings.y(len(names) - 1) - wings.row / 2
    for side, threshold in enumerate((grid.established, grid.priority)):
        x = wings.out(side, wings.length(threshold))
        wings.ax.plot(
            [x, x], [foot - 0.04, wings.top], color=MEDIUM, linewidth=1.5, linestyle=(0, (4, 3)),
            zorder=0.5, gid=f"threshold:{SIDES[side]}",
        )  # fmt: skip
        text = plain_number(threshold, language)
        write(wings.ax, x, foot - 0.6 * line_height(), text, colour=GREY, ha="center")
        for row in range(len(names)):
            _draw_side(wings, grid, theme, row, side, threshold)
    write(wings.ax, canvas.width / 2, foot - 0.6 * line_height(), scale, colour=GREY, ha="center")


def _draw_side(
    wings: _Wings, grid: Grid, theme: str, row: int, side: int, threshold: float
) -> None:
    words, partner, name = catalogue(wings.language), grid.partners[row], SIDES[side]
    at = (row, grid.themes.index(theme), side)
    score, coverage = (float(array[at]) for array in grid.scores())
    gid = f"{partner}:{name}"
    if partner in grid.late:
        text = words.pgettext("grid", "has not answered yet")
        hatched(wings.ax, wings.track(row, side), text, gid=gid)
    elif np.isnan(coverage) and np.isnan(score):
        outlined(wings.ax, wings.track(row, side), words.pgettext("grid", "n/a"), gid=gid)
    elif np.isnan(score):
        hatched(wings.ax, wings.track(row, side), words.pgettext("grid", "not assessed"), gid=gid)
    else:
        mark = PUT_RIGHT if grid.correction_of(partner, theme, name) else ""
        text = number(score, 1, wings.language) + mark
        holds = bool(strong([score], threshold)[0])
        _draw_bar(wings, row, side, score, text, holds=holds, gid=gid)


def _draw_bar(
    wings: _Wings, row: int, side: int, value: float, text: str, *, holds: bool, gid: str
) -> None:
    """Draw a bar with its number at the end, and the sign at its base if it counts."""
    colour, ax, y = SIDE_COLOURS[side], wings.ax, wings.y(row)
    length, height = wings.length(value), 0.78 * wings.row
    left = min(wings.base(side), wings.out(side, length))
    ground = colour if holds else tint(colour, _PALE)
    look = {"edgecolor": colour, "linewidth": 0 if holds else 1}
    box(ax, left, y - height / 2, length, height, facecolor=ground, **look).set_gid(gid)
    ha = "left" if side else "right"
    x, width = wings.out(side, length + 0.1), width_of(text, wings.size, bold=holds)
    # So that the line of the threshold does not cross the number.
    box(ax, x if side else x - width, y - height / 2, width, height, facecolor=PAPER)
    write(ax, x, y, text, size=wings.size, bold=holds, colour=INK if holds else GREY, ha=ha,
          gid=gid)  # fmt: skip
    if holds:
        x = wings.out(side, -_TICK / 2)
        write(ax, x, y, "✓", size=wings.size, bold=True, colour=colour, ha="center",
              gid=f"{gid}:strong")  # fmt: skip


def _draw_counts(canvas: Canvas, grid: Grid, theme: str, language: str) -> None:
    """Count many partners instead of naming them."""
    words, (scores, counts) = catalogue(language), sides_of(grid, theme)
    names = [
        words.pgettext("theme", "yes"),
        words.pgettext("theme", "below that"),
        words.pgettext("grid", "not assessed"),
    ]
    missing = np.isnan(scores)
    groups = np.stack([counts, ~counts & ~missing, missing]).sum(axis=1)
    heads = _heads(grid, words, language)
    wings = _open_wings(canvas, names, heads, float(groups.max()), language)
    for side, name in enumerate(SIDES):
        for row, count in enumerate(groups[:, side].tolist()):
            text, gid = number(count, 0, language), f"{name}:{row}"
            _draw_bar(wings, row, side, count, text, holds=row == 0, gid=gid)
    both = int(counts.all(axis=1).sum())
    text = words.npgettext(
        "theme", "{n} of them does both.", "{n} of them do both.", both
    ).format(n=number(both, 0, language))  # fmt: skip
    note = f"{counted_note(len(scores), 1, language)} {text}"
    write(wings.ax, 0, line_height() / 2, fit(note, canvas.width), colour=GREY)
