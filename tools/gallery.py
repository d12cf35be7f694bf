"""Make docs/gallery.md and its pictures: the charts of the illustrative returns, as a run has them.

    python tools/gallery.py

The pictures go to docs/images/gallery, in the size that a page of documentation shows. Needs
Chromium and chromedriver for that of the live page.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import (
    visibility_of_element_located as visible,
)
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from prospects_analysis._files import write_atomically  # noqa: E402
from prospects_analysis.outputs.chart_set import drawings  # noqa: E402
from prospects_analysis.outputs.deck import make_deck  # noqa: E402
from prospects_analysis.outputs.figures import Drawing, picture  # noqa: E402
from prospects_analysis.outputs.page.page import make_page  # noqa: E402
from prospects_analysis.outputs.sheets.making import partner_sheet  # noqa: E402
from prospects_analysis.outputs.sheets.pages import sheet_figure  # noqa: E402
from prospects_analysis.study import Study, analyse  # noqa: E402
from tests.browser import chromium  # noqa: E402

LANGUAGE = "en"
DPI = 96
ASKED = ("P01", "P09")
WINDOW = {"width": 1280, "height": 720, "deviceScaleFactor": 0.75, "mobile": False}
PAGE = ROOT / "docs" / "gallery.md"
IMAGES = ROOT / "docs" / "images" / "gallery"
_HEAD = """# Gallery

Every chart of the seminar, drawn from the invented answers in `data/raw/illustrative` by the code
that `python run.py demo` runs (`python tools/gallery.py` makes this page). In a notebook each is
one call, named below it: in French by default, in any of nine languages with `language=`.
"""
_TAIL = """## What if?

![The page that answers what if: a circle of partners, and what the pair that was asked for costs.](images/gallery/live.png)

A page of `seminar.html`: somebody asked for ACOM France with Wigan.

## A sheet for each partner

![The sheet of Wigan: what it brings and receives, what to do now.](images/gallery/sheet.png)

`sheets/P09.pdf`, here in English; each partner has it in its own language.
"""  # noqa: E501


def calls(study: Study) -> dict[str, str]:
    """Say how each chart is had in a notebook, by the name of its picture."""
    themes = {f"theme_{one}": f'plot_theme(study.grid, "{one}")' for one in study.grid.themes}
    assert study.pairing is not None
    cards = {
        "_".join(["card", *one]): f"plot_card(study.pairing, {one})"
        for one in study.pairing.binomes
    }
    return {
        "returns": "plot_returns(study.intake)",
        "grid": "plot_grid(study.grid)",
        **themes,
        "complementarities": "plot_complementarities(study.flows, pairing=study.pairing)",
        "binomes": "plot_binomes(study.pairing)",
        **cards,
        "landscape": "plot_landscape(study.pairing)",
        "robustness": "plot_robustness(study.sensitivity.noise, study.pairing.binomes)",
        "costs": "plot_costs(study.sensitivity.costs, study.pairing)",
        "methods": "plot_variants(study.sensitivity.methods, study.pairing.binomes)",
        "calibrations": "plot_variants(study.sensitivity.calibrations, study.pairing.binomes)",
        "changes": "plot_changes(study.sensitivity.changes, study.pairing)",
        "alternatives": "plot_alternatives(study.pairing)",
    }


def shown(study: Study) -> list[Drawing]:
    """Give the charts of the gallery: all, but one theme and one card for those of their kind."""
    every = drawings(study.flows, study.pairing, LANGUAGE, sensitivity=study.sensitivity)
    first: dict[str, Drawing] = {}
    for one in every:
        first.setdefault(one.name.split("_")[0], one)
    return list(first.values())


def page(study: Study, charts: list[Drawing]) -> str:
    """Write the page."""
    known = calls(study)
    parts = [
        f"## {one.title}\n\n![{one.alternative_text}](images/gallery/{one.name}.png)\n\n"
        f"`pa.charts.{known[one.name]}`\n"
        for one in charts
    ]
    return "\n".join([_HEAD, *parts, _TAIL])


def sheet_picture(study: Study) -> bytes:
    """Draw the sheet of a partner."""
    assert study.pairing is not None
    figure = sheet_figure(partner_sheet(study.pairing, "P09", LANGUAGE))
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=1.5 * DPI, metadata={"Software": "prospects_analysis"})
    return buffer.getvalue()


def live_picture(study: Study) -> bytes:
    """Photograph the page that answers "what if?", after a pair was asked for."""
    drawn = drawings(study.flows, study.pairing, LANGUAGE)
    deck = make_deck(study.flows, study.pairing, drawn, LANGUAGE)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder, "seminar.html")
        file.write_bytes(make_page(deck, study.pairing, None, study.intake.decisions))
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", WINDOW)
        browser.get(file.as_uri())
        browser.execute_script(
            "location.hash = document.getElementById('ring').closest('section').id.slice(5)"
        )
        for partner in ASKED:
            selector = f".partner[data-partner={partner}]"
            WebDriverWait(browser, 10).until(visible((By.CSS_SELECTOR, selector))).send_keys(" ")
        WebDriverWait(browser, 10).until(visible((By.ID, "choice-pin"))).click()
        return browser.get_screenshot_as_png()


def main() -> None:
    """Write the page and its pictures, and remove those that it no longer shows."""
    study = analyse(ROOT / "data" / "raw" / "illustrative")
    charts = shown(study)
    pictures = {one.name: picture(one, "png", dpi=DPI) for one in charts}
    pictures |= {"sheet": sheet_picture(study), "live": live_picture(study)}
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, data in pictures.items():
        write_atomically(IMAGES / f"{name}.png", data)
    for path in IMAGES.glob("*.png"):
        if path.stem not in pictures:
            path.unlink()
    write_atomically(PAGE, page(study, charts).encode("utf-8"))


if __name__ == "__main__":
    main()
