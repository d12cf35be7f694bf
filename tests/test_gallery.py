"""The gallery of the docs is what the code makes: the same charts, titles and calls."""

from __future__ import annotations

import re
from pathlib import Path

from matplotlib import image, pyplot

import prospects_analysis as pa
from tests.outputs import made
from tools import gallery

ROOT = Path(__file__).parents[1]


def test_page_is_what_the_code_writes():
    study = made.study()
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page(study, gallery.shown(study))


def test_every_chart_of_the_house_is_shown_or_said_where_it_is():
    text = gallery.PAGE.read_text(encoding="utf-8")
    shown = set(re.findall(r"pa\.charts\.(plot_\w+)\(", text))
    assert shown == {*pa.charts.__all__} - {
        "plot_partner"
    }  # an answer to one partner, in notebook 3


def test_calls_of_the_page_draw_the_titles_of_the_page():
    study = made.study()
    text = gallery.PAGE.read_text(encoding="utf-8")
    pattern = r"^## (.+)\n\n!\[.*\]\(.*\)\n\n`(pa\.charts\.\w+\(.*\))`$"
    found = re.findall(pattern, text, re.MULTILINE)
    assert len(found) == len(gallery.shown(study))
    for title, call in found:
        drawn = eval(call[:-1] + ', language="en")', {"pa": pa, "study": study})
        figure = getattr(drawn, "figure", drawn)
        titles = [ax.get_title(loc="left") for ax in figure.axes]
        assert " ".join(title.split()) in [" ".join(one.split()) for one in titles]
        pyplot.close(figure)


def test_pictures_of_the_page_are_there_and_no_others():
    named = set(re.findall(r"\(images/gallery/(\w+)\.png\)", gallery.PAGE.read_text("utf-8")))
    assert {path.stem for path in gallery.IMAGES.glob("*.png")} == named
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"\]\((docs/images/\S+\.png)\)", readme):
        assert (ROOT / name).exists(), name
    for name in named - {"sheet", "live"}:
        height, width, _ = image.imread(gallery.IMAGES / f"{name}.png").shape
        assert (width, height) == (1279, 720), name
