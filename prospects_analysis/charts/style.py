"""How every chart looks: colours, type, and text that is measured before it is drawn.

Nothing here touches matplotlib's global settings. Sizes are in inches and points, so that 16 point
is 16 point on the wall whatever the resolution; text is measured from the font, not from a
renderer, so that every backend breaks lines at the same places.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import ScaledTranslation

#: DejaVu Sans ships with matplotlib and carries all languages of the partners, and − → ≥ ✓.
FONT = "DejaVu Sans"
#: Point sizes: footer, body text (nothing else is smaller), what stands out, titles.
SMALL, TEXT, STRONG, LARGE = 12.0, 16.0, 20.0, 44.0
TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
LINE_SPACING = 1.15
#: What every text has whatever the global settings say; names may hold a dollar sign.
TYPE: dict[str, Any] = {
    "fontfamily": FONT,
    "fontstyle": "normal",
    "linespacing": LINE_SPACING,
    "parse_math": False,
    "usetex": False,
}

#: What a partner has, and what it needs. Told apart in every simulation of colour vision.
BLUE, BROWN = "#0072B2", "#B04A00"
SIDE_COLOURS = (BLUE, BROWN)
GREY, INK, PAPER = "#595959", "#1A1A1A", "#FFFFFF"
#: Of lines and hatches only.
PALE, LIGHT, MEDIUM = "#D9D9D9", "#E3E3E3", "#8C8C8C"
HATCH = "////"
#: Deepest tint of a house colour with a number on it, which is then black. Between it and the full
#: colour, on which numbers are white, there are readers to whom neither is clear.
DEEPEST = 0.8
#: Tints of bars and cells that are told from each other, and from the paper, by everybody.
FAINT, SOFT = 0.22, 0.45
_OUTLINE = {"edgecolor": PALE, "linewidth": 1}

#: Left, bottom, width, height in data coordinates.
Place = tuple[float, float, float, float]

_BASELINE = 0.36  # half the height of a capital, in em: lowers a baseline to centre its line
_TIGHT = 0.9  # line spacing of a single line
_ELLIPSIS = "…"
_AFTER_DASH = re.compile("(?<=–)\u00a0")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Width of one line of text, in inches."""
    return _width_of_ten(text, bold) * size / 720


