"""The gate before the parser: what is let through is a workbook of bounded size.

A file from outside may be anything: empty, truncated, a web page with another name, a workbook
that nobody without its password can open, a few kilobytes that unpack to gigabytes. Each is
refused here in a partner's words, before anything is parsed.

References
----------
ECMA-376, Office Open XML file formats, part 2 (packages).
Microsoft, [MS-CFB]: Compound File Binary File Format, which holds encrypted workbooks too.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from prospects_analysis.issues import IssueCode

MAX_UNPACKED = 64 * 2**20
MAX_RATIO, RATIO_FROM = 100, 2**20
MAX_PARTS = 2_000

_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = {
    b"%PDF": "PDF",
    b"{\\rt": "RTF",
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_XML = (".xml", ".rels", ".vml")

Attributes = dict[str, str]


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
    workbook : str
        Name of the workbook part.
    macros : bool
        Whether it holds macros, which nobody runs here.
    """

    parts: zipfile.ZipFile
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
        return _relations(self.parts, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)


def open_package(content: bytes) -> Package:
    """Let a workbook through, or say why not.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    Package

    Raises
    ------
    Refusal
        With the code of the issue.
    """
    _sniff(content)
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refusal(IssueCode.DAMAGED_FILE, str(error)) from error
    _check_bounds(parts)
    for name in parts.namelist():
        if name.lower().endswith(_XML):
            _check_prolog(parts, name)
    return Package(
        parts=parts,
        workbook=_workbook_part(parts),
        macros=any(name.lower().endswith("vbaproject.bin") for name in parts.namelist()),
    )


def _sniff(content: bytes) -> None:
    if not content:
        raise Refusal(IssueCode.EMPTY_FILE)
    if content.startswith(_OLE_MAGIC):
        encrypted = _ENCRYPTED in content
        raise Refusal(IssueCode.PASSWORD_PROTECTED if encrypted else IssueCode.OLD_EXCEL_FORMAT)
    if content.startswith(b"PK"):
        return
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            raise Refusal(IssueCode.NOT_A_WORKBOOK, kind)
    if head[:1] == b"<":
        is_page = b"<html" in head.lower() or b"<!doctype html" in head.lower()
        raise Refusal(IssueCode.NOT_A_WORKBOOK, "HTML" if is_page else "XML")
    is_text = b"\0" not in head and any(mark in head for mark in (b",", b";", b"\t", b"\n"))
    raise Refusal(IssueCode.NOT_A_WORKBOOK, "CSV" if is_text else "?")


def _check_bounds(parts: zipfile.ZipFile) -> None:
    # What a part says of its size is what zipfile reads of it at most, so it may be believed.
    infos = parts.infolist()
    if len(infos) > MAX_PARTS:
        raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"{len(infos)} > {MAX_PARTS}")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED:
        found = f"{unpacked // 2**20} MB > {MAX_UNPACKED // 2**20} MB"
        raise Refusal(IssueCode.OVERSIZED_WORKBOOK, found)
    seen: set[str] = set()
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            ratio = info.file_size // max(info.compress_size, 1)
            raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"{info.filename}, {ratio} : 1")
        if info.flag_bits & 1:
            raise Refusal(IssueCode.PASSWORD_PROTECTED)
        if info.filename.lower() in seen:  # names of parts are equal regardless of case
            raise Refusal(IssueCode.DUPLICATE_PARTS, info.filename)
        seen.add(info.filename.lower())


class _Enough(Exception):  # noqa: N818
    """The first element was reached: a document type can no longer follow."""


def _check_prolog(parts: zipfile.ZipFile, name: str) -> None:
    def refuse(*_: object) -> None:
        raise Refusal(IssueCode.DOCUMENT_TYPE, name)

    def stop(*_: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        with parts.open(name) as stream:
            parser.ParseFile(stream)
    except (_Enough, expat.ExpatError):
        return  # a part that is not well-formed matters only if it is read
    except _BROKEN as error:
        raise Refusal(IssueCode.DAMAGED_FILE, f"{name}, {error}") from error


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    KeyError,
)


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
    except (expat.ExpatError, *_BROKEN) as error:
        raise Refusal(IssueCode.DAMAGED_FILE, f"{name}, {error}") from error


def _relations(parts: zipfile.ZipFile, name: str, folder: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag != _RELATIONS or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "")
        if kind.startswith(_STRICT):
            raise Refusal(IssueCode.STRICT_FORMAT)
        target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
        short = kind.removeprefix(_OFFICE)
        found[attributes.get("Id", "")] = (short, target.lstrip("/"))

    if name in parts.namelist():
        parse_part(parts, name, start)
    return found


def _workbook_part(parts: zipfile.ZipFile) -> str:
    relations = _relations(parts, "_rels/.rels", "").values()
    main = [target for kind, target in relations if kind == "officeDocument"]
    if not main or main[0] not in parts.namelist():
        raise Refusal(IssueCode.NOT_A_WORKBOOK, _other_document(parts))
    roots: list[str] = []

    def start(tag: str, _: Attributes) -> None:
        if not roots:
            roots.append(tag)

    parse_part(parts, main[0], start)
    namespace, _, local = roots[0].rpartition(" ")
    if namespace.startswith(_STRICT):
        raise Refusal(IssueCode.STRICT_FORMAT)
    if namespace != NAMESPACE.strip() or local != "workbook":
        raise Refusal(IssueCode.NOT_A_WORKBOOK, _other_document(parts))
    return main[0]


def _other_document(parts: zipfile.ZipFile) -> str:
    names = set(parts.namelist())
    if "mimetype" in names:
        return "OpenDocument"
    kinds = {"word/": "Word", "ppt/": "PowerPoint", "index/": "Numbers"}
    for folder, kind in kinds.items():
        if any(name.lower().startswith(folder) for name in names):
            return kind
    return "xlsb" if "xl/workbook.bin" in names else "ZIP"
