"""Every admissible pairing, scored, ordered and ranked."""

from __future__ import annotations

from dataclasses import replace
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.enumeration import Enumeration, enumerate_pairings
from prospects_analysis.pairing.problem import Group, InfeasibleError, Problem
from tests.pairing.problems import forbidding, problem_of


def double_factorial(n: int) -> int:
    return prod(range(n, 0, -2))


@pytest.mark.parametrize("size", [2, 4, 6, 8, 10, 12])
def test_number_of_pairings_of_an_even_number(size: int) -> None:
    assert len(enumerate_pairings(problem_of(size)).rows) == double_factorial(size - 1)


@pytest.mark.parametrize("size", [3, 5, 7, 9, 11])
def test_number_of_pairings_with_a_trio(size: int) -> None:
    trios = factorial(size) // (6 * factorial(size - 3))
    expected = trios * double_factorial(size - 4)
    assert len(enumerate_pairings(problem_of(size)).rows) == expected


@pytest.mark.parametrize("size", [1, 3, 5, 7, 9, 11])
def test_number_of_pairings_with_one_alone(size: int) -> None:
    found = enumerate_pairings(problem_of(size, odd="unpaired"))
    assert len(found.rows) == size * double_factorial(size - 2)


@pytest.mark.parametrize(("size", "odd"), [(6, "trio"), (7, "trio"), (7, "unpaired")])
def test_each_pairing_stands_once_and_holds_everybody_once(size: int, odd: str) -> None:
    found = enumerate_pairings(problem_of(size, odd=odd))
    pairings = [tuple(found.groups_of(position)) for position in range(len(found.rows))]
    assert len(set(pairings)) == len(pairings)
    assert pairings == sorted(pairings)  # canonical order
    for groups in pairings:
        assert sorted(i for group in groups for i in group) == list(range(size))


@pytest.mark.parametrize(("size", "odd"), [(6, "trio"), (7, "trio"), (7, "unpaired")])
def test_each_pairing_is_found_by_its_groups_in_any_order(size: int, odd: str) -> None:
    found = enumerate_pairings(forbidding(problem_of(size, odd=odd), (0, 1)))
    for position in range(len(found.rows)):
        assert found.position_of(reversed(found.groups_of(position))) == position


@pytest.mark.parametrize("groups", [[(0, 1), (2, 3)], [(0, 2)], [(0, 2), (1,), (3,)], []])
def test_groups_that_are_no_admissible_pairing_have_no_position(groups: list[Group]) -> None:
    assert enumerate_pairings(forbidding(problem_of(4), (0, 1))).position_of(groups) is None


def test_a_forbidden_pair_is_in_none() -> None:
    found = enumerate_pairings(forbidding(problem_of(10), (2, 7)))
    assert len(found.rows) == 840
    assert all((2, 7) not in found.groups_of(position) for position in range(840))


def test_a_required_pair_is_in_all() -> None:
    found = enumerate_pairings(problem_of(10, required=((2, 7),)))
    assert len(found.rows) == 105
    assert all((2, 7) in found.groups_of(position) for position in range(105))


def test_a_required_pair_may_be_part_of_the_trio() -> None:
    found = enumerate_pairings(problem_of(5, required=((0, 1),)))
    # Either the pair and a trio of the rest, or a trio with each of the three others.
    assert len(found.rows) == 1 + 3


def test_no_pairing_at_all() -> None:
    problem = forbidding(problem_of(4), (0, 1), (0, 2), (1, 2))
    with pytest.raises(InfeasibleError, match=r"\['A', 'B', 'C', 'D'\]"):
        enumerate_pairings(problem)


def test_thirteen_are_too_many() -> None:
    with pytest.raises(ValueError, match=r"13 partners given\. Must be at most 12"):
        enumerate_pairings(problem_of(13))


def value(found: Enumeration, position: int) -> tuple[tuple[int, ...], ...]:
    objective = (int(found.total[position]),)
    other = tuple(found.fairness[position].tolist())
    if found.objective == "leximin":
        objective, other = other, objective
    return (int(found.both_ways[position]),), objective, other


