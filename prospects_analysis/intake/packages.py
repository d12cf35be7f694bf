"""A workbook's package, and the one way in which its parts are parsed: streamed, no entities.

References
----------
ECMA-376, Office Open XML file formats, part 2 (packages).
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from prospects_analysis.issues import IssueCode

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

Attributes = dict[str, str]

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    LookupError,  # also of an encoding that nobody knows
)
"""What reading a part out of its archive can raise."""


class Refusal(Exception):  # noqa: N818 - it is not a fault of the program
    """A file that cannot be read.

    Parameters
    ----------
    code : IssueCode
        Why.
    found : str
        What was found, for the sentence of the issue.
    """

    def __init__(self, code: IssueCode, found: str = "") -> None:
        super().__init__(code.value, found)
        self.code, self.found = code, found


@dataclass(frozen=True, eq=False, kw_only=True)
class Package:
    """A workbook that came through the gate.

    Parameters
    ----------
    parts : zipfile.ZipFile
        Its parts, all of bounded size and without any document type.
    kind : {"xlsx", "ods"}
        Excel's format or OpenDocument's.
    workbook : str
        Name of the workbook part, or of the content.
    macros : bool
        Whether it holds macros, which nobody runs here.
    """

    parts: zipfile.ZipFile
    kind: str
    workbook: str
    macros: bool

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Targets of a part's relationships inside the package.

        Returns
        -------
        dict of str to (str, str)
            By id: the kind of relationship (``"worksheet"``) and the name of the target part.
        """
        folder, name = posixpath.split(part)
        return relations_of(self.parts, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)


def parse_part(
    parts: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream one part through handlers; nothing of it is kept but what they keep.

    Parameters
    ----------
    parts : zipfile.ZipFile
    name : str
        Name of the part.
    start, end, text : callable
        Called with the element's name (``"namespace local"``) and attributes, with its name, and
        with its text.

    Raises
    ------
    Refusal
        If the part is damaged, or declares a document type after all.
    """

    def refuse(*_: object) -> None:
        raise Refusal(IssueCode.DOCUMENT_TYPE, name)

    parser: Any = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        with parts.open(name) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, *BROKEN) as error:
        raise Refusal(IssueCode.DAMAGED_FILE, f"{name}, {error}") from error


def is_well_formed(package: Package, name: str) -> bool:
    """Whether a part can be read to its end.

    Parameters
    ----------
    package : Package
    name : str
        Name of the part.
    """
    try:
        parse_part(package.parts, name, lambda _tag, _attributes: None)
    except Refusal:
        return False
    return True


def relations_of(parts: zipfile.ZipFile, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Targets inside the package of the relationships that a part lists.

    Parameters
    ----------
    parts : zipfile.ZipFile
    name : str
        Name of the part that lists them.
    folder : str
        Where the targets begin.

    Returns
    -------
    dict of str to (str, str)
        By id: kind and name of the target; empty if there is no such part.

    Raises
    ------
    Refusal
        If the part is damaged, or of the strict kind.
    """
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag != _RELATIONS or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "")
        if kind.startswith(STRICT):
            raise Refusal(IssueCode.STRICT_FORMAT)
        target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
        short = kind.removeprefix(_OFFICE)
        found[attributes.get("Id", "")] = (short, target.lstrip("/"))

    if name in parts.namelist():
        parse_part(parts, name, start)
    return found
