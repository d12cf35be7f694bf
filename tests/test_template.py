"""A template holds every question in its place, guides whoever types, and prints unclipped."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import matplotlib
import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from PIL import ImageFont

from prospects_analysis import _template_style as style
from prospects_analysis.framework import FrameworkError, read_framework
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    IDENTITY,
    LABEL,
    LISTS,
    NEED,
    READ_ME,
    RESOURCE,
    columns,
    defined_name,
    locate,
    sheets,
    slots,
)
from prospects_analysis.template import write_templates
from tests.another_network import write_network

FRAMEWORK = read_framework()
PARTNERS = dict.fromkeys(FRAMEWORK.languages, "P09") | {"fr": "P04"}
THEMES = [theme.id for theme in FRAMEWORK.themes]
ENTERED = [IDENTITY, *THEMES]
MESSAGES = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
POINTS_A_DIGIT = 7.0  # of DejaVu Sans at 11 points, far wider than Calibri
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@pytest.fixture(scope="module", params=FRAMEWORK.languages)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def book(language, tmp_path_factory):
    out = tmp_path_factory.mktemp("blank")
    (path,) = write_templates(FRAMEWORK, out, language, [PARTNERS[language]])
    return openpyxl.load_workbook(path, rich_text=True)


def cells_of(page):
    cells = (cell for row in page.iter_rows() for cell in row if cell.value is not None)
    return {(cell.row, cell.column): cell.value for cell in cells}


def find(book, sheet):
    return _located(book)[sheet]


@functools.cache
def _located(book):
    located = ((page, locate(cells_of(page))) for page in book.worksheets)
    return {found.code.sheet: (page, found) for page, found in located}


def place(book, sheet, slot):
    page, found = find(book, sheet)
    ((row, column),) = found.cells(slot)
    return page.cell(row, column)


def every_slot(*names):
    return [(name, slot) for name in names for slot in slots(FRAMEWORK, name)]


def rules_at(page, cell):
    return [rule for rule in page.data_validations.dataValidation if cell.coordinate in rule.sqref]


# ---- files ----------------------------------------------------------------------------------


def test_each_partner_gets_its_language_or_english(tmp_path):
    names = [path.name for path in write_templates(FRAMEWORK, tmp_path / "new" / "outbox")]
    own = {p.id: p.language for p in FRAMEWORK.partners if p.language in FRAMEWORK.languages}
    expected = [f"prospects_{p.id}_{own.get(p.id, 'en')}.xlsx" for p in FRAMEWORK.partners]
    assert names == expected
    assert sorted(path.name for path in (tmp_path / "new" / "outbox").iterdir()) == expected


def test_one_theme_alone(tmp_path):
    (path,) = write_templates(FRAMEWORK, tmp_path, partners=["P09"], themes=["clusters"])
    assert path == tmp_path / "prospects_P09_clusters_en.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Identity", "Read me", "3 Clusters", "Lists"]


def test_same_framework_same_bytes_and_no_complaint(tmp_path):
    (first,) = write_templates(FRAMEWORK, tmp_path / "a", partners=["P01"])
    (second,) = write_templates(FRAMEWORK, tmp_path / "b", partners=["P01"])
    assert first.read_bytes() == second.read_bytes()
    assert write_templates(FRAMEWORK, tmp_path / "a", partners=["P01"]) == [first]


def test_a_file_that_somebody_changed_is_not_overwritten(tmp_path):
    (tmp_path / "prospects_P09_en.xlsx").write_bytes(b"filled in")
    with pytest.raises(FileExistsError, match=r"prospects_P09_en\.xlsx exists and differs"):
        write_templates(FRAMEWORK, tmp_path, partners=["P01", "P09"])
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"filled in"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"language": "xx"}, ValueError),
        ({"partners": ["xx"]}, FrameworkError),
        ({"themes": ["xx"]}, FrameworkError),
    ],
)
def test_what_is_unknown_is_quoted_and_nothing_is_written(tmp_path, wrong, error):
    with pytest.raises(error, match="'xx'"):
        write_templates(FRAMEWORK, tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


def test_another_network_has_its_own_words_in_our_frame(tmp_path):
    network = read_framework(write_network(tmp_path))
    paths = write_templates(network, tmp_path / "out")
    assert [path.name for path in paths] == ["alpen_A_de.xlsx", "alpen_B_de.xlsx"]
    book = openpyxl.load_workbook(paths[1])
    assert book.sheetnames == ["Wer", "Wie", "Wasser", "Holz", "Weg", "Listen"]
    for sheet in sheets(network):
        _, found = find(book, sheet)
        assert found.code.partner == "B"
        for slot in slots(network, sheet):
            assert len(found.cells(slot)) == 1
    lists = [cell.value for column in book["Listen"].columns for cell in column][1:]
    assert [value for value in lists if value in (1, 2, 3, 4, "KA")] == [1, 2, 3, 4, "KA"]


def test_another_network_may_ask_for_a_word_or_a_day_once_a_theme(tmp_path):
    more = '''id = "sure"
kind = "score"'''
    asked = """id = "who"
