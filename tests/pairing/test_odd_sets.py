"""Odd sets whose rule a fractional solution breaks."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.odd_sets import meets_oddly, violated_odd_sets
from tests.pairing.test_duals import all_pairs, covers_of


def test_meeting_oddly() -> None:
    groups = [(0, 1), (0, 2), (2, 3), (0, 1, 2), (3,)]
    covers = covers_of(4, groups)
    assert meets_oddly(covers, (0, 1, 2)).tolist() == [0, 0, 1, 1, 0]
    assert meets_oddly(covers, (3,)).tolist() == [0, 0, 1, 0, 1]


def halves(*pairs: tuple[int, int], size: int) -> np.ndarray:
    share = dict.fromkeys(all_pairs(size), 0.0)
    for pair in pairs:
        share[pair] += 0.5
    return np.array(list(share.values()))


def test_two_triangles_of_halves() -> None:
    share = halves((0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), size=6)
    found = violated_odd_sets(covers_of(6, all_pairs(6)), share)
    assert found == [(0, 1, 2), (3, 4, 5)]


def test_a_true_pairing_breaks_nothing() -> None:
    share = halves((0, 3), (0, 3), (1, 2), (1, 2), size=4)
    assert violated_odd_sets(covers_of(4, all_pairs(4)), share) == []


def test_an_even_round_breaks_nothing() -> None:
    share = halves((0, 1), (1, 2), (2, 3), (0, 3), size=4)
    assert violated_odd_sets(covers_of(4, all_pairs(4)), share) == []


def fractional(seed: int, size: int, rounds: int) -> np.ndarray:
    """Shares that take everybody once in all: the mean of rounds through all partners."""
    rng = np.random.default_rng(seed)
    share = dict.fromkeys(all_pairs(size), 0.0)
    for _ in range(rounds):
        to = rng.permutation(size)
        while (to == np.arange(size)).any():
            to = rng.permutation(size)
        for i, j in enumerate(to.tolist()):
            share[min(i, j), max(i, j)] += 0.5 / rounds
    return np.array(list(share.values()))


@pytest.mark.parametrize("rounds", [1, 2, 3])
@given(seed=st.integers(0, 100_000), size=st.sampled_from([6, 8, 10]))
@settings(max_examples=40)
def test_found_if_and_only_if_there_is_one(rounds: int, seed: int, size: int) -> None:
    covers, share = covers_of(size, all_pairs(size)), fractional(seed, size, rounds)
    assert covers @ share == pytest.approx(1)
    found = violated_odd_sets(covers, share)
    broken = {
        members
        for k in range(3, size, 2)
        for members in combinations(range(size), k)
        if meets_oddly(covers, members) @ share < 1 - 1e-6
    }
    assert set(found) <= broken
    assert bool(found) == bool(broken)
