"""What a partner typed comes out of every file as text: no formula, no markup, no link."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from prospects_analysis.outputs.csv_files import unguarded
from prospects_analysis.study import Study, analyse, write_outputs
from prospects_analysis.wording import LANGUAGES
from tests.intake.books import FRAMEWORK, Book, write

HOSTILE = (
    '=HYPERLINK("http://example.invalid","open")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1＋1",  # full-width signs, which some programs take for the plain ones
    "'=already guarded",
    "<script>alert(1)</script><b>bold</b> & &lt;i&gt;",
    "]]><x/>",
    "{partner} %s %(name)s $\\alpha$ {",
    "_x003D_1+1 ",
    "javascript:alert(1)",
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Two partners whose every free text is hostile."""
    books = {}
    for partner in ("P03", "P09"):
        book = Book(partner).fill()
        for number, criterion in enumerate(FRAMEWORK.criteria):
            book.cell(f"{criterion.id}.resource").value = 5
            book.cell(f"{criterion.id}.need").value = 5
            cell = book.cell(f"{criterion.id}.evidence")
            cell.value = HOSTILE[number % len(HOSTILE)]
            cell.data_type = "s"
        for number, theme in enumerate(FRAMEWORK.themes):
            cell = book.cell(f"{theme.id}.narrative")
            cell.value, cell.data_type = HOSTILE[number], "s"
        cell = book.cell("identity.respondent_id")
        cell.value, cell.data_type = "=1+R1", "s"
        book.sheet("clusters").title = "=1+1 <b>@x"
        books[f"={partner} & <b>"] = book
    study = analyse(write(tmp_path_factory.mktemp("raw"), **books), FRAMEWORK)
    assert study.pairing is not None
    assert not study.intake.issues.errors
    return study


@pytest.fixture(scope="module")
def out(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_outputs(study, folder, "fr")
    return folder


def evidence(study: Study) -> list[str]:
    answers = study.intake.answers
    return list(answers[answers["field"].str.endswith(".evidence")]["value"])


def test_what_was_typed_is_what_was_read(study: Study) -> None:
    read = set(evidence(study))
    assert {text.strip() for text in HOSTILE if not text.startswith("_x")} <= read
    assert "=1+1" in read  # the escape of an equals sign, undone


def test_no_cell_of_a_csv_file_is_a_formula_and_each_comes_back(study: Study, out: Path) -> None:
    for path in out.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            for cell in row:
                number = cell.lstrip("-").replace(".", "", 1).isdecimal()
                assert number or cell[:1] not in tuple("=+-@\t\r\n＝＋－＠"), (path.name, cell)
    with (out / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["field"].endswith(".evidence")]
    assert [unguarded(row["value"]) for row in rows] == evidence(study)


@pytest.mark.parametrize("name", ["results.xlsx", "grid.xlsx"])
def test_no_cell_of_a_workbook_is_a_formula(study: Study, out: Path, name: str) -> None:
    book = openpyxl.load_workbook(out / name)
    cells = [c for page in book for row in page.iter_rows() for c in row if c.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(out / name) as parts:
        for part in parts.namelist():
            assert b"<f>" not in parts.read(part), part
            assert b"example.invalid" not in parts.read(part) or not part.endswith(".rels"), part
    if name == "results.xlsx":
        assert set(evidence(study)) <= {cell.value for cell in cells}


def test_slides_and_notes_show_it_as_text(out: Path) -> None:
    deck = Presentation(str(out / "seminar.pptx"))
    said = "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    )
    assert any(text in said for text in HOSTILE)
    with zipfile.ZipFile(out / "seminar.pptx") as parts:
        for part in parts.namelist():
            content = parts.read(part)
            assert b"<script" not in content, part
            assert b"hlinkClick" not in content, part
            if part.endswith(".rels"):
                assert b"example.invalid" not in content, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_in_a_notebook_are_escaped(study: Study, language: str) -> None:
    pages = [
        study._repr_html_(),
        study.intake._repr_html_(),
        study.intake.issues._repr_html_(),
        study.intake.issues.to_frame(language).to_html(escape=True),
        study.pairing.explain("P09")._repr_html_() if study.pairing else "",
    ]
    for page in pages:
        assert "<script" not in page
        assert "<b>" not in page
