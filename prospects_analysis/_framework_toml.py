"""
TOML files that know the line of each key, and keep the faults that readers find in them.

Reading goes on after a fault, so that whoever writes a framework learns of all faults at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Keys from the top of a file downwards; a number counts the tables of a list from 0.
Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)(.+?)\]\]?\s*(?:#.*)?$")
_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_ENTRY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    One thing wrong in a file; ``str()`` of it is a line of the message.

    Parameters
    ----------
    file : str
        Name of the file.
    line : int, optional
        Where in the file, if it could be found.
    key : str
        The dotted key, or ``""`` for the file as a whole.
    message : str
        What was found, and what must hold.
    """

    file: str
    line: int | None = None
    key: str = ""
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.key:
            place.append(self.key)
        return f"{', '.join(place)}: {self.message}"


@dataclass(frozen=True, eq=False, kw_only=True)
class Document:
    """
    A TOML file that has been parsed.

    Parameters
    ----------
    file : str
        Its name.
    data : dict
        What it holds.
    lines : mapping from path to int
        The lines on which tables and keys stand, as far as they could be found.
    faults : list of Fault
        Where readers of the document put what is wrong with it.
    """

    file: str
    data: dict[str, Any]
    lines: Mapping[Path, int]
    faults: list[Fault]

    def fault(self, path: Path, key: str, message: str) -> None:
        """Keep a fault at a path, with the nearest line that is known."""
        known = (self.lines.get(path[:length]) for length in range(len(path), 0, -1))
        line = next((number for number in known if number is not None), None)
        self.faults.append(Fault(file=self.file, line=line, key=key, message=message))

    def has_fault_in(self, table: str) -> bool:
        """Say whether a table of the file has a fault, so that nothing can be told by it."""
        tables = [fault.key.partition(".")[0] for fault in self.faults if fault.file == self.file]
        return table in tables


def parse(file: str, content: bytes, faults: list[Fault]) -> Document | None:
    r"""
    Parse a TOML file.

    Parameters
    ----------
    file : str
        Its name, for messages.
    content : bytes
        UTF-8, with or without a byte order mark (the Windows editor writes one).
    faults : list of Fault
        Where faults are put, now and by readers of the document.

    Returns
    -------
    document : Document or None
        None if the file cannot be parsed, which is a fault.

    Examples
    --------
    >>> faults = []
    >>> parse("small.toml", b"[scale]\nminimum = ", faults)
    >>> print(*faults)
    small.toml: Invalid value (at end of document). Must be valid TOML.
    """
    try:
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        found = f"Found the byte {content[error.start]:#04x}. Must be saved as UTF-8."
        line = content[: error.start].count(b"\n") + 1
        faults.append(Fault(file=file, line=line, message=found))
    except (ValueError, RecursionError) as error:  # also a number or a nesting without end
        faults.append(Fault(file=file, message=f"{error}. Must be valid TOML."))
    else:
        return Document(file=file, data=data, lines=_line_numbers(text), faults=faults)
    return None


def _line_numbers(text: str) -> dict[Path, int]:
    """Find the line of every table and key that begins one; tables of a list are counted from 0."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _below_last(_split(header[2]), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, number)
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif entry := _ENTRY.match(line):
            path = (*table, *_split(entry[1]))
            for length in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


def _below_last(path: Path, counts: Mapping[Path, int]) -> Path:
    """Insert the number of the table meant where a parent is a list of tables: the last one."""
    full: Path = ()
    for position, part in enumerate(path, start=1):
        full = (*full, part)
        if position < len(path) and full in counts:
            full = (*full, counts[full])
    return full


def _split(dotted: str) -> Path:
    """Split a dotted TOML key; the parser knows best how quotes work."""
    try:
        inner: Any = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:  # a line of a longer text that merely looks like a key
        return (dotted,)
    parts: list[str] = []
    while isinstance(inner, dict):
        part, inner = next(iter(inner.items()))
        parts.append(part)
    return tuple(parts)
