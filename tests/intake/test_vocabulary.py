"""The words that people type: none stands for two things, and each is found as it is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.plain import says_nothing
from prospects_analysis.intake.values import BLANK, NOT_APPLICABLE, parse_date, parse_score
from prospects_analysis.intake.vocabulary import BETWEEN, MONTHS, NO_ANSWER, NO_EVIDENCE, OUT_OF
from prospects_analysis.issues import IssueCode

FRAMEWORK = read_framework()
NA_WORDS = [word for group in FRAMEWORK.not_applicable_words.values() for word in group]


@pytest.mark.parametrize("word", sorted(NO_ANSWER))
def test_no_answer_is_never_read_as_not_applicable(word: str) -> None:
    for typed in (word, word.upper(), f" {word}\N{NO-BREAK SPACE}"):
        reading = parse_score(typed, "s", FRAMEWORK.scale, NA_WORDS)
        assert (reading.state, reading.code) == (BLANK, IssueCode.UNCLEAR_BLANK), typed


@pytest.mark.parametrize("word", sorted(set(NA_WORDS)))
def test_every_word_of_the_framework_for_not_applicable_is_read_as_such(word: str) -> None:
    for typed in (word, word.upper(), f" {word} "):
        assert parse_score(typed, "s", FRAMEWORK.scale, NA_WORDS)[:2] == (NOT_APPLICABLE,) * 2


def test_words_are_written_as_they_are_compared() -> None:
    for word in (*NO_ANSWER, *NO_EVIDENCE, *BETWEEN, *OUT_OF, *MONTHS):
        assert word == word.lower()


def test_a_month_has_one_number_in_all_languages() -> None:
    assert sorted(set(MONTHS.values())) == list(range(1, 13))


@pytest.mark.parametrize("name", sorted(MONTHS))
def test_dates_with_the_name_of_a_month_are_read(name: str) -> None:
    iso = dt.date(2010, MONTHS[name], 5).isoformat()
    for typed in (f"5 {name} 2010", f"5. {name.capitalize()} 2010", f"2010. {name} 5.",
                  f"5 de {name} de 2010", f"5 {name.upper()} 2010"):  # fmt: skip
        reading = parse_date(typed, "s")
        assert (reading.value, reading.code) == (iso, IssueCode.VALUE_TIDIED), typed


@pytest.mark.parametrize("typed", ["31 juin 2010", "juin 2010", "5 foo 2010", "5 juin 10"])
def test_what_is_no_such_date_is_not_guessed(typed: str) -> None:
    reading = parse_date(typed, "s")
    assert (reading.state, reading.code) == (BLANK, IssueCode.DATE_NOT_UNDERSTOOD)


@pytest.mark.parametrize("word", BETWEEN)
def test_two_levels_are_named_as_the_ones_to_choose_from(word: str) -> None:
    reading = parse_score(f"3 {word} 4", "s", FRAMEWORK.scale, NA_WORDS)
    assert (reading.code, reading.expected) == (IssueCode.SCORE_IS_TEXT, "3, 4")


@pytest.mark.parametrize("word", sorted(set(OUT_OF) - set(BETWEEN)))
def test_a_score_out_of_the_highest_one_is_named(word: str) -> None:
    reading = parse_score(f"4 {word} 5", "s", FRAMEWORK.scale, NA_WORDS)
    assert (reading.code, reading.expected) == (IssueCode.SCORE_IS_TEXT, "4")


def test_a_word_for_no_answer_says_nothing_in_a_sentence_neither() -> None:
    assert says_nothing("Keine Angabe")
    assert not says_nothing("keine Angabe zum Budget, aber drei Projekte")
