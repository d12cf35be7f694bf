"""What a pairing is up against: who would rather have each other, and what greed would do."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from prospects_analysis.pairing.problem import Bools, Group, Problem, required_groups
from prospects_analysis.pairing.scores import UNIT

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing

IndexPair = tuple[int, int]


def greedy_pairs(problem: Problem) -> list[Group]:
    """Take the best admissible pair among those still free, again and again.

    Parameters
    ----------
    problem : Problem
        Its required pairs stand from the start.

    Returns
    -------
    groups : list of tuple of int
        Pairs in the order taken, after what is required, be it a trio. Equal scores go to the pair
        that comes first in partner order; partners for whom no admissible mate is left are in none.
    """
    a, b = np.triu_indices(problem.size, k=1)
    groups = required_groups(problem.required)
    taken = {i for group in groups for i in group}
    for k in np.lexsort((b, a, -problem.weights[a, b])):
        pair = (int(a[k]), int(b[k]))
        if problem.allowed[pair] and not taken.intersection(pair):
            groups.append(pair)
            taken.update(pair)
    return groups


def liking_of(pairing: Pairing, under: str) -> npt.NDArray[np.float64]:
    """Give what each row partner would have from each column partner.

    Raises
    ------
    ValueError
        See :meth:`Pairing.blocking_pairs`.
    """
    if under == "score":
        return pairing.problem.weights / UNIT
    if under != "received" or pairing.flows is None:
        raise ValueError(
            f"Blocking pairs under {under!r} were asked. Must be 'score', or "
            "'received' where the scores come from a grid."
        )
    names = list(pairing.problem.partners)
    return np.asarray(pairing.flows.directed.loc[names, names].to_numpy(dtype=float).T)


def blocking_pairs(
    liking: npt.NDArray[np.float64], allowed: Bools, groups: Iterable[Group]
) -> list[IndexPair]:
    """Pairs that would both rather have each other than what they were given.

    Parameters
    ----------
    liking : array, shape (n, n)
        What each row partner has from each column partner.
    allowed : array of bool, shape (n, n)
    groups : iterable of tuple of int
        A partner in a trio has the mean of its two mates; one alone has less than anything.

    Returns
    -------
    pairs : list of (int, int)

    References
    ----------
    Gale & Shapley (1962), College admissions and the stability of marriage, *American Mathematical
    Monthly* 69(1): the stable roommates problem.

    Examples
    --------
    >>> liking = np.array([[0, 3, 1], [3, 0, 2], [1, 2, 0]], dtype=float)
    >>> blocking_pairs(liking, liking > 0, [(0, 2), (1,)])
    [(0, 1), (1, 2)]
    """
    groups = list(groups)
    has = np.full(len(liking), -np.inf)
    for group in groups:
        for i in group:
            mates = [j for j in group if j != i]
            if mates:
                has[i] = liking[i, mates].mean()
    better = liking > has[:, None] + 1e-9
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    a, b = np.nonzero(np.triu(better & better.T & allowed, k=1))
    pairs = [(int(i), int(j)) for i, j in zip(a, b, strict=True)]
    return [pair for pair in pairs if pair not in together]
