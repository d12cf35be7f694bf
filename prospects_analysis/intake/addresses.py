"""Addresses of cells and ranges, as spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from openpyxl.utils import get_column_letter

_ADDRESS = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""


def parse_address(address: str) -> tuple[int, int] | None:
    """Row and column of a cell's address; None if it is none.

    Examples
    --------
    >>> parse_address("AB12"), parse_address("12")
    ((12, 28), None)
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    row = int(match.group(2))
    return (row, column) if row else None


def parse_range(text: str) -> Range | None:
    """Read a range such as ``"C12:I12"``; None if it is none.

    Examples
    --------
    >>> parse_range("C12:I14")
    (12, 3, 14, 9)
    """
    first, _, last = text.partition(":")
    begin, end = parse_address(first), parse_address(last or first)
    return (*begin, *end) if begin and end else None


def address(row: int, column: int) -> str:
    """Address of a cell.

    Examples
    --------
    >>> address(7, 9)
    'I7'
    """
    return f"{get_column_letter(min(column, 18_278))}{row}"


def range_address(box: Range) -> str:
    """Address of a range, or of a cell where it is just one.

    Examples
    --------
    >>> range_address((4, 7, 9, 9)), range_address((4, 7, 4, 7))
    ('G4:I9', 'G4')
    """
    first, last = address(*box[:2]), address(*box[2:])
    return first if first == last else f"{first}:{last}"


def box_around(places: Iterable[tuple[int, int]]) -> Range:
    """Find the smallest range that holds all the places, of which there must be one at least.

    Examples
    --------
    >>> box_around([(4, 9), (9, 7)])
    (4, 7, 9, 9)
    """
    rows, columns = zip(*places, strict=True)
    return min(rows), min(columns), max(rows), max(columns)
