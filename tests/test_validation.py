"""Refusals quote what was given and say what must hold."""

from __future__ import annotations

import pytest

from prospects_analysis._validation import check_one_of, check_whole_number


def test_one_of_takes_each_of_those_known():
    for objective in ("total", "leximin"):
        check_one_of("objective", objective, ["total", "leximin"])


def test_one_of_takes_known_ones_from_an_iterator_that_can_be_read_once():
    with pytest.raises(ValueError, match=r"^Invalid side 'both'\. Must be one of 'a', 'b'\.$"):
        check_one_of("side", "both", iter(["a", "b"]))


@pytest.mark.parametrize("value", [None, "", "TOTAL", ["total"], 1])
def test_one_of_refuses_all_else(value):
    with pytest.raises(ValueError) as refusal:
        check_one_of("objective", value, ["total"])
    assert str(refusal.value) == f"Invalid objective {value!r}. Must be one of 'total'."


@pytest.mark.parametrize("value", [3, 4, 10**30])
def test_whole_number_takes_the_minimum_and_more(value):
    check_whole_number("draws", value, minimum=3)


@pytest.mark.parametrize("value", [2, -3, 3.0, "3", True, None, float("nan")])
def test_whole_number_refuses_all_else(value):
    with pytest.raises(ValueError) as refusal:
        check_whole_number("draws", value, minimum=1 if value is True else 3)
    assert str(refusal.value).startswith(f"Invalid draws {value!r}. Must be a whole number, ")
