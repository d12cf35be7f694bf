"""Invented answers are called invented wherever they are shown; real ones nowhere."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pytest
from matplotlib import pyplot

from prospects_analysis.outputs.printed_grid import printed_grid
from prospects_analysis.outputs.sheets.making import language_of, partner_sheet
from prospects_analysis.outputs.sheets.pages import sheet_figure, sheet_pdf
from prospects_analysis.outputs.tables import result_tables
from prospects_analysis.outputs.workbook import results_workbook
from prospects_analysis.wording import LANGUAGES, catalogue
from tests.charts.reading import said
from tests.outputs import made
from tests.outputs.carriers import (
    book_sheets,
    html_data,
    html_sections,
    pdf_pages,
    slide_texts,
    slides_of,
)

PARTNERS = [f"P{number:02d}" for number in range(1, 11)]
THEMES = ["attractiveness", "support", "clusters", "ecoinnovation"]
#: Whatever says of answers that they are invented, by its context.
SAYINGS = (
    ("footer", "Fictional data"),
    ("slide", "Fictional data: all answers are invented"),
    ("workbook", "Fictional data: all answers are invented."),
    ("sources", "The answers are invented; they say nothing about the real partners."),
)
Said = Mapping[str, str]


def phrase(language: str) -> str:
    return plain(catalogue(language).pgettext("footer", "Fictional data"))


def sayings(languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    """Give all that calls answers invented, in the languages."""
    found = [catalogue(one).pgettext(*saying) for one in languages for saying in SAYINGS]
    return sorted({plain(one) for one in found})


def plain(text: str) -> str:
    """Without capitals, and without the breaks and spaces in which carriers may differ."""
    return "".join(text.split()).casefold()


def silent(shown: Said, language: str) -> list[str]:
    """Places that do not say in the language that the data are invented."""
    return [place for place, text in shown.items() if phrase(language) not in plain(text)]


def telling(shown: Said, words: list[str]) -> list[str]:
    """Places that say any of the words."""
    return [
        f"{place}: {word}" for place, text in shown.items() for word in words if word in plain(text)
    ]


def others(language: str) -> list[str]:
    """Give the phrase in the other languages."""
    return [phrase(one) for one in LANGUAGES if phrase(one) != phrase(language)]


@functools.cache
def charts(language: str, *, fictional: bool) -> Said:
    """What is written on every picture: a PNG and an SVG hold the same figure."""
    found = {}
    for one in made.drawn(language, fictional=fictional):
        figure = one.draw(one.title)
        found[one.name] = " ".join(said(figure))
        pyplot.close(figure)
    return found


@functools.cache
def seminar(language: str, *, fictional: bool) -> Said:
    """What every slide, page of the booklet and section of the page says."""
    whole = language == "fr" and fictional
    files = made.files() if whole else made.seminar(language, fictional=fictional)
    slides = [" ".join(slide_texts(slide)) for slide in slides_of(files["seminar.pptx"])]
    sections = [one.text for one in html_sections(files["seminar.html"])]
    carried = {"slide": slides, "page": pdf_pages(files["seminar.pdf"]), "section": sections}
    return {f"{kind} {at}": text for kind, all_ in carried.items() for at, text in enumerate(all_)}


def theme_slides(theme: str, language: str, *, fictional: bool) -> Said:
    slides = slides_of(made.theme_deck(theme, language, fictional=fictional))
    return {f"{theme} {at}": " ".join(slide_texts(one)) for at, one in enumerate(slides, start=1)}


def workbooks(language: str) -> Said:
    """What every sheet of the workbooks made from real answers says."""
    real = made.real()
    tables = result_tables(
        real.intake, real.flows, real.pairing, language, sensitivity=real.sensitivity
    )
    results = book_sheets(results_workbook(tables, real.intake, language))
    return {**results, **book_sheets(printed_grid(real.grid, language))}


@pytest.mark.parametrize("language", ["fr", "en"])
class TestInvented:
    def test_every_picture_says_so(self, language: str) -> None:
        shown = charts(language, fictional=True)
        assert len(shown) == 20
        assert silent(shown, language) == []
        assert telling(shown, others(language)) == []

    def test_every_slide_page_and_section_says_so(self, language: str) -> None:
        shown = seminar(language, fictional=True)
        assert len(shown) > 3 * 20
        assert silent(shown, language) == []
        assert telling(shown, others(language)) == []

    @pytest.mark.parametrize("theme", THEMES)
    def test_every_slide_of_a_theme_says_so(self, theme: str, language: str) -> None:
        shown = theme_slides(theme, language, fictional=True)
        assert len(shown) >= 6
        assert silent(shown, language) == []
        assert telling(shown, others(language)) == []


class TestInventedFiles:
    """The files of a run in French."""

    def test_pictures_are_those_that_were_looked_at(self) -> None:
        names = {name[8:] for name in made.files() if name.startswith("figures/")}
        assert names == {
            f"{one.name}.{form}" for one in made.drawn("fr") for form in ("png", "svg")
        }

    def test_every_vector_picture_says_so_to_who_cannot_see_it(self) -> None:
        # The letters are paths; what they say stands beside them.
        shown = {name: text.decode() for name, text in made.files().items() if name[-4:] == ".svg"}
        assert len(shown) == 20
        assert silent(shown, "fr") == []

    def test_every_sheet_of_the_workbooks_says_so(self) -> None:
        for name, count in (("results.xlsx", 13), ("grid.xlsx", 1)):
            shown = book_sheets(made.files()[name])
            assert len(shown) == count
            assert silent(shown, "fr") == []
            assert telling(shown, others("fr")) == []

    @pytest.mark.parametrize("partner", PARTNERS)
    def test_every_page_for_a_partner_says_so_in_its_own_language(self, partner: str) -> None:
        language = language_of(made.pairing(), partner)
        pages = pdf_pages(made.files()[f"sheets/{partner}.pdf"])
        shown = {f"{partner} {at}": page for at, page in enumerate(pages, start=1)}
        assert len(shown) == 1
        # At the head and at the foot.
        assert plain(shown[f"{partner} 1"]).count(phrase(language)) == 2
        assert telling(shown, others(language)) == []


class TestReal:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_no_picture_says_so(self, language: str) -> None:
        shown = charts(language, fictional=False)
        assert list(shown) == list(charts(language, fictional=True))
        assert telling(shown, sayings()) == []

    def test_no_slide_page_or_section_says_so(self) -> None:
        shown = seminar("fr", fictional=False)
        assert list(shown) == list(seminar("fr", fictional=True))
        assert telling(shown, sayings()) == []
        html = made.seminar("fr", fictional=False)["seminar.html"]
        assert telling({"data": html_data(html)}, sayings()) == []

    @pytest.mark.parametrize("theme", THEMES)
    def test_no_slide_of_a_theme_says_so(self, theme: str) -> None:
        shown = theme_slides(theme, "fr", fictional=False)
        assert list(shown) == list(theme_slides(theme, "fr", fictional=True))
        assert telling(shown, sayings()) == []

    def test_no_sheet_of_the_workbooks_says_so(self) -> None:
        shown = workbooks("fr")
        assert len(shown) == 14
        assert telling(shown, sayings()) == []

    @pytest.mark.parametrize("partner", PARTNERS)
    def test_no_page_for_a_partner_says_so(self, partner: str) -> None:
        pairing = made.pairing(fictional=False)
        shown = {partner: " ".join(said(sheet_figure(partner_sheet(pairing, partner))))}
        assert language_of(pairing, partner) in LANGUAGES
        assert telling(shown, sayings()) == []

    def test_no_printed_page_for_a_partner_says_so(self) -> None:
        pages = pdf_pages(sheet_pdf(partner_sheet(made.pairing(fictional=False), "P05")))
        assert telling(dict(enumerate(pages)), sayings()) == []  # type: ignore[arg-type]


def test_nine_languages_say_it_in_nine_ways() -> None:
    assert len({phrase(one) for one in LANGUAGES}) == len(LANGUAGES)
    assert len(sayings(("fr",))) >= 3
