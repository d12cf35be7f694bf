"""Whose workbook is it: framework, partner and respondent, as its sheets say themselves.

A sheet that says something else than the rest of its workbook is not used, and neither is one of
another form: its answers are named by the range that holds them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from prospects_analysis.framework import Framework
from prospects_analysis.intake.addresses import address, box_around, range_address
from prospects_analysis.intake.checking import Answer, check_page
from prospects_analysis.intake.marks import CORRECTIONS, list_issues
from prospects_analysis.intake.notes import comment_issues
from prospects_analysis.intake.pages import Page
from prospects_analysis.intake.plain import folded, show
from prospects_analysis.intake.questions import Question, questions
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.intake.respondents import Return, respondent_of
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import (
    IDENTITY,
    LISTS,
    PRACTICES,
    READ_ME,
    is_of_practices,
    known_sheets,
    locate,
)

_PARTNER = f"{IDENTITY}.partner_id"
_LABELS = 2


def check_book(
    framework: Framework,
    file: str,
    tabs: Sequence[Sheet],
    owners: Mapping[str, frozenset[str]],
) -> tuple[Return, list[Issue]]:
    """Check one workbook.

    Parameters
    ----------
    framework : Framework
    file : str
        Bare name of the workbook.
    tabs : sequence of Sheet
        Its sheets.
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.

    Returns
    -------
    Return
        Without answers where no partner can be told.
    issues : list of Issue
    """
    pages, issues = _pages(framework, file, tabs, owners)
    fictional = any(page.code.fictional for page in pages)
    partner, used, refused = _partner(framework, pages)
    issues += refused
    answers: list[Answer] = []
    for page in (*used, *(page for page in pages if page.code.sheet == READ_ME)):
        checked = check_page(page, owners)
        answers += checked.answers
        issues += checked.issues
    assessed = any(not is_of_practices(page.code.sheet) for page in used)
    respondent, coded, said = respondent_of(file, answers, used=assessed)
    issues += [*said, *_mixed(pages), *_misnamed(framework, file, partner)]
    found = Return(
        file=file,
        partner=partner,
        respondent=respondent,
        coded=coded,
        fictional=fictional,
        sheets=frozenset(page.code.sheet for page in used),
        answers=tuple(answers),
    )
    return found, issues


def _mixed(pages: Sequence[Page]) -> Iterator[Issue]:
    """Name the fictional sheets, if there are real ones in the same book."""
    if len({page.code.fictional for page in pages}) == 2:
        for page in pages:
            if page.code.fictional:
                yield page.issue(IssueCode.FICTIONAL_AND_REAL, page.located.code_cell)


def _misnamed(framework: Framework, file: str, partner: str) -> Iterator[Issue]:
    """Say where the name of a file holds the id of another partner than its sheets."""
    words = set(re.split(r"[^0-9a-z]+", PurePath(file).stem.casefold()))
    named = [one.id for one in framework.partners if one.id.casefold() in words]
    if partner and named and partner not in named:
        found = ", ".join(named)
        yield Issue(code=IssueCode.FILE_NAME_DIFFERS, file=file, found=found, expected=partner)


def _pages(
    framework: Framework,
    file: str,
    tabs: Sequence[Sheet],
    owners: Mapping[str, frozenset[str]],
) -> tuple[list[Page], list[Issue]]:
    """Sheets of this form; and issues about all others."""
    pages: list[Page] = []
    strange: list[Issue] = []
    written: list[Issue] = []
    issues: list[Issue] = []
    for sheet in tabs:
        located = locate({at: cell.value for at, cell in sheet.cells.items()})
        if located.code is None:
            places = [*sheet.cells, *sheet.comments] or [(1, 1)] * len(sheet.boxes)
            places += [sheet.beyond[:2], sheet.beyond[2:]] if sheet.beyond else []
            if places:
                cell = range_address(box_around(places))
                lost = _is_of_the_form(sheet, owners)
                code = IssueCode.SHEET_WITHOUT_CODE if lost else IssueCode.UNKNOWN_SHEET
                strange.append(Issue(code=code, file=file, sheet=sheet.title, cell=cell))
            continue
        page = Page(framework=framework, file=file, sheet=sheet, located=located, code=located.code)
        if page.code.sheet == CORRECTIONS:
            written += [*list_issues(page), *comment_issues(page)]
            continue
        issue = _other_form(page) or _sheet_twice(page, pages)
        issues += [issue] if issue else []
        if issue is None or issue.code is IssueCode.SHEET_TWICE:
            pages.append(page)
    if not pages and not issues and all(i.code is IssueCode.UNKNOWN_SHEET for i in strange):
        strange = [Issue(code=IssueCode.FOREIGN_WORKBOOK, file=file)]
    return pages, [*written, *strange, *issues]


def _is_of_the_form(sheet: Sheet, owners: Mapping[str, frozenset[str]]) -> bool:
    """Whether a sheet without a code shows two labels of the form, so that it was one."""
    texts = {folded(cell.value) for cell in sheet.cells.values() if isinstance(cell.value, str)}
    return len(texts & owners.keys()) >= _LABELS


def _other_form(page: Page) -> Issue | None:
    framework, code = page.framework, page.code
    same = (code.framework, code.version) == (framework.id, framework.version)
    if same and code.sheet in known_sheets(framework):
        return None
    found = f"{code.framework} {code.version}" + (f", {code.sheet}" if same else "")
    expected = f"{framework.id} {framework.version}"
    cell = _filled_range(page)
    return page.issue(IssueCode.OTHER_FRAMEWORK, cell=cell, found=found, expected=expected)


def _sheet_twice(page: Page, before: Sequence[Page]) -> Issue | None:
    first = next((one for one in before if one.code.sheet == page.code.sheet), None)
    if first is None or page.code.sheet in (READ_ME, LISTS):
        return None
    return page.issue(IssueCode.SHEET_TWICE, page.located.code_cell, found=first.sheet.title)


def _filled_range(page: Page) -> str | None:
    """Range of the filled places for answers; the cell of the code if there are none."""
    known = page.code.sheet in known_sheets(page.framework)
    asked = questions(page.framework, page.code.sheet) if known else ()
    places = {at for question in asked for at in page.located.cells(question.slot)}
    filled = sorted(places & page.sheet.cells.keys())
    if not filled and page.located.code_cell is not None:
        filled = [page.located.code_cell]
    return range_address(box_around(filled)) if filled else None


def _partner(framework: Framework, pages: Sequence[Page]) -> tuple[str, list[Page], list[Issue]]:
    """Tell the partner, the sheets that may be used, and why the others may not."""
    asking = [page for page in pages if questions(framework, page.code.sheet)]
    named = {page.code.partner for page in asking if page.code.sheet in (IDENTITY, PRACTICES)}
    named |= {one for one in (_typed_partner(page) for page in asking) if one}
    if not named:
        named = {page.code.partner for page in asking}
    partner = min(named) if len(named) == 1 else ""
    known = partner in {one.id for one in framework.partners}
    used = [page for page in asking if known and page.code.partner == partner]
    refused: list[Issue] = []
    everybody = ", ".join(sorted({*named, *(page.code.partner for page in asking)}))
    for page in asking:
        if page in used:
            continue
        cell = _filled_range(page)
        if len(named) == 1 and page.code.partner == partner:
            own = next((at for at, _ in _typed(page)), None)
            refused.append(_unknown(page, partner, address(*own) if own else cell))
        else:
            refused.append(page.issue(IssueCode.PARTNERS_DIFFER, cell=cell, found=everybody))
    refused += [issue for page in used for issue in _strange_names(page)]
    return partner if used else "", used, refused


def _typed(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what stands in the partner's own cell of a first sheet."""
    for question in _asking_who(page):
        for at in page.located.cells(question.slot):
            if text := show(page.sheet.value(*at)).strip():
                yield at, text


