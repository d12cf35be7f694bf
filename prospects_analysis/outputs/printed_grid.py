"""``grid.xlsx``: the grid of resources and needs, to be printed and laid on the table.

Both numbers stand side by side, since "5 and 5" and "0 and 0" differ by nothing; what is not
assessed is said in words, and so is how much was answered.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from prospects_analysis import _template_style as style
from prospects_analysis._seal import seal_office
from prospects_analysis.charts.exchanges import PUT_RIGHT
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import tint
from prospects_analysis.grid import Grid
from prospects_analysis.outputs.printing import fit_to_page
from prospects_analysis.ratings import NEED, RESOURCE, SIDES
from prospects_analysis.wording import catalogue, percent_format

Floats = npt.NDArray[np.float64]

_PARTNER_WIDTH, _WIDTHS = 34, (12, 12, 12)  # resource, need, answered
_FIRST = 5  # row of the first partner
_LOWEST, _HIGHEST, _ROOM = 27.0, 46.0, 470.0  # heights of a row and of all of them, in points
_ONE_PAGE = 30  # partners; beyond, small print
_STRONGEST_TINT = 0.45  # of a score at the top of the scale: black on it reads well
_CORRECTED = f'0.0"{PUT_RIGHT}"'
_SCORE = replace(style.BODY, size=16, bold=True, horizontal="center", indent=0, number_format="0.0")
_SHARE = replace(style.BODY, color=style.GREY, size=10, horizontal="center", indent=0)
_HEAD = replace(style.HEAD, size=12, horizontal="center", indent=0)
_NAME = replace(style.BODY_LABEL, size=12)
_ABSENT = replace(_SHARE, size=10, italic=True, shrink=True, fill=style.GREY_TINT)
_NOTE = replace(style.NOTE, size=11)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Sheet:
    """The page in the making, and what it is made from."""

    page: Any
    grid: Grid
    labels: Labels
    words: gettext.NullTranslations
    percent: str  # how a share is shown

    @property
    def columns(self) -> list[int]:
        """First column of each theme."""
        return [2 + len(_WIDTHS) * index for index in range(len(self.grid.themes))]

    @property
    def last(self) -> int:
        return 1 + len(_WIDTHS) * len(self.grid.themes)


def printed_grid(grid: Grid, language: str) -> bytes:
    """Write the grid as one landscape page.

    Parameters
    ----------
    grid : Grid
    language : str, one of wording.LANGUAGES

    Returns
    -------
    bytes
        An xlsx file; scores and shares are numbers.
    """
    book = Workbook()
    sheet = _Sheet(
        page=book.active,
        grid=grid,
        labels=Labels.of(grid, language),
        words=catalogue(language),
        percent=percent_format(language),
    )
    footer = footer_text(grid, language)
    _write_heads(sheet, footer)
    scores, coverage = grid.scores()
    for index in range(len(grid.partners)):
        _write_partner(sheet, index, scores[index], coverage[index])
    _write_legend(sheet)
    page = sheet.page
    page.freeze_panes = f"B{_FIRST}"
    page.sheet_view.showGridLines = False
    fit_to_page(page, high=1 if len(grid.partners) <= _ONE_PAGE else 0)
    page.print_title_rows = f"{_FIRST - 2}:{_FIRST - 1}"
    page.oddFooter.left.text = footer.replace("&", "&&")
    book.properties.title = page["A1"].value
    buffer = io.BytesIO()
    book.save(buffer)
    return seal_office(buffer.getvalue())


def _write_heads(sheet: _Sheet, footer: str) -> None:
    page, words = sheet.page, sheet.words
    page.title = words.pgettext("printed grid", "Grid")
    page.column_dimensions["A"].width = _PARTNER_WIDTH
    for column in range(2, sheet.last + 1):
        width = _WIDTHS[(column - 2) % len(_WIDTHS)]
        page.column_dimensions[get_column_letter(column)].width = width
    title = words.pgettext("printed grid", "Grid for the analysis of resources and needs")
    style.put(page, 1, 1, title, style.TITLE, last=sheet.last)
    style.reserve(page, 1, 32)
    style.put(page, 2, 1, footer, _NOTE, last=sheet.last)
    top = _FIRST - 2
    style.put(page, top, 1, None, _HEAD)
    style.put(page, top + 1, 1, words.pgettext("printed grid", "Partner"), _NAME)
    sides = (
        (words.pgettext("printed grid", "Resource"), style.HEAD_RESOURCE),
        (words.pgettext("printed grid", "Need"), style.HEAD_NEED),
        (words.pgettext("printed grid", "Answered"), _HEAD),
    )
    for theme, column in zip(sheet.grid.themes, sheet.columns, strict=True):
        style.put(page, top, column, sheet.labels.theme(theme), _HEAD, last=column + 2)
        for offset, (text, look) in enumerate(sides):
            style.put(page, top + 1, column + offset, text, replace(look, size=10))


def _write_partner(sheet: _Sheet, index: int, scores: Floats, coverage: Floats) -> None:
    page, row = sheet.page, _FIRST + index
    partner = sheet.grid.partners[index]
    name = sheet.labels.partner(partner)
    text = name if name == partner else f"{partner}  {name}"
    style.put(page, row, 1, text, _NAME)
    for theme, column in enumerate(sheet.columns):
        for side, colour in ((RESOURCE, style.BLUE), (NEED, style.RUST)):
            score = float(scores[theme, side])
            if np.isfinite(score):
                strength = _STRONGEST_TINT * score / sheet.grid.span
                fill = tint(f"#{colour}", strength).lstrip("#").upper()
                look = replace(_SCORE, fill=fill)
                if sheet.grid.correction_of(partner, sheet.grid.themes[theme], SIDES[side]):
                    look = replace(look, number_format=_CORRECTED)
                style.put(page, row, column + side, round(score, 6), look)
            else:
                covered = bool(np.isfinite(coverage[theme, side]))
                absence = _absence(sheet, partner, applies=covered)
                style.put(page, row, column + side, absence, _ABSENT)
        shares = coverage[theme][np.isfinite(coverage[theme])]
        share = round(float(shares.min()), 6) if len(shares) else None
        style.put(page, row, column + 2, share, replace(_SHARE, number_format=sheet.percent))
    style.reserve(page, row, min(_HIGHEST, max(_LOWEST, _ROOM / len(sheet.grid.partners))))


def _absence(sheet: _Sheet, partner: str, *, applies: bool) -> str:
    if partner in sheet.grid.late:
        return sheet.words.pgettext("printed grid", "no return")
    if not applies:
        return sheet.words.pgettext("printed grid", "not applicable")
    return sheet.words.pgettext("printed grid", "not assessed")


def _write_legend(sheet: _Sheet) -> None:
    words, grid = sheet.words, sheet.grid
    lines = (
        words.pgettext(
            "printed grid",
            "Resource: what the partner has to give. Need: what it wants to learn. Each from 0 to "
            "{span}; the darker the cell, the higher the score.",
        ).format(span=grid.span),
        words.pgettext(
            "printed grid",
            "Answered: share of the questions that apply and were answered (of the resource or "
            "the need, whichever is lower). Below {share} a theme is not assessed, which is not "
            "zero.",
        ).format(share=grid.min_answered_share),
        words.pgettext(
            "printed grid",
            "Self-assessments: they say how each partner sees itself, and rank nobody.",
        ),
    )
    row = _FIRST + len(grid.partners)
    for offset, line in enumerate(lines):
        style.put(sheet.page, row + offset, 1, line, _NOTE, last=sheet.last)
