"""The key below a chart: what lines and signs mean, in as many rows as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from prospects_analysis.charts.exchanges import BOTH_WAYS, PROVISIONAL
from prospects_analysis.charts.style import GREY, INK, fit, line_height, width_of, write
from prospects_analysis.wording import catalogue

_SAMPLE, _BETWEEN = 0.45, 0.4  # length of a line's sample, gap between entries; inches


@dataclass(frozen=True, eq=False)
class Entry:
    """One explanation.

    Attributes
    ----------
    text : str
    line : (colour, width in points, style), optional
        The line that it explains.
    sign : str
        Or the sign.
    colour : str
        Of the sign.
    """

    text: str
    line: tuple[str, float, Any] | None = None
    sign: str = ""
    colour: str = INK

    @property
    def lead(self) -> float:
        """Inches before the text."""
        if not (self.line or self.sign):
            return 0.0
        return _SAMPLE + 0.12 if self.line else width_of(self.sign, bold=True) + 0.12


def mark_entries(scores: Iterable[str], language: str) -> list[Entry]:
    """Explain the marks that scores bear, those only that occur."""
    words, marks = catalogue(language), "".join(scores)
    entries = [
        Entry(words.pgettext("key", "each has what the other gives priority"), sign=BOTH_WAYS),
        Entry(words.pgettext("key", "provisional: answers are missing"), sign=PROVISIONAL),
    ]
    return [entry for entry in entries if entry.sign in marks]


def _rows(entries: Sequence[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for entry in entries:
        length = entry.lead + width_of(entry.text)
        if rows[-1] and x + length > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += length + _BETWEEN
    return rows


def key_height(entries: Sequence[Entry], width: float) -> float:
    """Inches that a key takes, with some air above."""
    return len(_rows(entries, width)) * 1.1 * line_height() + 0.15


def draw_key(ax: Axes, entries: Sequence[Entry], width: float) -> None:
    """Draw a key at the foot of axes that are counted in inches."""
    rows = _rows(entries, width)
    for number, row in enumerate(reversed(rows)):
        y = (number + 0.5) * 1.1 * line_height()
        for x, entry in row:
            if entry.line:
                colour, thickness, style = entry.line
                look = {"color": colour, "linewidth": thickness, "linestyle": style}
                ax.plot([x + 0.06, x + _SAMPLE - 0.06], [y, y], gid="key", **look)
            else:
                write(ax, x, y, entry.sign, bold=True, colour=entry.colour)
            write(ax, x + entry.lead, y, fit(entry.text, width - entry.lead), colour=GREY)
