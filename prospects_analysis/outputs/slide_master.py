"""The master of the slides: 16:9, our type and colours, and only the layouts that are used.

Titles, foot and slide numbers are placeholders, so that whoever edits the deck moves or restyles
them once for all slides, and outline and screen reader find them.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from prospects_analysis.charts.canvas import BODY, FOOTER_TOP, SLIDE, TITLE_TOP
from prospects_analysis.charts.style import BLUE, BROWN, GREY, INK, SMALL

#: As wide as the charts' DejaVu Sans, drawn by the same hand, and on every Windows and Mac.
FONT = "Verdana"
OPENING, SENTENCES, TITLE_ONLY = 0, 1, 2  # positions of the layouts
_KEPT = ("Title Slide", "Title and Content", "Title Only")
_LANGUAGES = {
    "fr": MSO_LANGUAGE_ID.FRENCH,
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
    "nl": MSO_LANGUAGE_ID.BELGIAN_DUTCH,
    "cs": MSO_LANGUAGE_ID.CZECH,
    "hu": MSO_LANGUAGE_ID.HUNGARIAN,
    "pl": MSO_LANGUAGE_ID.POLISH,
    "sl": MSO_LANGUAGE_ID.SLOVENIAN,
    "es": MSO_LANGUAGE_ID.SPANISH_MODERN_SORT,
    "de": MSO_LANGUAGE_ID.GERMAN,
}
_TITLE_SIZE = 28
_NUMBER_WIDTH = 0.5  # inches
_ACCENTS = {"accent1": BLUE, "accent2": BROWN, "accent3": GREY, "dk1": INK}


def colour(written: str) -> Any:
    """Give a colour such as ``"#0072B2"`` as slides take it."""
    rgb: Any = RGBColor  # without types
    return rgb.from_string(written.lstrip("#").upper())


def new_presentation() -> Any:
    """Make an empty presentation with our master.

    Returns
    -------
    pptx presentation
        Its layouts are, in order, :data:`OPENING`, :data:`SENTENCES` and :data:`TITLE_ONLY`.
    """
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE[0]), Inches(SLIDE[1])
    for layout in [*presentation.slide_layouts]:
        if layout.name in _KEPT:
            _remove_dates(layout)
        else:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    _remove_dates(master)
    _set_theme(master)
    for shape in master.placeholders:
        _PLACED[shape.placeholder_format.type](shape)
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(_TITLE_SIZE * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    return presentation


def _remove_dates(sheet: Any) -> None:
    for shape in [*sheet.placeholders]:
        if shape.placeholder_format.type == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)


def _set_theme(master: Any) -> None:
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    text = re.sub(r'(<a:latin typeface=")[^"]*(")', rf"\g<1>{FONT}\g<2>", text)
    for name, value in _ACCENTS.items():
        filled = f'<a:{name}><a:srgbClr val="{value.lstrip("#").upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, text, flags=re.DOTALL)
    theme._blob = text.encode("utf-8")


def place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    """Put a shape somewhere, in inches, without inner margins."""
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _place_title(shape: Any) -> None:
    top = SLIDE[1] - TITLE_TOP
    place(shape, BODY[0], top, BODY[2], SLIDE[1] - BODY[1] - BODY[3] - top - 0.05)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP


def _place_body(shape: Any) -> None:
    place(shape, BODY[0], SLIDE[1] - BODY[1] - BODY[3], BODY[2], BODY[3])


def _place_footer(shape: Any) -> None:
    place(shape, BODY[0], SLIDE[1] - FOOTER_TOP, BODY[2], 0.4)
    _small(shape, "l")


def _place_number(shape: Any) -> None:
    left = SLIDE[0] - BODY[0] / 2 - _NUMBER_WIDTH / 2
    place(shape, left, SLIDE[1] - FOOTER_TOP, _NUMBER_WIDTH, 0.4)
    _small(shape, "ctr")


def _small(shape: Any, align: str) -> None:
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    level = shape._element.find(f".//{qn('a:lvl1pPr')}")
    level.set("algn", align)
    level.find(qn("a:defRPr")).set("sz", str(int(SMALL) * 100))


_PLACED = {
    PP_PLACEHOLDER.TITLE: _place_title,
    PP_PLACEHOLDER.BODY: _place_body,
    PP_PLACEHOLDER.FOOTER: _place_footer,
    PP_PLACEHOLDER.SLIDE_NUMBER: _place_number,
}


def write(
    paragraph: Any,
    text: str,
    language: str,
    *,
    size: float,
    bold: bool | None = None,
    ink: str | None = None,
) -> None:
    r"""Write into a paragraph, in a language, so that the speller knows it.

    Parameters
    ----------
    paragraph : pptx paragraph
    text : str
        ``\n`` breaks the line.
    language : str, one of wording.LANGUAGES
    size : float
        Points.
    bold : bool, optional
        None: as the placeholder has it.
    ink : str, optional
        Such as ``"#1A1A1A"``.
    """
    for count, line in enumerate(text.split("\n")):
        if count:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold
        run.font.language_id = _LANGUAGES[language]
        run.font.name = "+mn-lt"  # said outright: some programs lose it on the way to a footer
        if ink is not None:
            run.font.color.rgb = colour(ink)


def add_foot(slide: Any, footer: str, language: str) -> None:
    """Give a slide the placeholders of its layout for the footer and the slide number."""
    for shape in slide.slide_layout.placeholders:
        kind = shape.placeholder_format.type
        if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            continue
        element = copy.deepcopy(shape._element)
        element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
        slide.shapes._spTree.append(element)
        if kind == PP_PLACEHOLDER.FOOTER:
            write(slide.shapes[-1].text_frame.paragraphs[0], footer, language, size=SMALL, ink=GREY)
