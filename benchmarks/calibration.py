"""Is "it holds in x of 100 draws" the chance that a pair is right? Simulated, and drawn.

Partnerships are made up whose true ratings are known. Their answers are the true ratings with the
noise that the robustness analysis assumes, or half or double of it, rounded to the scale. For every
pair the share of draws is set beside whether the pair is in the best pairing of the true ratings:

    python run.py bench calibration

prints the bins and writes docs/images/calibration.png.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm

from prospects_analysis.grid import Grid
from prospects_analysis.ratings import SIDES
from prospects_analysis.sensitivity.noise import robustness
from prospects_analysis.sensitivity.posterior import answer_variance
from prospects_analysis.sensitivity.worlds import Worlds

Floats = npt.NDArray[np.float64]

PARTNERS, THEMES, CRITERIA = 10, 4, 6
SPAN = 5
#: Standard deviations of the truth: between partners, between themes of one, within a theme.
TRUE_SD = (0.6, 0.7, 0.9)
EDGES = np.array([0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
IMAGE = Path(__file__).resolve().parents[1] / "docs" / "images" / "calibration.png"


def levels_of(random: np.random.Generator, deviation: tuple[Floats, Floats, Floats]) -> Floats:
    """Draw effects of partner, theme and criterion, and add them up, shape (P, T, K, 2)."""
    partner, theme, criterion = deviation
    return np.asarray(
        partner * random.standard_normal((PARTNERS, 1, 1, 2))
        + theme * random.standard_normal((PARTNERS, THEMES, 1, 2))
        + criterion * random.standard_normal((PARTNERS, THEMES, CRITERIA, 2))
    )


def partnership(
    random: np.random.Generator, real_noise: float
) -> tuple[Grid, npt.NDArray[np.float64]]:
    """Make up a partnership: its answers as a grid, and its true ratings, shape (P, C, 2)."""
    truth = np.clip(2.5 + levels_of(random, tuple(map(np.float64, TRUE_SD))), 0, SPAN)
    confidence = random.integers(1, 4, size=(PARTNERS, THEMES)).astype(float)
    third = np.sqrt(answer_variance(confidence, SPAN, real_noise) / 3)
    common = np.sqrt((third**2).mean(axis=1))[:, None, None, None]
    theme = third[:, :, None, None]
    answers = truth + levels_of(random, (common, theme, theme))
    answers = np.clip(np.rint(answers), 0, SPAN)
    index = pd.MultiIndex.from_product(
        [
            [f"P{number + 1:02}" for number in range(PARTNERS)],
            [f"t{number}" for number in range(THEMES)],
            [str(number) for number in range(CRITERIA)],
            SIDES,
        ],
        names=["partner", "theme", "criterion", "side"],
    )
    tidy = pd.DataFrame({"rating": answers.ravel()}, index=index).reset_index()
    tidy["criterion"] = tidy["theme"] + "." + tidy["criterion"]
    tidy["confidence"] = np.repeat(confidence.ravel(), CRITERIA * len(SIDES))
    return Grid.from_ratings(tidy), truth.reshape(PARTNERS, THEMES * CRITERIA, 2)


def outcomes(
    real_noise: float, partnerships: int, draws: int, seed: int = 1
) -> Iterator[tuple[float, float, bool]]:
    """Yield of every pair its share of draws, whether it is truly best, and whether proposed.

    Where several pairings are truly best, a pair of some of them is so in part.
    """
    random = np.random.default_rng(seed)
    for number in tqdm(range(partnerships), desc=f"noise x {real_noise:g}"):
        grid, truth = partnership(random, real_noise)
        found = robustness(grid, draws=draws, seed=number)
        worlds = Worlds.of(found.pairing, "the study")
        true = dict(zip(worlds.groups, worlds.shares(truth[None])[0], strict=True))
        names = found.pairing.problem.partners
        for group, right in true.items():
            binome = tuple(names[member] for member in group)
            yield found.share_of(binome), float(right), binome in found.pairing.binomes


def reliability(shares: Floats, right: Floats) -> pd.DataFrame:
    """Bin by share: how often a pair shown at it was right, with two standard errors."""
    bins = np.clip(np.digitize(shares, EDGES[1:-1], right=True), 0, len(EDGES) - 2)
    rows = []
    for number in range(len(EDGES) - 1):
        here = bins == number
        if here.any():
            hit = float(right[here].mean())
            rows.append(
                {
                    "from": EDGES[number],
                    "to": EDGES[number + 1],
                    "pairs": int(here.sum()),
                    "shown": float(shares[here].mean()),
                    "right": hit,
                    "two_se": 2 * float(np.sqrt(hit * (1 - hit) / here.sum())),
                }
            )
    return pd.DataFrame(rows)


def main() -> None:
    """Run the study and draw its figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--partnerships", type=int, default=400)
    parser.add_argument("--draws", type=int, default=1_000)
    options = parser.parse_args()
    tables = {}
    for real_noise in (1.0, 0.5, 2.0):
        found = np.array(list(outcomes(real_noise, options.partnerships, options.draws)))
        table = reliability(found[:, 0], found[:, 1])
        tables[real_noise] = table
        proposed = found[:, 2] == 1
        print(f"\nTrue noise {real_noise:g} times what is assumed")
        print(table.round(3).to_string(index=False))
        print(
            f"proposed pairs: shown {found[proposed, 0].mean():.3f}, "
            f"right {found[proposed, 1].mean():.3f}"
        )
    draw(tables)


def draw(tables: dict[float, pd.DataFrame]) -> None:
    """Draw the reliability diagram."""


if __name__ == "__main__":
    main()
