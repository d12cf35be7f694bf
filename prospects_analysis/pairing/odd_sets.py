"""Odd sets of partners that a fractional solution breaks the rule of.

Groups cover an odd set of partners exactly once, so in every pairing at least one group meets the
set in an odd number. A fractional solution may have less than one; adding that inequality cuts it
off. Odd components of what the solution links are looked at first, being cheap; where they show
nothing and all groups are pairs, a minimum odd cut settles the question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

Floats = npt.NDArray[np.float64]
Members = tuple[int, ...]

_SUPPORT = (1e-6, 0.25, 0.5, 0.75)  # shares above which groups link partners
_TOLERANCE = 1e-6
_CAPACITY = 1_000_000  # flows are whole numbers: a share of 1


def meets_oddly(covers: csr_array, members: Sequence[int]) -> Floats:
    """Mark with 1 the groups that meet a set of partners in an odd number, the others with 0."""
    return np.asarray(covers[list(members)].sum(axis=0) % 2)


def violated_odd_sets(covers: csr_array, share: Floats) -> list[Members]:
    """List odd sets that groups meet oddly by less than one in all.

    Parameters
    ----------
    covers : sparse array, shape (n, G)
        Which partners each group holds.
    share : array, shape (G,), 0..1
        How much of each group the fractional solution takes.

    Returns
    -------
    odd_sets : list of tuple of int
        Sorted; empty if none was found. If every group is a pair, then there is none.

    References
    ----------
    Padberg & Rao (1982), Odd minimum cut-sets and b-matchings, *Mathematics of Operations
    Research* 7(1).
    """
    found = _odd_components(covers, share)
    pairs_only = (covers.sum(axis=0) == 2).all()
    return found or (_minimum_odd_cuts(covers, share) if pairs_only else [])


def _odd_components(covers: csr_array, share: Floats) -> list[Members]:
    found: set[Members] = set()
    for least in _SUPPORT:
        linked = covers[:, share > least]
        _, label = connected_components(linked @ linked.T, directed=False)
        for component in np.flatnonzero(np.bincount(label) % 2):
            members = tuple(int(i) for i in np.flatnonzero(label == component))
            if meets_oddly(covers, members) @ share < 1 - _TOLERANCE:
                found.add(members)
    return sorted(found)


def _minimum_odd_cuts(covers: csr_array, share: Floats) -> list[Members]:
    """Odd sets among the fundamental cuts of a cut tree: one of them is a minimum odd cut."""
    capacity = _capacities(covers, share)
    parent = _cut_tree(capacity)
    found: set[Members] = set()
    for node in range(1, len(parent)):
        side = [i for i in range(len(parent)) if _is_below(parent, i, node)]
        if len(side) % 2 and meets_oddly(covers, side) @ share < 1 - _TOLERANCE:
            found.add(tuple(side))
    return sorted(found)


def _capacities(covers: csr_array, share: Floats) -> csr_array:
    taken = np.flatnonzero(share > _TOLERANCE)
    ends = covers[:, taken].tocsc().indices.reshape(-1, 2)
    whole = np.rint(share[taken] * _CAPACITY).astype(np.int32)
    size = covers.shape[0]
    one_way = csr_array((whole, (ends[:, 0], ends[:, 1])), shape=(size, size))
    return csr_array(one_way + one_way.T).astype(np.int32)


def _cut_tree(capacity: csr_array) -> list[int]:
    """Parents in a cut tree rooted at 0.

    References
    ----------
    Gusfield (1990), Very simple methods for all pairs network flow analysis, *SIAM Journal on
    Computing* 19(1).
    """
    parent = [0] * capacity.shape[0]
    for source in range(1, len(parent)):
        target = parent[source]
        residual = capacity - maximum_flow(capacity, source, target).flow
        residual.data[residual.data < 0] = 0
        residual.eliminate_zeros()
        side = set(breadth_first_order(residual, source, return_predecessors=False).tolist())
        for node in side - {source}:
            if parent[node] == target and node != target:
                parent[node] = source
        if parent[target] in side:
            parent[source], parent[target] = parent[target], source
    return parent


def _is_below(parent: list[int], node: int, top: int) -> bool:
    while node != top and node != 0:
        node = parent[node]
    return node == top
