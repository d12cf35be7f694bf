"""The first sheet of a correction copy: what is to be mended, place by place, and how."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from prospects_analysis import _template_style as style
from prospects_analysis._template_sheet import set_up
from prospects_analysis.framework import Framework
from prospects_analysis.intake.marks import CORRECTIONS, sum_of
from prospects_analysis.issues import Issue, Severity
from prospects_analysis.outputs.correction_marks import COLOURS, box_of
from prospects_analysis.sheet_layout import CODE_ROW, ID_COLUMN, READ_ROWS, SheetCode, locate
from prospects_analysis.wording import catalogue

_WIDTHS = (15.0, 22.0, 9.0, 34.0, 46.0, 52.0)
_LAST = ID_COLUMN + len(_WIDTHS)
_MOST = READ_ROWS - 20
"""Issues that are listed: the sheet is read again, as far as any sheet is."""

_ERROR = replace(style.BODY_LABEL, fill=COLOURS[Severity.ERROR])
_WARNING = replace(style.BODY, fill=COLOURS[Severity.WARNING])


@dataclass(frozen=True, eq=False, kw_only=True)
class Letter:
    """To whom a list of corrections goes, and about what.

    Parameters
    ----------
    framework : Framework
    partner : str
        Its id; ``""`` if it cannot be told.
    language : str, one of wording.LANGUAGES
    file : str
        Name of the returned workbook.
    kind : {"copy", "refilled", "list"}
        Whether the list stands in a copy of it, in a fresh form with its answers, or alone.
    fictional : bool
        Whether the answers are invented.
    """

    framework: Framework
    partner: str
    language: str
    file: str
    kind: str = "copy"
    fictional: bool = False

    @property
    def words(self) -> gettext.NullTranslations:
        """The package's own words, in its language."""
        return catalogue(self.language)

    @property
    def partner_name(self) -> str:
        """Name of the partner with its id; of the network, if the partner cannot be told."""
        spoken = self.framework.language_for(self.language)
        if not self.partner:
            return self.framework.word("name", spoken)
        return f"{self.framework.word(f'partners.{self.partner}.name', spoken)} ({self.partner})"


def add_list(book: Any, letter: Letter, issues: Sequence[Issue]) -> None:
    """Put the list before the other sheets, in place of that of an earlier copy.

    Parameters
    ----------
    book : openpyxl workbook
        Changed in place.
    letter : Letter
    issues : sequence of Issue
        Errors and warnings. Each that names a cell of the workbook has a link to it.
    """
    for page in [page for page in book.worksheets if _is_list(page)]:
        book.remove(page)
    order = {page.title: position for position, page in enumerate(book.worksheets)}
    page = book.create_sheet(letter.words.pgettext("corrections", "Corrections"), 0)
    head = _head(page, letter, issues)
    listed = sorted(
        issues,
        key=lambda one: (one.severity is not Severity.ERROR, order.get(one.sheet or "", -1)),
    )
    for row, issue in enumerate(listed[:_MOST], start=head + 1):
        _line(book, page, row, issue, letter)
    if listed[_MOST:]:
        more = letter.words.npgettext(
            "corrections", "… and {n} more.", "… and {n} more.", len(listed) - _MOST
        ).format(n=len(listed) - _MOST)
        style.put(page, head + _MOST + 1, 2, more, style.LEAD, last=_LAST)
    _finish(book, page, letter, head)


def _is_list(page: Any) -> bool:
    code = locate({(CODE_ROW, ID_COLUMN): page.cell(CODE_ROW, ID_COLUMN).value}).code
    return code is not None and code.sheet == CORRECTIONS


def _head(page: Any, letter: Letter, issues: Sequence[Issue]) -> int:
    """Write code, title, instruction and headings; give the row of the headings."""
    words, framework = letter.words, letter.framework
    for column, width in enumerate([3.0, *_WIDTHS], start=ID_COLUMN):
        page.column_dimensions[_letter(column)].width = width
    code = SheetCode(
        framework=framework.id, version=framework.version, sheet=CORRECTIONS,
        partner=letter.partner or "-", language=letter.language, fictional=letter.fictional,
    )  # fmt: skip
    style.put(page, CODE_ROW, ID_COLUMN, str(code), style.MACHINE)
    page.row_dimensions[CODE_ROW].hidden = True
    title = words.pgettext("corrections", "What is to be mended")
    style.put(page, 2, 2, title, style.TITLE, last=_LAST - 2)
    style.put(page, 2, _LAST - 1, letter.partner_name, style.SUBTITLE, last=_LAST)
    style.reserve(page, 2, 30)
    row = 3
    for text in _instruction(letter, issues):
        style.put(page, row, 2, text, style.LEAD, last=_LAST)
        row += 1
    heads = (
        words.pgettext("corrections", "Priority"),
        words.pgettext("corrections", "Sheet"),
        words.pgettext("corrections", "Cell"),
        words.pgettext("corrections", "Question"),
        words.pgettext("corrections", "What was found"),
        words.pgettext("corrections", "What to do"),
    )
    for column, head in enumerate(heads, start=2):
        style.put(page, row, column, head, style.HEAD)
    return row


