"""The live page after a meeting: it opens on what was adopted, against what was computed."""

from __future__ import annotations

from functools import cache

import pytest
from selenium.webdriver.common.keys import Keys

from prospects_analysis.charts.labels import Labels
from prospects_analysis.decisions import Decisions, Meeting, read_decisions
from prospects_analysis.framework import read_framework
from prospects_analysis.outputs.page.words import live_words
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.wishes import Wishes, weigh
from prospects_analysis.wording import number
from tests.outputs.page_engine import Engine, problem_of, summary
from tests.outputs.page_show import Show, adopted_page, first, page_of, plain, small

NAMED = (("P01", "P05"), ("P02", "P07"), ("P03", "P04"), ("P06", "P10"), ("P08", "P09"))
IN_PART = NAMED[-1:]
WORDS = live_words("fr")


@cache
def adopted(named: tuple[Binome, ...] = NAMED) -> Pairing:
    return adopt(first(), named)


@cache
def page(named: tuple[Binome, ...] = NAMED) -> bytes:
    meeting = Meeting(date="2010-06-15", place="Lens", present=())
    return adopted_page(adopted(named), Decisions(adopted=named, meeting=meeting))


def names(*binomes: Binome) -> list[str]:
    labels = Labels.of(first(), "fr")
    return [plain(" – ".join(map(labels.partner, one))) for one in binomes]


def drawn(show: Show) -> set[str | None]:
    return {one.get_attribute("data-pair") for one in show.all("#ring .chosen")}


def says_adopted(show: Show) -> None:
    assert drawn(show) == {"-".join(one) for one in NAMED}
    total, best = (number(one.total, 2, "fr") for one in (adopted(), first()))
    said = plain(WORDS["adopted_total"].format(total=total, best=best))
    assert show.texts("#answer .headline") == [said]
    cost = number(first().total - adopted().total, 2, "fr")
    rank = WORDS["rank"].format(rank=adopted().rank, count=adopted().count)
    facts = " ".join(show.texts("#answer .facts"))
    assert plain(WORDS["cost"].format(cost=cost, total=best)) in facts
    assert plain(rank) in facts
    assert show.texts("#answer .named li > span") == names(*NAMED)
    gone = "; ".join(names(*adopted().against(first()).gone))
    assert show.texts("#answer p.changes") == [plain(WORDS["not_adopted"].format(pairs=gone))]


def test_it_opens_on_what_was_adopted_and_leads_back_to_what_was_computed(show: Show) -> None:
    show.open_live(page())
    says_adopted(show)
    assert show.texts("#answer .fresh > span") == names(*adopted().against(first()).new)
    assert not show.one("#restart").is_enabled()
    other = show.one("#other")
    assert other.text == WORDS["computed_pairs"]
    other.send_keys(Keys.ENTER)
    show.says(weigh(first(), Wishes()))
    assert other.text == WORDS["adopted_pairs"]
    other.send_keys(Keys.ENTER)
    says_adopted(show)


def test_wishes_start_from_the_first_proposal_and_undo_leads_back(show: Show) -> None:
    show.open_live(page())
    show.choose("P01", "P03", "pin")
    show.says(weigh(first(), Wishes().pin("P01", "P03")))
    show.one("#undo").send_keys(Keys.ENTER)
    says_adopted(show)
    show.choose("P01", "P03", "forbid")
    show.one("#restart").send_keys(Keys.ENTER)
    says_adopted(show)


def test_who_was_named_is_told_from_who_was_computed_for_the_others(show: Show) -> None:
    show.open_live(page(IN_PART))
    text = WORDS["adopted_count"]
    assert show.texts("#answer .named h3") == [plain(text["forms"][int(text["of"][1])].format(n=1))]
    assert show.texts("#answer .named li > span") == names(*IN_PART)
    others = [one for one in adopted(IN_PART).binomes if one not in IN_PART]
    assert show.texts("#answer .kept li > span") == names(*others)


def test_what_is_adopted_once_more_is_the_same(show: Show) -> None:
    show.open_live(page())
    show.one("#adopt").send_keys(Keys.ENTER)
    assert show.texts("#adoption-pairs li") == names(*NAMED)
    show.one("#adoption [type=submit]").send_keys(Keys.ENTER)
    saved, issues = read_decisions(*show.saved(), read_framework(), set())
    assert issues == []
    assert saved.adopted == NAMED
    assert saved.meeting == Meeting(date="2010-06-15", place="Lens", present=())


def test_pins_and_bans_of_the_run_are_listed_as_given(show: Show) -> None:
    pairing = small(list("ABCDEF"), require=[("A", "C")], forbid=[("B", "D")])
    show.open_live(page_of(pairing))
    assert show.texts("#wishes .given") == ["pinned: A – C", "forbidden: B – D"]
    assert show.all("#wishes .given button") == []
    show.choose("A", "C", "forbid")  # the last word counts
    assert show.texts("#wishes .given") == ["forbidden: B – D"]


@pytest.mark.parametrize("named", [NAMED, IN_PART, tuple(first().binomes)])
def test_the_engine_tells_it_as_python_does(engine: Engine, named: tuple[Binome, ...]) -> None:
    pairing = adopt(first(), named)
    problem = problem_of(first(), adopted=pairing)
    [[answer, none]] = engine.all([(problem, [("adopted", None), ("weigh", {})])])
    facts = {**summary(pairing), **{k: getattr(pairing, k) for k in ("rank", "count", "ties")}}
    assert answer == {**none, **facts, "cost": none["total"] - facts["total"]}
