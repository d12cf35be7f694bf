"""What was typed outside the places for answers: never used, and never passed over in silence.

The template's own words are recognised by the framework's wording and its merged headings, so
that only what a partner typed is named. The lists of choices, on a sheet that spreadsheets do not
offer to show, are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from prospects_analysis.intake.addresses import box_around, range_address
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.known_words import is_known
from prospects_analysis.intake.marks import unsigned
from prospects_analysis.intake.pages import Page, Place
from prospects_analysis.intake.plain import folded, show
from prospects_analysis.intake.questions import Question
from prospects_analysis.intake.values import BLANK, parse_score
from prospects_analysis.intake.witnesses import heads_of
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import (
    FIELD_CODES,
    IDENTITY,
    LABEL,
    PRACTICES,
    READ_ME,
    is_theme,
    parse_sheet_code,
)

_NAMED = 20
"""Notes that are named one by one; more of them are named by the range that holds them."""

_LOOKS = re.compile(r"[^\W\d]|…")
"""A formula that says more than numbers, or whose text the reader does not tell."""

_NUMBERED = re.compile(r"\d|\w+-\d\d")
"""What numbers the lines of a front sheet: levels, steps and practices."""


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
    yield from comment_issues(page)
    table = _Table(page, asked, owners)
    notes: list[Place] = []
    for at, cell in sorted(page.sheet.cells.items()):
        if at in table.places or not _shown(cell):
            continue
        if table.is_lost_answer(at, cell):
            yield page.issue(IssueCode.ANSWER_WITHOUT_ID, at, found=_shown(cell))
        elif table.is_note(at, cell):
            notes.append(at)
    stray = [at for at in notes if table.is_stray_answer(at)]
    if lost := _lost_range(page, asked, stray):
        yield page.issue(IssueCode.ANSWERS_OUTSIDE, cell=lost)
    shown = {at: _shown(page.sheet.cells[at]) for at in notes}
    yield from _named(page, IssueCode.NOTE_OUTSIDE, shown)
    if page.sheet.beyond is not None:
        beyond = range_address(page.sheet.beyond)
        yield page.issue(IssueCode.NOTE_OUTSIDE, cell=beyond, found=beyond)


def _named(page: Page, code: IssueCode, texts: Mapping[Place, str]) -> Iterator[Issue]:
    """Name texts by their cells, and if there are very many the rest by the range around them."""
    places = list(texts)
    for at in places[:_NAMED]:
        yield page.issue(code, at, found=texts[at])
    if rest := places[_NAMED:]:
        found = texts[rest[0]]
        yield page.issue(code, cell=range_address(box_around(rest)), found=found)


def _shown(cell: Cell) -> str:
    """Show what stands in a cell, or the formula that has no result."""
    return show(cell.value) or show(cell.formula)


def comment_issues(page: Page) -> Iterator[Issue]:
    """Name comments, except the notes of a correction copy; and text boxes once a sheet."""
    said = {at: unsigned(text) for at, text in sorted(page.sheet.comments.items())}
    places = [at for at, text in said.items() if text]
    yield from _named(page, IssueCode.COMMENT_NOT_READ, {at: show(said[at]) for at in places})
    if page.sheet.boxes:
        yield page.issue(IssueCode.TEXT_BOX_NOT_READ, found=show(" · ".join(page.sheet.boxes)))


def _lost_range(page: Page, asked: Sequence[Question], stray: Sequence[Place]) -> str | None:
    """Range of what looks like answers elsewhere, if answers are missing in their own places."""
    places = [page.located.cells(question.slot) for question in asked]
    if page.sheet.beyond is not None and not all(places):
        return range_address(page.sheet.beyond)
    blank = any(
        question.is_score and not show(page.sheet.value(*at))
        for question in asked
        for at in page.located.cells(question.slot)
    )
    return range_address(box_around(stray)) if blank and stray else None


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
        # The template's own headings are merged: they tell how far to the right it fills cells, and
        # which are its own. Where they are not, less can be told from what a partner typed.
        left = self.labels[0]
        coded = [column for columns in located.columns.values() for column in columns]
        ends = [merge[3] for merge in page.sheet.merges if merge[1] == left]
        self.width = max([left + 2, *coded, *ends])
        self.boxes = {merge[:2] for merge in page.sheet.merges}
        self.is_table = page.code.sheet not in (IDENTITY, READ_ME, PRACTICES)
        self.has_headings = self.is_table and bool(ends)
        self.is_theme = is_theme(page.framework, page.code.sheet)
        heads = heads_of(page, asked) if self.is_theme else {}
        self.strays = {c for row in heads.values() for c in row if row[c][1] and c not in coded}

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
        return self._in_table(row) and not is_known(self.page.framework, cell)

    def is_stray_answer(self, at: Place) -> bool:
        """Whether a note is a score, or stands under the heading of a column of scores."""
        if not self.is_theme or at[0] < min(self.id_rows, default=self.code_row + 1):
            return False
        framework = self.page.framework
        value = self.page.sheet.value(*at)
        words = [word for group in framework.not_applicable_words.values() for word in group]
        said = parse_score(value, "s" if isinstance(value, str) else "n", framework.scale, words)
        return said.state != BLANK or at[1] in self.strays

    def is_note(self, at: Place, cell: Cell) -> bool:
        """Whether a partner typed it, as far as can be told."""
        row, column = at
        if row == self.code_row:
            own = show(cell.value) in FIELD_CODES or parse_sheet_code(cell.value) is not None
            return not own and column != self.code_column
        if row in self.page.located.rows.get(show(cell.value), ()):
            return False  # an id
        if not self.is_table:
            return not (self._is_of_front_sheet(cell) or self._is_number_of_line(at, cell))
        if column > self.width:
            return True
        if column in self.labels and (row in self.id_rows or not self.has_headings):
            return False  # a changed label is an issue of its own
        if not self._in_table(row) and (cell.formula is not None or not self.has_headings):
            return False  # a counter
        return at not in self.boxes and not is_known(self.page.framework, cell)

    def _is_of_front_sheet(self, cell: Cell) -> bool:
        """Whether it is known, or a counter, which looks at other cells."""
        if cell.formula is not None:
            return _LOOKS.search(cell.formula) is not None
        return is_known(self.page.framework, cell)

    def _is_number_of_line(self, at: Place, cell: Cell) -> bool:
        """Whether it numbers a line of a front sheet, beside words of the template's own."""
        said, cells = show(cell.value), self.page.sheet.cells
        named = said == self.page.framework.scale.not_applicable or _NUMBERED.fullmatch(said)
        beside = ((at[0], at[1] + more) for more in (1, 2))
        return bool(named) and any(
            one in cells and self._is_of_front_sheet(cells[one]) for one in beside
        )

    def _in_table(self, row: int) -> bool:
        return self.is_table and bool(self.id_rows) and row > min(self.id_rows)
