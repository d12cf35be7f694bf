"""The speaker's notes: the numbers behind a slide, and what may be asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from itertools import permutations
from math import isnan

from prospects_analysis.charts.exchanges import minimum_in_words
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.second_choice import second_choice_in_words
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.tables import ALTERNATIVES
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import catalogue, number, number_or_dash

_DIGITS = 3
_DIRECTIONS = 10  # as many as somebody may ask about

Notes = tuple[str, ...]


def of_grid(grid: Grid, language: str, themes: Sequence[str] | None = None) -> Notes:
    """Say who has not answered, what is not assessed, and where a single person answered.

    Parameters
    ----------
    grid : Grid
    language : str, one of wording.LANGUAGES
    themes : sequence of str, optional
        Only these; all by default.
    """
    words, labels = catalogue(language), Labels.of(grid, language)
    said = []
    if grid.late:
        names = ", ".join(map(labels.partner, grid.late))
        said.append(words.pgettext("notes", "Not answered yet: {names}.").format(names=names))
    coverage = grid.coverage
    for partner in (one for one in grid.partners if one not in grid.late):
        for theme in themes or grid.themes:
            shares = [coverage.loc[partner, (side, theme)] for side in SIDES]
            if min(shares) < 1:  # NaN, where nothing applies, is not less
                said.append(
                    words.pgettext(
                        "notes", "{partner}, {theme}: {share} % of the questions answered."
                    ).format(
                        partner=labels.partner(partner),
                        theme=labels.theme(theme),
                        share=number(100 * min(shares), 0, language),
                    )
                )
    respondents = grid.ratings.groupby("partner")["respondents"].max()
    single = [one for one in grid.partners if respondents.get(one, 0) == 1]
    if single:
        names = ", ".join(map(labels.partner, single))
        said.append(words.pgettext("notes", "One respondent only: {names}.").format(names=names))
    return tuple(said) or (words.pgettext("notes", "Everybody answered everything."),)


def of_directions(flows: Complementarity, language: str) -> Notes:
    """Name the directions in which most could be brought, the largest first."""
    words, labels = catalogue(language), Labels.of(flows, language)
    amounts = flows.directed.stack()
    amounts = amounts[amounts > 0]
    largest = amounts.sort_values(ascending=False, kind="stable").head(_DIRECTIONS)
    said = tuple(
        words.pgettext("notes", "{giver} to {receiver}: {amount}.").format(
            giver=labels.partner(giver),
            receiver=labels.partner(receiver),
            amount=number(amount, _DIGITS, language),
        )
        for (giver, receiver), amount in largest.items()
    )
    return said or (words.pgettext("notes", "Nobody could bring anybody anything so far."),)


def of_binomes(pairing: Pairing, language: str) -> Notes:
    """Give every pair's score and both directions, and who is in none."""
    words, labels = catalogue(language), Labels.of(pairing, language)
    said = [_pair_and_score(pairing, binome, words, labels, language) for binome in pairing.binomes]
    if pairing.unpaired:
        names = ", ".join(map(labels.partner, pairing.unpaired))
        said.append(words.pgettext("notes", "In no pair so far: {names}.").format(names=names))
    return (*said, *of_landscape(pairing, language)[:1])


def _pair_and_score(
    pairing: Pairing,
    binome: Binome,
    words: NullTranslations,
    labels: Labels,
    language: str,
) -> str:
    score, flows = pairing.score_of(binome), pairing.flows
    said = words.pgettext("notes", "{names}: {score}.").format(
        names=" – ".join(map(labels.partner, binome)),
        score=words.pgettext("notes", "without a score")
        if isnan(score)
        else number(score, _DIGITS, language),
    )
    if flows is None or isnan(score):
        return said
    return " ".join(filter(None, (said, minimum_in_words(flows, binome, _DIGITS, language))))


