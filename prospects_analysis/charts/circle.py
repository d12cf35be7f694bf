"""The binômes on a circle: mates side by side, and every other pair that would be possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot, isnan
from typing import Literal

import numpy as np
from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import marked_score, unscored
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height, mark_entries
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.outside import draw_outside, outside_width
from prospects_analysis.charts.ring import Seat, seats
from prospects_analysis.charts.scores import draw_scores
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    LIGHT,
    PAPER,
    STRONG,
    TEXT,
    fit,
    mix,
    width_of,
    write,
)
from prospects_analysis.charts.titles import binomes_title
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number

#: More than that would be a tangle: the chart counts binômes by score instead.
MOST_PARTNERS = 20

# Inches: between two lines of names, from the circle to where names begin, from there to the name.
_LABEL_GAP, _NAME_OFF, _LEADER = 0.28, 0.25, 0.08


def plot_binomes(
    pairing: Pairing,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the binômes on a circle, joined by thick lines with their scores.

    Thin lines are the other admissible pairs; the higher a score, the thicker and darker its line.
    ⇄ marks a binôme in which each has something established that the other gives priority, * one
    whose score is provisional. Partners in no binôme stand outside, with the reason. More than
    twenty partners: the binômes are counted by score.

    Parameters
    ----------
    pairing : Pairing
    language : str
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.titles.binomes_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> ax = plot_binomes(pair_partners(scores), language="en")
    >>> [line.get_gid() for line in ax.lines if line.get_gid().startswith("chosen")]
    ['chosen:A-B', 'chosen:C-D']
    """
    canvas = open_canvas(ax)
    labels = Labels.of(pairing, language)
    if sum(map(len, pairing.binomes)) > MOST_PARTNERS:
        draw_scores(canvas, pairing, language)
    else:
        _draw(canvas, pairing, labels, language)
    message = binomes_title(pairing, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


@dataclass(frozen=True, eq=False, kw_only=True)
class _Circle:
    """The circle's place on the axes, in inches, and who sits where."""

    ax: Axes
    pairing: Pairing
    language: str
    centre: tuple[float, float]
    label_widths: tuple[float, float]
    seats: dict[str, Seat]
    limits: tuple[float, float]

    def strength(self, score: float) -> float:
        """Where a score lies between the lowest and the highest of all admissible pairs, 0..1."""
        low, high = self.limits
        return (score - low) / (high - low) if high > low else 0.5

    def point(self, partner: str) -> tuple[float, float]:
        seat = self.seats[partner]
        return self.centre[0] + seat.x, self.centre[1] + seat.y


def _draw(canvas: Canvas, pairing: Pairing, labels: Labels, language: str) -> None:
    ax = canvas.in_inches()
    if not pairing.binomes:
        draw_outside(canvas, pairing, labels, language, 0.0)
        return
    entries = _key(pairing, language)
    floor = key_height(entries, canvas.width)
    aside = outside_width(pairing, labels, language, canvas.width)
    placed, reach = _seats(pairing, (canvas.height - floor) / 2)
    room = canvas.width - aside - 2 * reach
    widths = _label_widths(placed, labels, room)
    circle = _Circle(
        ax=ax,
        pairing=pairing,
        language=language,
        centre=((room - sum(widths)) / 2 + widths[0] + reach, (canvas.height + floor) / 2),
        label_widths=widths,
        seats={seat.partner: seat for seat in placed},
        limits=_limits(pairing),
    )
    _draw_others(circle)
    for binome in pairing.binomes:
        _draw_binome(circle, binome)
    for seat in placed:
        _draw_partner(circle, seat, labels)
    draw_key(ax, entries, canvas.width)
    draw_outside(canvas, pairing, labels, language, floor)


def _seats(pairing: Pairing, half_height: float) -> tuple[list[Seat], float]:
    """Seats on the largest circle whose names stay within, and the radius where names begin."""
    radius = half_height - _NAME_OFF - _LABEL_GAP / 2
    placed = seats(pairing.binomes, radius, radius + _NAME_OFF, _LABEL_GAP)
    # Names that had to move apart may stand higher than the circle itself.
    excess = max(abs(seat.label_y) for seat in placed) + _LABEL_GAP / 2 - half_height
    radius -= max(excess, 0.0)
    return seats(pairing.binomes, radius, radius + _NAME_OFF, _LABEL_GAP), radius + _NAME_OFF


def _label_widths(placed: Sequence[Seat], labels: Labels, room: float) -> tuple[float, float]:
    """Widths for the names at the left and right; where there is too little room, names are cut."""
    left, right = (
        max((width_of(labels.partner(s.partner)) for s in placed if s.left == side), default=0.0)
        + _LEADER
        for side in (True, False)
    )
    if left + right <= room:
        return left, right
    return min(left, max(room / 2, room - right)), min(right, max(room / 2, room - left))


def _limits(pairing: Pairing) -> tuple[float, float]:
    scores = pairing.scores.to_numpy()
    scores = scores[~np.isnan(scores)]
    return (float(scores.min()), float(scores.max())) if scores.size else (0.0, 0.0)


def _others(pairing: Pairing) -> list[tuple[float, str, str]]:
    """Score and partners of the other admissible pairs, the weakest first."""
    scores = pairing.scores
    chosen = {pair for binome in pairing.binomes for pair in combinations(binome, 2)}
    in_binomes = {name for binome in pairing.binomes for name in binome}
    return sorted(
        (float(scores.loc[a, b]), a, b)
        for a, b in combinations([name for name in scores.index if name in in_binomes], 2)
        if not isnan(scores.loc[a, b]) and (a, b) not in chosen
    )


def _draw_others(circle: _Circle) -> None:
    """Draw the other admissible pairs, the strong ones on top."""
    for score, a, b in _others(circle.pairing):
        strength = circle.strength(score)
        circle.ax.plot(
            *zip(circle.point(a), circle.point(b), strict=True),
            color=mix(LIGHT, GREY, strength),
            linewidth=0.5 + 2.5 * strength**2,
            solid_capstyle="round",
            zorder=1 + 0.5 * strength,
            gid=f"other:{a}-{b}",
        )


def _draw_binome(circle: _Circle, binome: Sequence[str]) -> None:
    """Join mates by thick lines, and write their score inside the circle, clear of the line."""
    for a, b in combinations(binome, 2):
        score = circle.pairing.score_of((a, b))
        known = not isnan(score)
        circle.ax.plot(
            *zip(circle.point(a), circle.point(b), strict=True),
            color=BLUE if known else GREY,
            linewidth=5 + 6 * circle.strength(score) if known else 3,
            linestyle="solid" if known else (0, (2.2, 1.4)),
            solid_capstyle="round",
            dash_capstyle="butt",
            zorder=3,
            gid=f"chosen:{a}-{b}",
        )
    text = marked_score(circle.pairing, binome, circle.language)
    size = STRONG if len(circle.seats) <= 12 else TEXT
    x, y = _inside(circle, binome, width_of(text, size, bold=True) + 0.1, size / 72 + 0.05)
    ground = {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
    gid = f"score:{'-'.join(binome)}"
    write(circle.ax, x, y, text, size=size, bold=True, ha="center", zorder=5, bbox=ground, gid=gid)


def _inside(
    circle: _Circle, binome: Sequence[str], width: float, height: float
) -> tuple[float, float]:
    """Middle of a box that lies inside the circle and clear of the binôme's innermost line."""
    if len(circle.pairing.binomes) == 1 and len(binome) > 2:
        return circle.centre
    (ax, ay), (bx, by) = circle.point(binome[0]), circle.point(binome[-1])
    x, y = (ax + bx) / 2, (ay + by) / 2
    out = (x - circle.centre[0], y - circle.centre[1])
    far = hypot(*out)
    if far < 1e-6:  # the line is a diameter: write above it
        return x, y + height / 2 + 0.15
    away = (out[0] / far, out[1] / far)
    clear = abs(away[0]) * width / 2 + abs(away[1]) * height / 2 + 0.1
    return x - away[0] * clear, y - away[1] * clear


def _draw_partner(circle: _Circle, seat: Seat, labels: Labels) -> None:
    flows = circle.pairing.flows
    absent = flows is not None and bool(unscored(flows, (seat.partner,)))
    x, y = circle.point(seat.partner)
    label = (circle.centre[0] + seat.label_x, circle.centre[1] + seat.label_y)
    circle.ax.plot(*zip((x, y), label, strict=True), color=GREY, linewidth=1, zorder=2, gid="name")
    circle.ax.plot(
        [x],
        [y],
        marker="o",
        markersize=14,
        markerfacecolor=PAPER if absent else BLUE,
        markeredgecolor=GREY if absent else PAPER,
        markeredgewidth=2,
        zorder=4,
        gid=f"partner:{seat.partner}",
    )
    width = circle.label_widths[0 if seat.left else 1]
    name = fit(labels.partner(seat.partner), width - _LEADER)
    away = -_LEADER if seat.left else _LEADER
    write(circle.ax, label[0] + away, label[1], name, ha="right" if seat.left else "left")


def _key(pairing: Pairing, language: str) -> list[Entry]:
    """Say what the marks mean, those only that this circle has."""
    words, entries = catalogue(language), []
    if len(pairing.binomes) > len(pairing.pinned):
        text = words.pgettext("key", "pair proposed, with its score")
        entries.append(Entry(text, line=(BLUE, 8, "-")))
    if pairing.pinned:
        text = words.pgettext("key", "pair required, without a score")
        entries.append(Entry(text, line=(GREY, 3, (0, (2.2, 1.4)))))
    if _others(pairing):
        text = words.pgettext("key", "other possible pair: the thicker, the higher its score")
        entries.append(Entry(text, line=(GREY, 2, "-")))
    scores = [marked_score(pairing, binome, language) for binome in pairing.binomes]
    entries += mark_entries(scores, language)
    if pairing.ties is not None and pairing.ties > 1:
        text = words.npgettext(
            "key",
            "{n} way to form the pairs does equally well; the first in partner order is shown",
            "{n} ways to form the pairs do equally well; the first in partner order is shown",
            pairing.ties,
        )
        entries.append(Entry(text.format(n=number(pairing.ties, 0, language)), sign="="))
    return entries
