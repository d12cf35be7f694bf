"""A theme as it is drawn: who can host and who wants to come, both numbers, and who is missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot

from prospects_analysis.charts import plot_theme
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.hosting import theme_title
from prospects_analysis.charts.style import BLUE, BROWN
from prospects_analysis.grid import Grid
from prospects_analysis.wording import LANGUAGES, number
from tests.charts.examples import GRIDS, LONG, illustrative, random_grid, unruled
from tests.charts.reading import by_gid, faults, plain, said, texts, title_of

CASES = GRIDS | {
    "forty": lambda: random_grid(40, gaps=0.1),
    "twelve with long names": lambda: random_grid(12, name=LONG),
}
SIDES = ("resource", "need")


def one_theme(resources, needs=None):
    names = [f"P{i:02d}" for i in range(1, len(resources) + 1)]
    sides = (resources, resources if needs is None else needs)
    return Grid.from_frames(*(pd.DataFrame({"t": side}, index=names) for side in sides))


def written(figure):
    return {text.get_gid(): text for text in texts(figure) if ":" in (text.get_gid() or "")}


def bars(ax):
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


@pytest.mark.parametrize(("name", "language"), unruled(CASES, "fr", "hu"))
def test_chart_can_be_read(name, language):
    grid = CASES[name]()
    figure = plot_theme(grid, grid.themes[-1], language=language).figure
    assert tuple(figure.get_size_inches()) == SLIDE
    assert plain(footer_text(grid, language)) in said(figure)
    assert faults(figure) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_can_be_read_in_every_language(language):
    for theme in illustrative().themes:
        assert faults(plot_theme(illustrative(), theme, language=language).figure) == []


def test_chart_on_given_axes_can_be_read():
    figure, ax = pyplot.subplots(figsize=SLIDE)
    assert plot_theme(illustrative(), "clusters", ax=ax) is ax
    assert faults(figure) == []


@pytest.mark.parametrize("theme", illustrative().themes)
def test_every_score_is_shown_and_bars_are_as_long(theme):
    grid = illustrative()
    ax = plot_theme(grid, theme, language="fr")
    shown, drawn = written(ax.figure), bars(ax)
    rows = grid.to_frame().query("theme == @theme").dropna(subset="score")
    assert len(rows) >= 18
    inches = {
        patch.get_width() / row.score
        for row in rows.itertuples()
        for patch in [drawn[f"{row.partner}:{row.side}"]]
    }
    assert max(inches) == pytest.approx(min(inches))
    for row in rows.itertuples():
        gid = f"{row.partner}:{row.side}"
        assert shown[gid].get_text() == number(row.score, 1, "fr")
        strong = round(row.score, 1) >= 3
        assert (shown[gid].get_fontweight() == "bold") == strong
        assert (f"{gid}:strong" in shown) == strong


def test_resources_stand_to_the_left_and_needs_to_the_right_in_partner_order():
    grid = random_grid(7)
    ax = plot_theme(grid, "t1", language="en")
    names = [text for text in texts(ax.figure) if text.get_text() in grid.partners]
    assert [text.get_text() for text in names] == list(grid.partners)
    heights = [text.get_position()[1] for text in names]
    assert heights == sorted(heights, reverse=True)
    heads = {text.get_text(): text for text in texts(ax.figure)}
    for name in names:
        partner, (x, y) = name.get_text(), name.get_position()
        left, right = (written(ax.figure)[f"{partner}:{side}"].get_position() for side in SIDES)
        assert left[1] == right[1] == pytest.approx(y)
        assert left[0] < x < right[0]
    assert heads["Can host"].get_position()[0] < x < heads["Wants to come"].get_position()[0]


def test_who_can_host_and_wants_to_come_shows_both():
    ax = plot_theme(one_theme([5, 5, 1, 1], [4, 1, 4, 1]), "t", language="en")
    ticks = [gid for gid, text in written(ax.figure).items() if text.get_text() == "✓"]
    assert sorted(ticks) == [
        "P01:need:strong",
        "P01:resource:strong",
        "P02:resource:strong",
        "P03:need:strong",
    ]
    assert title_of(ax.figure) == "“t”: P01 and P02 can host; P01 and P03 want to come"


def test_colour_is_full_from_the_threshold_on_as_scores_are_shown():
    ax = plot_theme(one_theme([2.94, 2.96, 3.0]), "t")
    for side, colour in zip(SIDES, (BLUE, BROWN), strict=True):
        full = pyplot.matplotlib.colors.to_rgba(colour)
        grounds = [bars(ax)[f"P0{i}:{side}"].get_facecolor() for i in (1, 2, 3)]
        assert [ground == full for ground in grounds] == [False, True, True]


def test_each_side_has_its_own_threshold_and_says_so():
    grid = replace(one_theme([3.5, 4.0, 1.0]), established=4.0)
    figure = plot_theme(grid, "t", language="en").figure
    assert {"✓ resource 4 and more", "✓ need 3 and more"} <= set(said(figure))
    assert title_of(figure) == "“t”: P02 can host; P01 and P02 want to come"
    lines = {line.get_gid(): line.get_xdata()[0] for line in figure.axes[0].lines}
    drawn = bars(figure.axes[0])
    assert lines["threshold:resource"] == pytest.approx(drawn["P02:resource"].get_x())
    need = drawn["P01:need"]
    per_score = need.get_width() / 3.5
    assert lines["threshold:need"] == pytest.approx(need.get_x() + 3 * per_score)


def test_what_is_missing_is_said():
    tidy = pd.DataFrame(
        [
            ("A", "t", "c", "resource", np.nan),
            ("A", "t", "c", "need", "NA"),
            ("B", "t", "c", "resource", 2.0),
            ("B", "t", "c", "need", np.nan),
        ],
        columns=["partner", "theme", "criterion", "side", "rating"],
    )
    ax = plot_theme(Grid.from_ratings(tidy), "t", language="en")
    shown = {gid: text.get_text() for gid, text in written(ax.figure).items()}
    assert shown == {
        "A:resource": "not assessed",
        "A:need": "n/a",
        "B:resource": "2.0",
        "B:need": "not assessed",
    }
    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 2


def test_late_partners_stay_in_their_row_and_in_the_title():
    figure = plot_theme(illustrative(("P03", "P07")), "clusters", language="fr").figure
    late = {gid for gid, text in written(figure).items() if text.get_text() == "pas encore répondu"}
    assert late == {f"{partner}:{side}" for partner in ("P03", "P07") for side in SIDES}
    assert "2 partenaires n’ont pas encore répondu" in title_of(figure)


def test_a_score_put_right_in_the_meeting_is_marked():
    grid = illustrative().corrected("P03", "clusters", "resource", 4, "seen on site")
    shown = written(plot_theme(grid, "clusters", language="en").figure)
    marked = {gid: text.get_text() for gid, text in shown.items() if "†" in text.get_text()}
    assert marked == {"P03:resource": "4.0†"}
    assert "P03:resource:strong" in shown
    assert not any(
        "†" in text.get_text()
        for gid, text in written(plot_theme(grid, "support", language="en").figure).items()
    )


def test_more_than_twenty_partners_are_counted():
    grid = random_grid(33, gaps=0.1)
    ax = plot_theme(grid, "t2", language="en")
    both = (grid.resources["t2"] >= 3) & (grid.needs["t2"] >= 3)
    for side, scores in (("resource", grid.resources["t2"]), ("need", grid.needs["t2"])):
        strong, missing = (scores >= 3).sum(), scores.isna().sum()
        counts = [int(by_gid(ax.figure, f"{side}:{row}")) for row in range(3)]
        assert counts == [strong, 33 - strong - missing, missing]
        widths = [bars(ax)[f"{side}:{row}"].get_width() for row in range(3)]
        assert [w / widths[0] for w in widths] == pytest.approx([c / strong for c in counts])
    assert f"33 partners are counted here, not named. {both.sum()} of them do both." in said(
        ax.figure
    )
    assert not set(grid.partners) & set(said(ax.figure))


@pytest.mark.parametrize(
    ("resources", "needs", "title"),
    [
        ([1, 1, 1], [1, 1, 1], "“t”: nobody can host, and nobody wants to come"),
        ([4, 1, 1], [1, 1, 1], "“t”: P01 can host; nobody wants to come"),
        ([1, 1, 1], [4, 4, 4], "“t”: nobody can host; P01, P02 and P03 want to come"),
        ([4, 4, 4, 4], [4, 1, 1, 1], "“t”: 4 partners can host; P01 wants to come"),
        ([4, 4, 4, 4], [4, 4, 4, 4], "“t”: 4 partners can host; 4 want to come"),
        ([4, 1, 1, 1], [4, 4, 4, 4], "“t”: P01 can host; 4 partners want to come"),
        ([1, 1, 1, 1], [4, 4, 4, 4], "“t”: nobody can host; 4 partners want to come"),
        ([np.nan, np.nan], [np.nan, np.nan], "“t” cannot be assessed yet"),
    ],
)
def test_title_names_few_and_counts_many(resources, needs, title):
    grid = one_theme(resources, needs)
    assert title_of(plot_theme(grid, "t", language="en").figure) == title
    assert theme_title(grid, "t", "en") == title


def test_long_names_are_counted_in_the_title():
    frame = pd.DataFrame({"t": [4.0, 4.0]}, index=[LONG.format(1), LONG.format(2)])
    title = theme_title(Grid.from_frames(frame, frame), "t", "en")
    assert title == "“t”: 2 partners can host; 2 want to come"


def test_ticks_are_as_many_as_the_scores_from_the_threshold_on():
    for theme in illustrative().themes:
        for language in ("fr", "en"):
            figure = plot_theme(illustrative(), theme, language=language).figure
            ticks = [g for g, text in written(figure).items() if text.get_text() == "✓"]
            names = {side: sum(f":{side}:" in gid for gid in ticks) for side in SIDES}
            grid = illustrative()
            assert names["resource"] == (grid.resources[theme].round(1) >= 3).sum()
            assert names["need"] == (grid.needs[theme].round(1) >= 3).sum()


def test_unknown_theme_is_refused():
    with pytest.raises(ValueError, match="Invalid theme 'sports'"):
        plot_theme(illustrative(), "sports")
    with pytest.raises(ValueError, match="Invalid theme 'sports'"):
        theme_title(illustrative(), "sports", "fr")
