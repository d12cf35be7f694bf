"""``results.xlsx``: all tables as sheets, for people whose Excel reads neither comma nor point."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from prospects_analysis import _template_style as style
from prospects_analysis._seal import seal_office
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs.about_sheet import write_about
from prospects_analysis.outputs.csv_files import DIGITS, guarded
from prospects_analysis.outputs.printing import fit_to_page
from prospects_analysis.wording import catalogue

_NARROWEST, _WIDEST = 9, 60  # columns, in characters
_HEAD = style.Look(bold=True, color=style.WHITE, fill=style.BLUE, indent=1)
_LONG = style.Look(size=11)
_TEXT = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)
_NUMBER = Alignment(horizontal="right", vertical="top", indent=1)


def results_workbook(tables: Mapping[str, pd.DataFrame], intake: Intake, language: str) -> bytes:
    """Write all tables into one workbook, behind a sheet that says what they hold.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By name, as :func:`prospects_analysis.outputs.tables.result_tables` gives them.
    intake : Intake
        Where the answers came from; its framework has the words behind the ids.
    language : str, one of wording.LANGUAGES

    Returns
    -------
    bytes
        An xlsx file: numbers are numbers, texts are texts (never formulas).
    """
    book = Workbook()
    write_about(book.active, tables, intake, language)
    for name, table in tables.items():
        page = book.create_sheet(name)
        for column, head in enumerate(table.columns, start=1):
            _write_column(page, column, head, table[head])
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
        page.print_title_rows = "1:1"
        fit_to_page(page)
        if intake.fictional:
            page.oddFooter.left.text = catalogue(language).pgettext("footer", "Fictional data")
    book.properties.title = book.active["A1"].value
    buffer = io.BytesIO()
    book.save(buffer)
    return seal_office(buffer.getvalue())


def _write_column(page: Any, column: int, head: str, values: pd.Series) -> None:
    cells = [_plain(value) for value in values]
    numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    look = _NUMBER if numeric else _TEXT
    longest = max(len(str(value)) for value in [head, *cells] if value is not None)
    width = min(max(longest + 4, _NARROWEST), _WIDEST)  # + 4: the arrow of the filter
    page.column_dimensions[get_column_letter(column)].width = width
    style.put(page, 1, column, head, replace(_HEAD, horizontal=look.horizontal))
    for row, value in enumerate(cells, start=2):
        cell = page.cell(row, column, value)
        cell.alignment = look
        if isinstance(value, str):
            cell.data_type = "s"  # also where it starts with "="
            cell.quotePrefix = guarded(value) != value
            if len(value) > width - 4:
                style.reserve(page, row, style.text_height(value, width, _LONG))
        elif isinstance(value, float):
            cell.number_format = "0%" if head == "coverage" else "0.000"


def _plain(value: Any) -> Any:
    """Give a value as a cell takes it: no NaN, nothing of numpy, no control characters."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, DIGITS) + 0.0
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value) or None
    return value
