"""Where a result comes from: the inputs' hashes, the framework, the parameters.

No clock and no path of the machine: the same returns give the same provenance everywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from prospects_analysis._version import __version__


def sha256_of(content: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal.

    Examples
    --------
    >>> sha256_of(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, eq=False, kw_only=True)
class Provenance:
    """What a result was made from.

    Parameters
    ----------
    inputs : tuple of (str, str)
        Bare name and SHA-256 of each returned file that was read, sorted by name.
    decisions : tuple of (str, str)
        The same of the file of decisions, if there is one.
    framework : str
        Id and version, such as ``"prospects 2"``.
    framework_sha256 : str
        SHA-256 of the framework's files.
    package_version : str
        Version of this package.
    parameters : mapping of str to object
        What the user chose, JSON ready.
    fictional : bool
        Whether the answers are invented.
    answered : str
        Last date of the answers (ISO 8601), or ``""``.
    outputs : mapping of str to str
        Name and SHA-256 of each file that was written.

    Examples
    --------
    >>> given = Provenance(inputs=(("a.xlsx", "00"),), framework="prospects 2", fictional=True)
    >>> given.with_(parameters={"objective": "total"}).parameters["objective"]
    'total'
    >>> '"fictional": true' in given.to_json()
    True
    """

    inputs: tuple[tuple[str, str], ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    framework: str = ""
    framework_sha256: str = ""
    package_version: str = __version__
    parameters: Mapping[str, Any] = field(default_factory=dict)
    fictional: bool = False
    answered: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the inputs and freeze the mappings."""
        object.__setattr__(self, "inputs", tuple(sorted(map(tuple, self.inputs))))
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))
        object.__setattr__(self, "outputs", MappingProxyType(dict(self.outputs)))

    def with_(self, **changes: Any) -> Provenance:
        """Copy with some fields changed.

        Raises
        ------
        TypeError
            If a field is not one of this class.
        """
        return replace(self, **changes)

    def to_json(self) -> str:
        """JSON text: sorted keys, UTF-8, one final newline."""
        content = {
            "answered": self.answered,
            "fictional": self.fictional,
            "framework": self.framework,
            "framework_sha256": self.framework_sha256,
            "decisions": [{"name": name, "sha256": sha256} for name, sha256 in self.decisions],
            "inputs": [{"name": name, "sha256": sha256} for name, sha256 in self.inputs],
            "outputs": dict(self.outputs),
            "package_version": self.package_version,
            "parameters": dict(self.parameters),
        }
        return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
