"""The short deck of a thematic event: who has answered, who can host, who wants to come."""

from __future__ import annotations

import pytest
from pptx import Presentation

from prospects_analysis._seal import is_untouched, signed
from prospects_analysis.charts.exchanges import strong
from prospects_analysis.cli import main
from prospects_analysis.outputs.layout import lay_out_table
from prospects_analysis.outputs.slides import to_pptx
from prospects_analysis.outputs.theme_deck import make_theme_deck
from prospects_analysis.study import write_theme_deck
from prospects_analysis.wording import number
from tests.charts.examples import illustrative, random_grid
from tests.illustrative import FOLDER
from tests.outputs import made


def tables(deck):
    return [page.table for page in deck.pages if page.table is not None]


def test_hosts_and_guests_are_those_whose_score_reaches_the_threshold():
    grid = illustrative()
    for theme in grid.themes:
        _, hosts, guests, *_ = tables(make_theme_deck(grid, theme, "en"))
        for table, scores, threshold in (
            (hosts, grid.resources[theme], grid.established),
            (guests, grid.needs[theme], grid.priority),
        ):
            here = scores[strong(scores, threshold)]
            assert [row[1] for row in table.rows] == [number(one, 1, "en") for one in here]
            assert table.title.startswith(f"{len(here)} ")


def test_a_score_put_right_bears_its_sign():
    grid = illustrative().corrected("P02", "clusters", "resource", 4.5)
    _, hosts, *_ = tables(make_theme_deck(grid, "clusters", "en"))
    assert [row[1] for row in hosts.rows if row[0] == "Houthalen-Helchteren"] == ["4.5†"]
    assert sum("†" in row[1] for row in hosts.rows) == 1


def test_criteria_beside_a_host_are_its_highest_from_the_threshold_on():
    grid = illustrative()
    _, hosts, *_ = tables(make_theme_deck(grid, "clusters", "en"))
    assert hosts.rows[0][0] == "Pas-de-Calais"
    ratings = grid.ratings
    own = ratings[
        (ratings["partner"] == "P04")
        & (ratings["theme"] == "clusters")
        & (ratings["side"] == "resource")
    ]
    named = [
        criterion.id
        for criterion in grid.intake.framework.criteria_of("clusters")
        if grid.intake.framework.word(f"criteria.{criterion.id}.label", "en") in hosts.rows[0][2]
    ]
    best = own.set_index("criterion")["rating"]
    assert len(named) == 3
    assert best[named].min() >= best.drop(named).max()


def test_partners_who_have_not_answered_are_told():
    deck = make_theme_deck(illustrative(("P03", "P07")), "clusters", "en")
    answered = tables(deck)[0]
    assert answered.title.startswith("8 of 10")
    assert [row[0] for row in answered.rows if row[1] == "not yet"] == ["Karviná", "Zasavje"]


@pytest.mark.parametrize("language", ["fr", "hu", "de"])
def test_the_practices_fit_on_one_slide_with_widths_by_content(language):
    *_, practices = tables(make_theme_deck(illustrative(), "clusters", language))
    assert len(practices.rows) == 8
    assert sum(practices.shares) == pytest.approx(1)
    (laid,) = lay_out_table(practices)
    for row in (practices.heads, *practices.rows):
        for column in (2, 3):
            assert "…" not in "".join(laid.lines(row[column], column))


def test_unknown_theme_and_plain_grid_are_refused():
    with pytest.raises(ValueError, match=r"Invalid theme 'cluster'\. Must be one of"):
        make_theme_deck(illustrative(), "cluster", "fr")
    with pytest.raises(ValueError, match="Must come from workbooks"):
        make_theme_deck(random_grid(3), "t1", "fr")


def test_only_that_file_is_written_and_an_edited_one_is_kept(tmp_path):
    study = made.study()
    first = write_theme_deck(study, "clusters", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["theme_clusters.pptx"]
    path = tmp_path / "theme_clusters.pptx"
    written = path.read_bytes()
    assert first.written == ("theme_clusters.pptx",)
    assert is_untouched(written)
    assert write_theme_deck(study, "clusters", tmp_path).unchanged == ("theme_clusters.pptx",)
    # In another language it replaces what nobody has touched ...
    assert write_theme_deck(study, "clusters", tmp_path, "en").written
    # ... and not what somebody has saved.
    deck = Presentation(path)
    deck.slides[0].shapes.title.text_frame.text = "Ours"
    deck.save(path)
    assert write_theme_deck(study, "clusters", tmp_path).kept == ("theme_clusters.pptx",)
    assert write_theme_deck(study, "clusters", tmp_path, force=True).written
    assert path.read_bytes() == written


def test_signature_is_lost_with_any_change_and_signing_again_changes_nothing():
    data = signed(to_pptx(make_theme_deck(illustrative(), "clusters", "en")))
    assert signed(data) == data
    # A name, packed content, the list at the end, the hash itself.
    for at in (*range(40, len(data), len(data) // 40), len(data) - 1):
        assert not is_untouched(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]), at
    assert not is_untouched(b"no archive")


def test_command_writes_the_deck_of_each_theme_named(tmp_path, capsys):
    out = tmp_path / "out"
    themes = ["--theme", "clusters", "--theme", "support"]
    assert main(["run", str(FOLDER), "--out", str(out), *themes]) == 0
    names = ["theme_clusters.pptx", "theme_support.pptx"]
    assert sorted(path.name for path in out.iterdir()) == names
    said = capsys.readouterr().out
    assert all(str(out / name) in said for name in names)
    assert main(["run", str(FOLDER), "--out", str(out), "--theme", "cluster"]) == 2
    assert "Invalid --theme 'cluster'. Must be one of" in capsys.readouterr().err
