"""
The package's own words, and numbers as a language writes them.

What the software itself says (titles of charts, sentences of issues, help) is written in English in
the code and looked up in a gettext catalogue, with a context that tells the translator where the
words appear. The words of a questionnaire are not here: they belong to its framework and are asked
of it by id (:meth:`prospects_analysis.framework.Framework.word`).
"""

from __future__ import annotations

import functools
import gettext
import importlib.resources
import math

from prospects_analysis._validation import check_one_of, check_whole_number

#: Languages in which the package can speak.
LANGUAGES = ("fr", "en", "nl", "cs", "hu", "pl", "sl", "es", "de")

#: Decimal sign, the sign between groups of three digits, and what stands before a % sign: points,
#: commas, no-break spaces (U+00A0) and narrow ones (U+202F).
_SIGNS = {
    "fr": (",", "\u202f", "\u00a0"),
    "en": (".", ",", ""),
    "nl": (",", ".", ""),
    "cs": (",", "\u00a0", "\u00a0"),
    "hu": (",", "\u00a0", ""),
    "pl": (",", "\u00a0", ""),
    "sl": (",", ".", "\u00a0"),
    "es": (",", "\u202f", "\u00a0"),
    "de": (",", ".", "\u00a0"),
}


@functools.cache
def catalogue(language: str) -> gettext.NullTranslations:
    """
    Give the words of the package in a language.

    Parameters
    ----------
    language : str
        A language of :data:`LANGUAGES`.

    Returns
    -------
    words : gettext.NullTranslations
        Ask it ``words.pgettext(context, "English text")``, or ``npgettext`` where a whole number
        decides the form, and fill in the ``{fields}`` afterwards. English, the language of the
        code, comes back as it stands.

    Raises
    ------
    ValueError
        If the language is not one of those known.

    Examples
    --------
    >>> words = catalogue("en")
    >>> words.npgettext("doctest", "{n} pair", "{n} pairs", 5).format(n=5)
    '5 pairs'
    >>> catalogue("xx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
      ...
    ValueError: Invalid language 'xx'. Must be one of 'fr', 'en', ...
    """
    check_one_of("language", language, LANGUAGES)
    if language == "en":
        return gettext.NullTranslations()
    package = importlib.resources.files("prospects_analysis")
    messages = package / "locale" / language / "LC_MESSAGES" / "prospects_analysis.mo"
    with messages.open("rb") as file:
        return gettext.GNUTranslations(file)


def number(value: float, digits: int, language: str) -> str:
    """
    Write a number as readers of a language expect it.

    Parameters
    ----------
    value : float
        A finite number.
    digits : int, 0 or more
        Digits after the decimal sign; always as many as that.
    language : str
        A language of :data:`LANGUAGES`.

    Returns
    -------
    text : str
        English has a decimal point and a comma between groups of three digits; the others have a
        decimal comma, and a point or a no-break space. A value that rounds to zero has no sign.

    Raises
    ------
    ValueError
        If the value is not finite (what "not assessed" is called is for the caller to say), the
        digits are not a whole number from 0 on, or the language is not one of those known.

    Examples
    --------
    >>> number(2.667, 2, "fr")
    '2,67'
    >>> number(23200, 0, "en")
    '23,200'
    >>> number(float("nan"), 1, "fr")
    Traceback (most recent call last):
      ...
    ValueError: Invalid number nan. Must be finite.
    """
    check_one_of("language", language, LANGUAGES)
    check_whole_number("digits", digits, minimum=0)
    if not math.isfinite(value):
        message = f"Invalid number {value!r}. Must be finite."
        raise ValueError(message)
    decimal, group, _ = _SIGNS[language]
    # "z" turns "-0.00" into "0.00".
    written = f"{float(value):z,.{digits}f}"
    return written.translate({ord(","): group, ord("."): decimal})


def number_or_dash(value: float, digits: int, language: str) -> str:
    """
    Write a number, or a dash where there is none.

    Parameters
    ----------
    value : float
        NaN where there is none.
    digits : int, 0 or more
        As :func:`number` takes them.
    language : str
        A language of :data:`LANGUAGES`.

    Returns
    -------
    text : str

    Examples
    --------
    >>> number_or_dash(0.5, 2, "fr"), number_or_dash(float("nan"), 2, "fr")
    ('0,50', '–')
    """
    return "–" if math.isnan(value) else number(value, digits, language)


def percent_format(language: str) -> str:
    """
    Give the number format by which a spreadsheet shows a share as a percentage.

    Parameters
    ----------
    language : str
        A language of :data:`LANGUAGES`.

    Returns
    -------
    format : str
        Some languages put a space before the sign, which a spreadsheet does not know by itself.

    Raises
    ------
    ValueError
        If the language is not one of those known.

    Examples
    --------
    >>> percent_format("en")
    '0%'
    """
    check_one_of("language", language, LANGUAGES)
    space = _SIGNS[language][2]
    return f'0"{space}"%' if space else "0%"
