"""``theme_clusters.pptx``: a short deck for the event of one theme, before any pair is formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations

import numpy as np
import pandas as pd

from prospects_analysis._validation import check_one_of
from prospects_analysis.charts.cells import MOST_PARTNERS
from prospects_analysis.charts.exchanges import PUT_RIGHT, strong
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.charts.received import Received
from prospects_analysis.charts.style import width_of
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs import decision_notes, method
from prospects_analysis.outputs.chart_set import theme_drawing
from prospects_analysis.outputs.deck import Deck, Page, names_of
from prospects_analysis.outputs.deck_tables import Table
from prospects_analysis.outputs.layout import CELL_SIDE, WIDTH, lay_out_table
from prospects_analysis.ratings import RESOURCE, SIDES
from prospects_analysis.wording import catalogue, number, number_or_dash

NAMED = 3  # criteria beside a partner: as many as a room can take in
_SIZE, _LOOSE = 18, 1.08  # points in which long tables are set; room for other fonts
_PART = re.compile(r"[^ -]+-?")  # what of a name stands on one line
_NAMES = 0.3  # share of the width for the names at the most


def make_theme_deck(grid: Grid, theme: str, language: str) -> Deck:
    """Compose the deck of a thematic event.

    Parameters
    ----------
    grid : Grid
        Read from workbooks.
    theme : str
    language : str, one of wording.LANGUAGES

    Returns
    -------
    deck : Deck
        Who has answered, who can host and who wants to come as a chart and by name, the good
        practices on the theme, and the sources.

    Raises
    ------
    ValueError
        If the theme is unknown, or no workbooks stand behind the grid.
    """
    check_one_of("theme", theme, grid.themes)
    intake = grid.intake
    if intake is None:
        raise ValueError(f"A deck on {theme!r} was asked of {grid!r}. Must come from workbooks.")
    words, drawing = catalogue(language), theme_drawing(grid, theme, language)
    pages = [
        _page(
            _answered_table(grid, intake, theme, language),
            words.pgettext("slide", "Everybody answered everything."),
        ),
        Page(
            title=drawing.title,
            drawing=drawing,
            notes=decision_notes.of_corrections(grid, language),
        ),
        *_sides(grid, theme, language),
        _page(
            _practices_table(intake, theme, language),
            words.pgettext("slide", "No partner has described one in full so far."),
        ),
        Page(
            title=words.pgettext("slide", "Where these numbers come from"),
            sentences=method.sources(grid, language, alone=True),
        ),
    ]
    network, fictional = names_of(grid, language)
    framework = intake.framework
    return Deck(
        network=network,
        title=framework.word(f"themes.{theme}.label", framework.language_for(language)),
        subtitle=words.pgettext("slide", "Thematic event: who can host, and who wants to come"),
        fictional=fictional,
        footer=footer_text(grid, language),
        language=language,
        pages=tuple(pages),
    )


def _page(table: Table, otherwise: str) -> Page:
    """Show a table, or say what it is that no row says."""
    if table.rows:
        return Page(title=table.title, table=table)
    return Page(title=table.title, sentences=(otherwise,))


def _answered_table(grid: Grid, intake: Intake, theme: str, language: str) -> Table:
    """Say who has answered on a theme, and how many good practices each has described.

    A row a partner, in partner order; where they are many, those with gaps only.
    """
    words, labels = catalogue(language), Labels.of(grid, language)
    received = Received.of(intake)
    given, asked = received.given[theme], received.asked[theme]
    practices = intake.practice_coverage()[theme]
    several = words.pgettext("slide table", "{n} of {of}")
    rows = [
        (
            labels.partner(one),
            words.pgettext("slide table", "not yet")
            if given[one] == 0
            else several.format(n=given[one], of=asked),
            number(practices[one], 0, language),
        )
        for one in grid.partners
        if len(grid.partners) <= MOST_PARTNERS or given[one] < asked
    ]
    answered = int((given > 0).sum())
    return Table(
        title=words.npgettext(
            "slide",
            "{n} of {of} partners has answered on this theme",
            "{n} of {of} partners have answered on this theme",
            answered,
        ).format(n=answered, of=len(grid.partners)),
        heads=(
            words.pgettext("slide table", "Partner"),
            words.pgettext("slide table", "Answers given"),
            words.pgettext("slide table", "Good practices"),
        ),
        rows=tuple(rows),
        shares=(0.5, 0.25, 0.25),
        numeric=(1, 2),
    )


def _sides(grid: Grid, theme: str, language: str) -> Iterator[Page]:
    """Name who can host, then who wants to come, each with the criteria that say so."""
    words = catalogue(language)
    heads = (
        words.pgettext("slide table", "What there is to see"),
        words.pgettext("slide table", "What it wants to learn"),
    )
    nobody = words.pgettext("slide", "No partner reaches {threshold} out of {span} on this theme.")
    thresholds = (grid.established, grid.priority)
    for side, (head, threshold) in enumerate(zip(heads, thresholds, strict=True)):
        said = nobody.format(threshold=number(threshold, 0, language), span=grid.span)
        yield _page(_side_table(grid, theme, side, language, head), said)


def _side_table(grid: Grid, theme: str, side: int, language: str, head: str) -> Table:
    words, labels = catalogue(language), Labels.of(grid, language)
    scores = (grid.resources, grid.needs)[side][theme]
    threshold = (grid.established, grid.priority)[side]
    here = list(scores.index[strong(scores, threshold)])
    rows = [
        (
            labels.partner(one),
            number(scores[one], 1, language)
            + (PUT_RIGHT if grid.correction_of(one, theme, SIDES[side]) else ""),
            ", ".join(map(labels.criterion, _criteria(grid, one, theme, side, threshold))),
        )
        for one in here
    ]
    return Table(
        title=_side_title(side, len(here), words),
        heads=(
            words.pgettext("slide table", "Partner"),
            side_text(SIDES[side], language).capitalize(),
            head,
        ),
        rows=tuple(rows),
        shares=(0.3, 0.16, 0.54),
        numeric=(1,),
    )


def _side_title(side: int, count: int, words: NullTranslations) -> str:
    if count == 0 and side == RESOURCE:
        return words.pgettext("slide", "Nobody can host yet")
    if count == 0:
        return words.pgettext("slide", "Nobody wants to come yet")
    if side == RESOURCE:
        return words.npgettext(
            "slide", "{n} partner can host", "{n} partners can host", count
        ).format(n=count)
    return words.npgettext(
        "slide", "{n} partner wants to come", "{n} partners want to come", count
    ).format(n=count)


def _criteria(grid: Grid, partner: str, theme: str, side: int, threshold: float) -> list[str]:
    """Name the partner's highest criteria of the theme from the threshold on, at most three."""
    cells = grid.ratings_arrays
    own = np.nonzero(cells.theme_of == grid.themes.index(theme))[0]
    values = np.nan_to_num(cells.value[grid.partners.index(partner), own, side], nan=-1.0)
    order = own[np.argsort(-values, kind="stable")]
    ranked = np.sort(values)[::-1]
    return [cells.criteria[c] for c in order[strong(ranked, threshold)][:NAMED]]


