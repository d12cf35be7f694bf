"""The report of ``prospects check``: a table of the files, then file by file what is wrong."""

from __future__ import annotations

import gettext
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from prospects_analysis._terminal import WIDTH, aligned, emphasised, shortened, visible
from prospects_analysis.intake.result import Intake
from prospects_analysis.issues import Issue, Issues, Severity
from prospects_analysis.wording import catalogue

_NAME = 42  # characters of a file's name in the table
_NAMED = 3  # cells that are named of many with the same issue
_INDENT = " " * 11


@dataclass(frozen=True, eq=False, kw_only=True)
class Report:
    """What was read of a folder of returns, to be printed.

    Parameters
    ----------
    intake : Intake
    language : str, one of wording.LANGUAGES
    colour : bool
        Whether the terminal shows bold print.
    """

    intake: Intake
    language: str
    colour: bool = False

    @property
    def words(self) -> gettext.NullTranslations:
        """The package's own words, in its language."""
        return catalogue(self.language)

    def lines(self) -> Iterator[str]:
        """Yield table, issues by file, and who is awaited; no line is wider than a terminal."""
        files = self._files()
        if files:
            yield from aligned(self._table(files))
        for file in ["", *files]:
            issues = [one for one in self._issues(file) if one.severity is not Severity.INFO]
            # Who is awaited has a line of its own below.
            issues = [one for one in issues if file or one.field not in self.intake.late]
            if issues:
                yield from ["", self._bold(visible(file))] if file else []
                yield from self._of_one_file(issues)
        if self.intake.provenance.inputs:
            yield from self._awaited()

    def _files(self) -> list[str]:
        named = {name for name, _ in self.intake.provenance.inputs}
        return sorted(named | {issue.file for issue in self.intake.issues if issue.file})

    def _issues(self, file: str) -> Issues:
        return Issues(issue for issue in self.intake.issues if issue.file == file)

    def _bold(self, text: str) -> str:
        return emphasised(text) if self.colour else text

    def _table(self, files: Sequence[str]) -> list[list[str]]:
        """Lay out what is counted by file; where that is too wide, heads stand a word a line."""
        table = [self._heads(), *(self._row(file, _NAME) for file in files)]
        if _width(table) <= WIDTH:
            return table
        words = (reversed(head.split()) for head in self._heads())
        heads = [[*line] for line in zip_longest(*words, fillvalue="")][::-1]
        counted = _width([row[1:] for row in (*heads, *table[1:])])
        most = min(_NAME, WIDTH - counted - 2)
        return [*heads, *(self._row(file, most) for file in files)]

    def _heads(self) -> list[str]:
        words = self.words
        return [
            words.pgettext("terminal", "File"),
            words.pgettext("terminal", "Scores given"),
            *([words.pgettext("terminal", "Practices complete")] if self._shares else []),
            words.pgettext("terminal", "Errors"),
            words.pgettext("terminal", "Warnings"),
            words.pgettext("terminal", "Notes"),
        ]

    def _row(self, file: str, most: int) -> list[str]:
        severities = [issue.severity for issue in self._issues(file)]
        counts = (severities.count(one) for one in reversed(Severity))
        practices = [self._complete(file)] if self._shares else []
        return [shortened(visible(file), most), self._given(file), *practices, *map(str, counts)]

    @property
    def _shares(self) -> bool:
        """Whether any practice was returned."""
        return not self.intake.practices.empty

    def _given(self, file: str) -> str:
        """Scores given, of those that the sheets of the file ask for."""
        answers = self.intake.answers
        own = answers[(answers["file"] == file) & (answers["side"] != "")]
        criteria = [len(self.intake.framework.criteria_of(one)) for one in own["theme"].unique()]
        given = int((own["state"] != "blank").sum())
        return f"{given}/{2 * sum(criteria)}" if criteria else "–"

    def _complete(self, file: str) -> str:
        """Practices that are complete, of those that were begun in the file."""
        practices = self.intake.practices
        own = {*practices.loc[practices["file"] == file, "practice"]}
        table = self.intake.practice_table()
        complete = table.loc[table["practice"].isin(own), "complete"]
        return f"{int(complete.sum())}/{len(complete)}" if own else "–"

    def _of_one_file(self, issues: Sequence[Issue]) -> Iterator[str]:
        groups: dict[tuple[bool, str, str, str], list[Issue]] = {}
        for issue in issues:
            fix = issue.fix(self.language)
            key = (issue.severity is not Severity.ERROR, issue.sheet or "", issue.code.value, fix)
            groups.setdefault(key, []).append(issue)
        errors_first = sorted(groups.items(), key=lambda item: item[0][0])
        for (_, sheet, _, fix), alike in errors_first:
            many = len(alike) > _NAMED
            for group in [alike] if many else [[one] for one in alike]:
                yield from self._lines(sheet, group, fix)

    def _lines(self, sheet: str, alike: list[Issue], fix: str) -> Iterator[str]:
        severity, words = alike[0].severity, self.words
        said = (
            words.pgettext("terminal", "ERROR")
            if severity is Severity.ERROR
            else words.pgettext("terminal", "warning")
        )
        place = " ".join(part for part in (sheet, self._cells(alike)) if part)
        sentence = alike[0].sentence(self.language)
        if len({one.sentence(self.language) for one in alike}) > 1:
            sentence = words.pgettext("terminal", "{sentence} And so on.").format(sentence=sentence)
        lead = f"  {said} ".ljust(len(_INDENT))
        first, *rest = _wrapped(f"{place}  {sentence}" if place else sentence, lead)
        if severity is Severity.ERROR:
            first = first.replace(said, self._bold(said), 1)
        yield from [first, *rest]
        yield from _wrapped(f"→ {fix}", _INDENT)

    def _cells(self, alike: Sequence[Issue]) -> str:
        cells = list(dict.fromkeys(issue.cell for issue in alike if issue.cell))
        more = len(cells) - _NAMED
        if more <= 0:
            return ", ".join(cells)
        return self.words.npgettext(
            "terminal", "{cells} and {n} more", "{cells} and {n} more", more
        ).format(cells=", ".join(cells[:_NAMED]), n=more)

    def _awaited(self) -> Iterator[str]:
        framework, late = self.intake.framework, self.intake.late
        if not late:
            return
        spoken = framework.language_for(self.language)
        names = (f"{one} {framework.word(f'partners.{one}.short', spoken)}" for one in late)
        text = self.words.npgettext(
            "terminal", "{n} partner is awaited: {names}", "{n} partners are awaited: {names}",
            len(late),
        ).format(n=len(late), names=", ".join(names))  # fmt: skip
        yield ""
        yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _wrapped(text: str, lead: str) -> list[str]:
    indent = _INDENT + ("  " if text.startswith("→") else "")
    return textwrap.wrap(
        visible(text), WIDTH, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False
    )


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max(map(len, aligned(rows)))
