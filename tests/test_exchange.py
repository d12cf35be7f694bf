"""The formulas of transfer and of mutual benefit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.exchange import MUTUALS, TRANSFERS, mutual_score, transfer_bounds

NA = -1.0  # in these tests only


def bounds(
    giver: tuple[float, float],
    receiver: tuple[float, float],
    transfer: str = "product",
    span: float = 5,
) -> tuple[float, float]:
    """Bounds of one transfer between (resource, need) of two partners; NaN is blank."""
    given_ = np.array([giver, receiver])
    applicable = given_ != NA
    value = np.where(applicable, given_, np.nan)
    lower, upper = transfer_bounds(value, applicable, span, transfer)
    return float(lower[0, 1]), float(upper[0, 1])


@pytest.mark.parametrize(
    ("transfer", "amount"), [("product", 4 * 3 / 5), ("min", 3), ("gap", (4 - 1) * 3 / 5)]
)
def test_formulas(transfer: str, amount: float) -> None:
    assert bounds((4, 5), (1, 3), transfer) == pytest.approx((amount, amount))


def test_the_giver_must_be_ahead_under_gap() -> None:
    assert bounds((2, 5), (3, 5), "gap") == (0, 0)


@pytest.mark.parametrize("transfer", TRANSFERS)
@pytest.mark.parametrize(("resource", "need"), [(0, 5), (5, 0), (0, 0)])
def test_nothing_comes_of_nothing(transfer: str, resource: float, need: float) -> None:
    assert bounds((resource, 5), (0, need), transfer) == (0, 0)


@pytest.mark.parametrize("transfer", TRANSFERS)
@pytest.mark.parametrize("span", [3, 5, 10])
def test_all_that_is_needed_of_all_there_is_is_the_whole_scale(transfer: str, span: int) -> None:
    assert bounds((span, 0), (0, span), transfer, span) == (span, span)


@pytest.mark.parametrize(
    ("giver", "receiver", "transfer", "expected"),
    [
        ((np.nan, 1), (1, 3), "product", (0, 5)),
        ((4, 1), (1, np.nan), "product", (0, 5)),
        ((NA, 1), (1, 3), "product", (0, 0)),
        ((4, 1), (1, NA), "product", (0, 0)),
        ((NA, 1), (1, np.nan), "product", (0, 0)),  # whatever the blank may be
        ((np.nan, 1), (1, NA), "min", (0, 0)),
        ((4, 1), (np.nan, 5), "product", (4, 4)),  # the receiver's resource is not asked for
        ((4, 1), (np.nan, 5), "gap", (0, 5)),  # but here it is
        ((4, 1), (NA, 5), "gap", (0, 0)),
        ((4, np.nan), (1, 5), "product", (4, 4)),  # nor is the giver's need
        ((4, np.nan), (1, 5), "gap", (3, 3)),
    ],
)
def test_blank_leaves_all_open_and_not_applicable_gives_nothing(
    giver: tuple[float, float],
    receiver: tuple[float, float],
    transfer: str,
    expected: tuple[float, float],
) -> None:
    assert bounds(giver, receiver, transfer) == pytest.approx(expected)


score = st.integers(0, 5).map(float)
anything = st.one_of(score, st.just(np.nan), st.just(NA))
both = st.tuples(anything, anything)


@given(both, both, st.sampled_from(sorted(TRANSFERS)))
@settings(max_examples=150)
def test_bounds_lie_on_the_scale_and_in_order(
    giver: tuple[float, float], receiver: tuple[float, float], transfer: str
) -> None:
    lower, upper = bounds(giver, receiver, transfer)
    assert 0 <= lower <= upper <= 5


@given(both, both, st.sampled_from(sorted(TRANSFERS)), st.data())
@settings(max_examples=150)
def test_whatever_a_blank_turns_out_to_be_lies_within_the_bounds(
    giver: tuple[float, float], receiver: tuple[float, float], transfer: str, data: st.DataObject
) -> None:
    lower, upper = bounds(giver, receiver, transfer)
    filled = [
        tuple(data.draw(st.one_of(score, st.just(NA))) if np.isnan(x) else x for x in two)
        for two in (giver, receiver)
    ]
    found, same = bounds(filled[0], filled[1], transfer)
    assert found == same
    assert lower <= found <= upper


@given(score, score, score)
@settings(max_examples=60)
def test_product_rises_in_both(resource: float, need: float, own: float) -> None:
    here, _ = bounds((resource, 0), (own, need))
    assert bounds((min(resource + 1, 5), 0), (own, need))[0] >= here
    assert bounds((resource, 0), (own, min(need + 1, 5)))[0] >= here


@pytest.mark.parametrize(
    ("mutual", "expected"), [("geometric", 2), ("mean", 2.5), ("min", 1), ("harmonic", 1.6)]
)
def test_mutual_formulas(mutual: str, expected: float) -> None:
    assert mutual_score(np.array([4.0]), np.array([1.0]), mutual).item() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("mutual", "expected"), [("geometric", 0), ("mean", 2), ("min", 0), ("harmonic", 0)]
)
def test_a_one_way_pair_is_worth_nothing_except_on_average(mutual: str, expected: float) -> None:
    assert mutual_score(np.array([4.0]), np.array([0.0]), mutual).item() == expected


@pytest.mark.parametrize("mutual", MUTUALS)
def test_two_nothings_make_nothing(mutual: str) -> None:
    assert mutual_score(np.zeros(1), np.zeros(1), mutual).item() == 0


@given(st.floats(0, 5), st.floats(0, 5), st.sampled_from(sorted(MUTUALS)))
@settings(max_examples=100)
def test_mutual_scores_are_symmetric_and_lie_between(a: float, b: float, mutual: str) -> None:
    one, other = (
        mutual_score(np.array([x]), np.array([y]), mutual).item() for x, y in ((a, b), (b, a))
    )
    assert one == other
    assert min(a, b) - 1e-9 <= one <= (a + b) / 2 + 1e-9


@given(st.floats(0, 5), st.floats(0, 5))
@settings(max_examples=60)
def test_the_means_stand_in_their_order(a: float, b: float) -> None:
    found = [
        mutual_score(np.array([a]), np.array([b]), mutual).item()
        for mutual in ("min", "harmonic", "geometric", "mean")
    ]
    assert all(low <= high + 1e-9 for low, high in pairwise(found))
