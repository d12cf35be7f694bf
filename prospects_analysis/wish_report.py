"""What wishes lead to, in words: the cost, the rank, the check, and the binômes.

HTML for a notebook, in its own colours, light or dark. Every name is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from gettext import NullTranslations
from html import escape
from math import isnan

from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels, partner_text, side_text
from prospects_analysis.charts.refusal import refusal_text
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wishes import NewScore, Outcome, OwnRulesError
from prospects_analysis.wording import catalogue, number

_DIGITS = 2
_LEAST = 10**-_DIGITS
_NOTHING = 5e-7  # half of what scores are rounded to

_RULE = "border-bottom: 1px solid var(--jp-border-color2, #bdbdbd)"
_CELL = f"padding: 0.3em 1.2em 0.3em 0; text-align: left; {_RULE}"
_NUMBER = f"padding: 0.3em 1.2em 0.3em 0; text-align: right; {_RULE}"
_QUIET = "color: var(--jp-ui-font-color2, #595959)"
_BOX = (
    "line-height: 1.5; max-width: 70em; margin-top: 0.6em; "
    "border-top: 1px solid var(--jp-border-color2, #bdbdbd)"
)
_HEADLINE = "font-size: 1.35em; font-weight: 600; margin: 0.4em 0"


def binome_text(labels: Labels, binome: Iterable[str]) -> str:
    """Name the partners of a binôme."""
    return " + ".join(partner_text(labels, partner) for partner in binome)


def score_text(labels: Labels, new: NewScore, language: str) -> str:
    """Name a corrected score: "P03 Karviná, clusters, need: 4.5"."""
    text = catalogue(language).pgettext("what-if", "{partner}, {theme}, {side}: {score}")
    return text.format(
        partner=partner_text(labels, new.partner),
        theme=labels.theme(new.theme),
        side=side_text(new.side, language),
        score=number(new.score, 1, language),
    )


def cost_text(outcome: Outcome, language: str) -> str:
    """Say in a sentence or two what the wishes cost.

    Parameters
    ----------
    outcome : Outcome
    language : str

    Returns
    -------
    text : str
        Where scores were corrected, totals before and after are of different scores, so what the
        first proposal would now have is said too.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> from prospects_analysis.wishes import Wishes, weigh
    >>> resources = pd.DataFrame({"t": [5, 4, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [1, 3, 3, 5]}, index=list("ABCD"))
    >>> first = pair_partners(complementarity(Grid.from_frames(resources, needs)))
    >>> cost_text(weigh(first, Wishes().pin("A", "B")), "en")
    'Costs 0.05 of 2.70.'
    """
    words = catalogue(language)
    first, pairing = outcome.first, outcome.pairing
    before, after = (_points(one.total, language) for one in (first, pairing))
    if not outcome.wishes:
        return words.pgettext("what-if", "The first proposal: a total of {total}.").format(
            total=before
        )
    if not outcome.wishes.scores:
        return _cost(outcome.difference.cost, before, words, language)
    said = [
        words.pgettext("what-if", "A total of {after} instead of {before}.").format(
            after=after, before=before
        )
    ]
    if pairing.binomes == first.binomes:
        said.append(words.pgettext("what-if", "The binômes stay as they were."))
    else:
        text = words.pgettext("what-if", "The first proposal would now have {now}.")
        said.append(text.format(now=_points(outcome.first_now, language)))
    if outcome.wishes.pinned or outcome.wishes.forbidden:
        text = words.pgettext("what-if", "Without pinned and forbidden pairs it would be {free}.")
        said.append(text.format(free=_points(outcome.free.total, language)))
    return " ".join(said)


def _cost(cost: float, total: str, words: NullTranslations, language: str) -> str:
    if abs(cost) <= _NOTHING:
        text = words.pgettext("what-if", "Costs nothing: the total stays {total}.")
    elif 0 < cost < _LEAST:
        text = words.pgettext("what-if", "Costs less than {cost} of {total}.")
    elif cost > 0:
        text = words.pgettext("what-if", "Costs {cost} of {total}.")
    else:
        text = words.pgettext("what-if", "Adds {cost} to {total}.")
    return text.format(cost=_points(max(abs(cost), _LEAST), language), total=total)


def outcome_html(outcome: Outcome, language: str) -> str:
    """Show the cost, the rank, the check and the binômes; new ones stand in bold.

    Parameters
    ----------
    outcome : Outcome
    language : str

    Returns
    -------
    html : str
    """
    words, labels = catalogue(language), Labels.of(outcome.first, language)
    parts = [
        f'<p class="cost" style="{_HEADLINE}">{escape(cost_text(outcome, language))}</p>',
        f'<p class="facts">{"<br>".join(map(escape, _facts(outcome, words, language)))}</p>',
        _table(outcome, labels, words, language),
        _gone(outcome, labels, words, language),
        _alone(outcome.pairing, labels, words),
        _file(outcome, words),
        f'<p style="{_QUIET}">{escape(footer_text(outcome.first, language))}</p>',
    ]
    return f'<div style="{_BOX}">{"".join(parts)}</div>'


def refusal_html(error: InfeasibleError, first: Pairing, language: str) -> str:
    """Show why no pairing keeps the wishes, or the run's own rules with the corrected scores."""
    words, labels = catalogue(language), Labels.of(first, language)
    text = words.pgettext("what-if", "No pairing keeps all these wishes.")
    if isinstance(error, OwnRulesError):
        text = words.pgettext(
            "what-if", "With these scores, no pairing keeps the rules set before the meeting."
        )
    return (
        f'<div style="{_BOX}"><p class="cost" style="{_HEADLINE}">{escape(text)}</p>'
        f'<p class="facts">{escape(refusal_text(error, labels, language))}</p>'
        f'<p style="{_QUIET}">{escape(footer_text(first, language))}</p></div>'
    )


def _facts(outcome: Outcome, words: NullTranslations, language: str) -> list[str]:
    first, pairing, placed = outcome.first, outcome.pairing, outcome.placed
    said = []
    if placed.rank is not None and placed.count is not None:
        text = words.pgettext("what-if", "Rank {rank} of {count} admissible pairings.")
        said.append(_filled(text, language, rank=placed.rank, count=placed.count))
    if placed.ties is not None and placed.ties > 1:
        text = words.npgettext(
            "what-if",
            "{n} of them does equally well.",
            "{n} of them do equally well, this one included.",
            placed.ties,
        )
        said.append(_filled(text, language, n=placed.ties))
    weakest = words.pgettext("what-if", "Weakest binôme: {now} (first proposal: {before}).")
    if not (isnan(pairing.weakest) or isnan(first.weakest)):
        now, before = (_points(one.weakest, language) for one in (pairing, first))
        said.append(weakest.format(now=now, before=before))
    lines = [" ".join(said)]
    if pairing.both_ways_pairs != first.both_ways_pairs:
        text = words.npgettext(
            "what-if",
            "{n} binôme carries both ways (first proposal: {before}).",
            "{n} binômes carry both ways (first proposal: {before}).",
            pairing.both_ways_pairs,
        )
        numbers = {"n": pairing.both_ways_pairs, "before": first.both_ways_pairs}
        lines.append(_filled(text, language, **numbers))
    return [*lines, _check(outcome, words)]


def _check(outcome: Outcome, words: NullTranslations) -> str:
    if outcome.verify() and outcome.placed.verify():
        return words.pgettext(
            "what-if", "✓ Checked independently: no pairing with these wishes does better."
        )
    return words.pgettext(
        "what-if", "✗ The independent check did not confirm this pairing: do not use it."
    )


def _table(outcome: Outcome, labels: Labels, words: NullTranslations, language: str) -> str:
    pairing, corrected = outcome.pairing, bool(outcome.wishes.scores)
    heads = [words.pgettext("what-if", "binôme"), words.pgettext("what-if", "score")]
    if corrected:
        heads.append(words.pgettext("what-if", "before the corrections"))
    rows = [_row([*heads, ""], tag="th")]
    for binome in pairing.binomes:
        new = binome in outcome.difference.new
        notes = [words.pgettext("what-if", "new")] if new else []
        if set(outcome.wishes.pinned) & set(_pairs(binome)):
            notes.append(words.pgettext("what-if", "pinned"))
        unknown = words.pgettext("what-if", "no score")
        cells = [binome_text(labels, binome), _score(pairing, binome, language, unknown)]
        if corrected:
            cells.append(_score(outcome.first, binome, language))
        rows.append(_row([*cells, ", ".join(notes)], new=new))
    return f'<table class="binomes" style="border-collapse: collapse">{"".join(rows)}</table>'


def _row(cells: Sequence[str], *, tag: str = "td", new: bool = False) -> str:
    """Write a row: a name, numbers, and a note."""
    styles = [_CELL, *[_NUMBER] * (len(cells) - 2), _CELL]
    written = [escape(cell) for cell in cells]
    if new:
        written = [f"<b>{cell}</b>" for cell in written]
    inside = "".join(
        f'<{tag} style="{style}">{cell}</{tag}>'
        for style, cell in zip(styles, written, strict=True)
    )
    return f'<tr class="new">{inside}</tr>' if new else f"<tr>{inside}</tr>"


def _gone(outcome: Outcome, labels: Labels, words: NullTranslations, language: str) -> str:
    gone = [
        f"{binome_text(labels, binome)} ({_score(outcome.first, binome, language)})"
        for binome in outcome.difference.gone
    ]
    if not gone:
        return ""
    text = escape(words.pgettext("what-if", "No longer: {binomes}"))
    whole = [f'<span style="white-space: nowrap">{escape(one)}</span>' for one in gone]
    return f'<p class="gone">{text.format(binomes="; ".join(whole))}</p>'


def _alone(pairing: Pairing, labels: Labels, words: NullTranslations) -> str:
    if not pairing.unpaired:
        return ""
    names = "; ".join(partner_text(labels, partner) for partner in pairing.unpaired)
    text = words.pgettext("what-if", "Without a binôme: {partners}").format(partners=names)
    return f'<p class="alone">{escape(text)}</p>'


def _file(outcome: Outcome, words: NullTranslations) -> str:
    """Fold away what to write into the file of decisions."""
    if not outcome.wishes:
        return ""
    title = words.pgettext("what-if", "To keep these wishes, write into decisions.toml")
    return (
        f"<details><summary>{escape(title)}</summary>"
        f"<pre>{escape(outcome.wishes.to_toml())}</pre></details>"
    )


def _pairs(binome: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for at, a in enumerate(binome) for b in binome[at + 1 :]]


def _score(pairing: Pairing, binome: Sequence[str], language: str, unknown: str = "–") -> str:
    score = pairing.score_of(binome)
    return unknown if isnan(score) else _points(score, language)


def _points(score: float, language: str) -> str:
    return number(score, _DIGITS, language)


def _filled(text: str, language: str, **numbers: int) -> str:
    return text.format(**{name: number(value, 0, language) for name, value in numbers.items()})
