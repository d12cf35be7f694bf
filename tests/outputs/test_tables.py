"""Tables: the columns that others rely on, and what the alternatives change."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from prospects_analysis.outputs.csv_files import to_csv, unguarded
from prospects_analysis.outputs.tables import alternatives_table, result_tables
from prospects_analysis.outputs.workbook import results_workbook
from prospects_analysis.pairing.proposal import pair_partners
from tests.intake.books import read
from tests.intake.practice_books import PracticeBook
from tests.outputs import made

COLUMNS = {
    "answers": "partner respondent field theme criterion side value state file sheet cell",
    "practices": "partner practice field theme value state file sheet cell",
    "issues": "code severity file sheet cell field label found expected fix",
    "grid": "partner theme side score coverage own reason",
    "transfers": "giver receiver theme amount",
    "complementarity": "partner_a partner_b score a_to_b b_to_a provisional",
    "binomes": "binome partner_a partner_b partner_c score a_to_b b_to_a status score_upper",
    "alternatives": "rank total weakest both_ways_pairs binomes changes",
    "robustness": "partner_a partner_b partner_c noise share se",
    "methods": "partner_a partner_b default mutual_mean mutual_min transfer_gap transfer_min "
    "centred criterion_level leximin variants",
    "costs": "partner_a partner_b stands cost both_ways_lost why",
    "sheets": "partner mate mate_role status theme gives receives criteria_given "
    "criteria_received practices_to_show practices_to_see",
}


@pytest.mark.parametrize("paired", [True, False])
def test_columns_are_those_that_were_promised(paired):
    study = made.study()
    pairing = study.pairing if paired else None
    tables = result_tables(study.intake, study.flows, pairing, "fr")
    assert {name: " ".join(table.columns) for name, table in tables.items()} == COLUMNS
    assert len(tables["binomes"]) == (5 if paired else 0)


def test_practices_are_a_table_of_their_own_and_stay_text(tmp_path):
    typed = '=HYPERLINK("http://example.org")'
    book = PracticeBook(fictional=True).practice("01").practice("02", problem=typed)
    book.cell("practices.02.problem").data_type = "s"
    intake = replace(made.study().intake, practices=read(tmp_path, a=book).practices)
    table = result_tables(intake, made.study().flows, None, "fr")["practices"]
    assert list(table["practice"].unique()) == ["P09-01", "P09-02"]
    back = pd.read_csv(io.BytesIO(to_csv(table)), keep_default_na=False)
    told = back.loc[back["field"] == "practices.02.problem", "value"].item()
    assert told == f"'{typed}"
    assert unguarded(told) == typed
    results = openpyxl.load_workbook(
        io.BytesIO(results_workbook({"practices": table}, intake, "fr"))
    )
    cells = [cell for row in results["practices"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == typed] == ["s"]
    assert "f" not in {cell.data_type for cell in cells}


def test_sentences_about_issues_are_in_the_language():
    study = made.study()
    found = {
        language: result_tables(study.intake, study.flows, None, language)["issues"]["fix"][0]
        for language in ("fr", "en")
    }
    assert found["fr"] != found["en"]


def test_alternatives_begin_with_the_proposal_and_never_get_better():
    pairing = made.study().pairing
    table = alternatives_table(pairing)
    assert list(table["rank"]) == [1, 2, 3, 4, 5, 6]
    assert table["total"].is_monotonic_decreasing
    assert table.loc[0, "total"] == pairing.total
    assert table.loc[0, "changes"] == ""


def test_changes_are_the_binomes_that_the_proposal_does_not_have():
    table = alternatives_table(made.study().pairing)
    first = set(table.loc[0, "binomes"].split("; "))
    for row in table.loc[1:].itertuples():
        new = [binome for binome in row.binomes.split("; ") if binome not in first]
        assert row.changes.split("; ") == new


def test_ties_share_a_rank_and_large_networks_have_none():
    equal = pd.DataFrame(1.0, list("ABCD"), list("ABCD"))
    assert list(alternatives_table(pair_partners(equal))["rank"]) == [1, 1, 1]
    ids = [f"Q{i:02d}" for i in range(14)]
    large = alternatives_table(pair_partners(pd.DataFrame(1.0, ids, ids)), count=1)
    assert list(large["rank"]) == [None, None]
