"""The best of all pairings of many matrices, against spelling them all out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.pairing.problem import Problem
from prospects_analysis.sensitivity.optima import best_sums, keys_of, plan, shares_in_best


def problem_of(size: int, odd: str, seed: int, highest: int, *, required=()) -> Problem:
    random = np.random.default_rng(seed)
    allowed = random.random((size, size)) < 0.85
    allowed = allowed & allowed.T & ~np.eye(size, dtype=bool)
    weights = random.integers(0, highest + 1, (size, size))
    carries = random.random((size, size)) < 0.6
    return Problem(
        partners=tuple(f"P{i:02}" for i in range(size)),
        weights=np.where(allowed, weights + weights.T, 0),
        allowed=allowed,
        carries=carries & ~np.eye(size, dtype=bool),
        required=required,
        odd=odd,
        objective="total",
        both_ways=bool(seed % 2),
    )


@settings(max_examples=80)
@given(
    st.integers(2, 9),
    st.sampled_from(["trio", "unpaired", "wait"]),
    st.integers(0, 10_000),
    st.sampled_from([0, 1, 3, 1_000_000]),
)
def test_shares_are_those_of_all_tied_optima(size, odd, seed, highest):
    problem = problem_of(size, odd, seed, highest)
    steps = plan(problem)
    try:
        found = enumerate_pairings(problem)
    except ValueError:
        assert len(steps.steps) == 1
        return
    keys = keys_of(problem, steps, problem.weights[None], problem.carries[None])
    shares = shares_in_best(steps, keys)[:, 0]
    _, ties = found.rank_and_ties(int(found.order[0]))
    tied = [found.groups_of(int(at)) for at in found.order[:ties]]
    expected = [sum(group in one for one in tied) / ties for group in steps.groups]
    assert shares == pytest.approx(expected)
    values = best_sums(steps, keys)
    assert values[-2, 0] % 2**40 == found.total[found.order[0]]


def test_many_matrices_side_by_side_are_each_as_alone():
    problem = problem_of(8, "trio", 4, 9)
    steps = plan(problem)
    random = np.random.default_rng(1)
    weights = random.integers(0, 9, (30, 8, 8))
    weights = weights + np.swapaxes(weights, 1, 2)
    carries = np.repeat(problem.carries[None], 30, axis=0)
    together = shares_in_best(steps, keys_of(problem, steps, weights, carries))
    for number in range(30):
        one = replace(problem, weights=weights[number])
        alone = shares_in_best(
            steps, keys_of(one, steps, weights[number : number + 1], carries[:1])
        )
        np.testing.assert_array_equal(together[:, number], alone[:, 0])


def test_a_required_pair_stands_in_every_best_pairing():
    problem = problem_of(6, "trio", 3, 9)
    free = tuple(np.argwhere(np.triu(problem.allowed))[0])
    problem = replace(problem, required=((int(free[0]), int(free[1])),))
    steps = plan(problem)
    keys = keys_of(problem, steps, problem.weights[None], problem.carries[None])
    shares = dict(zip(steps.groups, shares_in_best(steps, keys)[:, 0], strict=True))
    assert shares[(int(free[0]), int(free[1]))] == 1
