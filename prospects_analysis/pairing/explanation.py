"""Why these two: what a partner gives to and receives from its mates, down to the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from prospects_analysis.flows import Complementarity


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
        By theme: mate, theme, gives and receives (0..S).
    """

    partner: str
    mates: tuple[str, ...]
    gives: pd.DataFrame
    receives: pd.DataFrame
    themes: pd.DataFrame

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


def explain(
    flows: Complementarity | None, binomes: Sequence[tuple[str, ...]], partner: str
) -> Explanation:
    """Explain a partner's place in the binômes.

    Parameters
    ----------
    flows : Complementarity or None
    binomes : sequence of tuple of str
    partner : str

    Returns
    -------
    explanation : Explanation

    Raises
    ------
    ValueError
        If no grid stands behind the scores, or the partner is unknown or in no binôme.
    """
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
    transfers = flows.transfers
    by_theme = []
    for mate in mates:
        out, back = (
            transfers[(transfers["giver"] == giver) & (transfers["receiver"] == receiver)]
            for giver, receiver in ((partner, mate), (mate, partner))
        )
        by_theme.append(
            pd.DataFrame(
                {
                    "mate": mate,
                    "theme": out["theme"].to_numpy(),
                    "gives": out["amount"].to_numpy(),
                    "receives": back["amount"].to_numpy(),
                }
            )
        )
    return Explanation(
        partner=partner,
        mates=mates,
        gives=_each(mates, lambda mate: flows.strongest(partner, mate)),
        receives=_each(mates, lambda mate: flows.strongest(mate, partner)),
        themes=pd.concat(by_theme, ignore_index=True),
    )


def _each(mates: Sequence[str], table: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([table(mate).assign(mate=mate) for mate in mates], ignore_index=True)