kind = "choice"
required = true
scope = "partner"
values = ["office", "board"]

[[theme_fields]]
id = "day"
kind = "date"
required = false
scope = "partner"

[[theme_fields]]
"""
    words = """[theme_fields]
who = {label = "Wer?", title = "Wer", message = "Wer?", values = {office = "Amt", board = "Rat"}}
day = {label = "Tag", title = "Tag", message = "JJJJ-MM-TT"}
"""
    changes = ((more, asked + more), ("[theme_fields]\nsure", words + "sure"))
    network = read_framework(write_network(tmp_path, *changes))
    path, _ = write_templates(network, tmp_path / "out")
    book = openpyxl.load_workbook(path)
    page, found = find(book, "water")
    rules = [rules_at(page, page.cell(*found.cells(slot)[0])) for slot in slots(network, "water")]
    assert [rule.type for (rule,) in rules[-3:]] == ["list", "date", "whole"]
    area = rules[-3][0].formula1.rsplit("!", 1)[1].replace("$", "")
    assert [cell.value for (cell,) in book["Listen"][area]] == ["Amt", "Rat"]


# ---- places ---------------------------------------------------------------------------------


def test_sheets_carry_their_codes_in_order(book, language):
    codes = [str(page["A1"].value) for page in book.worksheets]
    head, tail = "prospects|2", f"{PARTNERS[language]}|{language}"
    assert codes == [f"{head}|{sheet}|{tail}" for sheet in sheets(FRAMEWORK)]
    assert all(page.row_dimensions[1].hidden for page in book.worksheets)


def test_every_answer_has_one_open_named_place_beside_its_label(book, language):
    for sheet, slot in every_slot(*ENTERED):
        page, found = find(book, sheet)
        cell = place(book, sheet, slot)
        name = book.defined_names[defined_name(slot.field)]
        assert list(name.destinations) == [(page.title, f"${cell.column_letter}${cell.row}")]
        label = page.cell(cell.row, found.columns[LABEL][0]).value
        assert label == FRAMEWORK.word(slot.label_key, language)
        prefilled = slot.field in ("identity.partner_id", "identity.language")
        assert cell.protection.locked is prefilled
        assert (cell.value is None) is not prefilled


def test_only_answers_are_open_and_the_guard_has_no_password(book):
    openings = {sheet: set() for sheet in ENTERED}
    for sheet, slot in every_slot(*ENTERED):
        openings[sheet].add(place(book, sheet, slot).coordinate)
    for sheet in sheets(FRAMEWORK):
        page, _ = find(book, sheet)
        merged = {ranges.coord: ranges for ranges in page.merged_cells.ranges}
        inside = {c for area in merged.values() for row in area.rows for c in row[1:]}
        cells = (cell for row in page.iter_rows() for cell in row)
        is_open = {
            c.coordinate
            for c in cells
            if not c.protection.locked and (c.row, c.column) not in inside
        }
        assert is_open <= openings.get(sheet, set())
        guard = page.protection
        assert (guard.sheet, guard.password) == (True, None)
        assert (guard.formatColumns, guard.formatRows) == (False, False)


def test_the_narrative_is_the_only_merged_answer(book):
    for sheet, slot in every_slot(*ENTERED):
        page, _ = find(book, sheet)
        cell = place(book, sheet, slot)
        merged = [str(area) for area in page.merged_cells.ranges if cell.coordinate in area]
        wide = [f"C{cell.row}:I{cell.row}"] if slot.field.endswith(".narrative") else []
        assert merged == wide


def test_invented_answers_are_marked_on_every_sheet(tmp_path):
    (path,) = write_templates(FRAMEWORK, tmp_path, partners=["P01"], fictional=True)
    book = openpyxl.load_workbook(path)
    for sheet in sheets(FRAMEWORK):
        page, found = find(book, sheet)
        assert found.code.fictional
        assert page["B3"].value.startswith("Données fictives\u00a0:")
        assert "Données fictives" in page.oddFooter.center.text


# ---- guidance -------------------------------------------------------------------------------


def test_scores_are_chosen_from_numbers_and_na(book, language):
    invalid = FRAMEWORK.word("prompts.invalid.message", language)
    for sheet, slot in every_slot(*THEMES):
        if slot.code not in (RESOURCE, NEED):
            continue
        page, _ = find(book, sheet)
        (rule,) = rules_at(page, place(book, sheet, slot))
        assert (rule.type, rule.errorStyle, rule.allow_blank) == ("list", "stop", True)
        assert (rule.showErrorMessage, rule.showInputMessage) == (True, True)
        assert rule.prompt == FRAMEWORK.word(f"prompts.{slot.code[1:]}.message", language)
        assert rule.error == invalid
        title, area = rule.formula1.rsplit("!", 1)
        values = [cell.value for (cell,) in book[title.strip("'")][area.replace("$", "")]]
        assert values == [0, 1, 2, 3, 4, 5, "NA"]


def test_other_answers_are_checked_by_their_kind(book):
    kinds = {
        "identity.respondent_id": ("textLength", "warning"),
        "identity.role": ("list", "stop"),
        "identity.date": ("date", "stop"),
        "clusters.confidence": ("whole", "stop"),
        "clusters.narrative": ("textLength", "warning"),
        "clusters.services.evidence": ("textLength", "warning"),
    }
    for sheet, slot in every_slot(IDENTITY, "clusters"):
        if slot.field in kinds:
            page, _ = find(book, sheet)
            (rule,) = rules_at(page, place(book, sheet, slot))
            assert (rule.type, rule.errorStyle) == kinds[slot.field]


def test_messages_are_no_longer_than_excel_shows(book):
    for page in book.worksheets:
        for rule in page.data_validations.dataValidation:
            for name, longest in MESSAGES.items():
                assert 0 < len(getattr(rule, name)) <= longest


def test_read_me_shows_both_ladders_the_steps_and_the_rules(book, language):
    text = "\n".join(str(value) for value in cells_of(find(book, READ_ME)[0]).values())
    keys = [f"scale.{side}.{n}.{part}" for side in ("resource", "need") for n in range(6)
            for part in ("label", "detail")]  # fmt: skip
    keys += [f"scale.need_steps.{n}" for n in range(1, 6)]
    keys += [f"scale.reading.{line}" for line in FRAMEWORK.scale.reading]
    assert [key for key in keys if FRAMEWORK.word(key, language) not in text] == []


def test_theme_sheets_show_question_help_and_anchors(book, language):
    for theme in THEMES:
        text = "\n".join(str(value) for value in cells_of(find(book, theme)[0]).values())
        for criterion in FRAMEWORK.criteria_of(theme):
            parts = ["label", "question", "help", "anchor_0", "anchor_3", "anchor_5"]
            keys = [f"criteria.{criterion.id}.{part}" for part in parts]
            known = [key for key in keys if FRAMEWORK.has_word(key, language)]
            assert [key for key in known if FRAMEWORK.word(key, language) not in text] == []


def test_no_date_or_address_is_invented(book, language):
    text = "\n".join(str(value) for value in cells_of(find(book, IDENTITY)[0]).values())
    assert "{" not in text
    said = FRAMEWORK.word("identity.content", language).format(minutes=30)
    assert said in text
    assert FRAMEWORK.returns.deadline == FRAMEWORK.returns.return_address == ""
    for one in ("deadline", "return_address"):
        begin, brace, _ = FRAMEWORK.word(f"identity.{one}", language).partition("{")
        assert brace
        assert not begin or begin not in text


def test_text_that_looks_like_a_formula_stays_text():
    page = openpyxl.Workbook().active
    cell = style.put(page, 1, 1, '=HYPERLINK("x")', style.TEXT)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


# ---- on paper -------------------------------------------------------------------------------


def test_each_sheet_prints_on_one_page_across(book):
    for sheet in sheets(FRAMEWORK):
        page, _ = find(book, sheet)
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToWidth == 1
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in page.oddFooter.right.text
        if sheet == LISTS:
            assert page.sheet_state == "hidden"
        else:
            _, _, right, bottom = range_boundaries(page.print_area.rsplit("!")[-1])
            assert (bottom, right) == (page.max_row, page.max_column)


def test_headings_stay_in_sight_and_are_printed_again(book):
    for theme in THEMES:
        page, found = find(book, theme)
        first = min(found.rows[criterion.id][0] for criterion in FRAMEWORK.criteria_of(theme))
        assert page.freeze_panes == f"C{first}"
        assert page.print_title_rows == f"${first - 1}:${first - 1}"


def wrapped(text, width, font):
    """Count the lines that a text takes, words measured with a real font."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in paragraph.split(" "):
            needed = font.getlength(word + " ") / 10
            if used and used + needed > width:
                lines, used = lines + 1, 0.0
            used += needed
    return lines


