"""The words of a framework in one language: which there must be, and whether they fit."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prospects_analysis._framework_section import Section
from prospects_analysis._framework_structure import SHEETS
from prospects_analysis._framework_toml import Document
from prospects_analysis.framework_parts import FormField, Partner, Structure

#: Which limit holds for a word, by its key: ``{"themes.clusters.sheet": "sheet_title"}``.
Expected = dict[str, str]

_LADDER = {"label": "label", "detail": "anchor"}
_GUIDED = {"label": "label", "guidance": "input_message"}
_INPUT = {"title": "input_title", "message": "input_message"}
_PROMPTED = {"label": "label", **_INPUT}

# The one entry of a wording file that is a list.
_ACCEPTED = "not_applicable_words"
# What the template can fill into the texts of the first sheets.
_FILLED_IN = {"identity.": ("deadline", "minutes", "return_address"), "practices.": ("most",)}
_NUMBERED = "sheets.good_practice"
_FORBIDDEN_IN_TITLES = "[]:*?/\\"
# Letters that Unicode does not take apart into a plain letter and a sign.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def expected_words(structure: Structure) -> tuple[Expected, Expected]:
    """
    Say which words every language must have, and which it may have.

    Parameters
    ----------
    structure : Structure

    Returns
    -------
    required, optional : mappings from key to the name of the limit that holds for the word
    """
    scale = structure.scale
    required: Expected = {"name": "label", "title": "input_message"}
    optional: Expected = {}
    for partner in structure.partners:
        required |= _below(f"partners.{partner.id}", {"name": "label", "short": "short_name"})
    for theme in structure.themes:
        names = {"label": "label", "short": "label", "long": "label", "sheet": "sheet_title"}
        required |= _below(f"themes.{theme.id}", names)
        optional |= _below(f"themes.{theme.id}", {"help": "input_message"})
    for criterion in structure.criteria:
        texts = {"label": "label", "question": "question"}
        texts |= {f"anchor_{level}": "anchor" for level in scale.anchors}
        required |= _below(f"criteria.{criterion.id}", texts)
        optional |= _below(f"criteria.{criterion.id}", {"help": "input_message"})
    return required | _scale_words(structure) | _sheet_words(structure), optional


def _below(prefix: str, limits: Mapping[str, str]) -> Expected:
    return {f"{prefix}.{key}": limit for key, limit in limits.items()}


def _alike(prefix: str, ids: Iterable[object], limit: str) -> Expected:
    return {f"{prefix}.{one}": limit for one in ids}


def _scale_words(structure: Structure) -> Expected:
    scale = structure.scale
    words = {"scale.rule": "input_message", "scale.not_applicable": "label"}
    for side in ("resource", "need"):
        for level in scale.levels:
            words |= _below(f"scale.{side}.{level}", _LADDER)
        words |= _below(f"prompts.{side}", {**_PROMPTED, "question": "question"})
    words |= _alike("scale.need_steps", scale.need_steps, "input_message")
    words |= _alike("scale.reading", scale.reading, "input_message")
    return words | _below("prompts.evidence", _PROMPTED) | _below("prompts.invalid", _INPUT)


def _sheet_words(structure: Structure) -> Expected:
    headings = ["criterion", "question", "required", "optional", "yes", "no"]
    headings += [f"anchor_{level}" for level in structure.scale.anchors]
    words = _alike("sheets", SHEETS, "sheet_title") | _alike("headings", headings, "label")
    words |= _alike("identity", ("title", *structure.identity_texts), "input_message")
    words |= _field_words("respondent_fields", structure.respondent_fields, _GUIDED)
    words |= _field_words("theme_fields", structure.theme_fields, _PROMPTED)
    for form, sheet, fields in (
        ("practice_form", "good_practice", structure.practice_form),
        ("transfer_plan", "transfer_plan", structure.transfer_plan),
    ):
        if fields:
            words |= {f"sheets.{sheet}": "sheet_title"}
            words |= _below(form, {"heading": "label", "guidance": "input_message"})
            words |= _field_words(f"{form}.fields", fields, _GUIDED)
    if structure.practice_form:
        words |= {"sheets.practices": "sheet_title"}
        words |= _alike("practices", structure.practices.texts, "input_message")
    words |= _vignette_words(structure)
    components = sorted({indicator.component for indicator in structure.indicators})
    words |= _alike("components", components, "label")
    return words | _alike("indicators", (one.id for one in structure.indicators), "anchor")


def _vignette_words(structure: Structure) -> Expected:
    if not structure.vignettes:
        return {}
    words = {"sheets.vignettes": "sheet_title", "vignettes.heading": "label"}
    words |= _alike("vignettes", ("question", "guidance"), "input_message")
    return words | _alike(
        "vignettes.items", (one.id for one in structure.vignettes), "input_message"
    )


def _field_words(prefix: str, fields: Iterable[FormField], limits: Mapping[str, str]) -> Expected:
    words: Expected = {}
    for field in fields:
        words |= _below(f"{prefix}.{field.id}", limits)
        words |= _alike(f"{prefix}.{field.id}.columns", field.columns, "label")
        if not field.values_from:
            levels = [value for value in field.values if value.lstrip("-").isdecimal()]
            ids = [value for value in field.values if value not in levels]
            words |= _alike(f"{prefix}.{field.id}.levels", levels, "label")
            words |= _alike(f"{prefix}.{field.id}.values", ids, "label")
    return words


def read_words(
    document: Document, structure: Structure, *, complete: bool = True
) -> tuple[dict[str, str], tuple[str, ...]]:
    """
    Read the words of a language; what is wrong with them is put into the faults of the document.

    Parameters
    ----------
    document : Document
        A ``wording.<language>.toml``.
    structure : Structure
        What needs words.
    complete : bool
        Whether the structure is known well enough to say which words are missing or left over.

    Returns
    -------
    words : dict from key to str
    accepted : tuple of str
        Words accepted for "not applicable".
    """
    required, optional = expected_words(structure)
    known = required | optional
    words: dict[str, str] = {}
    top = Section(document=document, data=document.data)
    accepted = top.texts(_ACCEPTED)
    for path, found in _leaves(document.data):
        key = ".".join(path)
        if key == _ACCEPTED or not (complete or key in known):
            continue
        if key not in known:
            document.fault(path, key, f"Found {found!r} for an unknown id. Must be a known one.")
        elif key in words:
            document.fault(path, key, f"Found {found!r} for an id that has words. Must stand once.")
        else:
            words[key] = str(found)
            for message in _misfits(key, found, structure.limits, known[key]):
                document.fault(path, key, message)
    for key in sorted(required.keys() - words.keys()) if complete else ():
        document.fault(tuple(key.split(".")), key, "Found no words. Must have them.")
    _check_sheet_titles(document, words, structure)
    return words, accepted


def _leaves(data: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    for key, found in data.items():
        if isinstance(found, dict):
            yield from _leaves(found, (*above, key))
        else:
            yield (*above, key), found


def _misfits(key: str, found: object, limits: Mapping[str, int], name: str) -> Iterator[str]:
    """Say what is wrong with one word."""
    if not isinstance(found, str) or not found.strip():
        yield f"Found {found!r}. Must be a text."
        return
    if len(found) > limits[name]:
        yield (
            f"Found {len(found)} characters, {found!r}. "
            f"Must be {limits[name]} at most (limits.{name})."
        )
    if control := [sign for sign in found if unicodedata.category(sign) == "Cc"]:
        yield f"Found the control character {control[0]!r}. Must be on one line."
    for prefix, names in _FILLED_IN.items():
        if key.startswith(prefix):
            yield from _misfit_braces(found, names)


def _misfit_braces(text: str, known: Iterable[str]) -> Iterator[str]:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        yield f"Found {text!r}. Must close every brace that it opens."
        return
    for name in names:
        if name not in known:
            filled = ", ".join(f"{{{one}}}" for one in known)
            yield f"Found {{{name}}}. Must be one of {filled}."


def _check_sheet_titles(document: Document, words: Mapping[str, str], structure: Structure) -> None:
    """Check that a workbook can have all the sheets: Excel compares titles without case."""
    seen: dict[str, str] = {}
    _check_numbered_title(document, words.get(_NUMBERED), structure)
    for key, title in words.items():
        if not (
            key.startswith("sheets.") or (key.startswith("themes.") and key.endswith(".sheet"))
        ):
            continue
        path = tuple(key.split("."))
        if forbidden := sorted(set(title) & set(_FORBIDDEN_IN_TITLES)):
            message = f"Found {forbidden[0]!r} in {title!r}. Must have none of [ ] : * ? / \\."
            document.fault(path, key, message)
        if title.startswith("'") or title.endswith("'"):
            document.fault(path, key, f"Found {title!r}. Must not begin or end with '.")
        if (other := seen.setdefault(title.casefold(), key)) != key:
            document.fault(path, key, f"Found {title!r} again, as for {other}. Must differ.")


def _check_numbered_title(document: Document, title: str | None, structure: Structure) -> None:
    """Check that the title of a practice's sheet leaves room for its number."""
    room = structure.limits["sheet_title"] - len(f" {structure.practices.most:02}")
    if title is not None and structure.practice_form and len(title) > room:
        message = f"Found {len(title)} characters, {title!r}. Must be {room} at most, for a number."
        document.fault(tuple(_NUMBERED.split(".")), _NUMBERED, message)


