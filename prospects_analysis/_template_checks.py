"""What a template says while somebody types: input messages, refusals, and cells that react."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from prospects_analysis import _template_style as style

LONGEST_TITLE = 32
"""Characters that Excel has room for in the title of a message."""

Words = tuple[str, str]
"""Title and text of a message."""


def title(text: str) -> str:
    """Shorten the title of a message to the words for which there is room.

    Examples
    --------
    >>> title("Filled in by several people: roles and themes")
    'Filled in by several people…'
    """
    if len(text) <= LONGEST_TITLE:
        return text
    whole = textwrap.wrap(text, LONGEST_TITLE - 1, break_on_hyphens=False)[0]
    return whole.rstrip("\u00a0 ,;:(") + "…"


def choose(page: Any, cells: str, values: str, prompt: Words, error: Words) -> None:
    """
    Offer a list, and refuse what is not on it.

    Parameters
    ----------
    page : openpyxl worksheet
    cells : str
        Where to, such as ``"G6:H11"``.
    values : str
        The range in which the list stands.
    prompt, error : (str, str)
        Title and text, shown when the cell is entered and when the entry is refused.
    """
    _add(page, cells, DataValidation("list", formula1=values), prompt, error)


def whole_number(page: Any, cells: str, ends: tuple[int, int], prompt: Words, error: Words) -> None:
    """Refuse everything but a whole number between two ends; parameters as for :func:`choose`."""
    low, high = ends
    rule = DataValidation("whole", operator="between", formula1=str(low), formula2=str(high))
    _add(page, cells, rule, prompt, error)


def date(page: Any, cells: str, prompt: Words, error: Words) -> None:
    """Refuse what is not a date; parameters as for :func:`choose`."""
    rule = DataValidation("date", operator="greaterThan", formula1="36526")  # since 2000
    _add(page, cells, rule, prompt, error)


def text_up_to(page: Any, cells: str, limit: int, prompt: Words, error: Words) -> None:
    """Warn of a text that is too long, but let it stand: nobody's ten lines get lost."""
    rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(limit))
    _add(page, cells, rule, prompt, error, refuse=False)


def clear_when_filled(page: Any, cells: str) -> None:
    """Turn an answer cell white once it is answered, so that what is left shows."""
    first = cells.split(":", maxsplit=1)[0]
    fill = style.solid(style.WHITE)
    page.conditional_formatting.add(cells, FormulaRule([f"LEN(TRIM({first}))>0"], fill=fill))


def call_for(page: Any, cells: str, condition: str) -> None:
    """Colour cells as long as a condition holds, written for the first of them."""
    fill = style.solid(style.NOTICE)
    page.conditional_formatting.add(cells, FormulaRule([condition], fill=fill))


def progress(page: Any, row: int, column: int, parts: Sequence[str], asked: int) -> str:
    """
    Put a counter with a bar into a cell.

    Parameters
    ----------
    page : openpyxl worksheet
    row, column : int
    parts : sequence of str
        Formulas without "=", the numbers of answers that add up.
    asked : int
        How many answers there may be.

    Returns
    -------
    str
        The cell, such as ``"I4"``.
    """
    look = style.Look(
        bold=True, horizontal="center", line=style.GREY_LINE, number_format=f'0" / {asked}"'
    )
    cell = style.put_formula(page, row, column, "=" + "+".join(parts), look)
    bar = DataBarRule("num", 0, "num", asked, color=style.BLUE_LINE, minLength=0, maxLength=100)
    page.conditional_formatting.add(cell.coordinate, bar)
    return str(cell.coordinate)


def _add(
    page: Any, cells: str, rule: DataValidation, prompt: Words, error: Words, *, refuse: bool = True
) -> None:
    rule.allow_blank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = prompt
    rule.errorTitle, rule.error = error
    rule.errorStyle = "stop" if refuse else "warning"
    rule.add(cells)
    page.add_data_validation(rule)
