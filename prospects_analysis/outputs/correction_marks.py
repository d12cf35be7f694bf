"""The places to mend in a workbook: coloured, noted and open for typing.

What an earlier copy has marked is taken back first, so that a workbook which goes back and forth
never bears more marks than it has issues.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils import range_boundaries

from prospects_analysis import _template_style as style
from prospects_analysis.intake.addresses import Range, address, range_address
from prospects_analysis.intake.marks import AUTHOR, signed, unsigned
from prospects_analysis.issues import Issue, IssueCode, Severity
from prospects_analysis.sheet_layout import (
    EVIDENCE,
    NEED,
    READ_COLUMNS,
    READ_ROWS,
    RESOURCE,
    VALUE,
    locate,
)

COLOURS: Mapping[Severity, str] = {Severity.ERROR: "FFD24D", Severity.WARNING: "FFEDB3"}
"""Fill of a marked cell; no cell of a template has one of these."""

_ALWAYS = "TRUE"
_ANSWERS = {
    VALUE: style.ANSWER,
    RESOURCE: style.RESOURCE_SCORE,
    NEED: style.NEED_SCORE,
    EVIDENCE: style.EVIDENCE,
}
_LAST_ROW, _LAST_COLUMN = 2**20, 2**14  # of any sheet in Excel
_NOTE_WIDTH, _NOTE_HEIGHT, _NOTE_LINE = 330, 600, 19  # pixels; the height at the most
_NOTE_LETTERS = 44  # in a line

#: What nobody can mend on a protected sheet.
_NEEDS_FREE_SHEET = {
    IssueCode.MERGED_ANSWER,
    IssueCode.HIDDEN_ANSWERS,
    IssueCode.ID_TWICE,
    IssueCode.COLUMN_TWICE,
    IssueCode.UNKNOWN_ID,
    IssueCode.ANSWER_WITHOUT_ID,
    IssueCode.LABEL_CHANGED,
    IssueCode.LABEL_MISSING,
    IssueCode.HEADING_MISSING,
    IssueCode.ANSWERS_OUTSIDE,
}


def mark(book: Any, issues: Sequence[Issue], language: str) -> None:
    """Mark every place that an issue names.

    Parameters
    ----------
    book : openpyxl workbook
        Changed in place.
    issues : sequence of Issue
        Errors and warnings; those without a sheet and a cell of this workbook are passed over.
    language : str
        Of the notes.
    """
    for page in book.worksheets:
        _unmark(page)
        here = [one for one in issues if one.sheet == page.title]
        boxes: dict[Severity, list[Range]] = {}
        notes: dict[str, list[Issue]] = {}
        # Errors last: where a cell has both, the error's colour stays.
        for issue in sorted(here, key=lambda one: one.severity is Severity.ERROR):
            box = box_of(page, issue.cell)
            if box is not None:
                boxes.setdefault(issue.severity, []).append(box)
                notes.setdefault(_place_of_note(page, box), []).insert(0, issue)
        for severity, found in boxes.items():
            _colour(page, found, COLOURS[severity])
        for cell, noted in notes.items():
            _note(page[cell], noted, language)
        _free(page, {issue.code for issue in here})


def box_of(page: Any, cells: str | None) -> Range | None:
    """Give the range that an issue names, as far as the sheet has it; None if there is none.

    Whole rows and columns end with what is filled of them; a cell in a row that the template hides
    stands for the one below it.
    """
    try:
        left, top, right, bottom = range_boundaries(cells or "none")
    except (TypeError, ValueError):
        return None
    top, left = top or 1, left or 1
    if top > _LAST_ROW or left > _LAST_COLUMN:
        return None
    bottom = min(bottom or page.max_row, max(top, READ_ROWS))
    right = min(right or page.max_column, max(left, READ_COLUMNS))
    if top == bottom and left == right:
        while top < page.max_row and page.row_dimensions[top].hidden and _is_machine(page, top):
            top = bottom = top + 1
    return (top, left, bottom, right)


def _is_machine(page: Any, row: int) -> bool:
    found = locate({(row, column): page.cell(row, column).value for column in range(1, 10)})
    return found.code is not None


def _colour(page: Any, boxes: Sequence[Range], colour: str) -> None:
    for box in boxes:
        for cell in (
            cell for row in page.iter_rows(box[0], box[2], box[1], box[3]) for cell in row
        ):
            cell.fill = style.solid(colour)
            cell.protection = Protection(locked=False, hidden=cell.protection.hidden)
    # A template turns cells white once they are filled; this goes before: by its priority in
    # Excel, by its place in LibreOffice.
    rule = FormulaRule([_ALWAYS], fill=style.solid(colour), stopIfTrue=True)
    rule.priority = 1
    rules = ConditionalFormattingList()
    rules.add(" ".join(map(range_address, boxes)), rule)
    for cells, other in _rules(page):
        other.priority += 1
        rules.add(cells, other)
    page.conditional_formatting = rules


def _rules(page: Any) -> Iterator[tuple[str, Any]]:
    for formatting in page.conditional_formatting:
        for rule in formatting.rules:
            yield str(formatting.sqref), rule


def _place_of_note(page: Any, box: Range) -> str:
    """Give the first visible cell of a range; of merged cells the first, which alone has a note."""
    row = next((r for r in range(box[0], box[2] + 1) if not page.row_dimensions[r].hidden), box[0])
    for merge in page.merged_cells.ranges:
        if address(row, box[1]) in merge:
            return address(merge.min_row, merge.min_col)
    return address(row, box[1])


def _note(cell: Any, issues: Sequence[Issue], language: str) -> None:
    text = signed("\n\n".join(f"{one.sentence(language)}\n→ {one.fix(language)}" for one in issues))
    author = AUTHOR
    if cell.comment is not None:
        author = cell.comment.author
        text = f"{cell.comment.text}\n\n{text}"
    lines = sum(len(textwrap.wrap(line, _NOTE_LETTERS)) or 1 for line in text.split("\n"))
    height = min(_NOTE_LINE * (lines + 1), _NOTE_HEIGHT)
    cell.comment = Comment(text, author, width=_NOTE_WIDTH, height=height)


def _free(page: Any, codes: set[IssueCode]) -> None:
    if codes & _NEEDS_FREE_SHEET:
        page.protection.sheet = False
    if IssueCode.SCORE_IS_DATE in codes:
        page.protection.formatCells = False  # False means allowed


# ---- what an earlier copy has left ---------------------------------------------------------


def _unmark(page: Any) -> None:
    """Take our notes, colours and rules from a sheet."""
    answers = _answer_fills(page)
    for row in page.iter_rows():
        for cell in row:
            if _is_ours(cell.fill):
                cell.fill = answers.get((cell.row, cell.column)) or PatternFill()
            if cell.comment is not None:
                rest = unsigned(cell.comment.text)
                if rest != cell.comment.text.strip():
                    cell.comment = Comment(rest, cell.comment.author) if rest else None
    kept = ConditionalFormattingList()
    for cells, rule in _rules(page):
        if not (rule.dxf and rule.dxf.fill and _is_ours(rule.dxf.fill)):
            kept.add(cells, rule)
    page.conditional_formatting = kept


def _is_ours(fill: Any) -> bool:
    if not hasattr(fill, "fgColor"):  # a gradient
        return False
    colours = (fill.fgColor.rgb, fill.bgColor.rgb)
    return any(isinstance(one, str) and one[-6:] in COLOURS.values() for one in colours)


def _answer_fills(page: Any) -> Mapping[tuple[int, int], PatternFill]:
    """Fill that the template gives to each place for an answer, by the codes on the sheet."""
    return dict(_fills(page))


def _fills(page: Any) -> Iterator[tuple[tuple[int, int], PatternFill]]:
    last_row, last_column = min(page.max_row, READ_ROWS), min(page.max_column, READ_COLUMNS)
    region = page.iter_rows(1, last_row, 1, last_column, values_only=True)
    cells = {
        (row, column): value
        for row, line in enumerate(region, start=1)
        for column, value in enumerate(line, start=1)
        if value is not None
    }
    found = locate(cells)
    for code, look in _ANSWERS.items():
        for column in found.columns.get(code, ()):
            for row in (row for rows in found.rows.values() for row in rows):
                yield (row, column), style.solid(look.fill or style.WHITE)
