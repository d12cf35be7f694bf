"""The first sheet of ``results.xlsx``: what the other sheets hold, and what the ids stand for."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter

from prospects_analysis import _template_style as style
from prospects_analysis.framework import Framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs.printing import fit_to_page
from prospects_analysis.wording import catalogue

_WIDTHS = (34, 62, 48)

Line = tuple[str, str, str]


def write_about(
    page: Any, tables: Mapping[str, pd.DataFrame], intake: Intake, language: str
) -> None:
    """Write the sheet that explains the others.

    Parameters
    ----------
    page : openpyxl worksheet
        An empty one.
    tables : mapping of str to DataFrame
        What is on the other sheets.
    intake : Intake
    language : str, one of wording.LANGUAGES
    """
    words, framework = catalogue(language), intake.framework
    spoken = framework.language_for(language)
    page.title = words.pgettext("workbook", "About")
    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    title = words.pgettext("workbook", "{network}: results of the analysis").format(
        network=framework.word("name", spoken)
    )
    style.put(page, 1, 1, title, style.TITLE, last=len(_WIDTHS))
    row = 2
    if intake.fictional:
        banner = words.pgettext("workbook", "Fictional data: all answers are invented.")
        style.put(page, row, 1, banner, style.BANNER, last=len(_WIDTHS))
        row += 1
    described = _described(words)
    sheets = [
        (name, described[name], ", ".join(map(str, table.columns)))
        for name, table in tables.items()
    ]
    row = _write_list(page, row, words.pgettext("workbook", "Sheets, and their columns"), sheets)
    partners = [
        (one.id, framework.word(f"partners.{one.id}.name", spoken), one.country)
        for one in framework.partners
    ]
    row = _write_list(page, row, words.pgettext("workbook", "Partners"), partners)
    themes = _themes(framework, spoken)
    _write_list(page, row, words.pgettext("workbook", "Themes and criteria"), themes)
    page.sheet_view.showGridLines = False
    fit_to_page(page)


def _write_list(page: Any, row: int, heading: str, lines: Sequence[Line]) -> int:
    """Write a heading and its lines, and give the next free row."""
    style.put(page, row, 1, heading, style.SECTION, last=len(_WIDTHS))
    style.reserve(page, row, 30)
    for offset, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            look = style.BODY_LABEL if column == 1 else style.BODY
            style.put(page, row + offset, column, text or None, look)
    return row + len(lines) + 1


def _themes(framework: Framework, spoken: str) -> list[Line]:
    lines: list[Line] = []
    for theme in framework.themes:
        lines.append((theme.id, framework.word(f"themes.{theme.id}.label", spoken), ""))
        lines += [
            (one.id, framework.word(f"criteria.{one.id}.label", spoken), "")
            for one in framework.criteria_of(theme.id)
        ]
    return lines


def _described(words: gettext.NullTranslations) -> dict[str, str]:
    return {
        "answers": words.pgettext(
            "workbook", "Every answer, with the file, sheet and cell where it stands."
        ),
        "practices": words.pgettext(
            "workbook", "Every field of the good practices, with the cell where it stands."
        ),
        "issues": words.pgettext("workbook", "What was noticed in the returns, and what to do."),
        "grid": words.pgettext(
            "workbook",
            "Resources and needs by partner and theme. Empty: not assessed, which is not zero. "
            "Own: what the partner’s answers make, where a score was put right.",
        ),
        "transfers": words.pgettext(
            "workbook",
            "What each partner can give each other, by theme. Empty: not assessed, which is not "
            "zero.",
        ),
        "complementarity": words.pgettext(
            "workbook",
            "Score of every pair. Provisional: an unanswered theme leaves it open.",
        ),
        "binomes": words.pgettext(
            "workbook",
            "The computed pairs, then those that were adopted. People decide. Where answers are "
            "missing, the score is a minimum; score_upper: what it is at the most.",
        ),
        "alternatives": words.pgettext(
            "workbook", "The proposed pairing, the next best ones, and what they change."
        ),
        "robustness": words.pgettext(
            "workbook",
            "In what share of draws each pair is in the best pairing, at three levels of noise, "
            "with the standard error of that share.",
        ),
        "methods": words.pgettext(
            "workbook", "In which variants of the method each pair stands, and in how many."
        ),
        "costs": words.pgettext(
            "workbook",
            "What it would cost of the total to want each other pair, or to forbid a proposed one.",
        ),
        "sheets": words.pgettext(
            "workbook",
            "What each partner gives its mates and receives from them, whom to call and which "
            "practices to show; the same is in the folder of sheets, a page a partner. Gives and "
            "receives are empty where not assessed, which is not zero.",
        ),
    }
