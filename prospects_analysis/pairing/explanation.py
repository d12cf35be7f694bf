"""Why these two: what a partner gives to and receives from its mates, down to the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from prospects_analysis.exchange import STRONGEST
from prospects_analysis.flows import Complementarity
from prospects_analysis.pairing.second_choice import SecondChoice, find_second_choice

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing


class SharedPractice(NamedTuple):
    """A good practice of a giver on what a receiver needs: a row of ``Explanation.practices``."""

    giver: str
    receiver: str
    practice: str
    title: str
    criterion: str
    transferability: float
    worth: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Explanation:
    """What a partner gives and receives in its binôme.

    Attributes
    ----------
    partner : str
    mates : tuple of str
        One, or two in a trio.
    gives, receives : DataFrame
        The strongest criteria, with columns mate, theme, criterion, resource, need, transfer
        (0..S), the giver's evidence, and the file, sheet and cell of its answer.
    themes : DataFrame
        By theme: mate, theme, gives and receives (0..S; NaN where not assessed).
    practices : DataFrame
        The givers' good practices that are tagged with a criterion of ``gives`` or ``receives``,
        with columns giver, receiver, practice, title, criterion (that on which it is worth most),
        transferability (0..5) and worth: transfer of the criterion x transferability. At most
        three a direction, the one worth most first; those without a transferability come last.
    second_choice : SecondChoice or None
        Whom the partner would have had next; None where there is no other admissible mate, and
        above twelve partners.
    """

    partner: str
    mates: tuple[str, ...]
    gives: pd.DataFrame
    receives: pd.DataFrame
    themes: pd.DataFrame
    practices: pd.DataFrame
    second_choice: SecondChoice | None

    def to_frame(self) -> pd.DataFrame:
        """Both directions in one table, with a column direction (gives or receives)."""
        return pd.concat(
            [
                self.gives.assign(direction="gives"),
                self.receives.assign(direction="receives"),
            ],
            ignore_index=True,
        )

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False, float_format="{:.1f}".format))

    def __repr__(self) -> str:
        return f"Explanation({self.partner} with {', '.join(self.mates)})"


def explain(pairing: Pairing, partner: str) -> Explanation:
    """Explain a partner's place in a pairing.

    Parameters
    ----------
    pairing : Pairing
    partner : str

    Returns
    -------
    explanation : Explanation

    Raises
    ------
    ValueError
        If no grid stands behind the scores, or the partner is unknown or in no binôme.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> explain(pairing, "A").gives[["criterion", "resource", "need", "transfer"]]
      criterion  resource  need  transfer
    0        t2       2.0   4.0       1.6
    1        t1       5.0   1.0       1.0
    """
    flows, binomes = pairing.flows, pairing.binomes
    if flows is None:
        raise ValueError(
            f"An explanation of {partner!r} was asked of a plain score matrix. "
            "Must be a pairing made from a grid, which knows themes and criteria."
        )
    own = [binome for binome in binomes if partner in binome]
    if not own:
        raise ValueError(
            f"Partner {partner!r} is in no binôme. "
            f"Must be one of {sorted(name for b in binomes for name in b)}."
        )
    mates = tuple(name for name in own[0] if name != partner)
    gives = _each(mates, lambda mate: flows.strongest(partner, mate))
    receives = _each(mates, lambda mate: flows.strongest(mate, partner))
    practices = [
        practices_between(flows, *way, table[table["mate"] == mate])
        for mate in mates
        for way, table in (((partner, mate), gives), ((mate, partner), receives))
    ]
    return Explanation(
        partner=partner,
        mates=mates,
        gives=gives,
        receives=receives,
        themes=pd.concat([_themes(flows, partner, mate) for mate in mates], ignore_index=True),
        practices=_practice_frame([row for rows in practices for row in rows]),
        second_choice=find_second_choice(pairing, partner),
    )


def _each(mates: Sequence[str], table: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([table(mate).assign(mate=mate) for mate in mates], ignore_index=True)


def _themes(flows: Complementarity, partner: str, mate: str) -> pd.DataFrame:
    transfers = flows.transfers
    out, back = (
        transfers[(transfers["giver"] == giver) & (transfers["receiver"] == receiver)]
        for giver, receiver in ((partner, mate), (mate, partner))
    )
    return pd.DataFrame(
        {
            "mate": mate,
            "theme": out["theme"].to_numpy(),
            "gives": out["amount"].to_numpy(),
            "receives": back["amount"].to_numpy(),
        }
    )


def practices_between(
    flows: Complementarity, giver: str, receiver: str, criteria: pd.DataFrame
) -> list[SharedPractice]:
    """List a giver's good practices on some criteria, the one worth most to a receiver first.

    Parameters
    ----------
    flows : Complementarity
    giver, receiver : str
        In a binôme or not.
    criteria : DataFrame
        With columns criterion and transfer, the strongest first, as ``flows.strongest`` gives them.

    Returns
    -------
    practices : list of SharedPractice
        Three at the most, as :class:`Explanation` lists them; none where no workbook stands behind
        the grid.

    Examples
    --------
    >>> import prospects_analysis as pa
    >>> intake = pa.read_workbooks("data/raw/illustrative", pa.read_framework())
    >>> flows = pa.complementarity(pa.score_grid(intake))
    >>> best = practices_between(flows, "P09", "P10", flows.strongest("P09", "P10"))[0]
    >>> best.practice, best.criterion
    ('P09-01', 'support.culture')
    """
    if flows.grid.intake is None:
        return []
    fields = ["practice", "title", "criteria", "transferability"]
    table = flows.grid.intake.practice_table()
    own = table[table["partner"] == giver].reindex(columns=fields)
    found = []
    for one in own.itertuples(index=False):
        tagged = criteria[criteria["criterion"].isin(_tags(one.criteria))]
        if tagged.empty:
            continue
        best = tagged.iloc[0]  # the strongest criterion comes first
        fit = float("nan") if one.transferability is None else float(one.transferability)
        title = "" if one.title is None else str(one.title)
        worth = float(best["transfer"]) * fit
        criterion = str(best["criterion"])
        found.append(
            SharedPractice(giver, receiver, str(one.practice), title, criterion, fit, worth)
        )
    # From high to low; those without a worth last.
    return sorted(found, key=lambda one: (isnan(one.worth), -one.worth))[:STRONGEST]


def _tags(criteria: object) -> tuple[object, ...]:
    return criteria if isinstance(criteria, tuple) else (criteria,)


def _practice_frame(rows: Sequence[SharedPractice]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(SharedPractice._fields), dtype=object)
    return frame.astype({"transferability": float, "worth": float})
