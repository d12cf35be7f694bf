"""The folder of returns: every file is read or named, none stops the others, nothing is written."""

from __future__ import annotations

import io
import os
import socket
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from prospects_analysis.intake import readers, returns
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Severity
from prospects_analysis.outputs.corrections import write_corrections
from prospects_analysis.provenance import sha256_of
from tests.intake.books import FRAMEWORK, Book, codes, given, only, read, repacked, template


def test_a_missing_folder_is_named(tmp_path):
    for missing in (tmp_path / "nowhere", __file__):
        with pytest.raises(FileNotFoundError, match="Must be a folder"):
            read_workbooks(missing, FRAMEWORK)


def test_a_folder_without_workbooks_is_an_issue(tmp_path):
    intake = read(tmp_path)
    issue = only(intake, "no-workbooks")
    assert (issue.file, issue.found) == ("", tmp_path.name)
    assert codes(intake) == {"no-workbooks"}
    assert intake.answers.empty
    assert len(intake.late) == 10
    assert "0 answers" in intake._repr_html_()


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", "README", "ReadMe.txt", "._a.xlsx"],
)
def test_what_systems_leave_behind_is_not_mentioned(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert codes(read(tmp_path)) == {"no-workbooks"}


@pytest.mark.parametrize("suffix", [".csv", ".fods", ".XLSB", ".docx", ".zip"])
def test_other_kinds_of_files_are_to_be_saved_as_xlsx(tmp_path, suffix):
    (tmp_path / f"Wigan{suffix}").write_bytes(b"x")
    issue = only(read(tmp_path), "wrong-file-type")
    assert (issue.file, issue.found) == (f"Wigan{suffix}", suffix.lower())
    for language in FRAMEWORK.languages:
        assert ".xlsx" in issue.fix(language)


@pytest.mark.parametrize(
    ("suffix", "code"),
    [(".numbers", "numbers-file"), (".pdf", "pdf-file"), (".PDF", "pdf-file"),
     (".gsheet", "web-shortcut"), (".url", "web-shortcut")],
)  # fmt: skip
def test_how_to_export_is_said_for_what_has_an_export(tmp_path, suffix, code):
    (tmp_path / f"Wigan{suffix}").write_bytes(b"x")
    issue = only(read(tmp_path), code)
    assert issue.file == f"Wigan{suffix}"
    for language in FRAMEWORK.languages:
        assert ".xlsx" in issue.fix(language)


@pytest.mark.parametrize("name", ["decisions (1).toml", "Decisions.TOML.txt", "entscheide.toml"])
def test_decisions_under_another_name_are_told(tmp_path, name):
    (tmp_path / name).write_text("[oops]", encoding="utf-8")
    issue = only(read(tmp_path, a=Book().fill()), "decisions-misnamed")
    assert (issue.file, issue.severity) == (name, Severity.ERROR)
    assert "--decisions" in issue.fix("en")
    named = read_workbooks(tmp_path, FRAMEWORK, decisions=tmp_path / name)
    assert codes(named) == {"decision-not-understood"}


def test_everything_else_is_named(tmp_path):
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    (tmp_path / "notes.txt").write_bytes(b"x")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.xlsx").write_bytes(Book("P03").fill().save())
    (tmp_path / "folder.xlsx").mkdir()
    intake = read(tmp_path, a=Book().fill())
    assert codes(intake) == {"owner-file", "ignored-file", "folder-ignored"}
    assert [issue.file for issue in intake.issues.of("folder-ignored")] == ["below", "folder.xlsx"]
    assert only(intake, "owner-file").severity is Severity.INFO
    assert set(intake.answers["partner"]) == {"P09"}


def test_no_bad_file_stops_the_others(tmp_path):
    bad = {
        "empty": b"",
        "cut": template()[:5000],
        "page": b"<html></html>",
        "old": bytes.fromhex("D0CF11E0A1B11AE1"),
        "foreign": b"PK\x05\x06" + bytes(18),
    }
    intake = read(tmp_path, **bad, wigan=Book().fill(), zasavje=Book("P07").fill())
    assert len(given(intake, "P07")) == len(given(intake, "P09")) == 85
    named = {issue.file for issue in intake.issues.errors}
    assert named == {f"{name}.xlsx" for name in bad}
    assert len(intake.provenance.inputs) == 7


def test_what_nobody_foresaw_is_an_issue_too(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("xl/surprise.xml")

    monkeypatch.setattr(readers, "read_book", broken)
    issue = only(read(tmp_path, a=Book()), "unreadable-workbook")
    assert "surprise" in issue.found


def test_a_user_can_still_interrupt(tmp_path, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(readers, "read_book", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, a=Book())


def test_a_file_that_cannot_be_opened_is_an_issue(tmp_path, monkeypatch):
    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert only(read(tmp_path, a=Book()), "file-not-opened").found == "Permission denied"


def test_only_what_is_a_file_is_opened(tmp_path):
    if not hasattr(os, "mkfifo"):
        return
    returns_folder, elsewhere = tmp_path / "returns", tmp_path / "elsewhere.xlsx"
    returns_folder.mkdir()
    elsewhere.write_bytes(Book().fill().save())
    os.mkfifo(returns_folder / "pipe.xlsx")
    (returns_folder / "device.xlsx").symlink_to("/dev/zero")
    (returns_folder / "gone.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    (returns_folder / "itself.xlsx").symlink_to("itself.xlsx")
    (returns_folder / "link.xlsx").symlink_to(elsewhere)
    intake = read(returns_folder)
    named = [issue.file for issue in intake.issues.of("file-not-opened")]
    assert named == ["device.xlsx", "gone.xlsx", "itself.xlsx", "pipe.xlsx"]
    assert set(intake.answers["file"]) == {"link.xlsx"}


def test_a_name_that_is_no_text_can_be_written(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    try:
        book = Book().fill().put(clusters__mapping__need=9)
        (raw / os.fsdecode(b"a\xff.xlsx")).write_bytes(book.save())
    except OSError:
        return  # on systems whose names are always text
    intake = read(raw)
    assert set(intake.answers["file"]) == {"a\ufffd.xlsx"}
    assert intake.provenance.to_json().encode()
    (copy,) = write_corrections(intake, raw, tmp_path / "corrections")
    assert copy.name.encode()


def test_no_connection_is_opened_whatever_a_workbook_links_to(tmp_path, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    book = Book().fill().put(clusters__mapping__need='=WEBSERVICE("http://127.0.0.1:9/")')
    book.cell("clusters.mapping.evidence").hyperlink = "http://127.0.0.1:9/"
    link = (
        b'<Relationship Id="x" TargetMode="External" Target="http://127.0.0.1:9/" Type="http://'
        b'schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Rel'
    )
    content = repacked(
        book.save(),
        lambda name, data: (
            data.replace(b"</Rel", link) if name.endswith("workbook.xml.rels") else data
        ),
    )
    assert "formula-without-value" in codes(read(tmp_path, a=content))


def test_a_file_that_is_far_too_large_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(returns, "MAX_UNPACKED", 1000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("opened"))
    assert codes(read(tmp_path, a=template())) == {"oversized-workbook"}


def test_macros_are_ignored_with_a_warning(tmp_path):
    stream = io.BytesIO(Book().fill().save())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    (tmp_path / "a.xlsm").write_bytes(stream.getvalue())
    intake = read(tmp_path)
    assert only(intake, "macros-ignored").file == "a.xlsm"
    assert len(given(intake)) == 85


def test_nothing_is_written_and_the_same_returns_give_the_same_result(tmp_path):
    intake = read(tmp_path, b=Book().fill().put(clusters__mapping__need=9), a=Book("P03").fill())
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()}
    again = read_workbooks(str(tmp_path), FRAMEWORK)
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in tmp_path.iterdir()} == before
    assert again.answers.equals(intake.answers)
    assert again.issues.to_records() == intake.issues.to_records()
    assert again.provenance.to_json() == intake.provenance.to_json()
    content = (tmp_path / "a.xlsx").read_bytes()
    assert again.provenance.inputs[0] == ("a.xlsx", sha256_of(content))
    assert str(tmp_path) not in again.provenance.to_json() + again.issues.to_frame().to_csv()


def test_names_of_files_are_composed_whatever_the_system_does_to_them(tmp_path):
    name = unicodedata.normalize("NFD", "Karviná.xlsx")
    (tmp_path / name).write_bytes(Book("P03").fill().save())
    intake = read(tmp_path)
    assert intake.provenance.inputs[0][0] == unicodedata.normalize("NFC", name)
    assert set(intake.answers["file"]) == {unicodedata.normalize("NFC", name)}


def test_progress_is_shown_only_if_asked_for(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    read(tmp_path, a=template())
    assert capsys.readouterr().err == ""
    monkeypatch.undo()
    read_workbooks(tmp_path, FRAMEWORK, progress=True)
    assert "1/1" in capsys.readouterr().err


def test_the_result_is_not_changed_from_outside(tmp_path):
    intake = read(tmp_path, a=Book().fill())
    frame = intake.to_frame()
    frame.loc[:, "value"] = "changed"
    assert "changed" not in set(intake.answers["value"])
    assert repr(intake).startswith("Intake(1 partners, 85 answers given")
    assert "<table" in intake._repr_html_()
