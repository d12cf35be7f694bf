"""Formulas of complementarity: what one partner can give another, and what a pair is worth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from prospects_analysis.ratings import NEED, RESOURCE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def _product(giver: Floats, _receiver: Floats, need: Floats, span: float) -> Floats:
    return giver * need / span


def _min(giver: Floats, _receiver: Floats, need: Floats, _span: float) -> Floats:
    return np.minimum(giver, need)


def _gap(giver: Floats, receiver: Floats, need: Floats, span: float) -> Floats:
    return np.maximum(0, giver - receiver) * need / span


# Each takes the giver's resource, the receiver's resource, the receiver's need, and S.
TRANSFERS: dict[str, Callable[[Floats, Floats, Floats, float], Floats]] = {
    "product": _product,
    "min": _min,
    "gap": _gap,
}


def _harmonic(a: Floats, b: Floats) -> Floats:
    total = a + b
    return 2 * a * b / np.where(total > 0, total, 1.0)


MUTUALS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "geometric": lambda a, b: np.sqrt(a * b),
    "mean": lambda a, b: (a + b) / 2,
    "min": np.minimum,
    "harmonic": _harmonic,
}


def transfer_bounds(
    value: Floats, applicable: Bools, span: float, transfer: str = "product"
) -> tuple[Floats, Floats]:
    """Lower and upper bound of what each partner can give each other on one theme or criterion.

    Parameters
    ----------
    value : array, shape (P, 2), 0..S
        Resource and need of each partner; NaN where not given.
    applicable : array of bool, shape (P, 2)
        False where NA.
    span : float, > 0
        S, the highest score.
    transfer : {"product", "min", "gap"}
        ``product`` R_i N_j / S; ``min`` min(R_i, N_j); ``gap`` max(0, R_i - R_j) N_j / S.

    Returns
    -------
    lower, upper : array, shape (P, P), 0..S
        Giver x receiver. Equal where everything that the formula uses is given or one of it is NA
        (then 0); 0 and S where something is blank.

    Examples
    --------
    A has 4 and needs 1; B has 2 and did not say what it needs:

    >>> value = np.array([[4.0, 1.0], [2.0, np.nan]])
    >>> lower, upper = transfer_bounds(value, np.ones((2, 2), bool), 5.0)
    >>> lower.tolist(), upper.tolist()
    ([[0.8, 0.0], [0.4, 0.0]], [[0.8, 5.0], [0.4, 5.0]])
    """
    resource, need = value[:, RESOURCE], value[:, NEED]
    known = np.isfinite(resource)[:, None] & np.isfinite(need)[None, :]
    applies = applicable[:, RESOURCE][:, None] & applicable[:, NEED][None, :]
    if transfer == "gap":  # the only formula that looks at what the receiver has
        known &= np.isfinite(resource)[None, :]
        applies &= applicable[:, RESOURCE][None, :]
    filled = np.nan_to_num(resource)
    amount = TRANSFERS[transfer](
        filled[:, None], filled[None, :], np.nan_to_num(need)[None, :], span
    )
    lower = np.where(known, amount, 0.0)
    return lower, np.where(applies & ~known, span, lower)


def mutual_score(a_to_b: Floats, b_to_a: Floats, mutual: str = "geometric") -> Floats:
    """Score of a pair from its two directions.

    Parameters
    ----------
    a_to_b, b_to_a : array, 0..S
        The two directed amounts.
    mutual : {"geometric", "mean", "min", "harmonic"}
        ``geometric`` gives 0 to a pair in which only one side gives.

    Returns
    -------
    score : array, 0..S

    Examples
    --------
    >>> mutual_score(np.array([4.0, 4.0]), np.array([1.0, 0.0])).tolist()
    [2.0, 0.0]
    """
    return MUTUALS[mutual](np.asarray(a_to_b, float), np.asarray(b_to_a, float))
