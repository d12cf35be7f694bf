"""What a text or a choice says: pure functions from a cell's value to an answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from prospects_analysis.intake.plain import clean, folded, loose, plain, says_nothing, show
from prospects_analysis.intake.values import BLANK, GIVEN, Reading
from prospects_analysis.intake.vocabulary import NO_EVIDENCE
from prospects_analysis.issues import IssueCode

_TEXT_LIMIT = 32_767


def parse_choice(value: object, data_type: str, choices: Iterable[tuple[str, str]]) -> Reading:
    """Read a choice by its id or by its words in any language.

    Parameters
    ----------
    value, data_type : object, str
        As for :func:`~prospects_analysis.intake.values.parse_score`.
    choices : iterable of (str, str)
        Pairs of words (or an id) and the id that they stand for.

    Returns
    -------
    Reading
        The id, or None and an issue code; `expected` is left to the caller, who knows the language.

    Examples
    --------
    >>> parse_choice("Élu ou élue ", "s", [("elu", "elu"), ("Élu ou élue", "elu")])[:2]
    ('elu', 'given')
    >>> parse_choice(2.0, "n", [("1", "1"), ("2", "2")])[:2]
    ('2', 'given')
    """
    if data_type == "e":
        return Reading(None, BLANK, IssueCode.ERROR_CELL)
    said = plain(show(value))
    if not said:
        return Reading(None, BLANK)
    found = {folded(words): one for words, one in choices}.get(folded(said))
    if found is not None and not isinstance(value, bool):
        return Reading(found, GIVEN)
    if not any(char.isalnum() for char in said):
        return Reading(None, BLANK, IssueCode.UNCLEAR_BLANK)
    return Reading(None, BLANK, IssueCode.NOT_IN_LIST)


def parse_text(value: object, data_type: str, max_chars: int | None) -> tuple[Reading, ...]:
    """Read a text whole, with invisible characters taken out.

    Returns
    -------
    tuple of Reading
        At least one; all hold the same text, each says one thing about it.

    Examples
    --------
    >>> parse_text("a_x0007_b", "s", 400)[0][:3]
    ('ab', 'given', <IssueCode.TEXT_CLEANED: 'text-cleaned'>)
    >>> [reading.expected for reading in parse_text("abc", "s", 2)]
    ['2']
    """
    if data_type == "e":
        return (Reading(None, BLANK, IssueCode.ERROR_CELL),)
    raw = value if isinstance(value, str) else show(value)
    text, cleaned = clean(raw)
    if not text:
        return (Reading(None, BLANK),)
    if not any(char.isalnum() for char in text):
        return (Reading(None, BLANK, IssueCode.UNCLEAR_BLANK),)
    said: list[tuple[IssueCode, str | None]] = [(IssueCode.TEXT_CLEANED, None)] if cleaned else []
    if len(raw) >= _TEXT_LIMIT:
        said.append((IssueCode.TEXT_CUT, None))
    if max_chars is not None and len(text) > max_chars:
        said.append((IssueCode.TEXT_TOO_LONG, str(max_chars)))
    return tuple(Reading(text, GIVEN, *one) for one in said) or (Reading(text, GIVEN),)


def parse_telling_text(
    value: object, data_type: str, max_chars: int | None, na_words: Iterable[str]
) -> tuple[Reading, ...]:
    """Read an evidence, or a required text; one that says that there is none is none.

    Parameters
    ----------
    value, data_type, max_chars : object, str, int or None
        As for :func:`parse_text`.
    na_words : iterable of str
        Words for "not applicable", in any language.

    Returns
    -------
    tuple of Reading

    Examples
    --------
    >>> parse_telling_text("Aucune.", "s", 400, [])[0].code
    <IssueCode.UNCLEAR_BLANK: 'unclear-blank'>
    """
    readings = parse_text(value, data_type, max_chars)
    said = plain(str(readings[0].value or ""))
    if said and (says_nothing(said) or loose(said) in _words_for_none(tuple(na_words))):
        return (Reading(None, BLANK, IssueCode.UNCLEAR_BLANK),)
    return readings


@lru_cache(maxsize=8)
def _words_for_none(na_words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(loose(word) for word in (*na_words, *NO_EVIDENCE))
