"""What a partner types in a real spreadsheet program is found again, wherever it was moved.

LibreOffice has to be there (``libreoffice-calc`` and ``python3-uno``): without it these tests fail.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import tomllib
from pathlib import Path

import openpyxl
import pytest

from prospects_analysis.framework import read_framework
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    IDENTITY,
    LISTS,
    NEED,
    RESOURCE,
    VALUE,
    defined_name,
    locate,
    practice_sheets,
    sheets,
    slots,
)
from prospects_analysis.template import write_templates
from tests.illustrative import FOLDER, intake

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORK = read_framework()
THEMES = [theme.id for theme in FRAMEWORK.themes]
SLOTS = {
    slot.field: (sheet, slot) for sheet in sheets(FRAMEWORK) for slot in slots(FRAMEWORK, sheet)
}
DAY = "2010-06-15"
TEXTS = {
    VALUE: "Ce qui marche\u00a0: « l’entraide », dit-on ; Łódź, Kroměříž, Győr.\nCe qui manque…",
    EVIDENCE: '=1+1 "guillemets", +18 % & <3 @SUM(A1)',
}
#: As people treat a workbook that they were asked to leave as it is.
MOVES = [
    ["sort", "clusters", "clusters.mapping", "clusters.openness", NEED],
    ["insert-row", "clusters", "clusters.services"],
    ["insert-column", "clusters", NEED],
    ["insert-row", "support", "support.narrative"],
    ["delete-row", "support", "support.finance"],
    ["rename", "clusters", "Grappes d'entreprises"],
    ["to-end", "attractiveness"],
    ["to-end", IDENTITY],
]


def answer(number, slot):
    """Give a different answer to each neighbour: a score, NA, a text, a date."""
    if slot.code in (RESOURCE, NEED):
        return "NA" if number % 7 == 6 else number % 7
    special = {"date": DAY, "confidence": 2, "respondent_id": "R1", "role": "Entreprise"}
    return special.get(slot.id.rsplit(".")[-1], f"{TEXTS[slot.code]} {number}")


TYPED = {
    field: answer(number, slot)
    for number, (field, (_, slot)) in enumerate(SLOTS.items())
    if field not in ("identity.partner_id", "identity.language")
}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """Fill in a French, an English and, moved about, another French template in LibreOffice."""
    folder = tmp_path_factory.mktemp("round_trip")
    typed = [[*place(field), value] for field, value in TYPED.items()]
    jobs = []
    for language, partner, moves in (("fr", "P04", []), ("en", "P09", []), ("fr", "P01", MOVES)):
        (path,) = write_templates(FRAMEWORK, folder / "blank", language, [partner])
        target = folder / f"{partner}.xlsx"
        job = {"source": str(path), "targets": [str(target)], "answers": typed, "moves": moves}
        jobs.append(job)
    order = folder / "jobs.json"
    order.write_text(json.dumps(jobs), encoding="utf-8")
    command = ["/usr/bin/python3", str(ROOT / "tools" / "libreoffice.py"), str(order)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return {Path(job["targets"][0]).stem: opened(job["targets"][0]) for job in jobs}


def place(field):
    sheet, slot = SLOTS[field]
    return sheet, slot.id, slot.code


def opened(path):
    book = openpyxl.load_workbook(path, data_only=True)
    located = {}
    for page in book.worksheets:
        cells = ((cell.row, cell.column, cell.value) for row in page.iter_rows() for cell in row)
        found = locate({(row, column): value for row, column, value in cells if value is not None})
        located[found.code.sheet] = (page, found)
    return book, located


def read(located):
    """Give every answer by its field; None where its place is not found exactly once."""
    answers = {}
    for field, (sheet, slot) in SLOTS.items():
        page, found = located[sheet]
        places = found.cells(slot)
        value = page.cell(*places[0]).value if len(places) == 1 else None
        answers[field] = value.date().isoformat() if isinstance(value, dt.datetime) else value
    return answers


def prefilled(partner, language):
    return {"identity.partner_id": partner, "identity.language": language}


# ---- filled in ------------------------------------------------------------------------------


@pytest.mark.parametrize(("partner", "language"), [("P04", "fr"), ("P09", "en")])
def test_codes_and_answers_are_found_again(returned, partner, language):
    _, located = returned[partner]
    codes = [str(found.code) for _, found in located.values()]
    tail = f"{partner}|{language}"
    assert codes == [f"prospects|2|{sheet}|{tail}" for sheet in sheets(FRAMEWORK)]
    assert read(located) == TYPED | prefilled(partner, language)


def test_numbers_come_back_as_numbers_and_text_as_text(returned):
    answers = read(returned["P04"][1])
    kinds = {type(value) for field, value in answers.items() if field.endswith(".need")}
    assert kinds == {int, str}
    assert answers["clusters.mapping.evidence"].startswith("=1+1")


def test_counters_count(returned):
    _, located = returned["P09"]
    shown = {}
    for sheet in (IDENTITY, *THEMES):
        cells = (cell for row in located[sheet][0].iter_rows() for cell in row)
        shown[sheet] = [c.value for c in cells if "/" in c.number_format]
    assert shown == {IDENTITY: [14, 14, 14, 14, 56]} | {theme: [14] for theme in THEMES}


def test_guards_and_guidance_survive(returned):
    _, located = returned["P04"]
    assert located[LISTS][0].sheet_state == "hidden"
    for sheet in sheets(FRAMEWORK):
        page, _ = located[sheet]
        assert page.protection.sheet
        assert page.row_dimensions[1].hidden
    for theme in THEMES:
        page, found = located[theme]
        rules = page.data_validations.dataValidation
        column = found.columns[RESOURCE][0]
        (row, *_) = found.rows[f"{FRAMEWORK.criteria_of(theme)[0].id}"]
        (rule,) = [rule for rule in rules if page.cell(row, column).coordinate in rule.sqref]
        assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
        assert rule.prompt == FRAMEWORK.word("prompts.resource.message", "fr")


def test_defined_names_still_say_the_same(returned):
    book, located = returned["P04"]
    for field, (sheet, slot) in SLOTS.items():
        page, found = located[sheet]
        ((title, address),) = book.defined_names[defined_name(field)].destinations
        cell = page[address.replace("$", "")]
        assert title == page.title
        assert found.cells(slot) == ((cell.row, cell.column),)


# ---- moved about ----------------------------------------------------------------------------


def test_sorted_renamed_reordered_and_widened_sheets_give_the_same_answers(returned):
    book, located = returned["P01"]
    assert book.sheetnames[-2:] == ["1 Attractivité", "Identité"]
    assert "Grappes d'entreprises" in book.sheetnames
    lost = {field for field in TYPED if field.startswith("support.finance.")}
    expected = TYPED | prefilled("P01", "fr")
    assert read(located) == {
        field: None if field in lost else value for field, value in expected.items()
    }


def test_rows_were_really_sorted(returned):
    _, found = returned["P01"][1]["clusters"]
    order = sorted((rows[0], name) for name, rows in found.rows.items())
    names = [name for _, name in order if TYPED.get(f"{name}.need") is not None]
    assert names != [criterion.id for criterion in FRAMEWORK.criteria_of("clusters")]
    assert found.columns[NEED][0] == found.columns[RESOURCE][0] + 2


# ---- the illustrative returns ---------------------------------------------------------------


@pytest.fixture(scope="module")
def illustrative():
    paths = [FOLDER / file_name(one.id, one.language) for one in FRAMEWORK.partners]
    return {path.name: opened(path)[1] for path in paths}


def file_name(*parts):
    return "_".join(["prospects", *parts]) + ".xlsx"


def invented(kind):
    """What was made up, by partner, in its order."""
    return tomllib.loads((ROOT / "tools" / f"illustrative_{kind}.toml").read_text("utf-8"))


def test_there_is_one_small_fictional_return_a_partner(illustrative):
    assert set(illustrative) <= {path.name for path in FOLDER.iterdir()}
    assert all((FOLDER / name).stat().st_size < 60_000 for name in illustrative)
    for partner, located in zip(FRAMEWORK.partners, illustrative.values(), strict=True):
        assert tuple(located) == sheets(FRAMEWORK)
        codes = [found.code for _, found in located.values()]
        assert {(code.partner, code.fictional) for code in codes} == {(partner.id, True)}


def test_there_is_one_fictional_workbook_of_practices_a_partner_that_described_some(illustrative):
    sharing = [FRAMEWORK.partner(one) for one in invented("practices")]
    names = [file_name(one.id, "practices", one.language) for one in sharing]
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted([*illustrative, *names])
    assert all((FOLDER / name).stat().st_size < 90_000 for name in names)
    for partner, name in zip(sharing, names, strict=True):
        located = opened(FOLDER / name)[1]
        assert tuple(located) == practice_sheets(FRAMEWORK)
        codes = [found.code for _, found in located.values()]
        assert {(code.partner, code.fictional) for code in codes} == {(partner.id, True)}


def test_illustrative_returns_say_what_was_invented(illustrative):
    given = invented("answers")
    for partner, located in zip(sorted(given), illustrative.values(), strict=True):
        answers = read(located)
        for theme in THEMES:
            for criterion in FRAMEWORK.criteria_of(theme):
                name = criterion.id.removeprefix(f"{theme}.")
                typed = [*given[partner][theme].get(name, []), "", "", ""][:3]
                found = [
                    answers[f"{criterion.id}.{code[1:]}"] for code in (RESOURCE, NEED, EVIDENCE)
                ]
                assert [value or "" if value != 0 else 0 for value in found] == typed
            narrative = " ".join(given[partner][theme].get("narrative", "").split())
            assert (answers[f"{theme}.narrative"] or "") == narrative
            assert answers[f"{theme}.confidence"] == given[partner][theme].get("confidence")
        assert answers["identity.date"] == given[partner][IDENTITY]["date"]


def test_illustrative_returns_show_what_returns_are_like(illustrative):
    answers = [read(located) for located in illustrative.values()]
    scores = [v for one in answers for f, v in one.items() if f.endswith((".resource", ".need"))]
    assert {0, 1, 2, 3, 4, 5, "NA", None} == set(scores)
    unproven = [
        field
        for one in answers
        for field, value in one.items()
        if field.endswith(".evidence") and value is None
        if one[field.replace("evidence", "resource")] in (4, 5)
    ]
    assert unproven == ["support.finance.evidence"]
    texts = "".join(v for one in answers for v in one.values() if isinstance(v, str))
    assert set("«»“”éŁęćčáš") <= set(texts)


def test_illustrative_practices_say_what_was_invented():
    table = intake().practice_table().set_index("practice")
    given = {
        f"{partner}-{number:02}": practice
        for partner, practices in invented("practices").items()
        for number, practice in enumerate(practices, start=1)
    }
    assert [*table.index] == [*given]
    fields = [one.id for one in FRAMEWORK.practice_form if not one.prefilled]
    for name, practice in given.items():
        expected = {
            field: " ".join(value.split()) if isinstance(value, str) else value
            for field, value in practice.items()
        }
        tags = practice["criteria"]
        expected["criteria"] = tuple(f"{practice['theme']}.{one}" for one in tags)
        assert dict.fromkeys(fields) | expected == table.loc[name, fields].to_dict()


def test_illustrative_practices_show_what_returns_are_like():
    table = intake().practice_table()
    coverage = intake().practice_coverage()
    assert (coverage == 1).all(axis="columns").sum() >= len(coverage) / 2
    assert (coverage > 1).any(axis=None)
    assert len({*coverage.index} - {*table["partner"]}) == 1  # somebody has sent none
    assert table.groupby("partner").size().min() == 2
    assert len(table[~table["complete"]]) == 1
    assert {*table["transferability"]} == {1, 2, 3, 4, 5}
    assert {*table["host_visit"]} == {"yes", "no"}
    assert table["title"].str.len().max() <= 60  # they are shown on cards and slides
    assert table["title"].is_unique
    assert table["url"].dropna().str.startswith("https://example.org/").all()
    assert intake().fictional
