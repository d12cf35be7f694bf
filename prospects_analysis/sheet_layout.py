"""
Where an answer sits in a workbook: known here, and nowhere else.

The template writes by this description and the intake reads by it. Both need three things in the
cells themselves, because cells survive what properties and defined names do not (a copy into
another book, an export by a web spreadsheet, rows that were sorted):

- the **sheet code** in the first cell, which says whose sheet of which form this is;
- **field codes** (``@resource``, ``@need`` ...) in the hidden first row, one a column;
- **ids** (``clusters.mapping`` ...) in the narrow first column, one a row.

The answer to (id, field code) is where the row of the id meets the column of the code, wherever
both have moved. :func:`locate` finds them again in the cells of a returned sheet; what is missing
or doubled is visible in its result, and is the reader's to report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prospects_analysis._sheet_codes import (
    CODE_ROW,
    EVIDENCE,
    FIELD_CODES,
    ID_COLUMN,
    LABEL,
    NEED,
    RESOURCE,
    VALUE,
    Cell,
    Located,
    SheetCode,
    Slot,
    defined_name,
    field_of_name,
    locate,
    parse_sheet_code,
)
from prospects_analysis.framework import FormField, Framework

__all__ = [
    "CODE_ROW",
    "EVIDENCE",
    "FIELD_CODES",
    "IDENTITY",
    "ID_COLUMN",
    "LABEL",
    "LISTS",
    "NEED",
    "PRACTICES",
    "READ_COLUMNS",
    "READ_ME",
    "READ_ROWS",
    "RESOURCE",
    "VALUE",
    "VIGNETTES",
    "Cell",
    "Located",
    "SheetCode",
    "Slot",
    "columns",
    "criterion_choice",
    "defined_name",
    "field_of_name",
    "is_of_practices",
    "is_theme",
    "known_sheets",
    "locate",
    "parse_sheet_code",
    "practice_number",
    "practice_sheets",
    "sheets",
    "slots",
]

IDENTITY, READ_ME, VIGNETTES, LISTS = "identity", "read_me", "vignettes", "lists"
PRACTICES, _PRACTICE = "practices", "practice_"

READ_ROWS, READ_COLUMNS = 400, 60
"""How far reading goes. A blank sheet takes some 30 rows and 9 columns; the rest is room for what
people insert. A stray value in the last cell of a sheet must not make anybody read up to there."""


def sheets(
    framework: Framework, themes: Iterable[str] | None = None, *, vignettes: bool = False
) -> tuple[str, ...]:
    """
    List the sheets of a self-assessment, in their order.

    `themes` are those that are asked, None means all; they come in the framework's order. One that
    the framework does not have raises its FrameworkError. Vignettes are off unless asked for.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> sheets(read_framework(), ["clusters"])
    ('identity', 'read_me', 'clusters', 'lists')
    """
    known = [theme.id for theme in framework.themes]
    asked = set(known if themes is None else (framework.theme(theme).id for theme in themes))
    extra = (VIGNETTES,) if vignettes and framework.vignettes else ()
    return (IDENTITY, READ_ME, *(theme for theme in known if theme in asked), *extra, LISTS)


def practice_sheets(framework: Framework) -> tuple[str, ...]:
    """
    List the sheets of a workbook of good practices, in their order; none where none are asked.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> practice_sheets(read_framework())[:3]
    ('practices', 'practice_01', 'practice_02')
    """
    numbers = range(1, framework.practices.most + 1)
    asked = (PRACTICES, *(f"{_PRACTICE}{number:02}" for number in numbers), LISTS)
    return asked if numbers else ()


def known_sheets(framework: Framework) -> tuple[str, ...]:
    """List every sheet that a workbook of this network may have, each once."""
    own = sheets(framework, vignettes=True)
    return tuple(dict.fromkeys((*own, *practice_sheets(framework))))


def practice_number(sheet: str) -> str:
    """
    Say which practice a sheet is for; "" if it is for none.

    Examples
    --------
    >>> practice_number("practice_03"), practice_number("practices")
    ('03', '')
    """
    number = sheet.removeprefix(_PRACTICE)
    return number if number != sheet else ""


def is_of_practices(sheet: str) -> bool:
    """Say whether a sheet belongs to the workbook of good practices alone."""
    return sheet == PRACTICES or bool(practice_number(sheet))


def is_theme(framework: Framework, sheet: str) -> bool:
    """Say whether a sheet is that of a theme, with its scores."""
    return any(theme.id == sheet for theme in framework.themes)


def criterion_choice(framework: Framework, criterion: str, language: str) -> str:
    """
    Name a criterion where one is chosen among those of all themes.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> criterion_choice(read_framework(), "clusters.mapping", "en")
    'Clusters · Sector mapping'
    """
    theme = framework.criterion(criterion).theme
    label = framework.word(f"criteria.{criterion}.label", language)
    return f"{framework.word(f'themes.{theme}.short', language)} · {label}"


def columns(framework: Framework, sheet: str) -> Mapping[str, int]:
    """
    Say in which column a blank sheet has each field code; empty where nothing is asked.

    Between question and scores a theme has one column for each level that its criteria describe.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> columns(read_framework(), "clusters")["@need"]
    8
    """
    if sheet in (READ_ME, LISTS):
        return {}
    first = {LABEL: ID_COLUMN + 1, VALUE: ID_COLUMN + 2}
    if not is_theme(framework, sheet):
        return first
    scores = first[VALUE] + len(framework.scale.anchors) + 1
    return first | {RESOURCE: scores, NEED: scores + 1, EVIDENCE: scores + 2}


def slots(framework: Framework, sheet: str) -> tuple[Slot, ...]:
    """
    List the answers that a sheet asks for, row by row.

    Parameters
    ----------
    framework : Framework
    sheet : str
        One of :func:`known_sheets`.

    Returns
    -------
    tuple of Slot
        Empty for the sheets on which nothing is asked.

    Raises
    ------
    FrameworkError
        If there is no such sheet.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> [slot.field for slot in slots(read_framework(), "clusters")][:3]
    ['clusters.mapping.resource', 'clusters.mapping.need', 'clusters.mapping.evidence']
    >>> [(slot.field, slot.id) for slot in slots(read_framework(), "practice_03")][1:3]
    [('practices.03.title', 'practice_03.title'), ('practices.03.theme', 'practice_03.theme')]
    """
    if sheet in (READ_ME, LISTS):
        return ()
    if sheet == IDENTITY:
        return _field_slots(IDENTITY, "respondent_fields", framework.respondent_fields)
    if sheet == VIGNETTES:
        return _vignette_slots(framework)
    if sheet in practice_sheets(framework):
        return _practice_slots(framework, sheet)
    scores = tuple(
        Slot(field=f"{one}.{code[1:]}", id=one, code=code, label_key=f"criteria.{one}.label")
        for one in (criterion.id for criterion in framework.criteria_of(sheet))
        for code in (RESOURCE, NEED, EVIDENCE)
    )
    return scores + _field_slots(sheet, "theme_fields", framework.theme_fields)


def _practice_slots(framework: Framework, sheet: str) -> tuple[Slot, ...]:
    number = practice_number(sheet)
    scope = "practice" if number else "workbook"
    fields = (field for field in framework.practice_form if field.scope == scope)
    prefix = f"{PRACTICES}.{number}" if number else PRACTICES
    return _field_slots(sheet, "practice_form.fields", fields, prefix)


def _field_slots(
    sheet: str, group: str, fields: Iterable[FormField], prefix: str | None = None
) -> tuple[Slot, ...]:
    """List the places for fields: one a field, or one for each of the choices it may have."""
    return tuple(
        Slot(
            field=f"{prefix or sheet}.{name}",
            id=f"{sheet}.{name}",
            code=VALUE,
            label_key=f"{group}.{field.id}.label",
            form=field,
            item=item,
        )
        for field in fields
        for item in range(1, field.max_items + 1)
        for name in (f"{field.id}_{item}" if field.max_items > 1 else field.id,)
    )


def _vignette_slots(framework: Framework) -> tuple[Slot, ...]:
    return tuple(
        Slot(field=one, id=one, code=VALUE, label_key=f"vignettes.items.{vignette.id}")
        for vignette in framework.vignettes
        for one in (f"{VIGNETTES}.{vignette.id}",)
    )
