"""What is said of decisions: what was adopted, where and why, and which scores were put right."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.charts.standing import digits_of, told_apart
from prospects_analysis.decisions import Decisions
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number

Sentences = tuple[str, ...]


def of_adoption(
    computed: Pairing | None, adopted: Pairing, decided: Sequence[Binome], language: str
) -> Sentences:
    """Say what was adopted against what was computed: what changes, and what it costs.

    Parameters
    ----------
    computed : Pairing or None
    adopted : Pairing
        With the binômes that people named, and the best of the others.
    decided : sequence of tuple of str
        Those that people named.
    language : str
    """
    words, labels = catalogue(language), Labels.of(adopted, language)
    if computed is None:
        return (words.pgettext("slide", "No pairs could be computed under the rules."),)
    changed = adopted.against(computed)
    if not changed.new:
        return (words.pgettext("slide", "The adopted pairs are the computed ones."),)

    def names(binomes: Sequence[Binome]) -> str:
        return "; ".join(" – ".join(map(labels.partner, one)) for one in binomes)

    said = []
    if new := [one for one in changed.new if one in decided]:
        text = words.pgettext("slide", "Adopted and not computed: {pairs}.")
        said.append(text.format(pairs=names(new)))
    if changed.gone:
        text = words.pgettext("slide", "Computed and not adopted: {pairs}.")
        said.append(text.format(pairs=names(changed.gone)))
    said.append(_cost(changed.cost, adopted.total, computed.total, language))
    # Where a late partner was adopted, others are left to be paired: ranks do not compare.
    alike = computed.problem.partners == adopted.problem.partners
    if alike and adopted.rank is not None and adopted.count is not None:
        text = words.pgettext("slide", "Of {count} ways to form the pairs, {better} do better.")
        said.append(
            text.format(
                count=number(adopted.count, 0, language),
                better=number(adopted.rank - 1, 0, language),
            )
        )
    return tuple(said)


def _cost(cost: float, adopted: float, computed: float, language: str) -> str:
    words = catalogue(language)
    total, best = told_apart(adopted, computed, language)
    if round(cost * 2 * UNIT) == 0:
        text = words.pgettext(
            "title", "The adopted pairs come to {total} in all, the computed ones to {best}"
        ).format(total=total, best=best)
        return text + words.pgettext("title", "; the total is the same") + "."
    text = words.pgettext(
        "slide", "They come to {total} in all, the computed ones to {best}: {cost} less."
    )
    if cost < 0:
        text = words.pgettext(
            "slide", "They come to {total} in all, the computed ones to {best}: {cost} more."
        )
    return text.format(total=total, best=best, cost=number(abs(cost), digits_of(cost), language))


def of_meeting(decisions: Decisions, language: str) -> Sentences:
    """Say where it was decided, who was there, and why; as far as it was written down."""
    words, said = catalogue(language), []
    if meeting := decisions.meeting:
        details = ", ".join(one for one in (meeting.date, meeting.place) if one)
        if details:
            said.append(words.pgettext("slide", "Meeting: {details}.").format(details=details))
        if meeting.present:
            names = ", ".join(meeting.present)
            said.append(words.pgettext("slide", "Present: {names}.").format(names=names))
    if reason := decisions.binomes_reason:
        said.append(words.pgettext("slide", "Reason: {reason}").format(reason=reason))
    return tuple(said)


def of_corrections(grid: Grid, language: str) -> Sentences:
    """Name the scores that were put right, with the partners' own."""
    words, labels = catalogue(language), Labels.of(grid, language)
    low = grid.scale[0]
    said = []
    for one in grid.corrections:
        own = (
            words.pgettext("notes", "not assessed")
            if isnan(one.original)
            else number(one.original + low, 1, language)
        )
        text = words.pgettext(
            "notes", "Put right: {partner}, {theme}, {side} {score} (own answers: {own}). {reason}"
        )
        said.append(
            text.format(
                partner=labels.partner(one.partner),
                theme=labels.theme(one.theme),
                side=side_text(one.side, language),
                score=number(one.score + low, 1, language),
                own=own,
                reason=one.reason,
            ).strip()
        )
    return tuple(said)
