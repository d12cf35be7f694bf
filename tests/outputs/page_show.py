"""The page of the meeting as it is seen in a real browser, in a room without a network."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from prospects_analysis.charts.labels import Labels
from prospects_analysis.decisions import Decisions
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.outputs.deck import Deck, make_deck
from prospects_analysis.outputs.page.page import make_page
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wish_report import cost_text
from prospects_analysis.wishes import Outcome
from prospects_analysis.wording import catalogue, number
from tests.browser import chromium
from tests.outputs import made

#: Texts outside the wall, texts that are too small, and what reaches into the foot.
MISPLACED = """
const unit = Math.min(innerWidth / 1280, innerHeight / 720);
const page = document.querySelector('.page.now');
const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
const outside = [], small = [];
while (walk.nextNode()) {
    const { data, parentElement: parent } = walk.currentNode;
    if (!data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const inside = box.left >= -1 && box.right <= innerWidth + 1
        && box.top >= -1 && box.bottom <= innerHeight + 1;
    if (!inside) outside.push(data);
    const scale = parent.closest('svg')?.getScreenCTM().a ?? 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    if (size < (parent.closest('footer') ? 14 : 18) * unit - 0.01) small.push([data, size]);
}
const foot = page.querySelector('footer').getBoundingClientRect().top + 2;
const parts = [...(page.querySelector('.body')?.children ?? [])];
const over = parts.filter(one => one.getBoundingClientRect().bottom > foot);
return [outside, small, over.map(one => one.outerHTML)];
"""
SECONDS = 20  # at most, for one step
HOSTILE = '</script><img src=x onerror="document.title=1">'
WORDS = catalogue("fr")
Partners = list[str]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@cache
def first() -> Pairing:
    pairing = made.study().pairing
    assert pairing is not None
    return pairing


@cache
def french() -> Deck:
    flows = made.study().flows
    return make_deck(flows, first(), drawings(flows, first(), "fr"), "fr")


@cache
def page() -> bytes:
    return make_page(french(), first(), None, made.study().intake.decisions)


def small(partners: Partners, resources: list[Any] | None = None, **rules: Any) -> Pairing:
    """Pair a few partners of one theme."""
    given = resources or [(3 * at) % 6 for at in range(len(partners))]
    frames = pd.DataFrame({"t": given}, partners), pd.DataFrame({"t": given[::-1]}, partners)
    return pair_partners(complementarity(Grid.from_frames(*frames)), **rules)


def adopted_page(adopted: Pairing, decisions: Decisions) -> bytes:
    """Give the French page as it is after a meeting, with two pictures."""
    flows = made.study().flows
    kept = ("binomes", "alternatives")
    drawn = [one for one in drawings(flows, first(), "fr") if one.name in kept]
    deck = make_deck(flows, first(), drawn, "fr", adopted=adopted)
    return make_page(deck, first(), adopted, decisions)


def page_of(pairing: Pairing | None, like: Pairing | None = None) -> bytes:
    flows = (pairing or like).flows  # type: ignore[union-attr]
    assert flows is not None
    drawn = [one for one in drawings(flows, pairing, "en") if not one.binome]  # cards take long
    deck = make_deck(flows, pairing, drawn, "en")
    return make_page(deck, pairing, None, Decisions())


@dataclass(frozen=True)
class Show:
    """The page as it is seen."""

    browser: Chrome
    folder: Path

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def open(self, content: bytes, at: str = "") -> None:
        file = self.folder / "seminar.html"
        file.write_bytes(content)
        self.browser.get("about:blank")
        self.browser.get(f"{file.as_uri()}{at}")

    def open_live(self, content: bytes | None = None) -> None:
        self.open(content or page())
        number = self.run("return document.querySelector('.page.live').id.slice(5)")
        self.run(f"location.hash = '#{number}'")
        self.wait("live page", lambda: self.one("#ring").is_displayed())

    def run(self, script: str) -> Any:
        return self.browser.execute_script(script)

    def all(self, css: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def texts(self, css: str) -> list[str]:
        return [plain(one.text) for one in self.all(css)]

    def wait(self, what: str, condition: Callable[[], Any]) -> None:
        end = time.monotonic() + SECONDS
        while not condition():
            if time.monotonic() > end:
                self.browser.save_screenshot(str(self.folder / "failed.png"))
                pytest.fail(f"After {SECONDS} s still no {what}; see failed.png.", False)
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    @property
    def at(self) -> int:
        """Which of all pages is shown, the first being 1."""
        shown = self.run("""return [...document.querySelectorAll('.page')]
            .map(one => getComputedStyle(one).display !== 'none')""")
        assert shown.count(True) == 1
        return int(shown.index(True)) + 1

    def messages(self) -> list[str]:
        """What the browser complained about, and every address it asked for."""
        asked = []
        for entry in self.browser.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                asked.append(event["params"]["request"]["url"])
        own = ("data:", "blob:", "about:", (self.folder / "seminar.html").as_uri())
        said = [one["message"] for one in self.browser.get_log("browser")]
        return [*said, *(url for url in asked if not url.startswith(own))]

    def misplaced(self) -> list[list[Any]]:
        """Texts of this page outside the wall, texts too small, and what reaches into the foot."""
        return list(self.run(MISPLACED))

    def partner(self, partner: str) -> WebElement:
        return self.one(f'.partner[data-partner="{partner}"]')

    def choose(self, a: str, b: str, what: str) -> None:
        """Choose two partners and one of the buttons, all by keyboard."""
        self.partner(a).send_keys(Keys.ENTER)
        self.partner(b).send_keys(Keys.SPACE)
        self.wait("choice", lambda: self.one("#choice").is_displayed())
        self.one(f"#choice-{what}").send_keys(Keys.ENTER)
        self.wait("answer", lambda: not self.one("#choice").is_displayed())

    def correct(self, *about: str) -> None:
        self.one("#correct").send_keys(Keys.ENTER)
        for name, text in zip(("partner", "theme", "side", "score"), about, strict=True):
            Select(self.one(f"#correction-{name}")).select_by_visible_text(text)
        self.one("#correction [type=submit]").send_keys(Keys.ENTER)
        self.wait("answer", lambda: not self.one("#correction").is_displayed())

    def saved(self) -> tuple[Path, bytes]:
        """Take the file that the browser downloaded."""
        file = self.folder / "decisions.toml"
        self.wait("download", file.exists)
        content = file.read_bytes()
        file.unlink()
        return file, content

    def says(self, outcome: Outcome) -> None:
        """Check that the page says what the library says."""
        told = " ".join(self.texts("#answer .headline, #answer .facts"))
        assert told.startswith(plain(cost_text(outcome, "fr")))
        text = WORDS.pgettext("what-if", "Rank {rank} of {count} admissible pairings.")
        rank, count = outcome.placed.rank, outcome.placed.count
        assert plain(text.format(rank=rank, count=count)) in told
        weakest = number(outcome.pairing.weakest, 2, "fr")
        assert weakest in told
        labels = Labels.of(first(), "fr")
        for kind in ("new", "gone"):
            expected = [
                plain(" – ".join(map(labels.partner, one)))
                for one in getattr(outcome.difference, kind)
            ]
            assert self.texts(f"#answer .{kind} li > span") == expected
        drawn = {one.get_attribute("data-pair") for one in self.all("#ring .chosen")}
        assert drawn == {"-".join(one) for one in outcome.pairing.binomes}


@contextmanager
def opened(folder: Path) -> Iterator[Show]:
    """Start a browser that has no network and writes down what it asks for."""
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    with chromium(downloads=folder, logged=True) as browser:
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        yield Show(browser=browser, folder=folder)
