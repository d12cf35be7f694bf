"""Put outputs into a folder without ever taking away what somebody changed there.

``provenance.json`` holds the hash of each file as it was last written. A file that still has that
hash is replaced; one that was edited since, or that was never written from here, is kept and named.
Before the first file is touched, the hashes of what is to come are noted down in a hidden file: a
run that is stopped half-way leaves whole files, and the next run knows them as its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prospects_analysis._files import write_atomically
from prospects_analysis._seal import is_untouched
from prospects_analysis.provenance import Provenance, sha256_of

RECORD = "provenance.json"
PENDING = ".provenance.pending.json"


@dataclass(frozen=True, eq=False, kw_only=True)
class Delivery:
    """What happened to each file; names are relative to the folder, with ``/``.

    Parameters
    ----------
    out : Path
        The folder.
    written, unchanged : tuple of str
        Files that were written, and files that held the same bytes already.
    kept : tuple of str
        Files that were edited since they were written, or never written from here.
    busy : tuple of str
        Files that another program holds open, or whose place a folder takes.
    removed : tuple of str
        Untouched files of an earlier run that this one has no more use for.
    """

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every file in the folder is that of this run."""
        return not self.kept and not self.busy


def deliver(
    out: Path, files: Mapping[str, bytes], provenance: Provenance, *, force: bool = False
) -> Delivery:
    """Write files into a folder, each in one step, and ``provenance.json`` last.

    Parameters
    ----------
    out : Path
        The folder; made if there is none.
    files : mapping of str to bytes
        Contents by name; a name may have folders, parted by ``/``.
    provenance : Provenance
        The hashes of the files are added to it.
    force : bool
        Replace edited files too.

    Returns
    -------
    delivery : Delivery

    Raises
    ------
    OSError
        If nothing can be written into the folder.
    ValueError
        If the folder's ``provenance.json`` is none (and is not to be replaced by force).

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = deliver(Path(folder), {"a.csv": b"1"}, Provenance())
    ...     edited = (Path(folder) / "a.csv").write_bytes(b"my own")
    ...     second = deliver(Path(folder), {"a.csv": b"2"}, Provenance())
    >>> first.written, second.written, second.kept
    (('a.csv',), (), ('a.csv',))
    """
    out.mkdir(parents=True, exist_ok=True)
    known = _known_hashes(out, force=force)
    noted = {name: [*known.get(name, ()), sha256_of(data)] for name, data in files.items()}
    write_atomically(out / PENDING, _json({**known, **noted}))
    settled = {
        name: _settle(out / name, files.get(name), known.get(name, []), force=force)
        for name in sorted({*files, *known})
    }
    outputs = {name: recorded for name, (_, recorded) in settled.items() if recorded}
    record = provenance.with_(outputs=outputs).to_json()
    write_atomically(out / RECORD, record.encode("utf-8"))
    (out / PENDING).unlink(missing_ok=True)

    def with_fate(wanted: str) -> tuple[str, ...]:
        return tuple(name for name, (fate, _) in settled.items() if fate == wanted)

    return Delivery(
        out=out,
        written=with_fate("written"),
        unchanged=with_fate("unchanged"),
        kept=with_fate("kept"),
        busy=with_fate("busy"),
        removed=with_fate("removed"),
    )


def deliver_alone(out: Path, name: str, data: bytes, *, force: bool = False) -> Delivery:
    """Write one signed Office file into a folder, and nothing else.

    Parameters
    ----------
    out : Path
        The folder; made if there is none.
    name : str
        Of the file.
    data : bytes
        As :func:`prospects_analysis._seal.signed` made it; it is its own record of what was
        written, so that one edited since is kept.
    force : bool
        Replace an edited file too.

    Returns
    -------
    delivery : Delivery

    Raises
    ------
    OSError
        If the folder cannot be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / name
    known = []
    if path.is_file() and is_untouched(current := path.read_bytes()):
        known = [sha256_of(current)]
    fate, _ = _settle(path, data, known, force=force)
    return Delivery(out=out, **{fate: (name,)})


def recorded(out: Path) -> tuple[str, ...]:
    """Name the files that were written into a folder from here; none if it has no record."""
    return tuple(sorted(_known_hashes(out, force=True)))


def _settle(
    path: Path, data: bytes | None, known: list[str], *, force: bool
) -> tuple[str, str | None]:
    """Bring one file up to date (None: it has had its day); give its fate and hash to remember."""
    current = None
    new = None if data is None else sha256_of(data)
    try:
        current = sha256_of(path.read_bytes()) if path.exists() else None
        if current == new:
            return "unchanged" if new else "gone", new
        if current is not None and current not in known and not (force and data is not None):
            return "kept", known[0] if known else None
        if data is None:
            path.unlink()
            return "removed", None
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError):
        return "busy", current if current in known else None
    return "written", new


def _known_hashes(out: Path, *, force: bool) -> dict[str, list[str]]:
    """Hashes of what was written from here: by the last run first, then by those cut short."""
    known: dict[str, list[str]] = {}
    try:
        last = _read(out / RECORD).get("outputs", {})
        known = {str(name): [str(digest)] for name, digest in last.items()}
    except (ValueError, AttributeError) as error:
        if not force:
            raise ValueError(
                f"Invalid {out / RECORD}: {error}. Must be one written by this software, or be "
                "moved away."
            ) from None
    try:
        for name, digests in _read(out / PENDING).items():
            known[name] = [*known.get(name, []), *map(str, digests)]
    except (ValueError, AttributeError, TypeError):
        pass  # nothing was touched yet when it was cut short
    return {name: digests for name, digests in known.items() if _is_inside(name)}


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"it holds a {type(content).__name__}")
    return content


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode(
        "utf-8"
    )


def _is_inside(name: str) -> bool:
    """Whether a name read from a file leads to nowhere but into the folder."""
    parts = name.split("/")
    return all(part.strip(". ") for part in parts) and not re.search(r"[\\:\0]", name)
