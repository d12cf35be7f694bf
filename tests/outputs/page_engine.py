"""The engine of the live page in a real browser, and what Python says to the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from selenium.webdriver import Chrome

from prospects_analysis.charts.exchanges import unscored
from prospects_analysis.decisions import Decisions
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.page.page import ENGINE, source
from prospects_analysis.outputs.page.payload import page_problem
from prospects_analysis.pairing.problem import evaluate_groups
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import integer_scores
from prospects_analysis.wishes import Outcome, Wishes
from tests.browser import chromium

RANKED = ("rank", "count", "ties")
ASKED = """
const told = JSON.parse(arguments[0]).map(([problem, asked]) => {
    const engine = makeEngine(problem);
    return asked.map(([name, given]) => engine[name](given));
});
return JSON.stringify(told);
"""


@dataclass(frozen=True)
class Engine:
    """The engine in a blank page."""

    browser: Chrome

    def all(self, asked: list[tuple[dict[str, Any], list[tuple[str, Any]]]]) -> list[list[Any]]:
        """Ask of each problem all that is asked of it, in one go."""
        return list(json.loads(self.browser.execute_script(ASKED, json.dumps(asked))))

    def weigh(self, first: Pairing, *asked: Wishes) -> list[dict[str, Any]]:
        problem = problem_of(first)
        return self.all([(problem, [("weigh", said(wishes)) for wishes in asked])])[0]

    def decisions(self, problem: dict[str, Any], given: dict[str, Any]) -> str:
        return str(self.all([(problem, [("decisions", given)])])[0][0])


@contextmanager
def engine_in(folder: Path) -> Iterator[Engine]:
    """Open a blank page with the engine and nothing else of the page."""
    script = "\n".join(['"use strict";', *map(source, ENGINE)])
    blank = folder / "blank.html"
    blank.write_text(f"<!DOCTYPE html><meta charset=utf-8><script>{script}</script>", "utf-8")
    with chromium() as browser:
        browser.get(blank.as_uri())
        yield Engine(browser)


def problem_of(
    first: Pairing, decisions: Decisions | None = None, adopted: Pairing | None = None
) -> dict[str, Any]:
    problem = page_problem(first, adopted, decisions or Decisions())
    assert problem is not None
    return problem


def said(wishes: Wishes) -> dict[str, Any]:
    """Wishes as the page hands them to the engine."""
    scores = [
        {"partner": one.partner, "theme": one.theme, "side": one.side, "score": one.score}
        for one in wishes.scores
    ]
    return {"pinned": wishes.pinned, "forbidden": wishes.forbidden, "scores": scores}


def first_of(names: str, **rules: Any) -> Pairing:
    """Propose for partners with one theme, who all have and need 3."""
    frame = pd.DataFrame({"t": [3.0] * len(names)}, index=list(names))
    return pair_partners(complementarity(Grid.from_frames(frame, frame)), **rules)


def with_scores(grid: Grid, scores: dict[tuple[str, str, str], float]) -> Grid:
    """Correct scores as a run with a file of decisions does."""
    for place, score in scores.items():
        grid = grid.corrected(*place, score)
    return grid


# ---- what Python says ------------------------------------------------------------------------


def summary(pairing: Pairing) -> dict[str, Any]:
    """What is said of a pairing, from its whole numbers."""
    values = evaluate_groups(pairing.problem, pairing.groups)
    weakest = [
        int(value)
        for value, group in zip(values.fairness, pairing.groups, strict=True)
        if len(group) > 1
    ]
    return {
        "binomes": [list(one) for one in pairing.binomes],
        "unpaired": list(pairing.unpaired),
        "total": int(values.total.sum()),
        "weakest": min(weakest, default=None),
        "bothWays": pairing.both_ways_pairs,
    }


def units(total: float) -> int:
    return round(total * 2_000_000)


@lru_cache(maxsize=64)
def scores_of(flows: Complementarity) -> dict[str, Any]:
    """Every score as a whole number, and every direction."""
    partners, weights, scored = integer_scores(flows.scores)
    order = [flows.partners.index(one) for one in partners]
    directed = flows.lower[np.ix_(order, order)].tolist()
    score, given = {}, {}
    for (i, a), (j, b) in permutations(enumerate(partners), 2):
        given[f"{a}-{b}"] = directed[i][j] if scored[i, j] else None
        if i < j:
            score[f"{a}-{b}"] = int(weights[i, j]) if scored[i, j] else None
    return {"score": score, "given": given}


def provisional(flows: Complementarity) -> list[str]:
    """Every pair whose score blanks leave open."""
    loose = flows.provisional
    return [f"{a}-{b}" for a, b in combinations(sorted(flows.partners), 2) if loose.loc[a, b]]


def expected(outcome: Outcome) -> dict[str, Any]:
    """All that the engine must answer."""
    first, free, placed = outcome.first, outcome.free, outcome.placed
    assert free.flows is not None
    ranked = {name: getattr(placed, name) for name in RANKED}
    firstly = {name: getattr(first, name) for name in RANKED}
    return {
        "feasible": True,
        "reason": "",
        **summary(outcome.pairing),
        **ranked,
        "cost": units(outcome.difference.cost),
        "first": {**summary(first), **firstly},
        "firstNow": units(outcome.first_now),
        "freeTotal": units(free.total),
        **scores_of(free.flows),
        "unassessed": list(unscored(free.flows, sorted(free.flows.partners))),
        "provisional": provisional(free.flows),
        "inadmissible": {f"{a}-{b}": why for (a, b), why in outcome.pairing.inadmissible.items()},
    }
