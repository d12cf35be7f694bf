"""``prospects check``: what is wrong in the returns, and correction copies to send back."""

from __future__ import annotations

import gettext
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from prospects_analysis._cli_report import Report
from prospects_analysis._terminal import WIDTH, command_name, quoted, shows_bold
from prospects_analysis.decisions import DECISIONS
from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.intake.suggesting import suggested_decisions
from prospects_analysis.issues import Severity
from prospects_analysis.outputs.corrections import deliver_corrections, to_mend
from prospects_analysis.outputs.delivery import Delivery
from prospects_analysis.wording import catalogue


class _Asked(NamedTuple):
    """The returns and the decisions that were named."""

    raw: Path
    decisions: Path | None

    def command(self, name: str, *more: str | Path) -> str:
        """Write a command about them."""
        given = () if self.decisions is None else ("--decisions", self.decisions)
        said = (quoted(o) if isinstance(o, Path) else o for o in (name, self.raw, *given, *more))
        return "  " + " ".join([command_name(), *said])


def check(
    raw: Path,
    language: str,
    *,
    as_json: bool,
    corrections: Path | None = None,
    decisions: Path | None = None,
    force: bool = False,
) -> int:
    """Read the returns and print what was noticed; see :func:`prospects_analysis.cli.main`."""
    intake = read_workbooks(raw, read_framework(), decisions=decisions)
    delivery = None
    if corrections is not None:
        delivery = deliver_corrections(intake, raw, corrections, force=force)
    if as_json:
        print(json.dumps(_as_json(intake, language, delivery), indent=2))
    else:
        print("\n".join(Report(intake=intake, language=language, colour=shows_bold()).lines()))
        for line in _ending(intake, _Asked(raw, decisions), catalogue(language), delivery):
            print(line if line.startswith("  ") else _filled(line))
    return 1 if intake.issues.errors else 0


def _filled(line: str) -> str:
    # A path that is broken in two can no longer be copied.
    return textwrap.fill(line, WIDTH, break_on_hyphens=False, break_long_words=False)


def _as_json(intake: Intake, language: str, delivery: Delivery | None) -> dict[str, object]:
    shown: dict[str, object] = {"issues": intake.issues.to_records(language)}
    if delivery is not None:
        shown["corrections"] = sorted({*delivery.written, *delivery.unchanged})
        shown["not_written"] = sorted({*delivery.kept, *delivery.busy})
    return shown


def _ending(
    intake: Intake, asked: _Asked, words: gettext.NullTranslations, delivery: Delivery | None
) -> Iterator[str]:
    """Say what was left out, what was written, and what to do next."""
    notes = sum(issue.severity is Severity.INFO for issue in intake.issues)
    if notes:
        yield ""
        yield words.npgettext(
            "terminal",
            "{n} note is not shown; this shows it:",
            "{n} notes are not shown; this shows them:",
            notes,
        ).format(n=notes)
        yield asked.command("check", "--json")
    if delivery is not None:
        yield ""
        yield from _written(delivery, words)
    yield ""
    yield from _undecided(intake, asked, words)
    yield from _next(intake, asked, words, copied=delivery is not None)


def _undecided(intake: Intake, asked: _Asked, words: gettext.NullTranslations) -> Iterator[str]:
    """Show what decides the first conflict; the others go the same way."""
    suggested = suggested_decisions(intake)
    if suggested:
        yield words.pgettext(
            "terminal", "Which of two answers stands can also be decided, in a file {file}."
        ).format(file=asked.decisions or asked.raw / DECISIONS)
        yield from (f"  {line}" for line in suggested[0].splitlines())
        yield ""


def _written(delivery: Delivery, words: gettext.NullTranslations) -> Iterator[str]:
    copies = sorted({*delivery.written, *delivery.unchanged})
    if not copies and delivery.complete:
        yield words.pgettext("terminal", "No correction copy: there is nothing to mend.")
        return
    yield words.npgettext(
        "terminal",
        "{n} correction copy, to be sent back to its partner:",
        "{n} correction copies, each to be sent back to its partner:",
        len(copies),
    ).format(n=len(copies))
    for name in copies:
        yield f"  {delivery.out / name}"
    for name in delivery.kept:
        yield words.pgettext(
            "terminal", "KEPT, since it was edited: {file} (--force replaces it)"
        ).format(file=delivery.out / name)
    for name in delivery.busy:
        yield words.pgettext(
            "terminal", "NOT WRITTEN: {file}. Close it where it is open, and check again."
        ).format(file=delivery.out / name)


def _next(
    intake: Intake, asked: _Asked, words: gettext.NullTranslations, *, copied: bool
) -> Iterator[str]:
    errors = len(intake.issues.errors)
    if not intake.provenance.inputs:
        yield words.pgettext("terminal", "Then check again:")
        yield asked.command("check")
    elif errors and not copied and to_mend(intake):
        yield words.npgettext(
            "terminal",
            "{n} error. To give the partner its own workbook back, with all that is to be mended "
            "marked:",
            "{n} errors. To give each partner its own workbook back, with all that is to be mended "
            "marked:",
            errors,
        ).format(n=errors)
        copies = Path("data", "processed", f"{asked.raw.resolve().name}_corrections")
        yield asked.command("check", "--corrections", copies)
    elif errors:
        yield words.npgettext(
            "terminal",
            "{n} error. Put what comes back in place of the old workbook, and check again:",
            "{n} errors. Put what comes back in place of the old workbooks, and check again:",
            errors,
        ).format(n=errors)
        yield asked.command("check")
    elif _answering(intake) < 2:
        yield words.pgettext("terminal", "No errors, but too few answers to form pairs.")
    else:
        yield words.pgettext("terminal", "No errors: the returns can be analysed. Next:")
        yield asked.command("run")


def _answering(intake: Intake) -> int:
    answers = intake.answers
    scores = answers[(answers["side"] != "") & (answers["state"] == "given")]
    return int(scores["partner"].nunique())
