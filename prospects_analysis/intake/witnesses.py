"""What speaks for an answer: the words that the template puts beside its row and above its column.

Ids and field codes say where an answer belongs; people move what they see, and the codes stay
behind. So the visible words are heard as witnesses: the label, the question and the examples of a
row, the heading of a column, in any language of the framework. Words that are known to belong
elsewhere, or no words at all, leave the answers unused; words that nobody knows are only named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from prospects_analysis.framework import Framework
from prospects_analysis.intake.addresses import address, box_around, range_address
from prospects_analysis.intake.pages import Page, Place, headings
from prospects_analysis.intake.plain import folded, show
from prospects_analysis.intake.questions import Question, Words
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    LABEL,
    NEED,
    RESOURCE,
    VALUE,
    is_theme,
)

_SCORED = (RESOURCE, NEED, EVIDENCE)
Owners = Mapping[str, frozenset[str]]


class Doubt(NamedTuple):
    """Why the answers of a row or column are not used."""

    code: IssueCode
    labels: Words
    found: str = ""


class Witness(NamedTuple):
    """What the words on a sheet say about its rows and columns.

    Attributes
    ----------
    rows, columns : dict of int to Doubt
        Those whose answers cannot be used.
    issues : list of Issue
        About words that are missing or unknown.
    """

    rows: dict[int, Doubt]
    columns: dict[int, Doubt]
    issues: list[Issue]

    def doubt(self, at: Place) -> Doubt | None:
        """Why the answer at a place cannot be used, if it cannot."""
        return self.rows.get(at[0]) or self.columns.get(at[1])


def hear(page: Page, asked: Sequence[Question], owners: Owners) -> Witness:
    """Hear the words beside the rows and above the columns of a sheet.

    Parameters
    ----------
    page : Page
    asked : sequence of Question
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.
    """
    heard = Witness({}, {}, [])
    silent: list[tuple[Place, str]] = []
    for question in {question.slot.id: question for question in asked}.values():
        for row in page.located.rows.get(question.slot.id, ()):
            _hear_row(page, question, row, owners, heard, silent)
    if silent:
        cell = range_address(box_around(at for at, _ in silent))
        found = ", ".join(dict.fromkeys(label for _, label in silent))
        issue = page.issue(IssueCode.LABEL_MISSING, cell=cell, found=found)
        heard.issues.append(issue)
    if asked and is_theme(page.framework, page.code.sheet):
        _hear_columns(page, asked, heard)
    return heard


def _hear_row(
    page: Page, question: Question, row: int, owners: Owners, heard: Witness,
    silent: list[tuple[Place, str]],
) -> None:  # fmt: skip
    own, labels = question.slot.id, page.row_labels(question)
    beside = page.label_beside(row)
    known = owners.get(folded(beside[1])) if beside else None
    texts = list(_row_texts(page, row)) if question.criterion else []
    others = [text for text, ids in texts if own not in ids]
    if beside and known is not None and own not in known:
        others.insert(0, show(beside[1]))
    if others:
        heard.rows[row] = Doubt(IssueCode.LABEL_DISAGREES, labels, others[0])
    elif beside and known is None:
        found = show(beside[1])
        heard.issues.append(
            page.issue(IssueCode.LABEL_CHANGED, beside[0], labels=labels, found=found)
        )
    elif beside is None:
        column = page.located.columns.get(LABEL, (page.id_place(row, own)[1],))[0]
        silent.append(((row, column), labels[page.language]))
        if not texts:
            heard.rows[row] = Doubt(IssueCode.ROW_WITHOUT_WORDS, labels)


def _row_texts(page: Page, row: int) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what stands in a row, outside its answers, and belongs to criteria."""
    owners = _criterion_texts(page.framework)
    columns = page.located.columns
    answers = {column for code in _SCORED for column in columns.get(code, ())}
    end = max(answers, default=0)
    for column in range(1, end):
        text = page.sheet.value(row, column)
        if column in (*answers, *columns.get(LABEL, ())) or not isinstance(text, str):
            continue
        if ids := owners.get(folded(text)):
            yield show(text), ids


@lru_cache(maxsize=4)
def _criterion_texts(framework: Framework) -> Owners:
    """By folded text: the criteria whose label, question or example it is."""
    owners: dict[str, frozenset[str]] = {}
    parts = ("label", "question", *(f"anchor_{one}" for one in framework.scale.anchors))
    for criterion in framework.criteria:
        key = f"criteria.{criterion.id}"
        for language in framework.languages:
            texts = [framework.word(f"{key}.{part}", language) for part in parts]
            if framework.has_word(f"{key}.help", language):
                texts.append(f"{texts[1]} {framework.word(f'{key}.help', language)}")
            for text in map(folded, texts):
                owners[text] = owners.get(text, frozenset()) | {criterion.id}
    return owners


def _hear_columns(page: Page, asked: Sequence[Question], heard: Witness) -> None:
    heads = heads_of(page, asked)
    head_row = max(heads, key=lambda row: (len(heads[row]), -row), default=None)
    for code in (VALUE, *_SCORED):
        labels = headings(page.framework, code)
        for column in page.located.columns.get(code, ()):
            above = [here[column] for here in heads.values() if column in here]
            others = [text for text, codes in above if code not in codes]
            if others:
                heard.columns[column] = Doubt(IssueCode.HEADING_DISAGREES, labels, others[0])
            elif not above:
                heard.issues.append(_unheard(page, labels, head_row, column))


def _unheard(page: Page, labels: Words, row: int | None, column: int) -> Issue:
    at = (row, column) if row is not None else None
    found = show(page.sheet.value(*at)) if at else ""
    code = IssueCode.LABEL_CHANGED if found else IssueCode.HEADING_MISSING
    letters = address(1, column)[:-1]
    cell = address(*at) if at else f"{letters}:{letters}"
    return page.issue(code, cell=cell, labels=labels, found=found)


def heads_of(
    page: Page, asked: Sequence[Question]
) -> dict[int, dict[int, tuple[str, frozenset[str]]]]:
    """Find the headings above the rows of a sheet.

    Returns
    -------
    dict of int to dict of int to (str, frozenset of str)
        By row and column: the heading, and the field codes above whose columns it stands.
    """
    ids = {question.slot.id for question in asked}
    first = min((row for one in ids for row in page.located.rows.get(one, ())), default=0)
    code_row = page.located.code_cell[0] if page.located.code_cell else 1
    owners = _headings(page.framework)
    found: dict[int, dict[int, tuple[str, frozenset[str]]]] = {}
    for (row, column), cell in page.sheet.cells.items():
        if code_row != row < first and isinstance(cell.value, str):
            codes = owners.get(folded(cell.value))
            if codes is not None:
                found.setdefault(row, {})[column] = (show(cell.value), codes)
    return found


@lru_cache(maxsize=4)
def _headings(framework: Framework) -> Owners:
    """By folded heading: the field codes above whose columns it stands; none for the examples."""
    owners: dict[str, frozenset[str]] = {}
    known = {code: headings(framework, code) for code in (LABEL, VALUE, *_SCORED)}
    for language in framework.languages:
        for level in framework.scale.anchors:
            owners[folded(framework.word(f"headings.anchor_{level}", language))] = frozenset()
        for code, by_language in known.items():
            words = by_language[language]
            for text in (words, words.partition(" (")[0]):
                owners[folded(text)] = owners.get(folded(text), frozenset()) | {code}
    return owners
