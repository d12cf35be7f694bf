"""In how many of 100 draws each binôme holds: a range, because nobody knows the noise."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from math import isfinite, isnan
from typing import Any, Literal

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import mean_score
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    PALE,
    STRONG,
    TEXT,
    fit,
    line_height,
    tint,
    width_of,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.charts.titles import footer_text
from prospects_analysis.pairing.result import Binome
from prospects_analysis.sensitivity.noise import Robustness
from prospects_analysis.wording import catalogue, number

_NAMES = 0.38  # share of the width for the names at the most
_HIGHEST = 0.9  # inches a row may have


def plot_robustness(
    noise: Sequence[Robustness],
    binomes: Sequence[Binome] | None = None,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw in how many of 100 draws each binôme holds.

    There are no draws above twelve partners, where not every pairing can be looked at; and so there
    is no such chart.

    The bar goes from the fewest to the most over the levels of noise, the dot stands at the noise
    that the partners declared.

    Parameters
    ----------
    noise : sequence of Robustness
        One a level, as ``Sensitivity.noise`` has them.
    binomes : sequence of tuple of str, optional
        By default those of the pairing.
    language : str, one of wording.LANGUAGES
    title : True, str or None
        True: the message, :func:`robustness_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If there is no level, as above twelve partners.
    """
    if not noise:
        raise ValueError("Found 0 levels of noise, as above twelve partners. Must be at least one.")
    canvas = open_canvas(ax)
    canvas.in_inches()
    pairing = noise[0].pairing
    rows = list(pairing.binomes if binomes is None else binomes)
    _draw(canvas, noise, rows, language)
    message = robustness_title(noise, rows, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def robustness_title(noise: Sequence[Robustness], binomes: Sequence[Binome], language: str) -> str:
    """Say which binôme holds most often, and in how many draws."""
    words = catalogue(language)
    ranges = {one: hundredths(noise, one) for one in binomes}
    known = {one: found for one, found in ranges.items() if found is not None}
    if not known:
        return words.pgettext("title", "No pair has a score, so none can be called solid")
    # A pair that was pinned holds by that, and not by the answers.
    pinned = set(noise[0].pairing.rules["require"])
    free = [one for one in known if one not in pinned] or list(known)
    best = max(free, key=as_declared(noise).share_of)
    low, high = known[best]
    labels = Labels.of(noise[0].pairing, language)
    names = " – ".join(labels.partner(one).replace(" ", "\u00a0") for one in best)
    if low == high:
        text = words.pgettext("title", "The surest pair, {names}, holds in {high} of 100 draws")
    else:
        text = words.pgettext(
            "title", "The surest pair, {names}, holds in {low} to {high} of 100 draws"
        )
    return text.format(names=names, low=low, high=high)


def as_declared(noise: Sequence[Robustness]) -> Robustness:
    """Give the level of noise that the partners declared, or the one that is nearest."""
    return min(noise, key=lambda one: abs(one.noise - 1))


def hundredths(noise: Sequence[Robustness], binome: Binome) -> tuple[int, int] | None:
    """Fewest and most of 100 draws in which a binôme holds; None where it has no score."""
    shares = [one.share_of(binome) for one in noise]
    if any(isnan(share) for share in shares):
        return None
    return _of_100(min(shares)), _of_100(max(shares))


def _of_100(share: float) -> int:
    """Round a share to hundredths, never rounded up to all nor down to none."""
    if 0 < share < 1:
        return min(max(round(100 * share), 1), 99)
    return round(100 * share)


def range_text(noise: Sequence[Robustness], binome: Binome, language: str) -> str:
    """Write the range: "30 to 60", "100", or "no score"."""
    words, found = catalogue(language), hundredths(noise, binome)
    if found is None:
        flows = noise[0].pairing.flows
        scored = flows is not None and isfinite(mean_score(flows, binome))
        # A pair that may not be is in no draw; one that has no score is not asked about.
        return "–" if scored else words.pgettext("score", "no score")
    low, high = found
    if low == high:
        return str(high)
    return words.pgettext("robustness", "{low} to {high}").format(low=low, high=high)


def _draw(
    canvas: Canvas, noise: Sequence[Robustness], rows: Sequence[Binome], language: str
) -> None:
    ax, words = canvas.axes, catalogue(language)
    labels = Labels.of(noise[0].pairing, language)
    names = [" – ".join(labels.partner(one) for one in row) for row in rows]
    texts = [range_text(noise, row, language) for row in rows]
    left = min(max(map(width_of, names)) + 0.3, _NAMES * canvas.width)
    right = canvas.width - max(width_of(text, STRONG, bold=True) for text in texts) - 0.35
    head, foot = 2.2 * line_height(), 3.4 * line_height()
    height = min((canvas.height - head - foot) / len(rows), _HIGHEST)
    top = canvas.height - head
    bottom = top - height * len(rows)
    for tick in range(0, 101, 20):
        x = left + (right - left) * tick / 100
        ax.plot([x, x], [bottom, top], color=PALE, linewidth=1, zorder=0.5)
        write(ax, x, top + 0.6 * line_height(), number(tick, 0, language), colour=GREY, ha="center")
    across = words.pgettext("robustness", "draws of 100 in which the pair is in the best pairing")
    write(ax, (left + right) / 2, top + 1.7 * line_height(), fit(across, canvas.width - left),
          colour=GREY, ha="center")  # fmt: skip
    for position, (row, name, text) in enumerate(zip(rows, names, texts, strict=True)):
        y = top - (position + 0.5) * height
        write_lines(ax, 0, y, wrap(name, left - 0.2, lines=2 if height > 0.6 else 1))
        _draw_range(ax, noise, row, y, (left, right))
        look: dict[str, Any] = {"size": STRONG if hundredths(noise, row) else TEXT, "bold": True}
        write(ax, canvas.width, y, text, ha="right", gid=":".join(row), **look)
    _draw_key(ax, noise, words, canvas.width, bottom)


def _draw_range(
    ax: Axes, noise: Sequence[Robustness], row: Binome, y: float, ends: tuple[float, float]
) -> None:
    shares = [one.share_of(row) for one in noise]
    if any(isnan(share) for share in shares):
        return
    left, right = ends
    places = [left + (right - left) * share for share in shares]
    ax.plot([min(places), max(places)], [y, y], color=tint(BLUE, 0.45), linewidth=14,
            solid_capstyle="round", zorder=1)  # fmt: skip
    declared = as_declared(noise).share_of(row)
    ax.plot([left + (right - left) * declared], [y], "o", color=BLUE, markersize=13, zorder=2)


def _draw_key(
    ax: Axes, noise: Sequence[Robustness], words: NullTranslations, width: float, bottom: float
) -> None:
    y = bottom - 1.3 * line_height()
    ax.plot([0.12], [y], "o", color=BLUE, markersize=13)
    dot = words.pgettext("robustness", "answers as precise as the partners say")
    write(ax, 0.35, y, fit(dot, width - 0.4), colour=GREY)
    if len(noise) > 1:
        y -= 1.25 * line_height()
        ax.plot([0.06, 0.2], [y, y], color=tint(BLUE, 0.45), linewidth=14, solid_capstyle="round")
        bar = words.pgettext("robustness", "answers twice as precise, or half as precise")
        write(ax, 0.35, y, fit(bar, width - 0.4), colour=GREY)
