"""Prices that prove a bound."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from prospects_analysis.pairing.certificate import PRICE_UNIT, DualPrices
from prospects_analysis.pairing.duals import dual_prices, objective_scale
from tests.pairing.reference import KINDS, best_total, random_scores, units

Group = tuple[int, ...]
Pairs = list[tuple[int, int]]


def all_pairs(size: int) -> Pairs:
    return list(combinations(range(size), 2))


def covers_of(size: int, groups: Sequence[Group]) -> csr_array:
    covers = np.zeros((size, len(groups)))
    for column, group in enumerate(groups):
        covers[list(group), column] = 1
    return csr_array(covers)


def covered(
    duals: DualPrices,
    groups: Sequence[Group],
    worth: Sequence[int],
    counts: Sequence[int],
) -> bool:
    """Whether the prices of every group reach its worth, added up anew."""
    for group, asked, count in zip(groups, worth, counts, strict=True):
        paid = sum(int(duals.prices[i]) for i in group)
        for odd_set, price in zip(duals.odd_sets, duals.odd_prices, strict=True):
            paid -= price * (len(set(odd_set) & set(group)) % 2)
        paid -= sum(price * count for price in duals.side_prices)
        if paid < PRICE_UNIT * asked:
            return False
    return True


@given(st.integers(0, 10_000), st.sampled_from([4, 6, 10, 14]), st.sampled_from(KINDS[:4]))
@settings(max_examples=30)
def test_prices_cover_every_pair_and_meet_the_optimum(seed: int, size: int, kind: str) -> None:
    scores = random_scores(seed, size, kind)
    groups = all_pairs(size)
    worth = 2 * np.array(list(units(scores).values()))
    duals = dual_prices(covers_of(size, groups), groups, worth)
    assert covered(duals, groups, worth.tolist(), [0] * len(groups))
    assert all(price >= 0 for price in duals.odd_prices)
    assert duals.bound() == 2 * best_total(scores)


@pytest.mark.parametrize("seed", [0, 23, 32, 33, 46, 57])
def test_prices_that_are_no_whole_multiples_still_cover_every_trio(seed: int) -> None:
    groups = [g for k in (2, 3) for g in combinations(range(7), k)]
    tokens = [g if len(g) == 2 else (*g, 7) for g in groups]  # just one trio
    worth = np.random.default_rng(seed).integers(0, 100, len(groups))
    duals = dual_prices(covers_of(8, tokens), tokens, worth)
    assert covered(duals, tokens, worth.tolist(), [0] * len(groups))
    assert duals.prices.shape == (8,)


def triangles() -> tuple[Pairs, np.ndarray]:
    """Two triangles worth 1 a side, and nothing between: half of each side would be worth 3."""
    groups = all_pairs(6)
    worth = np.array([int(len({a // 3, b // 3}) == 1) for a, b in groups])
    return groups, worth


def test_odd_sets_are_needed_for_two_triangles() -> None:
    groups, worth = triangles()
    duals = dual_prices(covers_of(6, groups), groups, worth)
    assert {(0, 1, 2), (3, 4, 5)} & set(duals.odd_sets)
    assert duals.bound() == 2
    assert covered(duals, groups, worth.tolist(), [0] * 15)


def test_a_side_condition_lowers_the_bound() -> None:
    groups = all_pairs(4)
    worth = np.array([5, 0, 0, 0, 0, 5])  # (0, 1) and (2, 3)
    counts = np.array([0, 1, 0, 0, 1, 0])  # (0, 2) and (1, 3), of which there must be two
    duals = dual_prices(covers_of(4, groups), groups, worth, [(counts, 2)])
    assert duals.bound([2]) == 0
    assert covered(duals, groups, worth.tolist(), counts.tolist())
    assert dual_prices(covers_of(4, groups), groups, worth).bound() == 10


def test_nothing_is_worth_nothing() -> None:
    groups = all_pairs(4)
    nothing = np.zeros(6, dtype=np.int64)
    duals = dual_prices(covers_of(4, groups), groups, nothing, [(nothing, 0)])
    assert duals.bound([0]) == 0
    assert not duals.prices.any()
    assert duals.side_prices == (0,)


@pytest.mark.parametrize("largest", [1, 10**7, 2 * 10**12])
def test_bounds_hold_whatever_the_size_of_the_scores(largest: int) -> None:
    rng = np.random.default_rng(6)
    groups = all_pairs(14)
    worth = rng.integers(-largest, largest, len(groups))
    duals = dual_prices(covers_of(14, groups), groups, worth)
    assert covered(duals, groups, worth.tolist(), [0] * len(groups))


def test_only_large_objectives_are_scaled() -> None:
    assert objective_scale(np.array([-3, 5])) == 1
    assert objective_scale(np.array([], dtype=np.int64)) == 1
    assert objective_scale(np.array([-(10**12)])) == pytest.approx(10**4)


def test_bounds_round_down_to_whole_units() -> None:
    duals = DualPrices(
        prices=np.array([PRICE_UNIT, PRICE_UNIT - 1]),
        odd_sets=((0,),),
        odd_prices=(5,),
        side_prices=(3,),
    )
    assert duals.bound([0]) == 1
    assert duals.bound([500]) == 0
    with pytest.raises(ValueError, match="read-only"):
        duals.prices[0] = 0
