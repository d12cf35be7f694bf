"""Putting files into a folder: what people changed stays, what is stopped half-way is whole."""

from __future__ import annotations

import json

import pytest

from prospects_analysis.outputs import delivery
from prospects_analysis.outputs.delivery import PENDING, RECORD, deliver
from prospects_analysis.provenance import Provenance, sha256_of

ONE, TWO = {"a.csv": b"1", "figures/b.png": b"1"}, {"a.csv": b"2", "figures/b.png": b"2"}


def put(out, files, **more):
    return deliver(out, files, Provenance(), **more)


def contents(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != RECORD
    }


def test_first_run_writes_everything_and_names_it(tmp_path):
    done = put(tmp_path / "new" / "folder", ONE)
    assert done.written == ("a.csv", "figures/b.png")
    assert done.complete
    assert contents(done.out) == ONE
    recorded = json.loads((done.out / RECORD).read_text(encoding="utf-8"))["outputs"]
    assert recorded == {name: sha256_of(data) for name, data in ONE.items()}


def test_second_run_replaces_what_nobody_touched_and_rewrites_nothing_equal(tmp_path):
    put(tmp_path, ONE)
    before = (tmp_path / "a.csv").stat().st_mtime_ns
    assert put(tmp_path, ONE).unchanged == ("a.csv", "figures/b.png")
    assert (tmp_path / "a.csv").stat().st_mtime_ns == before
    assert put(tmp_path, TWO).written == ("a.csv", "figures/b.png")
    assert contents(tmp_path) == TWO


def test_edited_file_is_kept_until_forced(tmp_path):
    put(tmp_path, ONE)
    (tmp_path / "a.csv").write_bytes(b"mine")
    for _ in range(2):  # it does not become ours by being kept
        done = put(tmp_path, TWO)
        assert (done.kept, done.complete) == (("a.csv",), False)
        assert contents(tmp_path)["a.csv"] == b"mine"
    assert put(tmp_path, TWO, force=True).written == ("a.csv",)
    assert contents(tmp_path) == TWO


def test_file_never_written_from_here_is_kept(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"mine")
    assert put(tmp_path, ONE).kept == ("a.csv",)
    assert put(tmp_path, TWO).kept == ("a.csv",)
    assert contents(tmp_path)["a.csv"] == b"mine"


def test_file_edited_into_what_would_be_written_is_ours_again(tmp_path):
    put(tmp_path, ONE)
    (tmp_path / "a.csv").write_bytes(b"2")
    assert put(tmp_path, TWO).kept == ()
    assert put(tmp_path, ONE).kept == ()


def test_file_of_an_earlier_run_goes_unless_edited(tmp_path):
    put(tmp_path, ONE | {"old.csv": b"1", "edited.csv": b"1"})
    (tmp_path / "edited.csv").write_bytes(b"mine")
    done = put(tmp_path, TWO, force=True)
    assert (done.removed, done.kept) == (("old.csv",), ("edited.csv",))
    assert contents(tmp_path) == TWO | {"edited.csv": b"mine"}


def test_busy_file_is_named_and_written_next_time(tmp_path, monkeypatch):
    put(tmp_path, ONE)
    write = delivery.write_atomically

    def busy(path, data):
        if path.name == "a.csv":
            raise PermissionError(13, "in use", str(path))
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "write_atomically", busy)
        done = put(tmp_path, TWO)
    assert (done.busy, done.written) == (("a.csv",), ("figures/b.png",))
    assert contents(tmp_path) == {"a.csv": b"1", "figures/b.png": b"2"}
    assert put(tmp_path, TWO).written == ("a.csv",)


@pytest.mark.parametrize("stopped_at", ["a.csv", "figures/b.png", RECORD])
def test_run_stopped_half_way_leaves_whole_files_that_the_next_one_knows(
    tmp_path, monkeypatch, stopped_at
):
    put(tmp_path, ONE)
    write = delivery.write_atomically

    def stopped(path, data):
        if path.relative_to(tmp_path).as_posix() == stopped_at:
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "write_atomically", stopped)
        for files in (TWO, dict.fromkeys(TWO, b"3")):
            with pytest.raises(KeyboardInterrupt):
                put(tmp_path, files)
    whole = {name: data for name, data in contents(tmp_path).items() if name != PENDING}
    assert set(whole) == set(ONE)
    assert set(whole.values()) <= {b"1", b"2", b"3"}
    four = dict.fromkeys(ONE, b"4")
    assert put(tmp_path, four).kept == ()
    assert contents(tmp_path) == four


@pytest.mark.parametrize("text", ["", "[]", '{"outputs": []}', "\N{SNOWMAN}{"])
def test_foreign_record_is_refused_until_forced(tmp_path, text):
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"Invalid .*provenance\.json"):
        put(tmp_path, ONE)
    assert contents(tmp_path) == {}
    assert put(tmp_path, ONE, force=True).complete


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "C:/x.csv", "..\\x.csv", "a/../../x.csv"])
def test_record_leads_nowhere_else(tmp_path, name):
    out, victim = tmp_path / "out", tmp_path / "x.csv"
    victim.write_bytes(b"1")
    put(out, ONE)
    record = Provenance(outputs={name: sha256_of(b"1")}).to_json()
    (out / RECORD).write_text(record, encoding="utf-8")
    done = put(out, ONE)
    assert done.removed == ()
    assert victim.exists()


def test_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OSError, match="out"):
        put(tmp_path / "out", ONE)
