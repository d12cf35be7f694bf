"""Where tables and sentences stand on a slide, the same for both carriers.

Text is measured in DejaVu Sans, which is about as wide as fonts for screens get, so that it also
fits where a program puts another font in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prospects_analysis.charts.canvas import BODY
from prospects_analysis.charts.style import TITLE_SIZES, wrap
from prospects_analysis.outputs.deck_tables import Table

#: Inches: width and height of what is between title and footer.
WIDTH, HEIGHT = BODY[2], BODY[3]
#: Inches: the opening's two bars, where its texts begin, and top and height of each of them.
BAR, OPENING_LEFT = 0.2, 0.9
NETWORK, TITLE, SUBTITLE, FICTIONAL = (1.55, 0.5), (2.15, 1.55), (3.85, 1.0), (5.35, 0.6)
SUBTITLE_SIZE, PILL_SIDE = 24.0, 0.25
#: How grey every other row of a table is.
BAND = 0.07
#: Inches: left and right of the text of a cell, and above and below it.
CELL_SIDE, CELL_TOP = 0.12, 0.07
#: Inches: from the number of a sentence to its text.
HANG = 0.6
BULLET = "•"
#: Points: the note below a table. Inches: from the table to it.
NOTE_SIZE, NOTE_GAP = 18.0, 0.12
_LINE = 1.25  # from one line to the next, in sizes of the text; fonts differ
_SLACK = 0.96  # of the width: other fonts, other renderers
_TABLE_SIZES = (22.0, 20.0, 18.0)
_SENTENCE_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0)
_HIGHEST_ROW, _LARGEST_GAP = 0.8, 0.32  # inches


def line_height(size: float) -> float:
    """Room that a line takes, in inches."""
    return size * _LINE / 72


@dataclass(frozen=True, eq=False, kw_only=True)
class TableLayout:
    """A table, or a part of one, that fits on a slide.

    Parameters
    ----------
    table : Table
    size : float
        Of the text, in points.
    widths, heights : tuple of float
        Of the columns, and of the head and each row, in inches.
    """

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    def lines(self, text: str, column: int, *, bold: bool = False) -> list[str]:
        """Break a text as its column asks."""
        return _cell_lines(text, self.widths[column], self.size, bold=bold)


def _room(table: Table) -> float:
    return HEIGHT - (NOTE_GAP + line_height(NOTE_SIZE) if table.note else 0)


def _cell_lines(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    room = (width - 2 * CELL_SIDE) * _SLACK
    return wrap(text, room, size, bold=bold, lines=99) if text else [""]


def lay_out_table(table: Table) -> list[TableLayout]:
    """Choose the largest text with which a table fits; cut it into parts where none does.

    Parameters
    ----------
    table : Table

    Returns
    -------
    parts : list of TableLayout
        Usually one.
    """
    for size in _TABLE_SIZES:
        whole = _laid(table, size)
        if sum(whole.heights) <= _room(table) and _is_complete(whole):
            return [_stretched(whole)]
    parts: list[list[tuple[str, ...]]] = [[]]
    for row, height in zip(table.rows, whole.heights[1:], strict=True):
        part = _laid(replace(table, rows=tuple(parts[-1])), whole.size)
        if parts[-1] and sum(part.heights) + height > _room(table):
            parts.append([])
        parts[-1].append(row)
    return [_laid(replace(table, rows=tuple(rows)), whole.size) for rows in parts]


def _laid(table: Table, size: float) -> TableLayout:
    widths = tuple(share * WIDTH for share in table.shares)
    heights = tuple(
        2 * CELL_TOP
        + line_height(size)
        * max(
            len(_cell_lines(text, width, size, bold=bold))
            for text, width in zip(row, widths, strict=True)
        )
        for row, bold in ((table.heads, True), *((row, False) for row in table.rows))
    )
    return TableLayout(table=table, size=size, widths=widths, heights=heights)


def _is_complete(laid: TableLayout) -> bool:
    """Whether no word is too wide for its column."""
    return all(
        "".join(laid.lines(text, column, bold=bold)).replace(" ", "") == text.replace(" ", "")
        for row, bold in ((laid.table.heads, True), *((row, False) for row in laid.table.rows))
        for column, text in enumerate(row)
    )


def _stretched(laid: TableLayout) -> TableLayout:
    """Give the rows the room that is left, up to a measure."""
    spare = (_room(laid.table) - sum(laid.heights)) / len(laid.heights)
    heights = (max(one, min(one + spare, _HIGHEST_ROW)) for one in laid.heights)
    return replace(laid, heights=tuple(heights))


@dataclass(frozen=True, eq=False, kw_only=True)
class TextLayout:
    """Sentences that fit on a slide: size in points, the lines of each, and the gap in inches."""

    size: float
    lines: tuple[tuple[str, ...], ...]
    gap: float


def lay_out_sentences(sentences: Sequence[str]) -> TextLayout:
    """Choose the largest text with which sentences fit below each other."""
    for size in _SENTENCE_SIZES:
        room = (WIDTH - HANG) * _SLACK
        lines = tuple(tuple(wrap(one, room, size, lines=99)) for one in sentences)
        spare = HEIGHT - sum(map(len, lines)) * line_height(size)
        gap = spare / max(len(lines), 1)
        if gap >= size / 72 * 0.5:
            break
    return TextLayout(size=size, lines=lines, gap=min(gap, _LARGEST_GAP))


def title_size(title: str) -> float:
    """Largest size, in points, with which a title takes two lines at the most."""
    fits = (
        size
        for size in TITLE_SIZES
        if len(wrap(title, WIDTH * _SLACK, size, bold=True, lines=99)) <= 2
    )
    return next(fits, TITLE_SIZES[-1])
