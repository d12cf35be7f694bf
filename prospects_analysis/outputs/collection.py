"""Everything that goes into the folder, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tqdm import tqdm

from prospects_analysis.flows import Complementarity
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs.booklet import to_pdf
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.outputs.csv_files import to_csv
from prospects_analysis.outputs.deck import make_deck
from prospects_analysis.outputs.figures import picture
from prospects_analysis.outputs.page.page import make_page
from prospects_analysis.outputs.printed_grid import printed_grid
from prospects_analysis.outputs.sheets.making import partner_sheet
from prospects_analysis.outputs.sheets.pages import sheet_pdf
from prospects_analysis.outputs.slides import to_pptx
from prospects_analysis.outputs.tables import result_tables
from prospects_analysis.outputs.workbook import results_workbook
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.sensitivity.summary import Sensitivity


def make_files(
    intake: Intake,
    flows: Complementarity,
    pairing: Pairing | None,
    sensitivity: Sensitivity | None = None,
    adopted: Pairing | None = None,
    *,
    language: str = "fr",
    progress: bool = False,
) -> dict[str, bytes]:
    """Make every file, in memory.

    Parameters
    ----------
    intake : Intake
    flows : Complementarity
        With its grid.
    pairing : Pairing or None
        As computed.
    sensitivity : Sensitivity, optional
        How solid it is.
    adopted : Pairing, optional
        What the partners decided on; it is what the charts and slides then show.
    language : str, one of wording.LANGUAGES
    progress : bool
        Show a progress bar.

    Returns
    -------
    files : dict of str to bytes
        By name, with ``/`` between folder and file.
    """
    tables = result_tables(
        intake, flows, pairing, language, sensitivity=sensitivity, adopted=adopted
    )
    drawn = drawings(flows, pairing, language, sensitivity=sensitivity, adopted=adopted)
    deck = make_deck(flows, pairing, drawn, language, adopted=adopted, sensitivity=sensitivity)
    made: dict[str, Callable[[], bytes]] = {
        **{f"{name}.csv": partial(to_csv, table) for name, table in tables.items()},
        "results.xlsx": lambda: results_workbook(tables, intake, language),
        "grid.xlsx": lambda: printed_grid(flows.grid, language),
        **{
            f"figures/{one.name}.{form}": partial(picture, one, form)
            for one in drawn
            for form in ("png", "svg")
        },
        "seminar.pptx": lambda: to_pptx(deck),
        "seminar.pdf": lambda: to_pdf(deck),
        "seminar.html": lambda: make_page(deck, pairing, adopted, intake.decisions),
        **_sheets(pairing, adopted),
    }
    listed = tqdm(made.items(), unit="file", disable=not progress)
    return {name: make() for name, make in listed}


def _sheets(pairing: Pairing | None, adopted: Pairing | None) -> dict[str, Callable[[], bytes]]:
    """Make a sheet for each partner, whether it is in a pair or waits for one."""
    shown = adopted or pairing
    if shown is None or shown.flows is None:
        return {}

    def made(partner: str) -> bytes:
        return sheet_pdf(partner_sheet(shown, partner, adopted=adopted is not None))

    return {f"sheets/{one}.pdf": partial(made, one) for one in shown.flows.partners}
