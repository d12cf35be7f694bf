"""A cut and pasted answer takes its defined name along; a sorted row leaves its names behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from prospects_analysis.issues import Severity
from prospects_analysis.sheet_layout import defined_name, slots
from tests.intake.books import FRAMEWORK, Book, codes, given, only, read

CODES = ("resource", "need", "evidence")


def cut(book: Book, field: str, to: str) -> None:
    """What a spreadsheet program does: the value and the name move, what was there goes."""
    source, target = book.cell(field), book.cell(to)
    target.value, source.value = source.value, None
    names = book.book.defined_names
    names[defined_name(field)].attr_text = f"'{target.parent.title}'!${target.coordinate}"
    del names[defined_name(to)]


def swap_rows(book: Book, one: str, other: str) -> None:
    """Sort two criteria: ids, words and answers change places, names do not."""
    sheet = book.sheet(one.partition(".")[0])
    first, second = book.cell(f"{one}.need").row, book.cell(f"{other}.need").row
    for column in range(1, sheet.max_column + 1):
        a, b = sheet.cell(first, column), sheet.cell(second, column)
        a.value, b.value = b.value, a.value


def test_a_cut_answer_is_read_where_it_stands_and_named(tmp_path: Path) -> None:
    book = Book().fill().put(clusters__mapping__need=5)
    cut(book, "clusters.mapping.need", "clusters.services.need")
    place = book.cell("clusters.services.need")
    intake = read(tmp_path, a=book)
    issue = only(intake, "answer-moved")
    assert (issue.sheet, issue.cell) == (place.parent.title, place.coordinate)
    assert (issue.field, issue.severity) == ("clusters.services.need", Severity.WARNING)
    assert issue.found == FRAMEWORK.word("criteria.clusters.mapping.label", "en")
    assert given(intake)["clusters.services.need"] == 5
    assert "clusters.mapping.need" not in given(intake)


def test_a_whole_row_of_answers_that_was_cut_is_named_answer_by_answer(tmp_path: Path) -> None:
    book = Book().fill()
    for code in CODES:
        cut(book, f"clusters.mapping.{code}", f"clusters.services.{code}")
    intake = read(tmp_path, a=book)
    fields = {issue.field for issue in intake.issues.of("answer-moved")}
    assert fields == {f"clusters.services.{code}" for code in CODES}


def test_sorted_rows_are_read_by_their_ids_without_a_word(tmp_path: Path) -> None:
    straight = given(read(tmp_path, a=Book().fill()))
    book = Book().fill()
    swap_rows(book, "clusters.mapping", "clusters.services")
    intake = read(tmp_path, a=book)
    assert given(intake) == straight
    assert "answer-moved" not in codes(intake)


@pytest.mark.parametrize("target", ["#REF!", "'3 Clusters'!$A$1:$B$2", "", "'3 Clusters'!$ZZZZ$1"])
def test_names_without_a_cell_say_nothing(tmp_path: Path, target: str) -> None:
    book = Book().fill()
    for slot in slots(FRAMEWORK, "clusters"):
        book.book.defined_names[defined_name(slot.field)].attr_text = target
    assert codes(read(tmp_path, a=book)) == codes(read(tmp_path, a=Book().fill()))


def test_an_emptied_place_is_no_moved_answer(tmp_path: Path) -> None:
    book = Book().fill()
    cut(book, "clusters.mapping.need", "clusters.services.need")
    book.cell("clusters.services.need").value = None
    assert "answer-moved" not in codes(read(tmp_path, a=book))
