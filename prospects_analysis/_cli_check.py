"""``prospects check``: what is wrong in the returns, file by file and cell by cell."""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from prospects_analysis._terminal import aligned, command_name, quoted
from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issue, Severity
from prospects_analysis.wording import catalogue


def check(raw: Path, language: str, *, as_json: bool) -> int:
    """Read the returns and print what was noticed; see :func:`prospects_analysis.cli.main`."""
    intake = read_workbooks(raw, read_framework())
    if as_json:
        print(json.dumps({"issues": intake.issues.to_records(language)}, indent=2))
    else:
        print("\n".join(_report(intake, raw, language)))
    return 1 if intake.issues.errors else 0


def _report(intake: Intake, raw: Path, language: str) -> Iterator[str]:
    words = catalogue(language)
    yield from _table(intake, words)
    for file, issues in groupby(intake.issues, key=lambda issue: issue.file):
        shown = [issue for issue in issues if issue.severity is not Severity.INFO]
        if shown:
            yield ""
            yield _file(file, words)
            for issue in shown:
                yield from _lines(issue, words, language)
    yield ""
    notes = sum(issue.severity is Severity.INFO for issue in intake.issues)
    if notes:
        yield words.npgettext(
            "terminal",
            "{n} note is not shown: {command}",
            "{n} notes are not shown: {command}",
            notes,
        ).format(n=notes, command=f"{command_name()} check {quoted(raw)} --json")
    yield _next(intake, raw, words)


def _file(name: str, words: gettext.NullTranslations) -> str:
    return name or words.pgettext("terminal", "(no return)")


def _table(intake: Intake, words: gettext.NullTranslations) -> Iterator[str]:
    """Give one line a file: what it answers, and how much was noticed."""
    scores = intake.answers[intake.answers["side"] != ""]
    heads = [
        words.pgettext("terminal", "File"),
        words.pgettext("terminal", "Scores given"),
        words.pgettext("terminal", "Errors"),
        words.pgettext("terminal", "Warnings"),
        words.pgettext("terminal", "Notes"),
    ]
    rows = [heads]
    files = {name for name, _ in intake.provenance.inputs}
    for file in sorted(files | {issue.file for issue in intake.issues}):
        own = scores[scores["file"] == file]
        answered = f"{int((own['state'] != 'blank').sum())}/{len(own)}" if file in files else ""
        here = [issue.severity for issue in intake.issues if issue.file == file]
        counts = (Severity.ERROR, Severity.WARNING, Severity.INFO)
        rows.append([_file(file, words), answered, *(str(here.count(one)) for one in counts)])
    yield from aligned(rows)


def _lines(issue: Issue, words: gettext.NullTranslations, language: str) -> Iterable[str]:
    severity = (
        words.pgettext("terminal", "ERROR")
        if issue.severity is Severity.ERROR
        else words.pgettext("terminal", "warning")
    )
    place = " ".join(part for part in (issue.sheet, issue.cell) if part)
    yield f"  {severity}  {place + '  ' if place else ''}{issue.sentence(language)}"
    yield f"      → {issue.fix(language)}"


def _next(intake: Intake, raw: Path, words: gettext.NullTranslations) -> str:
    errors = len(intake.issues.errors)
    if errors:
        return words.npgettext(
            "terminal",
            "{n} error. Have it corrected in the returned workbook, put that into {folder} in "
            "place of the old one, and check again.",
            "{n} errors. Have them corrected in the returned workbooks, put those into {folder} "
            "in place of the old ones, and check again.",
            errors,
        ).format(n=errors, folder=raw)
    scores = intake.answers[(intake.answers["side"] != "") & (intake.answers["state"] == "given")]
    if scores["partner"].nunique() < 2:
        return words.pgettext("terminal", "No errors, but too few answers to form pairs.")
    return words.pgettext(
        "terminal", "No errors: the returns can be analysed. Next: {command}"
    ).format(command=f"{command_name()} run {quoted(raw)}")
