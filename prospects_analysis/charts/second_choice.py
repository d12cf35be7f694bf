"""The second choice in words: whom a partner would have had next, and who would pay for it."""

from __future__ import annotations

from gettext import NullTranslations
from math import isnan

from prospects_analysis.charts.exchanges import flows_behind, mean_score
from prospects_analysis.charts.labels import Labels, listed
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.explanation import Explanation
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.pairing.second_choice import SecondChoice
from prospects_analysis.wording import catalogue, number

Sentences = tuple[str, ...]

#: Digits of scores and costs: a second choice often costs less than a tenth.
DIGITS = 2
_MINUS = "\u2212"


def second_choice_in_words(pairing: Pairing, explanation: Explanation, language: str) -> Sentences:
    """Say who the second choice is and what it costs the whole, or why there is none."""
    words, labels = catalogue(language), Labels.of(pairing, language)
    found = explanation.second_choice
    if found is None:
        name = labels.partner(explanation.partner)
        return (_why_none(pairing, explanation, words).format(name=name),)
    flows = flows_behind(pairing, (explanation.partner, *explanation.mates))
    then = next(one for one in found.binomes if explanation.partner in one)
    mates = [labels.partner(one) for one in then if one != explanation.partner]
    present = (explanation.partner, *explanation.mates)
    who = words.pgettext(
        "explanation",
        "The second choice would be {mates}, with a score of {score} instead of {now}.",
    ).format(
        mates=listed(mates, words),
        score=number(mean_score(flows, then), DIGITS, language),
        now=number(mean_score(flows, present), DIGITS, language),
    )
    return (who, *_costs(pairing, found, words, language))


def changes_in_words(pairing: Pairing, explanation: Explanation, language: str) -> Sentences:
    """Say what the second choice does to the others, by name."""
    words, labels = catalogue(language), Labels.of(pairing, language)
    found = explanation.second_choice
    if found is None:
        return ()
    if not found.others:
        return (words.pgettext("explanation", "For all others the score would stay the same."),)
    paired = {name for binome in found.binomes for name in binome}
    lower = {name: change for name, change in found.others if change < 0}
    higher = {name: change for name, change in found.others if change > 0}
    without = [name for name, change in found.others if isnan(change) and name not in paired]
    newly = [name for name, change in found.others if isnan(change) and name in paired]
    said = []
    for text, names in (
        (
            words.npgettext(
                "explanation",
                "{n} other partner would have a lower score: {names}.",
                "{n} other partners would have a lower score: {names}.",
                len(lower),
            ),
            [_with_change(labels, *one, language) for one in lower.items()],
        ),
        (
            words.npgettext(
                "explanation",
                "{n} other partner would have a higher score: {names}.",
                "{n} other partners would have a higher score: {names}.",
                len(higher),
            ),
            [_with_change(labels, *one, language) for one in higher.items()],
        ),
        (
            words.npgettext(
                "explanation",
                "{n} other partner would be left without a pair: {names}.",
                "{n} other partners would be left without a pair: {names}.",
                len(without),
            ),
            [labels.partner(one) for one in without],
        ),
        (
            words.npgettext(
                "explanation",
                "{n} other partner, in no pair so far, would be in one: {names}.",
                "{n} other partners, in no pair so far, would be in one: {names}.",
                len(newly),
            ),
            [labels.partner(one) for one in newly],
        ),
    ):
        if names:
            said.append(text.format(n=len(names), names=", ".join(names)))
    return tuple(said)


def _with_change(labels: Labels, partner: str, change: float, language: str) -> str:
    sign = "+" if change > 0 else _MINUS
    return f"{labels.partner(partner)} ({sign}{_points(abs(change), language)})"


def _points(value: float, language: str) -> str:
    """Write points with two digits, or with as many as show that there are some."""
    digits = next((d for d in range(DIGITS, 6) if round(value, d) > 0), 6)
    return number(value, digits, language)


def _why_none(pairing: Pairing, explanation: Explanation, words: NullTranslations) -> str:
    binome = {explanation.partner, *explanation.mates}
    if pairing.problem.size > LARGEST_ENUMERATED:
        return words.pgettext(
            "explanation", "Second choices are not looked for where there are so many partners."
        )
    if any(explanation.partner in pair and binome >= {*pair} for pair in pairing.rules["require"]):
        return words.pgettext(
            "explanation", "There is no second choice: that {name} is in this pair was decided."
        )
    return words.pgettext(
        "explanation", "There is no second choice: nobody else may be paired with {name}."
    )


def _costs(
    pairing: Pairing, found: SecondChoice, words: NullTranslations, language: str
) -> Sentences:
    """Say what the whole loses, or gains where the present pairing is not the best."""
    total = number(pairing.total, DIGITS, language)
    if round(found.cost * 2 * UNIT) == 0:
        text = words.pgettext(
            "explanation", "The scores of all pairs would still add up to {total}."
        )
    elif found.cost > 0:
        text = words.pgettext(
            "explanation",
            "The scores of all pairs, {total} together, would be {points} points lower.",
        )
    else:
        text = words.pgettext(
            "explanation",
            "The scores of all pairs, {total} together, would be {points} points higher.",
        )
    said = [text.format(total=total, points=_points(abs(found.cost), language))]
    count = abs(found.both_ways_lost)
    if found.both_ways_lost > 0:
        text = words.npgettext(
            "explanation",
            "{n} pair fewer would have something established to give in both directions.",
            "{n} pairs fewer would have something established to give in both directions.",
            count,
        )
        said.append(text.format(n=count))
    elif count:
        text = words.npgettext(
            "explanation",
            "{n} pair more would have something established to give in both directions.",
            "{n} pairs more would have something established to give in both directions.",
            count,
        )
        said.append(text.format(n=count))
    return tuple(said)
