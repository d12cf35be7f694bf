"""The landscape: every pairing is counted once, where its total is."""

from __future__ import annotations

import numpy as np
import pytest

from prospects_analysis.charts import plot_landscape
from prospects_analysis.charts.bars import bar_of, bar_step, nice_step
from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.wording import number
from tests.charts.examples import pair, pairing, random_grid
from tests.charts.reading import by_gid, said, title_of


def bars(ax, kind):
    return [patch for patch in ax.patches if patch.get_gid() == kind]


def height(ax, kind):
    return sum(bar.get_height() for bar in bars(ax, kind))


def held(ax, low, high):
    """Count what bars wholly within two ends hold."""
    return sum(bar.get_height() for bar in ax.patches if low <= bar.get_x() < high)


@pytest.mark.parametrize("name", ["illustrative", "twelve", "trio", "equal", "plain", "two"])
def test_all_pairings_are_counted_once(name):
    proposal = pairing(name)
    ax = plot_landscape(proposal)
    everything = enumerate_pairings(proposal.problem)
    candidates = int((everything.both_ways == everything.both_ways.max()).sum())
    assert height(ax, "candidates") == candidates
    assert height(ax, "candidates") + height(ax, "others") == proposal.count


def test_bars_stand_where_the_totals_are():
    proposal = pairing("illustrative")
    ax = plot_landscape(proposal)
    for low, high in ((0, 5.3), (5.3, 5.6), (5.6, 9)):
        width = ax.patches[0].get_width() / 0.92
        edges = np.round(np.array([low, high]) / width - 0.5) * width + width / 2
        inside = (proposal.totals >= edges[0]) & (proposal.totals < edges[1])
        assert held(ax, *(edges - 1e-6 + 0.02 * width)) == inside.sum()


@pytest.mark.parametrize("name", ["illustrative", "leximin", "an alternative"])
def test_proposal_is_marked_at_its_total(name):
    proposal = pairing(name)
    ax = plot_landscape(proposal, language="fr")
    (mark,) = [line for line in ax.lines if line.get_gid() == "proposal"]
    assert list(mark.get_xdata()) == [proposal.total] * 2
    assert by_gid(ax.figure, "total").endswith(number(proposal.total, 2, "fr"))


def test_pairings_with_fewer_both_ways_pairs_are_lighter_and_said():
    proposal = pairing("illustrative")
    ax = plot_landscape(proposal, language="en")
    assert height(ax, "others") == 168
    assert all(bar.get_hatch() for bar in bars(ax, "others"))
    assert "168 in which fewer do: set aside" in said(ax.figure)


def test_others_with_a_higher_total_are_owned_up_to():
    proposal = pair(random_grid(8, 3, gaps=0.2, seed=3))
    everything = enumerate_pairings(proposal.problem)
    others = everything.total[everything.both_ways < everything.both_ways.max()]
    assert int((others > round(proposal.total * 2_000_000)).sum()) == 1
    assert any(
        "though 1 has a higher total" in t
        for t in said(plot_landscape(proposal, language="en").figure)
    )


def test_without_the_rule_all_are_candidates():
    proposal = pair(random_grid(6), both_ways=False)
    ax = plot_landscape(proposal, language="en")
    assert height(ax, "others") == 0
    assert "15 possible ways to form the pairs, each at its total" in said(ax.figure)


def test_leximin_says_what_the_total_could_be():
    proposal = pairing("leximin")
    assert proposal.upper_bound > proposal.total
    told = said(plot_landscape(proposal, language="en").figure)
    assert "The highest total is 5.92; here the weakest pair counts first" in told


def test_ties_all_round_make_one_bar():
    ax = plot_landscape(pairing("equal"), language="en")
    (bar,) = ax.patches
    assert bar.get_height() == 105
    assert title_of(ax.figure) == (
        "All 105 ways to form the pairs are equally good: the scores do not decide"
    )


@pytest.mark.parametrize("name", ["twenty-three", "fourteen, leximin"])
def test_many_partners_get_total_and_bound_in_words(name):
    proposal = pairing(name)
    ax = plot_landscape(proposal, language="en")
    told = said(ax.figure)
    assert len(ax.patches) == 0
    assert {number(proposal.total, 2, "en"), number(proposal.upper_bound, 2, "en")} <= set(told)
    reached = any("this one reaches it" in text for text in told)
    assert reached == (proposal.total == proposal.upper_bound)


def test_steps_are_round_and_bars_few():
    random = np.random.default_rng(1)
    for reach in (1e-4, 0.3, 7.0, 1234.0):
        values = random.random(500) * reach
        step = bar_step(values)
        assert float(f"{step:.0e}") == step
        assert len(set(bar_of(values, step))) <= 37
    assert [nice_step(x) for x in (0.001, 0.0011, 0.3, 51)] == [0.001, 0.002, 0.5, 100.0]
