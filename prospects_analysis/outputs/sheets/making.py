"""A sheet for each partner: whom it works with, what it gives and receives, what is next.

Both sheets of a pair tell the same criteria and practices of a direction, chosen in
:mod:`prospects_analysis.outputs.sheets.selection`. How the page is set is for
:mod:`prospects_analysis.outputs.sheets.pages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from prospects_analysis._validation import check_one_of
from prospects_analysis.charts.exchanges import (
    NOT_APPLICABLE,
    NOT_ASSESSED,
    PUT_RIGHT,
    mean_score,
    theme_amounts,
    unscored,
)
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.outputs.decision_notes import of_corrections
from prospects_analysis.outputs.sheets.content import (
    CriterionLine,
    OwnLine,
    PracticeLine,
    Sheet,
    ThemeLine,
    Way,
    mates_of,
)
from prospects_analysis.outputs.sheets.selection import selected
from prospects_analysis.outputs.sheets.words import SheetWords
from prospects_analysis.pairing.explanation import SharedPractice
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import NEED, RESOURCE
from prospects_analysis.wording import LANGUAGES

_OTHERWISE, _ENGLISH = "fr", "en"


def partner_sheet(
    pairing: Pairing, partner: str, language: str | None = None, *, adopted: bool = False
) -> Sheet:
    """Say what a partner takes home from the seminar.

    Parameters
    ----------
    pairing : Pairing
        Made from a grid.
    partner : str
    language : str, optional
        One of wording.LANGUAGES; by default that in which the partner works.
    adopted : bool
        Whether the pairing was adopted; else it is proposed.

    Returns
    -------
    sheet : Sheet

    Raises
    ------
    ValueError
        If no grid stands behind the pairing, or the partner or the language is unknown.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> sheet = partner_sheet(pairing, "A", "en")
    >>> sheet.mates, sheet.status
    (('B',), 'Proposed pair · score 1.30 out of 5')
    >>> [(line.name, round(line.amount, 1)) for line in sheet.ways[0].themes]
    [('t1', 1.0), ('t2', 1.6)]
    >>> print(sheet.ways[0].criteria[0].answers)
    you have 2 → they need 4
    """
    flows = pairing.flows
    if flows is None:
        raise ValueError(
            f"A sheet of {partner!r} was asked of a plain score matrix. "
            "Must be a pairing made from a grid, which knows themes and criteria."
        )
    check_one_of("partner", partner, flows.partners)
    if language is None:
        language = language_of(pairing, partner)
    check_one_of("language", language, LANGUAGES)
    return _Maker(SheetWords(pairing, flows, partner, language, adopted=adopted)).make()


def language_of(pairing: Pairing, partner: str) -> str:
    """Give the language in which a partner reads: its own, else English, if it is spoken here."""
    intake = None if pairing.flows is None else pairing.flows.grid.intake
    if intake is None:
        return _OTHERWISE
    language = intake.framework.language_for(intake.framework.partner(partner).language)
    return language if language in LANGUAGES else _ENGLISH


class _Maker:
    """Makes the sheet of one partner."""

    def __init__(self, words: SheetWords) -> None:
        self.words, self.labels = words, words.labels
        self.pairing, self.flows, self.grid = words.pairing, words.flows, words.grid
        self.partner, self.language = words.partner, words.language

    def make(self) -> Sheet:
        mates = mates_of(self.pairing, self.partner)
        binome = (self.partner, *mates)
        missing = unscored(self.flows, binome) if mates else ()
        scored = bool(mates) and not missing
        score = mean_score(self.flows, binome) if scored else float("nan")
        ways = self._ways(mates) if scored else ()
        return Sheet(
            partner=self.partner,
            mates=mates,
            adopted=self.words.adopted,
            language=self.language,
            network=self.words.network(),
            name=self.words.full_name(self.partner),
            mate_names=tuple(map(self.words.full_name, mates)),
            status=self.words.status(mates, score),
            scale=self.words.scale() if scored else "",
            why=self.words.why(mates, missing),
            steps=self.words.steps(mates, missing),
            ways=ways,
            own=() if ways else self._own(),
            described=self.grid.intake is not None,
            remarks=self._remarks(mates, ways),
            put_right=self._put_right(),
            span=self.grid.span,
            fictional=self.grid.fictional,
            footer=footer_text(self.pairing, self.language),
        )

    def _ways(self, mates: tuple[str, ...]) -> tuple[Way, ...]:
        return tuple(
            self._way(mate, len(mates), gives=gives) for gives in (True, False) for mate in mates
        )

    def _way(self, mate: str, mates: int, *, gives: bool) -> Way:
        giver, receiver = (self.partner, mate) if gives else (mate, self.partner)
        told = selected(self.flows, giver, receiver, mates)
        return Way(
            mate=mate,
            name=self.labels.partner(mate),
            gives=gives,
            themes=self._themes(giver, receiver),
            criteria=self._criteria(told.criteria, gives=gives),
            practices=self._practices(told.practices, gives=gives),
            more=told.more,
        )

    def _themes(self, giver: str, receiver: str) -> tuple[ThemeLine, ...]:
        rows = theme_amounts(self.flows, giver, receiver)
        corrected = self.grid.correction_of
        return tuple(
            ThemeLine(
                theme=str(row.Index),
                name=self.labels.theme(str(row.Index)),
                amount=float(row.amount),
                absent=self.words.absent(row.absent),
                corrected=corrected(giver, str(row.Index), "resource") is not None
                or corrected(receiver, str(row.Index), "need") is not None,
            )
            for row in rows.itertuples()
        )

    def _criteria(self, rows: pd.DataFrame, *, gives: bool) -> tuple[CriterionLine, ...]:
        return tuple(
            CriterionLine(
                criterion=str(row.criterion),
                name=self.labels.criterion(str(row.criterion)),
                answers=self.words.answers(row.resource, row.need, gives=gives),
                # A partner knows its own.
                evidence="" if gives else " ".join(str(row.evidence).split()),
            )
            for row in rows.itertuples()
        )

    def _practices(
        self, practices: Sequence[SharedPractice], *, gives: bool
    ) -> tuple[PracticeLine, ...]:
        if not practices or self.grid.intake is None:
            return ()
        table = self.grid.intake.practice_table().set_index("practice")
        table = table.reindex(columns=["contact_role", "host_visit"])
        return tuple(
            PracticeLine(
                practice=one.practice,
                criterion=one.criterion,
                title=" ".join(one.title.split()) or one.practice,
                details=self.words.details(one, str(row["host_visit"]), gives=gives),
                contact="" if gives else " ".join(str(row["contact_role"] or "").split()),
            )
            for one, row in ((one, table.loc[one.practice]) for one in practices)
        )

    def _own(self) -> tuple[OwnLine, ...]:
        at = self.grid.partners.index(self.partner)
        scores, coverage = (array[at] for array in self.grid.scores())
        if not np.isfinite(scores).any():
            return ()
        reasons = np.where(np.isnan(coverage), NOT_APPLICABLE, NOT_ASSESSED)
        reasons = np.where(np.isfinite(scores), "", reasons)
        return tuple(
            OwnLine(
                theme=theme,
                name=self.labels.theme(theme),
                scores=(float(scores[row, RESOURCE]), float(scores[row, NEED])),
                absent=(
                    self.words.absent(str(reasons[row, RESOURCE])),
                    self.words.absent(str(reasons[row, NEED])),
                ),
            )
            for row, theme in enumerate(self.grid.themes)
        )

    def _remarks(self, mates: tuple[str, ...], ways: tuple[Way, ...]) -> tuple[str, ...]:
        said = [self.words.balance(mate) for mate in mates] if ways else []
        if any(way.practices or any(one.evidence for one in way.criteria) for way in ways):
            said.append(self.words.quotes())
        return tuple(said)

    def _put_right(self) -> tuple[str, ...]:
        own = tuple(one for one in self.grid.corrections if one.partner == self.partner)
        told = of_corrections(replace(self.grid, corrections=own), self.language)
        return tuple(f"{PUT_RIGHT} {one}" for one in told)
