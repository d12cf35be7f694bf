"""What the room tries out on the page, in a real browser: the page says what the library says."""

from __future__ import annotations

import pandas as pd
from selenium.webdriver.common.keys import Keys

from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.decisions import read_decisions
from prospects_analysis.flows import complementarity
from prospects_analysis.framework import read_framework
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.page.words import live_words, pair_words
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.wishes import Wishes, weigh
from prospects_analysis.wording import catalogue, number
from tests.illustrative import FOLDER
from tests.outputs.page_show import (
    WORDS,
    Show,
    first,
    page_of,
    plain,
    small,
)


class TestLive:
    def test_at_first_it_shows_the_proposal(self, show: Show) -> None:
        show.open_live()
        show.says(weigh(first(), Wishes()))
        assert not show.one("#undo").is_enabled()
        assert show.one("#answer").get_attribute("aria-live") == "polite"

    def test_pin_forbid_undo_and_start_again_by_keyboard(self, show: Show) -> None:
        show.open_live()
        show.choose("P01", "P03", "pin")
        pinned = Wishes().pin("P01", "P03")
        show.says(weigh(first(), pinned))
        assert show.partner("P03").get_attribute("data-partner") == show.run(
            "return document.activeElement.dataset.partner"
        )  # back where the reader was
        assert len(show.all("#ring .badge.pinned")) == 1
        show.choose("P09", "P10", "forbid")
        both = pinned.forbid("P09", "P10")
        show.says(weigh(first(), both))
        assert len(show.all("#ring line.forbidden")) == 1
        assert len(show.all("#wishes li:not(.more) button")) == 2
        show.one("#undo").send_keys(Keys.ENTER)
        show.says(weigh(first(), pinned))
        show.choose("P01", "P03", "let-go")
        show.says(weigh(first(), Wishes()))
        show.choose("P01", "P02", "forbid")
        show.one("#wishes li:not(.more) button").send_keys(Keys.ENTER)
        show.says(weigh(first(), Wishes()))
        show.choose("P01", "P02", "forbid")
        show.one("#restart").send_keys(Keys.ENTER)
        show.says(weigh(first(), Wishes()))
        assert show.all("#wishes li:not(.more) button") == []

    def test_a_line_can_be_clicked(self, show: Show) -> None:
        show.open_live()
        show.run("document.querySelector('[data-pair=P09-P10]').previousElementSibling"
                 ".dispatchEvent(new MouseEvent('click', {bubbles: true}))")  # fmt: skip
        labels, flows = Labels.of(first(), "fr"), first().flows
        assert flows is not None
        names = [labels.partner(one) for one in ("P09", "P10")]
        assert show.texts("#choice-title") == [" – ".join(names)]
        expected = [
            first().score_of(("P09", "P10")),
            flows.directed.loc["P09", "P10"],
            flows.directed.loc["P10", "P09"],
        ]
        assert show.texts("#choice-scores dd") == [number(one, 2, "fr") for one in expected]
        show.press(Keys.ESCAPE)

    def test_correct_a_score(self, show: Show) -> None:
        show.open_live()
        labels = Labels.of(first(), "fr")
        side = side_text("need", "fr").capitalize()
        about = (labels.partner("P09"), labels.theme("clusters"), side, number(0, 1, "fr"))
        show.correct(*about)
        corrected = Wishes().correct("P09", "clusters", "need", 0)
        show.says(weigh(first(), corrected))
        show.choose("P01", "P03", "pin")
        show.says(weigh(first(), corrected.pin("P01", "P03")))

    def test_ties_are_said(self, show: Show) -> None:
        pairing = small(list("ABCD"), [3, 3, 3, 3])
        show.open(page_of(pairing))
        said = show.run("return document.getElementById('answer').textContent")
        text = live_words("en")["ties"]
        assert text["forms"][int(text["of"][3])].format(n=3) in said

    def test_impossible_wishes_are_answered_with_the_reason(self, show: Show) -> None:
        show.open_live()
        show.choose("P01", "P02", "pin")
        show.choose("P01", "P03", "pin")
        labels = Labels.of(first(), "fr")
        none = WORDS.pgettext("what-if", "No pairing keeps all these wishes.")
        assert show.texts("#answer .headline") == [plain(none)]
        names = ", ".join(labels.partner(one) for one in ("P01", "P02", "P03"))
        reason = WORDS.pgettext(
            "page", "{partners} are pinned together: more than one binôme can hold."
        )
        assert show.texts("#answer .facts") == [plain(reason.format(partners=names))]
        assert not show.one("#adopt").is_enabled()
        show.one("#undo").send_keys(Keys.ENTER)
        assert show.one("#adopt").is_enabled()

    def test_a_score_that_breaks_the_rules_of_the_run_is_answered_in_words(
        self, show: Show
    ) -> None:
        frame = pd.DataFrame({"t": [5.0, 4.0, None]}, index=list("ABC"))
        flows = complementarity(Grid.from_frames(frame, frame))
        apart = [("A", "C"), ("B", "C")]  # where C has no score, nobody misses it
        show.open_live(page_of(pair_partners(flows, forbid=apart)))
        show.correct("C", "t", "Need", number(3, 1, "en"))
        none = catalogue("en").pgettext("what-if", "No pairing keeps all these wishes.")
        assert show.texts("#answer .headline") == [none]
        assert show.texts("#answer .facts") == ["Nobody is left for C."]
        assert not show.one("#adopt").is_enabled()
        show.one("#undo").send_keys(Keys.ENTER)
        assert show.one("#adopt").is_enabled()

    def test_adopt_saves_decisions_that_are_understood(self, show: Show) -> None:
        show.open_live()
        labels = Labels.of(first(), "fr")
        side = side_text("need", "fr").capitalize()
        about = (labels.partner("P03"), labels.theme("clusters"), side, number(4.5, 1, "fr"))
        show.correct(*about)
        show.choose("P01", "P03", "pin")
        show.one("#adopt").send_keys(Keys.ENTER)
        show.run("document.getElementById('adoption-date').value = '2010-06-15'")
        for name, text in (
            ("place", "Lens"),
            ("others", "A. Chair, B. Guest"),
            ("reason", 'agreed "in plenary"'),
            ("reason-0", "the new\\manager"),
        ):
            show.one(f"#adoption-{name}").send_keys(text)
        show.all("#adoption-present input")[8].send_keys(Keys.SPACE)
        show.one("#adoption [type=submit]").send_keys(Keys.ENTER)
        file, content = show.saved()
        assert show.texts("#adoption-saved code") == [
            "python run.py run data/raw/NAME",
            "python run.py run data/raw/NAME --decisions decisions.toml",
        ]
        assert plain(pair_words("fr")["exactly"]) in show.texts("#adoption-saved p")
        names = {one.name for one in FOLDER.iterdir()}
        saved, issues = read_decisions(file, content, read_framework(), names)
        assert issues == []
        wishes = Wishes().correct("P03", "clusters", "need", 4.5).pin("P01", "P03")
        assert list(saved.adopted) == weigh(first(), wishes).pairing.binomes
        assert saved.pinned == (("P01", "P03"),)
        (score,) = saved.scores
        assert (score.partner, score.theme, score.side) == ("P03", "clusters", "need")
        assert (score.score, score.reason) == (4.5, "the new\\manager")
        assert saved.binomes_reason == 'agreed "in plenary"'
        assert saved.meeting is not None
        assert (saved.meeting.date, saved.meeting.place) == ("2010-06-15", "Lens")
        assert saved.meeting.present == (labels.partner("P09"), "A. Chair", "B. Guest")

    def test_what_was_pinned_before_the_meeting_is_shown_as_such(self, show: Show) -> None:
        pairing = small(list("ABCDEF"), require=[("A", "C")], forbid=[("B", "D")])
        show.open_live(page_of(pairing))
        badges = {one.get_attribute("data-pair") for one in show.all("#ring .badge.pinned")}
        assert badges == {"A-C"}
        assert len(show.all("#ring line.forbidden")) == 1
        show.partner("A").send_keys(Keys.ENTER)
        assert len(show.all("#ring .spoken")) == 5  # its score with each other partner
        show.partner("C").send_keys(Keys.ENTER)
        assert show.texts("#choice-remark") == ["Pinned before the meeting."]
        assert not show.one("#choice-pin").is_enabled()
        show.one("#choice-forbid").send_keys(Keys.ENTER)
        drawn = {one.get_attribute("data-pair") for one in show.all("#ring .chosen")}
        expected = weigh(pairing, Wishes().forbid("A", "C")).pairing.binomes
        assert drawn == {"-".join(one) for one in expected}
