"""Whom a partner would have had next, and what that costs the whole and everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.scores import UNIT

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing

Binome = tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class SecondChoice:
    """The other mate of a partner with which the best pairing loses least.

    Attributes
    ----------
    mate : str
    cost : float
        What the total loses against the present pairing, in score points; below 0 if it gains.
    both_ways_lost : int
        How many binômes fewer carry both ways.
    binomes : tuple of tuple of str
        The whole pairing then.
    others : tuple of (str, float)
        Every other partner whose own binôme's score changes, and by how many score points; NaN
        where it has a scored binôme only before or only then.
    """

    mate: str
    cost: float
    both_ways_lost: int
    binomes: tuple[Binome, ...]
    others: tuple[tuple[str, float], ...]

    def __repr__(self) -> str:
        return f"SecondChoice({self.mate}, cost {self.cost:.3f})"


def find_second_choice(pairing: Pairing, partner: str) -> SecondChoice | None:
    """Find the best pairing in which a partner has another mate.

    Fewest both-ways pairs lost comes first, then least cost, then partner order.

    Parameters
    ----------
    pairing : Pairing
    partner : str

    Returns
    -------
    second_choice : SecondChoice or None
        None where there is no other admissible mate, and above twelve partners, which are too many
        to try.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame(
    ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 2], [1, 1, 2, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> first = pair_partners(scores)
    >>> second = find_second_choice(first, "A")
    >>> first.binomes, second.mate, second.cost
    ([('A', 'B'), ('C', 'D')], 'C', 2.0)
    >>> second.others
    (('B', -3.0), ('C', 1.0), ('D', -1.0))
    """
    if pairing.problem.size > LARGEST_ENUMERATED:
        return None
    # Costs are compared as integers, so that equal ones are equal.
    tried = [
        (pairing.both_ways_pairs - other.both_ways_pairs, _cost(pairing, other), mate, other)
        for mate, other in _tries(pairing, partner)
    ]
    if not tried:
        return None
    lost, _, mate, other = min(tried, key=lambda one: one[:3])
    return SecondChoice(
        mate=mate,
        cost=other.against(pairing).cost,
        both_ways_lost=lost,
        binomes=tuple(other.binomes),
        others=tuple(_changes(pairing, other, partner)),
    )


def _tries(pairing: Pairing, partner: str) -> Iterator[tuple[str, Pairing]]:
    """Yield each other mate with which a pairing is possible, and the best one then."""
    scores = pairing.scores
    if partner not in scores.index:  # pinned without a score
        return
    present = {name for binome in pairing.binomes if partner in binome for name in binome}
    for mate in scores.loc[partner].dropna().index:
        if mate == partner or mate in present:
            continue
        try:
            yield mate, pairing.with_(require=[(partner, mate)])
        except InfeasibleError:
            continue


def _cost(first: Pairing, second: Pairing) -> int:
    return round((first.total - second.total) * 2 * UNIT)


def _changes(first: Pairing, second: Pairing, partner: str) -> Iterator[tuple[str, float]]:
    """Yield every other partner whose score changes, and by how much."""
    before, after = (_own_scores(one) for one in (first, second))
    for name in first.problem.partners:
        if name == partner or name not in {*before, *after}:
            continue
        change = after.get(name, float("nan")) - before.get(name, float("nan"))
        if isnan(change) or round(change * UNIT) != 0:
            yield name, change


def _own_scores(pairing: Pairing) -> dict[str, float]:
    """Score of the binôme of everybody who is in one with a score."""
    return {
        name: pairing.score_of(binome)
        for binome in pairing.binomes
        if binome not in pairing.pinned
        for name in binome
    }
