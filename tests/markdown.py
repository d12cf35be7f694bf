"""Tables of tests, written as Markdown within the test."""

from __future__ import annotations

import numpy as np
import pandas as pd


def table(text: str) -> pd.DataFrame:
    """Read a Markdown table: numbers as float, an empty cell as NaN, the rest as text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, *body = (row for row in rows if not set("".join(row)) <= set("-:"))
    return pd.DataFrame([[_value(cell) for cell in row] for row in body], columns=header).astype(
        object
    )


def frame(text: str) -> pd.DataFrame:
    """Read a Markdown table of numbers whose first column names the rows."""
    whole = table(text)
    first = whole.columns[0]
    numbers = whole.drop(columns=first).astype(float)
    return numbers.set_axis(list(whole[first]), axis=0).set_axis(list(numbers), axis=1)


def _value(cell: str) -> float | str:
    if not cell:
        return np.nan
    try:
        return float(cell)
    except ValueError:
        return cell
