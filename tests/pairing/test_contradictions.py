"""Constraints that leave no pairing, named one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.contradictions import check_contradictions
from prospects_analysis.pairing.enumeration import enumerate_pairings
from prospects_analysis.pairing.problem import InfeasibleError, Problem
from tests.pairing.problems import forbidding, problem_of


def refusal(problem: Problem, reasons: dict[tuple[str, str], str] | None = None) -> str:
    with pytest.raises(InfeasibleError, match=r"^No admissible pairing: ") as caught:
        check_contradictions(problem, reasons or {})
    return str(caught.value)


def test_required_and_not_allowed() -> None:
    problem = forbidding(problem_of(4, required=((0, 1),)), (0, 1))
    found = refusal(problem, {("A", "B"): "forbidden"})
    assert "A and B are required, but may not be paired (forbidden)" in found


def test_three_together_where_there_are_pairs_only() -> None:
    found = refusal(problem_of(4, required=((0, 1), (0, 2))))
    assert "A, B, C are required together, but a group can hold 2 at the most" in found


def test_four_together_in_a_chain() -> None:
    found = refusal(problem_of(5, required=((0, 1), (1, 2), (2, 3))))
    assert "A, B, C, D are required together, but a group can hold 3 at the most" in found


def test_a_trio_may_be_required() -> None:
    check_contradictions(problem_of(5, required=((0, 1), (0, 2))), {})


def test_two_trios_may_not() -> None:
    found = refusal(problem_of(7, required=((0, 1), (0, 2), (3, 4), (4, 5))))
    assert "A, B, C and D, E, F are required together, but only one trio is made" in found


def test_nobody_left_for_a_partner() -> None:
    problem = forbidding(problem_of(4), (0, 1), (0, 2), (0, 3))
    found = refusal(problem, {("A", "B"): "forbidden", ("A", "C"): "same country"})
    assert "A has no admissible mate (B: forbidden, C: same country, D: no score)" in found


def test_the_only_mate_is_required_elsewhere() -> None:
    problem = forbidding(problem_of(4, required=((0, 1),)), (2, 3))
    found = refusal(problem, {("C", "D"): "forbidden"})
    assert (
        "C has no admissible mate (A: required elsewhere, B: required elsewhere, D: forbidden)"
        in found
    )


def test_three_depend_on_one() -> None:
    found = refusal(forbidding(problem_of(4), (0, 1), (0, 2), (1, 2)))
    assert "the parts A / B / C are odd and can be completed only by D" in found


def test_five_depend_on_three() -> None:
    apart = combinations(range(5), 2)
    found = refusal(forbidding(problem_of(8), *apart))
    assert "the parts A / B / C / D / E are odd and can be completed only by F and G and H" in found


def test_two_odd_halves() -> None:
    apart = [(a, b) for a in (0, 1, 2) for b in (3, 4, 5)]
    found = refusal(forbidding(problem_of(6), *apart))
    assert "the parts A, B, C / D, E, F are odd and can be completed only by nobody" in found


def test_whom_nobody_may_have_stays_alone_where_one_may() -> None:
    alone = [(0, other) for other in range(1, 5)]
    check_contradictions(forbidding(problem_of(5, odd="unpaired"), *alone), {})


def test_every_contradiction_is_named() -> None:
    nobody_for_f = [(other, 5) for other in range(5)]
    problem = problem_of(6, required=((0, 1), (0, 2), (3, 4)))
    found = refusal(forbidding(problem, (3, 4), *nobody_for_f))
    assert "D and E are required, but may not be paired" in found
    assert "A, B, C are required together" in found
    assert "F has no admissible mate" in found


def test_one_partner_makes_no_trio() -> None:
    assert "A cannot make a trio: three partners are needed" in refusal(problem_of(1))


@given(st.integers(0, 100_000), st.sampled_from([4, 6, 8]), st.floats(0.2, 0.8))
@settings(max_examples=60)
def test_refused_if_and_only_if_there_is_no_pairing(seed: int, size: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    pairs = [pair for pair in combinations(range(size), 2) if rng.random() < share]
    required = tuple(pair for pair in combinations(range(size), 2) if rng.random() < 0.05)
    problem = forbidding(problem_of(size, required=required), *pairs)
    try:
        enumerate_pairings(problem)
    except InfeasibleError:
        refusal(problem)
    else:
        check_contradictions(problem, {})
