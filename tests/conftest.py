"""What holds for every test: no window, no figure left open, the same examples every time."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib
import pytest
from hypothesis import settings

matplotlib.use("Agg")
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    from matplotlib import pyplot

    pyplot.close("all")


@pytest.fixture
def unpictured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the drawing out of a run, nearly all of its time: for tests of the rest."""
    from prospects_analysis.outputs import collection

    monkeypatch.setattr(
        collection, "picture", lambda drawing, form: f"{drawing.name} {form}".encode()
    )
    monkeypatch.setattr(collection, "sheet_pdf", lambda sheet: sheet.partner.encode())
    for name in ("to_pptx", "to_pdf", "make_page"):
        monkeypatch.setattr(collection, name, lambda deck, *_: deck.title.encode())
