"""Where charts are drawn, and what they leave alone."""

from __future__ import annotations

import io
from functools import partial

import matplotlib
import pytest
from matplotlib import pyplot
from matplotlib.axes import Axes

from prospects_analysis.charts import (
    plot_alternatives,
    plot_binomes,
    plot_card,
    plot_changes,
    plot_complementarities,
    plot_grid,
    plot_landscape,
    plot_returns,
    plot_theme,
)
from prospects_analysis.charts.canvas import BODY, SLIDE
from prospects_analysis.sensitivity.changes import smallest_changes
from tests.charts.examples import illustrative, intake, pairing
from tests.charts.reading import faults, said, texts, title_of

SINGLE = {
    "grid": lambda **how: plot_grid(illustrative(), **how),
    "binomes": lambda **how: plot_binomes(pairing("illustrative"), **how),
    "landscape": lambda **how: plot_landscape(pairing("illustrative"), **how),
    "landscape, adopted": lambda **how: plot_landscape(
        pairing("illustrative"), own=pairing("an alternative"), **how
    ),
    "returns": lambda **how: plot_returns(intake(), **how),
    "alternatives": lambda **how: plot_alternatives(pairing("illustrative"), **how),
    "changes": lambda **how: plot_changes(
        smallest_changes(pairing("late")), pairing("late"), **how
    ),
    "theme": lambda **how: plot_theme(illustrative(), "clusters", **how),
    "complementarities": lambda **how: plot_complementarities(pairing("illustrative").flows, **how),
}
ALL = SINGLE | {
    "card": lambda **how: plot_card(pairing("illustrative"), ("P01", "P02"), **how).axes[0]
}
single = pytest.mark.parametrize("plot", SINGLE.values(), ids=SINGLE)
every = pytest.mark.parametrize("plot", ALL.values(), ids=ALL)


@single
def test_given_axes_are_drawn_on_and_returned(plot):
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(26, 7.5))
    assert plot(ax=left) is left
    assert left.texts
    assert not right.texts
    assert pyplot.get_fignums() == [figure.number]


@every
def test_without_axes_there_is_a_new_figure_of_a_slides_size(plot):
    pyplot.figure()
    ax = plot()
    assert isinstance(ax, Axes)
    assert len(pyplot.get_fignums()) == 2
    assert tuple(ax.figure.get_size_inches()) == SLIDE


@every
def test_title_is_the_message_or_ones_own_or_none(plot):
    assert len(title_of(plot().figure)) > 20
    assert title_of(plot(title="Mine").figure) == "Mine"
    silent = plot(title=None).figure
    assert title_of(silent) == ""
    # The footer stays: no picture without its source.
    assert any("Données fictives" in text for text in said(silent))


@every
def test_slides_can_cut_out_the_body(plot):
    figure = plot(title=None).figure
    figure.draw_without_rendering()
    left, bottom, width, height = (inches * figure.dpi for inches in BODY)
    for text in texts(figure):
        box = text.get_window_extent()
        if text.get_gid() == "footer":
            assert box.y1 < bottom
        else:
            assert left - 1 <= box.x0 < box.x1 <= left + width + 1
            assert bottom - 1 <= box.y0 < box.y1 <= bottom + height + 1


@every
def test_global_settings_stay(plot):
    before = matplotlib.rcParams.copy()
    plot()
    assert matplotlib.rcParams.copy() == before


@every
def test_somebodys_global_style_does_not_spoil_a_chart(plot):
    strange = {
        "font.size": 6,
        "font.family": "serif",
        "axes.titlesize": 8,
        "text.color": "yellow",
        "lines.linewidth": 9,
        "axes.titlepad": 60,
    }
    with matplotlib.rc_context(strange):
        figure = plot().figure
        assert faults(figure) == []
        assert {text.get_fontfamily()[0] for text in texts(figure)} == {"DejaVu Sans"}


@every
def test_same_picture_twice(plot):
    first, second = (_bytes(plot()) for _ in range(2))
    assert first == second


def _bytes(ax):
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "prospects"}):
        ax.figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def test_unknown_language_is_refused():
    for plot in (*SINGLE.values(), partial(plot_card, pairing("illustrative"), ("P01", "P02"))):
        with pytest.raises(ValueError, match="Invalid language 'xx'"):
            plot(language="xx")
