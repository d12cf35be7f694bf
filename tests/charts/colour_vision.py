"""Colours as they are seen: simulated colour vision, and how far two colours lie apart.

Simulation: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics
15(6), 2009, 1291-1298: the matrices of severity 1.0, which act on linear RGB.

Difference: the distance in CIE 1976 L*a*b*, white D65. How large it must be follows M. Stone, D. A.
Szafir, V. Setlur, "An engineering model for color difference as a function of size", 22nd Color and
Imaging Conference, 2014, 253-258, who tried marks of a third of a degree to six degrees: in a mark
of s degrees, half of the viewers notice a difference of 5.349 + 2.871 / s along b*, the axis on
which it must be largest. (Of large patches side by side, 2.3 is just noticed: M. Mahy, L. Van
Eycken, A. Oosterlinck, Color Research and Application 19(2), 1994, 105-121.) Neither was measured
with simulated colours; that it holds for them too is assumed here.
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_hex, to_rgb

from prospects_analysis.charts.style import contrast

Floats = npt.NDArray[np.float64]

#: What is noticed in a mark of half a degree, 11.1: in 0.28 in of a slide, the height of the
#: thinnest bars, that is two metres wide on the wall and five metres away.
NOTICED = 5.349 + 2.871 / 0.5
#: Of colours that mean different things: twice that, by our own choice.
APART = 2 * NOTICED

VISIONS: dict[str, Floats] = {
    "unimpaired": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)  # of equal parts, so that grey has no colour


def seen(colour: str, vision: str) -> str:
    """Give the colour that somebody of unimpaired vision sees where another sees ``colour``."""
    linear = np.clip(VISIONS[vision] @ _linear(colour), 0.0, 1.0)
    low = linear * 12.92
    high = 1.055 * linear ** (1 / 2.4) - 0.055
    return to_hex(tuple(np.where(linear <= 0.0031308, low, high)))


def difference(one: str, other: str) -> float:
    """CIE 1976 difference of two colours; black and white have 100."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


@functools.cache
def least_contrast(ink: str, ground: str) -> tuple[float, str]:
    """Give the least contrast that a text on a ground has to anybody, and to whom."""
    return min((contrast(seen(ink, v), seen(ground, v)), v) for v in VISIONS)


@functools.cache
def least_difference(one: str, other: str) -> tuple[float, str]:
    """Give the smallest difference that two colours have to anybody, and to whom."""
    return min((difference(seen(one, v), seen(other, v)), v) for v in VISIONS)


def _linear(colour: str) -> Floats:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(colour: str) -> Floats:
    ratios = _TO_XYZ @ _linear(colour) / _WHITE
    x, y, z = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
