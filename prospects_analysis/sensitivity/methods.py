"""Which pairs stand whatever the method: eight variants declared beforehand, and calibrations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from prospects_analysis.calibration import CALIBRATIONS, calibrate, vignette_ratings
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.worlds import propose

VARIANTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "default": {},
        "mutual_mean": {"mutual": "mean"},
        "mutual_min": {"mutual": "min"},
        "transfer_gap": {"transfer": "gap"},
        "transfer_min": {"transfer": "min"},
        "centred": {"calibration": "centred"},
        "criterion_level": {"level": "criterion"},
        "leximin": {"objective": "leximin"},
    }
)
"""What each variant does otherwise than the default, as a keyword of ``score_grid``,
``complementarity`` or ``pair_partners``; declared before there were answers to pick from."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Variants:
    """The best pairing under each of several methods; made by :func:`method_variants`.

    Attributes
    ----------
    pairings : mapping of str to Pairing or None
        By name of the variant; None where no pairing keeps the rules.
    """

    pairings: Mapping[str, Pairing | None]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variants, the default first."""
        return tuple(self.pairings)

    def holds(self, binome: Binome) -> dict[str, bool]:
        """Whether the partners of a binôme are together, by variant."""
        return {name: _together(binome, pairing) for name, pairing in self.pairings.items()}

    def count(self, binome: Binome) -> int:
        """In how many variants the partners of a binôme are together."""
        return sum(self.holds(binome).values())

    def to_frame(self) -> pd.DataFrame:
        """One row a pair that stands in at least one variant.

        Returns
        -------
        variants : DataFrame
            Columns partner_a, partner_b, one a variant (whether the two are together), and
            variants: in how many.
        """
        pairs = sorted(
            {
                pair
                for pairing in self.pairings.values()
                if pairing is not None
                for binome in pairing.binomes
                for pair in combinations(binome, 2)
            }
        )
        rows = [(*pair, *self.holds(pair).values(), self.count(pair)) for pair in pairs]
        columns = ["partner_a", "partner_b", *self.names, "variants"]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False))

    def __repr__(self) -> str:
        first = next(iter(self.pairings.values()))
        binomes = [] if first is None else first.binomes
        held = " ".join(f"{'-'.join(one)}:{self.count(one)}" for one in binomes)
        return f"Variants({len(self.pairings)} variants; {held})"


def _together(binome: Binome, pairing: Pairing | None) -> bool:
    return pairing is not None and any(set(binome) <= set(one) for one in pairing.binomes)


def method_variants(grid: Grid, **keywords: Any) -> Variants:
    """Pair the partners by each of the eight declared variants of the method.

    Parameters
    ----------
    grid : Grid
        Its raw answers are used, so that the variant ``centred`` can centre them; the default
        keeps the calibration of the grid as it is.
    **keywords
        Those of :func:`~prospects_analysis.flows.complementarity` and
        :func:`~prospects_analysis.pairing.proposal.pair_partners`; a variant's own word wins.

    Returns
    -------
    variants : Variants

    Raises
    ------
    ValueError
        If a keyword is unknown.

    Examples
    --------
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> method_variants(Grid.from_frames(resources, needs))
    Variants(8 variants; A-D:5 B-C:5)
    """
    found = {}
    for name, changed in VARIANTS.items():
        calibration = changed.get("calibration")
        words = {key: value for key, value in changed.items() if key != "calibration"}
        found[name] = _tried(as_calibrated(grid, calibration), {**keywords, **words})
    return Variants(pairings=MappingProxyType(found))


def calibration_variants(grid: Grid, **keywords: Any) -> Variants:
    """Pair the partners under each calibration that the answers allow.

    Parameters
    ----------
    grid, **keywords
        As for :func:`method_variants`.

    Returns
    -------
    variants : Variants
        ``raw`` and ``centred``, and ``vignettes`` where any were rated. A pair that all of them
        have does not hang on how leniently the partners rate themselves.
    """
    rated = bool(np.isfinite(vignette_ratings(grid)).any())
    names = [name for name in CALIBRATIONS if name != "vignettes" or rated]
    found = {name: _tried(as_calibrated(grid, name), keywords) for name in names}
    return Variants(pairings=MappingProxyType(found))


def as_calibrated(grid: Grid, calibration: str | None) -> Grid:
    """Give the same answers under another calibration, or as they are for None.

    Corrections of the room are made again after the calibration: they are no self-assessment.

    Parameters
    ----------
    grid : Grid
    calibration : str or None

    Returns
    -------
    grid : Grid
    """
    if calibration in (None, grid.calibration):
        return grid
    answered = grid
    while answered.before is not None:
        answered = answered.before
    again = calibrate(answered, str(calibration))
    low = grid.scale[0]
    for one in grid.corrections:
        again = again.corrected(one.partner, one.theme, one.side, one.score + low, one.reason)
    return again


def _tried(grid: Grid, keywords: Mapping[str, Any]) -> Pairing | None:
    try:
        return propose(grid, keywords)
    except InfeasibleError:
        return None
