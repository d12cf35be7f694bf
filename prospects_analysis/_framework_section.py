"""
Tables of a TOML file read with care: every value is taken by its key and kind.

What is missing, of another kind, out of bounds or left over becomes a fault; reading then goes on
with a value that does no harm.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from prospects_analysis._framework_toml import Document, Path

Value = TypeVar("Value")

# Patterns of texts, and how a message tells them.
ID = (r"[A-Za-z][A-Za-z0-9_-]*", "an id: a letter, then letters, digits, _ or -")
DOTTED = (r"[A-Za-z0-9._-]+", "letters, digits, dots, _ or -")

# What a value is called, and how it is known. True is an int in Python, but not here.
_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "a text": lambda found: isinstance(found, str),
    "true or false": lambda found: isinstance(found, bool),
    "a whole number": lambda found: isinstance(found, int) and not isinstance(found, bool),
    "a number": lambda found: isinstance(found, int | float) and not isinstance(found, bool),
    "a list of texts": lambda found: _all(found, str),
    "a list of whole numbers": lambda found: _all(found, int),
    "a table": lambda found: isinstance(found, dict),
    "a list of tables": lambda found: _all(found, dict),
}


def _all(found: Any, kind: type) -> bool:
    return isinstance(found, list) and all(type(item) is kind for item in found)


@dataclass(frozen=True, eq=False, kw_only=True)
class Section:
    """
    One table of a document: values are taken out of it, and what is left over is a fault.

    Parameters
    ----------
    document : Document
        The file.
    data : dict
        The table.
    path : tuple
        Where it stands in the document.
    name : str
        What messages call it, such as ``"partners.P01"``.
    """

    document: Document
    data: Mapping[str, Any]
    path: Path = ()
    name: str = ""
    _taken: set[str] = field(default_factory=set)

    def fault(self, key: str, message: str) -> None:
        """Keep a fault at a key of this table; ``""`` is the table as a whole."""
        path = (*self.path, key) if key else self.path
        self.document.fault(path, ".".join(part for part in (self.name, key) if part), message)

    def take(self, key: str, kind: str, instead: Value, *, optional: bool = False) -> Value:
        """
        Take a value out.

        Parameters
        ----------
        key : str
        kind : str
            A kind of value, in the words of the message: ``"a text"``, ``"a list of texts"`` ...
        instead : object
            What stands in for a value that is missing or at fault.
        optional : bool
            Whether the key may be missing.

        Returns
        -------
        value : object, of the kind
        """
        self._taken.add(key)
        if key not in self.data:
            if not optional:
                self.fault(key, f"Found nothing. Must be {kind}.")
            return instead
        found: Value = self.data[key]
        if not _KINDS[kind](found):
            self.fault(key, f"Found {_shown(found)}. Must be {kind}.")
            return instead
        return found

    def text(self, key: str, pattern: str, what: str, instead: str | None = None) -> str:
        """Take a text that matches a pattern; with ``instead`` it may be missing."""
        found = self.take(key, "a text", instead or "", optional=instead is not None)
        if self._has(key, "a text") and not re.fullmatch(pattern, found):
            self.fault(key, f"Found {found!r}. Must be {what}.")
        return found

    def one_of(self, key: str, known: Iterable[str], instead: str | None = None) -> str:
        """Take a text that is one of those known; with ``instead`` it may be missing."""
        known = tuple(known)
        found = self.take(key, "a text", instead or "", optional=instead is not None)
        if self._has(key, "a text") and found not in known:
            self.fault(key, f"Found {found!r}. Must be one of {', '.join(map(repr, known))}.")
        return found

    def whole(self, key: str, low: int, high: int | None = None, instead: int | None = None) -> int:
        """Take a whole number between bounds; with ``instead`` it may be missing."""
        standin = low if instead is None else instead
        found = self.take(key, "a whole number", standin, optional=instead is not None)
        beyond = found < low or (high is not None and found > high)
        if self._has(key, "a whole number") and beyond:
            bounds = f"{low} or more" if high is None else f"from {low} to {high}"
            self.fault(key, f"Found {found}. Must be {bounds}.")
        return found

    def level(self, key: str, levels: range | None) -> int:
        """Take a level of a scale, or any whole number where the scale is not known."""
        found: int = self.take(key, "a whole number", 0)
        if self._has(key, "a whole number") and levels is not None and found not in levels:
            self.fault(key, f"Found {found}. Must be from {levels[0]} to {levels[-1]}.")
        return found

    def positive(self, key: str, instead: float | None = None) -> float:
        """Take a number > 0 and finite; with ``instead`` it may be missing."""
        found = self.take(key, "a number", instead or 1.0, optional=instead is not None)
        if not (math.isfinite(found) and found > 0):
            self.fault(key, f"Found {found}. Must be more than 0, and finite.")
        return float(found)

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Take a list of texts, none of them twice."""
        found: list[str] = self.take(key, "a list of texts", [], optional=optional)
        self._check_once(key, found)
        return tuple(found)

    def wholes(self, key: str, known: Iterable[int]) -> tuple[int, ...]:
        """Take a list of whole numbers, if there is one: among those known, in rising order."""
        known = tuple(known)
        found: list[int] = self.take(key, "a list of whole numbers", [], optional=True)
        self._check_once(key, found)
        if not set(found) <= set(known) or found != sorted(found):
            self.fault(key, f"Found {found}. Must be among {list(known)}, in rising order.")
        return tuple(found)

    def choices(self, key: str) -> tuple[str, ...]:
        """Take a list of things to choose from, if there is one: texts, or whole numbers."""
        numbers = self._has(key, "a list of whole numbers")
        kind = "a list of whole numbers" if numbers else "a list of texts"
        found: list[Any] = self.take(key, kind, [], optional=True)
        self._check_once(key, found)
        return tuple(str(item) for item in found)

    def table(self, key: str, *, optional: bool = False) -> Section:
        """Take a table within this one."""
        found: dict[str, Any] = self.take(key, "a table", {}, optional=optional)
        name = ".".join(part for part in (self.name, key) if part)
        return Section(document=self.document, data=found, path=(*self.path, key), name=name)

    def tables(self, key: str, *, optional: bool = False) -> list[Section]:
        """Take a list of tables within this one; messages call each by its id."""
        found: list[dict[str, Any]] = self.take(key, "a list of tables", [], optional=optional)
        return [
            Section(
                document=self.document,
                data=one,
                path=(*self.path, key, number),
                name=f"{key}.{one['id']}" if isinstance(one.get("id"), str) else f"{key}[{number}]",
            )
            for number, one in enumerate(found)
        ]

    def close(self) -> None:
        """Keep a fault for every key that nobody has taken."""
        for key in self.data:
            if key not in self._taken:
                known = ", ".join(sorted(self._taken))
                self.fault(key, f"Found an unknown key. Must be one of: {known}.")

    def _has(self, key: str, kind: str) -> bool:
        return key in self.data and _KINDS[kind](self.data[key])

    def _check_once(self, key: str, found: list[Any]) -> None:
        for item in sorted({item for item in found if found.count(item) > 1}):
            self.fault(key, f"Found {item!r} {found.count(item)} times. Must stand once.")


def _shown(found: Any) -> str:
    shown = repr(found)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
