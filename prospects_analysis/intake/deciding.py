"""What the analyst decided about the returns, carried out; each decision that is used is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from prospects_analysis.decisions import Decisions, SameRespondent, Stands, Supersedes
from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.plain import folded, loose, show
from prospects_analysis.intake.respondents import RESPONDENT, Return
from prospects_analysis.issues import Issue, IssueCode


def set_aside(
    decisions: Decisions, returns: Sequence[Return], issues: Sequence[Issue]
) -> tuple[list[Return], list[Issue]]:
    """Leave out the files that others supersede.

    Parameters
    ----------
    decisions : Decisions
    returns : sequence of Return
    issues : sequence of Issue
        What was noticed in them.

    Returns
    -------
    returns : list of Return
        Those that stay.
    issues : list of Issue
        Without those of files set aside, which are counted instead.
    """
    used, said = _without_contradictions(decisions, {one.file: one for one in returns})
    replaced = {file: one for one in used for file in one.replaces}
    counts = Counter(issue.file for issue in issues)
    answers = {one.file: sum(map(is_given, one.answers)) for one in returns}
    kept = [issue for issue in issues if issue.file not in replaced]
    for file, one in replaced.items():
        found = _because(one.file, one.reason)
        expected = f"{answers.get(file, 0)} / {counts[file]}"
        said.append(
            Issue(code=IssueCode.FILE_SUPERSEDED, file=file, found=found, expected=expected)
        )
    return [one for one in returns if one.file not in replaced], [*kept, *said]


def _because(what: str, reason: str) -> str:
    return f"{what} ({reason})" if reason else what


def _without_contradictions(
    decisions: Decisions, returns: Mapping[str, Return]
) -> tuple[list[Supersedes], list[Issue]]:
    """Drop what supersedes in a circle, one file by two, or the file of another partner."""
    below = _below(decisions.supersedes)
    said: list[Issue] = []
    used: list[Supersedes] = []
    for one in decisions.supersedes:
        partners = {returns[file].partner for file in (one.file, *one.replaces) if file in returns}
        circle = any(one.file in below.get(file, ()) for file in one.replaces)
        found = f"{one.file} > {', '.join(one.replaces)}"
        if one.file not in returns:  # such as a file that is no workbook
            code = IssueCode.DECISION_WITHOUT_EFFECT
            said.append(decisions.issue(code, one.line, found, *sorted(returns)))
        elif circle or len(partners - {""}) > 1 or _has_rival(one, below):
            said.append(decisions.issue(IssueCode.DECISIONS_CONTRADICT, one.line, found))
        else:
            used.append(one)
    return used, said


def _has_rival(one: Supersedes, below: Mapping[str, set[str]]) -> bool:
    """Whether another file takes the same place, and neither of the two supersedes the other."""
    return any(
        set(one.replaces) & files
        for file, files in below.items()
        if file != one.file and file not in below[one.file] and one.file not in files
    )


def _below(supersedes: Sequence[Supersedes]) -> dict[str, set[str]]:
    """By file: those that it supersedes, those that these supersede, and so on."""
    below: dict[str, set[str]] = {}
    for one in supersedes:
        below.setdefault(one.file, set()).update(one.replaces)
    for _ in supersedes:
        for files in below.values():
            files.update(*(below.get(file, set()) for file in files))
    return below


def choose_codes(decisions: Decisions, returns: Sequence[Return]) -> list[Return]:
    """Give the code that was decided on to each respondent whose workbook has several."""
    standing = Standing(decisions)
    chosen: list[Return] = []
    for one in returns:
        codes = [answer for answer in one.answers if answer.question.slot.field == RESPONDENT]
        given = [answer for answer in codes if is_given(answer)]
        stands = standing.choose(one.partner, one.respondent, given) if given else None
        code = str(stands[0].value) if stands and not one.coded else None
        chosen.append(_renamed(one, code))
    return chosen


def name_respondents(
    decisions: Decisions, returns: Sequence[Return], issues: Sequence[Issue]
) -> tuple[list[Return], list[Issue]]:
    """Give one code to the respondents who were decided to be one person.

    Parameters
    ----------
    decisions : Decisions
    returns : sequence of Return
    issues : sequence of Issue
        What was noticed so far.

    Returns
    -------
    returns : list of Return
    issues : list of Issue
        Without the missing codes that are known now; and one more for each decision: that it was
        followed, or that it decides nothing.
    """
    said: list[Issue] = []
    followed: list[SameRespondent] = []
    for one in decisions.same:
        known = {n: r.respondent for r in returns if r.partner == one.partner for n in _names(r)}
        strange = [code for code in one.respondents if loose(code) not in known]
        if strange:
            found = f"{one.partner}, {', '.join(map(show, strange))}"
            code = IssueCode.DECISION_WITHOUT_EFFECT
            said.append(decisions.issue(code, one.line, found, *sorted(set(known.values()))))
        else:
            followed.append(one)
    called = _called(followed)
    named = {
        one.file: stays
        for one in returns
        for (partner, code), stays in called.items()
        if partner == one.partner and code in _names(one)
    }
    for one in followed:
        found = _because(", ".join(one.respondents), one.reason)
        wanted = set(map(loose, one.respondents))
        files = [r.file for r in returns if r.partner == one.partner and wanted & _names(r)]
        code = IssueCode.RESPONDENTS_DECIDED
        said += [Issue(code=code, file=file, found=found) for file in files]
    missing = IssueCode.RESPONDENT_MISSING
    kept = [one for one in issues if one.code is not missing or one.file not in named]
    return [_renamed(one, named.get(one.file)) for one in returns], [*kept, *said]


def _called(decided: Iterable[SameRespondent]) -> dict[tuple[str, str], str]:
    """By partner and code: the code that stays, also where one decision leads to another."""
    called: dict[tuple[str, str], str] = {}
    for one in decided:
        keys = [(one.partner, loose(code)) for code in one.respondents]
        before = list(dict.fromkeys(called[key] for key in keys if key in called))
        stays = before[0] if before else one.respondents[0]
        if before[1:]:
            called |= {k: stays for k, v in called.items() if k[0] == one.partner and v in before}
        called |= dict.fromkeys(keys, stays)
    return called


def _names(one: Return) -> set[str]:
    """Give what a respondent may be called: the code or, without one, the file."""
    if not one.is_assessment:
        return set()
    return {loose(one.respondent)} if one.coded else _names_of(one.file)


def _names_of(file: str) -> set[str]:
    return {loose(file), loose(PurePath(file).stem)}


def _renamed(one: Return, code: str | None) -> Return:
    return one if code is None else replace(one, respondent=code, coded=True)


def compared(answer: Answer) -> tuple[str, str]:
    """Give of an answer what makes it differ from another: not spaces, line ends or case."""
    return answer.state, folded(str(answer.value))


@dataclass(frozen=True, eq=False)
class Standing:
    """The decisions about conflicting answers, and what became of them.

    Parameters
    ----------
    decisions : Decisions
    """

    decisions: Decisions
    _used: set[Stands] = field(default_factory=set)
    _unclear: dict[Stands, Issue] = field(default_factory=dict)

    def choose(
        self, partner: str, respondent: str, given: Sequence[Answer]
    ) -> tuple[Answer, list[Issue]] | None:
        """Choose the answer that stands, and say of each of the others that it yields.

        Parameters
        ----------
        partner, respondent : str
        given : sequence of Answer
            To one question, not all alike.

        Returns
        -------
        answer : Answer
        issues : list of Issue
            Or None, where nothing or nothing clear is decided.
        """
        asked = given[0].question
        who = "" if asked.is_of_file else respondent  # the file tells whose answer it is
        decided = self._about(partner, who, asked.slot.field)
        meant = {one: [answer for answer in given if _is_meant(answer, one)] for one in decided}
        chosen = [answer for answers in meant.values() for answer in answers]
        if len(set(map(compared, chosen))) != 1:
            self._note(given, meant)
            return None
        used = [one for one in decided if meant[one]]
        self._used.update(used)
        stands = min(chosen, key=lambda answer: answer.place)
        found = _because(f"{show(stands.value)} ({stands.place})", used[0].reason)
        others = [answer for answer in given if compared(answer) != compared(stands)]
        return stands, [answer.issue(IssueCode.ANSWER_DECIDED, found=found) for answer in others]

    def _about(self, partner: str, respondent: str, asked: str) -> list[Stands]:
        """Give the decisions about a question; a respondent may be named by each of its codes."""
        about = self._by_question.get((partner, asked), ())
        return [one for one in about if not respondent or self._is_by(one, respondent)]

    def _is_by(self, one: Stands, respondent: str) -> bool:
        if not one.respondent or loose(one.respondent) in _names_of(one.file):
            return True
        stays = self._called.get((one.partner, loose(one.respondent)), one.respondent)
        return loose(stays) == loose(respondent)

    @cached_property
    def _called(self) -> dict[tuple[str, str], str]:
        return _called(self.decisions.same)

    @cached_property
    def _by_question(self) -> dict[tuple[str, str], list[Stands]]:
        found: dict[tuple[str, str], list[Stands]] = {}
        for one in self.decisions.stands:
            found.setdefault((one.partner, one.field), []).append(one)
        return found

    def _note(self, given: Sequence[Answer], meant: Mapping[Stands, Sequence[Answer]]) -> None:
        """Keep why decisions about a conflict are not followed."""
        clear = all(len(set(map(compared, answers))) <= 1 for answers in meant.values())
        for one, answers in meant.items():
            code = IssueCode.DECISION_WITHOUT_EFFECT
            if clear and answers:
                code = IssueCode.DECISIONS_CONTRADICT
            cells = len({answer.page.file for answer in given}) == 1 or bool(answers)
            known = sorted({answer.cell if cells else answer.page.file for answer in given})
            hints = [] if code is IssueCode.DECISIONS_CONTRADICT else known
            self._unclear[one] = self.decisions.issue(code, one.line, _said(one), *hints)

    def unused(self) -> Iterator[Issue]:
        """Name the decisions that decided nothing, and those that contradict each other."""
        for one in self.decisions.stands:
            if one not in self._used:
                code = IssueCode.DECISION_WITHOUT_EFFECT
                nothing = self.decisions.issue(code, one.line, _said(one))
                yield self._unclear.get(one, nothing)


def _is_meant(answer: Answer, one: Stands) -> bool:
    page = answer.page
    return (
        page.file == one.file
        and one.sheet in ("", page.sheet.title)
        and one.cell.replace("$", "").upper() in ("", answer.cell)
    )


def _said(one: Stands) -> str:
    parts = (one.partner, one.respondent, one.field, one.file, one.sheet, one.cell)
    return ", ".join(show(part) for part in parts if part)
