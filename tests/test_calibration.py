"""From answers to the grid, raw and centred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.calibration import calibrate, centring_shift, score_grid
from prospects_analysis.framework import Framework, read_framework
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import ANSWER_COLUMNS, Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issues
from prospects_analysis.provenance import Provenance
from prospects_analysis.template import write_templates
from tests import illustrative
from tests.another_network import write_network
from tests.markdown import frame, table


def grid_of(resources: str, needs: str | None = None) -> Grid:
    return Grid.from_frames(frame(resources), frame(needs or resources))


LENIENT = """
    |   | t1 | t2 |
    |---|----|----|
    | A | 5  | 3  |
    | B | 3  | 1  |
"""


def test_centring_takes_out_what_lies_above_the_mean() -> None:
    centred = calibrate(grid_of(LENIENT), "centred")
    assert centred.resources.to_numpy().tolist() == [[4, 2], [4, 2]]
    assert centred.calibration == "centred"


def test_raw_leaves_everything() -> None:
    grid = grid_of(LENIENT)
    assert calibrate(grid, "raw") is grid


def test_the_sides_are_centred_apart() -> None:
    grid = grid_of(
        LENIENT,
        """
        |   | t1 | t2 |
        |---|----|----|
        | A | 2  | 1  |
        | B | 2  | 1  |
        """,
    )
    assert calibrate(grid, "centred").needs.equals(grid.needs)


def test_zeros_stay_zero_and_the_rest_is_clipped() -> None:
    grid = grid_of("""
        |   | t1 | t2 | t3 |
        |---|----|----|----|
        | A | 5  | 5  | 0  |
        | B | 1  | 0  | 5  |
        | C | 0  | 0  | 0  |
    """)
    # Means 10/3, 2 and 0 lie 14/9 and 2/9 above, and 16/9 below, their mean of 16/9.
    centred = calibrate(grid, "centred").resources
    assert centred.loc["C"].tolist() == [0, 0, 0]
    assert centred.loc["A"].tolist() == pytest.approx([5 - 14 / 9, 5 - 14 / 9, 0])
    assert centred.loc["B"].tolist() == pytest.approx([1 - 2 / 9, 0, 5 - 2 / 9])


def test_nothing_leaves_the_scale() -> None:
    grid = grid_of("""
        |   | t1 | t2 |
        |---|----|----|
        | A | 5  | 1  |
        | B | 1  | 0  |
    """)
    # A lies 1.25 above, B as much below.
    assert calibrate(grid, "centred").resources.to_numpy().tolist() == [[3.75, 0], [2.25, 0]]


def test_blanks_and_what_does_not_apply_stay() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | 5      |
        | A       | t     | t.b       | resource | NA     |
        | A       | t     | t.c       | resource |        |
        | B       | t     | t.a       | resource | 1      |
        """)
    )
    centred = calibrate(grid, "centred")
    assert centred.ratings["state"].equals(grid.ratings["state"])
    assert centred.coverage.equals(grid.coverage)
    found = centred.ratings.set_index(["partner", "criterion", "side"])["rating"]
    assert found["A", "t.a", "resource"] == found["B", "t.a", "resource"] == 3


