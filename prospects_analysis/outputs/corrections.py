"""Correction copies: each partner's own workbook, with all that is to be mended marked in it.

A copy is the returned workbook itself, as openpyxl writes it again: values, drop-down lists,
protection, names and looks as they were, and the stored results of formulas. Not carried over are
pictures, charts, text boxes (their words are in the list), macros, and replies to comments. Where
there is nothing that openpyxl can open, a fresh template holds what another reader could read;
where nothing could be read, the list of what is to be mended stands alone.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from openpyxl import Workbook

from prospects_analysis._seal import seal_office
from prospects_analysis.framework import Framework
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.intake.respondents import Return
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import name_of, read_content
from prospects_analysis.issue_texts import TEXTS
from prospects_analysis.issue_wording import NOTHING_TO_DO
from prospects_analysis.issues import Issue, IssueCode, Severity
from prospects_analysis.outputs.correction_list import Letter, add_list
from prospects_analysis.outputs.correction_marks import mark
from prospects_analysis.outputs.delivery import RECORD, Delivery, deliver, recorded
from prospects_analysis.outputs.grafting import graft
from prospects_analysis.outputs.refilled import refilled
from prospects_analysis.outputs.reopening import reopened, saved
from prospects_analysis.provenance import sha256_of
from prospects_analysis.sheet_layout import locate
from prospects_analysis.wording import LANGUAGES

PREFIX = "corrections_"
_LONGEST_NAME = 255  # bytes that a file system takes
_FALLBACK = "en"

#: What the analyst settles, or nobody needs to.
_NOT_THE_PARTNERS = {
    IssueCode.NO_WORKBOOKS,
    IssueCode.OWNER_FILE,
    IssueCode.IGNORED_FILE,
    IssueCode.FOLDER_IGNORED,
    IssueCode.DECISIONS_MISNAMED,
    IssueCode.FILE_NOT_OPENED,
    IssueCode.FICTIONAL_AND_REAL,
    IssueCode.NO_RETURN,
}

_ANALYSTS = ".toml"  # decisions, beside the returns


def write_corrections(
    intake: Intake, raw: str | Path, out: str | Path, *, force: bool = False
) -> list[Path]:
    """Write a correction copy of each returned workbook in which there is something to mend.

    Parameters
    ----------
    intake : Intake
        What was read, and all that was noticed.
    raw : str or Path
        The folder from which it was read; nothing is written there.
    out : str or Path
        A folder for the copies alone; made if there is none. A copy that was edited since it was
        written is kept, with a warning.
    force : bool
        Replace edited copies too.

    Returns
    -------
    list of Path
        The copies, in the order of the returned workbooks: ``corrections_prospects_P09_en.xlsx``.

    Raises
    ------
    ValueError
        If `out` is `raw` or inside it, or holds outputs of another kind, or if a return was changed
        since it was read.
    OSError
        If a return cannot be read again, or nothing can be written.

    Warns
    -----
    UserWarning
        Names the copies that were kept, and those that are held open.

    Examples
    --------
    >>> import tempfile, openpyxl
    >>> from prospects_analysis.framework import read_framework
    >>> from prospects_analysis.intake.returns import read_workbooks
    >>> from prospects_analysis.template import write_templates
    >>> framework = read_framework()
    >>> with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
    ...     [path] = write_templates(framework, folder, partners=["P09"])
    ...     book = openpyxl.load_workbook(path)
    ...     book["3 Clusters"]["G6"] = 7
    ...     book.save(path)
    ...     [copy] = write_corrections(read_workbooks(folder, framework), folder, out)
    ...     [page, *_] = openpyxl.load_workbook(copy).worksheets
    >>> copy.name, page.title
    ('corrections_prospects_P09_en.xlsx', 'Corrections')
    """
    delivery = deliver_corrections(intake, raw, out, force=force)
    left = [*delivery.kept, *delivery.busy]
    if left:
        warnings.warn(
            f"Not replaced in {out}: {', '.join(left)}. They were edited since they were written, "
            "or are held open; force=True replaces edited ones.",
            stacklevel=2,
        )
    return [delivery.out / name for name in sorted({*delivery.written, *delivery.unchanged})]


def deliver_corrections(
    intake: Intake, raw: str | Path, out: str | Path, *, force: bool = False
) -> Delivery:
    """Do what :func:`write_corrections` does, and say of each file what became of it."""
    raw, out = Path(raw), Path(out)
    _check_places(raw, out)
    files = dict(_copies(intake, raw))
    provenance = intake.provenance.with_(parameters={"outputs": "corrections"})
    return deliver(out, files, provenance, force=force)


def _check_places(raw: Path, out: Path) -> None:
    place = out.resolve()
    if raw.resolve() in (place, *place.parents):
        raise ValueError(
            f"Invalid folder {str(out)!r} for corrections: it is in the folder of the returns, "
            f"{str(raw)!r}. Must be outside of it."
        )
    if out.is_file():
        raise ValueError(f"Invalid folder {str(out)!r} for corrections: a file. Must be a folder.")
    others = [name for name in recorded(out) if not name.startswith(PREFIX)]
    if others:
        raise ValueError(
            f"Invalid folder {str(out)!r} for corrections: {RECORD} says that it holds "
            f"{others[0]!r}. Must be a folder of its own."
        )


def to_mend(intake: Intake) -> dict[str, list[Issue]]:
    """Give what the partners can mend, by file.

    Parameters
    ----------
    intake : Intake

    Returns
    -------
    dict of str to list of Issue
        Errors and warnings; files without any are not there.
    """
    found: dict[str, list[Issue]] = {}
    for issue in intake.issues:
        idle = issue.severity is Severity.INFO or TEXTS[issue.code].fix == NOTHING_TO_DO
        own = issue.file.endswith(_ANALYSTS) or issue.code in _NOT_THE_PARTNERS
        if issue.file and not idle and not own:
            found.setdefault(issue.file, []).append(issue)
    return found


def _copies(intake: Intake, raw: Path) -> Iterator[tuple[str, bytes]]:
    mended = to_mend(intake)
    names = _names([*mended])
    hashes = dict(intake.provenance.inputs)
    paths = {name_of(path): path for path in raw.iterdir()}
    owners = owners_of_labels(intake.framework)
    for file, issues in mended.items():
        content = paths[file].read_bytes() if file in hashes else b""
        if file in hashes and sha256_of(content) != hashes[file]:
            raise ValueError(
                f"Invalid return {file!r}: it was changed since it was read. Must be read again."
            )
        yield names[file], seal_office(_copy(intake.framework, file, content, issues, owners))


def _names(files: list[str]) -> dict[str, str]:
    """Name the copies after the returns; in full where two would have one name."""
    short = {file: _name(PurePath(file).stem.removeprefix(PREFIX)) for file in files}
    taken = Counter(name.casefold() for name in short.values())
    return {
        file: name if taken[name.casefold()] == 1 else _name(file) for file, name in short.items()
    }


def _name(stem: str) -> str:
    """Name a copy; a very long name is cut, and keeps apart by a sum of the whole."""
    room = _LONGEST_NAME - len(f"{PREFIX}.xlsx")
    if len(stem.encode()) > room:
        end = f"~{sha256_of(stem.encode())[:8]}"
        stem = stem.encode()[: room - len(end)].decode(errors="ignore") + end
    return f"{PREFIX}{stem}.xlsx"


def _copy(
    framework: Framework,
    file: str,
    content: bytes,
    issues: list[Issue],
    owners: Mapping[str, frozenset[str]],
) -> bytes:
    """Make one copy, of the best kind that the file allows."""
    found = Return(file=file)
    if content:
        found, _ = read_content(file, content, framework, owners)
    book, sheets = reopened(content)
    letter = _letter(framework, found, sheets)
    if book is not None:
        issues = [_with_boxes(issue, sheets) for issue in issues]
    elif found.partner and found.answers:
        letter = replace(letter, kind="refilled")
        book, issues = refilled(framework, found, letter.language, issues)
    else:
        letter, book = replace(letter, kind="list"), Workbook()
        book.remove(book.active)
    mark(book, issues, letter.language)
    add_list(book, letter, issues)
    written = saved(book)
    return graft(content, written) if letter.kind == "copy" else written


def _with_boxes(issue: Issue, sheets: Iterable[Sheet]) -> Issue:
    """Say whole what stands in a text box, which is not carried over."""
    if issue.code is not IssueCode.TEXT_BOX_NOT_READ:
        return issue
    texts = [text for sheet in sheets if sheet.title == issue.sheet for text in sheet.boxes]
    return replace(issue, found=" · ".join(texts))


# ---- whose it is, and in which language ------------------------------------------------------


def _letter(framework: Framework, found: Return, sheets: Iterable[Sheet]) -> Letter:
    codes = [answer.page.code for answer in found.answers]
    located = (locate({at: c.value for at, c in sheet.cells.items()}).code for sheet in sheets)
    codes += [code for code in located if code is not None]
    known = {partner.id: partner for partner in framework.partners}
    named = [code.partner for code in codes] + _words_of(found.file, known)
    partner = found.partner or next((one for one in named if one in known), "")
    languages = [code.language for code in codes[:1]] + _language_in(framework, found.file)
    languages += [known[partner].language] if partner else []
    return Letter(
        framework=framework,
        partner=partner,
        language=next((one for one in languages if one in LANGUAGES), _FALLBACK),
        file=found.file,
        fictional=any(code.fictional for code in codes),
    )


def _language_in(framework: Framework, file: str) -> list[str]:
    """Language at the end of the name that a template has."""
    if not _words_of(file, [framework.id]):
        return []
    return _words_of(file, framework.languages)[-1:]


def _words_of(file: str, known: Iterable[str]) -> list[str]:
    """Those of some ids that stand in the name of a file, in the order of the name."""
    ids = {one.casefold(): one for one in known}
    words = re.split(r"[^0-9a-z]+", PurePath(file).stem.casefold())
    return [ids[word] for word in words if word in ids]
