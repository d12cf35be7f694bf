"""Who answered: the codes of the respondents, over all the files of a partner.

A code is typed by hand, once a file: R1, r1 and R-1 are one person, and to count them as three
would weigh that person's answers three times. A file without any code is somebody, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.plain import loose
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import IDENTITY, is_of_practices

RESPONDENT = f"{IDENTITY}.respondent_id"
"""The field of the respondent's code."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Return:
    """What one workbook gave.

    Parameters
    ----------
    file : str
        Its bare name.
    partner, respondent : str
        Whose answers they are; ``""`` if no partner can be told, and then there are no answers.
    coded : bool
        Whether the respondent gave a code; else the file's name stands for it.
    fictional : bool
        Whether any of its sheets says that its answers are invented.
    sheets : frozenset of str
        Ids of its sheets.
    answers : tuple of Answer
    """

    file: str
    partner: str = ""
    respondent: str = ""
    coded: bool = False
    fictional: bool = False
    sheets: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()

    @property
    def is_assessment(self) -> bool:
        """Whether it is one of a respondent, and does not hold good practices alone."""
        return not all(is_of_practices(sheet) for sheet in self.sheets)


def respondent_of(
    file: str, answers: Sequence[Answer], *, used: bool
) -> tuple[str, bool, list[Issue]]:
    """Tell the code of the respondent; the file's name stands for it where there is none, or two.

    Parameters
    ----------
    file : str
    answers : sequence of Answer
    used : bool
        Whether any of its sheets is used.

    Returns
    -------
    respondent : str
    coded : bool
        Whether it is a code.
    issues : list of Issue
    """
    codes = [one for one in answers if one.question.slot.field == RESPONDENT]
    given = [one for one in codes if is_given(one)]
    values = {loose(str(one.value)): str(one.value) for one in reversed(given)}
    if len(values) == 1:
        return next(iter(values.values())), True, []
    stem = PurePath(file).stem
    if values:  # a conflict like any other, found where all answers are put together
        return stem, False, []
    if codes:
        return stem, False, [codes[0].issue(IssueCode.RESPONDENT_MISSING, expected=stem)]
    if not used:
        return stem, False, []
    return stem, False, [Issue(code=IssueCode.RESPONDENT_MISSING, file=file, expected=stem)]


def join_respondents(returns: Sequence[Return]) -> tuple[list[Return], list[Issue]]:
    """Give one spelling to the codes of a partner that differ by case, spaces or hyphens only.

    Parameters
    ----------
    returns : sequence of Return

    Returns
    -------
    returns : list of Return
        With the spelling of the first file.
    issues : list of Issue
        About codes that were joined, and about files that count apart for want of a code.
    """
    first: dict[tuple[str, str], Return] = {}
    joined: list[Return] = []
    issues: list[Issue] = []
    for one in returns:
        if not one.coded:
            joined.append(one)
            continue
        same = first.setdefault((one.partner, loose(one.respondent)), one)
        joined.append(replace(one, respondent=same.respondent))
        if same.respondent != one.respondent:
            found = f"{same.respondent} ({same.file}), {one.respondent} ({one.file})"
            issues.append(Issue(code=IssueCode.RESPONDENTS_JOINED, file=one.file, found=found))
    return joined, [*issues, *_apart(joined)]


def _apart(returns: Sequence[Return]) -> Iterator[Issue]:
    returns = [one for one in returns if one.is_assessment]
    for one in returns:
        others = [other for other in returns if other.partner == one.partner and other is not one]
        if one.partner and others and not one.coded:
            found = ", ".join(sorted({one.file, *(other.file for other in others)}))
            yield Issue(code=IssueCode.RESPONDENTS_APART, file=one.file, found=found)
