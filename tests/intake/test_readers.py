"""Whatever the format, the same workbook gives the same answers and the same issues."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake import limited
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.readers import read_file
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import IssueCode
from prospects_analysis.sheet_layout import READ_COLUMNS, READ_ROWS
from tests.intake.books import FRAMEWORK, Book, codes, given, only, read, repacked
from tests.intake.ods_books import as_ods, ods, typed

DAY = dt.datetime(2026, 4, 3)  # noqa: DTZ001 - as spreadsheets know them
FIELD = "clusters.mapping.need"


def read_ods(folder: Path, content: bytes, name: str = "a.ods") -> Any:
    (folder / name).write_bytes(content)
    return read_workbooks(folder, FRAMEWORK)


def said(intake: Any) -> list[tuple[Any, ...]]:
    return [
        (issue.code.value, issue.sheet, issue.cell, issue.field, issue.found, issue.expected)
        for issue in intake.issues
    ]


def both(tmp_path: Path, book: Book) -> tuple[Any, Any]:
    """Read a workbook in Excel's format and in OpenDocument."""
    (tmp_path / "excel").mkdir()
    (tmp_path / "open").mkdir()
    return read(tmp_path / "excel", a=book), read_ods(tmp_path / "open", as_ods(book))


# ---- OpenDocument ---------------------------------------------------------------------------


def test_a_filled_workbook_says_the_same_in_both_formats(tmp_path: Path) -> None:
    excel, opened = both(tmp_path, Book().fill().put(clusters__narrative="a\nb  c\t& <d>"))
    assert given(opened) == given(excel)
    assert said(opened) == said(excel)
    assert len(given(opened)) > 80


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (4, "n"), (4.0, "n"), (2.5, "n"), (7, "n"), (-1, "n"), (46117, "n"),
        ("4 ", "s"), ("３", "s"), ("3,5", "s"), ("NA", "s"), ("n.d.", "s"), ("beaucoup", "s"),
        (True, "b"), (DAY, "d"), (DAY.replace(year=1900, month=1), "d"),
        ("#REF!", "e"), ("#N/A", "e"), ("=1+1", "f"), ("a\x0bb", "s"), ("_x000D_4", "s"),
    ],
)  # fmt: skip
def test_a_value_is_one_thing_in_both_formats(tmp_path: Path, value: object, kind: str) -> None:
    book = Book().fill()
    cell = book.cell(FIELD)
    if isinstance(value, str) and "\x0b" in value:
        value = value.replace("\x0b", " ")
    cell.value = value
    cell.data_type = kind
    if kind == "d":
        cell.number_format = "yyyy-mm-dd"
    excel, opened = both(tmp_path, book)
    assert given(opened).get(FIELD) == given(excel).get(FIELD)
    assert said(opened) == said(excel)


def test_what_is_hidden_merged_or_noted_is_said_as_in_excel(tmp_path: Path) -> None:
    book = Book().fill()
    clusters, support = book.sheet("clusters"), book.sheet("support")
    clusters.row_dimensions[book.cell("clusters.services.need").row].hidden = True
    clusters.column_dimensions["I"].hidden = True
    support.sheet_state = "hidden"
    ends = [book.cell(f"support.{name}.need").coordinate for name in ("one_stop", "incubation")]
    support.merge_cells(":".join(ends))
    book.cell("clusters.mapping.need").comment = Comment("It is 4, really.", "somebody")
    excel, opened = both(tmp_path, book)
    assert {"hidden-answers", "merged-answer", "comment-not-read"} <= codes(opened)
    assert said(opened) == said(excel)


def test_a_formula_with_its_result_is_read_and_said(tmp_path: Path) -> None:
    content = as_ods(Book().fill().put(clusters__mapping__need="MARK"))
    about = b' table:formula="of:=[.A1]+1" office:value-type="float" office:value="3"'
    content = repacked(
        content,
        lambda _, data: data.replace(
            b' office:value-type="string"><text:p>MARK', about + b"><text:p>3"
        ),
    )
    intake = read_ods(tmp_path, content)
    assert given(intake)[FIELD] == 3
    assert only(intake, "formula-read").field == FIELD


def test_spaces_breaks_and_links_inside_a_text_are_kept() -> None:
    about, _ = typed("x", "s")
    text = '<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/><text:a>d</text:a></text:p>'
    table = f'<table:table table:name="t"><table:table-row><table:table-cell{about}>{text}'
    (sheet,) = read_file(
        "a.ods", ods(table + "</table:table-cell></table:table-row></table:table>")
    ).sheets
    assert sheet.value(1, 1) == "a  b\tc\nd"


def test_repetitions_are_never_spelled_out_beyond_what_is_read() -> None:
    about, shown = typed(4, "n")
    cell = (
        f'<table:table-cell{about} table:number-columns-repeated="16384"><text:p>{shown}</text:p>'
    )
    row = '<table:table-row table:number-rows-repeated="1048576">' + cell
    table = f'<table:table table:name="t">{row}</table:table-cell></table:table-row></table:table>'
    (sheet,) = read_file("a.ods", ods(table)).sheets
    assert len(sheet.cells) == READ_ROWS * READ_COLUMNS
    assert sheet.beyond == (1, 1, 1_048_576, 16_384)


