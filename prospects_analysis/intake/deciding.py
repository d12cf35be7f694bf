"""What the analyst decided about the returns, carried out; each decision that is used is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prospects_analysis.decisions import Decisions, SameRespondent, Stands, Supersedes
from prospects_analysis.intake.checking import Answer, is_given
from prospects_analysis.intake.plain import loose, show
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
    """Drop what supersedes in a circle, twice over, or the file of another partner."""
    said: list[Issue] = []
    by_file = {one.file: one for one in decisions.supersedes}
    seen = Counter(file for one in decisions.supersedes for file in one.replaces)
    used: list[Supersedes] = []
    for one in decisions.supersedes:
        partners = {returns[file].partner for file in (one.file, *one.replaces) if file in returns}
        circle = any(one.file in _below(file, by_file) for file in one.replaces)
        if circle or len(partners - {""}) > 1 or any(seen[file] > 1 for file in one.replaces):
            found = f"{one.file} > {', '.join(one.replaces)}"
            said.append(decisions.issue(IssueCode.DECISIONS_CONTRADICT, one.line, found))
        else:
            used.append(one)
    return used, said


def _below(file: str, by_file: Mapping[str, Supersedes]) -> set[str]:
    """Files that a file supersedes, those that they supersede, and so on."""
    below: set[str] = set()
    next_ones = [file]
    while next_ones:
        one = by_file.get(next_ones.pop())
        new = set(one.replaces) - below if one else set()
        below |= new
        next_ones += sorted(new)
    return below


def name_respondents(
    decisions: Decisions, returns: Sequence[Return]
) -> tuple[list[Return], list[Issue]]:
    """Give one code to the respondents who were decided to be one person.

    Parameters
    ----------
    decisions : Decisions
    returns : sequence of Return

    Returns
    -------
    returns : list of Return
    issues : list of Issue
        One for each decision: that it was followed, or that it decides nothing.
    """
    issues: list[Issue] = []
    for one in decisions.same:
        known = {loose(r.respondent): r.respondent for r in returns if r.partner == one.partner}
        strange = [code for code in one.respondents if loose(code) not in known]
        if strange:
            found = f"{one.partner}, {', '.join(strange)}"
            code = IssueCode.DECISION_WITHOUT_EFFECT
            issues.append(decisions.issue(code, one.line, found, *sorted(known.values())))
            continue
        returns = [_renamed(each, one) for each in returns]
        found = _because(", ".join(one.respondents), one.reason)
        for file in sorted({r.file for r in returns if _is_one_of(r, one)}):
            code = IssueCode.RESPONDENTS_DECIDED
            issues.append(Issue(code=code, file=file, found=found))
    return list(returns), issues


def _is_one_of(one: Return, same: SameRespondent) -> bool:
    codes = {loose(code) for code in same.respondents}
    return one.partner == same.partner and loose(one.respondent) in codes


def _renamed(one: Return, same: SameRespondent) -> Return:
    return (
        replace(one, respondent=same.respondents[0], coded=True) if _is_one_of(one, same) else one
    )


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
        asked = given[0].question.slot.field
        decided = [
            one
            for one in self.decisions.stands
            if (one.partner, one.field) == (partner, asked)
            and loose(one.respondent) in ("", loose(respondent))
        ]
        chosen = [answer for answer in given if answer.page.file in {one.file for one in decided}]
        if not chosen or len({str(answer.value) for answer in chosen}) > 1:
            return None
        self._used.update(decided)
        stands = chosen[0]
        found = _because(f"{show(stands.value)} ({stands.place})", decided[0].reason)
        others = [answer for answer in given if answer.value != stands.value]
        return stands, [answer.issue(IssueCode.ANSWER_DECIDED, found=found) for answer in others]

    def unused(self) -> Iterator[Issue]:
        """Name the decisions that decided nothing, or nothing clear."""
        for one in self.decisions.stands:
            if one not in self._used:
                found = ", ".join((one.partner, one.field, one.file))
                code = IssueCode.DECISION_WITHOUT_EFFECT
                yield self.decisions.issue(code, one.line, found)
