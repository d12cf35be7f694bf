"""The grid: partner x theme resources, needs and coverage."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.grid import Grid
from tests.markdown import frame, table

RESOURCES = frame("""
    |   | t1 | t2 |
    |---|----|----|
    | B | 5  | 2  |
    | A | 1  |    |
""")
NEEDS = frame("""
    |   | t1 | t2 |
    |---|----|----|
    | B | 0  | 3  |
    | A | 4  | 3  |
""")


def test_frames_come_back_as_they_were_given() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    pd.testing.assert_frame_equal(grid.resources, RESOURCES, check_names=False)
    pd.testing.assert_frame_equal(grid.needs, NEEDS, check_names=False)
    assert (grid.partners, grid.themes) == (("B", "A"), ("t1", "t2"))


def test_needs_may_stand_in_another_order() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS.loc[["A", "B"], ["t2", "t1"]])
    pd.testing.assert_frame_equal(grid.needs, NEEDS, check_names=False)


def test_blank_is_not_assessed_and_covers_nothing() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    assert np.isnan(grid.resources.loc["A", "t2"])
    assert grid.coverage["resource"].loc["A", "t2"] == 0
    assert grid.coverage["need"].loc["A", "t2"] == 1


def test_each_theme_is_its_own_criterion() -> None:
    ratings = Grid.from_frames(RESOURCES, NEEDS).ratings
    assert (ratings["theme"] == ratings["criterion"]).all()
    assert len(ratings) == 2 * 2 * 2
    assert set(ratings["state"]) == {"given", "blank"}


def test_columns_of_the_long_forms() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    assert list(grid.to_frame()) == ["partner", "theme", "side", "score", "coverage"]
    assert list(grid.ratings) == [
        *("partner", "theme", "criterion", "side", "state"),
        *("rating", "low", "high", "respondents", "confidence"),
    ]


def test_the_long_form_says_the_same_as_the_grid() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    long = grid.to_frame().set_index(["partner", "theme", "side"])
    for side, wide in (("resource", grid.resources), ("need", grid.needs)):
        for partner in "AB":
            for theme in ("t1", "t2"):
                at = (partner, theme, side)
                np.testing.assert_equal(long.loc[at, "score"], wide.loc[partner, theme])
                assert long.loc[at, "coverage"] == grid.coverage.loc[partner, (side, theme)]


def test_ratings_of_respondents_make_themes() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | 1      |
        | A       | t     | t.a       | resource | 4      |
        | A       | t     | t.b       | resource | 5      |
        | A       | t     | t.c       | resource | NA     |
        | A       | t     | t.a       | need     | 3      |
        | B       | t     | t.a       | need     | 3      |
        | B       | t     | t.b       | need     | 4      |
        """)
    )
    assert grid.resources.loc["A", "t"] == (2.5 + 5) / 2
    assert grid.coverage["resource"].loc["A", "t"] == 1
    assert np.isnan(grid.needs.loc["A", "t"])  # one of three
    assert grid.needs.loc["B", "t"] == 3.5  # two of three
    assert grid.coverage["need"].loc["B", "t"] == pytest.approx(2 / 3)
    assert grid.coverage["resource"].loc["B", "t"] == 0


