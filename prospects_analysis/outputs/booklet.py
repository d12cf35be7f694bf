"""``seminar.pdf``: the pages of the deck as vectors, with all fonts in the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from matplotlib import pyplot, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from prospects_analysis.charts.canvas import BODY, FOOTER_TOP, SLIDE, open_canvas
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    INK,
    LARGE,
    PAPER,
    SMALL,
    STRONG,
    TYPE,
    box,
    tint,
    width_of,
    wrap,
    write,
)
from prospects_analysis.outputs.deck import Deck, Page
from prospects_analysis.outputs.layout import (
    BAND,
    BAR,
    BULLET,
    CELL_SIDE,
    FICTIONAL,
    HANG,
    NETWORK,
    NOTE_GAP,
    NOTE_SIZE,
    OPENING_LEFT,
    PILL_SIDE,
    SUBTITLE,
    SUBTITLE_SIZE,
    TITLE,
    TableLayout,
    lay_out_sentences,
    lay_out_table,
    line_height,
)

_SETTINGS: Any = {"pdf.fonttype": 42}  # whole TrueType fonts: text can be searched and copied
_PRODUCER = "prospects_analysis"


def to_pdf(deck: Deck) -> bytes:
    """Draw the deck page by page.

    Parameters
    ----------
    deck : Deck

    Returns
    -------
    bytes
        A PDF file; the same for the same deck.
    """
    about = {
        "Title": f"{deck.network}: {deck.title}",
        "Author": _PRODUCER,
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": None,
    }
    buffer = io.BytesIO()
    with rc_context(_SETTINGS), PdfPages(buffer, metadata=about) as file:
        for number, figure in enumerate(_figures(deck), start=1):
            if number > 1:
                _number(figure, number)
            file.savefig(figure)
            pyplot.close(figure)
    return buffer.getvalue()


def _figures(deck: Deck) -> Iterator[Figure]:
    yield _opening(deck)
    for page in deck.pages:
        if page.drawing is not None:
            yield page.drawing.draw(page.title)
        elif page.table is not None:
            for part in lay_out_table(page.table):
                yield _table(page, part, deck.footer)
        else:
            yield _sentences(page, deck.footer)


def _number(figure: Figure, number: int) -> None:
    """Put the number of the page into the margin, where no footer reaches."""
    figure.text(
        1 - BODY[0] / 2 / SLIDE[0],
        FOOTER_TOP / SLIDE[1],
        str(number),
        ha="center",
        va="top",
        color=GREY,
        fontsize=SMALL,
        **TYPE,
    )


def _opening(deck: Deck) -> Figure:
    figure = pyplot.figure(figsize=SLIDE, facecolor=PAPER)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set(xlim=(0, SLIDE[0]), ylim=(0, SLIDE[1]))
    for left, colour in ((0.0, BLUE), (BAR, BROWN)):
        box(ax, left, 0, BAR, SLIDE[1], facecolor=colour)
    for text, (top, height), size, bold, colour in (
        (deck.network, NETWORK, STRONG, True, BLUE),
        (deck.title, TITLE, LARGE, True, INK),
        (deck.subtitle, SUBTITLE, SUBTITLE_SIZE, False, GREY),
    ):
        lines = wrap(text, SLIDE[0] - OPENING_LEFT - BODY[0], size, bold=bold, lines=99)
        middle = SLIDE[1] - top - height / 2
        write(ax, OPENING_LEFT, middle, "\n".join(lines), size=size, bold=bold, colour=colour)
    write(ax, OPENING_LEFT, FOOTER_TOP, deck.footer, size=SMALL, colour=GREY, va="top")
    if deck.fictional:
        _pill(ax, deck.fictional)
    return figure


def _pill(ax: Axes, text: str) -> None:
    top, height = FICTIONAL
    width = width_of(text, STRONG, bold=True) + 2 * PILL_SIDE
    bottom = SLIDE[1] - top - height
    look = {"facecolor": tint(BROWN, 0.12), "edgecolor": BROWN, "linewidth": 1.5}
    box(ax, OPENING_LEFT, bottom, width, height, **look)
    x, y = OPENING_LEFT + PILL_SIDE, bottom + height / 2
    write(ax, x, y, text, size=STRONG, bold=True, colour=BROWN)


def _table(page: Page, part: TableLayout, footer: str) -> Figure:
    canvas = open_canvas(None)
    ax, top = canvas.in_inches(), canvas.height
    lines = (part.table.heads, *part.table.rows)
    for row, (texts, height) in enumerate(zip(lines, part.heights, strict=True)):
        ground = BLUE if row == 0 else tint(GREY, BAND) if row % 2 == 0 else PAPER
        box(ax, 0, top - height, canvas.width, height, facecolor=ground)
        left = 0.0
        for column, (text, width) in enumerate(zip(texts, part.widths, strict=True)):
            right = column in part.table.numeric
            x = left + width - CELL_SIDE if right else left + CELL_SIDE
            write(
                ax, x, top - height / 2, "\n".join(part.lines(text, column, bold=row == 0)),
                size=part.size, bold=row == 0, colour=PAPER if row == 0 else INK,
                ha="right" if right else "left",
            )  # fmt: skip
            left += width
        top -= height
    if part.table.note:
        note = part.table.note
        write(ax, CELL_SIDE, top - NOTE_GAP, note, size=NOTE_SIZE, colour=GREY, va="top")
    canvas.finish(page.title, footer)
    return canvas.axes.figure  # type: ignore[return-value]


def _sentences(page: Page, footer: str) -> Figure:
    canvas = open_canvas(None)
    ax, top = canvas.in_inches(), canvas.height
    laid = lay_out_sentences(page.sentences)
    for count, lines in enumerate(laid.lines, start=1):
        mark = str(count) if page.numbered else BULLET
        write(ax, 0, top, mark, size=laid.size, colour=BLUE, va="top")
        write(ax, HANG, top, "\n".join(lines), size=laid.size, va="top")
        top -= len(lines) * line_height(laid.size) + laid.gap
    canvas.finish(page.title, footer)
    return canvas.axes.figure  # type: ignore[return-value]
