"""A fresh template with everything that could be read of a return that cannot be copied itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import openpyxl

from prospects_analysis.framework import Framework
from prospects_analysis.intake.addresses import parse_address
from prospects_analysis.intake.checking import Answer
from prospects_analysis.intake.plain import clean
from prospects_analysis.intake.respondents import Return
from prospects_analysis.issues import Issue
from prospects_analysis.sheet_layout import VIGNETTES, known_sheets, locate, practice_sheets, slots
from prospects_analysis.template import write_practice_templates, write_templates

_FORMULA_LIKE = ("=", "+", "-", "@", "'")


def refilled(
    framework: Framework, found: Return, language: str, issues: Sequence[Issue]
) -> tuple[Any, list[Issue]]:
    """Fill a fresh template with the answers of a return, and with what was refused of it.

    Parameters
    ----------
    framework : Framework
    found : Return
        Of a known partner.
    language : str
        One of the framework's.
    issues : sequence of Issue
        Those of the return.

    Returns
    -------
    book : openpyxl workbook
    issues : list of Issue
        The same, each at its place in the new workbook; without a cell where it has none there.
    """
    book = _template(framework, found, language)
    places = dict(_places(framework, book))
    for answer in found.answers:
        place = places.get(answer.question.slot.field)
        if place is not None and book[place[0]][place[1]].value in (None, ""):
            _put(book[place[0]][place[1]], _value(answer))
    return book, [_moved(issue, places) for issue in issues]


def _template(framework: Framework, found: Return, language: str) -> Any:
    themes = [one.id for one in framework.themes if one.id in found.sheets]
    whose, fictional = [found.partner], found.fictional
    with tempfile.TemporaryDirectory() as folder:
        if found.sheets & {*practice_sheets(framework)}:
            (path,) = write_practice_templates(
                framework, folder, language, whose, fictional=fictional
            )
        else:
            (path,) = write_templates(
                framework, folder, language, whose, themes or None,
                vignettes=VIGNETTES in found.sheets, fictional=fictional,
            )  # fmt: skip
        return openpyxl.load_workbook(path, rich_text=True)


def _places(framework: Framework, book: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each field with the title of its sheet and the address of its cell."""
    for page in book.worksheets:
        cells = {
            (cell.row, cell.column): cell.value
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        located = locate(cells)
        if located.code is None or located.code.sheet not in known_sheets(framework):
            continue
        for slot in slots(framework, located.code.sheet):
            for row, column in located.cells(slot):
                yield slot.field, (page.title, page.cell(row, column).coordinate)


def _value(answer: Answer) -> object:
    """Give what stands in the cell of an answer, used or not; of a formula, its result."""
    at = parse_address(answer.cell)
    cell = answer.page.sheet.cells.get(at) if at else None
    if cell is None:
        return None
    return cell.formula if cell.value is None else cell.value


def _put(cell: Any, value: object) -> None:
    if isinstance(value, str):
        text = clean(value)[0]
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(_FORMULA_LIKE)
    elif value is not None:
        cell.value = value


def _moved(issue: Issue, places: Mapping[str, tuple[str, str]]) -> Issue:
    place = places.get(issue.field or "")
    if place is None or issue.cell is None:
        return replace(issue, cell=None)
    return replace(issue, sheet=place[0], cell=place[1])
