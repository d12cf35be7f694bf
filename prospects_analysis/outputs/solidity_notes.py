"""What is said of solidity and of decisions, beside the charts: sentences with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from itertools import combinations
from math import isnan

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.solidity import range_text
from prospects_analysis.charts.variants import variant_words
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.methods import Variants
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue, number

_DIGITS = 2
_FEW = 3

Sentences = tuple[str, ...]


def of_draws(found: Sensitivity, binomes: Sequence[Binome], language: str) -> Sentences:
    """Say of each binôme in how many draws it holds, and what single answer would change them."""
    words, labels = catalogue(language), Labels.of(found.pairing, language)
    said = [in_draws(found, one, language) for one in binomes]
    return (
        *(one for one in said if one),
        _smallest_change(found, labels, language),
        *_limits(words),
    )


def in_draws(found: Sensitivity, binome: Binome, language: str) -> str:
    """Say of a binôme in how many of 100 draws it holds; ``""`` where it has no score."""
    if isnan(found.range_of(binome)[0]):
        return ""
    labels = Labels.of(found.pairing, language)
    return (
        catalogue(language)
        .pgettext(
            "notes",
            "{names}: holds in {range} of 100 draws, depending on how precise the answers are.",
        )
        .format(
            names=" – ".join(map(labels.partner, binome)),
            range=range_text(found.noise, binome, language),
        )
    )


def _limits(words: NullTranslations) -> Sentences:
    return (
        words.pgettext(
            "notes",
            "A draw is a set of ratings that may be the true ones, given the answers and their "
            "declared confidence. The true precision is unknown: hence a range.",
        ),
    )


def _smallest_change(found: Sensitivity, labels: Labels, language: str) -> str:
    words, changes = catalogue(language), found.changes
    if changes.empty:
        return words.pgettext("notes", "No single answer, whatever it were, changes the pairs.")
    first = changes.iloc[0]
    text = words.npgettext(
        "notes",
        "The smallest change of one answer that changes the pairs: {partner}, {criterion} "
        "({side}), from {given} to {changed}. There is {n} of this size.",
        "The smallest change of one answer that changes the pairs: {partner}, {criterion} "
        "({side}), from {given} to {changed}. There are {n} of this size.",
        len(changes),
    )
    return text.format(
        partner=labels.partner(first["partner"]),
        criterion=labels.criterion(first["criterion"]),
        side=_side(first["side"], language),
        given=number(first["given"], 1, language),
        changed=number(first["changed"], 1, language),
        n=len(changes),
    )


def _side(side: str, language: str) -> str:
    words = catalogue(language)
    if side == "resource":
        return words.pgettext("side", "resource")
    return words.pgettext("side", "need")


def of_methods(found: Sensitivity, binomes: Sequence[Binome], language: str) -> Sentences:
    """Say of each binôme where it stands; under the calibrations too, and without each theme."""
    words, labels = catalogue(language), Labels.of(found.pairing, language)
    said = [_standing(found.methods, one, labels, language) for one in binomes]
    every = [one for one in binomes if _in_all(found.calibrations, one)]
    called = variant_words(words)
    text = words.npgettext(
        "notes",
        "Under every calibration ({names}): {n} of the pairs.",
        "Under every calibration ({names}): {n} of the pairs.",
        len(every),
    )
    said.append(
        text.format(names=", ".join(called[one] for one in found.calibrations.names), n=len(every))
    )
    for theme, other in found.themes.items():
        if other is not None:
            kept = sum(one in other.binomes for one in binomes)
            text = words.npgettext(
                "notes",
                "Without “{theme}”, {n} of {of} pairs would stay.",
                "Without “{theme}”, {n} of {of} pairs would stay.",
                kept,
            )
            said.append(text.format(theme=labels.theme(theme), n=kept, of=len(binomes)))
    return tuple(said)


def _in_all(variants: Variants, binome: Binome) -> bool:
    return all(variants.count(pair) == len(variants.names) for pair in combinations(binome, 2))


def _standing(variants: Variants, binome: Binome, labels: Labels, language: str) -> str:
    words = catalogue(language)
    names = " – ".join(map(labels.partner, binome))
    called = variant_words(words)
    missing = [called[name] for name, holds in variants.holds(binome).items() if not holds]
    count = variants.count(binome)
    if not missing:
        return words.pgettext("notes", "{names}: in all {of} variants.").format(
            names=names, of=len(variants.names)
        )
    return words.pgettext("notes", "{names}: in {n} of {of} variants, not in: {missing}.").format(
        names=names, n=count, of=len(variants.names), missing="; ".join(missing)
    )


def of_adoption(computed: Pairing | None, adopted: Pairing, language: str) -> Sentences:
    """Say what was adopted against what was computed: what changes, and what it costs."""
    words, labels = catalogue(language), Labels.of(adopted, language)
    if computed is None:
        return (words.pgettext("slide", "No pairs could be computed under the rules."),)
    changed = adopted.against(computed)
    if not changed.new:
        return (words.pgettext("slide", "The adopted pairs are the computed ones."),)

    def names(binomes: Sequence[Binome]) -> str:
        return "; ".join(" – ".join(map(labels.partner, one)) for one in binomes)

    cost = words.pgettext(
        "slide", "They come to {total} in all, the computed ones to {best}: {cost} less."
    )
    if changed.cost < 0:
        cost = words.pgettext(
            "slide", "They come to {total} in all, the computed ones to {best}: {cost} more."
        )
    said = [
        words.pgettext("slide", "Adopted and not computed: {pairs}.").format(
            pairs=names(changed.new)
        ),
        words.pgettext("slide", "Computed and not adopted: {pairs}.").format(
            pairs=names(changed.gone)
        ),
        cost.format(
            total=number(adopted.total, _DIGITS, language),
            best=number(computed.total, _DIGITS, language),
            cost=number(abs(changed.cost), _DIGITS, language),
        ),
    ]
    if adopted.rank is not None and adopted.count is not None:
        text = words.pgettext("slide", "Of {count} ways to form the pairs, {better} do better.")
        said.append(
            text.format(
                count=number(adopted.count, 0, language),
                better=number(adopted.rank - 1, 0, language),
            )
        )
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
                side=_side(one.side, language),
                score=number(one.score + low, 1, language),
                own=own,
                reason=one.reason,
            ).strip()
        )
    return tuple(said)
