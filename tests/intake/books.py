"""Returned workbooks made for the tests: the real template, filled, and then abused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issue
from prospects_analysis.sheet_layout import IDENTITY, slots
from prospects_analysis.template import write_templates

FRAMEWORK = read_framework()
THEMES = tuple(theme.id for theme in FRAMEWORK.themes)
IDENTITY_ANSWERS = {"respondent_id": "R1", "role": "Business", "date": "2010-06-15"}


@lru_cache
def template(partner: str = "P09", language: str = "en", *, fictional: bool = False) -> bytes:
    """The blank workbook of a partner."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        paths = write_templates(
            FRAMEWORK, folder, language, partners=[partner], fictional=fictional
        )
        return paths[0].read_bytes()


class Book:
    """A template opened for filling; sheets and cells are found by their ids."""

    def __init__(self, partner: str = "P09", language: str = "en", *, fictional: bool = False):
        content = template(partner, language, fictional=fictional)
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, name: str) -> Any:
        """Worksheet by the id in its code."""
        for sheet in self.book.worksheets:
            if f"|{name}|" in str(sheet["A1"].value):
                return sheet
        raise KeyError(name)

    def cell(self, field: str) -> Any:
        """Cell of an answer in an unmoved template."""
        name = field.partition(".")[0]
        sheet = self.sheet(name)
        slot = next(one for one in slots(FRAMEWORK, name) if one.field == field)
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        columns = {sheet.cell(1, c).value: c for c in range(1, sheet.max_column + 1)}
        return sheet.cell(rows[slot.id], columns[slot.code])

    def put(self, **answers: object) -> Book:
        """Fill cells; ``clusters__mapping__need=3`` is clusters.mapping.need."""
        for field, value in answers.items():
            self.cell(field.replace("__", ".")).value = value
        return self

    def fill(self) -> Book:
        """Fill everything, differently from cell to cell, so that a mix-up shows."""
        for field, value in IDENTITY_ANSWERS.items():
            self.cell(f"{IDENTITY}.{field}").value = value
        for name in THEMES:
            for position, slot in enumerate(slots(FRAMEWORK, name)):
                self.cell(slot.field).value = filled_value(slot.field, position)
        return self

    def save(self) -> bytes:
        """The workbook as a file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def filled_value(field: str, position: int) -> object:
    """What :meth:`Book.fill` puts into a field."""
    if field.endswith((".resource", ".need")):
        return (position * 7 + len(field)) % 6
    return 2 if field.endswith(".confidence") else f"About {field}."


def write(folder: Path, **files: bytes | Book) -> Path:
    """Write files into a folder; ``a=...`` becomes a.xlsx."""
    for name, content in files.items():
        data = content.save() if isinstance(content, Book) else content
        (folder / f"{name}.xlsx").write_bytes(data)
    return folder


def read(folder: Path, **files: bytes | Book) -> Intake:
    """Write files into a folder and read it."""
    return read_workbooks(write(folder, **files), FRAMEWORK)


def given(intake: Intake, partner: str = "P09") -> dict[str, object]:
    """Answers of a partner that are not blank, by field."""
    answers = intake.answers.query("partner == @partner and state != 'blank'")
    return dict(zip(answers["field"], answers["value"], strict=True))


def codes(intake: Intake) -> set[str]:
    """Codes of all issues, without the partners who are late."""
    return {issue.code.value for issue in intake.issues} - {"no-return"}


def only(intake: Intake, code: str) -> Issue:
    """The one issue of a code."""
    found = intake.issues.of(code)
    assert len(found) == 1, [(issue.cell, issue.found) for issue in found]
    return found[0]


def repacked(
    content: bytes,
    change: Callable[[str, bytes], bytes | None],
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A workbook with its parts changed, where None drops a part, and with more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def theme_part(content: bytes, name: str = "clusters") -> str:
    """Name of the part that holds the sheet of a theme."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = (part for part in parts.namelist() if part.startswith("xl/worksheets/sheet"))
        return next(part for part in sheets if f"|{name}|".encode() in parts.read(part))
