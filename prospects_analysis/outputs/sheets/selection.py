"""Which criteria and practices of a direction are told: the same ones wherever it is told."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from prospects_analysis.charts.practices import Practice, to_show
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.explanation import SharedPractice, practices_between

#: How many criteria and practices of a direction a page holds in any language, by the number of
#: mates: chosen here and never by the room that is left, or two sheets would tell different things.
_MOST = {1: (2, 2), 2: (1, 1)}


@dataclass(frozen=True, eq=False, kw_only=True)
class Selection:
    """What is told of a direction.

    Attributes
    ----------
    criteria : DataFrame
        As :meth:`prospects_analysis.flows.Complementarity.strongest` gives them; that of the
        practice worth most is among them.
    practices : tuple of SharedPractice
        Those of the giver on these criteria, the one worth most first.
    more : bool
        Whether the giver has described others on these criteria.
    """

    criteria: pd.DataFrame
    practices: tuple[SharedPractice, ...]
    more: bool


def selected(flows: Complementarity, giver: str, receiver: str, mates: int) -> Selection:
    """Choose what is told of a direction.

    Parameters
    ----------
    flows : Complementarity
    giver, receiver : str
    mates : int
        How many either of them has: one, or two in a trio.

    Returns
    -------
    selection : Selection

    Examples
    --------
    >>> import prospects_analysis as pa
    >>> intake = pa.read_workbooks("data/raw/illustrative", pa.read_framework())
    >>> flows = pa.complementarity(pa.score_grid(intake))
    >>> selection = selected(flows, "P01", "P02", 1)
    >>> selection.criteria["criterion"].tolist()
    ['support.network_quality', 'support.culture']
    >>> [(one.practice, one.criterion) for one in selection.practices]
    [('P01-02', 'support.network_quality')]
    """
    most_criteria, most_practices = _MOST[mates]
    rows = flows.strongest(giver, receiver)
    best = next(iter(practices_between(flows, giver, receiver, rows)), None)
    first = None if best is None else Practice(title=best.title, criterion=best.criterion)
    criteria = to_show(rows, first, most_criteria).reset_index(drop=True)
    practices = practices_between(flows, giver, receiver, criteria)
    return Selection(
        criteria=criteria,
        practices=tuple(practices[:most_practices]),
        more=len(practices) > most_practices,
    )
