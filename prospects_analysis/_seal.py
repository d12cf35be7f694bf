"""Same content, same bytes: take clock and chance out of an Office file.

An xlsx, pptx or docx file is a zip archive whose parts carry the time of writing, in an order and
with attributes that depend on the library and the system, and whose core properties name a time
and an author. :func:`seal_office` writes it again without any of that.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

_TIME = (2010, 1, 1, 0, 0, 0)
_ISO_TIME = b"2010-01-01T00:00:00Z"
_AUTHOR = b"prospects_analysis"
_CORE = "docProps/core.xml"
_HASH = 64  # characters of a SHA-256
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_PROPERTIES = (
    (b"dcterms:created", _ISO_TIME),
    (b"dcterms:modified", _ISO_TIME),
    (b"dc:creator", _AUTHOR),
    (b"cp:lastModifiedBy", _AUTHOR),
)


def seal_office(data: bytes) -> bytes:
    """Rewrite an Office file with fixed part times, order, attributes, dates and author.

    Parameters
    ----------
    data : bytes
        An xlsx, pptx or docx file.

    Returns
    -------
    bytes
        The same document. Sealing it again changes nothing.

    Raises
    ------
    ValueError
        If `data` is not a zip archive.

    Examples
    --------
    >>> import io, openpyxl
    >>> buffer = io.BytesIO()
    >>> openpyxl.Workbook().save(buffer)
    >>> sealed = seal_office(buffer.getvalue())
    >>> sealed == seal_office(sealed)
    True
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise ValueError(f"Invalid data {data[:8]!r}... Must be an Office file, a zip archive.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # Readers want the list of content types first; the rest in order of its names.
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            archive.writestr(_entry(name), _sealed_part(name, parts[name]))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # otherwise it says on which system it was written
    entry.external_attr = 0o644 << 16
    return entry


def _sealed_part(name: str, part: bytes) -> bytes:
    if name.endswith(".xlsx"):  # the data sheet that a chart on a slide carries
        return seal_office(part)
    if name != _CORE:
        return part
    for element, value in _PROPERTIES:
        pattern = rb"(<%s\b[^>]*(?<!/)>)[^<]*(</%s>)" % (element, element)
        part = re.sub(pattern, rb"\g<1>%s\g<2>" % value, part)
    return part


def signed(data: bytes) -> bytes:
    """Seal an Office file and let it end in its own hash, as the comment of the archive.

    Whatever program saves the file again leaves the comment out: so :func:`is_untouched` can tell
    without any record beside the file.

    Examples
    --------
    >>> import io, openpyxl
    >>> buffer = io.BytesIO()
    >>> openpyxl.Workbook().save(buffer)
    >>> is_untouched(signed(buffer.getvalue())), is_untouched(buffer.getvalue())
    (True, False)
    """
    buffer = io.BytesIO(seal_office(data))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = bytes(_HASH)  # the room for it
    content = buffer.getvalue()[:-_HASH]
    return content + _hash(content)


def is_untouched(data: bytes) -> bool:
    """Tell whether a file is as :func:`signed` made it."""
    return data[-_HASH:] == _hash(data[:-_HASH])


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
