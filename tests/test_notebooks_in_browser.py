"""The notebook with buttons, used in JupyterLab as a facilitator does: in a real browser.

The browser finds nothing but this machine, as in a room without a network.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from prospects_analysis.calibration import score_grid
from prospects_analysis.charts.labels import Labels, partner_text, side_text
from prospects_analysis.flows import complementarity
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wish_report import binome_text
from prospects_analysis.wording import catalogue, number
from tests.browser import chromium, program
from tests.illustrative import FOLDER, intake

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "06_what_if.ipynb"
TOKEN = "of-this-test"
SECONDS = 120  # at most, for one step
WORDS = catalogue("fr")
READING = ".prospects-what-if .widget-html"
#: Neither asks the web for news nor for extensions.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "extensionmanager-extension/plugin": {"enabled": False},
}


def plain(text: str) -> str:
    """Write ordinary spaces for no-break ones, as the browser does when it is asked for a text."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def word(text: str) -> str:
    """Say it as the panel does in French."""
    return plain(WORDS.pgettext("what-if", text))


@dataclass(frozen=True)
class Lab:
    """JupyterLab in a browser, found by what is written on it."""

    browser: Chrome
    log: Path

    def wait(self, what: str, condition: Callable[[], Any]) -> Any:
        """Wait until something is so; if it never is, say what, and show what was there."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                if outcome := condition():
                    return outcome
            except WebDriverException:  # not there yet, or just being drawn anew
                pass
            time.sleep(0.1)
        self.picture("failed")
        said = self.log.read_text(encoding="utf-8", errors="replace")[-3000:]
        pytest.fail(
            f"After {SECONDS} s still no {what}; failed.png in the temporary folder of this "
            f"test shows the browser. The server said:\n{said}",
            False,
        )

    def all(self, css: str, text: str = "") -> list[WebElement]:
        """Find what can be seen and says this."""
        found = self.browser.find_elements(By.CSS_SELECTOR, css)
        return [one for one in found if one.is_displayed() and plain(text) in plain(one.text)]

    def click(self, css: str, text: str = "") -> None:
        """Click the first that can be seen and says this, once it is there."""

        def clicked() -> bool:
            self.all(css, text)[0].click()
            return True

        self.wait(f"click on {css} {text!r}", lambda: self.all(css, text) and clicked())

    def picture(self, name: str) -> None:
        """Keep what is seen now in the temporary folder, for whoever wants to look."""
        self.browser.save_screenshot(str(self.log.with_name(f"{name}.png")))

    def is_idle(self) -> bool:
        return bool(self.all("#jp-main-statusbar", "Python 3 (ipykernel) | Idle"))

    def run_all(self, cells: int) -> None:
        """Run all cells from the menu, and wait until they have run."""
        self.wait("idle kernel", self.is_idle)
        self.click(".lm-MenuBar-item", "Run")
        self.click("li[data-command='runmenu:run-all']", "Run All Cells")
        self.wait(f"{cells} cells that have run", lambda: self.counts() == [*range(1, cells + 1)])
        self.wait("idle kernel", self.is_idle)

    def counts(self) -> list[int]:
        """Execution counts, in the order of the cells."""
        script = """return [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
            .map(one => one.textContent)"""
        found = [re.fullmatch(r"\[(\d+)\]:", text) for text in self.browser.execute_script(script)]
        return [int(one[1]) for one in found if one]


def free_environment(folder: Path) -> dict[str, str]:
    """Let JupyterLab keep everything of its own in a folder, and read nothing of the user's."""
    for name, content in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), encoding="utf-8")
    own = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    own = {name: str(folder / place) for name, place in own.items()}
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    return environment | own | {"JUPYTER_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab on a copy of the notebooks; give its address and its log."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(FOLDER, place / "data/raw/illustrative")
    shutil.copytree(NOTEBOOK.parent, place / "notebooks", ignore=shutil.ignore_patterns(".*"))
    log = place / "lab.log"
    arguments = ["--no-browser", "--port=0", "--allow-root", "--ip=127.0.0.1"]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *arguments, f"--notebook-dir={place}/notebooks"],
            cwd=place,
            env=free_environment(place / "own"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield address(process, place / "own" / "runtime", log), log
    finally:
        process.terminate()  # its kernels end with it
        process.wait(timeout=60)


def address(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Wait for the file in which the server says where it listens."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        for file in runtime.glob(f"jpserver-{process.pid}.json"):
            if text := file.read_text(encoding="utf-8"):
                return str(json.loads(text)["url"])
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}", False)


@pytest.fixture(scope="module")
def lab(server: tuple[str, Path]) -> Iterator[Lab]:
    """Open the notebook in Chromium and run all its cells."""
    url, log = server
    with chromium() as browser:
        opened = Lab(browser=browser, log=log)
        browser.get(f"{url}lab/tree/{NOTEBOOK.name}?token={TOKEN}")
        code = [
            cell
            for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]
        opened.run_all(len(code))
        yield opened


@pytest.fixture
def panel(lab: Lab) -> Panel:
    """Bring the panel into view, without wishes."""
    css = ".prospects-what-if"
    box = lab.wait("panel", lambda: lab.browser.find_element(By.CSS_SELECTOR, css))
    lab.browser.execute_script("arguments[0].scrollIntoView()", box)
    panel = Panel(lab=lab)
    if panel.button(word("Start again")).is_enabled():
        panel.click(word("Start again"))
    lab.wait("first proposal", lambda: panel.new == [] and panel.tags == [])
    return panel


@dataclass(frozen=True)
class Panel:
    """The panel as it is seen: every word is read off the page."""

    lab: Lab

    def button(self, text: str) -> WebElement:
        found = self.lab.all(".prospects-what-if button:not(.prospects-wish)")
        return next(one for one in found if plain(one.text.strip()) == text)

    def click(self, text: str) -> None:
        """Click a button once it can be clicked."""
        self.lab.wait(f"button {text!r}", lambda: self.button(text).is_enabled())
        self.button(text).click()

    def choose(self, *texts: str) -> None:
        """Choose a pair of two, or a partner, a theme and a side."""
        lists = self.lab.all(".prospects-what-if select")
        for element, text in zip(lists[:2] if len(texts) == 2 else lists[2:], texts, strict=True):
            Select(element).select_by_visible_text(text)

    @property
    def tags(self) -> list[WebElement]:
        return self.lab.all(".prospects-wish")

    @property
    def cost(self) -> str:
        return plain(self.lab.all(".prospects-what-if .cost")[0].text)

    @property
    def facts(self) -> str:
        return plain(self.lab.all(".prospects-what-if .facts")[0].text)

    @property
    def binomes(self) -> list[list[str]]:
        """Cells of the table, without its head."""
        return [
            [plain(cell.text) for cell in row.find_elements(By.TAG_NAME, "td")]
            for row in self.lab.all(".prospects-what-if .binomes tr")[1:]
        ]

    @property
    def new(self) -> list[str]:
        """What stands in bold in the first column."""
        names = self.lab.all(".prospects-what-if .binomes td:first-child b")
        return [plain(one.text) for one in names]

    def wait_for_tags(self, count: int) -> None:
        self.lab.wait(f"{count} tags", lambda: len(self.tags) == count)

    def shows(self, pairing: Pairing, first: Pairing, cost: str) -> None:
        """Check that the page says what the library says."""
        labels = Labels.of(first, "fr")
        new = [plain(binome_text(labels, one)) for one in pairing.against(first).new]
        self.lab.wait(f"sentence with {cost!r}", lambda: plain(cost) in self.cost)
        assert self.new == new
        assert [row[:2] for row in self.binomes] == [
            [plain(binome_text(labels, one)), number(pairing.score_of(one), 2, "fr")]
            for one in pairing.binomes
        ]
        assert "✓" in self.facts


@pytest.fixture(scope="module")
def first() -> Pairing:
    return pair_partners(complementarity(score_grid(intake())))


def called(first: Pairing, partner: str) -> str:
    return partner_text(Labels.of(first, "fr"), partner)  # as the list itself has it


def test_pin_and_forbid(panel: Panel, first: Pairing) -> None:
    panel.choose(called(first, "P01"), called(first, "P03"))
    panel.click(word("pin"))
    pinned = first.with_(require=[("P01", "P03")])
    cost = number(pinned.against(first).cost, 2, "fr")
    panel.shows(pinned, first, cost)

    panel.choose(called(first, "P09"), called(first, "P10"))
    panel.click(word("forbid"))
    both = pinned.with_(forbid=[("P09", "P10")])
    cost = word("Costs {cost} of {total}.").format(
        cost=number(both.against(first).cost, 2, "fr"), total=number(first.total, 2, "fr")
    )
    panel.shows(both, first, cost)
    assert panel.cost == cost
    assert len(panel.tags) == 2
    rank = adopt(first, both.binomes).rank
    assert rank is not None
    assert re.search(rf"\b{rank}\b.*\b840\b", panel.facts)
    panel.lab.picture("pinned_and_forbidden")

    panel.tags[0].click()
    forbidden = first.with_(forbid=[("P09", "P10")])
    panel.shows(forbidden, first, number(forbidden.against(first).cost, 2, "fr"))
    panel.click(word("let go"))
    panel.lab.wait("first proposal again", lambda: panel.new == [] and panel.tags == [])


def test_correct_a_score(panel: Panel, first: Pairing) -> None:
    theme = Labels.of(first, "fr").theme("clusters")
    panel.choose(called(first, "P09"), theme, side_text("need", "fr"))
    own = score_grid(intake()).needs.loc["P09", "clusters"]
    panel.lab.wait("own score", lambda: panel.lab.all(READING, number(own, 2, "fr")))
    (handle,) = panel.lab.all(".prospects-what-if .noUi-handle")
    handle.send_keys(Keys.HOME)  # down to the lowest score
    panel.lab.wait("score of 0", lambda: panel.lab.all(READING, number(0, 1, "fr")))
    panel.click(word("correct"))
    corrected = score_grid(intake()).corrected("P09", "clusters", "need", 0)
    now = pair_partners(complementarity(corrected))
    panel.shows(now, first, number(now.total, 2, "fr"))
    assert number(now.total_of(first.binomes), 2, "fr") in panel.cost
    panel.lab.picture("corrected")
    panel.click(word("Start again"))
    panel.lab.wait("first proposal again", lambda: panel.new == [] and panel.tags == [])


def test_impossible_wishes_are_answered_with_the_reason(panel: Panel, first: Pairing) -> None:
    for number_of_tags, other in enumerate(("P02", "P03"), start=1):
        panel.choose(called(first, "P01"), called(first, other))
        panel.click(word("pin"))
        panel.wait_for_tags(number_of_tags)
    named = ", ".join(called(first, one) for one in ("P01", "P02", "P03"))
    reason = WORDS.pgettext(
        "page", "{partners} are pinned together: more than one binôme can hold."
    ).format(partners=named)
    panel.lab.wait("reason", lambda: plain(reason) in plain(panel.facts))
    assert panel.binomes == []
    panel.lab.picture("impossible")
    assert panel.lab.all(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']") == []
    panel.tags[1].click()
    panel.lab.wait("binômes", lambda: len(panel.binomes) == 5)


def test_missing_browser_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"chromium is not installed.*apt install"):
        program("chromium", "chromium")
