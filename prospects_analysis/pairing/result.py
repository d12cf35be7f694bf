"""The proposed pairing, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._validation import check_whole_number
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.certificate import Certificate
from prospects_analysis.pairing.difference import Difference, difference
from prospects_analysis.pairing.enumeration import (
    LARGEST_ENUMERATED,
    Enumeration,
    enumerate_pairings,
)
from prospects_analysis.pairing.explanation import Explanation, explain
from prospects_analysis.pairing.problem import (
    Group,
    Pair,
    Problem,
    check_pairs,
    evaluate_groups,
)
from prospects_analysis.pairing.ranking import fairness_price, near_best, other_pairings
from prospects_analysis.pairing.rivals import blocking_pairs, greedy_pairs, liking_of
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.pairing.told import binomes_frame, claim_of
from prospects_analysis.pairing.verify import Verification, verify_claim

Binome = tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairing:
    """Who works with whom: made by :func:`prospects_analysis.pair_partners`.

    Attributes
    ----------
    problem : Problem
        The scores as integers and the rules, in canonical form.
    groups : tuple of tuple of int
        Chosen groups of positions in ``problem.partners``.
    pinned : tuple of (str, str)
        Required pairs without a score ("sans note"): they stand, outside the total.
    late : tuple of str
        Partners that cannot be paired yet because they gave no answers.
    inadmissible : mapping
        (a, b) -> reason: same country, forbidden, not assessed or no score.
    upper_bound : float
        Proven bound on the total among the pairings with the most both-ways pairs. It may exceed
        the total when the objective is leximin.
    rank : int or None
        1 + number of admissible pairings that do better; None above twelve partners.
    count : int or None
        Number of admissible pairings; None above twelve partners.
    ties : int or None
        How many do exactly as well, this one included; None above twelve partners.
    flows : Complementarity or None
        What the scores came from.
    certificate : Certificate or None
        Dual prices that prove the bound; only above twelve partners.
    optimal : bool
        Whether it is claimed that no pairing does better. Beyond twelve partners alternatives
        make no such claim, even where they tie.
    propose : callable
        Makes the best pairing of the same scores under the rules that it is given.
    rules : mapping
        The rules that this one was made under: keywords of ``pair_partners``.
    """

    problem: Problem
    groups: tuple[Group, ...]
    pinned: tuple[Pair, ...] = ()
    late: tuple[str, ...] = ()
    inadmissible: Mapping[Pair, str]
    upper_bound: float
    rank: int | None
    count: int | None
    ties: int | None
    flows: Complementarity | None = None
    certificate: Certificate | None = None
    optimal: bool = True
    propose: Callable[..., Pairing]
    rules: Mapping[str, Any]

    def with_(self, *, require: Iterable[Pair] = (), forbid: Iterable[Pair] = ()) -> Pairing:
        """Find the best pairing under more rules.

        Parameters
        ----------
        require, forbid : iterable of (a, b)
            Pairs to pin or to forbid besides what is so already. The last word counts: a pair that
            is now forbidden is no longer required, and the other way round.

        Returns
        -------
        pairing : Pairing
            A new one; see :meth:`against` for what it costs.

        Raises
        ------
        ValueError
            If a partner is unknown.
        InfeasibleError
            If no pairing keeps the rules.

        Examples
        --------
        >>> from prospects_analysis.pairing.proposal import pair_partners
        >>> scores = pd.DataFrame(
        ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]],
        ...     index=list("ABCD"), columns=list("ABCD"))
        >>> first = pair_partners(scores)
        >>> other = first.with_(forbid=[("A", "B")])
        >>> other.binomes, other.against(first).cost
        ([('A', 'C'), ('B', 'D')], 1.0)
        """
        everybody = self.problem.partners if self.flows is None else self.flows.partners
        more = {
            "require": check_pairs("require", require, everybody),
            "forbid": check_pairs("forbid", forbid, everybody),
        }
        rules = dict(self.rules)
        for kind, other in (("require", "forbid"), ("forbid", "require")):
            rules[kind] = sorted({*rules[kind], *more[kind]} - (more[other] - more[kind]))
        return self.propose(**rules)

    def against(self, first: Pairing) -> Difference:
        """Compare with another pairing of the same partners: what this one costs, and changes."""
        return difference(first, self)

    @property
    def binomes(self) -> list[Binome]:
        """Pairs (a trio is a 3-tuple), ids sorted inside and between."""
        chosen = self.problem.names(group for group in self.groups if len(group) > 1)
        return sorted([*chosen, *self.pinned])

    @property
    def unpaired(self) -> tuple[str, ...]:
        """Partners in no binôme: the one left over, and those who have not answered."""
        alone = [
            name for group in self.problem.names(self.groups) if len(group) == 1 for name in group
        ]
        return tuple(sorted([*alone, *self.late]))

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who was left over only because others have not answered yet."""
        if self.problem.odd != "wait":
            return ()
        return tuple(name for name in self.unpaired if name not in self.late)

    @property
    def objective(self) -> str:
        """``total`` or ``leximin``."""
        return self.problem.objective

    @property
    def both_ways(self) -> bool:
        """Whether pairs whose both directions carry come first."""
        return self.problem.both_ways

    @property
    def both_ways_pairs(self) -> int:
        """How many of the binômes carry both ways; 0 where that is not asked."""
        return int(evaluate_groups(self.problem, self.groups).both_ways.sum())

    @property
    def total(self) -> float:
        """Sum of the pair scores, in score points; a trio adds half the sum of its three."""
        return points(int(evaluate_groups(self.problem, self.groups).total.sum()), 2)

    @property
    def weakest(self) -> float:
        """Lowest score among the binômes; NaN if none has a score."""
        scored = [group for group in self.groups if len(group) > 1]
        if not scored:
            return float("nan")
        return points(int(evaluate_groups(self.problem, scored).fairness.min()), 3)

    @property
    def scores(self) -> pd.DataFrame:
        """Scores that were compared, partner x partner; NaN where a pair may not be."""
        values = np.where(self.problem.allowed, self.problem.weights / UNIT, np.nan)
        names = list(self.problem.partners)
        return pd.DataFrame(values, index=names, columns=names)

    def score_of(self, binome: Sequence[str]) -> float:
        """Score of a pair, or mean of a trio's three; NaN for a pair without a score."""
        scores = self.scores
        pairs = list(combinations(binome, 2))
        if not all(name in scores.index for name in binome):
            return float("nan")
        return float(np.mean([scores.loc[a, b] for a, b in pairs]))

    @cached_property
    def enumeration(self) -> Enumeration | None:
        """Every admissible pairing; None above twelve partners."""
        if self.problem.size > LARGEST_ENUMERATED:
            return None
        return enumerate_pairings(self.problem)

    @property
    def totals(self) -> npt.NDArray[np.float64] | None:
        """Total of every admissible pairing, in canonical order; None above twelve partners."""
        return None if self.enumeration is None else self.enumeration.total / (2 * UNIT)

    def alternatives(self, k: int = 5) -> list[Pairing]:
        """List the best pairings other than this one, in order; fewer if there are no more.

        Parameters
        ----------
        k : int, >= 0

        Returns
        -------
        alternatives : list of Pairing
        """
        check_whole_number("k", k, 0)
        return other_pairings(self, k)

    def within(self, percent: float) -> list[Pairing]:
        """All pairings whose total is at most so many per cent below the best total.

        Parameters
        ----------
        percent : float, >= 0

        Returns
        -------
        pairings : list of Pairing
            From best to worst.

        Raises
        ------
        ValueError
            If the percentage is negative, or above twelve partners, where not every pairing is
            scored.
        """
        if not percent >= 0:
            raise ValueError(f"Invalid percent {percent!r}. Must be at least 0.")
        return near_best(self, percent)

    @property
    def price_of_fairness(self) -> float:
        """(best total - total of the leximin pairing) / best total; NaN if that is not positive.

        References
        ----------
        Bertsimas, Farias & Trichakis (2011), The price of fairness, *Operations Research* 59(1).
        """
        return fairness_price(self)

    def verify(self) -> Verification:
        """Check this pairing and all that it claims, independently of the solvers.

        Returns
        -------
        verification : Verification
            Truthy if everything is confirmed.
        """
        return verify_claim(self.problem, claim_of(self))

    def explain(self, partner: str) -> Explanation:
        """Explain what a partner gives to and receives from its mates, criterion by criterion.

        Raises
        ------
        ValueError
            If the partner is unknown or in no binôme, or no grid stands behind the scores.
        """
        return explain(self, partner)

    def greedy(self) -> list[Binome]:
        """Best pair first, again and again: what delegates would do at the coffee break.

        Returns
        -------
        binomes : list of (str, str)
            Sorted; partners for whom no admissible mate is left are in none. Equal scores go to
            the pair that comes first in partner order. Required pairs stand.
        """
        return list(self.problem.names(greedy_pairs(self.problem)))

    def total_of(self, binomes: Iterable[Sequence[str]]) -> float:
        """Sum of the scores of any binômes, in score points; a trio adds half its three."""
        index = {name: i for i, name in enumerate(self.problem.partners)}
        groups = [tuple(sorted(index[name] for name in binome)) for binome in binomes]
        return points(int(evaluate_groups(self.problem, groups).total.sum()), 2)

    def blocking_pairs(self, under: str = "score") -> list[Pair]:
        """Pairs that would both rather have each other than the mates they were given.

        Parameters
        ----------
        under : {"score", "received"}
            Judged by the pair score, or by what each receives (A(j -> i)); under the latter a
            pairing without blocking pairs may not exist.

        Returns
        -------
        pairs : list of (str, str)

        Raises
        ------
        ValueError
            If ``received`` is asked where no grid stands behind the scores.
        """
        names = self.problem.partners
        return [
            (names[a], names[b])
            for a, b in blocking_pairs(liking_of(self, under), self.problem.allowed, self.groups)
        ]

    def to_frame(self) -> pd.DataFrame:
        """One row a binôme.

        Returns
        -------
        binomes : DataFrame
            Columns binome (1, 2, ...), partner_a, partner_b, partner_c (empty but for a trio),
            score (0..S; NaN = without score), a_to_b, b_to_a (NaN for a trio or where no grid
            stands behind) and status.
        """
        return binomes_frame(self)

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False, float_format="{:.2f}".format, na_rep="–"))

    def __repr__(self) -> str:
        pairs = " ".join("-".join(binome) for binome in self.binomes)
        ranked = "" if self.rank is None else f", rank {self.rank} of {self.count}"
        tied = f", {self.ties} tied" if self.ties and self.ties > 1 else ""
        return (
            f"Pairing({pairs}; {self.objective}, total {self.total:.3f}, "
            f"weakest {self.weakest:.3f}{ranked}{tied})"
        )


def points(integers: int, parts: int) -> float:
    """Score points from integers that count ``parts`` to the unit of 1e-6."""
    return integers / (parts * UNIT)
