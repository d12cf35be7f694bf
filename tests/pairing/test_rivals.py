"""Greedy pairs and blocking pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.rivals import blocking_pairs, greedy_pairs
from tests.pairing.problems import forbidding, problem_from, problem_of
from tests.pairing.reference import best_total, random_scores, total, units


def test_the_best_pair_goes_first() -> None:
    # The score of the i-th and j-th is i + j: the last two, then the two before them.
    assert greedy_pairs(problem_of(6)) == [(4, 5), (2, 3), (0, 1)]


def test_equal_scores_go_to_the_first_in_partner_order() -> None:
    assert greedy_pairs(problem_of(4, weights=np.full((4, 4), 7))) == [(0, 1), (2, 3)]


def test_greed_may_leave_two_who_cannot_be_paired() -> None:
    assert greedy_pairs(forbidding(problem_of(4), (0, 1))) == [(2, 3)]


def test_what_is_required_stands_from_the_start() -> None:
    assert greedy_pairs(problem_of(4, required=((0, 3),))) == [(0, 3), (1, 2)]
    assert greedy_pairs(problem_of(5, required=((0, 1), (1, 4)))) == [(0, 1, 4), (2, 3)]


@given(st.integers(0, 10_000), st.sampled_from(["uniform", "ties", "negative"]))
@settings(max_examples=40)
def test_greed_never_beats_the_best_and_takes_the_best_that_is_left(seed: int, kind: str) -> None:
    scores = random_scores(seed, 8, kind)
    problem, whole = problem_from(scores), units(scores)
    pairs = problem.names(greedy_pairs(problem))
    assert sorted(name for pair in pairs for name in pair) == list(scores.index)
    assert total(pairs, whole) <= best_total(scores)
    free = set(scores.index)
    for a, b in (problem.names([pair])[0] for pair in greedy_pairs(problem)):
        assert whole[a, b] == max(whole[pair] for pair in combinations(sorted(free), 2))
        free -= {a, b}


def liking(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=float)


EVERYBODY = ~np.eye(4, dtype=bool)


def test_two_who_would_rather_have_each_other() -> None:
    scores = liking([0, 3, 1, 0], [3, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0])
    assert blocking_pairs(scores, EVERYBODY, [(0, 2), (1, 3)]) == [(0, 1)]
    assert blocking_pairs(scores, EVERYBODY, [(0, 1), (2, 3)]) == []


def test_one_sided_liking_blocks_nothing() -> None:
    received = liking([0, 3, 1, 0], [0, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0])
    assert blocking_pairs(received, EVERYBODY, [(0, 2), (1, 3)]) == []


def test_equal_scores_block_nothing() -> None:
    assert blocking_pairs(np.ones((4, 4)), EVERYBODY, [(0, 1), (2, 3)]) == []


def test_who_may_not_be_paired_blocks_nothing() -> None:
    scores = liking([0, 3, 1, 0], [3, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0])
    allowed = EVERYBODY.copy()
    allowed[0, 1] = allowed[1, 0] = False
    assert blocking_pairs(scores, allowed, [(0, 2), (1, 3)]) == []


def test_a_partner_of_a_trio_has_the_mean_of_its_mates() -> None:
    allowed = ~np.eye(5, dtype=bool)
    scores = np.ones((5, 5))
    scores[0, 1] = scores[1, 0] = 3.0  # so the trio gives (3 + 1) / 2 to both
    scores[0, 3] = scores[3, 0] = 2.0
    groups = [(0, 1, 2), (3, 4)]
    assert blocking_pairs(scores, allowed, groups) == []
    scores[0, 3] = scores[3, 0] = 2.1
    assert blocking_pairs(scores, allowed, groups) == [(0, 3)]


def test_one_alone_would_rather_have_anybody() -> None:
    scores = liking([0, 1, -5], [1, 0, -9], [-5, -9, 0])
    allowed = ~np.eye(3, dtype=bool)
    assert blocking_pairs(scores, allowed, [(0, 2), (1,)]) == [(0, 1)]


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_greedy_pairs_are_stable_under_their_own_scores(seed: int) -> None:
    problem = problem_from(random_scores(seed, 8, "uniform"))
    assert blocking_pairs(problem.weights, problem.allowed, greedy_pairs(problem)) == []


@pytest.mark.parametrize("seed", range(3))
def test_blocking_pairs_by_looking_at_each(seed: int) -> None:
    rng = np.random.default_rng(seed)
    received = rng.uniform(size=(6, 6))
    mate = {0: 3, 3: 0, 1: 5, 5: 1, 2: 4, 4: 2}
    expected = [
        (a, b)
        for a, b in combinations(range(6), 2)
        if received[a, b] > received[a, mate[a]] and received[b, a] > received[b, mate[b]]
    ]
    found = blocking_pairs(received, ~np.eye(6, dtype=bool), [(0, 3), (1, 5), (2, 4)])
    assert found == expected
