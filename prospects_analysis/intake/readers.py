"""Which reader for which file: judged by its content, whatever its name ends in."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from prospects_analysis.intake.gate import ODS, open_package
from prospects_analysis.intake.limited import read_limited
from prospects_analysis.intake.ods import read_ods
from prospects_analysis.intake.packages import Package, Refusal, is_well_formed
from prospects_analysis.intake.reading import Sheet, read_book
from prospects_analysis.issues import Issue, IssueCode

_ENDINGS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ODS: (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
}
WORKBOOKS = tuple(ending for endings in _ENDINGS.values() for ending in endings)
"""Endings of the names of files that are read."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


class Read(NamedTuple):
    """The sheets of a workbook, and what is to be said about the way they were read."""

    sheets: tuple[Sheet, ...]
    issues: list[Issue]


def read_file(name: str, content: bytes) -> Read:
    """Read the sheets of a workbook of any of the formats that are read.

    Parameters
    ----------
    name : str
        Bare name of the file.
    content : bytes
        The whole file.

    Returns
    -------
    Read

    Raises
    ------
    Refusal
        If it does not come through the gate, or no reader can read it.
    """
    try:
        package = open_package(content)
    except Refusal as refusal:
        if refusal.code is not IssueCode.OLD_EXCEL_FORMAT:
            raise
        return _as(name, "xls", _last_resort(name, content, refusal))
    return _as(name, package.kind, _of_package(name, content, package))


def _of_package(name: str, content: bytes, package: Package) -> Read:
    if package.kind == ODS:
        return Read(read_ods(package), [])
    said = [Issue(code=IssueCode.MACROS_IGNORED, file=name)] if package.macros else []
    try:
        sheets = read_book(package)
    except Refusal as refusal:
        if refusal.code is not IssueCode.DAMAGED_FILE or not _sheets_are_whole(package):
            raise
        read = _last_resort(name, content, refusal)
        return Read(read.sheets, [*said, *read.issues])
    styles = dict(package.relations(package.workbook).values()).get("styles")
    if styles is not None and not is_well_formed(package, styles):
        said.append(Issue(code=IssueCode.FORMATS_DAMAGED, file=name))
    return Read(sheets, said)


def _sheets_are_whole(package: Package) -> bool:
    # Calamine skips what is damaged inside a sheet without a word: answers would be lost.
    sheets = [name for name in package.parts.namelist() if _SHEET.fullmatch(name)]
    return bool(sheets) and all(is_well_formed(package, name) for name in sheets)


def _last_resort(name: str, content: bytes, refusal: Refusal) -> Read:
    """Read what calamine can; where it cannot either, the first reason stands."""
    try:
        sheets = read_limited(content)
    except Refusal as second:
        told = (IssueCode.PASSWORD_PROTECTED, IssueCode.OVERSIZED_WORKBOOK)
        raise (second if second.code in told else refusal) from None
    return Read(sheets, [Issue(code=IssueCode.LIMITED_READING, file=name)])


def _as(name: str, kind: str, read: Read) -> Read:
    if PurePath(name).suffix.lower() in _ENDINGS[kind]:
        return read
    issue = Issue(code=IssueCode.FILE_ENDING_DIFFERS, file=name, found=f".{kind}")
    return Read(read.sheets, [*read.issues, issue])
