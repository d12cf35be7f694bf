"""The good practice that a card shows for each direction, and its title in quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import permutations

import pandas as pd

from prospects_analysis.charts.exchanges import flows_behind
from prospects_analysis.charts.labels import quoted
from prospects_analysis.charts.style import wrap
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.explanation import practices_between
from prospects_analysis.pairing.result import Pairing


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A good practice of the giver on what the receiver needs.

    Attributes
    ----------
    title : str
        Its identifier where it has no title.
    criterion : str
        That on which it is worth most to the receiver.
    """

    title: str
    criterion: str


#: By direction, giver first; None where the giver has described none on what it gives.
Practices = Mapping[tuple[str, str], Practice | None]


def practices_of(pairing: Pairing, binome: Sequence[str]) -> Practices:
    """Choose a good practice for each direction of a binôme: the one worth most.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.
    binome : sequence of str
        Two or three partners, of the pairing or not.

    Returns
    -------
    practices : mapping
        Empty where nobody has described any: then there is nothing to ask for either.
    """
    flows = flows_behind(pairing, binome)
    intake = flows.grid.intake
    if intake is None or intake.practices.empty:
        return {}
    return {way: _first(flows, *way) for way in permutations(binome, 2)}


def _first(flows: Complementarity, giver: str, receiver: str) -> Practice | None:
    # As an explanation lists them; of partners in no binôme too, and without a second choice.
    found = practices_between(flows, giver, receiver, flows.strongest(giver, receiver))
    if not found:
        return None
    title = " ".join((found[0].title or found[0].practice).split())
    return Practice(title=title, criterion=found[0].criterion)


def to_show(rows: pd.DataFrame, practice: Practice | None, most: int) -> pd.DataFrame:
    """Keep so many of the strongest criteria, that of the practice among them.

    Examples
    --------
    >>> rows = pd.DataFrame({"criterion": ["a", "b", "c"]})
    >>> to_show(rows, Practice(title="", criterion="c"), 2)["criterion"].tolist()
    ['a', 'c']
    """
    if practice is None or practice.criterion in rows["criterion"].head(most).to_list():
        return rows.head(most)
    own = rows["criterion"] == practice.criterion
    return pd.concat([rows.head(most - 1), rows[own]])


def quoted_lines(title: str, words: NullTranslations, width: float, lines: int) -> list[str]:
    """Break a title in quotation marks into lines; shortened, it keeps both marks.

    Examples
    --------
    >>> from prospects_analysis.wording import catalogue
    >>> quoted_lines("A one-stop shop that answers within ten days", catalogue("en"), 2.5, 2)
    ['“A one-stop shop that', 'answers within ten…”']
    """

    def laid_out(length: int) -> list[str] | None:
        text = quoted(title if length == len(title) else title[:length].rstrip() + "…", words)
        shown = wrap(text, width, lines=lines + 1)
        whole = len(shown) <= lines and _letters("".join(shown)) == _letters(text)
        return shown if whole else None

    if (whole := laid_out(len(title))) is not None:
        return whole
    # What follows the longest beginning that fits does not fit either.
    too_long = bisect_right(range(len(title)), False, key=lambda length: laid_out(length) is None)
    return laid_out(max(too_long - 1, 0)) or []


def _letters(text: str) -> str:
    return "".join(text.split())
