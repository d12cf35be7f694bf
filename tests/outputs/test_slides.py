"""seminar.pptx, seminar.pdf and the figures: native where people edit, vector where they look."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pandas as pd
import pytest
from matplotlib import image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pypdf import PdfReader

from prospects_analysis.outputs.booklet import to_pdf
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.outputs.deck import make_deck
from prospects_analysis.outputs.slides import to_pptx
from prospects_analysis.pairing.proposal import pair_partners
from tests.outputs import made
from tests.outputs.test_deck import random_flows


@pytest.fixture(scope="module")
def slides():
    return list(Presentation(io.BytesIO(made.files()["seminar.pptx"])).slides)


@pytest.fixture(scope="module")
def pages():
    return PdfReader(io.BytesIO(made.files()["seminar.pdf"])).pages


def plain(text):
    """Without the breaks and spaces in which slides and pages may differ."""
    return re.sub(r"\s+", "", text)


def runs(shape):
    frames = [shape.text_frame] if shape.has_text_frame else []
    if shape.has_table:
        frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
    return [run for frame in frames for line in frame.paragraphs for run in line.runs]


def table_with(slides, columns):
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    (found,) = [table for table in tables if len(table.columns) == columns]
    return [[cell.text.replace("\v", " ") for cell in row.cells] for row in found.rows]


def test_slides_are_wide_and_every_title_is_native(slides):
    presentation = Presentation(io.BytesIO(made.files()["seminar.pptx"]))
    assert presentation.slide_width / 914400 == pytest.approx(13.333)
    assert presentation.slide_height / 914400 == 7.5
    assert all(slide.shapes.title.text_frame.text for slide in slides)


def test_pdf_has_the_same_pages_in_the_same_order(slides, pages):
    assert len(pages) == len(slides)
    for slide, page in zip(slides, pages, strict=True):
        assert plain(slide.shapes.title.text_frame.text) in plain(page.extract_text())


def test_native_text_is_large_enough_to_read(slides):
    for slide in slides:
        for shape in slide.shapes:
            foot = shape.is_placeholder and shape.placeholder_format.type in (
                PP_PLACEHOLDER.FOOTER,
                PP_PLACEHOLDER.SLIDE_NUMBER,
            )
            sizes = {run.font.size.pt for run in runs(shape)}
            assert min(sizes, default=99) >= (12 if foot else 18)
        assert min(run.font.size.pt for run in runs(slide.shapes.title)) >= 20


def test_every_slide_has_source_and_number(slides):
    for slide in slides:
        feet = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        assert "Source" in feet[PP_PLACEHOLDER.FOOTER].text_frame.text
        number = feet[PP_PLACEHOLDER.SLIDE_NUMBER]._element
        assert number.xpath(".//a:fld[@type='slidenum']")


def test_pictures_have_words_and_twice_the_resolution(slides):
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]
    pages = made.deck("fr").pages
    assert len(pictures) == len([page for page in pages if page.drawing is not None])
    for picture in pictures:
        assert picture._element.nvPicPr.cNvPr.get("descr").startswith("Graphique\u00a0:")
        dots = picture.image.size[0] / (picture.width / 914400)
        assert dots == pytest.approx(288, rel=0.01)
        shown = picture.width / picture.height
        assert picture.image.size[0] / picture.image.size[1] == pytest.approx(shown, rel=0.01)


def test_binomes_on_the_slide_are_those_of_the_csv(slides):
    csv = pd.read_csv(io.BytesIO(made.files()["binomes.csv"]))
    rows = table_with(slides, 6)[1:]
    for row, (_, record) in zip(rows, csv.iterrows(), strict=True):
        told = [*row[3:5], *row[5].strip("*").split("–")]
        numbers = [float(cell.replace(",", ".")) for cell in told]
        expected = [record["a_to_b"], record["b_to_a"], record["score"]]
        expected += [record["score_upper"]] if "*" in row[5] else []
        assert numbers == [round(number, 2) for number in expected]


def test_notes_stand_behind_every_chart(slides):
    for slide in slides:
        if any(shape.shape_type == 13 for shape in slide.shapes):
            assert slide.notes_slide.notes_text_frame.text.strip()


def test_nothing_of_the_template_author_or_the_clock_is_left():
    with zipfile.ZipFile(io.BytesIO(made.files()["seminar.pptx"])) as deck:
        core = deck.read("docProps/core.xml").decode()
        assert len([n for n in deck.namelist() if "slideLayouts/slideLayout" in n]) == 3
        assert {info.date_time for info in deck.infolist()} == {(2010, 1, 1, 0, 0, 0)}
    assert "Canny" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2010-01-01T00:00:00Z"}


def test_pdf_is_vector_with_its_fonts(pages):
    for page in pages:
        resources = page["/Resources"]
        others = resources.get("/XObject", {})  # rare letters are forms of their own
        assert {others[name]["/Subtype"] for name in others} <= {"/Form"}
        fonts = [font.get_object() for font in resources["/Font"].values()]
        assert fonts
        for font in fonts:
            below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            assert "/FontFile2" in below["/FontDescriptor"].get_object()
    about = PdfReader(io.BytesIO(made.files()["seminar.pdf"])).metadata
    assert about.creation_date is None
    assert about.producer == "prospects_analysis"


@pytest.mark.parametrize("name", ["grid", "binomes", "card_P09_P10", "landscape"])
def test_figures_have_the_size_of_a_slide_and_no_date(name):
    png = made.files()[f"figures/{name}.png"]
    assert image.imread(io.BytesIO(png)).shape[:2] == pytest.approx((1080, 1920), abs=1)
    svg = ET.fromstring(made.files()[f"figures/{name}.svg"])
    assert svg.get("viewBox") == "0 0 959.976 540"
    assert b"<dc:date>" not in made.files()[f"figures/{name}.svg"]


@pytest.mark.parametrize(("partners", "tables"), [(5, 2), (22, 3)])
def test_other_networks_have_the_same_slides_and_pages(partners, tables):
    # Five make a trio; eleven pairs go on on a second slide.
    flows = random_flows(partners)
    pairing = pair_partners(flows)
    few = [one for one in drawings(flows, pairing, "en") if one.name in ("grid", "binomes")]
    deck = make_deck(flows, pairing, few, "en")
    slides = Presentation(io.BytesIO(to_pptx(deck))).slides
    assert sum(shape.has_table for slide in slides for shape in slide.shapes) == tables
    assert len(PdfReader(io.BytesIO(to_pdf(deck))).pages) == len(slides)
