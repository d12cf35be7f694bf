"""Workbooks of every language, filled and abused in a real spreadsheet program, then read back.

LibreOffice has to be there (``libreoffice-calc`` and ``python3-uno``): without it these tests fail.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.sheet_layout import EVIDENCE, IDENTITY, NEED, RESOURCE, sheets, slots
from prospects_analysis.template import write_templates

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORK = read_framework()
FORMATS = ("xlsx", "ods", "xls")
PARTNER = "P01"
SLOTS = {
    slot.field: (sheet, slot) for sheet in sheets(FRAMEWORK) for slot in slots(FRAMEWORK, sheet)
}
MOVES = (
    ["sort", "clusters", "clusters.mapping", "clusters.openness", NEED],
    ["insert-row", "clusters", "clusters.services"],
    ["insert-column", "clusters", NEED],
    ["rename", "clusters", "X" * 31],
    ["cut", "support", "support.one_stop", RESOURCE, "support.finance"],
    ["copy", "support", "support.one_stop", NEED, "support.finance"],
    ["hide-row", "support", "support.culture"],
    ["delete-row", "support", "support.incubation"],
    ["enter", "attractiveness", "attractiveness.brownfield", RESOURCE, "3-4"],
    ["enter", "attractiveness", "attractiveness.brownfield", NEED, "4/5"],
    ["enter", "attractiveness", "attractiveness.image", RESOURCE, "3,5"],
    [
        "merge",
        "attractiveness",
        "attractiveness.premises",
        "attractiveness.inward_investment",
        NEED,
    ],
    ["hide-column", "ecoinnovation", EVIDENCE],
    ["copy-sheet", "ecoinnovation", "Copy"],
    ["hide-sheet", "ecoinnovation"],
    ["to-end", IDENTITY],
)
MERGED = ("attractiveness.premises.need", "attractiveness.inward_investment.need")
#: What is said, and about which answer, whatever the language and the format.
SAID = {
    ("score-is-text", "attractiveness.brownfield.resource"),
    ("score-is-date", "attractiveness.brownfield.need"),
    ("score-not-whole", "attractiveness.image.resource"),
    ("missing-row", "support.incubation"),
}
#: What only the formats tell that keep it.
SAID_WHERE_SEEN = {"merged-answer", "hidden-answers", "answer-moved"}


def answer(number: int, field: str) -> Any:
    """Give a different answer to each neighbour; None where nothing is typed."""
    if field.endswith((".resource", ".need")):
        return "NA" if number % 7 == 6 else number % 6
    if field.endswith(".evidence"):
        return f'=1+1 "é" <Łódź> & {number}'
    special = {"date": "2010-06-15", "respondent_id": "R1", "confidence": 2, "narrative": "Ő\nů"}
    return special.get(field.rpartition(".")[-1])


TYPED = {
    field: answer(number, field)
    for number, field in enumerate(SLOTS)
    if answer(number, field) is not None
}


def left() -> dict[str, Any]:
    """What should be read after the moves: all that can be told for sure."""
    found = dict(TYPED)
    found["support.finance.resource"] = found.pop("support.one_stop.resource")
    found["support.finance.need"] = found["support.one_stop.need"]
    gone = ("support.incubation", "attractiveness.brownfield.resource",
            "attractiveness.brownfield.need", "attractiveness.image.resource")  # fmt: skip
    return {field: value for field, value in found.items() if not field.startswith(gone)}


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill and abuse a template of each language; save it in every format, a folder each."""
    folder = tmp_path_factory.mktemp("abused")
    jobs = []
    for language in FRAMEWORK.languages:
        (blank,) = write_templates(FRAMEWORK, folder / "blank", language, [PARTNER])
        role = FRAMEWORK.word("respondent_fields.role.values.elu", language)
        targets = [folder / language / kind / f"return.{kind}" for kind in FORMATS]
        for target in targets:
            target.parent.mkdir(parents=True)
        jobs.append(
            {
                "source": str(blank),
                "targets": [str(target) for target in targets],
                "answers": [
                    [SLOTS[field][0], SLOTS[field][1].id, SLOTS[field][1].code, value]
                    for field, value in (TYPED | {"identity.role": role}).items()
                ],
                "moves": MOVES,
            }
        )
    order = folder / "jobs.json"
    order.write_text(json.dumps(jobs), encoding="utf-8")
    command = ["/usr/bin/python3", str(ROOT / "tools" / "libreoffice.py"), str(order)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def read(returned: Path, language: str, kind: str) -> Intake:
    return read_workbooks(returned / language / kind, FRAMEWORK)


def values(intake: Intake) -> Mapping[str, Any]:
    given = intake.answers[intake.answers["state"] != "blank"]
    return dict(zip(given["field"], given["value"], strict=True))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_what_was_typed_is_read_or_named(returned: Path, language: str, kind: str) -> None:
    intake = read(returned, language, kind)
    expected = left() | {
        "identity.partner_id": PARTNER, "identity.language": language, "identity.role": "elu",
    }  # fmt: skip
    seen = {issue.code.value for issue in intake.issues} & SAID_WHERE_SEEN
    if "merged-answer" in seen:
        expected = {field: value for field, value in expected.items() if field not in MERGED}
    assert values(intake) == expected
    assert {(issue.code.value, issue.field) for issue in intake.issues} >= SAID
    assert seen == SAID_WHERE_SEEN - ({"answer-moved"} if kind == "xls" else set())


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_every_issue_is_said_in_the_language_of_the_partner(returned: Path, language: str) -> None:
    issues = [issue for issue in read(returned, language, "xlsx").issues if issue.cell]
    assert len(issues) > len(SAID)
    for issue in issues:
        said, to_do = issue.sentence(language), issue.fix(language)
        assert said
        assert to_do
        if language != "en":
            assert said != issue.sentence("en")
            assert to_do != issue.fix("en")
