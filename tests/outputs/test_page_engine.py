"""The engine of the live page, in a real browser: the whole numbers of Python, ties included."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from selenium.common.exceptions import JavascriptException

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing import contradictions
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.ratings import SIDES
from prospects_analysis.wishes import Wishes, weigh
from tests.illustrative import intake
from tests.outputs.page_cases import SIZES, Seen, compare_all, random_grid, random_wishes
from tests.outputs.page_engine import RANKED, Engine, first_of, problem_of, summary, with_scores


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
            "own rules impossible",
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

    def test_required_pair_without_a_score_that_is_forbidden_does_not_come_back(
        self, engine: Engine
    ) -> None:
        frame = pd.DataFrame({"t": [5.0, 4.0, 1.0, None]}, index=list("ABCD"))
        flows = complementarity(Grid.from_frames(frame, frame))
        first = pair_partners(flows, require=[("C", "D")])
        wishes = Wishes().forbid("C", "D")
        Seen().compare(first, [wishes], engine.weigh(first, wishes))

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
