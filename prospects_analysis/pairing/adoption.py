"""The binômes that people decided on, as a result that can be checked like a computed one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.result import Binome, Pairing, points
from prospects_analysis.pairing.solver import solve

_MEMBERS = ("partner_a", "partner_b", "partner_c")
_ADOPTED = "adopted"


def adopt(pairing: Pairing, binomes: Iterable[Sequence[str]]) -> Pairing:
    """Give the pairing that has these binômes, and the best one of all other partners.

    Parameters
    ----------
    pairing : Pairing
        As computed; its rules hold for the others.
    binomes : iterable of sequence of str
        Pairs, and the trio of an odd partnership. They stand whatever the rules say: people decide.

    Returns
    -------
    adopted : Pairing
        With its rank and the bound on the total among all pairings that keep the rules, except
        where an adopted binôme does not. See ``adopted.against(pairing)`` for what it costs, and
        ``adopted.verify()`` for its check.

    Raises
    ------
    ValueError
        If a binôme is no two or three different, known partners, or a partner stands in two.
    InfeasibleError
        If the others cannot be paired.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame(
    ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> first = pair_partners(scores)
    >>> adopted = adopt(first, [("C", "A")])
    >>> adopted
    Pairing(A-C B-D; total, total 4.000, weakest 1.000, rank 2 of 3)
    >>> bool(adopted.verify())
    True
    """
    chosen = _checked(binomes, pairing)
    members = {name for one in chosen for name in one}
    pairs = [pair for one in chosen for pair in combinations(one, 2)]
    kept = [pair for pair in pairing.rules["require"] if not members & set(pair)]
    forbidden = [pair for pair in pairing.rules["forbid"] if pair not in pairs]
    rules = {**pairing.rules, "require": [*kept, *pairs], "forbid": forbidden}
    if any(len(one) > 2 for one in chosen):
        rules["odd"] = "trio"
    # No third partner may join what was decided.
    others = [name for name in _everybody(pairing) if name not in members]
    apart = [(name, other) for name in members for other in others]
    alone = pairing.propose(**{**rules, "forbid": [*forbidden, *apart]})
    decided = replace(pairing.propose(**rules), groups=alone.groups)
    # Ranked among all that keep the rules, and not only among those that have what was decided.
    number = {name: position for position, name in enumerate(decided.problem.partners)}
    required = tuple((number[a], number[b]) for a, b in kept if a in number and b in number)
    problem = replace(decided.problem, required=required)
    if problem.size > LARGEST_ENUMERATED:
        solution = solve(problem)
        return replace(
            decided,
            problem=problem,
            upper_bound=points(solution.upper_bound, 2),
            certificate=solution.certificate,
            optimal=False,
        )
    every = enumerate_pairings(problem)
    at = every.position_of(decided.groups)
    assert at is not None  # what was decided breaks no rule of this problem
    rank, ties = every.rank_and_ties(at)
    return replace(
        decided,
        problem=problem,
        upper_bound=points(every.best_total, 2),
        rank=rank,
        count=len(every.rows),
        ties=ties,
        optimal=rank == 1,
    )


def _everybody(pairing: Pairing) -> tuple[str, ...]:
    return pairing.problem.partners if pairing.flows is None else pairing.flows.partners


def _checked(binomes: Iterable[Sequence[str]], pairing: Pairing) -> list[Binome]:
    known = _everybody(pairing)
    chosen: list[Binome] = []
    for binome in binomes:
        named = () if isinstance(binome, str) else tuple(sorted(map(str, binome)))
        if (
            len(set(named)) != len(named)
            or len(named) not in (2, 3)
            or not set(named) <= set(known)
        ):
            raise ValueError(
                f"Invalid binôme {binome!r}. Must be two or three different partners of "
                f"{list(known)}."
            )
        chosen.append(named)
    everybody = [name for one in chosen for name in one]
    twice = sorted({name for name in everybody if everybody.count(name) > 1})
    if twice:
        raise ValueError(f"The partners {twice} stand in two binômes. Must stand in one each.")
    return chosen


def read_binomes(path: str | Path) -> list[Binome]:
    r"""Read binômes from a table such as ``binomes.csv``.

    Parameters
    ----------
    path : str or Path
        A CSV file, UTF-8, with the columns partner_a, partner_b and, for a trio, partner_c. If a
        column ``status`` says of some rows that they are adopted, these rows alone count.

    Returns
    -------
    binomes : list of tuple of str

    Raises
    ------
    ValueError
        If a column is missing, or a line does not name two partners.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "binomes.csv")
    ...     _ = file.write_text("partner_a,partner_b\nP09,P01\n", encoding="utf-8")
    ...     read_binomes(file)
    [('P01', 'P09')]
    """
    path = Path(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
        header = rows[0].keys() if rows else ()
    missing = [name for name in _MEMBERS[:2] if name not in header]
    if missing:
        raise ValueError(
            f"{path.name} has the columns {list(header)}. Must have {list(_MEMBERS[:2])} and at "
            "least one line."
        )
    if any(row.get("status") == _ADOPTED for row in rows):
        rows = [row for row in rows if row.get("status") == _ADOPTED]
    found = [
        tuple(sorted(filter(None, ((row.get(name) or "").strip() for name in _MEMBERS))))
        for row in rows
    ]
    short = next((number for number, one in enumerate(found, start=2) if len(one) < 2), None)
    if short is not None:
        raise ValueError(f"{path.name} names {found[short - 2]} in line {short}. Must name two.")
    return found
