"""What openpyxl leaves behind when it writes a workbook again, put back where that is safe.

It drops the stored results of formulas, so that a reader that does not calculate would find none,
and the drop-down lists that Excel keeps in an extension of its own as soon as they refer to another
sheet. Both are text of the sheet's part and stand for themselves: they are copied as they were.

References
----------
ECMA-376, Office Open XML file formats, part 1, 18.3.1 (worksheets).
Microsoft, [MS-XLSX], 2.3.2 (extensions of a worksheet).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.packages import NAMESPACE, Attributes, Package, parse_part
from prospects_analysis.intake.reading import tabs_of

_C, _F, _V = (NAMESPACE + name for name in ("c", "f", "v"))
_LISTS = re.compile(
    rb'<ext\b[^>]*uri="\{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF\}"[^>]*>.*?</ext>', re.DOTALL
)
_EMPTY_RESULT = re.compile(
    r'<c r="(?P<ref>[A-Z]+[0-9]+)"(?P<style>(?: s="[0-9]+")?)>(?P<formula><f\b[^>]*'
    r"(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>"
)

Results = Mapping[str, tuple[str, str]]
"""By cell: type and text of a stored result."""


def graft(original: bytes, copy: bytes) -> bytes:
    """Put stored results and drop-down lists of one workbook into its copy by openpyxl.

    Parameters
    ----------
    original : bytes
        A workbook that came through the gate.
    copy : bytes
        The same, as openpyxl wrote it: sheets have their titles still, cells their places.

    Returns
    -------
    bytes
        The copy, not yet sealed.
    """
    source, target = open_package(original), open_package(copy)
    parts = dict(_sheets(source))
    changed: dict[str, bytes] = {}
    for title, name in _sheets(target):
        if title in parts:
            page = _with_results(target.parts.read(name), _results(source, parts[title]))
            changed[name] = _with_lists(page, source.parts.read(parts[title]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in target.parts.namelist():
            archive.writestr(name, changed.get(name) or target.parts.read(name))
    return out.getvalue()


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Yield title and part of each worksheet."""
    relations = package.relations(package.workbook)
    for tab in tabs_of(package)[0]:
        kind, part = relations.get(tab.relation, ("", ""))
        if kind == "worksheet":
            yield tab.title, part


def _results(package: Package, part: str) -> Results:
    """Find the stored results of the formulas of a sheet."""
    found: dict[str, tuple[str, str]] = {}
    cell: dict[str, str] = {}
    pieces: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        pieces.clear()
        if tag == _C:
            cell.clear()
            cell.update(ref=attributes.get("r", ""), type=attributes.get("t", ""))

    def end(tag: str) -> None:
        if tag == _F:
            cell["formula"] = ""
        elif tag == _V and "formula" in cell and cell["type"] in {"", "n", "str", "b", "e"}:
            found[cell["ref"]] = (cell["type"], "".join(pieces))
        pieces.clear()

    parse_part(package.parts, part, start, end, pieces.append)
    return found


def _with_results(page: bytes, results: Results) -> bytes:
    def filled(found: re.Match[str]) -> str:
        kind, text = results.get(found["ref"], ("", ""))
        if not text:
            return found[0]
        typed = f' t="{kind}"' if kind else ""
        return (
            f'<c r="{found["ref"]}"{found["style"]}{typed}>'
            f"{found['formula']}<v>{escape(text)}</v></c>"
        )

    return _EMPTY_RESULT.sub(filled, page.decode("utf-8")).encode("utf-8")


def _with_lists(page: bytes, original: bytes) -> bytes:
    found = _LISTS.search(original)
    if found is None or b"<extLst" in page:
        return page
    extended = page.replace(b"</worksheet>", b"<extLst>" + found[0] + b"</extLst></worksheet>")
    return extended if _is_whole(extended) else page


def _is_whole(page: bytes) -> bool:
    """Whether a part can be read, all its prefixes declared."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(page, True)
    except expat.ExpatError:
        return False
    return True
