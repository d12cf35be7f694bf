"""What was typed outside the places for answers: never used, and never passed over in silence.

The template's own words are recognised by the framework's wording, so that only what a partner
typed is named. Above the first row with an id, where the template has headings, counters and its
banner, only what stands beside the table is looked at; the sheets are protected there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from prospects_analysis.framework import Framework
from prospects_analysis.intake.addresses import box_around, range_address
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.pages import Page, Place
from prospects_analysis.intake.plain import folded, show
from prospects_analysis.intake.questions import Question
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import FIELD_CODES, IDENTITY, LABEL, LISTS, READ_ME

_NAMED = 20
"""Notes that are named one by one; more of them are named by the range that holds them."""

_LONG = 12
_LONGEST = 2_000
_FILLED_IN = re.compile(r"\{[a-z_]*\}")


def note_issues(
    page: Page, places: Mapping[Place, Question], owners: Mapping[str, frozenset[str]]
) -> Iterator[Issue]:
    """Name what stands outside the places for answers.

    Parameters
    ----------
    page : Page
    places : mapping of Place to Question
        The places for answers.
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.
    """
    if page.code.sheet == LISTS:
        return
    notes: list[Place] = []
    for at, cell in sorted(page.sheet.cells.items()):
        if at in places or not show(cell.value):
            continue
        if _is_lost_answer(page, at, cell, owners):
            yield page.issue(IssueCode.ANSWER_WITHOUT_ID, at, found=show(cell.value))
        elif _is_note(page, at, cell):
            notes.append(at)
    for at in notes[:_NAMED]:
        yield page.issue(IssueCode.NOTE_OUTSIDE, at, found=show(page.sheet.value(*at)))
    if notes[_NAMED:]:
        cell_range = range_address(box_around(notes[_NAMED:]))
        found = show(page.sheet.value(*notes[_NAMED]))
        yield page.issue(IssueCode.NOTE_OUTSIDE, cell=cell_range, found=found)
    if page.sheet.beyond is not None:
        beyond = range_address(page.sheet.beyond)
        yield page.issue(IssueCode.NOTE_OUTSIDE, cell=beyond, found=beyond)


def _is_lost_answer(
    page: Page, at: Place, cell: Cell, owners: Mapping[str, frozenset[str]]
) -> bool:
    """Whether something stands in a column of answers, in a row that has lost its id."""
    row, column = at
    answer_columns = {
        found for code, places in page.located.columns.items() if code != LABEL for found in places
    }
    if column not in answer_columns or row in _id_rows(page) or _is_code_row(page, row):
        return False
    beside = page.label_beside(row)
    if beside is not None and folded(beside[1]) in owners:
        return True
    in_table = page.code.sheet != IDENTITY and row > _first_id_row(page)
    return in_table and not _is_known(page.framework, cell)


def _is_note(page: Page, at: Place, cell: Cell) -> bool:
    row, column = at
    if _is_code_row(page, row):
        return show(cell.value) not in FIELD_CODES and column not in _code_columns(page)
    if row in _id_rows(page) and show(cell.value) in page.located.rows:
        return False
    if column > _width(page):
        return True
    if _is_known(page.framework, cell):
        return False
    if page.code.sheet in (IDENTITY, READ_ME) or row <= _first_id_row(page):
        return False
    if column in page.located.columns.get(LABEL, ()) and row in _id_rows(page):
        return False  # a changed label is an issue of its own
    return not _begins_template_merge(page, at)


def _id_rows(page: Page) -> set[int]:
    return {row for rows in page.located.rows.values() for row in rows}


def _first_id_row(page: Page) -> int:
    return min(_id_rows(page), default=10**9)


def _is_code_row(page: Page, row: int) -> bool:
    return page.located.code_cell is not None and row == page.located.code_cell[0]


def _code_columns(page: Page) -> set[int]:
    return set() if page.located.code_cell is None else {page.located.code_cell[1]}


def _label_column(page: Page) -> int:
    code_column = page.located.code_cell[1] if page.located.code_cell else 1
    return min(page.located.columns.get(LABEL, ()), default=code_column + 1)


def _width(page: Page) -> int:
    """Last column that the template itself fills."""
    coded = [column for columns in page.located.columns.values() for column in columns]
    left = _label_column(page)
    return max([left, *coded, *(merge[3] for merge in page.sheet.merges if merge[1] == left)])


def _begins_template_merge(page: Page, at: Place) -> bool:
    # Section headings, which are words of the package and not of the framework.
    return any(merge[:2] == at and at[1] == _label_column(page) for merge in page.sheet.merges)


def _is_known(framework: Framework, cell: Cell) -> bool:
    """Whether a text is put together from words of the framework and nothing else but digits."""
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
        return False
    exact, long = _known_words(framework)
    text = folded(cell.value)
    if text in exact:
        return True
    rest = text
    for words in long:
        rest = rest.replace(words, " ")
    rest = " ".join(rest.split())
    return rest != text and (rest in exact or not any(char.isalpha() for char in rest))


@lru_cache(maxsize=4)
def _known_words(framework: Framework) -> tuple[frozenset[str], tuple[str, ...]]:
    parts = (
        folded(part)
        for words in framework.words.values()
        for text in words.values()
        for part in _FILLED_IN.split(text)
    )
    exact = frozenset(part for part in parts if part)
    long = sorted(
        (part for part in exact if len(part) >= _LONG), key=lambda part: (-len(part), part)
    )
    return exact, tuple(long)
