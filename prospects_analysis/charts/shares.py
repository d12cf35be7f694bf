"""The returns of many partners: how many have answered each theme, instead of who."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.levels import MOST_ROWS, counted_note
from prospects_analysis.charts.received import Received
from prospects_analysis.charts.style import (
    BLUE,
    FAINT,
    GREY,
    HATCH,
    MEDIUM,
    PALE,
    PAPER,
    SOFT,
    STRONG,
    TEXT,
    Place,
    box,
    fit,
    line_height,
    middle,
    tint,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.wording import catalogue, number

#: Of a bar: black reads on it as on white.
GROUND = tint(BLUE, SOFT)
_SOME = tint(BLUE, FAINT)
#: Inches by which outlines keep from the edge, so that none is cut.
INSET = 0.015
_LABEL, _SEAM = 0.3, 0.06
#: Of the bars: all answers, some, and those awaited.
_LOOKS: tuple[dict[str, Any], ...] = (
    {"facecolor": GROUND},
    {"facecolor": _SOME},
    {"facecolor": PAPER, "edgecolor": MEDIUM, "hatch": HATCH},
)


def draw_shares(canvas: Canvas, received: Received, labels: Labels, language: str) -> None:
    """Draw, for each theme, how many partners gave all scores, some, or none."""
    ax, words = canvas.axes, catalogue(language)
    left = _LABEL * canvas.width
    themes = list(received.asked)[:MOST_ROWS]
    heads = (
        words.pgettext("returns", "all answers given"),
        words.pgettext("returns", "some answers given"),
        words.pgettext("returns", "no answer yet"),
    )
    cell = (canvas.width - left) / len(heads)
    broken = [wrap(head, cell - 0.1, bold=True) for head in heads]
    top = canvas.height - 2 * line_height() - 0.1
    row = min((top - 1.4 * line_height()) / len(themes), 0.9)
    corner = words.npgettext(
        "returns", "Of {n} partner", "Of {n} partners", len(received.given)
    ).format(n=number(len(received.given), 0, language))
    write(ax, 0, top + 0.06 + line_height() / 2, fit(corner, left - 0.15), bold=True, colour=GREY)
    for column, head in enumerate(broken):
        y = top + 0.06 + len(head) * line_height() / 2
        write_lines(ax, left + (column + 0.5) * cell, y, head, bold=True, ha="center")
    for position, theme in enumerate(themes):
        y = top - (position + 1) * row
        lines = wrap(labels.theme(theme), left - 0.15, lines=2 if row > 2 * line_height() else 1)
        write_lines(ax, 0, y + row / 2, lines)
        for column, count in enumerate(_counts(received, theme)):
            place = (left + column * cell, y, cell - _SEAM, row - _SEAM)
            draw_bar(ax, place, count / len(received.given), _LOOKS[column])
            size = STRONG if row > 0.5 else TEXT
            text, gid = number(count, 0, language), f"{theme}:{column}"
            write(ax, *middle(place), text, size=size, ha="center", gid=gid)
    note = counted_note(len(received.given), len(received.asked), language)
    write(ax, 0, line_height() / 2, fit(note, canvas.width), colour=GREY)


def _counts(received: Received, theme: str) -> tuple[int, int, int]:
    given, asked = received.given[theme], received.asked[theme]
    every, none = int((given == asked).sum()), int((given == 0).sum())
    return every, len(given) - every - none, none


def draw_bar(
    ax: Axes, place: Place, share: float, look: Mapping[str, Any] = MappingProxyType(_LOOKS[0])
) -> None:
    """Draw a cell that is filled from the left, as far as a share of it."""
    x, y, width, height = place
    x, y, width, height = x + INSET, y + INSET, width - 2 * INSET, height - 2 * INSET
    box(ax, x, y, width, height, facecolor=PAPER, edgecolor=PALE, linewidth=1)
    if share:
        box(ax, x, y, share * width, height, **look)
