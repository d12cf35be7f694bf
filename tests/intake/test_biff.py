"""The records of old Excel workbooks: made by hand here, and damaged; and what they tell."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.intake import biff, limited
from prospects_analysis.intake.biff import Marks, has_password, marks_of, workbook_stream
from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.issues import IssueCode

BEGIN, END = struct.pack("<HHHH12x", 0x809, 16, 0x600, 5), struct.pack("<HH", 0x0A, 0)


def record(kind: int, form: str, *values: float | bytes) -> bytes:
    data = struct.pack("<" + form, *values)
    return struct.pack("<HH", kind, len(data)) + data


def stream_of(*sheets: bytes, head: bytes = b"") -> bytes:
    """A workbook's stream: the list of its sheets, and these."""
    length = len(BEGIN) + len(head) + len(sheets) * (4 + 8) + len(END)
    listed = b""
    for sheet in sheets:
        listed += record(0x85, "IBBH", length, 0, 0, 0)
        length += len(BEGIN) + len(sheet) + len(END)
    return BEGIN + head + listed + END + b"".join(BEGIN + one + END for one in sheets)


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file that holds the stream: its table is sector 0, its directory sector 1."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    links = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    title = name.encode("utf-16-le")
    about = struct.pack("<HBB48xII", len(title) + 2, 2, 1, 2, len(stream))
    entry = title.ljust(64, b"\0") + about
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1)
    head += struct.pack("<IIIIII", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack(f"<{len(links)}I", *links).ljust(512, b"\xff")
    return head + table + entry.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


SHEET = (
    record(0x203, "HHHd", 4, 6, 0, 4.0)  # G5
    + record(0x27E, "HHHI", 4, 7, 0, 350 << 2 | 3)  # H5
    + record(0xBD, "HHHIHIH", 5, 6, 0, 2 << 2 | 2, 0, 3 << 2 | 2, 7)  # G6:H6
    + record(0x205, "HHHBB", 6, 6, 0, 0x2A, 1)  # G7
    + record(0x205, "HHHBB", 6, 7, 0, 1, 0)  # H7, true
    + record(0x06, "HHHdH", 7, 6, 0, 5.0, 0)  # G8
    + record(0x06, "HHHBBBBBBHH", 7, 7, 0, 2, 0, 0x17, 0, 0, 0, 0xFFFF, 0)  # H8
    + record(0x06, "HHHBBBBBBHH", 8, 6, 0, 3, 0, 0, 0, 0, 0, 0xFFFF, 0)  # G9
    + record(0x208, "HHHHHHHH", 9, 0, 9, 0, 0, 0, 0x20, 0)
    + record(0x7D, "HHHHHH", 8, 300, 2000, 0, 1, 0)
    + record(0x7D, "HHHHHH", 2, 2, 0, 0, 0, 0)
    + record(0x203, "HHHd", 60_000, 6, 0, 4.0)
    + record(0x5D, "HHHH", 0x15, 18, 0x19, 7)
    + record(0x1B6, "H", 0)
    + record(0x3C, "B5s", 0, b"It is")
    + record(0x5D, "HHHH", 0x15, 18, 0x06, 8)
    + record(0x1B6, "H", 0)
    + record(0x3C, "B6s", 1, "Łąć".encode("utf-16-le"))
    + record(0x1C, "HHHH", 4, 6, 0, 7)
    + BEGIN + record(0x203, "HHHd", 1, 1, 0, 9.0) + END  # a chart inside the sheet
)  # fmt: skip


def test_marks_are_read_at_their_places():
    (found,) = marks_of(compound(stream_of(SHEET))) or ()
    assert found.numbers == {(5, 7): 4.0, (5, 8): 3.5, (6, 7): 2.0, (6, 8): 3.0, (8, 7): 5.0}
    assert found.errors == {(7, 7): "#N/A", (8, 8): "#REF!"}
    assert found.formulas == {(8, 7), (8, 8), (9, 7)}
    assert found.empty == {(9, 7)}
    assert found.hidden_rows == {10}
    assert found.hidden_columns == {3, *range(9, 61)}
    assert found.comments == {(5, 7): "It is"}
    assert found.boxes == ["Łąć"]


def test_sheets_keep_their_order_and_only_worksheets_count():
    one, two = (record(0x203, "HHHd", 0, 0, 0, value) for value in (1.0, 2.0))
    stream = bytearray(stream_of(one, two, two))
    stream[stream.index(b"\x85\0") + 4 + 5] = 2  # a chart
    assert [marks.numbers for marks in marks_of(compound(bytes(stream))) or ()] == [
        {(1, 1): 2.0}
    ] * 2


def test_what_cannot_be_followed_is_not_guessed():
    whole = compound(stream_of(SHEET))
    assert marks_of(whole[:600]) is None
    assert marks_of(compound(stream_of(SHEET), name="Other")) is None
    assert (
        marks_of(compound(stream_of(SHEET).replace(b"\x00\x06\x05\0", b"\x00\x05\x05\0"))) is None
    )
    assert marks_of(b"") is None


def test_a_chain_of_sectors_that_bites_its_tail_ends():
    content = bytearray(compound(stream_of(SHEET)))
    content[512 + 4 * 4 : 512 + 4 * 5] = struct.pack("<I", 2)
    with pytest.raises(ValueError, match="without an end"):
        workbook_stream(bytes(content))
    assert marks_of(bytes(content)) is None


def test_more_records_than_any_template_are_not_followed(monkeypatch):
    monkeypatch.setattr(biff, "MAX_RECORDS", 10)
    assert marks_of(compound(stream_of(SHEET))) is None


def test_a_password_is_seen_before_the_other_process_begins(monkeypatch):
    locked = compound(stream_of(SHEET, head=record(0x2F, "H", 1)))
    assert has_password(locked)
    assert not has_password(compound(stream_of(SHEET)))
    monkeypatch.setattr(limited, "subprocess", None)
    with pytest.raises(Refusal) as caught:
        limited.read_limited(locked)
    assert caught.value.code is IssueCode.PASSWORD_PROTECTED


def test_values_and_marks_are_put_together(monkeypatch):
    values = {"title": "t", "hidden": False, "merges": [], "end": [9, 8], "cells": [
        [5, 7, "d", "1900-01-04"], [8, 7, "n", 5.0], [1, 1, "s", "text"],
    ]}  # fmt: skip
    done = type("Done", (), {"returncode": 0, "stdout": limited.json.dumps({"sheets": [values]})})
    monkeypatch.setattr(limited.subprocess, "run", lambda *_, **__: done)
    (sheet,), is_whole = limited.read_limited(compound(stream_of(SHEET)))
    assert is_whole
    assert sheet.cells[5, 7].number == 4.0
    assert sheet.cells[8, 7] == Cell(5.0, "n", "=…")
    assert sheet.cells[7, 7] == Cell("#N/A", "e")
    assert sheet.cells[8, 8] == Cell("#REF!", "e", "=…")
    assert sheet.cells[9, 7] == Cell("", "s", "=…")
    assert sheet.cells[6, 8] == Cell(3.0, "n")  # that the other reader had passed over
    assert sheet.value(1, 1) == "text"
    assert (sheet.hidden_rows, sheet.comments, sheet.boxes) == ({10}, {(5, 7): "It is"}, ("Łąć",))
    _, is_whole = limited.read_limited(compound(stream_of(SHEET, SHEET)))
    assert not is_whole


@given(
    st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), max_size=20),
    st.integers(0, 9000),
)
def test_damage_is_never_a_surprise(changes, length):
    content = bytearray(compound(stream_of(SHEET, SHEET)))
    for at, value in changes:
        content[at % len(content)] = value
    found = marks_of(bytes(content[: max(length, 100)]))
    assert found is None or all(isinstance(marks, Marks) for marks in found)
    assert has_password(bytes(content)) in (True, False)
