"""By how much the best pairing leads, and how many others come near: the message when none ties."""

from __future__ import annotations

from prospects_analysis.charts.standing import digits_of
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number

#: Per cent of the total below which a difference of self-assessments decides little.
NEAR = 5


def lead_title(pairing: Pairing, language: str) -> str:
    """Say by how much a pairing that is the only best leads all others, and how many come near.

    Where one that was set aside (fewer pairs give and receive) has as high a total, there is no
    lead, and it is said that no other does as well.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> lead_title(pair_partners(scores), "en")
    'Of 3 ways to form the pairs, this one leads by 1.50; no other comes within 5% of it'
    """
    words, count, every = catalogue(language), pairing.count or 0, pairing.enumeration
    own = round(pairing.total * 2 * UNIT)
    others = None if every is None else every.total[every.total < own]
    if others is None or own <= 0 or len(others) != count - 1:
        return words.npgettext(
            "title",
            "Of {count} way to form the pairs, no other does as well",
            "Of {count} ways to form the pairs, no other does as well",
            count,
        ).format(count=number(count, 0, language))
    lead = (own - int(others.max())) / (2 * UNIT)
    text = words.npgettext(
        "title",
        "Of {count} way to form the pairs, this one leads by {lead}",
        "Of {count} ways to form the pairs, this one leads by {lead}",
        count,
    ).format(count=number(count, 0, language), lead=number(lead, digits_of(lead), language))
    return text + _near_clause(int((others * 100 >= own * (100 - NEAR)).sum()), language)


def _near_clause(near: int, language: str) -> str:
    words, share = catalogue(language), number(NEAR, 0, language)
    if not near:
        text = words.pgettext("title", "; no other comes within {share}% of it")
        return text.format(share=share)
    return words.npgettext(
        "title",
        "; {n} other comes within {share}% of it",
        "; {n} others come within {share}% of it",
        near,
    ).format(n=number(near, 0, language), share=share)
