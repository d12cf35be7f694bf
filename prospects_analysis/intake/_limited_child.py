"""Read a workbook with calamine in a process of its own: bytes come in, JSON goes out.

Calamine lays a sheet out in memory from its first to its last cell, and ends the whole process
where that is too much; so it gets one that may end. The script imports nothing of the package.

    python _limited_child.py ROWS COLUMNS CELLS CHARACTERS MEGABYTES < workbook > sheets.json
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

import python_calamine as calamine


def limit_memory(megabytes: int) -> None:
    """Set the most memory that this process may take, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def sheets_of(content: bytes, rows: int, columns: int) -> list[dict[str, Any]]:
    """Give every worksheet: title, whether hidden, merges, cells, and how far it goes."""
    book = calamine.load_workbook(io.BytesIO(content))
    return [
        sheet_of(book.get_sheet_by_name(one.name), one, rows, columns)
        for one in book.sheets_metadata
        if one.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def sheet_of(sheet: Any, about: Any, rows: int, columns: int) -> dict[str, Any]:
    """Give one sheet; rows and columns are counted from 1."""
    lines = sheet.to_python(skip_empty_area=False, nrows=rows)
    return {
        "title": about.name,
        "hidden": about.visible != calamine.SheetVisibleEnum.Visible,
        "merges": [
            [top + 1, left + 1, bottom + 1, right + 1]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        ],
        "cells": [
            [row, column, *typed(value)]
            for row, line in enumerate(lines, start=1)
            for column, value in enumerate(line[:columns], start=1)
            if value != ""
        ],
        "end": [sheet.total_height, sheet.total_width],
    }


def typed(value: Any) -> tuple[str, Any]:
    """Give the kind of a value, and the value as JSON can hold it."""
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int | float):
        return "n", value
    if isinstance(value, dt.date | dt.time):
        return "d", value.isoformat()
    return ("d", str(value)) if isinstance(value, dt.timedelta) else ("s", value)


def too_much(sheets: list[dict[str, Any]], cells: int, characters: int) -> str:
    """Say what there is too much of; nothing if it is all within bounds."""
    values = [value for sheet in sheets for *_, value in sheet["cells"]]
    if len(values) > cells:
        return f"> {cells} cells"
    written = sum(len(value) for value in values if isinstance(value, str))
    return f"> {characters} characters" if written > characters else ""


def main(rows: int, columns: int, cells: int, characters: int, megabytes: int) -> None:
    """Read from standard input and write to standard output."""
    limit_memory(megabytes)
    found: dict[str, Any]
    try:
        sheets = sheets_of(sys.stdin.buffer.read(), rows, columns)
        excess = too_much(sheets, cells, characters)
        found = {"oversized": excess} if excess else {"sheets": sheets}
    except calamine.PasswordError as error:
        found = {"password": str(error)}
    except Exception as error:
        found = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
