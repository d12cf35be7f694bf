"""
The framework of a peer-learning network: who rates itself, on what, and in which words.

A framework is data, not code: one ``framework.toml`` with the structure (ids, kinds, limits), and
beside it one ``wording.<language>.toml`` a language with the words by id. The PROSPECTS partnership
ships with the package; another network, in which everybody both gives and gets, writes its own
folder. Reading it checks it, and tells every fault at once.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from prospects_analysis._framework_files import digest, find_structure, find_wordings
from prospects_analysis._framework_structure import read_structure
from prospects_analysis._framework_toml import Fault, parse
from prospects_analysis._framework_words import ambiguous_names, folded, names_of, read_words
from prospects_analysis._validation import check_one_of
from prospects_analysis.framework_parts import (
    Criterion,
    FormField,
    FrameworkError,
    Indicator,
    Partner,
    Practices,
    Returns,
    Scale,
    Structure,
    Theme,
    Vignette,
)

__all__ = [
    "Criterion",
    "FormField",
    "Framework",
    "FrameworkError",
    "Indicator",
    "Partner",
    "Practices",
    "Returns",
    "Scale",
    "Theme",
    "Vignette",
    "read_framework",
]

_Record = TypeVar("_Record", Partner, Theme, Criterion)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Framework(Structure):
    """
    A framework that has been read and checked: the structure, and words for every id.

    Parameters
    ----------
    words : mapping from language to mapping from key to str
        Ask :meth:`word` instead.
    not_applicable_words : mapping from language to tuple of str
        What is accepted for "not applicable" in a score cell.
    sha256 : str
        Of the files, the same whatever the line ends.

    See Also
    --------
    read_framework : the way to get one.
    prospects_analysis.framework_parts.Structure : all the other attributes.
    """

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_applicable_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sha256: str = ""

    def partner(self, wanted: str) -> Partner:
        """Give the partner of an id; :class:`FrameworkError` if there is none."""
        return _by_id("partner", wanted, self.partners)

    def theme(self, wanted: str) -> Theme:
        """Give the theme of an id; :class:`FrameworkError` if there is none."""
        return _by_id("theme", wanted, self.themes)

    def criterion(self, wanted: str) -> Criterion:
        """Give the criterion of an id; :class:`FrameworkError` if there is none."""
        return _by_id("criterion", wanted, self.criteria)

    def criteria_of(self, theme: str) -> tuple[Criterion, ...]:
        """Give the criteria of a theme, in order; :class:`FrameworkError` if there is no such."""
        wanted = self.theme(theme).id
        return tuple(criterion for criterion in self.criteria if criterion.theme == wanted)

    def language_for(self, language: str) -> str:
        """Give the language that serves a reader: that one, else English, else the first."""
        wanted = (language, "en", *self.languages)
        return next(one for one in wanted if one in self.languages)

    def has_word(self, key: str, language: str) -> bool:
        """Say whether there are words for a key, such as the optional ``criteria.<id>.help``."""
        check_one_of("language", language, self.languages)
        return key in self.words[language]

    def word(self, key: str, language: str) -> str:
        """
        Give the words for a key.

        Parameters
        ----------
        key : str
            Dotted, such as ``"partners.P09.name"`` or ``"criteria.clusters.mapping.question"``.
        language : str
            One of the languages of the framework.

        Returns
        -------
        words : str

        Raises
        ------
        FrameworkError
            If there are no words for the key.
        ValueError
            If the language is not one of the framework's.

        Examples
        --------
        >>> framework = read_framework()
        >>> framework.word("partners.P08.name", "fr")
        'Ville de Laviana'
        >>> framework.word("partners.P11.name", "fr")
        Traceback (most recent call last):
          ...
        prospects_analysis.framework_parts.FrameworkError: Invalid key 'partners.P11.name'.
        Must have words in 'fr', such as 'partners.P01.name'.
        """
        if not self.has_word(key, language):
            part = key.partition(".")[0]
            like = next((one for one in self.words[language] if one.startswith(part)), "name")
            message = f"Invalid key {key!r}. Must have words in {language!r}, such as {like!r}."
            raise FrameworkError(message)
        return self.words[language][key]

    def identify_partner(self, text: str) -> str | None:
        """
        Say which partner is meant by an id, a name or another spelling of it.

        Parameters
        ----------
        text : str
            As somebody typed it: case, accents, punctuation and spaces do not matter.

        Returns
        -------
        id : str or None
            None if no partner is known by that; nothing is guessed.

        Examples
        --------
        >>> framework = read_framework()
        >>> framework.identify_partner("VILLE DE LAVANIA"), framework.identify_partner("karvina")
        ('P08', 'P03')
        >>> framework.identify_partner("Karvinna") is None
        True
        """
        return next(iter(names_of(self.partners, self.words).get(folded(text), ())), None)

    def __repr__(self) -> str:
        return (
            f"<Framework {self.id} {self.version}: {len(self.partners)} partners, "
            f"{len(self.themes)} themes, {len(self.criteria)} criteria, "
            f"scale {self.scale.minimum} to {self.scale.maximum}, {', '.join(self.languages)}>"
        )

    def _repr_html_(self) -> str:
        language = self.language_for("en")
        rows = [
            (partner.id, self.word(f"partners.{partner.id}.name", language), partner.country)
            for partner in self.partners
        ]
        rows += [
            (
                theme.id,
                self.word(f"themes.{theme.id}.label", language),
                f"{len(self.criteria_of(theme.id))} criteria",
            )
            for theme in self.themes
        ]
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return f"<table><caption>{html.escape(repr(self)[1:-1])}</caption>{body}</table>"


def read_framework(path: str | Path | None = None) -> Framework:
    """
    Read a framework, and check it.

    Parameters
    ----------
    path : str or Path, optional
        A ``framework.toml``, or the folder that holds one; its ``wording.<language>.toml`` stand
        beside it. By default the PROSPECTS partnership, which ships with the package.

    Returns
    -------
    framework : Framework

    Raises
    ------
    FrameworkError
        If there is no such file, or anything in the files is not as it must be: unknown or missing
        keys, values of the wrong kind, ids twice, words missing, left over or too long ... All
        faults stand in one message, one a line, each with file, line and key.

    Examples
    --------
    >>> framework = read_framework()
    >>> framework.id, len(framework.partners), framework.languages[:2]
    ('prospects', 10, ('fr', 'en'))
    >>> framework.criterion("clusters.mapping").theme
    'clusters'
    >>> read_framework("no/such/folder")
    Traceback (most recent call last):
      ...
    prospects_analysis.framework_parts.FrameworkError: Invalid path 'no/such/folder'. Must be a
    framework.toml, or a folder that holds one.
    """
    folder, file = find_structure(path)
    contents = {file: folder.joinpath(file).read_bytes()}
    faults: list[Fault] = []
    document = parse(file, contents[file], faults)
    if document is None:
        raise _error(faults)
    structure = read_structure(document)
    words, accepted = {}, {}
    for language, file in find_wordings(folder, structure.languages, faults).items():
        contents[file] = folder.joinpath(file).read_bytes()
        wording = parse(file, contents[file], faults)
        if wording is not None:
            words[language], accepted[language] = read_words(
                wording, structure, complete=not document.has_fault_in("scale")
            )
    for message in ambiguous_names(structure.partners, words):
        document.fault(("partners",), "partners", message)
    if faults:
        raise _error(faults)
    return Framework(
        **vars(structure),
        words=MappingProxyType({one: MappingProxyType(words[one]) for one in words}),
        not_applicable_words=MappingProxyType(accepted),
        sha256=digest(contents),
    )


def _error(faults: Iterable[Fault]) -> FrameworkError:
    """Put the faults of the structure first, then those of the words, each in order of lines."""
    ordered = sorted(
        faults, key=lambda fault: (fault.file.startswith("wording."), fault.file, fault.line or 0)
    )
    return FrameworkError("\n".join(str(fault) for fault in ordered))


def _by_id(what: str, wanted: str, records: Iterable[_Record]) -> _Record:
    records = tuple(records)
    for record in records:
        if record.id == wanted:
            return record
    known = ", ".join(repr(record.id) for record in records)
    raise FrameworkError(f"Invalid {what} {wanted!r}. Must be one of {known}.")
