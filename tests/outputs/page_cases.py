"""Random partnerships and wishes, of which Python and the page are asked the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from prospects_analysis.calibration import calibrate
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.wishes import Outcome, OwnRulesError, Wishes, weigh
from tests.outputs.page_engine import Engine, expected, problem_of, said

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
    grid = replace(grid, ratings_arrays=replace(grid.ratings_arrays, theme_weights=weights))
    return calibrate(grid, "centred") if random.random() < 0.15 else grid


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
        told = {(one.code, one.partners) for one in error.obstacles}
        # The page names one of them, and looks no further than at single partners and groups.
        assert (code, tuple(partners)) in told or code == "no pairing", (str(error), code, partners)
        assert bool(told) == (code != "no pairing"), (str(error), code)
        self.codes.add(code)
        if isinstance(error, OwnRulesError):
            self.kinds.add("own rules impossible")


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
