"""What each place for an answer asks: its kind, its choices, the words by which it is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prospects_analysis.framework import FormField, Framework
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.plain import folded, plain, says_nothing, show
from prospects_analysis.intake.texts import parse_choice, parse_telling_text, parse_text
from prospects_analysis.intake.values import BLANK, GIVEN, Reading, parse_date, parse_score
from prospects_analysis.issues import IssueCode, joined
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    IDENTITY,
    NEED,
    PRACTICES,
    RESOURCE,
    VALUE,
    VIGNETTES,
    Slot,
    criterion_choice,
    is_theme,
    known_sheets,
    practice_number,
    slots,
)

Words = Mapping[str, str]
"""The same words by language."""

_NAMES = {"themes": ("label", "short", "long", "sheet"), "criteria": ("label",)}
"""Words by which what a framework has is chosen."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Question:
    """One question of the form.

    Parameters
    ----------
    slot : Slot
        Where its answer stands.
    theme, criterion, side : str
        What it is about; ``""`` where that does not apply.
    form : FormField or None
        The form's field; None for the scores and the evidence of a criterion.
    group : str
        The part of the wording that holds the form's field.
    """

    slot: Slot
    theme: str = ""
    criterion: str = ""
    side: str = ""
    form: FormField | None = None
    group: str = ""

    @property
    def is_score(self) -> bool:
        """Whether it asks for a resource or a need."""
        return bool(self.side)

    @property
    def is_of_practices(self) -> bool:
        """Whether it stands in the workbook of good practices."""
        return self.slot.field.startswith(f"{PRACTICES}.")

    @property
    def practice(self) -> str:
        """Number of the practice that it is about, such as ``"03"``; ``""`` if of none."""
        return practice_number(self.slot.id.partition(".")[0])

    @property
    def is_of_file(self) -> bool:
        """Whether its answer says something of its file, and not of the partner."""
        scope = self.form.scope if self.form else ""
        return self.slot.field.startswith(f"{IDENTITY}.") or scope == "workbook"


@lru_cache(maxsize=128)
def questions(framework: Framework, sheet: str) -> tuple[Question, ...]:
    """List the questions of a sheet, row by row.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> first = questions(read_framework(), "clusters")[0]
    >>> first.slot.field, first.theme, first.criterion, first.side
    ('clusters.mapping.resource', 'clusters', 'clusters.mapping', 'resource')
    """
    theme = sheet if is_theme(framework, sheet) else ""
    rated = {f"{VIGNETTES}.{vignette.id}": vignette.theme for vignette in framework.vignettes}
    return tuple(
        Question(
            slot=slot,
            theme=rated.get(slot.id, theme),
            criterion="" if slot.code == VALUE else slot.id,
            side=slot.code[1:] if slot.code in (RESOURCE, NEED) else "",
            form=slot.form,
            group=slot.label_key.removesuffix(f".{slot.form.id}.label") if slot.form else "",
        )
        for slot in slots(framework, sheet)
    )


def label_of(framework: Framework, question: Question, language: str) -> str:
    """Words by which a partner knows a question.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> framework = read_framework()
    >>> label_of(framework, questions(framework, "clusters")[0], "en")
    'Sector mapping · Resource (0 to 5, or NA)'
    """
    row = framework.word(question.slot.label_key, language)
    if not question.criterion:
        return row
    return f"{row} · {framework.word(f'prompts.{question.slot.code[1:]}.label', language)}"


def in_all(framework: Framework, say: Callable[[str], str]) -> Words:
    """Say something in every language of a framework."""
    return {language: say(language) for language in framework.languages}


@lru_cache(maxsize=1024)
def words_of(framework: Framework, key: str) -> Words:
    """Words of a framework for a key, by language.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> words_of(read_framework(), "scale.not_applicable")["en"]
    'NA: outside our legal remit or not applicable'
    """
    return in_all(framework, lambda language: framework.word(key, language))


def owners_of_labels(framework: Framework) -> Mapping[str, frozenset[str]]:
    """By folded label, in every language: the ids of the rows beside which it stands."""
    owners: dict[str, frozenset[str]] = {}
    for sheet in known_sheets(framework):
        for slot in slots(framework, sheet):
            for language in framework.languages:
                label = folded(framework.word(slot.label_key, language))
                owners[label] = owners.get(label, frozenset()) | {slot.id}
    return owners


