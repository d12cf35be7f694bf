"""``seminar.pptx``: the deck with native titles, tables and sentences, and charts as pictures.

What people edit stays text; a chart is a picture at twice the resolution, with words for those who
do not see it, and the numbers behind it in the speaker's notes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from prospects_analysis._seal import seal_office
from prospects_analysis.charts.canvas import BODY, FOOTER_TOP, SLIDE
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    INK,
    LARGE,
    PAPER,
    STRONG,
    tint,
    width_of,
)
from prospects_analysis.outputs.deck import Deck, Page
from prospects_analysis.outputs.figures import body_picture
from prospects_analysis.outputs.layout import (
    BAND,
    BAR,
    BULLET,
    CELL_SIDE,
    CELL_TOP,
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
    title_size,
)
from prospects_analysis.outputs.slide_master import (
    OPENING,
    SENTENCES,
    TITLE_ONLY,
    add_foot,
    colour,
    new_presentation,
    place,
    write,
)

_TOP = SLIDE[1] - BODY[1] - BODY[3]
_RECTANGLE = 1  # MSO_SHAPE.RECTANGLE
_NOTES_SIZE = 12
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")  # a number stays with what it counts


def to_pptx(deck: Deck) -> bytes:
    """Write the deck as a PowerPoint file.

    Parameters
    ----------
    deck : Deck

    Returns
    -------
    bytes
        A pptx file; the same for the same deck.
    """
    presentation = new_presentation()
    _add_opening(presentation, deck)
    for page in deck.pages:
        if page.table is None:
            _add_page(presentation, deck, page)
            continue
        for part in lay_out_table(page.table):
            slide = _new_slide(presentation, TITLE_ONLY, deck, page)
            _add_table(slide, part, deck.language)
            if part.table.note:
                _add_note(slide, part, deck.language)
    about = presentation.core_properties
    about.title, about.language = f"{deck.network}: {deck.title}", deck.language
    about.comments, about.revision = "", 1
    buffer = io.BytesIO()
    presentation.save(buffer)
    return seal_office(buffer.getvalue())


def _new_slide(presentation: Any, layout: int, deck: Deck, page: Page) -> Any:
    """Start a slide: title, foot and notes."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    kept = _AFTER_NUMBER.sub("\u00a0", page.title)
    write(paragraph, kept, deck.language, size=title_size(page.title))
    add_foot(slide, deck.footer, deck.language)
    if page.notes:
        _write_paragraphs(slide.notes_slide.notes_text_frame, page.notes, deck.language)
    return slide


def _add_page(presentation: Any, deck: Deck, page: Page) -> None:
    if page.drawing is None:
        slide = _new_slide(presentation, SENTENCES, deck, page)
        _fill_sentences(slide.placeholders[1], page, deck.language)
        return
    slide = _new_slide(presentation, TITLE_ONLY, deck, page)
    picture = slide.shapes.add_picture(
        io.BytesIO(body_picture(page.drawing)),
        Inches(BODY[0]),
        Inches(_TOP),
        Inches(BODY[2]),
        Inches(BODY[3]),
    )
    described = picture._element.nvPicPr.cNvPr
    described.set("name", page.drawing.name)
    described.set("descr", page.drawing.alternative_text)


def _write_paragraphs(frame: Any, texts: Iterable[str], language: str) -> None:
    for count, text in enumerate(texts):
        paragraph = frame.add_paragraph() if count else frame.paragraphs[0]
        write(paragraph, text, language, size=_NOTES_SIZE)


def _fill_sentences(shape: Any, page: Page, language: str) -> None:
    laid = lay_out_sentences(page.sentences)
    frame = shape.text_frame
    for count, sentence in enumerate(page.sentences):
        paragraph = frame.add_paragraph() if count else frame.paragraphs[0]
        paragraph.space_after, paragraph.space_before = Pt(laid.gap * 72), Pt(0)
        _mark(paragraph, numbered=page.numbered)
        write(paragraph, sentence, language, size=laid.size, ink=INK)


