"""Charts as pictures: for the folder of figures, for the slides, the booklet and the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matplotlib import pyplot, rc_context
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from prospects_analysis.charts.canvas import BODY
from prospects_analysis.pairing.result import Binome

DPI = 144  # of the figures; the slides' pictures have twice as much
#: Same content, same bytes: ids without chance, and no date.
_SETTINGS: Any = {"svg.hashsalt": "prospects_analysis", "svg.fonttype": "path"}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": "prospects_analysis"},
    "svg": {"Date": None, "Creator": "prospects_analysis"},
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawing:
    """A chart that can be drawn as often as it is needed.

    Parameters
    ----------
    name : str
        Of its file, without ending: ``"grid"``, ``"card_P01_P09"``.
    title : str
        Its message, as one sentence.
    kind : str
        What is seen, for those who do not see it.
    draw : callable
        Takes a title (None: without one) and returns a new figure of a slide's size.
    binome : tuple of str
        Whose card it is; empty for other charts.
    """

    name: str
    title: str
    kind: str
    draw: Callable[[str | None], Figure]
    binome: Binome = ()

    @property
    def alternative_text(self) -> str:
        """What stands in for the picture."""
        return f"{self.kind}. {self.title}."


def picture(drawing: Drawing, form: str, dpi: int = DPI) -> bytes:
    """Draw a chart with its title and footer, as a file.

    Parameters
    ----------
    drawing : Drawing
    form : {"png", "svg"}
    dpi : int
        Of a PNG.

    Returns
    -------
    bytes
        The same for the same chart.
    """
    return _save(drawing.draw(drawing.title), form, dpi=dpi)


def body_picture(drawing: Drawing, form: str = "png") -> bytes:
    """Draw what is between title and footer: PNG at twice the resolution, or SVG."""
    left, bottom, width, height = BODY
    body = Bbox.from_bounds(left, bottom, width, height)
    return _save(drawing.draw(None), form, dpi=2 * DPI, bbox_inches=body)


def _save(figure: Figure, form: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    with rc_context(_SETTINGS):
        figure.savefig(buffer, format=form, metadata=_METADATA[form], **how)
    pyplot.close(figure)
    return buffer.getvalue()
