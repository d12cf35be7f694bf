"""Vignettes are read where their sheet is there, are never missing, and change no score."""

from __future__ import annotations

import tempfile

import openpyxl
import pandas as pd
import pytest

from prospects_analysis.calibration import score_grid
from prospects_analysis.sheet_layout import slots
from prospects_analysis.template import write_templates
from tests.intake.books import FRAMEWORK, Book, codes, only, read

THEMES = [theme.id for theme in FRAMEWORK.themes]


def vignette_book() -> Book:
    """A filled self-assessment with blank vignettes."""
    book = Book()
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_templates(FRAMEWORK, folder, "en", ["P09"], vignettes=True)
        book.book = openpyxl.load_workbook(path)
    return book.fill()


def test_vignettes_are_answers_without_a_side(tmp_path):
    book = vignette_book()
    for position, slot in enumerate(slots(FRAMEWORK, "vignettes")):
        book.cell(slot.field).value = position % 6
    intake = read(tmp_path, a=book)
    assert codes(intake) == set()
    rows = intake.answers[intake.answers["field"].str.startswith("vignettes.")]
    assert list(rows["value"]) == [0, 1, 2, 3, 4, 5, 0, 1]
    assert list(rows["theme"]) == [theme for theme in THEMES for _ in range(2)]
    assert set(rows["criterion"]) == set(rows["side"]) == {""}
    assert set(rows["state"]) == {"given"}


def test_vignettes_are_never_missing_nor_the_sheet(tmp_path):
    (tmp_path / "with").mkdir()
    assert codes(read(tmp_path / "with", a=vignette_book())) == set()
    book = vignette_book()
    book.book.remove(book.sheet("vignettes"))
    assert codes(read(tmp_path / "with", a=book)) == set()


@pytest.mark.parametrize(
    ("value", "code"),
    [(7, "score-out-of-scale"), (2.5, "score-not-whole"), ("three", "score-is-text")],
)
def test_bad_score_of_a_vignette_is_named_at_its_cell(tmp_path, value, code):
    book = vignette_book()
    cell = book.cell("vignettes.clusters.v_low")
    cell.value = value
    issue = only(read(tmp_path, a=book), code)
    assert (issue.sheet, issue.cell) == ("Example cases", cell.coordinate)


def test_vignettes_change_no_score(tmp_path):
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    book = vignette_book()
    book.cell("vignettes.clusters.v_low").value = 5
    one = score_grid(read(tmp_path / "with", a=book))
    other = score_grid(read(tmp_path / "without", a=Book().fill()))
    pd.testing.assert_frame_equal(one.resources, other.resources)
    pd.testing.assert_frame_equal(one.coverage, other.coverage)
