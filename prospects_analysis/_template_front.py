"""The first two sheets: who answers and what for; then the ladders and how to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis._template_fields import write_field
from prospects_analysis._template_sheet import Form, begin, finish, link_to
from prospects_analysis._template_theme import Counter
from prospects_analysis.sheet_layout import IDENTITY, READ_ME, slots

_IDENTITY_WIDTHS = (34.0, 44.0, 60.0)
_READ_ME_WIDTHS = (9.0, 68.0, 68.0)
_FIRST_TEXTS = ("purpose", "content")
_SIDES = (("resource", style.HEAD_RESOURCE), ("need", style.HEAD_NEED))


def write_identity(form: Form, ranges: Mapping[str, str], counters: Sequence[Counter]) -> None:
    """
    Write the first sheet: purpose, respondent, progress, and how to send the form back.

    Parameters
    ----------
    form : Form
    ranges : mapping of str to str
        Where the lists stand, by the key of the field that is chosen from them.
    counters : sequence of Counter
        Those of the themes, in order.
    """
    page, row = begin(form, IDENTITY, form.word("identity.title"), _IDENTITY_WIDTHS)
    texts = form.framework.identity_texts
    for text in (text for text in texts if text in _FIRST_TEXTS):
        style.put(page, row, 2, _identity_text(form, text), style.LEAD, last=4)
        row += 1
    row = _section(page, row, form.words.pgettext("template", "Who is answering"))
    for slot in slots(form.framework, IDENTITY):
        write_field(form, page, row, slot, ranges)
        row += 1
    row = _section(page, row, form.words.pgettext("template", "Sheets to fill in"))
    row = _progress(form, page, row, counters)
    row = _section(page, row, form.words.pgettext("template", "How to go about it"))
    for heading, text in _instructions(form, [t for t in texts if t not in _FIRST_TEXTS]):
        style.put(page, row, 2, heading, style.BODY_LABEL)
        style.put(page, row, 3, text, style.BODY, last=4)
        row += 1
    page.sheet_properties.tabColor = style.GREY
    finish(form, page, high=1)


def write_read_me(form: Form) -> None:
    """
    Write the second sheet: the two ladders, the steps of a need, and what 0, NA and a blank mean.

    Parameters
    ----------
    form : Form
    """
    title = form.words.pgettext("template", "How to give a score")
    page, row = begin(form, READ_ME, title, _READ_ME_WIDTHS)
    style.put(page, row, 2, form.word("scale.rule"), style.LEAD, last=4)
    style.reserve(page, row, 28)
    row = _ladders(form, page, row + 1)
    scale = form.framework.scale
    if scale.need_steps:
        heading = form.words.pgettext("template", "Finding the level of a need, step by step")
        row = _section(page, row, heading)
    for step in scale.need_steps:
        style.put(page, row, 2, step, style.STEP)
        style.put(page, row, 3, form.word(f"scale.need_steps.{step}"), style.BODY, last=4)
        row += 1
    row = _section(page, row, form.words.pgettext("template", "Zero, NA or an empty cell?"))
    for line in scale.reading:
        style.put(page, row, 2, form.word(f"scale.reading.{line}"), style.BODY, last=4)
        row += 1
    page.sheet_properties.tabColor = style.GREY
    finish(form, page, high=1)


def _section(page: Any, row: int, heading: str) -> int:
    style.put(page, row, 2, heading, style.SECTION, last=4)
    style.reserve(page, row, 30)
    return row + 1


def _identity_text(form: Form, text: str) -> str:
    returns = form.framework.returns
    unsettled = {
        "deadline": form.words.pgettext(
            "template", "The date stands in the message that brought you this file."
        ),
        "return_address": form.words.pgettext(
            "template",
            "Please reply to the message that brought you this file. "
            "Keep the Excel format (.xlsx) and the file name.",
        ),
    }
    if text in unsettled and not getattr(returns, text):
        return unsettled[text]
    return form.word(f"identity.{text}").format(
        deadline=returns.deadline,
        return_address=returns.return_address,
        minutes=returns.minutes_per_theme,
    )


def _instructions(form: Form, texts: Sequence[str]) -> list[tuple[str, str]]:
    pgettext = form.words.pgettext
    headings = {
        "deadline": pgettext("template", "By when"),
        "return_address": pgettext("template", "Where to"),
        "sharing": pgettext("template", "Several people"),
        "sharing_return": pgettext("template", "Several copies"),
        "data_protection": pgettext("template", "Personal data"),
        "what_you_get": pgettext("template", "Afterwards"),
        "publication": pgettext("template", "Who sees what"),
    }
    to_do = pgettext(
        "template",
        "Fill in the coloured cells of this sheet, then those of each theme; they turn white once "
        "filled. Click a cell to see what each level means. All other cells are locked.",
    )
    rows = [(headings.get(text, ""), _identity_text(form, text)) for text in texts]
    return [(pgettext("template", "What to do"), to_do), *rows]


def _progress(form: Form, page: Any, row: int, counters: Sequence[Counter]) -> int:
    places = []
    for counter in counters:
        title = form.sheet_title(counter.sheet)
        places.append(f"{link_to(page, row, 2, title, title)}!{counter.cell}")
        checks.progress(page, row, 3, [places[-1]], counter.asked)
        style.put(page, row, 4, counter.label, style.BODY_NOTE)
        row += 1
    total = form.words.pgettext("template", "Answers given, all sheets")
    style.put(page, row, 2, total, style.BODY_LABEL)
    checks.progress(page, row, 3, places, sum(counter.asked for counter in counters))
    return row + 1


def _ladders(form: Form, page: Any, row: int) -> int:
    level = form.words.pgettext("template", "Level")
    style.put(page, row, 2, level, style.HEAD)
    for column, (side, look) in enumerate(_SIDES, start=3):
        style.put(page, row, column, form.word(f"prompts.{side}.label"), look)
    style.reserve(page, row, 24)
    for step in form.framework.scale.levels:
        row += 1
        style.put(page, row, 2, step, style.STEP)
        for column, (side, _) in enumerate(_SIDES, start=3):
            key = f"scale.{side}.{step}"
            bold = InlineFont(rFont=style.FONT, sz=10, b=True, color="FF" + style.INK)
            text = [TextBlock(bold, form.word(f"{key}.label")), "\n", form.word(f"{key}.detail")]
            style.put(page, row, column, CellRichText(text), style.BODY)
    row += 1
    style.put(page, row, 2, form.framework.scale.not_applicable, style.STEP)
    style.put(page, row, 3, form.word("scale.not_applicable"), style.BODY, last=4)
    return row + 1
