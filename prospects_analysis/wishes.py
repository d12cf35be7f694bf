"""Wishes from the room: pairs pinned or forbidden, scores corrected, and what they lead to.

Pure: a wish makes new wishes, and :func:`weigh` answers for them; see
:func:`prospects_analysis.wish_panel.what_if` for the same with buttons.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.difference import Difference
from prospects_analysis.pairing.problem import InfeasibleError, Pair
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.verify import Verification


@dataclass(frozen=True, kw_only=True)
class NewScore:
    """A theme score as the room would have it, on the scale of the questionnaire."""

    partner: str
    theme: str
    side: str
    score: float

    @property
    def about(self) -> tuple[str, str, str]:
        """Which score: partner, theme and side."""
        return (self.partner, self.theme, self.side)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was wished so far; the last word about a pair or a score counts.

    Attributes
    ----------
    pinned, forbidden : tuple of (str, str)
        Pairs in the order in which they were named, ids sorted inside.
    scores : tuple of NewScore
        One at most for a partner, theme and side.

    Examples
    --------
    >>> Wishes().pin("P03", "P01").forbid("P01", "P03").forbidden
    (('P01', 'P03'),)
    >>> Wishes().pin("P03", "P01").let_go("P01", "P03") == Wishes()
    True
    """

    pinned: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    scores: tuple[NewScore, ...] = ()

    def __bool__(self) -> bool:
        return self != Wishes()

    def pin(self, a: str, b: str) -> Wishes:
        """Wish that a pair stands."""
        free = self.let_go(a, b)
        return replace(free, pinned=(*free.pinned, _pair(a, b)))

    def forbid(self, a: str, b: str) -> Wishes:
        """Wish that a pair does not stand."""
        free = self.let_go(a, b)
        return replace(free, forbidden=(*free.forbidden, _pair(a, b)))

    def let_go(self, a: str, b: str) -> Wishes:
        """Wish nothing about a pair any more."""
        pair = _pair(a, b)
        return replace(
            self,
            pinned=tuple(one for one in self.pinned if one != pair),
            forbidden=tuple(one for one in self.forbidden if one != pair),
        )

    def correct(self, partner: str, theme: str, side: str, score: float) -> Wishes:
        """Wish another score, on the scale of the questionnaire."""
        new = NewScore(partner=partner, theme=theme, side=side, score=float(score))
        kept = self.as_answered(*new.about).scores
        return replace(self, scores=(*kept, new))

    def as_answered(self, partner: str, theme: str, side: str) -> Wishes:
        """Wish no other score than the partner's own."""
        about = (partner, theme, side)
        return replace(self, scores=tuple(one for one in self.scores if one.about != about))

    def to_toml(self) -> str:
        """Write the wishes as ``decisions.toml`` has them, with the reasons to be filled in.

        Examples
        --------
        >>> print(Wishes().pin("P01", "P03").correct("P03", "clusters", "need", 4).to_toml())
        [binomes]
        pinned = [["P01", "P03"]]
        reason = ""
        <BLANKLINE>
        [[scores]]
        partner = "P03"
        theme = "clusters"
        side = "need"
        score = 4.0
        reason = ""
        """
        tables = []
        if self.pinned or self.forbidden:
            lists = {"pinned": self.pinned, "forbidden": self.forbidden}
            lines = [f"{key} = {_quoted(pairs)}" for key, pairs in lists.items() if pairs]
            tables.append(["[binomes]", *lines, 'reason = ""'])
        for new in self.scores:
            names = {"partner": new.partner, "theme": new.theme, "side": new.side}
            lines = [f"{key} = {_quoted(name)}" for key, name in names.items()]
            tables.append(["[[scores]]", *lines, f"score = {new.score}", 'reason = ""'])
        return "\n\n".join("\n".join(lines) for lines in tables)


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcome:
    """What wishes lead to; made by :func:`weigh`.

    Attributes
    ----------
    wishes : Wishes
    first : Pairing
        The first proposal, on the answers as given.
    free : Pairing
        The best pairing of the corrected scores without any pair pinned or forbidden; the first
        proposal itself where no score was corrected.
    pairing : Pairing
        The best one that keeps all the wishes.
    placed : Pairing
        The same binômes with their rank among all admissible pairings of the corrected scores.
    """

    wishes: Wishes
    first: Pairing
    free: Pairing
    pairing: Pairing
    placed: Pairing

    @property
    def difference(self) -> Difference:
        """What the pairing costs and changes against the first proposal, as it was."""
        return self.pairing.against(self.first)

    @property
    def first_now(self) -> float:
        """Total that the first proposal would have with the corrected scores."""
        known = set(self.free.problem.partners)
        return self.free.total_of(one for one in self.first.binomes if known.issuperset(one))

    def verify(self) -> Verification:
        """Check independently that no pairing keeps the wishes and does better."""
        return self.pairing.verify()


