"""The sheet that a chart is drawn on: a slide of our own, or the axes that somebody gave.

A figure of our own has the size of a slide, with the title above the body and the footer below.
The slides cut the body out at its own size (:data:`BODY`) and bring their own title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib import pyplot
from matplotlib.axes import Axes

from prospects_analysis.charts.style import (
    GREY,
    INK,
    PAPER,
    SMALL,
    TITLE_SIZES,
    TYPE,
    wrap,
)

#: Width and height of a slide, in inches.
SLIDE = (13.333, 7.5)
#: Left, bottom, width and height of the body, in inches.
BODY = (0.6, 0.66, 12.133, 5.36)
#: Where the title and the footer begin, in inches from the bottom; both grow downward.
TITLE_TOP, FOOTER_TOP = 7.1, 0.47


@dataclass(frozen=True, eq=False, kw_only=True)
class Canvas:
    """Axes to draw on, without ticks or frame.

    Attributes
    ----------
    axes : Axes
        Everything that a chart draws but its title and footer stays within them.
    width, height : float
        Of the axes, in inches.
    own : bool
        Whether the figure was made here.
    """

    axes: Axes
    width: float
    height: float
    own: bool

    def in_inches(self) -> Axes:
        """Count the axes' coordinates in inches from their lower left corner."""
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height))
        return self.axes

    def finish(self, title: str | None, footer: str) -> None:
        """Put the title, if there is one, and the footer, broken where they are too long."""
        if title:
            self._put_title(title)
        self.axes.annotate(
            "\n".join(wrap(footer, self.width, SMALL, lines=3)),
            xy=(0, 0),
            xycoords="axes fraction",
            xytext=(0, (FOOTER_TOP - BODY[1]) * 72 if self.own else -8),
            textcoords="offset points",
            va="top",
            ha="left",
            color=GREY,
            fontsize=SMALL,
            fontweight="normal",
            annotation_clip=False,
            gid="footer",
            **TYPE,
        )

    def _put_title(self, title: str) -> None:
        sizes = TITLE_SIZES if self.own else TITLE_SIZES[-2:]
        size = next(
            (s for s in sizes if len(wrap(title, self.width, s, bold=True, lines=3)) < 3),
            sizes[-1],
        )
        lines = wrap(title, self.width, size, bold=True, lines=3)
        look: dict[str, Any] = {"color": INK, "fontsize": size, "fontweight": "bold", **TYPE}
        if self.own:
            # Hung from one line, so that titles stand still from slide to slide.
            top = 1 + (TITLE_TOP - BODY[1] - BODY[3]) / BODY[3]
            look |= {"y": top, "pad": 0, "va": "top"}
        self.axes.set_title("\n".join(lines), loc="left", **look)


def open_canvas(ax: Axes | None) -> Canvas:
    """Take the axes that are given, or make a figure of a slide's size."""
    own = ax is None
    if ax is None:
        figure = pyplot.figure(figsize=SLIDE, facecolor=PAPER)
        ax = figure.add_axes(
            (BODY[0] / SLIDE[0], BODY[1] / SLIDE[1], BODY[2] / SLIDE[0], BODY[3] / SLIDE[1])
        )
    ax.set_axis_off()
    extent = ax.get_window_extent()
    dots = ax.figure.dpi
    return Canvas(axes=ax, width=extent.width / dots, height=extent.height / dots, own=own)
