"""Certificates: prices that let anyone check a bound without trusting the solver that found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PRICE_UNIT = 1024  # prices are whole multiples of 1/1024, so that the check is exact

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, kw_only=True)
class DualPrices:
    """Prices that bound from above what any pairing can add up to.

    Pairings are looked at that keep some *side conditions*, each "these groups at least so many
    times". If every admissible group is worth at most the prices of its members, less the prices
    of the odd sets that it meets in an odd number, less the prices of the side conditions that it
    counts towards, then no such pairing is worth more than the prices of all partners, less those
    of all odd sets, less each side condition's price as many times as it asks.

    Attributes
    ----------
    prices : array of int, shape (n,) or (n + 1,)
        Price of each partner, in 1/1024 of what worth is counted in; where n is odd, a last one
        for the trio or single that must be there just once.
    odd_sets : tuple of tuple of int
        Odd sets of partners.
    odd_prices : tuple of int, >= 0
        Their prices.
    side_prices : tuple of int, >= 0
        Prices of the side conditions.

    References
    ----------
    Edmonds (1965), Maximum matching and a polyhedron with 0,1-vertices, *Journal of Research of
    the National Bureau of Standards* 69B: the odd-set inequalities. Here in their parity form: an
    odd set is covered exactly once by groups, so some group meets it in an odd number. Weak
    duality of linear programming does the rest.
    """

    prices: Integers
    odd_sets: tuple[tuple[int, ...], ...]
    odd_prices: tuple[int, ...]
    side_prices: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        prices = np.array(self.prices)
        prices.setflags(write=False)
        object.__setattr__(self, "prices", prices)

    def bound(self, asked: Sequence[int] = ()) -> int:
        """Return the largest whole worth under side conditions that ask for so many groups."""
        left = sum(price * count for price, count in zip(self.side_prices, asked, strict=True))
        # Added up as Python's integers, which no price can make wrap around.
        return (sum(map(int, self.prices)) - sum(self.odd_prices) - left) // PRICE_UNIT


@dataclass(frozen=True, eq=False, kw_only=True)
class Certificate:
    """Proof that a large pairing is best: first in both-ways pairs, then by the objective.

    Attributes
    ----------
    for_both_ways : DualPrices
        Bounds the number of both-ways pairs.
    for_total : DualPrices
        Bounds the total, in half units, under one side condition: that many both-ways pairs.
    for_levels : tuple of DualPrices
        For leximin: one for each different score among the groups, from the lowest. It bounds from
        below how many groups have that score, among pairings with as many both-ways pairs that
        agree on the scores below.
    """

    for_both_ways: DualPrices
    for_total: DualPrices
    for_levels: tuple[DualPrices, ...] = ()