@functools.lru_cache(maxsize=2**15)
def _width_of_ten(text: str, bold: bool) -> float:  # noqa: FBT001 - positional for the cache
    """Measure a text at ten points, in points: letters without hints grow evenly."""
    font = FontProperties(family=FONT, size=10, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def line_height(size: float = TEXT) -> float:
    """Distance between two lines of a text, in inches."""
    return size * LINE_SPACING / 72


def size_for(heads: Iterable[str], width: float) -> float:
    """Size of bold heads that stand side by side: large if all fit so many inches, else smaller."""
    widest = max(width_of(head, STRONG, bold=True) for head in heads)
    return STRONG if widest <= width else TEXT


def fit(text: str, width: float, size: float = TEXT, *, bold: bool = False) -> str:
    """Shorten a text with an ellipsis until it is no wider than so many inches.

    Examples
    --------
    >>> fit("Houthalen-Helchteren", 9), fit("Houthalen-Helchteren", 1.5)
    ('Houthalen-Helchteren', 'Houthalen-…')
    """
    if width_of(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and width_of(kept.rstrip() + _ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrap(
    text: str, width: float, size: float = TEXT, *, bold: bool = False, lines: int = 2
) -> list[str]:
    """Break a text into lines no wider than so many inches, as even as can be.

    Parameters
    ----------
    text : str
        Broken at ordinary spaces, what is too wide all the same after dashes or hyphens, and
        never between a number and what it counts.
    width : float, > 0
        Inches.
    size : float
        Points.
    bold : bool
    lines : int, >= 1
        How many at the most; what does not fit ends in an ellipsis.

    Returns
    -------
    lines : list of str

    Examples
    --------
    >>> wrap("Éco-innovation et connaissance", 2.3)
    ['Éco-innovation', 'et connaissance']
    """
    return list(_wrapped(text, width, size, bold, lines))


@functools.lru_cache(maxsize=2**14)  # the same words are set again and again to find what fits
def _wrapped(text: str, width: float, size: float, bold: bool, lines: int) -> tuple[str, ...]:  # noqa: FBT001 - positional for the cache
    text = _AFTER_NUMBER.sub("\u00a0", text)
    broken = _greedy(text, width, size, bold=bold)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
        return tuple(fit(line, width, size, bold=bold) for line in broken)
    narrower = width
    while narrower > 0.2:
        narrower -= 0.1
        even = _greedy(text, narrower, size, bold=bold)
        if len(even) > len(broken) or _widest(even, size, bold=bold) > narrower:
            break
        broken = even
    return tuple(fit(line, width, size, bold=bold) for line in broken)


def _greedy(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    broken: list[str] = []
    for gap, word in _words(text, width, size, bold=bold):
        longer = f"{broken[-1]}{gap}{word}" if broken else word
        if broken and width_of(longer, size, bold=bold) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _words(text: str, width: float, size: float, *, bold: bool) -> list[tuple[str, str]]:
    """Split at spaces, and what is too wide also after dashes or hyphens; each with its gap."""
    words: list[tuple[str, str]] = []
    for word in text.split(" "):
        gap, parts = "", [word]
        if width_of(word, size, bold=bold) > width:
            gap = "\u00a0" if _AFTER_DASH.search(word) else ""
            parts = _AFTER_DASH.split(word) if gap else re.findall(r"[^-]+-?|-", word)
        words += [(" ", parts[0]), *((gap, part) for part in parts[1:])]
    return words


def _widest(lines: list[str], size: float, *, bold: bool) -> float:
    return max(width_of(line, size, bold=bold) for line in lines)


def write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = TEXT,
    bold: bool = False,
    colour: str = INK,
    ha: str = "left",
    va: str = "middle",
    **more: Any,
) -> Text:
    """Write a text in data coordinates, in the charts' own type.

    A single line with ``va="middle"`` is centred by the height of its capitals, so that texts
    beside each other share a baseline whatever their accents.
    """
    drawn = ax.text(
        x,
        y,
        text,
        ha=ha,
        va="center" if va == "middle" else va,
        color=colour,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        **(TYPE | more),
    )
    if va == "middle" and "\n" not in text:
        lower = ScaledTranslation(0, -_BASELINE * size / 72, ax.figure.dpi_scale_trans)
        # A box about the letters, not about a line of running text.
        drawn.set(va="baseline", transform=ax.transData + lower, linespacing=_TIGHT)
    return drawn


def write_lines(ax: Axes, x: float, y: float, lines: Sequence[str], **look: Any) -> None:
    """Write lines about a middle, on axes counted in inches.

    Each stands for itself: how far apart matplotlib sets the lines of one text depends on its
    version and on their letters.
    """
    pitch = line_height(look.get("size", TEXT))
    for position, line in enumerate(lines):
        write(ax, x, y + ((len(lines) - 1) / 2 - position) * pitch, line, **look)


def box(ax: Axes, x: float, y: float, width: float, height: float, **look: Any) -> Rectangle:
    """Draw a rectangle whose lower left corner is given, without an outline unless asked for."""
    plain: dict[str, Any] = {"edgecolor": "none", "linewidth": 0}
    patch = Rectangle((x, y), width, height, **(plain | look))
    ax.add_patch(patch)
    return patch


def filled(
    ax: Axes,
    place: Place,
    text: str,
    ground: str,
    **look: Any,
) -> None:
    """Draw a cell, and what stands in it in black or white, whichever reads better."""
    box(ax, *place, facecolor=ground)
    write(ax, *middle(place), text, colour=ink_on(ground), ha="center", **look)


def outlined(ax: Axes, place: Place, text: str, *, gid: str | None = None) -> None:
    """Draw an empty cell with a word: there is nothing to score."""
    x, y, width, height = place
    box(ax, x + 0.01, y + 0.01, width - 0.02, height - 0.02, facecolor=PAPER, **_OUTLINE)
    write(ax, *middle(place), text, colour=GREY, ha="center", gid=gid)


def hatched(ax: Axes, place: Place, text: str, *, gid: str | None = None) -> None:
    """Draw a hatched cell with a word on plain ground: a score is missing."""
    box(ax, *place, facecolor=PAPER, edgecolor=PALE, hatch=HATCH)
    x, y, width, height = place
    plain = min(width_of(text) + 0.12, width)
    box(ax, x + (width - plain) / 2, y, plain, height, facecolor=PAPER)
    write(ax, *middle(place), text, colour=GREY, ha="center", gid=gid)


def middle(place: Place) -> tuple[float, float]:
    """Middle of a cell."""
    return place[0] + place[2] / 2, place[1] + place[3] / 2


def mix(one: str, other: str, share: float) -> str:
    """Mix two colours: 0 is the one, 1 the other."""
    share = min(max(share, 0.0), 1.0)
    parts = zip(to_rgb(one), to_rgb(other), strict=True)
    red, green, blue = ((1 - share) * a + share * b for a, b in parts)
    return to_hex((red, green, blue))


def tint(colour: str, strength: float) -> str:
    """Mix a colour with white: 0 is white, 1 the full colour."""
    return mix(PAPER, colour, strength)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2, which asks 4.5 of text).

    Examples
    --------
    >>> round(contrast("#0072B2", "white"), 1), round(contrast("#B04A00", "white"), 1)
    (5.2, 5.5)
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink_on(ground: str) -> str:
    """Black or white, whichever reads better on a ground: 4.58 at the worst."""
    return max(("#000000", PAPER), key=lambda ink: contrast(ink, ground))
