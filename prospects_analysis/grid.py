"""The grid of resources and needs: what each partner has, and what it wants, theme by theme.

A theme's score is the weighted arithmetic mean of its answered criteria. It is given only where
answers cover at least two thirds of the weight that applies; otherwise the theme is *not assessed*
(NaN), never 0, and nothing is imputed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._grid_corrections import Correction, put_right
from prospects_analysis._grid_given import ratings_of_tidy, tidy_of_frames
from prospects_analysis._validation import check_one_of
from prospects_analysis.ratings import (
    MIN_ANSWERED_SHARE,
    NEED,
    RESOURCE,
    SIDES,
    Ratings,
    theme_scores,
)

if TYPE_CHECKING:
    from prospects_analysis.intake.result import Intake

__all__ = ["Correction", "Grid"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Grid:
    """Resources and needs of every partner on every theme, with the ratings under them.

    Attributes
    ----------
    ratings_arrays : Ratings
        Criterion ratings that the theme scores were made of.
    scale : (int, int)
        Lowest and highest score of the questionnaire; scores here run over 0..S, S = max - min.
    min_answered_share : Fraction
        Share of the applicable weight that must be answered for a theme to be scored.
    established, priority : float
        Resource and need from which a criterion counts as an established scheme or a priority,
        in 0..S (3 on a scale of 0..5).
    countries : mapping or None
        Partner -> country; None where no country rule applies.
    calibration : str
        How the answers were put on one scale: ``raw``, ``centred`` or ``vignettes``.
    intake : Intake or None
        Where the answers came from.
    before : Grid or None
        The grid that this one was made from, by a calibration or a correction.
    corrections : tuple of Correction
        Theme scores that were put right, with what the partner's own answers make.

    Examples
    --------
    >>> resources = pd.DataFrame({"t1": [5, 1], "t2": [2, None]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [0, 4], "t2": [3, 3]}, index=["A", "B"])
    >>> grid = Grid.from_frames(resources, needs)
    >>> grid.resources
        t1   t2
    A  5.0  2.0
    B  1.0  NaN
    >>> grid.coverage["resource"]
        t1   t2
    A  1.0  1.0
    B  1.0  0.0
    """

    ratings_arrays: Ratings
    scale: tuple[int, int] = (0, 5)
    min_answered_share: Fraction = MIN_ANSWERED_SHARE
    established: float = 3.0
    priority: float = 3.0
    countries: Mapping[str, str] | None = None
    calibration: str = "raw"
    intake: Intake | None = None
    before: Grid | None = None
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if self.countries is not None:
            countries = MappingProxyType(dict(self.countries))
            object.__setattr__(self, "countries", countries)

    @classmethod
    def from_frames(
        cls,
        resources: pd.DataFrame,
        needs: pd.DataFrame,
        scale: tuple[int, int] = (0, 5),
        countries: Mapping[str, str] | None = None,
    ) -> Grid:
        """Grid of theme scores that are known already: equal weights, each theme its own criterion.

        Parameters
        ----------
        resources, needs : DataFrame, partners x themes, on the scale
            Same rows and columns, in any order; NaN = not answered.
        scale : (int, int)
            Lowest and highest score.
        countries : mapping, optional
            Partner -> country. Without it no country rule applies.

        Returns
        -------
        grid : Grid

        Raises
        ------
        ValueError
            If the frames differ in partners or themes, repeat one, or hold what is no score.
        """
        return cls.from_ratings(tidy_of_frames(resources, needs), scale, countries)

    @classmethod
    def from_ratings(
        cls,
        tidy: pd.DataFrame,
        scale: tuple[int, int] = (0, 5),
        countries: Mapping[str, str] | None = None,
    ) -> Grid:
        """Grid of ratings in long form; a theme's criteria are those present, all of equal weight.

        Parameters
        ----------
        tidy : DataFrame
            Columns partner, theme, criterion, side (resource or need), rating (number on the
            scale, ``"NA"``, or NaN = not answered) and optionally confidence (1..3). Repeated
            rows are respondents.
        scale : (int, int)
            Lowest and highest score.
        countries : mapping, optional
            Partner -> country. Without it no country rule applies.

        Returns
        -------
        grid : Grid

        Raises
        ------
        ValueError
            If a column is missing, a criterion stands under two themes, or a rating is no score.

        Examples
        --------
        Two respondents of one partner: the median counts.

        >>> tidy = pd.DataFrame({
        ...     "partner": "A", "theme": "t", "criterion": "t.c", "side": "need", "rating": [2, 5]})
        >>> Grid.from_ratings(tidy).needs
             t
        A  3.5
        """
        ratings = ratings_of_tidy(tidy, scale, countries)
        threshold = 3 * (scale[1] - scale[0]) / 5
        return cls(
            ratings_arrays=ratings,
            scale=scale,
            countries=countries,
            established=threshold,
            priority=threshold,
        )

    @property
    def span(self) -> int:
        """S, the highest score when counted from the scale's minimum."""
        return self.scale[1] - self.scale[0]

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners in partner order, those included who have not returned yet."""
        return self.ratings_arrays.partners

    @property
    def themes(self) -> tuple[str, ...]:
        """Themes in theme order."""
        return self.ratings_arrays.themes

    @property
    def fictional(self) -> bool:
        """Whether the answers are invented for illustration."""
        return self.intake is not None and self.intake.fictional

    @property
    def late(self) -> tuple[str, ...]:
        """Partners whose return has not arrived (known only for a grid made from an intake)."""
        return () if self.intake is None else self.intake.late

    def scores(self) -> tuple[Floats, Floats]:
        """Theme scores (0..S) and coverage (0..1), each of shape (P, T, 2).

        A score that was put right covers no more than the partner's own answers do.
        """
        cells = self.ratings_arrays
        scores, coverage = theme_scores(
            cells.value,
            cells.applicable,
            cells.theme_of,
            cells.criterion_weights,
            self.min_answered_share,
        )
        if self.corrections and self.before is not None:
            coverage = self.before.scores()[1]
        return scores, coverage

    def correction_of(self, partner: str, theme: str, side: str) -> Correction | None:
        """Give the correction of a theme score; None if it was not put right."""
        place = (partner, theme, side)
        made = (one for one in self.corrections if (one.partner, one.theme, one.side) == place)
        return next(made, None)

    def corrected(
        self, partner: str, theme: str, side: str, score: float, reason: str = ""
    ) -> Grid:
        """Put a theme score right that was contested; the partner's own stays beside it.

        All ratings of the theme on that side are moved by the same amount and kept within the
        scale, so that their mean is the new score and the partner's profile within the theme stays.
        Criteria that were not answered get the score. A second correction starts from the partner's
        own ratings too.

        Parameters
        ----------
        partner, theme : str
        side : {"resource", "need"}
        score : float, on the scale of the questionnaire
        reason : str

        Returns
        -------
        grid : Grid
            A new one; the given one is unchanged, and is its ``before``.

        Raises
        ------
        ValueError
            If the partner, theme or side is unknown, or the score is none.

        Examples
        --------
        >>> resources = pd.DataFrame({"t": [5, 1]}, index=["A", "B"])
        >>> grid = Grid.from_frames(resources, resources).corrected("B", "t", "need", 4)
        >>> float(grid.needs.loc["B", "t"]), grid.corrections[0].original
        (4.0, 1.0)
        """
        return put_right(self, partner, theme, side, score, reason)

    def without_theme(self, theme: str) -> Grid:
        """Leave a theme out.

        Parameters
        ----------
        theme : str

        Returns
        -------
        grid : Grid
            A new one, of the other themes.

        Raises
        ------
        ValueError
            If the theme is unknown, or the only one.
        """
        check_one_of("theme", theme, self.themes)
        if len(self.themes) == 1:
            raise ValueError(f"Theme {theme!r} is the only one. Must leave at least one.")
        ratings = self.ratings_arrays.without_theme(self.themes.index(theme))
        return replace(
            self,
            ratings_arrays=ratings,
            before=None if self.before is None else self.before.without_theme(theme),
            corrections=tuple(one for one in self.corrections if one.theme != theme),
        )

    @property
    def resources(self) -> pd.DataFrame:
        """Partner x theme, 0..S; NaN = not assessed or not applicable."""
        return self._frame(self.scores()[0], RESOURCE)

    @property
    def needs(self) -> pd.DataFrame:
        """Partner x theme, 0..S; NaN = not assessed or not applicable."""
        return self._frame(self.scores()[0], NEED)

    @property
    def coverage(self) -> pd.DataFrame:
        """Partner x (side, theme), 0..1: answered / applicable weight; NaN where all is NA."""
        coverage = self.scores()[1]
        return pd.concat(
            {side: self._frame(coverage, index) for index, side in enumerate(SIDES)}, axis=1
        )

    @property
    def ratings(self) -> pd.DataFrame:
        """One row a partner, criterion and side; see :meth:`Ratings.to_frame`."""
        return self.ratings_arrays.to_frame()

    def _frame(self, array: Floats, side: int) -> pd.DataFrame:
        return pd.DataFrame(array[:, :, side], index=list(self.partners), columns=list(self.themes))

    def to_frame(self) -> pd.DataFrame:
        """Long form: one row a partner, theme and side.

        Returns
        -------
        grid : DataFrame
            Columns partner, theme, side, score (0..S, NaN = not assessed) and coverage (0..1).
        """
        scores, coverage = self.scores()
        index = pd.MultiIndex.from_product(
            [self.partners, self.themes, SIDES], names=["partner", "theme", "side"]
        )
        frame = pd.DataFrame({"score": scores.ravel(), "coverage": coverage.ravel()}, index=index)
        return frame.reset_index()

    def _repr_html_(self) -> str:
        both = pd.concat({"resource": self.resources, "need": self.needs}, axis=1)
        return str(both.to_html(float_format="{:.1f}".format, na_rep="–"))

    def __repr__(self) -> str:
        return (
            f"Grid({len(self.partners)} partners x {len(self.themes)} themes, "
            f"0..{self.span}, calibration={self.calibration!r})"
        )
