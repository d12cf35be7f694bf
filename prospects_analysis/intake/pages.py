"""A sheet of ours in a returned workbook: what it is, and what happened to its rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prospects_analysis.framework import Framework
from prospects_analysis.intake.addresses import Range, address, range_address
from prospects_analysis.intake.plain import show
from prospects_analysis.intake.questions import Question, Words, in_all, label_of, words_of
from prospects_analysis.intake.reading import Sheet
from prospects_analysis.issues import Issue, IssueCode
from prospects_analysis.sheet_layout import LABEL, VALUE, Located, SheetCode

Place = tuple[int, int]
"""Row and column of a cell, counted from 1."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Page:
    """One sheet that carries a sheet code.

    Parameters
    ----------
    framework : Framework
    file : str
        Bare name of the workbook.
    sheet : Sheet
        Its cells.
    located : Located
        Where its codes and ids were found.
    code : SheetCode
        What it says of itself.
    """

    framework: Framework
    file: str
    sheet: Sheet
    located: Located
    code: SheetCode

    @property
    def language(self) -> str:
        """Language in which to name its fields."""
        return self.framework.language_for(self.code.language)

    def issue(
        self,
        code: IssueCode,
        at: Place | None = None,
        question: Question | None = None,
        *,
        labels: Words | None = None,
        choices: Words | None = None,
        **details: str | None,
    ) -> Issue:
        """Make an issue of this sheet, at a cell and about a question where there are such."""
        if question is not None:
            details.setdefault("field", question.slot.field)
            labels = labels or in_all(
                self.framework, lambda language: label_of(self.framework, question, language)
            )
        if at is not None:
            details.setdefault("cell", address(*at))
        if choices:
            details["expected"] = choices[self.language]
        return Issue(
            code=code,
            file=self.file,
            sheet=self.sheet.title,
            label=labels[self.language] if labels else None,
            labels=labels or {},
            choices=choices or {},
            **details,  # type: ignore[arg-type]
        )

    def row_labels(self, question: Question) -> Words:
        """Words that the template puts beside the row of a question."""
        return words_of(self.framework, question.slot.label_key)

    def id_place(self, row: int, wanted: str) -> Place:
        """Cell of an id in a row."""
        columns = (c for r, c in self.sheet.cells if r == row)
        return row, next(c for c in sorted(columns) if show(self.sheet.value(row, c)) == wanted)

    def label_beside(self, row: int) -> tuple[Place, str] | None:
        """Cell under the label code in a row, and its text; None if there is none."""
        for column in self.located.columns.get(LABEL, ()):
            text = self.sheet.value(row, column)
            if isinstance(text, str) and text.strip():
                return (row, column), text
        return None


def structure_issues(page: Page, asked: Sequence[Question]) -> Iterator[Issue]:
    """Say which rows and columns of a sheet are missing, unknown or doubled."""
    by_id = {question.slot.id: question for question in reversed(asked)}
    if not by_id:
        return
    for wanted in dict.fromkeys(question.slot.id for question in asked):
        labels = page.row_labels(by_id[wanted])
        rows = page.located.rows.get(wanted, ())
        if not rows:
            yield page.issue(IssueCode.MISSING_ROW, field=wanted, labels=labels)
        for row in rows[1:]:
            at = page.id_place(row, wanted)
            yield page.issue(IssueCode.ID_TWICE, at, field=wanted, labels=labels)
    for unknown in page.located.rows.keys() - by_id.keys():
        for row in page.located.rows[unknown]:
            yield page.issue(IssueCode.UNKNOWN_ID, page.id_place(row, unknown), found=unknown)
    yield from _column_issues(page, asked)


def _column_issues(page: Page, asked: Sequence[Question]) -> Iterator[Issue]:
    for code in dict.fromkeys(question.slot.code for question in asked):
        labels = headings(page.framework, code)
        columns = page.located.columns.get(code, ())
        if not columns:
            yield page.issue(IssueCode.MISSING_COLUMN, labels=labels)
        for column in columns[1:]:
            row = page.located.code_cell[0] if page.located.code_cell else 1
            yield page.issue(IssueCode.COLUMN_TWICE, (row, column), labels=labels)


def headings(framework: Framework, code: str) -> Words:
    """Words that the template puts above the column of a field code, by language.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> headings(read_framework(), "@need")["en"]
    'Need (0 to 5, or NA)'
    """
    keys = {LABEL: "headings.criterion", VALUE: "headings.question"}
    return words_of(framework, keys.get(code, f"prompts.{code[1:]}.label"))


def merged_places(page: Page, places: Iterable[Place]) -> tuple[set[Place], list[Issue]]:
    """Find the places whose answer a merge has swallowed or made ambiguous.

    A merge does no harm where it begins at a place for an answer and covers no other one: the
    template itself has such boxes.

    Returns
    -------
    merged : set of Place
    issues : list of Issue
        One a merge, at the first place that it covers.
    """
    wanted = sorted(set(places))
    merged: set[Place] = set()
    issues: list[Issue] = []
    for merge in page.sheet.merges:
        covered = [at for at in wanted if _inside(at, merge)]
        if covered and covered != [merge[:2]]:
            merged.update(covered)
            found = range_address(merge)
            issues.append(page.issue(IssueCode.MERGED_ANSWER, covered[0], found=found))
    return merged, issues


def _inside(at: Place, box: Range) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def hidden_issues(page: Page, filled: Iterable[Place]) -> Iterator[Issue]:
    """Say which hidden sheet, rows or columns hold answers: one issue each."""
    wanted = sorted(filled)
    if page.sheet.hidden and wanted:
        yield page.issue(IssueCode.HIDDEN_ANSWERS, found=page.sheet.title)
    for row in sorted({row for row, _ in wanted} & page.sheet.hidden_rows):
        at = next(place for place in wanted if place[0] == row)
        yield page.issue(IssueCode.HIDDEN_ANSWERS, at, found=f"{row}:{row}")
    for column in sorted({column for _, column in wanted} & page.sheet.hidden_columns):
        at = next(place for place in wanted if place[1] == column)
        letters = address(1, column)[:-1]
        yield page.issue(IssueCode.HIDDEN_ANSWERS, at, found=f"{letters}:{letters}")
