"""In how many draws each pair holds, if the answers are as noisy as the partners say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._validation import check_whole_number
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.posterior import Posterior, posterior
from prospects_analysis.sensitivity.worlds import Worlds, propose

Floats = npt.NDArray[np.float64]

DRAWS, SEED = 10_000, 0
NOISES = (0.5, 1.0, 2.0)
"""Noise of the answers: half of what their confidence says, as it says, and double."""

_CHUNK = 1_000  # draws side by side: a few ten megabytes


@dataclass(frozen=True, eq=False, kw_only=True)
class Robustness:
    """Shares of draws in which each pair stands in a best pairing; made by :func:`robustness`.

    Attributes
    ----------
    pairing : Pairing
        Of the answers as given.
    noise : float
        Scales the standard deviation that the confidence of the answers declares.
    draws, seed : int
    groups : mapping of tuple of str to (float, float)
        By group (a pair, a trio, or one left over): its share, 0..1, and the Monte-Carlo standard
        error of that share.
    """

    pairing: Pairing
    noise: float
    draws: int
    seed: int
    groups: Mapping[Binome, tuple[float, float]]

    @property
    def shares(self) -> pd.DataFrame:
        """Partners x partners, 0..1, symmetric; 0 on the diagonal and where a pair may not be.

        In an even partnership each row sums to 1. In a trio each two of the three are together.
        """
        names = self._partners
        shares = pd.DataFrame(0.0, index=names, columns=names)
        for group, (share, _) in self.groups.items():
            for a, b in combinations(group, 2):
                shares.loc[a, b] += share
                shares.loc[b, a] += share
        return shares

    @property
    def _partners(self) -> list[str]:
        flows = self.pairing.flows
        return list(self.pairing.problem.partners if flows is None else flows.partners)

    def share_of(self, binome: Sequence[str]) -> float:
        """Share of draws in which a pair or trio stands, 0..1; NaN if it has no score or may not.

        Examples
        --------
        >>> grid = Grid.from_frames(
        ...     pd.DataFrame({"t": [5, 1]}, index=["A", "B"]),
        ...     pd.DataFrame({"t": [1, 4]}, index=["A", "B"]))
        >>> robustness(grid, draws=10).share_of(("A", "B"))
        1.0
        """
        return self.groups.get(tuple(sorted(binome)), (float("nan"), 0.0))[0]

    def to_frame(self) -> pd.DataFrame:
        """One row a pair that may be.

        Returns
        -------
        robustness : DataFrame
            Columns partner_a, partner_b, partner_c (empty but for a trio), noise, share (0..1)
            and se, its Monte-Carlo standard error.
        """
        rows = [
            (*group, *("",) * (3 - len(group)), self.noise, share, error)
            for group, (share, error) in sorted(self.groups.items())
            if len(group) > 1
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        return str(self.shares.to_html(float_format="{:.2f}".format))

    def __repr__(self) -> str:
        least = min((self.share_of(one) for one in self.pairing.binomes), default=float("nan"))
        return (
            f"Robustness({self.draws} draws, noise={self.noise:g}, seed={self.seed}; "
            f"the least sure binôme holds in {least:.0%})"
        )


COLUMNS = ("partner_a", "partner_b", "partner_c", "noise", "share", "se")


def robustness(
    grid: Grid, draws: int = DRAWS, seed: int = SEED, noise: float = 1.0, **keywords: Any
) -> Robustness:
    """Draw ratings that may be the true ones, and count in how many draws each pair is best.

    Parameters
    ----------
    grid : Grid
        Of at most twelve partners with answers.
    draws : int, >= 1
    seed : int, >= 0
        Same seed, same draws.
    noise : float, >= 0
        Scales the standard deviations that the confidence of the answers declares: 1.0 as
        declared. What the noise truly is nobody knows, so ask at half and at double as well.
    **keywords
        Those of :func:`~prospects_analysis.flows.complementarity` and
        :func:`~prospects_analysis.pairing.proposal.pair_partners`.

    Returns
    -------
    robustness : Robustness
        Where several pairings of a draw tie for the best, each counts in part.

    Raises
    ------
    ValueError
        If a number or a keyword is out of range, or there are more than twelve partners.
    InfeasibleError
        If no pairing keeps the rules.

    See Also
    --------
    prospects_analysis.sensitivity.posterior.posterior : what is drawn, and its source.

    Examples
    --------
    Who has much of what the other needs; C and D have little to give:

    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> found = robustness(Grid.from_frames(resources, needs), draws=2_000)
    >>> found.shares.sum().round(9).tolist()
    [1.0, 1.0, 1.0, 1.0]
    >>> robustness(Grid.from_frames(resources, needs), draws=10, noise=0).share_of(("A", "D"))
    1.0
    """
    check_whole_number("draws", draws, 1)
    check_whole_number("seed", seed, 0)
    if not 0 <= noise < float("inf"):
        raise ValueError(f"Invalid noise {noise!r}. Must be a finite number of at least 0.")
    worlds = Worlds.of(propose(grid, keywords), "robustness")
    total, squares = 0.0, 0.0
    drawn = _draws(posterior(grid.ratings_arrays, grid.span, noise), seed, draws)
    for value in drawn:
        shares = worlds.shares(value)
        total, squares = total + shares.sum(axis=0), squares + (shares**2).sum(axis=0)
    mean = np.asarray(total) / draws
    error = np.sqrt(np.maximum(np.asarray(squares) / draws - mean**2, 0) / draws)
    names = worlds.pairing.problem.partners
    return Robustness(
        pairing=worlds.pairing,
        noise=float(noise),
        draws=draws,
        seed=seed,
        groups=MappingProxyType(
            {
                tuple(names[member] for member in group): (float(share), float(one_error))
                for group, share, one_error in zip(worlds.groups, mean, error, strict=True)
            }
        ),
    )


def _draws(source: Posterior, seed: int, draws: int) -> Iterator[Floats]:
    random = np.random.default_rng(seed)
    for first in range(0, draws, _CHUNK):
        yield source.draw(random, min(_CHUNK, draws - first))
