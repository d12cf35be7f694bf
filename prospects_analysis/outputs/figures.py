"""The charts as pictures: for the folder of figures, for the slides and for the booklet."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from matplotlib import pyplot, rc_context
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from prospects_analysis.charts import (
    plot_binomes,
    plot_card,
    plot_costs,
    plot_grid,
    plot_landscape,
    plot_returns,
    plot_robustness,
    plot_variants,
)
from prospects_analysis.charts.canvas import BODY
from prospects_analysis.charts.costs import costs_title
from prospects_analysis.charts.received import returns_title
from prospects_analysis.charts.robustness import robustness_title
from prospects_analysis.charts.theme import plot_theme, theme_title
from prospects_analysis.charts.titles import (
    binomes_title,
    card_title,
    grid_title,
    landscape_title,
)
from prospects_analysis.charts.variants import variants_title
from prospects_analysis.flows import Complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import Intake
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.methods import Variants
from prospects_analysis.sensitivity.summary import Sensitivity
from prospects_analysis.wording import catalogue

DPI = 144  # of the figures; the slides' pictures have twice as much
#: Same content, same bytes: ids without chance, and no date.
_SETTINGS: Any = {"svg.hashsalt": "prospects_analysis", "svg.fonttype": "path"}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": "prospects_analysis"},
    "svg": {"Date": None, "Creator": "prospects_analysis"},
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawing:
    """A chart that can be drawn as often as it is needed.

    Parameters
    ----------
    name : str
        Of its file, without ending: ``"grid"``, ``"card_P01_P09"``.
    title : str
        Its message, as one sentence.
    kind : str
        What is seen, for those who do not see it.
    draw : callable
        Takes a title (None: without one) and returns a new figure of a slide's size.
    binome : tuple of str
        Whose card it is; empty for other charts.
    """

    name: str
    title: str
    kind: str
    draw: Callable[[str | None], Figure]
    binome: Binome = ()

    @property
    def alternative_text(self) -> str:
        """What stands in for the picture."""
        return f"{self.kind}. {self.title}."


def returns_drawing(intake: Intake, language: str) -> Drawing:
    """Give the chart of who has answered what; it is for the analyst, and on no slide."""
    words = catalogue(language)
    return Drawing(
        name="returns",
        title=returns_title(intake, language),
        kind=words.pgettext("figure", "Chart: scores given by partner and theme"),
        draw=lambda title: _figure(plot_returns(intake, language=language, title=title)),
    )


def drawings(
    flows: Complementarity,
    pairing: Pairing | None,
    language: str,
    sensitivity: Sensitivity | None = None,
) -> list[Drawing]:
    """Give every chart that the results allow, in the order of the slides.

    Parameters
    ----------
    flows : Complementarity
    pairing : Pairing or None
        Without one, or without any pair in it, there is only the grid.
    language : str, one of wording.LANGUAGES
    sensitivity : Sensitivity, optional
    """
    words = catalogue(language)
    grid = flows.grid
    found = [
        Drawing(
            name="grid",
            title=grid_title(grid, language),
            kind=words.pgettext("figure", "Chart: resources and needs by partner and theme"),
            draw=lambda title: _figure(plot_grid(grid, language=language, title=title)),
        )
    ]
    if pairing is None or not pairing.binomes:
        return found
    return [
        *found,
        Drawing(
            name="binomes",
            title=binomes_title(pairing, language),
            kind=words.pgettext("figure", "Chart: the partners in a circle, joined in pairs"),
            draw=lambda title: _figure(plot_binomes(pairing, language=language, title=title)),
        ),
        *(_card(pairing, binome, language) for binome in pairing.binomes),
        Drawing(
            name="landscape",
            title=landscape_title(pairing, language),
            kind=words.pgettext("figure", "Chart: totals of all possible ways to form the pairs"),
            draw=lambda title: _figure(plot_landscape(pairing, language=language, title=title)),
        ),
        *_solidity(pairing, sensitivity, language),
    ]


def theme_drawing(grid: Grid, theme: str, language: str) -> Drawing:
    """Give the chart of a thematic event."""
    return Drawing(
        name=f"theme_{theme}",
        title=theme_title(grid, theme, language),
        kind=catalogue(language).pgettext(
            "figure", "Chart: who can host and who wants to come, on one theme"
        ),
        draw=lambda title: _figure(plot_theme(grid, theme, language=language, title=title)),
    )


def _solidity(pairing: Pairing, found: Sensitivity | None, language: str) -> list[Drawing]:
    if found is None:
        return []
    words, binomes = catalogue(language), pairing.binomes
    drawn = []
    if found.noise:
        drawn += [
            Drawing(
                name="robustness",
                title=robustness_title(found.noise, binomes, language),
                kind=words.pgettext("figure", "Chart: in how many of 100 draws each pair holds"),
                draw=lambda title: _figure(
                    plot_robustness(found.noise, binomes, language=language, title=title)
                ),
            ),
            Drawing(
                name="costs",
                title=costs_title(found.costs, found.pairing, language),
                kind=words.pgettext("figure", "Chart: what each other pair would cost"),
                draw=lambda title: _figure(
                    plot_costs(found.costs, found.pairing, language=language, title=title)
                ),
            ),
        ]
    kind = words.pgettext("figure", "Chart: in which variants each pair stands")
    for name, variants in (("methods", found.methods), ("calibrations", found.calibrations)):
        drawn.append(
            Drawing(
                name=name,
                title=variants_title(variants, binomes, language),
                kind=kind,
                draw=partial(_variants, variants, binomes, language),
            )
        )
    return drawn


def _variants(
    variants: Variants, binomes: list[Binome], language: str, title: str | None
) -> Figure:
    return _figure(plot_variants(variants, binomes, language=language, title=title))


def _card(pairing: Pairing, binome: Binome, language: str) -> Drawing:
    words = catalogue(language)
    return Drawing(
        name="_".join(["card", *binome]),
        title=card_title(pairing, binome, language),
        kind=words.pgettext("figure", "Chart: who brings what to whom, theme by theme"),
        draw=lambda title: plot_card(pairing, binome, language=language, title=title),
        binome=binome,
    )


def _figure(axes: Any) -> Figure:
    figure: Figure = axes.figure
    return figure


def picture(drawing: Drawing, form: str) -> bytes:
    """Draw a chart with its title and footer, as a file.

    Parameters
    ----------
    drawing : Drawing
    form : {"png", "svg"}

    Returns
    -------
    bytes
        The same for the same chart.
    """
    return _save(drawing.draw(drawing.title), form, dpi=DPI)


def body_picture(drawing: Drawing, form: str = "png") -> bytes:
    """Draw what is between title and footer: PNG at twice the resolution, or SVG."""
    left, bottom, width, height = BODY
    body = Bbox.from_bounds(left, bottom, width, height)
    return _save(drawing.draw(None), form, dpi=2 * DPI, bbox_inches=body)


def _save(figure: Figure, form: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    with rc_context(_SETTINGS):
        figure.savefig(buffer, format=form, metadata=_METADATA[form], **how)
    pyplot.close(figure)
    return buffer.getvalue()
