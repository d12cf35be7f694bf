"""What another pair would cost: the price of each pin and each ban, pair by pair."""

from __future__ import annotations

from math import isnan
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from prospects_analysis.charts.bound import draw_too_many
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    FAINT,
    filled,
    fit,
    line_height,
    outlined,
    tint,
    width_of,
    write,
)
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

_NAMES = 0.3  # share of the width for the names at the most
_WIDEST, _HIGHEST, _GAP = 1.7, 0.9, 0.05  # of a cell, between cells; inches
_IMPOSSIBLE = "×"
_NOTHING = 1e-9
_OTHER = tint(BLUE, FAINT)


def plot_costs(
    costs: pd.DataFrame,
    pairing: Pairing,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw what it would cost to pin each pair, and to forbid each that stands.

    Above twelve partners the costs are not computed, which is said in words.

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

    Examples
    --------
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> from prospects_analysis.sensitivity.changes import costs
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> pairing = pair_partners(pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD")))
    >>> ax = plot_costs(costs(pairing), pairing, language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("A:B", "A:C")]
    ['1.50', '1.50']
    """
    canvas = open_canvas(ax)
    canvas.in_inches()
    if pairing.problem.size > LARGEST_ENUMERATED:
        text = catalogue(language).pgettext(
            "costs", "What one chosen pair would cost can still be computed."
        )
        draw_too_many(canvas, pairing, language, text)
    else:
        _draw(canvas, costs, pairing, language)
    message = costs_title(costs, pairing, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def costs_title(costs: pd.DataFrame, pairing: Pairing, language: str) -> str:
    """Say what the cheapest and the dearest other pair would cost of the total.

    Examples
    --------
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> from prospects_analysis.sensitivity.changes import costs
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> pairing = pair_partners(pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD")))
    >>> costs_title(costs(pairing), pairing, "en")
    'Another pair costs 1.50 to 3.50 of a total of 3.50'
    """
    words = catalogue(language)
    if pairing.problem.size > LARGEST_ENUMERATED:
        return words.pgettext(
            "title", "More than twelve partners: what other pairs would cost was not computed"
        )
    if not pairing.binomes:
        return words.pgettext("title", "No pair can be formed yet")
    others = costs.loc[~costs["stands"].astype(bool), "cost"].dropna()
    if others.empty:
        return words.pgettext("title", "No other pair is possible")
    if others.max() < _NOTHING:
        return words.pgettext("title", "No other pair costs anything: the scores do not decide")
    text = words.pgettext("title", "Another pair costs {low} to {high} of a total of {total}")
    return text.format(
        low=number(others.min(), 2, language),
        high=number(others.max(), 2, language),
        total=number(pairing.total, 2, language),
    )


def _draw(canvas: Canvas, costs: pd.DataFrame, pairing: Pairing, language: str) -> None:
    ax, labels = canvas.axes, Labels.of(pairing, language)
    partners, entries = pairing.problem.partners, _key(costs, language)
    names = [labels.partner(one) for one in partners]
    names = [
        one if one == name else f"{one}  {name}" for one, name in zip(partners, names, strict=True)
    ]
    left = min(max(map(width_of, names)) + 0.2, _NAMES * canvas.width)
    top, rows = canvas.height - line_height() - 0.1, max(len(partners) - 1, 1)
    width = min((canvas.width - left) / rows, _WIDEST)
    height = min((top - key_height(entries, canvas.width)) / rows, _HIGHEST)
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
            outlined(ax, place, _IMPOSSIBLE, gid=gid)
        elif one.stands:
            filled(ax, place, number(one.cost, 2, language), BLUE, bold=True, gid=gid)
        else:
            filled(ax, place, number(one.cost, 2, language), _OTHER, gid=gid)
    draw_key(ax, entries, canvas.width)


def _key(costs: pd.DataFrame, language: str) -> list[Entry]:
    """Explain what occurs in the cells, and nothing else."""
    words = catalogue(language)
    stands, possible = costs["stands"].astype(bool), costs["cost"].notna()
    entries = []
    if (stands & possible).any():
        text = words.pgettext("costs", "proposed pair: what it costs to forbid it")
        entries.append(Entry(text, line=(BLUE, 12, "-")))
    if (~stands & possible).any():
        text = words.pgettext("costs", "other pair: what it costs to want it")
        entries.append(Entry(text, line=(_OTHER, 12, "-")))
    if not possible.all():
        text = words.pgettext("costs", "not possible under the rules")
        entries.append(Entry(text, sign=_IMPOSSIBLE))
    return entries
