"""Notebooks: bare in the repository, lessons in form, and running from top to bottom."""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from prospects_analysis import (
    adopt,
    complementarity,
    pair_partners,
    read_framework,
    read_workbooks,
    score_grid,
)
from tests import illustrative

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
SETTINGS = {"RETURNS": "../data/raw/illustrative", "LANGUAGE": "fr"}


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def cells(notebook: Any, kind: str) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_first_six_are_there() -> None:
    assert NAMES == [
        "01_templates_and_returns",
        "02_resources_and_needs_grid",
        "03_binomes",
        "04_how_solid_is_it",
        "05_seminar_charts",
        "06_what_if",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
class TestForm:
    def test_bare(self, path: Path) -> None:
        notebook = read(path)
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        for cell in notebook.cells:
            assert cell.metadata == {}
        for cell in cells(notebook, "code"):
            assert cell.outputs == []
            assert cell.execution_count is None

    def test_metadata_name_the_kernel_and_nothing_of_a_machine(self, path: Path) -> None:
        assert read(path).metadata == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }

    def test_cells_have_names_that_stay(self, path: Path) -> None:
        names = [cell.id for cell in read(path).cells]
        assert len(set(names)) == len(names)
        for name in names:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name), name

    def test_starts_with_its_two_settings(self, path: Path) -> None:
        first, *others = cells(read(path), "code")
        assigned = ast.parse(first.source).body
        assert all(isinstance(line, ast.Assign) for line in assigned)
        settings: dict[str, Any] = {}
        exec(first.source, settings)
        assert {name: settings[name] for name in settings if name != "__builtins__"} == SETTINGS
        for cell in others:  # no third one further down
            for node in ast.walk(ast.parse(cell.source)):
                stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                assert not (stored and node.id.isupper()), node.id

    def test_five_to_ten_short_steps_without_definitions(self, path: Path) -> None:
        code = cells(read(path), "code")
        assert 5 <= len(code) <= 10
        for cell in code:
            assert len(cell.source.splitlines()) <= 12
            tree = ast.parse(cell.source)  # so there are no magics either
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try)
            assert not any(isinstance(node, kinds) for node in ast.walk(tree))

    def test_prose_before_the_steps_and_what_to_do_next_at_the_end(self, path: Path) -> None:
        notebook = read(path)
        assert notebook.cells[0].source.startswith(f"# {int(path.stem[:2])} · ")
        last = notebook.cells[-1]
        assert last.cell_type == "markdown"
        assert re.search("^## What to (do|open) next", last.source, re.MULTILINE)
        kinds = [cell.cell_type for cell in notebook.cells]
        assert kinds[1:3] == ["code", "code"]  # settings and imports
        assert ["code", "code"] not in [kinds[i : i + 2] for i in range(2, len(kinds))]

    def test_prose_names_only_notebooks_that_exist(self, path: Path) -> None:
        prose = "\n".join(cell.source for cell in cells(read(path), "markdown"))
        assert set(re.findall(r"(\w+)\.ipynb", prose)) <= set(NAMES)
        numbers = {int(name[:2]) for name in NAMES}
        for said in re.findall(r"notebooks? (\d+)(?: and (\d+))?", prose):
            assert {int(number) for number in said if number} <= numbers


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a copy of what notebooks read and write, so that nothing is written here."""
    shutil.copytree(ROOT / "data" / "raw" / "illustrative", tmp_path / "data/raw/illustrative")
    (tmp_path / "data" / "processed").mkdir()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    return tmp_path


def run(name: str, workplace: Path, language: str = "fr") -> Any:
    """Execute a notebook in the copy; an error in a cell is an error here."""
    notebook = read(ROOT / "notebooks" / f"{name}.ipynb")
    settings = cells(notebook, "code")[0]
    settings.source = settings.source.replace('LANGUAGE = "fr"', f'LANGUAGE = "{language}"')
    resources = {"metadata": {"path": str(workplace / "notebooks")}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources)
    return client.execute()


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in cells(notebook, "code") for output in cell.outputs]


def printed(notebook: Any) -> str:
    """All text that the reader sees: what is printed, and tables."""
    shown = [out.data.get("text/plain", "") for out in outputs(notebook) if "data" in out]
    return "\n".join([out.text for out in outputs(notebook) if "text" in out] + shown)


def pictures(notebook: Any) -> list[str]:
    return [
        out.data["image/png"] for out in outputs(notebook) if "image/png" in out.get("data", ())
    ]


def check_run(notebook: Any, least: int) -> None:
    assert all(cell.execution_count for cell in cells(notebook, "code"))
    streams = [out for out in outputs(notebook) if out.output_type == "stream"]
    assert [out.text for out in streams if out.name == "stderr"] == []
    assert len(pictures(notebook)) >= least
    assert len(set(pictures(notebook))) == len(pictures(notebook))  # no chart comes twice
    assert "<Axes" not in printed(notebook)
    assert "Text(" not in printed(notebook)


class TestRuns:
    def test_01_templates_and_returns(self, workplace: Path) -> None:
        returns = hashes(workplace / "data" / "raw")
        notebook = run("01_templates_and_returns", workplace)
        check_run(notebook, least=1)
        assert len(list((workplace / "data/processed/templates").glob("*.xlsx"))) == 10
        assert hashes(workplace / "data" / "raw") == returns
        # As its prose says of the illustrative returns.
        intake = illustrative.intake()
        assert f"Issues(0 error, {len(intake.issues.warnings)} warning, " in printed(notebook)
        sent = {*intake.practices["partner"]}
        assert {one.id for one in intake.framework.partners} - sent == {"P06"}
        assert "Not returned yet: nobody" in printed(notebook)
        assert "9 partners have not answered" in printed(notebook)
        copies = sorted(path.name for path in (workplace / "data/processed/corrections").glob("*"))
        named = re.findall(r"^corrections_\S+$", printed(notebook), re.MULTILINE)
        assert copies == [*named, "provenance.json"]
        warned = sorted({issue.file for issue in intake.issues.warnings})
        assert named == [f"corrections_{file}" for file in warned]

    @pytest.mark.parametrize(
        ("language", "clusters"),
        [("fr", "ACOM Pologne · Clusters"), ("en", "ACOM Poland · Clusters")],
    )
    def test_02_resources_and_needs_grid(
        self, workplace: Path, language: str, clusters: str
    ) -> None:
        notebook = run("02_resources_and_needs_grid", workplace, language)
        check_run(notebook, least=4)
        assert clusters in printed(notebook)

    def test_03_binomes(self, workplace: Path) -> None:
        notebook = run("03_binomes", workplace)
        check_run(notebook, least=6)
        text = printed(notebook)
        assert "Rank 1 of 840" in text
        assert "Verification(confirmed" in text
        assert "price of fairness: 8%" in text  # as its prose says
        weakest, fairest = map(float, re.findall(r"weakest pair ([\d.]+)", text))
        assert 1.25 < fairest / weakest < 1.34  # "by almost a third"
        assert re.search(r"These wishes cost 0\.\d\d of 5\.\d\d\.", text)

    def test_05_seminar_charts(self, workplace: Path) -> None:
        returns = hashes(workplace / "data" / "raw")
        notebook = run("05_seminar_charts", workplace)
        # returns, grid, four themes, map, circle, five cards, landscape, alternatives, three of
        # solidity, a grid by itself
        check_run(notebook, least=19)
        assert hashes(workplace / "data" / "raw") == returns
        out = workplace / "data" / "processed" / "illustrative"
        named = re.findall(r"^\| `([^`]+)` \|", notebook.cells[-1].source, re.MULTILINE)
        assert len(named) == 7
        for name in [*named, "grid_for_the_report.png"]:
            assert (out / name).exists(), name

    def test_06_what_if(self, workplace: Path) -> None:
        files = hashes(workplace)
        notebook = run("06_what_if", workplace)
        check_run(notebook, least=2)
        assert hashes(workplace) == files  # nothing is written anywhere
        text = printed(notebook)
        assert "VBox(" in text  # what its buttons do: test_notebooks_in_browser.py
        assert "Costs 0.20 of 5.92." in text
        assert text.count("Verification(confirmed") == 2
        assert "original=2." in text  # of the corrected score
        # The prose writes down what the last cell adopted.
        (decisions,) = re.findall(r"```toml\n(.*?)```", notebook.cells[-1].source, re.DOTALL)
        decided = tomllib.loads(decisions)
        grid = score_grid(read_workbooks(workplace / "data/raw/illustrative", read_framework()))
        adopted = adopt(pair_partners(complementarity(grid)), decided["binomes"]["adopted"][:2])
        assert list(map(list, adopted.binomes)) == decided["binomes"]["adopted"]
        assert f"Rank {adopted.rank} of {adopted.count}" in text