def _asking_who(page: Page) -> Iterator[Question]:
    for question in questions(page.framework, page.code.sheet):
        if question.form is not None and question.form.values_from == "partners":
            yield question


def _typed_partner(page: Page) -> str | None:
    known = (page.framework.identify_partner(text) for _, text in _typed(page))
    return next((one for one in known if one is not None), None)


def _strange_names(page: Page) -> Iterator[Issue]:
    for at, text in _typed(page):
        if page.framework.identify_partner(text) is None:
            yield _unknown(page, text, page.issue(IssueCode.UNKNOWN_PARTNER, at).cell)


def _unknown(page: Page, text: str, cell: str | None) -> Issue:
    framework = page.framework
    expected = ", ".join(close_partners(framework, text))
    field = next((question.slot.field for question in _asking_who(page)), _PARTNER)
    code = IssueCode.UNKNOWN_PARTNER
    return page.issue(code, cell=cell, field=field, found=text, expected=expected)


def close_partners(framework: Framework, text: str) -> tuple[str, ...]:
    """Ids of the partners whose id or name comes close to a text.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> close_partners(read_framework(), "Karvinna")
    ('P03',)
    """
    spellings: dict[str, str] = {}
    for partner in framework.partners:
        names = {framework.word(f"partners.{partner.id}.name", one) for one in framework.languages}
        for spelling in (partner.id, *partner.aliases, *sorted(names)):
            spellings[spelling.casefold()] = partner.id
    close = difflib.get_close_matches(text.casefold(), sorted(spellings), n=3, cutoff=0.75)
    return tuple(dict.fromkeys(spellings[one] for one in close))
