"""Answers that were cut from one place and pasted into another.

An answer is read by the id of its row and the code of its column, so one that was cut and pasted
is read for the row in which it stands now, and the row from which it was cut looks unanswered. The
one trace of it is the defined name of its cell, which follows a cut. Names decide nothing, since
they do not follow rows that are sorted; but where one alone has left its row, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prospects_analysis.intake.pages import Page, Place
from prospects_analysis.intake.questions import Question
from prospects_analysis.issues import Issue, IssueCode


def moved_issues(page: Page, asked: Sequence[Question]) -> Iterator[Issue]:
    """Name the answers whose cell was cut from somewhere else on the sheet.

    Parameters
    ----------
    page : Page
    asked : sequence of Question
        The questions of the sheet.

    Yields
    ------
    Issue
        At the place where the answer stands now, saying for which row it was typed.
    """
    names = page.sheet.names
    now = {at: question for question in asked for at in page.located.cells(question.slot)}
    whole_rows = _moved_rows(page, asked)
    for question in asked:
        at = names.get(question.slot.field)
        here = now.get(at) if at else None
        if at is None or here is None or here is question or question.slot.id in whole_rows:
            continue
        if at in page.sheet.cells:
            found = page.row_label(question)
            yield page.issue(IssueCode.ANSWER_MOVED, at, here, found=found)


def _moved_rows(page: Page, asked: Sequence[Question]) -> set[str]:
    """Ids whose rows were sorted: their names stayed, and so did those of the rows there now."""
    names = page.sheet.names
    by_row = {row: name for name, rows in page.located.rows.items() for row in rows}
    named: dict[str, list[Place]] = {}
    for question in asked:
        if (at := names.get(question.slot.field)) is not None:
            named.setdefault(question.slot.id, []).append(at)
    several = {one for one, places in named.items() if len(places) > 1}
    return {
        one
        for one in several
        if len({row for row, _ in named[one]}) == 1 and by_row.get(named[one][0][0]) in several
    }
