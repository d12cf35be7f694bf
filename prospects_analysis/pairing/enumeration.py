"""Every admissible pairing of up to twelve partners, scored at once.

Ten partners make 945 pairings, twelve 10 395: few enough to look at all of them, so that rank,
ties and alternatives are counted and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from prospects_analysis.pairing.problem import (
    Group,
    InfeasibleError,
    Problem,
    all_groups,
    evaluate_groups,
)

LARGEST_ENUMERATED = 12  # 10 395 pairings; 14 partners would make 135 135

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Enumeration:
    """All admissible pairings in canonical order, with their values as integers.

    Attributes
    ----------
    groups : tuple of tuple of int
        Pairs, and trios or singles where the number is odd.
    rows : array of int, shape (M, k)
        Positions in ``groups``; a row a pairing, in lexicographic order of partners.
    total : array of int, shape (M,)
        Half units of 1e-6.
    both_ways : array of int, shape (M,)
        Pairs whose both directions carry; all 0 where that is not asked.
    fairness : array of int, shape (M, m)
        Group values in thirds of a unit, sorted upward; a partner alone is left out.
    order : array of int, shape (M,)
        Positions from best to worst: most both-ways pairs, then the objective, then the other
        objective, then canonical order.
    objective : str
    """

    groups: tuple[Group, ...]
    rows: npt.NDArray[np.intp]
    total: Integers
    both_ways: Integers
    fairness: Integers
    order: npt.NDArray[np.intp]
    objective: str

    @property
    def best_total(self) -> int:
        """Largest total among the pairings with the most both-ways pairs, in half units."""
        return int(self.total[self.both_ways == self.both_ways.max()].max())

    def groups_of(self, position: int) -> list[Group]:
        """Return the groups of the pairing at a position."""
        return [self.groups[g] for g in self.rows[position]]

    def position_of(self, groups: Iterable[Group]) -> int | None:
        """Find the pairing that consists of these groups; None where it is not admissible."""
        number = {group: index for index, group in enumerate(self.groups)}
        row = sorted(number.get(group, -1) for group in groups)  # as rows are: upward
        if len(row) != self.rows.shape[1]:
            return None
        found = np.flatnonzero((self.rows == row).all(axis=1))
        return int(found[0]) if len(found) else None

    def rank_and_ties(self, position: int) -> tuple[int, int]:
        """One plus the number of pairings that do better, and how many do exactly as well.

        Both-ways pairs and the objective decide; the tie rules do not.
        """
        same_count = self.both_ways == self.both_ways[position]
        better = self.both_ways > self.both_ways[position]
        if self.objective == "total":
            better = better | (same_count & (self.total > self.total[position]))
            equal = same_count & (self.total == self.total[position])
        else:
            compared = _compare_rows(self.fairness, self.fairness[position])
            better = better | (same_count & (compared > 0))
            equal = same_count & (compared == 0)
        return 1 + int(better.sum()), int(equal.sum())


@lru_cache(maxsize=16)
def _all_pairings(size: int, kind: str) -> tuple[tuple[int, ...], ...]:
    """All pairings of ``size`` partners as bit masks of groups, smallest free partner first."""
    complete: list[tuple[int, ...]] = []

    def extend(free: int, chosen: tuple[int, ...], extra: str) -> None:
        if not free:
            complete.append(chosen)
            return
        first = free & -free
        rest = free ^ first
        if extra == "single":
            extend(rest, (*chosen, first), "even")
        others = [1 << i for i in range(size) if rest >> i & 1]
        for index, mate in enumerate(others):
            extend(rest ^ mate, (*chosen, first | mate), extra)
            if extra == "trio":
                for third in others[index + 1 :]:
                    extend(rest ^ mate ^ third, (*chosen, first | mate | third), "even")

    extend((1 << size) - 1, (), kind)
    return tuple(
        pairing
        for pairing in complete
        if kind != "trio" or any(mask.bit_count() == 3 for mask in pairing)
    )


def enumerate_pairings(problem: Problem) -> Enumeration:
    """Score every admissible pairing of at most twelve partners.

    Parameters
    ----------
    problem : Problem
        With ``problem.size <= 12``.

    Returns
    -------
    enumeration : Enumeration

    Raises
    ------
    InfeasibleError
        If no pairing keeps the rules.
    ValueError
        If there are more than twelve partners.
    """
    if problem.size > LARGEST_ENUMERATED:
        raise ValueError(
            f"{problem.size} partners given. Must be at most {LARGEST_ENUMERATED} "
            "for every pairing to be scored."
        )
    groups = all_groups(problem)
    values = evaluate_groups(problem, groups)
    rows = _rows(problem.size, problem.kind)
    rows = rows[values.allowed[rows].all(axis=1)]
    if not len(rows):
        raise InfeasibleError(
            f"No admissible pairing of the partners {list(problem.partners)}: every one of the "
            f"pairings breaks a rule. Must leave at least one; forbid or require less."
        )
    total = values.total[rows].sum(axis=1)
    both_ways = values.both_ways[rows].sum(axis=1)
    fairness = _sorted_fairness(problem, groups, values.fairness, rows)
    return Enumeration(
        groups=tuple(groups),
        rows=rows,
        total=total,
        both_ways=both_ways,
        fairness=fairness,
        order=_order(total, both_ways, fairness, problem.objective),
        objective=problem.objective,
    )


@lru_cache(maxsize=16)
def _rows(size: int, kind: str) -> npt.NDArray[np.intp]:
    """All pairings as rows of positions in the sorted list of groups."""
    extra = {"even": (2,), "trio": (2, 3), "single": (1, 2)}[kind]
    masks = [mask for mask in range(1 << size) if mask.bit_count() in extra]
    members = {mask: tuple(i for i in range(size) if mask >> i & 1) for mask in masks}
    position = {mask: index for index, mask in enumerate(sorted(masks, key=members.__getitem__))}
    rows = np.array(
        [[position[mask] for mask in pairing] for pairing in _all_pairings(size, kind)],
        dtype=np.intp,
    )
    rows = rows.reshape(len(rows), -1)
    rows = rows[np.lexsort(rows.T[::-1])] if rows.shape[1] else rows
    rows.setflags(write=False)
    return rows


def _sorted_fairness(
    problem: Problem, groups: list[Group], fairness: Integers, rows: npt.NDArray[np.intp]
) -> Integers:
    counted = np.array([len(group) > 1 for group in groups], dtype=bool)
    values = np.where(counted, fairness, np.iinfo(np.int64).max)[rows]
    values = np.sort(values, axis=1)
    # The one left over sorts last; it has no score and takes no part.
    return values[:, :-1] if problem.kind == "single" else values


def _order(
    total: Integers, both_ways: Integers, fairness: Integers, objective: str
) -> npt.NDArray[np.intp]:
    worst_first = [total, *fairness.T] if objective == "total" else [*fairness.T, total]
    keys = [both_ways, *worst_first]
    # lexsort is stable and takes its last key first; equal pairings stay in canonical order.
    return np.lexsort([-key for key in reversed(keys)])


def _compare_rows(rows: Integers, row: Integers) -> Integers:
    """Sign of each row against one row, lexicographically: 1 where it is ahead."""
    sign = np.zeros(len(rows), dtype=np.int64)
    for column, value in zip(rows.T, row, strict=True):
        sign = np.where(sign == 0, np.sign(column - value), sign)
    return sign