def of_card(pairing: Pairing, binome: Binome, language: str) -> Notes:
    """Give both directions and which is weaker, the answers behind them, and the second choices."""
    words, labels = catalogue(language), Labels.of(pairing, language)
    said = [_pair_and_score(pairing, binome, words, labels, language)]
    if pairing.flows is not None and not isnan(pairing.score_of(binome)):
        amounts = pairing.flows.directed
        for giver, receiver in permutations(binome, 2):
            said.append(
                words.pgettext("notes", "{giver} to {receiver}: {amount}.").format(
                    giver=labels.partner(giver),
                    receiver=labels.partner(receiver),
                    amount=number(amounts.loc[giver, receiver], _DIGITS, language),
                )
            )
            said += _answers(pairing.flows, giver, receiver, words, labels, language)
        if len(binome) == 2:
            said.append(_weaker(pairing.flows, binome, words, labels))
        for one in binome:
            explanation = pairing.explain(one)
            choice = second_choice_in_words(pairing, explanation, language)
            said.append(f"{labels.partner(one)}: {' '.join(choice)}")
    if pairing.late:
        names = ", ".join(map(labels.partner, pairing.late))
        said.append(words.pgettext("notes", "Not answered yet: {names}.").format(names=names))
    return tuple(one for one in said if one)


def _answers(
    flows: Complementarity,
    giver: str,
    receiver: str,
    words: NullTranslations,
    labels: Labels,
    language: str,
) -> list[str]:
    said = []
    for row in flows.strongest(giver, receiver).itertuples():
        text = words.pgettext("notes", "{criterion}: resource {resource}, need {need}.").format(
            criterion=labels.criterion(row.criterion),
            resource=number(row.resource, 1, language),
            need=number(row.need, 1, language),
        )
        place = ", ".join(part for part in (row.file, row.sheet, row.cell) if part)
        said.append("   " + " ".join(part for part in (text, row.evidence, f"[{place}]") if part))
    return said


def _weaker(flows: Complementarity, binome: Binome, words: NullTranslations, labels: Labels) -> str:
    a, b = binome
    there, back = flows.directed.loc[a, b], flows.directed.loc[b, a]
    if there == back:
        return words.pgettext("notes", "Both directions are equal.")
    giver, receiver = (a, b) if there < back else (b, a)
    return words.pgettext("notes", "The weaker direction: {giver} to {receiver}.").format(
        giver=labels.partner(giver), receiver=labels.partner(receiver)
    )


def of_landscape(pairing: Pairing, language: str) -> Notes:
    """Give total, weakest pair, rank, ties, and what taking the best pair first would cost."""
    words = catalogue(language)
    said = [
        words.pgettext("notes", "Total {total}; proven bound {bound}; weakest {weakest}.").format(
            total=number(pairing.total, _DIGITS, language),
            bound=number(pairing.upper_bound, _DIGITS, language),
            weakest=number_or_dash(pairing.weakest, _DIGITS, language),
        )
    ]
    if pairing.count is not None and pairing.ties is not None:
        said.append(
            words.npgettext(
                "notes",
                "{count} way to form the pairs keeps the rules; as good as this one, itself "
                "included: {ties}.",
                "{count} ways to form the pairs keep the rules; as good as this one, itself "
                "included: {ties}.",
                pairing.count,
            ).format(count=pairing.count, ties=pairing.ties)
        )
    greedy = pairing.total_of(pairing.greedy())
    said.append(
        words.pgettext(
            "notes", "Taking the best pair first, again and again, would come to {total}."
        ).format(total=number(greedy, _DIGITS, language))
    )
    said.append(
        words.pgettext("notes", "Confirmed by a check that shares no code with the search.")
        if pairing.verify()
        else words.pgettext("notes", "NOT confirmed by the independent check.")
    )
    return tuple(said)


def of_alternatives(pairing: Pairing, language: str) -> Notes:
    """Give the pairs of every pairing in the chart."""
    labels, words = Labels.of(pairing, language), catalogue(language)
    return tuple(
        words.pgettext("notes", "{rank}. {total}: {pairs}").format(
            rank="–" if one.rank is None else one.rank,
            total=number(one.total, _DIGITS, language),
            pairs=", ".join(" – ".join(map(labels.partner, binome)) for binome in one.binomes),
        )
        for one in (pairing, *pairing.alternatives(ALTERNATIVES))
    )
