"""The house rules: floors, style, types, what is installed, and what no file may hold."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from prospects_analysis._version import __version__

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements-installer.lock", "requirements.lock", "requirements-dev.lock")
HEAVY = ("matplotlib", "openpyxl", "pandas", "pptx", "scipy")
#: Where conda-forge has the same thing under another name (there, matplotlib brings a desktop).
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
NOT_OURS = {
    *(".git", ".venv", "__pycache__", ".coverage", ".hypothesis", ".ipynb_checkpoints"),
    *(".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
}


def python(*arguments: str) -> str:
    """Run this Python in the repository; fail with what it printed unless it ends with 0."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
    return done.stdout


# ---- code -----------------------------------------------------------------------------------


def test_every_module_imports_only_from_floors_below():
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert " 0 broken." in python("-c", lint, "--no-cache")


@pytest.mark.parametrize("action", ["", "; prospects_analysis.__main__.main(['--help'])"])
def test_import_and_help_load_nothing_heavy(action):
    names = "import atexit, sys, prospects_analysis.__main__"
    at_end = "; atexit.register(lambda: print(*sys.modules))"
    loaded = python("-c", names + at_end + action).split()
    assert "prospects_analysis.cli" in loaded
    assert set(HEAVY).isdisjoint(loaded)


@pytest.mark.parametrize(
    "tool",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff-check", "ruff-format", "mypy"],
)
def test_style_and_types(tool):
    python("-m", *tool)


# ---- packages -------------------------------------------------------------------------------


def requirements(*groups: str) -> dict[str, SpecifierSet]:
    """Give the bounds of pyproject.toml by canonical name: the core's, and those of `groups`."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [
        *PROJECT["project"]["dependencies"],
        *(line for group in groups for line in extras[group]),
    ]
    return {
        canonicalize_name(Requirement(line).name): Requirement(line).specifier for line in lines
    }


def locked(lock: str) -> dict[str, str]:
    """Give the versions of a lock file by canonical name."""
    text = (ROOT / lock).read_text(encoding="ascii")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE))


def test_conda_environment_is_in_step_with_pyproject():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    conda = {
        found[1]: SpecifierSet(found[2])
        for found in (re.fullmatch(r"  - ([\w.-]+)(>=[\w.]+)", line) for line in lines)
        if found
    }
    expected = {
        CONDA_NAMES.get(name, name): bounds for name, bounds in requirements("lab", "dev").items()
    }
    expected["python"] = SpecifierSet(PROJECT["project"]["requires-python"])
    assert conda == expected


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ()), ("requirements-dev.lock", ("lab", "dev"))]
)
def test_lock_holds_every_direct_dependency_at_an_admissible_version(lock, groups):
    versions = locked(lock)
    outside = {
        name: versions.get(name)
        for name, bounds in requirements(*groups).items()
        if name not in versions or versions[name] not in bounds
    }
    assert outside == {}


def test_the_two_locks_agree():
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="ascii")
    entries = [entry for entry in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if "==" in entry]
    assert len(entries) == len(locked(lock)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--\S*index|--find-links| @ ", text) == []


def test_version_is_said_once_and_repeated_truly():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.*)$", citation, flags=re.MULTILINE) == [__version__]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\]", changes, flags=re.MULTILINE)


# ---- files ----------------------------------------------------------------------------------


def files() -> Iterator[Path]:
    """Yield the files of the repository, without other people's returns and results."""
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        private = {"raw": {"illustrative"}, "processed": set[str]()}
        if here.parent == ROOT / "data":
            folders[:] = [name for name in folders if name in private.get(here.name, {name})]
            names = [name for name in names if name == "README.md"]
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        yield from (here / name for name in sorted(names) if name not in NOT_OURS)


def contents(path: Path) -> Iterator[bytes]:
    """Yield what a file holds: of an Office file, its parts."""
    if path.suffix in {".xlsx", ".pptx"}:
        with zipfile.ZipFile(path) as book:
            yield from map(book.read, book.namelist())
    else:
        yield path.read_bytes()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        (
            "host of a package registry",
            rb"py[p]i\.(?:org|io)|python[h]osted|anacond[a]\.(?:org|com)|npm[j]s",
        ),
        ("folder of somebody's machine", rb"(?<![\w.:/-])/(?:home|root|work|Users)/\w"),
    ],
)
def test_no_file_names(what, pattern):
    found = {
        path.relative_to(ROOT).as_posix(): match[0].decode()
        for path in files()
        for content in contents(path)
        if (match := re.search(pattern, content))
    }
    assert found == {}, what


def test_notebooks_are_bare():
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert notebooks != []
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == [], path
        assert [cell for cell in cells if "execution" in cell["metadata"]] == [], path


def test_returns_and_results_stay_out_of_git(tmp_path):
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "--quiet", "."], cwd=tmp_path, check=True)
    kept = ["data/processed/README.md", "data/raw/README.md", "data/raw/illustrative/P01.xlsx"]
    ignored = ["data/processed/2011/grid.csv", "data/raw/2011/P01.xlsx", "data/raw/P01.xlsx"]
    answer = subprocess.run(
        ["git", "check-ignore", "--no-index", *kept, *ignored],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert answer.stdout.splitlines() == ignored