def test_no_text_is_clipped_even_in_a_wide_font(book):
    for page in book.worksheets:
        areas = {(area.min_row, area.min_col): area for area in page.merged_cells.ranges}
        for (row, column), value in cells_of(page).items():
            cell = page.cell(row, column)
            if row == 1 or column == 1 or cell.data_type in "fn":
                continue
            last = areas[row, column].max_col if (row, column) in areas else column
            letters = [get_column_letter(one) for one in range(column, last + 1)]
            width = sum(page.column_dimensions[letter].width for letter in letters)
            room = (width - cell.alignment.indent) * POINTS_A_DIGIT - 5
            name = "DejaVuSans-Bold.ttf" if cell.font.b else "DejaVuSans.ttf"
            font = ImageFont.truetype(str(FONTS / name), int(cell.font.sz * 10))
            high = wrapped(str(value), room, font) * cell.font.sz * 1.17
            assert high <= page.row_dimensions[row].height, (page.title, cell.coordinate, value)


def test_answers_have_room_for_the_longest_text(book):
    page, found = find(book, "clusters")
    row = found.rows["clusters.narrative"][0]
    assert page.row_dimensions[row].height > 7 * 10 * 1.2
    assert columns(FRAMEWORK, "clusters")[EVIDENCE] == 9
    assert page.column_dimensions["I"].width >= 36


