"""The map of complementarities of many partners: how many directions carry how much."""

from __future__ import annotations

import numpy as np

from prospects_analysis.charts.bars import (
    Integers,
    Look,
    bar_ends,
    bar_of,
    bar_step,
    draw_note,
    draw_scales,
    open_frame,
)
from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.directions import Directions
from prospects_analysis.charts.levels import counted_note
from prospects_analysis.charts.style import line_height, write
from prospects_analysis.charts.totals import CANDIDATE, OTHER
from prospects_analysis.flows import Complementarity
from prospects_analysis.wording import catalogue, number

_MOST_BARS = 12  # so that the number on each has room
_PITCH = 1.15 * line_height()


def draw_amounts(
    canvas: Canvas, flows: Complementarity, directions: Directions, language: str
) -> None:
    """Draw a bar a step of the amount, as high as the number of directions there.

    Those in which one partner has something the other gives priority are full; the others stand on
    them, hatched.
    """
    ax, notes = canvas.axes, _notes(flows, directions, language)
    counted = directions.counted
    # Without a single amount there is a scale all the same, and no bar on it.
    values = directions.amount[counted] if counted.any() else np.array([0.0, flows.grid.span])
    step = bar_step(values, _MOST_BARS)
    bars = bar_of(directions.amount[counted], step)
    carrying = np.bincount(bars[directions.carries[counted]], minlength=1)
    counts: Integers = np.bincount(bars, minlength=len(carrying))
    carrying = np.pad(carrying, (0, len(counts) - len(carrying)))
    left, right = bar_ends(bar_of(values, step), step)
    ends = (min(left, -step), right)
    frame = open_frame(canvas, ends, max(int(counts.max()), 1), 0.45 + len(notes) * _PITCH)
    text = catalogue(language).pgettext("key", "what one has and the other needs, 0 to {span}")
    draw_scales(frame, text.format(span=number(flows.grid.span, 0, language)), language)
    for bar in np.flatnonzero(counts).tolist():
        full, count = int(carrying[bar]), int(counts[bar])
        for gid, foot, height, look in (
            ("carrying", 0, full, CANDIDATE),
            ("other", full, count - full, OTHER),
        ):
            if height:
                ax.bar(bar * step, height, 0.92 * step, foot, zorder=2, gid=f"{gid}:{bar}", **look)
        y = count + 0.2 * frame.per_inch_y
        write(ax, bar * step, y, number(count, 0, language), bold=True, ha="center",
              gid=f"count:{bar}")  # fmt: skip
    for row, (look, text) in enumerate(reversed(notes)):
        draw_note(frame, frame.above(0.45 + (row + 0.5) * _PITCH), text, look)


def _notes(flows: Complementarity, directions: Directions, language: str) -> list[tuple[Look, str]]:
    """Say what the bars are, and what they do not show."""
    words, partners = catalogue(language), len(flows.partners)
    counted, known = directions.counted, int(directions.known.sum())
    carrying, of = int((directions.carries & counted).sum()), int(counted.sum())
    notes: list[tuple[Look, str]] = [({}, counted_note(partners, 1, language))]
    kinds: tuple[tuple[Look, int, str], ...] = (
        (CANDIDATE, carrying, words.npgettext(
            "map",
            "{n} case in which one has something the other gives priority",
            "{n} cases in which one has something the other gives priority",
            carrying,
        )),
        (OTHER, of - carrying, words.npgettext(
            "map", "{n} in which this is not so", "{n} in which this is not so", of - carrying
        )),
        ({}, partners * (partners - 1) - known, words.npgettext(
            "map", "{n} not assessed", "{n} not assessed", partners * (partners - 1) - known
        )),
    )  # fmt: skip
    notes += [
        (look, text.format(n=number(count, 0, language))) for look, count, text in kinds if count
    ]
    return notes
