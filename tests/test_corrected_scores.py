"""A theme score put right: exactly, within the scale, and with the partner's own beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.tables import grid_table
from tests.sensitivity.worlds import partnership

GRID = partnership(6, seed=1, criteria=4)


@given(
    st.sampled_from(GRID.partners),
    st.sampled_from(GRID.themes),
    st.sampled_from(["resource", "need"]),
    st.floats(0, 5),
)
def test_the_score_is_what_was_said_and_all_else_as_before(partner, theme, side, score):
    after = GRID.corrected(partner, theme, side, score)
    table = after.to_frame().merge(GRID.to_frame(), on=["partner", "theme", "side"])
    here = (table[["partner", "theme", "side"]] == [partner, theme, side]).all(axis=1)
    assert table.loc[here, "score_x"].item() == pytest.approx(score, abs=1e-9)
    assert (table.loc[~here, "score_x"] == table.loc[~here, "score_y"]).all()
    assert (table["coverage_x"] == table["coverage_y"]).all()
    value = after.ratings_arrays.value
    assert value.min() >= 0
    assert value.max() <= 5


def test_the_profile_within_the_theme_stays():
    row = GRID.ratings.query("partner == 'P01' and theme == 't0' and side == 'need'")["rating"]
    low = GRID.corrected("P01", "t0", "need", row.mean() + 0.1)
    moved = low.ratings.query("partner == 'P01' and theme == 't0' and side == 'need'")["rating"]
    inside = (moved > 0) & (moved < 5)
    shifts = (moved - row)[inside]
    assert shifts.max() - shifts.min() < 1e-9


def test_a_theme_that_was_not_assessed_gets_the_score_and_covers_nothing():
    frame = pd.DataFrame({"t": [5.0, np.nan], "u": [1.0, 2.0]}, index=["A", "B"])
    grid = Grid.from_frames(frame, frame).corrected("B", "t", "resource", 4)
    assert grid.resources.loc["B", "t"] == 4
    assert grid.coverage.loc["B", ("resource", "t")] == 0
    assert np.isnan(grid.corrections[0].original)


def test_the_partners_own_stays_beside_it():
    twice = GRID.corrected("P01", "t0", "need", 5, "first").corrected("P01", "t1", "need", 1)
    assert [one.theme for one in twice.corrections] == ["t0", "t1"]
    table = grid_table(twice).query("partner == 'P01' and side == 'need'").set_index("theme")
    assert table.loc["t0", "score"] == pytest.approx(5)
    assert table.loc["t0", "own"] == GRID.needs.loc["P01", "t0"]
    assert table.loc["t0", "reason"] == "first"
    assert table.loc["t2", "own"] == table.loc["t2", "score"]
    assert GRID.corrections == ()
    assert twice.correction_of("P01", "t0", "need").reason == "first"
    assert twice.correction_of("P01", "t0", "resource") is None


def test_the_last_correction_of_a_score_counts_and_the_partners_own_stays():
    twice = GRID.corrected("P01", "t0", "need", 5, "first").corrected(
        "P01", "t0", "need", 1, "then"
    )
    [one] = twice.corrections
    assert (one.original, one.score, one.reason) == (GRID.needs.loc["P01", "t0"], 1, "then")


def test_a_second_correction_moves_the_partners_own_ratings():
    rows = [("A", 0.0), ("A", 5.0), ("B", 2.0), ("B", 3.0)]
    tidy = pd.DataFrame(rows, columns=["partner", "rating"]).assign(
        criterion=["t.1", "t.2", "t.1", "t.2"], theme="t"
    )
    grid = Grid.from_ratings(
        pd.concat([tidy.assign(side=side) for side in ("resource", "need")], ignore_index=True)
    )
    twice = grid.corrected("A", "t", "need", 5).corrected("A", "t", "need", 2.5)
    assert twice.ratings.equals(grid.corrected("A", "t", "need", 2.5).ratings)
    # Also where another score was put right in between, or taken back.
    between = grid.corrected("A", "t", "need", 5).corrected("B", "t", "need", 0)
    assert between.corrected("A", "t", "need", 2.5).needs.loc["B", "t"] == 0
    own = between.corrected("A", "t", "need", 2.5).ratings.query("partner == 'A'")
    assert own.equals(grid.ratings.query("partner == 'A'"))


def test_a_theme_that_was_answered_in_part_gets_the_score_too():
    rows = [
        ("A", f"t.c{c}", side, 2 if c == 0 else None)
        for c in range(3)
        for side in ("resource", "need")
    ]
    tidy = pd.DataFrame(rows, columns=["partner", "criterion", "side", "rating"]).assign(theme="t")
    grid = Grid.from_ratings(pd.concat([tidy, tidy.assign(partner="B", rating=3)]))
    assert np.isnan(grid.needs.loc["A", "t"])
    after = grid.corrected("A", "t", "need", 4)
    assert after.needs.loc["A", "t"] == 4
    assert after.coverage.loc["A", ("need", "t")] == pytest.approx(1 / 3)


def test_a_scale_that_does_not_begin_at_zero():
    frame = pd.DataFrame({"t": [4.0, 1.0]}, index=["A", "B"])
    grid = Grid.from_frames(frame, frame, scale=(1, 4)).corrected("B", "t", "need", 4)
    assert grid.needs.loc["B", "t"] == 3  # counted from the scale's minimum
    assert complementarity(grid).directed.loc["A", "B"] == 3


def test_leaving_a_theme_out_keeps_the_other_corrections():
    grid = GRID.corrected("P01", "t0", "need", 5).corrected("P01", "t1", "need", 1)
    rest = grid.without_theme("t0")
    assert [one.theme for one in rest.corrections] == ["t1"]
    assert rest.coverage.shape == (6, 4)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"partner": "P99"}, "Invalid partner 'P99'"),
        ({"theme": "x"}, "Invalid theme 'x'"),
        ({"side": "both"}, "Invalid side 'both'"),
        ({"score": 6}, r"Invalid score 6\. Must be a number from 0 to 5"),
        ({"score": True}, "Invalid score True"),
        ({"score": float("nan")}, "Invalid score nan"),
        ({"score": "4"}, "Invalid score '4'"),
    ],
)
def test_what_is_no_correction_is_refused(wrong, match):
    right = {"partner": "P01", "theme": "t0", "side": "need", "score": 3}
    with pytest.raises(ValueError, match=match):
        GRID.corrected(**(right | wrong))
