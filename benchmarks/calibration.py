"""Is "it holds in x of 100 draws" the chance that a pair is right? Simulated, and drawn.

Partnerships are made up whose true ratings are known; in some the partners differ little, in others
much. Their answers are the true ratings with the noise that the robustness analysis assumes, or
half or double of it, rounded to the scale. For every pair the share of draws is set beside whether
the pair is in the best pairing of the true ratings:

    python run.py bench calibration

prints the bins and draws them into docs/images/calibration.png (half an hour).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter
from tqdm import tqdm

from prospects_analysis.charts.style import BLUE, BROWN, FONT, GREY, INK, PALE
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import CONFIDENCE, SIDES
from prospects_analysis.sensitivity.noise import robustness
from prospects_analysis.sensitivity.posterior import answer_variance
from prospects_analysis.sensitivity.worlds import Worlds

Floats = npt.NDArray[np.float64]

PARTNERS, THEMES, CRITERIA = 10, 4, 6
SPAN = 5
#: Standard deviations of the truth: between partners, between themes of one, within a theme.
TRUE_SD = (0.6, 0.7, 0.9)
#: What they are multiplied with is drawn for each partnership, as is how common each confidence
#: is: where partners differ more, or know themselves better, shares are higher.
SCALES = (0.6, 2.2)
EDGES = np.linspace(0, 1, 11)
#: True noise as a multiple of what is assumed; how it is called, drawn in and marked.
LEVELS = {
    1.0: ("noise as assumed", BLUE, "o"),
    0.5: ("half the noise assumed", BROWN, "s"),
    2.0: ("double the noise assumed", GREY, "^"),
}
#: What the study asks of each bin where the noise is as assumed.
TOLERANCE = 0.05
#: A bin whose standard error is larger cannot tell.
THIN = 0.025
IMAGE = Path(__file__).resolve().parents[1] / "docs" / "images" / "calibration.png"


def levels_of(random: np.random.Generator, deviation: Sequence[float | Floats]) -> Floats:
    """Draw effects of partner, theme and criterion, and add them up, shape (P, T, K, 2)."""
    partner, theme, criterion = deviation
    return np.asarray(
        partner * random.standard_normal((PARTNERS, 1, 1, 2))
        + theme * random.standard_normal((PARTNERS, THEMES, 1, 2))
        + criterion * random.standard_normal((PARTNERS, THEMES, CRITERIA, 2))
    )


def partnership(random: np.random.Generator, real_noise: float) -> tuple[Grid, Floats]:
    """Make up a partnership: its answers as a grid, and its true ratings, shape (P, C, 2)."""
    scale = random.uniform(*SCALES)
    truth = np.clip(2.5 + levels_of(random, [scale * sd for sd in TRUE_SD]), 0, SPAN)
    surety = random.dirichlet(np.ones(len(CONFIDENCE)))
    confidence = random.choice(CONFIDENCE, size=(PARTNERS, THEMES), p=surety).astype(float)
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
) -> Iterator[tuple[int, float, float, bool]]:
    """Yield of every pair its partnership, its share, whether it is truly best, and proposed.

    Where several pairings are truly best, a pair of some of them is so in part. One seed makes the
    same truths at every noise.
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
            yield number, found.share_of(binome), float(right), binome in found.pairing.binomes


def study(real_noise: float, partnerships: int, draws: int) -> pd.DataFrame:
    """Give :func:`outcomes` as a table: partnership, shown, right, proposed."""
    columns = ["partnership", "shown", "right", "proposed"]
    return pd.DataFrame(outcomes(real_noise, partnerships, draws), columns=columns)


def error_of(difference: pd.Series, partnership: pd.Series) -> float:
    """Give the standard error of a mean whose terms hang together within a partnership."""
    sums = (difference - difference.mean()).groupby(partnership).sum()
    return float(np.sqrt((sums**2).sum()) / len(difference))


def reliability(found: pd.DataFrame) -> pd.DataFrame:
    """Bin by share: how often the pairs shown at it were right, and how far that is off.

    Returns
    -------
    bins : DataFrame
        ``off`` is shown less right, ``se`` its standard error. ``verdict``: off by more than 5
        points and chance (two standard errors); else thin, where there are too few to tell; else
        within 5 points, or within them but for chance.
    """
    number = np.clip(np.digitize(found["shown"], EDGES[1:-1]), 0, len(EDGES) - 2)
    rows = []
    for position, here in found.groupby(number):
        shown = here["shown"].mean()
        off = here["shown"] - here["right"]
        # A few pairs that were all right, or all wrong, are no sign of certainty.
        least = np.sqrt(shown * (1 - shown) / len(here))
        rows.append(
            {
                "from": EDGES[position],
                "to": EDGES[position + 1],
                "pairs": len(here),
                "shown": shown,
                "right": here["right"].mean(),
                "off": off.mean(),
                "se": max(least, error_of(off, here["partnership"])),
            }
        )
    table = pd.DataFrame(rows)
    beyond = table["off"].abs() - TOLERANCE
    table["verdict"] = np.select(
        [beyond > 2 * table["se"], table["se"] > THIN, beyond <= 0],
        ["off", "thin", "within 5"],
        "within 5 but for chance",
    )
    return table


