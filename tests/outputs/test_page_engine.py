"""The engine of the live page, in a real browser: the whole numbers of Python, ties included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from selenium.webdriver import Chrome

import prospects_analysis.outputs.page as page
from prospects_analysis.decisions import Decisions
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.page.payload import page_problem
from prospects_analysis.pairing import contradictions
from prospects_analysis.pairing.problem import InfeasibleError, evaluate_groups
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import integer_scores
from prospects_analysis.ratings import SIDES
from prospects_analysis.wishes import Outcome, Wishes, weigh
from tests.browser import chromium

ENGINE = Path(page.__file__).with_name("engine.js")
ASKED = """
const told = JSON.parse(arguments[0]).map(([problem, asked]) => {
    const engine = makeEngine(problem);
    return asked.map(([name, given]) => engine[name](given));
});
return JSON.stringify(told);
"""
TIMED = """
const [problem, asked] = JSON.parse(arguments[0]);
const engine = makeEngine(problem);
const times = asked.map((wishes) => {
    const start = performance.now();
    engine.weigh(wishes);
    return performance.now() - start;
});
return times.sort((a, b) => a - b)[times.length >> 1];
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


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    blank = tmp_path_factory.mktemp("page") / "blank.html"
    script = ENGINE.read_text(encoding="utf-8")
    blank.write_text(f"<!DOCTYPE html><meta charset=utf-8><script>{script}</script>", "utf-8")
    with chromium() as browser:
        browser.get(blank.as_uri())
        yield Engine(browser)


def problem_of(first: Pairing, decisions: Decisions | None = None) -> dict[str, Any]:
    problem = page_problem(first, None, decisions or Decisions())
    assert problem is not None
    return problem


def said(wishes: Wishes) -> dict[str, Any]:
    """Wishes as the page hands them to the engine."""
    scores = [
        {"partner": one.partner, "theme": one.theme, "side": one.side, "score": one.score}
        for one in wishes.scores
    ]
    return {"pinned": wishes.pinned, "forbidden": wishes.forbidden, "scores": scores}


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


def expected(outcome: Outcome) -> dict[str, Any]:
    """All that the engine must answer."""
    first, free, placed = outcome.first, outcome.free, outcome.placed
    ranked = {name: getattr(placed, name) for name in ("rank", "count", "ties")}
    firstly = {name: getattr(first, name) for name in ("rank", "count", "ties")}
    assert free.flows is not None
    partners, weights, scored = integer_scores(free.flows.scores)
    at = {partner: number for number, partner in enumerate(partners)}
    directed = free.flows.directed
    pairs = list(combinations(partners, 2))
    return {
        "feasible": True,
        "reason": "",
        **summary(outcome.pairing),
        **ranked,
        "cost": units(outcome.difference.cost),
        "first": {**summary(first), **firstly},
        "firstNow": units(outcome.first_now),
        "freeTotal": units(free.total),
        "score": {
            f"{a}-{b}": int(weights[at[a], at[b]]) if scored[at[a], at[b]] else None
            for a, b in pairs
        },
        "given": {
            f"{a}-{b}": directed.loc[a, b] if scored[at[a], at[b]] else None
            for pair in pairs
            for a, b in (pair, pair[::-1])
        },
        "inadmissible": {f"{a}-{b}": why for (a, b), why in outcome.pairing.inadmissible.items()},
    }


# ---- random partnerships ---------------------------------------------------------------------

SIZES = [2, 3, *[4] * 5, *[5] * 5, *[6] * 5, *[7] * 3, *[8] * 2, 9, 10]


def random_grid(random: np.random.Generator, size: int) -> Grid:
    """Whole answers, so that ties abound; blanks, NA, late partners, countries, weights."""
    low, high = ((0, 5), (0, 2), (1, 4))[random.integers(3)] if size < 9 else (0, 2)
    themes, criteria = random.integers(1, 4), random.integers(1, 3)
    late = random.random(size) < (0.3 if random.random() < 0.4 else 0)
    blank, alike = random.choice([0, 0.15]), random.random() < 0.2
    rows = [
        {
            "partner": f"P{p:02}",
            "theme": f"t{t}",
            "criterion": f"t{t}.c{c}",
            "side": side,
            "rating": np.nan
            if late[p] or random.random() < blank
            else "NA"
            if random.random() < 0.03
            else float(random.integers(low, low + 2 if alike else high + 1)),
        }
        for p in random.permutation(size)
        for t in range(themes)
        for c in range(criteria)
        for side in SIDES
    ]
    names = [f"P{p:02}" for p in range(size)]
    countries = dict(zip(names, random.choice(["FR", "BE", "PL", "CZ"], size), strict=True))
    grid = Grid.from_ratings(
        pd.DataFrame(rows), (low, high), countries if random.random() < 0.6 else None
    )
    weights = random.choice([0.1, 1 / 3, 1.0, 2.0], len(grid.themes))
    ratings = replace(grid.ratings_arrays, theme_weights=weights)
    return replace(grid, ratings_arrays=ratings)


