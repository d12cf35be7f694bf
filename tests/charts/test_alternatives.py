"""The next best pairings, as they are drawn: the numbers of the table, and every new pair."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from prospects_analysis.charts.alternatives import alternatives_title, plot_alternatives
from prospects_analysis.charts.changed_pairs import aligned, everybody_in
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import BLUE, PAPER
from prospects_analysis.outputs.tables import alternatives_table
from prospects_analysis.wording import number
from tests.charts.examples import PAIRINGS, pair, pairing, random_grid, unruled
from tests.charts.reading import by_gid, faults, plain, said, texts, title_of

MANY = ("twenty", "eighteen with long names", "twenty-three", "fourteen, leximin")
FEW = tuple(name for name in PAIRINGS if name not in (*MANY, "one answer"))


def shown(figure, row):
    """Texts of a row's pairs by the binôme, names joined."""
    found = {}
    for text in texts(figure):
        at, _, binome = (text.get_gid() or "").partition(":")
        if at == str(row) and binome:
            found.setdefault(binome, []).append(text)
    return found


@pytest.mark.parametrize(("name", "language"), unruled(PAIRINGS, "fr"))
def test_it_can_be_read(name, language):
    assert faults(plot_alternatives(pairing(name), language=language).figure) == []


@pytest.mark.parametrize("name", [*FEW, "twenty"])
def test_numbers_are_those_of_the_table(name):
    figure = plot_alternatives(pairing(name), language="en").figure
    gids = {text.get_gid() for text in texts(figure)}
    table = alternatives_table(pairing(name))
    for row, one in enumerate(table.itertuples()):
        assert by_gid(figure, f"total:{row}") == number(one.total, 2, "en")
        if name in MANY:
            assert f"rank:{row}" not in gids
        else:
            assert by_gid(figure, f"rank:{row}") == str(one.rank)
        weakest = [f"{value:.2f}" for value in table["weakest"]]
        if len(set(weakest)) > 1:
            assert by_gid(figure, f"weakest:{row}") == weakest[row]
        else:
            assert f"weakest:{row}" not in gids


@pytest.mark.parametrize("name", FEW)
def test_new_pairs_are_filled_and_named_and_the_others_are_quiet(name):
    proposal = pairing(name)
    figure = plot_alternatives(proposal, language="fr").figure
    labels, before = Labels.of(proposal, "fr"), set(everybody_in(proposal))
    new = 0
    for row, other in enumerate(proposal.alternatives(5), start=1):
        cells = shown(figure, row)
        assert set(cells) == {"-".join(one) for one in everybody_in(other)}
        for one in everybody_in(other):
            written = [text.get_text() for text in cells["-".join(one)]]
            if one in before:
                assert written == ["="]
                continue
            new += 1
            assert {to_hex(t.get_color()) for t in cells["-".join(one)]} == {PAPER.lower()}
            names, told = map(labels.partner, one), plain(" ".join(written))
            # Each is whole, if on two lines, or cut where there is no room for two.
            cut = [re.escape(name[:9]) + ".*" for name in names]
            assert re.match(" ".join(cut), told)
    filled = [p for p in figure.axes[0].patches if p.get_gid() == "new"]
    assert len(filled) == new
    assert {to_hex(patch.get_facecolor()) for patch in filled} <= {BLUE.lower()}


@pytest.mark.parametrize("name", ["twenty", "twenty-three"])
def test_of_many_partners_the_new_pairs_are_listed(name):
    proposal = pairing(name)
    figure = plot_alternatives(proposal, language="en").figure
    table = alternatives_table(proposal)
    for row, changes in enumerate(table["changes"][1:], start=1):
        listed = {one: plain(text.get_text()) for one, (text,) in shown(figure, row).items()}
        assert listed == {one: one.replace("-", " – ") for one in changes.split("; ")}
    assert "More than twelve partners" in " ".join(said(figure))


