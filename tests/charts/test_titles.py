"""The messages: true, in proper singular and plural, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from prospects_analysis.charts import plot_complementarities, plot_grid
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.titles import (
    binomes_title,
    card_title,
    grid_title,
    landscape_title,
    score_text,
)
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.proposal import pair_partners
from tests.charts.examples import equal_grid, illustrative, intake, pair, pairing, plain_pairing
from tests.charts.reading import plain, said

FICTIONAL = {
    "fr": "Données fictives · Source : auto-évaluations des partenaires PROSPECTS · "
    "réponses au 14 juin 2010 · questionnaire PROSPECTS, version 2",
    "en": "Fictional data · Source: self-assessments of the PROSPECTS partners · "
    "answers up to 14 June 2010 · questionnaire PROSPECTS, version 2",
}


def grid_of(needs, resources):
    index = [f"P{i}" for i in range(len(needs["t1"]))]
    return Grid.from_frames(pd.DataFrame(resources, index), pd.DataFrame(needs, index))


# ---- grid -----------------------------------------------------------------------------------


def test_theme_most_in_demand():
    assert re.search(
        "« Structures de soutien » .* : 5 partenaires .*, 1 ",
        plain(grid_title(illustrative(), "fr")),
    )
    assert grid_title(illustrative(), "en") == (
        "“Business support” is most in demand: 5 partners have a strong need, "
        "1 has a strong resource"
    )


@pytest.mark.parametrize(
    ("needs", "resources", "expected"),
    [
        (
            {"t1": [4, 1], "t2": [1, 1]},
            {"t1": [1, 1], "t2": [1, 1]},
            "“t1” is most in demand: 1 partner has a strong need, none has a strong resource",
        ),
        (
            {"t1": [4, 1], "t2": [1, 3], "t3": [0, 0]},
            {"t1": [1, 1], "t2": [1, 1], "t3": [0, 0]},
            "“t1” and “t2” are equally in demand: for each, 1 partner has a strong need",
        ),
        (
            {"t1": [4, 3], "t2": [3, 3]},
            {"t1": [1, 1], "t2": [1, 1]},
            "All 2 themes are equally in demand: for each, 2 partners have a strong need",
        ),
        (
            {f"t{i}": [4, 1] for i in range(1, 5)} | {"t5": [0, 0]},
            {f"t{i}": [4, 1] for i in range(1, 6)},
            "4 themes are equally in demand: for each, 1 partner has a strong need",
        ),
        (
            {"t1": [2, 1], "t2": [1, 1]},
            {"t1": [1, 1], "t2": [1, 1]},
            "On no theme does a partner have a strong need",
        ),
        (
            {"t1": [None, None]},
            {"t1": [None, None]},
            "No theme can be assessed yet",
        ),
    ],
)
def test_demand_with_ties_and_without(needs, resources, expected):
    assert grid_title(grid_of(needs, resources), "en") == expected


def test_late_partners_are_counted():
    assert grid_title(illustrative(("P03",)), "en").endswith("; 1 partner has not answered yet")
    assert plain(grid_title(illustrative(("P03", "P07")), "fr")).endswith(
        "; 2 partenaires n’ont pas encore répondu"
    )


# ---- binômes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("illustrative", "5 pairs cover the 10 partners; the weakest reaches 0.8 out of 5"),
        ("two", "1 pair covers the 2 partners; its score is 0.5 out of 5"),
        ("trio alone", "One trio covers the 3 partners; its score is 1.1 out of 5"),
        (
            "trio",
            "4 pairs and one trio cover the 11 partners; the weakest reaches 0.0 out of 5",
        ),
        ("late", "3 pairs cover 6 of 10 partners; the weakest reaches 0.8 out of 5"),
        (
            "pinned",
            "4 pairs cover 8 of 10 partners; the weakest reaches 0.8 out of 5; 1 has no score",
        ),
        ("only a pin", "1 pair covers 2 of 10 partners; 1 has no score"),
        ("one answer", "No pair can be formed yet"),
        ("plain", "2 pairs cover the 4 partners; the weakest reaches 1.5"),
    ],
)
def test_coverage_and_the_weakest(name, expected):
    assert binomes_title(pairing(name), "en") == expected


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("illustrative", "^5 binômes .* 10 partenaires ; .* 0,8 sur 5$"),
        ("two", "^1 binôme .* 2 partenaires ; .* 0,5 sur 5$"),
        ("pinned", "^4 binômes .* 8 partenaires sur 10 ; .* 0,8 sur 5 ; 1 reste sans note$"),
    ],
)
def test_plurals_and_numbers_in_french(name, pattern):
    assert re.search(pattern, plain(binomes_title(pairing(name), "fr")))


def test_score_in_words():
    assert plain(score_text(1.94, pairing("illustrative"), "fr")) == "1,9 sur 5"
    assert score_text(1.94, pairing("plain"), "en") == "1.9"
    assert score_text(float("nan"), pairing("plain"), "fr") == "sans note"


# ---- cards ----------------------------------------------------------------------------------


def test_what_each_brings_above_all():
    assert card_title(pairing("illustrative"), ("P04", "P05"), "en") == (
        "Pas-de-Calais brings above all “Clusters”; Tatabánya, “Attractiveness”"
    )
    assert plain(card_title(pairing("illustrative"), ("P04", "P05"), "fr")).endswith(
        "« Clusters » ; Tatabánya, « Attractivité »"
    )


def test_themes_that_tie_are_all_named_or_counted():
    proposal = pair(equal_grid(2))
    assert card_title(proposal, ("P01", "P02"), "en") == (
        "P01 brings above all “t1” and “t2”; P02, “t1” and “t2”"
    )
    scores = pd.DataFrame(3.0, ["A", "B"], list("stuv"))
    many = pair(Grid.from_frames(scores, scores))
    assert card_title(many, ("A", "B"), "en") == (
        "A brings above all 4 themes equally; B, 4 themes equally"
    )


@pytest.mark.parametrize(
    ("giver", "expected"),
    [
        ("A", "A brings above all “t”; B nothing A needs"),
        ("B", "B brings above all “t”; A nothing B needs"),
    ],
)
def test_one_way_pair(giver, expected):
    resources = pd.DataFrame({"t": [0.0, 0.0]}, index=["A", "B"])
    needs = resources.copy()
    resources.loc[giver, "t"] = 4
    needs.loc["B" if giver == "A" else "A", "t"] = 4
    assert card_title(pair(Grid.from_frames(resources, needs)), ("A", "B"), "en") == expected


def test_nobody_is_said_to_bring_nothing_where_a_theme_is_not_assessed():
    has = pd.DataFrame({"t1": [None, 2.0], "t2": [0.0, 2.0]}, index=["A", "B"])
    wants = pd.DataFrame({"t1": [3.0, 3.0], "t2": [3.0, 3.0]}, index=["A", "B"])
    proposal = pair(Grid.from_frames(has, wants))
    assert card_title(proposal, ("A", "B"), "en") == "A and B: who brings what to whom"


# ---- landscape ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "illustrative",
            "Of 840 ways to form the pairs, this one leads by 0.05; 83 others come within 5% of it",
        ),
        ("an alternative", "3 of 840 ways to form the pairs do better than this one"),
        ("two", "Only one way to form the pairs keeps all the rules"),
        (
            "equal",
            "All 105 ways to form the pairs are equally good: the scores do not decide",
        ),
        ("leximin", "Of 840 ways to form the pairs, no other spares the weakest pairs as much"),
        # One that is set aside, for fewer pairs give and receive in it, has a higher total.
        ("trio", "Of 17,325 ways to form the pairs, no other does as well"),
        (
            "plain",
            "Of 3 ways to form the pairs, this one leads by 1.50; no other comes within 5% of it",
        ),
        ("twenty", "Proven: with as many pairs that give and receive, no total is higher"),
        ("fourteen, leximin", "The proposal puts the weakest pair before the total"),
    ],
)
def test_standing_among_all(name, expected):
    assert landscape_title(pairing(name), "en") == expected


def test_the_lead_and_who_comes_near_are_those_of_all_ways():
    found = pairing("late")
    first, *others = sorted(found.totals.tolist(), reverse=True)
    near = sum(one >= 0.95 * first for one in others)
    assert landscape_title(found, "en") == (
        f"Of 90 ways to form the pairs, this one leads by {first - others[0]:.2f}; {near} others "
        "come within 5% of it"
    )


def test_standing_in_french():
    assert re.search("10 395 répartitions ", plain(landscape_title(pairing("twelve"), "fr")))


def test_bound_without_the_rule_of_both_ways():
    names = [f"P{i:02d}" for i in range(14)]
    proposal = pair_partners(pd.DataFrame(1.0, names, names))
    assert landscape_title(proposal, "en") == "Proven: no way to form the pairs has a higher total"


def test_ties_are_counted():
    tied = plain_pairing([[0, 2, 2, 1], [2, 0, 1, 2], [2, 1, 0, 2], [1, 2, 2, 0]])
    assert (tied.ties, tied.count) == (2, 3)
    assert landscape_title(tied, "en") == (
        "2 of 3 ways to form the pairs do equally well; none does better"
    )
    (other,) = [p for p in tied.alternatives(2) if p.rank > 1]
    assert landscape_title(other, "en") == "2 of 3 ways to form the pairs do better than this one"


# ---- footer ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_footer_names_source_date_version_and_fiction(language):
    for result in (illustrative(), pairing("illustrative"), pairing("illustrative").flows):
        assert plain(footer_text(result, language)) == FICTIONAL[language]


def test_footer_of_real_answers_does_not_speak_of_fiction():
    real = replace(intake(), fictional=False)
    footer = footer_text(replace(illustrative(), intake=real), "en")
    assert footer.startswith("Source: self-assessments")


@pytest.mark.parametrize(
    ("answered", "fr", "en"),
    [
        ("2011-08-01", "réponses au 1er août 2011", "answers up to 1 August 2011"),
        ("2010-12-31", "réponses au 31 décembre 2010", "answers up to 31 December 2010"),
        ("", None, None),
    ],
)
def test_date_as_the_language_writes_it(answered, fr, en):
    dated = replace(intake(), provenance=intake().provenance.with_(answered=answered))
    grid = replace(illustrative(), intake=dated)
    parts = {one: footer_text(grid, one).split(" · ") for one in ("fr", "en")}
    if answered:
        assert (parts["fr"][2], parts["en"][2]) == (fr, en)
    else:
        assert len(parts["en"]) == 3


def test_what_was_put_right_bears_a_sign_of_its_own_which_the_footer_explains():
    grid = illustrative().corrected("P09", "clusters", "need", 4, "told in the room")
    footer = footer_text(grid, "en")
    assert footer.endswith(" · † 1 score put right in the meeting")
    scores = [one for one in said(plot_grid(grid, language="en").figure) if one != footer]
    assert [one for one in scores if "†" in one] == ["4.0†"]
    assert not any("*" in one for one in scores)
    amounts = said(plot_complementarities(complementarity(grid), language="en").figure)
    assert any(one.endswith("*") for one in amounts)
    assert [one for one in amounts if "†" in one] == [footer]


def test_footer_without_workbooks_and_with_a_calibration():
    assert footer_text(pairing("plain"), "en") == "Source: scores supplied as a table"
    centred = replace(illustrative(), calibration="centred")
    assert footer_text(centred, "fr").endswith("notes centrées par partenaire")
