"""Why us two, for one partner: what it gives, what it receives, and the second choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import flows_behind, unscored
from prospects_analysis.charts.explaining import summary_in_words
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height
from prospects_analysis.charts.labels import Labels, listed
from prospects_analysis.charts.strongest import draw_column_heads, draw_criterion
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    PALE,
    STRONG,
    box,
    fit,
    line_height,
    size_for,
    width_of,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.charts.titles import card_title
from prospects_analysis.exchange import STRONGEST
from prospects_analysis.pairing.explanation import Explanation
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_OUT, _BACK = "gives", "receives"  # the two directions
_GAP = 0.6  # between the halves, inches
_HEAD = 0.85  # the name, and below it the mates and the heads of the numbers
_BAR = 0.3
_VALUE = 0.55  # room beyond the longest bar for its number
_SUMMARY_LINES = 4


def plot_partner(
    pairing: Pairing,
    partner: str,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
) -> Figure:
    """Draw why a partner has the mates that it has.

    The left half shows what it gives, the right half what it receives: the criteria that transfer
    most, at most three, with what the giver has, what the receiver needs, and a bar for what comes
    of both. Below stand the score, the second choice and its cost. In a trio each criterion names
    the mate. A binôme without a score, and a partner in none, have a sentence instead.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.
    partner : str
    language : str
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.titles.card_title`. None: no title.

    Returns
    -------
    figure : Figure
        Of a slide's size.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or the partner is unknown.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> figure = plot_partner(pairing, "A", language="en")
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "A:B:t2"]
    ['1.6']
    """
    said = summary_in_words(pairing, partner, language)
    labels, canvas = Labels.of(pairing, language), open_canvas(None)
    canvas.in_inches()
    binome = next((one for one in pairing.binomes if partner in one), (partner,))
    ordered = (partner, *(one for one in binome if one != partner))
    if len(binome) == 1 or unscored(flows_behind(pairing, binome), binome):
        _draw_sentences(canvas, said)
    else:
        _draw_halves(canvas, pairing, partner, said, language)
    message = labels.partner(partner)
    if len(binome) > 1:
        message = card_title(pairing, ordered, language)
    canvas.finish(message if title is True else title, footer_text(pairing, language))
    return cast(Figure, canvas.axes.figure)


def _draw_sentences(canvas: Canvas, said: Sequence[str]) -> None:
    lines = [line for one in said for line in wrap(one, 0.8 * canvas.width, STRONG, lines=3)]
    x, y = canvas.width / 2, 0.6 * canvas.height
    write_lines(canvas.axes, x, y, lines, size=STRONG, colour=GREY, ha="center", gid="summary")


def _draw_halves(
    canvas: Canvas, pairing: Pairing, partner: str, said: Sequence[str], language: str
) -> None:
    ax, words, labels = canvas.axes, catalogue(language), Labels.of(pairing, language)
    explanation, span = pairing.explain(partner), _span(pairing, partner)
    text = words.pgettext("key", "what one has and the other needs, 0 to {span}")
    entries = [Entry(text.format(span=number(span, 0, language)), line=(BLUE, 10, "-"))]
    draw_key(ax, entries, canvas.width)
    foot = _draw_summary(canvas, said, key_height(entries, canvas.width))
    name, mates = labels.partner(partner), [labels.partner(one) for one in explanation.mates]
    heads = [
        words.pgettext("explanation", "{name} gives").format(name=name),
        words.pgettext("explanation", "{name} receives").format(name=name),
    ]
    width = (canvas.width - _GAP) / 2
    size = size_for(heads, width)
    middle = canvas.width / 2
    ax.plot([middle, middle], [foot + 0.1, canvas.height], color=PALE, linewidth=1)
    sides = ((_OUT, explanation.gives), (_BACK, explanation.receives))
    for half, (head, (way, rows)) in enumerate(zip(heads, sides, strict=True)):
        x = half * (width + _GAP)
        top = canvas.height - 0.2
        write(ax, x, top, fit(head, width, size, bold=True), size=size, bold=True, colour=BLUE)
        mate = fit(_towards(listed(mates, words), way), width - 2.4)
        write(ax, x, top - 0.4, mate, colour=GREY)
        if rows.empty:
            text = words.pgettext("card", "nothing that the other needs")
            write(ax, x, top - 1.1, fit(text, width), colour=GREY, gid=f"{way}:nothing")
            continue
        draw_column_heads(ax, x + width, top - 0.4, language)
        place = (x, canvas.height - _HEAD, width, (canvas.height - _HEAD - foot) / STRONGEST)
        _draw_rows(ax, explanation, _shown(rows), way, labels, language, place, span)


def _towards(name: str, way: str) -> str:
    """Name the other, with an arrow that points from giver to receiver, left to right."""
    return f"→ {name}" if way == _OUT else f"{name} →"


def _giver_first(partner: str, mate: str, way: str) -> tuple[str, str]:
    return (partner, mate) if way == _OUT else (mate, partner)


def _span(pairing: Pairing, partner: str) -> float:
    binome = next(one for one in pairing.binomes if partner in one)
    return float(flows_behind(pairing, binome).grid.span)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of both mates that transfer most."""
    return rows.sort_values("transfer", ascending=False, kind="stable").head(STRONGEST)


def _draw_summary(canvas: Canvas, said: Sequence[str], floor: float) -> float:
    """Write the score, the second choice and its cost above ``floor``; give where they begin."""
    lines = _summary_lines(said, canvas.width)
    ax, pitch = canvas.axes, line_height()
    top = floor + len(lines) * pitch + 0.15
    ax.plot([0, canvas.width], [top, top], color=PALE, linewidth=1)
    for position, (line, bold) in enumerate(lines):
        y = top - 0.12 - (position + 0.5) * pitch
        write(ax, 0, y, line, bold=bold, gid="summary")
    return top


def _summary_lines(said: Sequence[str], width: float) -> list[tuple[str, bool]]:
    """Break the paragraphs; where they take too many lines, those after the first run on."""
    first, *rest = said
    head = [(line, True) for line in wrap(first, width, bold=True)]
    room = _SUMMARY_LINES - len(head)
    body = [line for one in rest for line in wrap(one, width)]
    if len(body) > room:
        body = wrap(" ".join(rest), width, lines=room)
    return [*head, *((line, False) for line in body)]


def _draw_rows(
    ax: Axes,
    explanation: Explanation,
    rows: pd.DataFrame,
    way: str,
    labels: Labels,
    language: str,
    place: tuple[float, float, float, float],
    span: float,
) -> None:
    """Draw a row a criterion, downward from ``place`` (left, top, width, height of a row)."""
    x, top, width, height = place
    names = {mate: _towards(labels.partner(mate), way) for mate in explanation.mates}
    room = min(max(map(width_of, names.values())), width / 2) if len(names) > 1 else 0.0
    for position, row in enumerate(rows.itertuples(index=False)):
        giver, receiver = _giver_first(explanation.partner, row.mate, way)
        gid = f"{giver}:{receiver}"
        y = top - position * height
        draw_criterion(ax, row, labels, language, (x, y - 0.3, width), gid)
        bar = y - min(height - 0.1, 0.78)
        _draw_bar(
            ax, row, language, (x, bar, width - room - _VALUE, span), f"{gid}:{row.criterion}"
        )
        if room:
            name = fit(names[row.mate], room)
            write(ax, x + width, bar, name, colour=GREY, ha="right")


def _draw_bar(
    ax: Axes, row: Any, language: str, place: tuple[float, float, float, float], gid: str
) -> None:
    """Draw what transfers, from ``place`` (left, middle, width of the whole scale, span)."""
    x, middle, width, span = place
    length = width * row.transfer / span
    box(ax, x, middle - _BAR / 2, length, _BAR, facecolor=BLUE).set_gid(gid)
    text = number(row.transfer, 1, language)
    write(ax, x + length + 0.1, middle, text, bold=True, gid=gid)
