"""The file of decisions that the live page writes, read back by Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from prospects_analysis._decision_entries import visible
from prospects_analysis.calibration import score_grid
from prospects_analysis.decisions import Decisions, Meeting, ScoreDecision, read_decisions
from prospects_analysis.flows import complementarity
from prospects_analysis.framework import read_framework
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from tests.illustrative import intake
from tests.outputs.page_engine import Engine, first_of, problem_of, summary, with_scores

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


def test_what_the_run_was_given_comes_back(engine: Engine, problem: dict[str, Any]) -> None:
    assert plain(reread(engine.decisions(problem, {}))) == plain(reread(EVERYTHING))


def test_nothing_is_an_empty_text(engine: Engine) -> None:
    empty = {"reason": "", "meeting": {"date": "", "place": "", "present": []}, "adopted": []}
    problem = problem_of(first_of("AB"))
    assert [engine.decisions(problem, one) for one in ({}, empty)] == ["", ""]


def test_text_as_documented(engine: Engine) -> None:
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


def test_what_is_new_joins_what_was(engine: Engine, problem: dict[str, Any]) -> None:
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
    engine: Engine, problem: dict[str, Any]
) -> None:
    both = {"pinned": [["P01", "P02"], ["P01", "P02"]], "forbidden": [["P02", "P01"]]}
    assert ("P01", "P02") in reread(engine.decisions(problem, both)).pinned


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_is_safe(engine: Engine, problem: dict[str, Any], nasty: str) -> None:
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
def test_what_is_no_date_is_left_out(engine: Engine, problem: dict[str, Any], no_date: str) -> None:
    meeting = reread(engine.decisions(problem, {"meeting": {"date": no_date}})).meeting
    assert meeting == Meeting(date="2010-06-15", place="Lens", present=("P01", "Šárka"))


def test_a_run_with_the_saved_file_gives_what_was_shown(
    engine: Engine, problem: dict[str, Any]
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
