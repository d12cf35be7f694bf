"""Examples computed apart from this package, reproduced under every rule.

They were computed without ``both_ways``, with all themes given; every tied optimum is listed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.rivals import blocking_pairs

WORKED = json.loads(Path(__file__).with_name("worked_examples.json").read_text(encoding="utf-8"))
CASES = [
    (example, result)
    for example in range(len(WORKED["examples"]))
    for result in range(len(WORKED["examples"][example]["results"]))
]
ROUNDED = 3e-6  # pair scores are rounded to 1e-6 before they are added up


def result_of(case: tuple[int, int]) -> dict[str, Any]:
    return WORKED["examples"][case[0]]["results"][case[1]]


def name_of(case: tuple[int, int]) -> str:
    result = result_of(case)
    name = WORKED["examples"][case[0]]["name"]
    return f"{name}-{result['transfer_rule']}-{result['mutual']}"


@cache
def flows_of(case: tuple[int, int]) -> Complementarity:
    example, result = WORKED["examples"][case[0]], result_of(case)
    resources, needs = (
        pd.DataFrame(example[key], index=example["partners"], columns=example["themes"])
        for key in ("R", "N")
    )
    return complementarity(
        Grid.from_frames(resources, needs),
        transfer=result["transfer_rule"],
        mutual=result["mutual"],
    )


@cache
def pairing_of(case: tuple[int, int], objective: str) -> Pairing:
    return pair_partners(flows_of(case), objective=objective, both_ways=False)


def binomes(pairs: list[list[str]]) -> list[tuple[str, ...]]:
    return [tuple(pair) for pair in pairs]


every_case = pytest.mark.parametrize("case", CASES, ids=name_of)


@every_case
def test_directed_amounts(case: tuple[int, int]) -> None:
    expected = np.array(result_of(case)["A_directed_mean_over_themes"])
    np.testing.assert_allclose(flows_of(case).directed, expected, atol=1e-9)


@every_case
def test_scores(case: tuple[int, int]) -> None:
    expected = np.array(result_of(case)["W_mutual"])
    np.fill_diagonal(expected, np.nan)
    np.testing.assert_allclose(flows_of(case).scores, expected, atol=1e-9)


@every_case
@pytest.mark.parametrize(
    ("objective", "key"), [("total", "sum_optimal"), ("leximin", "leximin_optimal")]
)
def test_optimum_with_its_ties(case: tuple[int, int], objective: str, key: str) -> None:
    pairing, expected = pairing_of(case, objective), result_of(case)[key]
    optima = [binomes(one["pairs"]) for one in expected]
    assert pairing.binomes in optima
    assert pairing.ties == len(optima)
    assert pairing.rank == 1
    assert pairing.count == result_of(case)["n_pairings"]
    tied = [pairing, *pairing.alternatives(len(optima) - 1)]
    assert sorted(one.binomes for one in tied) == sorted(optima)
    own = expected[optima.index(pairing.binomes)]
    assert pairing.total == pytest.approx(own["total"], abs=ROUNDED)
    assert pairing.verify()


@every_case
def test_the_weakest_of_the_fairest(case: tuple[int, int]) -> None:
    expected = result_of(case)["leximin_optimal"][0]["min"]
    assert pairing_of(case, "leximin").weakest == pytest.approx(expected, abs=ROUNDED)


@every_case
def test_ranking(case: tuple[int, int]) -> None:
    best, expected = pairing_of(case, "total"), result_of(case)["ranking_by_total"]
    found = [best, *best.alternatives(len(expected) - 1)]
    assert [one.total for one in found] == pytest.approx(
        [one["total"] for one in expected], abs=ROUNDED
    )
    assert {tuple(one.binomes) for one in found} == {
        tuple(binomes(one["pairs"])) for one in expected
    }
    totals = {tuple(binomes(one["pairs"])): one["total"] for one in expected}
    for one in found:
        assert one.total == pytest.approx(totals[tuple(one.binomes)], abs=ROUNDED)


@every_case
def test_landscape(case: tuple[int, int]) -> None:
    totals, expected = pairing_of(case, "total").totals, result_of(case)["landscape"]
    assert totals is not None
    assert [totals.min(), totals.mean(), totals.max()] == pytest.approx(
        [expected[key] for key in ("total_min", "total_mean", "total_max")], abs=ROUNDED
    )
    first, second = np.sort(totals)[::-1][:2]
    assert first - second == pytest.approx(expected["gap_to_second_total"] or 0, abs=ROUNDED)


@every_case
def test_greedy_and_its_cost(case: tuple[int, int]) -> None:
    pairing, expected = pairing_of(case, "total"), result_of(case)
    greedy = pairing.greedy()
    assert greedy == binomes(expected["greedy"]["pairs"])
    assert pairing.total_of(greedy) == pytest.approx(expected["greedy"]["total"], abs=ROUNDED)
    names = pairing.problem.partners
    groups = [tuple(names.index(name) for name in pair) for pair in greedy]
    blocking = blocking_pairs(pairing.problem.weights / 1e6, pairing.problem.allowed, groups)
    assert [[names[a], names[b]] for a, b in blocking] == expected["greedy_blocking_pairs_under_W"]


@every_case
def test_price_of_fairness(case: tuple[int, int]) -> None:
    found, expected = pairing_of(case, "total").price_of_fairness, result_of(case)
    price = expected["price_of_fairness"]
    wanted = np.nan if price is None else price  # nothing to lose where the best total is 0
    assert found == pytest.approx(wanted, abs=ROUNDED, nan_ok=True)


@every_case
def test_blocking_pairs(case: tuple[int, int]) -> None:
    pairing, expected = pairing_of(case, "total"), result_of(case)
    assert pairing.blocking_pairs() == binomes(expected["sum_optimal_blocking_pairs_under_W"])
    assert pairing.blocking_pairs("received") == binomes(
        expected["sum_optimal_blocking_pairs_under_received_utility"]
    )


@every_case
def test_stable_pairings_by_what_is_received(case: tuple[int, int]) -> None:
    best = pairing_of(case, "total")
    everything = [best, *best.alternatives(best.count or 0)]
    stable = {tuple(one.binomes) for one in everything if not one.blocking_pairs("received")}
    expected = result_of(case)["stable_pairings_under_received_utility"]
    assert stable == {tuple(binomes(pairs)) for pairs in expected}


@pytest.mark.parametrize("example", WORKED["examples"], ids=lambda example: example["name"])
def test_transfers_by_theme(example: dict[str, Any]) -> None:
    resources, needs = (
        pd.DataFrame(example[key], index=example["partners"], columns=example["themes"])
        for key in ("R", "N")
    )
    transfers = complementarity(Grid.from_frames(resources, needs)).transfers
    amounts = transfers.set_index(["giver", "receiver", "theme"])["amount"].to_dict()
    expected = {
        (giver, receiver, theme): amount
        for giver, by_receiver in zip(example["partners"], example["T_product"], strict=True)
        for receiver, by_theme in zip(example["partners"], by_receiver, strict=True)
        for theme, amount in zip(example["themes"], by_theme, strict=True)
        if giver != receiver
    }
    assert amounts == pytest.approx(expected)


@pytest.mark.parametrize("size", [2, 4, 6, 8, 10, 12])
def test_numbers_of_pairings(size: int) -> None:
    count = WORKED["counts"]["pairings"][str(size)]
    names = [f"P{i:02d}" for i in range(size)]
    assert pair_partners(pd.DataFrame(1.0, index=names, columns=names)).count == count


def test_numbers_of_pairings_under_a_constraint() -> None:
    names = [f"P{i:02d}" for i in range(10)]
    scores = pd.DataFrame(1.0, index=names, columns=names)
    counts = WORKED["counts"]
    forbidden = pair_partners(scores, forbid=[("P03", "P00")])
    assert forbidden.count == counts["n10_with_one_forbidden_pair"] == 840
    required = pair_partners(scores, require=[("P03", "P00")])
    assert required.count == counts["pairings_n10_containing_a_given_pair"] == 105
