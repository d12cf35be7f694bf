"""Which reader for which file: judged by its content, whatever its name ends in."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from prospects_analysis.intake.gate import ODS, XLSX, open_package
from prospects_analysis.intake.limited import Limited, read_limited
from prospects_analysis.intake.ods import read_ods
from prospects_analysis.intake.packages import Refusal, is_well_formed
from prospects_analysis.intake.reading import Sheet, read_book
from prospects_analysis.issues import Issue, IssueCode

_ENDINGS = {
    XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ODS: (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
}
WORKBOOKS = tuple(ending for endings in _ENDINGS.values() for ending in endings)
"""Endings of the names of files that are read."""


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
        If it does not come through the gate, or cannot be read.
    """
    try:
        package = open_package(content)
    except Refusal as refusal:
        if refusal.code is not IssueCode.OLD_EXCEL_FORMAT:
            raise
        sheets, is_whole = _old_excel(content, refusal)
        return _as(name, "xls", sheets, [] if is_whole else [IssueCode.LIMITED_READING])
    if package.kind == ODS:
        return _as(name, ODS, read_ods(package), [])
    said = [IssueCode.MACROS_IGNORED] if package.macros else []
    styles = dict(package.relations(package.workbook).values()).get("styles")
    if styles is not None and not is_well_formed(package, styles):
        said.append(IssueCode.FORMATS_DAMAGED)
    return _as(name, XLSX, read_book(package), said)


def _old_excel(content: bytes, refusal: Refusal) -> Limited:
    try:
        return read_limited(content)
    except Refusal as second:
        told = (IssueCode.PASSWORD_PROTECTED, IssueCode.OVERSIZED_WORKBOOK)
        raise (second if second.code in told else refusal) from None


def _as(name: str, kind: str, sheets: tuple[Sheet, ...], said: list[IssueCode]) -> Read:
    issues = [Issue(code=code, file=name) for code in said]
    if PurePath(name).suffix.lower() not in _ENDINGS[kind]:
        issues.append(Issue(code=IssueCode.FILE_ENDING_DIFFERS, file=name, found=f".{kind}"))
    return Read(sheets, issues)
