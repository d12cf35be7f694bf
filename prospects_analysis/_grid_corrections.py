"""Theme scores that were contested and put right, the partner's own beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING

from prospects_analysis._validation import check_one_of
from prospects_analysis.ratings import SIDES, moved_theme, taken_back

if TYPE_CHECKING:
    from prospects_analysis.grid import Grid


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A theme score that was put right.

    Attributes
    ----------
    partner, theme, side : str
    original, score : float, 0..S
        What the partner's own answers make (NaN = not assessed), and what stands now.
    reason : str
    """

    partner: str
    theme: str
    side: str
    original: float
    score: float
    reason: str


def put_right(grid: Grid, partner: str, theme: str, side: str, score: float, reason: str) -> Grid:
    """Put a theme score right; see :meth:`prospects_analysis.grid.Grid.corrected`."""
    check_one_of("partner", partner, grid.partners)
    check_one_of("theme", theme, grid.themes)
    check_one_of("side", side, SIDES)
    _check_score(score, grid.scale)
    at = (grid.partners.index(partner), grid.themes.index(theme), SIDES.index(side))
    cells = grid.ratings_arrays
    earlier = grid.correction_of(partner, theme, side)
    if earlier is not None:  # the partner's own profile is what is moved
        cells = taken_back(cells, _before(grid, earlier).ratings_arrays, at)
    made = Correction(
        partner=partner,
        theme=theme,
        side=side,
        original=float(grid.scores()[0][at]) if earlier is None else earlier.original,
        score=float(score) - grid.scale[0],
        reason=reason,
    )
    return replace(
        grid,
        ratings_arrays=moved_theme(cells, at, made.score, grid.span),
        before=grid,
        corrections=(*(one for one in grid.corrections if one is not earlier), made),
    )


def _check_score(score: float, scale: tuple[int, int]) -> None:
    low, high = scale
    if (
        isinstance(score, bool)
        or not isinstance(score, Real | int | float)
        or not (low <= score <= high)
    ):
        raise ValueError(f"Invalid score {score!r}. Must be a number from {low} to {high}.")


def _before(grid: Grid, correction: Correction) -> Grid:
    """Go back to the grid in which a score was not put right yet."""
    about = (correction.partner, correction.theme, correction.side)
    while grid.before is not None and grid.correction_of(*about):
        grid = grid.before
    return grid
