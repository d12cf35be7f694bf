"""Who is in no binôme, beside the circle, with the reason."""

from __future__ import annotations

from typing import Any

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import GREY, PAPER, fit, line_height, width_of, wrap, write
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue

#: Names that are listed for a reason; the others are counted.
MOST_NAMES = 6
_INDENT = 0.3
_SHARE = 0.27  # of the chart's width, at the most


def _reasons(pairing: Pairing, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Reasons and the partners that they hold for."""
    words = catalogue(language)
    late, waiting = pairing.late, pairing.waiting
    left_over = tuple(name for name in pairing.unpaired if name not in {*late, *waiting})
    reasons = [
        (
            words.npgettext("outside", "Has not answered yet", "Have not answered yet", len(late)),
            late,
        ),
        (
            words.npgettext(
                "outside", "Waits for missing answers", "Wait for missing answers", len(waiting)
            ),
            waiting,
        ),
        (words.pgettext("outside", "Left over: an odd number"), left_over),
    ]
    return [(reason, partners) for reason, partners in reasons if partners]


def _lines(pairing: Pairing, labels: Labels, language: str) -> list[tuple[str, list[str]]]:
    words = catalogue(language)
    listed = []
    for reason, partners in _reasons(pairing, language):
        names = [labels.partner(partner) for partner in partners]
        if len(names) > MOST_NAMES:
            more = len(names) - MOST_NAMES + 1
            text = words.npgettext("outside", "and {n} other", "and {n} others", more)
            names = [*names[: MOST_NAMES - 1], text.format(n=more)]
        listed.append((reason, names))
    return listed


def outside_width(pairing: Pairing, labels: Labels, language: str, width: float) -> float:
    """Inches to keep free at the right; 0 if everybody is in a binôme."""
    lines = _lines(pairing, labels, language)
    if not lines:
        return 0.0
    widest = max(
        max([width_of(reason, bold=True), *(width_of(name) + _INDENT for name in names)])
        for reason, names in lines
    )
    return min(widest + 0.3, _SHARE * width)


def draw_outside(
    canvas: Canvas, pairing: Pairing, labels: Labels, language: str, floor: float
) -> None:
    """List the partners outside at the right, from the middle of the space above ``floor``."""
    lines = _lines(pairing, labels, language)
    width = outside_width(pairing, labels, language, canvas.width) - 0.3
    pitch = 1.15 * line_height()
    heads = [wrap(reason, width, bold=True, lines=3) for reason, _ in lines]
    rows = sum(len(head) + len(names) + 0.6 for head, (_, names) in zip(heads, lines, strict=True))
    x = canvas.width - width
    y = floor + (canvas.height - floor + (rows - 0.6) * pitch) / 2 - pitch / 2
    for head, (_, names) in zip(heads, lines, strict=True):
        for text in head:
            write(canvas.axes, x, y, text, bold=True, colour=GREY)
            y -= pitch
        for name in names:
            look: dict[str, Any] = {"mfc": PAPER, "mec": GREY, "mew": 2}
            canvas.axes.plot([x + 0.1], [y], marker="o", markersize=11, gid="outside", **look)
            write(canvas.axes, x + _INDENT, y, fit(name, width - _INDENT))
            y -= pitch
        y -= 0.6 * pitch
