"""Respondents folded to ratings, ratings to theme scores."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.ratings import Ratings, fold_respondents, theme_scores
from tests.markdown import table

CRITERIA = {"t.one": ("t", 1.0), "t.two": ("t", 1.0), "u.one": ("u", 1.0)}


def fold(text: str, scale: tuple[int, int] = (0, 5)) -> Ratings:
    return fold_respondents(
        table(text),
        partners=["A", "B"],
        themes={"t": 1.0, "u": 1.0},
        criteria=CRITERIA,
        scale=scale,
    )


def row(ratings: Ratings, partner: str, criterion: str, side: str) -> pd.Series:
    frame = ratings.to_frame().set_index(["partner", "criterion", "side"])
    return frame.loc[(partner, criterion, side)]


def test_median_and_range_of_the_respondents() -> None:
    ratings = fold("""
        | partner | criterion | side     | rating |
        |---------|-----------|----------|--------|
        | A       | t.one     | resource | 1      |
        | A       | t.one     | resource | 5      |
        | A       | t.one     | resource | 2      |
    """)
    found = row(ratings, "A", "t.one", "resource")
    assert (found["rating"], found["low"], found["high"], found["respondents"]) == (2, 1, 5, 3)


def test_two_respondents_meet_halfway() -> None:
    ratings = fold("""
        | partner | criterion | side | rating |
        |---------|-----------|------|--------|
        | A       | t.one     | need | 2      |
        | A       | t.one     | need | 5      |
    """)
    assert row(ratings, "A", "t.one", "need")["rating"] == 3.5


def test_a_single_opinion_can_be_told() -> None:
    ratings = fold("""
        | partner | criterion | side     | rating |
        |---------|-----------|----------|--------|
        | A       | t.one     | resource | 4      |
        | A       | t.one     | resource | NA     |
        | A       | t.one     | resource |        |
        | B       | t.one     | resource | 4      |
        | B       | t.one     | resource | 4      |
    """)
    assert row(ratings, "A", "t.one", "resource")["respondents"] == 1
    assert row(ratings, "B", "t.one", "resource")["respondents"] == 2


def test_zero_not_applicable_and_blank_are_three_things() -> None:
    ratings = fold("""
        | partner | criterion | side     | rating |
        |---------|-----------|----------|--------|
        | A       | t.one     | resource | 0      |
        | A       | t.two     | resource | NA     |
        | A       | u.one     | resource |        |
    """)
    states = [row(ratings, "A", criterion, "resource")["state"] for criterion in CRITERIA]
    numbers = [row(ratings, "A", criterion, "resource")["rating"] for criterion in CRITERIA]
    assert states == ["given", "NA", "blank"]
    assert numbers[0] == 0
    assert np.isnan(numbers[1:]).all()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (["NA", "NA"], "NA"),
        (["NA", ""], "NA"),
        (["NA", "3"], "given"),
        (["", "3"], "given"),
        (["", ""], "blank"),
        (["NA", "0"], "given"),
    ],
)
def test_not_applicable_only_if_all_who_answered_say_so(answers: list[str], state: str) -> None:
    lines = "\n".join(f"| A | t.one | need | {answer} |" for answer in answers)
    ratings = fold("| partner | criterion | side | rating |\n" + lines)
    assert row(ratings, "A", "t.one", "need")["state"] == state


def test_the_sides_are_apart() -> None:
    ratings = fold("""
        | partner | criterion | side     | rating |
        |---------|-----------|----------|--------|
        | A       | t.one     | resource | NA     |
        | A       | t.one     | need     | 4      |
    """)
    assert row(ratings, "A", "t.one", "resource")["state"] == "NA"
    assert row(ratings, "A", "t.one", "need")["rating"] == 4


def test_who_is_in_no_row_is_blank_throughout() -> None:
    ratings = fold("""
        | partner | criterion | side | rating |
        |---------|-----------|------|--------|
        | A       | t.one     | need | 2      |
    """)
    frame = ratings.to_frame()
    assert set(frame.loc[frame["partner"] == "B", "state"]) == {"blank"}
    assert len(frame) == 2 * 3 * 2


def test_scores_count_from_the_lowest() -> None:
    ratings = fold(
        """
        | partner | criterion | side     | rating |
        |---------|-----------|----------|--------|
        | A       | t.one     | resource | 1      |
        | A       | t.two     | resource | 4      |
        """,
        scale=(1, 4),
    )
    assert row(ratings, "A", "t.one", "resource")["rating"] == 0
    assert row(ratings, "A", "t.two", "resource")["rating"] == 3


def test_confidence_is_one_a_theme_and_rounds_down() -> None:
    ratings = fold("""
        | partner | criterion | side | rating | confidence |
        |---------|-----------|------|--------|------------|
        | A       | t.one     | need | 2      | 3          |
        | A       | t.one     | need | 2      | 2          |
        | A       | u.one     | need | 2      |            |
    """)
    assert ratings.confidence[0, 0] == 2
    assert np.isnan(ratings.confidence[0, 1])
    assert row(ratings, "A", "t.two", "need")["confidence"] == 2


@pytest.mark.parametrize(
    "rating", [-1, 5.01, 6, np.inf, "na", "3", "", True, "n/a", [1], 1j, pd.Timestamp("2011-03-01")]
)
def test_what_is_no_score_is_refused_with_what_was_given(rating: object) -> None:
    tidy = pd.DataFrame(
        {
            "partner": ["A", "A"],
            "criterion": "t.one",
            "side": "need",
            "rating": pd.Series([2, rating], dtype=object),
        }
    ).set_axis([10, 11])
    with pytest.raises(ValueError, match="row 11") as caught:
        fold_respondents(
            tidy, partners=["A"], themes={"t": 1.0}, criteria={"t.one": ("t", 1.0)}, scale=(0, 5)
        )
    assert repr(rating) in str(caught.value)
    assert "from 0 to 5, 'NA', or NaN" in str(caught.value)


@pytest.mark.parametrize("confidence", [0, 4, -1, 2.5, "high"])
def test_confidence_is_one_to_three(confidence: object) -> None:
    tidy = table("""
        | partner | criterion | side | rating |
        |---------|-----------|------|--------|
        | A       | t.one     | need | 2      |
    """)
    with pytest.raises(ValueError, match=r"Invalid confidence .* in row 0\. Must be") as caught:
        fold_respondents(
            tidy.assign(confidence=pd.Series([confidence], dtype=object)),
            partners=["A"],
            themes={"t": 1.0},
            criteria={"t.one": ("t", 1.0)},
            scale=(0, 5),
        )
    assert repr(confidence) in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value"), [("partner", "Z"), ("criterion", "t.zzz"), ("side", "ressource")]
)
def test_an_unknown_name_is_refused_and_the_known_ones_named(column: str, value: str) -> None:
    tidy = pd.DataFrame({"partner": ["A"], "criterion": "t.one", "side": "need", "rating": 1})
    with pytest.raises(ValueError, match=f"Unknown {column} .*{value}.*Must be one of"):
        fold_respondents(
            tidy.assign(**{column: value}),
            partners=["A"],
            themes={"t": 1.0},
            criteria={"t.one": ("t", 1.0)},
            scale=(0, 5),
        )


def test_the_arrays_cannot_be_written() -> None:
    ratings = fold("""
        | partner | criterion | side | rating |
        |---------|-----------|------|--------|
        | A       | t.one     | need | 2      |
    """)
    with pytest.raises(ValueError, match="read-only"):
        ratings.value[0, 0, 0] = 5
    given_out = ratings.to_frame()
    given_out["rating"] = 5.0
    assert row(ratings, "A", "t.one", "need")["rating"] == 2


answers = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.sampled_from(sorted(CRITERIA)),
        st.sampled_from(["resource", "need"]),
        st.sampled_from([0, 1, 2, 3, 4, 5, "NA", None]),
    ),
    max_size=25,
)


@given(answers, st.randoms())
@settings(max_examples=40)
def test_the_order_of_rows_never_matters(rows: list[tuple[object, ...]], random: object) -> None:
    columns = ["partner", "criterion", "side", "rating"]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        fold_respondents(
            pd.DataFrame(r, columns=columns, dtype=object),
            partners=["A", "B"],
            themes={"t": 1.0, "u": 1.0},
            criteria=CRITERIA,
            scale=(0, 5),
        ).to_frame()
        for r in (rows, shuffled)
    )
    pd.testing.assert_frame_equal(one, other)


@given(answers)
@settings(max_examples=40)
def test_the_median_lies_within_its_range(rows: list[tuple[object, ...]]) -> None:
    columns = ["partner", "criterion", "side", "rating"]
    ratings = fold_respondents(
        pd.DataFrame(rows, columns=columns, dtype=object),
        partners=["A", "B"],
        themes={"t": 1.0, "u": 1.0},
        criteria=CRITERIA,
        scale=(0, 5),
    )
    known = np.isfinite(ratings.value)
    assert (ratings.low[known] <= ratings.value[known]).all()
    assert (ratings.value[known] <= ratings.high[known]).all()
    assert (known == (ratings.respondents > 0)).all()
    assert ratings.applicable[known].all()


def one_theme(
    scores: list[float | str | None], weights: list[float] | None = None
) -> tuple[float, float]:
    """Score and coverage of one theme on one side; None is blank."""
    value = np.array([[np.nan if s in (None, "NA") else s] * 2 for s in scores], dtype=float)
    applicable = np.array([[s != "NA"] * 2 for s in scores])
    score, coverage = theme_scores(
        value[None],
        applicable[None],
        np.zeros(len(scores), dtype=int),
        np.array(weights or [1.0] * len(scores)),
    )
    return float(score[0, 0, 0]), float(coverage[0, 0, 0])


@pytest.mark.parametrize(
    ("scores", "score", "coverage"),
    [
        ([3, 4, None], 3.5, 2 / 3),  # just two thirds
        ([3, None, None], np.nan, 1 / 3),
        ([3, 4, 5, 2, None, None], 3.5, 2 / 3),
        ([3, 4, 5, None, None, None], np.nan, 0.5),
        ([3, 4, 5, 2, None, None, None], np.nan, 4 / 7),
        ([0, 0, 0], 0.0, 1.0),
        ([None, None, None], np.nan, 0.0),
        (["NA", "NA", "NA"], np.nan, np.nan),
        (["NA", "NA", 2], 2.0, 1.0),  # what does not apply is not missing
        (["NA", 2, None], np.nan, 0.5),
        (["NA", 2, 3, None], 2.5, 2 / 3),
        (["NA", None, None], np.nan, 0.0),
    ],
)
def test_a_theme_is_scored_from_two_thirds_of_what_applies(
    scores: list[float | str | None], score: float, coverage: float
) -> None:
    assert one_theme(scores) == pytest.approx((score, coverage), nan_ok=True)


def test_weights_count_in_score_and_in_coverage() -> None:
    assert one_theme([5, 1, None], [3, 1, 2]) == pytest.approx((4.0, 2 / 3))
    assert one_theme([5, 1, None], [3, 1, 2.01]) == pytest.approx((np.nan, 4 / 6.01), nan_ok=True)


@pytest.mark.parametrize("third", [0.1, 1 / 3, 0.7, 1e3 / 3, 1e-3])
def test_two_thirds_hold_whatever_floats_make_of_them(third: float) -> None:
    assert one_theme([1, 2, None], [third] * 3)[0] == pytest.approx(1.5)
    assert one_theme([1, 2, None], [2 * third, 2 * third, 2 * third])[0] == pytest.approx(1.5)
    assert np.isnan(one_theme([1, None, None], [third] * 3)[0])


def test_the_share_is_the_callers() -> None:
    value = np.array([[[3.0, 3.0], [np.nan, np.nan]]])
    share = Fraction(1, 2)
    scores, _ = theme_scores(value, np.ones((1, 2, 2), bool), np.zeros(2, int), np.ones(2), share)
    assert scores.tolist() == [[[3.0, 3.0]]]


def test_each_criterion_counts_for_its_own_theme() -> None:
    value = np.array([[[1.0, 2.0], [5.0, 4.0], [3.0, 0.0]]])
    scores, coverage = theme_scores(
        value, np.ones((1, 3, 2), bool), np.array([1, 0, 1]), np.ones(3)
    )
    assert scores.tolist() == [[[5.0, 4.0], [2.0, 1.0]]]
    assert (coverage == 1).all()


@given(
    st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, None, "NA"]), min_size=1, max_size=8),
    st.data(),
)
@settings(max_examples=80)
def test_a_theme_score_lies_between_its_criteria(
    scores: list[float | str | None], data: st.DataObject
) -> None:
    weights = data.draw(
        st.lists(st.floats(0.1, 10), min_size=len(scores), max_size=len(scores)), label="weights"
    )
    score, coverage = one_theme(scores, weights)
    numbers = [s for s in scores if isinstance(s, int)]
    if not np.isnan(score):
        assert min(numbers) - 1e-9 <= score <= max(numbers) + 1e-9
        assert coverage >= 2 / 3 - 1e-9
    assert np.isnan(coverage) == all(s == "NA" for s in scores)
