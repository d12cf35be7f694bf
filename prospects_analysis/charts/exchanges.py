"""What one partner gives another, in the form that cards show and titles tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations
from math import isnan

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

Bools = npt.NDArray[np.bool_]

#: Marks of a score: both directions carry; answers are missing; it was put right in the meeting.
BOTH_WAYS, PROVISIONAL, PUT_RIGHT = "⇄", "*", "†"
#: Why there is no amount: outside the remit of one of the two, or not answered.
NOT_APPLICABLE, NOT_ASSESSED = "NA", "blank"


def strong(scores: Iterable[float], threshold: float) -> Bools:
    """Tell which scores are strong as they are shown, with one decimal; NaN is not.

    What is counted in a title can then be counted in the picture.

    Examples
    --------
    >>> strong([3.0, 2.96, 2.94, float("nan")], 3.0).tolist()
    [True, True, False, False]
    """
    return np.array([round(float(score), 1) >= threshold for score in scores], dtype=bool)


def flows_behind(pairing: Pairing, binome: Sequence[str]) -> Complementarity:
    """Give what a card is made from.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or the binôme is not two or three of its partners.
    """
    if pairing.flows is None:
        raise ValueError(
            f"A card of {tuple(binome)} was asked of a plain score matrix. "
            "Must be a pairing made from a grid, which knows themes and criteria."
        )
    known = pairing.flows.partners
    if len(binome) not in (2, 3) or len(set(binome)) < len(binome) or not set(binome) <= set(known):
        raise ValueError(
            f"Invalid binôme {tuple(binome)}. Must be two or three different partners of "
            f"{list(known)}."
        )
    return pairing.flows


def theme_amounts(flows: Complementarity, giver: str, receiver: str) -> pd.DataFrame:
    """List what a partner gives another, theme by theme.

    Returns
    -------
    amounts : DataFrame, themes in order
        Columns amount (0..S; NaN where not assessed) and absent: why there is none (``""`` where
        there is one).
    """
    rows = flows.transfers
    rows = rows[(rows["giver"] == giver) & (rows["receiver"] == receiver)]
    amounts = rows.set_index("theme")[["amount"]]
    absent = np.where(_outside_remit(flows.grid, giver, receiver), NOT_APPLICABLE, "")
    absent = np.where(amounts["amount"] > 0, "", absent)
    amounts = amounts.assign(absent=np.where(amounts["amount"].isna(), NOT_ASSESSED, absent))
    amounts.attrs |= {"giver": giver, "receiver": receiver}
    return amounts


def _outside_remit(grid: Grid, giver: str, receiver: str) -> Bools:
    """Tell which themes do not apply to the giver's resource or to the receiver's need."""
    coverage = grid.coverage
    has, wants = coverage.loc[giver, "resource"], coverage.loc[receiver, "need"]
    themes = list(grid.themes)
    return np.asarray(has[themes].isna() | wants[themes].isna())


def absent_text(absent: str, language: str) -> str:
    """Say why there is no amount."""
    words = catalogue(language)
    if absent == NOT_APPLICABLE:
        return words.pgettext("grid", "n/a")
    return words.pgettext("grid", "not assessed")


def carries_both_ways(flows: Complementarity, binome: Sequence[str]) -> bool:
    """Whether everybody in a binôme has something established that a mate gives priority.

    The same rule counts the both-ways pairs of a pairing, for trios too.
    """
    carries = flows.carries.loc[list(binome), list(binome)].to_numpy(dtype=bool)
    return bool(carries.any(axis=0).all() and carries.any(axis=1).all())


def is_provisional(flows: Complementarity, binome: Sequence[str]) -> bool:
    """Whether a blank theme leaves the score of a binôme open."""
    provisional = flows.provisional
    return any(bool(provisional.loc[a, b]) for a, b in combinations(binome, 2))


def is_unknown(flows: Complementarity, binome: Sequence[str]) -> bool:
    """Whether in some direction nothing is known to go over, and a theme is not assessed."""
    amounts = [theme_amounts(flows, *way)["amount"] for way in permutations(binome, 2)]
    return any(one.isna().any() and not one.max() > 0 for one in amounts)


def unscored(flows: Complementarity, binome: Sequence[str]) -> tuple[str, ...]:
    """Partners of a binôme that gave no theme score at all."""
    here = dict(zip(flows.partners, flows.assessed, strict=True))
    return tuple(partner for partner in binome if not here[partner])


def marked_score(pairing: Pairing, binome: Sequence[str], language: str) -> str:
    """Score of a binôme as charts show it, with its marks; or that it has none."""
    score, flows = pairing.score_of(binome), pairing.flows
    if isnan(score) and flows is not None:
        # Of a pair that is not admissible, but could be computed.
        score = mean_score(flows, binome)
    if isnan(score):
        return catalogue(language).pgettext("score", "no score")
    text = number(score, 1, language)
    if flows is not None and is_provisional(flows, binome):
        text += PROVISIONAL
    if flows is not None and carries_both_ways(flows, binome):
        text += f" {BOTH_WAYS}"
    return text


def mean_score(flows: Complementarity, binome: Sequence[str]) -> float:
    """Score of a pair, or mean of a trio's three; NaN where a partner is not assessed."""
    return _mean_of(flows.scores, binome)


def upper_score(flows: Complementarity, binome: Sequence[str]) -> float:
    """Like :func:`mean_score`, if every blank turned out best."""
    return _mean_of(flows.scores_upper, binome)


def at_most(flows: Complementarity, binome: Sequence[str], digits: int, language: str) -> str:
    """Write what the score of a binôme is at the most, once no answer is missing.

    Returns
    -------
    text : str
        ``""`` where the score is not open, as far as so many digits show.
    """
    least, most = (
        number(score, digits, language)
        for score in (mean_score(flows, binome), upper_score(flows, binome))
    )
    return "" if most == least else most


def minimum_in_words(
    flows: Complementarity, binome: Sequence[str], digits: int, language: str
) -> str:
    """Say that a score is a minimum, and what it is at the most; ``""`` where none is missing."""
    words = catalogue(language)
    if upper := at_most(flows, binome, digits, language):
        return words.pgettext(
            "explanation",
            "That score is a minimum: answers are missing; with them, it would be {upper} at the "
            "most.",
        ).format(upper=upper)
    if is_provisional(flows, binome):
        return words.pgettext("explanation", "That score is provisional: answers are missing.")
    return ""


def _mean_of(scores: pd.DataFrame, binome: Sequence[str]) -> float:
    return float(np.mean([scores.loc[a, b] for a, b in combinations(binome, 2)]))
