"""The reader of .xls files.

It is calamine's, which sees values and merges, but neither formulas nor comments, nor which rows
and columns are hidden, and to which a cell with an error looks empty: an issue says so. It runs in
a process of its own (see ``_limited_child``), for a few seconds at most. For damaged Excel
workbooks it is no help: it refuses damaged styles, which the own reader passes over, and skips
damaged cells, which would lose answers without a word.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from openpyxl.utils.datetime import from_ISO8601

from prospects_analysis.intake.addresses import Range
from prospects_analysis.intake.cells import MAX_MERGES, Cell
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS

SECONDS, MEGABYTES = 4, 400
"""What the other process may take; a filled template takes a tenth of a second."""

_CHILD = Path(__file__).with_name("_limited_child.py")


def read_limited(content: bytes) -> tuple[Sheet, ...]:
    """Read a workbook as far as calamine can.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    tuple of Sheet
        In the order of their tabs; values and merges only.

    Raises
    ------
    Refusal
        If it has a password, or is no workbook that can be read within the limits.
    """
    limits = map(str, (READ_ROWS, READ_COLUMNS, MEGABYTES))
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
    if "error" in found:
        raise Refusal(IssueCode.DAMAGED_FILE, str(found["error"])[:200])
    return tuple(map(_sheet, found["sheets"]))


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
