"""A workbook's package, and the one way in which its parts are parsed: bounded, no entities.

References
----------
ECMA-376, Office Open XML file formats, part 2 (packages).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn
from xml.parsers import expat

from prospects_analysis.issues import IssueCode

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

Attributes = dict[str, str]

MAX_PART = 24 * 2**20
"""Bytes of a part that is parsed: those of a filled template are some 15 000."""

MAX_MARKUP = 3_200_000
"""Tags and attributes that are parsed of one workbook: a filled template has some 20 000."""

MAX_CELLS = 60_000
"""Cells that are kept of one workbook: a filled template has some 450, ten practices 1 500."""

MAX_TEXT = 3_000_000
"""Characters that are kept of one workbook: a filled template has some 50 000."""

MAX_SHEETS = 256
"""Sheets of one workbook: a template has 13 at most."""

_MOST_ATTRIBUTES = 500_000
"""Attributes of a part beyond three for each of its tags."""

_EACH_PART = 1_000
"""What it costs to open a part once more, in tags."""

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


class Budget:
    """What may still be read of one workbook, whatever its parts and sheets claim.

    All of it is counted over the whole workbook, since one part may be asked for many times.
    """

    def __init__(self) -> None:
        self._markup, self._cells, self._text = MAX_MARKUP, MAX_CELLS, MAX_TEXT

    def parse(self, data: bytes) -> None:
        """Count a part that is to be parsed.

        Raises
        ------
        Refusal
            If that is more than any filled template has; so does :meth:`keep`.
        """
        tags, attributes = data.count(b"<"), data.count(b"=")
        self._markup -= tags + attributes + _EACH_PART
        # A tag with a million attributes costs more than a million tags.
        if self._markup < 0 or attributes > 3 * tags + _MOST_ATTRIBUTES:
            _oversized(MAX_MARKUP, "tags")

    def keep(self, *texts: object, times: int = 1) -> None:
        """Count a cell, or several that hold the same; and the characters of its texts."""
        self._cells -= times
        if self._cells < 0:
            _oversized(MAX_CELLS, "cells")
        self.write(times * sum(len(text) for text in texts if isinstance(text, str)))

    def write(self, characters: int) -> None:
        """Count characters that are kept."""
        self._text -= characters
        if self._text < 0:
            _oversized(MAX_TEXT, "characters")


def check_sheets(count: int) -> None:
    """Refuse a workbook that has more sheets than any template."""
    if count > MAX_SHEETS:
        _oversized(MAX_SHEETS, "sheets")


def _oversized(most: int, of_what: str) -> NoReturn:
    raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"> {most} {of_what}")


class Parts(zipfile.ZipFile):
    """The parts of a workbook, and how much of them may still be read.

    Parameters
    ----------
    content : bytes
        The whole file.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self.budget = Budget()


@dataclass(frozen=True, eq=False, kw_only=True)
class Package:
    """A workbook that came through the gate.

    Parameters
    ----------
    parts : Parts
        Its parts, all of bounded size and without any document type.
    kind : {"xlsx", "ods"}
        Excel's format or OpenDocument's.
    workbook : str
        Name of the workbook part, or of the content.
    macros : bool
        Whether it holds macros, which nobody runs here.
    """

    parts: Parts
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
    parts: Parts,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Pass one part through handlers; nothing of it is kept but what they keep.

    Parameters
    ----------
    parts : Parts
    name : str
        Name of the part.
    start, end, text : callable
        Called with the element's name (``"namespace local"``) and attributes, with its name, and
        with its text.

    Raises
    ------
    Refusal
        If the part is damaged or far too large, or declares a document type after all.
    """

    def refuse(*_: object) -> None:
        raise Refusal(IssueCode.DOCUMENT_TYPE, name)

    # Without `intern`, no name of a tag or attribute is kept longer than for its handler.
    parser: Any = expat.ParserCreate(namespace_separator=" ", intern=None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        if parts.getinfo(name).file_size > MAX_PART:
            _oversized(MAX_PART // 2**20, "MB")
        data = parts.read(name)
        parts.budget.parse(data)
        # In one piece: in small ones, some versions of expat begin anew with each for a long tag.
        parser.Parse(data, True)
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


def relations_of(parts: Parts, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Targets inside the package of the relationships that a part lists.

    Parameters
    ----------
    parts : Parts
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
