"""Correction copies, opened, mended and saved by a real spreadsheet program.

LibreOffice has to be there (``libreoffice-calc`` and ``python3-uno``): without it these tests fail.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.outputs.correction_marks import COLOURS
from prospects_analysis.outputs.corrections import write_corrections
from prospects_analysis.sheet_layout import EVIDENCE, NEED, RESOURCE, VALUE
from tests.intake.books import FRAMEWORK, Book

ROOT = Path(__file__).resolve().parents[2]
#: What is wrong, and what is typed in its place.
WRONG = {
    "clusters.mapping.resource": 7,
    "clusters.mapping.need": "beaucoup",
    "clusters.governance.resource": True,
    "clusters.governance.need": dt.date(2010, 4, 3),
    "clusters.financing.resource": "=2+2",
    "clusters.financing.need": "-",
    "clusters.services.resource": "#REF!",
    "clusters.services.evidence": "x" * 900,
    "identity.role": "Chef",
    "identity.date": "hier",
    "support.narrative": None,
}
TYPED = [
    ["clusters", "clusters.mapping", RESOURCE, 4],
    ["clusters", "clusters.mapping", NEED, "NA"],
    ["clusters", "clusters.mapping", RESOURCE, "NA"],
    ["clusters", "clusters.governance", RESOURCE, 3],
    ["clusters", "clusters.governance", NEED, 3],
    ["clusters", "clusters.financing", RESOURCE, 4],
    ["clusters", "clusters.financing", NEED, 0],
    ["clusters", "clusters.services", RESOURCE, 2],
    ["clusters", "clusters.services", EVIDENCE, "A survey, 2009."],
    ["identity", "identity.role", VALUE, "Entreprise"],
    ["identity", "identity.date", VALUE, "2010-06-15"],
    ["support", "support.narrative", VALUE, "What works."],
]


def noticed(intake, *, but=()):
    issues = (one for one in intake.issues if one.file and one.code.value not in but)
    return sorted((one.code.value, one.sheet, one.cell) for one in issues)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Give a workbook back; have it saved as it is, and mended and saved."""
    base = tmp_path_factory.mktemp("corrections")
    for name in ("raw", "same", "mended"):
        (base / name).mkdir()
    book = Book("P04", "fr").fill()
    for field, value in WRONG.items():
        book.cell(field).value = value
    book.cell("clusters.governance.need").number_format = "d-mmm"
    book.cell("clusters.openness.need").comment = Comment("voir avec Maria", "Jo")
    book.book.save(base / "raw" / "P04.xlsx")
    (copy,) = write_corrections(read_workbooks(base / "raw", FRAMEWORK), base / "raw", base / "out")
    jobs = [
        {"source": str(copy), "targets": [str(base / "same" / copy.name)], "answers": []},
        {"source": str(copy), "targets": [str(base / "mended" / copy.name)], "answers": TYPED},
    ]
    done_by_office(base, jobs)
    return base


def done_by_office(folder, jobs):
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    command = ["/usr/bin/python3", str(ROOT / "tools/libreoffice.py"), str(folder / "jobs.json")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr


def test_saved_as_it_is_nothing_is_added(folders):
    before = read_workbooks(folders / "raw", FRAMEWORK)
    after = read_workbooks(folders / "same", FRAMEWORK)
    assert len(before.issues.errors) == 8
    # A program that calculates gives the formula its result.
    calculated = ("formula-without-value", "formula-read")
    assert noticed(after, but=calculated) == noticed(before, but=calculated)


def test_mended_it_reads_clean(folders):
    intake = read_workbooks(folders / "mended", FRAMEWORK)
    assert noticed(intake, but=["value-tidied"]) == [("comment-not-read", "3 Clusters", "H10")]
    answers = intake.answers.set_index("field")
    assert answers.loc["clusters.governance.need", "value"] == 3
    assert answers.loc["identity.role", "value"] == "entreprise"


def test_notes_links_and_colours_are_those_that_the_program_knows(folders):
    (copy,) = (folders / "same").iterdir()
    book = openpyxl.load_workbook(copy)
    page = book["3 Clusters"]
    assert page["G5"].fill.fgColor.rgb[-6:] in COLOURS.values()
    assert "→ Saisissez 0, 1, 2, 3, 4, 5 ou NA" in page["G5"].comment.text
    assert not page["G5"].protection.locked
    assert page.protection.sheet
    links = [cell.hyperlink for row in book.worksheets[0] for cell in row if cell.hyperlink]
    assert {link.location.replace("'", "").replace("$", "") for link in links} >= {"3 Clusters!G5"}


def test_a_second_copy_of_a_mended_one_has_only_what_is_left(folders, tmp_path):
    shutil.copytree(folders / "mended", tmp_path / "raw")
    intake = read_workbooks(tmp_path / "raw", FRAMEWORK)
    (copy,) = write_corrections(intake, tmp_path / "raw", tmp_path / "out")
    page = openpyxl.load_workbook(copy)["3 Clusters"]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.comment] == ["H10"]
    assert [c.coordinate for c in cells if c.fill.fgColor.rgb[-6:] in COLOURS.values()] == ["H10"]


def test_other_formats_come_back_as_fresh_forms(tmp_path):
    book = Book("P04", "fr").fill().put(clusters__mapping__resource=7, identity__role="Chef")
    book.book.save(tmp_path / "P04.xlsx")
    (tmp_path / "raw").mkdir()
    targets = [str(tmp_path / "raw" / name) for name in ("open.ods", "old.xls")]
    job = {"source": str(tmp_path / "P04.xlsx"), "targets": targets, "answers": []}
    done_by_office(tmp_path, [job])
    intake = read_workbooks(tmp_path / "raw", FRAMEWORK)
    copies = write_corrections(intake, tmp_path / "raw", tmp_path / "out")
    assert [path.name for path in copies] == ["corrections_old.xlsx", "corrections_open.xlsx"]
    for path in copies:
        again = tmp_path / path.stem
        again.mkdir()
        given_back = openpyxl.load_workbook(path)
        assert given_back["3 Clusters"]["G5"].value == 7
        given_back["3 Clusters"]["G5"].value = 4
        given_back["Identité"]["C8"].value = "Entreprise"
        given_back.save(again / path.name)
        mended = read_workbooks(again, FRAMEWORK)
        assert noticed(mended) == []
        given = mended.answers.query("state == 'given' and side != ''")
        assert len(given) == 48
