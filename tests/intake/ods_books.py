"""The same test workbooks in OpenDocument: what openpyxl holds, written out as content.xml."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils.datetime import from_excel

from tests.intake.books import Book

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="gone" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
LEAP_DAY = dt.datetime(1900, 3, 1)  # noqa: DTZ001
EMPTY = "<table:table-cell></table:table-cell>"
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods(*tables: str, after: str = "") -> bytes:
    """Pack tables into a workbook; `after` follows them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        parts.writestr("content.xml", HEAD + "".join(tables) + after + TAIL)
    return out.getvalue()


def as_ods(book: Book) -> bytes:
    """Write a test workbook as OpenDocument: values, what is hidden, merges, comments."""
    return ods(*map(_table, book.book.worksheets))


def _table(page: Any) -> str:
    style = "" if page.sheet_state == "visible" else ' table:style-name="gone"'
    columns = "".join(
        f"<table:table-column{_hidden(page.column_dimensions[letter].hidden)}/>"
        for letter in (page.cell(1, column).column_letter for column in range(1, 20))
    )
    spans = {
        (one.min_row, one.min_col): (one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
        for one in page.merged_cells.ranges
    }
    rows = "".join(_row(page, row, spans) for row in range(1, page.max_row + 1))
    return f"<table:table table:name={quoteattr(page.title)}{style}>{columns}{rows}</table:table>"


def _hidden(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _row(page: Any, row: int, spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    cells = "".join(
        _cell(page.cell(row, column), spans.get((row, column)))
        for column in range(1, page.max_column + 1)
    )
    while cells.endswith(EMPTY):  # no program writes them one by one
        cells = cells.removesuffix(EMPTY)
    hidden = _hidden(page.row_dimensions[row].hidden)
    return f"<table:table-row{hidden}>{cells}</table:table-row>"


def _cell(cell: Any, span: tuple[int, int] | None) -> str:
    value = getattr(cell, "value", None)
    if isinstance(value, int) and cell.is_date:
        value = from_excel(value)  # a number that its format shows as a date is one here
    about, shown = typed(value, getattr(cell, "data_type", "n"))
    if span:
        about += f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    note = getattr(cell, "comment", None)
    aside = f"<office:annotation><dc:creator>x</dc:creator>{_paragraphs(note.text)}" if note else ""
    aside += "</office:annotation>" if note else ""
    return f"<table:table-cell{about}>{aside}{_paragraphs(shown)}</table:table-cell>"


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""


def typed(value: object, data_type: str) -> tuple[str, str]:
    """Give the attributes and the text of a cell."""
    if value is None:
        return "", ""
    if data_type == "f":
        return f" table:formula={quoteattr('of:' + str(value))}", ""
    if data_type == "e":
        return ' office:value-type="string" calcext:value-type="error"', str(value)
    if isinstance(value, bool):
        written = str(value).lower()
        return f' office:value-type="boolean" office:boolean-value="{written}"', written.upper()
    if isinstance(value, dt.datetime) and value < LEAP_DAY:
        value -= dt.timedelta(days=1)  # as OpenDocument counts, to which 1900 was no leap year
    if isinstance(value, dt.datetime | dt.date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"', str(value)
    if isinstance(value, dt.time):
        return f' office:value-type="time" office:time-value="PT{value:%HH%MM%SS}"', str(value)
    if isinstance(value, int | float):
        return f' office:value-type="float" office:value="{value!r}"', str(value)
    return ' office:value-type="string"', str(value)
