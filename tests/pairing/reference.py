"""Pairing done apart from the package: by plain recursion, and by networkx on whole numbers.

Scores are looked up by names, values are Python integers and fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd

Groups = tuple[tuple[str, ...], ...]
Units = Mapping[tuple[str, str], int]
KINDS = ("uniform", "ties", "negative", "euclidean", "sparse")


def random_scores(seed: int, size: int, kind: str) -> pd.DataFrame:
    """Symmetric scores of P00, P01, ...; ``ties`` from {0..3}, ``sparse`` with half forbidden."""
    rng = np.random.default_rng([seed, size, KINDS.index(kind)])
    if kind == "ties":
        half = rng.integers(0, 4, (size, size)).astype(float)
    elif kind == "negative":
        half = rng.normal(scale=3, size=(size, size))
    elif kind == "euclidean":
        place = rng.normal(size=(size, 2))
        half = -np.linalg.norm(place[:, None] - place[None], axis=2)
    else:
        half = rng.uniform(0, 5, (size, size))
    if kind == "sparse":
        half[rng.random((size, size)) < 0.5] = np.nan
    half = np.triu(half, 1)
    names = [f"P{i:02d}" for i in range(size)]
    return pd.DataFrame(half + half.T, index=names, columns=names)


def units(scores: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Scores of the pairs that may be, in units of 1e-6."""
    return {
        (a, b): round(scores.loc[a, b] * 1e6)
        for a, b in combinations(sorted(scores.index), 2)
        if np.isfinite(scores.loc[a, b])
    }


def pairings(names: Sequence[str], odd: str = "trio") -> Iterator[Groups]:
    """Every way to pair; an odd number makes one trio, or leaves one alone."""
    if not names:
        yield ()
        return
    first, rest = names[0], names[1:]
    if len(names) % 2:
        for mates in combinations(rest, 2 if odd == "trio" else 0):
            left = [name for name in rest if name not in mates]
            yield from (((first, *mates), *others) for others in pairings(left))
    for mate in rest:
        left = [name for name in rest if name != mate]
        yield from (((first, mate), *others) for others in pairings(left, odd))


def admissible(groups: Groups, scores: Units) -> bool:
    """Whether all who are together may be."""
    return all(pair in scores for group in groups for pair in combinations(group, 2))


def worth(group: tuple[str, ...], scores: Units) -> int:
    """Sum of a group's pair scores."""
    return sum(scores[pair] for pair in combinations(group, 2))


def total(groups: Groups, scores: Units) -> Fraction:
    """Sum of all scores; a trio adds half the sum of its three."""
    return sum(
        (Fraction(worth(group, scores), 2 if len(group) == 3 else 1) for group in groups),
        Fraction(0),
    )


def fairness(groups: Groups, scores: Units) -> list[Fraction]:
    """Scores from the lowest up; a trio counts with the mean of its three."""
    together = [group for group in groups if len(group) > 1]
    return sorted(Fraction(worth(g, scores), 3 if len(g) == 3 else 1) for g in together)


def ranking(
    scores: pd.DataFrame, objective: str = "total", odd: str = "trio"
) -> list[tuple[Groups, Fraction, list[Fraction]]]:
    """All admissible pairings with total and fairness, from best to worst, ties as documented."""
    whole = units(scores)
    found = [
        (tuple(sorted(groups)), total(groups, whole), fairness(groups, whole))
        for groups in pairings(sorted(scores.index), odd)
        if admissible(groups, whole)
    ]
    # Two stable sorts: first by partner order, then by the objective, then by the other one.
    found.sort(key=lambda one: one[0])
    first, second = (1, 2) if objective == "total" else (2, 1)
    found.sort(key=lambda one: (one[first], one[second]), reverse=True)
    return found


def best_matching(names: Sequence[str], scores: Units) -> list[tuple[str, str]] | None:
    """Heaviest perfect matching by networkx, exact on whole numbers; None if there is none."""
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in scores.items())
    matching = nx.max_weight_matching(graph, maxcardinality=True)
    if 2 * len(matching) < len(names):
        return None
    return sorted((min(pair), max(pair)) for pair in matching)


def best_total(scores: pd.DataFrame, odd: str = "trio") -> Fraction | None:
    """Largest total of any number of partners, in units of 1e-6; None if there is no pairing."""
    names, whole = sorted(scores.index), units(scores)
    if len(names) % 2 == 0:
        best = best_matching(names, whole)
        return None if best is None else total(tuple(best), whole)
    if odd != "trio":
        best = best_matching([*names, "~"], {**whole, **{(name, "~"): 0 for name in names}})
        paired = [pair for pair in best or () if "~" not in pair]
        return None if best is None else total(tuple(paired), whole)
    totals = []
    for trio in combinations(names, 3):
        left = [name for name in names if name not in trio]
        among = {pair: w for pair, w in whole.items() if not set(pair) & set(trio)}
        if admissible((trio,), whole) and (rest := best_matching(left, among)) is not None:
            totals.append(total((trio, *rest), whole))
    return max(totals, default=None)


def fairest(scores: pd.DataFrame) -> list[int] | None:
    """Pair scores of the leximin optimum of an even number, from the lowest up.

    Each level weighs more than all higher ones together can, so that a matching by weight spares
    the lowest score first.
    """
    names, whole = sorted(scores.index), units(scores)
    levels = sorted(set(whole.values()), reverse=True)
    cost = {level: (len(names) + 1) ** position for position, level in enumerate(levels)}
    best = best_matching(names, {pair: -cost[level] for pair, level in whole.items()})
    return None if best is None else sorted(whole[pair] for pair in best)
