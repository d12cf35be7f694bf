"""The grid as it is drawn: every number of the frames, and what is missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from prospects_analysis.charts import plot_grid
from prospects_analysis.charts.style import BLUE, BROWN, contrast
from prospects_analysis.grid import Grid
from prospects_analysis.wording import number
from tests.charts.examples import illustrative, random_grid
from tests.charts.reading import by_gid, said, texts, title_of


def cells(figure):
    return {text.get_gid(): text for text in texts(figure) if ":" in (text.get_gid() or "")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_score_stands_in_its_cell(language):
    grid = illustrative()
    figure = plot_grid(grid, language=language).figure
    scores = grid.to_frame().dropna(subset="score")
    assert len(scores) > 70
    for row in scores.itertuples():
        shown = by_gid(figure, f"{row.partner}:{row.theme}:{row.side}")
        assert shown == number(row.score, 1, language)


def test_partners_stand_in_partner_order_and_in_line_with_their_scores():
    grid = random_grid(5)
    figure = plot_grid(grid).figure
    names = [text for text in texts(figure) if text.get_text() in grid.partners]
    assert [text.get_text() for text in names] == list(grid.partners)
    heights = [text.get_position()[1] for text in names]
    assert heights == sorted(heights, reverse=True)
    for name in names:
        cell = cells(figure)[f"{name.get_text()}:t1:need"]
        assert cell.get_position()[1] == pytest.approx(name.get_position()[1], abs=0.03)


def test_bold_are_the_scores_from_the_threshold_on_as_they_are_shown():
    scores = pd.DataFrame({"t": [2.94, 2.96, 3.0, 5.0]}, index=list("ABCD"))
    figure = plot_grid(Grid.from_frames(scores, scores * 0), language="en").figure
    bold = {
        gid: text.get_fontweight() == "bold"
        for gid, text in cells(figure).items()
        if gid.endswith("resource")
    }
    assert bold == {
        "A:t:resource": False,
        "B:t:resource": True,
        "C:t:resource": True,
        "D:t:resource": True,
    }
    assert title_of(figure) == "On no theme does a partner have a strong need"
    assert "bold: 3 and more" in said(figure)


def test_higher_scores_are_darker():
    scores = pd.DataFrame({"t": [0.0, 1, 2, 3]}, index=list("ABCD"))
    ax = plot_grid(Grid.from_frames(scores, scores))
    for colour, offset in ((BLUE, 0), (BROWN, 1)):
        grounds = [patch.get_facecolor() for patch in ax.patches[offset::2]]
        darkness = [contrast(ground, "white") for ground in grounds]
        assert darkness == sorted(darkness)
        assert darkness[-1] == pytest.approx(contrast(colour, "white"), abs=0.05)


def test_what_is_missing_is_hatched_and_said():
    tidy = pd.DataFrame(
        [
            ("A", "t", "c", "resource", np.nan),
            ("A", "t", "c", "need", np.nan),
            ("B", "t", "c", "resource", "NA"),
            ("B", "t", "c", "need", np.nan),
            ("C", "t", "c", "resource", 2.0),
            ("C", "t", "c", "need", "NA"),
        ],
        columns=["partner", "theme", "criterion", "side", "rating"],
    )
    ax = plot_grid(Grid.from_ratings(tidy), language="en")
    shown = {gid: text.get_text() for gid, text in cells(ax.figure).items()}
    assert shown == {
        "A:t": "not assessed",
        "B:t:resource": "n/a",
        "B:t:need": "not assessed",
        "C:t:resource": "2.0",
        "C:t:need": "n/a",
    }
    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 2


def test_late_partners_say_so_across_their_row():
    figure = plot_grid(illustrative(("P03", "P07")), language="fr").figure
    late = {gid: text.get_text() for gid, text in cells(figure).items() if gid.endswith("late")}
    assert late == {"P03:late": "pas encore répondu", "P07:late": "pas encore répondu"}
    assert not any(gid.startswith("P03:") for gid in cells(figure) if gid not in late)


def test_narrow_cells_have_letters_that_are_explained():
    figure = plot_grid(random_grid(4, 8), language="fr").figure
    assert "R ressource · B besoin" in said(figure)
    assert said(figure).count("B") == 8


def test_different_thresholds_are_both_said():
    grid = illustrative()
    figure = plot_grid(replace(grid, established=4.0), language="en").figure
    assert {"bold: resource 4 +", "bold: need 3 +"} <= set(said(figure))


def test_many_partners_are_counted():
    grid = random_grid(33, gaps=0.1)
    figure = plot_grid(grid, language="en").figure
    for side, scores in (("resource", grid.resources), ("need", grid.needs)):
        for theme in grid.themes:
            counts = [int(by_gid(figure, f"{theme}:{side}:{column}")) for column in range(3)]
            strong, missing = (scores[theme] >= 3).sum(), scores[theme].isna().sum()
            assert counts == [strong, 33 - strong - missing, missing]
    assert "33 partners are counted here, not named." in said(figure)
    assert not set(grid.partners) & set(said(figure))


def test_themes_beyond_the_room_are_owned_up_to():
    figure = plot_grid(random_grid(3, 20), language="en").figure
    assert "3 partners are counted here, not named. 14 of 20 themes." in said(figure)
