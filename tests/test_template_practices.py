"""The workbook of good practices guides, counts and prints; LibreOffice fills it in and keeps it.

LibreOffice has to be there (``libreoffice-calc`` and ``python3-uno``): without it the last tests
fail.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from prospects_analysis.framework import FrameworkError, read_framework
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.sheet_layout import (
    LISTS,
    PRACTICES,
    VALUE,
    VIGNETTES,
    criterion_choice,
    defined_name,
    practice_sheets,
    sheets,
    slots,
)
from prospects_analysis.template import write_practice_templates, write_templates
from tests import test_template as shared
from tests.another_network import write_full_network, write_network
from tests.intake.practice_books import practice_value
from tests.test_template import MESSAGES, cells_of, find, rules_at

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORK = read_framework()
SHEETS = practice_sheets(FRAMEWORK)
OWN = [sheet for sheet in SHEETS if sheet.startswith("practice_")]
THEMES = [theme.id for theme in FRAMEWORK.themes]


@pytest.fixture(scope="module", params=FRAMEWORK.languages)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def book(language, tmp_path_factory):
    out = tmp_path_factory.mktemp("practices")
    (path,) = write_practice_templates(FRAMEWORK, out, language, ["P04"])
    return openpyxl.load_workbook(path, rich_text=True)


def places(book, sheet):
    """Yield each slot of a sheet with its cell."""
    page, found = find(book, sheet)
    for slot in slots(FRAMEWORK, sheet):
        ((row, column),) = found.cells(slot)
        yield slot, page.cell(row, column)


# ---- files ----------------------------------------------------------------------------------


def test_each_partner_gets_one_in_its_own_language(tmp_path):
    paths = write_practice_templates(FRAMEWORK, tmp_path)
    spoken = [FRAMEWORK.language_for(partner.language) for partner in FRAMEWORK.partners]
    ids = [partner.id for partner in FRAMEWORK.partners]
    names = [f"prospects_{one}_practices_{la}.xlsx" for one, la in zip(ids, spoken, strict=True)]
    assert [path.name for path in paths] == names
    before = {path: path.read_bytes() for path in paths}
    assert write_practice_templates(FRAMEWORK, tmp_path) == paths
    assert {path: path.read_bytes() for path in paths} == before


def test_a_file_that_somebody_filled_in_is_not_overwritten(tmp_path):
    (tmp_path / "prospects_P02_practices_fr.xlsx").write_bytes(b"filled in")
    with pytest.raises(FileExistsError, match=r"P02_practices_fr\.xlsx exists and differs"):
        write_practice_templates(FRAMEWORK, tmp_path, "fr", ["P01", "P02"])
    assert len(list(tmp_path.iterdir())) == 1


def test_unknown_partner_and_language_are_quoted(tmp_path):
    with pytest.raises(FrameworkError, match="'P99'"):
        write_practice_templates(FRAMEWORK, tmp_path, partners=["P99"])
    with pytest.raises(ValueError, match="'xx'"):
        write_practice_templates(FRAMEWORK, tmp_path, "xx")


def test_network_without_practices_has_no_such_workbook(tmp_path):
    network = read_framework(write_network(tmp_path))
    assert write_practice_templates(network, tmp_path / "out") == []
    assert not (tmp_path / "out").exists()
    with pytest.raises(
        ValueError, match=r"^Invalid vignettes True\. Must be False: alpen has none"
    ):
        write_templates(network, tmp_path / "out", vignettes=True)


def test_practices_of_another_network_have_its_own_fields(tmp_path):
    network = read_framework(write_full_network(tmp_path))
    path, _ = write_practice_templates(network, tmp_path / "out")
    assert path.name == "alpen_A_practices_de.xlsx"
    book = openpyxl.load_workbook(path)
    titles = ["Beispiele", "Beispiel 01", "Beispiel 02", "Beispiel 03", "Listen"]
    assert book.sheetnames == titles
    assert "A-02" in {str(value) for value in cells_of(book["Beispiel 02"]).values()}
    assert read_workbooks(path.parent, network).practices.empty


# ---- places and guidance --------------------------------------------------------------------


def test_sheets_carry_their_codes_in_order(book, language):
    codes = [str(page["A1"].value) for page in book.worksheets]
    assert codes == [f"prospects|2|{sheet}|P04|{language}" for sheet in SHEETS]
    assert find(book, LISTS)[0].sheet_state == "hidden"
    assert all(page.protection.sheet for page in book.worksheets)


def test_every_field_has_one_open_named_place_and_the_identifier_is_locked(book, language):
    for sheet in (PRACTICES, *OWN):
        for slot, cell in places(book, sheet):
            name = book.defined_names[defined_name(slot.field)]
            place = (cell.parent.title, f"${cell.column_letter}${cell.row}")
            assert list(name.destinations) == [place]
            label = cell.parent.cell(cell.row, 2).value
            assert label == FRAMEWORK.word(slot.label_key, language)
            assert cell.protection.locked is slot.form.prefilled
            given = {"gp_id": f"P04-{sheet[-2:]}", "partner_id": "P04"}.get(slot.form.id)
            assert cell.value == given


def test_required_and_optional_fields_are_told_apart(book, language):
    need = FRAMEWORK.word("headings.required", language)
    free = FRAMEWORK.word("headings.optional", language)
    fills = {True: set(), False: set()}
    for slot, cell in places(book, "practice_03"):
        said = str(cell.parent.cell(cell.row, 4).value)
        if not slot.form.prefilled:
            assert said.startswith(need if slot.is_required else free)
            fills[slot.is_required].add(cell.fill.start_color.rgb)
    assert not fills[True] & fills[False]


def test_choices_are_lists_of_readable_words(book, language):
    expected = {
        "theme": [FRAMEWORK.word(f"themes.{one}.label", language) for one in THEMES],
        "criteria": [criterion_choice(FRAMEWORK, c.id, language) for c in FRAMEWORK.criteria],
        "host_visit": [
            FRAMEWORK.word(f"practice_form.fields.host_visit.values.{one}", language)
            for one in ("yes", "no")
        ],
    }
    seen = []
    for slot, cell in places(book, "practice_10"):
        if slot.form.id in expected:
            (rule,) = rules_at(cell.parent, cell)
            title, area = rule.formula1.rsplit("!", 1)
            listed = [one.value for (one,) in book[title.strip("'")][area.replace("$", "")]]
            assert (rule.type, listed) == ("list", expected[slot.form.id])
            seen.append(slot.form.id)
    assert seen == ["theme", "criteria", "criteria", "criteria", "host_visit"]


def test_ladder_stands_beside_the_transferability_and_its_levels_are_checked(book, language):
    slot, cell = next(s for s in places(book, "practice_01") if s[0].form.kind == "score")
    (rule,) = rules_at(cell.parent, cell)
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "5")
    beside = str(cell.parent.cell(cell.row, 4).value)
    for level in slot.form.values:
        key = f"practice_form.fields.transferability.levels.{level}"
        assert f"{level}  {FRAMEWORK.word(key, language)}" in beside


def test_long_texts_have_a_limit_and_room(book):
    page, _ = find(book, "practice_01")
    for slot, cell in places(book, "practice_01"):
        if slot.form.kind == "text" and not slot.form.prefilled:
            (rule,) = rules_at(page, cell)
            assert (rule.type, rule.formula1) == ("textLength", str(slot.form.max_chars))
            assert rule.errorStyle == "warning"
            assert cell.alignment.wrap_text
            lines = slot.form.max_chars / 78
            assert page.row_dimensions[cell.row].height > lines * cell.font.sz * 1.2


def test_messages_are_no_longer_than_excel_shows(book):
    for page in book.worksheets:
        for rule in page.data_validations.dataValidation:
            for name, longest in MESSAGES.items():
                assert 0 < len(getattr(rule, name)) <= longest


def test_first_sheet_says_what_is_asked_and_links_every_sheet(book, language):
    page, _ = find(book, PRACTICES)
    text = "\n".join(str(value) for value in cells_of(page).values())
    for one in FRAMEWORK.practices.texts:
        assert FRAMEWORK.word(f"practices.{one}", language).format(most=10) in text
    links = [cell.hyperlink.location for (cell,) in page["B2:B40"] if cell.hyperlink]
    assert links == [f"'{find(book, sheet)[0].title}'!A1" for sheet in OWN]
    back = [cell.hyperlink for (cell,) in find(book, "practice_01")[0]["D2:D5"] if cell.hyperlink]
    assert [link.location for link in back] == [f"'{page.title}'!A1"]


def test_invented_practices_are_marked_on_every_sheet(tmp_path):
    (path,) = write_practice_templates(FRAMEWORK, tmp_path, "fr", ["P01"], fictional=True)
    book = openpyxl.load_workbook(path)
    for sheet in SHEETS:
        page, found = find(book, sheet)
        assert found.code.fictional
        assert page["B3"].value.startswith("Données fictives\u00a0:")


# ---- on paper -------------------------------------------------------------------------------


def test_a_practice_is_one_page_of_paper(book):
    for sheet in (PRACTICES, *OWN):
        setup = find(book, sheet)[0].page_setup
        assert (setup.fitToWidth, setup.fitToHeight, setup.paperSize) == (1, 1, 9)
    assert find(book, OWN[0])[0].page_setup.orientation == "portrait"


def test_no_text_is_clipped_even_in_a_wide_font(book):
    shared.test_no_text_is_clipped_even_in_a_wide_font(book)


# ---- vignettes ------------------------------------------------------------------------------


def test_vignettes_are_off_unless_asked_for(tmp_path, language):
    (path,) = write_templates(FRAMEWORK, tmp_path / "off", language, ["P01"])
    assert VIGNETTES not in [c.split("|")[2] for c in _codes(path)]
    (path,) = write_templates(FRAMEWORK, tmp_path / "on", language, ["P01"], vignettes=True)
    assert [code.split("|")[2] for code in _codes(path)] == list(sheets(FRAMEWORK, vignettes=True))
    book = openpyxl.load_workbook(path, rich_text=True)
    page, _ = find(book, VIGNETTES)
    text = "\n".join(str(value) for value in cells_of(page).values())
    for key in ("vignettes.heading", "vignettes.question", "vignettes.guidance"):
        assert FRAMEWORK.word(key, language) in text
    for slot, cell in places(book, VIGNETTES):
        (rule,) = rules_at(page, cell)
        assert (rule.type, cell.protection.locked, cell.value) == ("list", False, None)
        assert page.cell(cell.row, 2).value == FRAMEWORK.word(slot.label_key, language)
    shared.test_no_text_is_clipped_even_in_a_wide_font(book)


def _codes(path):
    return [str(page["A1"].value) for page in openpyxl.load_workbook(path).worksheets]


# ---- in a real program ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """Fill a workbook of each language in LibreOffice, and save it in three formats."""
    folder = tmp_path_factory.mktemp("filled")
    jobs = []
    for language in FRAMEWORK.languages:
        (blank,) = write_practice_templates(FRAMEWORK, folder / "blank", language, ["P04"])
        targets = [folder / language / kind / f"return.{kind}" for kind in ("xlsx", "ods", "xls")]
        for target in targets:
            target.parent.mkdir(parents=True)
        answers = [
            [sheet, slot.id, VALUE, practice_value(slot, theme, language)]
            for sheet, theme in zip(OWN[:4], THEMES, strict=True)
            for slot in slots(FRAMEWORK, sheet)
            if not slot.form.prefilled
        ]
        jobs.append(
            {
                "source": str(blank),
                "targets": [str(target) for target in targets],
                "answers": answers[:-1],  # the last practice stays incomplete
                "moves": [["rename", "practice_02", "X" * 31], ["to-end", PRACTICES]],
            }
        )
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    command = ["/usr/bin/python3", str(ROOT / "tools" / "libreoffice.py"), folder / "jobs.json"]
    subprocess.run(command, check=True, timeout=900)
    return folder


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_is_typed_in_a_real_program_is_read_back(returned, language, kind):
    intake = read_workbooks(returned / language / kind, FRAMEWORK)
    assert [issue.sentence("en") for issue in intake.issues.errors] == []
    table = intake.practice_table()
    assert list(table["practice"]) == [f"P04-{sheet[-2:]}" for sheet in OWN[:4]]
    assert list(table["theme"]) == THEMES
    assert list(table["complete"]) == [True, True, True, False]
    assert [len(criteria) for criteria in table["criteria"]] == [3, 3, 3, 3]
    given = intake.practices.set_index("field")["value"]
    assert given["practices.03.problem"] == "About practices.03.problem."
    assert [issue.field for issue in intake.issues.of("field-missing")] == [
        "practices.04.host_visit"
    ]


def test_first_sheet_counts_what_was_filled_in(returned, language):
    path = returned / language / "xlsx" / "return.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    page, _ = find(book, PRACTICES)
    required = sum(slot.is_required for slot in slots(FRAMEWORK, OWN[0]))
    rows = {page.cell(row, 2).value: row for row in range(2, page.max_row + 1)}
    shown = [[page.cell(rows[f"P04-{one[-2:]}"], c).value for c in (3, 4, 5)] for one in OWN]
    title = next(
        practice_value(s, "", language) for s in slots(FRAMEWORK, OWN[0]) if s.id[12:] == "title"
    )
    names = [FRAMEWORK.word(f"themes.{theme}.label", language) for theme in THEMES]
    assert shown[:3] == [[title, name, required] for name in names[:3]]
    assert shown[3] == [title, names[3], required - 1]
    assert [row[2] for row in shown[4:]] == [0] * 6
    assert {value for row in shown[4:] for value in row[:2]} <= {None, ""}
    complete = [page.cell(rows[name], 5).value for name in names]
    assert complete == [1, 1, 1, 0]
