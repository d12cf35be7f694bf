"""Values: what is unambiguous is read, everything else refused, nothing guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.texts import parse_choice, parse_text
from prospects_analysis.intake.values import (
    parse_date,
    parse_score,
)
from prospects_analysis.intake.vocabulary import NO_ANSWER
from prospects_analysis.issues import IssueCode

FRAMEWORK = read_framework()
SCALE = FRAMEWORK.scale
NA_WORDS = [word for words in FRAMEWORK.not_applicable_words.values() for word in words]
ALL = "0, 1, 2, 3, 4, 5, NA"


def score(value, data_type=None):
    kinds = {bool: "b", str: "s", dt.date: "d", dt.datetime: "d", dt.time: "d"}
    return parse_score(value, data_type or kinds.get(type(value), "n"), SCALE, NA_WORDS)


@pytest.mark.parametrize("level", SCALE.levels)
def test_levels_are_read_as_whole_numbers_without_a_word(level):
    for value in (level, float(level), str(level)):
        found = score(value)
        assert found == (level, "given", None, None)
        assert type(found.value) is int


@pytest.mark.parametrize(
    "text",
    ["4 ", "\u00a04", "４", "٤", "४", "’4", "'4", "4.0", "4,00", "+4", " 4\n", "\u200b4",
     "4_x000D_", "“4”", "٤٫٠"],
)  # fmt: skip
def test_unambiguous_spellings_are_read_with_an_info(text):
    assert score(text) == (4, "given", IssueCode.VALUE_TIDIED, "4")


@pytest.mark.parametrize(
    "text",
    [*NA_WORDS, "na", "Na ", "n/a", "ＮＡ", "S.O.", "Sans\u00a0Objet", "’NA", "NOT  applicable"],
)
def test_words_for_not_applicable_of_any_language(text):
    assert score(text)[:3] == ("NA", "NA", None)


@pytest.mark.parametrize(
    "text", ["-", "–", "—", "?", "???", "...", "n.d.", "Not available", "*", "/"]
)
def test_unclear_words_are_not_answered_rather_than_not_applicable(text):
    assert score(text)[:3] == (None, "blank", IssueCode.UNCLEAR_BLANK)


def test_no_word_is_both_unclear_and_not_applicable():
    assert {word.casefold() for word in NA_WORDS} & NO_ANSWER == set()


@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0", "'", "\u200b", "_x000D_"])
def test_blank_is_blank(value):
    assert score(value) == (None, "blank", None, None)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (3.5, IssueCode.SCORE_NOT_WHOLE, "3, 4"),
        ("3,5", IssueCode.SCORE_NOT_WHOLE, "3, 4"),
        ("3.5", IssueCode.SCORE_NOT_WHOLE, "3, 4"),
        ("٣٫٥", IssueCode.SCORE_NOT_WHOLE, "3, 4"),
        (5.5, IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (-0.5, IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (7, IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (-1, IssueCode.SCORE_OUT_OF_SCALE, ALL),
        ("-1", IssueCode.SCORE_OUT_OF_SCALE, ALL),
        ("−1", IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (float("inf"), IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (float("nan"), IssueCode.SCORE_OUT_OF_SCALE, ALL),
        (dt.datetime(2026, 4, 3), IssueCode.SCORE_IS_DATE, "3, 4"),  # noqa: DTZ001
        (dt.datetime(2026, 4, 15), IssueCode.SCORE_IS_DATE, "4"),  # noqa: DTZ001
        (dt.datetime(2026, 12, 15), IssueCode.SCORE_IS_DATE, ALL),  # noqa: DTZ001
        (dt.time(12, 30), IssueCode.SCORE_IS_DATE, ALL),
        (46117, IssueCode.SCORE_IS_DATE, "4, 5"),
        (True, IssueCode.SCORE_IS_BOOLEAN, ALL),
        (False, IssueCode.SCORE_IS_BOOLEAN, ALL),
        ("beaucoup", IssueCode.SCORE_IS_TEXT, ALL),
        ("3-4", IssueCode.SCORE_IS_TEXT, "3, 4"),
        ("4/5", IssueCode.SCORE_IS_TEXT, "4, 5"),
        ("3 ou 4", IssueCode.SCORE_IS_TEXT, "3, 4"),
        ("7-8", IssueCode.SCORE_IS_TEXT, ALL),
        ("4²", IssueCode.SCORE_IS_TEXT, ALL),
        ("½", IssueCode.SCORE_IS_TEXT, ALL),
        ("1_0", IssueCode.SCORE_IS_TEXT, ALL),
        ("0x4", IssueCode.SCORE_IS_TEXT, ALL),
        ("4e0", IssueCode.SCORE_IS_TEXT, ALL),
        ("TRUE", IssueCode.SCORE_IS_TEXT, ALL),
    ],
)
def test_everything_else_is_refused_with_what_was_probably_meant(value, code, expected):
    assert score(value) == (None, "blank", code, expected)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_error_cells_are_errors_and_never_not_applicable(error):
    assert score(error, "e")[:3] == (None, "blank", IssueCode.ERROR_CELL)


def test_what_a_formula_leaves_of_a_whole_number_is_whole():
    assert score(0.1 * 3 * 10)[:3] == (3, "given", None)


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(alphabet="0123456789 .,-+/'’NAna٤４\u00a0_x", max_size=8),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
KINDS = st.sampled_from("nsbde")


@given(ANYTHING, KINDS)
def test_a_score_is_a_level_or_na_or_blank_and_never_raises(value, kind):
    found = parse_score(value, kind, SCALE, NA_WORDS)
    assert found.state in {"given", "NA", "blank"}
    assert (found.value is None) == (found.state == "blank")
    if found.state == "given":
        assert type(found.value) is int
        assert found.value in SCALE.levels
    if found.state == "blank" and found.code is None:  # then there was nothing to see
        assert value is None or not any(char.isalnum() for char in str(value))


@given(ANYTHING, KINDS)
def test_texts_choices_and_dates_never_raise(value, kind):
    for found in (
        *parse_text(value, kind, 20),
        parse_choice(value, kind, [("1", "1"), ("Élu", "elu")]),
        parse_date(value, kind),
    ):
        assert (found.value is None) == (found.state == "blank")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (dt.datetime(2010, 6, 15), "d", "2010-06-15"),  # noqa: DTZ001
        ("2010-06-15", "s", "2010-06-15"),
        (" 2010-6-15", "s", "2010-06-15"),
        ("2010/06/15", "s", "2010-06-15"),
        ("2010-06-15T12:00:00", "s", "2010-06-15"),
        ("15/06/2010", "s", "2010-06-15"),
        ("15.6.2010", "s", "2010-06-15"),
        ("06/15/2010", "s", "2010-06-15"),
        ("05/05/2010", "s", "2010-05-05"),
    ],
)
def test_dates_that_can_be_read_in_one_way_only(value, kind, expected):
    assert parse_date(value, kind)[:2] == (expected, "given")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("03/04/2010", "s", "2010-04-03"),
        ("2010-13-01", "s", "2010-06-15"),
        ("juin 2010", "s", "2010-06-15"),
        ("1010-06-15", "s", "2010-06-15"),
        (dt.datetime(1900, 1, 4), "d", "2010-06-15"),  # noqa: DTZ001
        (40344, "n", "2010-06-15"),
        (2010, "n", "2010-06-15"),
        (True, "b", "2010-06-15"),
        (dt.time(12), "d", "2010-06-15"),
    ],
)
def test_other_dates_are_refused_with_one_that_could_stand(value, kind, expected):
    found = parse_date(value, kind)
    assert found == (None, "blank", IssueCode.DATE_NOT_UNDERSTOOD, expected)


def test_choices_by_id_or_by_the_words_of_any_language():
    pairs = [("elu", "elu"), ("Élu ou élue", "elu"), ("Elected member", "elu"), ("2", "2")]
    for text in ("elu", "ÉLU OU ÉLUE ", "elected\u00a0member", "’elu"):
        assert parse_choice(text, "s", pairs)[:2] == ("elu", "given")
    assert parse_choice(2.0, "n", pairs)[:2] == ("2", "given")
    assert parse_choice("-", "s", pairs).code is IssueCode.UNCLEAR_BLANK
    for value in ("maire", 2.5, True):
        assert parse_choice(value, "s", pairs).code is IssueCode.NOT_IN_LIST
    assert parse_choice("#REF!", "e", pairs).code is IssueCode.ERROR_CELL


def test_texts_come_back_as_they_were_typed():
    for text in ('=HYPERLINK("x")', "+1", "@SUM(A1)", "-3 %", '« été » "œuvre" 😀', "a\n\nb"):
        assert parse_text(text, "s", 400) == ((text, "given", None, None),)
    assert parse_text("e\u0301t\u0301", "s", 400)[0].value == "\u00e9t\u0301"
    assert parse_text(12.0, "n", 400)[0].value == "12"


def test_what_nobody_sees_is_taken_out_of_a_text_and_said():
    found = parse_text("a_x0007_\x07b\u202e\ufeff", "s", 400)[0]
    assert found[:3] == ("ab", "given", IssueCode.TEXT_CLEANED)
    assert parse_text("a\r\nb_x000D_\nc", "s", 400)[0] == ("a\nb\nc", "given", None, None)


def test_long_texts_are_kept_whole():
    long = "x" * 500
    assert parse_text(long, "s", 400) == ((long, "given", IssueCode.TEXT_TOO_LONG, "400"),)
    cut = parse_text("x" * 32_767, "s", None)
    assert [one.code for one in cut] == [IssueCode.TEXT_CUT]


@pytest.mark.parametrize("text", ["-", "?", "..."])
def test_a_text_without_a_letter_says_nothing(text):
    assert parse_text(text, "s", 400) == ((None, "blank", IssueCode.UNCLEAR_BLANK, None),)


@pytest.mark.parametrize("text", ["non applicable", "s.o", "NA.", "N A", "Hors compétence"])
def test_more_ways_to_say_not_applicable(text):
    assert score(text)[:2] == ("NA", "NA")


@pytest.mark.parametrize("text", ["n.a.", "n.a", "n.d"])
def test_what_may_mean_not_available_is_no_answer(text):
    assert score(text).code is IssueCode.UNCLEAR_BLANK


@pytest.mark.parametrize("text", ["4.", "4\u200e", "④", "⁴", "\u20664\u2069"])
def test_more_ways_to_type_a_four(text):
    assert score(text)[:2] == (4, "given")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("4 sur 5", "4"),
        ("4 out of 5", "4"),
        ("4;5", "4, 5"),
        ("4 5", "4, 5"),
        (0.04, "0, 1, 2, 3, 4, 5, NA"),
        (4.5, "4, 5"),
    ],
)
def test_suggestions_are_what_was_probably_meant(value, expected):
    kind = "s" if isinstance(value, str) else "n"
    assert parse_score(value, kind, SCALE, NA_WORDS).expected == expected


@pytest.mark.parametrize("text", ["2010. 06. 15.", "15. 6. 2010", "15.06.2010."])
def test_dates_with_spaces_after_the_full_stops(text):
    assert parse_date(text, "s")[:2] == ("2010-06-15", "given")
