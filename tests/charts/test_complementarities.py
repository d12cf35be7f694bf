"""The map of complementarities as it is drawn: every amount of the flows, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot

from prospects_analysis.charts import plot_complementarities
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.directions import Directions, complementarities_title
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.style import contrast
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.wording import LANGUAGES, number
from tests.charts.examples import (
    GRIDS,
    PAIRINGS,
    equal_grid,
    illustrative,
    pairing,
    random_grid,
    unruled,
)
from tests.charts.reading import by_gid, faults, plain, said, texts, title_of

CASES = GRIDS | {
    "twelve": lambda: random_grid(12),
    "fifteen": lambda: random_grid(15, gaps=0.1),
    "twenty": lambda: random_grid(20),
    "forty": lambda: random_grid(40, gaps=0.1),
    "nothing": lambda: equal_grid(4, score=0.0),
    "much unknown": lambda: random_grid(8, gaps=0.6, seed=3),
    "forty unknown": lambda: random_grid(40, gaps=1.0),
}


def cells(figure):
    return {text.get_gid(): text for text in texts(figure) if ":" in (text.get_gid() or "")}


def grounds(ax):
    """Colour of the ground under the text of each cell."""
    found = {}
    for gid, text in cells(ax.figure).items():
        x, y = text.get_position()
        under = [
            patch for patch in ax.patches
            if patch.get_x() <= x <= patch.get_x() + patch.get_width()
            and patch.get_y() <= y <= patch.get_y() + patch.get_height()
        ]  # fmt: skip
        found[gid] = under[-1].get_facecolor()
    return found


def two(resources, needs):
    names = ["A", "B"]
    sides = (pd.DataFrame({"t": side}, index=names) for side in (resources, needs))
    return complementarity(Grid.from_frames(*sides))


@pytest.mark.parametrize(("name", "language"), unruled(CASES, "fr", "hu"))
def test_map_can_be_read(name, language):
    flows = complementarity(CASES[name]())
    figure = plot_complementarities(flows, language=language).figure
    assert tuple(figure.get_size_inches()) == SLIDE
    assert plain(footer_text(flows, language)) in said(figure)
    assert faults(figure) == []


@pytest.mark.parametrize("name", [name for name, _ in unruled(PAIRINGS, "fr") if name != "plain"])
def test_map_with_pairs_can_be_read(name):
    found = pairing(name)
    assert faults(plot_complementarities(found.flows, pairing=found).figure) == []


@pytest.mark.parametrize(("name", "language"), unruled(["late"], *LANGUAGES))
def test_map_can_be_read_in_every_language(name, language):
    found = pairing(name)
    figure = plot_complementarities(found.flows, pairing=found, language=language).figure
    assert faults(figure) == []


def test_map_on_given_axes_can_be_read():
    figure, ax = pyplot.subplots(figsize=SLIDE)
    assert plot_complementarities(pairing("illustrative").flows, ax=ax) is ax
    assert faults(figure) == []


@pytest.mark.parametrize("name", ["illustrative", "two", "twelve", "twenty"])
def test_every_amount_stands_in_its_cell(name):
    flows = complementarity(CASES[name]())
    shown = cells(plot_complementarities(flows, language="fr").figure)
    directed, upper = flows.directed, flows.directed_upper
    for giver, receiver in product(flows.partners, repeat=2):
        if giver != receiver:
            amount = directed.loc[giver, receiver]
            mark = "*" if upper.loc[giver, receiver] > amount + 1e-9 else ""
            assert shown[f"{giver}:{receiver}"].get_text() == number(amount, 1, "fr") + mark


def test_givers_go_down_and_receivers_across_in_partner_order():
    flows = complementarity(random_grid(6))
    shown = cells(plot_complementarities(flows, language="en").figure)
    for fixed in flows.partners:
        across = [shown[f"{fixed}:{one}"].get_position() for one in flows.partners]
        down = [shown[f"{one}:{fixed}"].get_position() for one in flows.partners]
        assert [x for x, _ in across] == sorted({x for x, _ in across})
        assert [y for _, y in down] == sorted({y for _, y in down}, reverse=True)
        assert len({round(y, 6) for _, y in across}) == len({round(x, 6) for x, _ in down}) == 1


def test_names_stand_beside_their_ids():
    said_here = said(plot_complementarities(pairing("illustrative").flows).figure)
    assert {"P03 Karviná", "P10 Gelsenkirchen"} <= set(said_here)
    assert said_here.count("P03") == 2  # over the column, and where the row meets it


def test_long_ids_give_way_to_numbers():
    flows = complementarity(GRIDS["twenty with long names"]())
    figure = plot_complementarities(flows, language="en").figure
    assert {str(position) for position in range(1, 21)} <= set(said(figure))
    assert any(text.startswith("20 Com") for text in said(figure))


def test_tint_is_darker_where_more_is_brought_and_absent_without_a_priority():
    flows = pairing("illustrative").flows
    ax = plot_complementarities(flows)
    ground, carries = grounds(ax), flows.carries
    pairs = [(a, b) for a, b in product(flows.partners, repeat=2) if a != b]
    white = {pair for pair in pairs if ground[":".join(pair)][:3] == (1, 1, 1)}
    assert white == {pair for pair in pairs if not carries.loc[pair]}
    assert white
    coloured = sorted(
        (pair for pair in pairs if pair not in white), key=lambda p: flows.directed.loc[p]
    )
    depths = [contrast(ground[":".join(pair)], "white") for pair in coloured]
    assert depths == sorted(depths)
    assert depths[0] < depths[-1]


def test_pairs_are_framed_both_ways_and_a_trio_all_ways():
    for name in ("illustrative", "trio"):
        found = pairing(name)
        ax = plot_complementarities(found.flows, pairing=found, language="en")
        framed = {line.get_gid() for line in ax.lines if line.get_gid().startswith("pair:")}
        wanted = {
            f"pair:{a}:{b}"
            for binome in found.binomes
            for a, b in product(binome, repeat=2)
            if a != b
        }
        assert framed == wanted
        assert "pair proposed" in said(ax.figure)
        for line in ax.lines:
            if line.get_gid().startswith("pair:"):
                x, y = cells(ax.figure)[line.get_gid().removeprefix("pair:")].get_position()
                assert min(line.get_xdata()) < x < max(line.get_xdata())
                assert min(line.get_ydata()) < y < max(line.get_ydata())
    alone = plot_complementarities(pairing("illustrative").flows, language="en")
    assert "pair proposed" not in said(alone.figure)


def test_partners_of_one_country_are_framed_and_the_frame_explained():
    ax = plot_complementarities(pairing("illustrative").flows, language="en")
    framed = {line.get_gid() for line in ax.lines if line.get_gid().startswith("country:")}
    assert framed == {"country:P01:P04", "country:P04:P01"}
    assert "same country" in said(ax.figure)
    figure = plot_complementarities(complementarity(random_grid(4)), language="en").figure
    assert "same country" not in said(figure)


def test_late_partners_say_so_across_their_row_and_are_open_in_their_column():
    flows = complementarity(illustrative(("P03", "P07")))
    ax = plot_complementarities(flows, language="fr")
    shown = {gid: text.get_text() for gid, text in cells(ax.figure).items()}
    late = {gid for gid, text in shown.items() if text == "pas encore répondu"}
    assert late == {"P03:late", "P07:late"}
    assert not any(gid.startswith("P03:") for gid in shown if gid not in late)
    asked = {gid for gid, text in shown.items() if text == "?"}
    here = set(flows.partners) - {"P03", "P07"}
    assert asked == {f"{one}:{other}" for one in here for other in ("P03", "P07")}
    assert title_of(ax.figure).endswith("; 2 partenaires n’ont pas encore répondu")
    assert "non évalué" in said(ax.figure)


def test_a_partner_without_a_score_is_not_assessed_rather_than_late():
    figure = plot_complementarities(two([3, np.nan], [3, np.nan]), language="en").figure
    assert by_gid(figure, "B:late") == "not assessed"
    assert by_gid(figure, "A:B") == "?"
    assert title_of(figure) == "Who could bring what to whom is not known yet"


def test_a_direction_without_a_common_answer_is_not_shown_as_nothing():
    flows = two([3, 2], [3, np.nan])
    assert flows.directed.loc["A", "B"] == 0
    figure = plot_complementarities(flows, language="en").figure
    assert by_gid(figure, "A:B") == "?"
    assert by_gid(figure, "B:A") == "1.2"
    assert "provisional: answers are missing" not in said(figure)


def test_key_explains_what_occurs_and_nothing_else():
    shown = said(plot_complementarities(complementarity(equal_grid(4)), language="en").figure)
    explained = {"not assessed", "provisional: answers are missing",
                 "nothing that the other gives priority", "same country"}  # fmt: skip
    assert not explained & set(shown)
    shown = said(
        plot_complementarities(complementarity(GRIDS["twelve with gaps"]()), language="en").figure
    )
    assert explained - {"same country"} <= set(shown)


def test_title_counts_what_is_coloured():
    for name in ("illustrative", "twelve with gaps", "much unknown", "two"):
        flows = complementarity(CASES[name]())
        ax = plot_complementarities(flows, language="en")
        shown = [
            gid for gid, text in cells(ax.figure).items()
            if text.get_text() != "?" and len({*gid.split(":")}) == 2 and not gid.endswith(":late")
            and gid not in ("P01:P04", "P04:P01") * (name == "illustrative")
        ]  # fmt: skip
        ground = grounds(ax)
        coloured = [gid for gid in shown if ground[gid][:3] != (1, 1, 1)]
        title = title_of(ax.figure)
        assert title.startswith(f"In {len(coloured)} of {len(shown)} cases, ")
        said_of_countries = title.endswith("; partners of one country are not counted")
        assert said_of_countries == (name == "illustrative")


def test_many_partners_of_one_country_are_not_counted_either():
    grid = random_grid(24)
    countries = {one: "FR" if one < "P04" else one for one in grid.partners}
    flows = complementarity(replace(grid, countries=countries))
    ax = plot_complementarities(flows, language="en")
    counts = [int(t.get_text()) for gid, t in cells(ax.figure).items() if "count:" in gid]
    assert sum(counts) == sum(patch.get_height() for patch in ax.patches) == 24 * 23 - 6
    assert f" of {24 * 23 - 6} cases" in title_of(ax.figure)


@pytest.mark.parametrize(
    ("grid", "title"),
    [
        (
            lambda: equal_grid(4),
            "In all 12 cases, one partner has something the other gives priority",
        ),
        (lambda: equal_grid(4, score=0.0), "No partner has anything that another gives priority"),
        (lambda: random_grid(4, gaps=1.0), "Who could bring what to whom is not known yet"),
    ],
)
def test_title_of_all_of_nothing_and_of_nobody(grid, title):
    flows = complementarity(grid())
    assert complementarities_title(flows, "en") == title
    assert title_of(plot_complementarities(flows, language="en").figure) == title


def test_more_than_twenty_partners_are_counted():
    flows = complementarity(random_grid(33, gaps=0.1))
    ax = plot_complementarities(flows, language="en")
    directions = Directions.of(flows)
    counts = {gid: int(t.get_text()) for gid, t in cells(ax.figure).items() if "count:" in gid}
    assert sum(counts.values()) == directions.known.sum()
    heights = {"carrying": 0.0, "other": 0.0}
    for patch in ax.patches:
        kind, bar = patch.get_gid().split(":")
        heights[kind] += patch.get_height()
        counts[f"count:{bar}"] -= patch.get_height()
    assert set(counts.values()) == {0}
    assert heights["carrying"] == directions.carries.sum()
    assert "33 partners are counted here, not named." in said(ax.figure)
    unknown = 33 * 32 - directions.known.sum()
    assert f"{unknown} not assessed" in said(ax.figure)
    assert not set(flows.partners) & set(said(ax.figure))


def test_bars_stand_where_the_amounts_are():
    flows = complementarity(equal_grid(24, score=5.0))
    (bar,) = plot_complementarities(flows, language="en").patches
    assert bar.get_x() < 5 < bar.get_x() + bar.get_width()
    assert bar.get_height() == 24 * 23


def test_a_pairing_of_other_partners_is_refused():
    with pytest.raises(ValueError, match=r"The pairing has partners \['P03', 'P04'"):
        plot_complementarities(complementarity(random_grid(2)), pairing=pairing("illustrative"))
