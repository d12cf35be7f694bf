"""The proposed pairing, and what can be asked of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.proposal import pair_partners
from tests.pairing.reference import random_scores, ranking
from tests.pairing.test_proposal import SCORES, both_ways_flows, flows_of


def test_the_representation_says_what_was_found() -> None:
    assert repr(pair_partners(SCORES)) == (
        "Pairing(A-C B-D; total, total 4.100, weakest 1.100, rank 1 of 3)"
    )
    tied = pair_partners(pd.DataFrame(1.0, index=list("ABCD"), columns=list("ABCD")))
    assert repr(tied) == (
        "Pairing(A-B C-D; total, total 2.000, weakest 1.000, rank 1 of 3, 3 tied)"
    )


def test_columns_of_the_binomes() -> None:
    flows = flows_of(6)
    found = pair_partners(flows).to_frame()
    assert list(found) == [
        *("binome", "partner_a", "partner_b", "partner_c", "score", "a_to_b", "b_to_a", "status"),
    ]
    assert found["binome"].tolist() == [1, 2, 3]
    assert set(found["status"]) == {"computed"}
    for row in found.itertuples():
        a, b = row.partner_a, row.partner_b
        assert row.score == pytest.approx(flows.scores.loc[a, b], abs=1e-6)
        assert row.a_to_b == flows.directed.loc[a, b]
        assert row.b_to_a == flows.directed.loc[b, a]


def test_a_trio_and_a_pinned_pair_in_the_table() -> None:
    trio = pair_partners(flows_of(3)).to_frame().iloc[0]
    assert trio[["partner_a", "partner_b", "partner_c"]].tolist() == ["P00", "P01", "P02"]
    assert np.isnan([trio["a_to_b"], trio["b_to_a"]]).all()
    assert trio["score"] > 0
    pinned = pair_partners(flows_of(4, late=1), require=[("P03", "P00")]).to_frame().iloc[0]
    assert pinned[["partner_a", "partner_b", "partner_c"]].tolist() == ["P00", "P03", ""]
    assert np.isnan([pinned["score"], pinned["a_to_b"], pinned["b_to_a"]]).all()


def test_no_binome_makes_an_empty_table() -> None:
    assert pair_partners(flows_of(4, late=3)).to_frame().empty


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_alternatives_come_in_order_without_the_best(objective: str) -> None:
    best = pair_partners(random_scores(20, 6, "uniform"), objective=objective)
    others = best.alternatives(99)
    assert len(others) == best.count - 1 == 14
    assert best.binomes not in [other.binomes for other in others]
    assert [other.rank for other in others] == list(range(2, 16))
    assert [other.binomes for other in best.alternatives(3)] == [o.binomes for o in others[:3]]
    assert best.alternatives(0) == []


def test_alternatives_keep_the_bound_and_the_rules() -> None:
    best = pair_partners(flows_of(6), forbid=[("P00", "P01")])
    for other in best.alternatives(20):
        assert other.upper_bound == best.upper_bound
        assert other.count == best.count == 12
        assert ("P00", "P01") not in other.binomes
        assert not other.optimal


def test_alternatives_above_twelve_fall_in_total() -> None:
    scores = random_scores(21, 14, "uniform")
    best = pair_partners(scores)
    others = best.alternatives(4)
    assert len({tuple(p.binomes) for p in [best, *others]}) == 5
    totals = [p.total for p in [best, *others]]
    assert totals == sorted(totals, reverse=True)
    # No pairing comes between: forbidding a pair of the best gives one at least as good.
    without = [pair_partners(scores, forbid=[pair]).total for pair in best.binomes]
    assert others[0].total == pytest.approx(max(without))


@pytest.mark.parametrize("k", [-1, 1.5, True, "5", None])
def test_how_many_alternatives_must_be_a_whole_number(k: int) -> None:
    with pytest.raises(ValueError, match=r"Invalid k .*Must be a whole number, 0 or more"):
        pair_partners(SCORES).alternatives(k)


def test_the_landscape_of_totals() -> None:
    scores = random_scores(22, 6, "negative")
    totals = pair_partners(scores).totals
    expected = sorted(float(total) / 1e6 for _, total, _ in ranking(scores))
    assert totals is not None
    assert sorted(totals) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("percent", [0, 1, 10, 25, 100])
@pytest.mark.parametrize("kind", ["uniform", "ties", "negative"])
def test_within_so_many_per_cent_of_the_best(kind: str, percent: float) -> None:
    scores = random_scores(23, 6, kind)
    ranked = ranking(scores)
    best = ranked[0][1]
    least = best - abs(best) * Fraction(percent, 100)
    expected = [list(groups) for groups, total, _ in ranked if total >= least]
    assert [p.binomes for p in pair_partners(scores).within(percent)] == expected


def test_within_keeps_to_those_with_the_most_both_ways_pairs() -> None:
    found = pair_partners(both_ways_flows())
    assert {other.both_ways_pairs for other in found.within(100)} == {found.both_ways_pairs}


@pytest.mark.parametrize("percent", [-1, float("nan")])
def test_a_negative_percentage_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match=rf"Invalid percent {percent}\. Must be at least 0"):
        pair_partners(SCORES).within(percent)


@pytest.mark.parametrize("what", ["within", "price_of_fairness"])
def test_above_twelve_what_needs_counting_is_refused(what: str) -> None:
    found = pair_partners(random_scores(24, 14, "uniform"))
    with pytest.raises(ValueError, match=rf"{what} was asked of 14 partners\. Must be at most 12"):
        found.within(1) if what == "within" else found.price_of_fairness


def test_price_of_fairness_by_hand() -> None:
    assert pair_partners(SCORES).price_of_fairness == pytest.approx((4.1 - 3.65) / 4.1)
    fair = pair_partners(SCORES, objective="leximin")
    assert fair.price_of_fairness == pytest.approx((4.1 - 3.65) / 4.1)


@given(st.integers(0, 10_000), st.sampled_from(["uniform", "ties"]))
@settings(max_examples=30)
def test_fairness_costs_between_nothing_and_everything(seed: int, kind: str) -> None:
    scores = random_scores(seed, 6, kind)
    price = pair_partners(scores).price_of_fairness
    assert np.isnan(price) or 0 <= price <= 1


def test_the_bound_may_exceed_the_total_under_leximin() -> None:
    fair = pair_partners(SCORES, objective="leximin")
    assert (fair.total, fair.upper_bound, fair.rank) == (3.65, 4.1, 1)
    found = fair.verify()
    assert found
    assert (found.bound, found.gap) == (4.1, pytest.approx(0.45))


def test_scores_that_were_compared() -> None:
    scores = pair_partners(SCORES.round(1), forbid=[("A", "B")]).scores
    assert scores.loc["A", "C"] == 3.0
    assert np.isnan(scores.loc["A", "B"])
    assert np.isnan(np.diag(scores)).all()


def test_score_of_a_binome() -> None:
    found = pair_partners(SCORES)
    assert found.score_of(("A", "C")) == found.score_of(("C", "A")) == 3.0
    assert found.score_of(("A", "B", "C")) == pytest.approx((1.2 + 3.0 + 1.8) / 3)
    assert np.isnan(found.score_of(("A", "Z")))


def test_total_of_any_binomes() -> None:
    found = pair_partners(SCORES)
    assert found.total_of([("B", "A"), ("C", "D")]) == 3.4
    assert found.total_of([("A", "C", "B")]) == pytest.approx(3.0)
    assert found.total_of(found.binomes) == found.total


def test_greed_and_its_cost() -> None:
    scores = SCORES.replace(2.2, 0.1)
    found = pair_partners(scores)
    assert found.greedy() == [("A", "C"), ("B", "D")]
    assert found.total_of(found.greedy()) <= found.total


def test_blocking_pairs_by_name() -> None:
    found = pair_partners(SCORES, objective="leximin")
    assert found.binomes == [("A", "D"), ("B", "C")]
    assert found.blocking_pairs() == [("A", "C"), ("C", "D")]


def test_blocking_by_what_is_received() -> None:
    flows = flows_of(6)
    found = pair_partners(flows)
    mate = {a: b for pair in found.binomes for a, b in (pair, pair[::-1])}
    received = flows.directed.T  # a row has what the column gives it
    expected = [
        (a, b)
        for a in flows.partners
        for b in flows.partners
        if a < b
        and received.loc[a, b] > received.loc[a, mate[a]]
        and received.loc[b, a] > received.loc[b, mate[b]]
    ]
    assert found.blocking_pairs("received") == expected


def test_blocking_by_what_is_received_needs_a_grid() -> None:
    with pytest.raises(ValueError, match=r"Blocking pairs under 'received' were asked\. Must be"):
        pair_partners(SCORES).blocking_pairs("received")
    with pytest.raises(ValueError, match="under 'liking'"):
        pair_partners(flows_of(4)).blocking_pairs("liking")


def test_what_is_handed_out_changes_nothing() -> None:
    found = pair_partners(SCORES)
    before = repr(found)
    found.binomes.clear()
    scores, frame, totals = found.scores, found.to_frame(), found.totals
    scores.loc["A", "C"] = 0.0
    frame["score"] = 0.0
    assert totals is not None
    totals[:] = 0
    with pytest.raises(ValueError, match="read-only"):
        found.problem.weights[0, 2] = 0
    with pytest.raises(FrozenInstanceError):
        found.rank = 7  # type: ignore[misc]
    assert (repr(found), found.scores.loc["A", "C"]) == (before, 3.0)
    assert found.totals is not None
    assert found.totals.max() == 4.1
    assert found.verify()


def test_what_was_handed_in_may_change_afterwards() -> None:
    mine = SCORES.copy()
    forbidden = [("A", "B")]
    found = pair_partners(mine, forbid=forbidden)
    mine.loc["A", "C"] = mine.loc["C", "A"] = 0.0
    forbidden.append(("A", "C"))
    assert (found.total, found.alternatives(1)[0].total) == (4.1, 3.65)
    assert found.verify()
