"""Properties of the whole intake, over values, moved rows and damaged files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl.cell import MergedCell

from prospects_analysis.intake.addresses import Range, address, parse_range
from prospects_analysis.intake.books import check_book
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.checking import is_given
from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.plain import show
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.reading import Sheet, read_book
from prospects_analysis.intake.returns import read_content
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS
from tests.intake.books import FRAMEWORK, THEMES, Book, template
from tests.intake.ods_books import as_ods

OWNERS = owners_of_labels(FRAMEWORK)
BLANK = read_book(open_package(template()))
FILLED = read_book(open_package(Book().fill().save()))
TITLES = [FRAMEWORK.word(f"themes.{theme}.sheet", "en") for theme in THEMES]

KNOWN = {word for words in FRAMEWORK.words.values() for word in words.values()}

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["NA", "s.o.", "4", "3,5", "?", "=1+1", "clusters.mapping", "@need"]),
)
typed = st.one_of(
    st.tuples(st.floats(), st.just("n")),
    st.tuples(st.integers(-3, 9), st.just("n")),
    st.tuples(texts, st.just("s")),
    st.tuples(st.booleans(), st.just("b")),
    st.tuples(st.datetimes(dt.datetime(1900, 1, 1)), st.just("d")),  # noqa: DTZ001
    st.tuples(st.sampled_from(["#REF!", "#N/A"]), st.just("e")),
)
cells = st.builds(lambda one, formula: Cell(*one, formula), typed, st.sampled_from([None, "=A1"]))
places = st.one_of(
    st.tuples(st.integers(2, 30), st.integers(1, 14)),
    st.tuples(st.integers(2, READ_ROWS), st.integers(1, READ_COLUMNS)),
)


def with_cells(book: tuple[Sheet, ...], title: str, changed: dict) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(**(vars(sheet) | {"cells": {**sheet.cells, **changed}}))
        if sheet.title == title
        else sheet
        for sheet in book
    )


def named_by(issue: Issue, title: str, at: tuple[int, int]) -> bool:
    if issue.sheet != title or issue.cell is None:
        return False
    box: Range | None = parse_range(issue.cell)
    return box is not None and box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


@settings(max_examples=150)
@given(st.sampled_from(TITLES), st.dictionaries(places, cells, min_size=1, max_size=5))
def test_every_filled_cell_is_an_answer_or_named_by_an_issue(title, changed):
    before = next(sheet for sheet in BLANK if sheet.title == title)
    # What stands in the template already (ids, words of the form) is not for a partner to fill.
    changed = {at: cell for at, cell in changed.items() if at not in before.cells}
    assume(changed)
    found, issues = check_book(FRAMEWORK, "a.xlsx", with_cells(BLANK, title, changed), OWNERS)
    used = {one.cell for one in found.answers if is_given(one) and one.page.sheet.title == title}
    for at, cell in changed.items():
        said = show(cell.value)
        if not any(char.isalnum() for char in said) or said in KNOWN:
            continue
        if cell.formula and at[0] < 5 and at[1] <= 9:
            continue  # above the table the template has formulas of its own
        named = any(named_by(issue, title, at) for issue in issues)
        assert named or address(*at) in used, (at, cell)


anywhere = st.tuples(st.integers(2, READ_ROWS + 20), st.integers(1, READ_COLUMNS + 9))
plain_values = st.one_of(
    st.integers(-3, 9),
    st.sampled_from(["4", "NA", "see below", "3,5", "=not a formula", "Łódź", "2026-04-03"]),
)


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(
    typed=st.dictionaries(
        st.tuples(st.sampled_from(range(len(BLANK) - 1)), anywhere),
        plain_values,
        min_size=30,
        max_size=60,
    )
)
def test_every_cell_of_a_file_is_an_answer_or_named_wherever_it_stands(name, typed):
    book = Book()
    filled = {}
    for (number, at), value in typed.items():
        cell = book.book.worksheets[number].cell(*at)
        front = at[0] <= 40 and at[1] <= 6 and number < len(BLANK) - 1 - len(THEMES)
        if isinstance(cell, MergedCell) or cell.value is not None or front:
            continue  # the template's own, and the free cells between its words
        cell.value, cell.data_type = value, "n" if isinstance(value, int) else "s"
        filled[cell.parent.title, at] = value
    content = book.save() if name == "a.xlsx" else as_ods(book)
    found, issues = read_content(name, content, FRAMEWORK, OWNERS)
    used = {(one.page.sheet.title, one.cell) for one in found.answers if is_given(one)}
    for (title, at), value in filled.items():
        named = any(named_by(issue, title, at) for issue in issues)
        assert named or (title, address(*at)) in used, (title, at, value)


@settings(max_examples=50)
@given(st.sampled_from(TITLES), st.permutations(range(5, 11)))
def test_answers_follow_their_ids_wherever_rows_are_sorted_to(title, order):
    before = next(sheet for sheet in FILLED if sheet.title == title)
    moved = {
        (order[row - 5] if 5 <= row <= 10 else row, column): cell
        for (row, column), cell in before.cells.items()
    }
    book = tuple(
        Sheet(**(vars(sheet) | {"cells": moved})) if sheet is before else sheet for sheet in FILLED
    )
    as_was, _ = check_book(FRAMEWORK, "a.xlsx", FILLED, OWNERS)
    now, issues = check_book(FRAMEWORK, "a.xlsx", book, OWNERS)
    assert issues == []
    values = [{one.question.slot.field: one.value for one in r.answers} for r in (as_was, now)]
    assert values[0] == values[1]


@settings(max_examples=150)
@given(st.data())
def test_damaged_bytes_are_refused_or_read_and_never_a_surprise(data):
    content = bytearray(template())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.sampled_from([len(content), len(content) // 2]))]
    assert_no_surprise(bytes(content))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_parts_dropped_swapped_or_rewritten_are_no_surprise(data):
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(parts)
    for _ in range(data.draw(st.integers(1, 3))):
        one, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
        change = data.draw(st.sampled_from(["drop", "swap", "cut", "replace"]))
        if change == "drop":
            parts.pop(one, None)
        elif change == "swap":
            parts[one], parts[other] = parts.get(other, b""), parts.get(one, b"")
        elif change == "cut":
            parts[one] = parts.get(one, b"")[: data.draw(st.integers(0, 5000))]
        else:
            old = data.draw(st.sampled_from([b'r="', b"sheet", b"<v>", b"<t>", b"xl/", b"Id"]))
            parts[one] = parts.get(one, b"").replace(old, data.draw(st.binary(max_size=6)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert_no_surprise(stream.getvalue())


def assert_no_surprise(content: bytes) -> None:
    _, issues = read_content("a.xlsx", content, FRAMEWORK, OWNERS)
    assert IssueCode.UNREADABLE_WORKBOOK not in {issue.code for issue in issues}, issues[0].found


def test_a_refusal_is_the_only_way_to_fail():
    with pytest.raises(Refusal):
        open_package(b"nothing of the kind")
