"""House colours in every colour vision, and the measures by which they are judged."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    DEEPEST,
    FAINT,
    GREY,
    SOFT,
    contrast,
    ink_on,
    tint,
)
from tests.charts.colour_vision import (
    APART,
    NOTICED,
    VISIONS,
    difference,
    least_contrast,
    least_difference,
    seen,
)


@pytest.mark.parametrize("vision", VISIONS)
def test_house_colours_are_told_apart_and_readable_in_every_vision(vision):
    colours = [seen(one, vision) for one in (BLUE, BROWN, GREY)]
    assert min(difference(a, b) for a, b in combinations(colours, 2)) >= APART
    assert min(contrast(one, "white") for one in colours) >= 4.5


@pytest.mark.parametrize("colour", [BLUE, BROWN, GREY])
def test_black_is_read_on_every_tint_up_to_the_deepest(colour):
    deepest = round(100 * DEEPEST)
    assert min(least_contrast("#000000", tint(colour, k / 100))[0] for k in range(deepest)) >= 4.5
    assert ink_on(tint(colour, DEEPEST)) == "#000000"
    assert least_contrast(ink_on(tint(colour, DEEPEST)), tint(colour, DEEPEST))[0] >= 4.5


def test_tints_of_bars_are_told_from_each_other_and_from_the_paper():
    tints = [tint(BLUE, share) for share in (0, FAINT, SOFT, 1)]
    assert min(least_difference(a, b)[0] for a, b in combinations(tints, 2)) >= NOTICED


def test_simulation_is_that_of_machado_and_others():
    # Greys stay grey; what a protanope sees of pure red has the first column of the matrix.
    for vision in VISIONS:
        assert difference(seen("#808080", vision), "#808080") < 1
    assert seen("#ff0000", "protanopia") == to_hex([_srgb(0.152286), _srgb(0.114503), 0.0])
    assert seen(BLUE, "unimpaired") == BLUE.lower()
    red, green = "#cc3311", "#117733"
    assert difference(red, green) > 2 * least_difference(red, green)[0]


def _srgb(linear):
    return 1.055 * linear ** (1 / 2.4) - 0.055


def test_difference_is_that_of_cielab():
    assert difference("black", "white") == pytest.approx(100, abs=0.01)
    # L*a*b* of the primaries of sRGB: (53.24, 80.09, 67.20) and (32.30, 79.19, -107.86).
    expected = np.linalg.norm(np.subtract((53.24, 80.09, 67.20), (32.30, 79.19, -107.86)))
    assert difference("#ff0000", "#0000ff") == pytest.approx(expected, abs=0.05)
