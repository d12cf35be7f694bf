"""From ``framework.toml`` to the structure of a framework, with all that must hold of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

from prospects_analysis._framework_forms import (
    read_field,
    read_practices,
    read_vignette,
)
from prospects_analysis._framework_section import DOTTED, ID, Section
from prospects_analysis._framework_toml import Document
from prospects_analysis.framework_parts import (
    Criterion,
    FormField,
    Indicator,
    Partner,
    Returns,
    Scale,
    Structure,
    Theme,
    Vignette,
)

_Record = TypeVar("_Record", Partner, Theme, Criterion, FormField, Indicator, Vignette)

#: Sheets of every workbook.
SHEETS = ("identity", "read_me", "lists")
#: Other sheets that may stand in one: no theme may be called so.
_OTHER_SHEETS = ("practices", "vignettes", "corrections")
_PRACTICE_SHEET = r"practice_\d+"
#: Fields by which a returned file is known.
_NEEDED_FIELDS = ("partner_id", "respondent_id")

# Patterns, and how a message tells them.
_LANGUAGE = (r"[a-z]{2}", 'an ISO 639-1 code of two small letters, such as "fr"')
_COUNTRY = (r"[A-Z]{2}", 'an ISO 3166 code of two capitals, such as "FR"')
_ANY = (r"(?s).*", "a text")

# Beyond these Excel refuses a text, or drops it without a word.
_CEILINGS: Mapping[str, int] = {
    "sheet_title": 31,
    "input_title": 32,
    "input_message": 255,
    "label": 32_767,
    "question": 32_767,
    "anchor": 32_767,
    "short_name": 32_767,
}


def read_structure(document: Document) -> Structure:
    """
    Read the structure; what is wrong with it is put into the faults of the document.

    Parameters
    ----------
    document : Document
        A ``framework.toml``.

    Returns
    -------
    structure : Structure
        Of use only if the document has no faults.
    """
    top = Section(document=document, data=document.data)
    languages = _languages(top)
    partners = _each(top, "partners", _partner)
    themes = _each(top, "themes", _theme)
    known = {"partners": _ids(partners), "themes": _ids(themes), "languages": languages}
    criteria = _each(top, "criteria", functools.partial(_criterion, themes=known["themes"]))
    form_field = functools.partial(read_field, known={**known, "criteria": _ids(criteria)})
    scale = _scale(top.table("scale"))
    levels = None if document.has_fault_in("scale") else scale.levels
    vignette = functools.partial(read_vignette, criteria=criteria, levels=levels)
    practice_form = _each(top, "practice_form", form_field, optional=True)
    structure = Structure(
        id=top.text("id", *ID),
        version=top.text("version", *DOTTED),
        languages=languages,
        partners=partners,
        themes=themes,
        criteria=criteria,
        scale=scale,
        respondent_fields=_each(top, "respondent_fields", form_field),
        theme_fields=_each(top, "theme_fields", form_field, optional=True),
        practice_form=practice_form,
        transfer_plan=_each(top, "transfer_plan", form_field, optional=True),
        practices=read_practices(top, practice_form),
        vignettes=_each(top, "vignettes", vignette, optional=True),
        indicators=_each(top, "indicators", _indicator, optional=True),
        identity_texts=_identity_texts(top.table("identity")),
        returns=_returns(top.table("returns", optional=True)),
        limits=_limits(top.table("limits", optional=True)),
        **_rules(top.table("rules"), levels),
    )
    top.close()
    _check_together(top, structure)
    return structure


def _ids(records: Iterable[_Record]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _each(
    top: Section, key: str, read: Callable[[Section], _Record], *, optional: bool = False
) -> tuple[_Record, ...]:
    """Read a list of tables, none of them with the id of another."""
    records: dict[str, _Record] = {}
    sections = top.tables(key, optional=optional)
    for section in sections:
        record = read(section)
        section.close()
        if record.id in records:
            section.fault("id", f"Found {record.id!r} again. Every id must stand once.")
        records[record.id] = record
    if not (sections or optional) and key in top.data:
        top.fault(key, "Found an empty list. Must hold at least one table.")
    return tuple(record for record in records.values() if record.id)


def _languages(top: Section) -> tuple[str, ...]:
    languages = top.texts("languages")
    for language in languages:
        if not re.fullmatch(_LANGUAGE[0], language):
            top.fault("languages", f"Found {language!r}. Must be {_LANGUAGE[1]}.")
    if "languages" in top.data and not languages:
        top.fault("languages", f"Found {top.data['languages']!r}. Must name at least one language.")
    return languages


def _partner(section: Section) -> Partner:
    return Partner(
        id=section.text("id", *ID),
        country=section.text("country", *_COUNTRY),
        language=section.text("language", *_LANGUAGE),
        role=section.text("role", *ID, instead="partner"),
        kind=section.text("kind", *ID, instead="partner"),
        aliases=section.texts("aliases", optional=True),
    )


def _theme(section: Section) -> Theme:
    theme = Theme(id=section.text("id", *ID), weight=section.positive("weight", instead=1.0))
    if theme.id in (*SHEETS, *_OTHER_SHEETS) or re.fullmatch(_PRACTICE_SHEET, theme.id):
        section.fault("id", f"Found {theme.id!r}. Must not be the name of another sheet.")
    return theme


def _criterion(section: Section, themes: tuple[str, ...]) -> Criterion:
    criterion = Criterion(
        id=section.text("id", *DOTTED),
        theme=section.one_of("theme", themes),
        weight=section.positive("weight", instead=1.0),
        sources=section.texts("sources", optional=True),
    )
    if criterion.theme in themes and not criterion.id.startswith(f"{criterion.theme}."):
        section.fault("id", f"Found {criterion.id!r}. Must begin with its theme and a dot.")
    return criterion


def _scale(section: Section) -> Scale:
    minimum = section.take("minimum", "a whole number", 0)
    maximum = section.take("maximum", "a whole number", minimum + 1)
    if minimum >= maximum:
        section.fault("minimum", f"Found {minimum}. Must be less than the maximum, {maximum}.")
    levels = range(minimum, maximum + 1)
    scale = Scale(
        minimum=minimum,
        maximum=maximum,
        not_applicable=section.text("not_applicable", *ID, instead="NA"),
        anchors=section.wholes("anchors", levels),
        need_steps=section.wholes("need_steps", levels),
        reading=section.texts("reading", optional=True),
    )
    section.close()
    return scale


def _indicator(section: Section) -> Indicator:
    return Indicator(
        id=section.text("id", *DOTTED),
        component=section.whole("component", 1),
        target=section.positive("target"),
    )


def _identity_texts(section: Section) -> tuple[str, ...]:
    texts = section.texts("texts")
    section.close()
    return texts


def _returns(section: Section) -> Returns:
    returns = Returns(
        deadline=section.text("deadline", *_ANY, instead=""),
        return_address=section.text("return_address", *_ANY, instead=""),
        minutes_per_theme=section.text("minutes_per_theme", *_ANY, instead=""),
    )
    section.close()
    return returns


def _limits(section: Section) -> Mapping[str, int]:
    limits = {
        key: section.whole(key, 1, ceiling, instead=ceiling) for key, ceiling in _CEILINGS.items()
    }
    section.close()
    return MappingProxyType(limits)


def _rules(section: Section, levels: range | None) -> dict[str, Any]:
    rules: dict[str, Any] = {
        "min_answered_share": _share(section),
        "evidence_max_chars": section.whole("evidence_max_chars", 1),
    }
    for threshold in ("evidence_from", "established", "priority"):
        rules[threshold] = section.level(threshold, levels)
    section.close()
    return rules


def _share(section: Section) -> Fraction:
    written = section.take("min_answered_share", "a text", "1")
    try:
        share = Fraction(written)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        message = f'Found {written!r}. Must be a fraction more than 0, at most 1, such as "2/3".'
        section.fault("min_answered_share", message)
    return share


def _check_together(top: Section, structure: Structure) -> None:
    """Check what holds between the parts."""
    for theme in structure.themes:
        if not any(criterion.theme == theme.id for criterion in structure.criteria):
            top.fault("themes", f"Found no criterion of {theme.id!r}. Must have at least one.")
    for group in ("respondent_fields", "theme_fields"):
        for one in getattr(structure, group):
            if one.max_items > 1:
                message = f"Found {one.max_items} for {one.id!r}. Must be 1 outside practice_form."
                top.fault(group, message)
    asked = _ids(structure.respondent_fields)
    for needed in _NEEDED_FIELDS:
        if needed not in asked:
            top.fault("respondent_fields", f"Found {list(asked)}. Must have {needed!r}.")
    fields = {
        f"{theme.id}.{one.id}" for theme in structure.themes for one in structure.theme_fields
    }
    for twice in sorted(fields.intersection(_ids(structure.criteria))):
        top.fault("theme_fields", f"Found {twice!r}, which is a criterion. Must be another id.")
