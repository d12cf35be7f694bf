"""Why us two, for one partner: every figure drawn is one that the public functions give."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from prospects_analysis.charts import plot_partner
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.explaining import explanation_in_words
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.titles import card_title
from prospects_analysis.wording import LANGUAGES, number
from tests.charts.examples import LONG, illustrative, pair, pairing, plain_pairing, random_grid
from tests.charts.reading import by_gid, faults, plain, said, texts, title_of

CASES = {
    "pair": lambda: (pairing("illustrative"), "P09"),
    "provisional": lambda: (pairing("illustrative"), "P06"),
    "trio": lambda: (pair(illustrative(("P10",)), odd="trio"), "P03"),
    "pinned": lambda: (pairing("pinned"), "P03"),
    "late": lambda: (pairing("late"), "P03"),
    "waiting": lambda: (pairing("late"), "P06"),
    "twenty": lambda: (pairing("twenty"), "P01"),
    "nothing to give": lambda: (pairing("nothing to give"), "P01"),
    "long names": lambda: (pair(random_grid(4, name=LONG)), LONG.format(1)),
    "long names, trio": lambda: (pair(random_grid(3, name=LONG)), LONG.format(1)),
}


def bars(figure):
    return {
        patch.get_gid(): patch
        for patch in figure.axes[0].patches
        if isinstance(patch, Rectangle) and patch.get_gid()
    }


def summary_of(figure):
    lines = [text.get_text() for text in texts(figure) if text.get_gid() == "summary"]
    return plain(" ".join(lines))


@pytest.mark.parametrize(
    ("case", "language"),
    [
        *((case, "fr") for case in CASES),
        *((case, other) for case in ("provisional", "trio", "late") for other in LANGUAGES[1:]),
    ],
)
def test_chart_can_be_read(case, language):
    proposal, partner = CASES[case]()
    figure = plot_partner(proposal, partner, language=language)
    assert tuple(figure.get_size_inches()) == SLIDE
    assert plain(footer_text(proposal, language)) in said(figure)
    assert faults(figure) == []


def test_criteria_stand_with_resource_need_and_transfer():
    proposal = pairing("illustrative")
    figure, explained = plot_partner(proposal, "P09", language="fr"), proposal.explain("P09")
    assert len(bars(figure)) == 6
    for way, rows in (("P09:P10", explained.gives), ("P10:P09", explained.receives)):
        for row in rows.itertuples():
            gid = f"{way}:{row.criterion}"
            assert by_gid(figure, gid) == number(row.transfer, 1, "fr")
            shown = [by_gid(figure, f"{gid}:{side}") for side in (0, 1)]
            assert shown == [number(value, 0, "fr") for value in (row.resource, row.need)]


def test_bars_are_as_long_as_what_transfers_and_what_is_given_stands_left():
    proposal = pairing("illustrative")
    figure, explained = plot_partner(proposal, "P09"), proposal.explain("P09")
    middle = figure.axes[0].get_xlim()[1] / 2
    transfers = {
        f"{way}:{row.criterion}": row.transfer
        for way, rows in (("P09:P10", explained.gives), ("P10:P09", explained.receives))
        for row in rows.itertuples()
    }
    lengths = {gid: bar.get_width() for gid, bar in bars(figure).items()}
    ratio = lengths["P09:P10:support.culture"] / transfers["P09:P10:support.culture"]
    assert lengths == pytest.approx({gid: ratio * amount for gid, amount in transfers.items()})
    for gid, bar in bars(figure).items():
        assert (bar.get_x() < middle) == gid.startswith("P09")


def test_score_second_choice_and_cost_stand_below():
    proposal = pairing("illustrative")
    figure = plot_partner(proposal, "P09", language="en")
    told = explanation_in_words(proposal, "P09", "en")
    assert summary_of(figure) == plain(" ".join((told[0], *told[-4:-2])))
    assert {"Wigan gives", "Wigan receives", "→ Gelsenkirchen", "Gelsenkirchen →"} <= {
        *said(figure)
    }
    assert title_of(figure) == plain(card_title(proposal, ("P09", "P10"), "en"))


def test_trio_shows_the_three_strongest_of_both_mates_and_names_them():
    proposal, partner = CASES["trio"]()
    explained = proposal.explain(partner)
    assert len(explained.mates) == 2
    figure = plot_partner(proposal, partner, language="en")
    drawn = bars(figure)
    assert len(drawn) == 6
    for rows, outward in ((explained.gives, True), (explained.receives, False)):
        best = rows["transfer"].sort_values(ascending=False).iloc[:3].tolist()
        ways = {
            f"{partner}:{row.mate}:{row.criterion}"
            if outward
            else f"{row.mate}:{partner}:{row.criterion}": row.transfer
            for row in rows.itertuples()
        }
        assert sorted((ways[gid] for gid in drawn if gid in ways), reverse=True) == best
    names = [text for text in said(figure) if text in ("→ ACOM France", "→ Zasavje")]
    assert len(names) == 3


@pytest.mark.parametrize("case", ["pinned", "late", "waiting"])
def test_whoever_has_no_score_has_a_sentence_and_no_bars(case):
    proposal, partner = CASES[case]()
    figure = plot_partner(proposal, partner, language="en")
    assert bars(figure) == {}
    assert summary_of(figure) == plain(" ".join(explanation_in_words(proposal, partner, "en")))


def test_nothing_to_give_is_said():
    figure = plot_partner(pairing("nothing to give"), "P01", language="en")
    assert bars(figure) == {}
    assert said(figure).count("nothing that the other needs") == 2


def test_own_title_or_none():
    proposal = pairing("illustrative")
    assert title_of(plot_partner(proposal, "P09", title="Why us two?")) == "Why us two?"
    assert title_of(plot_partner(proposal, "P09", title=None)) == ""


def test_only_the_house_colours_are_used():
    figure = plot_partner(pairing("illustrative"), "P09")
    grounds = {patch.get_facecolor() for patch in figure.axes[0].patches}
    assert len(grounds) == 2


def test_nobody_unknown_and_no_plain_matrix_is_drawn():
    with pytest.raises(ValueError, match="'P99' is in no binôme"):
        plot_partner(pairing("illustrative"), "P99")
    with pytest.raises(ValueError, match="'A' was asked of a plain score matrix"):
        plot_partner(plain_pairing([[0, 1], [1, 0]]), "A")
