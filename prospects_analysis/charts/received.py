"""What has come back so far: the numbers behind the chart of the returns, and its message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations

import pandas as pd

from prospects_analysis.intake.result import Intake
from prospects_analysis.wording import catalogue


@dataclass(frozen=True, eq=False, kw_only=True)
class Received:
    """Who has answered what.

    Attributes
    ----------
    given : pandas.DataFrame of int
        Scores given, NA included, by partner and theme, in the order of the framework. A score
        counts once, however many respondents give it.
    asked : mapping of str to int
        By theme: how many scores it asks for.
    practices : pandas.DataFrame of int or None
        Complete good practices by partner and theme; None if no practice was returned.
    late : tuple of str
        Partners without a self-assessment.
    silent : tuple of str
        Those of them of whom no practice has come either.
    errors : mapping of str to int
        Errors in the files of each partner, 0 left out.
    nobodys : int
        Errors in files of which no partner can be told.
    """

    given: pd.DataFrame
    asked: Mapping[str, int]
    practices: pd.DataFrame | None
    late: tuple[str, ...]
    silent: tuple[str, ...]
    errors: Mapping[str, int]
    nobodys: int

    @classmethod
    def of(cls, intake: Intake) -> Received:
        """Count what was read."""
        framework = intake.framework
        some = not intake.practices.empty
        errors = _errors(intake)
        sharing = {*intake.practices["partner"]}
        return cls(
            given=_given(intake),
            asked={one.id: 2 * len(framework.criteria_of(one.id)) for one in framework.themes},
            practices=intake.practice_coverage() if some else None,
            late=intake.late,
            silent=tuple(one for one in intake.late if one not in sharing),
            nobodys=errors.pop("", 0),
            errors=errors,
        )

    @property
    def in_part(self) -> tuple[str, ...]:
        """Partners who have answered, but not every score."""
        whole = sum(self.asked.values())
        rest = self.given.index.difference(self.late, sort=False)
        return tuple(one for one in rest if self.given.loc[one].sum() < whole)


def _given(intake: Intake) -> pd.DataFrame:
    framework = intake.framework
    answers = intake.answers
    scores = answers[(answers["side"] != "") & (answers["state"] != "blank")]
    counted = scores.drop_duplicates(["partner", "field"]).groupby(["partner", "theme"]).size()
    return (
        counted.unstack(fill_value=0)
        .reindex(index=[one.id for one in framework.partners], fill_value=0)
        .reindex(columns=[one.id for one in framework.themes], fill_value=0)
        .astype(int)
    )


def _errors(intake: Intake) -> dict[str, int]:
    """Count errors by partner, who is told by what was read, else by the name of the file."""
    owners: dict[str, str] = {}
    for frame in (intake.answers, intake.practices):
        owners |= dict(zip(frame["file"], frame["partner"], strict=True))
    ids = {one.id.casefold(): one.id for one in intake.framework.partners}
    counts: dict[str, int] = {}
    for issue in intake.issues.errors:
        if not issue.file or issue.file.endswith(".toml"):  # the folder, or the analyst's decisions
            continue
        words = re.split(r"[^0-9a-z]+", issue.file.casefold())
        named = next((ids[word] for word in words if word in ids), "")
        partner = owners.get(issue.file, named)
        counts[partner] = counts.get(partner, 0) + 1
    return counts


def returns_title(intake: Intake, language: str) -> str:
    """How many partners have answered, and what is awaited.

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.framework import read_framework
    >>> from prospects_analysis.intake.returns import read_workbooks
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     returns_title(read_workbooks(folder, read_framework()), "en")
    'No partner has answered yet'
    """
    words, received = catalogue(language), Received.of(intake)
    of, late = len(received.given), len(received.late)
    if late == of:
        return words.pgettext("title", "No partner has answered yet")
    if late:
        title = words.npgettext(
            "title",
            "{n} of {of} partners has answered",
            "{n} of {of} partners have answered",
            of - late,
        ).format(n=of - late, of=of)
        awaited = words.npgettext("title", "; {n} is awaited", "; {n} are awaited", late)
        return title + awaited.format(n=late)
    title = words.npgettext(
        "title", "The {n} partner has answered", "All {n} partners have answered", of
    ).format(n=of)
    return title + _in_part(len(received.in_part), words)


def _in_part(count: int, words: NullTranslations) -> str:
    if not count:
        return words.pgettext("title", ", every score")
    return words.npgettext("title", ", {n} of them in part", ", {n} of them in part", count).format(
        n=count
    )
