"""The verifier: confirms what is true, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.certificate import PRICE_UNIT, Certificate, DualPrices
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from tests.pairing.reference import KINDS, random_scores


def grid_pairing(seed: int, size: int, **options: object) -> Pairing:
    """Pairing of random theme scores, where most but not all directions carry."""
    rng = np.random.default_rng(seed)
    names = [f"P{i:02d}" for i in range(size)]
    resources, needs = (
        pd.DataFrame(rng.integers(0, 6, (size, 3)), index=names, columns=list("tuv"))
        for _ in range(2)
    )
    countries = {name: str(i % 7) for i, name in enumerate(names)}
    flows = complementarity(Grid.from_frames(resources, needs, countries=countries))
    return pair_partners(flows, **options)


@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize("both_ways", [True, False])
@pytest.mark.parametrize(
    ("size", "odd"), [(2, None), (6, None), (7, "trio"), (7, "unpaired"), (9, "trio"), (10, None)]
)
def test_small_pairings_are_confirmed_by_enumeration(
    size: int, odd: str | None, both_ways: bool, objective: str
) -> None:
    pairing = grid_pairing(1, size, odd=odd, both_ways=both_ways, objective=objective)
    found = pairing.verify()
    assert found
    assert found.method == "enumeration"
    assert found.pairings == pairing.count
    assert found.failed == ()
    assert found.bound == pairing.upper_bound
    assert found.gap == pytest.approx(pairing.upper_bound - pairing.total)
    for other in pairing.alternatives(4):
        assert other.verify()


@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_twelve_are_confirmed_by_enumeration(objective: str) -> None:
    assert grid_pairing(2, 12, objective=objective).verify().pairings is not None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("objective", ["total", "leximin"])
def test_large_pairings_are_confirmed_by_their_prices(kind: str, objective: str) -> None:
    pairing = pair_partners(random_scores(4, 16, kind), objective=objective)
    found = pairing.verify()
    assert found
    assert (found.method, found.pairings) == ("dual bound", None)
    assert found.bound >= pairing.total
    if objective == "total":
        assert found.gap == 0


@pytest.mark.parametrize(
    ("size", "odd", "objective"),
    [(14, None, "total"), (14, None, "leximin"), (15, "unpaired", "total"), (40, None, "total")],
)
def test_large_pairings_of_a_grid_are_confirmed(size: int, odd: str | None, objective: str) -> None:
    assert grid_pairing(3, size, odd=odd, objective=objective).verify()


def test_alternatives_of_large_pairings_are_confirmed_as_no_more_than_that() -> None:
    pairing = grid_pairing(3, 14)
    for other in pairing.alternatives(2):
        assert other.verify()
        assert not other.optimal
        assert not replace(other, optimal=True).verify()


Falsify = Callable[[Pairing], Pairing]


def swapped(pairing: Pairing) -> Pairing:
    """Exchange two mates."""
    (a, b), (c, d), *rest = pairing.groups
    return replace(pairing, groups=((a, d), (b, c), *rest))


SMALL: dict[str, tuple[Falsify, str]] = {
    "other groups": (swapped, "rank is 1"),
    "somebody twice": (
        lambda p: replace(p, groups=(p.groups[0], p.groups[0], *p.groups[2:])),
        "everybody stands once",
    ),
    "somebody missing": (lambda p: replace(p, groups=p.groups[1:]), "everybody stands once"),
    "two alone": (
        lambda p: replace(p, groups=((p.groups[0][0],), (p.groups[0][1],), *p.groups[1:])),
        "groups have the right sizes",
    ),
    "pinned as well": (lambda p: replace(p, pinned=(("P00", "P01"),)), "everybody stands once"),
    "late as well": (lambda p: replace(p, late=("P00",)), "everybody stands once"),
    "worse rank": (lambda p: replace(p, rank=2), "rank is 2"),
    "no rank": (lambda p: replace(p, rank=None), "rank is None"),
    "too many ties": (lambda p: replace(p, ties=2), "2 do as well"),
    "no ties": (lambda p: replace(p, ties=0), "0 do as well"),
    "other count": (lambda p: replace(p, count=945), "945 pairings are admissible"),
    "higher bound": (
        lambda p: replace(p, upper_bound=p.upper_bound + 1e-6),
        "upper bound is the best total",
    ),
    "lower bound": (
        lambda p: replace(p, upper_bound=p.upper_bound - 1e-6),
        "upper bound is the best total",
    ),
}


@cache
def true_pairing(size: int, objective: str) -> Pairing:
    return grid_pairing(5, size, objective=objective)


@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize("lie", SMALL)
def test_no_falsified_claim_of_a_small_pairing_is_confirmed(lie: str, objective: str) -> None:
    pairing = true_pairing(8, objective)
    assert pairing.verify()
    falsify, failed = SMALL[lie]
    found = falsify(pairing).verify()
    assert not found
    assert failed in found.failed
    assert "NOT confirmed" in repr(found)


def tampered(
    part: str, change: Callable[[DualPrices], DualPrices], which: int | None = None
) -> Falsify:
    """Change one set of prices of the certificate."""

    def falsify(pairing: Pairing) -> Pairing:
        certificate = pairing.certificate
        assert certificate is not None
        duals = getattr(certificate, part)
        new = change(duals) if which is None else _at(duals, which, change)
        return replace(pairing, certificate=replace(certificate, **{part: new}))

    return falsify


def _at(
    levels: tuple[DualPrices, ...], which: int, change: Callable[[DualPrices], DualPrices]
) -> tuple[DualPrices, ...]:
    changed = list(levels)
    changed[which] = change(changed[which])
    return tuple(changed)


def cheaper(duals: DualPrices) -> DualPrices:
    """Take a whole unit off the first price."""
    return replace(duals, prices=duals.prices - PRICE_UNIT * (np.arange(len(duals.prices)) == 0))


def dearer(duals: DualPrices) -> DualPrices:
    return replace(duals, prices=duals.prices + PRICE_UNIT)


def even_set(duals: DualPrices) -> DualPrices:
    """Claim a rule for an even set, which may well be met by no group oddly."""
    return replace(
        duals,
        odd_sets=(*duals.odd_sets, (0, 1)),
        odd_prices=(*duals.odd_prices, PRICE_UNIT),
    )


def subsidy(duals: DualPrices) -> DualPrices:
    """Claim a negative price, which proves nothing."""
    return replace(duals, odd_sets=(*duals.odd_sets, (0,)), odd_prices=(*duals.odd_prices, -9999))


LARGE: dict[str, Falsify] = {
    "other groups": swapped,
    "no certificate": lambda p: replace(p, certificate=None),
    "lower bound": lambda p: replace(p, upper_bound=p.upper_bound - 1e-6),
    "cheaper total": tampered("for_total", cheaper),
    "dearer total": tampered("for_total", dearer),
    "even set": tampered("for_total", even_set),
    "negative price": tampered("for_total", subsidy),
    "cheaper both ways": tampered("for_both_ways", cheaper),
    "dearer both ways": tampered("for_both_ways", dearer),
    "pinned as well": lambda p: replace(p, pinned=(("P00", "P01"),)),
    "somebody missing": lambda p: replace(p, groups=p.groups[1:]),
}


@pytest.mark.parametrize("lie", LARGE)
def test_no_falsified_claim_of_a_large_pairing_is_confirmed(lie: str) -> None:
    pairing = true_pairing(14, "total")
    assert pairing.verify()
    assert not LARGE[lie](pairing).verify()


LEVELS: dict[str, Falsify] = {
    "other groups": swapped,
    "no levels": lambda p: replace(p, certificate=replace(certificate_of(p), for_levels=())),
    "a level less": lambda p: replace(
        p, certificate=replace(certificate_of(p), for_levels=certificate_of(p).for_levels[1:])
    ),
    "cheaper first level": tampered("for_levels", cheaper, 0),
    "dearer last level": tampered("for_levels", dearer, -1),
    "the best total instead": lambda p: replace(
        p, groups=pair_partners(p.flows, objective="total").groups
    ),
}


def certificate_of(pairing: Pairing) -> Certificate:
    assert pairing.certificate is not None
    return pairing.certificate


@pytest.mark.parametrize("lie", LEVELS)
def test_no_falsified_claim_of_a_large_leximin_pairing_is_confirmed(lie: str) -> None:
    pairing = true_pairing(14, "leximin")
    assert pairing.verify()
    assert not LEVELS[lie](pairing).verify()


@given(st.integers(0, 10_000), st.sampled_from(["total", "leximin"]), st.data())
@settings(max_examples=30)
def test_only_the_best_pairings_are_confirmed_as_best(
    seed: int, objective: str, data: st.DataObject
) -> None:
    best = pair_partners(random_scores(seed, 6, "ties"), objective=objective)
    others = [best, *best.alternatives(14)]
    assert len(others) == 15
    other = data.draw(st.sampled_from(others))
    claimed = replace(best, groups=other.groups)
    assert bool(claimed.verify()) == (other.rank == 1)


def test_a_forbidden_pair_is_not_admissible() -> None:
    pairing = pair_partners(random_scores(9, 6, "uniform"))
    forbidden = pair_partners(random_scores(9, 6, "uniform"), forbid=[pairing.binomes[0]])
    found = replace(forbidden, groups=pairing.groups).verify()
    assert "every pair is admissible" in found.failed


def test_a_required_pair_must_stand() -> None:
    scores = random_scores(9, 6, "uniform")
    pairing = pair_partners(scores)
    never = next(other.binomes[0] for other in pairing.alternatives(14)[::-1])
    assert never not in pairing.binomes
    found = replace(pair_partners(scores, require=[never]), groups=pairing.groups).verify()
    assert "every pair is admissible" in found.failed
