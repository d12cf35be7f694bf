"""Variants: each is what the public functions give by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from prospects_analysis.calibration import calibrate, score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.sensitivity.methods import (
    VARIANTS,
    as_calibrated,
    calibration_variants,
    method_variants,
)
from tests.intake.books import Book, read
from tests.sensitivity.worlds import partnership

GRID = partnership(8, seed=4)
BY_HAND = {
    "default": lambda grid: pair_partners(complementarity(grid)),
    "mutual_mean": lambda grid: pair_partners(complementarity(grid, mutual="mean")),
    "mutual_min": lambda grid: pair_partners(complementarity(grid, mutual="min")),
    "transfer_gap": lambda grid: pair_partners(complementarity(grid, transfer="gap")),
    "transfer_min": lambda grid: pair_partners(complementarity(grid, transfer="min")),
    "centred": lambda grid: pair_partners(complementarity(calibrate(grid, "centred"))),
    "criterion_level": lambda grid: pair_partners(complementarity(grid, level="criterion")),
    "leximin": lambda grid: pair_partners(complementarity(grid), objective="leximin"),
}


def test_eight_variants_are_declared():
    assert list(VARIANTS) == list(BY_HAND)


@pytest.mark.parametrize("name", BY_HAND)
def test_each_variant_is_reproduced_by_hand(name):
    found = method_variants(GRID).pairings[name]
    expected = BY_HAND[name](GRID)
    assert found.binomes == expected.binomes
    assert found.total == expected.total


def test_the_table_counts_what_stands():
    variants = method_variants(GRID)
    table = variants.to_frame()
    for row in table.itertuples():
        together = [
            any(
                {row.partner_a, row.partner_b} <= set(binome)
                for binome in BY_HAND[name](GRID).binomes
            )
            for name in BY_HAND
        ]
        assert [getattr(row, name) for name in BY_HAND] == together
        assert row.variants == sum(together)
    assert table["variants"].sum() == 4 * 8  # four pairs in each of eight


def test_rules_hold_in_every_variant():
    variants = method_variants(GRID, require=[("P01", "P02")], forbid=[("P03", "P04")])
    assert variants.count(("P01", "P02")) == 8
    assert variants.count(("P03", "P04")) == 0


def test_a_variant_without_a_pairing_is_none():
    variants = method_variants(partnership(2), forbid=[("P01", "P02")])
    assert set(variants.pairings.values()) == {None}
    assert variants.to_frame().empty


def test_calibrations_without_vignettes():
    variants = calibration_variants(GRID)
    assert variants.names == ("raw", "centred")
    assert variants.pairings["raw"].binomes == BY_HAND["default"](GRID).binomes
    assert variants.pairings["centred"].binomes == BY_HAND["centred"](GRID).binomes


def test_a_calibrated_grid_gives_the_same_variants_of_calibration():
    variants = calibration_variants(calibrate(GRID, "centred"))
    assert variants.pairings["raw"].total == calibration_variants(GRID).pairings["raw"].total


def test_corrections_are_made_again_after_a_calibration():
    corrected = GRID.corrected("P01", "t0", "need", 5, "agreed")
    again = as_calibrated(corrected, "centred")
    assert again.calibration == "centred"
    assert again.needs.loc["P01", "t0"] == pytest.approx(5)
    assert again.needs.loc["P02"].equals(calibrate(GRID, "centred").needs.loc["P02"])


def test_the_choice_of_method_and_the_noise_are_two_tables():
    columns = {*method_variants(GRID).to_frame().columns}
    assert not columns & {"noise", "share", "se"}


def rated(tmp_path, ratings: dict[str, tuple[int, int]]):
    """Returns of partners who rated two vignettes of a theme, and all else alike."""
    import openpyxl

    from prospects_analysis.intake.returns import read_workbooks
    from prospects_analysis.template import write_templates
    from tests.intake.books import FRAMEWORK

    for partner, (low, high) in ratings.items():
        [path] = write_templates(FRAMEWORK, tmp_path, "en", partners=[partner], vignettes=True)
        book = Book.__new__(Book)
        book.book = openpyxl.load_workbook(path)
        book.fill()
        sheet = book.sheet("vignettes")
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for name, value in (("v_low", low), ("v_high", high)):
            sheet.cell(rows[f"vignettes.clusters.{name}"], 3).value = value
        book.book.save(path)
    return read_workbooks(tmp_path, FRAMEWORK)


def test_vignettes_take_out_leniency_of_resources_alone(tmp_path):
    intake = rated(tmp_path, {"P01": (1, 4), "P02": (2, 5), "P09": (1, 4)})
    raw, corrected = score_grid(intake), score_grid(intake, "vignettes")
    own = raw.resources.loc["P02"] - corrected.resources.loc["P02"]
    assert (own >= 0.5).all()  # one less for each that is above 1; zeros stay zero
    pd.testing.assert_series_equal(raw.resources.loc["P01"], corrected.resources.loc["P01"])
    pd.testing.assert_frame_equal(raw.needs, corrected.needs)
    assert calibration_variants(raw).names == ("raw", "centred", "vignettes")


def test_vignettes_that_nobody_rated_are_said(tmp_path):
    intake = read(tmp_path, a=Book().fill())
    with pytest.raises(ValueError, match="where no vignette was rated"):
        score_grid(intake, "vignettes")
