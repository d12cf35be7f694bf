"""The whole way at once: what a study holds, and what is written of it."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from prospects_analysis import study as module
from prospects_analysis.outputs.delivery import RECORD
from prospects_analysis.study import analyse, write_outputs
from tests.illustrative import FOLDER
from tests.outputs import made


@pytest.fixture
def _made_once(monkeypatch):
    """Write what was made for all the tests, instead of making it again."""
    monkeypatch.setattr(module, "make_files", lambda *_, **__: dict(made.files()))


def test_study_holds_every_stage_of_one_way():
    study = made.study()
    assert study.grid.intake is study.intake
    assert study.flows.grid is study.grid
    assert study.pairing.flows is study.flows
    assert list(study.to_frame()["partner_a"]) == [a for a, _ in study.pairing.binomes]
    assert "P09-P10" in repr(study)
    assert "<table" in study._repr_html_()


def test_choices_are_kept_and_recorded():
    study = analyse(
        FOLDER, calibration="centred", objective="leximin",
        forbid=[("P09", "P10")], require=iter([("P05", "P01"), ("P01", "P05")]),
    )  # fmt: skip
    assert study.grid.calibration == "centred"
    assert ("P01", "P05") in study.pairing.binomes
    assert ("P09", "P10") not in study.pairing.binomes
    assert study.provenance.parameters == {
        "calibration": "centred",
        "objective": "leximin",
        "forbid": [["P09", "P10"]],
        "require": [["P01", "P05"]],
        "draws": 10_000,
        "seed": 0,
    }


def test_without_an_admissible_pairing_the_rest_stands():
    study = analyse(FOLDER, forbid=[("P01", "P09")], require=[("P01", "P09")])
    assert study.pairing is None
    assert "P01 and P09 are required" in study.no_pairing
    assert study.to_frame().empty
    assert study.grid.resources.notna().any(axis=None)
    assert study.no_pairing in repr(study)


@pytest.mark.parametrize(
    "choice", [{"objective": "best"}, {"calibration": "new"}, {"forbid": [("P01", "P99")]}]
)
def test_unknown_choice_is_refused(choice):
    with pytest.raises(ValueError, match=r"best|new|P99"):
        analyse(FOLDER, **choice)


@pytest.mark.usefixtures("_made_once")
def test_everything_is_written_and_recorded(tmp_path):
    done = write_outputs(made.study(), tmp_path, "fr")
    assert set(done.written) == set(made.files())
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()
    record = json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))
    assert set(record["outputs"]) == set(made.files())
    assert record["parameters"]["language"] == "fr"
    assert {one["name"] for one in record["inputs"]} == {path.name for path in FOLDER.iterdir()}
    binomes = pd.read_csv(tmp_path / "binomes.csv")
    assert list(binomes["score"].round(6)) == list(made.study().to_frame()["score"].round(6))
    assert write_outputs(made.study(), tmp_path, "fr").written == ()


def test_outputs_without_a_pairing_say_why(tmp_path):
    pair = [("P01", "P09")]
    study = analyse(FOLDER, forbid=pair, require=pair)
    done = write_outputs(study, tmp_path, "en")
    figures = {name for name in done.written if name.startswith("figures/")}
    themes = [f"theme_{one}" for one in study.grid.themes]
    names = ("returns", "grid", *themes, "complementarities")
    assert figures == {f"figures/{n}.{f}" for n in names for f in ("png", "svg")}
    assert pd.read_csv(tmp_path / "binomes.csv").empty
    from pptx import Presentation

    slides = Presentation(tmp_path / "seminar.pptx").slides
    # Title, agenda, what comes before the pairs, and then why there are none.
    why = slides[2 + len(names)].placeholders[1].text_frame.text
    assert "keeps all the rules" in why


@pytest.mark.usefixtures("_made_once")
@pytest.mark.parametrize("below", ["", "results", "results/2011"])
def test_nothing_is_written_among_the_returns(tmp_path, below):
    returns = tmp_path / "returns"
    shutil.copytree(FOLDER, returns)
    study = made.study()
    with pytest.raises(ValueError, match="is one of the returns"):
        write_outputs(study, returns / below)
    assert sorted(path.name for path in returns.iterdir()) == sorted(
        path.name for path in FOLDER.iterdir()
    )


def test_unknown_language_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match="xx"):
        write_outputs(made.study(), tmp_path / "out", "xx")
    assert not (tmp_path / "out").exists()
