"""Who can host on a theme and who wants to come: the numbers behind its chart, and the message."""

from __future__ import annotations

from gettext import NullTranslations

import numpy as np
import numpy.typing as npt

from prospects_analysis._validation import check_one_of
from prospects_analysis.charts.exchanges import strong
from prospects_analysis.charts.labels import Labels, late_clause, listed, quoted
from prospects_analysis.grid import Grid
from prospects_analysis.wording import catalogue

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Partners that a title names; where there are more, or long names, it counts them.
MOST_NAMED, LONGEST_NAMES = 3, 40


def sides_of(grid: Grid, theme: str) -> tuple[Floats, Bools]:
    """Scores on a theme, partner x side, and which of them count: can host, wants to come.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"t1": [5, 1]}, index=["A", "B"])
    >>> sides_of(Grid.from_frames(frame, 5 - frame), "t1")[1].tolist()
    [[True, False], [False, True]]
    """
    scores = np.asarray(grid.scores()[0][:, grid.themes.index(theme)])
    thresholds = (grid.established, grid.priority)
    counts = [strong(scores[:, side], least) for side, least in enumerate(thresholds)]
    return scores, np.stack(counts, axis=1)


def theme_title(grid: Grid, theme: str, language: str) -> str:
    """Say who can host on a theme and who wants to come: by name if few, else how many.

    Raises
    ------
    ValueError
        If the theme is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t1": [5, 1, 1, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t1": [3, 3, 4, 5]}, index=list("ABCD"))
    >>> theme_title(Grid.from_frames(resources, needs), "t1", "en")
    '“t1”: A can host; 4 partners want to come'
    """
    check_one_of("theme", theme, grid.themes)
    words, labels = catalogue(language), Labels.of(grid, language)
    topic, (scores, counts) = quoted(labels.theme(theme), words), sides_of(grid, theme)
    if np.isnan(scores).all():
        text = words.pgettext("title", "{theme} cannot be assessed yet").format(theme=topic)
        return text + late_clause(len(grid.late), words)
    hosts, guests = (
        [one for one, holds in zip(grid.partners, column, strict=True) if holds]
        for column in counts.T
    )
    if not (hosts or guests):
        text = words.pgettext("title", "{theme}: nobody can host, and nobody wants to come")
        return text.format(theme=topic) + late_clause(len(grid.late), words)
    named = [_named(some, labels, words) for some in (hosts, guests)]
    text = words.pgettext("title", "{theme}: {hosts}; {guests}").format(
        theme=topic,
        hosts=_hosts(len(hosts), named[0], words),
        guests=_guests(len(guests), named[1], words, after_count=bool(hosts and not named[0])),
    )
    return text + late_clause(len(grid.late), words)


def _named(partners: list[str], labels: Labels, words: NullTranslations) -> str:
    """Names of a few partners, each on one line; nothing where they had better be counted."""
    names = [labels.partner(one).replace(" ", "\u00a0") for one in partners]
    if len(names) > MOST_NAMED or sum(map(len, names)) > LONGEST_NAMES:
        return ""
    return listed(names, words)


def _hosts(count: int, names: str, words: NullTranslations) -> str:
    if not count:
        return words.pgettext("title", "nobody can host")
    if names:
        text = words.npgettext("title", "{names} can host", "{names} can host", count)
    else:
        text = words.npgettext("title", "{n} partner can host", "{n} partners can host", count)
    return text.format(n=count, names=names)


def _guests(count: int, names: str, words: NullTranslations, *, after_count: bool) -> str:
    if not count:
        return words.pgettext("title", "nobody wants to come")
    if names:
        text = words.npgettext("title", "{names} wants to come", "{names} want to come", count)
    elif after_count:
        text = words.npgettext("title", "{n} wants to come", "{n} want to come", count)
    else:
        text = words.npgettext(
            "title", "{n} partner wants to come", "{n} partners want to come", count
        )
    return text.format(n=count, names=names)
