"""The card of a trio: six directions, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.exchanges import flows_behind, marked_score
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.strongest import draw_column_heads, draw_criterion
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    PALE,
    box,
    fit,
    line_height,
    write,
)
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_NAMES, _VALUE, _CRITERION = 2.9, 0.6, 5.6  # widths in inches; bars take the rest
_HEAD = 0.4


def draw_trio(
    canvas: Canvas,
    pairing: Pairing,
    trio: Sequence[str],
    labels: Labels,
    language: str,
    floor: float,
) -> None:
    """Draw what each gives each other in all, and the criterion that transfers most."""
    ax, words, flows = canvas.axes, catalogue(language), flows_behind(pairing, trio)
    directions = list(permutations(trio, 2))
    row = (canvas.height - _HEAD - floor) / len(directions)
    bars = canvas.width - _NAMES - _CRITERION - _VALUE - 0.3
    largest = max(float(flows.directed.to_numpy().max()), 1e-9)
    y = canvas.height - _HEAD / 2
    score = words.pgettext("card", "score {score}").format(
        score=marked_score(pairing, trio, language)
    )
    write(ax, 0, y, score, bold=True, gid="score")
    write(ax, _NAMES, y, words.pgettext("card", "in all"), colour=GREY)
    write(ax, canvas.width - _CRITERION, y, words.pgettext("card", "above all"), colour=GREY)
    draw_column_heads(ax, canvas.width, y, language)
    for position, (giver, receiver) in enumerate(directions):
        middle = canvas.height - _HEAD - (position + 0.5) * row
        if position % 2 == 0:
            top = middle + row / 2
            ax.plot([0, canvas.width], [top, top], color=PALE, linewidth=1)
        half = line_height() / 2
        write(ax, 0, middle + half, fit(labels.partner(giver), _NAMES - 0.2, bold=True), bold=True)
        write(ax, 0, middle - half, fit(f"→ {labels.partner(receiver)}", _NAMES - 0.2))
        amount = float(flows.directed.loc[giver, receiver])
        gid = f"{giver}:{receiver}"
        length = bars * amount / largest
        box(ax, _NAMES, middle - 0.17, length, 0.34, facecolor=BLUE).set_gid(gid)
        text = number(amount, 1, language)
        write(ax, _NAMES + length + 0.1, middle, text, bold=True, gid=gid)
        place = (canvas.width - _CRITERION, middle, _CRITERION)
        best = flows.strongest(giver, receiver, 1)
        for criterion in best.itertuples(index=False):
            draw_criterion(ax, criterion, labels, language, place, gid)
        if best.empty:
            write(ax, place[0], middle, "–", colour=GREY)
