"""Ratings moved until their mean is a score that somebody put right, and taken back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from prospects_analysis._rating_arrays import Floats, Ratings


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
