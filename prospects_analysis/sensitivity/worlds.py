"""Pairings of many versions of one grid: the same partners and rules, other ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from prospects_analysis.exchange import carrying, directed_bounds, mutual_score
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.problem import Group, evaluate_groups
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.sensitivity.optima import Plan, best_sums, keys_of, plan, shares_in_best

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

_CELLS = 2_000_000  # numbers side by side where pairings are spelled out

FORMULAS = ("transfer", "mutual", "level")
"""Keywords of ``complementarity``; all others are those of ``pair_partners``."""


def propose(grid: Grid, keywords: Mapping[str, Any]) -> Pairing:
    """Pair the partners of a grid by keywords of ``complementarity`` and ``pair_partners``."""
    formulas = {name: value for name, value in keywords.items() if name in FORMULAS}
    rules = {name: value for name, value in keywords.items() if name not in FORMULAS}
    return pair_partners(complementarity(grid, **formulas), **rules)


def check_countable(pairing: Pairing, what: str) -> None:
    """Check that every pairing can be looked at."""
    if pairing.problem.size > LARGEST_ENUMERATED:
        raise ValueError(
            f"{what} was asked of {pairing.problem.size} partners. Must be at most "
            f"{LARGEST_ENUMERATED}, so that every pairing can be looked at."
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class Worlds:
    """A pairing's rules and formulas, ready for many versions of its grid's ratings.

    Attributes
    ----------
    pairing : Pairing
        Of the grid as it is.
    plan : Plan
    """

    pairing: Pairing
    plan: Plan

    @classmethod
    def of(cls, pairing: Pairing, what: str) -> Worlds:
        """Prepare a pairing that was made from a grid.

        Raises
        ------
        ValueError
            If no grid stands behind it, or there are more than twelve partners.
        """
        check_countable(pairing, what)
        if pairing.flows is None:
            raise ValueError(
                f"{what} was asked of a plain score matrix. Must be a pairing made from a grid."
            )
        return cls(pairing=pairing, plan=plan(pairing.problem))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Groups that may be, as positions in ``pairing.problem.partners``."""
        return self.plan.groups

    def scores(self, value: Floats) -> tuple[Integers, Bools]:
        """Pair scores in units of 1e-6, and which directions carry, in the pairing's own order.

        Parameters
        ----------
        value : array, shape (D, P, C, 2), 0..S
            Criterion ratings of D versions of the grid.

        Returns
        -------
        weights : array of int, shape (D, n, n)
        carries : array of bool, shape (D, n, n)
        """
        flows = self.pairing.flows
        assert flows is not None  # checked where this was made
        grid = flows.grid
        lower, _ = directed_bounds(
            grid.ratings_arrays,
            value,
            grid.span,
            transfer=flows.transfer,
            level=flows.level,
            share=grid.min_answered_share,
        )
        own = [grid.partners.index(name) for name in self.pairing.problem.partners]
        lower = lower[:, own][:, :, own]
        mutual = mutual_score(lower, np.swapaxes(lower, -1, -2), flows.mutual)
        weights = np.where(self.pairing.problem.allowed, np.rint(mutual * UNIT), 0)
        carries = carrying(value[:, own], grid.established, grid.priority)
        return weights.astype(np.int64), carries

    def shares(self, value: Floats) -> Floats:
        """In what part of the best pairings of each version every group stands, shape (D, G)."""
        problem = self.pairing.problem
        weights, carries = self.scores(value)
        if problem.objective == "total":
            return shares_in_best(self.plan, keys_of(problem, self.plan, weights, carries)).T
        fairest = self._fairest(weights, carries)
        return np.asarray(fairest / fairest.sum(axis=1, keepdims=True) @ self._incidence)

    def keeps(self, value: Floats) -> Bools:
        """Whether the pairing is among the best of each version, shape (D,)."""
        own = [self.groups.index(group) for group in self.pairing.groups]
        problem = self.pairing.problem
        weights, carries = self.scores(value)
        if problem.objective == "total":
            keys = keys_of(problem, self.plan, weights, carries)
            return np.asarray(keys[own].sum(axis=0) == best_sums(self.plan, keys)[-2])
        at = self._incidence[:, own].all(axis=1)
        return np.asarray(self._fairest(weights, carries)[:, at].any(axis=1))

    @cached_property
    def _incidence(self) -> Bools:
        """Which groups each admissible pairing has, shape (M, G)."""
        found = enumerate_pairings(self.pairing.problem)
        number = {group: position for position, group in enumerate(self.groups)}
        holds = np.zeros((len(found.rows), len(self.groups)), dtype=bool)
        for row in range(len(found.rows)):
            holds[row, [number[group] for group in found.groups_of(row)]] = True
        return holds

    def _fairest(self, weights: Integers, carries: Bools) -> Bools:
        """Which pairings are best of each version under leximin, shape (D, M).

        The sum of a pairing does not decide here, so that all of them are spelled out.
        """
        problem = self.pairing.problem
        values = evaluate_groups(problem, self.groups, weights, carries)
        members = np.array([np.nonzero(row)[0] for row in self._incidence])
        alone = np.array([len(group) == 1 for group in self.groups])
        fairness = np.where(alone, np.iinfo(np.int64).max, values.fairness)
        fairest = np.empty((len(weights), len(members)), dtype=bool)
        step = max(1, _CELLS // members.size)
        for first in range(0, len(weights), step):
            some = slice(first, first + step)
            carried = values.both_ways[some][:, members].sum(axis=-1)
            compared = np.sort(fairness[some][:, members], axis=-1)
            best_yet = carried == carried.max(axis=1, keepdims=True)
            for column in np.moveaxis(compared, -1, 0):
                left = np.where(best_yet, column, -1)
                best_yet &= left == left.max(axis=1, keepdims=True)
            fairest[some] = best_yet
        return fairest