def test_what_does_not_fit_is_counted():
    figure = plot_alternatives(pairing("eighteen with long names"), language="en").figure
    for row, other in enumerate(pairing("eighteen with long names").alternatives(5), start=1):
        new = [
            one for one in other.binomes if one not in pairing("eighteen with long names").binomes
        ]
        counted = shown(figure, row)
        missing = len(new) - len(counted)
        assert missing in (0, len(new) - 1)
    assert "and 2 others" in said(figure)


def test_distance_and_ties_are_told():
    figure = plot_alternatives(pairing("illustrative"), language="en").figure
    assert by_gid(figure, "total:1:remark") == "−0.05"
    better = plot_alternatives(pairing("an alternative"), language="en").figure
    assert by_gid(better, "total:1:remark") == "+0.07"
    assert by_gid(better, "total:3:remark") == "+0.003"
    tied = plot_alternatives(pairing("equal"), language="en").figure
    assert [by_gid(tied, f"rank:{row}") for row in range(6)] == ["1"] * 6
    assert by_gid(tied, "rank:2:remark") == "tied"
    assert by_gid(tied, "total:2:remark") == "="


def test_both_ways_pairs_only_where_they_differ():
    assert not any(
        (text.get_gid() or "").startswith("both:")
        for text in texts(plot_alternatives(pairing("illustrative")).figure)
    )
    proposal = pair(random_grid(6, 2, seed=2))
    table = alternatives_table(proposal, 7)
    assert table["both_ways_pairs"].nunique() > 1
    figure = plot_alternatives(proposal, count=7).figure
    for row, both in enumerate(table["both_ways_pairs"]):
        assert by_gid(figure, f"both:{row}") == str(both)


def test_what_is_new_stands_where_it_shares_a_partner():
    first = [("A", "B"), ("C", "D"), ("E", "F"), ("G", "H")]
    other = [("A", "H"), ("B", "G"), ("C", "D"), ("E", "F")]
    assert aligned(first, other) == [("A", "H"), ("C", "D"), ("E", "F"), ("B", "G")]
    assert aligned(first, first) == first


def test_titles():
    assert alternatives_title(pairing("illustrative"), "en") == (
        "The next best way to form the pairs comes to 5.87 in all, against 5.92; "
        "it changes 3 of 5 pairs"
    )
    assert alternatives_title(pairing("plain"), "en").endswith("; it changes every pair")
    three = "3 of 840 ways to form the pairs do better than this one"
    assert alternatives_title(pairing("an alternative"), "en") == three
    assert "All 105 ways" in alternatives_title(pairing("equal"), "en")
    assert alternatives_title(pairing("two"), "en") == "There is no other way to form the pairs"
    assert alternatives_title(pairing("one answer"), "en") == "No pair can be formed yet"
    assert "comes to 10.6681 in all, against 10.6684" in alternatives_title(pairing("twenty"), "en")


def test_names_are_broken_and_not_cut_where_there_is_room():
    figure = plot_alternatives(pairing("illustrative"), language="de").figure
    assert not [one for one in said(figure) if "…" in one]
    assert by_gid(plot_alternatives(pairing("illustrative")).figure, "2:P01-P02") == "="


def test_without_another_way_it_says_so():
    figure = plot_alternatives(pairing("two"), language="en").figure
    assert "No other way keeps all the rules." in said(figure)
    assert "new pair" not in said(figure)


def test_late_partners_are_counted_and_the_one_left_over_is_named():
    told = said(plot_alternatives(pairing("late"), language="en").figure)
    assert any("3 partners have not answered yet." in text for text in told)
    assert "(alone)" in told


@pytest.mark.parametrize("count", [0, 8, 2.5])
def test_count_is_checked(count):
    with pytest.raises(ValueError, match="Must be"):
        plot_alternatives(pairing("illustrative"), count=count)


def test_title_and_axes_are_ones_own():
    ax = plot_alternatives(pairing("late"), title=None).figure.axes[0]
    assert title_of(ax.figure) == ""
    assert plot_alternatives(pairing("plain"), ax=ax) is ax
    assert plot_alternatives(replace(pairing("plain"))).figure is not ax.figure