def folded(text: str) -> str:
    """
    Leave of a text what does not depend on case, accents, punctuation and spaces.

    Examples
    --------
    >>> folded("Conseil général du Pas-de-Calais")
    'conseilgeneraldupasdecalais'
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(sign for sign in apart if sign.isalnum())


def names_of(
    partners: Iterable[Partner], words: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """
    Collect every spelling by which partners are known.

    Parameters
    ----------
    partners : iterable of Partner
    words : mapping from language to mapping from key to str

    Returns
    -------
    names : dict from folded spelling to tuple of ids
        One id, unless the spelling is ambiguous.
    """
    names: dict[str, tuple[str, ...]] = {}
    for partner in partners:
        keys = (f"partners.{partner.id}.name", f"partners.{partner.id}.short")
        named = [words[language].get(key, "") for language in words for key in keys]
        for spelling in {folded(one) for one in (partner.id, *partner.aliases, *named)} - {""}:
            names[spelling] = (*names.get(spelling, ()), partner.id)
    return names


def ambiguous_names(
    partners: Iterable[Partner], words: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Say which spellings are those of more than one partner."""
    return [
        f"Found {name!r} as a name or alias of {' and '.join(ids)}. Must be one partner's only."
        for name, ids in sorted(names_of(partners, words).items())
        if len(ids) > 1
    ]
