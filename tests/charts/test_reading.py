"""The reader that other tests trust does see faults."""

from __future__ import annotations

import pytest
from matplotlib import pyplot
from matplotlib.patches import Rectangle

from prospects_analysis.charts.style import write
from tests.charts.reading import faults


@pytest.fixture
def ax():
    figure, ax = pyplot.subplots(figsize=(8, 4))
    ax.set_axis_off()
    ax.set(xlim=(0, 8), ylim=(0, 4))
    write(ax, 1, 3, "Readable")
    assert faults(figure) == []
    return ax


def test_small_text(ax):
    write(ax, 1, 1, "small", size=15)
    assert faults(ax.figure) == ["too small: 'small'"]


def test_pale_text(ax):
    write(ax, 1, 1, "pale", colour="#999999")
    assert faults(ax.figure) == ["too pale: 'pale' on #ffffff"]


def test_text_on_its_own_colour(ax):
    ax.add_patch(Rectangle((0.5, 0.5), 3, 1, facecolor="#333333"))
    write(ax, 1, 1, "dark", colour="#000000")
    assert faults(ax.figure) == ["too pale: 'dark' on #333333"]


def test_text_over_text(ax):
    write(ax, 1.2, 3.05, "Over")
    assert faults(ax.figure) == ["overlap: 'Readable' and 'Over'"]


def test_text_beyond_the_edge(ax):
    write(ax, 7.5, 1, "a long way out")
    assert [fault.split(":")[0] for fault in faults(ax.figure)] == ["outside"]
