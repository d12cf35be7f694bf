"""What the live page computes with: scores, rules, every pairing, and what the run was given.

The page has no solver and no scoring of its own. It is given every pairing in canonical order, and
of each theme score what every correction would make of it; so it only adds and compares.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from prospects_analysis.decisions import Decisions
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.problem import Problem, evaluate_groups
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import RESOURCE, SIDES, moved_theme

_FORMULAS = ("product", "geometric", "theme")
_STEPS = 2
"""Scores to choose from between one level of the questionnaire and the next."""

Bools = npt.NDArray[np.bool_]


def page_problem(
    pairing: Pairing, adopted: Pairing | None, decisions: Decisions
) -> dict[str, Any] | None:
    """Give all that ``engine.js`` needs, ready for JSON.

    Parameters
    ----------
    pairing : Pairing
        The first proposal, as computed; its rules hold on the page too.
    adopted : Pairing or None
        What the partners decided on before.
    decisions : Decisions
        What the run was given; the page writes it back with what is new.

    Returns
    -------
    problem : dict or None
        None where the page cannot compute: above twelve partners, where no grid stands behind the
        scores, or where they come by another formula than :func:`~prospects_analysis.analyse` has
        (product, geometric, by theme), which is the only one that the page knows.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t": [5, 4, 2, 1]}, index=list("ABCD"))
    >>> first = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> problem = page_problem(first, None, Decisions())
    >>> problem["first"]["binomes"], problem["lists"]["4"]["count"]
    ([['A', 'B'], ['C', 'D']], 3)
    >>> problem["cells"]["A|t|need"]["options"][9]
    {'score': 4.5, 'value': 4.5, 'bits': '1', 'open': False}
    """
    flows = pairing.flows
    if (
        flows is None
        or len(flows.partners) > LARGEST_ENUMERATED
        or (flows.transfer, flows.mutual, flows.level) != _FORMULAS
    ):
        return None
    grid, rules = flows.grid, pairing.rules
    weights = grid.ratings_arrays.theme_weights
    absent = int((~flows.assessed).sum())
    return {
        "partners": sorted(flows.partners),
        "countries": _countries(grid, allow_same_country=rules["allow_same_country"]),
        "themes": list(grid.themes),
        "weights": weights.tolist(),
        "weightSum": float(weights.sum()),
        "span": grid.span,
        "cells": _cells(grid),
        "objective": pairing.objective,
        "bothWays": pairing.both_ways,
        "require": [list(pair) for pair in rules["require"]],
        "forbid": [list(pair) for pair in rules["forbid"]],
        "lists": _lists(len(flows.partners), absent, rules["odd"]),
        "first": _summary(pairing),
        "adopted": None if adopted is None else _summary(adopted),
        "decisions": _decisions(decisions),
    }


def _countries(grid: Grid, *, allow_same_country: bool) -> list[int | None]:
    """Give each partner the number of its country; who share one may not be paired."""
    of = {} if allow_same_country else grid.countries or {}
    known = [of.get(partner) for partner in sorted(grid.partners)]
    return [None if country is None else known.index(country) for country in known]


def _cells(grid: Grid) -> dict[str, Any]:
    """Give each theme score as it stands, and as each correction would have it."""
    low = grid.scale[0]
    own = _own(grid)
    scores = [low + step / _STEPS for step in range(grid.span * _STEPS + 1)]
    options = [_read(_all_corrected(own, score - low)) for score in scores]
    return {
        "|".join(name): {
            "own": None if cell["value"] is None else cell["value"] + low,
            **cell,
            "options": [
                {"score": score, **made[name]} for score, made in zip(scores, options, strict=True)
            ],
        }
        for name, cell in _read(grid).items()
    }


def _own(grid: Grid) -> Grid:
    """Go back to the partners' own answers: a run with the saved file corrects these."""
    while (
        grid.corrections and grid.before is not None and grid.before.calibration == grid.calibration
    ):
        grid = grid.before
    return grid


def _all_corrected(grid: Grid, score: float) -> Grid:
    """Put every theme score right at once: no correction touches what another one reads."""
    ratings = grid.ratings_arrays
    size = (len(grid.partners), len(grid.themes), len(SIDES))
    for p, t, s in product(*map(range, size)):
        ratings = moved_theme(ratings, (p, t, s), score, grid.span)
    return replace(grid, ratings_arrays=ratings)


