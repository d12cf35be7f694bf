"""What the slides say: in which order, for which results, and where a table goes on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from prospects_analysis.charts.style import width_of
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.outputs.deck import make_deck
from prospects_analysis.outputs.deck_tables import Table, agenda_page, binomes_page
from prospects_analysis.outputs.layout import (
    CELL_SIDE,
    HEIGHT,
    lay_out_sentences,
    lay_out_table,
    line_height,
)
from prospects_analysis.outputs.summing_up import summing_up
from prospects_analysis.outputs.theme_deck import make_theme_deck
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.sensitivity.summary import sensitivity_of
from prospects_analysis.wording import LANGUAGES
from tests.outputs import made


def deck_of(flows, pairing, language="en"):
    return make_deck(flows, pairing, drawings(flows, pairing, language), language)


def random_flows(partners, themes=3, seed=0):
    numbers = np.random.default_rng(seed)
    ids = [f"Q{i:02d}" for i in range(partners)]
    names = [f"t{i}" for i in range(themes)]
    frames = (
        pd.DataFrame(numbers.integers(0, 6, (partners, themes)).astype(float), ids, names)
        for _ in range(2)
    )
    return complementarity(Grid.from_frames(*frames))


def kinds(deck):
    return [
        page.drawing.name if page.drawing else "table" if page.table else "text"
        for page in deck.pages
    ]


THEMES = [f"theme_{one}" for one in ("attractiveness", "support", "clusters", "ecoinnovation")]
BEFORE = ["table", "returns", "grid", *THEMES, "complementarities"]


def test_order_of_the_pages():
    study = made.study()
    cards = [f"card_{a}_{b}" for a, b in study.pairing.binomes]
    after = ["binomes", "table", *cards, "landscape"]
    last = ["alternatives", "text", "text"]
    deck = deck_of(study.flows, study.pairing)
    assert kinds(deck) == [*BEFORE, *after, *last]
    whole = make_deck(
        study.flows, study.pairing,
        drawings(study.flows, study.pairing, "en", sensitivity=study.sensitivity), "en",
        sensitivity=study.sensitivity,
    )  # fmt: skip
    solid = ["robustness", "methods", "changes", "table"]
    assert kinds(whole) == [*BEFORE, *after, *solid, *last]
    assert all(page.notes for page in whole.pages if page.drawing is not None)


def test_without_a_pairing_the_deck_says_why():
    deck = deck_of(made.study().flows, None, language="fr")
    assert kinds(deck) == [*BEFORE, "text", "text", "text"]
    said = ("Aucune répartition en binômes ne respecte toutes les règles.",)
    assert deck.pages[len(BEFORE)].sentences == said


def test_partners_who_all_wait_are_told_so():
    flows = random_flows(3)
    alone = pair_partners(flows, odd="trio")
    nobody = replace(alone, groups=())
    charts = ["grid", "theme_t0", "theme_t1", "theme_t2", "complementarities"]
    assert kinds(deck_of(flows, nobody)) == ["table", *charts, "text", "text", "text"]


def test_method_has_five_sentences_and_the_numbers_of_the_result():
    study = made.study()
    sentences = deck_of(study.flows, study.pairing).pages[-2].sentences
    assert len(sentences) == 5
    assert "24 criteria from 0 to 5" in sentences[0]
    assert "840 ways" in sentences[4]
    assert "highest total" in sentences[4]
    fair = pair_partners(study.flows, objective="leximin")
    assert "strongest weakest" in deck_of(study.flows, fair).pages[-2].sentences[4]


def test_sources_own_up_to_fiction_and_to_who_is_missing():
    study = made.study()
    answers = study.intake.answers
    from prospects_analysis.calibration import score_grid

    some = replace(study.intake, answers=answers[~answers["partner"].isin(["P02", "P09"])])
    flows = complementarity(score_grid(some))
    deck = deck_of(flows, pair_partners(flows))
    said = " ".join(deck.pages[-1].sentences)
    assert "Houthalen-Helchteren, Wigan" in said
    assert "invented" in said
    assert "Fictional" in deck.fictional
    assert all("Wigan" in " ".join(page.notes) for page in deck.pages if page.drawing is not None
               and page.drawing.binome)  # fmt: skip


def test_notes_of_a_card_name_the_weaker_direction_and_what_another_mate_would_cost():
    study = made.study()
    card = next(
        page for page in deck_of(study.flows, study.pairing).pages
        if page.drawing is not None and page.drawing.name == "card_P01_P02"
    )  # fmt: skip
    said = "\n".join(card.notes)
    assert "The weaker direction: ACOM France to Houthalen-Helchteren." in said
    assert "[prospects_P01_fr.xlsx, 2 Structures de soutien, G11]" in said
    choice = study.pairing.explain("P01").second_choice
    assert choice.mate == "P03"
    assert "ACOM France: The second choice would be Karviná, with a score of 0.93" in said
    assert f"would be {choice.cost:.2f} points lower" in said


def test_notes_of_a_card_say_that_its_score_is_a_minimum_where_it_is():
    study = made.study()
    cards = {one.drawing.name: one.notes[0] for one in deck_of(study.flows, study.pairing).pages
             if one.drawing is not None and one.drawing.binome}  # fmt: skip
    upper = study.flows.scores_upper.loc["P06", "P08"]
    assert {name for name, said in cards.items() if "minimum" in said} == {"card_P06_P08"}
    assert f"with them, it would be {upper:.3f} at the most" in cards["card_P06_P08"]


def test_provisional_scores_are_marked_and_the_mark_explained():
    table = binomes_page(made.study().pairing, "en")
    assert [row[-1].endswith("*") for row in table.rows] == [False, False, False, True, False]
    upper = made.study().flows.scores_upper.loc["P06", "P08"]
    assert table.rows[3][-1] == f"0.80–{upper:.2f}*"
    assert table.note.startswith("* minimum and maximum")
    assert binomes_page(pair_partners(random_flows(4)), "en").note == ""


def test_trio_stands_in_one_row_without_directions():
    table = binomes_page(pair_partners(random_flows(5)), "en")
    trio = next(row for row in table.rows if "," in row[2])
    assert trio[3:5] == ("–", "–")


def test_agenda_names_whose_score_reaches_the_threshold_and_counts_where_they_are_many():
    grid = made.study().grid
    table = agenda_page(grid, "en")
    assert len(table.rows) == len(grid.themes) == 4
    clusters = table.rows[2]
    assert clusters[1:3] == (
        "Pas-de-Calais, Gelsenkirchen",
        "Houthalen-Helchteren, Tatabánya, Wigan",
    )
    many = agenda_page(random_flows(30).grid, "en")
    counted = (random_flows(30).grid.resources >= 3).sum()
    assert [row[1] for row in many.rows] == [f"{n} partners" for n in counted]
    nobody = pd.DataFrame({"t": [0.0, 0.0]}, index=["A", "B"])
    assert agenda_page(Grid.from_frames(nobody, nobody), "en").rows[0][1] == "nobody yet"
    strong = nobody + 5
    seven = pd.DataFrame({"t": 7 * [5.0]}, index=list("ABCDEFG"))
    assert agenda_page(Grid.from_frames(strong, nobody), "en").rows[0][1] == "A, B"
    assert (
        agenda_page(Grid.from_frames(seven, seven), "en").rows[0][1] == "A, B, C, D, E and 2 more"
    )


@pytest.mark.parametrize("count", [1, 5, 10, 60])
def test_table_goes_on_where_it_must_and_no_row_is_lost(count):
    rows = tuple((str(i), f"Houthalen-Helchteren {i}, Pas-de-Calais") for i in range(count))
    table = Table(title="", heads=("n", "Pair"), rows=rows, shares=(0.1, 0.9), numeric=(0,))
    parts = lay_out_table(table)
    assert tuple(row for part in parts for row in part.table.rows) == rows
    assert all(sum(part.heights) <= HEIGHT + 1e-9 for part in parts)
    assert all(part.size >= 18 for part in parts)
    assert (len(parts) > 1) == (count == 60)


def test_text_is_made_smaller_before_a_name_is_cut():
    table = binomes_page(made.study().pairing, "fr")
    (part,) = lay_out_table(table)
    for row in part.table.rows:
        for column, text in enumerate(row):
            lines = part.lines(text, column)
            assert "".join(lines).replace(" ", "") == text.replace(" ", "")
            room = part.widths[column] - 2 * CELL_SIDE
            assert all(width_of(line, part.size) <= room for line in lines)


@pytest.mark.parametrize("count", [1, 5, 9])
def test_sentences_fit_below_each_other(count):
    laid = lay_out_sentences(
        ["A sentence of some length that is told to people in a room."] * count
    )
    high = sum(len(lines) * line_height(laid.size) + laid.gap for lines in laid.lines)
    assert high <= HEIGHT + 1e-9
    assert laid.size >= 18


def test_what_is_not_tried_above_twelve_partners_is_not_summed_up():
    pairing = pair_partners(random_flows(14))
    table = summing_up(sensitivity_of(pairing), pairing.binomes, "en")
    assert len(table.heads) == 2
    assert table.note == ""
    assert "draws" not in table.title


def test_ties_are_told_where_solidity_is_summed_up():
    flows = complementarity(Grid.from_frames(*[pd.DataFrame({"t": [3] * 4}, list("ABCD"))] * 2))
    found = sensitivity_of(pair_partners(flows), draws=10)
    assert summing_up(found, found.pairing.binomes, "en").note.startswith(
        "3 ways to form the pairs are equally good."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_tables_is_cut_in_any_language(language):
    study = made.study()
    tables = [agenda_page(study.grid, language), binomes_page(study.pairing, language)]
    tables.append(summing_up(study.sensitivity, study.pairing.binomes, language))
    for theme in study.grid.themes:
        deck = make_theme_deck(study.grid, theme, language)
        tables += [page.table for page in deck.pages if page.table is not None]
    for table in tables:
        for part in lay_out_table(table):
            for row in (part.table.heads, *part.table.rows):
                for column, text in enumerate(row):
                    assert "…" not in "".join(part.lines(text, column, bold=row == table.heads))
