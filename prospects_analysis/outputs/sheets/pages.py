"""How the sheet of a partner is set: one A4 page, as vectors, with all fonts in the file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from prospects_analysis.charts.style import BLUE, BROWN, GREY, INK, PAPER, box, width_of, write
from prospects_analysis.outputs.sheets.blocks import (
    LEADING,
    Block,
    broken,
    framed,
    headed,
    name_block,
    note,
    paragraph,
    ruled,
    stack,
    text_block,
    ticked,
)
from prospects_analysis.outputs.sheets.content import Sheet, Step
from prospects_analysis.outputs.sheets.parts import (
    HEAD,
    SMALL,
    Room,
    own_scores,
    way_part,
)
from prospects_analysis.wording import catalogue

#: Width and height of A4, in inches, and the margins that every printer keeps.
A4 = (8.268, 11.693)
SIDE, TOP, FOOT = 0.62, 0.44, 0.42
WIDTH = A4[0] - 2 * SIDE

_NAME_SIZES = (22.0, 20.0, 18.0)
_MATE_SIZES = (16.0, 15.0, 14.0, 13.0)
_BAR = 0.05
_PAD = 0.13
_GAPS = (0.07, 0.3)  # between the parts, at least and at most
_PRODUCER = "prospects_analysis"
_SETTINGS: Any = {"pdf.fonttype": 42}  # whole TrueType fonts: text can be searched and copied

#: What is cut, one after the other, until the page holds what is left; each cut is said.
_CUTS: tuple[dict[str, Any], ...] = (
    {"size": 11.0},
    {"size": 10.5},
    {"size": 10.0},
    {"size": 9.5},
    {"size": 9.0},
    {"size": 9.5, "evidence": 3, "title": 4, "details": 4, "own": 14, "put_right": 3},
    {"evidence": 2, "title": 3, "details": 3, "own": 10, "put_right": 2},
    {"evidence": 1, "own": 8, "put_right": 1},
    {"size": 9.0, "title": 2, "own": 6},
    {"evidence": 0, "themes": 5},
    {"themes": 4, "details": 2},
    {"title": 1},
    {"themes": 2, "own": 4},
    {"themes": 1, "details": 1},
)


def sheet_pdf(sheet: Sheet) -> bytes:
    """Draw the sheet of a partner.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    bytes
        A PDF file of one page, A4 portrait; the same for the same sheet.
    """
    title = " – ".join(one for one in (sheet.network, sheet.name) if one)
    about = {
        "Title": title,
        "Author": _PRODUCER,
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": None,
    }
    buffer = io.BytesIO()
    with rc_context(_SETTINGS), PdfPages(buffer, metadata=about) as file:
        file.savefig(sheet_figure(sheet))
    return buffer.getvalue()


def sheet_figure(sheet: Sheet) -> Figure:
    """Draw the sheet of a partner as a figure of A4 size.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    figure : Figure
    """
    figure = Figure(figsize=A4, facecolor=PAPER)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set(xlim=(0, A4[0]), ylim=(0, A4[1]))
    floor = _draw_footer(ax, sheet)
    top = _draw_top(ax, sheet)
    parts, gap = _fitted(sheet, top - floor)
    for one in parts:
        one.draw(ax, SIDE, top)
        top -= one.height + gap
    return figure


def _fitted(sheet: Sheet, height: float) -> tuple[list[Block], float]:
    """Give the parts as roomy as they fit, and the gap between them."""
    least, most = _GAPS
    room = Room()
    for cut in _CUTS:
        room = replace(room, **cut)
        parts = _parts(sheet, room)
        spare = height - sum(one.height for one in parts)
        gap = spare / max(len(parts) - 1, 1)
        if gap >= least:
            break
    return parts, min(gap, most)


def _parts(sheet: Sheet, room: Room) -> list[Block]:
    parts = [_opening(sheet), _next(sheet, room)]
    parts += [
        way_part(sheet, room, WIDTH, gives=gives)
        for gives in (True, False)
        if any(way.gives is gives for way in sheet.ways)
    ]
    if sheet.own:
        parts.append(own_scores(sheet, room, WIDTH))
    if sheet.remarks or sheet.put_right:
        parts.append(_remarks(sheet, room))
    return parts


def _draw_footer(ax: Axes, sheet: Sheet) -> float:
    """Draw the footer and give where it begins."""
    pitch = SMALL * LEADING / 72
    lines = broken(sheet.footer, WIDTH, SMALL)
    block = text_block(lines, SMALL, colour=GREY, gid="footer")
    top = FOOT + len(lines) * pitch
    block.draw(ax, SIDE, top)
    return top + 0.12


def _draw_top(ax: Axes, sheet: Sheet) -> float:
    """Draw the bars of the network, its name, and that all is invented; give where they end."""
    top = A4[1] - TOP
    for at, colour in enumerate((BLUE, BROWN)):
        box(ax, SIDE, top - (at + 1) * _BAR, WIDTH, _BAR, facecolor=colour)
    middle = top - 2 * _BAR - 0.22
    if not sheet.network and not sheet.fictional:
        return middle
    if sheet.network:
        write(ax, SIDE, middle, sheet.network, size=HEAD, bold=True, colour=BLUE)
    if sheet.fictional:
        text = catalogue(sheet.language).pgettext("footer", "Fictional data")
        width = width_of(text, 11.0, bold=True) + 0.24
        left = A4[0] - SIDE - width
        look = {"facecolor": PAPER, "edgecolor": BROWN, "linewidth": 1.4}
        box(ax, left, middle - 0.13, width, 0.26, **look)
        write(ax, left + 0.12, middle, text, size=11.0, bold=True, colour=BROWN, gid="fictional")
    return middle - 0.22


def _big(text: str, sizes: tuple[float, ...], colour: str, gid: str) -> Block:
    """Set a name as large as it stands in one line, else in two."""
    size = next((one for one in sizes if width_of(text, one, bold=True) <= WIDTH), sizes[-1])
    return name_block(text, WIDTH, size, bold=True, colour=colour, gid=gid)


def _opening(sheet: Sheet) -> Block:
    """Say who, with whom, and whether it was adopted."""
    names = [_big(sheet.name, _NAME_SIZES, INK, "partner")]
    if sheet.mates:
        mates = f"⇄ {' · '.join(sheet.mate_names)}"
        names.append(_big(mates, _MATE_SIZES, BLUE, "mate"))
    size = 12.0 if sheet.mates else 15.0
    status = name_block(sheet.status, WIDTH, size, bold=True, colour=GREY, gid="status")
    why = [paragraph(one, WIDTH, 11.0, gid="why") for one in sheet.why]
    scale = [paragraph(sheet.scale, WIDTH, 10.0, colour=GREY, gid="scale")] if sheet.scale else []
    return stack([*names, status, *scale, *why], 0.05)


def _next(sheet: Sheet, room: Room) -> Block:
    """List what is to be done."""
    size, inner = room.size, WIDTH - 2 * _PAD
    head = catalogue(sheet.language).pgettext("partner sheet", "What to do now")
    steps = [_step(sheet, one, inner - 1.9 * size / 72, size) for one in sheet.steps]
    title = name_block(head, inner, HEAD, bold=True)
    return framed(stack([title, ticked(steps, size, 0.045)], 0.06), WIDTH, _PAD)


def _step(sheet: Sheet, step: Step, width: float, size: float) -> Block:
    said = paragraph(step.text, width, size, lines=5, gid="step")
    if not step.contact:
        return said
    # Nobody's name and number are in the answers: they are written down at the seminar.
    label = catalogue(sheet.language).pgettext("partner sheet", "Name, telephone, e-mail")
    return stack([said, ruled(label, width, SMALL)])


def _remarks(sheet: Sheet, room: Room) -> Block:
    words = catalogue(sheet.language)
    head = words.pgettext("partner sheet", "Good to know")
    told = [*sheet.remarks, *sheet.put_right[: room.put_right]]
    said = [paragraph(one, WIDTH, room.size, lines=3, gid="remark") for one in told]
    if (hidden := len(sheet.put_right) - room.put_right) > 0:
        text = words.npgettext(
            "partner sheet",
            "{n} other score was put right: ask the organisers of the seminar",
            "{n} other scores were put right: ask the organisers of the seminar",
            hidden,
        )
        said.append(note(text.format(n=hidden), WIDTH, SMALL, gid="hidden"))
    return stack([headed(head, "", WIDTH, HEAD), *said], 0.03)
