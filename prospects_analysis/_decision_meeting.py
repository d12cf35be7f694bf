"""What the partners decided together: scores put right, binômes, and the meeting itself.

It is read with the same care as what the analyst decided about the returns. Of two decisions that
cannot both hold neither is used, since nobody but the partners can tell which was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from prospects_analysis._decision_entries import Entries, Entry, shown, visible
from prospects_analysis.framework import Framework, Scale
from prospects_analysis.issues import IssueCode

SCORES, BINOMES, MEETING = "scores", "binomes", "meeting"

_SIDES = ("resource", "need")
_ADOPTED, _PINNED, _FORBIDDEN = "adopted", "pinned", "forbidden"
_LARGEST = {_ADOPTED: 3, _PINNED: 2, _FORBIDDEN: 2}
"""Partners at most: only what was adopted may be a trio."""

Binome: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class ScoreDecision:
    """A partner's score on a theme, put right; `score` is on the scale of the questionnaire."""

    partner: str
    theme: str
    side: str
    score: float
    reason: str
    line: int | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Binomes:
    """The binômes that were decided on: ids sorted inside and between."""

    adopted: tuple[Binome, ...] = ()
    pinned: tuple[Binome, ...] = ()
    forbidden: tuple[Binome, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When and where it was decided, and who was there; `date` as ``"2010-06-15"``, or ``""``."""

    date: str = ""
    place: str = ""
    present: tuple[str, ...] = ()


def read_scores(entries: Entries, framework: Framework) -> tuple[ScoreDecision, ...]:
    """Read the scores put right, in the order of the file.

    Parameters
    ----------
    entries : Entries
        The file; it keeps the issues.
    framework : Framework
        Which partners, themes and levels there are.
    """
    themes = [theme.id for theme in framework.themes]
    about: dict[tuple[str, str, str], list[ScoreDecision]] = {}
    for entry in entries.of(SCORES):
        entry.only("partner", "theme", "side", "score", "reason")
        partner, theme = entry.partner(framework), entry.known("theme", themes)
        side, score = entry.known("side", _SIDES), _score(entry, framework.scale)
        reason = entry.reason()
        if entry.is_understood:
            one = ScoreDecision(
                partner=partner, theme=theme, side=side, score=score, reason=reason, line=entry.line
            )
            about.setdefault((partner, theme, side), []).append(one)
    return tuple(decided[0] for decided in about.values() if _agree(entries, decided))


def _score(entry: Entry, scale: Scale) -> float:
    """Take a score, whole or not; the lowest one where it is not understood."""
    found: Any = entry.table.get("score")
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if is_number and scale.minimum <= found <= scale.maximum:
        return float(found)
    entry.refuse("score", found, [f"{scale.minimum}…{scale.maximum}"])
    return float(scale.minimum)


def _agree(entries: Entries, decided: Sequence[ScoreDecision]) -> bool:
    """Say whether decisions about one score are the same; of each after the first keep an issue."""
    said = [f"{one.partner}, {one.theme}, {one.side} = {one.score:g}" for one in decided]
    for one, words in zip(decided[1:], said[1:], strict=True):
        if one.score == decided[0].score:
            entries.say(IssueCode.DECISION_WITHOUT_EFFECT, one.line, words)
        else:
            _contradict(entries, (decided[0].line, said[0]), (one.line, words))
    return len({one.score for one in decided}) == 1


def _contradict(entries: Entries, *two: tuple[int | None, str]) -> None:
    """Keep an issue at the later of two decisions that cannot both hold; it names the other one."""
    (line, said), (later, words) = sorted(two, key=lambda one: one[0] or 0)
    place = "" if line is None else f"{line}: "
    entries.say(IssueCode.DECISIONS_CONTRADICT, later, f"{words}; {place}{said}")


def read_binomes(entries: Entries, framework: Framework) -> Binomes:
    """Read the binômes that were adopted, and those that must or must not be.

    Parameters
    ----------
    entries : Entries
        The file; it keeps the issues.
    framework : Framework
        Which partners there are.
    """
    entry = entries.table(BINOMES)
    if entry is None:
        return Binomes()
    entry.only(*_LARGEST, "reason")
    adopted, pinned, forbidden = (_binomes(entry, key, framework) for key in _LARGEST)
    shared = _sharing(entry, adopted)
    both = set(pinned) & set(forbidden)
    for one in sorted(both):
        said = [(entry.line_of(key), _said(key, one)) for key in (_PINNED, _FORBIDDEN)]
        _contradict(entries, *said)
    return Binomes(
        adopted=_without(shared, adopted),
        pinned=_without(both, pinned),
        forbidden=_without(both, forbidden),
        reason=entry.reason(),
    )


def _said(key: str, binome: Binome) -> str:
    return f"{key}: {shown(list(binome))}"


def _without(dropped: Collection[Binome], binomes: Collection[Binome]) -> tuple[Binome, ...]:
    return tuple(sorted(one for one in binomes if one not in dropped))


def _binomes(entry: Entry, key: str, framework: Framework) -> dict[Binome, None]:
    """Take the binômes of a list, each once."""
    listed = entry.table.get(key, [])
    if not isinstance(listed, list):
        entry.refuse(key, listed, ['[["…","…"]]'])
        return {}
    binomes: dict[Binome, None] = {}
    for found in listed:
        one = _binome(entry, key, found, framework)
        if one in binomes:
            words = _said(key, one)
            entry.entries.say(IssueCode.DECISION_WITHOUT_EFFECT, entry.line_of(key), words)
        elif one:
            binomes[one] = None
    return binomes


def _binome(entry: Entry, key: str, found: object, framework: Framework) -> Binome:
    """Take one binôme, sorted; nothing where it is not understood."""
    if (
        not isinstance(found, list)
        or not all(isinstance(name, str) for name in found)
        or not 2 <= len(found) <= _LARGEST[key]
    ):
        entry.refuse_within(key, found, ['["…","…"]'])
        return ()
    known = [partner.id for partner in framework.partners]
    ids = [entry.entries.partner(name, framework) for name in found]
    strange = [name for name, one in zip(found, ids, strict=True) if one is None]
    for name in strange:
        entry.refuse_within(key, name, entry.entries.near(name, known))
    binome = tuple(sorted({one for one in ids if one is not None}))
    if not strange and len(binome) < len(found):  # a partner and itself
        entry.refuse_within(key, found, ['["…","…"]'])
    return binome if len(binome) == len(found) else ()


def _sharing(entry: Entry, adopted: Collection[Binome]) -> set[Binome]:
    """Find the adopted binômes that share a partner, with an issue on each after the first."""
    first: dict[str, Binome] = {}
    sharing: set[Binome] = set()
    line = entry.line_of(_ADOPTED)
    for one in adopted:
        others = {first.setdefault(partner, one): None for partner in one}
        for other in others:
            if other != one:
                sharing |= {one, other}
                _contradict(
                    entry.entries, (line, _said(_ADOPTED, other)), (line, _said(_ADOPTED, one))
                )
    return sharing


def read_meeting(entries: Entries) -> Meeting | None:
    """Read when and where the meeting was, and who was there; None where nothing of it is said.

    Parameters
    ----------
    entries : Entries
        The file; it keeps the issues.
    """
    entry = entries.table(MEETING)
    if entry is None:
        return None
    entry.only("date", "place", "present")
    place = visible(entry.text("place"))
    meeting = Meeting(date=_date(entry), place=place, present=_present(entry))
    return None if meeting == Meeting() else meeting


def _date(entry: Entry) -> str:
    """Take a date, as TOML or as text writes it; ``""`` where it is missing or not understood."""
    found = entry.table.get("date", "")
    if isinstance(found, date) and not isinstance(found, datetime):
        return found.isoformat()
    if found == "":
        return ""
    try:
        return date.fromisoformat(found).isoformat()
    except (TypeError, ValueError):
        entry.refuse("date", found, ["2010-06-15"])
        return ""


def _present(entry: Entry) -> tuple[str, ...]:
    if "present" not in entry.table:
        return ()
    named = map(visible, entry.texts("present", least=0))
    return tuple(dict.fromkeys(name for name in named if name))
