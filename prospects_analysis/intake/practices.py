"""Good practices: from merged answers to their table, and what does not go together in them.

A practice counts as begun once anything stands on its sheet beside what the template gives; the
sheets that a partner does not need stay blank, and nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from prospects_analysis.framework import Framework
from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.merging import Merged
from prospects_analysis.intake.plain import loose
from prospects_analysis.intake.practice_tables import PRACTICE_COLUMNS, practice_coverage
from prospects_analysis.intake.questions import Question, words_of
from prospects_analysis.intake.respondents import Return
from prospects_analysis.issues import Issue, IssueCode

_Practice = tuple[str, str]
"""Partner, and id of the practice (``"P09-03"``)."""


def to_practices(merged: Iterable[Merged]) -> pd.DataFrame:
    """Make the tidy table of practices.

    Parameters
    ----------
    merged : iterable of Merged
        Answers of both kinds of workbook.

    Returns
    -------
    pandas.DataFrame
        The columns of :data:`~prospects_analysis.intake.practice_tables.PRACTICE_COLUMNS`, dtype
        object; one row a field of each practice that was begun.
    """
    rows = [
        (
            partner,
            practice,
            answer.question.slot.field,
            _theme(answers),
            answer.value,
            answer.state,
            answer.page.file,
            answer.page.sheet.title,
            answer.cell,
        )
        for (partner, practice), answers in _by_practice(merged).items()
        if _is_begun(answers)
        for answer in answers
    ]
    return pd.DataFrame(rows, columns=list(PRACTICE_COLUMNS), dtype=object)


def practice_issues(
    framework: Framework, returns: Iterable[Return], merged: Sequence[Merged]
) -> Iterator[Issue]:
    """Find what is missing in practices, or does not go together.

    Parameters
    ----------
    framework : Framework
    returns : iterable of Return
    merged : sequence of Merged

    Yields
    ------
    Issue
        Required fields left blank in a practice that was begun, criteria of another theme or
        chosen twice, changed identifiers, workbooks without a practice, themes without one.
    """
    for one in merged:
        yield from _partner_issues(one)
    for (_, practice), answers in _by_practice(merged).items():
        yield from _id_issues(practice, answers)
        if _is_begun(answers):
            yield from _missing_issues(answers)
            yield from _criteria_issues(framework, answers)
    yield from _empty_issues(returns)
    yield from _theme_issues(framework, merged)


def _by_practice(merged: Iterable[Merged]) -> Mapping[_Practice, list[Answer]]:
    found: dict[_Practice, list[Answer]] = {}
    for one in merged:
        if number := one.answer.question.practice:
            found.setdefault((one.partner, f"{one.partner}-{number}"), []).append(one.answer)
    return found


def _is_filled_in(answer: Answer) -> bool:
    form = answer.question.form
    own = form is not None and not form.prefilled
    return own and (is_given(answer) or answer.is_refused)


def _is_begun(answers: Iterable[Answer]) -> bool:
    return any(_is_filled_in(answer) for answer in answers)


def _chosen(answers: Iterable[Answer], source: str) -> list[Answer]:
    """Answers that were chosen from a part of the framework."""
    return [one for one in answers if is_given(one) and _source(one.question) == source]


def _source(question: Question) -> str:
    return question.form.values_from if question.form is not None else ""


def _theme(answers: Iterable[Answer]) -> str:
    return next((str(one.value) for one in _chosen(answers, "themes")), "")


def _partner_issues(one: Merged) -> Iterator[Issue]:
    """Say how a partner's own name was read where the template had its id."""
    answer = one.answer
    if answer.question.is_of_practices and _source(answer.question) == "partners":
        typed = str(answer.value or "")
        known = answer.page.framework.identify_partner(typed) == one.partner
        if known and typed != one.partner:
            yield answer.issue(IssueCode.VALUE_TIDIED, found=typed, expected=one.partner)


def _id_issues(practice: str, answers: Iterable[Answer]) -> Iterator[Issue]:
    for answer in answers:
        form = answer.question.form
        if form is None or not form.prefilled or form.kind != "text" or not is_given(answer):
            continue
        typed = str(answer.value)
        if typed != practice:
            same = loose(typed) == loose(practice)
            code = IssueCode.VALUE_TIDIED if same else IssueCode.PRACTICE_ID_CHANGED
            yield answer.issue(code, found=typed, expected=practice)


def _missing_issues(answers: Iterable[Answer]) -> Iterator[Issue]:
    for answer in answers:
        blank = answer.unclear or not (is_given(answer) or answer.is_refused)
        if answer.question.slot.is_required and blank and answer.cell:
            yield answer.issue(IssueCode.FIELD_MISSING)


def _criteria_issues(framework: Framework, answers: Sequence[Answer]) -> Iterator[Issue]:
    theme, seen = _theme(answers), set[str]()
    for answer in _chosen(answers, "criteria"):
        language = answer.page.language
        criterion = framework.criterion(str(answer.value))
        found = framework.word(f"criteria.{criterion.id}.label", language)
        if criterion.id in seen:
            yield answer.issue(IssueCode.CRITERION_TWICE, found=found)
        elif theme and criterion.theme != theme:
            choices = words_of(framework, f"themes.{theme}.label")
            code = IssueCode.CRITERION_OF_OTHER_THEME
            yield answer.issue(code, found=found, choices=choices)
        seen.add(criterion.id)


def _empty_issues(returns: Iterable[Return]) -> Iterator[Issue]:
    """Name the workbooks that were sent back without any practice."""
    for one in returns:
        answers = [answer for answer in one.answers if answer.question.practice]
        if answers and not _is_begun(answers):
            yield Issue(code=IssueCode.NO_PRACTICE, file=one.file)


def _theme_issues(framework: Framework, merged: Sequence[Merged]) -> Iterator[Issue]:
    """Name the themes on which a partner that sent practices has no complete one."""
    practices = to_practices(merged)
    coverage = practice_coverage(framework, practices)
    for partner, group in practices.groupby("partner", sort=False):
        for theme in framework.themes:
            if coverage.loc[partner, theme.id] == 0:
                labels = words_of(framework, f"themes.{theme.id}.label")
                label = labels[framework.language_for(framework.partner(str(partner)).language)]
                code, file = IssueCode.THEME_WITHOUT_PRACTICE, str(group["file"].min())
                yield Issue(code=code, file=file, field=theme.id, label=label, labels=labels)
