"""What every chart must keep to, read from what it draws; each rule lists what breaks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from matplotlib.colors import rgb_to_hsv, to_hex, to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import PAPER, contrast
from prospects_analysis.wording import catalogue
from tests.charts.colour_vision import APART, NOTICED, least_contrast, least_difference
from tests.charts.reading import faults, grounds, said, texts

#: Hues in degrees, from..to; the house brown lies at 25, the house blue at 202.
RED, GREEN = (340, 375), (70, 170)
_COLOURED = 0.08  # of saturation: what has less looks grey
_BAR = 6.0  # points from which on a line is a bar
_LINE = 4.0  # pixels between texts of one row or column


def broken(figure: Figure) -> list[str]:
    """What a figure breaks of the rules that hold whatever it shows."""
    figure.draw_without_rendering()
    return [
        *faults(figure),
        *_pale_to_some(figure),
        *_red_or_green(figure),
        *_hard_to_tell_apart(figure),
    ]


def _pale_to_some(figure: Figure) -> list[str]:
    """Texts that can be read by most, but not in every colour vision."""
    written = texts(figure)
    pale = []
    for text, ground in zip(written, grounds(figure, written), strict=True):
        ink = to_hex(text.get_color())
        worst, vision = least_contrast(ink, ground)
        if worst < 4.5 <= contrast(ink, ground):
            pale.append(f"pale to some: {text.get_text()!r} on {ground}, {worst:.2f} in {vision}")
    return pale


def _patches(figure: Figure) -> list[Patch]:
    drawn = [patch for ax in figure.axes for patch in ax.patches]
    return [patch for patch in drawn if patch.get_fill() and patch.get_facecolor()[3] > 0]


def _marks(figure: Figure) -> set[str]:
    """Colours of lines and dots."""
    drawn = []
    for line in (line for ax in figure.axes for line in ax.lines):
        if line.get_linestyle() != "None" and len(line.get_xdata()) > 1:
            drawn.append(line.get_color())
        if line.get_marker() != "None":
            drawn += [line.get_markerfacecolor(), line.get_markeredgecolor()]
    for dots in (dots for ax in figure.axes for dots in ax.collections):
        drawn += [*dots.get_facecolor(), *dots.get_edgecolor()]
    return {to_hex(colour) for colour in drawn if to_rgba(colour)[3] > 0}


def _red_or_green(figure: Figure) -> list[str]:
    """Colours, text included, that are red or green to the eye."""
    colours = {to_hex(patch.get_facecolor()) for patch in _patches(figure)} | _marks(figure)
    colours |= {to_hex(text.get_color()) for text in texts(figure)}
    return [f"red or green: {one}" for one in sorted(colours) if _hue_in(one, (RED, GREEN))]


def _hue_in(colour: str, ranges: Iterable[tuple[int, int]]) -> bool:
    hue, saturation, _ = rgb_to_hsv(to_rgb(colour))
    turns = (360 * hue, 360 * hue + 360)
    return saturation > _COLOURED and any(a <= one <= b for one in turns for a, b in ranges)


def _hard_to_tell_apart(figure: Figure) -> list[str]:
    """Colours of different meaning that somebody could take for one another.

    Tints of one colour are degrees of one thing, so of each colour the fullest must be far from
    that of every other. Where no number stands on a fill, as on a bar, every two fills must differ,
    and from the paper.
    """
    bare = {PAPER.lower()} | _bare_fills(figure)
    fullest = _fullest(
        {to_hex(patch.get_facecolor()) for patch in _patches(figure)} | _marks(figure)
    )
    return [
        f"too alike: {one} and {other} under {vision}"
        for colours, least in ((fullest, APART), (bare, NOTICED))
        for one, other in combinations(sorted(colours), 2)
        for far, vision in [least_difference(one, other)]
        if far < least
    ]


def _bare_fills(figure: Figure) -> set[str]:
    """Colours of the fills on which no text stands, and of lines as thick as bars."""
    boxes = [patch for patch in _patches(figure) if isinstance(patch, Rectangle)]
    extents = np.array([box.get_window_extent().extents for box in boxes]).reshape(-1, 4)
    places = np.array([text.get_window_extent().extents for text in texts(figure)])
    x, y = (places[:, 0] + places[:, 2]) / 2, (places[:, 1] + places[:, 3]) / 2
    left, bottom, right, top = (side[:, None] for side in extents.T)
    bare = ~((left <= x) & (x <= right) & (bottom <= y) & (y <= top)).any(axis=1)
    bars = {
        to_hex(line.get_color())
        for ax in figure.axes
        for line in ax.lines
        if line.get_linewidth() >= _BAR
    }
    return {
        to_hex(box.get_facecolor()) for box, alone in zip(boxes, bare, strict=True) if alone
    } | bars


def _fullest(colours: Iterable[str]) -> set[str]:
    """Of each hue, and of the greys, the colour that is furthest from white."""
    families: dict[int, list[str]] = defaultdict(list)
    for colour in colours:
        hue, saturation, _ = rgb_to_hsv(to_rgb(colour))
        families[round(360 * hue / 20) if saturation > _COLOURED else -1].append(colour)
    return {min(family, key=lambda one: (sum(to_rgb(one)), one)) for family in families.values()}


def out_of_order(figure: Figure, names: Sequence[str]) -> list[str]:
    """Rows and columns of partners' names that do not stand in partner order."""
    return [
        f"not in partner order: {group}"
        for group in named_rows(figure, names)
        if [names.index(one) for one in group] != sorted(names.index(one) for one in group)
    ]


def named_rows(figure: Figure, names: Sequence[str]) -> list[list[str]]:
    """Names that stand in a column, downward, or in a row, to the right; two or more of them."""
    figure.draw_without_rendering()
    found = [(text, name) for text in texts(figure) for name in [_name_in(text, names)] if name]
    groups = []
    for axis, down in ((0, -1), (1, 1)):
        lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for text, name in found:
            place = text.get_transform().transform(text.get_position())
            lines[round(place[axis] / _LINE)].append((down * place[1 - axis], name))
        groups += [[name for _, name in sorted(line)] for line in lines.values() if len(line) > 1]
    return groups


def _name_in(text: Text, names: Sequence[str]) -> str | None:
    """Partner whose name a text is, alone, after an identifier or before a mate's."""
    words = " ".join(text.get_text().split())
    for name in names:
        alone = words.removesuffix(name).strip()
        if (
            words == name
            or words.startswith((f"{name} – ", f"{name} · "))
            or (alone != words and len(alone) == 3)
        ):
            return name
    return None


def misled_about(figure: Figure, language: str, *, fictional: bool) -> list[str]:
    """Whether a figure keeps silent about invented data, or calls real data invented."""
    words = catalogue(language).pgettext("footer", "Fictional data")
    told = any(words in one for one in said(figure))
    return [] if told == fictional else [f"fictional is {fictional}, told {told}"]


def names_of(result: object, language: str) -> list[str]:
    """Short names of partners, in partner order."""
    labels = Labels.of(result, language)  # type: ignore[arg-type]
    return [labels.partner(one) for one in result.partners]  # type: ignore[attr-defined]
