"""What was typed outside the places for answers: never used, and never passed over in silence.

The template's own words are recognised by the framework's wording, so that only what a partner
typed is named. Above the first row with an id, where the template has headings, counters and its
banner, only what stands beside the table is looked at; the sheets are protected there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    page: Page, asked: Sequence[Question], owners: Mapping[str, frozenset[str]]
) -> Iterator[Issue]:
    """Name what stands outside the places for answers.

    Parameters
    ----------
    page : Page
    asked : sequence of Question
        The questions of the sheet.
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.
    """
    if page.code.sheet == LISTS:
        return
    table = _Table(page, asked, owners)
    notes: list[Place] = []
    for at, cell in sorted(page.sheet.cells.items()):
        if at in table.places or not show(cell.value):
            continue
        if table.is_lost_answer(at, cell):
            yield page.issue(IssueCode.ANSWER_WITHOUT_ID, at, found=show(cell.value))
        elif table.is_note(at, cell):
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


class _Table:
    """What of a sheet is the template's, by rows and columns."""

    def __init__(
        self, page: Page, asked: Sequence[Question], owners: Mapping[str, frozenset[str]]
    ) -> None:
        self.page, self.owners = page, owners
        located = page.located
        self.places = {at for question in asked for at in located.cells(question.slot)}
        self.codes: dict[str, set[str]] = {}
        for question in asked:
            self.codes.setdefault(question.slot.id, set()).add(question.slot.code)
        self.id_rows = {row for one in self.codes for row in located.rows.get(one, ())}
        self.code_row, self.code_column = located.code_cell or (1, 1)
        self.labels = located.columns.get(LABEL, (self.code_column + 1,))
        # Merged headings tell how far to the right the template fills cells, and which are its own;
        # in a copy that has lost its merges, less can be told from what a partner typed.
        boxes = [merge for merge in page.sheet.merges if merge[1] == self.labels[0]]
        coded = [column for columns in located.columns.values() for column in columns]
        self.width = max([self.labels[0] + 2, *coded, *(merge[3] for merge in boxes)])
        self.headings = {merge[:2] for merge in boxes}
        self.is_theme = page.code.sheet not in (IDENTITY, READ_ME)

    def is_lost_answer(self, at: Place, cell: Cell) -> bool:
        """Whether it stands in a column of answers, in a row that has lost its id."""
        row, column = at
        columns = self.page.located.columns
        here = {code for code in columns if code != LABEL and column in columns[code]}
        if not here or row in self.id_rows or row == self.code_row:
            return False
        beside = self.page.label_beside(row)
        ids = self.owners.get(folded(beside[1]), frozenset()) if beside else frozenset()
        if known := ids & self.codes.keys():
            return any(here & self.codes[one] for one in known)
        return self._in_table(row) and not _is_known(self.page.framework, cell)

    def is_note(self, at: Place, cell: Cell) -> bool:
        """Whether a partner typed it, as far as can be told."""
        row, column = at
        if row == self.code_row:
            return show(cell.value) not in FIELD_CODES and column != self.code_column
        if row in self.page.located.rows.get(show(cell.value), ()):
            return False  # an id
        if column > self.width:
            return True
        if not self._in_table(row) or at in self.headings:
            return False
        if column in self.labels and (row in self.id_rows or not self.headings):
            return False  # a changed label is an issue of its own
        return not _is_known(self.page.framework, cell)

    def _in_table(self, row: int) -> bool:
        return self.is_theme and bool(self.id_rows) and row > min(self.id_rows)


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
