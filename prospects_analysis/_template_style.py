"""How the cells of a template look: palette, looks, and rows high enough for their texts.

Spreadsheet programs grow a row to its text only where a person typed it, and never for merged
cells. So every text that is put down here reserves the height that it will take, reckoned for a
wide font, since nobody knows which one the reader's machine puts in place of Calibri.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

FONT = "Calibri"
BLUE, RUST = "0072B2", "B04A00"  # resource and need, wherever the two stand side by side
INK, GREY, PALE, WHITE = "262626", "595959", "8C8C8C", "FFFFFF"
BLUE_TINT, RUST_TINT, GREY_TINT, NOTICE = "E5F1F8", "FBECE1", "F4F5F6", "FFF2CC"
BLUE_LINE, RUST_LINE, GREY_LINE = "7FB8D8", "DBA47E", "D9DCDF"

_SHORTEST_ROW = 15.0  # points
_HIGHEST_ROW = 409.0  # what Excel allows
_LINE = 1.33  # height of a line, in font sizes
_MARGIN = 7.0  # points above and below a text, together
_WIDE = 0.97  # mean letter of a wide font, bold 7 % more, in column units at 11 points
_SIDE = 1.6  # column units lost left and right of a text


@dataclass(frozen=True, kw_only=True)
class Look:
    """How one cell looks, and whether it may be typed into."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = INK
    fill: str | None = None
    line: str | None = None
    horizontal: str = "left"
    vertical: str = "center"
    indent: int = 0
    shrink: bool = False
    open: bool = False
    number_format: str = "General"


TEXT = Look(indent=1)
NOTE = Look(color=GREY, size=9, indent=1)
LABEL = Look(bold=True)
TITLE = Look(size=16, bold=True, color=WHITE, fill=BLUE, indent=1)
SUBTITLE = replace(TITLE, size=11, bold=False, horizontal="right")
LEAD = Look(size=11, indent=1)
SECTION = Look(size=12, bold=True, color=BLUE, vertical="bottom", indent=1)
BANNER = Look(bold=True, fill=NOTICE, line="BF9000", horizontal="center")
HEAD = Look(bold=True, indent=1, fill=GREY_TINT, line=GREY_LINE)
HEAD_RESOURCE = replace(HEAD, color=WHITE, fill=BLUE, line=BLUE, horizontal="center", indent=0)
HEAD_NEED = replace(HEAD_RESOURCE, fill=RUST, line=RUST)
HEAD_EVIDENCE = replace(HEAD, color=BLUE, fill=BLUE_TINT, line=BLUE_LINE)
COUNTED = replace(NOTE, horizontal="right")
BODY = Look(line=GREY_LINE, indent=1)
BODY_LABEL = replace(BODY, bold=True)
LINK = replace(BODY, color=BLUE, bold=True)
STEP = replace(BODY_LABEL, size=13, color=GREY, horizontal="center", indent=0)
COUNT = replace(BODY_LABEL, horizontal="center", indent=0)
BODY_NOTE = replace(BODY, color=GREY, size=9)
CRITERION = replace(BODY_LABEL, size=12)
QUESTION = replace(BODY, size=12)
EXAMPLE = replace(BODY_NOTE, size=11)
ID = Look(size=7, color=PALE, fill=GREY_TINT, shrink=True)
MACHINE = Look(size=7, color=PALE)
ANSWER = Look(fill=BLUE_TINT, line=BLUE_LINE, number_format="@", open=True, size=11, indent=1)
ANSWER_TEXT = replace(ANSWER, size=10, vertical="top")
SCORE = replace(ANSWER, size=15, bold=True, horizontal="center", indent=0, number_format="General")
RESOURCE_SCORE = replace(SCORE, color=BLUE)
NEED_SCORE = replace(SCORE, color=RUST, fill=RUST_TINT, line=RUST_LINE)
EXTRA = replace(ANSWER, fill=WHITE, line=GREY_LINE)
EXTRA_TEXT = replace(ANSWER_TEXT, fill=WHITE, line=GREY_LINE)
EVIDENCE = replace(ANSWER, fill=WHITE, size=9, vertical="top")
FILLED_IN = replace(BODY, size=11, fill=GREY_TINT)


def solid(color: str) -> PatternFill:
    """Fill of a whole cell with one colour."""
    return PatternFill("solid", start_color=color, end_color=color)


def put(sheet: Any, row: int, column: int, value: Any, look: Look, last: int | None = None) -> Any:
    """
    Put a value into a cell, or across several, and make its row high enough.

    Parameters
    ----------
    sheet : openpyxl worksheet
        Its columns have their widths already.
    row, column : int
        The (first) cell, counted from 1.
    value : str, int, float, CellRichText or None
        A text stays a text, even one that starts with "=".
    look : Look
    last : int, optional
        Last column of the cells to be merged with it.

    Returns
    -------
    openpyxl cell
        The first one.
    """
    last = last or column
    for one in range(column, last + 1):
        _dress(sheet.cell(row, one), look)
    if last > column:
        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=last)
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str) and not isinstance(value, CellRichText):
        cell.data_type = "s"
    if isinstance(value, str | CellRichText) and not look.shrink:
        reserve(sheet, row, text_height(str(value), _width(sheet, column, last), look))
    return cell


def make_room(
    sheet: Any, row: int, column: int, characters: int, look: Look, last: int | None = None
) -> None:
    """Make a row high enough for an answer of so many characters; otherwise as :func:`put`."""
    width = _width(sheet, column, last or column)
    reserve(sheet, row, text_height("n" * characters, width, look))


def put_formula(sheet: Any, row: int, column: int, formula: str, look: Look) -> Any:
    """Put a formula into a cell; returns the cell."""
    cell = sheet.cell(row, column, formula)
    _dress(cell, look)
    return cell


def reserve(sheet: Any, row: int, height: float) -> None:
    """Make a row at least so many points high."""
    dimension = sheet.row_dimensions[row]
    dimension.height = min(_HIGHEST_ROW, max(dimension.height or _SHORTEST_ROW, height))


def text_height(text: str, width: float, look: Look) -> float:
    """
    Reckon how high a text stands in a column.

    Parameters
    ----------
    text : str
    width : float
        Of the column, in the units of a spreadsheet (digits of the standard font).
    look : Look

    Returns
    -------
    float
        In points.

    Examples
    --------
    >>> text_height("one line", 40, TEXT) < text_height("one line " * 20, 40, TEXT)
    True
    """
    letter = _WIDE * look.size / 11 * (1.07 if look.bold else 1.0)
    room = max(1, int((width - _SIDE - look.indent) / letter))
    lines = sum(
        len(textwrap.wrap(paragraph, room, break_on_hyphens=False)) or 1
        for paragraph in text.split("\n")
    )
    return lines * look.size * _LINE + _MARGIN


def _width(sheet: Any, first: int, last: int) -> float:
    letters = (get_column_letter(one) for one in range(first, last + 1))
    return float(sum(sheet.column_dimensions[letter].width for letter in letters))


def _dress(cell: Any, look: Look) -> None:
    cell.font = Font(
        name=FONT, size=look.size, bold=look.bold, italic=look.italic, color="FF" + look.color
    )
    cell.alignment = Alignment(
        horizontal=look.horizontal, vertical=look.vertical, indent=look.indent,
        wrap_text=not look.shrink, shrink_to_fit=look.shrink,
    )  # fmt: skip
    cell.protection = Protection(locked=not look.open)
    cell.number_format = look.number_format
    if look.fill:
        cell.fill = solid(look.fill)
    if look.line:
        side = Side(style="thin", color="FF" + look.line)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
