"""One sheet of an OpenDocument workbook in the making: rows and cells, and how often each stands.

Rows and cells say how often they are repeated, up to the last row and column of the sheet. A
repetition is never spelled out beyond the region that the layout needs.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 3, 9 (tables), 19.641 (repeated
columns).
"""

from __future__ import annotations

from itertools import product

from prospects_analysis.intake.addresses import Range
from prospects_analysis.intake.cells import MAX_MERGES, Cell
from prospects_analysis.intake.ods_values import Calendar, cell_of, qualified
from prospects_analysis.intake.packages import Attributes, Budget
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS

PARAGRAPH = qualified("text:p")
_CELLS = {qualified("table:table-cell"), qualified("table:covered-table-cell")}
_ROW, _COLUMN = qualified("table:table-row"), qualified("table:table-column")


class Table:
    """One sheet in the making."""

    def __init__(self, title: str, budget: Budget, calendar: Calendar, *, hidden: bool) -> None:
        self._title, self._hidden = title, hidden
        self._budget, self._calendar = budget, calendar
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
        self._shown: list[str] | None = None  # pieces of the paragraphs, if there are any
        self._inside = 0  # of paragraphs

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if tag == _ROW:
            self._row += self._rows
            self._rows, self._column, self._columns, self._line = (
                count_of(attributes, "table:number-rows-repeated"), 1, 0, [],
            )  # fmt: skip
            if _is_hidden(attributes):
                self._hidden_rows.update(_within(self._row, self._rows, READ_ROWS))
        elif tag == _COLUMN:
            count = count_of(attributes, "table:number-columns-repeated")
            if _is_hidden(attributes):
                self._hidden_columns.update(_within(self._defined, count, READ_COLUMNS))
            self._defined += count
        elif tag in _CELLS:
            self._column += self._columns
            self._columns = count_of(attributes, "table:number-columns-repeated")
            self._cell, self._shown = attributes, None
        elif tag == PARAGRAPH and self._cell is not None:
            if self._shown is None:
                self._shown = []
            else:
                self._shown.append("\n")
            self._inside += 1

    def text(self, said: str) -> None:
        """Take text."""
        if self._inside and self._shown is not None:
            self._shown.append(said)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == PARAGRAPH and self._inside:
            self._inside -= 1
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == _ROW:
            self._end_row()

    def put_aside(self, text: str, *, is_note: bool) -> None:
        """Keep a comment at the present cell, or a text box."""
        if not text:
            return
        self._budget.keep(text)
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
        if not attributes and self._shown is None:
            return  # as most are
        rows = count_of(attributes, "table:number-rows-spanned")
        columns = count_of(attributes, "table:number-columns-spanned")
        inside = self._row <= READ_ROWS and self._column <= READ_COLUMNS
        if rows * columns > 1 and inside and len(self._merges) < MAX_MERGES:
            self._merges.append(
                (self._row, self._column, self._row + rows - 1, self._column + columns - 1)
            )
        shown = None if self._shown is None else "".join(self._shown)
        cell = cell_of(attributes, shown, self._calendar)
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
            rows = _within(first, self._rows, READ_ROWS)
            columns = _within(column, count, READ_COLUMNS)
            self._budget.keep(cell.value, cell.formula, times=len(rows) * len(columns))
            self._cells.update(dict.fromkeys(product(rows, columns), cell))

    def _note_beyond(self, first: int, left: int, last: int, right: int) -> None:
        # Only what lies outside: the part of a repetition within the region is read.
        top = first if right > READ_COLUMNS else max(first, READ_ROWS + 1)
        near = left if last > READ_ROWS else max(left, READ_COLUMNS + 1)
        r1, c1, r2, c2 = self._beyond or (top, near, last, right)
        self._beyond = (min(r1, top), min(c1, near), max(r2, last), max(c2, right))


def count_of(attributes: Attributes, name: str) -> int:
    """Read how often something stands; once if nothing is said of it, or no number.

    Examples
    --------
    >>> count_of({qualified("text:c"): "3"}, "text:c"), count_of({}, "text:c")
    (3, 1)
    """
    written = attributes.get(qualified(name), "1")
    return max(int(written[:9]), 1) if written.isascii() and written.isdecimal() else 1


def _within(first: int, count: int, limit: int) -> range:
    return range(first, min(first + count - 1, limit) + 1)


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(qualified("table:visibility"), "visible") != "visible"
