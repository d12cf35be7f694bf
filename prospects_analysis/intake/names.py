"""Defined names of a workbook: to which cell each answer's name points now.

References
----------
ECMA-376, Office Open XML file formats, part 1, 18.2.5 (defined names).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from prospects_analysis.intake.addresses import parse_address
from prospects_analysis.intake.packages import NAMESPACE, Attributes, Package, parse_part
from prospects_analysis.sheet_layout import field_of_name

_NAME = NAMESPACE + "definedName"
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LONGEST = 200
"""Characters of a target that are looked at; a title has 31 at most."""


def answer_names(package: Package) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """Find the cells to which the names of answers point.

    Parameters
    ----------
    package : Package

    Returns
    -------
    mapping of str to mapping of str to (int, int)
        By title of a sheet: row and column by field. A name whose cell is gone, or that holds for
        one sheet only (as those of a copied sheet do), is left out.
    """
    found: dict[str, dict[str, tuple[int, int]]] = {}
    field, pieces = "", [""]

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal field
        field, pieces[:] = "", [""]
        if tag == _NAME and "localSheetId" not in attributes:
            field = field_of_name(attributes.get("name", ""))

    def text(said: str) -> None:
        if field and len(pieces[0]) < _LONGEST:
            pieces[0] += said

    def end(_: str) -> None:
        nonlocal field
        if field and (match := _TARGET.fullmatch(pieces[0])):
            quoted, bare, letters, digits = match.groups()
            at = parse_address(letters + digits)
            if at is not None:
                found.setdefault((quoted or bare).replace("''", "'"), {})[field] = at
        field = ""

    parse_part(package.parts, package.workbook, start, end, text)
    return found
