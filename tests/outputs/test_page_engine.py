"""The engine of the live page, in a real browser: the whole numbers of Python, ties included."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from selenium.common.exceptions import JavascriptException
from selenium.webdriver import Chrome

from prospects_analysis._decision_entries import visible
from prospects_analysis.calibration import calibrate, score_grid
from prospects_analysis.decisions import Decisions, Meeting, ScoreDecision, read_decisions
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.framework import read_framework
from prospects_analysis.grid import Grid
from prospects_analysis.outputs import page
from prospects_analysis.outputs.page.payload import page_problem
from prospects_analysis.pairing import contradictions
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.problem import InfeasibleError, evaluate_groups
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import integer_scores
from prospects_analysis.ratings import SIDES
from prospects_analysis.wishes import Outcome, Wishes, weigh
from tests.browser import chromium
from tests.illustrative import intake

ENGINE = Path(page.__file__).with_name("engine.js")
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
        seen = compare_all(engine, random, SIZES * 7, 13)
        assert seen.cases > 2000
        assert seen.kinds >= {
            *("total", "leximin", "even", "trio", "single", "tied", "not the best", "both ways"),
            *("same country is not admissible", "forbidden is not admissible"),
            *("not assessed is not admissible", "pinned without a score", "no longer late"),
            *("scores corrected", "pairs alone", "waiting", "9 to pair", "10 to pair"),
        }
        assert seen.codes >= {"pinned and forbidden", "pinned twice", "no mate", "no pairing"}

    def test_eleven_and_twelve_partners(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(contradictions, "LARGEST_SEARCHED", 0)
        seen = compare_all(engine, np.random.default_rng(18), [11, 12] * 2, 8)
        assert seen.kinds >= {"even", "trio", "11 to pair", "12 to pair", "not the best"}

    @pytest.mark.parametrize("objective", ["total", "leximin"])
    def test_illustrative_returns(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch, objective: str
    ) -> None:
        monkeypatch.setattr(contradictions, "LARGEST_SEARCHED", 0)
        first = pair_partners(complementarity(score_grid(intake())), objective=objective)
        random = np.random.default_rng(10)
        asked = [Wishes(), *(random_wishes(random, first, k) for k in range(60))]
        seen = Seen()
        seen.compare(first, asked, engine.weigh(first, *asked))
        assert seen.kinds >= {"10 to pair", "not the best", "scores corrected", objective}

    def test_partners_of_whom_nobody_has_a_score(self, engine: Engine) -> None:
        frame = pd.DataFrame({"t": [1.0, None]}, index=["A", "B"])
        late = pair_partners(complementarity(Grid.from_frames(frame, frame)), require=[("A", "B")])
        given = Wishes().correct("B", "t", "need", 5).correct("B", "t", "resource", 5)
        [pinned, corrected, lifted] = engine.weigh(late, Wishes(), given, Wishes().forbid("A", "B"))
        assert (pinned["binomes"], pinned["total"], pinned["weakest"]) == ([["A", "B"]], 0, None)
        assert corrected["score"] == {"A-B": 1_000_000}
        assert lifted["unpaired"] == ["A", "B"]

    def test_two_trios_are_one_too_many(self, engine: Engine) -> None:
        first = first_of("ABCDEFG")
        wishes = Wishes().pin("A", "B").pin("B", "C").pin("D", "E").pin("E", "F")
        [answer] = engine.weigh(first, wishes)
        assert answer["reason"] == {"code": "two trios", "partners": list("ABCDEF")}
        with pytest.raises(InfeasibleError, match="A, B, C and D, E, F are required together"):
            weigh(first, wishes)

    def test_a_score_corrected_before_is_corrected_from_the_partners_own_answers(
        self, engine: Engine
    ) -> None:
        random = np.random.default_rng(7)
        compared = 0
        for size in [4, 5, 6] * 8:
            grid = random_grid(random, size)
            places = [(p, t, s) for p in grid.partners for t in grid.themes for s in SIDES]
            mixed = [places[k] for k in random.permutation(len(places))]
            steps = random.integers(0, 2 * grid.span + 1, 6) / 2 + grid.scale[0]
            before = dict(zip(mixed[:4], steps[:4].tolist(), strict=True))
            now = dict(zip(mixed[2:6], steps[2:].tolist(), strict=True))
            wishes = Wishes()
            for place, score in now.items():
                wishes = wishes.correct(*place, score)
            try:
                first = pair_partners(complementarity(with_scores(grid, before)))
                made = pair_partners(complementarity(with_scores(grid, before | now)))
            except InfeasibleError:
                continue
            [answer] = engine.weigh(first, wishes)
            facts = summary(made) | {name: getattr(made, name) for name in RANKED}
            assert {name: answer[name] for name in facts} == facts
            compared += 1
        assert compared > 15

    @pytest.mark.parametrize(
        ("wishes", "refusal"),
        [
            ({"pinned": [["A", "Z"]]}, 'Unknown partner "Z". Must be one of A,B'),
            ({"forbidden": [["A", "A"]]}, "Invalid pair A,A. Must be two different partners"),
            (
                {"scores": [{"partner": "A", "theme": "t", "side": "need", "score": 2.7}]},
                "Invalid score 2.7 of A|t|need. Must be one that is offered",
            ),
        ],
    )
    def test_what_no_button_asks_is_refused(
        self, engine: Engine, wishes: dict[str, Any], refusal: str
    ) -> None:
        problem = problem_of(first_of("AB"))
        with pytest.raises(JavascriptException, match=re.escape(refusal)):
            engine.all([(problem, [("weigh", wishes)])])


def first_of(names: str, **rules: Any) -> Pairing:
    """Propose for partners with one theme, who all have and need 3."""
    frame = pd.DataFrame({"t": [3.0] * len(names)}, index=list(names))
    return pair_partners(complementarity(Grid.from_frames(frame, frame)), **rules)


def with_scores(grid: Grid, scores: dict[tuple[str, str, str], float]) -> Grid:
    """Correct scores as a run with a file of decisions does."""
    for place, score in scores.items():
        grid = grid.corrected(*place, score)
    return grid


class TestProblem:
    def test_whole_numbers_of_what_was_adopted(self) -> None:
        first = first_of("ABCD")
        adopted = adopt(first, [("A", "D")])
        problem = page_problem(first, adopted, Decisions())
        assert problem is not None
        assert problem["adopted"] == {**summary(adopted), "rank": 1, "count": 3, "ties": 3}

    def test_scores_on_the_scale_of_the_questionnaire(self) -> None:
        frame = pd.DataFrame({"t": [4.0, None]}, index=["A", "B"])
        grid = Grid.from_frames(frame, frame, scale=(1, 4))
        problem = problem_of(pair_partners(complementarity(grid), require=[("A", "B")]))
        assert problem["cells"]["A|t|need"]["own"] == 4
        assert problem["cells"]["B|t|need"]["own"] is None
        offered = [one["score"] for one in problem["cells"]["B|t|need"]["options"]]
        assert offered == [1, 1.5, 2, 2.5, 3, 3.5, 4]

    @pytest.mark.parametrize(
        ("names", "odd", "lists"),
        [
            ("ABCDEF", None, {"6": ("even", 15)}),
            ("ABCDE", None, {"5": ("trio", 10)}),
            ("ABCDE", "unpaired", {"5": ("single", 15)}),
        ],
    )
    def test_one_list_where_nobody_is_late(
        self, names: str, odd: str | None, lists: dict[str, tuple[str, int]]
    ) -> None:
        found = problem_of(first_of(names, odd=odd))["lists"]
        assert {size: (one["kind"], one["count"]) for size, one in found.items()} == lists

    def test_none_where_the_page_cannot_compute(self) -> None:
        frame = pd.DataFrame({"t": [3.0] * 4}, index=list("ABCD"))
        grid = Grid.from_frames(frame, frame)
        others = [
            pair_partners(complementarity(grid, transfer="gap")),
            pair_partners(complementarity(grid, mutual="min")),
            pair_partners(complementarity(grid, level="criterion")),
            pair_partners(pd.DataFrame(1.0, list("AB"), list("AB"))),
            first_of("ABCDEFGHIJKLM"),
        ]
        assert [page_problem(one, None, Decisions()) for one in others] == [None] * len(others)


# ---- the file of decisions -------------------------------------------------------------------

FILES = ("prospects_P03_cs.xlsx", "prospects_P09_en.xlsx", "prospects_P09_en v2.xlsx")
EVERYTHING = r"""
[[returns.supersedes]]
file = "prospects_P09_en v2.xlsx"
replaces = ["prospects_P09_en.xlsx"]
reason = "sent \"again\""

