"""Ratings of all partners as arrays, in which given, NA and blank stay three different things."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

SIDES = ("resource", "need")
RESOURCE, NEED = 0, 1

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