@pytest.mark.parametrize("asked", [{"themes": []}, {"themes": "clusters"}, {"partners": "P09"}])
def test_nothing_and_a_bare_text_are_no_lists_of_ids(tmp_path, asked):
    with pytest.raises(ValueError, match=r"Must be (a list of ids|at least one id)"):
        write_templates(FRAMEWORK, tmp_path, **asked)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_an_evidence_of_the_allowed_length_is_seen_from_its_first_line(tmp_path, language):
    path = write_templates(FRAMEWORK, tmp_path, language, partners=["P09"])[0]
    page = openpyxl.load_workbook(path).worksheets[2]
    cells = [page.cell(row, 9) for row in range(5, 11)]
    assert {cell.alignment.vertical for cell in cells} == {"top"}
    assert all(page.row_dimensions[cell.row].height >= 9 * 12 for cell in cells)


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_titles_of_messages_end_with_a_word(tmp_path, language):
    path = write_templates(FRAMEWORK, tmp_path, language, partners=["P09"])[0]
    page = openpyxl.load_workbook(path).worksheets[0]
    labels = " ".join(str(cell.value) for cell in page["B"])
    for rule in page.data_validations.dataValidation:
        words = rule.promptTitle.rstrip("…").split()
        assert {word.strip(":") for word in words} <= {
            word.strip(":") for word in labels.replace("\u00a0", " ").split()
        }, rule.promptTitle


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_no_word_is_wider_than_its_column(language):
    # A word that does not fit is broken anywhere, without a hyphen.
    fonts = [
        ImageFont.truetype(str(FONTS / name), 1000)
        for name in ("DejaVuSans-Bold.ttf", "DejaVuSans.ttf")
    ]
    for criterion in FRAMEWORK.criteria:
        parts = {"label": (fonts[0], 11, 19.5), "question": (fonts[1], 11, 36.0)}
        parts |= {f"anchor_{one}": (fonts[1], 9, 17.5) for one in FRAMEWORK.scale.anchors}
        for part, (font, size, most) in parts.items():
            text = FRAMEWORK.word(f"criteria.{criterion.id}.{part}", language)
            for word in re.split(r"[\s-]+", text):
                width = font.getlength(word) * size / 1000 / POINTS_A_DIGIT
                assert width <= most, (criterion.id, part, word)
