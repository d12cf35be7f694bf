"""The binômes of many partners: how many reach which score, instead of who."""

from __future__ import annotations

from math import isnan

import numpy as np

from prospects_analysis.charts.bars import bar_ends, bar_of, bar_step, draw_scales, open_frame
from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.style import BLUE, GREY, fit, line_height, write
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number


def draw_scores(canvas: Canvas, pairing: Pairing, language: str) -> None:
    """Draw a bar a step of the score, as high as the number of binômes there."""
    words = catalogue(language)
    scores = np.array([s for s in map(pairing.score_of, pairing.binomes) if not isnan(s)])
    step = bar_step(scores, 18)
    bars, counts = np.unique(bar_of(scores, step), return_counts=True)
    left, right = bar_ends(bars, step)
    ends = (min(left, -step), max(right, 1.0))
    frame = open_frame(canvas, ends, int(counts.max()), 1.4 * line_height() + 0.5)
    draw_scales(frame, words.pgettext("scores", "score of a pair"), language)
    ax = canvas.axes
    for bar, count in zip(bars.tolist(), counts.tolist(), strict=True):
        x = bar * step
        ax.bar(x, count, width=0.92 * step, color=BLUE, linewidth=0, zorder=2)
        text = number(count, 0, language)
        write(ax, x, count + 0.2 * frame.per_inch_y, text, bold=True, ha="center")
    note = words.npgettext(
        "scores",
        "{n} partner, too many for a circle: the pairs are counted by their scores.",
        "{n} partners, too many for a circle: the pairs are counted by their scores.",
        sum(map(len, pairing.binomes)),
    ).format(n=sum(map(len, pairing.binomes)))
    y = frame.above(0.5 + 0.9 * line_height())
    write(ax, frame.left, y, fit(note, canvas.width - 0.6), colour=GREY)
