"""The cells of one sheet, streamed out of its part.

Kept are the filled cells of the region that the layout needs; of the rest it is only noted where
it is. One value in the last cell of a sheet, a million formatted rows or fifty thousand merges
cost a pass over their text, and no more.

References
----------
ECMA-376, Office Open XML file formats, part 1, 18.3 (worksheets).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from prospects_analysis.intake.addresses import Range, address, parse_address, parse_range
from prospects_analysis.intake.packages import NAMESPACE, Attributes, Budget, Refusal
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS

MAX_MERGES = 2_000
"""Merges kept of one sheet: a template has some 50."""

_TRUE = {"1", "true"}
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_FILLED = {NAMESPACE + name for name in ("v", "t", "f")}
_ROW, _CELL, _MERGE, _COL = (NAMESPACE + name for name in ("row", "c", "mergeCell", "col"))
_V, _T, _F, _PHONETIC = (NAMESPACE + name for name in ("v", "t", "f", "rPh"))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds.

    Attributes
    ----------
    value : object
        Number, text, bool, date, time, or None where a formula has no stored result.
    data_type : str
        ``"n"`` number, ``"s"`` text, ``"b"`` boolean, ``"d"`` date or time, ``"e"`` error.
    formula : str or None
        The formula, beginning with ``=``.
    number : float or None
        The number that the format of the cell shows as a date or time.
    """

    value: object
    data_type: str
    formula: str | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of a sheet refer to.

    Attributes
    ----------
    strings : sequence of str
        The shared strings.
    dates : sequence of bool
        By style: whether it shows a number as a date.
    epoch : datetime.datetime
        Day zero of the workbook's dates.
    """

    strings: Sequence[str] = ()
    dates: Sequence[bool] = ()
    epoch: dt.datetime = CALENDAR_WINDOWS_1900


@dataclass
class SheetCells:
    """Handlers of one sheet's part; after the pass, what it holds.

    Attributes
    ----------
    cells : dict of (int, int) to Cell
        Filled cells within the region, by row and column counted from 1.
    merges : list of Range
        Merged ranges that begin in the region.
    hidden_rows, hidden_columns : set of int
        Within the region.
    beyond : Range or None
        The box around the filled cells outside the region.
    """

    context: Context
    budget: Budget
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    beyond: Range | None = None
    _row: int = 0
    _column: int = 0
    _type: str = "n"
    _style: str = ""
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _into: list[str] | None = None
    _phonetic: bool = False

    def __post_init__(self) -> None:
        """Say which element goes where: a dictionary, because most have nowhere to go."""
        self._starts: dict[str, Callable[[Attributes], None]] = {
            _CELL: self._start_cell,
            _ROW: self._start_row,
            _MERGE: self._start_merge,
            _COL: self._hide_columns,
            _PHONETIC: self._start_phonetic,
        }
        self._starts |= {tag: partial(self._start_text, tag) for tag in _FILLED}

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        handler = self._starts.get(tag)
        if handler is not None:
            handler(attributes)

    def text(self, text: str) -> None:
        """Take text."""
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == _CELL:
            if self._texts:
                self._end_cell()
        elif tag in _FILLED:
            self._into = None
        elif tag == _PHONETIC:
            self._phonetic = False

    def _start_text(self, tag: str, _: Attributes) -> None:
        # A text may come in runs, so that there are several of them.
        self._into = None if self._phonetic else self._texts.setdefault(tag, [])

    def _start_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _start_merge(self, attributes: Attributes) -> None:
        if len(self.merges) < MAX_MERGES:
            merge = parse_range(attributes.get("ref", ""))
            if merge and merge[0] <= READ_ROWS and merge[1] <= READ_COLUMNS:
                self.merges.append(merge)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
        self._column = 0
        if self._row <= READ_ROWS:
            flat = attributes.get("ht") in {"0", "0.0"}
            if attributes.get("hidden") in _TRUE or flat:
                self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        at = parse_address(attributes.get("r", ""))
        # A cell need not say where it is: then it follows the one before.
        self._row, self._column = at or (max(self._row, 1), self._column + 1)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._texts = {}

    def _end_cell(self) -> None:
        texts, self._texts = self._texts, {}
        # Of a formula shared by several cells only the first one holds the text.
        formula = "=" + ("".join(texts[_F]) or "…") if _F in texts else None
        said = "".join(texts[_T]) if _T in texts else "".join(texts.get(_V, ()))
        if not said and formula is None:
            return
        if self._row > READ_ROWS or self._column > READ_COLUMNS:
            self._note_beyond()
            return
        # No result at all is one thing; a formula whose result is the empty text another.
        empty = not said and self._type != "str"
        value, kind = (None, "n") if empty else self._value(said)
        self.budget.keep(value, formula)
        number = float(said) if (kind, self._type) == ("d", "n") else None
        if (self._row, self._column) in self.cells:  # neither is known to be the partner's
            raise Refusal(IssueCode.DAMAGED_FILE, f"{address(self._row, self._column)}, twice")
        self.cells[self._row, self._column] = Cell(value, kind, formula, number)

    def _value(self, said: str) -> tuple[object, str]:
        if self._type == "s":
            if not said.isdecimal() or int(said) >= len(self.context.strings):
                raise Refusal(IssueCode.DAMAGED_FILE, f"shared string {said}")
            return self.context.strings[int(said)], "s"
        if self._type in {"str", "inlineStr"}:
            return said, "s"
        if self._type == "b":
            return said in _TRUE, "b"
        if self._type == "e":
            return said, "e"
        return self._iso_date(said) if self._type == "d" else self._number(said)

    def _number(self, said: str) -> tuple[object, str]:
        if not _NUMBER.fullmatch(said):
            return said, "s"
        number = float(said)
        style = int(self._style) if self._style.isdecimal() else 0
        if style >= len(self.context.dates) or not self.context.dates[style]:
            return number, "n"
        try:
            return from_excel(number, self.context.epoch), "d"
        except (ValueError, OverflowError):  # outside the calendar
            return number, "n"

    @staticmethod
    def _iso_date(said: str) -> tuple[object, str]:
        try:
            return from_ISO8601(said), "d"
        except (ValueError, OverflowError, TypeError):
            return said, "s"

    def _note_beyond(self) -> None:
        row, column = self._row, self._column
        r1, c1, r2, c2 = self.beyond or (row, column, row, column)
        self.beyond = (min(r1, row), min(c1, column), max(r2, row), max(c2, column))

    def _hide_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        flat = attributes.get("width") in {"0", "0.0"}
        if (attributes.get("hidden") in _TRUE or flat) and first.isdecimal() and last.isdecimal():
            end = min(int(last[:9]), READ_COLUMNS)
            self.hidden_columns.update(range(max(int(first[:9]), 1), end + 1))
