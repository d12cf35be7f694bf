"""Proposing a pairing: agreement with plain recursion, rules, late partners, odd numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from tests import illustrative
from tests.markdown import frame
from tests.pairing.reference import KINDS, best_total, random_scores, ranking

SCORES = frame("""
    |   | A    | B   | C   | D    |
    |---|------|-----|-----|------|
    | A |      | 1.2 | 3.0 | 1.85 |
    | B | 1.2  |     | 1.8 | 1.1  |
    | C | 3.0  | 1.8 |     | 2.2  |
    | D | 1.85 | 1.1 | 2.2 |      |
""")


# Agreement with plain recursion


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize(
    ("size", "odd"),
    [
        *((size, None) for size in range(2, 10)),
        *((size, "unpaired") for size in (3, 5, 7)),
    ],
)
def test_everything_agrees_with_plain_recursion(
    size: int, odd: str | None, objective: str, kind: str
) -> None:
    scores = random_scores(10, size, kind)
    expected = ranking(scores, objective, odd or "trio")
    if not expected:
        with pytest.raises(InfeasibleError):
            pair_partners(scores, objective=objective, odd=odd)
        return
    found = pair_partners(scores, objective=objective, odd=odd)
    groups, total, fairness = expected[0]
    assert found.binomes == [group for group in groups if len(group) > 1]
    assert found.unpaired == tuple(group[0] for group in groups if len(group) == 1)
    assert found.total == pytest.approx(float(total) / 1e6, abs=1e-9)
    assert found.weakest == pytest.approx(float(fairness[0]) / 1e6, abs=1e-9)
    assert found.upper_bound == pytest.approx(max(float(t) for _, t, _ in expected) / 1e6, abs=1e-9)
    decisive = [one[1 if objective == "total" else 2] for one in expected]
    assert (found.count, found.rank) == (len(expected), 1)
    assert found.ties == decisive.count(decisive[0])
    for place, other in enumerate(found.alternatives(10), start=1):
        assert other.problem.names(other.groups) == expected[place][0]
        assert other.rank == 1 + sum(v > decisive[place] for v in decisive)
        assert other.ties == decisive.count(decisive[place])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [10, 12])
def test_ten_and_twelve_agree_with_networkx(kind: str, size: int) -> None:
    scores = random_scores(11, size, kind)
    assert pair_partners(scores).total == pytest.approx(float(best_total(scores) or 0) / 1e6)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [6, 7, 10, 11, 14, 16])
@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_row_order_never_matters(size: int, kind: str, objective: str) -> None:
    scores = random_scores(12, size, kind)
    one = pair_partners(scores, objective=objective, odd="unpaired")
    for seed in range(2):
        order = np.random.default_rng(seed).permutation(scores.index)
        other = pair_partners(scores.loc[order, order[::-1]], objective=objective, odd="unpaired")
        assert (other.binomes, other.unpaired) == (one.binomes, one.unpaired)
        assert (other.total, other.rank, other.ties) == (one.total, one.rank, one.ties)


# Properties of the set of optima

whole = st.integers(-300, 300)


@given(st.lists(whole, min_size=15, max_size=15), st.lists(whole, min_size=6, max_size=6))
@settings(max_examples=40)
def test_what_partners_bring_to_any_pair_changes_no_total_optimum(
    halves: list[int], brings: list[int]
) -> None:
    names = list("ABCDEF")
    half = np.zeros((6, 6))
    half[np.triu_indices(6, 1)] = np.array(halves) / 100
    scores = pd.DataFrame(half + half.T, index=names, columns=names)
    extra = np.array(brings) / 100
    one, other = (pair_partners(s) for s in (scores, scores + extra[:, None] + extra[None]))
    optima = [
        {tuple(p.binomes) for p in [best, *best.alternatives((best.ties or 1) - 1)]}
        for best in (one, other)
    ]
    assert optima[0] == optima[1]
    assert other.total == pytest.approx(one.total + extra.sum(), abs=1e-9)


@given(
    st.integers(2, 8),
    st.lists(st.integers(0, 5), min_size=3, max_size=3),
    st.lists(st.integers(0, 5), min_size=3, max_size=3),
    st.sampled_from(["total", "leximin"]),
    st.booleans(),
)
@settings(max_examples=40)
def test_equal_profiles_tie_throughout_and_it_is_said(
    size: int, resource: list[int], need: list[int], objective: str, both_ways: bool
) -> None:
    names = [f"P{i}" for i in range(size)]
    grid = Grid.from_frames(
        pd.DataFrame([resource] * size, index=names, columns=list("tuv")),
        pd.DataFrame([need] * size, index=names, columns=list("tuv")),
    )
    found = pair_partners(complementarity(grid), objective=objective, both_ways=both_ways)
    assert found.ties == found.count
    assert {other.rank for other in found.alternatives(20)} <= {1}
    assert (f", {found.count} tied" in repr(found)) == (found.count != 1)
    assert found.verify()


# Constraints of a score matrix


def test_a_plain_matrix() -> None:
    found = pair_partners(SCORES)
    assert found.binomes == [("A", "C"), ("B", "D")]
    assert (found.total, found.weakest, found.rank, found.count) == (4.1, 1.1, 1, 3)
    assert (found.flows, found.both_ways, found.both_ways_pairs) == (None, False, 0)


@pytest.mark.parametrize("pair", [("A", "C"), ("C", "A")])
def test_forbid_takes_either_order(pair: tuple[str, str]) -> None:
    found = pair_partners(SCORES, forbid=[pair])
    assert found.binomes == [("A", "D"), ("B", "C")]
    assert found.count == 2
    assert found.inadmissible == {("A", "C"): "forbidden"}


@pytest.mark.parametrize("pair", [("A", "B"), ("B", "A")])
def test_require_takes_either_order(pair: tuple[str, str]) -> None:
    found = pair_partners(SCORES, require=[pair])
    assert found.binomes == [("A", "B"), ("C", "D")]
    assert (found.count, found.inadmissible) == (1, {})


def test_without_a_score_two_may_not_be_paired() -> None:
    scores = SCORES.replace(3.0, np.nan)
    found = pair_partners(scores)
    assert found.inadmissible == {("A", "C"): "no score"}
    assert found.binomes == [("A", "D"), ("B", "C")]
    with pytest.raises(InfeasibleError, match=r"A and C are required.*\(no score\)"):
        pair_partners(scores, require=[("A", "C")])


def test_negative_scores_are_scores() -> None:
    found = pair_partners(-SCORES)
    assert found.binomes == [("A", "B"), ("C", "D")]
    assert (found.total, found.weakest) == (-3.4, -2.2)


def test_numbers_as_ids_become_text() -> None:
    scores = SCORES.set_axis([1, 2, 3, 4], axis=0).set_axis([1, 2, 3, 4], axis=1)
    assert pair_partners(scores, forbid=[(1, 3)]).binomes == [("1", "4"), ("2", "3")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"objective": "nash"}, "Invalid objective 'nash'"),
        ({"objective": None}, "Invalid objective None"),
        ({"odd": "wait for me"}, "Invalid odd 'wait for me'"),
        ({"forbid": [("A", "Z")]}, r"Unknown partner \['Z'\] in forbid .*'A', 'B', 'C', 'D'"),
        ({"require": [("Y", "Z")]}, r"Unknown partner \['Y', 'Z'\] in require"),
        ({"forbid": [("A", "A")]}, r"Invalid pair \('A', 'A'\) in forbid"),
        ({"require": [("A", "B", "C")]}, r"Invalid pair \('A', 'B', 'C'\) in require"),
        ({"forbid": ("A", "B")}, r"Invalid pair 'A' in forbid"),
    ],
)
def test_refusals_say_what_was_given(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        pair_partners(SCORES, **options)
    assert "Must be" in str(caught.value)
    assert not isinstance(caught.value, InfeasibleError)


def test_contradictions_are_infeasible_and_named() -> None:
    with pytest.raises(InfeasibleError) as caught:
        pair_partners(SCORES, require=[("A", "B"), ("C", "D")], forbid=[("B", "A"), ("C", "D")])
    assert "A and B are required, but may not be paired (forbidden)" in str(caught.value)
    assert "C and D are required, but may not be paired (forbidden)" in str(caught.value)
    assert isinstance(caught.value, ValueError)


# Countries


def grid_of(size: int, countries: dict[str, str] | None = None, late: int = 0) -> Grid:
    """Random scores; the last ``late`` partners have answered nothing."""
    rng = np.random.default_rng(size)
    names = [f"P{i:02d}" for i in range(size)]
    parts = []
    for _ in range(2):
        part = pd.DataFrame(rng.integers(1, 6, (size, 3)), names, list("tuv")).astype(float)
        part.iloc[size - late :] = np.nan
        parts.append(part)
    return Grid.from_frames(*parts, countries=countries)


def flows_of(size: int, countries: dict[str, str] | None = None, late: int = 0) -> Complementarity:
    return complementarity(grid_of(size, countries, late))


SAME = {"P03": "FR", "P00": "FR", "P01": "PL", "P02": "CZ"}


def test_the_same_country_is_no_pair_and_of_945_pairings_840_remain() -> None:
    found = pair_partners(flows_of(10, SAME))
    assert found.count == 840
    assert found.inadmissible == {("P00", "P03"): "same country"}
    assert pair_partners(flows_of(10)).count == 945


def test_the_country_rule_can_be_lifted() -> None:
    found = pair_partners(flows_of(10, SAME), allow_same_country=True)
    assert (found.count, found.inadmissible) == (945, {})


def test_require_overrides_the_country_rule() -> None:
    found = pair_partners(flows_of(10, SAME), require=[("P03", "P00")])
    assert ("P00", "P03") in found.binomes
    assert (found.count, found.inadmissible) == (105, {})


def test_require_overrides_it_for_that_pair_only() -> None:
    twice = {**SAME, "P05": "FR"}
    found = pair_partners(flows_of(10, twice), require=[("P03", "P00")])
    assert dict(found.inadmissible) == {
        ("P00", "P05"): "same country",
        ("P03", "P05"): "same country",
    }


def test_a_ban_stands_above_the_country_rule() -> None:
    found = pair_partners(flows_of(10, SAME), forbid=[("P00", "P03")])
    assert found.inadmissible == {("P00", "P03"): "forbidden"}


def test_partners_of_unknown_country_are_no_compatriots() -> None:
    assert pair_partners(flows_of(4, {"P00": "FR"})).inadmissible == {}


def test_all_of_one_country_is_a_named_contradiction() -> None:
    with pytest.raises(InfeasibleError, match=r"P00 has no admissible mate \(P01: same country"):
        pair_partners(flows_of(4, dict.fromkeys(["P00", "P01", "P02", "P03"], "FR")))


# Both ways


def both_ways_flows() -> Complementarity:
    """A-B and C-D carry both ways; A-C is worth most, but carries one way only."""
    return complementarity(
        Grid.from_frames(
            frame("""
            |   | t | u | v |
            |---|---|---|---|
            | A | 3 | 2 | 0 |
            | B | 0 | 3 | 2 |
            | C | 0 | 3 | 5 |
            | D | 3 | 0 | 2 |
            """),
            frame("""
            |   | t | u | v |
            |---|---|---|---|
            | A | 0 | 3 | 2 |
            | B | 3 | 2 | 2 |
            | C | 3 | 2 | 2 |
            | D | 0 | 3 | 5 |
            """),
        )
    )


def test_carrying_both_ways_comes_first() -> None:
    flows = both_ways_flows()
    carries = flows.carries & flows.carries.T
    count = {
        groups: sum(bool(carries.loc[a, b]) for a, b in groups)
        for groups, _, _ in ranking(flows.scores)
    }
    most = max(count.values())
    expected = next(g for g, _, _ in ranking(flows.scores) if count[g] == most)
    found = pair_partners(flows)
    assert tuple(found.binomes) == expected
    assert found.both_ways_pairs == most
    unasked = pair_partners(flows, both_ways=False)
    assert tuple(unasked.binomes) == ranking(flows.scores)[0][0]
    assert unasked.both_ways_pairs == 0


@given(st.integers(0, 10_000), st.sampled_from([4, 6]), st.sampled_from(["total", "leximin"]))
@settings(max_examples=30)
def test_both_ways_first_then_the_objective(seed: int, size: int, objective: str) -> None:
    rng = np.random.default_rng(seed)
    names = [f"P{i}" for i in range(size)]
    frames = [pd.DataFrame(rng.integers(0, 6, (size, 2)), names, ["t", "u"]) for _ in range(2)]
    flows = complementarity(Grid.from_frames(*frames))
    both = flows.carries & flows.carries.T
    ranked = ranking(flows.scores, objective)
    count = [sum(bool(both.loc[a, b]) for a, b in groups) for groups, _, _ in ranked]
    found = pair_partners(flows, objective=objective)
    assert tuple(found.binomes) == ranked[count.index(max(count))][0]
    best = max(t for (_, t, _), c in zip(ranked, count, strict=True) if c == max(count))
    assert found.upper_bound == pytest.approx(float(best) / 1e6, abs=1e-9)


# Odd numbers


def test_an_odd_partnership_makes_one_trio() -> None:
    found = pair_partners(flows_of(5))
    assert sorted(map(len, found.binomes)) == [2, 3]
    assert (found.unpaired, found.waiting) == ((), ())


def test_a_trio_adds_half_the_sum_of_its_three_scores() -> None:
    three = SCORES.loc[list("ABC"), list("ABC")]
    found = pair_partners(three)
    assert found.binomes == [("A", "B", "C")]
    assert found.total == pytest.approx((1.2 + 3.0 + 1.8) / 2)
    assert found.weakest == found.score_of(("A", "B", "C")) == pytest.approx((1.2 + 3.0 + 1.8) / 3)


def test_a_trio_is_what_its_members_get() -> None:
    scores = random_scores(13, 5, "uniform")
    found = pair_partners(scores)
    received = 0.0
    for group in found.binomes:
        for member in group:
            received += np.mean([scores.loc[member, mate] for mate in group if mate != member])
    assert found.total == pytest.approx(received / 2, abs=1e-5)


def test_one_may_stay_without_binome() -> None:
    found = pair_partners(flows_of(5), odd="unpaired")
    assert [len(binome) for binome in found.binomes] == [2, 2]
    assert len(found.unpaired) == 1
    assert found.waiting == ()


def test_a_trio_holds_no_pair_that_may_not_be() -> None:
    countries = {"P00": "FR", "P01": "FR"}
    found = pair_partners(flows_of(5, countries))
    assert all(not {"P00", "P01"} <= set(group) for group in found.binomes)
    assert found.count == 10 - 1 - 3  # less the pair, and the trios that hold it


def test_even_numbers_know_no_odd_rule() -> None:
    everything = [pair_partners(flows_of(6), odd=odd) for odd in (None, "trio", "unpaired", "wait")]
    assert len({tuple(found.binomes) for found in everything}) == 1


# Late partners


def test_late_partners_are_not_paired() -> None:
    found = pair_partners(flows_of(6, late=2))
    assert {name for binome in found.binomes for name in binome} == {"P00", "P01", "P02", "P03"}
    assert (found.late, found.unpaired) == (("P04", "P05"), ("P04", "P05"))
    assert (found.waiting, found.count) == ((), 3)
    assert found.inadmissible["P00", "P04"] == "not assessed"
    assert found.verify()


def test_who_is_left_over_waits_for_the_late() -> None:
    found = pair_partners(flows_of(6, late=1))
    assert [len(binome) for binome in found.binomes] == [2, 2]
    assert found.late == ("P05",)
    (waiting,) = found.waiting
    assert set(found.unpaired) == {waiting, "P05"}
    assert found.verify()


@pytest.mark.parametrize(("odd", "sizes"), [("trio", [2, 3]), ("unpaired", [2, 2])])
def test_the_rule_for_odd_numbers_may_be_said_all_the_same(odd: str, sizes: list[int]) -> None:
    found = pair_partners(flows_of(6, late=1), odd=odd)
    assert sorted(map(len, found.binomes)) == sizes
    assert found.waiting == ()


def test_a_pair_pinned_without_scores_stands_outside_the_total() -> None:
    flows = flows_of(6, late=1)
    found = pair_partners(flows, require=[("P05", "P02")])
    assert found.pinned == (("P02", "P05"),)
    assert ("P02", "P05") in found.binomes
    assert np.isnan(found.score_of(("P02", "P05")))
    assert (found.late, found.unpaired) == ((), ())
    others = [binome for binome in found.binomes if binome not in found.pinned]
    assert found.total == pytest.approx(sum(flows.scores.loc[b] for b in others), abs=1e-5)
    assert found.count == 3
    assert ("P02", "P05") not in found.inadmissible
    assert found.verify()


def test_a_pinned_pair_of_two_late_ones() -> None:
    found = pair_partners(flows_of(6, late=2), require=[("P04", "P05")])
    assert ("P04", "P05") in found.binomes
    assert found.unpaired == ()


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_pinned_pairs_may_be_all_there_is(objective: str) -> None:
    found = pair_partners(flows_of(2, late=2), require=[("P00", "P01")], objective=objective)
    assert found.binomes == [("P00", "P01")]
    assert (found.total, found.count, found.rank, found.ties) == (0, 1, 1, 1)
    assert np.isnan(found.weakest)
    assert found.verify()


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_the_first_return_waits_for_the_others(objective: str) -> None:
    found = pair_partners(flows_of(4, late=3), objective=objective)
    assert (found.binomes, found.waiting) == ([], ("P00",))
    assert found.verify()


def test_a_pinned_pair_may_not_be_forbidden_or_required_otherwise() -> None:
    flows = flows_of(6, late=2)
    with pytest.raises(InfeasibleError) as caught:
        pair_partners(
            flows,
            require=[("P00", "P04"), ("P01", "P05"), ("P01", "P02")],
            forbid=[("P04", "P00")],
        )
    assert "P00 and P04 are required and forbidden" in str(caught.value)
    assert "P01 and P05 are required without a score, and so are P01 and P02" in str(caught.value)


def test_nobody_has_answered() -> None:
    with pytest.raises(InfeasibleError, match=r"None of the partners \['P00', 'P01'\] has a score"):
        pair_partners(flows_of(2, late=2))


def test_returns_that_have_not_arrived() -> None:
    intake = illustrative.intake()
    answers = intake.answers
    for missing, waiting in ((["P10"], 1), (["P02", "P10"], 0)):
        some = replace(intake, answers=answers[~answers["partner"].isin(missing)])
        found = pair_partners(complementarity(score_grid(some)))
        assert found.late == tuple(missing)
        assert len(found.waiting) == waiting
        assert set(missing) <= set(found.unpaired)
        assert ("P01", "P04") not in found.binomes
        assert found.verify()


def test_the_illustrative_returns() -> None:
    found = pair_partners(complementarity(score_grid(illustrative.intake())))
    everybody = sorted(name for binome in found.binomes for name in binome)
    assert everybody == [f"P{i:02d}" for i in range(1, 11)]
    assert found.inadmissible == {("P01", "P04"): "same country"}
    assert (found.count, found.rank) == (840, 1)
    assert found.verify()


# Above twelve


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_above_twelve_no_pairing_is_counted(objective: str) -> None:
    found = pair_partners(flows_of(13), objective=objective, odd="unpaired")
    assert (found.rank, found.count, found.ties, found.totals) == (None, None, None, None)
    assert found.upper_bound >= found.total
    assert "rank" not in repr(found)


def test_above_twelve_late_partners_and_constraints() -> None:
    countries = {f"P{i:02d}": str(i % 5) for i in range(17)}
    flows = flows_of(17, countries, late=1)
    found = pair_partners(flows, forbid=[("P00", "P01")], require=[("P02", "P07"), ("P03", "P16")])
    assert {("P02", "P07"), ("P03", "P16")} <= set(found.binomes)
    assert ("P00", "P01") not in found.binomes
    own = [countries[a] == countries[b] for a, b in found.binomes]
    assert sum(own) == 1  # P02 and P07, who were required
    assert len(found.waiting) == 1
    assert found.verify()


def test_inadmissible_pairs_cannot_be_taken_off_the_list() -> None:
    found = pair_partners(SCORES, forbid=[("A", "C")])
    with pytest.raises(TypeError, match="does not support item deletion"):
        del found.inadmissible["A", "C"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("objective", "odd", "message"),
    [
        ("nash", None, "Invalid objective 'nash'. Must be one of 'total', 'leximin'"),
        ("total", "drop", "Invalid odd 'drop'. Must be one of 'trio', 'unpaired', 'wait'"),
    ],
)
def test_unknown_options_are_refused(objective: str, odd: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pair_partners(SCORES, objective=objective, odd=odd)
