"""
What a framework is made of: small frozen records, without any words.

Users meet these through :mod:`prospects_analysis.framework`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


class FrameworkError(ValueError):
    """
    A framework that cannot be used, or something asked of it that it does not have.

    When files are at fault, the message names every fault, one a line: the file, the line where it
    could be found, the key, what was found there and what must hold.
    """


@dataclass(frozen=True, eq=False, kw_only=True)
class Partner:
    """
    A member of the network; its names are words of the framework.

    Parameters
    ----------
    id : str
        Stable id, such as ``"P01"``.
    country : str
        ISO 3166 code of two capitals.
    language : str
        ISO 639-1 code of the language that the partner works in, with or without a wording.
    role, kind : str
        Free ids, such as ``"lead"`` and ``"town"``.
    aliases : tuple of str
        Further spellings by which the partner is recognised.
    """

    id: str
    country: str
    language: str
    role: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Theme:
    """
    A theme, which is one sheet of the questionnaire.

    Parameters
    ----------
    id : str
        Stable id, such as ``"clusters"``.
    weight : float, > 0
        How much the theme counts beside the others.
    """

    id: str
    weight: float = 1.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Criterion:
    """
    A criterion, on which a partner rates its resource and its need.

    Parameters
    ----------
    id : str
        Stable id that begins with the theme's, such as ``"clusters.mapping"``.
    theme : str
        Id of the theme.
    weight : float, > 0
        How much the criterion counts within its theme.
    sources : tuple of str
        Public frameworks that inspired it.
    """

    id: str
    theme: str
    weight: float = 1.0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Scale:
    """
    The scale of every score: whole numbers from minimum to maximum, or "not applicable".

    Parameters
    ----------
    minimum, maximum : int
        The ends of the scale, minimum < maximum.
    not_applicable : str
        The code that stands in a score cell outside the partner's remit, in every language.
    anchors : tuple of int
        Levels that each criterion describes in its own words.
    need_steps : tuple of int
        Levels to which a yes/no test leads; empty where there are none.
    reading : tuple of str
        Ids of the lines that explain how the scale is read, in order.
    """

    minimum: int
    maximum: int
    not_applicable: str = "NA"
    anchors: tuple[int, ...] = ()
    need_steps: tuple[int, ...] = ()
    reading: tuple[str, ...] = ()

    @property
    def span(self) -> int:
        """Distance from the minimum to the maximum."""
        return self.maximum - self.minimum

    @property
    def levels(self) -> range:
        """Every level, from the minimum to the maximum."""
        return range(self.minimum, self.maximum + 1)


@dataclass(frozen=True, eq=False, kw_only=True)
class FormField:
    """
    A question of a form that is not a score of a criterion.

    Parameters
    ----------
    id : str
        Id within its form, such as ``"confidence"``.
    kind : {"choice", "text", "date", "score", "table"}
        What is answered. A table repeats its columns, a row an entry.
    required, prefilled : bool
        Whether an answer must be given, and whether the template gives it.
    scope : {"respondent", "partner", "workbook", "practice", "plan"}
        For whom or what one answer is enough.
    values : tuple of str
        Ids, or levels, to choose from; empty for the other kinds.
    values_from : str
        The part of the framework that the values are taken from (``"themes"`` and so on), else
        ``""``. Such values have no words of their own.
    max_items : int
        How many of the values may be chosen.
    max_chars : int, optional
        Longest text.
    lines : int
        Room for a text, in lines.
    columns : tuple of str
        Ids of the columns of a table.
    """

    id: str
    kind: str
    required: bool
    prefilled: bool = False
    scope: str = "respondent"
    values: tuple[str, ...] = ()
    values_from: str = ""
    max_items: int = 1
    max_chars: int | None = None
    lines: int = 1
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Practices:
    """How many good practices are asked for (0: none), and the ids of the texts that say so."""

    most: int = 0
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Vignette:
    """
    An invented area that everybody rates on the ladder of resources.

    Parameters
    ----------
    id : str
        Stable id that begins with the theme's, such as ``"clusters.v_low"``.
    theme, criterion : str
        What it is about.
    intended : int, on the scale
        The level that its text describes; never shown.
    """

    id: str
    theme: str
    criterion: str
    intended: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """
    Something that the network has promised to count.

    Parameters
    ----------
    id : str
        Such as ``"I1.1"``.
    component : int
        Number of the component of the project that it belongs to.
    target : float
        Value promised.
    """

    id: str
    component: int
    target: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Returns:
    """
    What the form says about being sent back; ``""`` where it is not settled yet.

    Parameters
    ----------
    deadline, return_address, minutes_per_theme : str
        As they are to be read.
    """

    deadline: str = ""
    return_address: str = ""
    minutes_per_theme: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Structure:
    """
    All of a framework but its words, in the order in which forms show it.

    Parameters
    ----------
    id, version : str
        What a workbook carries, to be told from those of other networks and earlier forms.
    languages : tuple of str
        ISO 639-1 codes of the languages that have words.
    partners : tuple of Partner
    themes : tuple of Theme
    criteria : tuple of Criterion
    scale : Scale
    respondent_fields, theme_fields : tuple of FormField
        Asked once a file, and once a theme.
    practice_form, transfer_plan : tuple of FormField
        The template of good practices, the frame of transfer plans; may be empty.
    practices : Practices
        What is said of the practices on their first sheet.
    vignettes, indicators : tuple of Vignette, tuple of Indicator
        May be empty.
    min_answered_share : Fraction, in 0..1
        Share of the weight of a theme (without "not applicable") from which it is assessed.
    evidence_from : int, on the scale
        Resource from which evidence is asked for.
    evidence_max_chars : int
        Longest evidence.
    established, priority : int, on the scale
        Resource from which something can be given, need from which it is a priority.
    identity_texts : tuple of str
        Ids of the texts of the identity sheet, in order, below its title.
    returns : Returns
        Deadline and so on.
    limits : mapping from str to int
        Longest texts, in characters.
    """

    id: str
    version: str
    languages: tuple[str, ...]
    partners: tuple[Partner, ...]
    themes: tuple[Theme, ...]
    criteria: tuple[Criterion, ...]
    scale: Scale
    respondent_fields: tuple[FormField, ...]
    theme_fields: tuple[FormField, ...]
    practice_form: tuple[FormField, ...]
    transfer_plan: tuple[FormField, ...]
    practices: Practices
    vignettes: tuple[Vignette, ...]
    indicators: tuple[Indicator, ...]
    min_answered_share: Fraction
    evidence_from: int
    evidence_max_chars: int
    established: int
    priority: int
    identity_texts: tuple[str, ...]
    returns: Returns
    limits: Mapping[str, int]
