"""Pairings of many versions of one grid: the same partners and rules, other ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from prospects_analysis.exchange import carrying, directed_bounds, mutual_score
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.problem import Group
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.sensitivity.optima import Plan, best, keys_of, plan, shares_in_best

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

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
        return np.stack(
            [
                self._fairest(one_weights, one_carries)
                for one_weights, one_carries in zip(weights, carries, strict=True)
            ]
        )

    def _fairest(self, weights: Integers, carries: Bools) -> Floats:
        """Shares of one version under leximin, by spelling out every pairing."""
        problem = replace(self.pairing.problem, weights=weights, carries=carries)
        found = enumerate_pairings(problem)
        _, ties = found.rank_and_ties(int(found.order[0]))
        chosen = [group for at in found.order[:ties] for group in found.groups_of(int(at))]
        return np.array([chosen.count(group) / ties for group in self.groups])

    def keeps(self, value: Floats) -> Bools:
        """Whether the pairing is among the best of each version, shape (D,)."""
        own = [self.groups.index(group) for group in self.pairing.groups]
        problem = self.pairing.problem
        if problem.objective == "total":
            weights, carries = self.scores(value)
            keys = keys_of(problem, self.plan, weights, carries)
            values, _ = best(self.plan, keys)
            return np.asarray(keys[own].sum(axis=0) == values[-1])
        return np.array([self._is_fairest(one) for one in value])

    def _is_fairest(self, value: Floats) -> bool:
        weights, carries = self.scores(value[None])
        problem = replace(self.pairing.problem, weights=weights[0], carries=carries[0])
        found = enumerate_pairings(problem)
        groups = list(self.pairing.groups)
        at = next(i for i in range(len(found.rows)) if found.groups_of(i) == groups)
        return found.rank_and_ties(at)[0] == 1
