"""Constraints that exclude every pairing, named one by one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from scipy.sparse.csgraph import connected_components

from prospects_analysis.pairing.problem import (
    Bools,
    InfeasibleError,
    Obstacle,
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
        raise InfeasibleError.of(faults)


def _required_but_not_allowed(problem: Problem, reasons: Mapping[Pair, str]) -> list[Obstacle]:
    found = []
    for a, b in problem.required:
        if problem.allowed[a, b]:
            continue
        pair = (problem.partners[a], problem.partners[b])
        why = reasons.get(pair, "no score")
        code = "pinned and forbidden" if why == "forbidden" else "pinned without a score"
        text = f"{pair[0]} and {pair[1]} are required, but may not be paired ({why})"
        found.append(Obstacle(code=code, partners=pair, text=text))
    return found


def _required_too_many(problem: Problem) -> list[Obstacle]:
    groups = required_groups(problem.required)
    most = 3 if problem.kind == "trio" else 2
    named = [tuple(problem.partners[i] for i in group) for group in groups]
    faults = [
        Obstacle(
            code="pinned twice",
            partners=names,
            text=f"{', '.join(names)} are required together, but a group can hold {most} "
            "at the most",
        )
        for names in named
        if len(names) > most
    ]
    trios = [names for names in named if len(names) == most == 3]
    if len(trios) > 1:
        said = " and ".join(", ".join(names) for names in trios)
        text = f"{said} are required together, but only one trio is made"
        faults.append(Obstacle(code="two trios", partners=sum(trios, ()), text=text))
    return faults


def _without_mate(problem: Problem, reasons: Mapping[Pair, str]) -> list[Obstacle]:
    names = problem.partners
    if problem.kind == "trio" and problem.size < 3:
        text = f"{', '.join(names)} cannot make a trio: three partners are needed"
        return [Obstacle(code="no mate", partners=names, text=text)]
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
            text = f"{names[i]} has no admissible mate ({why or 'there is nobody else'})"
            faults.append(Obstacle(code="no mate", partners=(names[i],), text=text))
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


def _too_few_others(problem: Problem) -> list[Obstacle]:
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
                text = f"the parts {left} are odd and can be completed only by {by}"
                whom = tuple(sorted(name for part in parts for name in part))
                return [Obstacle(code="too few others", partners=whom, text=text)]
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
