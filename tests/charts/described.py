"""Illustrative returns with good practices made for the tests, by whom and with which titles."""

from __future__ import annotations

import functools
from dataclasses import replace

import pandas as pd

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.intake.practice_tables import PRACTICE_COLUMNS, no_practices
from prospects_analysis.intake.result import Intake
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from tests.charts.examples import LONG, illustrative, intake

TITLES = (
    "Un guichet unique qui répond en dix jours",
    "Reconversion du carreau de la fosse 9-9bis en pôle d’éco-construction",
    "Pépinière d’entreprises dans l’ancienne salle des machines, prêts d’honneur, suivi, etc.",
)
#: As long as a title may be, without a place to break it.
UNBROKEN = "M" * 100
EVERYBODY = tuple(illustrative().partners)


def flows_without_practices() -> Complementarity:
    return complementarity(score_grid(replace(intake(), practices=no_practices())))


@functools.cache
def described(
    by: tuple[str, ...], titles: tuple[str, ...] = TITLES, *, long_names: bool = False
) -> Pairing:
    """Pair partners of whom some have described a practice on what they give, for each other."""
    flows, rows = flows_without_practices(), []
    ways = ((a, b) for a in by for b in flows.partners if a != b)
    for number, (giver, receiver) in enumerate(ways):
        best = flows.strongest(giver, receiver)["criterion"]
        values = {
            "title": titles[number % len(titles)],
            "criteria_1": None if best.empty else best.iloc[number % len(best)],
            "transferability": 1 + number % 5,
        }
        rows += [
            (giver, f"{giver}-{number:02d}", f"practices.{number:02d}.{field}", "", value,
             "blank" if value is None else "given", "", "", "")
            for field, value in values.items()
        ]  # fmt: skip
    practices = pd.DataFrame(rows, columns=list(PRACTICE_COLUMNS))
    returned = replace(intake(), practices=practices)
    if long_names:
        returned = _with_long_names(returned)
    return pair_partners(complementarity(score_grid(returned)))


def _with_long_names(returned: Intake) -> Intake:
    framework = returned.framework
    names = {
        f"partners.{one.id}.short": LONG.format(position)
        for position, one in enumerate(framework.partners)
    }
    words = {language: {**own, **names} for language, own in framework.words.items()}
    return replace(returned, framework=replace(framework, words=words))
