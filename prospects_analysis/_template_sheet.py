"""What every sheet of a template has: its codes, title, banner, protection and page set-up."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis.framework import FormField, Framework, Partner
from prospects_analysis.sheet_layout import (
    CODE_ROW,
    ID_COLUMN,
    LISTS,
    SheetCode,
    columns,
    defined_name,
    is_theme,
    practice_number,
)

_ID_WIDTH = 12
_PAPER_A4 = 9


@dataclass(frozen=True, eq=False, kw_only=True)
class Form:
    """One workbook in the making: for whom, and in which language."""

    framework: Framework
    partner: Partner
    language: str
    fictional: bool
    words: gettext.NullTranslations
    book: Workbook

    def word(self, key: str) -> str:
        """Give the framework's words for a key, in the language of the form."""
        return self.framework.word(key, self.language)

    def sheet_title(self, sheet: str) -> str:
        """Title of the tab of a sheet."""
        if number := practice_number(sheet):
            return f"{self.word('sheets.good_practice')} {number}"
        own = not is_theme(self.framework, sheet)
        return self.word(f"sheets.{sheet}" if own else f"themes.{sheet}.sheet")

    @property
    def partner_name(self) -> str:
        """Name of the partner, with its id."""
        return f"{self.word(f'partners.{self.partner.id}.name')} ({self.partner.id})"


def begin(form: Form, sheet: str, title: str, widths: Sequence[float]) -> tuple[Any, int]:
    """
    Start a sheet: tab, column widths, machine row, title and, on invented answers, the banner.

    Parameters
    ----------
    form : Form
    sheet : str
        Id of the sheet.
    title : str
    widths : sequence of float
        Of the columns to the right of the ids.

    Returns
    -------
    page : openpyxl worksheet
    row : int
        The next free row.
    """
    page = form.book.create_sheet(form.sheet_title(sheet))
    for column, width in enumerate([_ID_WIDTH, *widths], start=ID_COLUMN):
        page.column_dimensions[get_column_letter(column)].width = width
    code = SheetCode(
        framework=form.framework.id, version=form.framework.version, sheet=sheet,
        partner=form.partner.id, language=form.language, fictional=form.fictional,
    )  # fmt: skip
    style.put(page, CODE_ROW, ID_COLUMN, str(code), style.MACHINE)
    for field_code, column in columns(form.framework, sheet).items():
        style.put(page, CODE_ROW, column, field_code, style.MACHINE)
    page.row_dimensions[CODE_ROW].hidden = True
    last = ID_COLUMN + len(widths)
    style.put(page, 2, 2, title, style.TITLE, last=last - 1)
    style.put(page, 2, last, form.partner_name, style.SUBTITLE)
    style.reserve(page, 2, 30)
    if not form.fictional:
        return page, 3
    style.put(page, 3, 2, _fictional(form), style.BANNER, last=last)
    return page, 4


def finish(
    form: Form, page: Any, *, frozen: str | None = None, head: int | None = None, high: int = 0
) -> None:
    """
    Complete a sheet whose cells all stand: ids in grey, protection, page set-up, header and footer.

    Parameters
    ----------
    form : Form
    page : openpyxl worksheet
    frozen : str, optional
        First cell that scrolls, such as ``"C5"``.
    head : int, optional
        Row that is printed again on each page.
    high : int
        Pages that it may be high when printed; 0 means as many as it takes.
    """
    for row in range(CODE_ROW + 1, page.max_row + 1):
        style.put(page, row, ID_COLUMN, page.cell(row, ID_COLUMN).value, style.ID)
    set_up(page, frozen=frozen, head=head, high=high)
    _header_and_footer(form, page)


def set_up(page: Any, *, frozen: str | None, head: int | None, high: int = 0) -> None:
    """Protect a sheet and set it up for printing; parameters as for :func:`finish`."""
    page.freeze_panes = frozen
    page.sheet_view.showGridLines = False
    page.protection.sheet = True  # without a password: it guards against slips, not against people
    page.protection.formatColumns = False
    page.protection.formatRows = False
    page.page_setup.paperSize = _PAPER_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = high
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.6
    page.page_margins.header = page.page_margins.footer = 0.25
    page.print_area = f"B2:{get_column_letter(page.max_column)}{page.max_row}"
    if head is not None:
        page.print_title_rows = f"{head}:{head}"


