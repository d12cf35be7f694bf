"""What it takes to change the pairing, each number done again by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.sensitivity.changes import costs, smallest_changes, without_each_theme
from prospects_analysis.sensitivity.summary import sensitivity_of
from tests.sensitivity.worlds import partnership

COLUMNS = ["partner", "theme", "criterion", "side", "rating"]


def pairing_of(grid, **rules):
    return pair_partners(complementarity(grid), **rules)


def changed_grid(grid: Grid, row, rating: float) -> Grid:
    tidy = grid.ratings[COLUMNS].copy()
    here = (tidy["partner"] == row.partner) & (tidy["criterion"] == row.criterion)
    tidy.loc[here & (tidy["side"] == row.side), "rating"] = rating
    return Grid.from_ratings(tidy, countries=grid.countries)


@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_change_changes_the_pairing_and_no_smaller_one_does(seed, objective):
    grid = partnership(6, seed=seed)
    pairing = pairing_of(grid, objective=objective)
    found = smallest_changes(pairing)
    step = int(abs(found["changed"] - found["given"]).iloc[0]) if len(found) else 6
    changing = set()
    for row in grid.ratings.itertuples():
        for target in range(6):
            if target == row.rating or abs(target - row.rating) > step:
                continue
            other = pairing_of(changed_grid(grid, row, target), objective=objective)
            tied = pairing.binomes in [
                one.binomes for one in (other, *other.alternatives(20)) if one.rank == 1
            ]
            if not tied:
                changing.add((row.partner, row.criterion, row.side, float(target)))
    named = {(row.partner, row.criterion, row.side, row.changed) for row in found.itertuples()}
    assert named == changing


def test_a_half_rating_is_changed_to_levels_of_the_scale_up_to_both_ends():
    medians = {"resource": [4.5, 0.5, 4.5, 1.5], "need": [4.5, 4.5, 4.5, 0.5]}
    tidy = pd.DataFrame(
        [
            (partner, "t", "t.c", side, value + spread)
            for side, values in medians.items()
            for partner, value in zip("ABCD", values, strict=True)
            for spread in (-0.5, 0.5)
        ],
        columns=COLUMNS,
    )
    found = smallest_changes(pairing_of(Grid.from_ratings(tidy)))
    assert len(found)
    assert set(found["changed"]) <= {0, 1, 2, 3, 4, 5}


def test_without_each_theme_is_the_pairing_of_the_others():
    grid = partnership(6, seed=1)
    for theme, found in without_each_theme(pairing_of(grid)).items():
        tidy = grid.ratings[COLUMNS]
        rest = Grid.from_ratings(tidy[tidy["theme"] != theme])
        assert found.binomes == pairing_of(rest).binomes
        assert found.total == pytest.approx(pairing_of(rest).total)


def test_a_single_theme_cannot_be_left_out():
    grid = Grid.from_frames(*(pd.DataFrame({"t": [5, 1]}, index=["A", "B"]),) * 2)
    assert without_each_theme(pairing_of(grid)) == {"t": None}
    with pytest.raises(ValueError, match="Theme 't' is the only one"):
        grid.without_theme("t")


def test_costs_are_those_of_pinning_and_forbidding_by_hand():
    grid = partnership(6, seed=2, countries={"P01": "FR", "P02": "FR"})
    pairing = pairing_of(grid)
    table = costs(pairing)
    assert len(table) == 15
    for row in table.itertuples():
        pair = (row.partner_a, row.partner_b)
        rule = {"forbid": [pair]} if pair in pairing.binomes else {"require": [pair]}
        try:
            other = pairing_of(grid, **rule)
        except InfeasibleError:
            assert np.isnan(row.cost)
            continue
        assert row.cost == pytest.approx(pairing.total - other.total)
        assert row.both_ways_lost == pairing.both_ways_pairs - other.both_ways_pairs
    assert table.query("partner_a == 'P01' and partner_b == 'P02'")["why"].item() == "same country"


def test_a_pair_without_an_alternative_has_no_price():
    table = costs(pairing_of(partnership(2)))
    assert np.isnan(table["cost"].item())
    assert table["stands"].item()


@pytest.mark.parametrize("ask", [smallest_changes, without_each_theme, sensitivity_of])
def test_a_plain_matrix_has_no_answers_to_change(ask):
    scores = pd.DataFrame(1.0, index=list("AB"), columns=list("AB"))
    with pytest.raises(ValueError, match="plain score matrix"):
        ask(pair_partners(scores))


def test_all_at_once():
    pairing = pairing_of(partnership(6, seed=2))
    found = sensitivity_of(pairing, draws=50)
    assert [one.noise for one in found.noise] == [0.5, 1.0, 2.0]
    assert set(found.robustness_frame()["noise"]) == {0.5, 1.0, 2.0}


def test_above_twelve_partners_only_what_can_be_said_is_said():
    found = sensitivity_of(pairing_of(partnership(14, seed=2)), draws=5)
    assert (found.noise, len(found.changes), len(found.costs)) == ((), 0, 0)
    assert len(found.methods.names) == 8
    assert found.robustness_frame().empty
