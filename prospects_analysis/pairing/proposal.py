"""Propose a pairing: from a grid's complementarity, or from any score matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._validation import check_one_of
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.contradictions import check_contradictions
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.problem import (
    OBJECTIVES,
    ODD,
    InfeasibleError,
    Obstacle,
    Pair,
    Problem,
    check_pairs,
)
from prospects_analysis.pairing.result import Pairing, points
from prospects_analysis.pairing.scores import integer_scores
from prospects_analysis.pairing.solver import solve


def pair_partners(
    scores: Complementarity | pd.DataFrame,
    *,
    objective: str = "total",
    both_ways: bool = True,
    forbid: Iterable[tuple[str, str]] = (),
    require: Iterable[tuple[str, str]] = (),
    allow_same_country: bool = False,
    odd: str | None = None,
) -> Pairing:
    """Pair the partners by complementarity.

    Parameters
    ----------
    scores : Complementarity or DataFrame, partners x partners
        A DataFrame is any symmetric matrix of scores: NaN = may not be paired, the diagonal is
        ignored, ids are sorted as text; ``both_ways`` and the country rule do not apply to it.
    objective : {"total", "leximin"}
        Largest sum of pair scores, or the lowest score as high as can be, then the next lowest,
        and so on. Up to twelve partners, ties of one are broken by the other, then by partner
        order; beyond, one of the best is given, independent of the order of rows.
    both_ways : bool
        First have as many pairs as possible whose both directions carry.
    forbid, require : iterable of (a, b)
        Pairs in either order. A required pair overrides the country rule. One without a score
        stands outside the total where a grid stands behind; in a plain matrix it is refused.
    allow_same_country : bool
        Whether partners of one country may be paired.
    odd : {None, "trio", "unpaired", "wait"}
        What happens to the one left over. None: it waits while partners have not answered yet,
        and else one trio is made.

    Returns
    -------
    pairing : Pairing

    Raises
    ------
    ValueError
        If the scores are no symmetric matrix of finite numbers, or an option or id is unknown.
    InfeasibleError
        If no pairing keeps the rules; contradictory ones are named one by one.

    References
    ----------
    Edmonds (1965), Paths, trees, and flowers, *Canadian Journal of Mathematics* 17, for maximum
    weight perfect matching; Rawls (1971) and Moulin (1988), *Axioms of Cooperative Decision
    Making*, for leximin.

    Examples
    --------
    >>> scores = pd.DataFrame(
    ...     [[0, 1.2, 3.0, 1.85], [1.2, 0, 1.8, 1.1], [3.0, 1.8, 0, 2.2], [1.85, 1.1, 2.2, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> pair_partners(scores)
    Pairing(A-C B-D; total, total 4.100, weakest 1.100, rank 1 of 3)
    >>> pair_partners(scores, objective="leximin").binomes
    [('A', 'D'), ('B', 'C')]

    What cannot be is said, not guessed around:

    >>> try:
    ...     pair_partners(scores, forbid=[("C", "A")], require=[("A", "C")])
    ... except InfeasibleError as error:
    ...     print(error)
    No admissible pairing: A and C are required, but may not be paired (forbidden).
    """
    check_one_of("objective", objective, OBJECTIVES)
    if odd is not None:
        check_one_of("odd", odd, ODD)
    rules: dict[str, Any] = {
        "objective": objective,
        "both_ways": both_ways,
        "forbid": list(forbid),
        "require": list(require),
        "allow_same_country": allow_same_country,
        "odd": odd,
    }
    flows = scores if isinstance(scores, Complementarity) else None
    frame = flows.scores if flows is not None else scores
    partners, weights, scored = integer_scores(frame)
    forbidden = check_pairs("forbid", rules["forbid"], partners)
    required = check_pairs("require", rules["require"], partners)
    countries = {} if flows is None or allow_same_country else flows.grid.countries or {}
    inadmissible = _inadmissible(partners, scored, forbidden, required, countries, flows)

    position = {name: i for i, name in enumerate(partners)}
    pinned = _without_score(required, scored, position, forbidden) if flows is not None else []
    absent = (
        set()
        if flows is None
        else {name for name, here in zip(flows.partners, flows.assessed, strict=True) if not here}
    )
    taken = {name for pair in pinned for name in pair}
    pool = [name for name in partners if name not in absent and name not in taken]
    late = sorted(absent - taken)
    keep = [position[name] for name in pool]
    allowed = scored.copy()
    for a, b in inadmissible:
        allowed[position[a], position[b]] = allowed[position[b], position[a]] = False
    problem = Problem(
        partners=tuple(pool),
        weights=np.where(allowed, weights, 0)[np.ix_(keep, keep)],
        allowed=allowed[np.ix_(keep, keep)],
        carries=(
            np.zeros((len(pool), len(pool)), dtype=bool)
            if flows is None
            else flows.carries.loc[pool, pool].to_numpy(dtype=bool)
        ),
        required=tuple(
            (pool.index(a), pool.index(b))
            for a, b in sorted(required)
            if a not in taken and b not in taken
        ),
        odd=odd or ("wait" if late or taken & absent else "trio"),
        objective=objective,
        both_ways=both_ways and flows is not None,
    )
    if not pool and not pinned:
        text = f"None of the partners {list(partners)} has a score. "
        raise InfeasibleError(
            f"{text}Must be at least two partners with answers.",
            [Obstacle(code="nobody assessed", partners=(), text=text)],
        )
    check_contradictions(problem, inadmissible)
    for pair in pinned:
        inadmissible.pop(pair, None)
    common: dict[str, Any] = {
        "problem": problem,
        "pinned": tuple(pinned),
        "late": tuple(late),
        "flows": flows,
        "inadmissible": MappingProxyType(dict(sorted(inadmissible.items()))),
        "propose": partial(pair_partners, scores),
        "rules": MappingProxyType(
            {**rules, "forbid": sorted(forbidden), "require": sorted(required)}
        ),
    }
    return _best_pairing(problem, common)


def _inadmissible(
    partners: tuple[str, ...],
    scored: npt.NDArray[np.bool_],
    forbidden: set[Pair],
    required: set[Pair],
    countries: Mapping[str, str],
    flows: Complementarity | None,
) -> dict[Pair, str]:
    """Why each pair that may not be may not be; a ban weighs more than the rest."""
    reasons: dict[Pair, str] = {}
    no_score = "no score" if flows is None else "not assessed"
    for i, a in enumerate(partners):
        for j in range(i + 1, len(partners)):
            pair = (a, partners[j])
            if pair in forbidden:
                reasons[pair] = "forbidden"
            elif not scored[i, j]:
                reasons[pair] = no_score
            elif (
                pair not in required
                and countries.get(a) is not None
                and countries[a] == countries.get(partners[j])
            ):
                reasons[pair] = "same country"
    return reasons


def _without_score(
    required: set[Pair],
    scored: npt.NDArray[np.bool_],
    position: Mapping[str, int],
    forbidden: set[Pair],
) -> list[Pair]:
    """List the required pairs without a score: they leave the problem and stand as pinned."""
    pinned = sorted(pair for pair in required if not scored[position[pair[0]], position[pair[1]]])
    faults = []
    for pair in pinned:
        both = f"{pair[0]} and {pair[1]} are required"
        if pair in forbidden:
            text = f"{both} and forbidden"
            faults.append(Obstacle(code="pinned and forbidden", partners=pair, text=text))
        others = sorted(other for other in required if other != pair and set(other) & set(pair))
        if others:
            text = "; ".join(f"{both} without a score, and so are {a} and {b}" for a, b in others)
            group = tuple(sorted({*pair, *(name for other in others for name in other)}))
            faults.append(Obstacle(code="pinned twice", partners=group, text=text))
    if faults:
        raise InfeasibleError.of(faults)
    return pinned


def _best_pairing(problem: Problem, common: Mapping[str, Any]) -> Pairing:
    """Solve a problem: by looking at every pairing up to twelve partners, else by the solver."""
    if problem.size > LARGEST_ENUMERATED:
        solution = solve(problem)
        return Pairing(
            **common,
            groups=solution.groups,
            upper_bound=points(solution.upper_bound, 2),
            rank=None,
            count=None,
            ties=None,
            certificate=solution.certificate,
        )
    enumeration = enumerate_pairings(problem)
    best = int(enumeration.order[0])
    rank, ties = enumeration.rank_and_ties(best)
    return Pairing(
        **common,
        groups=tuple(enumeration.groups_of(best)),
        upper_bound=points(enumeration.best_total, 2),
        rank=rank,
        count=len(enumeration.rows),
        ties=ties,
    )
