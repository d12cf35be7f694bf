"""The criteria that transfer most, and below them a good practice that could be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.levels import plain_number
from prospects_analysis.charts.practices import Practice, Practices, quoted_lines, to_show
from prospects_analysis.charts.style import (
    GREY,
    INK,
    PAPER,
    SIDE_COLOURS,
    Place,
    box,
    fit,
    line_height,
    tint,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.exchange import STRONGEST
from prospects_analysis.flows import Complementarity
from prospects_analysis.wording import catalogue

#: Height of a row and of the head, in inches.
ROW, HEAD = 0.57, 0.45
#: Width of a column of numbers, and of a number's ground.
COLUMN, CHIP = 1.15, 0.62
#: Criteria that have room above a good practice.
BESIDE_PRACTICE = 2
#: Ground of a good practice.
GROUND = tint(GREY, 0.08)

_MARGIN = 0.13  # between a practice and the edge of its ground, in inches
_TITLE_LINES = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Block:
    """What is told of one direction.

    Attributes
    ----------
    way : (giver, receiver)
    rows : DataFrame
        The strongest criteria; that on which the practice is worth most is among them.
    practice : Practice or None
    lines : tuple of str
        Its title, or that there is none; empty where nothing is said of practices.
    """

    way: tuple[str, str]
    rows: pd.DataFrame
    practice: Practice | None
    lines: tuple[str, ...]

    @classmethod
    def of(
        cls,
        flows: Complementarity,
        way: tuple[str, str],
        practices: Practices,
        words: NullTranslations,
        width: float,
    ) -> Block:
        """Make the block of a direction, which is so many inches wide."""
        rows, practice = flows.strongest(*way), practices.get(way)
        lines: list[str] = []
        if practices and not rows.empty:
            rows = to_show(rows, practice, BESIDE_PRACTICE)
            lines = practice_lines(practice, words, width - 2 * _MARGIN, _TITLE_LINES)
        return cls(way=way, rows=rows, practice=practice, lines=tuple(lines))


def practice_lines(
    practice: Practice | None, words: NullTranslations, width: float, lines: int
) -> list[str]:
    """Write the title of a practice in so many lines at the most, or that there is none."""
    if practice is None:
        text = words.pgettext("card", "no good practice described on these criteria so far")
        return wrap(text, width, lines=lines)
    return quoted_lines(practice.title, words, width, lines)


def block_heights(blocks: Sequence[Block]) -> tuple[float, float]:
    """Inches that blocks take side by side: the criteria, and below them the practices."""
    lines = max(len(block.lines) + (block.practice is not None) for block in blocks)
    criteria = HEAD + (BESIDE_PRACTICE if lines else STRONGEST) * ROW + 0.1
    return criteria, lines * line_height() + 2 * _MARGIN if lines else 0.0


def draw_block(
    ax: Axes, block: Block, labels: Labels, language: str, place: tuple[float, float, float]
) -> None:
    """Draw the criteria of a direction downward from ``place`` (left, top, width)."""
    words, gid = catalogue(language), ":".join(block.way)
    x, top, width = place
    y = top - HEAD / 2
    if block.rows.empty:
        text = words.pgettext("card", "nothing that the other needs")
        write(ax, x, y, fit(text, width), colour=GREY, gid=gid)
        return
    write(ax, x, y, words.pgettext("card", "above all"), colour=GREY)
    draw_column_heads(ax, x + width, y, language)
    for position, row in enumerate(block.rows.itertuples(index=False)):
        middle = top - HEAD - (position + 0.5) * ROW
        draw_criterion(ax, row, labels, language, (x, middle, width), gid)


def draw_practice(ax: Axes, block: Block, language: str, place: Place) -> None:
    """Draw the practice of a direction on its ground, if anything is said of it."""
    if not block.lines:
        return
    words, (x, foot, width, height) = catalogue(language), place
    box(ax, x, foot, width, height, facecolor=GROUND)
    pitch, left = line_height(), x + _MARGIN
    y = foot + height - _MARGIN - pitch / 2
    if block.practice:
        write(ax, left, y, words.pgettext("card", "a good practice"), colour=GREY)
        y -= pitch
    colour, gid = INK if block.practice else GREY, f"{':'.join(block.way)}:practice"
    for position, line in enumerate(block.lines):
        write(ax, left, y - position * pitch, line, colour=colour, gid=gid)


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
    *,
    lines: int = 2,
) -> None:
    """Draw one criterion at ``place`` (left, middle, width): its label, and the two numbers.

    On one line it takes no more height than that.
    """
    x, middle, width = place
    criterion = str(row.criterion)
    name = wrap(labels.criterion(criterion), width - 2 * COLUMN - 0.1, lines=lines)
    write_lines(ax, x, middle, name)
    right = x + width
    for side, value in enumerate((row.resource, row.need)):
        centre = right - (1.5 - side) * COLUMN
        ground = SIDE_COLOURS[side]
        height = 0.68 * ROW if lines > 1 else 1.1 * line_height()
        box(ax, centre - CHIP / 2, middle - height / 2, CHIP, height, facecolor=ground)
        text = plain_number(value, language)
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