def choices_of(framework: Framework, question: Question) -> Sequence[tuple[str, str]]:
    """List what may be chosen: pairs of an id, or its words in any language, and the id."""
    form = question.form
    if form is None:
        return []
    if form.values_from == "languages":
        known = {*framework.languages, *(partner.language for partner in framework.partners)}
        return [(one, one) for one in sorted(known)]
    if form.values_from in _NAMES:
        return _names(framework, form)
    pairs = [(value, value) for value in form.values]
    for value in form.values:
        for kind in ("values", "levels"):
            key = f"{question.group}.{form.id}.{kind}.{value}"
            pairs += [
                (framework.word(key, language), value)
                for language in framework.languages
                if framework.has_word(key, language)
            ]
    return pairs


@lru_cache(maxsize=16)
def _names(framework: Framework, form: FormField) -> tuple[tuple[str, str], ...]:
    """List the names of themes or criteria, but none that two of them share."""
    owners: dict[str, set[str]] = {}
    for value in form.values:
        names = {value}
        for language in framework.languages:
            keys = (f"{form.values_from}.{value}.{part}" for part in _NAMES[form.values_from])
            names |= {framework.word(key, language) for key in keys}
            if form.values_from == "criteria":
                names.add(criterion_choice(framework, value, language))
        for name in map(folded, names):
            owners.setdefault(name, set()).add(value)
    return tuple((name, min(ids)) for name, ids in sorted(owners.items()) if len(ids) == 1)


def read_cell(framework: Framework, question: Question, cell: Cell) -> tuple[Reading, ...]:
    """Read the answer to a question out of its cell.

    Parameters
    ----------
    framework : Framework
    question : Question
    cell : Cell

    Returns
    -------
    tuple of Reading
        At least one; all hold the same value, each says one thing about it.
    """
    form = question.form
    words = [word for group in framework.not_applicable_words.values() for word in group]
    if question.slot.code == EVIDENCE:
        limit = framework.evidence_max_chars
        return parse_telling_text(cell.value, cell.data_type, limit, words)
    if form is None or (form.kind == "score" and not form.values):
        return (_score(framework, cell, words),)
    if form.kind == "date":
        return (parse_date(cell.value, cell.data_type),)
    if form.kind in ("choice", "score"):
        return (_choice(framework, question, cell),)
    if form.id == "respondent_id" and _is_no_code(plain(show(cell.value))):
        return (_nothing(cell),)
    if question.practice and question.slot.is_required:
        return parse_telling_text(cell.value, cell.data_type, form.max_chars, words)
    return parse_text(cell.value, cell.data_type, form.max_chars)


def _is_no_code(said: str) -> bool:
    # Two or three bare letters may be somebody's initials, whatever they abbreviate elsewhere.
    return says_nothing(said) and not (said.isalpha() and len(said) <= 3)


def _nothing(cell: Cell) -> Reading:
    code = IssueCode.UNCLEAR_BLANK if plain(show(cell.value)) else None
    return Reading(None, BLANK, code)


def _score(framework: Framework, cell: Cell, words: list[str]) -> Reading:
    # A date format stays behind where 3-4 became a date; what is then typed is a number all the
    # same, and only shown as a day of the year 1900.
    if cell.number in framework.scale.levels:
        level = int(cell.number or 0)
        return Reading(level, GIVEN, IssueCode.VALUE_TIDIED, str(level))
    return parse_score(cell.value, cell.data_type, framework.scale, words)


def _choice(framework: Framework, question: Question, cell: Cell) -> Reading:
    if question.form is not None and question.form.values_from == "partners":
        return parse_text(cell.value, cell.data_type, None)[0]  # who it is is asked of the book
    pairs = choices_of(framework, question)
    value = cell.value if cell.number is None else cell.number
    found = parse_choice(value, cell.data_type, pairs)
    number = isinstance(found.value, str) and found.value.lstrip("-").isdecimal()
    return found._replace(value=int(str(found.value))) if number else found


def named_choices(framework: Framework, question: Question, language: str) -> str:
    """List in words what may be chosen; nothing where a question offers no choice.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> framework = read_framework()
    >>> asked = next(q for q in questions(framework, "identity") if q.form.id == "role")
    >>> named_choices(framework, asked, "en").split(", ")[0]
    'Elected member (councillor)'
    """
    if question.form is None or question.form.kind not in ("choice", "score"):
        return ""
    if not question.form.values:
        return joined(one for one, _ in choices_of(framework, question))
    values = question.form.values
    if question.form.values_from == "themes":
        return joined(framework.word(f"themes.{one}.label", language) for one in values)
    if question.form.values_from == "criteria":
        return joined(criterion_choice(framework, one, language) for one in values)
    key = f"{question.group}.{question.form.id}.values"
    return joined(
        framework.word(f"{key}.{value}", language)
        if framework.has_word(f"{key}.{value}", language)
        else value
        for value in values
    )
