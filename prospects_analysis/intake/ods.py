"""Reading an OpenDocument workbook in one pass: the same sheets as out of an Excel workbook.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 3, 9 (tables), 10 (drawings), 14.1
(comments).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from prospects_analysis.intake.addresses import parse_address
from prospects_analysis.intake.ods_tables import PARAGRAPH, Table, count_of
from prospects_analysis.intake.ods_values import Calendar, qualified
from prospects_analysis.intake.packages import (
    Attributes,
    Budget,
    Package,
    Refusal,
    check_sheets,
    parse_part,
)
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import field_of_name

_TARGET = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_BREAK, _TAB, _SPACES = map(qualified, ("text:line-break", "text:tab", "text:s"))
_TABLE = qualified("table:table")
_NOTE, _DRAWN = qualified("office:annotation"), qualified("draw:")
_NULL_DATE, _GENERATOR = qualified("table:null-date"), qualified("meta:generator")
_META = "meta.xml"
_STYLE, _PROPERTIES = qualified("style:style"), qualified("style:table-properties")
_NAMED_RANGE = qualified("table:named-range")


def read_ods(package: Package) -> tuple[Sheet, ...]:
    """Read every sheet of an OpenDocument workbook that came through the gate.

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
        If the content is damaged, or larger than that of any filled template.
    """
    found = _Content(package.parts.budget, Calendar(is_excel=_is_of_excel(package)))
    parse_part(package.parts, package.workbook, found.start, found.end, found.text)
    return tuple(replace(sheet, names=found.names.get(sheet.title, {})) for sheet in found.sheets)


def _is_of_excel(package: Package) -> bool:
    """Whether the workbook says that Excel wrote it."""
    said: list[str] = []
    inside = [False]

    def start(tag: str, _: Attributes) -> None:
        inside[0] = tag == _GENERATOR

    def text(words: str) -> None:
        if inside[0]:
            said.append(words)

    def end(_: str) -> None:
        inside[0] = False

    if _META in package.parts.namelist():
        try:
            parse_part(package.parts, _META, start, end, text)
        except Refusal as refusal:
            if refusal.code is not IssueCode.DAMAGED_FILE:
                raise
    return "".join(said).startswith("MicrosoftOffice")


class _Content:
    """Handlers of ``content.xml``."""

    def __init__(self, budget: Budget, calendar: Calendar) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, dict[str, tuple[int, int]]] = {}
        self._budget, self._calendar = budget, calendar
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = 0  # of tables: one inside a cell is not looked into
        self._table = Table("", budget, calendar, hidden=False)
        self._aside: list[tuple[str, list[str]]] = []  # open comments and drawings
        self._in_words = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            _STYLE: self._start_style,
            _PROPERTIES: self._start_properties,
            _NAMED_RANGE: self._start_named_range,
            _TABLE: self._start_table,
            _NULL_DATE: self._start_null_date,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._starts:
            self._starts[tag](attributes)
        elif self._depth != 1:
            return
        elif tag == _NOTE or tag.startswith(_DRAWN):  # any shape may have text in it
            self._aside.append((tag, self._aside[-1][1] if self._aside else []))
        elif tag in (_BREAK, _TAB, _SPACES):
            count = min(count_of(attributes, "text:c"), 100) if tag == _SPACES else 1
            self._budget.write(count)
            self.text({_BREAK: "\n", _TAB: "\t"}.get(tag, " ") * count)
        elif tag == PARAGRAPH and self._aside:
            self._aside[-1][1].append("\n")
            self._in_words = True  # beside its words a comment holds its author and date
        elif not self._aside:
            self._table.start(tag, attributes)

    def text(self, said: str) -> None:
        if self._depth != 1:
            return
        if not self._aside:
            self._table.text(said)
        elif self._in_words:
            self._aside[-1][1].append(said)

    def end(self, tag: str) -> None:
        if tag == _TABLE:
            self._depth -= 1
            if self._depth == 0:
                self.sheets.append(self._table.sheet())
        elif self._depth != 1:
            return
        elif self._aside:
            if tag == PARAGRAPH:
                self._in_words = False
            elif tag == self._aside[-1][0]:
                kind, pieces = self._aside.pop()
                if self._aside:
                    return  # a box in a frame, or a shape in a group
                self._table.put_aside("".join(pieces).strip(), is_note=kind == _NOTE)
        else:
            self._table.end(tag)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(qualified("style:name"), "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get(qualified("table:display")) == "false":
            self._hidden_styles.add(self._style)

    def _start_named_range(self, attributes: Attributes) -> None:
        field = field_of_name(attributes.get(qualified("table:name"), ""))
        match = _TARGET.fullmatch(attributes.get(qualified("table:cell-range-address"), "")[:200])
        if self._depth or not field or match is None:  # names of one sheet only decide nothing
            return
        quoted, bare, letters, digits = match.groups()
        at = parse_address(letters + digits)
        if at is not None:
            self.names.setdefault((quoted or bare).replace("''", "'"), {})[field] = at

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            check_sheets(len(self.sheets) + 1)
            hidden = attributes.get(qualified("table:style-name")) in self._hidden_styles
            title = attributes.get(qualified("table:name"), "")
            self._table = Table(title, self._budget, self._calendar, hidden=hidden)

    def _start_null_date(self, attributes: Attributes) -> None:
        if attributes.get(qualified("table:date-value")) == "1904-01-01":
            self._calendar = self._calendar._replace(day_zero=CALENDAR_MAC_1904)
