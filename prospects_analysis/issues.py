"""Issues: everything that a reader of the returns should know, all at once.

An issue carries data only (a code, a place, what was found, what was expected); its sentence is
made from the code and the reader's language when it is shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as having
from typing import Any, overload

import pandas as pd

from prospects_analysis.issue_codes import IssueCode, Severity
from prospects_analysis.issue_texts import TEXTS
from prospects_analysis.issue_wording import pgettext
from prospects_analysis.wording import catalogue

COLUMNS = (
    "code",
    "severity",
    "file",
    "sheet",
    "cell",
    "field",
    "label",
    "found",
    "expected",
    "fix",
)
_OR = pgettext("issue", "{items} or {last}")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")

__all__ = ["COLUMNS", "Issue", "IssueCode", "Issues", "Severity", "joined"]


def joined(choices: Iterable[str]) -> str:
    """Join choices so that they can be told apart, also where one of them has a comma.

    Examples
    --------
    >>> joined(["0", "NA"]), joined(["Yes", "No, never"])
    ('0, NA', 'Yes; No, never')
    """
    known = list(choices)
    return ("; " if any(", " in one for one in known) else ", ").join(known)


@dataclass(frozen=True, eq=False, kw_only=True)
class Issue:
    """One thing that was found.

    Parameters
    ----------
    code : IssueCode
        What kind of thing; it fixes the severity.
    file : str
        Bare name of the file (of the folder, when the folder is meant).
    sheet, cell : str, optional
        Title of the sheet and address of the cell (``"G7"``) or range (``"A1:B4"``).
    field : str, optional
        Id of the answer, such as ``"clusters.mapping.resource"``.
    label : str, optional
        The words by which whoever filled the file knows the field.
    found : str
        What was found, as it stood there.
    expected : str, optional
        What would have been right; several choices as :func:`joined` does it.
    labels, choices : mapping of str to str
        By language: the label and what was expected, where they are words of the form.

    Examples
    --------
    >>> issue = Issue(code=IssueCode.SCORE_OUT_OF_SCALE, file="a.xlsx", sheet="3 Clusters",
    ...               cell="G7", found="7", expected="0, 1, 2, 3, 4, 5, NA")
    >>> issue.severity.value
    'error'
    >>> issue.sentence("en")
    '“7” is not a level of the scale.'
    >>> issue.fix("en")
    'Type 0, 1, 2, 3, 4, 5 or NA; leave the cell empty if you do not know.'
    """

    code: IssueCode
    file: str
    sheet: str | None = None
    cell: str | None = None
    field: str | None = None
    label: str | None = None
    found: str = ""
    expected: str | None = None
    labels: Mapping[str, str] = having(default_factory=dict)
    choices: Mapping[str, str] = having(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return TEXTS[self.code].severity

    def label_in(self, language: str) -> str | None:
        """Give the words by which a reader knows the field; the file's where there are no others.

        Examples
        --------
        >>> labels = {"en": "Role", "fr": "Fonction"}
        >>> issue = Issue(code=IssueCode.FIELD_MISSING, file="a.xlsx", label="Role", labels=labels)
        >>> issue.label_in("fr"), issue.label_in("nl")
        ('Fonction', 'Role')
        """
        return self.labels.get(language, self.labels.get("en", self.label))

    def expected_in(self, language: str) -> str | None:
        """Say what would have been right, in a reader's language where it is words."""
        return self.choices.get(language, self.choices.get("en", self.expected))

    def sentence(self, language: str) -> str:
        """Say what was found, in the reader's language.

        Raises
        ------
        ValueError
            If the language is unknown.
        """
        return self._say(TEXTS[self.code].sentence, language)

    def fix(self, language: str) -> str:
        """Say what to do about it, in the reader's language.

        Raises
        ------
        ValueError
            If the language is unknown.
        """
        text = TEXTS[self.code]
        fix = self._say(text.fix, language)
        return f"{fix} {self._say(text.hint, language)}" if text.hint and self.expected else fix

    def _say(self, template: str, language: str) -> str:
        words = catalogue(language)
        expected = self.expected_in(language) or ""
        choices = expected
        items, between, last = choices.rpartition("; " if "; " in choices else ", ")
        if between:
            choices = words.pgettext("issue", _OR).format(items=items, last=last)
        return words.pgettext("issue", template).format(
            file=self.file,
            sheet=self.sheet or "",
            cell=self.cell or "",
            field=self.field or "",
            label=self.label_in(language) or self.field or "",
            found=self.found,
            expected=expected,
            choices=choices,
        )

    def to_record(self, language: str = "en") -> dict[str, str | None]:
        """Make one JSON-ready row of the table; ``found`` and ``fix`` are sentences."""
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "field": self.field,
            "label": self.label_in(language),
            "found": self.sentence(language),
            "expected": self.expected_in(language),
            "fix": self.fix(language),
        }

    def _order(self) -> tuple[Any, ...]:
        letters, digits = "", 0
        if match := _CELL.match(self.cell or ""):
            letters, digits = match.group(1), int(match.group(2))
        place = (self.sheet or "", digits, len(letters), letters, self.cell or "")
        return (self.file, *place, self.code.value, self.field or "", self.found)