def say(real_noise: float, found: pd.DataFrame, table: pd.DataFrame) -> None:
    """Print the bins of one noise in percent, and what they come to."""
    print(f"\n{LEVELS[real_noise][0].capitalize()}, {found['partnership'].nunique()} partnerships")
    percent = table.copy()
    percent[["from", "to"]] = (100 * percent[["from", "to"]]).round().astype(int)
    for name in ("shown", "right", "off", "se"):
        percent[name] = (100 * percent[name]).map("{:.1f}".format)
    print(percent.to_string(index=False))
    proposed = found[found["proposed"]]
    print(
        f"Proposed pairs: shown {proposed['shown'].mean():.1%}, right "
        f"{proposed['right'].mean():.1%} (se of the difference "
        f"{error_of(proposed['shown'] - proposed['right'], proposed['partnership']):.1%}). "
        f"Brier score of all pairs {((found['shown'] - found['right']) ** 2).mean():.4f}."
    )


def draw(tables: Mapping[float, pd.DataFrame], image: Path) -> None:
    """Draw the reliability diagram, 1600 pixels wide."""
    figure = Figure(figsize=(10, 10), dpi=160, facecolor="white", layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=[3, 1], sharex=True)
    above.plot([0, 1], [0, 1], color=INK, linewidth=2, linestyle=":", zorder=1)
    above.annotate("dotted: right as often as shown", (0.99, 0.03), ha="right", color=INK, **TYPE)
    for place, (real_noise, table) in enumerate(tables.items()):
        name, colour, marker = LEVELS[real_noise]
        style = {"color": colour, "marker": marker, "markersize": 9, "linewidth": 2, "label": name}
        error = 2 * table["se"]
        above.errorbar(
            table["shown"], table["right"], yerr=error, capsize=4, elinewidth=1.5, **style
        )
        thin = table[table["se"] > THIN]
        hollow = {"color": colour, "marker": marker, "markersize": 9, "markerfacecolor": "white"}
        above.plot(thin["shown"], thin["right"], linestyle="none", zorder=4, **hollow)
        middle = (table["from"] + table["to"]) / 2 + (place - 1) * 0.028
        below.bar(middle, table["pairs"], width=0.026, color=colour)
    finish(above, below)
    image.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(image, metadata={"Software": None})


TYPE = {"fontfamily": FONT, "fontsize": 15}


def finish(above: Axes, below: Axes) -> None:
    """Name the axes and give all text its size."""
    above.set_ylabel("Pairs that were right", **TYPE)
    above.set_title(
        "How often the pairs shown at a share of draws were right\n"
        "(bars: two standard errors; hollow: fewer than the study needs)",
        loc="left",
        **TYPE,
    )
    above.set(xlim=(0, 1), ylim=(0, 1), aspect="auto")
    above.legend(loc="upper left", prop={"family": FONT, "size": 15}, frameon=False)
    below.set_yscale("log")
    below.set_ylabel("Pairs (log scale)", **TYPE)
    below.set_xlabel("Share of draws in which the pair holds", **TYPE)
    for axes in (above, below):
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xticks(EDGES)
        axes.grid(color=PALE, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set(fontfamily=FONT, fontsize=13)
    above.yaxis.set_major_formatter(PercentFormatter(1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and draw its figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        *("--partnerships", "-n"),
        type=int,
        default=4_000,
        help="where the noise is as assumed; elsewhere the first half of them; default %(default)s",
    )
    parser.add_argument("--draws", type=int, default=400, help="default %(default)s")
    parser.add_argument("--image", type=Path, default=IMAGE, help="PNG to write")
    options = parser.parse_args(arguments)
    tables = {}
    for real_noise in LEVELS:
        # As assumed, a few points matter; at other noise it is off by far more than that.
        count = options.partnerships if real_noise == 1 else max(1, options.partnerships // 2)
        found = study(real_noise, count, options.draws)
        tables[real_noise] = reliability(found)
        say(real_noise, found, tables[real_noise])
    draw(tables, options.image)


if __name__ == "__main__":
    main()
