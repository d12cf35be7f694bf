"""The verifier against forgers: what is not proved is not confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from prospects_analysis.pairing.certificate import DualPrices
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from tests.pairing.reference import random_scores
from tests.pairing.test_proposal import SCORES, flows_of
from tests.pairing.test_verify import tampered


def strangers(duals: DualPrices) -> DualPrices:
    """Price an odd set of nobody, which costs no group anything."""
    return replace(
        duals,
        odd_sets=(*duals.odd_sets, (97, 98, 99)),
        odd_prices=(*duals.odd_prices, 10**13),
    )


def price_of_nobody(duals: DualPrices) -> DualPrices:
    return replace(duals, prices=np.append(duals.prices, -(10**13)))


def overflowing(duals: DualPrices) -> DualPrices:
    """Prices whose sum wraps round in 64 bits."""
    size = len(duals.prices)
    return replace(duals, prices=np.full(size, 2**63 // size + 10**6, dtype=np.int64))


@pytest.mark.parametrize("forge", [strangers, price_of_nobody, overflowing])
def test_a_forged_certificate_proves_nothing(forge: Callable[[DualPrices], DualPrices]) -> None:
    best = pair_partners(random_scores(1, 14, "uniform"))
    worse = replace(best.alternatives(3)[-1], optimal=True)
    assert not worse.verify()
    assert not tampered("for_total", forge)(worse).verify()


@pytest.mark.parametrize("forge", [strangers, price_of_nobody, overflowing])
def test_a_forged_level_proves_nothing(forge: Callable[[DualPrices], DualPrices]) -> None:
    best = pair_partners(random_scores(1, 14, "uniform"), objective="leximin")
    assert not tampered("for_levels", forge, 0)(best).verify()


def test_a_group_of_four_is_no_binome() -> None:
    nothing = pair_partners(pd.DataFrame(0.0, index=list("ABCD"), columns=list("ABCD")))
    found = replace(nothing, groups=((0, 1, 2, 3),)).verify()
    assert "groups have the right sizes" in found.failed


@pytest.mark.parametrize("claim", [{"rank": 5}, {"ties": 3}, {"count": 135_135}])
def test_above_twelve_nothing_is_counted_nor_confirmed(claim: dict[str, int]) -> None:
    best = pair_partners(random_scores(1, 14, "uniform"))
    assert not replace(best, **claim).verify()


@pytest.mark.parametrize(
    "lie",
    [
        lambda p: replace(p, late=()),
        lambda p: replace(p, late=(), pinned=(("X", "Y"),)),
        lambda p: replace(p, late=("P03", "X")),
    ],
)
def test_whoever_is_late_is_accounted_for(lie: Callable[[Pairing], Pairing]) -> None:
    found = pair_partners(flows_of(4, late=1))
    assert found.verify()
    assert not lie(found).verify()


def test_being_optimal_is_a_claim_like_any_other() -> None:
    best = pair_partners(SCORES)
    other = best.alternatives(1)[0]
    assert not replace(other, optimal=True).verify()
    assert not replace(best, optimal=False).verify()
