"""Bring the translations of the package's own words in step with the code.

``python tools/catalogues.py`` collects the words of every module, keeps the translations that
still apply, drops those of words that are gone, writes each language's ``.po`` and compiles it to
the ``.mo`` beside it. Then translate what it names as missing, and run it again. With ``--check``
it writes nothing. Either way it ends with 1 while something is left to do, and names it.

The files hold no date, no line number and no name of a tool: same words, same bytes.
"""

from __future__ import annotations

import argparse
import io
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from prospects_analysis.wording import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "prospects_analysis"
#: The code is written in it, so it needs no catalogue.
SOURCE_LANGUAGE = "en"
#: How the code asks for words: the argument that is the context, then those that are words.
KEYWORDS = {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


class PlainCatalog(Catalog):
    """A catalogue whose header holds nothing that changes while its words stay."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines that a reader of the catalogue needs."""
        return [
            ("Project-Id-Version", "prospects_analysis"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def source_words(package: Path = PACKAGE) -> Iterator[Message]:
    """Yield every message that the modules of `package` ask for, once per place."""
    for module in sorted(package.rglob("*.py")):
        place = module.relative_to(package.parent).as_posix()
        with module.open("rb") as file:
            for line, words, _, context in extract("python", file, keywords=KEYWORDS):
                yield Message(words, context=context, locations=[(place, line)])


def renewed(language: str, words: Iterable[Message], known: Catalog) -> PlainCatalog:
    """Build the catalogue of `words` in `language`, with the translations `known` so far."""
    catalog = PlainCatalog(
        locale=language,
        header_comment=f"# The words of prospects_analysis in '{language}'.",
        charset="utf-8",
        fuzzy=False,
    )
    for word in words:
        before = known.get(word.id, word.context)
        if before is None or before.pluralizable != word.pluralizable:
            before = Message(word.id, "")
        catalog.add(
            word.id,
            before.string,
            context=word.context,
            locations=word.locations,
            flags=before.flags,
            user_comments=before.user_comments,
        )
    return catalog


def compiled(catalog: Catalog) -> dict[str, bytes]:
    """Give the content of the catalogue's two files, by the ending of their names."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=100, sort_output=True, include_lineno=False)
    write_mo(mo, catalog)
    return {".po": po.getvalue(), ".mo": mo.getvalue()}


def fields(text: str) -> frozenset[str]:
    """Give the names of the ``{fields}`` in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def forms_of(words: str | Iterable[str]) -> tuple[str, ...]:
    """Give the forms of words: one, or as many as a number calls for."""
    return (words,) if isinstance(words, str) else tuple(words)


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield what keeps a catalogue from being complete, a sentence each."""
    for message in catalog:
        if not message.id:
            continue
        sources, forms = forms_of(message.id), forms_of(message.string or "")
        place = f"{message.context} | {sources[0]}"
        if message.fuzzy:
            yield f"fuzzy: {place}"
        if not all(forms) or (message.pluralizable and len(forms) != catalog.num_plurals):
            yield f"missing: {place}"
            continue
        # A singular may do without its number; every other field must survive.
        allowed = frozenset().union(*map(fields, sources))
        needed = frozenset.intersection(*map(fields, sources))
        for form in forms:
            last = form is forms[-1]
            if not (allowed if last else needed) <= fields(form) <= allowed:
                yield f"fields differ: {place} -> {form}"


def read_catalogue(path: Path, language: str) -> Catalog:
    """Read a ``.po`` file; an absent one is empty."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def main(arguments: list[str]) -> int:
    """Write or check the catalogues of every language, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    words = list(source_words())
    found = []
    for language in sorted(set(LANGUAGES) - {SOURCE_LANGUAGE}):
        po = PACKAGE / "locale" / language / "LC_MESSAGES" / "prospects_analysis.po"
        catalog = renewed(language, words, read_catalogue(po, language))
        for ending, content in compiled(catalog).items():
            path = po.with_suffix(ending)
            if check and (not path.exists() or path.read_bytes() != content):
                found.append(f"out of step: {path.relative_to(ROOT).as_posix()}")
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        found += [f"{language}: {fault}" for fault in faults(catalog)]
    print("\n".join(found) or "The catalogues are complete and in step.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
