"""The shipped framework is sound, and another network's is read as well."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.framework import (
    Framework,
    FrameworkError,
    Partner,
    Scale,
    read_framework,
)
from tests.another_network import write_network

FRAMEWORK = read_framework()
SHIPPED = Path(__file__).resolve().parents[1] / "prospects_analysis" / "frameworks" / "prospects"
NBSP = "\u00a0"


@pytest.fixture
def network(tmp_path):
    return functools.partial(write_network, tmp_path)


# ---- the PROSPECTS partnership --------------------------------------------------------------


def test_partnership_is_whole():
    assert [partner.id for partner in FRAMEWORK.partners] == [f"P{n:02}" for n in range(1, 11)]
    assert len({partner.country for partner in FRAMEWORK.partners}) == 9
    spoken = {partner.language for partner in FRAMEWORK.partners}
    assert spoken == {"cs", "de", "en", "es", "fr", "hu", "nl", "pl", "sl"}
    themes = ["attractiveness", "support", "clusters", "ecoinnovation"]
    assert [theme.id for theme in FRAMEWORK.themes] == themes
    assert [len(FRAMEWORK.criteria_of(theme)) for theme in themes] == [6, 6, 6, 6]
    assert [criterion.id for criterion in FRAMEWORK.criteria_of("clusters")] == [
        "clusters.mapping",
        "clusters.governance",
        "clusters.financing",
        "clusters.services",
        "clusters.research_link",
        "clusters.openness",
    ]
    assert all(criterion.sources for criterion in FRAMEWORK.criteria)
    assert {one.weight for one in (*FRAMEWORK.themes, *FRAMEWORK.criteria)} == {1.0}


def test_rules_are_those_of_the_method():
    scale = FRAMEWORK.scale
    assert (scale.span, list(scale.levels), scale.anchors) == (5, [0, 1, 2, 3, 4, 5], (0, 3, 5))
    assert FRAMEWORK.min_answered_share == Fraction(2, 3)
    assert (FRAMEWORK.established, FRAMEWORK.priority, FRAMEWORK.evidence_from) == (3, 3, 4)


def test_promises_of_the_project_are_kept_in_numbers():
    targets = {indicator.id: indicator.target for indicator in FRAMEWORK.indicators}
    assert len(targets) == 23
    assert targets["I1.1"] == 2.67
    assert targets["I2.3"] == len(FRAMEWORK.partners) * len(FRAMEWORK.themes)
    assert targets["I3.2"] == targets["I3.6"] == len(FRAMEWORK.partners)


def test_forms_know_their_fields_and_what_may_be_answered():
    fields = {field.id: field for field in FRAMEWORK.respondent_fields}
    assert fields["partner_id"].values == tuple(partner.id for partner in FRAMEWORK.partners)
    assert fields["language"].values == FRAMEWORK.languages
    assert fields["role"].values[0] == "elu"
    assert fields["respondent_id"].max_chars == 12
    confidence, narrative = FRAMEWORK.theme_fields
    assert (confidence.kind, confidence.values) == ("choice", ("1", "2", "3"))
    assert (narrative.scope, narrative.max_chars, narrative.lines) == ("partner", 1500, 10)
    practice = {field.id: field for field in FRAMEWORK.practice_form}
    assert practice["criteria"].max_items == 3
    assert practice["criteria"].values == tuple(one.id for one in FRAMEWORK.criteria)
    assert FRAMEWORK.practices.most == 10
    plan = {field.id: field for field in FRAMEWORK.transfer_plan}
    assert plan["steps"].columns == ("what", "who", "start", "end")


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("P08", "P08"),
        (" p08 ", "P08"),
        ("Ville de Lavania", "P08"),
        ("Lavania", "P08"),
        ("Town of Laviana", "P08"),
        ("laviana", "P08"),
        ("KARVINA", "P03"),
        ("Karviná", "P03"),
        (unicodedata.normalize("NFD", "Tatabánya"), "P05"),
        ("Houthalen Helchteren", "P02"),
        ("conseil general du pas de calais", "P04"),
        ("CG62", "P04"),
        ("A.C.O.M.  Pologne", "P06"),
        ("ACOM Poland", "P06"),
        ("\uff30\uff10\uff19", "P09"),
        ("Karvinna", None),
        ("ACOM", None),
        ("P11", None),
        ("", None),
        ("...", None),
    ],
)
def test_partner_is_known_by_any_of_its_spellings_and_never_guessed(text, partner):
    assert FRAMEWORK.identify_partner(text) == partner


@given(st.text())
def test_any_text_can_be_asked_for_a_partner(text):
    assert FRAMEWORK.identify_partner(text) in {None, *(one.id for one in FRAMEWORK.partners)}


@pytest.mark.parametrize("kind", ["upper", "lower", "title", "swapcase"])
def test_every_name_finds_its_partner_in_any_case(kind):
    for partner in FRAMEWORK.partners:
        names = [FRAMEWORK.word(f"partners.{partner.id}.name", one) for one in ("fr", "en")]
        for name in (*names, *partner.aliases, partner.id):
            assert FRAMEWORK.identify_partner(getattr(name, kind)()) == partner.id


def test_everybody_rates_two_areas_a_theme_one_low_and_one_high():
    found = [(one.theme, one.intended) for one in FRAMEWORK.vignettes]
    assert found == [(theme.id, level) for theme in FRAMEWORK.themes for level in (1, 4)]
    for one in FRAMEWORK.vignettes:
        assert FRAMEWORK.criterion(one.criterion).theme == one.theme
        for language in FRAMEWORK.languages:
            text = FRAMEWORK.word(f"vignettes.items.{one.id}", language)
            assert not re.search(r"\d", text), "a level would give the answer away"


# ---- its words ------------------------------------------------------------------------------


def test_every_language_has_words_for_the_same_ids():
    assert set(FRAMEWORK.words["fr"]) == set(FRAMEWORK.words["en"])
    assert len(FRAMEWORK.words["fr"]) > 300


LIMITS = [
    (r"themes\.\w+\.sheet|sheets\.\w+", 31),
    (r"(prompts|theme_fields)\.\w+\.title", 32),
    (r".*\.(message|guidance|help)|identity\..*|scale\.(rule|reading\..*|need_steps\..*)", 220),
    (r"(?!indicators\.).*\.label|headings\.\w+|.*\.(values|levels|columns)\.\w+", 60),
    (r"(criteria|prompts)\..*\.question", 200),
    (r"criteria\..*\.anchor_\d|scale\.(resource|need)\.\d\.detail", 120),
    (r"partners\.\w+\.short", 22),
]


@pytest.mark.parametrize("language", FRAMEWORK.languages)
@pytest.mark.parametrize(("keys", "limit"), LIMITS)
def test_words_fit_their_place(language, keys, limit):
    found = {k: w for k, w in FRAMEWORK.words[language].items() if re.fullmatch(keys, k)}
    assert len(found) >= 4
    assert {key: word for key, word in found.items() if len(word) > limit} == {}


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_words_are_composed_and_have_no_stray_spaces(language):
    for key, word in FRAMEWORK.words[language].items():
        assert unicodedata.is_normalized("NFC", word), key
        assert word == word.strip(), key
        assert not re.search(r"\s\s|[\u200b\u202f\t\n]", word), key


def test_french_typography():
    for key, word in FRAMEWORK.words["fr"].items():
        assert "'" not in word, key
        assert '"' not in word, key
        assert not re.search(rf"[^{NBSP}][;:!?%»]|«[^{NBSP}]", word), key
        assert not re.search(r" [;:!?%»]|« ", word), key


def test_english_typography():
    for key, word in FRAMEWORK.words["en"].items():
        assert not re.search(r"['\"]| [;:!?%]", word), key
        assert NBSP not in word, key


def test_same_fields_are_filled_in_in_every_language():
    for key, word in FRAMEWORK.words["fr"].items():
        braces = re.compile(r"\{\w*\}")
        assert braces.findall(word) == braces.findall(FRAMEWORK.word(key, "en")), key


def test_not_applicable_words_are_those_of_each_language():
    assert "sans objet" in FRAMEWORK.not_applicable_words["fr"]
    assert "not applicable" in FRAMEWORK.not_applicable_words["en"]
    assert all(FRAMEWORK.scale.not_applicable in w for w in FRAMEWORK.not_applicable_words.values())


def test_words_are_asked_for_by_key_and_language():
    assert FRAMEWORK.word("criteria.clusters.mapping.label", "fr") == "Connaissance des filières"
    assert FRAMEWORK.word("theme_fields.confidence.levels.1", "en") == "Personal impression"
    assert FRAMEWORK.has_word("criteria.support.finance.help", "fr")
    assert not FRAMEWORK.has_word("criteria.clusters.mapping.help", "fr")
    with pytest.raises(FrameworkError, match=r"^Invalid key 'sheets\.cover'\. Must have words"):
        FRAMEWORK.word("sheets.cover", "fr")
    with pytest.raises(
        ValueError, match=r"^Invalid language 'xx'\. Must be one of 'fr', 'en', 'nl'"
    ):
        FRAMEWORK.word("name", "xx")


@pytest.mark.parametrize(("reader", "served"), [("fr", "fr"), ("en", "en"), ("xx", "en")])
def test_reader_without_words_of_its_own_is_served_in_english(reader, served):
    assert FRAMEWORK.language_for(reader) == served


# ---- the object -----------------------------------------------------------------------------


def test_parts_are_asked_for_by_id():
    assert FRAMEWORK.partner("P09").country == "GB"
    assert FRAMEWORK.theme("support").weight == 1.0
    assert FRAMEWORK.criterion("support.finance").theme == "support"


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (FRAMEWORK.partner, "partner"),
        (FRAMEWORK.theme, "theme"),
        (FRAMEWORK.criteria_of, "theme"),
        (FRAMEWORK.criterion, "criterion"),
    ],
)
def test_unknown_id_is_quoted_and_the_known_ones_named(ask, what):
    with pytest.raises(FrameworkError, match=rf"^Invalid {what} 'P1'\. Must be one of '\w+.*'\.$"):
        ask("P1")


def test_nothing_of_a_framework_can_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        FRAMEWORK.id = "other"
    with pytest.raises(dataclasses.FrozenInstanceError):
        FRAMEWORK.scale.maximum = 6
    for mapping in (FRAMEWORK.words, FRAMEWORK.words["fr"], FRAMEWORK.limits):
        with pytest.raises(TypeError):
            mapping["name"] = 1
    with pytest.raises(TypeError):
        FRAMEWORK.not_applicable_words["fr"] = ()


def test_representations_say_what_it_is_in_short(network):
    assert len(repr(FRAMEWORK)) < 120
    shown = FRAMEWORK._repr_html_()
    assert shown.startswith("<table><caption>Framework prospects 2: 10 partners, 4 themes, 24 crit")
    assert "<td>P08</td><td>Town of Laviana</td><td>ES</td>" in shown
    assert "<td>clusters</td><td>Supporting business clusters</td><td>6 criteria</td>" in shown
    wild = read_framework(network(("Stadt Wien", "<b>Wien & Co</b>")))
    assert "<td>&lt;b&gt;Wien &amp; Co&lt;/b&gt;</td>" in wild._repr_html_()


def test_path_may_be_the_file_or_its_folder():
    hashes = {read_framework(path).sha256 for path in (None, SHIPPED, SHIPPED / "framework.toml")}
    assert hashes == {FRAMEWORK.sha256}
    assert read_framework(str(SHIPPED)).sha256 in hashes


def test_hash_follows_the_words_but_not_the_line_ends(network):
    folder = network()
    before = read_framework(folder).sha256
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_framework(folder).sha256 == before
    assert read_framework(network(("Auch Altholz.", "Auch Neuholz."))).sha256 != before


# ---- another network ------------------------------------------------------------------------


def test_another_network_is_read(network):
    other = read_framework(network())
    assert isinstance(other, Framework)
    assert (other.id, other.languages, other.scale.span) == ("alpen", ("de",), 3)
    assert list(other.scale.levels) == [1, 2, 3, 4]
    assert [theme.weight for theme in other.themes] == [0.5, 2.0, 1.0]
    assert [one.id for one in other.criteria_of("water")] == ["water.springs", "water.mills"]
    assert other.criterion("water.springs").weight == 3.0
    assert other.partner("A").role == other.partner("A").kind == "partner"
    assert other.identify_partner("ŽALEC") == other.identify_partner("zalec") == "B"
    assert other.language_for("sl") == "de"
    assert other.practice_form == other.transfer_plan == other.indicators == ()
    assert (other.practices.most, other.vignettes) == (0, ())
    assert other.returns.deadline == ""
    assert dict(other.limits) | {"sheet_title": 31, "input_message": 255} == dict(other.limits)
    assert other.not_applicable_words["de"] == ("KA", "keine Angabe")


def test_file_that_the_windows_editor_saved_is_read(network):
    folder = network()
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_framework(folder).id == "alpen"


def test_records_can_be_made_by_hand():
    assert Scale(minimum=1, maximum=7).span == 6
    assert Partner(id="X", country="FR", language="fr", role="lead", kind="town").aliases == ()
