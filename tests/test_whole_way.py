"""The whole way, as its users walk it: from returned workbooks to a folder of outputs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from prospects_analysis.cli import main
from prospects_analysis.outputs.delivery import RECORD
from prospects_analysis.study import analyse, write_outputs
from tests.illustrative import FOLDER

TABLES = [
    *("answers", "issues", "grid", "transfers", "complementarity", "binomes", "alternatives"),
    *("robustness", "methods", "costs", "sheets"),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of the illustrative returns, in French."""
    folder = tmp_path_factory.mktemp("whole way") / "sorties été"
    assert main(["run", str(FOLDER), "--out", str(folder)]) == 0
    return folder


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def table(out: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(out / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_every_promised_file_stands(out: Path) -> None:
    names = {path.name for path in out.iterdir()}
    assert names == {
        *(f"{name}.csv" for name in (*TABLES, "practices")),
        "results.xlsx", "grid.xlsx", "provenance.json", "figures", "sheets",
        "seminar.pptx", "seminar.pdf", "seminar.html",
    }  # fmt: skip
    partners = [f"P{number:02d}.pdf" for number in range(1, 11)]
    assert sorted(path.name for path in (out / "sheets").iterdir()) == partners
    kinds = {path.suffix for path in (out / "figures").iterdir()}
    assert kinds == {".png", ".svg"}


def test_columns_are_those_that_others_rely_on(out: Path) -> None:
    expected = {
        "answers": "partner respondent field theme criterion side value state file sheet cell",
        "issues": "code severity file sheet cell field label found expected fix",
        "grid": "partner theme side score coverage own reason",
        "transfers": "giver receiver theme amount",
        "complementarity": "partner_a partner_b score a_to_b b_to_a provisional",
        "binomes": "binome partner_a partner_b partner_c score a_to_b b_to_a status score_upper",
    }
    assert {name: " ".join(table(out, name).columns) for name in expected} == expected


def test_five_binomes_cover_everybody_once_and_no_country_twice(out: Path) -> None:
    binomes = table(out, "binomes")
    paired = [*binomes["partner_a"], *binomes["partner_b"]]
    assert sorted(paired) == [f"P{number:02d}" for number in range(1, 11)]
    assert {"P01", "P04"} not in [set(pair) for pair in binomes[["partner_a", "partner_b"]].values]


@pytest.mark.usefixtures("unpictured")
def test_the_demo_ends_with_the_binomes_and_what_to_open(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(FOLDER, tmp_path / "data" / "raw" / "illustrative")
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    said = capsys.readouterr().out
    pairs = re.findall(r"(P\d\d) – (P\d\d)", said)
    assert sorted(name for pair in pairs for name in pair) == [f"P{n:02d}" for n in range(1, 11)]
    for name in ("seminar.pptx", "seminar.pdf", "seminar.html", "grid.xlsx", "results.xlsx"):
        assert (tmp_path / "data" / "processed" / "illustrative" / name).is_file()
        assert name in said


def test_a_second_run_elsewhere_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    write_outputs(analyse(FOLDER), tmp_path / "again", "fr")
    assert hashes(tmp_path / "again") == hashes(out)


@pytest.mark.usefixtures("unpictured")
def test_an_edited_file_is_kept_and_named_until_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run = ["run", str(FOLDER), "--out", str(out)]
    assert main(run) == 0
    first, lost = hashes(out), (out / "grid.csv").read_bytes()
    (out / "binomes.csv").write_text("ours now\n")
    (out / "grid.csv").unlink()
    assert main(run) == 0
    assert "binomes.csv" in capsys.readouterr().out
    assert (out / "binomes.csv").read_text() == "ours now\n"
    assert (out / "grid.csv").read_bytes() == lost
    assert main([*run, "--force"]) == 0
    assert hashes(out) == first


def test_provenance_names_inputs_and_outputs_without_clock_or_path(out: Path) -> None:
    text = (out / RECORD).read_text(encoding="utf-8")
    record = json.loads(text)
    written = hashes(out)
    del written[RECORD]
    assert record["outputs"] == written
    assert {entry["name"] for entry in record["inputs"]} == {path.name for path in FOLDER.iterdir()}
    assert record["fictional"] is True
    assert str(out.parent) not in text
    assert "2026" not in text


def test_slides_and_pages_say_what_the_tables_say(out: Path) -> None:
    binomes = table(out, "binomes")
    slides = Presentation(out / "seminar.pptx").slides
    texts = [
        part
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for part in cell.text.rstrip("*").split("–")  # a score, and what it is at the most
    ]
    said = ("score", "a_to_b", "b_to_a", "score_upper")
    for score in (one for name in said for one in binomes[name]):
        assert f"{score:.2f}".replace(".", ",") in texts
    pages = PdfReader(out / "seminar.pdf").pages
    assert len(pages) == len(slides) >= 14


def test_results_workbook_holds_numbers_and_text_as_text(out: Path) -> None:
    book = load_workbook(out / "results.xlsx")
    for name in TABLES:
        sheet = book[name]
        header = [cell.value for cell in sheet[1]]
        assert header == list(table(out, name).columns)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    scores = [row[4].value for row in book["binomes"].iter_rows(min_row=2)]
    assert scores == pytest.approx(list(table(out, "binomes")["score"]))


@pytest.mark.usefixtures("unpictured")
def test_rules_of_the_room_are_kept(tmp_path: Path) -> None:
    rules = ["--forbid", "P09,P10", "--require", "P01,P04", "--objective", "leximin"]
    assert main(["run", str(FOLDER), "--out", str(tmp_path / "o"), *rules]) == 0
    binomes = table(tmp_path / "o", "binomes")
    pairs = {tuple(pair) for pair in binomes[["partner_a", "partner_b"]].values}
    assert ("P01", "P04") in pairs
    assert ("P09", "P10") not in pairs


@pytest.mark.usefixtures("unpictured")
def test_late_partners_wait_and_the_others_are_paired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(FOLDER, raw)
    for name in ("prospects_P03_cs.xlsx", "prospects_P07_sl.xlsx", "prospects_P09_en.xlsx"):
        (raw / name).unlink()
    assert main(["run", str(raw), "--out", str(tmp_path / "o"), "--language", "en"]) == 0
    binomes = table(tmp_path / "o", "binomes")
    assert len(binomes) == 3
    assert "P03" in capsys.readouterr().out


@pytest.mark.usefixtures("unpictured")
def test_a_damaged_file_is_an_issue_and_the_others_are_still_written(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(FOLDER, raw)
    (raw / "prospects_P05_hu.xlsx").write_bytes(b"PK\x03\x04 nothing else")
    assert main(["run", str(raw), "--out", str(tmp_path / "o")]) == 1
    issues = table(tmp_path / "o", "issues")
    assert "prospects_P05_hu.xlsx" in set(issues.loc[issues["severity"] == "error", "file"])
    assert len(table(tmp_path / "o", "binomes")) == 4


@pytest.mark.usefixtures("unpictured")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "no such folder"], 2),
        (["check", "no such folder"], 2),
        (["pair", "no such file.csv"], 2),
        (["run", str(FOLDER), "--forbid", "P01,P99"], 2),
        (["run", str(FOLDER), "--out", str(FOLDER / "results")], 2),
        (["run", str(FOLDER), "--out", __file__], 2),
        (["run", str(FOLDER), "--forbid", "P01,P02", "--require", "P01,P02"], 3),
        (["check", str(FOLDER)], 0),
    ],
)
def test_exits(
    arguments: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_place = arguments[0] == "run" and "--out" not in arguments
    where = ["--out", str(tmp_path / "o")] if needs_place else []
    assert main([*arguments, *where]) == code
    captured = capsys.readouterr()
    assert captured.out or captured.err
    assert "Traceback" not in captured.err


def test_check_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FOLDER), "--json"]) == 0
    issues = json.loads(capsys.readouterr().out)["issues"]
    keys = {"code", "severity", "file", "sheet", "cell", "field", "found", "expected", "fix"}
    assert all(keys <= set(issue) for issue in issues)
    assert {issue["severity"] for issue in issues} <= {"info", "warning"}
    assert {issue["file"] for issue in issues} <= {path.name for path in FOLDER.iterdir()}


