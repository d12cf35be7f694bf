"""Formulas of complementarity: what one partner can give another, and what a pair is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from prospects_analysis.ratings import NEED, RESOURCE, Ratings, theme_scores

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def _product(giver: Floats, _receiver: Floats, need: Floats, span: float) -> Floats:
    return giver * need / span


def _min(giver: Floats, _receiver: Floats, need: Floats, _span: float) -> Floats:
    return np.minimum(giver, need)


def _gap(giver: Floats, receiver: Floats, need: Floats, span: float) -> Floats:
    return np.maximum(0, giver - receiver) * need / span


STRONGEST = 3  # a transfer plan moves one practice, not an average: the best few criteria count
LEVELS = ("theme", "criterion")

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
    value : array, shape (..., P, 2), 0..S
        Resource and need of each partner; NaN where not given.
    applicable : array of bool, shape (..., P, 2)
        False where NA.
    span : float, > 0
        S, the highest score.
    transfer : {"product", "min", "gap"}
        ``product`` R_i N_j / S; ``min`` min(R_i, N_j); ``gap`` max(0, R_i - R_j) N_j / S.

    Returns
    -------
    lower, upper : array, shape (..., P, P), 0..S
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
    resource, need = value[..., RESOURCE], value[..., NEED]
    known = _giver(np.isfinite(resource)) & _receiver(np.isfinite(need))
    applies = _giver(applicable[..., RESOURCE]) & _receiver(applicable[..., NEED])
    if transfer == "gap":  # the only formula that looks at what the receiver has
        known &= _receiver(np.isfinite(resource))
        applies &= _receiver(applicable[..., RESOURCE])
    filled = np.nan_to_num(resource)
    amount = TRANSFERS[transfer](
        _giver(filled), _receiver(filled), _receiver(np.nan_to_num(need)), span
    )
    lower = np.where(known, amount, 0.0)
    return lower, np.where(applies & ~known, span, lower)


def _giver(array: Any) -> Any:
    return array[..., :, None]


def _receiver(array: Any) -> Any:
    return array[..., None, :]


def directed_bounds(
    ratings: Ratings, value: Floats, span: float, *, transfer: str, level: str, share: Fraction
) -> tuple[Floats, Floats]:
    """Bounds of what each partner can give each other over all themes, for one grid or many.

    Parameters
    ----------
    ratings : Ratings
        Themes, weights, and which criteria apply.
    value : array, shape (..., P, C, 2), 0..S
        Criterion ratings; NaN where not given.
    span : float, > 0
        S, the highest score.
    transfer, level : str
        As for :func:`prospects_analysis.flows.complementarity`.
    share : Fraction, 0..1
        Share of the applicable weight that must be answered for a theme to be scored.

    Returns
    -------
    lower, upper : array, shape (..., P, P), 0..S
        Giver x receiver; 0 on the diagonal.
    """
    size = value.shape[-3]
    shape = (*value.shape[:-3], size, size)
    lower, upper = np.zeros(shape), np.zeros(shape)
    weights = ratings.theme_weights
    bounds = theme_bounds(ratings, value, span, transfer=transfer, level=level, share=share)
    # One theme at a time, so that no giver x receiver x theme cube is held.
    for weight, (low, high) in zip(weights, bounds, strict=True):
        lower += weight * low
        upper += weight * high
    diagonal = np.arange(size)
    for array in (lower, upper):
        array /= weights.sum()
        array[..., diagonal, diagonal] = 0.0
    return lower, upper


def theme_bounds(
    ratings: Ratings, value: Floats, span: float, *, transfer: str, level: str, share: Fraction
) -> Iterator[tuple[Floats, Floats]]:
    """Yield what :func:`directed_bounds` sums up, theme by theme."""
    if level == "theme":
        scores, coverage = theme_scores(
            value, ratings.applicable, ratings.theme_of, ratings.criterion_weights, share
        )
        applies = np.isfinite(coverage)
        for theme in range(len(ratings.themes)):
            yield transfer_bounds(scores[..., theme, :], applies[..., theme, :], span, transfer)
        return
    for theme in range(len(ratings.themes)):
        bounds = [
            transfer_bounds(value[..., c, :], ratings.applicable[:, c], span, transfer)
            for c in np.nonzero(ratings.theme_of == theme)[0]
        ]
        low, high = (
            _mean_of_strongest(np.stack(side, axis=-1)) for side in zip(*bounds, strict=True)
        )
        yield low, high


def _mean_of_strongest(amounts: Floats) -> Floats:
    """Mean of the three largest along the last axis, or of all if there are fewer."""
    count = min(STRONGEST, amounts.shape[-1])
    return np.asarray(np.sort(amounts, axis=-1)[..., -count:].mean(axis=-1))


def carrying(value: Floats, established: float, priority: float) -> Bools:
    """Tell where an established scheme of the giver meets a priority of the receiver.

    Parameters
    ----------
    value : array, shape (..., P, C, 2), 0..S
        Criterion ratings; NaN where not given.
    established, priority : float, 0..S
        Resource and need from which on a criterion counts.

    Returns
    -------
    carries : array of bool, shape (..., P, P)
        Giver x receiver; False on the diagonal.

    Examples
    --------
    >>> value = np.array([[[4.0, 1.0]], [[2.0, 3.0]]])
    >>> carrying(value, 3, 3).tolist()
    [[False, True], [False, False]]
    """
    has = np.nan_to_num(value[..., RESOURCE], nan=-1.0) >= established - 1e-9
    wants = np.nan_to_num(value[..., NEED], nan=-1.0) >= priority - 1e-9
    met = has.astype(np.float32) @ np.swapaxes(wants, -1, -2).astype(np.float32)
    return np.asarray((met > 0) & ~np.eye(value.shape[-3], dtype=bool))


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
