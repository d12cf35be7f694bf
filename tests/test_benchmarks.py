"""The benchmarks, on tiny sizes: what they check and the form of what they print. No timings."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread

from benchmarks import __main__, calibration, pairings
from prospects_analysis.sensitivity.optima import best_sums

TINY = ["--partnerships", "4", "--draws", "30"]


# ---- pairings -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def solved():
    draws = pairings.make_draws(40)
    steps, keys, shares = draws.solve(40)
    edges = [
        [(a, b, weight) for (a, b), weight in zip(steps.groups, column, strict=True)]
        for column in keys.T.tolist()
    ]
    return draws, steps, keys, shares, edges


def test_pairings_print_that_all_agree_times_and_ratios(capsys):
    __main__.main(["--draws", "40", "--repeats", "2", "--others", "1"])
    printed = capsys.readouterr().out
    assert printed.startswith("40 draws, 10 partners, 44 pairs that may be\n")
    for name, target in pairings.TARGETS.items():
        assert f"{name}: the best total in 40 of 40 shared draws" in printed
        assert len(re.findall(rf"^{name}, .* s +[\d.]+ s +[\d.]+ µs$", printed, re.MULTILINE)) == 2
        assert re.search(
            rf"^{name} .*meant to be {target} or more: (reached|missed)$", printed, re.MULTILINE
        )


@pytest.mark.parametrize("name", pairings.OTHERS)
def test_others_reach_the_same_totals(solved, name):
    _, steps, keys, shares, edges = solved
    _, _, found = pairings.loop(name, edges)
    totals = [
        sum(weight for a, b, weight in own if (a, b) in pairs)
        for own, pairs in zip(edges, found, strict=True)
    ]
    assert totals == best_sums(steps, keys)[-2].tolist()
    assert "40 of 40" in pairings.check(steps, keys, shares, found)


def test_a_worse_pairing_is_told(solved):
    _, steps, keys, shares, edges = solved
    _, _, found = pairings.loop("rustworkx", edges)
    found[3] = {(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)} & set(steps.groups)
    with pytest.raises(AssertionError, match=r"Draw 3: .* Must be 5 with the best total"):
        pairings.check(steps, keys, shares, found)


def test_pieces_come_to_the_same(solved):
    draws, _, keys, shares, _ = solved
    _, keys_of_pieces, shares_of_pieces = draws.solve(7)
    assert np.array_equal(keys_of_pieces, keys)
    assert np.array_equal(shares_of_pieces, shares)


def test_a_slow_library_gets_fewer_draws_and_that_is_said(monkeypatch, capsys):
    monkeypatch.setattr(pairings, "PATIENCE", 1e-9)
    pairings.main(["--draws", "20", "--repeats", "1", "--others", "1"])
    printed = capsys.readouterr().out
    assert "the best total in 1 of 1 shared draws" in printed
    assert printed.count("scaled from 1 draws") == 4


def test_unknown_study_is_refused():
    with pytest.raises(SystemExit, match=r"Unknown study .speed.\. Must be one of pairings, calib"):
        __main__.main(["speed"])


# ---- calibration ----------------------------------------------------------------------------


def test_calibration_prints_bins_and_draws_the_same_bytes_again(tmp_path, capsys):
    images = [tmp_path / "one.png", tmp_path / "new folder" / "two.png"]
    said = []
    for image in images:
        __main__.main(["calibration", *TINY, "--image", str(image)])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert images[0].read_bytes() == images[1].read_bytes()
    assert imread(images[0]).shape[1] == 1600
    assert "Noise as assumed, 4 partnerships\n" in said[0]
    for name in ("Half the noise assumed", "Double the noise assumed"):
        assert f"{name}, 2 partnerships\n" in said[0]
    assert said[0].count("Brier score") == 3


def test_every_pair_of_a_partnership_is_in_a_bin():
    found = calibration.study(1.0, 2, 20)
    table = calibration.reliability(found)
    assert table["pairs"].sum() == len(found) == 2 * 45
    assert found.groupby("partnership")["right"].sum().round(9).tolist() == [5, 5]
    assert found.groupby("partnership")["shown"].sum().round(9).tolist() == [5, 5]
    assert found["proposed"].sum() == 10
    assert (table["shown"] >= table["from"]).all()
    assert (table["shown"] <= table["to"]).all()


def test_one_seed_makes_the_same_truths_at_every_noise():
    truths = [
        calibration.partnership(np.random.default_rng(5), noise)[1] for noise in calibration.LEVELS
    ]
    assert np.array_equal(truths[0], truths[1])
    assert np.array_equal(truths[0], truths[2])


@pytest.mark.parametrize(
    ("pairs", "shown", "right", "verdict"),
    [
        (4000, 0.35, 0.35, "within 5"),
        (4000, 0.35, 0.45, "off"),
        (1000, 0.35, 0.42, "within 5 but for chance"),
        (40, 0.35, 0.35, "thin"),
        (40, 0.85, 0.35, "off"),  # so far off that few are enough
        (12, 0.85, 1.0, "thin"),  # all alike is no sign of certainty
    ],
)
def test_verdict_of_a_bin(pairs, shown, right, verdict):
    hits = np.arange(pairs) < round(right * pairs)
    found = pd.DataFrame({"partnership": range(pairs), "shown": shown, "right": hits * 1.0})
    assert calibration.reliability(found)["verdict"].tolist() == [verdict]
