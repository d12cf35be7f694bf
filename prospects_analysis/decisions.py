"""What the analyst alone can decide about the returns: ``decisions.toml``, read and checked.

It is written by hand beside the returns: which file supersedes which, which codes are one
respondent, which of two conflicting answers stands. It is checked like a return: whatever cannot
be understood is an issue that names its line, and all else is used.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prospects_analysis._framework_toml import Document, Fault, parse
from prospects_analysis.framework import Framework
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import known_sheets, slots

DECISIONS = "decisions.toml"
"""Name of the file that is looked for beside the returns."""

MOST_BYTES = 2**20
_FEW = 12
_RETURNS, _ANSWERS = "returns", "answers"
_SUPERSEDES, _SAME = "supersedes", "same_respondent"
_LATER = ("scores", "binomes", "meeting")
"""Sections of decisions about the pairing."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Supersedes:
    """One file takes the place of others; `line` is where that is written, as for the others."""

    file: str
    replaces: tuple[str, ...]
    reason: str
    line: int | None


@dataclass(frozen=True, eq=False, kw_only=True)
class SameRespondent:
    """Several codes of a partner are one person; the first is the one that stays."""

    partner: str
    respondents: tuple[str, ...]
    reason: str
    line: int | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Stands:
    """Of several answers to a question the one in `file` stands; `respondent` may be ``""``."""

    partner: str
    respondent: str
    field: str
    file: str
    reason: str
    line: int | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Decisions:
    """
    The decisions of one file, as far as they were understood.

    Parameters
    ----------
    file : str
        Bare name of the file; ``""`` where there is none.
    supersedes : tuple of Supersedes
    same : tuple of SameRespondent
    stands : tuple of Stands
    """

    file: str = ""
    supersedes: tuple[Supersedes, ...] = ()
    same: tuple[SameRespondent, ...] = ()
    stands: tuple[Stands, ...] = ()

    def issue(self, code: IssueCode, line: int | None, found: str, *known: str) -> Issue:
        """Make an issue of this file, about a line of it."""
        return _issue(code, self.file, line, found, known)


def read_decisions(
    path: Path, content: bytes, framework: Framework, files: Collection[str]
) -> tuple[Decisions, list[Issue]]:
    r"""
    Read and check a file of decisions.

    Parameters
    ----------
    path : Path
        Whose name issues give.
    content : bytes
        The whole file, UTF-8.
    framework : Framework
        Which partners and fields there are.
    files : collection of str
        Names of the files in the folder of returns.

    Returns
    -------
    decisions : Decisions
    issues : list of Issue
        One for each thing that is not understood; nothing is used of a file that is no TOML.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> text = b'[[returns.supersedes]]\nfile = "b.xlsx"\nreplaces = ["a.xlsx"]'
    >>> decisions, issues = read_decisions(
    ...     Path("decisions.toml"), text, read_framework(), ["a.xlsx", "b.xlsx"])
    >>> decisions.supersedes[0].replaces, issues
    (('a.xlsx',), [])
    """
    if len(content) > MOST_BYTES:
        found = f"{len(content) // 1024} kB > {MOST_BYTES // 1024} kB"
        return Decisions(), [_issue(IssueCode.DECISIONS_UNREADABLE, path.name, None, found)]
    faults: list[Fault] = []
    document = parse(path.name, content, faults)
    if document is None:
        issues = [
            _issue(IssueCode.DECISIONS_UNREADABLE, path.name, fault.line, fault.message)
            for fault in faults
        ]
        return Decisions(), issues
    reader = _Reader(document, framework, files)
    decisions = Decisions(
        file=path.name,
        supersedes=tuple(reader.supersedes()),
        same=tuple(reader.same_respondents()),
        stands=tuple(reader.stands()),
    )
    reader.check_sections()
    return decisions, reader.issues


def _issue(
    code: IssueCode, file: str, line: int | None, found: str, known: Iterable[str] = ()
) -> Issue:
    place = "" if line is None else f"{line}: "
    expected = ", ".join(known) or None
    return Issue(code=code, file=file, found=f"{place}{found}", expected=expected)