def test_the_range_of_respondents_moves_along() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | 3      |
        | A       | t     | t.a       | resource | 5      |
        | B       | t     | t.a       | resource | 2      |
        """)
    )
    found = calibrate(grid, "centred").ratings.set_index(["partner", "side"]).loc["A"]
    assert found.loc["resource", ["low", "rating", "high"]].tolist() == [2, 3, 4]


def test_centring_gives_a_new_grid() -> None:
    grid = grid_of(LENIENT)
    calibrate(grid, "centred")
    assert grid.resources.to_numpy().tolist() == [[5, 3], [3, 1]]
    assert grid.calibration == "raw"


@pytest.mark.parametrize("calibration", ["rasch", "RAW", "", None])
def test_an_unknown_calibration_is_refused(calibration: str) -> None:
    with pytest.raises(
        ValueError, match=r"Invalid calibration .*'raw', 'centred', 'vignettes'"
    ) as caught:
        calibrate(grid_of(LENIENT), calibration)
    assert repr(calibration) in str(caught.value)


def test_nothing_is_centred_twice() -> None:
    with pytest.raises(ValueError, match=r"calibrated already \('centred'\)"):
        calibrate(calibrate(grid_of(LENIENT), "centred"), "centred")


ratings = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, np.nan])
tables = st.lists(st.lists(ratings, min_size=4, max_size=4), min_size=1, max_size=6)


@given(tables)
@settings(max_examples=60)
def test_the_shifts_of_all_partners_add_up_to_nothing(rows: list[list[float]]) -> None:
    value = np.array(rows)[:, :, None] * np.ones(2)
    shift = centring_shift(value)[:, 0, 0]
    known = np.isfinite(value[:, :, 0])
    assert shift.sum() == pytest.approx(0, abs=1e-9)
    assert (shift[~known.any(axis=1)] == 0).all()
    if known.any():
        means = np.array(
            [v[k].mean() for v, k in zip(value[:, :, 0], known, strict=True) if any(k)]
        )
        assert means - shift[known.any(axis=1)] == pytest.approx(means.mean())


@given(tables)
@settings(max_examples=60)
def test_centring_keeps_scale_zeros_blanks_and_order(rows: list[list[float]]) -> None:
    names = [f"P{i}" for i in range(len(rows))]
    raw = pd.DataFrame(rows, index=names, columns=list("abcd"))
    centred = calibrate(Grid.from_frames(raw, raw), "centred").resources
    assert centred.isna().equals(raw.isna())
    assert ((centred >= 0) & (centred <= 5) | raw.isna()).all(axis=None)
    assert (centred[raw == 0].fillna(0) == 0).all(axis=None)
    for partner in names:  # within a partner nothing overtakes
        own = centred.loc[partner, raw.loc[partner].sort_values().index].dropna()
        assert own.is_monotonic_increasing


def intake_of(
    text: str,
    framework: Framework | None = None,
    confidence: Mapping[tuple[str, str], int] | None = None,
) -> Intake:
    """Make an intake of a table with partner, respondent, criterion, resource and need."""
    rows = []
    for line in table(text).fillna("").itertuples():
        theme = line.criterion.split(".")[0]
        for side in ("resource", "need"):
            value = getattr(line, side)
            state = {"": "blank", "NA": "NA"}.get(value, "given")
            value = {"": None, "NA": "NA"}.get(value, value)
            field = f"{line.criterion}.{side}"
            rows.append((line.partner, line.respondent, field, theme, line.criterion, side))
            rows[-1] += (int(value) if state == "given" else value, state, "f.xlsx", theme, "G5")
    for (partner, theme), level in (confidence or {}).items():
        field = f"{theme}.confidence"
        rows.append((partner, "r1", field, theme, "", "", level, "given", "f.xlsx", theme, "C9"))
    return Intake(
        answers=pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype=object),
        issues=Issues([]),
        provenance=Provenance(
            inputs=(), framework="prospects 2", framework_sha256="", package_version="0"
        ),
        framework=framework or read_framework(),
    )


def clusters_of(framework: Framework) -> list[str]:
    return [criterion.id for criterion in framework.criteria_of("clusters")]


def returned(framework: Framework, resources: list[str], partner: str = "P01") -> str:
    lines = [
        f"| {partner} | r1 | {criterion} | {score} | 2 |"
        for criterion, score in zip(clusters_of(framework), resources, strict=True)
    ]
    return "| partner | respondent | criterion | resource | need |\n" + "\n".join(lines)


def test_every_partner_and_theme_of_the_framework_is_there() -> None:
    framework = read_framework()
    grid = score_grid(intake_of(returned(framework, ["4", "2", "3", "NA", "3", ""])))
    assert grid.partners == tuple(partner.id for partner in framework.partners)
    assert grid.themes == tuple(theme.id for theme in framework.themes)
    assert grid.late == tuple(f"P{i:02d}" for i in range(2, 11))
    assert grid.resources.drop(index="P01").isna().all(axis=None)
    assert (grid.coverage.drop(index="P01") == 0).all(axis=None)
    assert grid.resources.loc["P01", "clusters"] == 3
    assert grid.coverage["resource"].loc["P01", "clusters"] == pytest.approx(4 / 5)
    assert grid.coverage["need"].loc["P01", "clusters"] == 1


def test_countries_and_thresholds_are_the_frameworks() -> None:
    framework = read_framework()
    grid = score_grid(intake_of(returned(framework, ["4"] * 6)))
    assert grid.countries == {partner.id: partner.country for partner in framework.partners}
    assert (grid.established, grid.priority, grid.scale) == (3, 3, (0, 5))


def test_weights_of_the_framework_count() -> None:
    plain = read_framework()
    heavy = clusters_of(plain)[0]
    weighted = replace(
        plain,
        criteria=tuple(replace(c, weight=3.0) if c.id == heavy else c for c in plain.criteria),
        themes=tuple(replace(t, weight=2.0) if t.id == "clusters" else t for t in plain.themes),
    )
    grid = score_grid(intake_of(returned(plain, ["4", "0", "0", "0", "", ""]), weighted))
    assert grid.resources.loc["P01", "clusters"] == 4 * 3 / 6
    assert grid.coverage["resource"].loc["P01", "clusters"] == 6 / 8
    assert grid.ratings_arrays.theme_weights.tolist() == [
        2.0 if theme.id == "clusters" else 1.0 for theme in plain.themes
    ]


def test_respondents_of_an_intake_meet_at_the_median() -> None:
    criterion = clusters_of(read_framework())[0]
    grid = score_grid(
        intake_of(f"""
        | partner | respondent | criterion   | resource | need |
        |---------|------------|-------------|----------|------|
        | P01     | r1         | {criterion} | 1        | NA   |
        | P01     | r2         | {criterion} | 4        | 5    |
        | P01     | r3         | {criterion} | 5        |      |
        """)
    )
    ratings = grid.ratings.set_index("side")
    found = ratings[(ratings["partner"] == "P01") & (ratings["criterion"] == criterion)]
    assert found.loc["resource", ["rating", "low", "high", "respondents"]].tolist() == [4, 1, 5, 3]
    assert found.loc["need", ["rating", "respondents"]].tolist() == [5, 1]


def test_confidence_stands_with_the_ratings_of_its_theme() -> None:
    framework = read_framework()
    intake = intake_of(returned(framework, ["4"] * 6), confidence={("P01", "clusters"): 2})
    ratings = score_grid(intake).ratings
    own = ratings[(ratings["partner"] == "P01") & (ratings["theme"] == "clusters")]
    assert (own["confidence"] == 2).all()
    assert ratings.drop(index=own.index)["confidence"].isna().all()


def test_another_network_has_its_own_scale_and_its_own_word_for_na(tmp_path: Path) -> None:
    folder, returns = tmp_path / "framework", tmp_path / "returns"
    folder.mkdir()
    framework = read_framework(write_network(folder))
    paths = write_templates(framework, returns)
    book = openpyxl.load_workbook(paths[0])
    answers = {"water.springs": (4, 1), "water.mills": ("KA", "KA"), "wood.trade": (1, 4)}
    for sheet in book:
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, 1).value in answers:
                resource, need = answers[sheet.cell(row, 1).value]
                sheet.cell(row, columns["@resource"]).value = resource
                sheet.cell(row, columns["@need"]).value = need
    book.save(paths[0])
    grid = score_grid(read_workbooks(returns, framework))
    assert (grid.scale, grid.established, grid.priority) == ((1, 4), 2, 1)
    assert grid.resources.loc["A", ["water", "wood"]].tolist() == [3, 0]
    assert grid.needs.loc["A", ["water", "wood"]].tolist() == [0, 3]
    assert grid.coverage["resource"].loc["A"].tolist() == [1, 1, 0]


def test_centred_is_the_raw_grid_calibrated() -> None:
    intake = illustrative.intake()
    centred = score_grid(intake, calibration="centred")
    assert centred.calibration == "centred"
    assert centred.intake is intake
    expected = calibrate(score_grid(intake), "centred")
    pd.testing.assert_frame_equal(centred.resources, expected.resources)
    assert not centred.resources.equals(score_grid(intake).resources)


def test_an_unknown_calibration_of_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="Calibration 'vignettes' was asked"):
        score_grid(illustrative.intake(), calibration="vignettes")


def test_the_illustrative_returns_make_a_full_grid() -> None:
    grid = score_grid(illustrative.intake())
    answers = grid.intake.answers
    assert grid.fictional
    assert grid.late == ()
    own = answers[
        (answers["partner"] == "P09")
        & (answers["theme"] == "support")
        & (answers["side"] == "resource")
    ]
    assert set(own["state"]) == {"given"}
    assert grid.resources.loc["P09", "support"] == pytest.approx(own["value"].astype(float).mean())
