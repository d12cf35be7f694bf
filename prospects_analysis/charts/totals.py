"""The landscape: every way to form the binômes by its total, and where the proposal stands."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from prospects_analysis.charts.bars import (
    Frame,
    Integers,
    Look,
    bar_ends,
    bar_of,
    bar_step,
    draw_note,
    draw_scales,
    open_frame,
)
from prospects_analysis.charts.bound import draw_bound
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.marks import Mark, draw_mark
from prospects_analysis.charts.standing import Standing
from prospects_analysis.charts.style import (
    BLUE,
    HATCH,
    MEDIUM,
    PAPER,
    line_height,
)
from prospects_analysis.charts.titles import landscape_title, reaches_bound
from prospects_analysis.pairing.enumeration import Enumeration, enumerate_pairings
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number

Bools = npt.NDArray[np.bool_]

CANDIDATE: Look = {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0}
OTHER: Look = {"facecolor": PAPER, "edgecolor": MEDIUM, "linewidth": 1, "hatch": HATCH}

#: Inches above the bars: for a mark with its label, for a note.
_MARK, _NOTE = 0.6, 1.15 * line_height()


def plot_landscape(
    pairing: Pairing,
    *,
    own: Pairing | None = None,
    tried: bool = False,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw how many admissible pairings reach which total, and mark this one.

    What was adopted, or what somebody would rather have, can be marked besides, with a sign of its
    own and its rank; where it is the computed one, one mark says so.

    Only pairings with the most both-ways pairs are candidates; the others are hatched and lighter.
    Pairings that do equally well are counted, not hidden. Above twelve partners not every pairing
    is scored: the total and its proven bound are told in words.

    Parameters
    ----------
    pairing : Pairing
        As computed.
    own : Pairing, optional
        A second pairing from the same scores. Where it pairs other partners (a late one was
        adopted), it has no place among these, which is said in words.
    tried : bool
        Whether ``own`` was only tried (``pairing.with_(...)``); else it is called adopted.
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
    standing = None if own is None else Standing.of(pairing, own, tried=tried)
    note = "" if own is None else _no_place(language, tried=tried)
    if standing is not None:
        note = standing.note(language)
    canvas = open_canvas(ax)
    if pairing.count is None:
        draw_bound(canvas, pairing, language, standing, note)
    else:
        _draw(canvas, pairing, standing, note, language)
    message = landscape_title(pairing, language, own, tried=tried) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def _no_place(language: str, *, tried: bool) -> str:
    words = catalogue(language)
    if tried:
        return words.pgettext(
            "landscape", "Your own pairs are of other partners too: no place here"
        )
    return words.pgettext("landscape", "The adopted pairs are of other partners too: no place here")


def _draw(
    canvas: Canvas, pairing: Pairing, standing: Standing | None, note: str, language: str
) -> None:
    everything = enumerate_pairings(pairing.problem)
    totals = np.asarray(everything.total / (2 * UNIT))
    candidate = np.asarray(everything.both_ways == everything.both_ways.max())
    marks = _marks(pairing, standing, language)
    step = bar_step(totals)
    bars = bar_of(totals, step)
    most = int(np.bincount(bars - bars.min()).max())
    notes = _notes(pairing, everything, candidate, language) + ([({}, note)] if note else [])
    above = len(marks) * _MARK
    # What keeps other rules may lie beyond all that keep these.
    marked = bar_of(np.array([mark.total for mark in marks]), step)
    ends = bar_ends(np.concatenate([bars, marked]), step)
    frame = open_frame(canvas, ends, most, above + len(notes) * _NOTE)
    words = catalogue(language)
    draw_scales(frame, words.pgettext("landscape", "total: the sum of the scores"), language)
    _draw_bars(frame, bars, candidate, step)
    for row, mark in enumerate(marks):
        draw_mark(frame, mark, (row + 0.5) * _MARK, centred=row == len(marks) - 1)
    for row, (look, text) in enumerate(reversed(notes)):
        draw_note(frame, frame.above(above + (row + 0.5) * _NOTE), text, look)


def _marks(pairing: Pairing, standing: Standing | None, language: str) -> list[Mark]:
    """Give what is marked, from left to right."""
    words, total = catalogue(language), number(pairing.total, 2, language)
    text = words.pgettext("landscape", "this proposal: {total}").format(total=total)
    if standing is None:
        return [Mark(total=pairing.total, text=text)]
    if standing.same:
        return [Mark(total=pairing.total, text=standing.label(language))]
    text = words.pgettext("landscape", "computed: {total}").format(total=total)
    computed = Mark(total=pairing.total, text=text)
    own = Mark(total=standing.total, text=standing.label(language), own=True)
    return [own, computed] if standing.total <= pairing.total else [computed, own]


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
