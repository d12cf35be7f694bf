"""Answers that were cut from one place and pasted into another.

An answer is read by the id of its row and the code of its column, so one that was cut and pasted
is read for the row in which it stands now, and the row from which it was cut looks unanswered. The
one trace of it is the defined name of its cell, which follows a cut. Names decide nothing, since
they do not follow rows that are sorted; but where one has taken another's place, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prospects_analysis.intake.pages import Page
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
    for question in asked:
        at = names.get(question.slot.field)
        here = now.get(at) if at else None
        if at is None or here is None or here is question or at not in page.sheet.cells:
            continue
        # What is pasted wipes out the name of the cell that was there, or joins it; after a sort
        # every name is alone at the place of another.
        if names.get(here.slot.field, at) == at:
            found = page.row_labels(question)[page.language]
            yield page.issue(IssueCode.ANSWER_MOVED, at, here, found=found)
