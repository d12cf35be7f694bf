"""The gate: whatever is not a workbook of bounded size is refused in a partner's words."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake import gate
from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.reading import read_book
from prospects_analysis.issues import IssueCode
from tests.intake.books import Book, repacked, template

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def refusal(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        open_package(content)
    return caught.value


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", IssueCode.EMPTY_FILE, ""),
        (OLE + "EncryptedPackage".encode("utf-16-le"), IssueCode.PASSWORD_PROTECTED, ""),
        (OLE + "Workbook".encode("utf-16-le"), IssueCode.OLD_EXCEL_FORMAT, ""),
        (b"%PDF-1.7 ...", IssueCode.PDF_FILE, ""),
        (b"<!DOCTYPE html><html></html>", IssueCode.NOT_A_WORKBOOK, "HTML"),
        (b"\xef\xbb\xbf  <html><table></table></html>", IssueCode.NOT_A_WORKBOOK, "HTML"),
        (b"<?xml version='1.0'?><Workbook/>", IssueCode.NOT_A_WORKBOOK, "XML"),
        (b"partner;score\nP01;3\n", IssueCode.NOT_A_WORKBOOK, "CSV"),
        (bytes(range(256)), IssueCode.DAMAGED_FILE, ""),
        (b"PK\x03\x04 and no more", IssueCode.DAMAGED_FILE, None),
        (zipped(a_txt=b"hello"), IssueCode.NOT_A_WORKBOOK, "ZIP"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
            IssueCode.NOT_A_WORKBOOK,
            None,
        ),
        (zipped(mimetype=ODS_TYPE), IssueCode.DAMAGED_FILE, "content.xml"),
        (
            zipped(mimetype=ODS_TYPE, content_xml=b"<a/>", **{"META-INF__manifest_xml": LOCKED}),
            IssueCode.PASSWORD_PROTECTED,
            "",
        ),
        (zipped(Index__Document_iwa=b"x"), IssueCode.NUMBERS_FILE, ""),
        (zipped(word__document_xml=b"<w/>"), IssueCode.NOT_A_WORKBOOK, "Word"),
    ],
)
def test_what_is_not_a_workbook_is_named(content, code, found):
    caught = refusal(content)
    assert caught.code is code
    assert found is None or caught.found == found


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_damaged(kept):
    content = template()
    assert refusal(content[: int(len(content) * kept)]).code is IssueCode.DAMAGED_FILE


def test_the_template_comes_through():
    package = open_package(template())
    assert package.workbook == "xl/workbook.xml"
    assert not package.macros
    kinds = {kind for kind, _ in package.relations(package.workbook).values()}
    assert "worksheet" in kinds


def test_macros_come_through_and_are_noticed():
    with_macros = io.BytesIO(template())
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    assert open_package(with_macros.getvalue()).macros


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml"])
def test_a_document_type_in_any_part_and_encoding_is_refused(encoding, part):
    bomb = '<?xml version="1.0"?><!-- --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks.get(encoding, b"") + bomb.encode(encoding)
    caught = refusal(repacked(template(), lambda name, old: data if name == part else old))
    assert (caught.code, caught.found) == (IssueCode.DOCUMENT_TYPE, part)


def test_sizes_are_bounded_before_anything_is_unpacked(monkeypatch):
    bomb = zipped(a_xml=bytes(2 * 2**20))
    large = zipped(a_bin=bytes(3 * 2**20))
    many = zipped(a=b"", b=b"", c=b"")

    def never(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    caught = refusal(bomb)
    assert (caught.code, caught.found[:7]) == (IssueCode.OVERSIZED_WORKBOOK, "a.xml, ")
    monkeypatch.setattr(gate, "MAX_UNPACKED", 2 * 2**20)
    assert refusal(large).found == "3 MB > 2 MB"
    monkeypatch.setattr(gate, "MAX_PARTS", 2)
    assert refusal(many).found == "3 > 2"


def test_a_small_part_may_be_well_compressed():
    content = repacked(
        template(), lambda name, old: old + b" " * 500_000 if name == "xl/styles.xml" else old
    )
    assert open_package(content).workbook


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused_whatever_its_case():
    for name in ("xl/workbook.xml", "XL/Workbook.xml"):
        stream = io.BytesIO(template())
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(name, b"<workbook/>")
        caught = refusal(stream.getvalue())
        assert (caught.code, caught.found) == (IssueCode.DUPLICATE_PARTS, name)


def test_the_strict_format_is_told_from_a_foreign_file():
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    by_relation = repacked(template(), lambda _, old: old.replace(relation, strict))
    assert refusal(by_relation).code is IssueCode.STRICT_FORMAT
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict_main = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    by_root = repacked(
        template(),
        lambda name, old: old.replace(main, strict_main) if name.endswith("workbook.xml") else old,
    )
    assert refusal(by_root).code is IssueCode.STRICT_FORMAT


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml"])
def test_a_package_without_a_workbook_part_is_no_workbook(part):
    content = repacked(template(), lambda name, old: None if name == part else old)
    assert refusal(content).code is IssueCode.NOT_A_WORKBOOK


def test_another_office_document_is_no_workbook():
    content = repacked(
        template(), lambda name, old: b"<document/>" if name == "xl/workbook.xml" else old
    )
    assert refusal(content).code is IssueCode.NOT_A_WORKBOOK


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", ["worksheet", "styles", "comments"])
def test_a_document_type_in_a_part_of_any_name_is_refused_before_it_is_read(kind, encoding):
    book = Book().fill()
    book.cell("clusters.mapping.need").comment = Comment("It is 4.", "somebody")
    content = book.save()
    hidden = {"worksheet": "sheet3.xml", "styles": "styles.xml", "comments": "comment1.xml"}[kind]
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)

    def rename(name, data):
        return None if name.endswith(hidden) else data.replace(hidden.encode(), b"part.bin")

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        folder = next(one for one in parts.namelist() if one.endswith(hidden))[: -len(hidden)]
    content = repacked(content, rename, {folder + "part.bin": bomb})
    with pytest.raises(Refusal) as caught:
        read_book(open_package(content))
    assert (caught.value.code, caught.value.found) == (IssueCode.DOCUMENT_TYPE, folder + "part.bin")


def test_a_prolog_without_an_end_is_damage():
    long = b"<!--" + random.Random(0).randbytes(2**19).hex().encode() + b"--><a/>"
    content = repacked(template(), lambda name, old: long if "core" in name else old)
    assert refusal(content).code is IssueCode.DAMAGED_FILE


def with_flags(content, *, flag=0, method=None):
    """Set a flag, or another method of compression, for every part."""
    changed = bytearray(content)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flags] |= flag
            if method is not None:
                changed[at + flags + 2] = method
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_encrypted_parts_ask_for_the_password():
    assert refusal(with_flags(template(), flag=1)).code is IssueCode.PASSWORD_PROTECTED


@pytest.mark.parametrize("method", [1, 9, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 97])
def test_only_the_compression_that_programs_write_is_opened(method):
    caught = refusal(with_flags(template(), method=method))
    assert caught.code is IssueCode.DAMAGED_FILE
    assert caught.found.endswith(f", {method}")


def test_a_list_of_a_million_parts_is_not_even_read(monkeypatch):
    one = zipped(a=b"")
    first, last = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    listed = one[first:last] * (10 * gate.MAX_PARTS + 1)
    end = bytearray(one[last:])
    end[12:16] = len(listed).to_bytes(4, "little")
    monkeypatch.setattr(gate, "Parts", None)
    assert refusal(one[:first] + listed + bytes(end)).code is IssueCode.OVERSIZED_WORKBOOK


def test_parts_that_lie_on_one_another_cannot_unpack_to_more_than_they_say():
    content = bytearray(zipped(**{"_rels__.rels": b"", "a": b"x" * 900_000, "b": b"y"}))
    first = content.find(b"a", content.find(b"PK\x01\x02"))
    second = content.find(b"b", first) - 46
    content[second + 42 : second + 46] = content[first - 46 + 42 : first]  # where "a" begins
    parts = zipfile.ZipFile(io.BytesIO(bytes(content)))
    with pytest.raises(zipfile.BadZipFile):
        parts.read("b")
    assert refusal(bytes(content)).code is IssueCode.NOT_A_WORKBOOK


def test_a_package_in_a_package_is_not_opened():
    inner = zipped(a=b"x")
    for _ in range(50):
        inner = zipped(a_zip=inner)
    assert refusal(inner).code is IssueCode.NOT_A_WORKBOOK


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/evil", "C:\\evil", "a\x1b[31m.xml", "a\nb"]
)
def test_names_of_parts_lead_nowhere(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = repacked(template(), lambda _, old: old, {name: b"<a/>"})
    assert read_book(open_package(content))
    assert not list(tmp_path.iterdir())


def test_external_targets_are_never_followed():
    link = b'<Relationship Id="x" Type="t" TargetMode="External" Target="http://x.invalid"/>'
    content = repacked(
        template(),
        lambda name, old: (
            old.replace(b"</Relationships>", link + b"</Relationships>")
            if name.endswith("workbook.xml.rels")
            else old
        ),
    )
    package = open_package(content)
    assert "x" not in package.relations(package.workbook)


def test_an_encoding_that_nobody_knows_is_damage():
    def change(name, data):
        if name != "xl/workbook.xml":
            return data
        return b'<?xml version="1.0" encoding="UxF-8"?>' + data[data.index(b"<workbook") :]

    assert refusal(repacked(template(), change)).code is IssueCode.DAMAGED_FILE
