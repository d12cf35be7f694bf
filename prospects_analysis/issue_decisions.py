"""Severity and words of the issues about what was decided, as the analyst will read them."""

from __future__ import annotations

from collections.abc import Mapping

from prospects_analysis.issue_codes import IssueCode
from prospects_analysis.issue_wording import (
    ERROR,
    INFO,
    NOTHING_TO_DO,
    WARNING,
    IssueText,
    pgettext,
)

_MEND = pgettext("issue", "Mend this line of the file; until then the decision is not used.")
_MEANT = pgettext("issue", "Possible here: {choices}.")

DECISIONS: Mapping[IssueCode, IssueText] = {
    IssueCode.DECISIONS_MISNAMED: IssueText(
        ERROR,
        pgettext(
            "issue", "“{file}” is not read: decisions are taken from a file called decisions.toml."
        ),
        pgettext(
            "issue",
            "If it holds what was decided, rename it decisions.toml, in place of the one there, or "
            "name it with --decisions. If not, take it out of the folder.",
        ),
    ),
    IssueCode.DECISIONS_UNREADABLE: IssueText(
        ERROR,
        pgettext("issue", "The decisions in “{file}” cannot be read: {found}."),
        pgettext("issue", "Mend the file; until then none of its decisions is used."),
    ),
    IssueCode.DECISION_NOT_UNDERSTOOD: IssueText(
        ERROR,
        pgettext("issue", "A decision is not understood, line {found}."),
        _MEND,
        _MEANT,
    ),
    IssueCode.DECISIONS_CONTRADICT: IssueText(
        ERROR,
        pgettext("issue", "Decisions contradict each other, line {found}."),
        pgettext("issue", "Take one of them out; until then neither is used."),
    ),
    IssueCode.DECISION_WITHOUT_EFFECT: IssueText(
        WARNING,
        pgettext("issue", "A decision decides nothing, line {found}."),
        pgettext("issue", "Take it out, or mend the names in it."),
        _MEANT,
    ),
    IssueCode.FILE_SUPERSEDED: IssueText(
        INFO,
        pgettext(
            "issue", "As decided, this file was set aside; answers and issues in it: {expected}."
        ),
        pgettext("issue", "Used instead: {found}."),
    ),
    IssueCode.RESPONDENTS_DECIDED: IssueText(
        INFO,
        pgettext("issue", "As decided, these are answers of one respondent: {found}."),
        NOTHING_TO_DO,
    ),
    IssueCode.ANSWER_DECIDED: IssueText(
        INFO,
        pgettext("issue", "As decided, this answer to “{label}” yields to {found}."),
        NOTHING_TO_DO,
    ),
}
