"""The landscape: every pairing is counted once, where its total is."""

from __future__ import annotations

import numpy as np
import pytest

from prospects_analysis.charts import plot_landscape
from prospects_analysis.charts.bars import bar_of, bar_step, nice_step
from prospects_analysis.charts.standing import Standing
from prospects_analysis.charts.titles import landscape_title
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.wording import number
from tests.charts.examples import illustrative, pair, pairing, random_grid
from tests.charts.reading import by_gid, faults, said, title_of


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


def line(ax, gid):
    """Where the line with an id stands; None where there is none."""
    found = [line for line in ax.lines if line.get_gid() == gid]
    return found[0].get_xdata()[0] if found else None


#: A computed pairing, and what was adopted instead.
ADOPTED = {
    "near": lambda: (pairing("illustrative"), pairing("illustrative").alternatives(5)[3]),
    "far": lambda: _adopted(pairing("illustrative"), ("P01", "P09"), ("P02", "P08")),
    "higher total": lambda: _adopted(pairing("leximin"), *pairing("illustrative").binomes),
    "worst": lambda: (pairing("plain"), pairing("plain").alternatives(9)[-1]),
    "tied": lambda: (pairing("equal"), pairing("equal").alternatives(3)[1]),
    "trio": lambda: _adopted(pairing("trio"), ("P01", "P02")),
    "twelve": lambda: _adopted(pairing("twelve"), ("P01", "P02"), ("P03", "P05")),
}


def _adopted(computed, *binomes):
    return computed, adopt(computed, binomes)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ADOPTED)
def test_what_was_adopted_is_marked_with_its_rank(name, language):
    computed, adopted = ADOPTED[name]()
    ax = plot_landscape(computed, own=adopted, language=language)
    assert faults(ax.figure) == []
    assert line(ax, "proposal") == computed.total
    assert line(ax, "own") == adopted.total
    told = by_gid(ax.figure, "own total")
    rank = number(adopted.rank, 0, language)
    assert number(adopted.total, 2, language) in told
    assert rank in told.replace(number(adopted.total, 2, language), "")
    if language == "en":
        assert told.startswith("adopted: ")
        assert told.endswith("tied") == (adopted.ties > 1)
        assert by_gid(ax.figure, "total") == f"computed: {computed.total:.2f}"
        assert not any("this proposal" in text for text in said(ax.figure))


@pytest.mark.parametrize("tried", [False, True])
def test_what_is_the_computed_one_has_one_mark_that_says_so(tried):
    computed = pairing("illustrative")
    own = adopt(computed, computed.binomes)
    ax = plot_landscape(computed, own=own, tried=tried, language="en")
    assert line(ax, "own") is None
    said_of_it = "computed, and your own: 5.92" if tried else "computed and adopted: 5.92"
    assert by_gid(ax.figure, "total") == said_of_it
    first = "Your own pairs" if tried else "The adopted pairs"
    assert title_of(ax.figure) == (
        f"{first} are the computed ones. Of 840 ways to form the pairs, this one leads by 0.05; "
        "83 others come within 5% of it"
    )


def test_what_is_only_tried_is_not_called_adopted():
    computed = pairing("illustrative")
    own = computed.with_(require=[("P01", "P05")])
    ax = plot_landscape(computed, own=own, tried=True, language="en")
    # Its own rank is among those with that pair; here it is ranked among all.
    assert (own.rank, by_gid(ax.figure, "own total")) == (1, "your own: 5.85, rank 4 of 840")
    assert title_of(ax.figure) == (
        "3 of 840 ways to form the pairs do better than your own pairs; "
        "the best comes to 0.07 more in all"
    )
    assert not any("adopted" in text for text in said(ax.figure))


def test_what_breaks_the_rules_has_no_rank():
    computed = pair(illustrative(), forbid=[("P02", "P09")])
    adopted = adopt(computed, [("P02", "P09")])
    ax = plot_landscape(computed, own=adopted, language="en")
    assert line(ax, "own") == adopted.total
    assert by_gid(ax.figure, "own total") == "adopted: 5.84, outside the rules"
    assert title_of(ax.figure) == (
        "The adopted pairs come to 5.84 in all, the computed ones to 5.92"
    )


def test_with_a_late_partner_it_has_no_place_and_that_is_said():
    computed = pairing("late")
    adopted = adopt(computed, [("P03", "P04")])
    ax = plot_landscape(computed, own=adopted, language="en")
    assert line(ax, "own") is None
    assert "The adopted pairs are of other partners too: no place here" in said(ax.figure)
    assert faults(ax.figure) == []
    assert title_of(ax.figure) == landscape_title(computed, "en")


@pytest.mark.parametrize("name", ["twenty", "eighteen with long names"])
def test_of_many_partners_the_adopted_total_is_written_large(name):
    computed = pairing(name)
    adopted = adopt(computed, [computed.problem.partners[:2]])
    figure = plot_landscape(computed, own=adopted, language="en").figure
    digits = 2 if computed.total - adopted.total > 0.01 else 4
    totals = [number(one.total, digits, "en") for one in (computed, adopted)]
    assert totals[0] != totals[1]
    assert {*totals, "adopted"} <= set(said(figure))
    assert title_of(figure) == (
        f"The adopted pairs come to {totals[1]} in all, the computed ones to {totals[0]}"
    )
    assert faults(figure) == []
    same = plot_landscape(computed, own=computed, language="en").figure
    assert "computed and adopted" in said(same)


def test_titles_count_who_does_better_and_what_it_comes_to():
    computed = pairing("illustrative")
    far = ADOPTED["far"]()[1]
    standing = Standing.of(computed, far)
    assert (standing.rank, standing.count) == (far.rank, far.count)
    assert landscape_title(computed, "en", far) == (
        f"{far.rank - 1} of 840 ways to form the pairs do better than the adopted pairs; "
        f"the best comes to {computed.total - far.total:.2f} more in all"
    )
    assert landscape_title(*_both("tied")) == (
        "No way to form the pairs does better than the adopted pairs; the total is the same"
    )
    assert landscape_title(*_both("higher total")).endswith(
        "; the computed one comes to 0.48 less in all"
    )


def _both(name):
    computed, adopted = ADOPTED[name]()
    return computed, "en", adopted


def test_other_scores_are_refused():
    with pytest.raises(ValueError, match="from the same scores"):
        plot_landscape(pairing("two"), own=pair(random_grid(2, seed=5)))


def test_why_it_ranks_lower_than_its_total_is_told():
    computed, far = ADOPTED["far"]()
    assert computed.both_ways_pairs - far.both_ways_pairs == 1
    higher = int((computed.totals > far.total + 1e-7).sum())
    assert higher < far.rank - 1
    why = "Adopted: 1 pair fewer gives and receives, hence set aside"
    assert why in said(plot_landscape(computed, own=far, language="en").figure)
    near = ADOPTED["near"]()[1]
    told = said(plot_landscape(computed, own=near, language="en").figure)
    assert not any("fewer give" in text for text in told)
