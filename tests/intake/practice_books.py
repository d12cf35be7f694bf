"""Workbooks of good practices made for the tests: the real template, filled, and then abused."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import openpyxl

from prospects_analysis.sheet_layout import criterion_choice, practice_sheets, slots
from prospects_analysis.template import write_practice_templates
from tests.intake.books import FRAMEWORK, Book

SHEETS = tuple(sheet for sheet in practice_sheets(FRAMEWORK) if sheet.startswith("practice_"))
TITLE = "A one-stop shop that answers within ten days"


@lru_cache
def practice_template(
    partner: str = "P09", language: str = "en", *, fictional: bool = False
) -> bytes:
    """The blank workbook of a partner's practices."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        paths = write_practice_templates(
            FRAMEWORK, folder, language, [partner], fictional=fictional
        )
        return paths[0].read_bytes()


class PracticeBook(Book):
    """A template of practices opened for filling; cells are found by their fields."""

    def __init__(self, partner: str = "P09", language: str = "en", *, fictional: bool = False):
        content = practice_template(partner, language, fictional=fictional)
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.language = language

    def cell(self, field: str) -> Any:
        """Cell of ``practices.03.title``, or of ``practices.partner_id``."""
        number = field.split(".")[1]
        sheet = f"practice_{number}" if number.isdecimal() else "practices"
        slot = next(one for one in slots(FRAMEWORK, sheet) if one.field == field)
        page = self.sheet(sheet)
        rows = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
        return page.cell(rows[slot.id], 3)

    def practice(
        self, number: str = "01", theme: str = "support", **instead: object
    ) -> PracticeBook:
        """Fill one practice, all but what is given instead; None leaves a cell blank."""
        for slot in slots(FRAMEWORK, f"practice_{number}"):
            name = slot.id.partition(".")[2]
            if not slot.form.prefilled or name in instead:
                value = instead.get(name, practice_value(slot, theme, self.language))
                self.cell(slot.field).value = value
        return self


def practice_value(slot: Any, theme: str, language: str) -> object:
    """What :meth:`PracticeBook.practice` puts into a field."""
    form = slot.form
    if form.values_from == "themes":
        return FRAMEWORK.word(f"themes.{theme}.label", language)
    if form.values_from == "criteria":
        criterion = FRAMEWORK.criteria_of(theme)[slot.item - 1]
        return criterion_choice(FRAMEWORK, criterion.id, language)
    if form.values:
        key = f"practice_form.fields.{form.id}.values.{form.values[0]}"
        return FRAMEWORK.word(key, language) if form.kind == "choice" else 4
    return TITLE if form.id == "title" else f"About {slot.field}."[: form.max_chars]
