"""Who has answered what, as it is drawn: every number of the returns, and who is awaited."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from prospects_analysis.charts import plot_returns
from prospects_analysis.charts.received import Received, returns_title
from prospects_analysis.wording import catalogue
from tests.charts.examples import answers_of, every_but, faulty, intake
from tests.charts.reading import by_gid, faults, said, texts, title_of


def cells(figure):
    return {text.get_gid(): text for text in texts(figure) if ":" in (text.get_gid() or "")}


def without_practices(late=()):
    return replace(intake(late), practices=intake(late).practices.iloc[:0])


def test_every_cell_says_how_many_scores_are_given():
    returned = without_practices()
    shown = {g: t for g, t in cells(plot_returns(returned).figure).items() if ":sum" not in g}
    scores = returned.answers[returned.answers["side"] != ""]
    assert len(shown) == 40
    for (partner, theme), group in scores.groupby(["partner", "theme"]):
        given = (group["state"] != "blank").sum()
        text = shown[f"{partner}:{theme}"]
        assert text.get_text() == f"{given}/{len(group)}"
        assert (text.get_fontweight() == "bold") == (given == len(group))


def test_bars_are_as_long_as_the_share_that_is_given():
    ax = plot_returns(intake())
    cell, filled = {}, {}
    for patch in ax.patches:
        place = (round(patch.get_x(), 3), round(patch.get_y(), 3))
        (filled if place in cell else cell)[place] = patch.get_width()
    for partner, theme, share in (("P06", "clusters", 4 / 12), ("P06", "support", 10 / 12)):
        x, y = cells(ax.figure)[f"{partner}:{theme}"].get_position()
        at = next(at for at, width in cell.items()
                  if at[0] < x < at[0] + width and at[1] < y < at[1] + 0.5)  # fmt: skip
        assert filled[at] / cell[at] == pytest.approx(share)


def test_a_score_counts_once_however_many_give_it():
    returned = intake()
    second = returned.answers.assign(respondent="R2")
    twice = replace(returned, answers=pd.concat([returned.answers, second]))
    assert Received.of(twice).given.equals(Received.of(returned).given)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_who_is_awaited_says_so_in_a_word(language):
    word = catalogue(language).pgettext("returns", "awaited")
    figure = plot_returns(without_practices(("P03", "P07")), language=language).figure
    late = {gid: t.get_text() for gid, t in cells(figure).items() if gid.endswith(":late")}
    assert late == {"P03:late": word, "P07:late": word}
    assert not any(gid.startswith("P03:") for gid in cells(figure) if gid not in late)


def test_title_tells_what_was_found():
    title = "8 of 10 partners have answered; 2 are awaited"
    assert title_of(plot_returns(intake(("P03", "P07")), language="en").figure) == title
    assert returns_title(intake(), "en") == "All 10 partners have answered, 1 of them in part"
    assert returns_title(intake(every_but()), "en") == "No partner has answered yet"
    one = "1 of 10 partners has answered; 9 are awaited"
    assert returns_title(intake(every_but("P01")), "en") == one
    whole = intake()
    whole = replace(whole, answers=whole.answers.assign(state="given"))
    assert returns_title(whole, "en") == "All 10 partners have answered, every score"


def test_practices_and_errors_are_counted():
    figure = plot_returns(faulty(), language="en", errors=True).figure
    shown = {gid: text.get_text() for gid, text in cells(figure).items()}
    practices = {gid: count for gid, count in shown.items() if gid.endswith(":practices")}
    assert {gid for gid, count in practices.items() if count != "0"} == {
        "P09:clusters:practices", "P09:support:practices", "P03:support:practices",
    }  # fmt: skip
    assert practices["P09:clusters:practices"] == "2"
    assert shown["P03:support"] == "–"  # a practice, but no self-assessment
    assert shown["P09:clusters"] == "11/12"
    assert Received.of(faulty()).errors == {"P02": 1, "P09": 2}
    assert {"1 error", "2 errors", "4 details in the files are still being checked."} <= set(
        said(figure)
    )
    assert {"answers given / asked", "complete good practices"} <= set(said(figure))
    assert title_of(figure) == "2 of 10 partners have answered; 8 are awaited"


def test_on_the_wall_nobody_is_blamed():
    figure = plot_returns(faulty(), language="en").figure
    assert not any("error" in text for text in said(figure))
    assert by_gid(figure, "checked") == "4 details in the files are still being checked."
    # Its file came, though it cannot be read: it is not awaited.
    assert Received.of(faulty()).errors["P02"] == 1
    assert by_gid(figure, "P02:late") == "received, being checked"
    assert by_gid(figure, "P01:late") == "awaited"
    assert "checked" not in {text.get_gid() for text in texts(plot_returns(intake()).figure)}


def test_sums_count_who_gave_all_answers_of_a_theme():
    returned = intake(("P03", "P07", "P09"))
    figure, received = plot_returns(returned).figure, Received.of(returned)
    for theme, asked in received.asked.items():
        full = sum(given == asked for given in received.given[theme])
        assert by_gid(figure, f"{theme}:sum") == f"{full}/10"
    crowded = plot_returns(answers_of(20, 4)).figure
    assert not any(gid.endswith(":sum") for gid in cells(crowded))


def test_without_practices_there_is_no_room_for_them():
    assert not any(":practices" in gid for gid in cells(plot_returns(without_practices()).figure))


def test_many_partners_are_counted():
    returned = answers_of(30, 4)
    figure = plot_returns(returned, language="en").figure
    received = Received.of(returned)
    for theme in received.asked:
        counts = [int(by_gid(figure, f"{theme}:{column}")) for column in range(3)]
        given = received.given[theme]
        assert counts == [(given == 2).sum(), (given == 1).sum(), (given == 0).sum()]
        assert sum(counts) == 30
    assert "30 partners are counted here, not named." in said(figure)
    assert not set(received.given.index) & set(said(figure))


def test_errors_have_room_beside_the_themes():
    assert faults(plot_returns(faulty(), errors=True).figure) == []


def test_bars_of_many_partners_differ_by_what_they_count():
    ax = plot_returns(answers_of(30, 4))
    looks = {(p.get_facecolor(), p.get_hatch()) for p in ax.patches if p.get_width() > 0}
    assert len(looks) == 4  # the ground, and a look for each column