class Issues(Sequence[Issue]):
    """An immutable sequence of issues, sorted by file, sheet, cell and code.

    Parameters
    ----------
    issues : iterable of Issue
        In any order.

    Examples
    --------
    >>> found = Issues([Issue(code=IssueCode.EMPTY_FILE, file="b.xlsx"),
    ...                 Issue(code=IssueCode.OWNER_FILE, file="~$a.xlsx")])
    >>> len(found), len(found.errors), found.of(IssueCode.OWNER_FILE)[0].file
    (2, 1, '~$a.xlsx')
    >>> list(found.to_frame()["severity"])
    ['error', 'info']
    """

    __slots__ = ("_issues",)

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._issues = tuple(sorted(issues, key=Issue._order))

    def __len__(self) -> int:
        return len(self._issues)

    def __iter__(self) -> Iterator[Issue]:
        return iter(self._issues)

    @overload
    def __getitem__(self, index: int) -> Issue: ...
    @overload
    def __getitem__(self, index: slice) -> Issues: ...
    def __getitem__(self, index: int | slice) -> Issue | Issues:
        if isinstance(index, slice):
            return Issues(self._issues[index])
        return self._issues[index]

    def __add__(self, other: Iterable[Issue]) -> Issues:
        return Issues((*self._issues, *other))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._at(s))} {s.value}" for s in reversed(Severity))
        return f"Issues({counts})"

    def _at(self, severity: Severity) -> Issues:
        return Issues(issue for issue in self._issues if issue.severity is severity)

    @property
    def errors(self) -> Issues:
        """Those at level error."""
        return self._at(Severity.ERROR)

    @property
    def warnings(self) -> Issues:
        """Those at level warning."""
        return self._at(Severity.WARNING)

    def of(self, code: IssueCode | str) -> Issues:
        """Those of one code.

        Raises
        ------
        ValueError
            If the code is unknown.
        """
        wanted = IssueCode(code)
        return Issues(issue for issue in self._issues if issue.code is wanted)

    def to_records(self, language: str = "en") -> list[dict[str, str | None]]:
        """Make JSON-ready rows; an absent sheet or cell is None."""
        return [issue.to_record(language) for issue in self._issues]

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Make a table with one row an issue.

        Parameters
        ----------
        language : str
            Language of the sentences and labels.

        Returns
        -------
        pandas.DataFrame
            Columns code, severity, file, sheet, cell, field, label, found (the sentence),
            expected, fix; an absent value is ``""``.
        """
        records = self.to_records(language)
        rows = [[record[column] or "" for column in COLUMNS] for record in records]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)

    def _repr_html_(self) -> str:
        shown = self.to_frame()[["severity", "file", "sheet", "cell", "label", "found", "fix"]]
        if shown.empty:
            return f"<p>{html.escape(repr(self))}</p>"
        return str(shown.to_html(index=False, escape=True))
