"""Reading an OpenDocument workbook in one pass: the same sheets as out of an Excel workbook.

Rows and cells of OpenDocument say how often they are repeated, up to the last row and column of
the sheet. A repetition is never spelled out beyond the region that the layout needs.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 3, 9 (tables), 19.641 (repeated
columns), 19.385 (value types).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from openpyxl.utils.datetime import from_ISO8601, to_excel

from prospects_analysis.intake.addresses import Range, parse_address
from prospects_analysis.intake.cells import MAX_ELEMENTS, MAX_MERGES, Cell
from prospects_analysis.intake.packages import Attributes, Package, Refusal, parse_part
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS, field_of_name

_NAMESPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0 ",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0 ",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 ",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
}
_NUMBERS = {"float", "percentage", "currency"}
_MOST_TEXTS = 100
"""Comments or text boxes kept of one sheet."""
_TARGET = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return _NAMESPACES[prefix] + local


_PARAGRAPH, _BREAK, _TAB, _SPACES = map(_name, ("text:p", "text:line-break", "text:tab", "text:s"))
_CELLS = {_name("table:table-cell"), _name("table:covered-table-cell")}
_TABLE, _ROW, _COLUMN = map(_name, ("table:table", "table:table-row", "table:table-column"))
_NOTE, _BOX = _name("office:annotation"), _name("draw:text-box")
_STYLE, _PROPERTIES = _name("style:style"), _name("style:table-properties")
_NAMED_RANGE = _name("table:named-range")


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
    found = _Content()
    parse_part(package.parts, package.workbook, found.start, found.end, found.text)
    return tuple(replace(sheet, names=found.names.get(sheet.title, {})) for sheet in found.sheets)


class _Content:
    """Handlers of ``content.xml``."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, dict[str, tuple[int, int]]] = {}
        self._left = MAX_ELEMENTS
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = 0  # of tables: one inside a cell is not looked into
        self._table = _Table("", hidden=False)
        self._aside: list[tuple[str, list[str]]] = []  # open comments and text boxes
        self._in_words = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            _STYLE: self._start_style,
            _PROPERTIES: self._start_properties,
            _NAMED_RANGE: self._start_named_range,
            _TABLE: self._start_table,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"> {MAX_ELEMENTS} cells")
        if tag in self._starts:
            self._starts[tag](attributes)
        elif self._depth != 1:
            return
        elif tag in (_NOTE, _BOX):
            self._aside.append((tag, []))
        elif tag in (_BREAK, _TAB, _SPACES):
            count = _count(attributes, "text:c") if tag == _SPACES else 1
            self.text({_BREAK: "\n", _TAB: "\t"}.get(tag, " ") * min(count, 100))
        elif tag == _PARAGRAPH and self._aside:
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
            if tag == _PARAGRAPH:
                self._in_words = False
            elif tag == self._aside[-1][0]:
                kind, pieces = self._aside.pop()
                self._table.put_aside("".join(pieces).strip(), is_note=kind == _NOTE)
        else:
            self._table.end(tag)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(_name("style:name"), "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get(_name("table:display")) == "false":
            self._hidden_styles.add(self._style)

    def _start_named_range(self, attributes: Attributes) -> None:
        field = field_of_name(attributes.get(_name("table:name"), ""))
        match = _TARGET.fullmatch(attributes.get(_name("table:cell-range-address"), "")[:200])
        if self._depth or not field or match is None:  # names of one sheet only decide nothing
            return
        quoted, bare, letters, digits = match.groups()
        at = parse_address(letters + digits)
        if at is not None:
            self.names.setdefault((quoted or bare).replace("''", "'"), {})[field] = at

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            hidden = attributes.get(_name("table:style-name")) in self._hidden_styles
            self._table = _Table(attributes.get(_name("table:name"), ""), hidden=hidden)


class _Table:
    """One sheet in the making."""

    def __init__(self, title: str, *, hidden: bool) -> None:
        self._title, self._hidden = title, hidden
        self._cells: dict[tuple[int, int], Cell] = {}
        self._merges: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._beyond: Range | None = None
        self._comments: dict[tuple[int, int], str] = {}
        self._boxes: list[str] = []
        self._row, self._rows, self._column, self._columns = 1, 0, 1, 0
        self._defined = 1  # the column that the next column element is about
        self._line: list[tuple[int, int, Cell]] = []  # column, repetitions, cell
        self._cell: Attributes | None = None
        self._paragraphs: list[list[str]] = []
        self._inside = 0  # of paragraphs

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == _ROW:
            self._row += self._rows
            self._rows, self._column, self._columns, self._line = (
                _count(attributes, "table:number-rows-repeated"), 1, 0, [],
            )  # fmt: skip
            if _is_hidden(attributes):
                self._hidden_rows.update(_within(self._row, self._rows, READ_ROWS))
        elif tag == _COLUMN:
            count = _count(attributes, "table:number-columns-repeated")
            if _is_hidden(attributes):
                self._hidden_columns.update(_within(self._defined, count, READ_COLUMNS))
            self._defined += count
        elif tag in _CELLS:
            self._column += self._columns
            self._columns = _count(attributes, "table:number-columns-repeated")
            self._cell, self._paragraphs = attributes, []
        elif tag == _PARAGRAPH and self._cell is not None:
            self._paragraphs.append([])
            self._inside += 1

    def text(self, said: str) -> None:
        if self._inside:
            self._paragraphs[-1].append(said)

    def end(self, tag: str) -> None:
        if tag == _PARAGRAPH and self._inside:
            self._inside -= 1
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == _ROW:
            self._end_row()

    def put_aside(self, text: str, *, is_note: bool) -> None:
        """Keep a comment at the present cell, or a text box."""
        if not text or len(self._comments) + len(self._boxes) >= _MOST_TEXTS:
            return
        if is_note:
            self._comments[self._row, self._column] = text
        else:
            self._boxes.append(text)

    def sheet(self) -> Sheet:
        """Give the sheet as far as it was read."""
        return Sheet(
            title=self._title,
            hidden=self._hidden,
            cells=self._cells,
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            beyond=self._beyond,
            comments=self._comments,
            boxes=tuple(self._boxes),
        )

    def _end_cell(self, attributes: Attributes) -> None:
        rows = _count(attributes, "table:number-rows-spanned")
        columns = _count(attributes, "table:number-columns-spanned")
        inside = self._row <= READ_ROWS and self._column <= READ_COLUMNS
        if rows * columns > 1 and inside and len(self._merges) < MAX_MERGES:
            self._merges.append(
                (self._row, self._column, self._row + rows - 1, self._column + columns - 1)
            )
        cell = _cell(attributes, "\n".join("".join(one) for one in self._paragraphs))
        if cell is not None:
            self._line.append((self._column, self._columns, cell))

    def _end_row(self) -> None:
        if not self._line:
            return
        first = self._row
        last = first + self._rows - 1
        for column, count, cell in self._line:
            end = column + count - 1
            if end > READ_COLUMNS or last > READ_ROWS:
                self._note_beyond(first, column, last, end)
            for row in _within(first, self._rows, READ_ROWS):
                for place in _within(column, count, READ_COLUMNS):
                    self._cells[row, place] = cell

    def _note_beyond(self, first: int, left: int, last: int, right: int) -> None:
        # Only what lies outside: the part of a repetition within the region is read.
        top = first if right > READ_COLUMNS else max(first, READ_ROWS + 1)
        near = left if last > READ_ROWS else max(left, READ_COLUMNS + 1)
        r1, c1, r2, c2 = self._beyond or (top, near, last, right)
        self._beyond = (min(r1, top), min(c1, near), max(r2, last), max(c2, right))


def _count(attributes: Attributes, name: str) -> int:
    written = attributes.get(_name(name), "1")
    return max(int(written[:9]), 1) if written.isascii() and written.isdecimal() else 1


def _within(first: int, count: int, limit: int) -> range:
    return range(first, min(first + count - 1, limit) + 1)


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(_name("table:visibility"), "visible") != "visible"


def _cell(attributes: Attributes, shown: str) -> Cell | None:
    """Make the cell out of its attributes and of the text that it shows; None if it is empty."""
    formula = _formula(attributes.get(_name("table:formula")))
    kind = attributes.get(_name("office:value-type"), "")
    if attributes.get(_name("calcext:value-type")) == "error":
        return Cell(shown or "#N/A", "e", formula)
    if kind in _NUMBERS:
        return _number(attributes.get(_name("office:value"), ""), shown, formula)
    if kind == "boolean":
        return Cell(attributes.get(_name("office:boolean-value")) == "true", "b", formula)
    if kind == "date":
        return _date(attributes.get(_name("office:date-value"), ""), shown, formula)
    if kind == "time":
        return Cell(shown or attributes.get(_name("office:time-value"), ""), "d", formula)
    if formula is not None and not kind and not shown:
        return Cell(None, "n", formula)
    text = shown or attributes.get(_name("office:string-value"), "")
    return Cell(text, "s", formula) if text or formula is not None else None


def _formula(written: str | None) -> str | None:
    # Written with the name of its language before it: "of:=[.A1]".
    return None if written is None else "=" + written.partition("=")[2]


def _number(written: str, shown: str, formula: str | None) -> Cell:
    try:
        return Cell(float(written), "n", formula)
    except ValueError:
        return Cell(shown or written, "s", formula)


def _date(written: str, shown: str, formula: str | None) -> Cell:
    try:
        found = from_ISO8601(written)
        if isinstance(found, dt.date) and not isinstance(found, dt.datetime):
            found = dt.datetime.combine(found, dt.time())
        number = float(to_excel(found))
    except (ValueError, OverflowError, TypeError):
        return Cell(shown or written, "s", formula)
    return Cell(found, "d", formula, number)
