"""Every kind of value that partners type, in a real workbook: what is read, and what is said."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from prospects_analysis.intake.checking import is_given
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.returns import read_content
from tests.intake.books import FRAMEWORK, Book
from tests.intake.ods_books import as_ods

OWNERS = owners_of_labels(FRAMEWORK)
SCORES = [f"{one.id}.{side}" for one in FRAMEWORK.criteria for side in ("resource", "need")]
ALL = "0, 1, 2, 3, 4, 5, NA"
NOT_APPLICABLE = [words[0] for words in FRAMEWORK.not_applicable_words.values()]


class Row(NamedTuple):
    """What is typed, in which format; what is read, what is said of it, what is suggested."""

    typed: object
    read: object = None
    code: str = ""
    expected: str | None = None
    shown_as: str = "General"
    data_type: str = ""


ROWS = [
    *(Row(level, level) for level in FRAMEWORK.scale.levels),
    *(
        Row(text, 4, "value-tidied", "4")
        for text in ("4 ", "\u00a04", "４", "٤", "’4", "'4", "4\n", "_x000D_4", "4.0")
    ),
    *(Row(word, "NA") for word in NOT_APPLICABLE),
    *(Row(text, None, "unclear-blank", ALL) for text in ("-", "n.d.", "?", "not available")),
    Row("3,5", None, "score-not-whole", "3, 4"),
    Row(3.5, None, "score-not-whole", "3, 4"),
    Row(0.04, None, "score-not-whole", ALL, shown_as="0%"),
    Row(7, None, "score-out-of-scale", ALL),
    Row(-1, None, "score-out-of-scale", ALL),
    Row("7", None, "score-out-of-scale", ALL),
    Row("beaucoup", None, "score-is-text", ALL),
    Row("3-4", None, "score-is-text", "3, 4"),
    Row("TRUE", None, "score-is-text", ALL),
    Row(True, None, "score-is-boolean", ALL),
    Row(dt.datetime(2026, 4, 3), None, "score-is-date", "3, 4", shown_as="d-mmm"),  # noqa: DTZ001
    Row(46117, None, "score-is-date", "4, 5"),
    Row(dt.time(12, 30), None, "score-is-date", ALL, shown_as="h:mm"),
    Row(4, 4, "value-tidied", "4", shown_as="d-mmm"),
    Row(0, 0, "value-tidied", "0", shown_as="yyyy-mm-dd"),
    Row(5, 5, "value-tidied", "5", shown_as="h:mm"),
    *(Row(one, None, "error-cell", ALL, data_type="e") for one in ("#N/A", "#REF!", "#DIV/0!")),
]
TEXTS = {
    "clusters.narrative": Row("x" * 32_767, "x" * 32_767, "text-cut"),
    "support.narrative": Row("a_x0007_b_x000D_\nc", "ab\nc", "text-cleaned"),
    "clusters.mapping.evidence": Row('=HYPERLINK("http://x.invalid")', data_type="s"),
}


def laid() -> tuple[Book, dict[str, Row]]:
    """A filled workbook with every row of the table in an answer of its own."""
    rows = dict(zip(SCORES, ROWS, strict=False)) | TEXTS
    assert len(ROWS) <= len(SCORES)
    book = Book().fill()
    for field, row in rows.items():
        cell = book.cell(field)
        cell.value, cell.number_format = row.typed, row.shown_as
        if row.data_type:
            cell.data_type = row.data_type
    return book, rows


def outcome(name: str, content: bytes) -> dict[str, tuple[object, list[tuple[str, object]]]]:
    """By field: the value that is read, and what is said of it at its cell."""
    found, issues = read_content(name, content, FRAMEWORK, OWNERS)
    said: dict[tuple[object, object], list[tuple[str, object]]] = {}
    for issue in issues:
        said.setdefault((issue.sheet, issue.cell), []).append((issue.code.value, issue.expected))
    return {
        one.question.slot.field: (
            one.value if is_given(one) else None,
            said.get((one.page.sheet.title, one.cell), []),
        )
        for one in found.answers
    }


def check(name: str, content: bytes, rows: dict[str, Row]) -> None:
    found = outcome(name, content)
    for field, row in rows.items():
        value, said = found[field]
        codes = [code for code, _ in said]
        if field in TEXTS:
            assert value == (row.read or row.typed), (name, field)
            assert row.code in [*codes, ""], (name, field, codes)
        else:
            assert (value, said) == (row.read, [(row.code, row.expected)] if row.code else []), (
                name,
                row,
            )


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_each_value_is_read_or_refused_as_the_table_says(name: str) -> None:
    book, rows = laid()
    check(name, book.save() if name == "a.xlsx" else as_ods(book), rows)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_formula_that_was_never_computed_is_an_error_at_its_cell(name: str) -> None:
    book = Book().fill().put(clusters__mapping__need="=2+2")
    content = book.save() if name == "a.xlsx" else as_ods(book)
    value, said = outcome(name, content)["clusters.mapping.need"]
    assert (value, [code for code, _ in said]) == (None, ["formula-without-value"])
