"""Answers are found by id and code wherever they moved, and what is lost or doubled shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.framework import FrameworkError, read_framework
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    FIELD_CODES,
    IDENTITY,
    LABEL,
    LISTS,
    NEED,
    PRACTICES,
    READ_ME,
    RESOURCE,
    VALUE,
    VIGNETTES,
    SheetCode,
    columns,
    defined_name,
    is_of_practices,
    known_sheets,
    locate,
    parse_sheet_code,
    practice_sheets,
    sheets,
    slots,
)
from tests.another_network import write_full_network, write_network

FRAMEWORK = read_framework()
CODE = "prospects|2|clusters|P09|en"
SLOTS = slots(FRAMEWORK, "clusters")
IDS = list(dict.fromkeys(slot.id for slot in SLOTS))


def sheet(ids=IDS, first_row=6, code=CODE):
    """Give the cells of a theme sheet as the template writes them, each answer named."""
    at = columns(FRAMEWORK, "clusters")
    cells = {(1, 1): code} | {(1, column): name for name, column in at.items()}
    for row, one in enumerate(ids, start=first_row):
        cells[row, 1] = one
        for slot in (slot for slot in SLOTS if slot.id == one):
            cells[row, at[slot.code]] = f"to {slot.field}"
    return cells


def answers(cells):
    found = locate(cells)
    return {slot.field: [cells.get(at) for at in found.cells(slot)] for slot in SLOTS}


EXPECTED = {slot.field: [f"to {slot.field}"] for slot in SLOTS}


# ---- what a sheet has -----------------------------------------------------------------------


def test_sheets_come_in_the_order_of_filling_in():
    themes = [theme.id for theme in FRAMEWORK.themes]
    assert sheets(FRAMEWORK) == (IDENTITY, READ_ME, *themes, LISTS)
    assert sheets(FRAMEWORK, ["clusters", "support"]) == (
        IDENTITY, READ_ME, "support", "clusters", LISTS,
    )  # fmt: skip


@pytest.mark.parametrize("ask", [lambda: sheets(FRAMEWORK, ["x"]), lambda: slots(FRAMEWORK, "x")])
def test_an_unknown_theme_is_quoted(ask):
    with pytest.raises(FrameworkError, match="'x'"):
        ask()


def test_a_form_asks_48_scores_and_as_many_fields_as_the_framework_has():
    fields = [slot.field for name in sheets(FRAMEWORK) for slot in slots(FRAMEWORK, name)]
    assert len(fields) == len(set(fields))
    assert sum(field.endswith((".resource", ".need")) for field in fields) == 48
    assert sum(field.endswith(".evidence") for field in fields) == 24
    once = len(FRAMEWORK.respondent_fields) + 4 * len(FRAMEWORK.theme_fields)
    assert len(fields) == 72 + once


def test_every_answer_has_a_column_and_words_beside_it():
    for name in sheets(FRAMEWORK):
        at = columns(FRAMEWORK, name)
        for slot in slots(FRAMEWORK, name):
            assert slot.code in at
            assert slot.field.startswith(slot.id)
            assert FRAMEWORK.word(slot.label_key, "fr")


def test_scores_stand_right_of_as_many_anchors_as_the_scale_has(tmp_path):
    names = (LABEL, VALUE, RESOURCE, NEED, EVIDENCE)
    assert [columns(FRAMEWORK, "clusters")[name] for name in names] == [2, 3, 7, 8, 9]
    other = read_framework(write_network(tmp_path))
    assert [columns(other, "water")[name] for name in names] == [2, 3, 6, 7, 8]
    assert columns(other, READ_ME) == columns(other, LISTS) == {}


# ---- sheet codes ----------------------------------------------------------------------------


@given(
    sheet=st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True),
    version=st.from_regex(r"[0-9a-z.]+", fullmatch=True),
    partner=st.from_regex(r"[A-Za-z0-9-]+", fullmatch=True),
    fictional=st.booleans(),
)
def test_a_sheet_code_is_read_as_it_was_written(sheet, version, partner, fictional):
    code = SheetCode(
        framework="alpen", version=version, sheet=sheet, partner=partner, language="sl",
        fictional=fictional,
    )  # fmt: skip
    assert parse_sheet_code(str(code)) == code
    assert parse_sheet_code(f"  {code}\u00a0") == code


@pytest.mark.parametrize(
    "value", [None, 4, True, "", "prospects", "a|b|c", CODE + "|x", CODE + "|fictional|", "|" * 4]
)
def test_what_is_no_sheet_code_is_none(value):
    assert parse_sheet_code(value) is None


# ---- finding again --------------------------------------------------------------------------


def test_an_untouched_sheet_gives_every_answer_once():
    assert answers(sheet()) == EXPECTED


@given(order=st.permutations(IDS), rows=st.integers(0, 40), shift=st.integers(0, 40))
def test_sorted_and_shifted_sheets_give_the_same_answers(order, rows, shift):
    cells = sheet(order, first_row=6 + rows)
    shifted = {(row, column + shift): value for (row, column), value in cells.items()}
    assert answers(shifted) == EXPECTED


@given(st.permutations(range(2, 10)))
def test_columns_may_change_places(order):
    places = {1: 1} | dict(zip(range(2, 10), order, strict=True))
    assert answers({(row, places[c]): value for (row, c), value in sheet().items()}) == EXPECTED


def test_the_machine_row_may_slip_down():
    cells = {(row + 3, column): value for (row, column), value in sheet().items()}
    assert answers(cells) == EXPECTED


def test_a_deleted_row_is_seen_to_be_gone():
    found = answers(sheet([one for one in IDS if one != "clusters.mapping"]))
    assert found["clusters.mapping.resource"] == []
    assert found["clusters.openness.need"] == ["to clusters.openness.need"]


def test_a_copied_row_and_a_copied_column_are_seen_twice():
    assert len(answers(sheet([*IDS, "clusters.mapping"]))["clusters.mapping.need"]) == 2
    cells = sheet()
    copied = cells | {(row, 20): value for (row, column), value in cells.items() if column == 8}
    assert locate(copied).columns[NEED] == (8, 20)


def test_ids_of_another_sheet_are_reported_too():
    assert locate(sheet([*IDS, "support.finance"])).rows["support.finance"] == (6 + len(IDS),)


def test_free_text_draws_neither_ids_nor_codes_to_itself():
    quoted = {(30 + row, 9): text for row, text in enumerate((*IDS[:3], "www.wigan.gov.uk", NEED))}
    assert answers(sheet() | quoted) == EXPECTED


def test_without_a_sheet_code_nothing_is_found():
    found = locate({at: value for at, value in sheet().items() if value != CODE})
    assert (found.code, found.code_cell, found.columns, found.rows) == (None, None, {}, {})


def test_the_code_says_whose_sheet_it_is_even_if_it_is_foreign():
    found = locate(sheet(code="alpen|0.1|water|A|de|fictional"))
    assert found.code is not None
    assert (found.code.framework, found.code.partner, found.code.fictional) == ("alpen", "A", True)
    assert found.code_cell == (1, 1)


def test_numbers_and_blanks_are_no_codes():
    assert set(locate(sheet() | {(1, 10): 4, (6, 7): None}).columns) == set(FIELD_CODES)


def test_defined_names_are_such_as_a_spreadsheet_takes():
    for name in sheets(FRAMEWORK):
        for slot in slots(FRAMEWORK, name):
            made = defined_name(slot.field)
            assert made.replace(".", "").replace("_", "").isalnum()
            assert len(made) < 255


# ---- practices and vignettes ----------------------------------------------------------------


def test_every_sheet_is_known_once():
    found = known_sheets(FRAMEWORK)
    assert len(found) == len(set(found)) == 2 + 4 + 1 + 1 + 1 + FRAMEWORK.practices.most
    assert VIGNETTES in found
    assert VIGNETTES not in sheets(FRAMEWORK)
    assert [is_of_practices(one) for one in found].count(True) == 1 + FRAMEWORK.practices.most


def test_practices_have_a_place_for_every_field_and_each_of_its_choices():
    own = slots(FRAMEWORK, "practice_07")
    names = [slot.id.removeprefix("practice_07.") for slot in own]
    assert names[3:6] == ["criteria_1", "criteria_2", "criteria_3"]
    assert [slot.is_required for slot in own[3:6]] == [True, False, False]
    assert {slot.field for slot in own} == {f"practices.07.{name}" for name in names}
    assert not own[0].is_required, "the template gives the identifier"
    assert [slot.field for slot in slots(FRAMEWORK, PRACTICES)] == ["practices.partner_id"]
    asked = [field.id for field in FRAMEWORK.practice_form]
    assert len(own) + 1 == len(asked) + 2


def test_all_fields_of_all_workbooks_have_names_of_their_own():
    found = [slot.field for name in known_sheets(FRAMEWORK) for slot in slots(FRAMEWORK, name)]
    assert len(found) == len(set(found))


def test_practice_beyond_the_last_one_is_no_sheet():
    with pytest.raises(FrameworkError, match="'practice_11'"):
        slots(FRAMEWORK, "practice_11")


def test_another_network_may_have_neither_practices_nor_vignettes(tmp_path):
    other = read_framework(write_network(tmp_path))
    assert practice_sheets(other) == ()
    assert known_sheets(other) == sheets(other) == sheets(other, vignettes=True)
    full = read_framework(write_full_network(tmp_path))
    assert practice_sheets(full) == (
        *(PRACTICES, "practice_01", "practice_02", "practice_03"), LISTS,
    )  # fmt: skip
    assert [slot.field for slot in slots(full, VIGNETTES)] == ["vignettes.water.low"]
