"""What to write into ``decisions.toml`` so that a conflict is decided."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from prospects_analysis.intake.result import Intake
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import IDENTITY

_CONFLICTS = (IssueCode.CONFLICTING_ANSWERS, IssueCode.PRACTICES_DIFFER)


def suggested_decisions(intake: Intake) -> list[str]:
    """Write an entry for each conflict, in which the answer of the first file stands.

    Parameters
    ----------
    intake : Intake

    Returns
    -------
    list of str
        Each a few lines of TOML; a comment names the other files, or cells, that could stand.
    """
    conflicts: dict[tuple[str | None, str], list[Issue]] = {}
    for code in _CONFLICTS:
        for issue in intake.issues.of(code):
            conflicts.setdefault((issue.field, issue.found), []).append(issue)
    return [_entry(intake, issues) for issues in conflicts.values()]


def _entry(intake: Intake, issues: Sequence[Issue]) -> str:
    at = {(issue.file, issue.cell) for issue in issues}
    rows = pd.concat([intake.answers, intake.practices])
    rows = rows[rows["field"] == issues[0].field]
    row = next(row for row in rows.to_dict("records") if (row["file"], row["cell"]) in at)
    files = list(dict.fromkeys(issue.file for issue in issues))
    own = [issue for issue in issues if issue.file == files[0]]
    lines = ["[[answers]]", f"partner = {_quoted(row['partner'])}"]
    of_file = row["field"].startswith(f"{IDENTITY}.")  # the file tells whose answer it is
    if isinstance(row["respondent"], str) and not of_file:  # a good practice has none
        lines.append(f"respondent = {_quoted(row['respondent'])}")
    lines += [f"field = {_quoted(row['field'])}", f"file = {_one_of(files)}"]
    for key, found in (("sheet", [i.sheet for i in own]), ("cell", [i.cell for i in own])):
        places = list(dict.fromkeys(map(str, found)))
        if places[1:]:
            lines.append(f"{key} = {_one_of(places)}")
    return "\n".join([*lines, 'reason = ""'])


def _one_of(names: Sequence[str]) -> str:
    first, *others = map(_quoted, names)
    return f"{first}  # {', '.join(others)}" if others else first


def _quoted(text: object) -> str:
    # A text of JSON is one of TOML, but for the one control character that JSON lets through.
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007F")
