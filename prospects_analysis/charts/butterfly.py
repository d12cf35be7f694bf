"""A card for each binôme: who brings what to whom, by theme, criterion and good practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

from matplotlib.figure import Figure

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.exchanges import (
    PROVISIONAL,
    at_most,
    flows_behind,
    marked_score,
    unscored,
)
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.key import Entry, draw_key, key_height, mark_entries
from prospects_analysis.charts.labels import Labels, listed
from prospects_analysis.charts.practices import Practices, practices_of
from prospects_analysis.charts.style import BLUE, GREY, STRONG, wrap, write_lines
from prospects_analysis.charts.titles import card_title
from prospects_analysis.charts.trio import SHOWN, draw_trio
from prospects_analysis.charts.wings import draw_pair, most_themes
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number


def plot_card(
    pairing: Pairing,
    binome: Sequence[str],
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
) -> Figure:
    """Draw the card of a binôme: what each brings to the other.

    The wings show, theme by theme, what the left partner gives the right one and the right one the
    left. Below stand the criteria that transfer most, each with the giver's resource and the
    receiver's need, and the giver's good practice that is worth most to the receiver; nothing is
    said of practices where nobody has described any. A trio has six directions, a row each. A
    binôme without a score says so.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.
    binome : sequence of str
        Two or three partners; the first stands at the left. They need not be a binôme of the
        pairing: the card of another pair says that it is not the one proposed.
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
        If no grid stands behind the pairing, or the partners are not two or three of it.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> figure = plot_card(pairing, ("A", "B"), language="en")
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "A:B:t1"]
    ['1.0']
    """
    flows = flows_behind(pairing, binome)
    canvas, labels = open_canvas(None), Labels.of(pairing, language)
    ax = canvas.in_inches()
    if missing := unscored(flows, binome):
        _draw_unscored(canvas, [labels.partner(partner) for partner in missing], language)
    else:
        practices = practices_of(pairing, binome)
        entries = _key(pairing, binome, practices, language)
        floor = key_height(entries, canvas.width)
        draw = draw_pair if len(binome) == 2 else draw_trio
        draw(canvas, pairing, binome, practices, labels, language, floor)
        draw_key(ax, entries, canvas.width)
    message = card_title(pairing, binome, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return cast(Figure, ax.figure)


def _draw_unscored(canvas: Canvas, missing: Sequence[str], language: str) -> None:
    words = catalogue(language)
    text = words.npgettext(
        "card",
        "{names} has not answered yet: the card fills when the answers arrive.",
        "{names} have not answered yet: the card fills when the answers arrive.",
        len(missing),
    ).format(names=listed(missing, words))
    lines = wrap(text, 0.7 * canvas.width, STRONG, lines=4)
    x, y = canvas.width / 2, 0.6 * canvas.height
    write_lines(canvas.axes, x, y, lines, size=STRONG, colour=GREY, ha="center")


def _key(
    pairing: Pairing, binome: Sequence[str], practices: Practices, language: str
) -> list[Entry]:
    words, flows = catalogue(language), flows_behind(pairing, binome)
    span = number(flows.grid.span, 0, language)
    text = words.pgettext("key", "what one has and the other needs, 0 to {span}")
    entries = [Entry(text.format(span=span), line=(BLUE, 10, "-"))]
    marks = mark_entries([marked_score(pairing, binome, language)], language)
    if upper := at_most(flows, binome, 1, language):
        text = words.pgettext("card", "minimum: answers are missing; {upper} at the most").format(
            upper=upper
        )
        marks = [replace(one, text=text) if one.sign == PROVISIONAL else one for one in marks]
    entries += marks
    if tuple(sorted(binome)) not in pairing.binomes:
        entries.append(Entry(words.pgettext("key", "not a pair of this proposal"), sign="≠"))
    if len(binome) > 2 and any(practices.values()):
        entries.append(Entry(words.pgettext("card", "a good practice"), sign=SHOWN))
    hidden = len(flows.grid.themes) - most_themes(practices)
    if hidden > 0 and len(binome) == 2:
        text = words.npgettext(
            "key", "{n} theme with less is left out", "{n} themes with less are left out", hidden
        )
        entries.append(Entry(text.format(n=hidden), sign="…"))
    return entries
