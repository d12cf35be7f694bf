"""What was wished is not lost: the browser asks before leaving, and a reload brings it back."""

from __future__ import annotations

import re

from selenium.webdriver.common.keys import Keys

from prospects_analysis.wishes import Wishes, weigh
from tests.outputs.page_show import Show, first, page, page_of, small

ASKS = """
const leaving = new Event('beforeunload', {cancelable: true});
window.dispatchEvent(leaving);
return leaving.defaultPrevented;
"""


def wishes_shown(show: Show) -> list[str]:
    return show.texts("#wishes li:not(.more) button")


def test_a_reload_brings_back_what_was_wished_and_what_to_undo(show: Show) -> None:
    show.open_live()
    show.choose("P01", "P03", "pin")
    show.choose("P09", "P10", "forbid")
    show.browser.refresh()
    pinned = Wishes().pin("P01", "P03")
    show.says(weigh(first(), pinned.forbid("P09", "P10")))
    show.one("#undo").send_keys(Keys.ENTER)
    show.says(weigh(first(), pinned))


def test_what_is_opened_anew_begins_anew(show: Show) -> None:
    show.open_live()
    show.choose("P01", "P03", "pin")
    show.open_live()
    show.says(weigh(first(), Wishes()))


def test_a_page_of_another_run_knows_nothing_of_it(show: Show) -> None:
    show.open_live(page_of(small(list("ABCD"))))
    show.choose("A", "B", "pin")
    assert len(wishes_shown(show)) == 1
    (show.folder / "seminar.html").write_bytes(page_of(small(list("ABCD"), [3, 1, 4, 1])))
    show.browser.refresh()
    assert wishes_shown(show) == []


def test_pages_that_differ_in_anything_have_another_mark() -> None:
    def mark(content: bytes) -> str:
        (found,) = re.findall(r'data-file="([0-9a-f]{64})"', content.decode())
        return str(found)

    one, other = page_of(small(list("ABCD"))), page_of(small(list("ABCE")))
    assert mark(one) != mark(other)


def test_it_asks_only_while_something_is_unsaved(show: Show) -> None:
    show.open_live()
    assert not show.run(ASKS)
    show.choose("P01", "P03", "pin")
    assert show.run(ASKS)
    show.one("#undo").send_keys(Keys.ENTER)
    assert not show.run(ASKS)
    show.one("#adopt").send_keys(Keys.ENTER)
    assert show.run(ASKS)  # somebody is at the form
    show.press(Keys.ESCAPE)
    assert not show.run(ASKS)
    show.choose("P01", "P03", "pin")
    show.one("#adopt").send_keys(Keys.ENTER)
    show.one("#adoption [type=submit]").send_keys(Keys.ENTER)
    show.saved()
    assert not show.run(ASKS)
    show.press(Keys.ESCAPE)
    show.browser.refresh()
    assert len(wishes_shown(show)) == 1
    assert not show.run(ASKS)  # it still knows that this was saved
    show.choose("P09", "P10", "forbid")
    assert show.run(ASKS)


def test_who_leaves_the_page_drops_a_choice_that_is_half_made(show: Show) -> None:
    show.open(page(), "#live")
    hint = show.texts("#hint")
    show.partner("P01").send_keys(Keys.ENTER)
    assert show.texts("#hint") != hint
    show.press(Keys.ARROW_RIGHT, Keys.ARROW_LEFT)
    assert show.texts("#hint") == hint
    show.partner("P03").send_keys(Keys.ENTER)
    assert not show.one("#choice").is_displayed()