def random_pairs(
    random: np.random.Generator, grid: Grid, most: int, *, apart: bool = False
) -> list[tuple[str, str]]:
    """Some pairs, of which mostly no two share a partner."""
    count = random.integers(most + 1)
    if apart:
        mixed = [str(one) for one in random.permutation(grid.partners)]
        return [(mixed[2 * k], mixed[2 * k + 1]) for k in range(min(count, len(mixed) // 2))]
    pairs = [random.choice(grid.partners, 2, replace=False) for _ in range(count)]
    return [(str(a), str(b)) for a, b in pairs]


def random_first(random: np.random.Generator, size: int) -> Pairing | None:
    """Propose a pairing under random rules; None where there is none."""
    grid = random_grid(random, size)
    try:
        return pair_partners(
            complementarity(grid),
            objective=str(random.choice(["total", "leximin"])),
            both_ways=bool(random.random() < 0.7),
            forbid=random_pairs(random, grid, 2) if random.random() < 0.3 else [],
            require=random_pairs(random, grid, 1, apart=True) if random.random() < 0.3 else [],
            allow_same_country=bool(random.random() < 0.2),
            odd=[None, None, None, "trio", "unpaired", "wait"][random.integers(6)],
        )
    except InfeasibleError:
        return None


def random_wishes(random: np.random.Generator, first: Pairing, wished: int) -> Wishes:
    assert first.flows is not None
    grid = first.flows.grid
    wishes = Wishes()
    if wished % 2:
        for _ in range(random.integers(1, 4)):
            step = random.integers(2 * grid.span + 1)
            place = (random.choice(grid.partners), random.choice(grid.themes), random.choice(SIDES))
            wishes = wishes.correct(*map(str, place), grid.scale[0] + step / 2)
    for a, b in random_pairs(random, grid, 2, apart=random.random() < 0.8):
        wishes = wishes.pin(a, b)
    together = [one[:2] for one in first.binomes]
    for a, b in [*random_pairs(random, grid, 2), *together]:
        if random.random() < 0.4:
            wishes = wishes.forbid(a, b)
    if random.random() < 0.03:  # what no button does
        wishes = replace(wishes, forbidden=(*wishes.forbidden, *wishes.pinned))
    return wishes


@dataclass
class Seen:
    """What the random cases came to, so that none of their kinds can go missing unnoticed."""

    cases: int = 0
    kinds: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    def compare(self, first: Pairing, asked: list[Wishes], answers: list[dict[str, Any]]) -> None:
        for wishes, answer in zip(asked, answers, strict=True):
            self.cases += 1
            try:
                outcome = weigh(first, wishes)
            except InfeasibleError as error:
                self.refused(error, answer)
                continue
            assert answer == expected(outcome), (first.rules, wishes)
            self.kinds |= set(kinds_of(outcome))

    def refused(self, error: InfeasibleError, answer: dict[str, Any]) -> None:
        assert not answer["feasible"], str(error)
        assert (answer["binomes"], answer["rank"], answer["cost"]) == ([], None, None)
        code, partners = answer["reason"]["code"], answer["reason"]["partners"]
        assert set(partners) <= set(re.findall(r"P\d\d", str(error))), (str(error), partners)
        self.codes.add(code)


def kinds_of(outcome: Outcome) -> Iterator[str]:
    made, placed = outcome.pairing, outcome.placed
    yield made.objective
    yield made.problem.kind
    yield f"{len(made.problem.partners)} to pair"
    yield from (f"{why} is not admissible" for why in made.inadmissible.values())
    yield "scores corrected" if outcome.wishes.scores else "pairs alone"
    if made.pinned:
        yield "pinned without a score"
    if made.waiting:
        yield "waiting"
    if placed.ties is not None and placed.ties > 1:
        yield "tied"
    if placed.rank is not None and placed.rank > 1:
        yield "not the best"
    if made.both_ways_pairs:
        yield "both ways"
    if set(outcome.first.late) - set(made.late):
        yield "no longer late"


def compare_all(engine: Engine, random: np.random.Generator, sizes: list[int], each: int) -> Seen:
    """Ask Python and the browser the same of random partnerships."""
    seen = Seen()
    firsts = [first for size in sizes if (first := random_first(random, size)) is not None]
    asked = [[random_wishes(random, first, k) for k in range(each)] for first in firsts]
    step = 40
    for start in range(0, len(firsts), step):
        part = slice(start, start + step)
        answers = engine.all(
            [
                (problem_of(first), [("weigh", said(wishes)) for wishes in wished])
                for first, wished in zip(firsts[part], asked[part], strict=True)
            ]
        )
        for one in zip(firsts[part], asked[part], answers, strict=True):
            seen.compare(*one)
    return seen


class TestWeigh:
    def test_thousands_of_small_partnerships(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Python's long search for whom to blame changes no answer, only words.
        monkeypatch.setattr(contradictions, "LARGEST_SEARCHED", 0)
        random = np.random.default_rng(20100615)
        seen = compare_all(engine, random, [SIZES[k % len(SIZES)] for k in range(300)], 12)
        assert seen.cases > 2500
        assert seen.kinds >= {
            *("total", "leximin", "even", "trio", "single", "tied", "not the best", "both ways"),
            *("same country is not admissible", "forbidden is not admissible"),
            *("not assessed is not admissible", "pinned without a score", "no longer late"),
            *("scores corrected", "pairs alone", "waiting", "9 to pair", "10 to pair"),
        }
        assert seen.codes >= {*("pinned and forbidden", "pinned twice", "no mate", "no pairing")}