SCORES = "id,A,B,C,D\nA,,1.2,3.0,1.85\nB,1.2,,1.8,1.1\nC,3.0,1.8,,2.2\nD,1.85,1.1,2.2,\n"


def test_pair_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scores.csv").write_text(SCORES)
    assert main(["pair", str(tmp_path / "scores.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "binomes": [["A", "C"], ["B", "D"]], "total": 4.1, "weakest": 1.1, "objective": "total",
        "upper_bound": 4.1, "unpaired": [],
    }  # fmt: skip


def test_pair_reads_semicolons_and_decimal_commas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scores.csv").write_text(SCORES.replace(",", ";").replace(".", ","))
    assert main(["pair", str(tmp_path / "scores.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 4.1


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        (SCORES.replace("3.0", "3.1", 1), 2),
        (SCORES.replace("1.2", "inf"), 2),
        (SCORES.replace("1.2", "much"), 2),
        (SCORES.replace("1.2", '"1,2"'), 2),
        ("id,A,B\nA,,1\n", 2),
        ("id,A,B,C,D\nA,,1,,\nB,1,,,\nC,,,,\nD,,,,\n", 3),
        ("", 2),
    ],
)
def test_pair_refuses(
    scores: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scores.csv").write_text(scores)
    assert main(["pair", str(tmp_path / "scores.csv"), "--json"]) == code
    assert capsys.readouterr().err


@pytest.mark.usefixtures("unpictured")
def test_a_folder_in_the_place_of_an_output_is_named_and_the_rest_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "o" / "results.xlsx").mkdir(parents=True)
    assert main(["run", str(FOLDER), "--out", str(tmp_path / "o")]) == 0
    assert "results.xlsx" in capsys.readouterr().out
    assert (tmp_path / "o" / "seminar.pptx").is_file()
    assert (tmp_path / "o" / RECORD).is_file()


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "prospects_analysis", "templates", str(tmp_path / "o")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None  # noqa: PT018
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 0
    assert "pipe" not in said
