"""The criteria that transfer most, each with what one has and what the other needs."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    GREY,
    PAPER,
    SIDE_COLOURS,
    box,
    fit,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.exchange import STRONGEST
from prospects_analysis.wording import catalogue, number

#: Height of a row, of the head, and of a whole block, in inches.
ROW, HEAD = 0.57, 0.45
BLOCK = HEAD + STRONGEST * ROW + 0.1
#: Width of a column of numbers, and of a number's ground.
COLUMN, CHIP = 1.15, 0.62


def draw_strongest(
    ax: Axes,
    rows: pd.DataFrame,
    labels: Labels,
    language: str,
    place: tuple[float, float, float],
    gid: str,
) -> None:
    """Draw a block of criteria, with a head, downward from ``place`` (left, top, width)."""
    words = catalogue(language)
    x, top, width = place
    y = top - HEAD / 2
    if rows.empty:
        text = words.pgettext("card", "nothing that the other needs")
        write(ax, x, y, fit(text, width), colour=GREY, gid=gid)
        return
    write(ax, x, y, words.pgettext("card", "above all"), colour=GREY)
    draw_column_heads(ax, x + width, y, language)
    for position, row in enumerate(rows.itertuples(index=False)):
        middle = top - HEAD - (position + 0.5) * ROW
        draw_criterion(ax, row, labels, language, (x, middle, width), gid)


def draw_column_heads(ax: Axes, right: float, y: float, language: str) -> None:
    """Name the two columns of numbers whose right end is given."""
    words = catalogue(language)
    names = (words.pgettext("grid", "resource"), words.pgettext("grid", "need"))
    for side, name in enumerate(names):
        x = right - (1.5 - side) * COLUMN
        write(ax, x, y, name, colour=SIDE_COLOURS[side], ha="center")


def draw_criterion(
    ax: Axes,
    row: Any,
    labels: Labels,
    language: str,
    place: tuple[float, float, float],
    gid: str,
) -> None:
    """Draw one criterion at ``place`` (left, middle, width): its label, and the two numbers."""
    x, middle, width = place
    criterion = str(row.criterion)
    name = wrap(labels.criterion(criterion), width - 2 * COLUMN - 0.1)
    write_lines(ax, x, middle, name)
    right = x + width
    for side, value in enumerate((row.resource, row.need)):
        centre = right - (1.5 - side) * COLUMN
        ground = SIDE_COLOURS[side]
        height = 0.68 * ROW
        box(ax, centre - CHIP / 2, middle - height / 2, CHIP, height, facecolor=ground)
        text = number(value, 0 if value == round(value) else 1, language)
        write(
            ax,
            centre,
            middle,
            text,
            bold=True,
            colour=PAPER,
            ha="center",
            gid=f"{gid}:{criterion}:{side}",
        )
    write(ax, right - COLUMN, middle, "→", colour=GREY, ha="center")
