"""Score matrices: what is taken, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.pairing.scores import UNIT, integer_scores
from tests.markdown import frame

SCORES = frame("""
    |   | B   | A   | C  |
    |---|-----|-----|----|
    | B |     | 1.5 |    |
    | A | 1.5 |     | -2 |
    | C |     | -2  |    |
""")


def test_partners_are_sorted_and_scores_are_millionths() -> None:
    partners, weights, scored = integer_scores(SCORES)
    assert partners == ("A", "B", "C")
    assert weights.tolist() == [[0, 1500000, -2000000], [1500000, 0, 0], [-2000000, 0, 0]]
    assert scored.tolist() == [[False, True, True], [True, False, False], [True, False, False]]


@pytest.mark.parametrize("value", [np.inf, 9e9, "–", None])
def test_the_diagonal_is_ignored(value: object) -> None:
    odd_one_out = SCORES.astype(object).mask(np.eye(3, dtype=bool), value)
    assert integer_scores(odd_one_out)[1].tolist() == integer_scores(SCORES)[1].tolist()


def test_columns_may_stand_in_another_order() -> None:
    mixed = SCORES.loc[["C", "A", "B"], ["B", "C", "A"]]
    assert integer_scores(mixed)[1].tolist() == integer_scores(SCORES)[1].tolist()


def test_ids_are_sorted_as_text() -> None:
    numbers = pd.DataFrame(1.0, index=[10, 9, 1], columns=[10, 9, 1])
    assert integer_scores(numbers)[0] == ("1", "10", "9")


def test_scores_round_to_the_nearest_millionth() -> None:
    scores = pd.DataFrame(1.23456749, index=["A", "B"], columns=["A", "B"])
    assert integer_scores(scores)[1][0, 1] == 1234567


def test_a_last_bit_of_difference_is_no_asymmetry() -> None:
    scores = pd.DataFrame([[0, 0.3], [0.1 + 0.2, 0]], index=["A", "B"], columns=["A", "B"])
    weights = integer_scores(scores)[1]
    assert weights[0, 1] == weights[1, 0] == 300000


def changed(row: str, column: str, value: object) -> pd.DataFrame:
    other = SCORES.astype(object)
    other.loc[row, column] = value
    return other


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        (SCORES.iloc[:2], "2 rows and 3 columns. Must be square"),
        (SCORES.iloc[:1, :1], r"partners \['B'\]. Must be at least two"),
        (SCORES.iloc[:0, :0], r"partners \[\]. Must be at least two"),
        (SCORES.set_axis(["A", "A", "C"], axis=0), r"\['A'\] stand twice in the rows"),
        (SCORES.set_axis(["A", "C", "C"], axis=1), r"\['C'\] stand twice in the columns"),
        (SCORES.set_axis(["B", "A", "D"], axis=0), r"Rows name \['D'\].*columns name \['C'\]"),
        (SCORES.set_axis(["1", 1, "C"], axis=0), r"\['1'\] stand twice"),
        (changed("A", "B", 1.6), r"\(A, B\) is 1.6, that of \(B, A\) is 1.5. Must be symmetric"),
        (changed("A", "B", np.nan), r"\(A, B\) is nan, that of \(B, A\) is 1.5"),
        (changed("B", "C", 0.0), r"\(B, C\) is 0.0, that of \(C, B\) is nan"),
        (changed("A", "B", np.inf), r"Invalid score inf for \(A, B\). Must be finite"),
        (changed("C", "A", -np.inf), r"Invalid score -inf for \(C, A\). Must be finite"),
        (changed("A", "B", 2e6), r"Invalid score 2000000.0 for \(A, B\). Must be within"),
        (changed("A", "B", "much"), r"Invalid score 'much' for \(A, B\). Must be a number"),
        (changed("A", "B", "1.5"), r"Invalid score '1.5' for \(A, B\). Must be a number"),
        (changed("A", "B", True), r"Invalid score True for \(A, B\)"),
        (changed("A", "B", 1.5 + 1j), r"Invalid score \(1.5\+1j\) for \(A, B\)"),
        (np.ones((2, 2)), "scores of type ndarray. Must be a DataFrame"),
    ],
)
def test_a_matrix_that_is_none_is_refused(scores: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        integer_scores(scores)


def test_scores_at_the_edge_of_the_range_are_taken() -> None:
    scores = pd.DataFrame(-1e6, index=["A", "B"], columns=["A", "B"])
    assert integer_scores(scores)[1][0, 1] == -1_000_000 * UNIT


def test_the_matrix_given_stays_as_it_was() -> None:
    mine = SCORES.mask(np.eye(3, dtype=bool), 7.0)
    before = mine.copy()
    integer_scores(mine)
    pd.testing.assert_frame_equal(mine, before)


@given(
    st.lists(st.integers(-5_000_000, 5_000_000), min_size=6, max_size=6), st.permutations("ABCD")
)
@settings(max_examples=40)
def test_row_order_never_matters(halves: list[int], order: list[str]) -> None:
    matrix = np.zeros((4, 4))
    matrix[np.triu_indices(4, 1)] = np.array(halves) / UNIT
    scores = pd.DataFrame(matrix + matrix.T, index=list("ABCD"), columns=list("ABCD"))
    one, other = (integer_scores(s) for s in (scores, scores.loc[order, order[::-1]]))
    assert one[0] == other[0]
    assert (one[1] == other[1]).all()
    assert one[1][np.triu_indices(4, 1)].tolist() == halves
