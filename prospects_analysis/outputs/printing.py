"""How a sheet comes out of a printer."""

from __future__ import annotations

from typing import Any

_PAPER_A4 = 9


def fit_to_page(page: Any, high: int = 0) -> None:
    """Print a sheet on landscape A4, one page wide.

    Parameters
    ----------
    page : openpyxl worksheet
    high : int, >= 0
        Pages that it may be high; 0 means as many as it takes.
    """
    page.page_setup.paperSize = _PAPER_A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = high
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.6
    page.page_margins.header = page.page_margins.footer = 0.25
    page.oddFooter.right.text = "&P / &N"
