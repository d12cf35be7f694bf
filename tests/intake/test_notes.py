"""Text outside the places for answers is named, and the template's own words never are."""

from __future__ import annotations

import io

import openpyxl
import pytest

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.template import write_templates
from tests.intake.books import FRAMEWORK, Book, codes, only, read, write


@pytest.mark.parametrize("language", FRAMEWORK.languages)
@pytest.mark.parametrize("fictional", [False, True])
def test_the_templates_own_words_are_no_notes(tmp_path, language, fictional):
    write_templates(FRAMEWORK, tmp_path, language, partners=["P09"], fictional=fictional)
    intake = read_workbooks(tmp_path, read_framework())
    assert codes(intake) == {"respondent-missing", "field-missing", "nothing-answered"}


@pytest.mark.parametrize("cell", ["K6", "J3", "D16", "B20", "B13", "J12"])
def test_a_note_beside_or_below_the_table_is_named(tmp_path, cell):
    book = Book().fill()
    book.sheet("clusters")[cell].value = "see the annex"
    intake = read(tmp_path, a=book)
    named = [issue for issue in intake.issues if issue.cell == cell]
    assert len(named) == 1
    assert named[0].found == "see the annex"
    assert len(intake.issues) == 10


def test_a_note_in_a_column_of_their_own_is_named(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    sheet["P5"].value, sheet["P1"].value = 12, "our column"
    found = {issue.cell: issue.found for issue in read(tmp_path, a=book).issues.of("note-outside")}
    assert found == {"P1": "our column", "P5": "12"}


@pytest.mark.parametrize("name", ["identity", "read_me"])
def test_a_note_beside_the_other_sheets_is_named(tmp_path, name):
    book = Book().fill()
    book.sheet(name)["G4"].value = "Who is this for?"
    assert only(read(tmp_path, a=book), "note-outside").cell == "G4"


def test_a_score_in_a_row_of_their_own_is_an_error(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["G18"].value = 4
    assert only(read(tmp_path, a=book), "answer-without-id").cell == "G18"


def test_many_notes_are_named_by_their_range(tmp_path):
    book = Book().fill()
    for row in range(5, 45):
        book.sheet("clusters").cell(row, 14).value = f"note {row}"
    notes = read(tmp_path, a=book).issues.of("note-outside")
    assert len(notes) == 21
    assert {"N5", "N24", "N25:N44"} <= {issue.cell for issue in notes}


def test_what_lies_too_far_out_is_named_by_its_range(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["XFD1048576"].value = 1
    book.sheet("clusters")["CA3"].value = 1
    issue = only(read(tmp_path, a=book), "note-outside")
    assert issue.cell == "CA3:XFD1048576"


def test_a_workbook_that_lost_its_merges_has_no_more_notes_in_its_table(tmp_path):
    content = write(tmp_path, a=Book().fill()) / "a.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content.read_bytes()))
    for sheet in book.worksheets:
        for merge in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(merge.coord)
    book.save(content)
    intake = read(tmp_path)
    assert codes(intake) == set()
