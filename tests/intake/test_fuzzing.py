"""Damaged workbooks by the hundred: no traceback, no hang, no connection, no file written.

``tools/fuzz_intake.py`` runs thousands of them; here is a share of the same, the same every time.
"""

from __future__ import annotations

import datetime as dt
import random
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prospects_analysis.intake.checking import is_given
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.plain import plain
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.readers import read_file
from prospects_analysis.intake.returns import read_content
from prospects_analysis.issues import IssueCode
from tests.intake.books import FRAMEWORK, THEMES, Book
from tests.intake.ods_books import as_ods
from tools.fuzz_intake import MUTATIONS, SECONDS, Watch, filled, mutated

OWNERS = owners_of_labels(FRAMEWORK)
BASES = {"a.xlsx": filled(FRAMEWORK), "a.ods": as_ods(Book().fill())}
WATCH = Watch()
FILES = 300
SCORES = [
    f"{criterion.id}.{side}" for criterion in FRAMEWORK.criteria for side in ("resource", "need")
]


def read(name: str, content: bytes) -> set[IssueCode]:
    """Read one file and hold it to what must hold of all."""
    WATCH.seen, WATCH.on = [], True
    try:
        found, issues = read_content(name, content, FRAMEWORK, OWNERS)
    finally:
        WATCH.on = False
    assert WATCH.seen == []
    codes = {issue.code for issue in issues}
    assert IssueCode.UNREADABLE_WORKBOOK not in codes, [issue.found for issue in issues]
    assert found.answers or issues
    return codes


@pytest.mark.parametrize("name", BASES)
def test_damaged_files_are_read_or_refused_with_a_reason(name: str) -> None:
    seen: set[IssueCode] = set()
    for number in range(FILES):
        content, _ = mutated(BASES[name], f"suite {number}")
        seen |= read(name, content)
    assert {IssueCode.DAMAGED_FILE, IssueCode.DUPLICATE_PARTS} <= seen


@pytest.mark.parametrize("kind", sorted(MUTATIONS))
def test_each_kind_of_damage_changes_the_file(kind: str) -> None:
    content = BASES["a.xlsx"]
    assert any(MUTATIONS[kind](content, random.Random(seed)) != content for seed in range(5))


def test_the_files_are_the_same_every_time() -> None:
    first, second = (mutated(BASES["a.xlsx"], "suite 3") for _ in range(2))
    assert first == second


def test_the_watch_sees_what_it_watches_for(tmp_path: Any) -> None:
    WATCH.seen, WATCH.on = [], True
    (tmp_path / "a").write_bytes(b"x")
    socket.socket().close()
    WATCH.on = False
    assert any(one.startswith("write") for one in WATCH.seen)
    assert any(one.startswith("socket") for one in WATCH.seen)
    assert SECONDS == 5.0


values = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2200, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["#REF!", "#N/A", "=1+1", "=A1", "_x000D_", "NA", "4 ", "３"]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(SCORES), values, min_size=20, max_size=48), st.booleans())
def test_any_value_in_any_answer_is_an_answer_or_an_issue_at_its_cell(typed, opened):
    book = Book()
    for field, value in typed.items():
        cell = book.cell(field)
        cell.value = value
        if isinstance(value, dt.datetime):
            cell.number_format = "yyyy-mm-dd hh:mm"
    name, content = ("a.ods", as_ods(book)) if opened else ("a.xlsx", book.save())
    found, issues = read_content(name, content, FRAMEWORK, OWNERS)
    given_cells = {(one.page.sheet.title, one.cell) for one in found.answers if is_given(one)}
    named = {(issue.sheet, issue.cell) for issue in issues}
    for field, value in typed.items():
        place = (book.cell(field).parent.title, book.cell(field).coordinate)
        assert not plain(str(value)) or place in given_cells | named, (field, value)


def test_every_theme_is_fuzzed() -> None:
    assert {field.partition(".")[0] for field in SCORES} == set(THEMES)
    with pytest.raises(Refusal):
        read_file("a.xlsx", b"PK\x03\x04")
