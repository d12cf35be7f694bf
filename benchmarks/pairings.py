"""How long the best pairings of ten thousand draws take: here, by networkx and by rustworkx.

All three get the same whole numbers in one run: what each pair counts in each of the draws that a
robustness analysis of the illustrative grid makes. Pairs that may not be are no edges.

    python run.py bench pairings

first checks that all reach the same best total in every draw they share, then prints times and
ratios. Timed are, here: the plan, what all pairs count from the matrices of scores, and the part of
the best pairings of each draw in which each pair stands. For the others, draw by draw: the graph
and the matching. What pairs count is listed for them beforehand, and where pairings tie they find
one. Making the draws and their scores is timed for nobody.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import rustworkx as rx

import prospects_analysis as pa
from prospects_analysis.sensitivity.optima import Plan, best_sums, keys_of, plan, shares_in_best
from prospects_analysis.sensitivity.posterior import posterior
from prospects_analysis.sensitivity.worlds import Worlds, propose

Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Graph = Any  # of either library
Edges = Sequence[tuple[int, int, int]]
Pairs = set[tuple[int, int]]

RETURNS = Path(__file__).resolve().parents[1] / "data" / "raw" / "illustrative"
#: How many times quicker than each the pairings are meant to be.
TARGETS = {"networkx": 150, "rustworkx": 15}
#: Seconds that one pass over the draws may take another library; else it gets fewer draws.
PATIENCE = 60.0
PILOT = 200
PIECE = 1_000  # draws that a robustness analysis holds at once, to save memory
BATCH = 500  # graphs held at once


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Matrices of scores and of what carries, as a robustness analysis makes them."""

    worlds: Worlds
    weights: Integers
    carries: Bools

    def solve(self, at_once: int) -> tuple[Plan, Integers, Floats]:
        """Find the best pairings of all draws, so many at once: what is timed here."""
        problem = self.worlds.pairing.problem
        steps = plan(problem)
        keys, shares = [], []
        for first in range(0, len(self.weights), at_once):
            some = slice(first, first + at_once)
            keys.append(keys_of(problem, steps, self.weights[some], self.carries[some]))
            shares.append(shares_in_best(steps, keys[-1]))
        return steps, np.concatenate(keys, axis=1), np.concatenate(shares, axis=1)


def make_draws(count: int) -> Draws:
    """Draw versions of the illustrative grid."""
    grid = pa.score_grid(pa.read_workbooks(RETURNS, pa.read_framework()))
    worlds = Worlds.of(propose(grid, {}), "the benchmark")
    source = posterior(grid.ratings_arrays, grid.span)
    weights, carries = worlds.scores(source.draw(np.random.default_rng(0), count))
    return Draws(worlds=worlds, weights=weights, carries=carries)


def graph_of_networkx(edges: Edges) -> Graph:
    """Make a graph of networkx."""
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def match_by_networkx(graph: Graph) -> Iterable[tuple[int, int]]:
    """Find the heaviest of the largest matchings."""
    return nx.max_weight_matching(graph, maxcardinality=True)


def graph_of_rustworkx(edges: Edges) -> Graph:
    """Make a graph of rustworkx."""
    graph = rx.PyGraph()
    graph.extend_from_weighted_edge_list(edges)
    return graph


def match_by_rustworkx(graph: Graph) -> Iterable[tuple[int, int]]:
    """Find the heaviest of the largest matchings."""
    return rx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)


OTHERS = {
    "networkx": (graph_of_networkx, match_by_networkx),
    "rustworkx": (graph_of_rustworkx, match_by_rustworkx),
}


def loop(name: str, lists: Sequence[Edges]) -> tuple[float, float, list[Pairs]]:
    """Match graph after graph: seconds for the graphs, for the matchings, and the pairs found."""
    make, match = OTHERS[name]
    making = matching = 0.0
    found = []
    for first in range(0, len(lists), BATCH):
        batch = lists[first : first + BATCH]
        start = time.perf_counter()
        graphs = [make(edges) for edges in batch]
        made = time.perf_counter()
        matchings = [match(graph) for graph in graphs]
        matching += time.perf_counter() - made
        making += made - start
        found += [{(min(pair), max(pair)) for pair in one} for one in matchings]
    return making, matching, found


def affordable(name: str, lists: Sequence[Edges]) -> int:
    """How many of the draws another library can do within its time; warms it up, too."""
    making, matching, _ = loop(name, lists[:PILOT])
    each = (making + matching) / len(lists[:PILOT])
    return min(len(lists), max(1, int(PATIENCE / each)))


