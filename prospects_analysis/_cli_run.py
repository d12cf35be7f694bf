"""``prospects run`` and ``prospects demo``: from a folder of returns to a folder of outputs."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from prospects_analysis._terminal import aligned, command_name, quoted
from prospects_analysis._validation import check_one_of
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.refusal import refusal_text
from prospects_analysis.charts.robustness import robustness_title
from prospects_analysis.framework import read_framework
from prospects_analysis.outputs.decision_notes import of_adoption, of_corrections, of_meeting
from prospects_analysis.outputs.delivery import Delivery
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.study import Study, analyse, write_outputs, write_theme_deck
from prospects_analysis.wording import catalogue, number, number_or_dash

ILLUSTRATIVE = Path("data", "raw", "illustrative")
_ERRORS, _INFEASIBLE = 1, 3


def demo(language: str) -> int:
    """Run on the illustrative returns, found in the current folder or in the repository."""
    repository = Path(__file__).resolve().parents[1]
    root = next((one for one in (Path(), repository) if (one / ILLUSTRATIVE).is_dir()), Path())
    out = root / "data" / "processed" / ILLUSTRATIVE.name
    return run(root / ILLUSTRATIVE, out, language)


def run(
    raw: Path,
    out: Path,
    language: str,
    *,
    objective: str = "total",
    forbid: Iterable[tuple[str, str]] = (),
    require: Iterable[tuple[str, str]] = (),
    decisions: Path | None = None,
    themes: Sequence[str] = (),
    force: bool = False,
) -> int:
    """Analyse, write everything, and print what came out; see :func:`prospects_analysis.cli.main`.

    Returns
    -------
    int
        3 if no pairing keeps the rules, 1 if there are errors in the returns, else 0. Where
        nobody's answers could be used, the errors are why there is no pairing. With `themes` only
        their decks are written, which need no pairing.
    """
    _check_out(raw, out)
    progress = sys.stderr.isatty()
    framework = read_framework()
    for theme in themes:  # before the long reading
        check_one_of("--theme", theme, [one.id for one in framework.themes])
    study = analyse(
        raw, framework, objective=objective, forbid=forbid, require=require, decisions=decisions,
        progress=progress,
    )  # fmt: skip
    if themes:
        return _run_themes(study, themes, raw, out, language, decisions, force=force)
    delivery = write_outputs(study, out, language, force=force, progress=progress)
    print("\n".join(_report(study, delivery, _check_command(raw, decisions), language)))
    errors = len(study.intake.issues.errors)
    if study.pairing is None and (study.flows.assessed.any() or not errors):
        return _INFEASIBLE
    return _ERRORS if errors else 0


def _run_themes(
    study: Study,
    themes: Sequence[str],
    raw: Path,
    out: Path,
    language: str,
    decisions: Path | None,
    *,
    force: bool,
) -> int:
    """Write the decks of some themes only, and say so."""
    words = catalogue(language)
    made = [write_theme_deck(study, one, out, language, force=force) for one in themes]
    said = [_returns(study, _check_command(raw, decisions), words)]
    if study.intake.fictional:
        said.append(words.pgettext("terminal", "Fictional data: all answers are invented."))
    for delivery in made:
        said += [str(out / name) for name in (*delivery.written, *delivery.unchanged)]
        said += _left_alone(delivery, words)
    print("\n".join(said))
    return _ERRORS if study.intake.issues.errors else 0


def _check_command(raw: Path, decisions: Path | None) -> str:
    told = f"check {quoted(raw)}" + (f" --decisions {quoted(decisions)}" if decisions else "")
    return f"{command_name()} {told}"


def _check_out(raw: Path, out: Path) -> None:
    """Refuse a place for outputs that cannot be one, before the long work."""
    place = out.resolve()
    if raw.resolve() in (place, *place.parents):
        raise ValueError(
            f"Invalid --out {str(out)!r}: it is in the folder of the returns, {str(raw)!r}. "
            "Must be outside of it."
        )
    if out.is_file():
        raise ValueError(f"Invalid --out {str(out)!r}: it is a file. Must be a folder.")


def _report(study: Study, delivery: Delivery, detail: str, language: str) -> Iterator[str]:
    words = catalogue(language)
    yield _returns(study, detail, words)
    if study.intake.fictional:
        yield words.pgettext("terminal", "Fictional data: all answers are invented.")
    yield ""
    yield from _pairing(study, words, language)
    yield from _decided(study, words, language)
    yield ""
    yield from _files(delivery, words)


def _returns(study: Study, command: str, words: gettext.NullTranslations) -> str:
    issues = study.intake.issues
    read = len(study.intake.provenance.inputs)
    text = words.pgettext("terminal", "{returns} read: {errors}, {warnings}.").format(
        returns=words.npgettext("terminal", "{n} workbook", "{n} workbooks", read).format(n=read),
        errors=words.npgettext("terminal", "{n} error", "{n} errors", len(issues.errors)).format(
            n=len(issues.errors)
        ),
        warnings=words.npgettext(
            "terminal", "{n} warning", "{n} warnings", len(issues.warnings)
        ).format(n=len(issues.warnings)),
    )
    if not issues.errors and not issues.warnings:
        return text
    detail = words.pgettext("terminal", "In detail: {command}").format(command=command)
    return f"{text} {detail}"


def _pairing(study: Study, words: gettext.NullTranslations, language: str) -> Iterator[str]:
    pairing = study.pairing
    if study.refusal is not None:
        yield words.pgettext("terminal", "No pairs. {reason}").format(
            reason=_why(study.refusal, study, language)
        )
        return
    if pairing is None or not pairing.binomes:
        yield words.pgettext("slide", "Too few partners have answered so far.")
        return
    yield words.npgettext(
        "terminal", "{n} pair is proposed:", "{n} pairs are proposed:", len(pairing.binomes)
    ).format(n=len(pairing.binomes))
    yield from aligned(_rows(pairing, language), left=3)
    yield _standing(pairing, words, language)
    labels = Labels.of(pairing, language)
    if pairing.unpaired:
        names = ", ".join(f"{one} {labels.partner(one)}" for one in pairing.unpaired)
        yield words.pgettext("terminal", "In no pair so far: {names}").format(names=names)


def _decided(study: Study, words: gettext.NullTranslations, language: str) -> Iterator[str]:
    """Say how solid the proposal is, and what was decided instead of it."""
    if study.pairing is not None and study.sensitivity is not None and study.sensitivity.noise:
        yield words.pgettext("terminal", "How solid: {sentence}.").format(
            sentence=robustness_title(study.sensitivity.noise, study.pairing.binomes, language)
        )
    yield from of_corrections(study.grid, language)
    if study.adoption_refusal is not None:
        yield words.pgettext("terminal", "The adopted pairs cannot be: {reason}").format(
            reason=_why(study.adoption_refusal, study, language)
        )
    if study.adopted is not None:
        yield ""
        decided = study.intake.decisions.adopted
        yield words.npgettext(
            "terminal", "{n} pair was adopted:", "{n} pairs were adopted:", len(decided)
        ).format(n=len(decided))
        yield from aligned(_rows(study.adopted, language, decided), left=3)
        yield from of_adoption(study.pairing, study.adopted, decided, language)
        yield from of_meeting(study.intake.decisions, language)


def _why(refusal: ValueError, study: Study, language: str) -> str:
    return refusal_text(refusal, Labels.of(study.grid, language), language)


def _rows(
    pairing: Pairing, language: str, binomes: Sequence[Binome] | None = None
) -> list[list[str]]:
    labels = Labels.of(pairing, language)
    rows = []
    for count, binome in enumerate(pairing.binomes if binomes is None else binomes, start=1):
        score = pairing.score_of(binome)
        rows.append(
            [
                f"  {count}.",
                " – ".join(binome),
                " – ".join(labels.partner(one) for one in binome),
                number_or_dash(score, 2, language),
            ]
        )
    return rows


def _standing(pairing: Pairing, words: gettext.NullTranslations, language: str) -> str:
    total = number(pairing.total, 2, language)
    if pairing.count is None or pairing.ties is None:
        said = words.pgettext("terminal", "Total {total}; none can exceed {bound}.").format(
            total=total, bound=number(pairing.upper_bound, 2, language)
        )
    elif pairing.ties > 1:
        said = words.npgettext(
            "terminal",
            "Total {total}; {n} of {count} possible pairings does as well, none better.",
            "Total {total}; {n} of {count} possible pairings do as well, none better.",
            pairing.ties,
        ).format(total=total, n=pairing.ties, count=pairing.count)
    else:
        said = words.npgettext(
            "terminal",
            "Total {total}; there is only {n} possible pairing.",
            "Total {total}; the best of {n} possible pairings.",
            pairing.count,
        ).format(total=total, n=pairing.count)
    proof = (
        words.pgettext("terminal", "An independent check confirms it.")
        if pairing.verify()
        else words.pgettext("terminal", "An independent check does NOT confirm it.")
    )
    return f"{said} {proof}"


def _files(delivery: Delivery, words: gettext.NullTranslations) -> Iterator[str]:
    there = {*delivery.written, *delivery.unchanged}
    yield words.npgettext(
        "terminal", "In {folder}: {n} file", "In {folder}: {n} files", len(there)
    ).format(n=len(there), folder=delivery.out)  # fmt: skip
    yield from _left_alone(delivery, words)
    for name in delivery.removed:
        yield words.pgettext("terminal", "Removed, from an earlier run: {file}").format(file=name)
    described = {
        "seminar.pptx": words.pgettext("terminal", "the slides of the seminar, to be edited"),
        "seminar.pdf": words.pgettext("terminal", "the same slides, to be projected"),
        "seminar.html": words.pgettext("terminal", "the page that answers “what if?”"),
        "grid.xlsx": words.pgettext("terminal", "the grid, to be printed"),
        "sheets": words.pgettext("terminal", "a sheet for each partner, in its language"),
        "results.xlsx": words.pgettext("terminal", "all tables, for a spreadsheet program"),
    }
    standing = {name.split("/")[0] for name in (*there, *delivery.kept, *delivery.busy)}
    rows = [
        [f"  {delivery.out / name}", text] for name, text in described.items() if name in standing
    ]
    if rows:
        yield words.pgettext("terminal", "Open next:")
        yield from aligned(rows, left=2)


def _left_alone(delivery: Delivery, words: gettext.NullTranslations) -> Iterator[str]:
    for name in delivery.kept:
        yield words.pgettext(
            "terminal", "KEPT, since it was edited: {file} (--force of run replaces it)"
        ).format(file=name)
    for name in delivery.busy:
        yield words.pgettext(
            "terminal", "NOT WRITTEN: {file}. Close it where it is open, and run again."
        ).format(file=name)
