"""Particular cases can be read from the back of the room, the usual ones in every language.

What holds for the whole set of charts, in two languages, is in ``test_rules.py``.
"""

from __future__ import annotations

from functools import partial

import pytest
from matplotlib import pyplot

from prospects_analysis.charts import (
    plot_binomes,
    plot_card,
    plot_grid,
    plot_landscape,
    plot_returns,
)
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.footer import footer_text, returns_footer
from prospects_analysis.intake.result import Intake
from prospects_analysis.wording import LANGUAGES
from tests.charts.examples import (
    GRIDS,
    INTAKES,
    LONG,
    PAIRINGS,
    illustrative,
    intake,
    pair,
    pairing,
    random_grid,
    unruled,
)
from tests.charts.reading import faults, plain, said

CHARTS = {
    **{f"returns, {name}": (plot_returns, make) for name, make in INTAKES.items()},
    **{f"grid, {name}": (plot_grid, make) for name, make in GRIDS.items()},
    **{f"binomes, {name}": (plot_binomes, partial(pairing, name)) for name in PAIRINGS},
    **{f"landscape, {name}": (plot_landscape, partial(pairing, name)) for name in PAIRINGS},
}
CARDS = {
    "illustrative": lambda: (pairing("illustrative"), ("P01", "P02")),
    "provisional": lambda: (pairing("illustrative"), ("P06", "P08")),
    "not proposed": lambda: (pairing("illustrative"), ("P10", "P02")),
    "trio": lambda: (pairing("illustrative"), ("P02", "P06", "P10")),
    "unanswered": lambda: (pairing("late"), ("P03", "P02")),
    "long names": lambda: (pair(random_grid(2, name=LONG)), (LONG.format(1), LONG.format(2))),
    "long names, trio": lambda: (
        pair(random_grid(3, name=LONG)),
        tuple(LONG.format(i) for i in (1, 2, 3)),
    ),
    "twelve themes": lambda: (pair(random_grid(2, 12, gaps=0.2)), ("P01", "P02")),
}


def cases(names, everywhere):
    """Pair names with French, and those that show most with all languages; no case is ruled too."""
    return [
        (name, language)
        for name in names
        for case in [name.rpartition(", ")[2]]
        for _, language in unruled([case], *(LANGUAGES if case in everywhere else LANGUAGES[:1]))
    ]


@pytest.mark.parametrize(("chart", "language"), cases(CHARTS, {"illustrative", "late", "equal"}))
def test_chart_can_be_read(chart, language):
    plot, make = CHARTS[chart]
    result = make()
    figure = plot(result, language=language).figure
    assert tuple(figure.get_size_inches()) == SLIDE
    footer = returns_footer if isinstance(result, Intake) else footer_text
    assert plain(footer(result, language)) in said(figure)
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("card", "language"), cases(CARDS, {"illustrative", "provisional", "trio", "unanswered"})
)
def test_card_can_be_read(card, language):
    pairing, binome = CARDS[card]()
    figure = plot_card(pairing, binome, language=language)
    assert tuple(figure.get_size_inches()) == SLIDE
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("plot", "make"),
    [
        (plot_returns, intake),
        (plot_grid, illustrative),
        (plot_binomes, partial(pairing, "illustrative")),
        (plot_landscape, partial(pairing, "illustrative")),
    ],
    ids=["returns", "grid", "binomes", "landscape"],
)
def test_chart_on_given_axes_can_be_read(plot, make):
    figure, ax = pyplot.subplots(figsize=SLIDE)
    plot(make(), ax=ax)
    assert faults(figure) == []
