"""What each could bring each: the numbers behind the map of complementarities, and its message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from prospects_analysis.charts.labels import late_clause
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_SLACK = 1e-12


@dataclass(frozen=True, eq=False, kw_only=True)
class Directions:
    """All ordered pairs of partners, giver x receiver.

    Attributes
    ----------
    amount : array of float, shape (P, P)
        What the giver could bring the receiver, 0..S; NaN on the diagonal and where nothing is
        known.
    carries : array of bool
        Whether something that the giver has established meets a priority of the receiver; only
        where the amount is known.
    open : array of bool
        Whether answers that are missing could still raise a known amount.
    abroad : array of bool
        Whether the two may be of different countries: partners of one country form no pair.
    """

    amount: Floats
    carries: Bools
    open: Bools
    abroad: Bools

    @classmethod
    def of(cls, flows: Complementarity) -> Directions:
        """Tell what is known of each direction.

        Nothing is known of it where either partner gave no score, or where the giver's resources
        and the receiver's needs have no theme in common and one that is missing may change that.
        """
        scores, _ = flows.grid.scores()
        has, wants = np.isfinite(scores[..., 0]), np.isfinite(scores[..., 1])
        common = (has[:, None] & wants[None, :]).any(axis=2)
        loose = flows.upper > flows.lower + _SLACK
        assessed = flows.assessed[:, None] & flows.assessed[None, :]
        known = assessed & (common | ~loose | (flows.lower > 0)) & ~np.eye(len(scores), dtype=bool)
        return cls(
            amount=np.where(known, flows.lower, np.nan),
            carries=flows.carries.to_numpy(dtype=bool) & known,
            open=loose & known,
            abroad=_abroad(flows),
        )

    @property
    def known(self) -> Bools:
        """Where there is an amount."""
        return np.isfinite(self.amount)

    @property
    def counted(self) -> Bools:
        """Where there is an amount, and it may be one of a pair; all known ones if none may."""
        counted = self.known & self.abroad
        return counted if counted.any() else self.known


def _abroad(flows: Complementarity) -> Bools:
    abroad = np.ones((len(flows.partners),) * 2, dtype=bool)
    for pair in compatriots(flows):
        a, b = map(flows.partners.index, pair)
        abroad[a, b] = abroad[b, a] = False
    return abroad


def compatriots(flows: Complementarity) -> list[tuple[str, str]]:
    """Pairs of one country, both of them assessed; none where countries are not known."""
    countries = flows.grid.countries or {}
    here = [one for one, is_here in zip(flows.partners, flows.assessed, strict=True) if is_here]
    return [
        (a, b)
        for a, b in combinations(here, 2)
        if a in countries and countries[a] == countries.get(b)
    ]


def pairs_of(pairing: Pairing | None, partners: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of a pairing's binômes; a trio is three.

    Raises
    ------
    ValueError
        If they are not among these partners.
    """
    binomes = () if pairing is None else pairing.binomes
    unknown = sorted({one for binome in binomes for one in binome} - set(partners))
    if unknown:
        raise ValueError(f"The pairing has partners {unknown}. Must be among {list(partners)}.")
    return [pair for binome in binomes for pair in combinations(binome, 2)]


def complementarities_title(flows: Complementarity, language: str) -> str:
    """In how many cases a partner has something that the other gives priority.

    Partners of one country, which form no pair, are not counted, and that is said.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> resources = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [0, 4], "t2": [1, 3]}, index=["A", "B"])
    >>> complementarities_title(complementarity(Grid.from_frames(resources, needs)), "en")
    'In 1 of 2 cases, one partner has something the other gives priority'
    """
    words, directions = catalogue(language), Directions.of(flows)
    counted, known = directions.counted, int(directions.known.sum())
    of, count = int(counted.sum()), int((directions.carries & counted).sum())
    if not of:
        title = words.pgettext("title", "Who could bring what to whom is not known yet")
    elif not count:
        title = words.pgettext("title", "No partner has anything that another gives priority")
    elif count == of:
        title = words.npgettext(
            "title",
            "In the {of} case, one partner has something the other gives priority",
            "In all {of} cases, one partner has something the other gives priority",
            of,
        )
    else:
        title = words.npgettext(
            "title",
            "In {n} of {of} cases, one partner has something the other gives priority",
            "In {n} of {of} cases, one partner has something the other gives priority",
            count,
        )
    title = title.format(n=number(count, 0, language), of=number(of, 0, language))
    if of < known:
        title += words.pgettext("title", "; partners of one country are not counted")
    return title + late_clause(len(flows.grid.late), words)
