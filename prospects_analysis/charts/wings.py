"""The butterfly of a pair: themes in the middle, what each gives to either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.exchanges import (
    absent_text,
    flows_behind,
    marked_score,
    theme_amounts,
)
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.practices import Practices
from prospects_analysis.charts.strongest import Block, block_heights, draw_block, draw_practice
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    INK,
    PALE,
    STRONG,
    box,
    fit,
    size_for,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

#: Themes that have room, and above good practices; of more, those on which most is given.
MOST_THEMES, MOST_ABOVE_PRACTICES = 6, 4

_MIDDLE = 3.75  # width of the column of themes, inches
_VALUE = 1.4  # room beyond the longest bar for what stands at its end
_HEAD = 0.5


@dataclass(frozen=True, eq=False, kw_only=True)
class _Wings:
    """Bars to the left (side 0) and right (side 1) of the themes, in inches."""

    ax: Axes
    language: str
    centre: float
    reach: float
    largest: float

    def base(self, side: int) -> float:
        return self.centre + (side - 0.5) * _MIDDLE

    def length(self, amount: float) -> float:
        return (self.reach - _VALUE) * amount / self.largest if self.largest > 0 else 0.0


def draw_pair(
    canvas: Canvas,
    pairing: Pairing,
    pair: Sequence[str],
    practices: Practices,
    labels: Labels,
    language: str,
    floor: float,
) -> None:
    """Draw the two wings, and below them what stands out each way, above ``floor``.

    Bars of all cards of a pairing have one scale, so that cards can be compared.
    """
    words, flows = catalogue(language), flows_behind(pairing, pair)
    a, b = pair
    wings = _Wings(
        ax=canvas.axes,
        language=language,
        centre=canvas.width / 2,
        reach=(canvas.width - _MIDDLE) / 2,
        largest=float(flows.transfers["amount"].max()),
    )
    _draw_heads(wings, canvas.height - _HEAD / 2, [labels.partner(a), labels.partner(b)])
    middle = (wings.centre, canvas.height - _HEAD / 2)
    score = words.pgettext("card", "score {score}").format(
        score=marked_score(pairing, pair, language)
    )
    write(wings.ax, *middle, score, size=STRONG, bold=True, ha="center", gid="score")
    half = canvas.width / 2 - 0.3
    blocks = [Block.of(flows, way, practices, words, half) for way in ((a, b), (b, a))]
    criteria, practice = block_heights(blocks)
    top, foot = canvas.height - _HEAD, floor + criteria + practice
    amounts = (theme_amounts(flows, a, b), theme_amounts(flows, b, a))
    _draw_themes(wings, amounts, labels, top, foot, most_themes(practices))
    wings.ax.plot([0, canvas.width], [foot, foot], color=PALE, linewidth=1)
    for x, block in zip((0.0, canvas.width - half), blocks, strict=True):
        draw_block(wings.ax, block, labels, language, (x, foot, half))
        draw_practice(wings.ax, block, language, (x, floor, half, practice))


def most_themes(practices: Practices) -> int:
    """How many themes have room on the card of a pair."""
    return MOST_ABOVE_PRACTICES if practices else MOST_THEMES


def _draw_heads(wings: _Wings, y: float, names: Sequence[str]) -> None:
    words = catalogue(wings.language)
    heads = [words.pgettext("card", "{name} brings").format(name=name) for name in names]
    size = size_for(heads, wings.reach)
    for side, head in enumerate(heads):
        text, ha = fit(head, wings.reach, size, bold=True), "left" if side else "right"
        write(wings.ax, wings.base(side), y, text, size=size, bold=True, colour=BLUE, ha=ha)


def _draw_themes(
    wings: _Wings,
    amounts: tuple[pd.DataFrame, pd.DataFrame],
    labels: Labels,
    top: float,
    foot: float,
    most: int,
) -> None:
    shown = _shown(amounts, most)
    row = min((top - foot - 0.15) / len(shown), 0.55)
    for position, theme in enumerate(shown):
        y = top - (position + 1) * row
        name = wrap(labels.theme(theme), _MIDDLE - 0.15, lines=2 if row > 0.46 else 1)
        write_lines(wings.ax, wings.centre, y + row / 2, name, ha="center")
        for side, frame in enumerate(amounts):
            amount, absent = float(frame.loc[theme, "amount"]), str(frame.loc[theme, "absent"])
            giver, receiver = frame.attrs["giver"], frame.attrs["receiver"]
            gid = f"{giver}:{receiver}:{theme}"
            if absent:
                _write_at_end(
                    wings, y + row / 2, 0.0, absent_text(absent, wings.language), side, gid
                )
            else:
                _draw_bar(wings, y + row / 2, row, amount, side, gid)


def _draw_bar(wings: _Wings, y: float, row: float, amount: float, side: int, gid: str) -> None:
    length = wings.length(amount)
    left = wings.base(side) - (0 if side else length)
    box(wings.ax, left, y - 0.33 * row, length, 0.66 * row, facecolor=BLUE).set_gid(gid)
    _write_at_end(wings, y, length, number(amount, 1, wings.language), side, gid, bold=True)


def _write_at_end(
    wings: _Wings, y: float, length: float, text: str, side: int, gid: str, *, bold: bool = False
) -> None:
    x = wings.base(side) + (2 * side - 1) * (length + 0.1)
    colour, ha = INK if bold else GREY, "left" if side else "right"
    write(wings.ax, x, y, text, bold=bold, colour=colour, ha=ha, gid=gid)


def _shown(amounts: Sequence[pd.DataFrame], room: int) -> list[str]:
    """Themes in order; where there are too many, those on which most is given either way."""
    most = pd.concat([frame["amount"] for frame in amounts], axis=1).max(axis=1)
    kept = set(most.sort_values(ascending=False, kind="stable").index[:room])
    return [theme for theme in most.index if theme in kept]