def _mark(paragraph: Any, *, numbered: bool) -> None:
    """Let a paragraph be marked, so that the marks stay right when somebody adds one."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(HANG)))
    properties.set("indent", str(-Inches(HANG)))

    def element(tag: str, **attributes: str) -> Any:
        return properties.makeelement(qn(tag), attributes)

    ink = element("a:buClr")
    ink.append(element("a:srgbClr", val=BLUE.lstrip("#").upper()))
    font = element("a:buFont", typeface="+mj-lt")
    number, bullet = element("a:buAutoNum", type="arabicPlain"), element("a:buChar", char=BULLET)
    properties.extend([ink, font, number if numbered else bullet])


def _add_table(slide: Any, part: TableLayout, language: str) -> None:
    rows, columns = len(part.heights), len(part.widths)
    height = Inches(sum(part.heights))
    frame = slide.shapes.add_table(
        rows, columns, Inches(BODY[0]), Inches(_TOP), Inches(BODY[2]), height
    )
    frame.name = "table"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", part.table.title)
    table = frame.table
    for column, width in enumerate(part.widths):
        table.columns[column].width = Inches(width)
    for row, texts in enumerate((part.table.heads, *part.table.rows)):
        table.rows[row].height = Inches(part.heights[row])
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            _dress(cell, row)
            paragraph = cell.text_frame.paragraphs[0]
            right = column in part.table.numeric
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            ink = PAPER if row == 0 else INK
            # Broken here, so that no name is broken at its hyphen.
            lines = "\n".join(part.lines(text, column, bold=row == 0))
            write(paragraph, lines, language, size=part.size, bold=row == 0, ink=ink)


def _add_note(slide: Any, part: TableLayout, language: str) -> None:
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    top = _TOP + sum(part.heights) + NOTE_GAP
    place(shape, BODY[0] + CELL_SIDE, top, BODY[2] - CELL_SIDE, line_height(NOTE_SIZE))
    paragraph = shape.text_frame.paragraphs[0]
    write(paragraph, part.table.note, language, size=NOTE_SIZE, ink=GREY)


def _dress(cell: Any, row: int) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(CELL_TOP)
    ground = BLUE if row == 0 else tint(GREY, BAND) if row % 2 == 0 else PAPER
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ground)


def _add_opening(presentation: Any, deck: Deck) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[OPENING])
    for left, ink in ((0.0, BLUE), (BAR, BROWN)):
        bar = slide.shapes.add_shape(_RECTANGLE, Inches(left), 0, Inches(BAR), Inches(SLIDE[1]))
        _fill(bar, ink)
    width = SLIDE[0] - OPENING_LEFT - BODY[0]
    network = slide.shapes.add_textbox(0, 0, 0, 0)
    for shape, (top, height), text, size, bold, ink in (
        (network, NETWORK, deck.network, STRONG, True, BLUE),
        (slide.shapes.title, TITLE, deck.title, LARGE, True, INK),
        (slide.placeholders[1], SUBTITLE, deck.subtitle, SUBTITLE_SIZE, False, GREY),
    ):
        place(shape, OPENING_LEFT, top, width, height)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        write(paragraph, text, deck.language, size=size, bold=bold, ink=ink)
    if deck.fictional:
        _add_pill(slide, deck)
    add_foot(slide, deck.footer, deck.language)
    foot = next(one for one in slide.placeholders if "Footer" in one.name)
    place(foot, OPENING_LEFT, SLIDE[1] - FOOTER_TOP, width, 0.4)


def _add_pill(slide: Any, deck: Deck) -> None:
    top, height = FICTIONAL
    width = width_of(deck.fictional, STRONG, bold=True) * 1.05 + 2 * PILL_SIDE
    pill = slide.shapes.add_shape(
        _RECTANGLE, Inches(OPENING_LEFT), Inches(top), Inches(width), Inches(height)
    )
    _fill(pill, tint(BROWN, 0.12))
    pill.line.color.rgb, pill.line.width = colour(BROWN), Pt(1.5)
    paragraph = pill.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    write(paragraph, deck.fictional, deck.language, size=STRONG, bold=True, ink=BROWN)


def _fill(shape: Any, ink: str) -> None:
    shape._element.remove(shape._element.find(qn("p:style")))  # it brings a shadow
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(ink)
    shape.line.fill.background()
