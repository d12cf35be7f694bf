"""Parts of a printed page: measured first, drawn where they fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    INK,
    MEDIUM,
    PAPER,
    box,
    fit,
    width_of,
    wrap,
    write,
)
from prospects_analysis.outputs.sheets.quoting import own_words, shortened
from prospects_analysis.wording import catalogue

#: Distance between the lines of a text, in em.
LEADING = 1.24
ALL = 99  # lines


@dataclass(frozen=True, eq=False)
class Block:
    """Something that takes so many inches of height, drawn downward from a place.

    Attributes
    ----------
    height : float
        Inches.
    draw : callable
        Takes axes counted in inches, the left end and the top.
    """

    height: float
    draw: Callable[[Axes, float, float], None]


def text_block(
    lines: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    indent: float = 0.0,
    gid: str = "",
) -> Block:
    """Set lines one below the other."""
    pitch = size * LEADING / 72

    def draw(ax: Axes, x: float, top: float) -> None:
        for at, line in enumerate(lines):
            y = top - (at + 0.5) * pitch
            write(ax, x + indent, y, line, size=size, bold=bold, colour=colour, gid=gid)

    return Block(len(lines) * pitch, draw)


def broken(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into full lines; names and titles are better broken evenly, by ``wrap``."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines += wrap(word, width, size, bold=bold, lines=ALL)
    return lines


def name_block(
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    lines: int = 2,
    gid: str = "",
) -> Block:
    """Set a name or title, broken evenly; what does not fit the lines ends in an ellipsis."""
    return text_block(
        wrap(text, width, size, bold=bold, lines=lines), size, bold=bold, colour=colour, gid=gid
    )


def paragraph(
    text: str,
    width: float,
    size: float,
    *,
    colour: str = INK,
    lines: int = ALL,
    gid: str = "",
    quoted_in: str = "",
    around: str = "{}",
) -> Block:
    """Set running text; what does not fit the lines is cut after a word, and that is marked.

    A partner's own words are quoted in the language of the reader, and others can stand around
    them: they are cut inside the marks.
    """

    def written(kept: int | None = None) -> str:
        if not quoted_in:
            return shortened(text, kept)
        return around.format(own_words(text, catalogue(quoted_in), kept))

    return text_block(_cut(written, width, size, lines), size, colour=colour, gid=gid)


def _cut(written: Callable[..., str], width: float, size: float, most: int) -> list[str]:
    """Break a text as it is written whole, or as many of its words as fit so many lines."""
    whole = broken(written(), width, size)
    if len(whole) <= most:
        return whole

    def cut(kept: int) -> list[str]:
        return broken(written(kept), width, size)

    # More words never take fewer lines: the first number that takes too many is searched for.
    counts = range(1, len(written().split(" ")))
    kept = bisect_left(counts, most + 1, key=lambda count: len(cut(count)))
    shown = cut(max(kept, 1))
    if len(shown) <= most:
        return shown
    # Not even one word fits.
    return [*shown[: most - 1], fit(" ".join(shown[most - 1 :]), width, size)]


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Set blocks one below the other."""

    def draw(ax: Axes, x: float, top: float) -> None:
        for one in blocks:
            one.draw(ax, x, top)
            top -= one.height + gap

    return Block(sum(one.height for one in blocks) + gap * max(len(blocks) - 1, 0), draw)


def beside(blocks: Sequence[tuple[float, Block]]) -> Block:
    """Set blocks side by side, each so many inches from the left."""

    def draw(ax: Axes, x: float, top: float) -> None:
        for left, one in blocks:
            one.draw(ax, x + left, top)

    return Block(max(one.height for _, one in blocks), draw)


def bar(length: float, share: float, height: float, gid: str, colour: str = BLUE) -> Block:
    """Set a bar in its track; it reads in black and white too."""

    def draw(ax: Axes, x: float, top: float) -> None:
        look = {"facecolor": PAPER, "edgecolor": MEDIUM, "linewidth": 0.6}
        box(ax, x, top - height, length, height, **look)
        box(ax, x, top - height, length * share, height, facecolor=colour).set_gid(gid)

    return Block(height, draw)


def ticked(blocks: Sequence[Block], size: float, gap: float) -> Block:
    """Set blocks as a list to tick off; they leave ``1.9 * size`` points at the left."""
    side, hang = 0.95 * size / 72, 1.9 * size / 72
    pitch = size * LEADING / 72

    def draw(ax: Axes, x: float, top: float) -> None:
        for one in blocks:
            look = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 1.1}
            box(ax, x, top - pitch / 2 - side / 2, side, side, **look)
            one.draw(ax, x + hang, top)
            top -= one.height + gap

    return Block(sum(one.height for one in blocks) + gap * max(len(blocks) - 1, 0), draw)


def ruled(label: str, width: float, size: float) -> Block:
    """Set a rule to write on, after its label."""
    height, pitch = 0.3, size * LEADING / 72

    def draw(ax: Axes, x: float, top: float) -> None:
        foot = top - height
        write(ax, x, foot + pitch / 2, label, size=size, colour=GREY, gid="contact")
        left = x + width_of(label, size) + 0.08
        ax.plot([left, x + width], [foot, foot], color=INK, linewidth=0.8)

    return Block(height + 0.03, draw)


def framed(block: Block, width: float, pad: float, colour: str = INK) -> Block:
    """Set a block in a frame of so many inches."""

    def draw(ax: Axes, x: float, top: float) -> None:
        height = block.height + 2 * pad
        look = {"facecolor": PAPER, "edgecolor": colour, "linewidth": 1.6}
        box(ax, x, top - height, width, height, **look)
        block.draw(ax, x + pad, top - pad)

    return Block(block.height + 2 * pad, draw)


def headed(head: str, tail: str, width: float, size: float) -> Block:
    """Set the head of a part, with a rule above; the tail stands after it in plain type."""
    lines = wrap(head, width, size, bold=True)
    after = f" {tail}" if tail else ""
    on = width_of(lines[-1], size, bold=True) + 0.08
    room = width - on
    tail_lines = [after.strip()] if tail and width_of(after, size) <= room else []
    below = wrap(tail, width, size) if tail and not tail_lines else []
    pitch = size * LEADING / 72
    above = 0.09

    def draw(ax: Axes, x: float, top: float) -> None:
        ax.plot([x, x + width], [top, top], color=INK, linewidth=0.8)
        top -= above
        for at, line in enumerate([*lines, *below]):
            y = top - (at + 0.5) * pitch
            strong = at < len(lines)
            write(ax, x, y, line, size=size, bold=strong, colour=BLUE if strong else INK)
        for line in tail_lines:
            write(ax, x + on, top - (len(lines) - 0.5) * pitch, line, size=size)

    return Block(above + (len(lines) + len(below)) * pitch + 0.05, draw)


def blank(height: float) -> Block:
    """Leave so many inches free."""
    return Block(height, lambda _ax, _x, _top: None)


def note(text: str, width: float, size: float, *, gid: str = "") -> Block:
    """Set a grey text."""
    return paragraph(text, width, size, colour=GREY, gid=gid)
