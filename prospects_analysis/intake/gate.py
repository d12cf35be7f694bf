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

import zipfile
from xml.parsers import expat

from prospects_analysis.intake.packages import (
    BROKEN,
    NAMESPACE,
    STRICT,
    Attributes,
    Package,
    Parts,
    Refusal,
    parse_part,
    relations_of,
)
from prospects_analysis.issues import IssueCode

MAX_UNPACKED = 64 * 2**20
MAX_RATIO, RATIO_FROM = 100, 2**20
MAX_PARTS = 2_000

_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_ENTRY = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PROLOG = 2**20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = {
    b"{\\rt": "RTF",
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}
_STREAMS = {
    "WordDocument": "Word",
    "PowerPoint Document": "PowerPoint",
    "__properties_version1.0": "Outlook",
}
ODS, XLSX = "ods", "xlsx"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0 encryption-data"
_XML = (".xml", ".rels", ".vml")


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
    entries = content.count(_ENTRY)  # the list of a million of them takes long to read
    if entries > 10 * MAX_PARTS:
        raise Refusal(IssueCode.OVERSIZED_WORKBOOK, f"{entries} > {MAX_PARTS}")
    try:
        parts = Parts(content)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refusal(IssueCode.DAMAGED_FILE, str(error)) from error
    _check_bounds(parts)
    for name in parts.namelist():
        if name.lower().endswith(_XML):
            _check_prolog(parts, name)
    kind = ODS if _is_ods(parts) else XLSX
    return Package(
        parts=parts,
        kind=kind,
        workbook=_ods_content(parts) if kind == ODS else _workbook_part(parts),
        macros=any(name.lower().endswith("vbaproject.bin") for name in parts.namelist()),
    )


def _sniff(content: bytes) -> None:
    if not content:
        raise Refusal(IssueCode.EMPTY_FILE)
    if content.startswith(_OLE_MAGIC):
        raise _of_compound_file(content)
    if content.startswith(b"PK"):
        return
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        raise Refusal(IssueCode.PDF_FILE)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            raise Refusal(IssueCode.NOT_A_WORKBOOK, kind)
    if head[:1] == b"<":
        is_page = b"<html" in head.lower() or b"<!doctype html" in head.lower()
        raise Refusal(IssueCode.NOT_A_WORKBOOK, "HTML" if is_page else "XML")
    is_text = b"\0" not in head and any(mark in head for mark in (b",", b";", b"\t", b"\n"))
    if is_text:
        raise Refusal(IssueCode.NOT_A_WORKBOOK, "CSV")
    raise Refusal(IssueCode.DAMAGED_FILE)


def _of_compound_file(content: bytes) -> Refusal:
    if _ENCRYPTED in content:
        return Refusal(IssueCode.PASSWORD_PROTECTED)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Refusal(IssueCode.OLD_EXCEL_FORMAT)
    kinds = [kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in content]
    return Refusal(IssueCode.NOT_A_WORKBOOK, (*kinds, "OLE")[0])


def _check_bounds(parts: Parts) -> None:
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
        if info.compress_type not in _METHODS:
            raise Refusal(IssueCode.DAMAGED_FILE, f"{info.filename}, {info.compress_type}")
        if info.flag_bits & 1:
            raise Refusal(IssueCode.PASSWORD_PROTECTED)
        if info.filename.lower() in seen:  # names of parts are equal regardless of case
            raise Refusal(IssueCode.DUPLICATE_PARTS, info.filename)
        seen.add(info.filename.lower())


class _Enough(Exception):  # noqa: N818
    """The first element was reached: a document type can no longer follow."""


def _check_prolog(parts: Parts, name: str) -> None:
    def refuse(*_: object) -> None:
        raise Refusal(IssueCode.DOCUMENT_TYPE, name)

    def stop(*_: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        with parts.open(name) as stream:
            head = stream.read(_PROLOG)
        parser.Parse(head, False)
    except (_Enough, expat.ExpatError):
        return  # a part that is not well-formed matters only if it is read
    except BROKEN as error:
        raise Refusal(IssueCode.DAMAGED_FILE, f"{name}, {error}") from error
    if len(head) == _PROLOG:
        raise Refusal(IssueCode.DAMAGED_FILE, f"{name}, nothing but a prolog")


def _workbook_part(parts: Parts) -> str:
    relations = relations_of(parts, "_rels/.rels", "").values()
    if any(name.lower().startswith("index/") for name in parts.namelist()):
        raise Refusal(IssueCode.NUMBERS_FILE)
    main = [target for kind, target in relations if kind == "officeDocument"]
    if not main or main[0] not in parts.namelist():
        raise Refusal(IssueCode.NOT_A_WORKBOOK, _other_document(parts))
    roots: list[str] = []

    def start(tag: str, _: Attributes) -> None:
        if not roots:
            roots.append(tag)

    parse_part(parts, main[0], start)
    namespace, _, local = roots[0].rpartition(" ")
    if namespace.startswith(STRICT):
        raise Refusal(IssueCode.STRICT_FORMAT)
    if namespace != NAMESPACE.strip() or local != "workbook":
        raise Refusal(IssueCode.NOT_A_WORKBOOK, _other_document(parts))
    return main[0]


def _is_ods(parts: Parts) -> bool:
    if "mimetype" not in parts.namelist():
        return False
    try:
        return parts.read("mimetype").startswith(_ODS_TYPE)
    except BROKEN as error:
        raise Refusal(IssueCode.DAMAGED_FILE, f"mimetype, {error}") from error


def _ods_content(parts: Parts) -> str:
    def start(tag: str, _: Attributes) -> None:
        if tag == _ENCRYPTION:
            raise Refusal(IssueCode.PASSWORD_PROTECTED)

    if _MANIFEST in parts.namelist():
        parse_part(parts, _MANIFEST, start)
    if "content.xml" not in parts.namelist():
        raise Refusal(IssueCode.DAMAGED_FILE, "content.xml")
    return "content.xml"


def _other_document(parts: Parts) -> str:
    names = set(parts.namelist())
    if "mimetype" in names:
        return "OpenDocument, no workbook"
    kinds = {"word/": "Word", "ppt/": "PowerPoint"}
    for folder, kind in kinds.items():
        if any(name.lower().startswith(folder) for name in names):
            return kind
    return "xlsb" if "xl/workbook.bin" in names else "ZIP"
