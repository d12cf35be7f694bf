"""Reading a folder of returned workbooks: all answers and all issues at once."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prospects_analysis.decisions import DECISIONS, Decisions, read_decisions
from prospects_analysis.framework import Framework
from prospects_analysis.intake import gaps
from prospects_analysis.intake.books import check_book
from prospects_analysis.intake.deciding import (
    Standing,
    choose_codes,
    name_respondents,
    set_aside,
)
from prospects_analysis.intake.gate import MAX_UNPACKED
from prospects_analysis.intake.merging import Merged, merge, to_answers
from prospects_analysis.intake.packages import Refusal
from prospects_analysis.intake.practices import practice_issues, to_practices
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.readers import WORKBOOKS, read_file
from prospects_analysis.intake.respondents import Return, join_respondents
from prospects_analysis.intake.result import Intake
from prospects_analysis.issues import Issue, IssueCode, Issues
from prospects_analysis.provenance import Provenance, sha256_of
from prospects_analysis.sheet_layout import IDENTITY

_EXPLAINED = {
    ".numbers": IssueCode.NUMBERS_FILE,
    ".pdf": IssueCode.PDF_FILE,
    ".gsheet": IssueCode.WEB_SHORTCUT,
    ".url": IssueCode.WEB_SHORTCUT,
    ".webloc": IssueCode.WEB_SHORTCUT,
}
_OTHER_TYPES = (
    *(".xlsb", ".fods", ".csv", ".tsv", ".doc", ".docx", ".odt", ".rtf"),
    *(".htm", ".html", ".mht", ".xml", ".zip", ".7z", ".rar"),
)
_TOML = Path(DECISIONS).suffix
_NOT_RETURNS = {"thumbs.db", "desktop.ini", "icon\r", "readme", "readme.md", "readme.txt"}


def read_workbooks(
    folder: str | Path,
    framework: Framework,
    progress: bool = False,  # noqa: FBT001, FBT002
    *,
    decisions: str | Path | None = None,
) -> Intake:
    """Read every workbook in a folder; nothing is ever written there.

    Parameters
    ----------
    folder : str or Path
        The folder of returns; folders inside it are not looked into.
    framework : Framework
        The form by which they were made.
    progress : bool
        Show a progress bar.
    decisions : str or Path, optional
        A file of decisions (see :mod:`prospects_analysis.decisions`), instead of the
        ``decisions.toml`` that may stand in the folder.

    Returns
    -------
    Intake
        The answers of all files, and all issues. A file that cannot be read is an issue and stops
        none of the others.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or no such file of decisions.

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.framework import read_framework
    >>> from prospects_analysis.template import write_templates
    >>> framework = read_framework()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = write_templates(framework, folder, partners=["P09"])
    ...     intake = read_workbooks(folder, framework)
    >>> len(intake.answers), len(intake.issues.errors), len(intake.late)
    (86, 0, 9)
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"No folder {str(folder)!r}. Must be a folder of returned workbooks."
        )
    paths, issues = _list(folder, named=decisions is not None)
    _decisions_file(folder, decisions)  # before the long reading
    owners = owners_of_labels(framework)
    inputs: list[tuple[str, str]] = []
    returns: list[Return] = []
    for path in _shown(paths, progress=progress):
        name = name_of(path)
        content, found = _content(path)
        issues += found
        if content is None:
            continue
        inputs.append((name, sha256_of(content)))
        one, found = read_content(name, content, framework, owners)
        returns.append(one)
        issues += found
    names = sorted(name_of(path) for path in folder.iterdir() if _may_be_decided(path))
    taken, used, found = _decide(_decisions_file(folder, decisions), framework, names)
    return _intake(framework, inputs, returns, [*issues, *found], taken, used)


def _decide(
    path: Path | None, framework: Framework, names: list[str]
) -> tuple[Decisions, tuple[tuple[str, str], ...], list[Issue]]:
    """Read the decisions; give them, their file with its hash, and issues."""
    if path is None:
        return Decisions(), (), []
    content, issues = _content(path)
    if content is None:
        return Decisions(), (), issues
    taken, issues = read_decisions(path, content, framework, names)
    return taken, ((name_of(path), sha256_of(content)),), issues


def _may_be_decided(path: Path) -> bool:
    return path.is_file() and path.name.lower() != DECISIONS and not path.name.startswith("~$")


def _decisions_file(folder: Path, chosen: str | Path | None) -> Path | None:
    if chosen is None:
        beside = [path for path in folder.iterdir() if path.name.lower() == DECISIONS]
        return min(beside, default=None)
    if not Path(chosen).is_file():
        raise FileNotFoundError(f"No file {str(chosen)!r}. Must be a file of decisions.")
    return Path(chosen)


def _list(folder: Path, *, named: bool) -> tuple[list[Path], list[Issue]]:
    """Workbooks of a folder in the order of their names, and issues about everything else.

    Where a file of decisions was `named`, there is nothing to say about others.
    """
    paths: list[Path] = []
    issues: list[Issue] = []
    for path in sorted(folder.iterdir(), key=name_of):
        name = name_of(path)
        if name.startswith(".") or name.lower() in {*_NOT_RETURNS, DECISIONS}:
            continue
        issue = _left_out(path, name)
        if issue is None:
            paths.append(path)
        elif issue.code is not IssueCode.DECISIONS_MISNAMED or not named:
            issues.append(issue)
    if not paths:
        issues.append(Issue(code=IssueCode.NO_WORKBOOKS, file="", found=folder.resolve().name))
    return paths, issues


