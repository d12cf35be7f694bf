"""What single answer would change the pairs: from which value to which, on the scale."""

from __future__ import annotations

from math import ceil
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.bound import draw_too_many
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.charts.levels import plain_number
from prospects_analysis.charts.style import (
    GREY,
    INK,
    LARGE,
    PALE,
    PAPER,
    SIDE_COLOURS,
    STRONG,
    TEXT,
    box,
    fit,
    line_height,
    width_of,
    wrap,
    write,
)
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import catalogue, number

MOST_ROWS = 8
_ANSWER = ["partner", "criterion", "side"]
_NAMES = 0.46  # share of the width for the answers' names
_BOX, _TALL = 0.5, 0.36  # inches: width of a value's box, and its height
_HIGHEST = 0.85


def plot_changes(
    changes: pd.DataFrame,
    pairing: Pairing,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the smallest changes of one answer after which the pairs are no longer the best.

    All of them are of the same size; eight at the most are drawn, of as many partners as can be and
    in partner order, and the others counted. Where no single answer can, or none was tried, it is
    said in words.

    Parameters
    ----------
    changes : DataFrame
        As :func:`prospects_analysis.sensitivity.changes.smallest_changes` gives them.
    pairing : Pairing
        That they were looked for; the best of its grid.
    language : str, one of wording.LANGUAGES
    title : True, str or None
        True: the message, :func:`changes_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If no grid stands behind the pairing.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> from prospects_analysis.sensitivity.changes import smallest_changes
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> pairing = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> ax = plot_changes(smallest_changes(pairing), pairing, language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("given:0", "changed:0")]
    ['2', '1']
    """
    grid = _grid(pairing)
    canvas = open_canvas(ax)
    canvas.in_inches()
    if changes.empty:
        _draw_none(canvas, pairing, grid, language)
    else:
        _draw(canvas, changes, pairing, grid, language)
    message = changes_title(changes, pairing, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def changes_title(changes: pd.DataFrame, pairing: Pairing, language: str) -> str:
    """Say how far one answer must be changed to change the pairs, and how many answers can.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> from prospects_analysis.sensitivity.changes import smallest_changes
    >>> resources = pd.DataFrame({"t": [5, 4, 1, 1], "u": [1, 1, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [2, 3, 4, 5], "u": [2, 3, 1, 2]}, index=list("ABCD"))
    >>> pairing = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> title = changes_title(smallest_changes(pairing), pairing, "en")
    >>> title.partition(";")[0]
    'One answer moved by 1 point would be enough to change the pairs'
    """
    words, grid = catalogue(language), _grid(pairing)
    if pairing.problem.size > LARGEST_ENUMERATED:
        return words.pgettext("title", "More than twelve partners: no single answer was tried out")
    if not pairing.binomes:
        return words.pgettext("title", "No pair can be formed yet")
    if pairing.count == 1:
        return words.pgettext("title", "Only one way to form the pairs keeps all the rules")
    if changes.empty:
        return words.pgettext(
            "title", "None of the answers given, changed by itself, would change the pairs"
        )
    size = float((changes["changed"] - changes["given"]).abs().iloc[0])
    text = words.npgettext(
        "title",
        "One answer moved by {n} point would be enough to change the pairs",
        "One answer moved by {n} points would be enough to change the pairs",
        ceil(size),
    ).format(n=plain_number(size, language))
    able = len(changes.drop_duplicates(_ANSWER))
    clause = words.npgettext(
        "title",
        "; this holds for {n} of {of} answers",
        "; this holds for {n} of {of} answers",
        able,
    )
    of = number(_answers(grid), 0, language)
    return text + clause.format(n=number(able, 0, language), of=of)


def spread(changes: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """Choose so many changes from as many partners as can be, in the order that they have.

    Examples
    --------
    >>> spread(pd.DataFrame({"partner": list("AAABC")}), 4)["partner"].tolist()
    ['A', 'A', 'B', 'C']
    """
    turn = changes.groupby("partner", sort=False).cumcount()
    return changes.loc[turn.sort_values(kind="stable").index[:most].sort_values()]


def _grid(pairing: Pairing) -> Grid:
    if pairing.flows is None:
        raise ValueError(
            "The answers that would change the pairs were asked of a plain score matrix. Must be "
            "a pairing made from a grid."
        )
    return pairing.flows.grid


def _answers(grid: Grid) -> int:
    return int(np.isfinite(grid.ratings_arrays.value).sum())


def missing_text(grid: Grid, language: str) -> str:
    """Say how many answers are missing of those who answered; ``""`` where none is.

    They were not tried out, and are likelier to come than given ones to change.
    """
    cells = grid.ratings_arrays
    asked = cells.applicable.any(axis=(1, 2)) & np.isfinite(cells.value).any(axis=(1, 2))
    count = int((np.isnan(cells.value) & cells.applicable)[asked].sum())
    if count == 0:
        return ""
    return (
        catalogue(language)
        .npgettext(
            "changes",
            "{n} answer is missing: once given, it may change the pairs.",
            "{n} answers are missing: once given, they may change the pairs.",
            count,
        )
        .format(n=number(count, 0, language))
    )


def _draw(
    canvas: Canvas, changes: pd.DataFrame, pairing: Pairing, grid: Grid, language: str
) -> None:
    ax, labels = canvas.axes, Labels.of(pairing, language)
    shown = spread(changes)
    low, high = grid.scale
    left, right = _NAMES * canvas.width + _BOX / 2, canvas.width - _BOX / 2 - 0.03
    top = canvas.height - 1.4 * line_height()
    foot = _draw_key(canvas, len(changes) - len(shown), language)
    height = min((top - foot) / len(shown), _HIGHEST)
    for level in range(low, high + 1):
        x = left + (level - low) / (high - low) * (right - left)
        ax.plot([x, x], [top - len(shown) * height, top], color=PALE, linewidth=2, zorder=0.5)
        write(ax, x, top + 0.7 * line_height(), str(level), colour=GREY, ha="center")
    for row, one in enumerate(shown.itertuples()):
        y = top - (row + 0.5) * height
        if row:
            ax.plot([0, canvas.width], [y + height / 2] * 2, color=PALE, linewidth=1, zorder=0.4)
        head = f"{labels.partner(str(one.partner))} · {side_text(str(one.side), language)}"
        room = _NAMES * canvas.width - 0.2
        write(ax, 0, y + line_height() / 2, fit(head, room, bold=True), bold=True)
        text = fit(labels.criterion(str(one.criterion)), room)
        write(ax, 0, y - line_height() / 2, text, colour=GREY)
        places = [
            left + (at - low) / (high - low) * (right - left) for at in (one.given, one.changed)
        ]
        colour = SIDE_COLOURS[SIDES.index(str(one.side))]
        _draw_move(ax, places, y, colour)
        given, changed = (plain_number(float(at), language) for at in (one.given, one.changed))
        write(ax, places[0], y, given, size=TEXT, ha="center", gid=f"given:{row}")
        look: dict[str, Any] = {"bold": True, "colour": PAPER, "ha": "center"}
        write(ax, places[1], y, changed, gid=f"changed:{row}", **look)


def _draw_move(ax: Axes, places: list[float], y: float, colour: str) -> None:
    """Draw both values' boxes, and an arrow from the one to the other."""
    a, b = places
    way = 1 if b > a else -1
    tip = b - way * _BOX / 2
    ax.plot([a, tip - way * 0.1], [y, y], color=colour, linewidth=3, solid_capstyle="butt")
    ax.plot([tip - way * 0.06], [y], marker=">" if way > 0 else "<", markersize=10, color=colour)
    for x, look in ((a, {"facecolor": PAPER, "edgecolor": colour, "linewidth": 2}),
                    (b, {"facecolor": colour})):  # fmt: skip
        box(ax, x - _BOX / 2, y - _TALL / 2, _BOX, _TALL, zorder=3, **look)


def _draw_key(canvas: Canvas, more: int, language: str) -> float:
    """Explain the boxes, count what is not shown; give the inches that it takes."""
    ax, words = canvas.axes, catalogue(language)
    texts = (
        ({"facecolor": PAPER, "edgecolor": INK, "linewidth": 2},
         words.pgettext("changes", "answer as given")),
        ({"facecolor": INK}, words.pgettext("changes", "with this one, other pairs are better")),
    )  # fmt: skip
    x, y = 0.0, 0.6 * line_height()
    for look, text in texts:
        box(ax, x + 0.02, y - TEXT / 144, 0.36, TEXT / 72, **look)
        write(ax, x + 0.5, y, fit(text, canvas.width - x - 0.5), colour=GREY)
        x += 0.5 + width_of(text) + 0.4
    if more:
        text = words.npgettext("outside", "and {n} other", "and {n} others", more).format(
            n=number(more, 0, language)
        )
        write(ax, canvas.width, y, fit(text, canvas.width - x), bold=True, colour=GREY, ha="right",
              gid="more")  # fmt: skip
    return 1.2 * line_height() + 0.15


def _draw_none(canvas: Canvas, pairing: Pairing, grid: Grid, language: str) -> None:
    """Write large how many answers were tried, and below it what that means."""
    ax, words = canvas.axes, catalogue(language)
    if pairing.problem.size > LARGEST_ENUMERATED:
        draw_too_many(canvas, pairing, language)
        return
    answers, (low, high) = _answers(grid), grid.scale
    y = 0.68 * canvas.height
    figures = (
        (answers, words.pgettext("changes", "answers, changed one at a time")),
        (0, words.pgettext("changes", "of them change the pairs")),
    )
    for column, (value, name) in enumerate(figures):
        x = column * canvas.width / 2
        look: dict[str, Any] = {"size": LARGE, "bold": True, "colour": SIDE_COLOURS[0]}
        write(ax, x, y + 0.45, number(value, 0, language), **look)
        for row, part in enumerate(wrap(name, canvas.width / 2 - 0.3, STRONG)):
            level = y - 0.15 - row * line_height(STRONG)
            write(ax, x, level, part, size=STRONG, colour=GREY)
    y -= 0.9
    ax.plot([0, canvas.width], [y] * 2, color=PALE, linewidth=1)
    y -= 0.4
    for text in (
        words.pgettext(
            "changes", "Each was set to every value from {low} to {high}, all others as given."
        ).format(low=low, high=high),
        words.pgettext("changes", "Two answers changed together may still change the pairs.")
        if (pairing.count or 0) > 1
        else words.pgettext("alternatives", "No other way keeps all the rules."),
        missing_text(grid, language),
    ):
        for line in wrap(text, canvas.width, STRONG):
            write(ax, 0, y, line, size=STRONG)
            y -= 1.2 * line_height(STRONG)
