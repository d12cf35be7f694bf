"""What the slides say, page by page, before anybody draws them.

``seminar.pptx``, ``seminar.pdf`` and ``seminar.html`` are three renderings of these pages; so they
cannot differ.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass

from prospects_analysis.charts.footer import footer_text
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs import decision_notes, method, notes, sensitivity_notes
from prospects_analysis.outputs.deck_tables import (
    Table,
    agenda_page,
    binomes_page,
)
from prospects_analysis.outputs.figures import Drawing
from prospects_analysis.outputs.summing_up import summing_up
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue

_NOT_PROJECTED = ("costs", "calibrations")
"""Charts for who prepares the meeting; their numbers are in the notes."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Page:
    """One slide: a title, and a chart, a table or sentences.

    Parameters
    ----------
    title : str
        Its message.
    drawing : Drawing or None
    table : Table or None
    sentences : tuple of str
    numbered : bool
        Whether the sentences are counted.
    notes : tuple of str
        What the speaker may need, and nobody reads on the wall.
    """

    title: str
    drawing: Drawing | None = None
    table: Table | None = None
    sentences: tuple[str, ...] = ()
    numbered: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Deck:
    """The opening, the pages after it, and what stands at the foot of each.

    Parameters
    ----------
    network, title, subtitle : str
        Of the opening.
    fictional : str
        What the opening says of invented answers; ``""`` where they are real.
    footer : str
    language : str
    pages : tuple of Page
    """

    network: str
    title: str
    subtitle: str
    fictional: str
    footer: str
    language: str
    pages: tuple[Page, ...]


def make_deck(
    flows: Complementarity,
    pairing: Pairing | None,
    drawn: Sequence[Drawing],
    language: str,
    *,
    adopted: Pairing | None = None,
    sensitivity: Sensitivity | None = None,
) -> Deck:
    """Compose the deck.

    Parameters
    ----------
    flows : Complementarity
    pairing : Pairing or None
        As computed.
    drawn : sequence of Drawing
        As :func:`prospects_analysis.outputs.chart_set.drawings` gives them.
    language : str, one of wording.LANGUAGES
    adopted : Pairing, optional
        What the partners decided on: it is shown, and set against the computed one.
    sensitivity : Sensitivity, optional

    Returns
    -------
    deck : Deck
        Agenda of the thematic events, who answered, grid, a chart a theme, map of
        complementarities; circle of pairs, table of pairs, what adopting others costs, a card a
        pair, landscape, how solid, and that in one table, alternatives; method, sources. Without a
        pairing: why there is
        none instead of what needs one.
    """
    words = catalogue(language)
    shown = adopted or pairing
    charts = {
        one.name: Page(
            title=one.title,
            drawing=one,
            notes=_notes(one, flows, pairing, shown, language, sensitivity),
        )
        for one in drawn
        if one.name not in _NOT_PROJECTED
    }
    agenda = agenda_page(flows.grid, language)
    pages = [Page(title=agenda.title, table=agenda)]
    if shown is None or not shown.binomes:
        pages += [*charts.values(), _no_pairs(flows, words)]
    else:
        table = binomes_page(shown, language)
        names = list(charts)
        after = names.index("binomes") + 1
        last = names.index("alternatives") if "alternatives" in names else len(names)
        pages += [
            *(charts[name] for name in names[:after]),
            Page(title=table.title, table=table, notes=notes.of_binomes(shown, language)),
            *_adoption(pairing, adopted, flows, language),
            *(charts[name] for name in names[after:last]),
            *_solidity(sensitivity, shown, language),
            *(charts[name] for name in names[last:]),
        ]
    pages += [
        Page(
            title=words.pgettext("slide", "The method in five sentences"),
            sentences=method.five_sentences(flows, pairing or shown, language),
            numbered=True,
        ),
        Page(
            title=words.pgettext("slide", "Where these numbers come from"),
            sentences=method.sources(flows.grid, language),
        ),
    ]
    network, fictional = names_of(flows.grid, language)
    return Deck(
        network=network,
        title=words.pgettext("slide", "Resources, needs and pairs"),
        subtitle=words.pgettext(
            "slide", "A proposal to start the discussion from: the partners decide"
        ),
        fictional=fictional,
        footer=footer_text(flows, language),
        language=language,
        pages=tuple(pages),
    )


