"""A row of a form that is no score: label, answer, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis._template_sheet import Form, check_field, has_levels, name_answer
from prospects_analysis.framework import FormField
from prospects_analysis.sheet_layout import ID_COLUMN, LABEL, VALUE, Slot, columns, practice_number

_SHORT = 200  # characters that are typed on a line or two


def write_field(form: Form, page: Any, row: int, slot: Slot, ranges: Mapping[str, str]) -> str:
    """
    Write the row of a field.

    Parameters
    ----------
    form : Form
    page : openpyxl worksheet
    row : int
    slot : Slot
        With its field.
    ranges : mapping of str to str
        Where the lists stand, by the key of the field that is chosen from them.

    Returns
    -------
    str
        The cell of the answer, such as ``"C7"``.
    """
    field, key = _field_of(slot)
    at = columns(form.framework, slot.id.partition(".")[0])
    page.cell(row, ID_COLUMN).value = slot.id
    label = style.BODY_LABEL if slot.item == 1 else style.BODY_NOTE
    style.put(page, row, at[LABEL], form.word(slot.label_key), label)
    look = _look(slot, field)
    given = _given(form, slot, field) if field.prefilled else None
    cell = style.put(page, row, at[VALUE], given, look)
    style.put(page, row, at[VALUE] + 1, _note(form, slot, field, key), style.BODY_NOTE)
    style.reserve(page, row, 27)
    style.make_room(page, row, at[VALUE], field.max_chars or 0, look)
    name_answer(form, page, row, at[VALUE], slot.field)
    if not field.prefilled:
        words = checks.title(form.word(f"{key}.label")), form.word(f"{key}.guidance")
        check_field(form, page, cell, field, words, ranges.get(key))
    return str(cell.coordinate)


def _field_of(slot: Slot) -> tuple[FormField, str]:
    if slot.form is None:
        raise TypeError(f"Invalid slot {slot.field!r}. Must be that of a field of a form.")
    return slot.form, slot.label_key.removesuffix(".label")


def _look(slot: Slot, field: FormField) -> style.Look:
    if field.prefilled:
        return style.FILLED_IN
    called_for = slot.is_required or field.scope != "practice"
    if field.kind == "text" and (field.max_chars or 0) > _SHORT:
        return style.ANSWER_TEXT if called_for else style.EXTRA_TEXT
    return style.ANSWER if called_for else style.EXTRA


def _given(form: Form, slot: Slot, field: FormField) -> str:
    given = {"partners": form.partner.id, "languages": form.language}
    number = practice_number(slot.id.partition(".")[0])
    return given.get(field.values_from) or f"{form.partner.id}-{number}"


def _note(form: Form, slot: Slot, field: FormField, key: str) -> CellRichText:
    """Say whether it must be filled in, how, and what its levels mean."""
    note: list[str | TextBlock] = [form.word(f"{key}.guidance")]
    if slot.item > 1:
        note = []  # said once for all its choices
    if has_levels(field):
        levels = [f"{one}  {form.word(f'{key}.levels.{one}')}" for one in field.values]
        note += ["\n" + "\n".join(levels)]
    if not field.prefilled:
        word, color = ("required", style.RUST) if slot.is_required else ("optional", style.GREY)
        bold = InlineFont(rFont=style.FONT, sz=9, b=True, color="FF" + color)
        note = [TextBlock(bold, form.word(f"headings.{word}")), *(["  "] if note else []), *note]
    return CellRichText(note)
