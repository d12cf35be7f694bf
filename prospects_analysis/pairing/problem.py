"""What may be paired with whom: scores as integers, constraints checked, groups spelled out.

Scores are rounded to integers of 1e-6 before anything is compared, so that ties, ranks, solvers and
verifier mean the same thing by "equal". A *group* is what a partner can end up in: a pair, the one
trio of an odd partnership, or alone. Values of groups are kept in integers that a trio cannot
make fractional: totals in half units, leximin values in thirds of a unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

OBJECTIVES = ("total", "leximin")
ODD = ("trio", "unpaired", "wait")

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Pair = tuple[str, str]
Group = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One thing that makes every pairing impossible by itself.

    Attributes
    ----------
    code : str
        ``pinned and forbidden``, ``pinned without a score``, ``pinned twice``, ``two trios``,
        ``no mate``, ``too few others`` or ``nobody assessed``.
    partners : tuple of str
        Whom it concerns.
    text : str
        What is wrong, as a message says it.
    """

    code: str
    partners: tuple[str, ...]
    text: str


class InfeasibleError(ValueError):
    """No pairing keeps all the rules; the message names what stands in the way.

    Attributes
    ----------
    obstacles : tuple of Obstacle
        The same, to be told in any language; empty where no single thing is to blame.
    """

    def __init__(self, message: str, obstacles: Iterable[Obstacle] = ()) -> None:
        super().__init__(message)
        self.obstacles = tuple(obstacles)

    @classmethod
    def of(cls, obstacles: Iterable[Obstacle]) -> InfeasibleError:
        """Make the error that names all of them."""
        obstacles = tuple(obstacles)
        said = "; ".join(one.text for one in obstacles)
        return cls(f"No admissible pairing: {said}.", obstacles)


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """A pairing problem in canonical form: partners sorted as text, scores as integers.

    Attributes
    ----------
    partners : tuple of str
        The n partners to be paired, sorted as text.
    weights : array of int, shape (n, n)
        Symmetric scores in units of 1e-6; 0 where a pair may not be.
    allowed : array of bool, shape (n, n)
        Symmetric; which pairs may be.
    carries : array of bool, shape (n, n)
        Giver x receiver: whether that direction carries. All False where not known.
    required : tuple of (int, int)
        Pairs that must stand together.
    odd : {"trio", "unpaired", "wait"}
        What happens to the one left over when n is odd.
    objective : {"total", "leximin"}
    both_ways : bool
        Whether the number of pairs whose both directions carry is maximised first.
    """

    partners: tuple[str, ...]
    weights: Integers
    allowed: Bools
    carries: Bools
    required: tuple[tuple[int, int], ...]
    odd: str
    objective: str
    both_ways: bool

    def __post_init__(self) -> None:
        for name in ("weights", "allowed", "carries"):
            array = np.array(getattr(self, name))
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def size(self) -> int:
        """Number of partners to be paired."""
        return len(self.partners)

    @property
    def kind(self) -> str:
        """``even``, or for an odd number ``trio`` or ``single``."""
        if self.size % 2 == 0:
            return "even"
        return "trio" if self.odd == "trio" else "single"

    def names(self, groups: Iterable[Group]) -> tuple[tuple[str, ...], ...]:
        """Partners of each group, sorted inside and between."""
        return tuple(sorted(tuple(sorted(self.partners[i] for i in g)) for g in groups))


@dataclass(frozen=True, eq=False, kw_only=True)
class GroupValues:
    """What each group adds, as integers; aligned with a list of groups.

    Attributes
    ----------
    total : array of int
        In half units: 2w for a pair, the sum of its three pair scores for a trio, 0 alone.
    fairness : array of int
        In thirds of a unit: 3w for a pair, the sum of three for a trio (its mean counts).
    both_ways : array of int
        1 for a pair whose both directions carry, and for a trio in which every member gives to
        and receives from a mate by a direction that carries; else 0.
    allowed : array of bool
    """

    total: Integers
    fairness: Integers
    both_ways: Integers
    allowed: Bools


