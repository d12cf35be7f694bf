"""The set of charts that the results allow, in the order in which they are projected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from prospects_analysis import charts
from prospects_analysis.charts.alternatives import alternatives_title
from prospects_analysis.charts.changes import changes_title
from prospects_analysis.charts.costs import costs_title
from prospects_analysis.charts.directions import complementarities_title
from prospects_analysis.charts.hosting import theme_title
from prospects_analysis.charts.received import returns_title
from prospects_analysis.charts.robustness import robustness_title
from prospects_analysis.charts.titles import (
    binomes_title,
    card_title,
    grid_title,
    landscape_title,
)
from prospects_analysis.charts.variants import variants_title
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.figures import Drawing
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue


def drawings(
    flows: Complementarity,
    pairing: Pairing | None,
    language: str,
    *,
    sensitivity: Sensitivity | None = None,
    adopted: Pairing | None = None,
) -> list[Drawing]:
    """Give every chart that the results allow, in the order of the slides.

    Parameters
    ----------
    flows : Complementarity
    pairing : Pairing or None
        As computed. Without one, or without any pair in it, there is what comes before the pairs.
    language : str, one of wording.LANGUAGES
    sensitivity : Sensitivity, optional
    adopted : Pairing, optional
        What the partners decided on: its pairs are then the ones that are shown.

    Returns
    -------
    drawings : list of Drawing
        returns (where workbooks were read), grid, a theme_* each, complementarities; then binomes,
        a card_* each, landscape, robustness, methods, calibrations, changes, costs, alternatives.
    """
    shown = adopted or pairing
    found = list(_before_the_pairs(flows, shown, language))
    if shown is None or not shown.binomes:
        return found
    return [
        *found,
        *_of_the_pairs(pairing or shown, shown, language),
        *_solidity(shown, sensitivity, language),
        _drawing(
            "alternatives",
            catalogue(language).pgettext("figure", "Chart: the next best ways to form the pairs"),
            alternatives_title,
            charts.plot_alternatives,
            pairing or shown,
            language=language,
        ),
    ]


def _drawing(
    name: str,
    kind: str,
    say: Callable[..., str],
    draw: Callable[..., Axes],
    *given: Any,
    language: str,
    **options: Any,
) -> Drawing:
    """Make a drawing of a single chart, whose title is said of the same results."""

    def figure(title: str | None) -> Figure:
        return cast("Figure", draw(*given, title=title, language=language, **options).figure)

    return Drawing(name=name, title=say(*given, language), kind=kind, draw=figure)


def _before_the_pairs(
    flows: Complementarity, shown: Pairing | None, language: str
) -> Iterator[Drawing]:
    words, grid = catalogue(language), flows.grid
    if grid.intake is not None:
        yield _drawing(
            "returns",
            words.pgettext("figure", "Chart: scores given by partner and theme"),
            returns_title,
            charts.plot_returns,
            grid.intake,
            language=language,
        )
    yield _drawing(
        "grid",
        words.pgettext("figure", "Chart: resources and needs by partner and theme"),
        grid_title,
        charts.plot_grid,
        grid,
        language=language,
    )
    for theme in grid.themes:
        yield theme_drawing(grid, theme, language)
    yield _drawing(
        "complementarities",
        words.pgettext("figure", "Chart: what each partner could bring each other one"),
        complementarities_title,
        charts.plot_complementarities,
        flows,
        pairing=shown,
        language=language,
    )


def theme_drawing(grid: Grid, theme: str, language: str) -> Drawing:
    """Give the chart of a thematic event.

    Parameters
    ----------
    grid : Grid
    theme : str
    language : str, one of wording.LANGUAGES
    """
    return _drawing(
        f"theme_{theme}",
        catalogue(language).pgettext(
            "figure", "Chart: who can host and who wants to come, on one theme"
        ),
        theme_title,
        charts.plot_theme,
        grid,
        theme,
        language=language,
    )


def _of_the_pairs(computed: Pairing, shown: Pairing, language: str) -> Iterator[Drawing]:
    words, own = catalogue(language), None if shown is computed else shown
    yield _drawing(
        "binomes",
        words.pgettext("figure", "Chart: the partners in a circle, joined in pairs"),
        binomes_title,
        charts.plot_binomes,
        shown,
        language=language,
    )
    for binome in shown.binomes:
        yield _card(shown, binome, language)
    yield _drawing(
        "landscape",
        words.pgettext("figure", "Chart: totals of all possible ways to form the pairs"),
        partial(landscape_title, own=own),
        charts.plot_landscape,
        computed,
        own=own,
        language=language,
    )


def _card(pairing: Pairing, binome: Binome, language: str) -> Drawing:
    words = catalogue(language)
    return Drawing(
        name="_".join(["card", *binome]),
        title=card_title(pairing, binome, language),
        kind=words.pgettext("figure", "Chart: who brings what to whom, theme by theme"),
        draw=lambda title: charts.plot_card(pairing, binome, language=language, title=title),
        binome=binome,
    )


def _solidity(shown: Pairing, found: Sensitivity | None, language: str) -> Iterator[Drawing]:
    if found is None:
        return
    words, binomes = catalogue(language), shown.binomes
    if found.noise:
        yield _drawing(
            "robustness",
            words.pgettext("figure", "Chart: in how many of 100 draws each pair holds"),
            robustness_title,
            charts.plot_robustness,
            found.noise,
            binomes,
            language=language,
        )
    kind = words.pgettext("figure", "Chart: in which variants each pair stands")
    for name, variants in (("methods", found.methods), ("calibrations", found.calibrations)):
        yield _drawing(
            name,
            kind,
            variants_title,
            charts.plot_variants,
            variants,
            binomes,
            language=language,
        )
    if found.noise:
        yield _drawing(
            "changes",
            words.pgettext("figure", "Chart: the single answers that would change the pairs"),
            changes_title,
            charts.plot_changes,
            found.changes,
            found.pairing,
            language=language,
        )
        yield _drawing(
            "costs",
            words.pgettext("figure", "Chart: what each other pair would cost"),
            costs_title,
            charts.plot_costs,
            found.costs,
            found.pairing,
            language=language,
        )
