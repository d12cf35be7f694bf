"""What the live page is given to compute with."""

from __future__ import annotations

import pandas as pd
import pytest

from prospects_analysis.decisions import Decisions
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.page.payload import page_problem
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.proposal import pair_partners
from tests.outputs.page_engine import first_of, problem_of, summary


def test_whole_numbers_of_what_was_adopted() -> None:
    first = first_of("ABCD")
    adopted = adopt(first, [("A", "D")])
    problem = page_problem(first, adopted, Decisions())
    assert problem is not None
    assert problem["adopted"] == {**summary(adopted), "rank": 1, "count": 3, "ties": 3}


def test_scores_on_the_scale_of_the_questionnaire() -> None:
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
    names: str, odd: str | None, lists: dict[str, tuple[str, int]]
) -> None:
    found = problem_of(first_of(names, odd=odd))["lists"]
    assert {size: (one["kind"], one["count"]) for size, one in found.items()} == lists


def test_none_where_the_page_cannot_compute() -> None:
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
