"""The messages: what each chart says, as one sentence, and where it all comes from.

Charts carry these sentences as titles; slides carry the same ones as their own. Every number in
them is taken from the result, none is rounded up to sound better, and ties are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from math import isnan

from prospects_analysis.charts.exchanges import (
    flows_behind,
    is_unknown,
    strong,
    theme_amounts,
    unscored,
)
from prospects_analysis.charts.labels import (
    Labels,
    Result,
    grid_of,
    late_clause,
    listed,
    quoted,
)
from prospects_analysis.charts.lead import lead_title
from prospects_analysis.charts.standing import Standing
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number


def grid_title(grid: Grid, language: str) -> str:
    """Which theme is most in demand, and how many could help with it.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t1": [5, 1], "t2": [2, 2]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [3, 4], "t2": [3, 1]}, index=["A", "B"])
    >>> grid_title(Grid.from_frames(resources, needs), "en")
    '“t1” is most in demand: 2 partners have a strong need, 1 has a strong resource'
    """
    words, labels = catalogue(language), Labels.of(grid, language)
    if not (grid.resources.notna().any(axis=None) or grid.needs.notna().any(axis=None)):
        return words.pgettext("title", "No theme can be assessed yet")
    needs, resources = grid.needs, grid.resources
    wanted = {theme: int(strong(needs[theme], grid.priority).sum()) for theme in grid.themes}
    most = max(wanted.values())
    themes = [theme for theme, count in wanted.items() if count == most]
    if most == 0:
        title = words.pgettext("title", "On no theme does a partner have a strong need")
    elif len(themes) == 1:
        givers = int(strong(resources[themes[0]], grid.established).sum())
        title = words.pgettext("title", "“{theme}” is most in demand: {needs}, {resources}").format(
            theme=labels.theme(themes[0]),
            needs=words.npgettext(
                "title", "{n} partner has a strong need", "{n} partners have a strong need", most
            ).format(n=most),
            resources=_with_resource(givers, words),
        )
    else:
        title = words.npgettext(
            "title",
            "{themes} are equally in demand: for each, {n} partner has a strong need",
            "{themes} are equally in demand: for each, {n} partners have a strong need",
            most,
        ).format(themes=_several_themes(themes, len(grid.themes), labels, words), n=most)
    return title + late_clause(len(grid.late), words)


def _with_resource(givers: int, words: NullTranslations) -> str:
    if givers == 0:
        return words.pgettext("title", "none has a strong resource")
    return words.npgettext(
        "title", "{n} has a strong resource", "{n} have a strong resource", givers
    ).format(n=givers)


def _several_themes(themes: Sequence[str], of: int, labels: Labels, words: NullTranslations) -> str:
    if len(themes) == of:
        return words.npgettext("title", "The {n} theme", "All {n} themes", of).format(n=of)
    if len(themes) > 3:
        return words.npgettext("title", "{n} theme", "{n} themes", len(themes)).format(
            n=len(themes)
        )
    return listed([quoted(labels.theme(theme), words) for theme in themes], words)


def binomes_title(pairing: Pairing, language: str) -> str:
    """How many binômes cover how many partners, and what the weakest reaches.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> binomes_title(pair_partners(scores), "en")
    '2 pairs cover the 4 partners; the weakest reaches 1.5'
    """
    words = catalogue(language)
    if not pairing.binomes:
        return words.pgettext("title", "No pair can be formed yet")
    covered = sum(len(binome) for binome in pairing.binomes)
    partners = words.npgettext("title", "the {n} partner", "the {n} partners", covered).format(
        n=covered
    )
    if pairing.unpaired:
        known = covered + len(pairing.unpaired)
        partners = words.npgettext(
            "title", "{n} of {known} partners", "{n} of {known} partners", covered
        ).format(n=covered, known=known)
    title = _coverage(pairing, partners, words)
    if not isnan(pairing.weakest):
        title += _weakest(pairing, words, language)
    if pairing.pinned:
        title += words.npgettext(
            "title", "; {n} has no score", "; {n} have no score", len(pairing.pinned)
        ).format(n=len(pairing.pinned))
    return title


def _coverage(pairing: Pairing, partners: str, words: NullTranslations) -> str:
    pairs = sum(len(binome) == 2 for binome in pairing.binomes)
    if pairs == len(pairing.binomes):
        text = words.npgettext(
            "title", "{n} pair covers {partners}", "{n} pairs cover {partners}", pairs
        )
    elif pairs:
        text = words.npgettext(
            "title",
            "{n} pair and one trio cover {partners}",
            "{n} pairs and one trio cover {partners}",
            pairs,
        )
    else:
        text = words.pgettext("title", "One trio covers {partners}")
    return text.format(n=pairs, partners=partners)


def _weakest(pairing: Pairing, words: NullTranslations, language: str) -> str:
    score = score_text(pairing.weakest, pairing, language)
    if len(pairing.groups) == 1 and not pairing.pinned:
        return words.pgettext("title", "; its score is {score}").format(score=score)
    return words.pgettext("title", "; the weakest reaches {score}").format(score=score)


def card_title(pairing: Pairing, binome: Sequence[str], language: str) -> str:
    """Say what each partner of a binôme brings above all.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or the binôme is not two or three of its partners.
    """
    words, labels = catalogue(language), Labels.of(pairing, language)
    flows = flows_behind(pairing, binome)
    # A name stays on one line.
    names = [labels.partner(partner).replace(" ", "\u00a0") for partner in binome]
    text = ""
    if unscored(flows, binome):
        text = words.pgettext("title", "{names}: no score so far")
    elif len(binome) > 2 or is_unknown(flows, binome):
        text = words.pgettext("title", "{names}: who brings what to whom")
    if text:
        return text.format(names=listed(names, words))
    brings = [
        _brought(_best_themes(pairing, *way), labels, words)
        for way in (tuple(binome), tuple(reversed(binome)))
    ]
    if all(brings):
        text = words.pgettext("title", "{a} brings above all {from_a}; {b}, {from_b}")
    elif brings[0]:
        text = words.pgettext("title", "{a} brings above all {from_a}; {b} nothing {a} needs")
    elif brings[1]:
        text = words.pgettext("title", "{b} brings above all {from_b}; {a} nothing {b} needs")
    else:
        text = words.pgettext("title", "Neither {a} nor {b} has what the other needs")
    return text.format(a=names[0], b=names[1], from_a=brings[0], from_b=brings[1])


def _best_themes(pairing: Pairing, giver: str, receiver: str) -> list[str]:
    """Themes with the largest amount, several if they tie; none if nothing is given."""
    amounts = theme_amounts(flows_behind(pairing, (giver, receiver)), giver, receiver)["amount"]
    largest = amounts.max()
    if not largest > 0:
        return []
    return [str(theme) for theme in amounts.index[amounts >= largest - 1e-9]]


def _brought(themes: Sequence[str], labels: Labels, words: NullTranslations) -> str:
    if len(themes) > 3:
        return words.npgettext(
            "title", "{n} theme equally", "{n} themes equally", len(themes)
        ).format(n=len(themes))
    return listed([quoted(labels.theme(theme), words) for theme in themes], words)


def landscape_title(
    pairing: Pairing, language: str, own: Pairing | None = None, *, tried: bool = False
) -> str:
    """How the pairing, or what was adopted or tried, stands among all; ties are counted.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> landscape_title(pair_partners(pd.DataFrame(1.0, list("ABCD"), list("ABCD"))), "en")
    'All 3 ways to form the pairs are equally good: the scores do not decide'
    """
    standing = None if own is None else Standing.of(pairing, own, tried=tried)
    if standing is not None:
        return standing.title(landscape_title(pairing, language), pairing.total, language)
    words = catalogue(language)
    if pairing.count is None or pairing.rank is None or pairing.ties is None:
        return _large_title(pairing, words)
    if pairing.rank > 1:
        better = pairing.rank - 1
        text = words.npgettext(
            "title",
            "{n} of {count} ways to form the pairs does better than this one",
            "{n} of {count} ways to form the pairs do better than this one",
            better,
        )
        return text.format(n=number(better, 0, language), count=number(pairing.count, 0, language))
    if pairing.count == 1:
        return words.pgettext("title", "Only one way to form the pairs keeps all the rules")
    if pairing.ties == pairing.count:
        text = words.npgettext(
            "title",
            "The {n} way to form the pairs is as good as any: the scores do not decide",
            "All {n} ways to form the pairs are equally good: the scores do not decide",
            pairing.ties,
        )
    elif pairing.ties > 1:
        text = words.npgettext(
            "title",
            "{n} of {count} ways to form the pairs does equally well; none does better",
            "{n} of {count} ways to form the pairs do equally well; none does better",
            pairing.ties,
        )
    elif pairing.objective == "leximin":
        text = words.npgettext(
            "title",
            "Of {count} way to form the pairs, no other spares the weakest pairs as much",
            "Of {count} ways to form the pairs, no other spares the weakest pairs as much",
            pairing.count,
        )
    else:
        return lead_title(pairing, language)
    return text.format(
        n=number(pairing.ties, 0, language), count=number(pairing.count, 0, language)
    )


def _large_title(pairing: Pairing, words: NullTranslations) -> str:
    if reaches_bound(pairing) and pairing.both_ways:
        return words.pgettext(
            "title", "Proven: with as many pairs that give and receive, no total is higher"
        )
    if reaches_bound(pairing):
        return words.pgettext("title", "Proven: no way to form the pairs has a higher total")
    return words.pgettext("title", "The proposal puts the weakest pair before the total")


def reaches_bound(pairing: Pairing) -> bool:
    """Whether the total equals its proven bound, in the integers that are compared."""
    return round((pairing.upper_bound - pairing.total) * 2 * UNIT) == 0


def score_text(value: float, result: Result, language: str) -> str:
    """Score of a binôme in words: "1.9 out of 5" where the scale is known, or "no score"."""
    words = catalogue(language)
    if isnan(value):
        return words.pgettext("score", "no score")
    grid = grid_of(result)
    if grid is None:
        return number(value, 1, language)
    return words.pgettext("score", "{score} out of {span}").format(
        score=number(value, 1, language), span=number(grid.span, 0, language)
    )