def _solidity(found: Sensitivity | None, shown: Pairing, language: str) -> list[Page]:
    if found is None:
        return []
    table = summing_up(found, shown.binomes, language)
    said = sensitivity_notes.of_draws(found, shown.binomes, language)
    return [Page(title=table.title, table=table, notes=said)]


def _adoption(
    computed: Pairing | None,
    adopted: Pairing | None,
    flows: Complementarity,
    language: str,
) -> list[Page]:
    if adopted is None:
        return []
    words, intake = catalogue(language), flows.grid.intake
    decided = adopted.binomes if intake is None else intake.decisions.adopted
    meeting = () if intake is None else decision_notes.of_meeting(intake.decisions, language)
    return [
        Page(
            title=words.pgettext("slide", "What was adopted, and what it costs"),
            sentences=(*decision_notes.of_adoption(computed, adopted, decided, language), *meeting),
        )
    ]


def names_of(grid: Grid, language: str) -> tuple[str, str]:
    """Name the network, and say of invented answers that they are; ``""`` where that is unknown."""
    words, intake = catalogue(language), grid.intake
    if intake is None:
        return "", ""
    framework = intake.framework
    fictional = words.pgettext("slide", "Fictional data: all answers are invented")
    return (
        framework.word("name", framework.language_for(language)),
        fictional if intake.fictional else "",
    )


def _no_pairs(flows: Complementarity, words: gettext.NullTranslations) -> Page:
    if flows.assessed.sum() < 2:
        return Page(
            title=words.pgettext("slide", "No pairs can be proposed yet"),
            sentences=(words.pgettext("slide", "Too few partners have answered so far."),),
        )
    return Page(
        title=words.pgettext("slide", "No pairs can be proposed"),
        sentences=(words.pgettext("slide", "No way to form the pairs keeps all the rules."),),
    )


def _notes(
    drawing: Drawing,
    flows: Complementarity,
    computed: Pairing | None,
    shown: Pairing | None,
    language: str,
    sensitivity: Sensitivity | None,
) -> tuple[str, ...]:
    """Say what may be asked about a chart, and is not for the wall."""
    grid, name = flows.grid, drawing.name
    if name == "complementarities":
        return notes.of_directions(flows, language)
    if name.startswith("theme_"):
        return notes.of_grid(grid, language, [name.removeprefix("theme_")])
    if shown is None or name in ("returns", "grid"):
        corrected = decision_notes.of_corrections(grid, language)
        return (*corrected, *notes.of_grid(grid, language))
    if drawing.binome:
        held = ""
        if sensitivity is not None:
            held = sensitivity_notes.in_draws(sensitivity, drawing.binome, language)
        said = notes.of_card(shown, drawing.binome, language)
        return (*said, held) if held else said
    if name == "binomes":
        return notes.of_binomes(shown, language)
    if sensitivity is not None and (said := _of_solidity(name, sensitivity, shown, language)):
        return said
    # The alternatives are those of what was computed; what was adopted has a page of its own.
    of = notes.of_alternatives if name == "alternatives" else notes.of_landscape
    return of(computed or shown, language)


def _of_solidity(name: str, found: Sensitivity, shown: Pairing, language: str) -> tuple[str, ...]:
    if name == "robustness":
        return sensitivity_notes.of_draws(found, shown.binomes, language)
    if name == "methods":
        return sensitivity_notes.of_methods(found, shown.binomes, language)
    return sensitivity_notes.of_changes(found, language) if name == "changes" else ()