def check(steps: Plan, keys: Integers, shares: Floats, found: Sequence[Pairs]) -> str:
    """Compare totals of matchings found elsewhere with the best; tell how many, and of ties.

    Raises
    ------
    AssertionError
        If a matching leaves somebody out, or its total is not the best one; names the draw.
    """
    position = {group: number for number, group in enumerate(steps.groups)}
    partners = {member for group in steps.groups for member in group}
    totals = best_sums(steps, keys)[-2]
    for draw, pairs in enumerate(found):
        own = [position[pair] for pair in pairs]
        total = sum(int(keys[group, draw]) for group in own)
        if 2 * len(pairs) != len(partners) or total != totals[draw]:
            raise AssertionError(
                f"Draw {draw}: {len(pairs)} pairs with total {total}. Must be "
                f"{len(partners) // 2} with the best total {totals[draw]}."
            )
        if not all(shares[group, draw] > 0 for group in own):
            raise AssertionError(f"Draw {draw}: {sorted(pairs)} is best, but has a share of 0.")
    tied = int(((shares > 0) & (shares < 1)).any(axis=0).sum())
    return f"the best total in {len(found)} of {len(found)} shared draws ({tied} of all draws tie)"


def report(name: str, seconds: Sequence[float], draws: int, count: int) -> None:
    """Print one line: times of as many draws as there are, scaled where fewer were timed."""
    scaled = [one * draws / count for one in seconds]
    note = f"  scaled from {count} draws" if count < draws else ""
    print(
        f"{name:32}{min(scaled):10.4f} s{median(scaled):10.4f} s"
        f"{1e6 * median(scaled) / draws:10.2f} µs{note}"
    )


def time_ours(draws: Draws, at_once: int, repeats: int) -> list[float]:
    """Give the seconds of each repeat, after one to warm up."""
    draws.solve(at_once)
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        draws.solve(at_once)
        seconds.append(time.perf_counter() - start)
    return seconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Check that all agree, and print how long each takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=10_000, help="default %(default)s")
    parser.add_argument("--repeats", type=int, default=15, help="ours; default %(default)s")
    parser.add_argument("--others", type=int, default=3, help="theirs; default %(default)s")
    options = parser.parse_args(arguments)
    draws = make_draws(options.draws)
    steps, keys, shares = draws.solve(options.draws)
    lists = [
        [(a, b, weight) for (a, b), weight in zip(steps.groups, column, strict=True)]
        for column in keys.T.tolist()
    ]
    size = draws.worlds.pairing.problem.size
    print(f"{options.draws} draws, {size} partners, {len(steps.groups)} pairs that may be")
    versions = (("Python", platform.python_version()), ("numpy", np.__version__))
    others = (("networkx", nx.__version__), ("rustworkx", rx.__version__))
    print(", ".join(f"{name} {version}" for name, version in versions + others), "\n")
    times: dict[str, tuple[int, list[float], list[float]]] = {}
    for name in OTHERS:
        count = affordable(name, lists)
        whole, alone = [], []
        for _ in range(options.others):
            making, matching, found = loop(name, lists[:count])
            whole.append(making + matching)
            alone.append(matching)
        print(f"{name}: {check(steps, keys, shares, found)}")
        times[name] = count, whole, alone
    ours = time_ours(draws, options.draws, options.repeats)
    pieces = time_ours(draws, PIECE, options.repeats)
    print(f"\n{'':32}{'best':>12}{'median':>12}{'a draw':>13}")
    report("here, with ties, all at once", ours, options.draws, options.draws)
    report(f"here, with ties, {PIECE} at once", pieces, options.draws, options.draws)
    for name, (count, whole, alone) in times.items():
        report(f"{name}, graph and matching", whole, options.draws, count)
        report(f"{name}, matching alone", alone, options.draws, count)
    print("\nTimes as quick as (medians)")
    for name, (count, whole, alone) in times.items():
        scale = options.draws / count
        ratio, in_pieces = (median(whole) * scale / median(one) for one in (ours, pieces))
        bare = median(alone) * scale / median(ours)
        said = "reached" if ratio >= TARGETS[name] else "missed"
        print(
            f"{name:10}{ratio:8.1f} (its matching alone {bare:.1f}; {PIECE} at once "
            f"{in_pieces:.1f}); meant to be {TARGETS[name]} or more: {said}"
        )


if __name__ == "__main__":
    main()
