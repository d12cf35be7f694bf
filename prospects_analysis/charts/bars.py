"""Bars that count: how many values fall into each step of a scale, with the scale drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from typing import Any

import numpy as np
import numpy.typing as npt

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.style import GREY, PALE, fit, line_height, width_of, write
from prospects_analysis.wording import number

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
#: How the bars of a kind are drawn.
Look = dict[str, Any]

#: As many bars as there may be, so that each can be seen.
MOST_BARS = 36
LEAST_BARS = 9  # room for, so that a few do not look like a wall
_SLACK = 1e-9  # a value half way belongs to the bar above


def nice_step(least: float) -> float:
    """Smallest of 1, 2, 5, 10, 20, 50 ... (or their tenths, hundredths ...) that is large enough.

    Examples
    --------
    >>> nice_step(0.013), nice_step(3), nice_step(0.5)
    (0.02, 5.0, 0.5)
    """
    power = 10.0 ** floor(log10(least))
    factor = next(f for f in (1, 2, 5, 10) if f * power >= least * (1 - _SLACK))
    return float(f"{factor * power:.12g}")


def bar_step(values: Floats, most: int = MOST_BARS) -> float:
    """Width of a bar, such that there are not too many.

    Examples
    --------
    >>> bar_step(np.array([1.0, 2.0])), bar_step(np.array([1.0, 1.0]))
    (0.05, 0.1)
    """
    reach = float(values.max() - values.min())
    return nice_step(reach / (most - 1)) if reach > _SLACK else 0.1


def bar_of(values: Floats, step: float) -> Integers:
    """Tell into which bar each value falls: bar k stands on k step, half a step to either side.

    Examples
    --------
    >>> bar_of(np.array([0.0, 0.04, 0.05, 1.02]), 0.1).tolist()
    [0, 0, 1, 10]
    """
    return np.floor(values / step + 0.5 + _SLACK).astype(np.int64)


def bar_ends(bars: Integers, step: float) -> tuple[float, float]:
    """Find the ends of a scale that holds all bars, with at least half a bar to spare."""
    missing = max(0, LEAST_BARS - int(bars.max() - bars.min() + 1))
    return (float(bars.min() - 1 - missing / 2) * step, float(bars.max() + 1 + missing / 2) * step)


@dataclass(frozen=True, eq=False, kw_only=True)
class Frame:
    """A scale across, and a count upward, within the axes.

    Attributes
    ----------
    canvas : Canvas
    left, right : float
        Ends of the scale, in its own units.
    most : float
        Highest count.
    per_inch_x, per_inch_y : float
        Data units to the inch.
    """

    canvas: Canvas
    left: float
    right: float
    most: float
    per_inch_x: float
    per_inch_y: float

    def above(self, inches: float) -> float:
        """Height so many inches above the highest count."""
        return self.most + inches * self.per_inch_y

    @property
    def middle(self) -> float:
        """Middle of the scale."""
        return (self.left + self.right) / 2


def open_frame(canvas: Canvas, ends: tuple[float, float], most: int, top: float) -> Frame:
    """Set the axes' limits so that scale, labels and what stands above the bars lie within.

    Parameters
    ----------
    canvas : Canvas
    ends : (float, float)
        Left and right end of the scale.
    most : int
        Highest count.
    top : float
        Inches to keep free above the highest bar.
    """
    left, right = ends
    margin = width_of(f"{most:,}") + 0.2
    bottom = 2.5 * line_height()
    across = (right - left) / (canvas.width - margin - 0.3)
    upward = most / (canvas.height - bottom - top)
    canvas.axes.set(
        xlim=(left - margin * across, right + 0.3 * across),
        ylim=(-bottom * upward, most + top * upward),
    )
    return Frame(
        canvas=canvas,
        left=left,
        right=right,
        most=most,
        per_inch_x=across,
        per_inch_y=upward,
    )


def draw_scales(frame: Frame, across: str, language: str) -> None:
    """Draw the two scales with their numbers, and the name of the one across."""
    ax = frame.canvas.axes
    for count in _ticks(0, frame.most, 4, least=1.0):
        ax.plot([frame.left, frame.right], [count, count], color=PALE, linewidth=1, zorder=0.5)
        x = frame.left - 0.12 * frame.per_inch_x
        write(ax, x, count, number(count, 0, language), colour=GREY, ha="right")
    ticks = _ticks(frame.left, frame.right, 8)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    digits = max(0, -floor(log10(step) + _SLACK))
    y = -0.8 * line_height() * frame.per_inch_y
    for tick in ticks:
        write(ax, tick, y, number(tick, digits, language), colour=GREY, ha="center")
    y = -1.95 * line_height() * frame.per_inch_y
    write(ax, frame.middle, y, across, colour=GREY, ha="center")


def draw_note(frame: Frame, y: float, text: str, look: Look) -> None:
    """Write a note at a height, behind a sample of the bars that it explains, if any."""
    x, width = frame.left, 0.0
    if look:
        width = 0.45
        square = [x + 0.15 * frame.per_inch_x], [y]
        frame.canvas.axes.scatter(*square, s=17**2, marker="s", gid="key", **look)
    room = (frame.right - x) / frame.per_inch_x - width
    write(frame.canvas.axes, x + width * frame.per_inch_x, y, fit(text, room), colour=GREY)


def _ticks(low: float, high: float, most: int, least: float = 0.0) -> list[float]:
    step = max(nice_step((high - low) / most), least)
    first = int(np.ceil(low / step - 1e-6))
    last = int(np.floor(high / step + 1e-6))
    return [float(f"{k * step:.12g}") for k in range(first, last + 1)]
