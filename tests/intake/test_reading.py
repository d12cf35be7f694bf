"""The reader: the same cells as openpyxl finds, and a bounded cost whatever a sheet claims."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from prospects_analysis.intake import cells, packages
from prospects_analysis.intake.addresses import parse_address
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.reading import Sheet, read_book
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS
from tests.intake.books import Book, repacked, template, theme_part

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheets(content: bytes) -> dict[str, Sheet]:
    return {sheet.title: sheet for sheet in read_book(open_package(content))}


def with_rows(rows: bytes) -> bytes:
    """The template with rows appended to the sheet of clusters."""
    part, end = theme_part(template()), b"</sheetData>"
    return repacked(
        template(), lambda name, old: old.replace(end, rows + end) if name == part else old
    )


def made(sheet: str, strings: str = "", styles: str = "", properties: str = "") -> Sheet:
    """A workbook made by hand, of which one sheet is read."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<Relationship Id="{{}}" Type="{office}/{{}}" Target="{{}}"/>'
    parts = {
        "_rels/.rels": [link.format("a", "officeDocument", "xl/workbook.xml")],
        "xl/_rels/workbook.xml.rels": [
            link.format("s", "worksheet", "/xl/one.xml"),
            link.format("t", "sharedStrings", "strings.xml"),
            link.format("u", "styles", "styles.xml"),
        ],
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, links in parts.items():
            content = "".join(links)
            archive.writestr(name, f'<Relationships xmlns="{package}">{content}</Relationships>')
        tab = '<sheets><sheet name="One" r:id="s"/></sheets>'
        book = f'<workbook xmlns="{MAIN}" xmlns:r="{office}">{properties}{tab}</workbook>'
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/one.xml", f'<x:worksheet xmlns:x="{MAIN}">{sheet}</x:worksheet>')
        archive.writestr("xl/strings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
    return sheets(stream.getvalue())["One"]


ILLUSTRATIVE = Path(__file__).parents[2] / "data" / "raw" / "illustrative"


@pytest.mark.parametrize("path", sorted(ILLUSTRATIVE.glob("*.xlsx")), ids=lambda path: path.stem)
def test_workbooks_saved_by_another_program_read_as_openpyxl_reads_them(path):
    values = openpyxl.load_workbook(path, data_only=True)
    for title, sheet in sheets(path.read_bytes()).items():
        expected = {
            (cell.row, cell.column): cell.value
            for row in values[title].iter_rows()
            for cell in row
            if cell.value is not None
        }
        found = {at: one.value for at, one in sheet.cells.items() if one.value not in (None, "")}
        assert found == expected


def test_every_cell_is_the_one_that_openpyxl_finds():
    content = Book("P01", "fr").fill().save()
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    read = sheets(content)
    assert list(read) == values.sheetnames
    for name in values.sheetnames:
        expected = {
            (cell.row, cell.column): cell.value
            for row in formulas[name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        found = {at: cell.formula or cell.value for at, cell in read[name].cells.items()}
        assert found == expected
        assert {at for at, c in read[name].cells.items() if c.value is None} == {
            at for at in expected if values[name].cell(*at).value is None
        }
        merged = {
            (m.min_row, m.min_col, m.max_row, m.max_col) for m in values[name].merged_cells.ranges
        }
        assert set(read[name].merges) == merged
        assert read[name].hidden == (values[name].sheet_state != "visible")
        assert read[name].hidden_rows == {1}


def test_kinds_of_cells():
    sheet = made(
        '<x:sheetData><x:row r="2">'
        '<x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" t="s"><x:v>1</x:v></x:c>'
        '<x:c r="C2" t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh>'
        "<x:r><x:t>b</x:t></x:r></x:is></x:c>"
        '<x:c r="D2" t="b"><x:v>1</x:v></x:c><x:c r="E2" t="e"><x:v>#REF!</x:v></x:c>'
        '<x:c r="F2" t="d"><x:v>2010-06-15</x:v></x:c><x:c r="G2"><x:v>4.50</x:v></x:c>'
        '<x:c r="H2"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="I2"><x:f>1+1</x:f></x:c>'
        '<x:c r="J2" t="str"><x:f t="shared" si="0"/><x:v></x:v></x:c><x:c r="K2" s="3"/>'
        "</x:row></x:sheetData>",
        strings="<si><t>plain</t></si>"
        "<si><r><t>two </t></r><rPh><t>no</t></rPh><r><t>runs</t></r></si>",
    )
    row = {column: cell for (_, column), cell in sheet.cells.items()}
    assert row[1] == Cell("plain", "s")
    assert row[2] == Cell("two runs", "s")
    assert row[3] == Cell("ab", "s")
    assert row[4] == Cell(True, "b")
    assert row[5] == Cell("#REF!", "e")
    assert row[6].data_type == "d"
    assert row[7] == Cell(4.5, "n")
    assert row[8] == Cell(2.0, "n", "=1+1")
    assert row[9] == Cell(None, "n", "=1+1")
    assert row[10] == Cell("", "s", "=…")
    assert 11 not in row


@pytest.mark.parametrize(("properties", "year"), [("", 2026), ('<workbookPr date1904="1"/>', 2030)])
def test_dates_by_number_format_and_epoch(properties, year):
    sheet = made(
        '<x:sheetData><x:row><x:c s="1"><x:v>46117</x:v></x:c><x:c s="2"><x:v>46117</x:v></x:c>'
        '<x:c s="3"><x:v>46117</x:v></x:c><x:c s="4"><x:v>46117</x:v></x:c>'
        '<x:c s="1"><x:v>1e300</x:v></x:c></x:row></x:sheetData>',
        styles='<numFmts><numFmt numFmtId="170" formatCode="dd/mm"/>'
        '<numFmt numFmtId="171" formatCode="0&quot; days&quot;"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>',
        properties=properties,
    )
    found = [sheet.value(1, column) for column in range(1, 6)]
    assert found[0] == found[1] == dt.datetime(year, 4, 5 + (year == 2030))  # noqa: DTZ001
    assert found[2:] == [46117.0, 46117.0, 1e300]


def test_cells_need_not_say_where_they_are():
    sheet = made(
        "<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>"
        '<x:row r="x"><x:c r="C9"><x:v>3</x:v></x:c><x:c r="?"><x:v>4</x:v></x:c></x:row>'
        "</x:sheetData>"
    )
    assert {at: cell.value for at, cell in sheet.cells.items()} == {
        (1, 1): 1, (1, 2): 2, (9, 3): 3, (9, 4): 4,
    }  # fmt: skip


def test_a_cell_that_is_there_twice_is_damage():
    cell = '<x:c r="B2"><x:v>3</x:v></x:c>'
    with pytest.raises(Refusal, match=r"B2, twice"):
        made(cell + cell)


@pytest.mark.parametrize("said", ["0_4", "nan", "inf", "0x4"])
def test_what_no_program_writes_as_a_number_is_a_text(said):
    assert made(f'<x:c r="B2"><x:v>{said}</x:v></x:c>').value(2, 2) == said


def test_hidden_rows_and_columns_however_they_are_hidden():
    sheet = made(
        '<x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="16384" width="0"/></x:cols>'
        '<x:sheetData><x:row r="3" hidden="true"/><x:row r="4" ht="0"/><x:row r="5" ht="15"/>'
        "</x:sheetData>"
    )
    assert sheet.hidden_rows == {3, 4}
    assert sheet.hidden_columns == {2, 3, *range(5, READ_COLUMNS + 1)}


def test_damaged_styles_do_not_hinder_reading():
    content = repacked(
        Book().fill().save(), lambda name, old: old[:200] if name == "xl/styles.xml" else old
    )
    assert sheets(content)["3 Clusters"].value(5, 7) is not None


@pytest.mark.parametrize("index", ["7", "-1", "x"])
def test_a_string_that_does_not_exist_is_damage(index):
    with pytest.raises(Refusal) as caught:
        made(f'<x:sheetData><x:row><x:c t="s"><x:v>{index}</x:v></x:c></x:row></x:sheetData>')
    assert caught.value.code is IssueCode.DAMAGED_FILE


def test_a_sheet_that_is_not_well_formed_is_damage():
    part = theme_part(template())
    content = repacked(template(), lambda name, old: old[:-30] if name == part else old)
    with pytest.raises(Refusal) as caught:
        sheets(content)
    assert caught.value.code is IssueCode.DAMAGED_FILE
    assert caught.value.found.startswith(part)


def test_a_value_in_the_last_cell_is_noted_and_not_read_up_to():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = sheets(with_rows(far))["3 Clusters"]
    assert sheet.beyond == (1_048_576, 16_384, 1_048_576, 16_384)
    assert max(sheet.cells) <= (READ_ROWS, READ_COLUMNS)


def test_a_million_formatted_rows_are_passed_over():
    rows = b"".join(b'<row r="%d" ht="9"/>' % row for row in range(500, 1_000_500))
    sheet = sheets(with_rows(rows))["3 Clusters"]
    assert sheet.beyond is None
    assert sheet.hidden_rows == {1}


def test_fifty_thousand_merges_are_passed_over():
    part = theme_part(template())
    far = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (row, row) for row in range(500, 58_393))
    near = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % row for row in range(1, 401)) * 20
    content = repacked(
        template(),
        lambda name, old: (
            re.sub(rb"<mergeCells[^>]*>", b"<mergeCells>" + far + near, old)
            if name == part
            else old
        ),
    )
    assert len(sheets(content)["3 Clusters"].merges) == cells.MAX_MERGES


def test_more_markup_than_any_template_are_refused(monkeypatch):
    rows = b"<row>" + b"<c/>" * 100_000 + b"</row>"
    assert sheets(with_rows(rows))
    monkeypatch.setattr(packages, "MAX_MARKUP", 50_000)
    with pytest.raises(Refusal) as caught:
        sheets(with_rows(rows))
    assert caught.value.code is IssueCode.OVERSIZED_WORKBOOK


def test_addresses_that_are_none():
    for text in ("", "A", "1", "A0", "a1", "A1:B2", "AAAAAAAA1", "A1234567890"):
        assert parse_address(text) is None
