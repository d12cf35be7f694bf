"""The map of complementarities: what each partner could bring each other one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes

from prospects_analysis.charts.amounts import draw_amounts
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.cells import MOST_PARTNERS, not_assessed
from prospects_analysis.charts.directions import (
    Directions,
    compatriots,
    complementarities_title,
    pairs_of,
)
from prospects_analysis.charts.exchanges import PROVISIONAL
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height, mark_entries
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    DEEPEST,
    GREY,
    INK,
    LIGHT,
    PALE,
    PAPER,
    STRONG,
    TEXT,
    Place,
    box,
    filled,
    fit,
    hatched,
    line_height,
    middle,
    tint,
    width_of,
    write,
)
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_NAMES = 0.3  # share of the width for the names at the most
_WIDEST, _HIGHEST = 1.7, 0.9  # of a cell, inches
_ROOMY, _MOST_IDS = 12, 15  # partners with room for bold numbers, for ids over the columns
_LONGEST_TAG = 4  # letters over a column
_PALEST = 0.12  # share of the colour where almost nothing is brought
_CHOSEN: dict[str, Any] = {"color": INK, "linestyle": "-"}
_NEAR: dict[str, Any] = {"color": GREY, "linestyle": (0, (1, 1))}


def plot_complementarities(
    flows: Complementarity,
    *,
    pairing: Pairing | None = None,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw what each partner could bring each other one: a row a giver, a column a receiver.

    Partners stand in partner order, across and down. The darker a cell, the more; a cell without
    colour stands where nothing that the giver has established meets a priority of the receiver.
    ``*`` marks what missing answers could still raise; what is not known is hatched; partners of
    one country have a dotted frame. More than twenty partners: the directions are counted.

    Parameters
    ----------
    flows : Complementarity
    pairing : Pairing, optional
        Its pairs are framed, both ways.
    language : str, one of wording.LANGUAGES
        Of the words and numbers.
    title : True, str or None
        True: the message,
        :func:`prospects_analysis.charts.directions.complementarities_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If the pairing has partners that the flows do not know.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> resources = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [0, 4], "t2": [3, 3]}, index=["A", "B"])
    >>> flows = complementarity(Grid.from_frames(resources, needs))
    >>> ax = plot_complementarities(flows, language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("A:B", "B:A")]
    ['2.6', '1.2']
    """
    pairs = pairs_of(pairing, flows.partners)
    canvas, directions = open_canvas(ax), Directions.of(flows)
    if len(flows.partners) > MOST_PARTNERS:
        draw_amounts(canvas, flows, directions, language)
    else:
        _draw(canvas, flows, directions, pairs, language)
    message = complementarities_title(flows, language) if title is True else title
    canvas.finish(message, footer_text(flows, language))
    return canvas.axes


@dataclass(frozen=True, eq=False, kw_only=True)
class _Table:
    """Where the cells are, receivers from the left, givers from the top, in inches."""

    ax: Axes
    left: float
    top: float
    cell: float
    row: float
    digits: int
    bold: bool
    language: str

    @property
    def gap(self) -> float:
        return min(0.06, 0.12 * self.row)

    def place(self, row: int, column: int, columns: int = 1) -> Place:
        x, y = self.left + column * self.cell, self.top - (row + 1) * self.row
        return x, y, columns * self.cell - self.gap, self.row - self.gap

    def size(self, texts: Iterable[str]) -> float:
        """Of the numbers, in points."""
        widest = max((width_of(text, STRONG, bold=self.bold) for text in texts), default=0.0)
        return STRONG if self.row > 0.42 and widest < self.cell - self.gap - 0.06 else TEXT


def _draw(
    canvas: Canvas,
    flows: Complementarity,
    directions: Directions,
    pairs: list[tuple[str, str]],
    language: str,
) -> None:
    words, near = catalogue(language), compatriots(flows)
    tags, names = _names(flows, language)
    corner = words.pgettext("map", "brings ↓ to →")
    left, cell, digits = _columns(canvas.width, directions, tags, [*names, corner], language)
    entries = _key(flows, directions, language)
    if width_of(corner) > left - 0.1:
        entries.insert(0, Entry(corner))
        corner = ""
    if pairs:
        entries.append(Entry(words.pgettext("key", "pair proposed"), line=(INK, 3, "-")))
    if near:
        text = words.pgettext("key", "same country")
        entries.append(Entry(text, line=(GREY, 3, _NEAR["linestyle"])))
    top, floor = canvas.height - 1.2 * line_height(), key_height(entries, canvas.width)
    table = _Table(
        ax=canvas.in_inches(), left=left, top=top, cell=cell, digits=digits, language=language,
        row=min((top - floor) / len(names), _HIGHEST), bold=len(names) <= _ROOMY,
    )  # fmt: skip
    write(table.ax, 0, top + 0.6 * line_height(), corner, colour=GREY)
    for column, tag in enumerate(tags):
        x = table.left + (column + 0.5) * cell - table.gap / 2
        write(table.ax, x, top + 0.6 * line_height(), tag, bold=True, ha="center")
    texts = _texts(directions, table)
    size = table.size(texts.values())
    for row, name in enumerate(names):
        y = top - (row + 0.5) * table.row - table.gap / 2
        write(table.ax, 0, y, fit(name, left - 0.1))
        _draw_row(table, flows, directions, row, texts, tags[row], size)
    _draw_frames(table, flows, near, _NEAR, "country")
    _draw_frames(table, flows, pairs, _CHOSEN, "pair")
    draw_key(table.ax, entries, canvas.width)


