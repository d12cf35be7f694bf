"""Why no pairing keeps the rules, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.refusal import refusal_text
from prospects_analysis.framework import read_framework
from prospects_analysis.pairing.contradictions import check_contradictions
from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.pairing.problem import InfeasibleError, Problem
from prospects_analysis.pairing.proposal import pair_partners
from tests.pairing.problems import forbidding, problem_of

IDS = Labels(framework=None, language="en")


def told(problem: Problem) -> str:
    banned = {(a, b): "forbidden" for a in problem.partners for b in problem.partners}
    with pytest.raises(InfeasibleError) as caught:
        check_contradictions(problem, banned)
    return refusal_text(caught.value, IDS, "en")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            forbidding(problem_of(4, required=((0, 1),)), (0, 1)),
            "A, B are pinned, and ruled out too.",
        ),
        (
            problem_of(4, required=((0, 1), (0, 2))),
            "A, B, C are pinned together: more than one binôme can hold. Nobody is left for D.",
        ),
        (
            problem_of(7, required=((0, 1), (0, 2), (3, 4), (4, 5))),
            "A, B, C, D, E, F would make two trios; there can be only one.",
        ),
        (forbidding(problem_of(4), (0, 1), (0, 2), (0, 3)), "Nobody is left for A."),
        (
            forbidding(problem_of(4), (0, 1), (0, 2), (1, 2)),
            "Not all of these can be in a pair, too few others may join them: A, B, C",
        ),
        (
            forbidding(problem_of(4), (0, 1), (0, 2), (0, 3), (1, 2), (1, 3)),
            "Nobody is left for A. Nobody is left for B.",
        ),
    ],
)
def test_each_obstacle(problem: Problem, said: str) -> None:
    assert told(problem) == said


def test_without_a_single_one_to_blame() -> None:
    apart = forbidding(problem_of(4), (0, 1), (0, 2), (1, 2))
    with pytest.raises(InfeasibleError) as caught:
        enumerate_pairings(apart)
    assert refusal_text(caught.value, IDS, "en") == "Every way to form the pairs breaks a rule."


def test_partners_by_name_in_the_readers_language() -> None:
    scores = pd.DataFrame(1.0, ["P03", "P09"], ["P03", "P09"])
    with pytest.raises(InfeasibleError) as caught:
        pair_partners(scores, require=[("P03", "P09")], forbid=[("P03", "P09")])
    labels = Labels.named_by(read_framework(), "fr")
    said = refusal_text(caught.value, labels, "fr")
    assert said.startswith("P03 Karviná, P09 Wigan")
    assert said.endswith("binôme à la fois imposé et interdit.")


def test_another_error_keeps_its_words() -> None:
    assert refusal_text(ValueError("Must be two."), IDS, "fr") == "Must be two."
