"""Putting the answers of all workbooks together.

Colleagues share one workbook out by theme, or send "v2 FINAL (3).xlsx". Answers are therefore
merged one by one: within one respondent of one partner a blank yields to an answer, the same
answer twice is one, and two different answers are a conflict, in which neither is used. What a
sheet of identity says is about its file, not about the partner: it is kept for each file. Good
practices are the partner's, whoever wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from prospects_analysis.framework import Framework
from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.deciding import Standing, compared
from prospects_analysis.intake.plain import show
from prospects_analysis.intake.questions import questions
from prospects_analysis.intake.respondents import Return
from prospects_analysis.intake.result import ANSWER_COLUMNS
from prospects_analysis.intake.values import BLANK
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import known_sheets

_NAMED = 6
"""Answers of a conflict that are named; more of them say nothing more."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Merged:
    """One answer of one respondent, over all files.

    Parameters
    ----------
    partner, respondent : str
    answer : Answer
    """

    partner: str
    respondent: str
    answer: Answer

    @property
    def field(self) -> str:
        """Id of the answer, such as ``"clusters.mapping.resource"``."""
        return self.answer.question.slot.field


def merge(
    framework: Framework, returns: Iterable[Return], standing: Standing
) -> tuple[list[Merged], list[Issue]]:
    """Merge the answers of several workbooks.

    Parameters
    ----------
    framework : Framework
    returns : iterable of Return
    standing : Standing
        What was decided about conflicts.

    Returns
    -------
    merged : list of Merged
        In the order of partners, respondents, questions and files.
    issues : list of Issue
        Conflicts: one at each of the cells that disagree, each naming all of them; or, where it
        was decided which answer stands, one at each that yields.
    """
    groups: dict[tuple[str, str, str, str], list[Answer]] = {}
    for one in returns:
        for answer in one.answers:
            slot = answer.question.slot
            of_file = one.file if answer.question.is_of_file else ""
            who = "" if answer.question.is_of_practices else one.respondent
            key = (one.partner, who, slot.field, of_file)
            groups.setdefault(key, []).append(answer)
    merged: list[Merged] = []
    issues: list[Issue] = []
    order = _order(framework)
    for key in sorted(groups, key=lambda key: (order[key[0]], key[1], order[key[2]], key[3])):
        given = _given(groups[key])
        decided = standing.choose(*key[:2], given) if _differ(given) else None
        answer, conflicts = decided or _one_of(groups[key], given)
        merged.append(Merged(partner=key[0], respondent=key[1], answer=answer))
        issues += conflicts
    return merged, issues


def _order(framework: Framework) -> dict[str, int]:
    partners = [partner.id for partner in framework.partners]
    asked = [q.slot.field for one in known_sheets(framework) for q in questions(framework, one)]
    return {name: position for position, name in enumerate([*partners, *asked])}


def _given(answers: Iterable[Answer]) -> list[Answer]:
    return sorted((one for one in answers if is_given(one)), key=lambda one: one.place)


def _differ(given: Sequence[Answer]) -> bool:
    return len({compared(one) for one in given}) > 1


def _one_of(answers: Sequence[Answer], given: Sequence[Answer]) -> tuple[Answer, list[Issue]]:
    if not given:
        placed = sorted(answers, key=lambda one: (not one.cell, one.place))
        return placed[0], []
    if not _differ(given):
        return given[0], []
    said = [f"{show(one.value)} ({one.place})" for one in given[:_NAMED]]
    found = "; ".join([*said, "…"] if given[_NAMED:] else said)
    of_practices = given[0].question.is_of_practices
    code = IssueCode.PRACTICES_DIFFER if of_practices else IssueCode.CONFLICTING_ANSWERS
    issues = [one.issue(code, found=found) for one in given]
    return replace(given[0], value=None, state=BLANK), issues


def to_answers(merged: Iterable[Merged]) -> pd.DataFrame:
    """Make the tidy table of answers.

    Parameters
    ----------
    merged : iterable of Merged
        Those of practices are left out.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`~prospects_analysis.intake.result.ANSWER_COLUMNS`, dtype object.
    """
    rows = [
        (
            one.partner,
            one.respondent,
            one.field,
            one.answer.question.theme,
            one.answer.question.criterion,
            one.answer.question.side,
            one.answer.value,
            one.answer.state,
            one.answer.page.file,
            one.answer.page.sheet.title,
            one.answer.cell,
        )
        for one in merged
        if not one.answer.question.is_of_practices
    ]
    return pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype=object)
