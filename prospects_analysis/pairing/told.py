"""What a pairing tells: its table, and its claim to be verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.pairing.verify import Claim

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing

_COLUMNS = (
    *("binome", "partner_a", "partner_b", "partner_c"),
    *("score", "a_to_b", "b_to_a", "status"),
)


def binomes_frame(pairing: Pairing) -> pd.DataFrame:
    """Give one row a binôme; see :meth:`Pairing.to_frame`."""
    directed = None if pairing.flows is None else pairing.flows.directed
    rows = []
    for number, binome in enumerate(pairing.binomes, start=1):
        a, b = binome[:2]
        both_known = len(binome) == 2 and binome not in pairing.pinned
        rows.append(
            {
                "binome": number,
                "partner_a": a,
                "partner_b": b,
                "partner_c": binome[2] if len(binome) > 2 else "",
                "score": pairing.score_of(binome),
                "a_to_b": np.nan if directed is None or not both_known else directed.loc[a, b],
                "b_to_a": np.nan if directed is None or not both_known else directed.loc[b, a],
                "status": "computed",
            }
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def claim_of(pairing: Pairing) -> Claim:
    """Give all that a pairing claims; see :meth:`Pairing.verify`."""
    partners = pairing.problem.partners if pairing.flows is None else pairing.flows.partners
    return Claim(
        groups=pairing.groups,
        everybody=partners,
        outside=(*(name for pair in pairing.pinned for name in pair), *pairing.late),
        total=round(pairing.total * 2 * UNIT),
        upper_bound=round(pairing.upper_bound * 2 * UNIT),
        both_ways_pairs=pairing.both_ways_pairs,
        rank=pairing.rank,
        count=pairing.count,
        ties=pairing.ties,
        optimal=pairing.optimal,
        certificate=pairing.certificate,
    )
