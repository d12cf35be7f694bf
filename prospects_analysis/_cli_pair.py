"""``prospects pair``: the binômes of any table of scores."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing

_DELIMITERS = (";", "\t", ",")


def pair(
    path: Path,
    *,
    objective: str,
    forbid: Iterable[tuple[str, str]],
    require: Iterable[tuple[str, str]],
    as_json: bool,
) -> int:
    """Read scores, pair, and print the binômes; see :func:`prospects_analysis.cli.main`."""
    scores = read_scores(path)
    pairing = pair_partners(scores, objective=objective, forbid=forbid, require=require)
    print(_as_json(pairing) if as_json else _as_text(pairing))
    return 0


def read_scores(path: Path) -> pd.DataFrame:
    """Read a table of scores.

    Parameters
    ----------
    path : Path
        CSV: the first column and the header are ids, an empty cell means that the two may not be
        paired. Comma, semicolon or tab between the cells; beside the latter two, decimal commas
        are understood.

    Returns
    -------
    scores : DataFrame, partners x partners
        NaN where a cell is empty.

    Raises
    ------
    ValueError
        If the file is no such table; file, row and column are named.
    """
    delimiter, lines = _lines(path)
    ids = [cell.strip() for cell in lines[0][1:]] if lines else []
    if not ids:
        raise ValueError(
            f"{path}: no ids in the first line. Must be a table whose first line and first column "
            "are ids."
        )
    rows = []
    for line in lines[1:]:
        if len(line) != len(ids) + 1:
            raise ValueError(
                f"{path}: row {line[0]!r} has {len(line) - 1} scores. "
                f"Must have {len(ids)}, one for each of {ids}."
            )
        cells = line[1:] if delimiter == "," else [cell.replace(",", ".") for cell in line[1:]]
        rows.append([_score(cell, path, line[0], i) for cell, i in zip(cells, ids, strict=True)])
    return pd.DataFrame(rows, index=[line[0].strip() for line in lines[1:]], columns=ids)


def _lines(path: Path) -> tuple[str, list[list[str]]]:
    """Find what parts the cells, and give the lines that are not empty."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what an older Excel writes
    head = text.partition("\n")[0]
    delimiter = next((one for one in _DELIMITERS if one in head), ",")
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(f"{path}: {error}. Must be a CSV file.") from None
    return delimiter, [line for line in lines if any(cell.strip() for cell in line)]


def _score(cell: str, path: Path, row: str, column: str) -> float:
    written = cell.strip()
    if not written:
        return math.nan
    try:
        score = float(written)
    except ValueError:
        score = math.nan
    if math.isnan(score):
        raise ValueError(
            f"{path}: {cell!r} in row {row!r}, column {column!r}. "
            "Must be a number, or empty where the two may not be paired."
        )
    return score


def _as_json(pairing: Pairing) -> str:
    answer = {
        "binomes": [list(binome) for binome in pairing.binomes],
        "total": pairing.total,
        "weakest": None if math.isnan(pairing.weakest) else pairing.weakest,
        "objective": pairing.objective,
        "upper_bound": pairing.upper_bound,
        "unpaired": list(pairing.unpaired),
    }
    return json.dumps(answer, allow_nan=False)


def _as_text(pairing: Pairing) -> str:
    width = max(len(" - ".join(binome)) for binome in pairing.binomes)
    lines = [
        f"{' - '.join(binome):<{width}}  {pairing.score_of(binome):.3f}"
        for binome in pairing.binomes
    ]
    lines.append(f"Total {pairing.total:.3f}, weakest {pairing.weakest:.3f}, {_standing(pairing)}.")
    return "\n".join(lines)


def _standing(pairing: Pairing) -> str:
    if pairing.count is None or pairing.ties is None:
        return f"no pairing can have a total above {pairing.upper_bound:.3f}"
    if pairing.count == 1:
        return "the only possible pairing"
    others = pairing.ties - 1
    more = "1 more does as well" if others == 1 else f"{others} more do as well"
    same = more if others else "no other does as well"
    return f"best of {pairing.count} possible pairings, {same}"
