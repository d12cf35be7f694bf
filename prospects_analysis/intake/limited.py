"""The reader of .xls files.

It is calamine's, which sees values and merges, but neither formulas nor comments, nor which rows
and columns are hidden, and to which a cell with an error looks empty. What it does not see is
looked for in the records themselves (see ``biff``); where these cannot be followed, an issue says
so. It runs in a process of its own (see ``_limited_child``), for a few seconds at most. For damaged
Excel workbooks it is no help: it refuses damaged styles, which the own reader passes over, and
skips damaged cells, which would lose answers without a word.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.utils.datetime import from_ISO8601

from prospects_analysis.intake.addresses import Range
from prospects_analysis.intake.biff import Marks, has_password, marks_of
from prospects_analysis.intake.cells import MAX_MERGES, Cell
from prospects_analysis.intake.packages import (
    MAX_CELLS,
    MAX_TEXT,
    Budget,
    Refusal,
    check_sheets,
)
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS

SECONDS, MEGABYTES = 4, 400
"""What the other process may take; a filled template takes a tenth of a second."""

_CHILD = Path(__file__).with_name("_limited_child.py")


_FORMULA = "=…"


class Limited(NamedTuple):
    """The sheets of a workbook, and whether more than their values was seen."""

    sheets: tuple[Sheet, ...]
    is_whole: bool


def read_limited(content: bytes) -> Limited:
    """Read a workbook as far as calamine can, and add what its records tell.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    Limited
        With the sheets in the order of their tabs; values and merges only, if it is not whole.

    Raises
    ------
    Refusal
        If it has a password, or is no workbook that can be read within the limits.
    """
    if has_password(content):
        raise Refusal(IssueCode.PASSWORD_PROTECTED)
    limits = map(str, (READ_ROWS, READ_COLUMNS, MAX_CELLS, MAX_TEXT, MEGABYTES))
    command = [sys.executable, "-I", str(_CHILD), *limits]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"> {SECONDS} s") from error
    if done.returncode:
        raise Refusal(IssueCode.DAMAGED_FILE, f"calamine: {done.returncode}")
    found = json.loads(done.stdout)
    if "password" in found:
        raise Refusal(IssueCode.PASSWORD_PROTECTED)
    if "oversized" in found:
        raise Refusal(IssueCode.OVERSIZED_WORKBOOK, found["oversized"])
    if "error" in found:
        raise Refusal(IssueCode.DAMAGED_FILE, str(found["error"])[:200])
    check_sheets(len(found["sheets"]))
    sheets, marks = tuple(map(_sheet, found["sheets"])), marks_of(content)
    if marks is None or len(marks) != len(sheets):
        return Limited(sheets, is_whole=False)
    budget = Budget()
    return Limited(tuple(map(_marked, sheets, marks, repeat(budget))), is_whole=True)


def _marked(sheet: Sheet, marks: Marks, budget: Budget) -> Sheet:
    """Add to the values of a sheet what its records tell besides."""
    cells = {at: Cell(number, "n") for at, number in marks.numbers.items()}
    cells |= {
        at: replace(cell, number=marks.numbers.get(at)) if cell.data_type == "d" else cell
        for at, cell in sheet.cells.items()
    }
    cells |= {at: Cell(error, "e") for at, error in marks.errors.items()}
    for at in marks.formulas:
        result = Cell("", "s") if at in marks.empty else Cell(None, "n")
        cells[at] = replace(cells.get(at, result), formula=_FORMULA)
    for cell in cells.values():
        budget.keep(cell.value)
    budget.keep(*marks.comments.values(), *marks.boxes)
    return replace(
        sheet,
        cells=cells,
        hidden_rows=frozenset(marks.hidden_rows),
        hidden_columns=frozenset(marks.hidden_columns),
        comments=marks.comments,
        boxes=tuple(marks.boxes),
    )


def _sheet(found: dict[str, Any]) -> Sheet:
    merges: list[Range] = [tuple(one) for one in found["merges"][:MAX_MERGES]]
    return Sheet(
        title=found["title"],
        hidden=found["hidden"],
        cells={(row, column): _cell(*typed) for row, column, *typed in found["cells"]},
        merges=tuple(merges),
        beyond=_beyond(*found["end"]),
    )


def _cell(kind: str, value: Any) -> Cell:
    if kind == "n":
        return Cell(float(value), kind)
    if kind != "d":
        return Cell(value, kind)
    try:
        return Cell(from_ISO8601(value), kind)
    except (ValueError, OverflowError, TypeError):
        return Cell(value, kind)


def _beyond(last_row: int, last_column: int) -> Range | None:
    if last_row > READ_ROWS:
        return READ_ROWS + 1, 1, last_row, last_column
    return (1, READ_COLUMNS + 1, last_row, last_column) if last_column > READ_COLUMNS else None
