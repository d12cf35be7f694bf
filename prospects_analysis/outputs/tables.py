"""The results as tables: the same columns in the CSV files and in the workbook.

Column names are part of the public interface: never rename one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from prospects_analysis.charts.exchanges import is_provisional, upper_score
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs.sheets.table import sheets_table
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.changes import COSTS
from prospects_analysis.sensitivity.methods import VARIANTS
from prospects_analysis.sensitivity.noise import COLUMNS as ROBUSTNESS
from prospects_analysis.sensitivity.summary import Sensitivity

ALTERNATIVES = 5  # how many pairings are set beside the proposed one
_BINOMES = (
    *("binome", "partner_a", "partner_b", "partner_c"),
    *("score", "a_to_b", "b_to_a", "status", "score_upper"),
)
_ALTERNATIVES = ("rank", "total", "weakest", "both_ways_pairs", "binomes", "changes")


def result_tables(
    intake: Intake,
    flows: Complementarity,
    pairing: Pairing | None,
    language: str,
    *,
    sensitivity: Sensitivity | None = None,
    adopted: Pairing | None = None,
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
    sensitivity : Sensitivity, optional
        Where there is none, ``robustness``, ``methods`` and ``costs`` are empty.
    adopted : Pairing, optional
        What the partners decided on.

    Returns
    -------
    tables : dict of str to DataFrame
        answers, practices, issues, grid, transfers, complementarity, binomes, alternatives,
        robustness, methods, costs, sheets.
    """
    return {
        "answers": intake.to_frame(),
        "practices": intake.practices,
        "issues": intake.issues.to_frame(language),
        "grid": grid_table(flows.grid),
        "transfers": flows.transfers,
        "complementarity": flows.to_frame(),
        "binomes": binomes_table(pairing, adopted, intake.decisions.adopted),
        "alternatives": alternatives_table(pairing),
        **_solidity_tables(sensitivity),
        "sheets": sheets_table(adopted or pairing, adopted=adopted is not None),
    }


def _solidity_tables(sensitivity: Sensitivity | None) -> dict[str, pd.DataFrame]:
    if sensitivity is None:
        return {
            "robustness": pd.DataFrame(columns=list(ROBUSTNESS)),
            "methods": pd.DataFrame(columns=["partner_a", "partner_b", *VARIANTS, "variants"]),
            "costs": pd.DataFrame(columns=list(COSTS)),
        }
    return {
        "robustness": sensitivity.robustness_frame(),
        "methods": sensitivity.methods.to_frame(),
        "costs": sensitivity.costs,
    }


def grid_table(grid: Grid) -> pd.DataFrame:
    """Set the scores that were put right beside the partners' own.

    Parameters
    ----------
    grid : Grid

    Returns
    -------
    grid : DataFrame
        As :meth:`Grid.to_frame`, with the columns own (what the partner's answers make; the score
        itself where nothing was put right) and reason besides.
    """
    table = grid.to_frame()
    table["own"], table["reason"] = table["score"], ""
    for one in grid.corrections:
        here = (table[["partner", "theme", "side"]] == [one.partner, one.theme, one.side]).all(
            axis=1
        )
        table.loc[here, ["own", "reason"]] = [one.original, one.reason]
    return table


def binomes_table(
    pairing: Pairing | None, adopted: Pairing | None, decided: Sequence[Binome]
) -> pd.DataFrame:
    """List the computed binômes, then those that were adopted.

    Parameters
    ----------
    pairing, adopted : Pairing or None
    decided : sequence of tuple of str
        The binômes of the adopted pairing that people named; the others are computed.

    Returns
    -------
    binomes : DataFrame
        As :meth:`Pairing.to_frame`, with status ``computed`` or ``adopted``, and score_upper: what
        the score is at the most once no answer is missing, which is the score itself where none is.
    """
    found = [_with_upper(pairing)] if pairing is not None else []
    if adopted is not None:
        table = _with_upper(adopted)
        named = [
            tuple(filter(None, row)) in decided for row in table[list(_BINOMES[1:4])].to_numpy()
        ]
        found.append(table[named].assign(status="adopted"))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(_BINOMES))


def _with_upper(pairing: Pairing) -> pd.DataFrame:
    table, flows = pairing.to_frame(), pairing.flows
    upper = [
        score if flows is None or not is_provisional(flows, binome) else upper_score(flows, binome)
        for binome, score in zip(pairing.binomes, table["score"], strict=True)
    ]
    return table.assign(score_upper=np.array(upper, dtype=float))


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
