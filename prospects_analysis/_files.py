"""Put a file in its place in one step, so that nobody ever finds half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there.

    Parameters
    ----------
    path : Path
        Where the file is to stand, in a folder that exists; replaced if there is one.
    data : bytes
        Its content.

    Raises
    ------
    OSError
        If it cannot be written or replaced, for instance since another program holds it open.
        What stood there before is then untouched.
    """
    part = path.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
