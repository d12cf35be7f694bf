"""The results as tables: the same columns in the CSV files and in the workbook.

Column names are part of the public interface: never rename one.
"""

from __future__ import annotations

import pandas as pd

from prospects_analysis.flows import Complementarity
from prospects_analysis.intake.result import Intake
from prospects_analysis.pairing.result import Binome, Pairing

ALTERNATIVES = 5  # how many pairings are set beside the proposed one
_BINOMES = (
    *("binome", "partner_a", "partner_b", "partner_c"),
    *("score", "a_to_b", "b_to_a", "status"),
)
_ALTERNATIVES = ("rank", "total", "weakest", "both_ways_pairs", "binomes", "changes")


def result_tables(
    intake: Intake, flows: Complementarity, pairing: Pairing | None, language: str
) -> dict[str, pd.DataFrame]:
    """Give every table by its name.

    Parameters
    ----------
    intake : Intake
    flows : Complementarity
        With its grid.
    pairing : Pairing or None
        None where there is no admissible one: ``binomes`` and ``alternatives`` are then empty.
    language : str, one of wording.LANGUAGES
        Language of the sentences about issues.

    Returns
    -------
    tables : dict of str to DataFrame
        answers, practices, issues, grid, transfers, complementarity, binomes, alternatives.
    """
    return {
        "answers": intake.to_frame(),
        "practices": intake.practices,
        "issues": intake.issues.to_frame(language),
        "grid": flows.grid.to_frame(),
        "transfers": flows.transfers,
        "complementarity": flows.to_frame(),
        "binomes": pd.DataFrame(columns=list(_BINOMES)) if pairing is None else pairing.to_frame(),
        "alternatives": alternatives_table(pairing),
    }


def alternatives_table(pairing: Pairing | None, count: int = ALTERNATIVES) -> pd.DataFrame:
    """Set the next best pairings beside the proposed one.

    Parameters
    ----------
    pairing : Pairing or None
    count : int, >= 0
        How many others.

    Returns
    -------
    alternatives : DataFrame
        The proposed pairing first, then the others in order. Columns rank (equal where they tie;
        empty above twelve partners), total and weakest (0..S), both_ways_pairs, binomes
        (``"P01-P09; P02-P10"``), and changes: those of the binômes that the proposed pairing does
        not have.

    Examples
    --------
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame(
    ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> alternatives_table(pair_partners(scores), count=1)[["rank", "total", "binomes", "changes"]]
       rank  total   binomes   changes
    0     1    5.0  A-B; C-D
    1     2    4.0  A-C; B-D  A-C; B-D
    """
    if pairing is None:
        return pd.DataFrame(columns=list(_ALTERNATIVES))
    proposed = set(pairing.binomes)
    rows = [
        {
            "rank": one.rank,
            "total": one.total,
            "weakest": one.weakest,
            "both_ways_pairs": one.both_ways_pairs,
            "binomes": written(one.binomes),
            "changes": written([binome for binome in one.binomes if binome not in proposed]),
        }
        for one in (pairing, *pairing.alternatives(count))
    ]
    return pd.DataFrame(rows, columns=list(_ALTERNATIVES))


def written(binomes: list[Binome]) -> str:
    """Write binômes in one line: ``"P01-P09; P02-P10"``."""
    return "; ".join("-".join(binome) for binome in binomes)
