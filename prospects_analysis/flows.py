"""Who can give what to whom: transfers by theme and criterion, and the complementarity of pairs.

A transfer from *i* to *j* is large where *i* has what *j* needs. Transfers are averaged over *all*
themes into a directed amount A(i -> j); the two directions of a pair make its mutual score W. What
is NA transfers nothing. What is blank may turn out to be anything, so it has a lower bound of 0 and
an upper bound of S: the lower bound is shown, and the pair is marked provisional.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis._validation import check_one_of, check_whole_number
from prospects_analysis.exchange import (
    LEVELS,
    MUTUALS,
    STRONGEST,
    TRANSFERS,
    carrying,
    directed_bounds,
    mutual_score,
    theme_bounds,
    transfer_bounds,
)
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import NEED, RESOURCE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, kw_only=True)
class Complementarity:
    """Directed amounts and pair scores of a grid; made by :func:`complementarity`.

    Attributes
    ----------
    grid : Grid
        What it was computed from.
    transfer, mutual, level : str
        The formulas.
    lower, upper : array, shape (P, P), 0..S
        Bounds of the directed amount, giver x receiver, 0 on the diagonal.
    """

    grid: Grid
    transfer: str
    mutual: str
    level: str
    lower: Floats
    upper: Floats

    def __post_init__(self) -> None:
        for name in ("lower", "upper"):
            array = np.array(getattr(self, name))
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners in partner order."""
        return self.grid.partners

    @property
    def assessed(self) -> Bools:
        """Whether each partner gave at least one theme score on either side, shape (P,)."""
        scores, _ = self.grid.scores()
        return np.asarray(np.isfinite(scores).any(axis=(1, 2)))

    @property
    def directed(self) -> pd.DataFrame:
        """Giver x receiver, 0..S: the lower bound of what the row gives the column."""
        return self._square(self.lower)

    @property
    def directed_upper(self) -> pd.DataFrame:
        """Giver x receiver, 0..S: what it could be if every blank turned out best."""
        return self._square(self.upper)

    @property
    def scores(self) -> pd.DataFrame:
        """Partner x partner, symmetric, 0..S; NaN on the diagonal and where not assessed."""
        return self._square(self._mutual(self.lower))

    @property
    def scores_upper(self) -> pd.DataFrame:
        """Like ``scores``, if every blank turned out best."""
        return self._square(self._mutual(self.upper))

    @property
    def provisional(self) -> pd.DataFrame:
        """Partner x partner: whether a blank theme leaves the pair's score open."""
        loose = self.upper > self.lower + 1e-12
        return self._square(loose | loose.T)

    @property
    def carries(self) -> pd.DataFrame:
        """Giver x receiver: whether an established scheme meets a priority on some criterion."""
        grid = self.grid
        return self._square(carrying(grid.ratings_arrays.value, grid.established, grid.priority))

    @property
    def transfers(self) -> pd.DataFrame:
        """One row a giver, receiver and theme, with the amount (0..S, lower bound).

        NaN where nothing is known to go over and a blank leaves it open: not assessed is not zero,
        though it counts 0 in ``directed``. Built on demand: it is P x P x T rows long.
        """
        names = np.array(self.partners, dtype=object)
        giver, receiver = np.nonzero(~np.eye(len(names), dtype=bool))
        by_theme = theme_bounds(
            self.grid.ratings_arrays,
            self.grid.ratings_arrays.value,
            self.grid.span,
            transfer=self.transfer,
            level=self.level,
            share=self.grid.min_answered_share,
        )
        known = [np.where((low == 0) & (high > 0), np.nan, low) for low, high in by_theme]
        amounts = np.stack(known, axis=-1)[giver, receiver]
        themes = self.grid.themes
        return pd.DataFrame(
            {
                "giver": np.repeat(names[giver], len(themes)),
                "receiver": np.repeat(names[receiver], len(themes)),
                "theme": np.tile(np.array(themes, dtype=object), len(giver)),
                "amount": amounts.ravel(),
            }
        )

    def strongest(self, giver: str, receiver: str, count: int = STRONGEST) -> pd.DataFrame:
        """Criteria on which a partner has most to give another, with the giver's evidence.

        Parameters
        ----------
        giver, receiver : str
            Two partners.
        count : int, >= 1
            How many criteria at the most; those that transfer nothing are left out.

        Returns
        -------
        strongest : DataFrame
            Columns theme, criterion, resource, need, transfer (0..S), evidence, and the file,
            sheet and cell of the giver's resource answer (empty where no workbook stands behind).

        Raises
        ------
        ValueError
            If a partner is unknown, or the count is no whole number from 1.
        """
        check_whole_number("count", count, 1)
        cells = self.grid.ratings_arrays
        i, j = (self._index(name) for name in (giver, receiver))
        amount = np.array(
            [
                transfer_bounds(
                    cells.value[[i, j], c],
                    cells.applicable[[i, j], c],
                    self.grid.span,
                    self.transfer,
                )[0][0, 1]
                for c in range(len(cells.criteria))
            ]
        )
        best = [c for c in np.argsort(-amount, kind="stable")[:count] if amount[c] > 0]
        rows = pd.DataFrame(
            {
                "theme": np.array([cells.themes[cells.theme_of[c]] for c in best], dtype=object),
                "criterion": np.array([cells.criteria[c] for c in best], dtype=object),
                "resource": cells.value[i, best, RESOURCE],
                "need": cells.value[j, best, NEED],
                "transfer": amount[best],
            }
        )
        return rows.merge(self._evidence(giver), on="criterion", how="left").fillna(
            {"evidence": "", "file": "", "sheet": "", "cell": ""}
        )

    def _evidence(self, giver: str) -> pd.DataFrame:
        """First evidence text a criterion, and where the giver's resource answer stands."""
        columns = ["criterion", "evidence", "file", "sheet", "cell"]
        if self.grid.intake is None:
            return pd.DataFrame(columns=columns, dtype=object)
        answers = self.grid.intake.answers
        own = answers[(answers["partner"] == giver) & (answers["state"] == "given")]
        resource = own[own["side"] == "resource"].drop_duplicates("criterion")
        evidence = own[own["field"] == own["criterion"] + ".evidence"].drop_duplicates("criterion")
        texts = evidence[["criterion", "value"]].rename(columns={"value": "evidence"})
        return resource.merge(texts, on="criterion", how="left")[columns]

    def to_frame(self) -> pd.DataFrame:
        """One row a pair.

        Returns
        -------
        complementarity : DataFrame
            Columns partner_a, partner_b, score (0..S, NaN = not assessed), a_to_b, b_to_a and
            provisional.
        """
        a, b = np.triu_indices(len(self.partners), k=1)
        names = np.array(self.partners, dtype=object)
        assessed = self.assessed[a] & self.assessed[b]
        return pd.DataFrame(
            {
                "partner_a": names[a],
                "partner_b": names[b],
                "score": self._mutual(self.lower)[a, b],
                "a_to_b": np.where(assessed, self.lower[a, b], np.nan),
                "b_to_a": np.where(assessed, self.lower[b, a], np.nan),
                "provisional": self.provisional.to_numpy()[a, b],
            }
        )

    def _mutual(self, directed: Floats) -> Floats:
        scores = mutual_score(directed, directed.T, self.mutual)
        absent = ~self.assessed
        scores[absent, :] = np.nan
        scores[:, absent] = np.nan
        np.fill_diagonal(scores, np.nan)
        return scores

    def _square(self, array: Floats | Bools) -> pd.DataFrame:
        return pd.DataFrame(array, index=list(self.partners), columns=list(self.partners))

    def _index(self, partner: str) -> int:
        if partner not in self.partners:
            raise ValueError(f"Unknown partner {partner!r}. Must be one of {list(self.partners)}.")
        return self.partners.index(partner)

    def _repr_html_(self) -> str:
        return str(self.scores.to_html(float_format="{:.2f}".format, na_rep="–"))

    def __repr__(self) -> str:
        return (
            f"Complementarity({len(self.partners)} partners, transfer={self.transfer!r}, "
            f"mutual={self.mutual!r}, level={self.level!r})"
        )


