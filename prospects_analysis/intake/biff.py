"""What the reader of .xls files does not tell: errors, formulas, what is hidden, comments.

A pass over the records of the workbook's stream, which takes the numbers, marks and notes and
leaves all texts and formats of cells to the other reader.

References
----------
Microsoft, [MS-CFB]: Compound File Binary File Format, 2.2 to 2.6.
Microsoft, [MS-XLS]: Excel Binary File Format (.xls) Structure, 2.4 (records).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS

Place = tuple[int, int]

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
"""Errors by the number that stands for each."""

MAX_RECORDS = 500_000
"""Records of one workbook that are looked at: a filled template has some 4 000."""

_FORMULA, _NOTE, _CONTINUE, _OBJECT, _COLUMNS, _SHEETS = 0x06, 0x1C, 0x3C, 0x5D, 0x7D, 0x85
_MANY_SMALL, _TEXT, _NUMBER, _BOOLEAN, _ROW, _SMALL, _BEGIN = (
    0xBD, 0x1B6, 0x203, 0x205, 0x208, 0x27E, 0x809,
)  # fmt: skip
_BIFF8, _PASSWORD = 0x600, 0x2F
_END = 0xFFFFFFF0
"""Numbers of sectors from here on are none: ends, gaps, tables."""


@dataclass(eq=False)
class Marks:
    """What stands on one sheet, by row and column counted from 1.

    Attributes
    ----------
    numbers : dict of (int, int) to float
        Also those that are shown as dates.
    errors : dict of (int, int) to str
    formulas : set of (int, int)
    empty : set of (int, int)
        Formulas whose result is the empty text.
    hidden_rows, hidden_columns : set of int
    comments : dict of (int, int) to str
    boxes : list of str
        Texts of the text boxes.
    """

    numbers: dict[Place, float] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    empty: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[Place, str] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)


def marks_of(content: bytes) -> tuple[Marks, ...] | None:
    """Read the marks of every worksheet, in the order of their tabs.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    tuple of Marks, or None
        None if the file is damaged, of another kind or far too large: then nothing can be told.
    """
    try:
        stream = workbook_stream(content)
        left = [MAX_RECORDS]
        head = list(_records(stream, 0, left))
        if not head or head[0][0] != _BEGIN or _unpack("<H", head[0][1]) != (_BIFF8,):
            return None
        starts = [_unpack("<IBB", data) for kind, data in head if kind == _SHEETS]
        return tuple(_sheet(_records(stream, at, left)) for at, _, what in starts if what == 0)
    except (struct.error, IndexError, KeyError, ValueError):
        return None


def has_password(content: bytes) -> bool:
    """Whether a workbook asks for a password; False if that cannot be told."""
    try:
        records = _records(workbook_stream(content), 0, [MAX_RECORDS])
        return any(kind == _PASSWORD for kind, _ in records)
    except (struct.error, IndexError, KeyError, ValueError):
        return False


def _unpack(form: str, data: bytes, at: int = 0) -> tuple[int, ...]:
    return struct.unpack_from(form, data, at)


def workbook_stream(content: bytes) -> bytes:
    """Take the stream of the workbook out of a compound file.

    Raises
    ------
    KeyError, ValueError, struct.error
        If there is none, or the file is damaged.
    """
    size = 1 << min(_unpack("<H", content, 30)[0], 12)
    first, cutoff = _unpack("<I4xI", content, 48)[:2]
    tables = [one for one in _unpack("<109I", content, 76) if one < _END]
    more = _unpack("<I", content, 68)[0]
    while more < _END and len(tables) <= len(content) // size:
        *listed, more = _unpack(f"<{size // 4}I", content, (more + 1) * size)
        tables += [one for one in listed if one < _END]
    links = [
        link for one in tables for link in _unpack(f"<{size // 4}I", content, (one + 1) * size)
    ]
    entries = _chain(content, first, links, size)
    for at in range(0, len(entries) - 127, 128):
        name = entries[at : at + 64].decode("utf-16-le", "replace")[: entries[at + 64] // 2 - 1]
        start, length = _unpack("<II", entries, at + 116)
        if name in ("Workbook", "Book") and length >= cutoff:
            return _chain(content, start, links, size)[:length]
    raise KeyError("Workbook")


def _chain(content: bytes, sector: int, links: list[int], size: int) -> bytes:
    pieces: list[bytes] = []
    while sector < _END:
        if len(pieces) > len(links):
            raise ValueError("a chain of sectors without an end")
        pieces.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = links[sector]
    return b"".join(pieces)


def _records(stream: bytes, at: int, left: list[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the records from one beginning to its end; what begins inside it is passed over."""
    depth = 0
    while left[0] > 0:
        left[0] -= 1
        kind, length = _unpack("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == 0x0A)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
    raise ValueError("too many records")


def _sheet(records: Iterator[tuple[int, bytes]]) -> Marks:
    found = Marks()
    texts: dict[int, str] = {}
    boxes: dict[int, str] = {}
    thing, before = (0, 0), 0
    for kind, data in records:
        if kind == _OBJECT:
            thing = _unpack("<4xHH", data)[:2]  # type: ignore[assignment]
        elif kind == _CONTINUE and before == _TEXT:
            (texts if thing[0] == 0x19 else boxes)[thing[1]] = _text(data)
        elif kind == _NOTE:
            row, column, number = _unpack("<HH2xH", data)
            found.comments[row + 1, column + 1] = texts.get(number, "…")
        elif kind in _HANDLERS:
            _HANDLERS[kind](found, data)
        before = kind
    found.boxes = [text for text in boxes.values() if text.strip()]
    return found


def _text(data: bytes) -> str:
    encoding = "utf-16-le" if data[0] & 1 else "latin-1"
    return data[1:].decode(encoding, "replace")


def _place(data: bytes) -> Place | None:
    row, column = _unpack("<HH", data)
    return (row + 1, column + 1) if row < READ_ROWS and column < READ_COLUMNS else None


def _note_formula(found: Marks, data: bytes) -> None:
    at = _place(data)
    if at is None:
        return
    found.formulas.add(at)
    kind, value, mark = _unpack("<BxB3xH", data, 6)
    if mark != 0xFFFF:
        found.numbers[at] = struct.unpack_from("<d", data, 6)[0]
    elif kind == 2:
        found.errors[at] = ERRORS.get(value, "#N/A")
    elif kind == 3:
        found.empty.add(at)


def _note_number(found: Marks, data: bytes) -> None:
    if at := _place(data):
        found.numbers[at] = struct.unpack_from("<d", data, 6)[0]


def _note_small(found: Marks, data: bytes) -> None:
    if at := _place(data):
        found.numbers[at] = number_of_small(_unpack("<I", data, 6)[0])


def _note_many_small(found: Marks, data: bytes) -> None:
    row, first = _unpack("<HH", data)
    for place, (_, small) in enumerate(struct.iter_unpack("<HI", data[4:-2]), start=first + 1):
        if row < READ_ROWS and place <= READ_COLUMNS:
            found.numbers[row + 1, place] = number_of_small(small)


def number_of_small(small: int) -> float:
    """Unpack a number of 30 bits; the other two say whether it is whole, and in hundredths.

    Examples
    --------
    >>> number_of_small(4 << 2 | 2), number_of_small(350 << 2 | 3)
    (4.0, 3.5)
    """
    if small & 2:
        value = float(struct.unpack("<i", struct.pack("<I", small))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, small & 0xFFFFFFFC))[0]
    return value / 100 if small & 1 else value


def _note_boolean(found: Marks, data: bytes) -> None:
    value, is_error = _unpack("<BB", data, 6)
    if is_error and (at := _place(data)):
        found.errors[at] = ERRORS.get(value, "#N/A")


def _note_row(found: Marks, data: bytes) -> None:
    row, flags = _unpack("<H10xH", data)
    if flags & 0x20 and row < READ_ROWS:
        found.hidden_rows.add(row + 1)


def _note_columns(found: Marks, data: bytes) -> None:
    first, last, width, flags = _unpack("<HHH2xH", data)
    if flags & 1 or width == 0:
        found.hidden_columns.update(range(first + 1, min(last + 1, READ_COLUMNS) + 1))


_HANDLERS = {
    _FORMULA: _note_formula,
    _NUMBER: _note_number,
    _SMALL: _note_small,
    _MANY_SMALL: _note_many_small,
    _BOOLEAN: _note_boolean,
    _ROW: _note_row,
    _COLUMNS: _note_columns,
}