def _left_out(path: Path, name: str) -> Issue | None:
    """Say why a file is not read; None where it is a workbook."""
    suffix = path.suffix.lower()
    if name.startswith("~$"):
        return Issue(code=IssueCode.OWNER_FILE, file=name)
    if path.is_dir():
        return Issue(code=IssueCode.FOLDER_IGNORED, file=name)
    if suffix in WORKBOOKS:
        return None
    if _TOML in name.lower():  # such as a second download, "decisions (1).toml"
        return Issue(code=IssueCode.DECISIONS_MISNAMED, file=name)
    if suffix in _EXPLAINED:
        return Issue(code=_EXPLAINED[suffix], file=name)
    code = IssueCode.WRONG_FILE_TYPE if suffix in _OTHER_TYPES else IssueCode.IGNORED_FILE
    return Issue(code=code, file=name, found=suffix)


def name_of(path: Path) -> str:
    """Name of a file as answers and issues have it.

    Examples
    --------
    >>> name_of(Path("returns", "Karvin\N{LATIN SMALL LETTER A}\N{COMBINING ACUTE ACCENT}.xlsx"))
    'Karviná.xlsx'
    """
    # macOS takes accents apart in names of files; nobody else does. And a name may be no text.
    text = os.fsencode(path.name).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text)


def _shown(paths: list[Path], *, progress: bool) -> Iterable[Path]:
    if not progress:
        return paths
    from tqdm import tqdm  # noqa: PLC0415 - only who asks for a bar waits for it

    bar: Iterable[Path] = tqdm(paths, unit="file")
    return bar


def _content(path: Path) -> tuple[bytes | None, list[Issue]]:
    name = name_of(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return None, [Issue(code=IssueCode.FILE_NOT_OPENED, file=name)]
        size = status.st_size
        if size > MAX_UNPACKED:
            found = f"{size // 2**20} MB > {MAX_UNPACKED // 2**20} MB"
            return None, [Issue(code=IssueCode.OVERSIZED_WORKBOOK, file=name, found=found)]
        return path.read_bytes(), []
    except OSError as error:
        found = error.strerror or type(error).__name__
        return None, [Issue(code=IssueCode.FILE_NOT_OPENED, file=name, found=found)]


def read_content(
    name: str, content: bytes, framework: Framework, owners: Mapping[str, frozenset[str]]
) -> tuple[Return, list[Issue]]:
    """Read one workbook; whatever is wrong with it becomes an issue.

    Parameters
    ----------
    name : str
        Bare name of the file.
    content : bytes
        The whole file.
    framework : Framework
    owners : mapping of str to frozenset of str
        By folded label: the ids beside which it stands.

    Returns
    -------
    Return
    issues : list of Issue
    """
    try:
        read = read_file(name, content)
        found, issues = check_book(framework, name, read.sheets, owners)
    except Refusal as refusal:
        issue = Issue(code=refusal.code, file=name, found=refusal.found)
        return Return(file=name), [issue]
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:200]
        return Return(file=name), [Issue(code=IssueCode.UNREADABLE_WORKBOOK, file=name, found=said)]
    return found, [*read.issues, *issues]


def _intake(
    framework: Framework,
    inputs: list[tuple[str, str]],
    returns: list[Return],
    issues: list[Issue],
    decisions: Decisions,
    used: tuple[tuple[str, str], ...],
) -> Intake:
    returns, issues = set_aside(decisions, returns, issues)
    returns = choose_codes(decisions, returns)
    returns, issues = name_respondents(decisions, returns, issues)
    returns, who = join_respondents(returns)
    standing = Standing(decisions)
    merged, conflicts = merge(framework, returns, standing)
    issues += [*who, *conflicts, *standing.unused()]
    issues += _over_all(framework, returns, merged)
    fictional = any(one.fictional for one in returns)
    provenance = Provenance(
        inputs=tuple(inputs),
        decisions=used,
        framework=f"{framework.id} {framework.version}",
        framework_sha256=framework.sha256,
        fictional=fictional,
        answered=_last_date(merged),
    )
    return Intake(
        answers=to_answers(merged),
        practices=to_practices(merged),
        issues=Issues(issues),
        provenance=provenance,
        framework=framework,
        fictional=fictional,
        decisions=decisions,
    )


def _over_all(framework: Framework, returns: list[Return], merged: list[Merged]) -> Iterator[Issue]:
    yield from practice_issues(framework, returns, merged)
    merged = [one for one in merged if not one.answer.question.is_of_practices]
    yield from gaps.gap_issues(framework, merged)
    yield from gaps.missing_sheets(framework, returns)
    yield from gaps.mixed_issues(returns)
    yield from gaps.empty_issues(returns)
    if returns:
        yield from gaps.late_issues(framework, {one.partner for one in merged})


def _last_date(merged: Iterable[Merged]) -> str:
    dates = (one.answer.value for one in merged if one.field == f"{IDENTITY}.date")
    return max((str(date) for date in dates if date is not None), default="")
