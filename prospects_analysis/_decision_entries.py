"""The tables of a file of decisions, read with care: every value is taken by its key and kind.

What is not understood becomes an issue with its line; reading then goes on with the next one.
"""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from prospects_analysis._framework_toml import Document, Path
from prospects_analysis.framework import Framework
from prospects_analysis.issues import Issue, IssueCode, joined

_FEW = 12
"""Names that are all listed where none of them is like what was found."""

_HINTED = 100
"""Issues that say what was probably meant; nobody reads more, and each takes its time."""

_SHOWN = 80


@dataclass(frozen=True, eq=False)
class Entries:
    """The tables of a document; what is not understood of them gathers in `issues`."""

    document: Document
    issues: list[Issue] = field(default_factory=list)
    _said: set[tuple[IssueCode, str]] = field(default_factory=set)
    _faulty: set[Path] = field(default_factory=set)

    def of(self, *path: str) -> Iterator[Entry]:
        """Yield the tables of a list of tables, of which there may be none."""
        found: Any = self.document.data
        for position, key in enumerate(path):
            if not isinstance(found, dict):
                said = ".".join(path[:position])
                self.refuse(path[:position], said, [f"[[{'.'.join(path)}]]"])
                return
            found = found.get(key, [] if key == path[-1] else {})
        if not isinstance(found, list):
            self.refuse(path, ".".join(path), [f"[[{'.'.join(path)}]]"])
            return
        for number, table in enumerate(found):
            if isinstance(table, dict):
                yield Entry(self, table, (*path, number))
            else:
                self.refuse((*path, number), shown(table), [f"[[{'.'.join(path)}]]"])

    def table(self, key: str) -> Entry | None:
        """Give the one table of a name; None where it is missing or is something else."""
        found = self.document.data.get(key, {})
        if not isinstance(found, dict):
            self.refuse((key,), key, [f"[{key}]"])
            return None
        return Entry(self, found, (key,))

    def refuse(self, path: Path, found: str, known: Iterable[str] = ()) -> None:
        """Keep an issue about what stands at a path and is not understood."""
        self.say(IssueCode.DECISION_NOT_UNDERSTOOD, self.line(path), found, known)
        self._faulty.update(path[:length] for length in range(1, len(path) + 1))

    def say(self, code: IssueCode, line: int | None, found: str, known: Iterable[str] = ()) -> None:
        """Keep an issue about a line: once, even if several ask for it."""
        issue = issue_at(code, self.document.file, line, found, known)
        if (code, issue.found) not in self._said:
            self._said.add((code, issue.found))
            self.issues.append(issue)

    def is_understood(self, path: Path) -> bool:
        """Say whether nothing was refused at a path or below it."""
        return path not in self._faulty

    def partner(self, text: str, framework: Framework) -> str | None:
        """Give the partner that is called by its id or by one of its names."""
        ids = {partner.id for partner in framework.partners}
        return text if text in ids else framework.identify_partner(text[:_SHOWN])

    def line(self, path: Path) -> int | None:
        """Line of a path, or of the nearest table around it."""
        known = (self._lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next((one for one in known if one is not None), None)

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        """Line of each path; where it has none of its own, the first of what it holds."""
        first = dict(self.document.lines)
        for path, line in self.document.lines.items():
            for length in range(1, len(path)):
                first.setdefault(path[:length], line)
        return first

    def near(self, found: object, known: Collection[str]) -> list[str]:
        """Choose what was probably meant; where there is nothing like it, all if they are few."""
        if len(self.issues) >= _HINTED:
            return []
        close = difflib.get_close_matches(found[:_SHOWN], known) if isinstance(found, str) else []
        return close or (sorted(known) if len(known) <= _FEW else [])


def issue_at(
    code: IssueCode, file: str, line: int | None, found: str, known: Iterable[str] = ()
) -> Issue:
    """Make an issue about a line of a file of decisions; `known` is what would be right there."""
    place = "" if line is None else f"{line}: "
    return Issue(code=code, file=file, found=f"{place}{found}", expected=joined(known) or None)


@dataclass(frozen=True, eq=False)
class Entry:
    """One decision: a table whose values are taken out."""

    entries: Entries
    table: Mapping[str, Any]
    path: Path

    @property
    def line(self) -> int | None:
        """Where it begins."""
        return self.entries.line(self.path)

    @property
    def is_understood(self) -> bool:
        """Whether nothing in it was refused so far."""
        return self.entries.is_understood(self.path)

    def line_of(self, key: str) -> int | None:
        """Where a key stands."""
        return self.entries.line((*self.path, key))

    def refuse(self, key: str, found: object, known: Iterable[str] = ()) -> None:
        """Keep an issue about a value, or about a key that is missing."""
        said = f"{key} = {shown(found)}" if key in self.table else key
        self.entries.refuse((*self.path, key), said, known)

    def refuse_within(self, key: str, part: object, known: Iterable[str] = ()) -> None:
        """Keep an issue about a part of a list."""
        self.entries.refuse((*self.path, key), f"{key}: {shown(part)}", known)

    def only(self, *keys: str) -> None:
        """Keep an issue for every other key."""
        for key in self.table:
            if key not in keys:
                self.refuse(key, self.table[key], self.entries.near(key, keys))

    def text(self, key: str) -> str:
        """Take a text that may be missing."""
        found = self.table.get(key, "")
        if isinstance(found, str):
            return normal(found)
        self.refuse(key, found, ['"…"'])
        return ""

    def reason(self) -> str:
        """Take the reason, of which nothing is kept that cannot be seen."""
        return visible(self.text("reason"))

    def texts(self, key: str, *, least: int) -> tuple[str, ...]:
        """Take a list of texts, none of them twice; none at all where it is not understood."""
        found = self.table.get(key)
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            texts = tuple(map(normal, found))
            if len(set(texts)) == len(texts) >= least:
                return texts
        self.refuse(key, found, ['["…"]' if least < 2 else '["…","…"]'])
        return ()

    def partner(self, framework: Framework) -> str:
        """Take the partner, by its id or by one of its names."""
        found = self.table.get("partner")
        named = self.entries.partner(found, framework) if isinstance(found, str) else None
        return named or self.known("partner", [partner.id for partner in framework.partners])

    def known(self, key: str, known: Collection[str]) -> str:
        """Take one of the texts that are known; ``""`` where it is not understood."""
        found = self.table.get(key)
        if isinstance(found, str) and normal(found) in known:
            return normal(found)
        self.refuse(key, found, self.entries.near(found, known))
        return ""

    def all_known(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Take a list of texts that are known; none at all where one of them is not."""
        found = self.texts(key, least=1)
        strange = [one for one in found if one not in known]
        for one in strange:
            self.refuse_within(key, one, self.entries.near(one, known))
        return () if strange else found


def normal(text: str) -> str:
    r"""Put the accents of a name together, which one system keeps apart from their letters.

    Examples
    --------
    >>> len(normal("e\u0301"))
    1
    """
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    r"""Keep of a text only what can be seen, on one line.

    Examples
    --------
    >>> visible(" by\tphone\u200b\n")
    'by phone'
    """
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def shown(found: object) -> str:
    """Write a value as it stands in the file, shortened where it is long.

    Examples
    --------
    >>> shown("a.xlsx"), shown(True), shown(["R1", [2]]), shown({"a": 1})
    ('"a.xlsx"', 'true', '["R1", […]]', '{…}')
    """
    if isinstance(found, list):
        inner = ("[…]" if isinstance(one, list | dict) else shown(one) for one in found[:_FEW])
        said = f"[{', '.join(inner)}]"
    elif isinstance(found, dict):
        said = "{…}"
    elif isinstance(found, str | bool):
        said = json.dumps(found[:_SHOWN] if isinstance(found, str) else found, ensure_ascii=False)
    elif isinstance(found, int):
        said = str(found) if abs(found) < 10**_SHOWN else "…"  # Python refuses thousands of digits
    else:
        said = str(found)
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
