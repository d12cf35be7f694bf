"""Reading a workbook in one pass over its parts: values, formulas, merges, what is hidden.

A reader of our own on the standard library's streaming parser, for four reasons: the time and
memory that a part can cost are bounded whatever its sheet claims; a formula and its stored result
are seen at once; damaged styles do not hinder it; and nothing that it does not need is parsed.

References
----------
ECMA-376, Office Open XML file formats, part 1, 18.2 (workbook), 18.4 (shared strings) and
18.8.30 (number formats).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from prospects_analysis.intake.addresses import Range
from prospects_analysis.intake.cells import Cell, Context, SheetCells
from prospects_analysis.intake.extras import boxes_of, comments_of
from prospects_analysis.intake.names import answer_names
from prospects_analysis.intake.packages import (
    NAMESPACE,
    Attributes,
    Package,
    Refusal,
    check_sheets,
    parse_part,
)
from prospects_analysis.issues import IssueCode

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_SHEET, _PROPERTIES, _STRING, _TEXT, _PHONETIC, _FORMAT, _STYLES, _STYLE = (
    NAMESPACE + name
    for name in ("sheet", "workbookPr", "si", "t", "rPh", "numFmt", "cellXfs", "xf")
)
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_LONGEST_FORMAT = 255
"""Characters of a number format; what is longer is none that a program writes."""
_TRUE = {"1", "true"}


@dataclass(frozen=True, eq=False, kw_only=True)
class Sheet:
    """One sheet, as far as the layout needs it.

    Parameters
    ----------
    title : str
        The words on its tab.
    hidden : bool
        Whether the tab is hidden.
    cells : mapping of (int, int) to Cell
        Filled cells by row and column, counted from 1.
    merges : tuple of Range
        Merged ranges.
    hidden_rows, hidden_columns : frozenset of int
        What is hidden of it.
    beyond : Range or None
        The box around the filled cells that lie too far out to be read.
    comments : mapping of (int, int) to str
        Texts of the comments by their cells, wherever these are.
    boxes : tuple of str
        Texts of the text boxes.
    names : mapping of str to (int, int)
        By field: the cell on this sheet to which the answer's defined name points.
    """

    title: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    beyond: Range | None = None
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    names: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def value(self, row: int, column: int) -> object:
        """Value of one cell; None if it is empty."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.value


def read_book(package: Package) -> tuple[Sheet, ...]:
    """Read every worksheet of a workbook that came through the gate.

    Parameters
    ----------
    package : Package

    Returns
    -------
    tuple of Sheet
        In the order of their tabs.

    Raises
    ------
    Refusal
        If a part is damaged or missing, or if the sheets are larger than any filled template.
    """
    relations = package.relations(package.workbook)
    tabs, epoch = tabs_of(package)
    targets = dict(relations.values())
    context = Context(
        strings=_strings(package, targets.get("sharedStrings")),
        dates=_dates(package, targets.get("styles")),
        epoch=epoch,
    )
    budget, names = package.parts.budget, answer_names(package)
    sheets = (
        _read_sheet(package, tab, relations[tab.relation][1], SheetCells(context, budget))
        for tab in tabs
        if relations.get(tab.relation, ("", ""))[0] == "worksheet"
    )
    return tuple(replace(sheet, names=names.get(sheet.title, {})) for sheet in sheets)


class Tab(NamedTuple):
    """One tab of a workbook; `relation` is the id of the relationship with its sheet."""

    title: str
    hidden: bool
    relation: str


def tabs_of(package: Package) -> tuple[list[Tab], dt.datetime]:
    """List the tabs of a workbook, in their order, and give day zero of its dates."""
    tabs: list[Tab] = []
    epoch = [CALENDAR_WINDOWS_1900]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == _SHEET:
            hidden = attributes.get("state", "visible") != "visible"
            relation = attributes.get(_RELATION, "")
            tabs.append(Tab(attributes.get("name", ""), hidden, relation))
        elif tag == _PROPERTIES and attributes.get("date1904") in _TRUE:
            epoch[0] = CALENDAR_MAC_1904

    parse_part(package.parts, package.workbook, start)
    check_sheets(len(tabs))
    return tabs, epoch[0]


class _Strings:
    """Handlers of the shared strings: runs are put together, phonetic guides left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._guide = False

    def start(self, tag: str, _: Attributes) -> None:
        if tag == _STRING:
            self._pieces.clear()
        elif tag == _PHONETIC:
            self._guide = True
        elif tag == _TEXT:
            self._inside = not self._guide

    def end(self, tag: str) -> None:
        if tag == _STRING:
            self.strings.append("".join(self._pieces))
        elif tag == _PHONETIC:
            self._guide = False
        elif tag == _TEXT:
            self._inside = False

    def text(self, said: str) -> None:
        if self._inside:
            self._pieces.append(said)


def _strings(package: Package, part: str | None) -> list[str]:
    found = _Strings()
    if part is not None:
        parse_part(package.parts, part, found.start, found.end, found.text)
    return found.strings


def _dates(package: Package, part: str | None) -> list[bool]:
    """By style of a cell: whether it shows a number as a date or time."""
    formats: dict[str, bool] = {}
    dates: list[bool] = []
    inside = [False]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == _FORMAT:
            code = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
            package.parts.budget.keep(code)
            formats[attributes.get("numFmtId", "")] = bool(is_date_format(code))
        elif tag == _STYLES:
            inside[0] = True
        elif tag == _STYLE and inside[0]:
            dates.append(_is_date(attributes.get("numFmtId", "0"), formats))

    def end(tag: str) -> None:
        if tag == _STYLES:
            inside[0] = False

    if part is None:
        return dates
    try:
        parse_part(package.parts, part, start, end)
    except Refusal as refusal:
        if refusal.code is not IssueCode.DAMAGED_FILE:
            raise
        # Styles only say which numbers are dates; a number that is one is noticed by its size.
    return dates


def _is_date(number: str, formats: Mapping[str, bool]) -> bool:
    if number in formats:
        return formats[number]
    return number.isdecimal() and int(number[:4]) in _DATE_IDS


def _read_sheet(package: Package, tab: Tab, part: str, found: SheetCells) -> Sheet:
    parse_part(package.parts, part, found.start, found.end, found.text)
    beside: dict[str, list[str]] = {}
    for kind, target in package.relations(part).values():
        beside.setdefault(kind, []).append(target)
    comments, lost = comments_of(package.parts, beside.get("comments", ()))
    return Sheet(
        title=tab.title,
        hidden=tab.hidden,
        cells=found.cells,
        merges=tuple(found.merges),
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        beyond=found.beyond,
        comments=comments,
        boxes=(*lost, *boxes_of(package.parts, beside.get("drawing", ()))),
    )
