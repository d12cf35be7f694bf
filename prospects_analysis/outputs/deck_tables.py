"""The tables of the slides: the thematic events, and the pairs."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from prospects_analysis.charts.cells import MOST_PARTNERS
from prospects_analysis.charts.exchanges import at_most, is_provisional, strong
from prospects_analysis.charts.labels import Labels
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.wording import catalogue, number_or_dash

DIGITS = 2
NAMED = 5  # partners in a cell, before the others are counted


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A table that people may edit, and the sentence that it proves.

    Parameters
    ----------
    title : str
    heads : tuple of str
    rows : tuple of tuple of str
    shares : tuple of float
        Width of each column; they add up to 1.
    numeric : tuple of int
        Positions of the columns that stand to the right.
    note : str
        What a mark in the table means.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numeric: tuple[int, ...]
    note: str = ""


def agenda_page(grid: Grid, language: str) -> Table:
    """Give the thematic events: who could host each, who wants to come, and room for the date.

    Parameters
    ----------
    grid : Grid
    language : str, one of wording.LANGUAGES

    Returns
    -------
    table : Table
        A row a theme. Partners are named in partner order; where they are many, counted.
    """
    words, labels = catalogue(language), Labels.of(grid, language)
    open_date = words.pgettext("slide table", "to be agreed")
    rows = [
        (
            labels.theme(theme),
            _named_or_counted(grid.resources[theme], grid.established, labels, words),
            _named_or_counted(grid.needs[theme], grid.priority, labels, words),
            open_date,
        )
        for theme in grid.themes
    ]
    return Table(
        title=words.npgettext(
            "slide",
            "{n} thematic event: who could host it, who wants to come",
            "{n} thematic events: who could host them, who wants to come",
            len(rows),
        ).format(n=len(rows)),
        heads=(
            words.pgettext("slide table", "Event"),
            words.pgettext("slide table", "Can host"),
            words.pgettext("slide table", "Want to come"),
            words.pgettext("slide table", "Date, place"),
        ),
        rows=tuple(rows),
        shares=(0.2, 0.315, 0.315, 0.17),
        numeric=(),
    )


def _named_or_counted(
    scores: pd.Series, threshold: float, labels: Labels, words: gettext.NullTranslations
) -> str:
    here = list(scores.index[strong(scores, threshold)])
    if not here:
        return words.pgettext("slide table", "nobody yet")
    if len(scores) > MOST_PARTNERS:
        return words.npgettext("slide table", "{n} partner", "{n} partners", len(here)).format(
            n=len(here)
        )
    # No-break spaces, so that a name stands on one line.
    names = [labels.partner(one).replace(" ", "\u00a0") for one in here]
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    more = len(names) - NAMED
    return words.npgettext(
        "slide table", "{names} and {n} more", "{names} and {n} more", more
    ).format(names=", ".join(names[:NAMED]), n=more)


def binomes_page(pairing: Pairing, language: str) -> Table:
    """Give the pairs with their scores, both directions beside each other.

    Parameters
    ----------
    pairing : Pairing
        With at least one pair.
    language : str, one of wording.LANGUAGES

    Returns
    -------
    table : Table
        The numbers are those of ``binomes.csv``, to two digits. A score that is a minimum has
        beside it what it is at the most.
    """
    words, labels = catalogue(language), Labels.of(pairing, language)
    marks = [_mark(pairing, binome, language) for binome in pairing.binomes]
    rows = [
        (
            str(row.binome),
            *_mates(row.partner_a, row.partner_b, row.partner_c, labels),
            *(_written(value, language) for value in (row.a_to_b, row.b_to_a)),
            _written(row.score, language) + mark,
        )
        for row, mark in zip(pairing.to_frame().itertuples(), marks, strict=True)
    ]
    return Table(
        title=_both_ways_title(pairing, words),
        heads=(
            "",
            words.pgettext("slide table", "Partner A"),
            words.pgettext("slide table", "Partner B"),
            words.pgettext("slide table", "A\u00a0→\u00a0B"),
            words.pgettext("slide table", "B\u00a0→\u00a0A"),
            words.pgettext("slide table", "Score"),
        ),
        rows=tuple(rows),
        shares=(0.05, 0.28, 0.28, 0.11, 0.11, 0.17),
        numeric=(3, 4, 5),
        note=_meaning(marks, words),
    )


def _mark(pairing: Pairing, binome: Binome, language: str) -> str:
    """Mark a score that is a minimum, after what it is at the most."""
    flows = pairing.flows
    if flows is None or not is_provisional(flows, binome):
        return ""
    upper = at_most(flows, binome, DIGITS, language)
    return f"\u2013{upper}*" if upper else "*"


def _meaning(marks: Sequence[str], words: gettext.NullTranslations) -> str:
    if max(map(len, marks)) > 1:
        return words.pgettext(
            "slide table",
            "* minimum and maximum: answers are missing; the minimum counts",
        )
    if any(marks):
        return words.pgettext("slide table", "* provisional: answers are missing")
    return ""


def _mates(a: str, b: str, c: str, labels: Labels) -> tuple[str, str]:
    second = labels.partner(b)
    return labels.partner(a), f"{second}, {labels.partner(c)}" if c else second


def _written(value: float, language: str) -> str:
    return number_or_dash(value, DIGITS, language)


def _both_ways_title(pairing: Pairing, words: gettext.NullTranslations) -> str:
    pairs, both = len(pairing.binomes), pairing.both_ways_pairs
    if pairs == both:
        return words.npgettext(
            "slide",
            "In the {n} pair, each partner has something the other makes a priority",
            "In all {n} pairs, each partner has something the other makes a priority",
            pairs,
        ).format(n=pairs)
    return words.npgettext(
        "slide",
        "In {both} of {n} pair, each partner has something the other makes a priority",
        "In {both} of {n} pairs, each partner has something the other makes a priority",
        pairs,
    ).format(both=both, n=pairs)
