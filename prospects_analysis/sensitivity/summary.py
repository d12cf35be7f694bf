"""All that is asked of a pairing's solidity, in one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.sensitivity.changes import (
    CHANGES,
    COSTS,
    costs,
    smallest_changes,
    without_each_theme,
)
from prospects_analysis.sensitivity.methods import Variants, calibration_variants, method_variants
from prospects_analysis.sensitivity.noise import (
    COLUMNS,
    DRAWS,
    NOISES,
    SEED,
    Robustness,
    robustness,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Sensitivity:
    """How solid a pairing is; made by :func:`sensitivity_of`.

    The noise of answers and the choice of method are two questions, and are never mixed.

    Attributes
    ----------
    pairing : Pairing
    noise : tuple of Robustness
        At half, once and double the declared noise; empty above twelve partners, where not every
        pairing can be looked at. So are ``changes`` and ``costs``.
    methods, calibrations : Variants
    changes : DataFrame
        See :func:`~prospects_analysis.sensitivity.changes.smallest_changes`.
    themes : mapping of str to Pairing or None
        See :func:`~prospects_analysis.sensitivity.changes.without_each_theme`.
    costs : DataFrame
        See :func:`~prospects_analysis.sensitivity.changes.costs`.
    """

    pairing: Pairing
    noise: tuple[Robustness, ...]
    methods: Variants
    calibrations: Variants
    changes: pd.DataFrame
    themes: Mapping[str, Pairing | None]
    costs: pd.DataFrame

    def robustness_frame(self) -> pd.DataFrame:
        """One row a pair and noise level; see :meth:`Robustness.to_frame`."""
        frames = [one.to_frame() for one in self.noise]
        if not frames:
            return pd.DataFrame(columns=list(COLUMNS))
        return pd.concat(frames, ignore_index=True)

    def __repr__(self) -> str:
        return f"Sensitivity({', '.join(map(repr, self.noise))}, {self.methods!r})"


def sensitivity_of(pairing: Pairing, *, draws: int = DRAWS, seed: int = SEED) -> Sensitivity:
    """Ask everything of a pairing's solidity.

    Parameters
    ----------
    pairing : Pairing
        The best one of a grid under its rules.
    draws : int, >= 1
        For each of three noise levels.
    seed : int, >= 0

    Returns
    -------
    sensitivity : Sensitivity

    Raises
    ------
    ValueError
        If no grid stands behind the pairing.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> pairing = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> found = sensitivity_of(pairing, draws=100)
    >>> [one.noise for one in found.noise], found.methods.count(("A", "D"))
    ([0.5, 1.0, 2.0], 5)
    """
    flows = pairing.flows
    if flows is None:
        raise ValueError(
            "The solidity of a pairing was asked of a plain score matrix. Must be a pairing made "
            "from a grid."
        )
    grid = flows.grid
    keywords: dict[str, Any] = {
        "transfer": flows.transfer,
        "mutual": flows.mutual,
        "level": flows.level,
        **pairing.rules,
    }
    few = pairing.problem.size <= LARGEST_ENUMERATED
    return Sensitivity(
        pairing=pairing,
        noise=tuple(
            robustness(grid, draws=draws, seed=seed, noise=level, **keywords)
            for level in (NOISES if few else ())
        ),
        methods=method_variants(grid, **keywords),
        calibrations=calibration_variants(grid, **keywords),
        changes=smallest_changes(pairing) if few else pd.DataFrame(columns=list(CHANGES)),
        themes=without_each_theme(pairing),
        costs=costs(pairing) if few else pd.DataFrame(columns=list(COSTS)),
    )
