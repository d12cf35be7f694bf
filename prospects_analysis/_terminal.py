"""What the commands share: how they were called, and columns in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def command_name() -> str:
    """Give the words by which the program was called."""
    return "prospects" if Path(sys.argv[0]).stem == "prospects" else "python run.py"


def quoted(path: Path) -> str:
    """Write a path as a terminal wants it."""
    return f'"{path}"' if " " in str(path) else str(path)


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
