"""``run.py``: what it installs, where, and what it passes on."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "run.py"


@pytest.fixture
def called(monkeypatch, tmp_path):
    """Let `run` work on an empty repository, outside conda, and record what it would call."""
    calls: list[list[str]] = []
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: calls.append(command) or 0)
    monkeypatch.setattr(run.subprocess, "check_call", calls.append)
    monkeypatch.setattr(run.venv, "create", make_python)
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.delenv("CONDA_DEFAULT_ENV", raising=False)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / lock, tmp_path)
    return calls


def make_python(folder, **_):
    """Stand in for a new virtual environment: the file of its Python."""
    for place in ("bin/python", "Scripts/python.exe"):
        path = Path(folder, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def locks_of(calls):
    """Name the lock files that the calls install."""
    return [Path(part).name for call in calls for part in call if str(part).endswith(".lock")]


def test_old_python_is_refused_in_one_line():
    code = f"import sys; sys.version_info = (3, 10, 0); exec(open({str(SOURCE)!r}).read())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("This needs Python 3.11 or later")
    assert len(done.stderr.splitlines()) == 1


def test_old_python_can_read_that_far():
    text = SOURCE.read_text(encoding="ascii")
    tree = ast.parse(text, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.NamedExpr, ast.Starred, ast.AnnAssign, ast.Nonlocal)
    # *_ in a lambda's parameters is no Starred node: every Python has had it.
    assert [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, newer)] == []


def test_python_without_ensurepip_is_told_what_to_install(called, monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"lacks ensurepip.*apt install python3-venv") as refusal:
        run.main(["demo"])
    assert "\n" not in str(refusal.value)
    assert called == []


def test_first_command_installs_by_hashes_and_passes_on(called):
    assert run.main(["check", "returns", "--json"]) == 0
    assert locks_of(called) == ["requirements-installer.lock", "requirements.lock"]
    installs = [call for call in called if "install" in call]
    assert len(installs) == 2
    assert all("--require-hashes" in call for call in installs)
    assert called[-1][1:] == ["-m", "prospects_analysis", "check", "returns", "--json"]


def test_second_command_installs_nothing(called):
    run.main(["demo"])
    called.clear()
    run.main(["demo"])
    assert len(called) == 1


def test_tests_add_what_only_they_need(called):
    run.main(["demo"])
    called.clear()
    run.main(["test", "tests/test_run.py"])
    assert locks_of(called) == ["requirements-installer.lock", "requirements-dev.lock"]
    assert called[-1][1:3] == ["-m", "pytest"]
    assert called[-1][-1] == "tests/test_run.py"


def test_changed_lock_is_installed_again(called, tmp_path):
    run.main(["demo"])
    called.clear()
    (tmp_path / "requirements.lock").write_text("", encoding="ascii")
    run.main(["demo"])
    assert "requirements.lock" in locks_of(called)


def test_where_uv_fails_pip_installs_the_same_lock(called, monkeypatch):
    def fail_uv(command, **_):
        called.append(command)
        return int("uv" in command)

    monkeypatch.setattr(run.subprocess, "call", fail_uv)
    run.main(["demo"])
    assert locks_of(called)[1:] == ["requirements.lock", "requirements.lock"]
    assert called[-3][1:3] == ["-m", "pip"]
    assert "--require-hashes" in called[-3]
    assert called[-1][1:] == ["-m", "prospects_analysis", "demo"]


def test_failed_installation_is_tried_again(called, monkeypatch):
    with monkeypatch.context() as offline:
        offline.setattr(run.subprocess, "call", lambda command, **_: 1)
        with pytest.raises(SystemExit, match="Could not install"):
            run.main(["demo"])
    run.main(["demo"])
    assert "requirements.lock" in locks_of(called)


def test_exit_code_is_passed_on(called, monkeypatch):
    run.main(["demo"])
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: 3)
    assert run.main(["pair", "scores.csv"]) == 3


@pytest.mark.parametrize("arguments", [["demo"], ["test"], []])
def test_activated_conda_environment_is_used_as_it_is(called, monkeypatch, tmp_path, arguments):
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "envs"))
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "prospects")
    monkeypatch.setenv("PYTHONPATH", "")
    run.main(arguments)
    assert len(called) == 1
    assert Path(called[0][0]).is_relative_to(tmp_path / "envs")
    assert run.os.environ["PYTHONPATH"] == str(tmp_path)


def test_base_environment_of_conda_is_left_alone(called, monkeypatch, tmp_path):
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "base")
    run.main(["demo"])
    assert Path(called[-1][0]).is_relative_to(tmp_path / ".venv")


def test_path_line_puts_any_folder_on_the_path(monkeypatch):
    folder = "C:\\données l'été\\prospects"
    line = run.PATH_LINE.replace(ascii(str(ROOT)), ascii(folder))
    assert line.isascii()
    monkeypatch.setattr(sys, "path", [])
    exec(line)
    assert sys.path == [folder]


def test_help_in_the_file_names_every_command_of_its_own():
    named = [
        line.split()[2]
        for line in textwrap.dedent(run.__doc__).splitlines()
        if "python run" in line
    ]
    assert {*run.DEVELOP, "demo"} < set(named)
