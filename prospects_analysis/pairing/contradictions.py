"""Constraints that exclude every pairing, named one by one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from scipy.sparse.csgraph import connected_components

from prospects_analysis.pairing.problem import (
    Bools,
    InfeasibleError,
    Pair,
    Problem,
    required_groups,
)

LARGEST_SEARCHED = 12  # 2 500 sets of at most half the partners are looked at


def check_contradictions(problem: Problem, reasons: Mapping[Pair, str]) -> None:
    """Refuse constraints that leave no pairing, naming each.

    Parameters
    ----------
    problem : Problem
    reasons : mapping
        (a, b) -> why the pair may not be, as the message shall give it.

    Raises
    ------
    InfeasibleError
        If a required pair is not allowed, more are required together than a group holds, a partner
        has no admissible mate, or some partners depend on too few others. What an even wider look
        would reveal (above twelve partners, or in an odd partnership) is left to the solver.
    """
    faults = [
        *_required_but_not_allowed(problem, reasons),
        *_required_too_many(problem),
        *_without_mate(problem, reasons),
    ]
    if not faults and problem.kind == "even" and problem.size <= LARGEST_SEARCHED:
        faults = _too_few_others(problem)
    if faults:
        raise InfeasibleError("No admissible pairing: " + "; ".join(faults) + ".")


def _required_but_not_allowed(problem: Problem, reasons: Mapping[Pair, str]) -> list[str]:
    names = problem.partners
    return [
        f"{names[a]} and {names[b]} are required, but may not be paired "
        f"({reasons.get((names[a], names[b]), 'no score')})"
        for a, b in problem.required
        if not problem.allowed[a, b]
    ]


def _required_too_many(problem: Problem) -> list[str]:
    groups = required_groups(problem.required)
    most = 3 if problem.kind == "trio" else 2
    named = [", ".join(problem.partners[i] for i in group) for group in groups]
    faults = [
        f"{name} are required together, but a group can hold {most} at the most"
        for name, group in zip(named, groups, strict=True)
        if len(group) > most
    ]
    trios = [name for name, group in zip(named, groups, strict=True) if len(group) == most == 3]
    if len(trios) > 1:
        faults.append(f"{' and '.join(trios)} are required together, but only one trio is made")
    return faults


def _without_mate(problem: Problem, reasons: Mapping[Pair, str]) -> list[str]:
    names = problem.partners
    if problem.kind == "trio" and problem.size < 3:
        return [f"{', '.join(names)} cannot make a trio: three partners are needed"]
    free = _free(problem)
    if problem.kind == "single":  # somebody stays alone anyhow
        return []
    faults = []
    for i in np.flatnonzero(free):
        mates = problem.allowed[i] & (free if problem.kind == "even" else True)
        if not mates.any():
            why = ", ".join(
                f"{other}: {_why(problem, int(i), j, reasons)}"
                for j, other in enumerate(names)
                if j != i
            )
            faults.append(f"{names[i]} has no admissible mate ({why or 'there is nobody else'})")
    return faults


def _free(problem: Problem) -> Bools:
    """Partners whom no requirement binds."""
    free = np.ones(problem.size, dtype=bool)
    free[[i for pair in problem.required for i in pair]] = False
    return free


def _why(problem: Problem, i: int, j: int, reasons: Mapping[Pair, str]) -> str:
    if problem.allowed[i, j]:
        return "required elsewhere"
    a, b = sorted((problem.partners[i], problem.partners[j]))
    return reasons.get((a, b), "no score")


def _too_few_others(problem: Problem) -> list[str]:
    """Find the smallest set without which more odd parts are left than it can complete.

    References
    ----------
    Tutte (1947), The factorization of linear graphs, *Journal of the London Mathematical Society*
    22: without such a set a perfect matching exists.
    """
    members = np.flatnonzero(_free(problem))
    allowed = problem.allowed[np.ix_(members, members)]
    if _can_be_paired(allowed, list(range(len(members)))):
        return []  # as nearly always; the search below looks at thousands of sets
    named = [problem.partners[i] for i in members]
    for size in range(len(members) // 2 + 1):
        for few in combinations(range(len(members)), size):
            rest = [i for i in range(len(members)) if i not in few]
            _, label = connected_components(allowed[np.ix_(rest, rest)], directed=False)
            parts = [
                [named[rest[k]] for k in np.flatnonzero(label == part)]
                for part in np.flatnonzero(np.bincount(label, minlength=1) % 2)
            ]
            if len(parts) > size:
                left = " / ".join(", ".join(part) for part in parts)
                by = " and ".join(named[i] for i in few) or "nobody"
                return [f"the parts {left} are odd and can be completed only by {by}"]
    return []


def _can_be_paired(allowed: Bools, free: list[int]) -> bool:
    """Tell whether everybody finds a mate; the first of them tries one after the other."""
    if not free:
        return True
    first, *others = free
    return any(
        _can_be_paired(allowed, [one for one in others if one != mate])
        for mate in others
        if allowed[first, mate]
    )
