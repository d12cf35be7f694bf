"""What the analyst decided about the returns, carried out; each decision that is used is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prospects_analysis.decisions import Decisions, SameRespondent, Stands, Supersedes
from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.plain import folded, loose, show
from prospects_analysis.intake.respondents import Return
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
        if circle or len(partners - {""}) > 1 or _has_rival(one, below):
            found = f"{one.file} > {', '.join(one.replaces)}"
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
    named: set[str] = set()
    for one in decisions.same:
        known = {
            name: r.respondent for r in returns if r.partner == one.partner for name in _names(r)
        }
        strange = [code for code in one.respondents if loose(code) not in known]
        if strange:
            found = f"{one.partner}, {', '.join(strange)}"
            code = IssueCode.DECISION_WITHOUT_EFFECT
            said.append(decisions.issue(code, one.line, found, *sorted(set(known.values()))))
            continue
        files = sorted({each.file for each in returns if _is_one_of(each, one)})
        returns = [_renamed(each, one) for each in returns]
        found = _because(", ".join(one.respondents), one.reason)
        code = IssueCode.RESPONDENTS_DECIDED
        said += [Issue(code=code, file=file, found=found) for file in files]
        named.update(files)
    missing = IssueCode.RESPONDENT_MISSING
    kept = [one for one in issues if one.code is not missing or one.file not in named]
    return list(returns), [*kept, *said]


def _names(one: Return) -> set[str]:
    """Give what a respondent may be called: the code or, without one, the file."""
    return {loose(one.respondent)} if one.coded else {loose(one.respondent), loose(one.file)}


def _is_one_of(one: Return, same: SameRespondent) -> bool:
    codes = {loose(code) for code in same.respondents}
    return one.partner == same.partner and bool(_names(one) & codes)


def _renamed(one: Return, same: SameRespondent) -> Return:
    if not _is_one_of(one, same):
        return one
    return replace(one, respondent=same.respondents[0], coded=True)


def compared(answer: Answer) -> tuple[str, str]:
    """Give of an answer what makes it differ from another: not spaces, line ends or case."""
    return answer.state, folded(str(answer.value))


@dataclass(frozen=True, eq=False)
class Standing:
    """The decisions about conflicting answers, and which of them were of use.

    Parameters
    ----------
    decisions : Decisions
    """

    decisions: Decisions
    _used: set[Stands] = field(default_factory=set)

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
        decided = self._about(partner, respondent, given[0].question.slot.field)
        chosen = [answer for answer in given if answer.page.file in {one.file for one in decided}]
        if not chosen or len({compared(answer) for answer in chosen}) > 1:
            return None
        self._used.update(decided)
        stands = chosen[0]
        found = _because(f"{show(stands.value)} ({stands.place})", decided[0].reason)
        others = [answer for answer in given if compared(answer) != compared(stands)]
        return stands, [answer.issue(IssueCode.ANSWER_DECIDED, found=found) for answer in others]

    def _about(self, partner: str, respondent: str, asked: str) -> list[Stands]:
        """Give the decisions about a question; a respondent may be named by each of its codes."""
        alike = {loose(respondent), ""}
        for same in self.decisions.same:
            codes = {loose(code) for code in same.respondents}
            if same.partner == partner and codes & alike:
                alike |= codes
        return [
            one
            for one in self.decisions.stands
            if (one.partner, one.field) == (partner, asked) and loose(one.respondent) in alike
        ]

    def unused(self) -> Iterator[Issue]:
        """Name the decisions that decided nothing, and those that contradict each other."""
        for one in self.decisions.stands:
            if one in self._used:
                continue
            rivals = self._about(one.partner, one.respondent, one.field)
            several = len({rival.file for rival in (one, *rivals)}) > 1
            contradict, nothing = IssueCode.DECISIONS_CONTRADICT, IssueCode.DECISION_WITHOUT_EFFECT
            found = ", ".join((one.partner, one.field, one.file))
            yield self.decisions.issue(contradict if several else nothing, one.line, found)
