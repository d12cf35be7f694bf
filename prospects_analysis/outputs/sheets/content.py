"""What stands on the sheet of a partner: texts and numbers, in one language; and whom it names."""

from __future__ import annotations

from dataclasses import dataclass

from prospects_analysis.intake.result import Intake
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.sheet_layout import IDENTITY

#: Id of the field of the respondents' role.
ROLE = "role"


@dataclass(frozen=True)
class Step:
    """Something to do, and whether a name and a telephone number are to be written down."""

    text: str
    contact: bool = False


@dataclass(frozen=True, kw_only=True)
class ThemeLine:
    """What goes one way on a theme: its name, the amount (0..S or NaN), why none is, a mark."""

    theme: str
    name: str
    amount: float
    absent: str = ""
    corrected: bool = False


@dataclass(frozen=True, kw_only=True)
class CriterionLine:
    """One of the strongest criteria: its name, the two answers in words, the giver's evidence."""

    criterion: str
    name: str
    answers: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class PracticeLine:
    """A good practice on a criterion: its title, what else is to be known, whom to ask."""

    practice: str
    criterion: str
    title: str
    details: str
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One direction between the partner and a mate.

    Attributes
    ----------
    mate, name : str
        Id, and short name.
    gives : bool
        Whether the partner is the giver.
    themes : tuple of ThemeLine
        All themes, in order.
    criteria : tuple of CriterionLine
        Of the strongest; none where nothing goes this way.
    practices : tuple of PracticeLine
        Those of the giver on these criteria that are worth most.
    more : bool
        Whether the giver has described others on these criteria.
    """

    mate: str
    name: str
    gives: bool
    themes: tuple[ThemeLine, ...]
    criteria: tuple[CriterionLine, ...]
    practices: tuple[PracticeLine, ...]
    more: bool


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """A partner's own resource and need on a theme (0..S or NaN), and why one is missing."""

    theme: str
    name: str
    scores: tuple[float, float]
    absent: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the sheet of a partner says.

    Attributes
    ----------
    partner : str
    mates : tuple of str
        One, two in a trio, none for whoever is in no binôme.
    adopted : bool
        Whether the binôme was adopted; else it is proposed.
    language : str
    network : str
        Name of the network; ``""`` where no framework stands behind.
    name : str
        Full name of the partner, with its country.
    mate_names : tuple of str
        The same of the mates.
    status : str
        Whether there is a binôme, and its score.
    scale : str
        What a high score is; ``""`` where there is none.
    why : tuple of str
        Why there is none, no score, or none that is final.
    steps : tuple of Step
        What to do, in order.
    ways : tuple of Way
        To each mate, then from each; none without a score.
    own : tuple of OwnLine
        The partner's own scores, where there is no ``ways`` but there are scores.
    described : bool
        Whether workbooks stand behind, which can hold good practices.
    remarks : tuple of str
        Which direction is weaker, and in which language quotations stand.
    put_right : tuple of str
        Which of the partner's scores were put right in the meeting, and why.
    span : int
        S, the highest score counted from the lowest.
    fictional : bool
    footer : str
    """

    partner: str
    mates: tuple[str, ...]
    adopted: bool
    language: str
    network: str
    name: str
    mate_names: tuple[str, ...]
    status: str
    scale: str
    why: tuple[str, ...]
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    own: tuple[OwnLine, ...]
    described: bool
    remarks: tuple[str, ...]
    put_right: tuple[str, ...]
    span: int
    fictional: bool
    footer: str


def roles_of(intake: Intake | None, partner: str) -> tuple[str, ...]:
    """Give the roles of those who answered for a partner, as ids, each once.

    Parameters
    ----------
    intake : Intake or None
    partner : str

    Returns
    -------
    roles : tuple of str
        None where no workbook stands behind, or nobody gave one.
    """
    if intake is None:
        return ()
    rows = intake.answers
    own = rows[
        (rows["partner"] == partner)
        & (rows["field"] == f"{IDENTITY}.{ROLE}")
        & (rows["state"] == "given")
    ]
    return tuple(dict.fromkeys(str(value) for value in own["value"]))


def mates_of(pairing: Pairing, partner: str) -> tuple[str, ...]:
    """Name the mates of a partner, none if it is in no binôme."""
    own = next((binome for binome in pairing.binomes if partner in binome), ())
    return tuple(one for one in own if one != partner)
