"""The sheet of a theme: its criteria with their scores, then what is asked once for the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis._template_sheet import (
    Form,
    begin,
    check_field,
    finish,
    has_levels,
    name_answer,
    too_long,
)
from prospects_analysis.framework import FormField
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    ID_COLUMN,
    LABEL,
    NEED,
    RESOURCE,
    VALUE,
    columns,
)

SCORES = "scores"
"""Name of the list of what may stand in a score cell."""

_LABEL_WIDTH, _QUESTION_WIDTH, _SCORE_WIDTH, _EVIDENCE_WIDTH = 23.0, 40.0, 14.5, 40.0
_ANCHORS_WIDTH = 66.0  # all of them together
_SIDES = {RESOURCE: ("resource", style.BLUE), NEED: ("need", style.RUST)}


@dataclass(frozen=True, kw_only=True)
class Counter:
    """The cell that counts the answers of a sheet, and how many are asked for."""

    sheet: str
    label: str
    cell: str
    asked: int


def write_theme(form: Form, theme: str, ranges: Mapping[str, str]) -> Counter:
    """
    Write the sheet of a theme.

    Parameters
    ----------
    form : Form
    theme : str
        Id of the theme.
    ranges : mapping of str to str
        Where the lists stand; :data:`SCORES` is among them.

    Returns
    -------
    Counter
        For the total on the first sheet.
    """
    at = columns(form.framework, theme)
    anchors = len(form.framework.scale.anchors)
    widths = [_ANCHORS_WIDTH / anchors] * anchors
    scores = [_SCORE_WIDTH, _SCORE_WIDTH, _EVIDENCE_WIDTH]
    title = form.word(f"themes.{theme}.label")
    page, row = begin(form, theme, title, [_LABEL_WIDTH, _QUESTION_WIDTH, *widths, *scores])
    _heads(form, page, row + 1, at)
    first = row + 2
    ids = [criterion.id for criterion in form.framework.criteria_of(theme)]
    for offset, criterion in enumerate(ids):
        _criterion(form, page, first + offset, criterion, at)
    last = first + len(ids) - 1
    _check_scores(form, page, first, last, at, ranges[SCORES])
    once = _theme_fields(form, page, last + 1, theme, at, ranges)
    counter = _introduction(form, page, row, theme, at, [_block(first, last, at), *once])
    page.sheet_properties.tabColor = style.BLUE
    page.sheet_view.zoomScale = 90
    finish(form, page, frozen=f"{get_column_letter(at[VALUE])}{first}", head=row + 1, high=1)
    return counter


def _block(first: int, last: int, at: Mapping[str, int]) -> str:
    return f"{_cell(first, at[RESOURCE])}:{_cell(last, at[NEED])}"


def _cell(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


def _introduction(
    form: Form, page: Any, row: int, theme: str, at: Mapping[str, int], answers: list[str]
) -> Counter:
    blocks: list[str | TextBlock] = []
    if form.framework.has_word(f"themes.{theme}.help", form.language):
        blocks += [form.word(f"themes.{theme}.help"), "\n"]
    for side, color in _SIDES.values():
        label = InlineFont(rFont=style.FONT, sz=10, b=True, color="FF" + color)
        blocks.append(TextBlock(label, form.word(f"prompts.{side}.label")))
        blocks += ["  ", form.word(f"prompts.{side}.question"), "\n"]
    blocks.append(form.word("scale.rule"))
    style.put(page, row, at[LABEL], CellRichText(blocks), style.TEXT, last=at[RESOURCE] - 1)
    counted = form.words.pgettext("template", "Answers given on this sheet")
    style.put(page, row, at[RESOURCE], counted, style.COUNTED, last=at[NEED])
    cells = page[answers[0]]
    asked = sum(len(line) for line in cells) + len(answers) - 1
    parts = [f"SUMPRODUCT(--(LEN(TRIM({cells}))>0))" for cells in answers]
    return Counter(
        sheet=theme,
        label=form.word(f"themes.{theme}.label"),
        cell=checks.progress(page, row, at[EVIDENCE], parts, asked),
        asked=asked,
    )


def _heads(form: Form, page: Any, row: int, at: Mapping[str, int]) -> None:
    style.put(page, row, at[LABEL], form.word("headings.criterion"), style.HEAD)
    style.put(page, row, at[VALUE], form.word("headings.question"), style.HEAD)
    for offset, level in enumerate(form.framework.scale.anchors, start=1):
        anchor = form.word(f"headings.anchor_{level}")
        style.put(page, row, at[VALUE] + offset, anchor, style.HEAD)
    looks = {RESOURCE: style.HEAD_RESOURCE, NEED: style.HEAD_NEED, EVIDENCE: style.HEAD_EVIDENCE}
    for code, look in looks.items():
        label = form.word(f"prompts.{code[1:]}.label").replace(" (", "\n(")
        style.put(page, row, at[code], label, look)
    style.reserve(page, row, 38)


def _criterion(form: Form, page: Any, row: int, criterion: str, at: Mapping[str, int]) -> None:
    page.cell(row, ID_COLUMN).value = criterion
    words = f"criteria.{criterion}"
    style.put(page, row, at[LABEL], form.word(f"{words}.label"), style.CRITERION)
    style.put(page, row, at[VALUE], _question(form, words), style.QUESTION)
    for offset, level in enumerate(form.framework.scale.anchors, start=1):
        anchor = form.word(f"{words}.anchor_{level}")
        style.put(page, row, at[VALUE] + offset, anchor, style.EXAMPLE)
    looks = {RESOURCE: style.RESOURCE_SCORE, NEED: style.NEED_SCORE, EVIDENCE: style.EVIDENCE}
    for code, look in looks.items():
        style.put(page, row, at[code], None, look)
        name_answer(form, page, row, at[code], f"{criterion}.{code[1:]}")
    limit = form.framework.evidence_max_chars
    style.make_room(page, row, at[EVIDENCE], limit, style.EVIDENCE)


def _question(form: Form, words: str) -> str | CellRichText:
    question = form.word(f"{words}.question")
    if not form.framework.has_word(f"{words}.help", form.language):
        return question
    grey = InlineFont(rFont=style.FONT, sz=11, color="FF" + style.GREY)
    return CellRichText([question, "\n", TextBlock(grey, form.word(f"{words}.help"))])


def _check_scores(
    form: Form, page: Any, first: int, last: int, at: Mapping[str, int], values: str
) -> None:
    for code in (RESOURCE, NEED):
        cells = f"{_cell(first, at[code])}:{_cell(last, at[code])}"
        prompt = _words(form, f"prompts.{code[1:]}")
        checks.choose(page, cells, values, prompt, _words(form, "prompts.invalid"))
        checks.clear_when_filled(page, cells)
    evidence = f"{_cell(first, at[EVIDENCE])}:{_cell(last, at[EVIDENCE])}"
    limit = form.framework.evidence_max_chars
    checks.text_up_to(
        page, evidence, limit, _words(form, "prompts.evidence"), too_long(form, limit)
    )
    score, proof = f"${_cell(first, at[RESOURCE])}", f"${_cell(first, at[EVIDENCE])}"
    due = f"AND(ISNUMBER({score}),{score}>={form.framework.evidence_from},LEN(TRIM({proof}))=0)"
    checks.call_for(page, evidence, due)


def _theme_fields(
    form: Form, page: Any, row: int, theme: str, at: Mapping[str, int], ranges: Mapping[str, str]
) -> list[str]:
    whole = form.words.pgettext("template", "For the theme as a whole")
    style.put(page, row, at[LABEL], whole, style.SECTION, last=at[EVIDENCE])
    style.reserve(page, row, 26)
    cells = []
    for field in form.framework.theme_fields:
        row += 1
        if field.kind == "text":  # what to write stands above the box, which takes the whole width
            note = form.word(f"theme_fields.{field.id}.message")
            style.put(page, row, at[VALUE], note, style.NOTE, last=at[EVIDENCE])
            row += 1
        page.cell(row, ID_COLUMN).value = f"{theme}.{field.id}"
        label = form.word(f"theme_fields.{field.id}.label")
        style.put(page, row, at[LABEL], label, style.BODY_LABEL)
        _field(form, page, row, field, at, ranges)
        name_answer(form, page, row, at[VALUE], f"{theme}.{field.id}")
        cells.append(_cell(row, at[VALUE]))
    return cells


def _field(
    form: Form, page: Any, row: int, field: FormField, at: Mapping[str, int],
    ranges: Mapping[str, str],
) -> None:  # fmt: skip
    key = f"theme_fields.{field.id}"
    look = style.SCORE if has_levels(field) else style.ANSWER_TEXT
    last = at[EVIDENCE] if field.kind == "text" else at[VALUE]
    cell = style.put(page, row, at[VALUE], None, look, last=last)
    style.make_room(page, row, at[VALUE], field.max_chars or 0, look, last=last)
    if has_levels(field):
        legend = "\n".join(f"{one}  {form.word(f'{key}.levels.{one}')}" for one in field.values)
        style.put(page, row, at[VALUE] + 1, legend, style.NOTE, last=at[EVIDENCE])
    check_field(form, page, cell, field, _words(form, key), ranges.get(key))


def _words(form: Form, key: str) -> checks.Words:
    return form.word(f"{key}.title"), form.word(f"{key}.message")