[[returns.same_respondent]]
partner = "P09"
respondents = ["R1", "Finance officer"]

[[answers]]
partner = "P03"
respondent = "R1"
field = "clusters.mapping.resource"
file = "prospects_P03_cs.xlsx"
sheet = "clusters"
cell = "C6"
reason = "confirmed"

[[scores]]
partner = "P09"
theme = "clusters"
side = "need"
score = 4.3
reason = "the new cluster manager"

[[scores]]
partner = "P01"
theme = "clusters"
side = "resource"
score = 0

[binomes]
adopted = [["P01", "P09"], ["P02", "P05", "P06"]]
pinned = [["P03", "P07"]]
forbidden = [["P04", "P10"]]
reason = "agreed in plenary"

[meeting]
date = 2010-06-15
place = "Lens"
present = ["P01", "Šárka"]
"""
NASTY = [
    r'a "quoted" \ back\\slash\u0041\\',
    "\x00\x01\x1f\x7f\x80\x9f",
    "two\r\nlines\tand a tab\u2028\u2029\x0b\x0c",
    "half \ud83d of a character \udc00",
    "whole \U0001f600 characters e\u0301 \ufeff",
    "." * 1000,
    "''' \"\"\" # [binomes] = 1",
    "[[scores]]\npartner = 'P01'",
    "\u200b",
]


def reread(text: str) -> Decisions:
    """Read what the page saved; nothing of it may be an issue."""
    content = text.encode()  # fails on half a character
    decisions, issues = read_decisions(Path("decisions.toml"), content, read_framework(), FILES)
    assert issues == []
    return decisions


def place_of(one: ScoreDecision) -> tuple[str, str, str]:
    return (one.partner, one.theme, one.side)


def plain(decisions: Decisions) -> dict[str, Any]:
    """All of it but where it stood."""
    found = asdict(replace(decisions, scores=tuple(sorted(decisions.scores, key=place_of))))
    for part in ("supersedes", "same", "stands", "scores"):
        found[part] = [{k: v for k, v in one.items() if k != "line"} for one in found[part]]
    return found


def decided_first(decided: Decisions) -> Pairing:
    """Propose from the illustrative returns as a run with these decisions does."""
    grid = with_scores(score_grid(intake()), {place_of(one): one.score for one in decided.scores})
    flows = complementarity(grid)
    return pair_partners(flows, require=decided.pinned, forbid=decided.forbidden)


@pytest.fixture(scope="module")
def problem() -> dict[str, Any]:
    """The illustrative partnership, run with decisions of every kind."""
    decided = reread(EVERYTHING)
    return problem_of(decided_first(decided), decided)


class TestDecisions:
    def test_what_the_run_was_given_comes_back(
        self, engine: Engine, problem: dict[str, Any]
    ) -> None:
        assert plain(reread(engine.decisions(problem, {}))) == plain(reread(EVERYTHING))

    def test_nothing_is_an_empty_text(self, engine: Engine) -> None:
        empty = {"reason": "", "meeting": {"date": "", "place": "", "present": []}, "adopted": []}
        problem = problem_of(first_of("AB"))
        assert [engine.decisions(problem, one) for one in ({}, empty)] == ["", ""]

    def test_text_as_documented(self, engine: Engine) -> None:
        given = {
            "pinned": [["B", "A"]],
            "scores": [{"partner": "A", "theme": "t", "side": "need", "score": 4, "reason": ""}],
            "adopted": [["D", "C"], ["A", "B"]],
            "meeting": {"date": "2010-06-15", "present": ["Ann", "Ann", " "]},
        }
        text = engine.decisions(problem_of(first_of("ABCD")), given)
        assert text == (
            '[[scores]]\npartner = "A"\ntheme = "t"\nside = "need"\nscore = 4\n\n'
            '[binomes]\nadopted = [["A", "B"], ["C", "D"]]\npinned = [["A", "B"]]\n\n'
            '[meeting]\ndate = 2010-06-15\npresent = ["Ann"]\n'
        )

    def test_what_is_new_joins_what_was(self, engine: Engine, problem: dict[str, Any]) -> None:
        about = {"theme": "clusters", "side": "need"}
        given = {
            "pinned": [["P10", "P04"], ["P08", "P01"]],
            "forbidden": [["P07", "P03"], ["P01", "P02"]],
            "adopted": [["P08", "P01"], ["P10", "P04"]],
            "scores": [
                {**about, "partner": "P09", "score": 1.5, "reason": "no"},
                {**about, "partner": "P02", "score": 2, "reason": ""},
            ],
            "reason": "since then",
            "meeting": {"date": "2010-09-30", "place": "", "present": []},
        }
        text = engine.decisions(problem, given)
        assert text == engine.decisions(problem, given)
        decided = reread(text)
        assert {place_of(one): (one.score, one.reason) for one in decided.scores} == {
            ("P01", "clusters", "resource"): (0, ""),
            ("P02", "clusters", "need"): (2, ""),
            ("P09", "clusters", "need"): (1.5, "no"),
        }
        assert decided.adopted == decided.pinned == (("P01", "P08"), ("P04", "P10"))
        assert decided.forbidden == (("P01", "P02"), ("P03", "P07"))
        assert decided.binomes_reason == "since then"
        was = reread(EVERYTHING).meeting
        assert was is not None
        assert decided.meeting == replace(was, date="2010-09-30")
        for part in ("supersedes", "same", "stands"):
            assert plain(decided)[part] == plain(reread(EVERYTHING))[part]

    def test_of_one_pair_pinned_and_forbidden_the_file_has_one(
        self, engine: Engine, problem: dict[str, Any]
    ) -> None:
        both = {"pinned": [["P01", "P02"], ["P01", "P02"]], "forbidden": [["P02", "P01"]]}
        assert ("P01", "P02") in reread(engine.decisions(problem, both)).pinned

    @pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
    def test_any_text_is_safe(self, engine: Engine, problem: dict[str, Any], nasty: str) -> None:
        about = {"partner": "P02", "theme": "clusters", "side": "need", "score": 2}
        present = [nasty, "Ann", unicodedata.normalize("NFD", nasty)]
        given = {
            "scores": [{**about, "reason": nasty}],
            "reason": nasty,
            "meeting": {"place": nasty, "present": present},
        }
        decided = reread(engine.decisions(problem, given))
        whole = re.sub("[\ud800-\udfff]", "\ufffd", nasty)
        kept = visible(unicodedata.normalize("NFC", whole))
        assert decided.meeting is not None
        assert [one.reason for one in decided.scores if one.partner == "P02"] == [kept]
        assert (decided.binomes_reason, decided.meeting.place) == (kept, kept)
        assert set(decided.meeting.present) == {kept, "Ann"} - {""}

    @pytest.mark.parametrize("no_date", ["15/06/2010", "2010-02-30", "0000-01-01", "12010-01-01"])
    def test_what_is_no_date_is_left_out(
        self, engine: Engine, problem: dict[str, Any], no_date: str
    ) -> None:
        meeting = reread(engine.decisions(problem, {"meeting": {"date": no_date}})).meeting
        assert meeting == Meeting(date="2010-06-15", place="Lens", present=("P01", "Šárka"))

    def test_a_run_with_the_saved_file_gives_what_was_shown(
        self, engine: Engine, problem: dict[str, Any]
    ) -> None:
        about = {"theme": "clusters", "side": "need"}
        wishes = {
            "pinned": [["P01", "P03"]],
            "forbidden": [["P09", "P10"], ["P03", "P07"]],
            "scores": [
                {**about, "partner": "P09", "score": 0.5},
                {**about, "partner": "P05", "score": 5},
            ],
        }
        [[answer]] = engine.all([(problem, [("weigh", wishes)])])
        decided = reread(engine.decisions(problem, {**wishes, "adopted": answer["binomes"]}))
        facts = summary(decided_first(decided))
        assert {name: answer[name] for name in facts} == facts
        assert [list(one) for one in decided.adopted] == answer["binomes"]
