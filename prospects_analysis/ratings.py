"""Criterion ratings: all respondents' answers, folded to one number a partner, criterion and side.

A rating has three states that never turn into each other: *given* (a number counted from the
scale's minimum), *NA* (outside the partner's remit) and *blank* (not answered). The arrays of
:class:`Ratings` keep them apart: ``value`` is NaN unless given, ``applicable`` False only for NA.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

SIDES = ("resource", "need")
RESOURCE, NEED = 0, 1
CONFIDENCE = (1, 2, 3)
MIN_ANSWERED_SHARE = Fraction(2, 3)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Ratings:
    """Ratings of every partner on every criterion and side, as read-only arrays.

    Attributes
    ----------
    partners, themes, criteria : tuple of str
        Names of the axes, P partners, T themes and C criteria.
    theme_of : array of int, shape (C,)
        Index of the theme that each criterion belongs to.
    criterion_weights : array, shape (C,), > 0
    theme_weights : array, shape (T,), > 0
    value, low, high : array, shape (P, C, 2)
        Median, lowest and highest score of the respondents, in 0..S; NaN where not given. The last
        axis is the side: resource, need.
    respondents : array of int, shape (P, C, 2)
        How many respondents gave a score.
    applicable : array of bool, shape (P, C, 2)
        False where all who answered said NA.
    confidence : array, shape (P, T)
        Declared confidence 1..3 (median of the respondents, rounded down); NaN where none is given.
    """

    partners: tuple[str, ...]
    themes: tuple[str, ...]
    criteria: tuple[str, ...]
    theme_of: npt.NDArray[np.intp]
    criterion_weights: Floats
    theme_weights: Floats
    value: Floats
    low: Floats
    high: Floats
    respondents: npt.NDArray[np.intp]
    applicable: Bools
    confidence: Floats

    def __post_init__(self) -> None:
        for name in (
            "theme_of",
            "criterion_weights",
            "theme_weights",
            "value",
            "low",
            "high",
            "respondents",
            "applicable",
            "confidence",
        ):
            array = np.array(getattr(self, name))
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def without_theme(self, theme: int) -> Ratings:
        """Leave out the theme at a position, and its criteria."""
        kept = np.nonzero(self.theme_of != theme)[0]
        names = np.delete(np.arange(len(self.themes)), theme)
        return replace(
            self,
            themes=tuple(self.themes[t] for t in names),
            criteria=tuple(self.criteria[c] for c in kept),
            theme_of=np.searchsorted(names, self.theme_of[kept]),
            criterion_weights=self.criterion_weights[kept],
            theme_weights=self.theme_weights[names],
            confidence=self.confidence[:, names],
            **{
                name: getattr(self, name)[:, kept]
                for name in ("value", "low", "high", "respondents", "applicable")
            },
        )

    def to_frame(self) -> pd.DataFrame:
        """Ratings as one row a partner, criterion and side.

        Returns
        -------
        ratings : DataFrame
            Columns partner, theme, criterion, side, state (given, NA or blank), rating, low, high
            (0..S), respondents and confidence.
        """
        size_p, size_c = len(self.partners), len(self.criteria)
        theme_names = np.array(self.themes, dtype=object)[self.theme_of]
        given = np.isfinite(self.value)
        state = np.where(given, "given", np.where(self.applicable, "blank", "NA"))
        return pd.DataFrame(
            {
                "partner": np.repeat(np.array(self.partners, dtype=object), size_c * 2),
                "theme": np.tile(np.repeat(theme_names, 2), size_p),
                "criterion": np.tile(np.repeat(np.array(self.criteria, dtype=object), 2), size_p),
                "side": np.tile(np.array(SIDES, dtype=object), size_p * size_c),
                "state": state.ravel(),
                "rating": self.value.ravel(),
                "low": self.low.ravel(),
                "high": self.high.ravel(),
                "respondents": self.respondents.ravel(),
                "confidence": np.repeat(self.confidence[:, self.theme_of].ravel(), 2),
            }
        )


def fold_respondents(
    tidy: pd.DataFrame,
    *,
    partners: Sequence[str],
    themes: Mapping[str, float],
    criteria: Mapping[str, tuple[str, float]],
    scale: tuple[int, int],
) -> Ratings:
    """Fold the answers of all respondents into one rating a partner, criterion and side.

    The rating is the median over the respondents who gave a score; NA only if all who answered
    said NA; blank if nobody answered. Scores count from the scale's minimum.

    Parameters
    ----------
    tidy : DataFrame
        Columns partner, theme, criterion, side (resource or need), rating (a number on the scale,
        ``"NA"``, or NaN for blank) and, if known, confidence (1..3). Repeated rows are respondents.
    partners : sequence of str
        All partners, in order; one without a row has blanks only.
    themes : mapping
        Theme -> weight (> 0), in order.
    criteria : mapping
        Criterion -> (theme, weight > 0), in order.
    scale : (int, int)
        Lowest and highest score.

    Returns
    -------
    ratings : Ratings

    Raises
    ------
    ValueError
        If a row names an unknown partner, criterion or side, or its rating is no score.
    """
    rows = _positions(tidy, partners, list(criteria), scale)
    theme_index = {theme: index for index, theme in enumerate(themes)}
    theme_of = np.array([theme_index[theme] for theme, _ in criteria.values()], dtype=np.intp)
    shape = (len(partners), len(criteria), 2)
    value, low, high = (np.full(shape, np.nan) for _ in range(3))
    respondents = np.zeros(shape, dtype=np.intp)
    applicable = np.ones(shape, dtype=bool)
    for (p, c, s), group in rows.groupby(["p", "c", "s"], sort=True):
        scores = group["score"].to_numpy(dtype=float)
        scores = scores[np.isfinite(scores)]
        if scores.size:
            value[p, c, s] = np.median(scores)
            low[p, c, s], high[p, c, s] = scores.min(), scores.max()
            respondents[p, c, s] = scores.size
        elif group["na"].any():
            applicable[p, c, s] = False
    return Ratings(
        partners=tuple(partners),
        themes=tuple(themes),
        criteria=tuple(criteria),
        theme_of=theme_of,
        criterion_weights=np.array([weight for _, weight in criteria.values()], dtype=float),
        theme_weights=np.array(list(themes.values()), dtype=float),
        value=value,
        low=low,
        high=high,
        respondents=respondents,
        applicable=applicable,
        confidence=_confidence(rows, theme_of, shape[0], len(themes)),
    )


def theme_scores(
    value: Floats,
    applicable: Bools,
    theme_of: npt.NDArray[np.intp],
    weights: Floats,
    min_answered_share: Fraction = MIN_ANSWERED_SHARE,
) -> tuple[Floats, Floats]:
    """Weighted mean of each theme's criteria, and the share of their weight that was answered.

    Parameters
    ----------
    value : array, shape (..., C, 2), 0..S
        Criterion ratings; NaN where not given.
    applicable : array of bool, shape (..., C, 2)
        False where the criterion is NA.
    theme_of : array of int, shape (C,)
        Theme of each criterion, 0..T-1.
    weights : array, shape (C,), > 0
        Weight of each criterion within its theme.
    min_answered_share : Fraction, 0..1
        A theme is scored only if this share of its applicable weight is answered.

    Returns
    -------
    scores : array, shape (..., T, 2), 0..S
        NaN where the theme is not assessed or all its criteria are NA.
    coverage : array, shape (..., T, 2), 0..1
        Answered weight / applicable weight; NaN where all criteria are NA.

    References
    ----------
    OECD/JRC (2008), *Handbook on Constructing Composite Indicators*: linear aggregation of
    formative criteria.

    Examples
    --------
    Two criteria of three answered, just enough for a score:

    >>> value = np.array([[[4.0, 1.0], [2.0, 5.0], [np.nan, np.nan]]])
    >>> scores, coverage = theme_scores(
    ...     value, np.ones((1, 3, 2), bool), np.zeros(3, int), np.ones(3))
    >>> scores.tolist()
    [[[3.0, 3.0]]]
    >>> coverage.round(3).tolist()
    [[[0.667, 0.667]]]
    """
    membership = np.eye(int(theme_of.max()) + 1)[theme_of].T * weights  # T x C
    given = np.isfinite(value)
    answered = membership @ given.astype(float)
    applies = membership @ applicable.astype(float)
    total = membership @ np.where(given, value, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = np.where(applies > 0, answered / applies, np.nan)
        # Cross-multiplied, so that 2 of 3 equal weights is enough whatever a float makes of 2/3.
        enough = (answered > 0) & (
            answered * min_answered_share.denominator
            >= applies * min_answered_share.numerator - 1e-9
        )
        scores = np.where(enough, total / answered, np.nan)
    return scores, coverage


def moved_theme(ratings: Ratings, at: tuple[int, int, int], score: float, span: float) -> Ratings:
    """Move a partner's ratings of a theme on one side together, until their mean is a score.

    Parameters
    ----------
    ratings : Ratings
    at : (int, int, int)
        Partner, theme and side.
    score : float, 0..S
    span : float
        S; no rating leaves the scale.

    Returns
    -------
    ratings : Ratings
        New ones. Criteria that were not answered get the score; if all are NA, every one does.
    """
    p, t, s = at
    own = np.nonzero(ratings.theme_of == t)[0]
    arrays = {name: getattr(ratings, name).copy() for name in ("value", "low", "high")}
    applicable = ratings.applicable.copy()
    if not applicable[p, own, s].any():
        applicable[p, own, s] = True
    given = own[np.isfinite(ratings.value[p, own, s])]
    blank = own[np.isnan(ratings.value[p, own, s]) & applicable[p, own, s]]
    shift = 0.0
    if given.size:
        weights = ratings.criterion_weights[given]
        shift = _shift_to(ratings.value[p, given, s], weights, score, span)
    for array in arrays.values():
        array[p, given, s] = np.clip(array[p, given, s] + shift, 0, span)
        array[p, blank, s] = score
    return replace(ratings, **arrays, applicable=applicable)


def taken_back(ratings: Ratings, own: Ratings, at: tuple[int, int, int]) -> Ratings:
    """Give a partner's ratings of a theme on one side back as they stand in other ratings.

    Parameters
    ----------
    ratings, own : Ratings
        Of the same partners and criteria.
    at : (int, int, int)
        Partner, theme and side.

    Returns
    -------
    ratings : Ratings
        New ones.
    """
    p, t, s = at
    here = ratings.theme_of == t
    arrays = {}
    for name in ("value", "low", "high", "applicable"):
        arrays[name] = getattr(ratings, name).copy()
        arrays[name][p, here, s] = getattr(own, name)[p, here, s]
    return replace(ratings, **arrays)


def _shift_to(value: Floats, weights: Floats, score: float, span: float) -> float:
    """Give the shift after which the mean, kept within the scale, is the score."""
    # The mean is piecewise linear in the shift; its bends are where a rating meets an end.
    bends = np.unique(np.concatenate([-value, span - value]))
    means = np.clip(value[None] + bends[:, None], 0, span) @ weights / weights.sum()
    return float(np.interp(score, means, bends))


def _positions(
    tidy: pd.DataFrame, partners: Sequence[str], criteria: Sequence[str], scale: tuple[int, int]
) -> pd.DataFrame:
    """Turn names into positions and ratings into numbers from 0, refusing what is unknown."""
    frame = pd.DataFrame(
        {
            "p": _index_of(tidy["partner"], partners, "partner"),
            "c": _index_of(tidy["criterion"], criteria, "criterion"),
            "s": _index_of(tidy["side"], SIDES, "side"),
            "na": [isinstance(rating, str) and rating == "NA" for rating in tidy["rating"]],
            "score": [
                _score(rating, scale, row)
                for row, rating in zip(tidy.index, tidy["rating"], strict=True)
            ],
        }
    )
    given = tidy["confidence"] if "confidence" in tidy else pd.Series(np.nan, tidy.index)
    frame["confidence"] = [
        _level(value, row) for row, value in zip(given.index, given, strict=True)
    ]
    return frame


def _index_of(names: Iterable[Any], known: Sequence[str], kind: str) -> list[int]:
    positions = {name: index for index, name in enumerate(known)}
    found = list(names)
    unknown = sorted({str(name) for name in found if name not in positions})
    if unknown:
        raise ValueError(f"Unknown {kind} {unknown}. Must be one of {list(known)}.")
    return [positions[name] for name in found]


def _score(rating: Any, scale: tuple[int, int], row: Any) -> float:
    """Score counted from the scale's minimum; NaN for NA and for blank."""
    if isinstance(rating, str) and rating == "NA":
        return np.nan
    if rating is None or rating is pd.NA or rating is pd.NaT:
        return np.nan
    number = isinstance(rating, Real) and not isinstance(rating, (bool, np.bool_))
    if number and np.isnan(rating):
        return np.nan
    if not number or not scale[0] <= rating <= scale[1]:
        raise ValueError(
            f"Invalid rating {rating!r} in row {row!r}. Must be a number from {scale[0]} to "
            f"{scale[1]}, 'NA', or NaN for not answered."
        )
    return float(rating) - scale[0]


def _level(confidence: Any, row: Any) -> float:
    if confidence is None or pd.isna(confidence):
        return np.nan
    if isinstance(confidence, (bool, np.bool_)) or confidence not in CONFIDENCE:
        raise ValueError(
            f"Invalid confidence {confidence!r} in row {row!r}. Must be one of {CONFIDENCE}, or "
            "NaN where not given."
        )
    return float(confidence)


def _confidence(
    rows: pd.DataFrame, theme_of: npt.NDArray[np.intp], partners: int, themes: int
) -> Floats:
    """Median confidence a partner and theme, rounded down so that two voices never raise it."""
    confidence = np.full((partners, themes), np.nan)
    given = rows[rows["confidence"].notna()]
    for (p, t), group in given.groupby([given["p"], theme_of[given["c"]]]):
        confidence[p, t] = np.floor(group["confidence"].median())
    return confidence
