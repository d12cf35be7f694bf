"""The workbook of good practices: a first sheet with an index, then a sheet a practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis._template_fields import write_field
from prospects_analysis._template_sheet import Form, begin, finish, link_to
from prospects_analysis.sheet_layout import PRACTICES, Slot, practice_number, slots

_FRONT_WIDTHS = (24.0, 62.0, 44.0, 18.0)
_FORM_WIDTHS = (25.0, 78.0, 38.0)
_LAST, _NOTES = 5, 4  # columns: the last one of the first sheet, that of guidance on the others


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What the first sheet shows of a practice: cells of its sheet, ``""`` where there is none."""

    sheet: str
    counted: str
    asked: int
    title: str
    theme: str


def write_practice(form: Form, sheet: str, ranges: Mapping[str, str]) -> Tally:
    """
    Write the sheet of a practice.

    Parameters
    ----------
    form : Form
    sheet : str
        Its id, such as ``"practice_03"``.
    ranges : mapping of str to str
        Where the lists stand, by the key of the field that is chosen from them.

    Returns
    -------
    Tally
        For the first sheet.
    """
    page, row = begin(form, sheet, form.sheet_title(sheet), _FORM_WIDTHS)
    style.put(page, row, 2, form.word("practice_form.guidance"), style.TEXT, last=3)
    home = form.sheet_title(PRACTICES)
    link_to(page, row, _NOTES, home, f"← {home}")
    asked = slots(form.framework, sheet)
    first = row + 2
    cells = {
        slot: write_field(form, page, first + offset, slot, ranges)
        for offset, slot in enumerate(asked)
    }
    required = [cell for slot, cell in cells.items() if slot.is_required]
    counted = form.words.pgettext("template", "Required fields filled in")
    style.put(page, row + 1, 2, counted, style.COUNTED, last=3)
    parts = [f"(LEN(TRIM({cell}))>0)" for cell in required]
    counter = checks.progress(page, row + 1, _NOTES, ["0", *parts], len(required))
    begun = "+".join(f"(LEN(TRIM(${cell[0]}${cell[1:]}))>0)" for cell in required)
    for cell in required:
        checks.call_for(page, cell, f"AND({begun}>0,LEN(TRIM({cell}))=0)")
    page.sheet_properties.tabColor = style.BLUE
    finish(form, page, frozen=f"A{first}", high=1)
    page.page_setup.orientation = "portrait"
    return Tally(
        sheet=sheet,
        counted=counter,
        asked=len(required),
        title=next((cell for slot, cell in cells.items() if _is_title(slot)), ""),
        theme=next((cell for slot, cell in cells.items() if _is_theme(slot)), ""),
    )


def _is_title(slot: Slot) -> bool:
    return slot.form is not None and slot.form.kind == "text" and not slot.form.prefilled


def _is_theme(slot: Slot) -> bool:
    return slot.form is not None and slot.form.values_from == "themes"


def write_practices(form: Form, ranges: Mapping[str, str], tallies: Sequence[Tally]) -> None:
    """
    Write the first sheet: purpose, whose workbook it is, the index, and how to go about it.

    Parameters
    ----------
    form : Form
    ranges : mapping of str to str
        As for :func:`write_practice`.
    tallies : sequence of Tally
        Those of the sheets, in order.
    """
    page, row = begin(form, PRACTICES, form.word("practice_form.heading"), _FRONT_WIDTHS)
    texts = form.framework.practices.texts
    for text in texts[:1]:
        style.put(page, row, 2, _text(form, text), style.LEAD, last=_LAST)
        row += 1
    for slot in slots(form.framework, PRACTICES):
        write_field(form, page, row, slot, ranges)
        page.merge_cells(start_row=row, end_row=row, start_column=_NOTES, end_column=_LAST)
        row += 1
    row = _section(page, row, form.words.pgettext("template", "Sheets to fill in"))
    row = _index(form, page, row, tallies)
    row = _section(page, row, form.words.pgettext("template", "How to go about it"))
    for heading, words in _instructions(form, texts[1:]):
        style.put(page, row, 2, heading, style.BODY_LABEL)
        style.put(page, row, 3, words, style.BODY, last=_LAST)
        row += 1
    page.sheet_properties.tabColor = style.GREY
    finish(form, page, high=1)


def _section(page: Any, row: int, heading: str) -> int:
    style.put(page, row, 2, heading, style.SECTION, last=_LAST)
    style.reserve(page, row, 30)
    return row + 1


def _text(form: Form, text: str) -> str:
    return form.word(f"practices.{text}").format(most=form.framework.practices.most)


def _index(form: Form, page: Any, row: int, tallies: Sequence[Tally]) -> int:
    """Link each sheet, show its title and theme, and count what is complete by theme."""
    pgettext = form.words.pgettext
    heads = (
        form.word("sheets.good_practice"),
        pgettext("template", "Title"),
        pgettext("template", "Theme"),
        pgettext("template", "Required fields"),
    )
    for column, head in enumerate(heads, start=2):
        style.put(page, row, column, head, style.HEAD)
    first = row + 1
    for row, tally in enumerate(tallies, start=first):
        title = form.sheet_title(tally.sheet)
        number = practice_number(tally.sheet)
        quoted = link_to(page, row, 2, title, f"{form.partner.id}-{number}")
        _shown(page, row, 3, quoted, tally.title)
        _shown(page, row, 4, quoted, tally.theme)
        checks.progress(page, row, _LAST, [f"{quoted}!{tally.counted}"], tally.asked)
        style.reserve(page, row, 32)  # a title of two lines
    row = _section(page, row + 1, pgettext("template", "Complete practices by theme"))
    full = f"$E${first}:$E${first + len(tallies) - 1}={tallies[0].asked}"
    themes = f"$D${first}:$D${first + len(tallies) - 1}"
    for theme in form.framework.themes:
        style.put(page, row, 2, form.word(f"themes.{theme.id}.label"), style.BODY_LABEL, last=4)
        formula = f"=SUMPRODUCT(({themes}=$B{row})*({full}))"
        style.put_formula(page, row, _LAST, formula, style.COUNT)
        row += 1
    return row


def _shown(page: Any, row: int, column: int, quoted: str, cell: str) -> None:
    """Show what stands in a cell of another sheet, and nothing where it is blank."""
    there = f"{quoted}!{cell}"
    formula = f'=IF(LEN(TRIM({there}))>0,{there},"")' if cell else ""
    style.put_formula(page, row, column, formula, style.BODY)


def _instructions(form: Form, texts: Sequence[str]) -> list[tuple[str, str]]:
    pgettext = form.words.pgettext
    headings = {
        "number": pgettext("template", "How many"),
        "required": form.word("headings.required"),
        "criteria": pgettext("template", "Criteria"),
        "sharing": pgettext("template", "Several people"),
        "data_protection": pgettext("template", "Personal data"),
    }
    to_do = pgettext(
        "template",
        "Open a sheet by its link and fill in its cells; the coloured ones are required and turn "
        "white once filled. Click a cell to see what is asked for. All other cells are locked.",
    )
    rows = [(headings.get(text, ""), _text(form, text)) for text in texts]
    return [(pgettext("template", "What to do"), to_do), *rows]
