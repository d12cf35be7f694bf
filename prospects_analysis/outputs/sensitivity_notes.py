"""What is said of solidity, beside the charts: sentences with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from itertools import combinations

from prospects_analysis.charts.changes import missing_text
from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.charts.robustness import hundredths, range_text
from prospects_analysis.charts.variants import variant_words
from prospects_analysis.pairing.result import Binome
from prospects_analysis.sensitivity.methods import Variants
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue, number

Sentences = tuple[str, ...]


def of_draws(found: Sensitivity, binomes: Sequence[Binome], language: str) -> Sentences:
    """Say of each binôme in how many draws it holds, and what a draw is."""
    said = [in_draws(found, one, language) for one in binomes]
    return (*(one for one in said if one), *_limits(catalogue(language)))


def in_draws(found: Sensitivity, binome: Binome, language: str) -> str:
    """Say of a binôme in how many of 100 draws it holds; ``""`` where it has no score."""
    if not found.noise or hundredths(found.noise, binome) is None:
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


def of_changes(found: Sensitivity, language: str) -> Sentences:
    """Say which single answer would change the pairs, on the scale of the questionnaire."""
    words, changes = catalogue(language), found.changes
    labels, flows = Labels.of(found.pairing, language), found.pairing.flows
    if flows is None:
        return ()
    low, missing = flows.grid.scale[0], missing_text(flows.grid, language)
    if changes.empty:
        none = words.pgettext("notes", "No single answer, whatever it were, changes the pairs.")
        return tuple(filter(None, (none, missing)))
    first = changes.iloc[0]
    text = words.npgettext(
        "notes",
        "The smallest change of one answer that changes the pairs: {partner}, {criterion} "
        "({side}), from {given} to {changed}. There is {n} of this size.",
        "The smallest change of one answer that changes the pairs: {partner}, {criterion} "
        "({side}), from {given} to {changed}. There are {n} of this size.",
        len(changes),
    )
    said = text.format(
        partner=labels.partner(first["partner"]),
        criterion=labels.criterion(first["criterion"]),
        side=side_text(first["side"], language),
        given=number(first["given"] + low, 1, language),
        changed=number(first["changed"] + low, 1, language),
        n=len(changes),
    )
    return tuple(filter(None, (said, missing)))


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