def _instruction(letter: Letter, issues: Sequence[Issue]) -> list[str]:
    words = letter.words
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    if errors:
        thanks = words.npgettext(
            "corrections",
            "Thank you for your workbook. {n} place has to be mended before all your answers can "
            "be used.",
            "Thank you for your workbook. {n} places have to be mended before all your answers "
            "can be used.",
            errors,
        ).format(n=errors)
        if len(issues) > errors:
            checks = words.pgettext("corrections", "Please check the other places as well.")
            thanks = f"{thanks} {checks}"
    else:
        thanks = words.pgettext(
            "corrections",
            "Thank you for your workbook. All your answers can be used; please check the places "
            "below.",
        )
    return [thanks, _how(letter), _where_to(letter)]


def _how(letter: Letter) -> str:
    words = letter.words
    if letter.kind == "list":
        return words.pgettext(
            "corrections",
            "It concerns your file “{file}”, which could not be read. Please do what the list "
            "below says.",
        ).format(file=letter.file)
    how = words.pgettext(
        "corrections",
        "Click the address of a cell below: the cell is coloured and has a note. Type what is "
        "right in place of what stands there. The colours, the notes and this sheet may stay.",
    )
    if letter.kind == "copy":
        return how
    fresh = words.pgettext(
        "corrections",
        "This is a fresh form with all that could be read of your file “{file}”. Please go on "
        "with this one.",
    ).format(file=letter.file)
    return f"{fresh} {how}"


def _where_to(letter: Letter) -> str:
    words, address = letter.words, letter.framework.returns.return_address
    if not address:
        return words.pgettext(
            "corrections",
            "Then save the file as an Excel workbook (.xlsx) and send it back in reply to the "
            "message that brought it.",
        )
    return words.pgettext(
        "corrections",
        "Then save the file as an Excel workbook (.xlsx) and send it back to {address}.",
    ).format(address=address)


def _line(book: Any, page: Any, row: int, issue: Issue, letter: Letter) -> None:
    words, language = letter.words, letter.language
    if issue.severity is Severity.ERROR:
        severity, look = words.pgettext("corrections", "to be mended"), _ERROR
    else:
        severity, look = words.pgettext("corrections", "please check"), _WARNING
    style.put(page, row, 2, severity, look)
    texts = [issue.sheet or "", issue.cell or "", issue.label_in(letter.language) or ""]
    texts += [issue.sentence(language), issue.fix(language)]
    for column, text in enumerate(texts, start=3):
        style.put(page, row, column, text or None, style.BODY)
    if issue.sheet and issue.sheet in book.sheetnames and box_of(book[issue.sheet], issue.cell):
        quoted = "'" + issue.sheet.replace("'", "''") + "'"
        link = style.put(page, row, 4, issue.cell, style.LINK)
        place = f"{quoted}!{issue.cell}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=place, display=issue.cell)


def _finish(book: Any, page: Any, letter: Letter, head: int) -> None:
    """Sum up each line, protect the sheet, set it up for printing and open the book on it."""
    for row in range(CODE_ROW + 1, page.max_row + 1):
        texts = [page.cell(row, column).value or "" for column in range(ID_COLUMN + 1, _LAST + 1)]
        style.put(page, row, ID_COLUMN, sum_of(texts), style.MACHINE)
    page.column_dimensions[_letter(ID_COLUMN)].hidden = True
    page.sheet_properties.tabColor = COLOURS[Severity.ERROR]
    set_up(page, frozen=f"A{head + 1}", head=head)
    page.oddFooter.left.text = letter.partner_name.replace("&", "&&")
    page.oddFooter.left.size, page.oddFooter.left.color = 8, style.GREY
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1)
