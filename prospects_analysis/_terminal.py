"""What the commands share: how they were called, and columns in a terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

WIDTH = 100
"""Columns that a report takes at the most."""

_OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def command_name() -> str:
    """Give the words by which the program was called."""
    return "prospects" if Path(sys.argv[0]).stem == "prospects" else "python run.py"


def quoted(path: Path) -> str:
    """Write a path as a terminal wants it."""
    return f'"{path}"' if " " in str(path) else str(path)


def shows_bold() -> bool:
    """Say whether what is printed is read in a terminal that shows bold print."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    old_windows = os.name == "nt" and "WT_SESSION" not in os.environ
    return sys.stdout.isatty() and not plain and not old_windows


def visible(text: str) -> str:
    r"""Replace what a terminal would obey instead of showing: names and answers come from outside.

    Examples
    --------
    >>> visible("a\033[31m.xlsx"), visible("4\u00a0?")
    ('a�[31m.xlsx', '4\xa0?')
    """
    return "".join("\ufffd" if unicodedata.category(char) in _OBEYED else char for char in text)


def emphasised(text: str) -> str:
    """Print a text in bold."""
    return f"\033[1m{text}\033[0m"


def shortened(text: str, most: int) -> str:
    """Shorten a text in its middle, since names of files differ at both ends.

    Examples
    --------
    >>> shortened("prospects_P09_en.xlsx", 40), shortened("prospects_P09_en.xlsx", 13)
    ('prospects_P09_en.xlsx', 'prospe…n.xlsx')
    """
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end]}…{text[-end:]}"


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Set rows in columns: the first ones to the left, the others to the right.

    Parameters
    ----------
    rows : sequence of sequence of str
        All of one length.
    left : int
        How many columns stand to the left.

    Yields
    ------
    str

    Examples
    --------
    >>> list(aligned([["File", "Errors"], ["a.xlsx", "2"]]))
    ['File    Errors', 'a.xlsx       2']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
