"""A score matrix, checked and rounded to the integers that everything compares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

UNIT = 1_000_000  # integers a score point
LARGEST = 1_000_000.0  # in score points: sums of such integers stay exact in 64 bits

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


def integer_scores(scores: pd.DataFrame) -> tuple[tuple[str, ...], Integers, Bools]:
    """Check a score matrix and round it to integers of 1e-6, partners sorted as text.

    Parameters
    ----------
    scores : DataFrame, partners x partners
        Symmetric; NaN = may not be paired; the diagonal is ignored.

    Returns
    -------
    partners : tuple of str
        Sorted as text.
    weights : array of int, shape (n, n)
    scored : array of bool, shape (n, n)
        False on the diagonal and where the score is NaN.

    Raises
    ------
    ValueError
        If the matrix is not square or not symmetric, an id stands twice, rows and columns differ,
        or a score is infinite, out of range or no number.

    Examples
    --------
    >>> frame = pd.DataFrame([[0, 1.5], [1.5, 0]], index=["B", "A"], columns=["B", "A"])
    >>> integer_scores(frame)[:2]
    (('A', 'B'), array([[      0, 1500000],
           [1500000,       0]]))
    """
    if not isinstance(scores, pd.DataFrame):
        raise ValueError(
            f"Invalid scores of type {type(scores).__name__}. Must be a DataFrame with the "
            "partners as rows and columns, or the result of complementarity()."
        )
    rows, columns = ([str(label) for label in axis] for axis in scores.axes)
    _check_axes(rows, columns)
    partners = sorted(rows)
    frame = scores.set_axis(rows, axis=0).set_axis(columns, axis=1).loc[partners, partners]
    values = _numbers(frame.to_numpy(dtype=object), partners)
    _check_values(values, partners)
    scored = np.isfinite(values)
    weights = np.rint(np.where(scored, values, 0.0) * UNIT).astype(np.int64)
    return tuple(partners), np.minimum(weights, weights.T), scored


def _numbers(cells: npt.NDArray[np.object_], partners: list[str]) -> npt.NDArray[np.float64]:
    """Cells as floats, NaN where empty and on the diagonal; text and truth values are refused."""
    values = np.full(cells.shape, np.nan)
    for i, j in np.argwhere(~np.eye(len(cells), dtype=bool)):
        cell = cells[i, j]
        if isinstance(cell, (int, float, np.number)) and not isinstance(cell, bool):
            values[i, j] = cell
        elif not pd.isna(cell):
            raise ValueError(
                f"Invalid score {cell!r} for ({partners[i]}, {partners[j]}). "
                "Must be a number, or empty where the pair may not be."
            )
    return values


def _check_axes(rows: list[str], columns: list[str]) -> None:
    if len(rows) != len(columns):
        raise ValueError(
            f"The scores have {len(rows)} rows and {len(columns)} columns. Must be square."
        )
    if len(rows) < 2:
        raise ValueError(f"The scores name the partners {rows}. Must be at least two.")
    for kind, labels in (("rows", rows), ("columns", columns)):
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if twice:
            raise ValueError(f"The partners {twice} stand twice in the {kind}. Must stand once.")
    if set(rows) != set(columns):
        raise ValueError(
            f"Rows name {sorted(set(rows) - set(columns))} that the columns do not, "
            f"columns name {sorted(set(columns) - set(rows))} that the rows do not. "
            "Must be the same partners."
        )


def _check_values(values: npt.NDArray[np.float64], partners: list[str]) -> None:
    def place(mask: Bools) -> str:
        i, j = np.argwhere(mask)[0]
        return f"{values[i, j]} for ({partners[i]}, {partners[j]})"

    beyond = np.abs(values) > LARGEST
    if np.isinf(values).any():
        raise ValueError(f"Invalid score {place(np.isinf(values))}. Must be finite.")
    if beyond.any():
        raise ValueError(f"Invalid score {place(beyond)}. Must be within ±{LARGEST:g}.")
    one_way = ~np.isclose(values, values.T, rtol=1e-9, atol=1e-9, equal_nan=True)
    if one_way.any():
        i, j = np.argwhere(one_way)[0]
        raise ValueError(
            f"The score of ({partners[i]}, {partners[j]}) is {values[i, j]}, that of "
            f"({partners[j]}, {partners[i]}) is {values[j, i]}. Must be symmetric."
        )
