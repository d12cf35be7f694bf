"""results.xlsx and grid.xlsx: numbers are numbers, texts are texts, paper is thought of."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from prospects_analysis.outputs.printed_grid import printed_grid
from prospects_analysis.outputs.tables import result_tables
from prospects_analysis.outputs.workbook import results_workbook
from tests.outputs import made


def opened(name):
    return openpyxl.load_workbook(io.BytesIO(made.files()[name]))


@pytest.fixture(scope="module")
def results():
    return opened("results.xlsx")


@pytest.fixture(scope="module")
def grid():
    return opened("grid.xlsx").active


def test_every_table_is_a_sheet_with_the_numbers_of_its_csv(results):
    for name in results.sheetnames[1:]:
        csv = pd.read_csv(io.BytesIO(made.files()[f"{name}.csv"]))
        sheet = pd.DataFrame(results[name].values)
        assert list(sheet.loc[0]) == list(csv.columns)
        for position, column in enumerate(csv.columns):
            if pd.api.types.is_numeric_dtype(csv[column]):
                shown = sheet.loc[1:, position].astype(float).to_numpy()
                np.testing.assert_array_equal(shown, csv[column].to_numpy(dtype=float))
    assert results.sheetnames[1:] == [
        *(
            "answers",
            "practices",
            "issues",
            "grid",
            "transfers",
            "complementarity",
            "binomes",
            "alternatives",
            "robustness",
            "methods",
            "costs",
            "sheets",
        )
    ]


def test_sheets_can_be_worked_with(results):
    for page in results.worksheets[1:]:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert page["A1"].font.bold
        assert all(page.column_dimensions[cell.column_letter].width >= 9 for cell in page[1])


def test_first_sheet_explains_the_others_and_owns_up_to_fiction(results):
    page = results.worksheets[0]
    said = [str(cell.value) for row in page for cell in row if cell.value]
    assert page.title == "À propos"
    assert set(results.sheetnames[1:]) | {"P09", "Wigan", "clusters.mapping"} <= set(said)
    assert any("fictives" in text for text in said)


def test_no_text_becomes_a_formula():
    study = made.study()
    answers = study.intake.answers
    answers.loc[answers.index[0], "value"] = '=HYPERLINK("x")'
    answers.loc[answers.index[1], "value"] = "a\x07b"
    intake = replace(study.intake, answers=answers)
    tables = result_tables(intake, study.flows, None, "en")
    book = openpyxl.load_workbook(io.BytesIO(results_workbook(tables, intake, "en")))
    values = list(book["answers"]["G"][1:3])
    assert [(cell.data_type, cell.value) for cell in values] == [
        ("s", '=HYPERLINK("x")'),
        ("s", "ab"),
    ]


def test_printed_grid_has_both_numbers_of_every_cell(grid):
    result = made.study().grid
    for row, partner in enumerate(result.partners, start=5):
        for column, theme in enumerate(result.themes):
            for side, frame in enumerate((result.resources, result.needs)):
                cell = grid.cell(row, 2 + 3 * column + side)
                score = frame.loc[partner, theme]
                if np.isnan(score):
                    assert cell.value == "non évalué"
                else:
                    assert cell.value == pytest.approx(score, abs=1e-6)
                    assert cell.number_format == "0.0"


def test_printed_grid_marks_what_was_put_right_as_its_footer_does():
    result = made.study().grid.corrected("P06", "clusters", "need", 4, "told in the room")
    page = openpyxl.load_workbook(io.BytesIO(printed_grid(result, "en"))).active
    row = 5 + result.partners.index("P06")
    cell = page.cell(row, 2 + 3 * result.themes.index("clusters") + 1)
    assert (cell.value, cell.number_format) == (4, '0.0"†"')
    assert page["A2"].value.endswith("† 1 score put right in the meeting")


def test_printed_grid_says_how_much_was_answered_and_that_it_is_fiction(grid):
    result = made.study().grid
    row = 5 + result.partners.index("P06")
    column = 2 + 3 * result.themes.index("clusters") + 2
    assert grid.cell(row, column).value == pytest.approx(1 / 3, abs=1e-6)
    assert "fictives" in grid["A2"].value
    assert "fictives" in grid.oddFooter.left.text


def test_printed_grid_fits_one_landscape_page(grid):
    assert grid.page_setup.orientation == "landscape"
    assert (grid.page_setup.fitToWidth, grid.page_setup.fitToHeight) == (1, 1)
    assert grid.sheet_properties.pageSetUpPr.fitToPage


def test_printed_grid_tells_late_from_not_applicable():
    study = made.study()
    answers = study.intake.answers
    answers = answers[answers["partner"] != "P02"]
    given = answers["criterion"].str.startswith("support.") & (answers["partner"] == "P01")
    answers.loc[given & (answers["side"] != ""), ["value", "state"]] = "NA"
    from prospects_analysis.calibration import score_grid

    grid = score_grid(replace(study.intake, answers=answers))
    page = openpyxl.load_workbook(io.BytesIO(printed_grid(grid, "en"))).active
    support = 2 + 3 * grid.themes.index("support")
    assert [page.cell(row, support).value for row in (5, 6)] == ["not applicable", "no return"]
