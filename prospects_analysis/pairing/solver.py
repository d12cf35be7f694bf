"""Exact pairing of more than twelve partners, with the prices that prove it.

The pairing is found by integer programming over the admissible groups, tightened by the odd sets
that the search for dual prices has turned up; the prices are its proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from prospects_analysis.pairing.certificate import Certificate, DualPrices
from prospects_analysis.pairing.duals import dual_prices, objective_scale
from prospects_analysis.pairing.odd_sets import meets_oddly
from prospects_analysis.pairing.problem import (
    Group,
    GroupValues,
    InfeasibleError,
    Problem,
    all_groups,
    evaluate_groups,
)

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Row = tuple[npt.ArrayLike, float, float]  # coefficients, lowest, highest

MOST_TRIO_PARTNERS = 61  # 35 990 trios; beyond, the programme grows out of hand
_INFEASIBLE = 2  # scipy.optimize's status for it, in milp and linprog alike


@dataclass(frozen=True, eq=False, kw_only=True)
class Solution:
    """An optimum and its proof.

    Attributes
    ----------
    groups : tuple of tuple of int
    total, upper_bound : int
        Half units of 1e-6.
    certificate : Certificate or None
        None for a next-best pairing, which is no optimum.
    """

    groups: tuple[Group, ...]
    total: int
    upper_bound: int
    certificate: Certificate | None


@dataclass(frozen=True, eq=False, kw_only=True)
class _Model:
    """Admissible groups, and which partners each of them covers."""

    groups: tuple[Group, ...]
    covers: csr_array  # partners (and the token of an odd number) x groups
    values: GroupValues

    def choose(
        self, worth: Integers, rows: Sequence[Row] = (), usable: Bools | None = None
    ) -> npt.NDArray[np.intp] | None:
        """Choose groups that cover everybody once at the largest worth; None if there are none."""
        constraints = [LinearConstraint(self.covers, 1, 1)]
        constraints += [LinearConstraint(np.atleast_2d(c), low, high) for c, low, high in rows]
        upper = np.ones(len(self.groups)) if usable is None else usable.astype(float)
        result = milp(
            -worth / objective_scale(worth),
            constraints=constraints,
            integrality=1,
            bounds=(0, upper),
            options={"mip_rel_gap": 0.0},
        )
        if result.status == _INFEASIBLE:
            return None
        if result.x is None:
            raise RuntimeError(f"The solver stopped with {result.message!r}. Must end optimal.")
        return np.flatnonzero(result.x > 0.5)


def _model(problem: Problem) -> _Model:
    if problem.kind == "trio" and problem.size > MOST_TRIO_PARTNERS:
        raise ValueError(
            f"{problem.size} partners and odd='trio' given. Must be at most {MOST_TRIO_PARTNERS} "
            "partners for a trio, or odd='unpaired'."
        )
    groups = all_groups(problem)
    values = evaluate_groups(problem, groups)
    keep = np.flatnonzero(values.allowed)
    groups = [groups[g] for g in keep]
    # The trio or single of an odd number also covers a token, so that there is just one of them.
    covered = [group if len(group) == 2 else (*group, problem.size) for group in groups]
    members = np.array([i for group in covered for i in group], dtype=np.intp)
    columns = np.repeat(np.arange(len(groups)), [len(group) for group in covered])
    covers = csr_array(
        (np.ones(len(members)), (members, columns)),
        shape=(problem.size + problem.size % 2, len(groups)),
    )
    return _Model(
        groups=tuple(groups),
        covers=covers,
        values=GroupValues(
            total=values.total[keep],
            fairness=values.fairness[keep],
            both_ways=values.both_ways[keep],
            allowed=values.allowed[keep],
        ),
    )


def solve(problem: Problem) -> Solution:
    """Find the best pairing under the problem's rules, and prove its bound.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    solution : Solution

    Raises
    ------
    InfeasibleError
        If no pairing keeps the rules.
    ValueError
        If a trio is asked for among more than 61 partners.
    """
    model = _model(problem)
    values = model.values
    _choose_or_fail(problem, model, np.zeros_like(values.total), [])
    for_both_ways = dual_prices(model.covers, model.groups, values.both_ways)
    most = _most_both_ways(model, for_both_ways)
    for_total = dual_prices(model.covers, model.groups, values.total, [(values.both_ways, most)])
    rows = _both_ways_rows(model, most)
    best = _choose_or_fail(problem, model, values.total, rows + _odd_rows(model, for_total))
    chosen, for_levels = best, tuple[DualPrices, ...]()
    if problem.objective == "leximin":
        chosen = _leximin(model, rows)
        for_levels = _level_prices(model, chosen, most)
    return Solution(
        groups=tuple(model.groups[g] for g in chosen),
        total=int(values.total[chosen].sum()),
        upper_bound=max(int(values.total[best].sum()), for_total.bound([most])),
        certificate=Certificate(
            for_both_ways=for_both_ways, for_total=for_total, for_levels=for_levels
        ),
    )


def _level_prices(model: _Model, chosen: npt.NDArray[np.intp], most: int) -> tuple[DualPrices, ...]:
    """Prices that prove, from the lowest score up, that no pairing has fewer groups down there."""
    fairness = model.values.fairness
    scored = np.array([len(group) > 1 for group in model.groups])
    sides = [(model.values.both_ways, most)]
    settled = ~scored
    proofs = []
    for level in np.unique(fairness[chosen][scored[chosen]]):
        # A group at another score below this one would make the pairing less fair: left out.
        usable = np.flatnonzero(settled | (fairness >= level))
        here = -(scored & (fairness == level)).astype(np.int64)
        proofs.append(
            dual_prices(
                model.covers[:, usable],
                [model.groups[g] for g in usable],
                here[usable],
                [(counts[usable], least) for counts, least in sides],
            )
        )
        sides.append((here, int(here[chosen].sum())))
        settled |= here < 0
    return tuple(proofs)


def next_best(problem: Problem, excluded: Sequence[Sequence[Group]]) -> Solution | None:
    """Best pairing that is none of those given; None if there is no other.

    Parameters
    ----------
    problem : Problem
    excluded : sequence of pairings
        Each a sequence of groups of positions in ``problem.partners``.

    Returns
    -------
    solution : Solution or None
        Without a certificate.
    """
    model = _model(problem)
    position = {group: index for index, group in enumerate(model.groups)}
    rows: list[Row] = []
    for pairing in excluded:
        row = np.zeros(len(model.groups))
        row[[position[group] for group in pairing]] = 1
        rows.append((row, 0, len(pairing) - 1))
    chosen = model.choose(model.values.both_ways, rows)
    if chosen is None:
        return None
    rows += _both_ways_rows(model, int(model.values.both_ways[chosen].sum()))
    chosen = (
        _choose_or_fail(problem, model, model.values.total, rows)
        if problem.objective == "total"
        else _leximin(model, rows)
    )
    total = int(model.values.total[chosen].sum())
    return Solution(
        groups=tuple(model.groups[g] for g in chosen),
        total=total,
        upper_bound=total,
        certificate=None,
    )


def _both_ways_rows(model: _Model, most: int) -> list[Row]:
    return [(model.values.both_ways, most, np.inf)] if most else []


def _odd_rows(model: _Model, duals: DualPrices) -> list[Row]:
    return [(meets_oddly(model.covers, members), 1, np.inf) for members in duals.odd_sets]


def _most_both_ways(model: _Model, duals: DualPrices) -> int:
    worth = model.values.both_ways
    chosen = model.choose(worth, _odd_rows(model, duals)) if worth.any() else None
    return 0 if chosen is None else int(worth[chosen].sum())


def _choose_or_fail(
    problem: Problem, model: _Model, worth: Integers, rows: Sequence[Row]
) -> npt.NDArray[np.intp]:
    chosen = model.choose(worth, rows)
    if chosen is None:
        raise InfeasibleError(
            f"No admissible pairing of the {problem.size} partners {list(problem.partners)}: "
            f"the {int(problem.allowed.sum()) // 2} pairs allowed cannot cover everybody. "
            "Must leave at least one pairing; forbid or require less."
        )
    return chosen


def _leximin(model: _Model, rows: Sequence[Row]) -> npt.NDArray[np.intp]:
    """Successive bottleneck: raise the lowest score, have it as seldom as can be, go on above it.

    References
    ----------
    Burkard & Rendl (1991), Lexicographic bottleneck problems, *Operations Research Letters* 10(5).
    """
    fairness = model.values.fairness
    counts = np.array([len(group) > 1 for group in model.groups])
    levels = np.unique(fairness[counts])
    settled = ~counts
    fixed = list(rows)
    nothing = np.zeros(len(fairness), dtype=np.int64)
    chosen = model.choose(nothing, fixed)
    start = 0
    while chosen is not None and counts[chosen].any() and not settled[chosen].all():
        low = int(np.searchsorted(levels, fairness[chosen][~settled[chosen]].min()))
        high = len(levels) - 1
        start = max(start, low)
        while start < high:
            middle = (start + high + 1) // 2
            higher = model.choose(nothing, fixed, settled | (fairness >= levels[middle]))
            if higher is None:
                high = middle - 1
            else:
                chosen = higher
                start = int(np.searchsorted(levels, fairness[chosen][~settled[chosen]].min()))
        here = counts & (fairness == levels[start])
        usable = settled | (fairness >= levels[start])
        chosen = model.choose(-here.astype(np.int64), fixed, usable)
        assert chosen is not None  # the search above ended on a feasible level
        fixed.append((here.astype(float), here[chosen].sum(), here[chosen].sum()))
        settled |= here
        start += 1
    if chosen is None:
        raise InfeasibleError("No admissible pairing under these rules. Must leave at least one.")
    return chosen
