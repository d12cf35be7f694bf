"""Cards: the numbers of both directions, by theme and by criterion."""

from __future__ import annotations

from itertools import permutations

import pytest
from matplotlib.colors import same_color
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from prospects_analysis.charts import plot_card
from prospects_analysis.charts.practices import quoted_lines
from prospects_analysis.charts.style import GREY, INK, width_of
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.wording import LANGUAGES, catalogue, number
from tests.charts.described import EVERYBODY, TITLES, UNBROKEN, described
from tests.charts.examples import illustrative, pair, pairing, plain_pairing, random_grid
from tests.charts.reading import by_gid, plain, said, texts, title_of
from tests.charts.rules import broken

NONE_SO_FAR = "no good practice described on these criteria so far"
TRIO = ("P02", "P06", "P10")


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


def practice_of(figure, giver, receiver) -> str:
    """What the lines of a direction's practice say together."""
    gid = f"{giver}:{receiver}:practice"
    return plain(" ".join(one.get_text() for one in texts(figure) if one.get_gid() == gid))


def criteria_of(figure, giver, receiver) -> list[str]:
    """Criteria with numbers, downward."""
    gids = [text.get_gid() or "" for text in texts(figure)]
    start, end = f"{giver}:{receiver}:", ":0"
    return [
        gid[len(start) : -len(end)] for gid in gids if gid.startswith(start) and gid[-2:] == end
    ]


def test_strongest_criteria_stand_with_resource_and_need():
    proposal = described(())
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
    figure = plot_card(pairing("illustrative"), ("P06", "P08"), language="en")
    assert by_gid(figure, "P06:P08:clusters") == "not assessed"
    assert "P06:P08:clusters" not in bars(figure)
    assert by_gid(figure, "score").endswith("0.8* ⇄")
    upper = pairing("illustrative").flows.scores_upper.loc["P06", "P08"]
    assert f"minimum: answers are missing; {upper:.1f} at the most" in said(figure)


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


def test_each_direction_shows_the_practice_worth_most_and_its_criterion():
    proposal = described(EVERYBODY)
    for a, b in proposal.binomes[-2:]:
        figure, explained = plot_card(proposal, (a, b), language="fr"), proposal.explain(a)
        for giver, receiver, rows in ((a, b, explained.gives), (b, a, explained.receives)):
            shown = explained.practices
            first = shown[(shown["giver"] == giver) & (shown["receiver"] == receiver)].iloc[0]
            assert practice_of(figure, giver, receiver) == plain(f"« {first['title']} »")
            named = criteria_of(figure, giver, receiver)
            assert first["criterion"] in named
            assert len(named) == 2
            assert named[0] == rows["criterion"].iloc[0]


def test_a_giver_without_practices_has_a_sentence_where_others_have_some():
    figure = plot_card(described(("P09",)), ("P09", "P10"), language="en")
    assert practice_of(figure, "P09", "P10").startswith("“")
    assert practice_of(figure, "P10", "P09") == NONE_SO_FAR
    assert len(criteria_of(figure, "P10", "P09")) == 2
    colours = {
        t.get_gid(): t.get_color() for t in texts(figure) if "practice" in (t.get_gid() or "")
    }
    assert same_color(colours["P09:P10:practice"], INK)
    assert same_color(colours["P10:P09:practice"], GREY)


def test_where_nobody_has_described_any_nothing_is_said_of_practices():
    for binome in (("P09", "P10"), TRIO):
        figure = plot_card(described(()), binome, language="en")
        assert not [one for one in said(figure) if "practice" in one]
    figure = plot_card(pairing("two"), ("P01", "P02"), language="en")
    assert not [one for one in said(figure) if "practice" in one]


def test_adopted_binome_shows_what_any_card_of_the_two_shows():
    proposal = described(EVERYBODY)
    adopted = adopt(proposal, [("P01", "P10")])
    assert ("P01", "P10") not in proposal.binomes
    before, after = (plot_card(one, ("P01", "P10"), language="en") for one in (proposal, adopted))
    shown = adopted.explain("P01").practices
    for way in (("P01", "P10"), ("P10", "P01")):
        first = shown[(shown["giver"] == way[0]) & (shown["receiver"] == way[1])].iloc[0]
        assert practice_of(after, *way) == plain(f"“{first['title']}”")
        assert practice_of(before, *way) == practice_of(after, *way)
    assert set(said(before)) - set(said(after)) == {"≠", "not a pair of this proposal"}


def test_practices_of_a_trio_stand_on_a_line_of_each_direction():
    figure = plot_card(described(("P02", "P10"), TITLES[:1]), TRIO, language="en")
    told = {way: practice_of(figure, *way) for way in permutations(TRIO, 2)}
    assert {told[way] for way in told if way[0] != "P06"} == {f"“{TITLES[0]}”"}
    assert {told[way] for way in told if way[0] == "P06"} == {NONE_SO_FAR}
    assert said(figure).count("◆") == 5  # one of them in the key


def test_a_title_too_long_is_cut_within_its_quotation_marks():
    figure = plot_card(described(EVERYBODY, (UNBROKEN,)), ("P09", "P10"), language="de")
    told = practice_of(figure, "P09", "P10")
    assert (told[0], told[-2:]) == ("„", "…“")
    assert 10 < told.count("M") < 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_longest_titles_can_be_read_in_every_language(language):
    words = catalogue(language)
    for title in (TITLES[2], UNBROKEN):
        lines = quoted_lines(title, words, 5.5, 3)
        assert len(lines) <= 3
        assert max(map(width_of, lines)) <= 5.5
        first, last = words.pgettext("title", "“{text}”").split("{text}")
        assert lines[0].startswith(first.strip())
        assert lines[-1].endswith(last.strip())
    assert plain(" ".join(quoted_lines(TITLES[2], words, 5.5, 3))).count("…") == 0


@pytest.mark.parametrize(
    ("binome", "titles", "long_names"),
    [
        (("P02", "P01"), TITLES[2:], True),
        (("P06", "P08"), TITLES, False),
        (("P10", "P03"), (UNBROKEN,), False),
        (TRIO, TITLES, False),
        (TRIO, TITLES[2:], True),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en", "hu"])
def test_card_with_practices_can_be_read(binome, titles, long_names, language):
    proposal = described(("P01", "P02", "P08", "P10"), titles, long_names=long_names)
    assert broken(plot_card(proposal, binome, language=language)) == []
