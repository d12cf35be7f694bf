"""The forms of a framework: their fields, the good practices asked for, the vignettes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prospects_analysis._framework_section import DOTTED, ID, Section
from prospects_analysis.framework_parts import Criterion, FormField, Practices, Vignette

_KINDS = ("choice", "text", "date", "score", "table")
_SCOPES = ("respondent", "partner", "workbook", "practice", "plan")
_ON_PRACTICES = ("workbook", "practice")  # the scopes for which the workbook has a sheet
_MOST_PRACTICES = 99  # two digits in the titles of the sheets


def read_field(section: Section, known: Mapping[str, tuple[str, ...]]) -> FormField:
    """
    Read a field of a form.

    Parameters
    ----------
    section : Section
    known : mapping from str to tuple of str
        Ids of the parts of the framework that values may be taken from.
    """
    kind = section.one_of("kind", _KINDS)
    source = section.one_of("values_from", known, instead="")
    values = known.get(source) or section.choices("values")
    columns = section.texts("columns", optional=True)
    if kind in _KINDS and (kind in ("choice", "score")) != bool(values):
        section.fault("values", f"Found {list(values)}. Must be given for a choice or score only.")
    if kind in _KINDS and (kind == "table") != bool(columns):
        section.fault("columns", f"Found {list(columns)}. Must be given for a table only.")
    return FormField(
        id=section.text("id", *ID),
        kind=kind,
        required=section.take("required", "true or false", instead=False),
        prefilled=section.take("prefilled", "true or false", instead=False, optional=True),
        scope=section.one_of("scope", _SCOPES),
        values=values,
        values_from=source,
        max_items=section.whole("max_items", 1, instead=1),
        max_chars=section.whole("max_chars", 1, instead=0) or None,
        lines=section.whole("lines", 1, instead=1),
        columns=columns,
    )


def read_practices(top: Section, form: Iterable[FormField]) -> Practices:
    """
    Read how many practices are asked for, which goes with a form for them.

    Parameters
    ----------
    top : Section
        The whole file.
    form : iterable of FormField
        The ``practice_form``.
    """
    fields = tuple(form)
    if not fields:
        if "practices" in top.data:
            top.fault("practices", "Found no practice_form. Must have one, or no practices.")
        top.table("practices", optional=True)
        return Practices()
    for field in fields:
        if field.kind == "table" or field.scope not in _ON_PRACTICES:
            found = f"{field.id!r}, a {field.kind} of scope {field.scope!r}"
            message = f"Found {found}. Must be no table, of scope 'workbook' or 'practice'."
            top.fault("practice_form", message)
    section = top.table("practices")
    practices = Practices(
        most=section.whole("most", 1, _MOST_PRACTICES),
        texts=section.texts("texts", optional=True),
    )
    section.close()
    return practices


def read_vignette(
    section: Section, criteria: Iterable[Criterion], levels: range | None
) -> Vignette:
    """
    Read a vignette.

    Parameters
    ----------
    section : Section
    criteria : iterable of Criterion
    levels : range or None
        Those of the scale, if it is known.
    """
    themes = {criterion.id: criterion.theme for criterion in criteria}
    vignette = Vignette(
        id=section.text("id", *DOTTED),
        theme=section.one_of("theme", dict.fromkeys(themes.values())),
        criterion=section.one_of("criterion", themes),
        intended=section.level("intended", levels),
    )
    if vignette.theme and not vignette.id.startswith(f"{vignette.theme}."):
        section.fault("id", f"Found {vignette.id!r}. Must begin with its theme and a dot.")
    if themes.get(vignette.criterion, vignette.theme) != vignette.theme:
        message = f"Found {vignette.criterion!r}. Must be a criterion of {vignette.theme!r}."
        section.fault("criterion", message)
    return vignette
