"""Checking the answers of one sheet, cell by cell.

Each place for an answer ends as an answer, perhaps a blank one; each filled place that could not
be used also as an issue at that cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prospects_analysis.intake.addresses import address, parse_address
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.moved import moved_issues
from prospects_analysis.intake.notes import note_issues
from prospects_analysis.intake.pages import (
    Page,
    Place,
    hidden_issues,
    merged_places,
    structure_issues,
)
from prospects_analysis.intake.plain import plain, show
from prospects_analysis.intake.questions import (
    Question,
    Words,
    in_all,
    named_choices,
    questions,
    read_cell,
)
from prospects_analysis.intake.values import BLANK, GIVEN, Reading, date_of_serial
from prospects_analysis.intake.witnesses import Witness, hear
from prospects_analysis.issues import Issue, IssueCode


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """One answer, with its place.

    Parameters
    ----------
    question : Question
    value : int, str or None
        None if it is blank.
    state : str
        ``"given"``, ``"NA"`` or ``"blank"``.
    page : Page
        The sheet that it stands on.
    cell : str
        Its address; ``""`` if its row or column is missing.
    unclear : bool
        Whether its cell says in words that there is no answer.
    """

    question: Question
    value: int | str | None
    state: str
    page: Page
    cell: str = ""
    unclear: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether something stands in its cell that could not be used."""
        at = parse_address(self.cell)
        cell = self.page.sheet.cells.get(at) if at else None
        if self.state != BLANK or cell is None:
            return False
        return cell.formula is not None or plain(show(cell.value)) != ""

    @property
    def place(self) -> str:
        """File, sheet and cell, as an issue names them."""
        return f"{self.page.file}, {self.page.sheet.title}, {self.cell}"

    def issue(
        self,
        code: IssueCode,
        *,
        labels: Words | None = None,
        choices: Words | None = None,
        **details: str | None,
    ) -> Issue:
        """Make an issue at this answer's cell."""
        details["cell"] = self.cell or None
        return self.page.issue(code, None, self.question, labels=labels, choices=choices, **details)


@dataclass(frozen=True, eq=False, kw_only=True)
class Checked:
    """What one sheet gave: its answers, and what was noticed."""

    answers: list[Answer] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def check_page(page: Page, owners: Mapping[str, frozenset[str]]) -> Checked:
    """Read and check the answers of one sheet.

    Parameters
    ----------
    page : Page
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.

    Returns
    -------
    Checked
        Every question of the sheet has an answer at least, perhaps a blank one; more than one
        where rows or columns were copied.
    """
    asked = questions(page.framework, page.code.sheet)
    places = {at: question for question in asked for at in page.located.cells(question.slot)}
    heard = hear(page, asked, owners)
    merged, merge_issues = merged_places(page, places)
    issues = [*structure_issues(page, asked), *heard.issues, *merge_issues]
    issues += hidden_issues(page, [at for at in places if at in page.sheet.cells])
    issues += [*note_issues(page, asked, owners), *moved_issues(page, asked)]
    answers = [_lost(page, question) for question in asked if not page.located.cells(question.slot)]
    for at, question in places.items():
        if at in merged:
            answers.append(_blank(page, question, at))
            continue
        reading, found = _read(page, question, at, heard)
        answers.append(_answer(page, question, at, reading))
        issues += found
    return Checked(answers=answers, issues=issues)


def _lost(page: Page, question: Question) -> Answer:
    return Answer(question=question, value=None, state=BLANK, page=page)


def _blank(page: Page, question: Question, at: Place) -> Answer:
    return _answer(page, question, at, Reading(None, BLANK))


def _answer(page: Page, question: Question, at: Place, reading: Reading) -> Answer:
    return Answer(
        question=question,
        value=reading.value,
        state=reading.state,
        page=page,
        cell=address(*at),
        unclear=reading.code is IssueCode.UNCLEAR_BLANK,
    )


def _read(page: Page, question: Question, at: Place, heard: Witness) -> tuple[Reading, list[Issue]]:
    cell = page.sheet.cells.get(at)
    if cell is None:
        return Reading(None, BLANK), []
    if doubt := heard.doubt(at):
        issue = page.issue(doubt.code, at, question, labels=doubt.labels, found=doubt.found)
        return Reading(None, BLANK), [issue]
    if cell.formula is not None and cell.value is None:
        code, found = IssueCode.FORMULA_WITHOUT_VALUE, show(cell.formula)
        return Reading(None, BLANK), [page.issue(code, at, question, found=found)]
    readings = read_cell(page.framework, question, cell)
    if cell.formula is not None and readings[0][1:3] == (BLANK, None):
        code, found = IssueCode.UNCLEAR_BLANK, show(cell.formula)
        return Reading(None, BLANK, code), [page.issue(code, at, question, found=found)]
    return readings[0], list(_said(page, question, at, cell, readings))


def _said(
    page: Page, question: Question, at: Place, cell: Cell, readings: tuple[Reading, ...]
) -> Iterator[Issue]:
    if cell.formula is not None and readings[0].state != BLANK:
        result = show(readings[0].value)
        found = show(cell.formula)
        yield page.issue(IssueCode.FORMULA_READ, at, question, found=found, expected=result)
    for reading in readings:
        if reading.code is None:
            continue
        found, expected = _as_seen(cell, reading), reading.expected
        choices = _choices(page, question) if reading.state == BLANK else None
        yield page.issue(
            reading.code, at, question, choices=choices, found=found, expected=expected
        )


def _choices(page: Page, question: Question) -> Words | None:
    choices = in_all(page.framework, lambda one: named_choices(page.framework, question, one))
    return choices if any(choices.values()) else None


def _as_seen(cell: Cell, reading: Reading) -> str:
    """Write what stands in a cell as whoever typed it knows it."""
    if reading.code is IssueCode.TEXT_TOO_LONG:
        return str(len(str(reading.value)))
    if reading.code is IssueCode.SCORE_IS_DATE and isinstance(cell.value, int | float):
        return date_of_serial(int(cell.value)).isoformat()
    if reading.code is IssueCode.DATE_NOT_UNDERSTOOD and cell.number is not None:
        return show(cell.number)
    return show(cell.value)


def is_given(answer: Answer) -> bool:
    """Whether an answer says something, be it NA."""
    return answer.state != BLANK


def is_level(answer: Answer) -> bool:
    """Whether an answer is a level of the scale."""
    return answer.state == GIVEN and answer.question.is_score