def _practices_table(intake: Intake, theme: str, language: str) -> Table:
    """List the complete good practices on a theme, in partner order.

    Titles as their partners wrote them, transferability out of 5, and whether a visit is welcome.
    """
    words, labels = catalogue(language), Labels.named_by(intake.framework, language)
    practices = intake.practice_table()
    here = practices[practices["complete"] & (practices["theme"] == theme)]
    # Another network's form may ask less.
    asked = here.reindex(columns=["partner", "practice", "title", "transferability", "host_visit"])
    visits = {
        "yes": words.pgettext("slide table", "yes"),
        "no": words.pgettext("slide table", "no"),
    }
    rows = [
        (
            labels.partner(one.partner),
            one.practice if pd.isna(one.title) else str(one.title),
            number_or_dash(one.transferability, 0, language),
            visits.get(one.host_visit, "–"),
        )
        for one in asked.itertuples(index=False)
    ]
    heads = (
        words.pgettext("slide table", "Partner"),
        words.pgettext("slide table", "Good practice"),
        words.pgettext("slide table", "Transferable (0–5)"),
        words.pgettext("slide table", "Visit"),
    )
    title = words.npgettext(
        "slide", "{n} good practice on this theme", "{n} good practices on this theme", len(rows)
    ).format(n=len(rows))
    return _fitted(
        Table(
            title=title if rows else words.pgettext("slide", "No good practice on this theme yet"),
            heads=heads,
            rows=tuple(rows),
            shares=(),
            numeric=(2,),
        )
    )


def _fitted(table: Table) -> Table:
    """Set the widths by content, the second column having the rest; on one slide where it can be.

    Names may be broken in two for that, the longest first.
    """
    widths = [max(_width(word, bold=True) for word in head.split()) for head in table.heads]
    names = [row[0] for row in table.rows]
    # Never so narrow that what cannot be broken would be cut.
    least = max([widths[0], *(_width(part) for name in names for part in _PART.findall(name))])
    for row in table.rows:
        widths = [max(width, _width(text)) for width, text in zip(widths, row, strict=True)]
    between = {width for width in map(_width, names) if least <= width <= _NAMES}
    tables = [
        replace(table, shares=(width, 1 - width - sum(widths[2:]), *widths[2:]))
        for width in sorted(between | {least}, reverse=True)
    ]
    return min(tables, key=_slides_and_size)


def _slides_and_size(table: Table) -> tuple[int, float]:
    parts = lay_out_table(table)
    return len(parts), -parts[0].size


def _width(text: str, *, bold: bool = False) -> float:
    """Share of the width that a text takes on one line of a long table."""
    return (width_of(text, _SIZE, bold=bold) * _LOOSE + 2 * CELL_SIDE) / WIDTH