def _read(grid: Grid) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Read of each partner, theme and side what the page computes with.

    ``value`` is the score in 0..S. ``bits`` says which criteria count, as an established scheme or
    as a priority, as in :func:`prospects_analysis.exchange.carrying`. ``open`` is a score that
    blanks leave open, and not one that does not apply.
    """
    scores, coverage = grid.scores()
    ratings = grid.ratings_arrays
    rated = np.nan_to_num(ratings.value, nan=-1.0)
    read = {}
    names = enumerate(grid.partners), enumerate(grid.themes), enumerate(SIDES)
    for (p, partner), (t, theme), (s, side) in product(*names):
        least = grid.established if s == RESOURCE else grid.priority
        counts: Bools = rated[p, ratings.theme_of == t, s] >= least - 1e-9
        value = float(scores[p, t, s])
        read[partner, theme, side] = {
            "value": value if isfinite(value) else None,
            "bits": "".join("1" if one else "0" for one in counts),
            "open": not isfinite(value) and isfinite(coverage[p, t, s]),
        }
    return read


def _lists(size: int, absent: int, odd: str | None) -> dict[str, Any]:
    """Give every pairing of as many partners as there can be to pair, by their number.

    A partner without answers can be given a score, and so join the others; or it can be pinned, and
    so take one of them away.
    """
    return {
        str(number): _every_pairing(number, odd or ("trio" if number == size else "wait"))
        for number in range(max(0, size - 2 * absent), size + 1)
    }


@lru_cache(maxsize=32)
def _every_pairing(size: int, odd: str) -> dict[str, Any]:
    """List the pairings in canonical order: of each the positions of its groups, a byte each."""
    apart = ~np.eye(size, dtype=bool)
    problem = Problem(
        partners=tuple(f"{number:02}" for number in range(size)),
        weights=np.zeros((size, size), dtype=np.int64),
        allowed=apart,
        carries=~apart,
        required=(),
        odd=odd,
        objective="total",
        both_ways=False,
    )
    if problem.kind == "trio" and size < 3:
        return {"kind": problem.kind, "count": 0, "rows": ""}
    rows = enumerate_pairings(problem).rows
    return {
        "kind": problem.kind,
        "count": len(rows),
        "rows": b64encode(rows.astype(np.uint8).tobytes()).decode("ascii"),
    }


def _summary(pairing: Pairing) -> dict[str, Any]:
    """Give a pairing as the page gives those that it finds."""
    values = evaluate_groups(pairing.problem, pairing.groups)
    scored = [len(group) > 1 for group in pairing.groups]
    return {
        "binomes": [list(binome) for binome in pairing.binomes],
        "unpaired": list(pairing.unpaired),
        "total": int(values.total.sum()),
        "weakest": int(values.fairness[scored].min()) if any(scored) else None,
        "bothWays": int(values.both_ways.sum()),
        "rank": pairing.rank,
        "count": pairing.count,
        "ties": pairing.ties,
    }


def _decisions(decisions: Decisions) -> dict[str, Any]:
    meeting = decisions.meeting
    return {
        "supersedes": list(_entries(decisions.supersedes, "file", "replaces", "reason")),
        "same": list(_entries(decisions.same, "partner", "respondents", "reason")),
        "stands": list(
            _entries(
                decisions.stands,
                *("partner", "respondent", "field", "file", "sheet", "cell", "reason"),
            )
        ),
        "scores": list(_entries(decisions.scores, "partner", "theme", "side", "score", "reason")),
        "adopted": [list(one) for one in decisions.adopted],
        "pinned": [list(one) for one in decisions.pinned],
        "forbidden": [list(one) for one in decisions.forbidden],
        "reason": decisions.binomes_reason,
        "meeting": next(
            _entries([] if meeting is None else [meeting], "date", "place", "present"), None
        ),
    }


def _entries(found: Iterable[object], *keys: str) -> Iterator[dict[str, Any]]:
    """Give what stands under each key, in the order of the file."""
    for one in found:
        values = {key: getattr(one, key) for key in keys}
        yield {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