@dataclass(frozen=True, eq=False)
class _Reader:
    """Takes the decisions out of a document; what is wrong with it gathers in `issues`."""

    document: Document
    framework: Framework
    files: Collection[str]
    issues: list[Issue] = field(default_factory=list)

    def supersedes(self) -> Iterator[Supersedes]:
        for entry in self._entries(_RETURNS, _SUPERSEDES):
            entry.only("file", "replaces", "reason")
            file = entry.known("file", self.files)
            replaces = entry.all_known("replaces", self.files, least=1)
            if file in replaces:
                entry.refuse("replaces", file)
            elif file and replaces:
                yield Supersedes(
                    file=file, replaces=replaces, reason=entry.reason(), line=entry.line
                )

    def same_respondents(self) -> Iterator[SameRespondent]:
        for entry in self._entries(_RETURNS, _SAME):
            entry.only("partner", "respondents", "reason")
            partner = entry.partner()
            who = entry.texts("respondents", least=2)
            if partner and who:
                yield SameRespondent(
                    partner=partner, respondents=who, reason=entry.reason(), line=entry.line
                )

    def stands(self) -> Iterator[Stands]:
        fields = _fields(self.framework)
        for entry in self._entries(_ANSWERS):
            entry.only("partner", "respondent", "field", "file", "reason")
            partner = entry.partner()
            asked = entry.known("field", fields)
            file = entry.known("file", self.files)
            if partner and asked and file:
                yield Stands(
                    partner=partner, respondent=entry.text("respondent"), field=asked, file=file,
                    reason=entry.reason(), line=entry.line,
                )  # fmt: skip

    def check_sections(self) -> None:
        """Name the sections that nobody knows, and those that wait for the pairing."""
        within = self.document.data.get(_RETURNS, {})
        inner = within if isinstance(within, dict) else {}
        for path in [(name,) for name in self.document.data] + [(_RETURNS, name) for name in inner]:
            known = (_RETURNS, _ANSWERS, *_LATER) if len(path) == 1 else (_SUPERSEDES, _SAME)
            if path[-1] not in known:
                self.refuse(path, ".".join(path), known)
            elif path[-1] in _LATER:
                line = self.document.lines.get(path)
                code = IssueCode.DECISIONS_NOT_USED
                self.issues.append(_issue(code, self.document.file, line, path[-1]))

    def refuse(self, path: tuple[str | int, ...], found: str, known: Iterable[str] = ()) -> None:
        """Keep an issue about what stands at a path, with the nearest line that is known."""
        lines = (self.document.lines.get(path[:length]) for length in range(len(path), 0, -1))
        line = next((one for one in lines if one is not None), None)
        issue = _issue(IssueCode.DECISION_NOT_UNDERSTOOD, self.document.file, line, found, known)
        if issue.found not in {one.found for one in self.issues}:
            self.issues.append(issue)

    def _entries(self, *path: str) -> Iterator[_Entry]:
        found: Any = self.document.data
        for position, key in enumerate(path, start=1):
            if not isinstance(found, dict):
                self.refuse(path[: position - 1], ".".join(path[: position - 1]))
                return
            found = found.get(key, [] if position == len(path) else {})
        if not isinstance(found, list):
            self.refuse(path, ".".join(path), [f"[[{'.'.join(path)}]]"])
            return
        for number, table in enumerate(found):
            if isinstance(table, dict):
                yield _Entry(self, table, (*path, number))
            else:
                self.refuse((*path, number), repr(table))


@dataclass(frozen=True, eq=False)
class _Entry:
    """One decision: a table whose values are taken out with care."""

    reader: _Reader
    table: Mapping[str, Any]
    path: tuple[str | int, ...]

    @property
    def line(self) -> int | None:
        return self.reader.document.lines.get(self.path)

    def refuse(self, key: str, found: object, known: Iterable[str] = ()) -> None:
        said = f"{key} = {found!r}" if key in self.table else key
        self.reader.refuse((*self.path, key), said, known)

    def only(self, *keys: str) -> None:
        for key in self.table:
            if key not in keys:
                self.refuse(key, self.table[key], keys)

    def text(self, key: str) -> str:
        found = self.table.get(key, "")
        if isinstance(found, str):
            return found
        self.refuse(key, found, ['"…"'])
        return ""

    def reason(self) -> str:
        return " ".join(self.text("reason").split())

    def texts(self, key: str, *, least: int) -> tuple[str, ...]:
        found = self.table.get(key)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            found = None
        elif len(set(found)) == len(found) >= least:
            return tuple(found)
        self.refuse(key, self.table.get(key), ['["…"]' if least == 1 else '["…", "…"]'])
        return ()

    def partner(self) -> str:
        """Take the partner, by its id or by one of its names."""
        framework, found = self.reader.framework, self.table.get("partner")
        known = framework.identify_partner(found) if isinstance(found, str) else None
        return known or self.known("partner", [partner.id for partner in framework.partners])

    def known(self, key: str, known: Collection[str]) -> str:
        found = self.table.get(key)
        if isinstance(found, str) and normal(found) in known:
            return normal(found)
        self.refuse(key, found, _near(found, known))
        return ""

    def all_known(self, key: str, known: Collection[str], *, least: int) -> tuple[str, ...]:
        found = tuple(map(normal, self.texts(key, least=least)))
        strange = [one for one in found if one not in known]
        for one in strange:
            self.refuse(key, one, _near(one, known))
        return () if strange else found


def normal(text: str) -> str:
    """Put the accents of a name together, which one system keeps apart from their letters.

    Examples
    --------
    >>> len(normal("e\u0301"))
    1
    """
    return unicodedata.normalize("NFC", text)


def _near(found: object, known: Collection[str]) -> list[str]:
    """Choose what was probably meant; where there is nothing like it, all if they are few."""
    close = difflib.get_close_matches(str(found), known, n=3, cutoff=0.6)
    return close or (sorted(known) if len(known) <= _FEW else [])


def _fields(framework: Framework) -> list[str]:
    return [slot.field for sheet in known_sheets(framework) for slot in slots(framework, sheet)]