def random_problem(seed: int, size: int, odd: str, objective: str, levels: int = 3) -> Problem:
    rng = np.random.default_rng(seed)
    half = np.triu(rng.integers(-1, levels, (size, size)), 1)
    return problem_of(
        size,
        weights=half + half.T,
        carries=(rng.random((size, size)) < 0.5) & ~np.eye(size, dtype=bool),
        odd=odd,
        objective=objective,
    )


@given(
    st.integers(0, 10_000),
    st.integers(3, 8),
    st.sampled_from(["trio", "unpaired"]),
    st.sampled_from(["total", "leximin"]),
)
@settings(max_examples=40)
def test_order_rank_and_ties(seed: int, size: int, odd: str, objective: str) -> None:
    found = enumerate_pairings(random_problem(seed, size, odd, objective))
    order = found.order.tolist()
    assert sorted(order) == list(range(len(found.rows)))
    values = [value(found, position) for position in order]
    assert values == sorted(values, reverse=True)
    for one, other, here, there in zip(order, order[1:], values, values[1:], strict=False):
        assert here > there or one < other  # the last word is partner order
    decisive = [v[:2] for v in values]
    for place, position in enumerate(order):
        rank, ties = found.rank_and_ties(position)
        assert ties == decisive.count(decisive[place])
        assert rank == 1 + sum(v > decisive[place] for v in decisive)


def test_the_best_total_is_among_those_with_the_most_both_ways_pairs() -> None:
    carries = np.zeros((4, 4), dtype=bool)
    carries[0, 1] = carries[1, 0] = True  # A and B, whose score is the lowest
    found = enumerate_pairings(problem_of(4, weights=np.diag([5] * 4)[::-1], carries=carries))
    assert found.best_total == 0
    assert found.groups_of(int(found.order[0])) == [(0, 1), (2, 3)]
    unasked = enumerate_pairings(
        problem_of(4, weights=np.diag([5] * 4)[::-1], carries=carries, both_ways=False)
    )
    assert unasked.best_total == 2 * (5 + 5)


def test_ties_of_the_total_go_to_the_fairer() -> None:
    weights = np.zeros((4, 4), dtype=np.int64)
    for (a, b), score in {(0, 1): 4, (2, 3): 0, (0, 3): 2, (1, 2): 2}.items():
        weights[a, b] = weights[b, a] = score
    found = enumerate_pairings(problem_of(4, weights=weights))
    best = int(found.order[0])
    assert found.groups_of(best) == [(0, 3), (1, 2)]
    assert found.rank_and_ties(best) == (1, 2)


def test_ties_of_leximin_go_to_the_larger_total() -> None:
    # Alone is somebody with every pairing of three; the lowest scores are alike, not the totals.
    weights = np.zeros((5, 5), dtype=np.int64)
    for (a, b), score in {(0, 1): 3, (2, 3): 1, (0, 2): 3, (1, 3): 1, (0, 3): 3}.items():
        weights[a, b] = weights[b, a] = score
    found = enumerate_pairings(problem_of(5, weights=weights, odd="unpaired", objective="leximin"))
    best = int(found.order[0])
    assert found.groups_of(best)[:2] == [(0, 1), (2, 3)]
    assert found.rank_and_ties(best) == (1, 2)


def test_what_is_alone_takes_no_part_in_fairness() -> None:
    found = enumerate_pairings(problem_of(3, weights=np.full((3, 3), -4), odd="unpaired"))
    assert found.fairness.tolist() == [[-12]] * 3


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_equal_scores_all_tie(objective: str) -> None:
    problem = problem_of(6, weights=np.full((6, 6), 7), objective=objective)
    found = enumerate_pairings(problem)
    assert all(found.rank_and_ties(position) == (1, 15) for position in range(15))
    assert found.order.tolist() == list(range(15))
    moved = enumerate_pairings(replace(problem, weights=np.full((6, 6), -7)))
    assert moved.order.tolist() == list(range(15))
