"""What is written on slides, pages and sheets, read back from the files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

import openpyxl
from pptx import Presentation
from pypdf import PdfReader

Row = tuple[str, ...]


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def slide_texts(slide: Any) -> list[str]:
    """What is on the wall: titles, sentences, feet and cells; not the speaker's notes."""
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return [*texts, *(cell for table in slide_tables(slide) for row in table for cell in row)]


def slide_tables(slide: Any) -> list[list[Row]]:
    """Tables of a slide; a name that was broken stands on one line again."""
    return [
        [tuple(" ".join(cell.text.split()) for cell in row.cells) for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def picture_name(slide: Any) -> str:
    """Name of the chart on a slide, or ``""``."""
    pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
    return str(pictures[0].name) if pictures else ""


def pdf_pages(content: bytes) -> list[str]:
    """Text of each page, on one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def book_sheets(content: bytes) -> dict[str, str]:
    """Everything that each sheet of a workbook says, its printed foot included."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: " ".join(_sheet_texts(sheet)) for sheet in book}


def _sheet_texts(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        yield from (cell.value for cell in row if isinstance(cell.value, str))
    for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
        yield str(part.text or "")


class Section:
    """A page of ``seminar.html``: its kind, texts, tables, and words for its picture."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = tuple(kinds)
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.alternatives: list[str] = []

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


class _Sections(HTMLParser):
    """Collects the pages; of what is in ``<script>`` only the data, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[Section] = []
        self.data = ""
        self._at: Section | None = None
        self._cell = self._data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self._at = Section((given.get("class") or "").split())
            self.sections.append(self._at)
        elif tag == "script":
            self._data = given.get("type") == "application/json"
        elif self._at is None:
            return
        elif tag == "table":
            self._at.tables.append([])
        elif tag == "tr":
            self._at.tables[-1].append([])
        elif tag in ("td", "th"):
            self._at.tables[-1][-1].append("")
            self._cell = True
        elif tag == "img":
            self._at.alternatives.append(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._at = None
        elif tag in ("td", "th"):
            self._cell = False
        elif tag == "script":
            self._data = False

    def handle_data(self, data: str) -> None:
        if self._data:
            self.data += data
        elif self._at is not None:
            self._at.texts.append(data)
            if self._cell:
                self._at.tables[-1][-1][-1] += data


def html_sections(content: bytes) -> list[Section]:
    """Pages of ``seminar.html``, as they are without scripts."""
    parser = _Sections()
    parser.feed(content.decode())
    return parser.sections


def html_data(content: bytes) -> str:
    """What the live page computes with, as JSON."""
    parser = _Sections()
    parser.feed(content.decode())
    return parser.data