def complementarity(
    grid: Grid, transfer: str = "product", mutual: str = "geometric", level: str = "theme"
) -> Complementarity:
    """Directed amounts between all partners, and the score of every pair.

    Parameters
    ----------
    grid : Grid
        Resources and needs.
    transfer : {"product", "min", "gap"}
        What a giver's resource and a receiver's need transfer; see
        :func:`prospects_analysis.exchange.transfer_bounds`.
    mutual : {"geometric", "mean", "min", "harmonic"}
        How two directions make a pair's score; see
        :func:`prospects_analysis.exchange.mutual_score`.
    level : {"theme", "criterion"}
        ``criterion``: a theme transfers the mean of its three strongest criteria transfers instead
        of the transfer between theme scores.

    Returns
    -------
    flows : Complementarity

    Raises
    ------
    ValueError
        If a formula is unknown.

    Examples
    --------
    >>> resources = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> needs = pd.DataFrame({"t1": [0, 4], "t2": [3, 3]}, index=["A", "B"])
    >>> flows = complementarity(Grid.from_frames(resources, needs), mutual="mean")
    >>> flows.directed
         A    B
    A  0.0  2.6
    B  1.2  0.0
    >>> flows.to_frame().round(2).iloc[0].to_dict()  # doctest: +NORMALIZE_WHITESPACE
    {'partner_a': 'A', 'partner_b': 'B', 'score': 1.9, 'a_to_b': 2.6, 'b_to_a': 1.2,
     'provisional': False}
    """
    check_one_of("transfer", transfer, TRANSFERS)
    check_one_of("mutual", mutual, MUTUALS)
    check_one_of("level", level, LEVELS)
    lower, upper = directed_bounds(
        grid.ratings_arrays,
        grid.ratings_arrays.value,
        grid.span,
        transfer=transfer,
        level=level,
        share=grid.min_answered_share,
    )
    return Complementarity(
        grid=grid, transfer=transfer, mutual=mutual, level=level, lower=lower, upper=upper
    )
