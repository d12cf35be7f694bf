"""Where the files of a framework stand."""

from __future__ import annotations

import hashlib
import importlib.resources
import re
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from prospects_analysis._framework_toml import Fault
from prospects_analysis.framework_parts import FrameworkError

_STRUCTURE = "framework.toml"


def find_structure(path: str | Path | None) -> tuple[Traversable, str]:
    """
    Find the file with the structure.

    Parameters
    ----------
    path : str or Path, optional
        The file, or the folder that holds a ``framework.toml``; by default the one that ships.

    Returns
    -------
    folder : Traversable
    file : str
        Its name in the folder.

    Raises
    ------
    FrameworkError
        If there is no such file.
    """
    if path is None:
        package = importlib.resources.files("prospects_analysis")
        return package / "frameworks" / "prospects", _STRUCTURE
    if Path(path).is_file():
        return Path(path).parent, Path(path).name
    if Path(path, _STRUCTURE).is_file():
        return Path(path), _STRUCTURE
    message = f"Invalid path {str(path)!r}. Must be a {_STRUCTURE}, or a folder that holds one."
    raise FrameworkError(message)


def find_wordings(
    folder: Traversable, languages: Iterable[str], faults: list[Fault]
) -> dict[str, str]:
    """
    Find the wording files; one without its language, or the other way round, is a fault.

    Parameters
    ----------
    folder : Traversable
    languages : iterable of str
        Those of the framework.
    faults : list of Fault
        Where faults are put.

    Returns
    -------
    files : dict from language to name of file
        In the order of the languages.
    """
    wanted = {language: f"wording.{language}.toml" for language in languages}
    present = {
        file.name for file in folder.iterdir() if re.fullmatch(r"wording\..+\.toml", file.name)
    }
    for file in sorted(present.symmetric_difference(wanted.values())):
        message = (
            f"Found a language unknown to the framework. Must be one of {', '.join(wanted)}."
            if file in present
            else "Found no such file. Every language of the framework must have one."
        )
        faults.append(Fault(file=file, message=message))
    return {language: file for language, file in wanted.items() if file in present}


def digest(contents: Mapping[str, bytes]) -> str:
    r"""
    Hash files so that a checkout with the line ends of Windows changes nothing.

    Parameters
    ----------
    contents : mapping from name to bytes

    Returns
    -------
    sha256 : str

    Examples
    --------
    >>> digest({"a.toml": b"x = 1\r\n"}) == digest({"a.toml": b"x = 1\n"})
    True
    """
    hashed = hashlib.sha256()
    for file in sorted(contents):
        content = contents[file].replace(b"\r\n", b"\n")
        hashed.update(f"{file} {len(content)}\n".encode() + content)
    return hashed.hexdigest()
