"""What a workbook may cost: counted over the whole of it, however its parts and sheets are made."""

from __future__ import annotations

import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake import packages, reading
from prospects_analysis.intake.marks import signed, unsigned
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.readers import read_file
from prospects_analysis.intake.returns import read_content
from prospects_analysis.issues import IssueCode
from tests.intake.books import FRAMEWORK, Book, repacked, template, theme_part
from tests.intake.ods_books import as_ods, ods

OWNERS = owners_of_labels(FRAMEWORK)


def excess(name: str, content: bytes) -> str:
    """Of what there is too much."""
    with pytest.raises(Refusal) as caught:
        read_file(name, content)
    assert caught.value.code is IssueCode.OVERSIZED_WORKBOOK
    return caught.value.found


def inserted(end: str, more: bytes, part: str = "") -> bytes:
    """A filled workbook with something before an end tag of one part."""
    content = Book().fill().save()
    part = part or theme_part(content)
    old = end.encode()
    return repacked(
        content, lambda name, data: data.replace(old, more + old) if name == part else data
    )


def rows(cell: bytes, first: int = 20, last: int = 400) -> bytes:
    line = cell * 60
    return b"".join(b'<row r="%d">%s</row>' % (row, line) for row in range(first, last + 1))


def test_a_part_that_is_asked_for_again_and_again_is_counted_each_time(monkeypatch):
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    again = b'<sheet xmlns:r="%s" name="x" sheetId="9" r:id="rId3"/>' % relation * 100
    content = inserted("</sheets>", again, "xl/workbook.xml")
    monkeypatch.setattr(packages, "MAX_MARKUP", 60_000)
    assert excess("a.xlsx", content) == "> 60000 tags"


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_sheets_are_counted(name, monkeypatch):
    monkeypatch.setattr(packages, "MAX_SHEETS", 6)
    content = Book().save() if name == "a.xlsx" else as_ods(Book())
    assert excess(name, content) == "> 6 sheets"


def test_cells_of_all_sheets_are_counted(monkeypatch):
    monkeypatch.setattr(packages, "MAX_CELLS", 1_000)
    assert excess("a.xlsx", inserted("</sheetData>", rows(b"<c><v>1</v></c>", last=30)))
    row = '<table:table-row table:number-rows-repeated="9">{}</table:table-row>'
    cell = '<table:table-cell office:value-type="float" office:value="1" {}/>'
    line = row.format(cell.format('table:number-columns-repeated="9"'))
    tables = [f'<table:table table:name="{n}">{line}</table:table>' for n in range(20)]
    assert excess("a.ods", ods(*tables)) == "> 1000 cells"
    assert len(read_file("a.ods", ods(*tables[:12])).sheets) == 12


def test_a_text_counts_as_often_as_it_is_referred_to(monkeypatch):
    monkeypatch.setattr(packages, "MAX_TEXT", 100_000)
    cell = b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"word " * 10)
    assert excess("a.xlsx", inserted("</sheetData>", rows(cell, last=60))) == "> 100000 characters"
    text = f"<text:p>{'word ' * 10}</text:p>"
    table = (
        '<table:table table:name="t"><table:table-row table:number-rows-repeated="400">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="60">'
        f"{text}</table:table-cell></table:table-row></table:table>"
    )
    assert excess("a.ods", ods(table)) == "> 100000 characters"


def test_spaces_that_are_written_as_a_number_count(monkeypatch):
    monkeypatch.setattr(packages, "MAX_TEXT", 10_000)
    spaces = '<text:s text:c="999999"/>' * 200
    cell = f"<table:table-cell><text:p>{spaces}</text:p></table:table-cell>"
    table = f'<table:table table:name="t"><table:table-row>{cell}</table:table-row></table:table>'
    assert excess("a.ods", ods(table)) == "> 10000 characters"


def test_comments_count(monkeypatch):
    book = Book()
    book.cell("clusters.mapping.need").comment = Comment("word " * 4_000, "somebody")
    content = book.save()
    assert read_file("a.xlsx", content)
    monkeypatch.setattr(packages, "MAX_TEXT", 30_000)
    assert excess("a.xlsx", content) == "> 30000 characters"


def test_a_part_of_a_size_that_no_template_has_is_not_parsed(monkeypatch):
    monkeypatch.setattr(packages, "MAX_PART", 2**20)
    content = inserted("</worksheet>", b"<!--" + bytes(range(97, 123)) * 60_000 + b"-->")
    monkeypatch.setattr("prospects_analysis.intake.gate.MAX_RATIO", 10**6)
    assert excess("a.xlsx", content) == "> 1 MB"


def test_a_tag_with_a_million_attributes_is_not_parsed():
    many = b"<a " + b" ".join(b'a%d=""' % one for one in range(600_000)) + b"/>"
    assert excess("a.xlsx", inserted("</styleSheet>", many, "xl/styles.xml")) == "> 3200000 tags"


def test_a_number_format_without_an_end_takes_no_time(monkeypatch):
    seen: list[int] = []
    monkeypatch.setattr(reading, "is_date_format", lambda code: seen.append(len(code)))
    bomb = b'<numFmts><numFmt numFmtId="170" formatCode="%s"/></numFmts>' % (b"[h" * 50_000)
    content = repacked(
        template(),
        lambda name, data: (
            data.replace(b"<cellXfs", bomb + b"<cellXfs") if "styles" in name else data
        ),
    )
    assert read_file("a.xlsx", content)
    assert max(seen) == 255


def test_a_comment_full_of_beginnings_does_not_hang():
    for text in ("prospects_analysis:" + " " * 30_000, "prospects_analysis: [0 " * 2_000):
        assert unsigned(text).startswith("prospects_analysis:")
    assert unsigned(signed("a") + "x" + signed("b")) == "x"


@pytest.mark.parametrize(
    "cell",
    [
        b"<c><v>4</v></c>",
        b'<c t="inlineStr"><is><t>clusters.mapping</t></is></c>',
        b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"x y z " * 20),
        b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"Sector mapping clusters " * 5),
        b"<c><f>A1</f></c>",
    ],
)
def test_a_sheet_that_is_filled_to_its_last_cell_is_checked(cell):
    _, issues = read_content("a.xlsx", inserted("</sheetData>", rows(cell)), FRAMEWORK, OWNERS)
    assert issues
