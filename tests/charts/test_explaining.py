"""Why us two, in words: every figure said is one that the public functions give."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from prospects_analysis.calibration import score_grid
from prospects_analysis.charts.explaining import explanation_in_words
from prospects_analysis.grid import Grid
from prospects_analysis.intake.practice_tables import PRACTICE_COLUMNS
from prospects_analysis.wording import LANGUAGES, number
from tests.charts.examples import (
    PAIRINGS,
    every_but,
    illustrative,
    intake,
    pair,
    pairing,
    plain_pairing,
    random_grid,
)

NAMES = {"P06": "ACOM Poland", "P09": "Wigan", "P10": "Gelsenkirchen"}


def sentences(proposal, partner):
    return explanation_in_words(proposal, partner, "en")


def test_mates_score_themes_and_criteria_are_those_of_the_explanation():
    proposal = pairing("illustrative")
    explained, told = proposal.explain("P09"), sentences(proposal, "P09")
    score = number(proposal.score_of(("P09", "P10")), 2, "en")
    assert told[0] == f"Wigan and Gelsenkirchen form a pair; their score is {score} out of 5."
    words = illustrative().intake.framework
    for giver, receiver, side in (("P09", "P10", "gives"), ("P10", "P09", "receives")):
        best = explained.themes.loc[explained.themes[side].idxmax()]
        theme, amount = words.word(f"themes.{best['theme']}.short", "en"), best[side]
        assert f"{NAMES[giver]} brings above all “{theme}”: {amount:.1f} out of 5." in told
        rows = getattr(explained, side)
        assert len(rows) == 3
        for row in rows.itertuples():
            label = words.word(f"criteria.{row.criterion}.label", "en")
            at = told.index(
                f"“{label}”: {NAMES[giver]} has {row.resource:.0f}, {NAMES[receiver]} needs "
                f"{row.need:.0f}, on a scale from 0 to 5."
            )
            evidence = " ".join(row.evidence.split())
            assert told[at + 1] == f"What {NAMES[giver]} says of it: “{evidence}”"


def test_weaker_direction_stands_with_both_amounts():
    proposal = pairing("illustrative")
    directed = proposal.flows.directed
    low, high = directed.loc["P09", "P10"], directed.loc["P10", "P09"]
    assert low < high
    assert (
        f"The weaker direction is Wigan → Gelsenkirchen: {low:.2f} out of 5, against {high:.2f}."
        in sentences(proposal, "P09")
    )


def test_second_choice_stands_with_its_cost_to_all_and_to_each():
    proposal = pairing("illustrative")
    second = proposal.explain("P09").second_choice
    assert second.mate == "P02"
    other = proposal.with_(require=[("P02", "P09")])
    told = sentences(proposal, "P09")
    then, now = other.score_of(("P02", "P09")), proposal.score_of(("P09", "P10"))
    cost = other.against(proposal).cost
    assert told[-4:-2] == (
        (
            f"The second choice would be Houthalen-Helchteren, with a score of {then:.2f} "
            f"instead of {now:.2f}."
        ),
        (
            f"The scores of all pairs, {proposal.total:.2f} together, would be {cost:.2f} points "
            "lower."
        ),
    )
    changes = {name: f"{abs(change):.2f}" for name, change in second.others}
    assert told[-2:] == (
        f"1 other partner would have a lower score: Gelsenkirchen (−{changes['P10']}).",
        (
            f"2 other partners would have a higher score: ACOM France (+{changes['P01']}), "
            f"Houthalen-Helchteren (+{changes['P02']})."
        ),
    )


def test_small_change_is_not_written_as_none():
    told = sentences(pairing("illustrative"), "P06")
    changes = dict(pairing("illustrative").explain("P06").second_choice.others)
    assert 0 < changes["P07"] < 0.005
    assert f"Zasavje (+{changes['P07']:.3f})" in told[-1]


def test_lost_pairs_that_give_both_ways_are_counted():
    proposal = pairing("trio")
    lost = {name: proposal.explain(name).second_choice.both_ways_lost for name in ("P01", "P08")}
    assert lost["P08"] == 1
    assert any(
        said.startswith("1 pair fewer would have something established")
        for said in sentences(proposal, "P08")
    )


def test_gain_is_told_where_the_pairing_is_not_the_best():
    proposal = pair(illustrative()).alternatives(40)[39]
    gains = [
        name
        for name in proposal.problem.partners
        if (second := proposal.explain(name).second_choice) and second.cost < 0
    ]
    gain = -proposal.explain(gains[0]).second_choice.cost
    assert (
        f"The scores of all pairs, {proposal.total:.2f} together, would be {gain:.2f} points "
        "higher." in sentences(proposal, gains[0])
    )


def test_equal_pairs_cost_nothing():
    told = sentences(pairing("equal"), "P01")
    assert "The scores of all pairs would still add up to 12.80." in told
    assert "The two directions are equal: 3.20 out of 5." in told
    assert told[-1] == "For all others the score would stay the same."
    assert "P01 brings above all “t1” and “t2”: 3.2 out of 5." in told


def test_nothing_to_give_is_said():
    told = sentences(pairing("nothing to give"), "P01")
    mate = pairing("nothing to give").explain("P01").mates[0]
    assert told[1:3] == (
        f"P01 has nothing that {mate} needs.",
        f"{mate} has nothing that P01 needs.",
    )


def test_trio_names_the_mate_of_every_direction():
    proposal = pairing("trio")
    (trio,) = [binome for binome in proposal.binomes if len(binome) == 3]
    told = sentences(proposal, trio[0])
    score = f"{proposal.score_of(trio):.2f}"
    assert told[0].startswith(f"{trio[0]}, {trio[1]} and {trio[2]} form a trio; their score is")
    assert score in told[0]
    directed = proposal.flows.directed
    low = min(directed.loc[a, b] for a in trio for b in trio if a != b)
    (weakest,) = [said for said in told if said.startswith("The weakest")]
    assert weakest.endswith(f": {low:.2f} out of 5.")
    themes = proposal.explain(trio[0]).themes
    for mate in trio[1:]:
        rows = themes[themes["mate"] == mate]
        for way, side in ((f"{trio[0]} → {mate}", "gives"), (f"{mate} → {trio[0]}", "receives")):
            amount = rows[side].max()
            if amount > 0:
                (said,) = [one for one in told if one.startswith(f"{way}: above all")]
                assert said.endswith(f", {amount:.1f} out of 5.")


def test_provisional_score_is_a_minimum_and_its_maximum_is_told():
    proposal = pairing("illustrative")
    upper = proposal.flows.scores_upper.loc["P06", "P08"]
    told = sentences(proposal, "P06")
    assert told[1] == (
        f"That score is a minimum: answers are missing; with them, it would be {upper:.2f} at the "
        "most."
    )
    assert "ACOM Poland → Laviana, not assessed and 0 for now: “Clusters”." in told
    assert "Laviana → ACOM Poland, not assessed and 0 for now: “Clusters”." in told


def test_nobody_is_said_to_have_nothing_where_it_was_not_asked_about():
    has = pd.DataFrame({"t1": [None, 2.0], "t2": [0.0, 2.0]}, index=["A", "B"])
    wants = pd.DataFrame({"t1": [3.0, 3.0], "t2": [3.0, 3.0]}, index=["A", "B"])
    proposal = pair(Grid.from_frames(has, wants))
    told = sentences(proposal, "A")
    assert "A has nothing that B needs." not in told
    assert "A → B, not assessed and 0 for now: “t1”." in told


def test_score_that_no_answer_can_change_is_only_called_provisional():
    has = pd.DataFrame({"t1": [0.0, 2.0], "t2": [0.0, None]}, index=["A", "B"])
    wants = pd.DataFrame({"t1": [3.0, 3.0], "t2": [3.0, 3.0]}, index=["A", "B"])
    assert sentences(pair(Grid.from_frames(has, wants)), "A")[1] == (
        "That score is provisional: answers are missing."
    )


@pytest.mark.parametrize(
    ("proposal", "partner", "told"),
    [
        ("late", "P03", ["Karviná has not answered yet and is in no pair so far."]),
        (
            "late",
            "P06",
            ["ACOM Poland is in no pair so far and waits for those who have not answered yet."],
        ),
        (
            "pinned",
            "P05",
            [
                "Tatabánya and Karviná form a pair because it was so decided.",
                "There is no score, because Karviná has not answered yet.",
            ],
        ),
        ("left over", "P02", ["P02 is in no pair: the number of partners is odd."]),
    ],
)
def test_whoever_has_no_score_is_told_why(proposal, partner, told):
    assert list(sentences(pairing(proposal), partner)) == told


@pytest.mark.parametrize(
    ("proposal", "partner", "told"),
    [
        (lambda: pairing("two"), "P01", "nobody else may be paired with P01."),
        (
            lambda: pair(illustrative(), require=[("P09", "P01")]),
            "P09",
            "that Wigan is in this pair was decided.",
        ),
        (lambda: pairing("twenty"), "P01", "not looked for where there are so many partners."),
    ],
    ids=["nobody else", "decided", "too many"],
)
def test_where_there_is_no_second_choice_the_last_sentence_says_why(proposal, partner, told):
    assert sentences(proposal(), partner)[-1].endswith(told)


def test_whoever_would_be_left_over_or_taken_in_is_named():
    proposal = pair(random_grid(3), odd="unpaired")
    ((partner, mate),) = proposal.binomes
    (over,) = proposal.unpaired
    assert sentences(proposal, partner)[-2:] == (
        f"1 other partner would be left without a pair: {mate}.",
        f"1 other partner, in no pair so far, would be in one: {over}.",
    )


def with_practices(**transferability):
    """Illustrative returns, with a practice of P09 on its strongest criterion for each score."""
    criterion = pairing("illustrative").explain("P09").gives["criterion"][0]
    rows = [
        ("P09", name, f"practices.0.{field}", "", value,
         "given" if value is not None else "blank", "", "", "")
        for name, score in transferability.items()
        for field, value in (
            ("title", f"Title of {name}"), ("criteria_1", criterion), ("transferability", score)
        )
    ]  # fmt: skip
    practices = pd.DataFrame(rows, columns=list(PRACTICE_COLUMNS))
    return pair(score_grid(replace(intake(), practices=practices)))


def test_practices_to_show_stand_with_their_transferability():
    told = sentences(with_practices(a=None, b=4), "P09")
    assert [said for said in told if "practice" in said] == [
        (
            "A good practice to show: “Title of b”, on “Enterprise culture”; transferability 4 out "
            "of 5."
        ),
        "A good practice to show: “Title of a”, on “Enterprise culture”.",
        "Gelsenkirchen has described no good practice on these criteria so far.",
    ]


def test_without_workbooks_nothing_is_said_of_practices():
    assert not any("practice" in said for said in sentences(pairing("two"), "P01"))


@pytest.mark.parametrize("name", sorted(set(PAIRINGS) - {"plain"}))
def test_everybody_can_be_told(name):
    proposal = pairing(name)
    for partner in proposal.flows.partners[:3]:
        assert_told(explanation_in_words(proposal, partner, "fr"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["illustrative", "late"])
def test_every_language_can_tell(name, language):
    for partner in ("P03", "P06"):
        assert_told(explanation_in_words(pairing(name), partner, language))


def assert_told(sentences):
    assert sentences
    assert not [said for said in sentences if "{" in said or not said.strip()]


def test_nobody_unknown_and_no_plain_matrix_is_explained():
    with pytest.raises(ValueError, match="'P99' is in no binôme"):
        sentences(pairing("illustrative"), "P99")
    with pytest.raises(ValueError, match="'A' was asked of a plain score matrix"):
        sentences(plain_pairing([[0, 1], [1, 0]]), "A")
    with pytest.raises(ValueError, match="Invalid language 'xx'"):
        explanation_in_words(pairing("two"), "P01", "xx")


def test_only_one_partner_with_answers_is_told_too():
    told = sentences(pair(illustrative(every_but("P10"))), "P10")
    assert len(told) == 1
