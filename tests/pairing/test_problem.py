"""Groups, their values, and constraints that contradict each other."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import numpy as np
import pytest

from prospects_analysis.pairing.problem import (
    all_groups,
    check_pairs,
    evaluate_groups,
    required_groups,
)
from tests.pairing.problems import forbidding, problem_of


@pytest.mark.parametrize("size", range(2, 10))
def test_groups_of_a_number_of_partners(size: int) -> None:
    groups = all_groups(problem_of(size))
    assert len(groups) == comb(size, 2) + (comb(size, 3) if size % 2 else 0)
    assert groups == sorted(set(groups))
    singles = all_groups(problem_of(size, odd="unpaired"))
    assert len(singles) == comb(size, 2) + (size if size % 2 else 0)


@pytest.mark.parametrize(
    ("size", "odd", "kind"),
    [(4, "trio", "even"), (5, "trio", "trio"), (5, "unpaired", "single"), (5, "wait", "single")],
)
def test_kinds(size: int, odd: str, kind: str) -> None:
    assert problem_of(size, odd=odd).kind == kind


def test_values_of_pair_trio_and_single() -> None:
    values = evaluate_groups(problem_of(5), [(1, 2), (1, 2, 4), (3,)])
    assert values.total.tolist() == [2 * 3, (1 + 2) + (1 + 4) + (2 + 4), 0]  # half units
    assert values.fairness.tolist() == [3 * 3, 3 + 5 + 6, 0]  # thirds
    assert values.allowed.all()


def test_a_trio_adds_half_its_sum_and_counts_by_its_mean() -> None:
    values = evaluate_groups(problem_of(3), [(0, 1, 2)])
    assert values.total[0] / 2 == (1 + 2 + 3) / 2
    assert values.fairness[0] / 3 == (1 + 2 + 3) / 3


@pytest.mark.parametrize(
    ("arrows", "group", "expected"),
    [
        ([(0, 1), (1, 0)], (0, 1), 1),
        ([(0, 1)], (0, 1), 0),
        ([(0, 1), (1, 2), (2, 0)], (0, 1, 2), 1),  # a round: everybody gives and receives
        ([(0, 1), (1, 0)], (0, 1, 2), 0),
        ([(0, 1), (1, 0), (0, 2)], (0, 1, 2), 0),  # the third only receives
        ([(0, 1), (1, 0), (0, 2), (2, 1)], (0, 1, 2), 1),
        ([(0, 1), (1, 0)], (2,), 0),
    ],
)
def test_both_ways(arrows: list[tuple[int, int]], group: tuple[int, ...], expected: int) -> None:
    carries = np.zeros((3, 3), dtype=bool)
    for giver, receiver in arrows:
        carries[giver, receiver] = True
    problem = problem_of(3, carries=carries)
    assert evaluate_groups(problem, [group]).both_ways.tolist() == [expected]
    unasked = replace(problem, both_ways=False)
    assert evaluate_groups(unasked, [group]).both_ways.tolist() == [0]


def test_a_trio_needs_all_three_pairs() -> None:
    problem = forbidding(problem_of(5), (0, 1))
    groups = [(0, 1), (0, 1, 2), (0, 2, 3)]
    assert evaluate_groups(problem, groups).allowed.tolist() == [False, False, True]


def test_required_partners_are_not_torn_apart() -> None:
    problem = problem_of(5, required=((0, 1),))
    groups = [(0, 1), (0, 2), (1,), (2, 3), (0, 1, 2), (0, 2, 3)]
    expected = [True, False, False, True, True, False]
    assert evaluate_groups(problem, groups).allowed.tolist() == expected


def test_names_are_sorted_inside_and_between() -> None:
    assert problem_of(5).names([(4, 2), (1, 3, 0)]) == (("A", "B", "D"), ("C", "E"))


def test_pairs_are_sorted_and_told_once() -> None:
    assert check_pairs("forbid", [("B", "A"), ("A", "B")], "ABC") == {("A", "B")}


@pytest.mark.parametrize("pair", [("A", "A"), ("A",), ("A", "B", "C"), "AB", (), 5])
def test_what_is_no_pair_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"in require\. Must be two different partners") as caught:
        check_pairs("require", [pair], "ABC")
    assert repr(pair) in str(caught.value)


def test_unknown_partners_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\['Y', 'Z'\] in forbid .*\['A', 'B'\]"):
        check_pairs("forbid", [("Z", "Y")], "BA")


def test_required_pairs_that_share_a_partner_ask_for_one_group() -> None:
    required = [(4, 5), (0, 1), (2, 3), (1, 2), (6, 7)]
    assert required_groups(required) == [(0, 1, 2, 3), (4, 5), (6, 7)]


def test_the_arrays_cannot_be_written() -> None:
    mine = np.ones((2, 2), dtype=np.int64)
    problem = problem_of(2, weights=mine)
    mine[0, 1] = 99
    assert problem.weights[0, 1] == 1
    for array in (problem.weights, problem.allowed, problem.carries):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 1] = 1