def _names(flows: Complementarity, language: str) -> tuple[list[str], list[str]]:
    """Heads of the columns, and of the rows with the names that the former stand for.

    Ids that are too long to stand over a column, or too many, give way to numbers.
    """
    labels, tags = Labels.of(flows, language), list(flows.partners)
    if max(map(len, tags)) > _LONGEST_TAG or len(tags) > _MOST_IDS:
        tags = [number(position, 0, language) for position in range(1, len(tags) + 1)]
    names = [labels.partner(one) for one in flows.partners]
    return tags, [
        tag if tag == name else f"{tag}  {name}" for tag, name in zip(tags, names, strict=True)
    ]


def _columns(
    width: float, directions: Directions, tags: list[str], names: list[str], language: str
) -> tuple[float, float, int]:
    """Share the width: of the names, of a cell, and how many digits fit after the decimal sign.

    Numbers come first, and names are cut if they must.
    """
    bold, mark = len(tags) <= _ROOMY, PROVISIONAL if directions.open.any() else ""
    least, values = max(width_of(tag, bold=True) for tag in tags), directions.amount
    for digits in (1, 0):
        shown = {number(x, digits, language) + mark for x in values[directions.known].tolist()}
        needed = 0.04 + max([least, *(width_of(text, bold=bold) for text in shown)])
        if len(tags) * needed <= width - least - 0.15:
            break
    left = min(max(map(width_of, names)) + 0.25, _NAMES * width, width - len(tags) * needed)
    return left, min((width - left) / len(tags), _WIDEST), digits


def _texts(directions: Directions, table: _Table) -> dict[tuple[int, int], str]:
    """Text of every direction that is known."""
    amount = directions.amount
    return {
        (row, column): number(float(amount[row, column]), table.digits, table.language)
        + (PROVISIONAL if directions.open[row, column] else "")
        for row, column in zip(
            *(index.tolist() for index in directions.known.nonzero()), strict=True
        )
    }


def _draw_row(
    table: _Table,
    flows: Complementarity,
    directions: Directions,
    row: int,
    texts: dict[tuple[int, int], str],
    tag: str,
    size: float,
) -> None:
    words, giver = catalogue(table.language), flows.partners[row]
    if not flows.assessed[row]:
        place = table.place(row, 0, len(flows.partners))
        text = words.pgettext("grid", "has not answered yet")
        if giver not in flows.grid.late:
            text = not_assessed(place[2], words)
        hatched(table.ax, place, text, gid=f"{giver}:late")
        return
    largest = float(directions.amount[directions.known].max(initial=0.0))
    for column, receiver in enumerate(flows.partners):
        place, gid = table.place(row, column), f"{giver}:{receiver}"
        if row == column:
            box(table.ax, *place, facecolor=LIGHT)
            write(table.ax, *middle(place), tag, colour=GREY, ha="center", gid=gid)
        elif (row, column) not in texts:
            hatched(table.ax, place, "?", gid=gid)
        elif directions.carries[row, column]:
            share = directions.amount[row, column] / largest if largest else 0.0
            ground = tint(BLUE, _PALEST + (DEEPEST - _PALEST) * share)
            filled(table.ax, place, texts[row, column], ground, bold=table.bold, size=size, gid=gid)
        else:
            box(table.ax, *place, facecolor=PAPER, edgecolor=PALE, linewidth=1)
            text = texts[row, column]
            write(table.ax, *middle(place), text, colour=GREY, size=size, ha="center", gid=gid)


def _draw_frames(
    table: _Table,
    flows: Complementarity,
    pairs: list[tuple[str, str]],
    look: dict[str, Any],
    kind: str,
) -> None:
    """Draw frames about the cells of pairs, both ways, in the gap between cells."""
    half = table.gap / 2
    for pair in pairs:
        for giver, receiver in (pair, reversed(pair)):
            row, column = flows.partners.index(giver), flows.partners.index(receiver)
            x, y, width, height = table.place(row, column)
            left, right, low, high = x - half, x + width + half, y - half, y + height + half
            table.ax.plot(
                [left, right, right, left, left], [low, low, high, high, low],
                linewidth=72 * 0.8 * table.gap, solid_joinstyle="miter",
                gid=f"{kind}:{giver}:{receiver}", **look,
            )  # fmt: skip


def _key(flows: Complementarity, directions: Directions, language: str) -> list[Entry]:
    """Explain what occurs in the cells, and nothing else."""
    words, entries = catalogue(language), []
    if directions.known.any():
        text = words.pgettext("key", "what one has and the other needs, 0 to {span}")
        text = text.format(span=number(flows.grid.span, 0, language))
        entries.append(Entry(text, line=(tint(BLUE, DEEPEST), 10, "-")))
    if (directions.known & ~directions.carries).any():
        text = words.pgettext("key", "nothing that the other gives priority")
        entries.append(Entry(text, sign="□"))
    # More unknown cells than the diagonal has, in rows that are not said to be missing as a whole.
    if (~directions.known[flows.assessed]).sum() > flows.assessed.sum():
        entries.append(Entry(words.pgettext("grid", "not assessed"), sign="?"))
    return entries + mark_entries([PROVISIONAL] if directions.open.any() else [], language)
