"""The landscape: every way to form the binômes by its total, and where the proposal stands."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.markers import CARETDOWN  # its tip is the point

from prospects_analysis.charts.bars import (
    Frame,
    Integers,
    bar_ends,
    bar_of,
    bar_step,
    draw_scales,
    open_frame,
)
from prospects_analysis.charts.bound import draw_bound
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    HATCH,
    MEDIUM,
    PAPER,
    STRONG,
    fit,
    line_height,
    width_of,
    write,
)
from prospects_analysis.charts.titles import footer_text, landscape_title, reaches_bound
from prospects_analysis.pairing.enumeration import Enumeration, enumerate_pairings
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number

Bools = npt.NDArray[np.bool_]
Look = dict[str, Any]

CANDIDATE: Look = {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0}
OTHER: Look = {"facecolor": PAPER, "edgecolor": MEDIUM, "linewidth": 1, "hatch": HATCH}

_MARK, _NOTE = 0.6, 1.15 * line_height()  # inches above the bars: for the mark, for a note


def plot_landscape(
    pairing: Pairing,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many admissible pairings reach which total, and mark this one.

    Only pairings with the most both-ways pairs are candidates; the others are hatched and lighter.
    Pairings that do equally well are counted, not hidden. Above twelve partners not every pairing
    is scored: the total and its proven bound are told in words.

    Parameters
    ----------
    pairing : Pairing
    language : str
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.titles.landscape_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> ax = plot_landscape(pair_partners(scores), language="en")
    >>> float(sum(bar.get_height() for bar in ax.patches))
    3.0
    """
    canvas = open_canvas(ax)
    if pairing.count is None:
        draw_bound(canvas, pairing, language)
    else:
        _draw(canvas, pairing, language)
    message = landscape_title(pairing, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def _draw(canvas: Canvas, pairing: Pairing, language: str) -> None:
    everything = enumerate_pairings(pairing.problem)
    totals = np.asarray(everything.total / (2 * UNIT))
    candidate = np.asarray(everything.both_ways == everything.both_ways.max())
    step = bar_step(totals)
    bars = bar_of(totals, step)
    most = int(np.bincount(bars - bars.min()).max())
    notes = _notes(pairing, everything, candidate, language)
    frame = open_frame(canvas, bar_ends(bars, step), most, _MARK + len(notes) * _NOTE)
    words = catalogue(language)
    draw_scales(frame, words.pgettext("landscape", "total: the sum of the scores"), language)
    _draw_bars(frame, bars, candidate, step)
    _draw_mark(frame, pairing, language)
    for row, (look, text) in enumerate(reversed(notes)):
        _draw_note(frame, frame.above(_MARK + (row + 0.5) * _NOTE), text, look)


def _draw_bars(frame: Frame, bars: Integers, candidate: Bools, step: float) -> None:
    """Stack the candidates, and on them the others, lighter."""
    foot: dict[int, int] = {}
    looks = ((candidate, CANDIDATE, "candidates"), (~candidate, OTHER, "others"))
    for chosen, look, gid in looks:
        for bar, count in zip(*np.unique(bars[chosen], return_counts=True), strict=True):
            frame.canvas.axes.bar(
                bar * step,
                count,
                width=0.92 * step,
                bottom=foot.get(int(bar), 0),
                gid=gid,
                zorder=2,
                **look,
            )
            foot[int(bar)] = int(count)


def _draw_mark(frame: Frame, pairing: Pairing, language: str) -> None:
    """Draw a line where the proposal stands, and its total above the bars."""
    ax, x = frame.canvas.axes, pairing.total
    top = frame.above(_MARK / 2 - 0.15)
    ax.plot([x, x], [0, top], color=BROWN, linewidth=3, zorder=3, gid="proposal")
    ax.plot([x], [0], marker=CARETDOWN, markersize=18, color=BROWN, zorder=4)
    text = catalogue(language).pgettext("landscape", "this proposal: {total}")
    text = text.format(total=number(x, 2, language))
    reach = width_of(text, STRONG, bold=True) / 2 * frame.per_inch_x
    middle = min(max(x, frame.left + reach), frame.right - reach)
    y = frame.above(_MARK / 2 + 0.05)
    write(ax, middle, y, text, size=STRONG, bold=True, colour=BROWN, ha="center", gid="total")


def _notes(
    pairing: Pairing, everything: Enumeration, candidate: Bools, language: str
) -> list[tuple[Look, str]]:
    """Say what the bars are, and what they do not show by themselves."""
    words = catalogue(language)
    ways, others = int(candidate.sum()), int((~candidate).sum())
    if others:
        most = int(everything.both_ways.max())
        text = words.npgettext(
            "landscape",
            "{n} way to form the pairs in which {most} give and receive: the only candidates",
            "{n} ways to form the pairs in which {most} give and receive: the only candidates",
            ways,
        ).format(n=number(ways, 0, language), most=most)
    else:
        text = words.npgettext(
            "landscape",
            "{n} possible way to form the pairs, at its total",
            "{n} possible ways to form the pairs, each at its total",
            ways,
        ).format(n=number(ways, 0, language))
    notes: list[tuple[Look, str]] = [(CANDIDATE, text)]
    if others:
        higher = int((everything.total[~candidate] > round(pairing.total * 2 * UNIT)).sum())
        notes.append((OTHER, _others_note(others, higher, language)))
    if not reaches_bound(pairing):
        notes.append(({}, _bound_note(pairing, language)))
    return notes


def _others_note(others: int, higher: int, language: str) -> str:
    words = catalogue(language)
    text = words.npgettext(
        "landscape",
        "{n} in which fewer do: set aside",
        "{n} in which fewer do: set aside",
        others,
    ).format(n=number(others, 0, language))
    if not higher:
        return text
    return text + words.npgettext(
        "landscape",
        ", though {n} has a higher total",
        ", though {n} have a higher total",
        higher,
    ).format(n=number(higher, 0, language))


def _bound_note(pairing: Pairing, language: str) -> str:
    words = catalogue(language)
    text = words.pgettext("landscape", "The highest total is {total}")
    if pairing.objective == "leximin":
        text = words.pgettext(
            "landscape", "The highest total is {total}; here the weakest pair counts first"
        )
    return text.format(total=number(pairing.upper_bound, 2, language))


def _draw_note(frame: Frame, y: float, text: str, look: Look) -> None:
    x, width = frame.left, 0.0
    if look:
        width = 0.45
        square = [x + 0.15 * frame.per_inch_x], [y]
        frame.canvas.axes.scatter(*square, s=17**2, marker="s", gid="key", **look)
    room = (frame.right - x) / frame.per_inch_x - width
    write(frame.canvas.axes, x + width * frame.per_inch_x, y, fit(text, room), colour=GREY)
