"""Why these two."""

from __future__ import annotations

import pandas as pd
import pytest

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
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
