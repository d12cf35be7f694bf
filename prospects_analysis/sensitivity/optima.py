"""Which groups are in the best pairings of many score matrices at once.

A pairing is a way to strike off groups, always one that holds the first partner left. What is left
after some steps is one of few sets of partners, so that the best of all pairings, how many share
it, and in what part of them each group stands are had by adding and comparing along those sets:
all pairings are looked at, none is spelled out, and a thousand matrices go side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from prospects_analysis.pairing.problem import Group, Problem, all_groups, evaluate_groups

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Positions = npt.NDArray[np.intp]

BOTH_WAYS = 2**40
"""What a pair whose both directions carry counts more than any total, in half units of 1e-6."""

_NONE = np.iinfo(np.int64).min // 2  # less than any sum of keys, and can be added to


@dataclass(frozen=True, eq=False, kw_only=True)
class Step:
    """One set of partners that may be left, and what can be struck off it.

    Attributes
    ----------
    groups : array of int
        Positions of the groups that may be next.
    left : array of int
        Positions of the steps that each leads to.
    """

    groups: Positions
    left: Positions


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """All sets of partners that may be left, smallest first; the last one is everybody.

    Attributes
    ----------
    groups : tuple of tuple of int
    steps : tuple of Step
        The first is the empty set, which has no way on.
    """

    groups: tuple[Group, ...]
    steps: tuple[Step, ...]

    @cached_property
    def ways(self) -> tuple[Positions, Positions]:
        """Groups and what they leave, ways x steps; filled up with a step beyond the last."""
        most = max(len(step.groups) for step in self.steps)
        groups = np.zeros((most, len(self.steps)), dtype=np.intp)
        left = np.full(groups.shape, len(self.steps), dtype=np.intp)
        for number, step in enumerate(self.steps):
            groups[: len(step.groups), number] = step.groups
            left[: len(step.left), number] = step.left
        return groups, left


def plan(problem: Problem) -> Plan:
    """List the sets of partners that can be left on the way to an admissible pairing.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    plan : Plan
        Of the groups that are admissible; ``steps`` has only the empty set if no pairing is.
    """
    every = all_groups(problem)
    allowed = evaluate_groups(problem, every).allowed
    groups = [group for group, may in zip(every, allowed, strict=True) if may]
    masks = [sum(1 << member for member in group) for group in groups]
    ways: dict[int, list[tuple[int, int]]] = {0: []}

    def explore(left: int) -> bool:
        """Whether a pairing can be completed from here."""
        if left not in ways:
            found = []
            for position, mask in enumerate(masks):
                # Only from an odd number left may a trio or a single go: there is just one.
                fits = mask & left == mask and mask & left & -left
                odd_one_due = len(groups[position]) == 2 or left.bit_count() % 2
                if fits and odd_one_due and explore(left ^ mask):
                    found.append((position, left ^ mask))
            ways[left] = found
        return left == 0 or bool(ways[left])

    explore((1 << problem.size) - 1)
    kept = sorted((left for left in ways if left == 0 or ways[left]), key=_by_size)
    number = {left: position for position, left in enumerate(kept)}
    return Plan(
        groups=tuple(groups),
        steps=tuple(
            Step(
                groups=np.array([group for group, _ in ways[left]], dtype=np.intp),
                left=np.array([number[then] for _, then in ways[left]], dtype=np.intp),
            )
            for left in kept
        ),
    )


def _by_size(left: int) -> tuple[int, int]:
    return left.bit_count(), left


def best_sums(steps: Plan, keys: Integers) -> Integers:
    """Best sum of keys from every set of partners left.

    Parameters
    ----------
    steps : Plan
    keys : array of int, shape (G, D)
        What each group counts in each of D problems.

    Returns
    -------
    sums : array of int, shape (steps + 1, D)
        The last row but one is the best of all pairings; the last is less than any.
    """
    # One way at a time, whole rows: nothing is gathered, which is what takes the time elsewhere.
    sums = np.full((len(steps.steps) + 1, keys.shape[1]), _NONE, dtype=np.int64)
    sums[0] = 0
    other = np.empty(keys.shape[1], dtype=np.int64)
    for row, step in zip(sums[1:], steps.steps[1:], strict=False):
        for group, left in zip(step.groups.tolist(), step.left.tolist(), strict=True):
            np.maximum(row, np.add(keys[group], sums[left], out=other), out=row)
    return sums


def shares_in_best(steps: Plan, keys: Integers) -> Floats:
    """In what part of the best pairings each group stands.

    Parameters
    ----------
    steps : Plan
    keys : array of int, shape (G, D)
        What each group counts in each of D problems: see :func:`keys_of`.

    Returns
    -------
    shares : array, shape (G, D), 0..1
        1 or 0 where one pairing is best; where several tie, the share of them that has the group.

    Examples
    --------
    Four partners whose pairs are all alike: each of three pairings is best.

    >>> problem = Problem(
    ...     partners=tuple("ABCD"), weights=np.zeros((4, 4), int), allowed=~np.eye(4, dtype=bool),
    ...     carries=np.zeros((4, 4), bool), required=(), odd="trio", objective="total",
    ...     both_ways=False)
    >>> steps = plan(problem)
    >>> shares_in_best(steps, np.zeros((6, 1), dtype=np.int64)).ravel().round(3).tolist()
    [0.333, 0.333, 0.333, 0.333, 0.333, 0.333]
    """
    values = best_sums(steps, keys)
    problems = np.arange(keys.shape[1])
    shares = np.zeros(keys.shape)
    at = np.full(len(problems), len(steps.steps) - 1)
    tied = np.zeros(len(problems), dtype=bool)
    ways_on = np.array([len(step.groups) for step in steps.steps])
    # One best pairing of each problem is followed down: few steps, where spreading the shares
    # visits all. Any other leaves it at some step, by a way that is as good.
    while at.any():
        most = ways_on[at].max()
        groups, left = (ways[:most].take(at, axis=1) for ways in steps.ways)
        found = _at(keys, groups) + _at(values, left)
        is_best = found == _at(values, at)
        tied |= is_best.sum(axis=0) > 1
        first = is_best.argmax(axis=0)
        shares[groups[first, problems], problems] = 1.0
        at = left[first, problems]
    if tied.any():
        shares[:, tied] = _shares_of_ties(steps, keys[:, tied])
    return shares


def _at(table: Integers, rows: Positions) -> Integers:
    """Give the entry of each column in its own row (or rows, along the first axis)."""
    width = table.shape[1]
    return np.asarray(table.ravel().take(rows * width + np.arange(width)))


def _shares_of_ties(steps: Plan, keys: Integers) -> Floats:
    """Count the best pairings from each set of partners left, and spread them over its ways."""
    values, counts = best_sums(steps, keys), np.ones((len(steps.steps), keys.shape[1]))
    for number, step in enumerate(steps.steps[1:], start=1):
        is_best = keys[step.groups] + values[step.left] == values[number]
        counts[number] = (counts[step.left] * is_best).sum(axis=0)
    reached = np.zeros_like(counts)
    reached[-1] = 1.0
    shares = np.zeros(keys.shape)
    for number in range(len(steps.steps) - 1, 0, -1):
        step = steps.steps[number]
        is_best = keys[step.groups] + values[step.left] == values[number]
        through = is_best * counts[step.left] * (reached[number] / counts[number])
        shares[step.groups] += through  # a group appears once a step
        np.add.at(reached, step.left, through)
    return shares


def keys_of(
    problem: Problem, steps: Plan, weights: Integers, carries: npt.NDArray[np.bool_]
) -> Integers:
    """Give one number a group that orders pairings as the objective ``total`` does.

    Parameters
    ----------
    problem : Problem
    steps : Plan
    weights : array of int, shape (D, n, n)
    carries : array of bool, shape (D, n, n)

    Returns
    -------
    keys : array of int, shape (G, D)
        The total in half units, and ``BOTH_WAYS`` for a group that carries both ways.
    """
    if problem.kind != "even":
        values = evaluate_groups(problem, steps.groups, weights, carries)
        return np.ascontiguousarray((values.total + BOTH_WAYS * values.both_ways).T)
    keys = np.empty((len(steps.groups), len(weights)), dtype=np.int64)
    # The same for pairs alone, row by row: many times quicker.
    for row, (a, b) in zip(keys, steps.groups, strict=True):
        np.multiply(weights[:, a, b], 2, out=row)
        if problem.both_ways:
            row += BOTH_WAYS * (carries[:, a, b] & carries[:, b, a])
    return keys