def test_empty_repetitions_before_a_value_are_counted() -> None:
    about, shown = typed(4, "n")
    table = (
        '<table:table table:name="t"><table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row>'
        '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/>'
        f"<table:table-cell{about}><text:p>{shown}</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    (sheet,) = read_file("a.ods", ods(table)).sheets
    assert {at: cell.value for at, cell in sheet.cells.items()} == {(3, 4): 4.0}


def test_a_value_far_out_is_noted_where_it_is() -> None:
    about, shown = typed(4, "n")
    table = (
        '<table:table table:name="t"><table:table-row table:number-rows-repeated="1048575">'
        "<table:table-cell/></table:table-row><table:table-row><table:table-cell"
        f' table:number-columns-repeated="16383"/><table:table-cell{about}><text:p>{shown}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    (sheet,) = read_file("a.ods", ods(table)).sheets
    assert (sheet.cells, sheet.beyond) == ({}, (1_048_576, 16_384, 1_048_576, 16_384))


def test_tables_within_cells_and_recorded_changes_are_no_answers() -> None:
    about, shown = typed("x", "s")
    cell = f"<table:table-cell{about}><text:p>{shown}</text:p></table:table-cell>"
    inner = f'<table:table table:name="in"><table:table-row>{cell}</table:table-row></table:table>'
    table = (
        '<table:table table:name="t"><table:table-row><table:table-cell>'
        f"{inner}</table:table-cell>{cell}</table:table-row></table:table>"
    )
    changes = f"<table:tracked-changes>{cell}</table:tracked-changes>"
    (sheet,) = read_file("a.ods", ods(table, after=changes)).sheets
    assert {at: one.value for at, one in sheet.cells.items()} == {(1, 2): "x"}


def test_text_boxes_are_kept_apart() -> None:
    box = "<draw:frame><draw:text-box><text:p>call me</text:p></draw:text-box></draw:frame>"
    about, shown = typed("x", "s")
    table = (
        f'<table:table table:name="t"><table:table-row><table:table-cell{about}>{box}'
        f"<text:p>{shown}</text:p></table:table-cell></table:table-row></table:table>"
    )
    (sheet,) = read_file("a.ods", ods(table)).sheets
    assert (sheet.value(1, 1), sheet.boxes) == ("x", ("call me",))


# ---- which reader ---------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "differs"), [("a.ods", False), ("a.xlsx", True), ("a.XLS", True)])
def test_a_file_is_what_its_content_says(tmp_path: Path, name: str, differs: bool) -> None:
    intake = read_ods(tmp_path, as_ods(Book().fill()), name)
    assert len(given(intake)) > 80
    assert ("file-ending-differs" in codes(intake)) == differs


def test_damaged_styles_do_not_hinder_reading_and_are_said(tmp_path: Path) -> None:
    straight = given(read(tmp_path, a=Book().fill()))
    content = repacked(
        Book().fill().save(), lambda name, data: data[:-40] if name == "xl/styles.xml" else data
    )
    intake = read(tmp_path, a=content)
    assert "formats-damaged" in codes(intake)
    scores = {field for field in straight if field.endswith((".need", ".resource", ".evidence"))}
    assert {field: given(intake)[field] for field in scores} == {
        field: straight[field] for field in scores
    }


def test_a_book_that_is_damaged_inside_is_refused_rather_than_read_in_part(tmp_path: Path) -> None:
    content = repacked(
        Book().fill().save(),
        lambda name, data: data[: len(data) // 2] if name.endswith("sheet3.xml") else data,
    )
    intake = read(tmp_path, a=content)
    assert codes(intake) == {"damaged-file"}
    assert intake.answers.empty


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def test_an_old_file_that_holds_no_workbook_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(OLE + bytes(2_000))
    (tmp_path / "b.xls").write_bytes(OLE + "WordDocument".encode("utf-16-le") + bytes(2_000))
    (tmp_path / "c.xls").write_bytes(OLE + "Workbook".encode("utf-16-le") + bytes(2_000))
    issues = read_workbooks(tmp_path, FRAMEWORK).issues
    assert [one.found for one in issues.of("not-a-workbook")] == ["OLE", "Word"]
    assert [one.file for one in issues.of("old-excel-format")] == ["c.xls"]


def test_the_last_reader_has_little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "SECONDS", 0.001)
    with pytest.raises(Refusal) as caught:
        limited.read_limited(Book().save())
    assert caught.value.code is IssueCode.OVERSIZED_WORKBOOK


def test_a_value_in_the_last_cell_ends_only_the_process_of_the_last_reader() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>4</v></c>'
        "</row></sheetData></worksheet>"
    )
    content = repacked(
        Book().save(),
        lambda name, data: sheet.encode() if name.endswith("sheet3.xml") else data,
    )
    with pytest.raises(Refusal) as caught:
        limited.read_limited(content)
    assert caught.value.code in {IssueCode.DAMAGED_FILE, IssueCode.OVERSIZED_WORKBOOK}


def test_an_encrypted_opendocument_asks_for_its_password(tmp_path: Path) -> None:
    locked = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    out = io.BytesIO(as_ods(Book()))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("META-INF/manifest.xml", locked)
    assert codes(read_ods(tmp_path, out.getvalue())) == {"password-protected"}
