"""The exact solver for more than twelve partners, against networkx and against enumeration."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.pairing.problem import Group, InfeasibleError, Problem, evaluate_groups
from prospects_analysis.pairing.solver import next_best, solve
from tests.pairing.problems import forbidding, problem_from, problem_of, random_carries
from tests.pairing.reference import KINDS, best_total, fairest, random_scores


def everybody_once(problem: Problem, groups: tuple[Group, ...]) -> bool:
    return sorted(i for group in groups for i in group) == list(range(problem.size))


def value(problem: Problem, groups: tuple[Group, ...]) -> tuple[int, list[int]]:
    """Number of both-ways groups, then what the objective looks at."""
    values = evaluate_groups(problem, groups)
    assert values.allowed.all()
    fairness = sorted(v for v, g in zip(values.fairness.tolist(), groups, strict=True) if g[1:])
    by_objective = [int(values.total.sum())] if problem.objective == "total" else fairness
    return int(values.both_ways.sum()), by_objective


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [14, 16, 22, 30, 40])
def test_even_totals_agree_with_networkx(kind: str, size: int) -> None:
    scores = random_scores(0, size, kind)
    solution = solve(problem_from(scores))
    assert everybody_once(problem_from(scores), solution.groups)
    assert solution.total / 2 == best_total(scores)
    assert solution.upper_bound == solution.total


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [13, 21, 39])
def test_totals_with_one_alone_agree_with_networkx(kind: str, size: int) -> None:
    scores = random_scores(1, size, kind)
    solution = solve(problem_from(scores, odd="unpaired"))
    assert everybody_once(problem_from(scores), solution.groups)
    assert sorted(map(len, solution.groups)).count(1) == 1
    assert solution.total / 2 == best_total(scores, odd="unpaired")


@pytest.mark.parametrize("kind", KINDS)
def test_totals_with_a_trio_agree_with_networkx(kind: str) -> None:
    scores = random_scores(2, 13, kind)
    solution = solve(problem_from(scores))
    assert everybody_once(problem_from(scores), solution.groups)
    assert sorted(map(len, solution.groups)) == [2] * 5 + [3]
    assert solution.total / 2 == best_total(scores)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [14, 18])
def test_fairest_agrees_with_networkx(kind: str, size: int) -> None:
    scores = random_scores(3, size, kind)
    problem = problem_from(scores, objective="leximin")
    _, found = value(problem, solve(problem).groups)
    assert [v / 3 for v in found] == fairest(scores)


@pytest.mark.parametrize("seed", range(3))
def test_scores_of_very_different_size(seed: int) -> None:
    rng = np.random.default_rng(seed)
    half = np.triu(10.0 ** rng.uniform(-6, 5.9, (16, 16)), 1)
    names = [f"P{i:02d}" for i in range(16)]
    scores = pd.DataFrame(half + half.T, index=names, columns=names)
    assert solve(problem_from(scores)).total / 2 == best_total(scores)


@pytest.mark.parametrize("size", [14, 38])
def test_scores_as_large_as_may_be(size: int) -> None:
    half = np.triu(np.random.default_rng(size).uniform(-1e6, 1e6, (size, size)), 1)
    names = [f"P{i:02d}" for i in range(size)]
    scores = pd.DataFrame(half + half.T, index=names, columns=names)
    solution = solve(problem_from(scores))
    assert solution.total / 2 == best_total(scores)
    assert solution.upper_bound == solution.total


@given(
    st.integers(0, 10_000),
    st.integers(4, 9),
    st.sampled_from(KINDS),
    st.sampled_from(["trio", "unpaired"]),
    st.sampled_from(["total", "leximin"]),
    st.booleans(),
)
@settings(max_examples=60)
def test_solver_and_enumeration_agree(
    seed: int, size: int, kind: str, odd: str, objective: str, both_ways: bool
) -> None:
    problem = problem_from(
        random_scores(seed, size, kind),
        carries=random_carries(seed, size),
        odd=odd,
        objective=objective,
        both_ways=both_ways,
    )
    try:
        found = enumerate_pairings(problem)
    except InfeasibleError:
        with pytest.raises(InfeasibleError, match="No admissible pairing"):
            solve(problem)
        return
    solution = solve(problem)
    best = tuple(found.groups_of(int(found.order[0])))
    assert value(problem, solution.groups) == value(problem, best)
    assert solution.total == value(problem_total(problem), solution.groups)[1][0]
    assert solution.upper_bound >= found.best_total


def problem_total(problem: Problem) -> Problem:
    return Problem(**{**vars(problem), "objective": "total"})


def test_both_ways_pairs_come_before_the_total() -> None:
    scores = random_scores(4, 14, "uniform")
    carries = np.zeros((14, 14), dtype=bool)
    weakest = sorted(combinations(range(14), 2), key=lambda pair: scores.iloc[pair])[:1]
    for a, b in weakest:
        carries[a, b] = carries[b, a] = True
    assert set(weakest) <= set(solve(problem_from(scores, carries=carries)).groups)
    plain = problem_from(scores, carries=carries, both_ways=False)
    assert not set(weakest) & set(solve(plain).groups)


def test_required_and_forbidden_pairs() -> None:
    scores = random_scores(5, 14, "uniform")
    free = solve(problem_from(scores)).groups
    without = forbidding(problem_from(scores), free[0])
    assert free[0] not in solve(without).groups
    never = next(pair for pair in combinations(range(14), 2) if pair not in free)
    assert never in solve(problem_from(scores, required=(never,))).groups


def test_the_same_problem_has_the_same_answer() -> None:
    problem = problem_from(random_scores(6, 20, "ties"))
    assert solve(problem).groups == solve(problem).groups


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_no_pairing_is_said(objective: str) -> None:
    island = [(a, b) for a in range(3) for b in range(3, 14)]
    scores = random_scores(7, 14, "uniform")
    problem = forbidding(problem_from(scores, objective=objective), *island)
    with pytest.raises(InfeasibleError, match="No admissible pairing of the 14 partners"):
        solve(problem)


def test_too_many_for_a_trio() -> None:
    scores = pd.DataFrame(1.0, index=range(63), columns=range(63))
    with pytest.raises(ValueError, match=r"63 partners and odd='trio' given\. Must be at most 61"):
        solve(problem_from(scores))
    assert len(solve(problem_from(scores, odd="unpaired")).groups) == 32


@pytest.mark.parametrize("odd", ["trio", "unpaired"])
@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize("size", [6, 7])
def test_one_after_the_other_gives_the_whole_ranking(size: int, objective: str, odd: str) -> None:
    problem = problem_from(
        random_scores(8, size, "ties"),
        carries=random_carries(8, size),
        objective=objective,
        odd=odd,
    )
    found = enumerate_pairings(problem)
    expected = [tuple(found.groups_of(int(position))) for position in found.order[:12]]
    listed: list[tuple[Group, ...]] = [solve(problem).groups]
    while len(listed) < len(expected):
        other = next_best(problem, listed)
        assert other is not None
        listed.append(other.groups)
    assert len({frozenset(groups) for groups in listed}) == len(listed)
    assert [value(problem, g) for g in listed] == [value(problem, g) for g in expected]


def test_after_the_last_there_is_no_other() -> None:
    problem = problem_of(4)
    listed: list[tuple[Group, ...]] = [solve(problem).groups]
    while (other := next_best(problem, listed)) is not None:
        listed.append(other.groups)
    assert len(listed) == 3
