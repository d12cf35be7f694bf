"""An independent check of a pairing, written apart from the solvers and importing none of them.

Everybody stands once, every pair is admissible, the totals are added up anew. Then the claim of
being best is checked: up to twelve partners by walking through all pairings with plain integers;
beyond, by a dual certificate, which anyone can check pair by pair without trusting a solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations

from prospects_analysis.pairing.certificate import PRICE_UNIT, Certificate, DualPrices
from prospects_analysis.pairing.problem import Group, Problem
from prospects_analysis.pairing.scores import UNIT

LARGEST_WALKED = 12

Worth = Callable[[Problem, Group], int]


@dataclass(frozen=True, eq=False, kw_only=True)
class Claim:
    """What is said of a pairing, in the integers of :mod:`prospects_analysis.pairing.problem`.

    Attributes
    ----------
    groups : tuple of tuple of int
    everybody : tuple of str
        Names of all who take part, in the groups or not.
    outside : tuple of str
        Names of those who are not in the groups: pinned without a score, or late.
    total, upper_bound : int
        Half units.
    both_ways_pairs : int
    rank, count, ties : int or None
    optimal : bool
        Whether it is claimed to be best; what ``rank`` says where pairings are counted.
    certificate : Certificate or None
    """

    groups: tuple[Group, ...]
    everybody: tuple[str, ...]
    outside: tuple[str, ...]
    total: int
    upper_bound: int
    both_ways_pairs: int
    rank: int | None
    count: int | None
    ties: int | None
    optimal: bool
    certificate: Certificate | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Verification:
    """Outcome of a check; truthy if everything that was claimed is confirmed.

    Attributes
    ----------
    checks : tuple of (str, bool)
        What was checked, and whether it holds.
    method : {"enumeration", "dual bound"}
    pairings : int or None
        How many pairings were walked through.
    bound, gap : float
        Proven bound on the total, and how far the pairing stays below it, in score points.
    """

    checks: tuple[tuple[str, bool], ...]
    method: str
    pairings: int | None
    bound: float
    gap: float

    def __bool__(self) -> bool:
        return all(holds for _, holds in self.checks)

    @property
    def failed(self) -> tuple[str, ...]:
        """Checks that do not hold."""
        return tuple(name for name, holds in self.checks if not holds)

    def __repr__(self) -> str:
        verdict = "confirmed" if self else f"NOT confirmed: {', '.join(self.failed)}"
        how = (
            f"enumeration of all {self.pairings} pairings"
            if self.method == "enumeration"
            else f"dual bound {self.bound:.6f}, gap {self.gap:.6f}"
        )
        return f"Verification({verdict}; {how})"


def verify_claim(problem: Problem, claim: Claim) -> Verification:
    """Check a pairing and all that is claimed of it.

    Parameters
    ----------
    problem : Problem
        Scores, admissible pairs and rules.
    claim : Claim

    Returns
    -------
    verification : Verification
    """
    seen = sorted(i for group in claim.groups for i in group)
    if seen != list(range(problem.size)):  # nothing else can be looked up then
        return Verification(
            checks=(("everybody stands once", False),),
            method="enumeration" if problem.size <= LARGEST_WALKED else "dual bound",
            pairings=None,
            bound=float("nan"),
            gap=float("nan"),
        )
    names = [*problem.partners, *claim.outside]
    sizes = Counter(len(group) for group in claim.groups)
    special = {"even": {}, "trio": {3: 1}, "single": {1: 1}}[problem.kind]
    structure = [
        ("everybody stands once", sorted(names) == sorted(claim.everybody)),
        ("groups have the right sizes", {**special, 2: sizes[2]} == {2: 0, **sizes}),
        ("every pair is admissible", all(_admissible(problem, g) for g in claim.groups)),
        ("total adds up", sum(_total(problem, g) for g in claim.groups) == claim.total),
        (
            "both-ways pairs add up",
            sum(_both_ways(problem, g) for g in claim.groups) == claim.both_ways_pairs,
        ),
    ]
    if problem.size <= LARGEST_WALKED:
        checks, pairings, bound = _by_enumeration(problem, claim)
        method = "enumeration"
    else:
        checks, bound = _by_certificate(problem, claim)
        pairings, method = None, "dual bound"
    return Verification(
        checks=(*structure, *checks),
        method=method,
        pairings=pairings,
        bound=float(bound / (2 * UNIT)),
        gap=float((bound - claim.total) / (2 * UNIT)),
    )


def _admissible(problem: Problem, group: Group) -> bool:
    together = all(problem.allowed[a, b] for a, b in combinations(group, 2))
    return together and all((a in group) == (b in group) for a, b in problem.required)


def _pair_scores(problem: Problem, group: Group) -> list[int]:
    return [int(problem.weights[a, b]) for a, b in combinations(group, 2)]


def _total(problem: Problem, group: Group) -> int:
    return sum(_pair_scores(problem, group)) * (1 if len(group) == 3 else 2)


def _fairness(problem: Problem, group: Group) -> int:
    return sum(_pair_scores(problem, group)) * (1 if len(group) == 3 else 3)


def _both_ways(problem: Problem, group: Group) -> int:
    if not problem.both_ways or len(group) == 1:
        return 0
    carries = problem.carries
    return int(
        all(
            any(carries[i, j] for j in group if j != i)
            and any(carries[j, i] for j in group if j != i)
            for i in group
        )
    )


def _walk(problem: Problem) -> Iterator[list[Group]]:
    """Every admissible pairing, one after the other."""
    special = {"even": 0, "trio": 3, "single": 1}[problem.kind]

    def extend(free: tuple[int, ...], special: int) -> Iterator[list[Group]]:
        if not free:
            if not special:
                yield []
            return
        first, rest = free[0], free[1:]
        for size in {2, special} - {0}:
            for mates in combinations(rest, size - 1):
                group = (first, *mates)
                if _admissible(problem, group):
                    left = tuple(i for i in rest if i not in mates)
                    for others in extend(left, 0 if size == special else special):
                        yield [group, *others]

    yield from extend(tuple(range(problem.size)), special)


def _by_enumeration(problem: Problem, claim: Claim) -> tuple[list[tuple[str, bool]], int, Fraction]:
    def key(groups: Sequence[Group]) -> tuple[int, tuple[int, ...]]:
        both = sum(_both_ways(problem, g) for g in groups)
        if problem.objective == "total":
            return both, (sum(_total(problem, g) for g in groups),)
        return both, tuple(sorted(_fairness(problem, g) for g in groups if len(g) > 1))

    own = key(claim.groups)
    better = ties = count = 0
    best: tuple[int, int] | None = None
    for groups in _walk(problem):
        here = key(groups)
        count += 1
        better += here > own
        ties += here == own
        reached = (here[0], sum(_total(problem, g) for g in groups))
        best = reached if best is None else max(best, reached)
    bound = Fraction(best[1] if best else 0)
    return (
        [
            (f"rank is {claim.rank}", claim.rank == better + 1),
            ("it is said to be best where it is", claim.optimal == (better == 0)),
            (f"{claim.ties} do as well", claim.ties == ties),
            (f"{claim.count} pairings are admissible", claim.count == count),
            ("upper bound is the best total", claim.upper_bound == bound),
        ],
        count,
        bound,
    )


def _by_certificate(problem: Problem, claim: Claim) -> tuple[list[tuple[str, bool]], Fraction]:
    """Weak duality in exact integers, checked group by group."""
    certificate = claim.certificate
    if certificate is None:
        return [("a certificate is given", False)], Fraction(claim.upper_bound)
    most = certificate.for_both_ways.bound()
    bound = certificate.for_total.bound([most])
    sides: list[Worth] = [_both_ways]
    checks = [
        ("prices cover both-ways pairs", _covers(problem, certificate.for_both_ways, _both_ways)),
        ("prices cover every score", _covers(problem, certificate.for_total, _total, sides)),
        ("upper bound is no tighter than proven", claim.upper_bound >= bound),
        (
            "no rank, count or ties are claimed",
            (claim.rank, claim.count, claim.ties) == (None,) * 3,
        ),
    ]
    if claim.optimal:
        checks.append(("no pairing has more both-ways pairs", claim.both_ways_pairs == most))
    if claim.optimal and problem.objective == "total":
        checks.append(("no pairing has a larger total", claim.total >= bound))
    if claim.optimal and problem.objective == "leximin":
        checks.append(("no pairing is fairer", _no_fairer(problem, claim, certificate, most)))
    return checks, Fraction(bound)


def _no_fairer(problem: Problem, claim: Claim, certificate: Certificate, most: int) -> bool:
    """Check, from the lowest score up, that no pairing has fewer groups at it.

    Only pairings count that agree on the scores below: one with a group at another score down
    there is less fair already. So groups at such scores are left out, and the prices need to
    cover the others.
    """
    values = [_fairness(problem, group) for group in claim.groups if len(group) > 1]
    levels = sorted(set(values))
    if len(certificate.for_levels) != len(levels):
        return False
    sides: list[Worth] = [_both_ways]
    asked = [most]
    for index, (level, duals) in enumerate(zip(levels, certificate.for_levels, strict=True)):
        here = partial(_at_level, level)
        left_out = partial(_less_fair, level, frozenset(levels[:index]))
        if not _covers(problem, duals, here, sides, left_out):
            return False
        if duals.bound(asked) > -values.count(level):
            return False
        sides.append(here)
        asked.append(-values.count(level))
    return True


def _at_level(level: int, problem: Problem, group: Group) -> int:
    return -int(len(group) > 1 and _fairness(problem, group) == level)


def _less_fair(level: int, agreed: frozenset[int], problem: Problem, group: Group) -> bool:
    value = _fairness(problem, group)
    return len(group) > 1 and value < level and value not in agreed


def _covers(
    problem: Problem,
    duals: DualPrices,
    worth: Worth,
    sides: Sequence[Worth] = (),
    left_out: Callable[[Problem, Group], bool] | None = None,
) -> bool:
    """Whether the prices of every admissible group reach what the group is worth."""
    if any(price < 0 for price in (*duals.side_prices, *duals.odd_prices)):
        return False
    priced_ones = range(problem.size + problem.size % 2)  # an odd number's token has a price too
    odd_sets = [frozenset(members) for members in duals.odd_sets]
    if any(len(odd_set) % 2 == 0 or not odd_set <= set(priced_ones) for odd_set in odd_sets):
        return False
    if len(duals.prices) != len(priced_ones):
        return False
    priced = [(s, p) for s, p in zip(odd_sets, duals.odd_prices, strict=True) if p]
    conditions = [(f, p) for f, p in zip(sides, duals.side_prices, strict=True) if p]
    prices = [int(price) for price in duals.prices]
    sizes = {"even": (2,), "trio": (2, 3), "single": (1, 2)}[problem.kind]
    for group in (g for size in sizes for g in combinations(range(problem.size), size)):
        if not _admissible(problem, group) or (left_out and left_out(problem, group)):
            continue
        priced_as = group if len(group) == 2 else (*group, problem.size)
        paid = sum(prices[i] for i in priced_as)
        paid -= sum(price for s, price in priced if len(s.intersection(priced_as)) % 2)
        paid -= sum(price * counts(problem, group) for counts, price in conditions)
        if paid < PRICE_UNIT * worth(problem, group):
            return False
    return True
