"""How a second pairing stands beside the computed one: what was adopted, or what somebody tried."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations

import numpy as np

from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED, enumerate_pairings
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number

_DIGITS, _MOST_DIGITS = 2, 6


@dataclass(frozen=True, eq=False, kw_only=True)
class Standing:
    """Where a pairing stands among all that keep the rules of another; ties are told.

    Attributes
    ----------
    total, cost : float
        Its total, and how much that is below the other's.
    same : bool
        Whether its binômes are those of the other.
    count : int or None
        Number of pairings that keep the rules of the other; None above twelve partners.
    rank, ties : int or None
        Among those; None above twelve partners, or where it keeps other rules.
    fewer : int
        How many of its binômes fewer give and receive; pairings with fewer rank below all others.
    tried : bool
        Whether it was tried out, and not adopted.
    """

    total: float
    cost: float
    same: bool
    count: int | None
    rank: int | None
    ties: int | None
    fewer: int
    tried: bool

    @classmethod
    def of(cls, pairing: Pairing, own: Pairing, *, tried: bool = False) -> Standing | None:
        """Compare two pairings; None where they pair different partners.

        Raises
        ------
        ValueError
            If the two were made from different scores.
        """
        if pairing.problem.partners != own.problem.partners:
            return None
        _check_same_scores(pairing, own)
        found = None
        if pairing.problem.size <= LARGEST_ENUMERATED:
            every = enumerate_pairings(pairing.problem)
            position = every.position_of(own.groups)
            found = None if position is None else every.rank_and_ties(position)
        return cls(
            total=own.total,
            cost=pairing.total - own.total,
            same=own.binomes == pairing.binomes,
            count=pairing.count,
            rank=found[0] if found else None,
            ties=found[1] if found else None,
            fewer=own.against(pairing).both_ways_lost,
            tried=tried,
        )

    def label(self, language: str) -> str:
        """Say beside its mark what it is."""
        words, total = catalogue(language), number(self.total, _DIGITS, language)
        if self.same and self.tried:
            text = words.pgettext("landscape", "computed, and your own: {total}")
        elif self.same:
            text = words.pgettext("landscape", "computed and adopted: {total}")
        elif self.tried:
            text = words.pgettext("landscape", "your own: {total}")
        else:
            text = words.pgettext("landscape", "adopted: {total}")
        return text.format(total=total) + ("" if self.same else self._place(words, language))

    def note(self, language: str) -> str:
        """Say why it ranks lower than its total would; ``""`` where it does not."""
        if self.fewer <= 0:
            return ""
        words = catalogue(language)
        text = words.npgettext(
            "landscape",
            "Adopted: {n} pair fewer gives and receives, hence set aside",
            "Adopted: {n} pairs fewer give and receive, hence set aside",
            self.fewer,
        )
        if self.tried:
            text = words.npgettext(
                "landscape",
                "Your own: {n} pair fewer gives and receives, hence set aside",
                "Your own: {n} pairs fewer give and receive, hence set aside",
                self.fewer,
            )
        return text.format(n=self.fewer)

    def _place(self, words: NullTranslations, language: str) -> str:
        if self.count is None:
            return ""
        if self.rank is None or self.ties is None:
            return words.pgettext("landscape", ", outside the rules")
        text = words.pgettext("landscape", ", rank {rank} of {count}")
        if self.ties > 1:
            text = words.pgettext("landscape", ", rank {rank} of {count}, tied")
        return text.format(
            rank=number(self.rank, 0, language), count=number(self.count, 0, language)
        )

    def title(self, computed: str, best: float, language: str) -> str:
        """Say how it stands; where it is the computed one, that and what is said of that."""
        words = catalogue(language)
        if self.same:
            text = words.pgettext("slide", "The adopted pairs are the computed ones.")
            if self.tried:
                text = words.pgettext("landscape", "Your own pairs are the computed ones.")
            return f"{text} {computed}"
        if self.rank is None or self.count is None:
            text = words.pgettext(
                "title", "The adopted pairs come to {total} in all, the computed ones to {best}"
            )
            if self.tried:
                text = words.pgettext(
                    "title", "Your own pairs come to {total} in all, the computed ones to {best}"
                )
            total, other = told_apart(self.total, best, language)
            return text.format(total=total, best=other)
        return self._beaten(words, language) + self._price(words, language)

    def _beaten(self, words: NullTranslations, language: str) -> str:
        better = (self.rank or 1) - 1
        if not better and self.tried:
            return words.pgettext(
                "title", "No way to form the pairs does better than your own pairs"
            )
        if not better:
            return words.pgettext(
                "title", "No way to form the pairs does better than the adopted pairs"
            )
        text = words.npgettext(
            "title",
            "{n} of {count} ways to form the pairs does better than the adopted pairs",
            "{n} of {count} ways to form the pairs do better than the adopted pairs",
            better,
        )
        if self.tried:
            text = words.npgettext(
                "title",
                "{n} of {count} ways to form the pairs does better than your own pairs",
                "{n} of {count} ways to form the pairs do better than your own pairs",
                better,
            )
        return text.format(
            n=number(better, 0, language), count=number(self.count or 0, 0, language)
        )

    def _price(self, words: NullTranslations, language: str) -> str:
        if round(self.cost * 2 * UNIT) == 0:
            return words.pgettext("title", "; the total is the same")
        text = words.pgettext("title", "; the best comes to {cost} more in all")
        if self.cost < 0:
            text = words.pgettext("title", "; the computed one comes to {cost} less in all")
        return text.format(cost=number(abs(self.cost), digits_of(self.cost), language))


def _check_same_scores(pairing: Pairing, own: Pairing) -> None:
    both = pairing.problem.allowed & own.problem.allowed
    differ = both & (pairing.problem.weights != own.problem.weights)
    if not differ.any():
        return
    a, b = (pairing.problem.partners[int(at)] for at in np.argwhere(differ)[0])
    raise ValueError(
        f"The own pairing gives {a} and {b} another score than the computed one. Must be made "
        "from the same scores."
    )


def told_apart(one: float, other: float, language: str) -> tuple[str, str]:
    """Write two numbers with as many digits as tell them apart; none can tell those that tie.

    Examples
    --------
    >>> told_apart(5.0051, 5.0149, "en"), told_apart(5.0, 5.0, "en")
    (('5.005', '5.015'), ('5.00', '5.00'))
    """
    written = [
        (number(one, digits, language), number(other, digits, language))
        for digits in range(_DIGITS, _MOST_DIGITS + 1)
    ]
    return next((two for two in written if two[0] != two[1]), written[0])


def digits_of(difference: float) -> int:
    """Give as many digits as show that a difference is not zero, two at the least.

    Examples
    --------
    >>> digits_of(0.25), digits_of(-0.0004), digits_of(0.0)
    (2, 4, 2)
    """
    enough = (n for n in range(_DIGITS, _MOST_DIGITS + 1) if round(difference, n))
    return next(enough, _DIGITS)
