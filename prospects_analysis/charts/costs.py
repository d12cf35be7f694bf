"""What another pair would cost: the price of each pin and each ban, pair by pair."""

from __future__ import annotations

from math import isnan
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    TEXT,
    box,
    filled,
    fit,
    line_height,
    outlined,
    tint,
    width_of,
    write,
)
from prospects_analysis.charts.titles import footer_text
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_NAMES = 0.3  # share of the width for the names at the most
_GAP = 0.05  # inches


def plot_costs(
    costs: pd.DataFrame,
    pairing: Pairing,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw what it would cost to pin each pair, and to forbid each that stands.

    Parameters
    ----------
    costs : DataFrame
        As :func:`prospects_analysis.sensitivity.changes.costs` gives them.
    pairing : Pairing
        That they were reckoned for.
    language : str, one of wording.LANGUAGES
    title : True, str or None
        True: the message, :func:`costs_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes
    """
    canvas = open_canvas(ax)
    canvas.in_inches()
    _draw(canvas, costs, pairing, language)
    message = costs_title(costs, pairing, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def costs_title(costs: pd.DataFrame, pairing: Pairing, language: str) -> str:
    """Say what the cheapest and the dearest other pair would cost of the total."""
    words = catalogue(language)
    others = costs.loc[~costs["stands"].astype(bool), "cost"].dropna()
    if others.empty:
        return words.pgettext("title", "No other pair is possible")
    text = words.pgettext("title", "Another pair costs {low} to {high} of a total of {total}")
    return text.format(
        low=number(others.min(), 2, language),
        high=number(others.max(), 2, language),
        total=number(pairing.total, 2, language),
    )


def _draw(canvas: Canvas, costs: pd.DataFrame, pairing: Pairing, language: str) -> None:
    ax, words, labels = canvas.axes, catalogue(language), Labels.of(pairing, language)
    partners = pairing.problem.partners
    names = [f"{one}  {labels.partner(one)}" for one in partners]
    left = min(max(map(width_of, names)) + 0.2, _NAMES * canvas.width)
    foot = 2.6 * line_height()
    width = (canvas.width - left) / max(len(partners) - 1, 1)
    height = (canvas.height - foot - line_height() - 0.1) / max(len(partners) - 1, 1)
    top = canvas.height - line_height() - 0.1
    for column, name in enumerate(partners[:-1]):
        x = left + (column + 0.5) * width
        write(ax, x, top + 0.1 + line_height() / 2, fit(name, width, bold=True), bold=True,
              ha="center")  # fmt: skip
    for row, name in enumerate(names[1:]):
        write(ax, 0, top - (row + 0.5) * height, fit(name, left - 0.15))
    place_of = {name: position for position, name in enumerate(partners)}
    for one in costs.itertuples():
        row, column = place_of[one.partner_b] - 1, place_of[one.partner_a]
        place = (left + column * width, top - (row + 1) * height + _GAP / 2,
                 width - _GAP, height - _GAP)  # fmt: skip
        gid = f"{one.partner_a}:{one.partner_b}"
        if isnan(one.cost):
            outlined(ax, place, "×", gid=gid)
        elif one.stands:
            filled(ax, place, number(one.cost, 2, language), BLUE, bold=True, gid=gid)
        else:
            filled(ax, place, number(one.cost, 2, language), tint(BLUE, 0.12), gid=gid)
    y = 1.5 * line_height()
    for ground, text in (
        (BLUE, words.pgettext("costs", "proposed pair: what it costs to forbid it")),
        (tint(BLUE, 0.12), words.pgettext("costs", "other pair: what it costs to want it")),
    ):
        box(ax, 0, y - TEXT / 144, 0.3, TEXT / 72, facecolor=ground)
        write(ax, 0.42, y, fit(text, canvas.width - 0.5), colour=GREY)
        y -= 1.2 * line_height()
