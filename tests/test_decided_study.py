"""Decisions, carried out: corrected scores, pins and bans, and adopted binômes beside computed."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

from prospects_analysis.cli import main
from prospects_analysis.outputs.decision_notes import of_adoption
from prospects_analysis.pairing.adoption import adopt, read_binomes
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.study import Study, analyse, write_outputs
from tests.illustrative import FOLDER

ADOPTED = """[binomes]
adopted = [["P01", "P05"], ["P02", "P07"], ["P03", "P04"], ["P06", "P10"], ["P09", "P08"]]
reason = "agreed in plenary"
"""
CORRECTED = """[[scores]]
partner = "P09"
theme = "clusters"
side = "need"
score = 4
reason = "the new cluster manager"
"""


def decided(folder: Path, text: str, **options: object) -> Study:
    path = folder / "decided.toml"
    path.write_text(text, encoding="utf-8")
    return analyse(FOLDER, decisions=path, draws=20, **options)


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return decided(tmp_path_factory.mktemp("adopted"), ADOPTED + CORRECTED)


def test_computed_and_adopted_binomes_are_both_kept(adopted: Study) -> None:
    plain = analyse(FOLDER, draws=20)
    assert adopted.pairing.binomes == plain.pairing.binomes
    assert ("P08", "P09") in adopted.adopted.binomes
    assert adopted.adopted.verify()
    assert adopted.adopted.against(adopted.pairing).cost > 0
    table = adopted.to_frame()
    assert table["status"].tolist() == ["computed"] * 5 + ["adopted"] * 5


def test_a_corrected_score_stands_beside_the_partners_own(adopted: Study) -> None:
    assert adopted.grid.needs.loc["P09", "clusters"] == pytest.approx(4)
    [one] = adopted.grid.corrections
    assert one.original == analyse(FOLDER, draws=1).grid.needs.loc["P09", "clusters"]
    assert one.reason == "the new cluster manager"


def test_all_of_it_is_in_the_files(adopted: Study, tmp_path: Path) -> None:
    write_outputs(adopted, tmp_path, "en")
    assert read_binomes(tmp_path / "binomes.csv") == adopted.adopted.binomes
    with (tmp_path / "grid.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["reason"]]
    assert [(row["partner"], float(row["score"])) for row in rows] == [("P09", 4)]
    assert float(rows[0]["own"]) == pytest.approx(adopted.grid.corrections[0].original)
    slides = Presentation(str(tmp_path / "seminar.pptx")).slides
    said = "\n".join(
        paragraph.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    )
    assert "What was adopted, and what it costs" in said
    assert "† 1 score put right in the meeting" in said
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert "Put right: Wigan, Clusters, need 4.0" in notes
    assert "of 100 draws" in notes
    page = pd.read_excel(tmp_path / "results.xlsx", sheet_name="binomes", engine="openpyxl")
    assert set(page["status"]) == {"computed", "adopted"}


def test_pins_and_bans_join_those_of_the_command(tmp_path: Path) -> None:
    text = '[binomes]\npinned = [["P03", "P04"]]\nforbidden = [["P09", "P10"]]\n'
    study = decided(tmp_path, text, require=[("P01", "P05")])
    assert {("P03", "P04"), ("P01", "P05")} <= set(study.pairing.binomes)
    assert ("P09", "P10") not in study.pairing.binomes
    assert study.adopted is None


def test_what_was_adopted_in_part_is_completed_and_only_that_part_is_called_adopted(
    tmp_path: Path,
) -> None:
    study = decided(tmp_path, '[binomes]\nadopted = [["P09", "P08"]]\n')
    table = study.to_frame()
    assert table.loc[table["status"] == "adopted", "partner_a"].tolist() == ["P08"]
    assert len(study.adopted.binomes) == 5


def test_bans_hold_for_the_others_even_where_nothing_could_be_computed(tmp_path: Path) -> None:
    text = """[binomes]
adopted = [["P01", "P08"]]
forbidden = [["P02", "P04"], ["P09", "P10"]]
pinned = [["P05", "P06"]]
"""
    study = decided(tmp_path, text, require=[("P05", "P07")])
    assert study.pairing is None
    assert ("P01", "P08") in study.adopted.binomes
    assert not {("P02", "P04"), ("P09", "P10")} & set(study.adopted.binomes)


@pytest.mark.usefixtures("unpictured")
def test_what_cannot_be_adopted_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '[binomes]\nadopted = [["P01", "P02", "P03"]]\n'
    study = decided(tmp_path, text)
    assert study.adopted is None
    assert "No admissible pairing" in study.not_adopted
    assert study.pairing.binomes
    out = tmp_path / "out"
    path = str(tmp_path / "decided.toml")
    options = ["--decisions", path, "--out", str(out), "--language", "en"]
    assert main(["run", str(FOLDER), *options]) == 0
    said = capsys.readouterr().out
    assert "The adopted pairs cannot be: P01 ACOM France, P02 " in said
    assert "are pinned together: more than one binôme can hold." in said


@pytest.mark.usefixtures("unpictured")
def test_the_terminal_says_what_was_decided_and_what_it_costs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "decided.toml"
    path.write_text(ADOPTED + CORRECTED, encoding="utf-8")
    out = ["--out", str(tmp_path / "out"), "--language", "en"]
    assert main(["run", str(FOLDER), "--decisions", str(path), *out]) == 0
    said = capsys.readouterr().out
    assert "5 pairs were adopted:" in said
    assert "Of 840 ways to form the pairs, 538 do better." in said
    assert (
        "Put right: Wigan, Clusters, need 4.0 (own answers: 3.5). the new cluster manager" in said
    )
    assert "How solid: At the precision that the partners declare, the surest pair is " in said


def test_a_tie_is_told_as_one_and_totals_are_told_apart() -> None:
    scores = pd.DataFrame(1.0, list("ABCD"), list("ABCD"))
    scores.loc["A", "C"] = scores.loc["C", "A"] = 0.9996
    computed = pair_partners(scores)
    tied = adopt(computed, [("A", "D"), ("B", "C")])
    (_, _, cost, *_) = of_adoption(computed, tied, tied.binomes, "en")
    assert cost == (
        "The adopted pairs come to 2.00 in all, the computed ones to 2.00; the total is the same."
    )
    worse = adopt(computed, [("A", "C"), ("B", "D")])
    (_, _, cost, *_) = of_adoption(computed, worse, worse.binomes, "en")
    assert cost == "They come to 1.9996 in all, the computed ones to 2.0000: 0.0004 less."
