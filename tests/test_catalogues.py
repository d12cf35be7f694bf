"""The package's own words and their translations, and the tool that keeps them in step."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Catalog

from prospects_analysis.wording import LANGUAGES, catalogue
from tools import catalogues

MODULE = '''
def titles(words, name, count):
    """Ask for words, as words.pgettext("chart", "not these") says."""
    words.pgettext("chart", "Resources of {name}").format(name=name)
    words.npgettext("chart", "{n} pair", "{n} pairs", count).format(n=count)
    words.pgettext("table", "Resources of {name}")
'''


@pytest.fixture
def words(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "module.py").write_text(MODULE, encoding="utf-8")
    return list(catalogues.source_words(package))


def french(*entries, **more):
    """Build a French catalogue of (context, words, translation)."""
    catalog = Catalog(locale="fr")
    for context, source, translation in entries:
        catalog.add(source, translation, context=context, **more)
    return catalog


def test_catalogues_are_complete_and_in_step(capsys):
    assert catalogues.main(["--check"]) == 0, capsys.readouterr().out


def test_every_language_but_the_source_has_a_catalogue():
    assert catalogues.SOURCE_LANGUAGE in LANGUAGES
    for language in set(LANGUAGES) - {catalogues.SOURCE_LANGUAGE}:
        assert isinstance(catalogue(language), gettext.GNUTranslations)


def test_words_are_collected_with_context_and_place(words):
    assert [(word.context, word.id) for word in words] == [
        ("chart", "Resources of {name}"),
        ("chart", ("{n} pair", "{n} pairs")),
        ("table", "Resources of {name}"),
    ]
    assert words[0].locations == [("package/module.py", 4)]


def test_translations_are_kept_and_those_of_gone_words_dropped(words):
    known = french(
        ("chart", "Resources of {name}", "Ressources de {name}"),
        ("chart", "Gone", "Parti"),
    )
    catalog = catalogues.renewed("fr", words, known)
    assert catalog.get("Resources of {name}", "chart").string == "Ressources de {name}"
    assert catalog.get("Resources of {name}", "table").string == ""
    assert catalog.get("Gone", "chart") is None


def test_word_that_became_countable_asks_for_a_new_translation(words):
    known = french(("chart", "{n} pair", "{n} binôme"))
    message = catalogues.renewed("fr", words, known).get("{n} pair", "chart")
    assert list(message.string) == ["", ""]


def test_same_words_give_same_bytes_that_gettext_reads(words):
    known = french(
        ("chart", "Resources of {name}", "Ressources de {name}"),
        ("chart", ("{n} pair", "{n} pairs"), ("{n} binôme", "{n} binômes")),
    )
    content = catalogues.compiled(catalogues.renewed("fr", words, known))
    assert content == catalogues.compiled(catalogues.renewed("fr", reversed(words), known))
    assert b"Date" not in content[".po"] + content[".mo"]
    read = gettext.GNUTranslations(io.BytesIO(content[".mo"]))
    assert read.npgettext("chart", "{n} pair", "{n} pairs", 1) == "{n} binôme"
    assert read.npgettext("chart", "{n} pair", "{n} pairs", 5) == "{n} binômes"


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Pairs", "", "missing"),
        (("{n} pair", "{n} pairs"), ("{n} binôme", ""), "missing"),
        ("Of {name}", "De {nom}", "fields differ"),
        ("Of {name}", "Du partenaire", "fields differ"),
        (("One pair", "{n} pairs"), ("Un binôme", "Des binômes"), "fields differ"),
    ],
)
def test_fault_is_named(source, translation, fault):
    (found,) = catalogues.faults(french(("chart", source, translation)))
    assert found.startswith(f"{fault}: chart | ")


def test_fuzzy_translation_is_a_fault():
    catalog = french(("chart", "Pairs", "Binômes"), flags=["fuzzy"])
    assert list(catalogues.faults(catalog)) == ["fuzzy: chart | Pairs"]


def test_singular_may_do_without_its_number():
    catalog = french(("chart", ("One pair", "{n} pairs"), ("Un binôme", "{n} binômes")))
    assert list(catalogues.faults(catalog)) == []
