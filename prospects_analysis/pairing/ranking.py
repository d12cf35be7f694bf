"""What other pairings there are, from best to worst: the work behind methods of ``Pairing``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prospects_analysis.pairing.enumeration import (
    LARGEST_ENUMERATED,
    Enumeration,
    enumerate_pairings,
)
from prospects_analysis.pairing.solver import next_best

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing


def other_pairings(pairing: Pairing, k: int) -> list[Pairing]:
    """List the best pairings other than this one; see :meth:`Pairing.alternatives`."""
    every = pairing.enumeration
    if every is None:
        return _one_after_the_other(pairing, k)
    own = set(pairing.groups)
    order = (_at(pairing, every, int(position)) for position in every.order[: k + 1])
    return [other for other in order if set(other.groups) != own][:k]


def near_best(pairing: Pairing, percent: float) -> list[Pairing]:
    """List all pairings near the best total; see :meth:`Pairing.within`."""
    every = _counted(pairing, "within")
    best = every.best_total
    near = every.total >= best - abs(best) * percent / 100
    near &= every.both_ways == every.both_ways.max()
    return [_at(pairing, every, int(position)) for position in every.order if near[position]]


def fairness_price(pairing: Pairing) -> float:
    """Give what the leximin pairing costs; see :attr:`Pairing.price_of_fairness`."""
    best = _counted(pairing, "price_of_fairness").best_total
    fairest = enumerate_pairings(replace(pairing.problem, objective="leximin"))
    lost = best - int(fairest.total[fairest.order[0]])
    return lost / best if best > 0 else float("nan")


def _at(pairing: Pairing, every: Enumeration, position: int) -> Pairing:
    rank, ties = every.rank_and_ties(position)
    return replace(
        pairing,
        groups=tuple(every.groups_of(position)),
        rank=rank,
        ties=ties,
        optimal=rank == 1,
    )


def _one_after_the_other(pairing: Pairing, k: int) -> list[Pairing]:
    """Have the solver look for each, above twelve partners."""
    found: list[Pairing] = []
    while len(found) < k:
        other = next_best(pairing.problem, [pairing.groups, *(one.groups for one in found)])
        if other is None:
            break
        found.append(replace(pairing, groups=other.groups, optimal=False))
    return found


def _counted(pairing: Pairing, what: str) -> Enumeration:
    if pairing.enumeration is None:
        raise ValueError(
            f"{what} was asked of {pairing.problem.size} partners. Must be at most "
            f"{LARGEST_ENUMERATED}, so that every pairing can be scored."
        )
    return pairing.enumeration
