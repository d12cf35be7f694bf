"""Rows of ratings, turned into positions and numbers; what is unknown is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from prospects_analysis._rating_arrays import SIDES

CONFIDENCE = (1, 2, 3)


def positions(
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
