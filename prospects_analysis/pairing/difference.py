"""What one pairing costs against another, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prospects_analysis.pairing.result import Pairing

Binome = tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Difference:
    """What a second pairing costs and changes; made by ``second.against(first)``.

    Attributes
    ----------
    cost : float
        Total of the first less that of the second, in score points; below 0 if the second has more.
    both_ways_lost : int
        How many binômes fewer carry both ways.
    gone, new : tuple of tuple of str
        Binômes that only the first has, and only the second.
    """

    cost: float
    both_ways_lost: int
    gone: tuple[Binome, ...]
    new: tuple[Binome, ...]

    def __repr__(self) -> str:
        new = " ".join("-".join(binome) for binome in self.new) or "none"
        return f"Difference(cost {self.cost:.3f}, new binômes: {new})"


def difference(first: Pairing, second: Pairing) -> Difference:
    """Compare two pairings.

    Parameters
    ----------
    first, second : Pairing

    Returns
    -------
    difference : Difference

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame(
    ...     [[0, 4, 3, 1], [4, 0, 1, 1], [3, 1, 0, 1], [1, 1, 1, 0]],
    ...     index=list("ABCD"), columns=list("ABCD"))
    >>> first = pair_partners(scores)
    >>> difference(first, first.with_(require=[("B", "C")]))
    Difference(cost 3.000, new binômes: A-D B-C)
    """
    before, after = first.binomes, second.binomes
    return Difference(
        cost=first.total - second.total,
        both_ways_lost=first.both_ways_pairs - second.both_ways_pairs,
        gone=tuple(one for one in before if one not in after),
        new=tuple(one for one in after if one not in before),
    )
