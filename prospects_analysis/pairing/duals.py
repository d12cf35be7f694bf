"""Dual prices: the proof that no pairing is worth more.

They come from the linear programme beneath the pairing problem: where its solution is fractional,
violated odd-set inequalities are added until the prices bound the worth as closely as they can.
Prices are then rounded to integers and lifted until they cover every group, so that the proof does
not rest on floating point.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from prospects_analysis.pairing.certificate import PRICE_UNIT, DualPrices
from prospects_analysis.pairing.odd_sets import meets_oddly, violated_odd_sets
from prospects_analysis.pairing.problem import Group

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_LARGEST = 1e8  # coefficients that the solver takes without harm; larger ones are scaled down


def dual_prices(
    covers: csr_array,
    groups: Sequence[Group],
    worth: Integers,
    sides: Sequence[tuple[Integers, int]] = (),
) -> DualPrices:
    """Integer prices that cover every group's worth, as low in sum as odd sets can bring them.

    Parameters
    ----------
    covers : sparse array, shape (n, G)
        Which partners each group holds.
    groups : sequence of tuple of int
    worth : array of int, shape (G,)
    sides : sequence of (array of int, shape (G,), int)
        Side conditions: what each group counts, and how much every pairing looked at has of it at
        least.

    Returns
    -------
    prices : DualPrices

    References
    ----------
    Grötschel & Holland (1985), Solving matching problems with linear programming,
    *Mathematical Programming* 33.
    """
    if not worth.any():
        return DualPrices(
            prices=np.zeros(covers.shape[0], dtype=np.int64),
            odd_sets=(),
            odd_prices=(),
            side_prices=(0,) * len(sides),
        )
    rows = [(counts.astype(float), float(least)) for counts, least in sides]
    scale = objective_scale(worth)
    odd_sets: list[tuple[int, ...]] = []
    while True:
        result = linprog(
            -worth / scale,
            A_eq=covers,
            b_eq=np.ones(covers.shape[0]),
            A_ub=-csr_array(np.array([row for row, _ in rows])) if rows else None,
            b_ub=[-least for _, least in rows] if rows else None,
            method="highs-ds",
        )
        if result.x is None:
            raise RuntimeError(f"The solver stopped with {result.message!r}. Must end optimal.")
        new = [s for s in violated_odd_sets(covers, result.x) if s not in odd_sets]
        if not new:
            break
        odd_sets += new
        rows += [(meets_oddly(covers, members), 1.0) for members in new]
    marginals = -result.ineqlin.marginals if rows else np.zeros(0)
    row_prices = np.rint(np.maximum(marginals, 0) * scale * PRICE_UNIT).astype(np.int64)
    prices = np.rint(-result.eqlin.marginals * scale * PRICE_UNIT).astype(np.int64)
    paid = covers.T.astype(np.int64) @ prices
    for (row, _), price in zip(rows, row_prices, strict=True):
        paid -= row.astype(np.int64) * price
    side_prices, odd_prices = row_prices[: len(sides)], row_prices[len(sides) :]
    return DualPrices(
        prices=prices + _lift(groups, worth * PRICE_UNIT - paid, len(prices)),
        odd_sets=tuple(odd_sets),
        odd_prices=tuple(int(price) for price in odd_prices),
        side_prices=tuple(int(price) for price in side_prices),
    )


def objective_scale(worth: Integers) -> float:
    """Return what to divide an objective by, so that the solver takes it without harm."""
    return max(1.0, float(np.abs(worth).max(initial=0)) / _LARGEST)


def _lift(groups: Sequence[Group], lacking: Integers, size: int) -> Integers:
    """Share out what rounding left uncovered, so that every group's members make up for it."""
    lift = np.zeros(size, dtype=np.int64)
    for g in map(int, np.flatnonzero(lacking > 0)):
        share = -(-int(lacking[g]) // len(groups[g]))
        for i in groups[g]:
            lift[i] = max(int(lift[i]), share)
    return lift
