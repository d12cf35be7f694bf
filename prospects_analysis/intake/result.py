"""The result of the intake: every answer with its place, and everything that was noticed."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

import pandas as pd

from prospects_analysis.decisions import Decisions
from prospects_analysis.framework import Framework
from prospects_analysis.intake.practice_tables import (
    no_practices,
    practice_coverage,
    practice_table,
)
from prospects_analysis.issues import Issues
from prospects_analysis.provenance import Provenance

ANSWER_COLUMNS = (
    "partner",
    "respondent",
    "field",
    "theme",
    "criterion",
    "side",
    "value",
    "state",
    "file",
    "sheet",
    "cell",
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Intake:
    """What the returned workbooks say.

    Parameters
    ----------
    answers : pandas.DataFrame
        Tidy, one row an answer: partner, respondent, field, theme, criterion, side
        (``"resource"``, ``"need"`` or ``""``), value (int, str, ``"NA"`` or None), state
        (``"given"``, ``"NA"`` or ``"blank"``), file, sheet, cell. Theme, criterion and side are
        ``""`` where they do not apply. Rows stand in the order of the framework.
    practices : pandas.DataFrame
        Tidy, one row a field of each good practice that was begun: partner, practice
        (``"P09-03"``), field (``"practices.03.title"``), theme (``""`` until one is chosen), value
        (int, str or None), state (``"given"`` or ``"blank"``), file, sheet, cell. Themes and
        criteria stand by their ids.
    issues : Issues
        Everything that was noticed, over all files.
    provenance : Provenance
        The files read and the last date of the answers.
    framework : Framework
        The framework by which the workbooks were read.
    fictional : bool
        Whether the answers are invented, as the workbooks themselves say.
    decisions : Decisions
        What people decided; of it, only what is about the returns has been carried out here.
    """

    answers: pd.DataFrame
    issues: Issues
    provenance: Provenance
    framework: Framework
    fictional: bool = False
    practices: pd.DataFrame = field(default_factory=no_practices)
    decisions: Decisions = field(default_factory=Decisions)

    def __post_init__(self) -> None:
        """Keep copies of the frames."""
        object.__setattr__(self, "answers", self.answers.copy())
        object.__setattr__(self, "practices", self.practices.copy())

    @property
    def late(self) -> tuple[str, ...]:
        """Ids of the partners without a self-assessment, in the order of the framework."""
        returned = set(self.answers["partner"])
        return tuple(p.id for p in self.framework.partners if p.id not in returned)

    def to_frame(self) -> pd.DataFrame:
        """Copy the answers."""
        return self.answers.copy()

    def practice_table(self) -> pd.DataFrame:
        """Lay the good practices out wide, one row a practice that was begun.

        Returns
        -------
        pandas.DataFrame
            partner, practice, complete, then a column a field.

        See Also
        --------
        prospects_analysis.intake.practice_tables.practice_table : what stands in the columns.
        """
        return practice_table(self.framework, self.practices)

    def practice_coverage(self) -> pd.DataFrame:
        """Count the complete good practices of each partner on each theme.

        Returns
        -------
        pandas.DataFrame of int
            All partners x all themes.
        """
        return practice_coverage(self.framework, self.practices)

    def __repr__(self) -> str:
        given = int((self.answers["state"] != "blank").sum())
        partners = self.answers["partner"].nunique()
        return f"Intake({partners} partners, {given} answers given, {self.issues!r})"

    def _repr_html_(self) -> str:
        table = self.answers.groupby(["partner", "state"], sort=True).size().unstack(fill_value=0)
        return f"<p>{html.escape(repr(self))}</p>{table.to_html(escape=True)}"
