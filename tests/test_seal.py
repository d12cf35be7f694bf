"""Office files are sealed to the same bytes, and written in one step."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest

from prospects_analysis._files import write_atomically
from prospects_analysis._seal import seal_office


def day(month):
    return dt.datetime.fromisoformat(f"2010-{month:02}-01")


def workbook(created=None):
    book = openpyxl.Workbook()
    book.active["A1"] = "Équipement"
    book.properties.created = created or day(6)
    book.properties.creator = book.properties.lastModifiedBy = "somebody"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data, names=None, date_time=(1999, 1, 1, 1, 1, 2), system=0, **more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in names or old.namelist():
            entry = zipfile.ZipInfo(name, date_time)
            entry.create_system = system
            new.writestr(entry, old.read(name))
        for name, part in more.items():
            new.writestr(name.replace("__", "/") + ".xlsx", part)
    return buffer.getvalue()


def test_time_order_and_system_leave_no_trace():
    data = workbook()
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    sealed = seal_office(data)
    assert repacked(data, names[::-1]) != repacked(data, names)
    assert seal_office(repacked(data, names[::-1])) == sealed == seal_office(sealed)
    assert seal_office(workbook(day(7))) == sealed


def test_a_sealed_workbook_opens_and_names_neither_author_nor_day():
    book = openpyxl.load_workbook(io.BytesIO(seal_office(workbook())))
    assert book.active["A1"].value == "Équipement"
    said = (book.properties.creator, book.properties.lastModifiedBy)
    assert said == ("prospects_analysis", "prospects_analysis")
    assert book.properties.created == book.properties.modified == day(1)


def test_parts_begin_with_the_content_types():
    parts = zipfile.ZipFile(io.BytesIO(seal_office(workbook()))).infolist()
    assert [part.filename for part in parts[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {part.date_time for part in parts} == {(2010, 1, 1, 0, 0, 0)}


def test_a_workbook_within_a_deck_is_sealed_as_well():
    decks = [repacked(workbook(), ppt__embeddings__data=workbook(day(month))) for month in (1, 2)]
    assert decks[0] != decks[1]
    assert seal_office(decks[0]) == seal_office(decks[1])


def test_what_is_no_archive_is_refused_with_its_first_bytes():
    with pytest.raises(ValueError, match=re.escape(r"b'%PDF-1.7'... Must be an Office file")):
        seal_office(b"%PDF-1.7 and so on")


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "grid.csv"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    (tmp_path / "grid.csv" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        write_atomically(tmp_path / "grid.csv", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["grid.csv"]
