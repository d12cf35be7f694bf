"""The card of a trio: six directions, a row each, with a good practice below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.exchanges import flows_behind, marked_score
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.practices import Practice, Practices, to_show
from prospects_analysis.charts.strongest import draw_column_heads, draw_criterion, practice_lines
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    INK,
    PALE,
    box,
    fit,
    line_height,
    width_of,
    write,
)
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

#: Stands before a good practice.
SHOWN = "◆"

_NAMES, _VALUE = 2.9, 0.6  # widths in inches; bars take what is left
_CRITERION, _ABOVE_PRACTICE = 5.6, 7.25  # of the criterion: on two lines, and on one
_LIFT = 0.15  # of what stands above a practice, from the middle of its row
_BAR, _LOW = 0.34, 0.28  # height of a bar, and above a practice
_HEAD = 0.4


def draw_trio(
    canvas: Canvas,
    pairing: Pairing,
    trio: Sequence[str],
    practices: Practices,
    labels: Labels,
    language: str,
    floor: float,
) -> None:
    """Draw what each gives each other in all, the criterion that transfers most, and a practice."""
    ax, words, flows = canvas.axes, catalogue(language), flows_behind(pairing, trio)
    directions = list(permutations(trio, 2))
    row = (canvas.height - _HEAD - floor) / len(directions)
    y = canvas.height - _HEAD / 2
    score = words.pgettext("card", "score {score}").format(
        score=marked_score(pairing, trio, language)
    )
    table = _Table(
        ax=ax,
        flows=flows,
        labels=labels,
        language=language,
        width=canvas.width,
        criterion=_ABOVE_PRACTICE if practices else _CRITERION,
        lines=1 if practices else 2,
    )
    write(ax, 0, y, score, bold=True, gid="score")
    write(ax, _NAMES, y, words.pgettext("card", "in all"), colour=GREY)
    write(ax, table.right, y, words.pgettext("card", "above all"), colour=GREY)
    draw_column_heads(ax, canvas.width, y, language)
    for position, way in enumerate(directions):
        middle = canvas.height - _HEAD - (position + 0.5) * row
        if position % 2 == 0:
            top = middle + row / 2
            ax.plot([0, canvas.width], [top, top], color=PALE, linewidth=1)
        lift = _LIFT if practices else 0.0
        _draw_names(table, way, middle, lift or line_height() / 2)
        given = _draw_amounts(table, way, middle + lift, practices.get(way))
        if practices and given:
            _draw_practice(table, way, middle - lift, practices.get(way))


@dataclass(frozen=True, eq=False, kw_only=True)
class _Table:
    """What the rows have in common; widths in inches."""

    ax: Axes
    flows: Complementarity
    labels: Labels
    language: str
    width: float
    criterion: float
    lines: int

    @property
    def right(self) -> float:
        """Where the criteria begin."""
        return self.width - self.criterion

    def length(self, amount: float) -> float:
        """Length of a bar: one scale for all trios."""
        largest = max(float(self.flows.directed.to_numpy().max()), 1e-9)
        return (self.right - _NAMES - _VALUE - 0.3) * amount / largest


def _draw_names(table: _Table, way: tuple[str, str], middle: float, half: float) -> None:
    giver, receiver = (table.labels.partner(one) for one in way)
    room = _NAMES - 0.2
    write(table.ax, 0, middle + half, fit(giver, room, bold=True), bold=True)
    write(table.ax, 0, middle - half, fit(f"→ {receiver}", room))


def _draw_amounts(table: _Table, way: tuple[str, str], y: float, practice: Practice | None) -> bool:
    """Draw a bar, and the criterion above all or that of the practice; tell if there is one."""
    ax, gid = table.ax, ":".join(way)
    amount = float(table.flows.directed.loc[way])
    length = table.length(amount)
    height = _BAR if table.lines > 1 else _LOW
    box(ax, _NAMES, y - height / 2, length, height, facecolor=BLUE).set_gid(gid)
    text = number(amount, 1, table.language)
    write(ax, _NAMES + length + 0.1, y, text, bold=True, gid=gid)
    rows = to_show(table.flows.strongest(*way), practice, 1)
    for row in rows.itertuples(index=False):
        place = (table.right, y, table.criterion)
        draw_criterion(ax, row, table.labels, table.language, place, gid, lines=table.lines)
    if rows.empty:
        write(ax, table.right, y, "–", colour=GREY)
    return not rows.empty


def _draw_practice(
    table: _Table, way: tuple[str, str], y: float, practice: Practice | None
) -> None:
    words, left = catalogue(table.language), _NAMES
    if practice:
        write(table.ax, left, y, SHOWN, colour=INK)
        left += width_of(SHOWN) + 0.1
    for line in practice_lines(practice, words, table.width - left, 1):
        gid = f"{':'.join(way)}:practice"
        write(table.ax, left, y, line, colour=INK if practice else GREY, gid=gid)
