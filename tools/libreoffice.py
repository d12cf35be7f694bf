"""Type answers into workbooks through LibreOffice, and move things about as people do.

    /usr/bin/python3 tools/libreoffice.py JOBS.json

Runs under the system's own Python, the one that has LibreOffice's bridge (``python3-uno``), and
starts a LibreOffice of its own, with a profile of its own. JOBS is a list of objects:

- ``source``, ``targets``: the workbook to open, and where to save it, as .xlsx, .ods or .xls;
- ``answers``: list of ``[sheet, id, field code, value]``, as the template's codes name the cell;
- ``moves`` (optional): what is done afterwards, in order: ``["rename", sheet, title]``,
  ``["to-end", sheet]``, ``["insert-row", sheet, id]`` (above that id), ``["insert-column", sheet,
  field code]`` (left of it), ``["sort", sheet, first id, last id, field code]`` (whole rows, by
  that column, downward), ``["delete-row", sheet, id]``, ``["enter", sheet, id, field code, text]``
  (as by hand: what looks like a date becomes one), ``["cut", sheet, id, field code, other id]`` and
  ``["copy", ...]`` (to the same column), ``["merge", sheet, id, other id, field code]``,
  ``["hide-row", sheet, id]``, ``["hide-column", sheet, field code]``, ``["hide-sheet", sheet]``,
  ``["copy-sheet", sheet, title]``.

Answers are found by the ids and codes in the cells, never by an address.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from prospects_analysis.sheet_layout import (
    READ_COLUMNS,
    READ_ROWS,
    Located,
    locate,
)

_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
_PATIENCE = 60  # seconds until LibreOffice has to answer
_DATE_FORMAT = 2  # com.sun.star.util.NumberFormat.DATE


@contextmanager
def office() -> Iterator[Any]:
    """Start LibreOffice without a window; gives its desktop, and ends it afterwards."""
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        name = Path(profile).name
        command = [
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={name};urp;",
        ]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            desktop = _connect(name, run)
            try:
                yield desktop
            finally:
                desktop.terminate()
                run.wait(_PATIENCE)


def _connect(pipe: str, run: subprocess.Popen[bytes]) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(_PATIENCE * 4):
        try:
            context = resolver.resolve(address)
        except Exception as error:  # the bridge's own exceptions derive from nothing narrower
            if run.poll() is not None:
                raise SystemExit(f"LibreOffice ended with {run.returncode}.") from error
            time.sleep(0.25)
        else:
            manager = context.ServiceManager
            return manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    run.kill()
    raise SystemExit(f"LibreOffice did not answer within {_PATIENCE} seconds.")


def do(desktop: Any, job: dict[str, Any]) -> None:
    """Open a workbook, type the answers, make the moves, save it."""
    source = Path(job["source"]).resolve().as_uri()
    document = desktop.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", value=True),))
    try:
        for sheet, row_id, code, value in job["answers"]:
            _type(document, _answer_cell(document, sheet, row_id, code), value)
        for name, sheet, *rest in job.get("moves", []):
            page, found = _find(document, sheet)
            page.unprotect("")
            _MOVES[name](document, page, found, *rest)
        document.calculateAll()
        for target in map(Path, job["targets"]):
            kind = _property("FilterName", value=_FILTERS[target.suffix])
            document.storeToURL(target.resolve().as_uri(), (kind,))
    finally:
        document.close(True)


def _property(name: str, *, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _find(document: Any, sheet: str) -> tuple[Any, Located]:
    for page in document.Sheets:
        block = page.getCellRangeByPosition(0, 0, READ_COLUMNS - 1, READ_ROWS - 1).getDataArray()
        cells = {
            (row, column): value
            for row, line in enumerate(block, start=1)
            for column, value in enumerate(line, start=1)
            if value != ""
        }
        found = locate(cells)
        if found.code is not None and found.code.sheet == sheet:
            return page, found
    raise SystemExit(f"No sheet has the code of {sheet!r}.")


def _answer_cell(document: Any, sheet: str, row_id: str, code: str) -> Any:
    page, found = _find(document, sheet)
    (row,), (column,) = found.rows[row_id], found.columns[code]
    return page.getCellByPosition(column - 1, row - 1)


def _type(document: Any, cell: Any, value: str | int) -> None:
    kind = document.NumberFormats.getByKey(cell.NumberFormat).Type
    if isinstance(value, int):
        cell.setValue(value)
    elif kind & _DATE_FORMAT:
        cell.setFormula(value)  # is understood as typed: a date becomes one
    else:
        cell.setString(value)


def _rename(_document: Any, page: Any, _found: Located, title: str) -> None:
    page.setName(title)


def _to_end(document: Any, page: Any, _found: Located) -> None:
    document.Sheets.moveByName(page.Name, document.Sheets.Count)


def _insert_row(_document: Any, page: Any, found: Located, row_id: str) -> None:
    page.Rows.insertByIndex(found.rows[row_id][0] - 1, 1)


def _delete_row(_document: Any, page: Any, found: Located, row_id: str) -> None:
    page.Rows.removeByIndex(found.rows[row_id][0] - 1, 1)


def _insert_column(_document: Any, page: Any, found: Located, code: str) -> None:
    page.Columns.insertByIndex(found.columns[code][0] - 1, 1)


def _cell(page: Any, found: Located, row_id: str, code: str) -> Any:
    return page.getCellByPosition(found.columns[code][0] - 1, found.rows[row_id][0] - 1)


def _enter(_document: Any, page: Any, found: Located, row_id: str, code: str, text: str) -> None:
    _cell(page, found, row_id, code).FormulaLocal = text


def _cut(_document: Any, page: Any, found: Located, row_id: str, code: str, other: str) -> None:
    source, target = _cell(page, found, row_id, code), _cell(page, found, other, code)
    page.moveRange(target.CellAddress, source.RangeAddress)


def _copy(_document: Any, page: Any, found: Located, row_id: str, code: str, other: str) -> None:
    source, target = _cell(page, found, row_id, code), _cell(page, found, other, code)
    page.copyRange(target.CellAddress, source.RangeAddress)


def _merge(_document: Any, page: Any, found: Located, first: str, last: str, code: str) -> None:
    column, rows = found.columns[code][0] - 1, (found.rows[first][0], found.rows[last][0])
    page.getCellRangeByPosition(column, min(rows) - 1, column, max(rows) - 1).merge(True)


def _hide_row(_document: Any, page: Any, found: Located, row_id: str) -> None:
    page.Rows.getByIndex(found.rows[row_id][0] - 1).IsVisible = False


def _hide_column(_document: Any, page: Any, found: Located, code: str) -> None:
    page.Columns.getByIndex(found.columns[code][0] - 1).IsVisible = False


def _hide_sheet(_document: Any, page: Any, _found: Located) -> None:
    page.IsVisible = False


def _copy_sheet(document: Any, page: Any, _found: Located, title: str) -> None:
    document.Sheets.copyByName(page.Name, title, document.Sheets.Count)


def _sort(_document: Any, page: Any, found: Located, first: str, last: str, code: str) -> None:
    key = TableSortField()
    key.Field, key.IsAscending = found.columns[code][0] - 1, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (key,))
    right = max(column for columns in found.columns.values() for column in columns)
    top, bottom = found.rows[first][0] - 1, found.rows[last][0] - 1
    block = page.getCellRangeByPosition(0, top, right - 1, bottom)
    uno.invoke(block, "sort", ((_property("SortFields", value=fields),),))


_MOVES: dict[str, Callable[..., None]] = {
    "rename": _rename,
    "to-end": _to_end,
    "insert-row": _insert_row,
    "delete-row": _delete_row,
    "insert-column": _insert_column,
    "sort": _sort,
    "enter": _enter,
    "cut": _cut,
    "copy": _copy,
    "merge": _merge,
    "hide-row": _hide_row,
    "hide-column": _hide_column,
    "hide-sheet": _hide_sheet,
    "copy-sheet": _copy_sheet,
}


def main() -> None:
    """Do all jobs of the file that is named on the command line."""
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with office() as desktop:
        for job in jobs:
            do(desktop, job)


if __name__ == "__main__":
    main()
