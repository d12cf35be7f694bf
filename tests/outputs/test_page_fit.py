"""Nothing on a projected page scrolls, whatever the room wishes for."""

from __future__ import annotations

import pytest

from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.wording import number
from tests.outputs.page_show import Show, first, page_of, small

SIZES = [(1280, 720), (1920, 1080), (1024, 768)]
OVERFLOWS = """
return ['#answer', '.side', '.live'].filter(css => {
    const box = document.querySelector(css);
    return box.scrollHeight > box.clientHeight + 1;
})"""
TIGHTNESS = "return document.querySelector('.side').dataset.tightness"
COVERED = """
const boxes = css => [...document.querySelectorAll(css)].map(one => one.getBoundingClientRect());
return boxes('#ring .badge circle').filter(a => boxes('#ring text').some(b => (
    a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom && b.top < a.bottom
))).length;
"""
BROKEN = """
return [...document.querySelectorAll('.now .word')]
    .filter(one => one.getClientRects().length > 1).map(one => one.textContent);
"""
PINS = [("P01", "P03"), ("P02", "P04"), ("P05", "P06"), ("P07", "P08"), ("P09", "P10")]
NAMES = [f"Regional development agency {at:02}" for at in range(12)]


def fits(show: Show) -> bool:
    assert show.run(OVERFLOWS) == []
    assert show.misplaced() == [[], [], []]
    return True


def wigan() -> tuple[str, ...]:
    """What to choose in the dialog to have a need of Wigan corrected."""
    labels, side = Labels.of(first(), "fr"), side_text("need", "fr").capitalize()
    return (labels.partner("P09"), labels.theme("clusters"), side, number(0.5, 1, "fr"))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_correction_a_pin_and_a_ban(show: Show, width: int, height: int) -> None:
    show.resize(width, height)
    show.open_live()
    assert fits(show)
    assert show.run(TIGHTNESS) == ""
    show.correct(*wigan())
    assert fits(show)
    show.choose("P01", "P03", "pin")
    show.choose("P09", "P10", "forbid")
    assert fits(show)
    assert show.one("#answer .new").is_displayed()
    assert show.one("#answer .gone").is_displayed()
    assert len(show.all("#wishes li:not(.more):not([hidden])")) == 3


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_five_pins_leave_each_pair_its_line_and_its_score(
    show: Show, width: int, height: int
) -> None:
    show.resize(width, height)
    show.open_live()
    for a, b in PINS:
        show.choose(a, b, "pin")
    assert fits(show)
    assert "closer" not in show.run(TIGHTNESS)
    tops = show.run("""return [...document.querySelectorAll('#answer .new li b')]
        .map(one => one.getBoundingClientRect().top)""")
    assert len(tops) == len(set(tops)) == 4
    assert len(show.all("#ring .badge.pinned")) == 5
    assert show.run(COVERED) == 0
    assert show.run(BROKEN) == []


def test_signs_of_what_is_forbidden_cover_no_score(show: Show) -> None:
    show.open_live()
    amidst = [("P01", "P09"), ("P02", "P04")]  # where there is a score in the middle
    for a, b in [*amidst, *first().binomes]:
        show.choose(a, b, "forbid")
        assert show.run(COVERED) == 0
    assert len(show.all("#ring .badge.forbidden")) == 7


def test_twelve_partners_with_long_names_and_ever_more_wishes(show: Show) -> None:
    show.open_live(page_of(small(NAMES)))
    for at in range(0, 12, 2):
        show.choose(NAMES[at], NAMES[at + 1], "forbid")
        assert fits(show)
    for partner in NAMES[::2]:
        show.correct(partner, "t", "Need", number(4.5, 1, "en"))
        assert fits(show)
    assert show.run(TIGHTNESS) != ""
    shown = [one for one in show.all("#wishes li:not(.more)") if one.is_displayed()]
    more = show.one("#wishes .more button")
    assert more.text == f"+{12 - len(shown)}"
    more.click()
    tags = show.all("#all-wishes-list button")
    assert [one.is_displayed() for one in tags] == [True] * 12
    tags[0].click()
    assert not show.one("#all-wishes").is_displayed()
    assert len(show.all("#wishes li:not(.more)")) == 11
    assert fits(show)
    show.one("#restart").click()
    assert fits(show)
    assert show.run(TIGHTNESS) == ""


def test_the_mark_of_missing_answers_goes_with_the_last_of_them(show: Show) -> None:
    show.open_live(page_of(small(list("ABCD"), [3, None, 2, 4])))
    assert any(one.endswith("*") for one in show.texts("#ring text"))
    show.correct("B", "t", "Resource", number(3, 1, "en"))
    show.correct("C", "t", "Need", number(3, 1, "en"))
    assert not any(one.endswith("*") for one in show.texts("#ring text"))
