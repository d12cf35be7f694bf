"""What only people can decide: ``decisions.toml``, read and checked.

It is written beside the returns: by the analyst, which file supersedes which, which codes are one
respondent, which of two conflicting answers stands; after a meeting, which scores were put right
and which binômes were adopted. It is checked like a return: whatever cannot be understood is an
issue that names its line, and all else is used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from prospects_analysis._decision_entries import Entries, issue_at, shown
from prospects_analysis._decision_meeting import (
    BINOMES,
    MEETING,
    SCORES,
    Binome,
    Meeting,
    ScoreDecision,
    read_binomes,
    read_meeting,
    read_scores,
)
from prospects_analysis._framework_toml import Fault, parse
from prospects_analysis.framework import Framework
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import known_sheets, slots

__all__ = [
    "DECISIONS",
    "Binome",
    "Decisions",
    "Meeting",
    "SameRespondent",
    "ScoreDecision",
    "Stands",
    "Supersedes",
    "read_decisions",
]

DECISIONS = "decisions.toml"
"""Name of the file that is looked for beside the returns."""

MOST_BYTES = 2**20
MOST_DOTS = 200
"""Full stops in a line; a key that is made of thousands of parts takes a parser minutes."""

_RETURNS, _ANSWERS = "returns", "answers"
_SUPERSEDES, _SAME = "supersedes", "same_respondent"
_SECTIONS = (_RETURNS, _ANSWERS, SCORES, BINOMES, MEETING)

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


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
    """
    Of several answers to a question that in `file` stands, at `sheet` and `cell`.

    Respondent, sheet and cell may be ``""``: whichever it is.
    """

    partner: str
    respondent: str
    field: str
    file: str
    sheet: str
    cell: str
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
    scores : tuple of ScoreDecision
        One at most for a partner, theme and side.
    adopted : tuple of tuple of str
        Binômes by ids, sorted inside and between; a trio has three, a partner stands in one.
    pinned, forbidden : tuple of tuple of str
        Pairs that must be, and must not be, in a pairing that is computed; sorted likewise.
    binomes_reason : str
        Why these binômes.
    meeting : Meeting, optional
        Where it was decided.
    """

    file: str = ""
    supersedes: tuple[Supersedes, ...] = ()
    same: tuple[SameRespondent, ...] = ()
    stands: tuple[Stands, ...] = ()
    scores: tuple[ScoreDecision, ...] = ()
    adopted: tuple[Binome, ...] = ()
    pinned: tuple[Binome, ...] = ()
    forbidden: tuple[Binome, ...] = ()
    binomes_reason: str = ""
    meeting: Meeting | None = None

    def issue(self, code: IssueCode, line: int | None, found: str, *known: str) -> Issue:
        """Make an issue of this file, about a line of it."""
        return issue_at(code, self.file, line, found, known)


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
        Which partners, themes, levels and fields there are.
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
    name = path.name
    faults = [Fault(file=name, line=line, message=said) for line, said in _oversize(content)]
    document = None if faults else parse(name, content, faults)
    if document is None:
        return Decisions(), [_unreadable(fault) for fault in faults]
    entries = Entries(document)
    binomes = read_binomes(entries, framework)
    decisions = Decisions(
        file=name,
        supersedes=tuple(_supersedes(entries, files)),
        same=tuple(_same_respondents(entries, framework)),
        stands=tuple(_stands(entries, framework, files)),
        scores=read_scores(entries, framework),
        adopted=binomes.adopted,
        pinned=binomes.pinned,
        forbidden=binomes.forbidden,
        binomes_reason=binomes.reason,
        meeting=read_meeting(entries),
    )
    _check_sections(entries)
    return decisions, entries.issues


def _oversize(content: bytes) -> Iterator[tuple[int | None, str]]:
    """Say what is far too much for decisions written by hand, and would take for ever to read."""
    if len(content) > MOST_BYTES:
        found = f"{len(content) // 1024} kB"
        yield None, f"Found {found}. Must be {MOST_BYTES // 1024} kB at most."
    for number, line in enumerate(content.splitlines(), start=1):
        if line.count(b".") > MOST_DOTS:
            yield number, f"Found {line.count(b'.')} full stops. Must be {MOST_DOTS} at most."


def _unreadable(fault: Fault) -> Issue:
    line, said = fault.line, fault.message.removesuffix(".")
    if within := _AT_LINE.search(said):  # as Python's parser says it
        line, said = int(within[1]), _AT_LINE.sub("", said)
    found = said if line is None else f"line {line}: {said}"
    return Issue(code=IssueCode.DECISIONS_UNREADABLE, file=fault.file, found=found)


def _supersedes(entries: Entries, files: Collection[str]) -> Iterator[Supersedes]:
    for entry in entries.of(_RETURNS, _SUPERSEDES):
        entry.only("file", "replaces", "reason")
        file, reason = entry.known("file", files), entry.reason()
        replaces = entry.all_known("replaces", files)
        if file in replaces:
            entry.refuse("replaces", list(replaces))
        elif entry.is_understood:
            yield Supersedes(file=file, replaces=replaces, reason=reason, line=entry.line)


def _same_respondents(entries: Entries, framework: Framework) -> Iterator[SameRespondent]:
    for entry in entries.of(_RETURNS, _SAME):
        entry.only("partner", "respondents", "reason")
        partner, reason = entry.partner(framework), entry.reason()
        who = entry.texts("respondents", least=2)
        if entry.is_understood:
            yield SameRespondent(partner=partner, respondents=who, reason=reason, line=entry.line)


def _stands(entries: Entries, framework: Framework, files: Collection[str]) -> Iterator[Stands]:
    fields = [slot.field for sheet in known_sheets(framework) for slot in slots(framework, sheet)]
    optional = ("respondent", "sheet", "cell")
    for entry in entries.of(_ANSWERS):
        entry.only("partner", "field", "file", *optional, "reason")
        partner, asked = entry.partner(framework), entry.known("field", fields)
        file, reason = entry.known("file", files), entry.reason()
        respondent, sheet, cell = map(entry.text, optional)
        if entry.is_understood:
            yield Stands(
                partner=partner, respondent=respondent, field=asked, file=file, sheet=sheet,
                cell=cell, reason=reason, line=entry.line,
            )  # fmt: skip


def _check_sections(entries: Entries) -> None:
    """Name the sections that nobody knows."""
    data = entries.document.data
    within = data.get(_RETURNS, {})
    inner = within if isinstance(within, dict) else {}
    for path in [(name,) for name in data] + [(_RETURNS, name) for name in inner]:
        known = _SECTIONS if len(path) == 1 else (_SUPERSEDES, _SAME)
        if path[-1] not in known:
            entries.refuse(path, shown(".".join(path))[1:-1], entries.near(path[-1], known))
