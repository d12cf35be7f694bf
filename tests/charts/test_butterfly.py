"""Cards: the numbers of both directions, by theme and by criterion."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from prospects_analysis.charts import plot_card
from prospects_analysis.wording import number
from tests.charts.examples import illustrative, pair, pairing, plain_pairing, random_grid
from tests.charts.reading import by_gid, said, texts, title_of


def bars(figure) -> dict[str, Rectangle]:
    return {patch.get_gid(): patch for patch in figure.axes[0].patches if patch.get_gid()}


def test_wings_show_the_transfers_of_both_directions():
    proposal = pairing("illustrative")
    figure = plot_card(proposal, ("P01", "P02"), language="fr")
    assert isinstance(figure, Figure)
    explained = proposal.explain("P01").themes
    for row in explained.itertuples():
        for gid, amount in (
            (f"P01:P02:{row.theme}", row.gives),
            (f"P02:P01:{row.theme}", row.receives),
        ):
            assert by_gid(figure, gid) == number(amount, 1, "fr")


def test_bars_grow_outward_in_proportion_on_one_scale_for_all_cards():
    proposal = pairing("illustrative")
    amounts = proposal.flows.transfers.set_index(["giver", "receiver", "theme"])["amount"]
    ratios = []
    for binome in (("P01", "P02"), ("P09", "P10")):
        figure = plot_card(proposal, binome)
        middle = figure.axes[0].get_xlim()[1] / 2
        for gid, bar in bars(figure).items():
            giver, receiver, theme = gid.split(":")
            assert (bar.get_x() < middle) == (giver == binome[0])
            ratios.append(bar.get_width() / amounts[giver, receiver, theme])
    assert len(ratios) == 16
    assert ratios == pytest.approx([ratios[0]] * 16)


def test_strongest_criteria_stand_with_resource_and_need():
    proposal = pairing("illustrative")
    figure = plot_card(proposal, ("P09", "P10"), language="en")
    explained = proposal.explain("P09")
    for giver, receiver, frame in (
        ("P09", "P10", explained.gives),
        ("P10", "P09", explained.receives),
    ):
        assert len(frame) == 3
        for row in frame.itertuples():
            numbers = [
                by_gid(figure, f"{giver}:{receiver}:{row.criterion}:{side}") for side in (0, 1)
            ]
            assert [float(text) for text in numbers] == [row.resource, row.need]
    assert {"Enterprise culture", "Sector mapping"} <= set(said(figure))


def test_theme_without_answers_has_a_word_and_no_bar():
    figure = plot_card(pairing("illustrative"), ("P06", "P08"), language="fr")
    assert by_gid(figure, "P06:P08:clusters") == "non évalué"
    assert "P06:P08:clusters" not in bars(figure)
    assert by_gid(figure, "score").endswith("0,8* ⇄")
    assert "provisoire : des réponses manquent" in said(figure)


def test_first_partner_stands_at_the_left():
    one = plot_card(pairing("illustrative"), ("P02", "P01"), language="en")
    heads = {text.get_text(): text.get_position()[0] for text in texts(one)}
    assert heads["Houthalen-Helchteren brings"] < heads["ACOM France brings"]


def test_pair_of_no_proposal_says_so():
    told = "not a pair of this proposal"
    assert told in said(plot_card(pairing("illustrative"), ("P10", "P01"), language="en"))
    assert told not in said(plot_card(pairing("illustrative"), ("P02", "P01"), language="en"))


def test_trio_has_six_directions():
    proposal = pairing("trio")
    (trio,) = [binome for binome in proposal.binomes if len(binome) == 3]
    figure = plot_card(proposal, trio, language="en")
    directed = proposal.flows.directed
    shown = {gid: bar.get_width() for gid, bar in bars(figure).items()}
    assert len(shown) == 6
    for gid in shown:
        giver, receiver = gid.split(":")
        assert by_gid(figure, gid) == number(directed.loc[giver, receiver], 1, "en")
        best = proposal.flows.strongest(giver, receiver, 1)
        for row in best.itertuples():
            assert float(by_gid(figure, f"{gid}:{row.criterion}:0")) == row.resource


def test_pair_without_a_score_says_whose_answers_are_missing():
    figure = plot_card(pairing("pinned"), ("P03", "P05"), language="fr")
    assert title_of(figure) == "Karviná et Tatabánya : pas encore de note"
    assert any(text.startswith("Karviná n’a pas") for text in said(figure))
    assert bars(figure) == {}


def test_themes_beyond_the_room_are_owned_up_to():
    figure = plot_card(pair(random_grid(2, 9)), ("P01", "P02"), language="en")
    assert "3 themes with less are left out" in said(figure)
    assert len({gid.split(":")[2] for gid in bars(figure)}) == 6


def test_nothing_to_give_is_said():
    figure = plot_card(pairing("nothing to give"), ("P01", "P02"), language="en")
    assert title_of(figure) == "Neither P01 nor P02 has what the other needs"
    assert said(figure).count("nothing that the other needs") == 2


@pytest.mark.parametrize("binome", [("P01",), ("P01", "P01"), ("P01", "P99"), "P1"])
def test_card_of_no_pair_is_refused(binome):
    with pytest.raises(ValueError, match="Must be two or three different partners"):
        plot_card(pair(illustrative()), binome)


def test_card_of_a_plain_matrix_is_refused():
    with pytest.raises(ValueError, match="Must be a pairing made from a grid"):
        plot_card(plain_pairing([[0, 1], [1, 0]]), ("A", "B"))
