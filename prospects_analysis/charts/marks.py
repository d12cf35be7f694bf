"""Marks on a scale: a line where a pairing stands, and its label above the bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.markers import CARETDOWN  # its tip is the point

from prospects_analysis.charts.bars import Frame
from prospects_analysis.charts.style import BROWN, INK, PAPER, STRONG, width_of, write

_PAD = 0.06  # inches around a label that lines must not cross
_COMPUTED: dict[str, Any] = {"color": BROWN, "linewidth": 3}
_OWN: dict[str, Any] = {"color": INK, "linewidth": 3, "linestyle": (0, (2.2, 1.2))}


@dataclass(frozen=True, eq=False, kw_only=True)
class Mark:
    """One pairing that is marked.

    Attributes
    ----------
    total : float
        Where it stands.
    text : str
        Its label.
    own : bool
        Whether it is the second one, with a sign of its own.
    """

    total: float
    text: str
    own: bool = False


def draw_mark(frame: Frame, mark: Mark, height: float, *, centred: bool) -> None:
    """Draw a line up to a label so many inches above the bars.

    A label that is not centred ends at its line, so that the next line to the right stays free.
    """
    ax, x = frame.canvas.axes, mark.total
    look = _OWN if mark.own else _COMPUTED
    gid = "own" if mark.own else "proposal"
    foot = frame.above(height - (0.24 if mark.own else 0.15))
    ax.plot([x, x], [0, foot], zorder=3.5 if mark.own else 3, gid=gid, **look)
    if mark.own:
        ax.plot([x], [foot], marker="D", markersize=11, color=INK, zorder=4)
    else:
        ax.plot([x], [0], marker=CARETDOWN, markersize=18, color=BROWN, zorder=4)
    reach = width_of(mark.text, STRONG, bold=True) * frame.per_inch_x
    left = x - reach / 2 if centred else x + 0.12 * frame.per_inch_x - reach
    left = min(max(left, frame.left), frame.right - reach)
    ground = {"boxstyle": f"square,pad={_PAD * 72 / STRONG}", "facecolor": PAPER, "linewidth": 0}
    write(
        ax,
        left + reach / 2,
        frame.above(height + 0.05),
        mark.text,
        size=STRONG,
        bold=True,
        colour=look["color"],
        ha="center",
        gid="own total" if mark.own else "total",
        bbox=ground,
        zorder=5,
    )
