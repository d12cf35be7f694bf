"""Why these two."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.intake.practice_tables import PRACTICE_COLUMNS
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from tests import illustrative
from tests.markdown import frame
from tests.pairing.test_proposal import SCORES, flows_of


def illustrative_pairing() -> Pairing:
    return pair_partners(complementarity(score_grid(illustrative.intake())))


def test_what_a_partner_gives_is_what_its_mate_receives() -> None:
    pairing = illustrative_pairing()
    (mate,) = pairing.explain("P09").mates
    assert (min("P09", mate), max("P09", mate)) in pairing.binomes
    one, other = pairing.explain("P09"), pairing.explain(mate)
    for here, there in ((one.gives, other.receives), (one.receives, other.gives)):
        pd.testing.assert_frame_equal(here.drop(columns="mate"), there.drop(columns="mate"))


def test_the_three_strongest_with_their_place() -> None:
    explanation = illustrative_pairing().explain("P09")
    for table, giver in ((explanation.gives, "P09"), (explanation.receives, explanation.mates[0])):
        assert len(table) == 3
        assert table["transfer"].is_monotonic_decreasing
        assert table["file"].str.contains(giver).all()
        assert table["cell"].str.match(r"[A-Z]+\d+$").all()
    assert explanation.gives["evidence"].str.len().gt(0).any()


def test_themes_add_up_to_the_directed_amounts() -> None:
    pairing = illustrative_pairing()
    explanation = pairing.explain("P09")
    (mate,) = explanation.mates
    directed = pairing.flows.directed
    assert explanation.themes["gives"].mean() == pytest.approx(directed.loc["P09", mate])
    assert explanation.themes["receives"].mean() == pytest.approx(directed.loc[mate, "P09"])
    assert explanation.themes["theme"].tolist() == list(pairing.flows.grid.themes)


def test_both_directions_in_one_table() -> None:
    explanation = illustrative_pairing().explain("P09")
    whole = explanation.to_frame()
    assert whole["direction"].tolist() == ["gives"] * 3 + ["receives"] * 3
    assert repr(explanation) == f"Explanation(P09 with {explanation.mates[0]})"


def test_both_mates_of_a_trio() -> None:
    pairing = pair_partners(flows_of(3))
    explanation = pairing.explain("P01")
    assert explanation.mates == ("P00", "P02")
    assert set(explanation.gives["mate"]) == set(explanation.mates)
    assert explanation.gives.index.is_unique
    assert explanation.themes.index.is_unique
    assert len(explanation.themes) == 2 * 3
    assert repr(explanation) == "Explanation(P01 with P00, P02)"


def test_where_nothing_flows_the_tables_are_empty() -> None:
    nothing = frame("""
        |   | t | u |
        |---|---|---|
        | A | 0 | 0 |
        | B | 0 | 0 |
    """)
    explanation = pair_partners(complementarity(Grid.from_frames(nothing, nothing))).explain("A")
    assert explanation.to_frame().empty
    assert {"criterion", "transfer", "evidence", "cell", "mate"} <= set(explanation.gives)
    assert explanation.themes[["gives", "receives"]].to_numpy().tolist() == [[0, 0], [0, 0]]


def test_a_pair_pinned_without_scores_can_be_asked_too() -> None:
    pairing = pair_partners(flows_of(4, late=1), require=[("P00", "P03")])
    assert pairing.explain("P03").gives.empty


def test_a_plain_matrix_explains_nothing() -> None:
    with pytest.raises(ValueError, match=r"'A' was asked of a plain score matrix\. Must be"):
        pair_partners(SCORES).explain("A")


@pytest.mark.parametrize("partner", ["P05", "P99"])
def test_who_is_in_no_binome_has_no_explanation(partner: str) -> None:
    with pytest.raises(ValueError, match=f"'{partner}' is in no binôme.*'P00'"):
        pair_partners(flows_of(6, late=2)).explain(partner)


# Good practices


def practices_of(*rows: tuple[str, str, object, tuple[str, ...], object]) -> Pairing:
    """Pair the illustrative partners, with practices: partner, id, title, criteria, score."""
    tidy = []
    for partner, practice, title, criteria, score in rows:
        values = {"title": title, "transferability": score}
        values |= {f"criteria_{i}": criterion for i, criterion in enumerate(criteria, start=1)}
        tidy += [
            (partner, practice, f"practices.{practice[-2:]}.{name}", "", value,
             "blank" if value is None else "given", "", "", "")
            for name, value in values.items()
        ]  # fmt: skip
    practices = pd.DataFrame(tidy, columns=list(PRACTICE_COLUMNS))
    return pair_partners(
        complementarity(score_grid(replace(illustrative.intake(), practices=practices)))
    )


def test_without_practices_the_table_is_empty() -> None:
    table = practices_of().explain("P09").practices
    assert table.columns.tolist() == [
        "giver",
        "receiver",
        "practice",
        "title",
        "criterion",
        "transferability",
        "worth",
    ]
    assert table.empty
    assert pair_partners(flows_of(4)).explain("P00").practices.empty


def test_illustrative_partners_have_something_to_show_in_most_directions() -> None:
    pairing = illustrative_pairing()
    shown = {
        (row.giver, row.receiver)
        for one, _ in pairing.binomes
        for row in pairing.explain(one).practices.itertuples()
    }
    directions = {way for one, other in pairing.binomes for way in ((one, other), (other, one))}
    sent = set(illustrative.intake().practice_table()["partner"])
    assert directions - shown == {way for way in directions if way[0] not in sent}
    assert shown <= directions


def test_practices_of_the_giver_are_ranked_by_transfer_and_transferability() -> None:
    first, second, third = illustrative_pairing().explain("P09").gives.itertuples()
    pairing = practices_of(
        ("P09", "P09-01", "Weak", (third.criterion,), 5),
        ("P09", "P09-02", "Strong", (second.criterion, first.criterion), 5),
        ("P09", "P09-03", None, (first.criterion,), None),
        ("P09", "P09-04", "Elsewhere", ("clusters.mapping",), 5),
        ("P10", "P10-01", "Same tag, other giver", (first.criterion,), 5),
        ("P01", "P01-01", "Not in this binôme", (first.criterion,), 5),
    )
    table = pairing.explain("P09").practices
    assert table["practice"].tolist() == ["P09-02", "P09-01", "P09-03"]
    assert table["title"].tolist() == ["Strong", "Weak", ""]
    assert table["criterion"].tolist() == [first.criterion, third.criterion, first.criterion]
    assert table["worth"].tolist()[:2] == [5 * first.transfer, 5 * third.transfer]
    assert table[["transferability", "worth"]].iloc[2].isna().all()
    assert set(table["giver"]) == {"P09"}
    assert set(table["receiver"]) == {"P10"}


def test_at_most_three_practices_a_direction() -> None:
    explanation = illustrative_pairing().explain("P09")
    there, back = explanation.gives["criterion"][0], explanation.receives["criterion"][0]
    pairing = practices_of(
        *(("P09", f"P09-0{i}", f"{i}", (there,), i) for i in range(1, 6)),
        ("P10", "P10-01", "Back", (back,), 2),
    )
    table = pairing.explain("P09").practices
    assert table["practice"].tolist() == ["P09-05", "P09-04", "P09-03", "P10-01"]
    pd.testing.assert_frame_equal(
        pairing.explain("P10").practices,
        pd.concat([table[3:], table[:3]], ignore_index=True),
    )


# The second choice


def second_choices_one_by_one(pairing: Pairing, partner: str) -> dict[str, tuple[int, float]]:
    """What each other mate costs, from every admissible pairing."""
    (own,) = [binome for binome in pairing.binomes if partner in binome]
    costs: dict[str, tuple[int, float]] = {}
    for other in pairing.alternatives(pairing.count):
        (then,) = [binome for binome in other.binomes if partner in binome] or [()]
        for mate in set(then) - set(own):
            lost = pairing.both_ways_pairs - other.both_ways_pairs
            cost = (lost, round(pairing.total - other.total, 6))
            costs[mate] = min(costs.get(mate, cost), cost)
    return costs


@pytest.mark.parametrize("partner", ["P01", "P04", "P09"])
@pytest.mark.parametrize("late", [(), ("P10",), ("P03", "P05")], ids=["ten", "trio", "late"])
def test_the_second_choice_loses_least_of_all_pairings(partner: str, late: tuple[str, ...]) -> None:
    answers = illustrative.intake().answers
    intake = replace(illustrative.intake(), answers=answers[~answers["partner"].isin(late)])
    pairing = pair_partners(complementarity(score_grid(intake)), odd="trio")
    found = pairing.explain(partner).second_choice
    costs = second_choices_one_by_one(pairing, partner)
    assert (found.both_ways_lost, round(found.cost, 6)) == min(costs.values())
    assert found.mate == min(costs, key=lambda mate: (costs[mate], mate))


def test_the_others_are_told_what_it_does_to_them() -> None:
    pairing = illustrative_pairing()
    found = pairing.explain("P01").second_choice
    second = pairing.with_(require=[("P01", found.mate)])
    assert found.binomes == tuple(second.binomes)
    assert found.cost == second.against(pairing).cost
    own = [
        {name: one.score_of(binome) for binome in one.binomes for name in binome}
        for one in (pairing, second)
    ]
    changed = {name: own[1][name] - own[0][name] for name in own[0] if name != "P01"}
    assert dict(found.others) == {name: by for name, by in changed.items() if abs(by) > 1e-9}
    assert found.mate in dict(found.others)
    assert repr(found) == f"SecondChoice({found.mate}, cost {found.cost:.3f})"


def test_who_is_left_over_then_has_no_number() -> None:
    pairing = pair_partners(flows_of(5), odd="unpaired")
    (over,) = pairing.unpaired
    partner, mate = pairing.binomes[0]
    rest = set(pairing.problem.partners) - {partner, mate, over}
    pairing = pairing.with_(forbid=[(partner, one) for one in rest])
    assert pairing.unpaired == (over,)
    others = dict(pairing.explain(partner).second_choice.others)
    assert math.isnan(others[over])


@pytest.mark.parametrize(
    "pairing",
    [
        pair_partners(flows_of(2)),
        pair_partners(flows_of(4), forbid=[("P00", "P01"), ("P00", "P02")]),
        pair_partners(flows_of(4), require=[("P00", "P03")]),
        pair_partners(flows_of(4, late=1), require=[("P00", "P03")]),
        pair_partners(flows_of(14)),
    ],
    ids=["two", "forbidden", "required", "pinned without a score", "too many"],
)
def test_where_nobody_else_may_be_there_is_no_second_choice(pairing: Pairing) -> None:
    assert pairing.explain("P00").second_choice is None


def test_equal_second_choices_go_by_partner_order() -> None:
    equal = pd.DataFrame(4.0, index=list("ABCDEF"), columns=["t"])
    found = pair_partners(complementarity(Grid.from_frames(equal, equal))).explain("C")
    assert found.second_choice.cost == 0
    assert found.second_choice.mate == min(set("ABDEF") - {*found.mates})
    assert found.second_choice.others == ()
