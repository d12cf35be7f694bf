"""The words beside the rows and above the columns are heard: what they contradict is not used."""

from __future__ import annotations

import pytest

from tests.intake.books import FRAMEWORK, THEMES, Book, codes, given, only, read

ROWS = range(5, 11)  # of the criteria in the template
SCORES = {f"{one.id}.{side}" for one in FRAMEWORK.criteria_of("clusters")
          for side in ("resource", "need")}  # fmt: skip


def swap(sheet, rows, left, right):
    for row in rows:
        first, second = sheet.cell(row, left), sheet.cell(row, right)
        first.value, second.value = second.value, first.value


def test_columns_swapped_under_their_codes_are_noticed_and_not_used(tmp_path):
    book = Book().fill()
    swap(book.sheet("clusters"), (4, *ROWS), 7, 8)
    intake = read(tmp_path, a=book)
    torn = intake.issues.of("heading-disagrees")
    assert {issue.cell for issue in torn} == {f"{column}{row}" for column in "GH" for row in ROWS}
    assert (torn[0].label, torn[0].found) == ("Resource (0 to 5, or NA)", "Need (0 to 5, or NA)")
    assert not given(intake).keys() & SCORES
    assert "ecoinnovation.rd.need" in given(intake)


@pytest.mark.parametrize("words", ["Besoin", "Need (0 to 5, or NA)", "Par exemple, 0 correspond à"])
def test_a_heading_in_any_language_is_a_witness(tmp_path, words):
    book = Book().fill()
    book.sheet("clusters")["I4"].value = words
    issues = read(tmp_path, a=book).issues
    assert {issue.cell for issue in issues.of("heading-disagrees")} == {f"I{row}" for row in ROWS}


def test_a_heading_that_is_gone_or_changed_is_named(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["G4"].value = "What we have"
    book.sheet("clusters")["H4"].value = None
    intake = read(tmp_path, a=book)
    assert (only(intake, "heading-missing").cell, only(intake, "label-changed").cell) == (
        "H4",
        "G4",
    )
    assert given(intake).keys() >= SCORES


def test_a_sheet_without_any_heading_is_named(tmp_path):
    book = Book().fill()
    for cell in book.sheet("clusters")[4]:
        cell.value = None
    issues = read(tmp_path, a=book).issues.of("heading-missing")
    assert [issue.cell for issue in issues] == ["C:C", "G:G", "H:H", "I:I"]


@pytest.mark.parametrize("columns", [range(2, 10), range(3, 10), range(4, 10)])
@pytest.mark.parametrize("emptied", [False, True])
def test_rows_torn_from_their_ids_are_noticed_by_any_of_their_words(tmp_path, columns, emptied):
    book = Book().fill()
    sheet = book.sheet("clusters")
    for row in ROWS if emptied else ():
        sheet.cell(row, 2).value = None
    for column in columns:
        first, second = sheet.cell(5, column), sheet.cell(6, column)
        first.value, second.value = second.value, first.value
    intake = read(tmp_path, a=book)
    torn = [issue.cell for issue in intake.issues.of("label-disagrees")]
    assert torn == ["G5", "H5", "I5", "G6", "H6", "I6"]
    lost = {"clusters.mapping.need", "clusters.governance.need", "clusters.financing.need"}
    assert lost & given(intake).keys() == {"clusters.financing.need"}


def test_emptied_labels_are_named_where_the_question_still_speaks(tmp_path):
    book = Book().fill()
    for row in (5, 6):
        book.sheet("clusters").cell(row, 2).value = None
    intake = read(tmp_path, a=book)
    issue = only(intake, "label-missing")
    assert (issue.cell, issue.found) == ("B5:B6", "Sector mapping, Governance and management")
    assert codes(intake) == {"label-missing"}
    assert given(intake).keys() >= SCORES


def test_without_any_words_nothing_is_guessed(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    for column in range(2, 7):
        sheet.cell(5, column).value = None
    intake = read(tmp_path, a=book)
    cells = [issue.cell for issue in intake.issues.of("row-without-words")]
    assert cells == ["G5", "H5", "I5"]
    assert "clusters.mapping.need" not in given(intake)


def test_a_deleted_column_of_labels_is_named(tmp_path):
    book = Book().fill()
    for theme in THEMES:
        sheet = book.sheet(theme)
        for row in range(1, sheet.max_row + 1):
            if type(sheet.cell(row, 2)).__name__ != "MergedCell":
                sheet.cell(row, 2).value = None
    intake = read(tmp_path, a=book)
    assert len(intake.issues.of("label-missing")) == 4
    unused = {issue.field for issue in intake.issues.of("row-without-words")}
    assert unused == {f"{one}.{name}" for one in THEMES for name in ("confidence", "narrative")}
