"""What a score or a date says: pure functions from a cell's value to an answer.

Scores have a parser of their own, because Python's ``int`` takes too much (``True``, ``"1_0"``)
and too little (no-break spaces inside, a leading apostrophe). What is unambiguous is accepted,
everything else refused with the numbers that were probably meant; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from prospects_analysis.framework import Scale
from prospects_analysis.intake.plain import folded, loose, plain, says_nothing
from prospects_analysis.intake.vocabulary import BETWEEN, MONTHS, OUT_OF
from prospects_analysis.issues import IssueCode

GIVEN, NOT_APPLICABLE, BLANK = "given", "NA", "blank"

SERIAL_DATES = (20_000, 80_000)
"""Whole numbers in this range are days since 1900 whose date format was lost (1954 to 2119)."""

_YEARS = (1990, 2100)
_NUMBER = re.compile(r"([+-]?)([0-9]{1,9})(?:[.,]([0-9]{0,9}))?")
_TWO_NUMBERS = re.compile(rf"([0-9]{{1,2}})\s*(?:[-–—/;]|{'|'.join(BETWEEN)}|\s)\s*([0-9]{{1,2}})")
_OUT_OF = re.compile(rf"([0-9]{{1,2}})\s*(?:{'|'.join(OUT_OF)})\s*[0-9]{{1,2}}")
_APART = r"(?:[-/.] ?| )"  # also "15. 6. 2010"
_ISO_DATE = re.compile(
    rf"([0-9]{{4}}){_APART}([0-9]{{1,2}}){_APART}([0-9]{{1,2}})(?:\.|[T ][0-9:.]+)?"
)
_NAMED_DATE = re.compile(
    r"(?:[^\W\d]+,? )?([0-9]{1,2})(?:\.|er)? (?:de )?([^\W\d]+)\.? (?:de )?([0-9]{4})(?:\.| r\.?)?"
)
_NAMED_DATE_FIRST = re.compile(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})\.?")
_NAMED_DATE_AFTER = re.compile(r"([0-9]{4})\.? ([^\W\d]+) ([0-9]{1,2})\.?")
_OTHER_DATE = re.compile(rf"([0-9]{{1,2}}){_APART}([0-9]{{1,2}}){_APART}([0-9]{{4}})\.?")


class Reading(NamedTuple):
    """What a cell was read as.

    Attributes
    ----------
    value : int, str or None
        The answer; None if there is none or none can be used.
    state : str
        ``"given"``, ``"NA"`` or ``"blank"``.
    code : IssueCode or None
        What is to be said about it, if anything.
    expected : str or None
        For the issue: what would have been right, choices joined with ``", "``.
    """

    value: int | str | None
    state: str
    code: IssueCode | None = None
    expected: str | None = None


def parse_score(value: object, data_type: str, scale: Scale, na_words: Iterable[str]) -> Reading:
    """Read a score.

    Parameters
    ----------
    value : object
        Value of the cell: a number, text, bool, date, time or None.
    data_type : str
        ``"n"`` number, ``"s"`` text, ``"b"`` boolean, ``"d"`` date, ``"e"`` error.
    scale : Scale
        Levels of the scale and its word for "not applicable".
    na_words : iterable of str
        Other words for "not applicable", in any language.

    Returns
    -------
    Reading
        A level with state ``"given"``, ``"NA"`` with state ``"NA"`` whatever word of whatever
        language stood there, or None with ``"blank"``; an issue code wherever the cell did not
        hold just that.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> scale = read_framework().scale
    >>> parse_score(4.0, "n", scale, [])[:2]
    (4, 'given')
    >>> parse_score("3,5", "s", scale, [])[1:]
    ('blank', <IssueCode.SCORE_NOT_WHOLE: 'score-not-whole'>, '3, 4')
    >>> parse_score("sans objet", "s", scale, ["sans objet"])[:2]
    ('NA', 'NA')
    """
    levels = _listed(list(scale.levels), scale.not_applicable)
    if value is None or value == "":
        return Reading(None, BLANK)
    if data_type == "e":
        return Reading(None, BLANK, IssueCode.ERROR_CELL, levels)
    if isinstance(value, bool) or data_type == "b":
        return Reading(None, BLANK, IssueCode.SCORE_IS_BOOLEAN, levels)
    if isinstance(value, dt.date | dt.time | dt.timedelta) or data_type == "d":
        return Reading(None, BLANK, IssueCode.SCORE_IS_DATE, _from_date(value, scale) or levels)
    if isinstance(value, int | float):
        return _score_of_number(float(value), scale, levels)
    return _score_of_text(str(value), scale, na_words, levels)


def _score_of_number(number: float, scale: Scale, levels: str) -> Reading:
    if not math.isfinite(number):
        return Reading(None, BLANK, IssueCode.SCORE_OUT_OF_SCALE, levels)
    whole = round(number)
    if abs(number - whole) < 1e-9:  # what a formula leaves of a whole number
        if whole in scale.levels:
            return Reading(whole, GIVEN)
        if SERIAL_DATES[0] <= whole <= SERIAL_DATES[1]:
            meant = _from_date(date_of_serial(whole), scale)
            return Reading(None, BLANK, IssueCode.SCORE_IS_DATE, meant or levels)
        return Reading(None, BLANK, IssueCode.SCORE_OUT_OF_SCALE, levels)
    ends = [n for n in (math.floor(number), math.ceil(number)) if n in scale.levels]
    if len(ends) != 2:
        return Reading(None, BLANK, IssueCode.SCORE_OUT_OF_SCALE, levels)
    # 3.5 wavers between two levels; 0.04 was 4 % and 0.17 an hour.
    wavers = abs(number * 10 - round(number * 10)) < 1e-9
    return Reading(None, BLANK, IssueCode.SCORE_NOT_WHOLE, _listed(ends) if wavers else levels)


def _score_of_text(text: str, scale: Scale, na_words: Iterable[str], levels: str) -> Reading:
    said = plain(text)
    if not said:
        return Reading(None, BLANK)
    words, near = _spellings((*na_words, scale.not_applicable))
    if folded(said) in words or (loose(said) in near and not says_nothing(said)):
        return Reading(NOT_APPLICABLE, NOT_APPLICABLE)
    if match := _NUMBER.fullmatch(said):
        sign, whole, decimals = match.groups()
        found = _score_of_number(float(f"{sign}{whole}.{decimals or 0}"), scale, levels)
        tidied = found.code is None and text != str(found.value)
        return Reading(*found[:2], IssueCode.VALUE_TIDIED, str(found.value)) if tidied else found
    if says_nothing(said):
        return Reading(None, BLANK, IssueCode.UNCLEAR_BLANK, levels)
    if match := _TWO_NUMBERS.fullmatch(said) or _OUT_OF.fullmatch(folded(said)):
        meant = _listed(sorted({int(n) for n in match.groups() if int(n) in scale.levels}))
        return Reading(None, BLANK, IssueCode.SCORE_IS_TEXT, meant or levels)
    return Reading(None, BLANK, IssueCode.SCORE_IS_TEXT, levels)


@lru_cache(maxsize=8)
def _spellings(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    exact = frozenset(map(folded, words))
    return exact, frozenset(map(loose, exact))


def _from_date(value: object, scale: Scale) -> str:
    # 3-4 became 3 April, or March 4th: day and month are what was typed.
    if not isinstance(value, dt.date):
        return ""
    return _listed(sorted({n for n in (value.day, value.month) if n in scale.levels}))


def _listed(levels: Iterable[int], *more: str) -> str:
    return ", ".join([*map(str, levels), *more])


def parse_date(value: object, data_type: str) -> Reading:
    """Read a date: a date cell, ISO text, or text in which day and month cannot be confused.

    Examples
    --------
    >>> parse_date("2010-06-15", "s")[:2]
    ('2010-06-15', 'given')
    >>> parse_date("June 15, 2010", "s").value, parse_date("15 czerwca 2010 r.", "s").value
    ('2010-06-15', '2010-06-15')
    >>> parse_date("03/04/2010", "s")[1:]
    ('blank', <IssueCode.DATE_NOT_UNDERSTOOD: 'date-not-understood'>, '2010-04-03')
    """
    if data_type == "e":
        return Reading(None, BLANK, IssueCode.ERROR_CELL)
    if value is None or (isinstance(value, str) and not plain(value)):
        return Reading(None, BLANK)
    if isinstance(value, dt.date):
        return _date(value.year, value.month, value.day)
    if isinstance(value, str):
        return _date_of_text(plain(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = SERIAL_DATES
        meant = date_of_serial(int(value)).isoformat() if low <= value <= high else None
        return _no_date(meant)
    return _no_date()


def _date_of_text(text: str) -> Reading:
    if match := _ISO_DATE.fullmatch(text):
        return _date(*map(int, match.groups()))
    if match := _OTHER_DATE.fullmatch(text):
        first, second, year = map(int, match.groups())
        if first > 12:
            found = _date(year, second, first)
        elif second > 12 or first == second:
            found = _date(year, first, second)
        else:
            return _no_date(_date(year, second, first).value)
        return _tidied(found)
    return _tidied(_named_date(folded(text)))


def _named_date(text: str) -> Reading:
    """Read a date whose month is a word, in any of the partners' languages."""
    if match := _NAMED_DATE.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAMED_DATE_FIRST.fullmatch(text):
        name, day, year = match.groups()
    elif match := _NAMED_DATE_AFTER.fullmatch(text):
        year, name, day = match.groups()
    else:
        return _no_date()
    return _date(int(year), MONTHS[name], int(day)) if name in MONTHS else _no_date()


def _tidied(found: Reading) -> Reading:
    return found if found.code else Reading(*found[:2], IssueCode.VALUE_TIDIED, str(found.value))


def _date(year: int, month: int, day: int) -> Reading:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return _no_date()
    if not _YEARS[0] <= year <= _YEARS[1]:
        return _no_date()
    return Reading(found.isoformat(), GIVEN)


def _no_date(meant: object = None) -> Reading:
    expected = str(meant or "2010-06-15")
    return Reading(None, BLANK, IssueCode.DATE_NOT_UNDERSTOOD, expected)


def date_of_serial(days: int) -> dt.date:
    """Date of a whole number of days, as spreadsheets count them from 1900.

    Examples
    --------
    >>> date_of_serial(46117)
    datetime.date(2026, 4, 5)
    """
    return dt.date(1899, 12, 30) + dt.timedelta(days=days)
