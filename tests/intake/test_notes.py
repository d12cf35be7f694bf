"""Text outside the places for answers is named, and the template's own words never are."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

import prospects_analysis
from prospects_analysis.framework import read_framework
from prospects_analysis.intake.known_words import TEMPLATE_WORDS
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.template import write_practice_templates, write_templates
from prospects_analysis.wording import LANGUAGES
from tests.intake.books import FRAMEWORK, Book, codes, only, read, repacked, write
from tests.intake.practice_books import PracticeBook


@pytest.mark.parametrize("language", FRAMEWORK.languages)
@pytest.mark.parametrize("fictional", [False, True])
def test_the_templates_own_words_are_no_notes(tmp_path, language, fictional):
    write_templates(FRAMEWORK, tmp_path, language, partners=["P09"], fictional=fictional)
    intake = read_workbooks(tmp_path, read_framework())
    assert codes(intake) == {"respondent-missing", "field-missing", "nothing-answered"}


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_the_own_words_of_the_practices_form_are_no_notes(tmp_path, language):
    write_practice_templates(FRAMEWORK, tmp_path, language, partners=["P09"])
    assert codes(read_workbooks(tmp_path, FRAMEWORK)) == {"no-practice"}


def test_all_words_of_the_template_are_known():
    """Those of its cells: notes, prompts and the footer are not read."""
    catalogue = Path(prospects_analysis.__file__).parent / "locale/fr/LC_MESSAGES"
    entries = (catalogue / "prospects_analysis.po").read_text(encoding="utf-8").split("\n\n")
    texts = {
        "".join(re.findall(r'"(.*)"', entry.partition("msgid ")[2].partition("msgstr")[0]))
        for entry in entries
        if 'msgctxt "template"' in entry
    }
    shown_elsewhere = {
        "A long text",
        "Page {page} of {pages}",
        "What you typed is longer than the {limit} characters asked for. Keep it anyway?",
    }
    assert set(TEMPLATE_WORDS) == texts - shown_elsewhere


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("identity", "B5"),
        ("identity", "D13"),
        ("read_me", "C7"),
        ("read_me", "B2"),
    ],
)
def test_what_is_typed_over_words_of_a_locked_sheet_is_named(tmp_path, sheet, cell):
    book = Book().fill()
    book.sheet(sheet)[cell].value = "our resource is a 4"
    issue = only(read(tmp_path, a=book), "note-outside")
    assert (issue.cell, issue.found) == (cell, "our resource is a 4")


def test_a_number_below_the_lines_of_a_locked_sheet_is_named(tmp_path):
    book = Book().fill()
    book.sheet("read_me")["B30"].value = 4
    assert only(read(tmp_path, a=book), "note-outside").cell == "B30"


def test_what_is_typed_onto_the_list_of_practices_is_named(tmp_path):
    book = PracticeBook().practice()
    book.sheet("practices")["C8"].value = "An incubator"
    assert only(read(tmp_path, a=book), "note-outside").cell == "C8"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_for_no_answer_is_none_in_a_required_text_of_a_practice(tmp_path, language):
    word = {"fr": "n.d.", "de": "k. A.", "pl": "brak danych", "cs": "nevím"}.get(language, "NA")
    book = PracticeBook("P09", language).practice(problem=word)
    cell = book.cell("practices.01.problem").coordinate
    write(tmp_path, a=book)
    intake = read_workbooks(tmp_path, FRAMEWORK)
    assert only(intake, "unclear-blank").cell == cell
    assert only(intake, "field-missing").cell == cell


def test_all_comments_are_named_and_many_by_their_range(tmp_path):
    book = Book().fill()
    for row in range(20, 170):
        cell = book.sheet("clusters").cell(row, 7)
        cell.comment = openpyxl.comments.Comment(f"Comment {row}", "us")
    comments = read(tmp_path, a=book).issues.of("comment-not-read")
    assert len(comments) == 21
    assert {"G20", "G39", "G40:G169"} <= {issue.cell for issue in comments}


def test_a_damaged_part_of_comments_is_named(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["G6"].comment = openpyxl.comments.Comment("It is a 5", "us")

    def damaged(name: str, data: bytes) -> bytes:
        return data[: len(data) // 3] if "comments" in name and name.endswith(".xml") else data

    issue = only(read(tmp_path, a=repacked(book.save(), damaged)), "text-box-not-read")
    assert "comment" in issue.found
    assert issue.sheet == book.sheet("clusters").title


def test_a_sheet_of_nothing_but_a_comment_is_named(tmp_path):
    book = Book().fill()
    sheet = book.book.create_sheet("More")
    sheet["C4"].comment = openpyxl.comments.Comment("Our need is a 5", "us")
    issue = only(read(tmp_path, a=book), "unknown-sheet")
    assert (issue.sheet, issue.cell) == ("More", "C4")


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