def evaluate_groups(
    problem: Problem,
    groups: Iterable[Group],
    weights: Integers | None = None,
    carries: Bools | None = None,
) -> GroupValues:
    """Value every group of a list; a partner alone counts for nothing.

    Parameters
    ----------
    problem : Problem
    groups : iterable of tuple of int
        Positions in ``problem.partners``; one, two or three in a group.
    weights, carries : array, shape (..., n, n), optional
        Many scores and directions at once, instead of those of the problem.

    Returns
    -------
    values : GroupValues
        Aligned with the groups along the last axis.

    References
    ----------
    A partner in a trio gets the mean of what its two mates bring, (w1 + w2) / 2; summed over its
    three members and halved, as for pairs, a trio adds half the sum of its three pair scores.
    """
    groups = list(groups)
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    # Three columns whatever the size: a pair (a, b) becomes (a, b, b), a single (a, a, a).
    members = np.array([(g[0], g[len(g) // 2], g[-1]) for g in groups], dtype=np.intp).reshape(
        -1, 3
    )
    a, b, c = members.T
    w = problem.weights if weights is None else weights
    trio = sizes == 3
    alone = sizes == 1
    pair_sum = w[..., a, c] + np.where(trio, w[..., a, b] + w[..., b, c], 0)
    carries = problem.carries if carries is None else carries
    pair = carries[..., a, c] & carries[..., c, a]
    both = np.where(trio, _everybody_served(carries, a, b, c), pair)
    allowed = problem.allowed[a, c] & (~trio | (problem.allowed[a, b] & problem.allowed[b, c]))
    return GroupValues(
        total=np.where(alone, 0, np.where(trio, pair_sum, 2 * pair_sum)),
        fairness=np.where(alone, 0, np.where(trio, pair_sum, 3 * pair_sum)),
        both_ways=np.where(alone | (not problem.both_ways), 0, both).astype(np.int64),
        allowed=(allowed | alone) & _keeps_required(problem.required, members),
    )


def _everybody_served(
    carries: Bools, a: npt.NDArray[np.intp], b: npt.NDArray[np.intp], c: npt.NDArray[np.intp]
) -> Bools:
    served = np.ones((*carries.shape[:-2], len(a)), dtype=bool)
    for one, two, three in ((a, b, c), (b, a, c), (c, a, b)):
        gives = carries[..., one, two] | carries[..., one, three]
        receives = carries[..., two, one] | carries[..., three, one]
        served &= gives & receives
    return served


def _keeps_required(required: tuple[tuple[int, int], ...], members: npt.NDArray[np.intp]) -> Bools:
    """Tell which groups hold both of each required pair, or neither."""
    keeps = np.ones(len(members), dtype=bool)
    for a, b in required:
        keeps &= (members == a).any(axis=1) == (members == b).any(axis=1)
    return keeps


def check_pairs(kind: str, pairs: Iterable[tuple[str, str]], partners: Iterable[str]) -> set[Pair]:
    """Pairs of a constraint, sorted inside; refused where an id is unknown or pairs with itself."""
    known = set(partners)
    checked = set()
    for pair in pairs:
        listed = isinstance(pair, Iterable) and not isinstance(pair, str)
        ids = tuple(str(name) for name in pair) if listed else ()
        if len(ids) != 2 or ids[0] == ids[1]:
            raise ValueError(f"Invalid pair {pair!r} in {kind}. Must be two different partners.")
        unknown = sorted(set(ids) - known)
        if unknown:
            raise ValueError(
                f"Unknown partner {unknown} in {kind} {ids}. Must be among {sorted(known)}."
            )
        checked.add((min(ids), max(ids)))
    return checked


def required_groups(required: Iterable[tuple[int, int]]) -> list[Group]:
    """Join required pairs that share a partner into the groups that they ask for, sorted."""
    groups: list[set[int]] = []
    for pair in required:
        joined = set(pair).union(*(group for group in groups if group & set(pair)))
        groups = [group for group in groups if not group & joined] + [joined]
    return sorted(tuple(sorted(group)) for group in groups)


def all_groups(problem: Problem) -> list[Group]:
    """Every pair of partners, and the trios or singles that an odd number needs, in order."""
    n = range(problem.size)
    extra = {"even": 0, "trio": 3, "single": 1}[problem.kind]
    groups: list[Group] = list(combinations(n, 2))
    if extra:
        groups += list(combinations(n, extra))
    return sorted(groups)
