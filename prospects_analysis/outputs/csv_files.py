r"""CSV files that pandas reads plainly and that no spreadsheet program takes for formulas.

UTF-8 without a byte order mark (it would become part of the first column's name), commas, decimal
points, lines that end with ``\n``. Whoever works in a spreadsheet program takes ``results.xlsx``.

A text that a spreadsheet program would run as a formula (it starts with ``=``, ``+``, ``-``, ``@``,
one of their full-width forms, a tab or a line end) gets an apostrophe before it;
:func:`unguarded` takes it away again.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

DIGITS = 6  # scores are compared in integers of 1e-6, so nothing is lost
# Apostrophes of the text's own count too, so that each guarded text has just one original.
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that would be taken for a formula.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Most texts come back as they are.

    See Also
    --------
    unguarded : the way back.

    References
    ----------
    OWASP, CSV Injection.

    Examples
    --------
    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Give the text that was guarded.

    Parameters
    ----------
    text : str
        As it stands in a CSV file.

    Returns
    -------
    str

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'t Hof")
    ('=1+1', "'t Hof")
    """
    return text[1:] if _GUARDED.match(text) else text


def to_csv(table: pd.DataFrame) -> bytes:
    r"""Write a table as CSV.

    Parameters
    ----------
    table : DataFrame
        Numbers are rounded to six decimals; None and NaN become empty.

    Returns
    -------
    bytes
        The same for the same table, on every system.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"theme": ["=a", None], "score": [2 / 3, float("nan")]}))
    b"theme,score\n'=a,0.666667\n,\n"
    """
    # Adding 0 turns -0.0 into 0.0.
    numbers = {
        name: column.round(DIGITS) + 0.0
        for name, column in table.items()
        if pd.api.types.is_float_dtype(column)
    }
    texts = {name: table[name].map(_cell) for name in table.columns if name not in numbers}
    safe = pd.DataFrame({name: {**numbers, **texts}[name] for name in table.columns})
    content: str = safe.to_csv(index=False, lineterminator="\n")
    return content.encode("utf-8")


def _cell(value: Any) -> Any:
    # A bare carriage return would end the line for some readers.
    return guarded(re.sub("\r\n?", "\n", value)) if isinstance(value, str) else value
