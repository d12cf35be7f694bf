"""What it takes to change the pairing: one answer, one theme less, a pair pinned or forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis.flows import complementarity
from prospects_analysis.pairing.problem import InfeasibleError, Pair
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.sensitivity.worlds import Worlds

Floats = npt.NDArray[np.float64]

_CHUNK = 1_000
CHANGES = ("partner", "theme", "criterion", "side", "given", "changed")
COSTS = ("partner_a", "partner_b", "stands", "cost", "both_ways_lost", "why")


def smallest_changes(pairing: Pairing) -> pd.DataFrame:
    """Find the smallest changes of one rating after which the pairing is no longer among the best.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid of at most twelve partners with answers.

    Returns
    -------
    changes : DataFrame
        Columns partner, theme, criterion, side, given and changed (scores of the questionnaire);
        all changes of the smallest size, in partner order. Empty if no single rating can. A rating
        is what all respondents of a partner make together; it is changed to levels of the scale.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or there are more than twelve partners.

    Examples
    --------
    >>> from prospects_analysis.grid import Grid
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> pairing = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> smallest_changes(pairing)[["partner", "theme", "side", "given", "changed"]].head(1)
      partner theme  side  given  changed
    0       A     t  need    2.0      1.0
    """
    worlds = Worlds.of(pairing, "The smallest change")
    flows = pairing.flows
    assert flows is not None  # Worlds.of has checked
    grid, cells = flows.grid, flows.grid.ratings_arrays
    low = grid.scale[0]
    places = np.argwhere(np.isfinite(cells.value))
    given = cells.value[tuple(places.T)]
    levels = np.arange(0, grid.span + 1)
    sizes = np.abs(levels[None] - given[:, None])
    for size in np.unique(sizes[sizes > 0]):
        tried = [(int(at), float(levels[to])) for at, to in np.argwhere(sizes == size)]
        changed = [
            (tuple(places[number]), given[number], target)
            for (number, target), kept in zip(tried, _kept(worlds, places, tried), strict=True)
            if not kept
        ]
        if changed:
            rows = [
                (
                    cells.partners[p],
                    cells.themes[cells.theme_of[c]],
                    cells.criteria[c],
                    SIDES[s],
                    float(before + low),
                    float(after + low),
                )
                for (p, c, s), before, after in changed
            ]
            return pd.DataFrame(rows, columns=list(CHANGES))
    return pd.DataFrame(columns=list(CHANGES))


def _kept(
    worlds: Worlds, places: npt.NDArray[np.intp], tried: list[tuple[int, float]]
) -> Iterable[bool]:
    """Whether the pairing is still among the best after each change, one at a time."""
    flows = worlds.pairing.flows
    assert flows is not None  # Worlds.of has checked
    value = flows.grid.ratings_arrays.value
    for first in range(0, len(tried), _CHUNK):
        some = tried[first : first + _CHUNK]
        changed = np.repeat(value[None], len(some), axis=0)
        for world, (number, target) in enumerate(some):
            changed[(world, *places[number])] = target
        yield from worlds.keeps(changed)


def without_each_theme(pairing: Pairing) -> dict[str, Pairing | None]:
    """Pair the partners anew without each theme in turn.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.

    Returns
    -------
    pairings : dict of str to Pairing or None
        By the theme that is left out; None where nothing is left to compare or no pairing keeps
        the rules.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing.
    """
    flows = pairing.flows
    if flows is None:
        raise ValueError(
            "Leaving a theme out was asked of a plain score matrix. Must be a pairing made from "
            "a grid, which knows the themes."
        )
    found: dict[str, Pairing | None] = {}
    for theme in flows.grid.themes:
        found[theme] = None
        if len(flows.grid.themes) == 1:
            continue
        rest = complementarity(
            flows.grid.without_theme(theme), flows.transfer, flows.mutual, flows.level
        )
        try:
            found[theme] = pair_partners(rest, **pairing.rules)
        except InfeasibleError:
            continue
    return found


def costs(pairing: Pairing) -> pd.DataFrame:
    """Reckon what it would cost to pin each pair that does not stand, and to forbid each that does.

    Parameters
    ----------
    pairing : Pairing
        The best one under its rules.

    Returns
    -------
    costs : DataFrame
        One row a pair of partners with answers. Columns partner_a, partner_b, stands (whether the
        two are together), cost (total lost, in score points, when it is pinned or, if it stands,
        forbidden; NaN if no pairing would be left), both_ways_lost, and why (reason for which the
        pair may not be; what it costs is then the cost of allowing it).

    Examples
    --------
    >>> scores = pd.DataFrame(
    ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> costs(pair_partners(scores)).head(3)[["partner_a", "partner_b", "stands", "cost"]]
      partner_a partner_b  stands  cost
    0         A         B    True   1.0
    1         A         C   False   1.0
    2         A         D   False   3.0
    """
    rows = []
    for pair in combinations(pairing.problem.partners, 2):
        stands = any(set(pair) <= set(binome) for binome in pairing.binomes)
        other = _with(pairing, pair, stands=stands)
        changed = None if other is None else other.against(pairing)
        rows.append(
            {
                "partner_a": pair[0],
                "partner_b": pair[1],
                "stands": stands,
                "cost": float("nan") if changed is None else changed.cost,
                "both_ways_lost": 0 if changed is None else changed.both_ways_lost,
                "why": pairing.inadmissible.get(pair, ""),
            }
        )
    return pd.DataFrame(rows, columns=list(COSTS))


def _with(pairing: Pairing, pair: Pair, *, stands: bool) -> Pairing | None:
    try:
        return pairing.with_(forbid=[pair]) if stands else pairing.with_(require=[pair])
    except InfeasibleError:
        return None
