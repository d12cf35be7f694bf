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
        *_too_pale(figure, written, boxes),
        *_outside(figure),
        *_overlapping(written, boxes),
    ]


def _too_small(text: Text) -> bool:
    return text.get_fontsize() < (12 if text.get_gid() == "footer" else 16)


def _too_pale(figure: Figure, written: list[Text], boxes: np.ndarray) -> list[str]:
    """Texts whose contrast is under 4.5 with the last rectangle drawn under their middle."""
    patches = [p for ax in figure.axes for p in ax.patches if isinstance(p, Rectangle)]
    places = np.array([patch.get_window_extent().extents for patch in patches]).reshape(-1, 4)
    pale = []
    for text, (x0, y0, x1, y1) in zip(written, boxes, strict=True):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        left, bottom, right, top = places.T
        (under,) = np.nonzero((left <= x) & (x <= right) & (bottom <= y) & (y <= top))
        on_pill = text.get_bbox_patch() is not None
        ground = patches[under[-1]].get_facecolor() if len(under) and not on_pill else "white"
        if contrast(to_hex(text.get_color()), to_hex(ground)) < 4.5:
            pale.append(f"too pale: {text.get_text()!r} on {to_hex(ground)}")
    return pale


def _outside(figure: Figure) -> list[str]:
    x0, y0, x1, y1 = figure.bbox.extents
    drawn = [artist for ax in figure.axes for artist in (*ax.lines, *ax.patches)]
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
