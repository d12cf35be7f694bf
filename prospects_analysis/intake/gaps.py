"""What is missing or does not go together, seen over all the answers of a partner.

Only what somebody took up is looked at: a colleague who was given one theme leaves the others
blank, and that says nothing; a cell that was refused has its own issue. How much is answered is
the coverage's to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prospects_analysis.framework import Framework
from prospects_analysis.intake.checking import is_given, is_level
from prospects_analysis.intake.merging import Merged
from prospects_analysis.intake.questions import words_of
from prospects_analysis.intake.respondents import Return
from prospects_analysis.intake.values import NOT_APPLICABLE
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import EVIDENCE, IDENTITY, LISTS, READ_ME, VIGNETTES, sheets

_SAID_ELSEWHERE = {f"{IDENTITY}.respondent_id"}


def gap_issues(framework: Framework, merged: Sequence[Merged]) -> Iterator[Issue]:
    """Find what goes together and does not stand together.

    Parameters
    ----------
    framework : Framework
    merged : sequence of Merged

    Yields
    ------
    Issue
        High resources without evidence, NA on one side only, and required fields left blank.
    """
    criteria: dict[tuple[str, str, str], dict[str, Merged]] = {}
    for one in merged:
        question = one.answer.question
        if question.criterion:
            key = (one.partner, one.respondent, question.criterion)
            criteria.setdefault(key, {})[question.slot.code[1:]] = one
    for found in criteria.values():
        yield from _criterion_issues(framework, found)
    yield from _required_issues(merged)


def _criterion_issues(framework: Framework, found: dict[str, Merged]) -> Iterator[Issue]:
    resource, need, evidence = (found[one].answer for one in ("resource", "need", EVIDENCE[1:]))
    labels = resource.page.row_labels(resource.question)
    missing = not is_given(evidence) and (evidence.unclear or not evidence.is_refused)
    if is_level(resource) and missing:
        level = int(str(resource.value))
        if level >= framework.evidence_from:
            code = IssueCode.EVIDENCE_MISSING
            yield evidence.issue(code, labels=labels, found=str(level))
    states = {resource.state: resource, need.state: need}
    if len(states) == 2 and NOT_APPLICABLE in states:
        other = need if resource.state == NOT_APPLICABLE else resource
        if not other.is_refused:
            yield other.issue(IssueCode.NA_ON_ONE_SIDE, labels=labels)


def _required_issues(merged: Sequence[Merged]) -> Iterator[Issue]:
    taken_up = {
        (one.partner, who, one.answer.question.theme)
        for one in merged
        for who in (one.respondent, "")
        if one.answer.question.is_score and is_given(one.answer)
    }
    answered = {
        (one.partner, who, one.field)
        for one in merged
        for who in (one.respondent, "")
        if is_given(one.answer)
    }
    said: set[tuple[str, str, str]] = set()
    for one in merged:
        form = one.answer.question.form
        if form is None or not form.required or form.prefilled:
            continue
        if is_given(one.answer) or one.answer.is_refused:
            continue
        who = "" if form.scope == "partner" else one.respondent
        theme, key = one.answer.question.theme, (one.partner, who, one.field)
        if key in answered | said or one.field in _SAID_ELSEWHERE or not one.answer.cell:
            continue
        if not theme or (one.partner, who, theme) in taken_up:
            said.add(key)
            yield one.answer.issue(IssueCode.FIELD_MISSING)


def missing_sheets(framework: Framework, returns: Iterable[Return]) -> Iterator[Issue]:
    """Find sheets that a workbook lacks.

    A template may hold one theme only; a sheet that another workbook of the same partner brings
    is not missing either.
    """
    returns = [one for one in returns if one.partner and one.is_assessment]
    asked = [sheet for sheet in sheets(framework) if sheet not in (READ_ME, LISTS)]
    for one in returns:
        brought = {
            sheet for other in returns if other.partner == one.partner for sheet in other.sheets
        }
        themes = one.sheets - {IDENTITY, VIGNETTES}
        wanted = [IDENTITY] if len(themes) == 1 else asked
        for sheet in wanted:
            if sheet not in (one.sheets if sheet == IDENTITY else brought):
                key = f"sheets.{sheet}" if sheet == IDENTITY else f"themes.{sheet}.sheet"
                labels = words_of(framework, key)
                label = labels[framework.language_for(framework.partner(one.partner).language)]
                code, file = IssueCode.MISSING_SHEET, one.file
                yield Issue(code=code, file=file, field=sheet, label=label, labels=labels)


def empty_issues(returns: Iterable[Return]) -> Iterator[Issue]:
    """Name the workbooks that were sent back without any score."""
    for one in returns:
        scores = [answer for answer in one.answers if answer.question.is_score]
        if scores and not any(is_given(answer) for answer in scores):
            yield Issue(code=IssueCode.NOTHING_ANSWERED, file=one.file)


def late_issues(framework: Framework, returned: set[str]) -> Iterator[Issue]:
    """Name the partners of whom nothing was read."""
    for partner in framework.partners:
        if partner.id not in returned:
            labels = words_of(framework, f"partners.{partner.id}.name")
            label, code = labels[framework.language_for(partner.language)], IssueCode.NO_RETURN
            yield Issue(code=code, file="", field=partner.id, label=label, labels=labels)


def mixed_issues(returns: Sequence[Return]) -> Iterator[Issue]:
    """Name the fictional workbooks, if there are real ones beside them."""
    kinds = {one.fictional for one in returns if one.sheets}
    if len(kinds) == 2:
        for one in returns:
            if one.fictional and one.sheets:
                yield Issue(code=IssueCode.FICTIONAL_AND_REAL, file=one.file)
