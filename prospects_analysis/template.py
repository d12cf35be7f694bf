"""
The blank workbooks that partners fill in.

Each partner gets one Excel workbook in its language: an identity sheet, a sheet that explains the
two ladders, and a sheet a theme with its criteria. Where an answer stands is for
:mod:`prospects_analysis.sheet_layout` to say; the words are the framework's.

The same framework gives the same bytes, so that a template can be told from one that somebody
changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from prospects_analysis._files import write_atomically
from prospects_analysis._seal import seal_office
from prospects_analysis._template_front import write_identity, write_read_me
from prospects_analysis._template_sheet import Form, has_levels, write_lists
from prospects_analysis._template_theme import SCORES, write_theme
from prospects_analysis._validation import check_one_of
from prospects_analysis.framework import FormField, Framework, Partner
from prospects_analysis.sheet_layout import IDENTITY, LISTS, READ_ME, sheets
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
) -> list[Path]:
    """
    Write one blank workbook a partner.

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

    Returns
    -------
    list of Path
        The files, in the order of the partners: ``prospects_P09_en.xlsx``, or
        ``prospects_P09_clusters_en.xlsx`` where only some themes are asked.

    Raises
    ------
    ValueError
        If language, partner or theme is not one of the framework's, or if none is left.
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
    themes, partners = _listed("themes", themes), _listed("partners", partners)
    names = sheets(framework, themes)
    asked = tuple(name for name in names if name not in (IDENTITY, READ_ME, LISTS))
    chosen = None if partners is None else {framework.partner(one).id for one in partners}
    files: dict[Path, bytes] = {}
    for partner in framework.partners:
        if chosen is None or partner.id in chosen:
            spoken = _language(framework, partner, language)
            name = _file_name(framework, partner, spoken, () if themes is None else asked)
            book = _workbook(framework, partner, spoken, asked, fictional=fictional)
            files[Path(out) / name] = book
    return _write(files)


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


def _file_name(framework: Framework, partner: Partner, language: str, only: Iterable[str]) -> str:
    return "_".join([framework.id, partner.id, *only, language]) + ".xlsx"


def _workbook(
    framework: Framework, partner: Partner, language: str, themes: tuple[str, ...], *,
    fictional: bool,
) -> bytes:  # fmt: skip
    # The questions come in any language of the framework, the words around them in one of ours.
    own = language if language in LANGUAGES else _FALLBACK
    book = Workbook()
    book.remove(book.active)
    form = Form(
        framework=framework, partner=partner, language=language, themes=themes,
        fictional=fictional, words=catalogue(own), book=book,
    )  # fmt: skip
    ranges = write_lists(form, _lists(form))
    counters = [write_theme(form, theme, ranges) for theme in themes]
    write_identity(form, ranges, counters)
    write_read_me(form)
    # Written in the order in which they refer to each other; shown in the order of filling in.
    for position, sheet in enumerate(sheets(framework, themes)):
        page = book[form.sheet_title(sheet)]
        book.move_sheet(page, position - book.index(page))
    book.active = 0
    book.properties.title = form.word("identity.title")
    book.properties.language = language
    buffer = io.BytesIO()
    book.save(buffer)
    return seal_office(buffer.getvalue())


def _lists(form: Form) -> dict[str, list[str | int]]:
    scale = form.framework.scale
    lists: dict[str, list[str | int]] = {SCORES: [*scale.levels, scale.not_applicable]}
    for group in ("respondent_fields", "theme_fields"):
        for field in getattr(form.framework, group):
            if field.kind == "choice" and not field.prefilled and not has_levels(field):
                key = f"{group}.{field.id}"
                lists[key] = _choices(form, key, field)
    return lists


def _choices(form: Form, key: str, field: FormField) -> list[str | int]:
    if not field.values_from:
        return [form.word(f"{key}.values.{value}") for value in field.values]
    if field.values_from == "languages":
        return [*form.framework.languages]
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
