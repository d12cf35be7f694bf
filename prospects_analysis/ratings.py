"""Criterion ratings: all respondents' answers, folded to one number a partner, criterion and side.

A rating has three states that never turn into each other: *given* (a number counted from the
scale's minimum), *NA* (outside the partner's remit) and *blank* (not answered). The arrays of
:class:`Ratings` keep them apart: ``value`` is NaN unless given, ``applicable`` False only for NA.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._rating_arrays import NEED, RESOURCE, SIDES, Bools, Floats, Ratings
from prospects_analysis._rating_moves import moved_theme, taken_back
from prospects_analysis._rating_rows import CONFIDENCE, positions

__all__ = [
    "CONFIDENCE",
    "MIN_ANSWERED_SHARE",
    "NEED",
    "RESOURCE",
    "SIDES",
    "Bools",
    "Floats",
    "Ratings",
    "fold_respondents",
    "moved_theme",
    "taken_back",
    "theme_scores",
]

MIN_ANSWERED_SHARE = Fraction(2, 3)


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
    rows = positions(tidy, partners, list(criteria), scale)
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


def _confidence(
    rows: pd.DataFrame, theme_of: npt.NDArray[np.intp], partners: int, themes: int
) -> Floats:
    """Median confidence a partner and theme, rounded down so that two voices never raise it."""
    confidence = np.full((partners, themes), np.nan)
    given = rows[rows["confidence"].notna()]
    for (p, t), group in given.groupby([given["p"], theme_of[given["c"]]]):
        confidence[p, t] = np.floor(group["confidence"].median())
    return confidence
