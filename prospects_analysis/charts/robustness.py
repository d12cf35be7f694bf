"""In how many of 100 draws each binôme holds: a range, because nobody knows the noise."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from math import isfinite, isnan
from typing import Literal

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import mean_score
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    PALE,
    PAPER,
    SOFT,
    fit,
    line_height,
    tint,
    width_of,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.pairing.result import Binome
from prospects_analysis.sensitivity.noise import Robustness
from prospects_analysis.wording import catalogue, number

_NAMES = 0.38  # share of the width for the names at the most
_HIGHEST, _DOT = 0.9, 0.5  # inches: a row may have, across a dot
_RANGE = tint(BLUE, SOFT)


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

    The bar goes from the fewest to the most over the levels of noise, the dot with its number
    stands at the noise that the partners declared.

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
        If there is no level, as above twelve partners, or none as declared.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.sensitivity.noise import robustness
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> grid = Grid.from_frames(resources, needs)
    >>> noise = [robustness(grid, draws=100, noise=level) for level in (0, 1)]
    >>> ax = plot_robustness(noise, language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("A:D", "A:D:declared")]
    ['45', '45 to 100']
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
    """Say which binôme holds most often at the declared noise; its other levels may have another.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.sensitivity.noise import robustness
    >>> grid = Grid.from_frames(
    ...     pd.DataFrame({"t": [5, 1]}, index=["A", "B"]),
    ...     pd.DataFrame({"t": [1, 4]}, index=["A", "B"]))
    >>> noise = [robustness(grid, draws=10)]
    >>> title = robustness_title(noise, [("A", "B")], "en")
    >>> title.split(", ")[1]
    'the surest pair is A – B: it holds in 100 of 100 draws'
    """
    words, declared = catalogue(language), as_declared(noise)
    known = [one for one in binomes if hundredths(noise, one) is not None]
    if not known:
        return words.pgettext("title", "No pair has a score, so none can be called solid")
    # A pair that was pinned holds by that, and not by the answers.
    pinned = set(declared.pairing.rules["require"])
    free = [one for one in known if one not in pinned] or known
    held = {one: _of_100(declared.share_of(one)) for one in free}
    most = max(held.values())
    surest = [one for one, count in held.items() if count == most]
    if len(surest) > 1:
        text = words.npgettext(
            "title",
            "At the precision that the partners declare, {n} pair is the surest: in {count} of 100 "
            "draws",
            "At the precision that the partners declare, {n} pairs are equally sure: each holds in "
            "{count} of 100 draws",
            len(surest),
        )
        return text.format(n=len(surest), count=most)
    labels = Labels.of(declared.pairing, language)
    names = " – ".join(labels.partner(one).replace(" ", "\u00a0") for one in surest[0])
    text = words.pgettext(
        "title",
        "At the precision that the partners declare, the surest pair is {names}: it holds in "
        "{count} of 100 draws",
    )
    return text.format(names=names, count=most)


def as_declared(noise: Sequence[Robustness]) -> Robustness:
    """Give the level of noise that the partners declared.

    Raises
    ------
    ValueError
        If none of the levels is that one.
    """
    for one in noise:
        if one.noise == 1:
            return one
    raise ValueError(
        f"Found levels of noise {[one.noise for one in noise]}. Must have 1.0, as declared, among "
        "them."
    )


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
    found = hundredths(noise, binome)
    if found is None:
        flows = noise[0].pairing.flows
        scored = flows is not None and isfinite(mean_score(flows, binome))
        # A pair that may not be is in no draw; one that has no score is not asked about.
        return "–" if scored else catalogue(language).pgettext("score", "no score")
    return span_text(*found, language)


def span_text(low: int, high: int, language: str) -> str:
    """Write two counts as "30 to 60", or one where they are the same."""
    if low == high:
        return str(high)
    words = catalogue(language)
    return words.pgettext("robustness", "{low} to {high}").format(low=low, high=high)


def _draw(
    canvas: Canvas, noise: Sequence[Robustness], rows: Sequence[Binome], language: str
) -> None:
    ax, words = canvas.axes, catalogue(language)
    labels, entries = Labels.of(noise[0].pairing, language), _key(noise, words)
    names = [" – ".join(labels.partner(one) for one in row) for row in rows]
    texts = [range_text(noise, row, language) for row in rows]
    left = min(max(map(width_of, names)) + 0.2 + _DOT, _NAMES * canvas.width)
    right = canvas.width - max(map(width_of, texts)) - 0.1 - _DOT
    head, foot = 2.2 * line_height(), key_height(entries, canvas.width)
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
        lines = wrap(name, left - _DOT, lines=2 if height > 0.6 else 1)
        write_lines(ax, 0, y, lines)
        _draw_range(ax, noise, row, y, (left, right))
        write(ax, canvas.width, y, text, colour=GREY, ha="right", gid=":".join(row))
    draw_key(ax, entries, canvas.width)


def _draw_range(
    ax: Axes, noise: Sequence[Robustness], row: Binome, y: float, ends: tuple[float, float]
) -> None:
    """Draw a bar over all levels, and on it the declared one with its number."""
    shares = [one.share_of(row) for one in noise]
    if any(isnan(share) for share in shares):
        return
    left, right = ends
    places = [left + (right - left) * share for share in shares]
    ax.plot([min(places), max(places)], [y, y], color=_RANGE, linewidth=14,
            solid_capstyle="round", zorder=1)  # fmt: skip
    share = as_declared(noise).share_of(row)
    x = left + (right - left) * share
    ax.plot([x], [y], "o", color=BLUE, markersize=72 * _DOT, zorder=2)
    ground = {"boxstyle": "square,pad=0", "facecolor": BLUE, "edgecolor": "none"}
    write(ax, x, y, str(_of_100(share)), bold=True, colour=PAPER, ha="center", bbox=ground,
          gid=f"{':'.join(row)}:declared")  # fmt: skip


def _key(noise: Sequence[Robustness], words: NullTranslations) -> list[Entry]:
    """Say what a draw is, and what dot and bar are."""
    draw = words.pgettext(
        "robustness", "one draw: the answers given once more, with the doubt that partners declare"
    )
    dot = words.pgettext("robustness", "answers as precise as the partners say")
    entries = [Entry(draw), Entry(dot, sign="●", colour=BLUE)]
    if len(noise) > 1:
        bar = words.pgettext("robustness", "answers twice as precise, or half as precise")
        entries.append(Entry(bar, line=(_RANGE, 14, "-")))
    return entries
