"""Words and numbers as each language has them."""

from __future__ import annotations

import gettext
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.wording import LANGUAGES, catalogue, number

THIN = "\u202f"


# ---- words ----------------------------------------------------------------------------------


def test_english_is_what_stands_in_the_code():
    words = catalogue("en")
    assert words.pgettext("anywhere", "No such words: {name}") == "No such words: {name}"
    assert [words.npgettext("any", "{n} pair", "{n} pairs", n) for n in (0, 1, 2)] == [
        "{n} pairs",
        "{n} pair",
        "{n} pairs",
    ]


def test_french_comes_from_its_catalogue_and_counts_zero_as_one():
    words = catalogue("fr")
    assert isinstance(words, gettext.GNUTranslations)
    assert words.info()["language"] == "fr"
    assert words.npgettext("any", "untranslated", "untranslated ones", 1) == "untranslated"
    assert words.plural(0) == words.plural(1) != words.plural(2)


def test_catalogue_is_opened_once():
    assert catalogue("fr") is catalogue("fr")


@pytest.mark.parametrize("language", ["xx", "FR", "", "fr_FR", None])
def test_unknown_language_is_refused_and_those_known_are_named(language):
    known = ", ".join(map(repr, LANGUAGES))
    message = rf"^Invalid language {language!r}\. Must be one of {known}\.$"
    with pytest.raises(ValueError, match=message):
        catalogue(language)
    with pytest.raises(ValueError, match=message):
        number(1.0, 1, language)


# ---- numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        (0, 0, "0", "0"),
        (2.667, 2, "2,67", "2.67"),
        (-3.5, 1, "-3,5", "-3.5"),
        (999, 0, "999", "999"),
        (1000, 0, f"1{THIN}000", "1,000"),
        (1234567.891, 1, f"1{THIN}234{THIN}567,9", "1,234,567.9"),
        (5, 3, "5,000", "5.000"),
        (999.96, 1, f"1{THIN}000,0", "1,000.0"),
    ],
)
def test_number_is_written_as_its_readers_expect_it(value, digits, french, english):
    assert number(value, digits, "fr") == french
    assert number(value, digits, "en") == english


@pytest.mark.parametrize("value", [-0.0, -0.004, 0.004])
def test_what_rounds_to_zero_has_no_sign(value):
    assert number(value, 2, "fr") == "0,00"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_number_must_be_finite(value):
    with pytest.raises(ValueError, match=rf"^Invalid number {value!r}\. Must be finite\.$"):
        number(value, 1, "fr")


@pytest.mark.parametrize("digits", [-1, 1.0, True])
def test_digits_must_be_a_whole_number(digits):
    with pytest.raises(ValueError, match=rf"^Invalid digits {digits!r}\. Must be a whole number"):
        number(1.0, digits, "en")


@given(
    value=st.floats(-1e12, 1e12),
    digits=st.integers(0, 6),
    language=st.sampled_from(LANGUAGES),
)
def test_number_can_be_read_back(value, digits, language):
    written = number(value, digits, language)
    decimal = "." if language == "en" else ","
    plain = "".join(sign for sign in written if sign.isdigit() or sign in {decimal, "-"})
    assert float(plain.replace(decimal, ".")) == float(f"{value:.{digits}f}")
    assert len(written.partition(decimal)[2]) == digits
    assert " " not in written
