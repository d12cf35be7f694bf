"""Read what a figure shows: its texts, their sizes, grounds and places."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from prospects_analysis.charts.style import contrast

_TOUCH = 1.0  # pixels that boxes may share: they are wider than their letters


def texts(figure: Figure) -> list[Text]:
    """All texts that are drawn: those of the axes, and the titles."""
    found = list(figure.texts)
    for ax in figure.axes:
        found += [*ax.texts, ax.title, ax._left_title, ax._right_title]
    return [text for text in found if text.get_text().strip()]


def plain(text: str) -> str:
    """Text with ordinary spaces only, on one line."""
    return " ".join(text.split())


def said(figure: Figure) -> list[str]:
    """What all texts say, each on one line."""
    return [plain(text.get_text()) for text in texts(figure)]


def by_gid(figure: Figure, gid: str) -> str:
    """Text that bears an id; fails unless there is exactly one."""
    (text,) = [text for text in texts(figure) if text.get_gid() == gid]
    return text.get_text()


def title_of(figure: Figure) -> str:
    return plain(figure.axes[0].get_title(loc="left"))


def faults(figure: Figure) -> list[str]:
    """What keeps a figure from being read at the back of the room; empty if nothing does."""
    figure.draw_without_rendering()
    written = texts(figure)
    boxes = np.array([text.get_window_extent().extents for text in written])
    return [
        *(f"too small: {text.get_text()!r}" for text in written if _too_small(text)),
        *_too_pale(figure, written),
        *_outside(figure),
        *_overlapping(written, boxes),
    ]


def _too_small(text: Text) -> bool:
    return text.get_fontsize() < (12 if text.get_gid() == "footer" else 16)


def _too_pale(figure: Figure, written: list[Text]) -> list[str]:
    """Texts whose contrast is under 4.5 with what they stand on."""
    return [
        f"too pale: {text.get_text()!r} on {ground}"
        for text, ground in zip(written, grounds(figure, written), strict=True)
        if contrast(to_hex(text.get_color()), ground) < 4.5
    ]


def grounds(figure: Figure, written: list[Text]) -> list[str]:
    """Colour on which each text stands: of its own box, else of the last rectangle, else white."""
    patches = [p for ax in figure.axes for p in ax.patches if isinstance(p, Rectangle)]
    places = np.array([patch.get_window_extent().extents for patch in patches]).reshape(-1, 4)
    left, bottom, right, top = places.T
    found = []
    for text in written:
        box = text.get_window_extent()
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        (under,) = np.nonzero((left <= x) & (x <= right) & (bottom <= y) & (y <= top))
        ground = text.get_bbox_patch() or (patches[under[-1]] if len(under) else None)
        found.append(to_hex("white" if ground is None else ground.get_facecolor()))
    return found


def _outside(figure: Figure) -> list[str]:
    x0, y0, x1, y1 = figure.bbox.extents
    drawn = [one for ax in figure.axes for one in (*ax.lines, *ax.patches, *ax.collections)]
    beyond = []
    for artist in (*texts(figure), *drawn):
        box = artist.get_window_extent()
        if box.x0 < x0 or box.y0 < y0 or box.x1 > x1 or box.y1 > y1:
            beyond.append(f"outside: {artist}")
    return beyond


def _overlapping(written: list[Text], boxes: np.ndarray) -> list[str]:
    left, bottom, right, top = boxes.T
    return [
        f"overlap: {written[a].get_text()!r} and {written[b].get_text()!r}"
        for a, b in combinations(range(len(written)), 2)
        if left[a] + _TOUCH < right[b]
        and left[b] + _TOUCH < right[a]
        and bottom[a] + _TOUCH < top[b]
        and bottom[b] + _TOUCH < top[a]
    ]
