"""Wishes from the room: what they lead to, what is said of it, and the buttons."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import pandas as pd
import pytest

import prospects_analysis as pa
from prospects_analysis.decisions import Decisions
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError, Obstacle
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wish_panel import what_if
from prospects_analysis.wish_report import cost_text, outcome_html, refusal_html
from prospects_analysis.wishes import OwnRulesError, Wishes, weigh
from tests.illustrative import intake

WISHED = Wishes().pin("P01", "P03").forbid("P09", "P10")
PINNED = Wishes().pin("P01", "P03")
CORRECTED = Wishes().correct("P09", "clusters", "need", 0)


@cache
def grid() -> Grid:
    return pa.score_grid(intake())


@cache
def first() -> Pairing:
    return pa.pair_partners(pa.complementarity(grid()))


def overruled() -> tuple[Pairing, Wishes]:
    """A proposal whose own rules are impossible once C, who may not be paired, has answered."""
    frame = pd.DataFrame({"t": [5, 4, 3, 2, None]}, index=["A", "B", "D", "E", "C"])
    flows = pa.complementarity(Grid.from_frames(frame, frame))
    base = pa.pair_partners(flows, forbid=[("C", other) for other in "ABDE"])
    wishes = Wishes().correct("C", "t", "need", 5).correct("C", "t", "resource", 5)
    return base, wishes


def seen(html: str) -> str:
    """Text that a reader sees."""
    return unescape(re.sub(r"<[^>]*>", " ", html))


class TestWishes:
    def test_the_last_word_about_a_pair_counts(self) -> None:
        wishes = Wishes().pin("P03", "P01").forbid("P01", "P03")
        assert (wishes.pinned, wishes.forbidden) == ((), (("P01", "P03"),))
        assert wishes.pin("P01", "P03") == Wishes().pin("P03", "P01")
        assert wishes.let_go("P03", "P01") == Wishes()

    def test_the_last_word_about_a_score_counts(self) -> None:
        wishes = CORRECTED.correct("P09", "clusters", "need", 4)
        assert [new.score for new in wishes.scores] == [4.0]
        assert wishes.as_answered("P09", "clusters", "need") == Wishes()
        assert wishes.as_answered("P09", "clusters", "resource") == wishes

    def test_empty_ones_are_false(self) -> None:
        assert not Wishes()
        assert WISHED
        assert CORRECTED

    def test_a_partner_and_itself_are_no_pair(self) -> None:
        with pytest.raises(ValueError, match=r"'P01', 'P01'.*two different"):
            Wishes().pin("P01", "P01")

    def test_written_for_the_file_of_decisions(self) -> None:
        wishes = WISHED.correct("P03", "clusters", "need", 4.5)
        assert tomllib.loads(wishes.to_toml()) == {
            "binomes": {"pinned": [["P01", "P03"]], "forbidden": [["P09", "P10"]], "reason": ""},
            "scores": [
                {"partner": "P03", "theme": "clusters", "side": "need", "score": 4.5, "reason": ""}
            ],
        }
        assert Wishes().to_toml() == ""


class TestWeigh:
    def test_no_wish_gives_the_first_proposal(self) -> None:
        outcome = weigh(first(), Wishes())
        assert outcome.free is first()
        assert outcome.pairing.binomes == first().binomes
        assert (outcome.placed.rank, outcome.placed.count) == (1, 840)
        assert outcome.difference.cost == 0

    def test_pairs_as_by_code(self) -> None:
        outcome = weigh(first(), WISHED)
        by_code = first().with_(require=[("P01", "P03")], forbid=[("P09", "P10")])
        assert outcome.pairing.binomes == by_code.binomes
        assert outcome.difference.cost == by_code.against(first()).cost > 0
        assert outcome.verify()
        # Counted by hand among all admissible pairings.
        better = sum(one.total > by_code.total + 1e-9 for one in first().alternatives(839)) + 1
        assert (outcome.placed.rank, outcome.placed.count) == (better + 1, 840)
        assert outcome.placed.verify()

    def test_scores_as_by_code(self) -> None:
        outcome = weigh(first(), CORRECTED)
        by_code = grid().corrected("P09", "clusters", "need", 0)
        now = pa.pair_partners(pa.complementarity(by_code))
        assert outcome.pairing.binomes == outcome.free.binomes == now.binomes
        assert outcome.first_now == now.total_of(first().binomes) < first().total
        assert outcome.placed.rank == 1
        assert outcome.verify()

    def test_formulas_and_rules_hold(self) -> None:
        flows = pa.complementarity(grid(), transfer="gap", mutual="min", level="criterion")
        base = pa.pair_partners(flows, objective="leximin", forbid=[("P01", "P02")])
        outcome = weigh(base, WISHED.correct("P09", "clusters", "need", 0))
        made = outcome.pairing.flows
        assert made is not None
        assert (made.transfer, made.mutual, made.level) == ("gap", "min", "criterion")
        assert outcome.pairing.objective == "leximin"
        assert outcome.pairing.inadmissible["P01", "P02"] == "forbidden"
        assert outcome.verify()

    def test_pin_may_break_the_country_rule(self) -> None:
        outcome = weigh(first(), Wishes().pin("P01", "P04"))  # both French
        assert ("P01", "P04") in outcome.pairing.binomes
        assert outcome.verify()
        assert outcome.placed.verify()
        assert outcome.placed.count == 945  # all of them, this rule being lifted for its only pair

    def test_late_partner_may_be_pinned(self) -> None:
        frames = [pd.DataFrame({"t": [5, 4, 2, 1, None]}, index=list("ABCDE")) for _ in range(2)]
        base = pa.pair_partners(pa.complementarity(Grid.from_frames(*frames)), odd="wait")
        outcome = weigh(base, Wishes().pin("A", "E"))
        assert ("A", "E") in outcome.pairing.binomes
        assert outcome.verify()
        assert "no score" in seen(outcome_html(outcome, "en"))

    def test_required_pair_without_a_score_that_is_forbidden_does_not_come_back(self) -> None:
        frame = pd.DataFrame({"t": [5, 4, 1, None]}, index=list("ABCD"))
        flows = pa.complementarity(Grid.from_frames(frame, frame))
        base = pa.pair_partners(flows, require=[("C", "D")])
        assert ("C", "D") in base.binomes
        outcome = weigh(base, Wishes().forbid("C", "D"))
        plain = pa.pair_partners(flows)
        assert plain.unpaired == ("C", "D")
        assert outcome.placed.binomes == outcome.pairing.binomes == plain.binomes
        assert (outcome.placed.rank, outcome.placed.count) == (plain.rank, plain.count)
        assert outcome.placed.verify()

    def test_pair_that_is_pinned_and_forbidden_at_once_is_a_contradiction(self) -> None:
        frames = [pd.DataFrame({"t": [5, 4, 2, 1, None]}, index=list("ABCDE")) for _ in range(2)]
        base = pa.pair_partners(pa.complementarity(Grid.from_frames(*frames)), odd="unpaired")
        for pair in (("A", "E"), ("A", "B")):  # without a score, and with one
            with pytest.raises(InfeasibleError, match=f"{pair[0]} and {pair[1]} are required"):
                weigh(base, Wishes(pinned=(pair,), forbidden=(pair,)))

    def test_many_partners(self) -> None:
        names = [f"N{number:02}" for number in range(14)]
        frame = pd.DataFrame({"t": [number % 6 for number in range(14)]}, index=names)
        base = pa.pair_partners(pa.complementarity(Grid.from_frames(frame, frame.iloc[::-1])))
        pair = next(p for p in [("N01", "N02"), ("N01", "N03")] if p not in base.binomes)
        outcome = weigh(base, Wishes().pin(*pair))
        assert outcome.verify()
        assert outcome.placed.rank is None
        assert "Rank" not in seen(outcome_html(outcome, "en"))

    def test_impossible_wishes_say_why(self) -> None:
        with pytest.raises(InfeasibleError, match="P01, P02, P03 are required together"):
            weigh(first(), Wishes().pin("P01", "P02").pin("P01", "P03"))

    def test_corrections_that_make_the_own_rules_impossible_say_so(self) -> None:
        base, wishes = overruled()
        for more in (wishes, wishes.pin("A", "B")):
            with pytest.raises(OwnRulesError, match=r"corrected scores.*C has no admissible mate"):
                weigh(base, more)

    def test_a_plain_matrix_has_no_scores_to_correct(self) -> None:
        matrix = pa.pair_partners(pd.DataFrame(1.0, list("AB"), list("AB")))
        with pytest.raises(ValueError, match=r"plain score matrix.*Must be a pairing made from"):
            weigh(matrix, Wishes())


class TestReport:
    @pytest.mark.parametrize(
        ("wishes", "said"),
        [
            (Wishes(), "The first proposal: a total of 5.92."),
            (WISHED, "Costs 0.20 of 5.92."),
            (Wishes().pin("P09", "P10"), "Costs nothing: the total stays 5.92."),
        ],
    )
    def test_cost_of_pairs(self, wishes: Wishes, said: str) -> None:
        assert cost_text(weigh(first(), wishes), "en") == said

    def test_cost_too_small_to_be_written(self) -> None:
        scores = pd.DataFrame({"t": [5, 4.9, 2, 1.9]}, index=list("ABCD"))
        flows = pa.complementarity(Grid.from_frames(scores, scores))
        base = pa.pair_partners(flows, forbid=[("A", "B")])
        text = cost_text(weigh(base, Wishes().forbid(*base.binomes[0])), "en")
        assert text.startswith("Costs less than 0.01 of ")

    def test_pin_that_raises_the_total(self) -> None:
        # The fairest pairing has a lower total than the best.
        fairest = pa.pair_partners(pa.complementarity(grid()), objective="leximin")
        outcome = weigh(fairest, Wishes().pin("P01", "P02").pin("P03", "P07").pin("P04", "P05"))
        gain = outcome.pairing.total - fairest.total
        assert gain > 0
        assert cost_text(outcome, "en") == f"Adds {gain:.2f} to {fairest.total:.2f}."

    def test_corrected_scores_say_what_the_first_proposal_would_have(self) -> None:
        outcome = weigh(first(), CORRECTED.forbid("P01", "P02"))
        assert cost_text(outcome, "en") == (
            f"A total of {outcome.pairing.total:.2f} instead of 5.92. "
            f"The first proposal would now have {outcome.first_now:.2f}. "
            f"Without pinned and forbidden pairs it would be {outcome.free.total:.2f}."
        )
        assert "before the corrections" in seen(outcome_html(outcome, "en"))

    def test_correction_that_moves_nobody(self) -> None:
        own = float(grid().needs.loc["P09", "clusters"])
        outcome = weigh(first(), Wishes().correct("P09", "clusters", "need", own))
        assert cost_text(outcome, "en").endswith("instead of 5.92. The binômes stay as they were.")

    def test_page_shows_everything(self) -> None:
        outcome = weigh(first(), WISHED)
        html = outcome_html(outcome, "fr")
        bold = [seen(row) for row in re.findall(r'<tr class="new">(.*?)</tr>', html)]
        assert [re.findall(r"P\d\d", row) for row in bold] == [
            list(binome) for binome in outcome.difference.new
        ]
        text = seen(html)
        for a, b in outcome.pairing.binomes:
            assert f"{outcome.pairing.score_of((a, b)):.2f}".replace(".", ",") in text
            assert re.search(rf"{a} [^+]+ \+ {b} ", text)
        assert str(outcome.placed.rank) in text
        assert "✓" in text
        assert "fictives" in text
        assert 'pinned = [["P01", "P03"]]' in text

    def test_names_cannot_break_the_page(self) -> None:
        names = ["<b>A", "B&"]
        frame = pd.DataFrame({"t": [3, 4]}, index=names)
        base = pa.pair_partners(pa.complementarity(Grid.from_frames(frame, frame)))
        assert "<b>A" not in outcome_html(weigh(base, Wishes().pin(*names)), "en").replace(
            "<b><b>", "<b>"
        )
        mateless = Obstacle(code="no mate", partners=("<b>A",), text="")
        error = InfeasibleError.of([mateless])
        assert "<b>" not in refusal_html(error, base, "en")

    def test_refusal_names_partners_and_tells_whose_rules_stand_in_the_way(self) -> None:
        with pytest.raises(InfeasibleError) as caught:
            weigh(first(), Wishes().pin("P01", "P02").pin("P01", "P03"))
        html = refusal_html(caught.value, first(), "fr")
        assert "P03 Karviná sont imposés ensemble" in seen(html)
        assert "Aucune répartition ne respecte tous ces souhaits." in seen(html)
        with pytest.raises(OwnRulesError) as impossible:
            weigh(*overruled())
        text = seen(refusal_html(impossible.value, overruled()[0], "en"))
        assert "With these scores, no pairing keeps the rules set before the meeting." in text
        assert "Nobody is left for C." in text

    def test_unconfirmed_pairing_is_marked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Pairing, "verify", lambda _: False)
        assert "✗" in outcome_html(weigh(first(), WISHED), "en")


class Panel:
    """The box as somebody uses it, found by what is written on it."""

    def __init__(self, **keywords: Any) -> None:
        self.box = what_if(grid(), "en", **keywords)

    def all(self, kind: str) -> list[Any]:
        found, rest = [], [self.box]
        while rest:
            widget = rest.pop(0)
            found += [widget] if type(widget).__name__ == kind else []
            rest = [*getattr(widget, "children", ()), *rest]
        return found

    def button(self, text: str) -> Any:
        (button,) = (one for one in self.all("Button") if one.description == text)
        return button

    def click(self, text: str) -> None:
        assert not self.button(text).disabled
        self.button(text).click()

    def choose(self, *values: str) -> None:
        """Choose a pair of two, or a partner, a theme and a side."""
        choices = self.all("Dropdown")
        chosen = choices[:2] if len(values) == 2 else choices[2:]
        for choice, value in zip(chosen, values, strict=True):
            choice.value = value

    @property
    def tags(self) -> list[str]:
        return [one.description for one in self.all("Button") if one.icon == "times"]

    @property
    def result(self) -> str:
        return str(self.all("HTML")[-1].value)


class TestPanel:
    def test_pin_and_forbid(self) -> None:
        panel = Panel()
        assert panel.result == outcome_html(weigh(first(), Wishes()), "en")
        panel.choose("P03", "P01")
        panel.click("pin")
        panel.choose("P09", "P10")
        panel.click("forbid")
        assert panel.result == outcome_html(weigh(first(), WISHED), "en")
        assert [tag[:11] for tag in panel.tags] == ["pinned: P01", "forbidden: "]

    def test_let_go_by_button_and_by_tag(self) -> None:
        panel = Panel()
        panel.choose("P03", "P01")
        assert panel.button("let go").disabled
        panel.click("pin")
        assert panel.button("pin").disabled
        panel.click("let go")
        assert panel.tags == []
        panel.click("forbid")
        panel.click(panel.tags[0])
        assert panel.tags == []
        assert panel.result == outcome_html(weigh(first(), Wishes()), "en")

    def test_a_partner_and_itself_cannot_be_wished(self) -> None:
        panel = Panel()
        panel.choose("P03", "P03")
        assert [panel.button(one).disabled for one in ("pin", "forbid", "let go")] == [True] * 3

    def test_correct_a_score(self) -> None:
        panel = Panel()
        panel.choose("P09", "clusters", "need")
        (slider,) = panel.all("FloatSlider")
        own = float(grid().needs.loc["P09", "clusters"])
        assert abs(slider.value - own) <= 0.25
        assert (slider.min, slider.max, slider.step) == (0, 5, 0.5)
        slider.value = 0
        panel.click("correct")
        assert panel.result == outcome_html(weigh(first(), CORRECTED), "en")
        panel.choose("P01", "clusters", "need")
        panel.choose("P09", "clusters", "need")
        assert slider.value == 0  # where it was put
        panel.click(panel.tags[0])
        assert abs(slider.value - own) <= 0.25
        assert panel.result == outcome_html(weigh(first(), Wishes()), "en")

    def test_blank_score_can_be_given(self) -> None:
        frame = pd.DataFrame({"t": [5, None], "u": [2, 2]}, index=["A", "B"])
        box = what_if(Grid.from_frames(frame, frame), "en")
        panel = Panel.__new__(Panel)
        panel.box = box
        panel.choose("B", "t", "need")
        assert panel.all("FloatSlider")[0].value == 0
        assert any("not assessed" in one.value for one in panel.all("HTML"))
        panel.click("correct")
        assert panel.tags == ["B, t, need: 0.0"]

    def test_impossible_wishes_are_answered_and_taken_back(self) -> None:
        panel = Panel()
        for other in ("P02", "P03"):
            panel.choose("P01", other)
            panel.click("pin")
        assert "P03 Karviná are pinned together" in seen(panel.result)
        assert "<table" not in panel.result
        panel.click(panel.tags[1])
        assert "<table" in panel.result

    def test_start_again(self) -> None:
        panel = Panel()
        assert panel.button("Start again").disabled
        panel.choose("P03", "P01")
        panel.click("pin")
        panel.click("correct")
        panel.click("Start again")
        assert panel.tags == []
        assert panel.result == outcome_html(weigh(first(), Wishes()), "en")

    def test_starts_with_what_was_adopted_under_the_rules_of_the_file(self) -> None:
        given = replace(
            intake(),
            decisions=Decisions(
                adopted=(("P01", "P03"),), pinned=(("P02", "P05"),), forbidden=(("P09", "P10"),)
            ),
        )
        panel = Panel.__new__(Panel)
        panel.box = what_if(replace(grid(), intake=given), "en", forbid=[("P06", "P08")])
        ruled = first().with_(require=[("P02", "P05")], forbid=[("P09", "P10"), ("P06", "P08")])
        assert [tag[:11] for tag in panel.tags] == ["pinned: P01"]
        assert seen(panel.result) == seen(outcome_html(weigh(ruled, PINNED), "en"))
        assert any("The adopted pairs are pinned." in one.value for one in panel.all("HTML"))
        assert panel.button("Start again").disabled
        panel.click(panel.tags[0])
        assert seen(panel.result) == seen(outcome_html(weigh(ruled, Wishes()), "en"))
        panel.click("Start again")
        assert [tag[:11] for tag in panel.tags] == ["pinned: P01"]

    def test_keywords_are_those_of_the_proposal(self) -> None:
        panel = Panel(objective="leximin", mutual="min")
        fairest = pa.pair_partners(pa.complementarity(grid(), mutual="min"), objective="leximin")
        assert f"{fairest.total:.2f}" in seen(panel.result)

    def test_unknown_language_and_missing_ipywidgets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(ValueError, match="Invalid language 'xx'"):
            what_if(grid(), "xx")
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        with pytest.raises(ImportError, match=r"needs ipywidgets.*run.py lab"):
            what_if(grid())

    def test_public_name_is_the_function_whatever_was_imported(self) -> None:
        assert pa.what_if is what_if
