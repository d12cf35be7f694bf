"""What a cell of an OpenDocument workbook holds: the same as the same cell of an Excel workbook.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 3, 9.4.2 (day zero of dates),
19.385 (value types).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from openpyxl.utils.datetime import (
    CALENDAR_WINDOWS_1900,
    from_excel,
    from_ISO8601,
    to_excel,
)

from prospects_analysis.intake.cells import Cell
from prospects_analysis.intake.packages import Attributes

_NAMESPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0 ",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0 ",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0 ",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0 ",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 ",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0 ",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 ",
}
_NUMBERS = {"float", "percentage", "currency"}
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:[0-9]{3}")
_TIME = re.compile(r"PT(?:([0-9]{1,7})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7})(?:[.,][0-9]*)?S)?")
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}


class Calendar(NamedTuple):
    """How a workbook counts its days.

    Attributes
    ----------
    day_zero : datetime.datetime
    is_excel : bool
        Whether Excel wrote it, to which 1900 was a leap year: its fourth day is the 4 January.
    """

    day_zero: dt.datetime = CALENDAR_WINDOWS_1900
    is_excel: bool = False


@cache
def qualified(prefixed: str) -> str:
    """Name of an element or attribute, as the parser gives it.

    Examples
    --------
    >>> qualified("text:p")
    'urn:oasis:names:tc:opendocument:xmlns:text:1.0 p'
    """
    prefix, _, local = prefixed.partition(":")
    return _NAMESPACES[prefix] + local


def cell_of(attributes: Attributes, shown: str | None, calendar: Calendar) -> Cell | None:
    """Make a cell out of its attributes and of the text that it shows.

    Parameters
    ----------
    attributes : dict of str to str
    shown : str or None
        None if it holds no paragraph: then a formula has no result, be it the empty text.
    calendar : Calendar

    Returns
    -------
    Cell or None
        None if it is empty.
    """
    formula, text = _formula(attributes.get(qualified("table:formula"))), shown or ""
    kind = attributes.get(qualified("office:value-type"), "")
    is_error = attributes.get(qualified("calcext:value-type")) == "error"
    if is_error or (formula is not None and _ERROR.fullmatch(text)):
        return Cell(text or "#N/A", "e", formula)
    if kind == "boolean" or formula in _TRUTHS:
        written = attributes.get(qualified("office:boolean-value"))
        return Cell(_TRUTHS.get(formula or "", written == "true"), "b", formula)
    if kind in _NUMBERS:
        return _number(attributes.get(qualified("office:value"), ""), text, formula)
    if kind in ("date", "time"):
        written = attributes.get(qualified(f"office:{kind}-value"), "")
        return _moment(written, text, formula, calendar)
    if formula is not None and not kind and shown is None:
        return Cell(None, "n", formula)
    text = text or attributes.get(qualified("office:string-value"), "")
    return Cell(text, "s", formula) if text or formula is not None else None


def _formula(written: str | None) -> str | None:
    # Written with the name of its language before it: "of:=[.A1]".
    return None if written is None else "=" + written.partition("=")[2]


def _number(written: str, shown: str, formula: str | None) -> Cell:
    try:
        return Cell(float(written), "n", formula)
    except ValueError:
        return Cell(shown or written, "s", formula)


def _moment(written: str, shown: str, formula: str | None, calendar: Calendar) -> Cell:
    """Make the cell of a date or time by its number of days, as Excel's workbooks hold it."""
    try:
        number = _days(written, calendar)
    except (ValueError, OverflowError, TypeError):
        return Cell(shown or written, "s", formula)
    try:
        return Cell(from_excel(number, calendar.day_zero), "d", formula, number)
    except (ValueError, OverflowError):  # outside the calendar
        return Cell(number, "n", formula)


def _days(written: str, calendar: Calendar) -> float:
    """Count the days since day zero.

    Examples
    --------
    >>> _days("1900-01-03", Calendar()), _days("1900-01-03", Calendar(is_excel=True))
    (4.0, 3.0)
    >>> _days("PT12H00M00S", Calendar())
    0.5
    """
    if match := _TIME.fullmatch(written):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return (hours * 3600 + minutes * 60 + seconds) / 86_400
    found = from_ISO8601(written)
    if not isinstance(found, dt.datetime):
        found = dt.datetime.combine(found, dt.time())
    if calendar.is_excel:
        return float(to_excel(found, calendar.day_zero))
    return (found - calendar.day_zero) / dt.timedelta(days=1)