class OwnRulesError(InfeasibleError):
    """With the corrected scores no pairing keeps the run's own rules, whatever else is wished."""


def weigh(first: Pairing, wishes: Wishes) -> Outcome:
    """Find the best pairing under wishes, and what it costs.

    Parameters
    ----------
    first : Pairing
        The first proposal, made from a grid; its rules and formulas hold.
    wishes : Wishes

    Returns
    -------
    outcome : Outcome

    Raises
    ------
    ValueError
        If no grid stands behind the proposal, or a wish names what is unknown.
    InfeasibleError
        If no pairing keeps the wishes.
    OwnRulesError
        If the corrected scores leave none that keeps even the rules of the first proposal.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t": [5, 4, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [1, 3, 3, 5]}, index=list("ABCD"))
    >>> first = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> outcome = weigh(first, Wishes().pin("A", "B"))
    >>> outcome.pairing.binomes, outcome.placed.rank
    ([('A', 'B'), ('C', 'D')], 2)
    """
    flows = first.flows
    if flows is None:
        raise ValueError(
            f"Wishes were weighed for {first!r}, of a plain score matrix. "
            "Must be a pairing made from a grid."
        )
    free = first
    if wishes.scores:
        free = _under_own_rules(_corrected(flows, wishes.scores), first)
    pairing = free.with_(require=wishes.pinned, forbid=wishes.forbidden)
    return Outcome(
        wishes=wishes,
        first=first,
        free=free,
        pairing=pairing,
        placed=adopt(_without_lifted(free, pairing), pairing.binomes),
    )


def _under_own_rules(flows: Complementarity, first: Pairing) -> Pairing:
    try:
        return pair_partners(flows, **first.rules)
    except InfeasibleError as error:
        raise OwnRulesError(
            f"With the corrected scores the rules of the first proposal cannot be kept. {error}",
            error.obstacles,
        ) from error


def _without_lifted(free: Pairing, pairing: Pairing) -> Pairing:
    """Drop the pairs that the run required and a wish forbids: they must not come back."""
    still = {*pairing.rules["require"]}
    kept = [pair for pair in free.rules["require"] if pair in still]
    return replace(free, rules={**free.rules, "require": kept})


def _corrected(flows: Complementarity, scores: Iterable[NewScore]) -> Complementarity:
    grid: Grid = flows.grid
    for new in scores:
        grid = grid.corrected(new.partner, new.theme, new.side, new.score)
    return complementarity(grid, transfer=flows.transfer, mutual=flows.mutual, level=flows.level)


def _pair(a: str, b: str) -> Pair:
    if a == b:
        raise ValueError(f"Invalid pair ({a!r}, {b!r}). Must be two different partners.")
    return (min(a, b), max(a, b))


def _quoted(names: object) -> str:
    """Write a text or lists of them as TOML, which JSON's are."""
    return json.dumps(names, ensure_ascii=False)
