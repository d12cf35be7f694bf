"""What stands below every chart and slide: where it comes from, and whether it is invented."""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations

from prospects_analysis.charts.exchanges import PUT_RIGHT
from prospects_analysis.charts.labels import Result, grid_of
from prospects_analysis.intake.result import Intake
from prospects_analysis.wording import catalogue


def footer_text(result: Result, language: str) -> str:
    """Source, date of the answers and version of the questionnaire; and whether all is invented.

    Parameters
    ----------
    result : Grid, Complementarity or Pairing
    language : str

    Returns
    -------
    footer : str
        One line; "fictional data" comes first, so that it is not overlooked.
    """
    words = catalogue(language)
    grid = grid_of(result)
    if grid is None or grid.intake is None:
        parts = [words.pgettext("footer", "Source: scores supplied as a table")]
    else:
        parts = [returns_footer(grid.intake, language)]
    if grid is not None and grid.calibration == "centred":
        parts.append(words.pgettext("footer", "scores centred by partner"))
    if grid is not None and grid.calibration == "vignettes":
        parts.append(words.pgettext("footer", "resources corrected by the example cases"))
    if grid is not None and grid.corrections:
        text = words.npgettext(
            "footer",
            "{n} score put right in the meeting",
            "{n} scores put right in the meeting",
            len(grid.corrections),
        )
        parts.append(f"{PUT_RIGHT} {text.format(n=len(grid.corrections))}")
    return " · ".join(part for part in parts if part)


def returns_footer(intake: Intake, language: str) -> str:
    """Give the line for what comes straight from the returns; as :func:`footer_text`."""
    words, framework = catalogue(language), intake.framework
    name = framework.word("name", framework.language_for(language))
    answered = intake.provenance.answered
    parts = [
        words.pgettext("footer", "Fictional data") if intake.fictional else "",
        words.pgettext("footer", "Source: self-assessments of the {name} partners").format(
            name=name
        ),
        _answered(answered, words) if answered else "",
        words.pgettext("footer", "questionnaire {name}, version {version}").format(
            name=name, version=framework.version
        ),
    ]
    return " · ".join(part for part in parts if part)


def _answered(answered: str, words: NullTranslations) -> str:
    day = date.fromisoformat(answered)
    if day.day == 1:
        text = words.pgettext("footer, first day of a month", "answers up to 1 {month} {year}")
    else:
        text = words.pgettext("footer", "answers up to {day} {month} {year}")
    return text.format(day=day.day, month=_months(words)[day.month - 1], year=day.year)


def _months(words: NullTranslations) -> list[str]:
    return [
        words.pgettext("month in a date", "January"),
        words.pgettext("month in a date", "February"),
        words.pgettext("month in a date", "March"),
        words.pgettext("month in a date", "April"),
        words.pgettext("month in a date", "May"),
        words.pgettext("month in a date", "June"),
        words.pgettext("month in a date", "July"),
        words.pgettext("month in a date", "August"),
        words.pgettext("month in a date", "September"),
        words.pgettext("month in a date", "October"),
        words.pgettext("month in a date", "November"),
        words.pgettext("month in a date", "December"),
    ]
