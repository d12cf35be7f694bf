"""Shares of draws: sums, seeds, no noise, ties, and what is not counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.sensitivity.noise import robustness
from prospects_analysis.sensitivity.posterior import answer_variance, posterior
from tests.sensitivity.worlds import partnership


@settings(max_examples=25)
@given(
    st.sampled_from([2, 4, 6, 8]),
    st.integers(0, 1_000),
    st.sampled_from([0.0, 0.5, 2.0]),
    st.sampled_from([0.0, 0.1]),
    st.sampled_from(["total", "leximin"]),
)
def test_in_an_even_partnership_the_shares_of_each_partner_sum_to_one(
    partners, seed, noise, blanks, objective
):
    grid = partnership(partners, seed=seed, blanks=blanks)
    found = robustness(grid, draws=40, seed=seed, noise=noise, objective=objective)
    shares = found.shares
    here = list(found.pairing.problem.partners)
    if len(here) % 2 == 0:
        np.testing.assert_allclose(shares.loc[here].sum(axis=1), 1)
    np.testing.assert_allclose(shares, shares.T)
    assert (np.diag(shares) == 0).all()


@pytest.mark.parametrize("objective", ["total", "leximin"])
@pytest.mark.parametrize("seed", range(5))
def test_without_noise_the_shares_are_the_pairing_itself(seed, objective):
    grid = partnership(6, seed=seed)
    found = robustness(grid, draws=3, noise=0, objective=objective)
    pairing = pair_partners(complementarity(grid), objective=objective)
    together = {group for group, (share, _) in found.groups.items() if share}
    if pairing.ties == 1:
        assert together == set(pairing.binomes)
    for group, (share, error) in found.groups.items():
        assert error == 0
        tied = [other for other in pairing.within(0) if other.rank == 1]
        if objective == "total":
            assert share == pytest.approx(np.mean([group in other.binomes for other in tied]))


def test_where_all_is_alike_the_shares_are_split():
    grid = partnership(4, flat=True)
    found = robustness(grid, draws=5, noise=0)
    assert found.shares.loc["P01", ["P02", "P03", "P04"]].tolist() == pytest.approx([1 / 3] * 3)


def test_two_partners_are_always_together():
    assert robustness(partnership(2), draws=20).shares.loc["P01", "P02"] == 1


def test_a_seed_gives_the_same_bytes_and_another_does_not():
    grid = partnership(6, seed=3)
    first, again, other = (robustness(grid, draws=1_500, seed=one) for one in (7, 7, 8))
    assert first.to_frame().to_csv() == again.to_frame().to_csv()
    assert first.to_frame().to_csv() != other.to_frame().to_csv()


def test_the_error_is_that_of_the_mean_of_the_draws():
    found = robustness(partnership(6, seed=3), draws=400)
    for share, error in found.groups.values():
        assert error <= np.sqrt(share * (1 - share) / 400) + 1e-12  # less where ties are split
    untied = [one for one in found.groups.values() if 0.2 < one[0] < 0.8]
    assert untied
    share, error = untied[0]
    assert error == pytest.approx(np.sqrt(share * (1 - share) / 400), rel=0.05)


def test_pairs_that_may_not_be_have_no_share():
    grid = partnership(6, countries={"P01": "FR", "P02": "FR"})
    found = robustness(grid, draws=50, forbid=[("P03", "P04")], require=[("P05", "P06")])
    assert found.shares.loc["P01", "P02"] == 0
    assert found.shares.loc["P03", "P04"] == 0
    assert found.shares.loc["P05", "P06"] == 1
    assert np.isnan(found.share_of(("P03", "P04")))


def test_a_trio_has_a_share_of_its_own():
    found = robustness(partnership(5, seed=2), draws=200)
    trios = {group: share for group, (share, _) in found.groups.items() if len(group) == 3}
    assert sum(trios.values()) == pytest.approx(1)
    frame = found.to_frame()
    assert set(frame.loc[frame["partner_c"] != "", "partner_c"]) <= set(
        found.pairing.flows.partners
    )


def test_late_partners_take_no_part():
    grid = partnership(6, seed=1)
    cells = grid.ratings.assign(rating=lambda f: f["rating"].where(f["partner"] != "P06"))
    late = Grid.from_ratings(cells[["partner", "theme", "criterion", "side", "rating"]])
    shares = robustness(late, draws=50).shares
    assert shares.loc["P06"].sum() == 0


@pytest.mark.parametrize(
    ("keywords", "match"),
    [
        ({"draws": 0}, "Invalid draws 0"),
        ({"seed": -1}, "Invalid seed -1"),
        ({"noise": -0.1}, r"Invalid noise -0\.1"),
        ({"noise": float("nan")}, "Invalid noise nan"),
        ({"transfer": "all"}, "Invalid transfer 'all'"),
        ({"objective": "best"}, "Invalid objective 'best'"),
    ],
)
def test_what_is_out_of_range_is_refused(keywords, match):
    with pytest.raises(ValueError, match=match):
        robustness(partnership(4), **{"draws": 5, **keywords})


def test_more_than_twelve_partners_are_refused():
    with pytest.raises(
        ValueError, match=r"robustness was asked of 14 partners\. Must be at most 12"
    ):
        robustness(partnership(14), draws=5)


def test_rules_that_nothing_keeps_are_said():
    with pytest.raises(InfeasibleError):
        robustness(partnership(2), draws=5, forbid=[("P01", "P02")])


# ---- the posterior ------------------------------------------------------------------------------


def test_draws_keep_blanks_and_stay_on_the_scale():
    grid = partnership(6, seed=5, blanks=0.3)
    value = grid.ratings_arrays.value
    drawn = posterior(grid.ratings_arrays, 5, 2.0).draw(np.random.default_rng(0), 300)
    assert (np.isnan(drawn) == np.isnan(value)).all()
    assert np.nanmin(drawn) >= 0
    assert np.nanmax(drawn) <= 5


def test_without_noise_every_draw_is_the_answer():
    grid = partnership(6, seed=5, blanks=0.2)
    drawn = posterior(grid.ratings_arrays, 5, 0.0).draw(np.random.default_rng(0), 4)
    for one in drawn:
        np.testing.assert_array_equal(one, grid.ratings_arrays.value)


def test_noise_scales_with_the_scale_and_falls_with_confidence():
    confidence = np.array([[1.0, 2.0, 3.0, np.nan]])
    five, ten = answer_variance(confidence, 5), answer_variance(confidence, 10)
    np.testing.assert_allclose(ten, 4 * five)
    assert five[0, 0] > five[0, 1] > five[0, 2]
    assert five[0, 3] == five[0, 0]


def test_draws_lie_between_the_answers_and_what_is_common():
    """A partner far above the others is drawn back towards them, and not past them."""
    resources = pd.DataFrame(
        {t: [5.0, 2.0, 2.0, 3.0, 1.0, 2.0] for t in "tuv"}, index=list("ABCDEF")
    )
    grid = Grid.from_frames(resources, resources)
    drawn = posterior(grid.ratings_arrays, 5, 1.0).draw(np.random.default_rng(0), 4_000)
    mean = drawn[:, 0, :, 0].mean()
    assert 2.5 < mean < 5.0


def test_the_spread_of_the_draws_is_that_of_the_theory():
    """With one level of effects only, mean and variance are known: (t/v) x and (t/v) n."""
    random = np.random.default_rng(3)
    size, noise, truth = 400, 1.0, 2.0  # variances; so many partners that t is known well
    observed = 50 + np.sqrt(noise + truth) * random.standard_normal(size)
    tidy = pd.DataFrame(
        {
            "partner": [f"P{i:03}" for i in range(size)],
            "theme": "t",
            "criterion": "t.c",
            "side": "resource",
            "rating": observed,
            "confidence": 1,
        }
    )
    grid = Grid.from_ratings(tidy, scale=(0, 100))
    scaled = 5 / 100 * np.sqrt(noise)  # the declared deviation is 1 on a scale of 0 to 5
    drawn = posterior(grid.ratings_arrays, 100, scaled).draw(np.random.default_rng(0), 3_000)
    drawn = drawn[:, :, 0, 0]
    kept = truth / (truth + noise)
    slope = np.polyfit(observed, drawn.mean(axis=0), 1)[0]
    assert slope == pytest.approx(kept, abs=0.06)
    assert drawn.var(axis=0).mean() == pytest.approx(kept * noise, rel=0.1)
