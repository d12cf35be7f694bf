"""A returned workbook opened with openpyxl, to be written again."""

from __future__ import annotations

import io
import warnings
from copy import copy
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.reading import Sheet, read_book

_LARGEST = 8 * 2**20
"""Bytes of the unpacked parts up to which openpyxl is asked; a filled template has a twentieth."""


def reopened(content: bytes) -> tuple[Any, tuple[Sheet, ...]]:
    """Open a workbook with openpyxl, and with the intake's own reader.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    book : openpyxl workbook or None
        None where that cannot be done, or would take too long.
    sheets : tuple of Sheet
        As the intake reads them; none without a book.
    """
    try:
        sheets = read_book(open_package(content))
        book = _opened(content)
    except Exception:  # whatever it is that a reader stumbles over
        return None, ()
    if book is None or not book.worksheets:
        return None, ()
    book.template = False
    for sheet in sheets:
        if sheet.title in book.sheetnames:
            _uncover(book[sheet.title], sheet)
    return book, sheets


def _opened(content: bytes) -> Any:
    parts = open_package(content).parts.infolist()
    if sum(part.file_size for part in parts if part.filename.endswith(".xml")) > _LARGEST:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it drops is known, and said
        return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def _uncover(page: Any, sheet: Sheet) -> None:
    """Put back what stands under merged cells; openpyxl leaves it out."""
    for top, left, bottom, right in sheet.merges:
        for (row, column), found in sheet.cells.items():
            covered = top <= row <= bottom and left <= column <= right
            if not covered or (row, column) == (top, left):
                continue
            look = copy(page.cell(row, column)._style)
            cell = Cell(page, row=row, column=column, style_array=look)
            cell.value = found.formula or found.value
            if found.formula is None and isinstance(found.value, str):
                cell.data_type = "s"
            page._cells[row, column] = cell


def saved(book: Any) -> bytes:
    """Write a workbook as openpyxl does, not yet sealed."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
