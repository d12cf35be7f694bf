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
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from prospects_analysis.pairing.problem import Group
from prospects_analysis.pairing.verify import PRICE_UNIT, DualPrices

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_SUPPORT = (1e-6, 0.25, 0.5, 0.75)  # shares above which groups link partners in the search for sets


def dual_prices(
    covers: csr_array,
    groups: Sequence[Group],
    worth: Integers,
    both_ways: Integers | None = None,
    most: int = 0,
) -> DualPrices:
    """Integer prices that cover every group's worth, as low in sum as odd sets can bring them.

    Parameters
    ----------
    covers : sparse array, shape (n, G)
        Which partners each group holds.
    groups : sequence of tuple of int
    worth : array of int, shape (G,)
    both_ways : array of int, shape (G,), optional
        Groups of which every pairing looked at has at least ``most``.
    most : int

    Returns
    -------
    prices : DualPrices

    References
    ----------
    Grötschel & Holland (1985), Solving matching problems with linear programming,
    *Mathematical Programming* 33.
    """
    odd_sets: list[tuple[int, ...]] = []
    known: set[tuple[int, ...]] = set()
    lower = [] if both_ways is None or not most else [(csr_array(both_ways[None, :]), most)]
    while True:
        parity = [csr_array(meets_oddly(covers, members)[None, :]) for members in odd_sets]
        blocks = [row for row, _ in lower] + parity
        result = linprog(
            -worth.astype(float),
            A_eq=covers,
            b_eq=np.ones(covers.shape[0]),
            A_ub=-vstack(blocks) if blocks else None,
            b_ub=[-m for _, m in lower] + [-1.0] * len(parity) if blocks else None,
            method="highs-ds",
        )
        if result.x is None:
            raise RuntimeError(f"The solver stopped with {result.message!r}. Must end optimal.")
        new = _violated_odd_sets(covers, result.x, known)
        if not new:
            break
        odd_sets += new
        known.update(new)
    return _rounded(covers, groups, worth, result, odd_sets, both_ways if lower else None)


def meets_oddly(covers: csr_array, members: Sequence[int]) -> Floats:
    """1 for the groups that meet a set of partners in an odd number, else 0."""
    return np.asarray(covers[list(members)].sum(axis=0) % 2)


def _violated_odd_sets(
    covers: csr_array, share: Floats, known: set[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Odd components of what the solution links, met in an odd number by less than one group."""
    found: set[tuple[int, ...]] = set()
    for least in _SUPPORT:
        linked = covers[:, share > least]
        _, label = connected_components(linked @ linked.T, directed=False)
        for component in np.flatnonzero(np.bincount(label) % 2):
            members = [int(i) for i in np.flatnonzero(label == component)]
            if meets_oddly(covers, members) @ share < 1 - 1e-6:
                found.add(tuple(members))
    return sorted(found - known)


def _rounded(
    covers: csr_array,
    groups: Sequence[Group],
    worth: Integers,
    result: object,
    odd_sets: list[tuple[int, ...]],
    both_ways: Integers | None,
) -> DualPrices:
    """Round float prices to integers and lift the partners' until every group is covered."""
    marginals = -result.ineqlin.marginals if odd_sets or both_ways is not None else np.zeros(0)  # type: ignore[attr-defined]
    lower = np.rint(np.maximum(marginals, 0) * PRICE_UNIT).astype(np.int64)
    both_ways_price = int(lower[0]) if both_ways is not None else 0
    odd_prices = lower[1:] if both_ways is not None else lower
    prices = np.rint(-result.eqlin.marginals * PRICE_UNIT).astype(np.int64)  # type: ignore[attr-defined]
    paid = covers.T.astype(np.int64) @ prices
    for members, price in zip(odd_sets, odd_prices, strict=True):
        paid -= meets_oddly(covers, members).astype(np.int64) * price
    if both_ways is not None:
        paid -= both_ways_price * both_ways
    lacking = np.maximum(worth * PRICE_UNIT - paid, 0)
    lift = np.zeros_like(prices)
    for g in map(int, np.flatnonzero(lacking)):
        share = -(-lacking[g] // len(groups[g]))
        for i in groups[g]:
            lift[i] = max(lift[i], share)
    prices += lift
    return DualPrices(
        prices=prices,
        odd_sets=tuple(odd_sets),
        odd_prices=tuple(int(price) for price in odd_prices),
        both_ways_price=both_ways_price,
    )
