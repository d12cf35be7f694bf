"""Why us two, in words: short sentences to be read out to whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import permutations
from math import isnan

import pandas as pd

from prospects_analysis.charts.exchanges import (
    flows_behind,
    mean_score,
    minimum_in_words,
    unscored,
)
from prospects_analysis.charts.labels import Labels, listed, quoted
from prospects_analysis.charts.levels import plain_number
from prospects_analysis.charts.second_choice import DIGITS, changes_in_words, second_choice_in_words
from prospects_analysis.pairing.explanation import Explanation
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.wording import catalogue, number

Sentences = tuple[str, ...]


def explanation_in_words(pairing: Pairing, partner: str, language: str) -> Sentences:
    r"""Say why a partner has the mates that it has.

    Who they are and their score; what it gives and what it receives, theme, criteria, evidence and
    good practices; which direction is weaker; whom it would have had next, and what that costs.
    Whoever is in no binôme is told why.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.
    partner : str
    language : str

    Returns
    -------
    sentences : tuple of str

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or the partner is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> print(*explanation_in_words(pairing, "A", "en"), sep="\n")
    A and B form a pair; their score is 1.30 out of 5.
    A brings above all “t2”: 1.6 out of 5.
    “t2”: A has 2, B needs 4, on a scale from 0 to 5.
    “t1”: A has 5, B needs 1, on a scale from 0 to 5.
    B brings above all “t2”: 1.6 out of 5.
    “t2”: B has 4, A needs 2, on a scale from 0 to 5.
    “t1”: B has 1, A needs 5, on a scale from 0 to 5.
    The two directions are equal: 1.30 out of 5.
    There is no second choice: nobody else may be paired with A.
    """
    teller = _Teller.of(pairing, language)
    if pairing.flows is not None and partner in pairing.unpaired:
        return (teller.alone(partner),)
    explanation = pairing.explain(partner)
    binome = (partner, *explanation.mates)
    if unscored(flows_behind(pairing, binome), binome):
        return teller.together(binome)
    ways = [
        *((partner, mate) for mate in explanation.mates),
        *((mate, partner) for mate in explanation.mates),
    ]
    return (
        *teller.together(binome),
        *(sentence for way in ways for sentence in teller.direction(explanation, *way)),
        teller.weaker(binome),
        *second_choice_in_words(pairing, explanation, language),
        *changes_in_words(pairing, explanation, language),
    )


def summary_in_words(pairing: Pairing, partner: str, language: str) -> Sentences:
    """Say who the mates of a partner are, whom it would have had next, and what that costs.

    Sentences of :func:`explanation_in_words`, in paragraphs.
    """
    teller = _Teller.of(pairing, language)
    if pairing.flows is not None and partner in pairing.unpaired:
        return (teller.alone(partner),)
    explanation = pairing.explain(partner)
    binome = (partner, *explanation.mates)
    if unscored(flows_behind(pairing, binome), binome):
        return teller.together(binome)
    second, *costs = second_choice_in_words(pairing, explanation, language)
    return tuple(one for one in (*teller.together(binome), second, " ".join(costs)) if one)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Teller:
    """Makes the sentences about one pairing in one language."""

    pairing: Pairing
    words: NullTranslations
    labels: Labels
    language: str

    @classmethod
    def of(cls, pairing: Pairing, language: str) -> _Teller:
        words, labels = catalogue(language), Labels.of(pairing, language)
        return cls(pairing=pairing, words=words, labels=labels, language=language)

    def _names(self, partners: Sequence[str]) -> str:
        return listed([self.labels.partner(one) for one in partners], self.words)

    def _themes(self, themes: Iterable[str]) -> str:
        return listed([quoted(self.labels.theme(one), self.words) for one in themes], self.words)

    def _number(self, value: float, digits: int = DIGITS) -> str:
        return number(value, digits, self.language)

    def _span(self) -> str:
        flows = self.pairing.flows
        return "" if flows is None else self._number(flows.grid.span, 0)

    def alone(self, partner: str) -> str:
        """Say why a partner is in no binôme."""
        words, name = self.words, self.labels.partner(partner)
        if partner in self.pairing.late:
            text = words.pgettext(
                "explanation", "{name} has not answered yet and is in no pair so far."
            )
        elif partner in self.pairing.waiting:
            text = words.pgettext(
                "explanation",
                "{name} is in no pair so far and waits for those who have not answered yet.",
            )
        else:
            text = words.pgettext(
                "explanation", "{name} is in no pair: the number of partners is odd."
            )
        return text.format(name=name)

    def together(self, binome: Binome) -> Sentences:
        """Say who is together, and the score."""
        words, flows = self.words, flows_behind(self.pairing, binome)
        names, missing = self._names(binome), unscored(flows, binome)
        if missing:
            decided = words.pgettext(
                "explanation", "{names} form a pair because it was so decided."
            )
            answers = words.npgettext(
                "explanation",
                "There is no score, because {names} has not answered yet.",
                "There is no score, because {names} have not answered yet.",
                len(missing),
            )
            return decided.format(names=names), answers.format(names=self._names(missing))
        if len(binome) == 2:
            text = words.pgettext(
                "explanation", "{names} form a pair; their score is {score} out of {span}."
            )
        else:
            text = words.pgettext(
                "explanation", "{names} form a trio; their score is {score} out of {span}."
            )
        score = self._number(mean_score(flows, binome))
        said = text.format(names=names, score=score, span=self._span())
        return tuple(filter(None, (said, minimum_in_words(flows, binome, DIGITS, self.language))))

    def direction(self, explanation: Explanation, giver: str, receiver: str) -> Iterator[str]:
        """Say what one gives another: the themes, then the criteria, then what could be shown."""
        words, themes = self.words, explanation.themes
        gives = giver == explanation.partner
        mate, side = (receiver, "gives") if gives else (giver, "receives")
        amounts = themes[themes["mate"] == mate].set_index("theme")[side]
        table = explanation.gives if gives else explanation.receives
        rows = table[table["mate"] == mate]
        who = {"giver": self.labels.partner(giver), "receiver": self.labels.partner(receiver)}
        if amounts.max() > 0:
            yield self._best_theme(amounts, who, pair=len(explanation.mates) == 1)
        elif rows.empty and amounts.notna().all():
            text = words.pgettext("explanation", "{giver} has nothing that {receiver} needs.")
            yield text.format(**who)
        if amounts.isna().any():
            text = words.pgettext(
                "explanation", "{giver} → {receiver}, not assessed and 0 for now: {themes}."
            )
            yield text.format(themes=self._themes(amounts.index[amounts.isna()]), **who)
        for row in rows.itertuples():
            text = words.pgettext(
                "explanation",
                "{criterion}: {giver} has {resource}, {receiver} needs {need}, on a scale from 0 "
                "to {span}.",
            )
            yield text.format(
                criterion=quoted(self.labels.criterion(row.criterion), words),
                resource=plain_number(row.resource, self.language),
                need=plain_number(row.need, self.language),
                span=self._span(),
                **who,
            )
            if evidence := " ".join(str(row.evidence).split()):
                text = words.pgettext("explanation", "What {giver} says of it: {evidence}")
                yield text.format(evidence=quoted(evidence, words), **who)
        shown = explanation.practices
        shown = shown[(shown["giver"] == giver) & (shown["receiver"] == receiver)]
        yield from self._practices(shown, who, asked=not rows.empty)

    def _best_theme(self, amounts: pd.Series, who: dict[str, str], *, pair: bool) -> str:
        """Name the theme on which most is given, several if they tie."""
        words, largest = self.words, float(amounts.max())
        best = [str(theme) for theme in amounts.index[amounts >= largest - 1e-9]]
        if pair:
            text = words.pgettext(
                "explanation", "{giver} brings above all {themes}: {amount} out of {span}."
            )
        else:
            text = words.pgettext(
                "explanation", "{giver} → {receiver}: above all {themes}, {amount} out of {span}."
            )
        return text.format(
            themes=self._themes(best),
            amount=self._number(largest, 1),
            span=self._span(),
            **who,
        )

    def _practices(self, rows: pd.DataFrame, who: dict[str, str], *, asked: bool) -> Iterator[str]:
        """Say which good practices could be shown; where workbooks could have named some."""
        words, grid = self.words, flows_behind(self.pairing, self.pairing.binomes[0]).grid
        if grid.intake is None or not asked:
            return
        if rows.empty:
            text = words.pgettext(
                "explanation", "{giver} has described no good practice on these criteria so far."
            )
            yield text.format(**who)
        for row in rows.itertuples():
            if isnan(row.transferability):
                text = words.pgettext(
                    "explanation", "A good practice to show: {title}, on {criterion}."
                )
            else:
                text = words.pgettext(
                    "explanation",
                    "A good practice to show: {title}, on {criterion}; transferability {score} "
                    "out of 5.",
                )
            yield text.format(
                title=quoted(row.title or row.practice, words),
                criterion=quoted(self.labels.criterion(row.criterion), words),
                score=""
                if isnan(row.transferability)
                else plain_number(row.transferability, self.language),
            )

    def weaker(self, binome: Binome) -> str:
        """Say which direction is weaker, or of a trio's six the weakest."""
        words, directed = self.words, flows_behind(self.pairing, binome).directed
        amounts = {way: float(directed.loc[way]) for way in permutations(binome, 2)}
        low, high = min(amounts.values()), max(amounts.values())
        # Equal is what looks equal: "1.31, against 1.31" would puzzle.
        weakest = [way for way, one in amounts.items() if round(one, DIGITS) <= round(low, DIGITS)]
        if len(binome) == 2 and len(weakest) == 2:
            text = words.pgettext(
                "explanation", "The two directions are equal: {low} out of {span}."
            )
        elif len(binome) == 2:
            text = words.pgettext(
                "explanation",
                "The weaker direction is {directions}: {low} out of {span}, against {high}.",
            )
        else:
            text = words.npgettext(
                "explanation",
                "The weakest direction is {directions}: {low} out of {span}.",
                "The weakest {n} directions are {directions}: {low} out of {span}.",
                len(weakest),
            )
        return text.format(
            n=len(weakest),
            directions=", ".join(" → ".join(map(self.labels.partner, way)) for way in weakest),
            low=self._number(low),
            high=self._number(high),
            span=self._span(),
        )
