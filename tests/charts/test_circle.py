"""The binômes on a circle: lines as thick as scores are high, and nobody left unmentioned."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from prospects_analysis.charts import plot_binomes
from prospects_analysis.wording import number
from tests.charts.examples import illustrative, pair, pairing, plain_pairing
from tests.charts.reading import by_gid, said, texts


def lines(ax, kind):
    """Give the lines of a kind by the pair that they join."""
    return {
        tuple(line.get_gid().split(":")[1].split("-")): line
        for line in ax.lines
        if line.get_gid().startswith(f"{kind}:")
    }


def marks(ax):
    return {
        line.get_gid().split(":")[1]: line
        for line in ax.lines
        if line.get_gid().startswith("partner:")
    }


def test_chosen_pairs_are_joined_and_bear_their_scores():
    proposal = pairing("illustrative")
    ax = plot_binomes(proposal, language="fr")
    assert list(lines(ax, "chosen")) == proposal.binomes
    for a, b in proposal.binomes:
        shown = by_gid(ax.figure, f"score:{a}-{b}")
        assert shown.rstrip("⇄ *") == number(proposal.score_of((a, b)), 1, "fr")
        assert ("*" in shown) == proposal.flows.provisional.loc[a, b]
        both = proposal.flows.carries.loc[a, b] and proposal.flows.carries.loc[b, a]
        assert ("⇄" in shown) == both


def test_every_other_admissible_pair_is_a_thin_line():
    proposal = pairing("illustrative")
    ax = plot_binomes(proposal)
    names = proposal.problem.partners
    expected = set(combinations(names, 2)) - set(proposal.binomes) - set(proposal.inadmissible)
    assert set(lines(ax, "other")) == expected
    thickest = max(line.get_linewidth() for line in lines(ax, "other").values())
    assert thickest < min(line.get_linewidth() for line in lines(ax, "chosen").values())


@pytest.mark.parametrize("kind", ["chosen", "other"])
def test_lines_thicken_with_the_score(kind):
    proposal = pairing("illustrative")
    drawn = lines(plot_binomes(proposal), kind)
    ranked = sorted(drawn, key=lambda ab: proposal.scores.loc[ab])
    widths = [drawn[ab].get_linewidth() for ab in ranked]
    assert all(one < other for one, other in pairwise(widths))


def test_mates_are_neighbours():
    proposal = pairing("illustrative")
    places = {name: mark.get_xydata()[0] for name, mark in marks(plot_binomes(proposal)).items()}

    def distance(a, b):
        return float(((places[a] - places[b]) ** 2).sum())

    for a, b in proposal.binomes:
        assert min(set(places) - {a}, key=lambda other: distance(a, other)) == b


def test_trio_is_a_triangle_with_one_score():
    proposal = pairing("trio")
    (trio,) = [binome for binome in proposal.binomes if len(binome) == 3]
    ax = plot_binomes(proposal, language="en")
    assert set(combinations(trio, 2)) <= set(lines(ax, "chosen"))
    shown = by_gid(ax.figure, "score:" + "-".join(trio))
    assert shown.startswith(number(proposal.score_of(trio), 1, "en"))


def test_late_and_waiting_partners_stand_outside_with_the_reason():
    proposal = pairing("late")
    figure = plot_binomes(proposal, language="en").figure
    told = said(figure)
    where = {text: told.index(text) for text in told}
    assert where["Have not answered yet"] < where["Karviná"] < where["Zasavje"] < where["Wigan"]
    assert where["Wigan"] < where["missing answers"] < where["ACOM Poland"]
    assert set(marks(figure.axes[0])) == {name for b in proposal.binomes for name in b}


def test_many_late_partners_are_counted():
    figure = plot_binomes(pairing("one answer"), language="en").figure
    assert "and 4 others" in said(figure)


def test_odd_one_is_left_over():
    told = said(plot_binomes(pairing("left over"), language="en").figure)
    assert "number" in " ".join(told)
    assert set(pairing("left over").unpaired) < set(told)


def test_pair_required_without_a_score_is_dashed():
    proposal = pairing("pinned")
    ax = plot_binomes(proposal, language="fr")
    dashed = [ab for ab, line in lines(ax, "chosen").items() if line.get_linestyle() != "-"]
    assert dashed == list(proposal.pinned) == [("P03", "P05")]
    assert by_gid(ax.figure, "score:P03-P05") == "sans note"
    # Karviná has not answered: its mark is hollow.
    assert marks(ax)["P03"].get_markerfacecolor() == "#FFFFFF"
    assert marks(ax)["P05"].get_markerfacecolor() != "#FFFFFF"


def test_ties_are_said_and_have_lines_of_one_width():
    proposal = pairing("equal")
    ax = plot_binomes(proposal, language="en")
    assert proposal.ties == 105
    assert any(
        text.startswith("105 ways to form the pairs do equally well") for text in said(ax.figure)
    )
    for kind in ("chosen", "other"):
        assert len({line.get_linewidth() for line in lines(ax, kind).values()}) == 1


def test_key_explains_only_what_is_there():
    told = said(plot_binomes(plain_pairing([[0, 1], [1, 0]]), language="en").figure)
    assert "pair proposed, with its score" in told
    assert not {"⇄", "*", "="} & set(told)
    assert not any(text.startswith("other possible pair") for text in told)


def test_more_than_twenty_partners_are_counted_by_score():
    proposal = pairing("twenty-three")
    ax = plot_binomes(proposal, language="en")
    assert sum(bar.get_height() for bar in ax.patches) == len(proposal.binomes)
    assert any(text.startswith("23 partners, too many for a circle") for text in said(ax.figure))
    assert not any(text.get_text() in proposal.problem.partners for text in texts(ax.figure))


def test_names_are_those_of_the_readers_language():
    proposal = pair(illustrative())
    assert "ACOM Pologne" in said(plot_binomes(proposal, language="fr").figure)
    assert "ACOM Poland" in said(plot_binomes(proposal, language="en").figure)