def test_a_theme_that_does_not_apply_has_neither_score_nor_coverage() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | NA     |
        | A       | t     | t.a       | need     | NA     |
        | B       | t     | t.a       | resource | 0      |
        | B       | t     | t.a       | need     |        |
        """)
    )
    assert np.isnan(grid.resources.loc["A", "t"])
    assert np.isnan(grid.coverage["resource"].loc["A", "t"])
    assert grid.resources.loc["B", "t"] == 0
    assert grid.coverage["need"].loc["B", "t"] == 0


@pytest.mark.parametrize(
    ("scale", "span", "threshold"), [((0, 5), 5, 3), ((1, 4), 3, 1.8), ((0, 10), 10, 6)]
)
def test_thresholds_scale_with_the_scale(
    scale: tuple[int, int], span: int, threshold: float
) -> None:
    ones = pd.DataFrame({"t": [float(scale[1]), float(scale[0])]}, index=["A", "B"])
    grid = Grid.from_frames(ones, ones, scale=scale)
    assert grid.span == span
    assert grid.established == grid.priority == pytest.approx(threshold)
    assert grid.resources["t"].tolist() == [span, 0]


def test_a_grid_of_frames_knows_no_intake() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    assert (grid.intake, grid.late, grid.fictional, grid.countries) == (None, (), False, None)
    assert grid.calibration == "raw"


def test_what_is_handed_out_changes_nothing() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    for handed_out in (grid.resources, grid.needs, grid.coverage, grid.to_frame(), grid.ratings):
        handed_out.iloc[:, -1] = 0.5
    pd.testing.assert_frame_equal(grid.resources, RESOURCES, check_names=False)
    pd.testing.assert_frame_equal(grid.needs, NEEDS, check_names=False)
    assert set(grid.coverage["need"].to_numpy().ravel()) == {1.0}


def test_what_was_handed_in_may_change_afterwards() -> None:
    mine = RESOURCES.copy()
    grid = Grid.from_frames(mine, NEEDS)
    mine.loc["B", "t1"] = 0.0
    assert grid.resources.loc["B", "t1"] == 5


def test_fields_cannot_be_set() -> None:
    with pytest.raises(FrozenInstanceError):
        Grid.from_frames(RESOURCES, NEEDS).calibration = "centred"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("resources", "needs", "message"),
    [
        (RESOURCES.loc[["A"]], NEEDS, r"partners of resources \['A'\] and needs \['B', 'A'\]"),
        (RESOURCES[["t1"]], NEEDS, r"themes of resources \['t1'\] and needs \['t1', 't2'\]"),
        (RESOURCES.loc[["A", "A"]], NEEDS, r"partners \['A', 'A'\] of the resources"),
        (RESOURCES, NEEDS.loc[["B", "B"]], r"partners \['B', 'B'\] of the needs"),
        (RESOURCES[["t1", "t1"]], NEEDS, r"themes \['t1', 't1'\] of the resources"),
        (RESOURCES[[]], NEEDS[[]], r"themes \[\] of the resources"),
        (RESOURCES.set_axis([1, "1"], axis=0), NEEDS, r"partners \['1', '1'\] of the resources"),
        (RESOURCES + 1, NEEDS, r"Invalid rating 6.0"),
        (RESOURCES, NEEDS - 1, r"Invalid rating -1.0"),
        (RESOURCES.replace(2, np.inf), NEEDS, r"Invalid rating inf"),
    ],
)
def test_frames_that_do_not_fit_are_refused(
    resources: pd.DataFrame, needs: pd.DataFrame, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Grid.from_frames(resources, needs)


@pytest.mark.parametrize("scale", [(5, 0), (3, 3), (0, np.inf), (np.nan, 5), (0,), ("a", 5)])
def test_a_scale_must_rise(scale: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Invalid scale") as caught:
        Grid.from_frames(RESOURCES, NEEDS, scale=scale)
    assert str(scale) in str(caught.value)


def test_countries_of_unknown_partners_are_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown partners \['Z'\].*\['B', 'A'\]"):
        Grid.from_frames(RESOURCES, NEEDS, countries={"Z": "FR", "A": "BE"})


def test_countries_are_kept_as_they_were_given() -> None:
    mine = {"A": "FR"}
    grid = Grid.from_frames(RESOURCES, NEEDS, countries=mine)
    mine["B"] = "FR"
    assert dict(grid.countries or {}) == {"A": "FR"}
    with pytest.raises(TypeError, match="item assignment"):
        grid.countries["B"] = "FR"  # type: ignore[index]


@pytest.mark.parametrize("column", ["partner", "theme", "criterion"])
def test_a_row_without_a_name_is_refused(column: str) -> None:
    tidy = table("""
        | partner | theme | criterion | side | rating |
        |---------|-------|-----------|------|--------|
        | A       | t     | c         | need | 1      |
        | B       | t     | c         | need | 1      |
    """)
    tidy.loc[1, column] = None
    with pytest.raises(ValueError, match=rf"Row 1 names .*{column}.*Must name all three"):
        Grid.from_ratings(tidy)


def test_missing_columns_are_named() -> None:
    tidy = pd.DataFrame({"partner": ["A"], "theme": ["t"], "rating": [1]})
    with pytest.raises(ValueError, match=r"\['partner', 'theme', 'rating'\].*'criterion', 'side'"):
        Grid.from_ratings(tidy)


def test_no_ratings_are_refused() -> None:
    columns = ["partner", "theme", "criterion", "side", "rating"]
    with pytest.raises(ValueError, match="0 rows"):
        Grid.from_ratings(pd.DataFrame(columns=columns))


def test_a_criterion_belongs_to_one_theme() -> None:
    tidy = table("""
        | partner | theme | criterion | side | rating |
        |---------|-------|-----------|------|--------|
        | A       | t     | c         | need | 1      |
        | A       | u     | c         | need | 1      |
    """)
    with pytest.raises(ValueError, match=r"Criteria \['c'\] stand under two themes"):
        Grid.from_ratings(tidy)


def test_the_representation_says_what_it_is() -> None:
    grid = Grid.from_frames(RESOURCES, NEEDS)
    assert repr(grid) == "Grid(2 partners x 2 themes, 0..5, calibration='raw')"
    assert "–" in grid._repr_html_()


scores = st.sampled_from([0.0, 1.0, 2.0, 3.5, 5.0, np.nan])


@given(st.lists(st.tuples(scores, scores, scores, scores), min_size=1, max_size=6), st.randoms())
@settings(max_examples=40)
def test_partner_order_never_matters(rows: list[tuple[float, ...]], random: object) -> None:
    names = [f"P{i}" for i in range(len(rows))]
    whole = pd.DataFrame(rows, index=names, columns=["r1", "r2", "n1", "n2"])
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    grids = [
        Grid.from_frames(
            part[["r1", "r2"]].set_axis(["t1", "t2"], axis=1),
            part[["n1", "n2"]].set_axis(["t1", "t2"], axis=1),
        )
        for part in (whole, whole.loc[mixed])
    ]
    for name in ("resources", "needs", "coverage"):
        one, other = (getattr(grid, name) for grid in grids)
        pd.testing.assert_frame_equal(one, other.loc[names])
