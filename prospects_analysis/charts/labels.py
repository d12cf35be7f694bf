"""What partners, themes and criteria are called in a chart.

A grid that was read from workbooks knows its framework, which has short names for charts; a grid
made from plain frames, or a pairing of any score matrix, has ids only, and they stand for
themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from prospects_analysis.flows import Complementarity
from prospects_analysis.framework import Framework
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue

#: What a chart can be made from; each knows what it came from.
Result = Grid | Complementarity | Pairing


def grid_of(result: Result) -> Grid | None:
    """Give the grid that a result came from; None for a pairing of a plain score matrix."""
    if isinstance(result, Pairing):
        return None if result.flows is None else result.flows.grid
    return result.grid if isinstance(result, Complementarity) else result


@dataclass(frozen=True, eq=False, kw_only=True)
class Labels:
    """Names in the reader's language, or ids where there are no names.

    Attributes
    ----------
    framework : Framework or None
    language : str
        One that the framework speaks.
    """

    framework: Framework | None
    language: str

    @classmethod
    def of(cls, result: Result, language: str) -> Labels:
        """Names for a result: in that language, else in one that its framework speaks."""
        grid = grid_of(result)
        if grid is None or grid.intake is None:
            return cls(framework=None, language=language)
        return cls.named_by(grid.intake.framework, language)

    @classmethod
    def named_by(cls, framework: Framework, language: str) -> Labels:
        """Names of a framework: in that language, else in one that it speaks."""
        return cls(framework=framework, language=framework.language_for(language))

    def partner(self, partner: str) -> str:
        """Short name of a partner."""
        return self._word(f"partners.{partner}.short", partner)

    def theme(self, theme: str) -> str:
        """Short name of a theme."""
        return self._word(f"themes.{theme}.short", theme)

    def criterion(self, criterion: str) -> str:
        """Label of a criterion."""
        return self._word(f"criteria.{criterion}.label", criterion)

    def _word(self, key: str, otherwise: str) -> str:
        return otherwise if self.framework is None else self.framework.word(key, self.language)


def partner_text(labels: Labels, partner: str) -> str:
    """Name a partner so that it is found in a list and can be typed: "P09 Wigan"."""
    name = labels.partner(partner)
    return partner if name == partner else f"{partner} {name}"


def quoted(text: str, words: NullTranslations) -> str:
    """Put a text in the quotation marks of the language."""
    return words.pgettext("title", "“{text}”").format(text=text)


def listed(names: Sequence[str], words: NullTranslations) -> str:
    """Write names as a list: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return words.pgettext("list", "{others} and {last}").format(
        others=", ".join(names[:-1]), last=names[-1]
    )


def late_clause(late: int, words: NullTranslations) -> str:
    """Say, after a title, how many partners have not answered yet."""
    if not late:
        return ""
    return words.npgettext(
        "title", "; {n} partner has not answered yet", "; {n} partners have not answered yet", late
    ).format(n=late)


def side_text(side: str, language: str) -> str:
    """Name a side of the questionnaire."""
    words = catalogue(language)
    if side == "resource":
        return words.pgettext("side", "resource")
    return words.pgettext("side", "need")
