"""The single answers that would change the pairs, as they are drawn."""

from __future__ import annotations

import functools

import pandas as pd
import pytest

from prospects_analysis.charts.changes import changes_title, plot_changes, spread
from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.sensitivity.changes import CHANGES, smallest_changes
from tests.charts.examples import LONG, PAIRINGS, pair, pairing, random_grid, unruled
from tests.charts.reading import by_gid, faults, said, texts, title_of

CASES = {name: functools.partial(pairing, name) for name in PAIRINGS if name != "plain"}
CASES["long names"] = lambda: pair(random_grid(6, 3, name=LONG, seed=3))
LARGE = ("twenty", "eighteen with long names", "twenty-three", "fourteen, leximin")
SOME = ("late", "leximin", "twelve", "trio", "left over", "pinned", "long names")


@functools.cache
def found(name):
    """Changes and the pairing that they are of; none are looked for above twelve partners."""
    of = CASES[name]()
    empty = pd.DataFrame(columns=list(CHANGES))
    return (empty if name in LARGE else smallest_changes(of)), of


@pytest.mark.parametrize(("name", "language"), unruled(CASES, "fr"))
def test_it_can_be_read(name, language):
    assert faults(plot_changes(*found(name), language=language).figure) == []


@pytest.mark.parametrize("name", SOME)
def test_rows_are_those_of_the_result(name):
    changes, of = found(name)
    assert len(changes)
    ax = plot_changes(changes, of, language="en")
    told, labels = said(ax.figure), Labels.of(of, "en")
    shown = spread(changes)
    assert len(shown) == min(8, len(changes))
    for row, one in enumerate(shown.itertuples()):
        given, changed = by_gid(ax.figure, f"given:{row}"), by_gid(ax.figure, f"changed:{row}")
        assert (float(given), float(changed)) == (one.given, one.changed)
        name_of_it = labels.criterion(one.criterion)
        assert any(text.rstrip("…") and name_of_it.startswith(text.rstrip("…")) for text in told)
        head = f"{labels.partner(one.partner)} · {side_text(one.side, 'en')}"
        assert head in told or any(head.startswith(text[:-1]) for text in told if text[-1] == "…")
    more = [text.get_text() for text in texts(ax.figure) if text.get_gid() == "more"]
    left = len(changes) - len(shown)
    assert more == ([f"and {left} others"] if left else [])


def test_values_stand_where_they_are_on_the_scale():
    changes, of = found("twelve")
    ax = plot_changes(changes, of, language="en")
    at = {text.get_gid(): text.get_position()[0] for text in ax.texts}
    levels = {int(text.get_text()): text.get_position()[0] for text in ax.texts
              if not text.get_gid() and text.get_text() in "012345"}  # fmt: skip
    assert sorted(levels) == [0, 1, 2, 3, 4, 5]
    for row, one in enumerate(spread(changes).itertuples()):
        assert at[f"given:{row}"] == pytest.approx(levels[int(one.given)])
        assert at[f"changed:{row}"] == pytest.approx(levels[int(one.changed)])


def test_half_points_are_written():
    changes, of = found("twelve")
    half = changes.assign(given=changes["given"].clip(1) - 0.5, changed=changes["given"].clip(1))
    assert by_gid(plot_changes(half, of, language="fr").figure, "given:0").endswith(",5")
    assert changes_title(half, of, "en").startswith("One answer moved by 0.5 point would")


def test_no_partner_fills_the_wall_where_others_could_be_shown():
    many = pd.DataFrame({"partner": list("AAAAAAAAAABBBC"), "n": range(14)})
    assert spread(many)["n"].tolist() == [0, 1, 2, 3, 10, 11, 12, 13]
    few = many.head(5)
    assert spread(few).equals(few)


def test_titles():
    changes, of = found("leximin")
    sizes = (changes["changed"] - changes["given"]).abs()
    assert set(sizes) == {1.0}
    assert changes_title(changes, of, "en") == (
        "One answer moved by 1 point would be enough to change the pairs; "
        f"this holds for {len(changes)} of 462 answers"
    )
    assert changes_title(*found("illustrative"), "en") == (
        "None of the answers given, changed by itself, would change the pairs"
    )
    only = "Only one way to form the pairs keeps all the rules"
    assert changes_title(*found("two"), "en") == only
    assert changes_title(*found("one answer"), "en") == "No pair can be formed yet"
    above = "More than twelve partners: no single answer was tried out"
    assert title_of(plot_changes(*found("twenty"), language="en").figure) == above


def test_an_answer_that_can_go_both_ways_counts_once():
    changes, of = found("pinned")
    assert len(changes) == 1
    both = pd.concat([changes, changes.assign(changed=changes["given"] + 1)], ignore_index=True)
    assert changes_title(both, of, "en").endswith("; this holds for 1 of 319 answers")


def test_without_a_change_it_says_how_many_answers_were_tried():
    changes, of = found("illustrative")
    assert changes.empty
    told = said(plot_changes(changes, of, language="en").figure)
    given = pd.to_numeric(of.flows.grid.ratings["rating"], errors="coerce").notna().sum()
    assert {str(given), "0"} <= set(told)
    assert "Each was set to every value from 0 to 5, all others as given." in told
    assert "Two answers changed together may still change the pairs." in told


def test_a_plain_matrix_is_refused():
    with pytest.raises(ValueError, match="plain score matrix"):
        plot_changes(pd.DataFrame(columns=list(CHANGES)), pairing("plain"))
