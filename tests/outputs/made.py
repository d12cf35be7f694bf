"""The illustrative returns, analysed once for all tests, and everything made from them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from unittest.mock import patch

from prospects_analysis.calibration import score_grid
from prospects_analysis.flows import complementarity
from prospects_analysis.outputs.booklet import to_pdf
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.outputs.collection import make_files
from prospects_analysis.outputs.deck import Deck, make_deck
from prospects_analysis.outputs.figures import Drawing
from prospects_analysis.outputs.page.page import make_page
from prospects_analysis.outputs.slides import to_pptx
from prospects_analysis.outputs.theme_deck import make_theme_deck
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.study import Study, analyse
from tests.illustrative import FOLDER

#: A picture of one white dot.
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001a1b5f3a0000000049454e44ae426082"
)


@functools.cache
def study() -> Study:
    return analyse(FOLDER)


@functools.cache
def real() -> Study:
    """Give the same as if the answers were real ones; with fewer draws."""
    before = study()
    intake = replace(
        before.intake,
        fictional=False,
        provenance=before.intake.provenance.with_(fictional=False),
    )
    flows = complementarity(score_grid(intake))
    return replace(
        before,
        intake=intake,
        grid=flows.grid,
        flows=flows,
        pairing=pair_partners(flows),
        draws=20,
        provenance=before.provenance.with_(fictional=False),
    )


def pairing(*, fictional: bool = True) -> Pairing:
    """Give the binômes of the invented answers, or of the real ones."""
    found = (study() if fictional else real()).pairing
    assert found is not None
    return found


@functools.cache
def files() -> Mapping[str, bytes]:
    """Give every output in French, by name."""
    made = study()
    return MappingProxyType(
        make_files(made.intake, made.flows, made.pairing, made.sensitivity, language="fr")
    )


@functools.cache
def drawn(language: str, *, fictional: bool = True) -> tuple[Drawing, ...]:
    """Give every chart, those of how solid it is among them."""
    made = study() if fictional else real()
    return tuple(drawings(made.flows, made.pairing, language, sensitivity=made.sensitivity))


@functools.cache
def deck(language: str, *, fictional: bool = True) -> Deck:
    made = study() if fictional else real()
    charts = drawn(language, fictional=fictional)
    return make_deck(made.flows, made.pairing, charts, language, sensitivity=made.sensitivity)


@functools.cache
def seminar(language: str, *, fictional: bool = True) -> Mapping[str, bytes]:
    """Give slides, booklet and page, by name; where they hold pictures, a dot each."""
    made, told = study() if fictional else real(), deck(language, fictional=fictional)
    with _without_pictures():
        return MappingProxyType(
            {
                "seminar.pptx": to_pptx(told),
                "seminar.pdf": to_pdf(told),
                "seminar.html": make_page(told, made.pairing, None, made.intake.decisions),
            }
        )


@functools.cache
def theme_deck(theme: str, language: str, *, fictional: bool = True) -> bytes:
    """Give the slides of a theme; a dot in the place of the picture."""
    made = study() if fictional else real()
    with _without_pictures():
        return to_pptx(make_theme_deck(made.grid, theme, language))


@contextmanager
def _without_pictures() -> Iterator[None]:
    """Leave the pictures out: they take most of the time, and are looked at as figures."""
    package = "prospects_analysis.outputs"
    with (
        patch(f"{package}.slides.body_picture", lambda _: _DOT),
        patch(f"{package}.page.page.body_picture", lambda *_: b"<svg/>"),
    ):
        yield
