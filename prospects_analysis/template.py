"""
The blank workbooks that partners fill in.

Each partner gets two Excel workbooks in its language. The self-assessment has an identity sheet, a
sheet that explains the two ladders, and a sheet a theme with its criteria; the other one is for
good practices, a sheet each. Where an answer stands is for
:mod:`prospects_analysis.sheet_layout` to say; the words are the framework's.

The same framework gives the same bytes, so that a template can be told from one that somebody
changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook

from prospects_analysis._files import write_atomically
from prospects_analysis._seal import seal_office
from prospects_analysis._template_front import write_identity, write_read_me
from prospects_analysis._template_practices import write_practice, write_practices
from prospects_analysis._template_sheet import Form, has_levels, write_lists
from prospects_analysis._template_theme import SCORES, write_theme
from prospects_analysis._template_vignettes import write_vignettes
from prospects_analysis._validation import check_one_of
from prospects_analysis.framework import FormField, Framework, Partner
from prospects_analysis.sheet_layout import (
    PRACTICES,
    VIGNETTES,
    criterion_choice,
    is_theme,
    practice_number,
    practice_sheets,
    sheets,
)
from prospects_analysis.wording import LANGUAGES, catalogue

_FALLBACK = "en"


def write_templates(
    framework: Framework,
    out: str | Path,
    language: str | None = None,
    partners: Iterable[str] | None = None,
    themes: Iterable[str] | None = None,
    *,
    fictional: bool = False,
    vignettes: bool = False,
) -> list[Path]:
    """
    Write one blank self-assessment a partner.

    Parameters
    ----------
    framework : Framework
        The network: its partners, themes, criteria and words.
    out : str or Path
        Folder to write into; made if there is none.
    language : str, optional
        Language of all workbooks. None: each partner's own, or English where the framework has no
        words in it.
    partners : iterable of str, optional
        Ids of the partners; None means all.
    themes : iterable of str, optional
        Ids of the themes that are asked; None means all.
    fictional : bool
        Mark the workbooks for invented answers: in a banner, and in the codes of the sheets.
    vignettes : bool
        Add the sheet of invented areas that everybody rates.

    Returns
    -------
    list of Path
        The files, in the order of the partners: ``prospects_P09_en.xlsx``, or
        ``prospects_P09_clusters_en.xlsx`` where only some themes are asked.

    Raises
    ------
    ValueError
        If language, partner or theme is not one of the framework's, or if none is left; if it has
        no vignettes to be added.
    FileExistsError
        If one of the files is there already and differs, since somebody may have filled it in.
        Nothing is written then.

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.framework import read_framework
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = write_templates(read_framework(), folder, partners=["P09", "P01"])
    >>> [path.name for path in paths]
    ['prospects_P01_fr.xlsx', 'prospects_P09_en.xlsx']
    """
    themes = _listed("themes", themes)
    if vignettes and not framework.vignettes:
        raise ValueError(f"Invalid vignettes {vignettes}. Must be False: {framework.id} has none.")
    asked = sheets(framework, themes, vignettes=vignettes)
    only = [name for name in asked if is_theme(framework, name)] if themes is not None else []
    files: dict[Path, bytes] = {}
    for form in _forms(framework, language, partners, fictional=fictional):
        files[Path(out) / _file_name(form, only)] = _self_assessment(form, asked)
    return _write(files)


def write_practice_templates(
    framework: Framework,
    out: str | Path,
    language: str | None = None,
    partners: Iterable[str] | None = None,
    *,
    fictional: bool = False,
) -> list[Path]:
    """
    Write one blank workbook of good practices a partner.

    Parameters
    ----------
    framework, out, language, partners, fictional
        As for :func:`write_templates`.

    Returns
    -------
    list of Path
        The files, in the order of the partners: ``prospects_P09_practices_en.xlsx``. None where
        the framework asks for no practices.

    Raises
    ------
    ValueError, FileExistsError
        As for :func:`write_templates`.

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.framework import read_framework
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = write_practice_templates(read_framework(), folder, partners=["P09", "P01"])
    >>> [path.name for path in paths]
    ['prospects_P01_practices_fr.xlsx', 'prospects_P09_practices_en.xlsx']
    """
    asked = practice_sheets(framework)
    files: dict[Path, bytes] = {}
    for form in _forms(framework, language, partners, fictional=fictional):
        if asked:
            files[Path(out) / _file_name(form, [PRACTICES])] = _practice_book(form, asked)
    return _write(files)


def _forms(
    framework: Framework, language: str | None, partners: Iterable[str] | None, *, fictional: bool
) -> Iterator[Form]:
    """Begin a workbook for each partner that is to have one."""
    listed = _listed("partners", partners)
    chosen = None if listed is None else {framework.partner(one).id for one in listed}
    for partner in framework.partners:
        if chosen is not None and partner.id not in chosen:
            continue
        spoken = _language(framework, partner, language)
        # The questions come in any language of the framework, the words around them in one of ours.
        own = spoken if spoken in LANGUAGES else _FALLBACK
        book = Workbook()
        book.remove(book.active)
        yield Form(
            framework=framework, partner=partner, language=spoken, fictional=fictional,
            words=catalogue(own), book=book,
        )  # fmt: skip


def _listed(name: str, ids: Iterable[str] | None) -> tuple[str, ...] | None:
    if ids is None:
        return None
    if isinstance(ids, str):
        raise ValueError(f"Invalid {name} '{ids}'. Must be a list of ids, such as ['{ids}'].")
    listed = tuple(ids)
    if not listed:
        raise ValueError(f"Invalid {name} '{listed}'. Must be at least one id, or None for all.")
    return listed


def _language(framework: Framework, partner: Partner, language: str | None) -> str:
    if language is None:
        return framework.language_for(partner.language)
    check_one_of("language", language, framework.languages)
    return language


def _file_name(form: Form, only: Sequence[str]) -> str:
    return "_".join([form.framework.id, form.partner.id, *only, form.language]) + ".xlsx"


def _self_assessment(form: Form, asked: Sequence[str]) -> bytes:
    scale = form.framework.scale
    scores: dict[str, list[str | int]] = {SCORES: [*scale.levels, scale.not_applicable]}
    ranges = write_lists(form, scores | _lists(form, "respondent_fields", "theme_fields"))
    themes = (sheet for sheet in asked if is_theme(form.framework, sheet))
    counters = [write_theme(form, theme, ranges) for theme in themes]
    if VIGNETTES in asked:
        counters.append(write_vignettes(form, ranges[SCORES]))
    write_identity(form, ranges, counters)
    write_read_me(form)
    return _saved(form, asked, form.word("identity.title"))


def _practice_book(form: Form, asked: Sequence[str]) -> bytes:
    ranges = write_lists(form, _lists(form, "practice_form"))
    own = (sheet for sheet in asked if practice_number(sheet))
    write_practices(form, ranges, [write_practice(form, sheet, ranges) for sheet in own])
    return _saved(form, asked, form.word("practice_form.heading"))


def _saved(form: Form, asked: Sequence[str], title: str) -> bytes:
    # Written in the order in which they refer to each other; shown in the order of filling in.
    book = form.book
    for position, sheet in enumerate(asked):
        page = book[form.sheet_title(sheet)]
        book.move_sheet(page, position - book.index(page))
    book.active = 0
    book.properties.title = title
    book.properties.language = form.language
    buffer = io.BytesIO()
    book.save(buffer)
    return seal_office(buffer.getvalue())


def _lists(form: Form, *groups: str) -> dict[str, list[str | int]]:
    """List what is chosen from, by the key of the field."""
    lists: dict[str, list[str | int]] = {}
    for group in groups:
        prefix = f"{group}.fields" if group == "practice_form" else group
        for field in getattr(form.framework, group):
            if field.kind == "choice" and not field.prefilled and not has_levels(field):
                lists[f"{prefix}.{field.id}"] = _choices(form, f"{prefix}.{field.id}", field)
    return lists


def _choices(form: Form, key: str, field: FormField) -> list[str | int]:
    if not field.values_from:
        return [form.word(f"{key}.values.{value}") for value in field.values]
    if field.values_from == "languages":
        return [*form.framework.languages]
    if field.values_from == "themes":
        return [form.word(f"themes.{theme.id}.label") for theme in form.framework.themes]
    if field.values_from == "criteria":
        return [
            criterion_choice(form.framework, one.id, form.language)
            for one in form.framework.criteria
        ]
    return [record.id for record in getattr(form.framework, field.values_from)]


def _write(files: dict[Path, bytes]) -> list[Path]:
    for path, data in files.items():
        if path.exists() and path.read_bytes() != data:
            raise FileExistsError(
                f"{path} exists and differs from the template. Must be moved away first, since "
                "somebody may have filled it in."
            )
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    return list(files)
