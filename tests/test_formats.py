"""The same workbook, saved by a real program in three formats, says the same in each.

LibreOffice has to be there (``libreoffice-calc``): without it these tests fail.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.returns import read_content
from tests.intake.books import FRAMEWORK
from tests.intake.test_values_in_workbooks import check, laid

FORMATS = ("xlsx", "ods", "xls")
FORMULAS = {
    "=1/0": "error-cell",
    "=NA()": "error-cell",
    "=2+2": "formula-read",
    '=""': "unclear-blank",
}
OWNERS = owners_of_labels(FRAMEWORK)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with every kind of value, formula, comment and what is hidden, three times."""
    folder = tmp_path_factory.mktemp("formats")
    book, _ = laid()
    sheet = book.sheet("ecoinnovation")
    for row, formula in enumerate(FORMULAS, start=5):
        sheet.cell(row, 7).value = formula
        sheet.cell(row, 7).number_format = "General"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["I"].hidden = True
    sheet["I8"].comment = Comment("Ask Łucja", "somebody")
    (folder / "a.xlsx").write_bytes(book.save())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in FORMATS:
        command = ["soffice", "--headless", profile]
        command += ["--convert-to", kind, "--outdir", str(folder / kind), str(folder / "a.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("kind", FORMATS)
def test_every_value_is_read_as_the_table_says(saved: Path, kind: str) -> None:
    _, rows = laid()
    rows = {field: row for field, row in rows.items() if not field.startswith("ecoinnovation")}
    # LibreOffice itself drops control characters where it cannot write them.
    rows["support.narrative"] = rows["support.narrative"]._replace(code="")
    check(kind, (saved / kind / f"a.{kind}").read_bytes(), rows)


def test_all_else_is_said_alike(saved: Path) -> None:
    said = {}
    for kind in FORMATS:
        content = (saved / kind / f"a.{kind}").read_bytes()
        _, issues = read_content(f"a.{kind}", content, FRAMEWORK, OWNERS)
        # A formula is shown where the format gives its text.
        said[kind] = [
            (issue.code.value, issue.sheet, issue.cell, issue.expected)
            for issue in issues
            if not issue.code.value.startswith("text-")
        ]
    assert said["ods"] == said["xlsx"]
    assert said["xls"] == said["xlsx"]
    codes = [code for code, sheet, *_ in said["xls"] if sheet == "4 Eco-innovation"]
    assert {*FORMULAS.values(), "hidden-answers", "comment-not-read"} <= set(codes)
    assert "limited-reading" not in {code for code, *_ in said["xls"]}