def link_to(page: Any, row: int, column: int, title: str, shown: str) -> str:
    """Link a cell to the sheet of a title; returns that title as formulas want it."""
    quoted = "'" + title.replace("'", "''") + "'"
    link = style.put(page, row, column, shown, style.LINK)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quoted}!A1", display=shown)
    return quoted


def name_answer(form: Form, page: Any, row: int, column: int, field: str) -> None:
    """Give an answer cell its defined name: a cross-check for the reader."""
    title = page.title.replace("'", "''")
    name = defined_name(field)
    place = f"'{title}'!${get_column_letter(column)}${row}"
    form.book.defined_names[name] = DefinedName(name, attr_text=place)


def write_lists(form: Form, lists: Mapping[str, Sequence[str | int]]) -> dict[str, str]:
    """
    Write the hidden sheet with everything that is to be chosen from.

    Parameters
    ----------
    form : Form
    lists : mapping of str to sequence
        The values by the name of their list; numbers stay numbers.

    Returns
    -------
    dict of str to str
        The range of each list, as a validation wants it.
    """
    page, row = begin(form, LISTS, form.sheet_title(LISTS), [30] * max(2, len(lists)))
    ranges: dict[str, str] = {}
    for column, (name, values) in enumerate(lists.items(), start=ID_COLUMN + 1):
        letter = get_column_letter(column)
        style.put(page, row, column, name, style.HEAD)
        for offset, value in enumerate(values, start=1):
            style.put(page, row + offset, column, value, style.BODY)
        title = page.title.replace("'", "''")
        ranges[name] = f"'{title}'!${letter}${row + 1}:${letter}${row + len(values)}"
    finish(form, page)
    page.sheet_state = "hidden"
    page.print_area = None  # some programs print hidden sheets that have one
    return ranges


def check_field(
    form: Form, page: Any, cell: Any, field: FormField, words: checks.Words, values: str | None
) -> None:
    """
    Guide and check the answer to a question that is no score.

    Parameters
    ----------
    form : Form
    page : openpyxl worksheet
    cell : openpyxl cell
        Where the answer goes.
    field : FormField
    words : (str, str)
        Title and text of the messages.
    values : str or None
        The range of the list that is chosen from, if there is one.
    """
    checks.clear_when_filled(page, cell.coordinate)
    if field.kind == "date":
        cell.number_format = "yyyy-mm-dd"
        checks.date(page, cell.coordinate, words, words)
    elif has_levels(field):
        levels = [int(value) for value in field.values]
        checks.whole_number(page, cell.coordinate, (min(levels), max(levels)), words, words)
    elif values is not None:
        checks.choose(page, cell.coordinate, values, words, words)
    elif field.max_chars is not None:
        error = too_long(form, field.max_chars)
        checks.text_up_to(page, cell.coordinate, field.max_chars, words, error)


def has_levels(field: FormField) -> bool:
    """Whether what is chosen from are whole numbers, each with its meaning."""
    return bool(field.values) and all(value.lstrip("-").isdecimal() for value in field.values)


def too_long(form: Form, limit: int) -> tuple[str, str]:
    """Say that a text is longer than what is asked for."""
    title = form.words.pgettext("template", "A long text")
    text = form.words.pgettext(
        "template",
        "What you typed is longer than the {limit} characters asked for. Keep it anyway?",
    )
    return title, text.format(limit=limit)


def _fictional(form: Form) -> str:
    return form.words.pgettext("template", "Fictional data: every answer in this file is invented.")


def _header_and_footer(form: Form, page: Any) -> None:
    def plain(text: str) -> str:
        return text.replace("&", "&&")

    page.oddFooter.left.text = plain(f"{form.word('name')} · {form.partner_name}")
    page.oddFooter.center.text = plain(_fictional(form) if form.fictional else page.title)
    page.oddFooter.right.text = form.words.pgettext("template", "Page {page} of {pages}").format(
        page="&P", pages="&N"
    )
    for part in (page.oddFooter.left, page.oddFooter.center, page.oddFooter.right):
        part.size, part.color = 8, style.GREY
