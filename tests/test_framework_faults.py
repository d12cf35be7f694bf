"""What is wrong with a framework is told all at once, each fault with its file, line and key."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from prospects_analysis.framework import FrameworkError, read_framework
from tests.another_network import STRUCTURE, WORDING, write_full_network, write_network


@pytest.fixture
def network(tmp_path):
    return functools.partial(write_network, tmp_path)


def faults(folder: Path) -> list[str]:
    with pytest.raises(FrameworkError) as refusal:
        read_framework(folder)
    return str(refusal.value).split("\n")


def line_of(folder: Path, file: str, text: str) -> int:
    """Give the line on which a text stands for the last time."""
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    return max(number for number, line in enumerate(lines, start=1) if text in line)


# ---- the structure --------------------------------------------------------------------------

STRUCTURE_FAULTS = {
    "unknown key": (
        ('country = "AT"', 'country = "AT"\nregion = "Wien"'),
        "partners.A.region: Found an unknown key. Must be one of: aliases, country, id, kind, ",
    ),
    "unknown table": (
        ("[rules]", "[weights]\nwater = 1\n\n[rules]"),
        "weights: Found an unknown key. Must be one of: criteria, ",
    ),
    "missing key": (
        ('country = "SI"\n', ""),
        "partners.B.country: Found nothing. Must be a text.",
    ),
    "text for a number": (
        ("maximum = 4", 'maximum = "4"'),
        "scale.maximum: Found '4'. Must be a whole number.",
    ),
    "true for a number": (
        ("priority = 2", "priority = true"),
        "rules.priority: Found True. Must be a whole number.",
    ),
    "number for true or false": (
        ("required = false", "required = 0"),
        "theme_fields.sure.required: Found 0. Must be true or false.",
    ),
    "text for a list": (
        ('["Wien"]', '"Wien"'),
        "partners.A.aliases: Found 'Wien'. Must be a list of texts.",
    ),
    "table for a list": (
        ("[[theme_fields]]", "[theme_fields]"),
        "theme_fields: Found {'id': 'sure', ",
    ),
    "id twice": (
        ('id = "B"\n', 'id = "A"\n'),
        "partners.A.id: Found 'A' again. Every id must stand once.",
    ),
    "wrong id": (
        ('id = "alpen"', 'id = "al|pen"'),
        "id: Found 'al|pen'. Must be an id: ",
    ),
    "unknown theme": (
        ('theme = "way"', 'theme = "ways"'),
        "criteria.way.bus.theme: Found 'ways'. Must be one of 'water', 'wood', 'way'.",
    ),
    "criterion named after another theme": (
        ('id = "way.bus"', 'id = "wood.bus"'),
        "criteria.wood.bus.id: Found 'wood.bus'. Must begin with its theme and a dot.",
    ),
    "theme named like a sheet": (
        ('id = "way"\n', 'id = "lists"\n'),
        "themes.lists.id: Found 'lists'. Must not be the name of another sheet.",
    ),
    "field named like a criterion": (
        ('id = "sure"', 'id = "mills"'),
        "theme_fields: Found 'water.mills', which is a criterion. Must be another id.",
    ),
    "scale upside down": (
        ("minimum = 1", "minimum = 4"),
        "scale.minimum: Found 4. Must be less than the maximum, 4.",
    ),
    "anchor off the scale": (
        ("anchors = [1, 4]", "anchors = [0, 4]"),
        "scale.anchors: Found [0, 4]. Must be among [1, 2, 3, 4], in rising order.",
    ),
    "threshold off the scale": (
        ("established = 3", "established = 5"),
        "rules.established: Found 5. Must be from 1 to 4.",
    ),
    "share": (
        ('"1/2"', '"3/2"'),
        "rules.min_answered_share: Found '3/2'. Must be a fraction more than 0, at most 1, ",
    ),
    "share by zero": (
        ('"1/2"', '"1/0"'),
        "rules.min_answered_share: Found '1/0'. Must be a fraction more than 0, at most 1, ",
    ),
    "no weight": (
        ("weight = 3", "weight = 0"),
        "criteria.water.springs.weight: Found 0. Must be more than 0, and finite.",
    ),
    "negative weight": (
        ("weight = 0.5", "weight = -0.5"),
        "themes.water.weight: Found -0.5. Must be more than 0, and finite.",
    ),
    "infinite weight": (
        ("weight = 2", "weight = inf"),
        "themes.wood.weight: Found inf. Must be more than 0, and finite.",
    ),
    "weight that is no number": (
        ("weight = 2", "weight = nan"),
        "themes.wood.weight: Found nan. Must be more than 0, and finite.",
    ),
    "country": (
        ('"AT"', '"Austria"'),
        "partners.A.country: Found 'Austria'. Must be an ISO 3166 code of two capitals, ",
    ),
    "language of a partner": (
        ('language = "sl"', 'language = "slv"'),
        "partners.B.language: Found 'slv'. Must be an ISO 639-1 code of two small letters, ",
    ),
    "two partners of one name": (
        ('aliases = ["Wien"]', 'aliases = ["zalec"]'),
        "partners: Found 'zalec' as a name or alias of A and B. Must be one partner's only.",
    ),
    "item twice": (
        ('aliases = ["Wien"]', 'aliases = ["Wien", "Wien"]'),
        "partners.A.aliases: Found 'Wien' 2 times. Must stand once.",
    ),
    "kind of field": (
        ('kind = "score"', 'kind = "number"'),
        "theme_fields.sure.kind: Found 'number'. Must be one of 'choice', 'text', ",
    ),
    "values for a text": (
        ('kind = "score"', 'kind = "text"'),
        "theme_fields.sure.values: Found ['1', '2']. Must be given for a choice or score only.",
    ),
    "no columns for a table": (
        ('kind = "score"', 'kind = "table"'),
        "theme_fields.sure.columns: Found []. Must be given for a table only.",
    ),
    "field that tells returns apart": (
        ('id = "respondent_id"', 'id = "code"'),
        "respondent_fields: Found ['partner_id', 'code']. Must have 'respondent_id'.",
    ),
    "limit beyond Excel": (
        ("[rules]", "[limits]\nsheet_title = 32\n\n[rules]"),
        "limits.sheet_title: Found 32. Must be from 1 to 31.",
    ),
    "theme without criteria": (
        ('id = "way.bus"\ntheme = "way"', 'id = "wood.bus"\ntheme = "wood"'),
        "themes: Found no criterion of 'way'. Must have at least one.",
    ),
}


@pytest.mark.parametrize(
    ("change", "fault"), STRUCTURE_FAULTS.values(), ids=STRUCTURE_FAULTS.keys()
)
def test_fault_of_the_structure_is_told_with_its_place(network, change, fault):
    told = faults(network(change))
    assert any(re.match(rf"framework\.toml, line \d+, {re.escape(fault)}", one) for one in told), (
        told
    )


# ---- practices and vignettes -------------------------------------------------------------------

OPTIONAL_FAULTS = {
    "no practices asked for": (
        ("most = 3", "most = 0"),
        "practices.most: Found 0. Must be from 1 to 99.",
    ),
    "practices of unknown number": (
        ("most = 3\n", ""),
        "practices.most: Found nothing. Must be a whole number.",
    ),
    "unknown key of practices": (
        ("most = 3", "most = 3\nleast = 1"),
        "practices.least: Found an unknown key. Must be one of: most, texts.",
    ),
    "form without a number of practices": (
        ("[practices]\nmost = 3\ntexts", "[[vignettes]]\ntexts"),
        "practices: Found nothing. Must be a table.",
    ),
    "theme named like a sheet of practices": (
        ('id = "way"\n', 'id = "practice_01"\n'),
        "themes.practice_01.id: Found 'practice_01'. Must not be the name of another sheet.",
    ),
    "theme named like an optional sheet": (
        ('id = "way"\n', 'id = "vignettes"\n'),
        "themes.vignettes.id: Found 'vignettes'. Must not be the name of another sheet.",
    ),
    "table among the fields of a practice": (
        ('id = "name"\nkind = "text"', 'id = "name"\nkind = "table"\ncolumns = ["a"]'),
        "practice_form: Found 'name', a table of scope 'practice'. Must be no table, of scope ",
    ),
    "field of a practice that is asked of a respondent": (
        (
            'id = "name"\nkind = "text"\nrequired = true\nscope = "practice"',
            'id = "name"\nkind = "text"\nrequired = true\nscope = "respondent"',
        ),
        "practice_form: Found 'name', a text of scope 'respondent'. Must be no table, of scope ",
    ),
    "several choices outside the practices": (
        ('kind = "score"\nrequired', 'kind = "score"\nmax_items = 2\nrequired'),
        "theme_fields: Found 2 for 'sure'. Must be 1 outside practice_form.",
    ),
    "vignette off the scale": (
        ("intended = 2", "intended = 0"),
        "vignettes.water.low.intended: Found 0. Must be from 1 to 4.",
    ),
    "vignette of no theme": (
        ('id = "water.low"\ntheme = "water"', 'id = "water.low"\ntheme = "waters"'),
        "vignettes.water.low.theme: Found 'waters'. Must be one of 'water', 'wood', 'way'.",
    ),
    "vignette named after another theme": (
        ('id = "water.low"', 'id = "wood.low"'),
        "vignettes.wood.low.id: Found 'wood.low'. Must begin with its theme and a dot.",
    ),
    "vignette on a criterion of another theme": (
        ('criterion = "water.mills"', 'criterion = "wood.trade"'),
        "vignettes.water.low.criterion: Found 'wood.trade'. Must be a criterion of 'water'.",
    ),
    "text of practices missing": (
        ('purpose = "Bis zu {most} Beispiele."\n', ""),
        "practices.purpose: Found no words. Must have them.",
    ),
    "unknown field in a text of practices": (
        ("{most}", "{least}"),
        "practices.purpose: Found {least}. Must be one of {most}.",
    ),
    "text of a vignette missing": (
        ('items.water.low = "Ort A: zwei Mühlen."\n', ""),
        "vignettes.items.water.low: Found no words. Must have them.",
    ),
    "no room for the number of a practice": (
        ('"Beispiel"', f'"{"B" * 29}"'),
        "sheets.good_practice: Found 29 characters, 'BBB",
    ),
}


@pytest.mark.parametrize(("change", "fault"), OPTIONAL_FAULTS.values(), ids=OPTIONAL_FAULTS.keys())
def test_fault_of_practices_and_vignettes_is_told_with_its_place(tmp_path, change, fault):
    told = faults(write_full_network(tmp_path, change))
    assert any(re.match(rf"[\w.]+, (line \d+, )?{re.escape(fault)}", one) for one in told), told


def test_practices_without_a_form_are_told(network):
    (told,) = faults(network(("[rules]", "[practices]\nmost = 3\n\n[rules]")))
    assert told.endswith("practices: Found no practice_form. Must have one, or no practices.")


def test_words_of_practices_that_nobody_asks_for_are_told(network):
    told = faults(network(("[headings]", '[practices]\npurpose = "Wozu"\n\n[headings]')))
    assert told == [told[0]]
    assert "practices.purpose: Found 'Wozu' for an unknown id." in told[0]


# ---- the words ------------------------------------------------------------------------------

WORDING_FAULTS = {
    "missing": (
        ('rule = "Im Zweifel die niedrigere."\n', ""),
        "scale.rule: Found no words. Must have them.",
    ),
    "unknown id": (
        ('optional = "frei"', 'optional = "frei"\nanchor_2 = "2 heißt"'),
        "headings.anchor_2: Found '2 heißt' for an unknown id. Must be a known one.",
    ),
    "empty": (
        ('"Listen"', '" "'),
        "sheets.lists: Found ' '. Must be a text.",
    ),
    "no text": (
        ('yes = "Ja"', "yes = true"),
        "headings.yes: Found True. Must be a text.",
    ),
    "too long": (
        ('no = "Nein"', f'no = "{"n" * 32_768}"'),
        "headings.no: Found 32768 characters, 'nnn",
    ),
    "two lines": (
        ('"Kein Name."', '"Kein\\nName."'),
        "respondent_fields.respondent_id.guidance: Found the control character '\\n'. Must be on ",
    ),
    "accepted words no list": (
        ('["KA", "keine Angabe"]', '"KA"'),
        "not_applicable_words: Found 'KA'. Must be a list of texts.",
    ),
    "unknown field to fill in": (
        ("{minutes}", "{hours}"),
        "identity.purpose: Found {hours}. Must be one of {deadline}, {minutes}, {return_address}.",
    ),
    "open brace": (
        ("{minutes}", "{minutes"),
        "identity.purpose: Found 'Bis {deadline}, {minutes Minuten.'. Must close every brace",
    ),
    "sign that Excel refuses": (
        ('sheet = "Holz"', 'sheet = "Holz/Wald"'),
        "themes.wood.sheet: Found '/' in 'Holz/Wald'. Must have none of [ ] : * ? / \\.",
    ),
    "apostrophe at the end": (
        ('identity = "Wer"', 'identity = "Wer\'"'),
        "sheets.identity: Found \"Wer'\". Must not begin or end with '.",
    ),
    "two sheets of one title": (
        ('read_me = "Wie"', 'read_me = "WASSER"'),
        "sheets.read_me: Found 'WASSER' again, as for themes.water.sheet. Must differ.",
    ),
}


@pytest.mark.parametrize(("change", "fault"), WORDING_FAULTS.values(), ids=WORDING_FAULTS.keys())
def test_fault_of_the_words_is_told_with_its_place(network, change, fault):
    (told,) = faults(network(change))
    assert re.match(rf"wording\.de\.toml, line \d+, {re.escape(fault)}", told), told


def test_words_twice_under_two_spellings_of_one_key(network):
    folder = network(('no = "Nein"\n', 'no = "Nein"\n\n[scale."need.1"]\nlabel = "null"\n'))
    (told,) = faults(folder)
    assert told == (
        f"wording.de.toml, line {line_of(folder, 'wording.de.toml', 'null')}, "
        "scale.need.1.label: Found 'null' for an id that has words. Must stand once."
    )


def test_limit_of_the_framework_holds_for_its_words(network):
    (told,) = faults(network(("[rules]", "[limits]\nlabel = 19\n\n[rules]")))
    assert told.endswith(
        ", scale.not_applicable: Found 20 characters, 'KA: nicht zuständig.'. "
        "Must be 19 at most (limits.label)."
    )


# ---- all together ---------------------------------------------------------------------------


def test_lines_are_those_of_the_file(network):
    folder = network(
        ("weight = 3", "weight = 0"),
        ('country = "SI"', 'country = "si"'),
        ('anchor_4 = "oft"', 'anchor_4 = ""'),
        ('detail = "Dringender."', 'detail = ""'),
    )
    places = [
        ("framework.toml", 'country = "si"', "partners.B.country"),
        ("framework.toml", "weight = 0\n", "criteria.water.springs.weight"),
        ("wording.de.toml", "way.bus", "criteria.way.bus.anchor_4"),
        ("wording.de.toml", '"dringender"', "scale.need.4.detail"),
    ]
    assert [told.split(":")[0] for told in faults(folder)] == [
        f"{file}, line {line_of(folder, file, text.strip())}, {key}" for file, text, key in places
    ]


def test_lines_below_a_list_of_tables_and_after_a_long_text(network):
    folder = network(
        ('id = "wood"\n', 'id = "wood"\n[themes.tree]\nheight = 1\n'),
        ('id = "A"\n', 'id = "A"\nnote = """\n[1, 2]\n"""\nregion = 1\n'),
    )
    told = [one.split(": Found an unknown key")[0] for one in faults(folder)]
    first = line_of(folder, "framework.toml", 'id = "A"')
    assert told[:2] == [
        f"framework.toml, line {first - 1}, partners.A.region",  # at least that of the partner
        f"framework.toml, line {first + 1}, partners.A.note",
    ]
    tree = line_of(folder, "framework.toml", "[themes.tree]")
    assert f"framework.toml, line {tree}, themes.wood.tree" in told


def test_fault_of_the_scale_does_not_drown_the_others(network):
    told = faults(network(("[scale]\nminimum", "[scales]\nminimum"), ('yes = "Ja"', 'yes = ""')))
    assert [one.split(": Found")[0] for one in told] == [
        "framework.toml, scale",
        "framework.toml, scale.minimum",
        "framework.toml, scale.maximum",
        "framework.toml, line 5, scales",
        f"wording.de.toml, line {line_of(network(), 'wording.de.toml', 'yes =')}, headings.yes",
    ]


def test_all_faults_are_told_at_once_one_a_line(network):
    changes = [change for change, _ in WORDING_FAULTS.values()]
    changes.remove(("{minutes}", "{minutes"))
    told = faults(network(("weight = 3", "weight = 0"), ('"AT"', '"at"'), *changes))
    assert len(told) == 2 + len(changes)
    assert len(set(told)) == len(told)


def test_language_without_a_file_and_file_without_a_language(network):
    folder = network(('languages = ["de"]', 'languages = ["de", "it"]'))
    (folder / "wording.sl.toml").write_text("", encoding="utf-8")
    assert faults(folder) == [
        "wording.it.toml: Found no such file. Every language of the framework must have one.",
        "wording.sl.toml: Found a language unknown to the framework. Must be one of de, it.",
    ]


@pytest.mark.parametrize("languages", ["[]", '["deu"]', '["de", "de"]'])
def test_languages_are_codes_none_twice(network, languages):
    told = faults(network(('languages = ["de"]', f"languages = {languages}")))
    assert re.match(r"framework\.toml, line 3, languages: Found ", told[0])


@pytest.mark.parametrize("part", ["partners", "themes", "criteria", "respondent_fields"])
def test_part_that_every_network_has_may_not_be_missing_or_empty(network, part):
    folder = network()
    without = re.sub(rf"\[\[{part}\]\]\n(.+\n)*", "", STRUCTURE)
    for text, found in ((without, "nothing"), (f"{part} = []\n{without}", "an empty list")):
        (folder / "framework.toml").write_text(text, encoding="utf-8")
        assert any(f"{part}: Found {found}. Must " in told for told in faults(folder))


def test_toml_that_cannot_be_parsed_is_told_with_its_line(network):
    (told,) = faults(network(("maximum = 4", "maximum = four")))
    line = line_of(network(), "framework.toml", "maximum")
    assert told.startswith("framework.toml: Invalid value (at line ")
    assert f"(at line {line}, column " in told
    assert told.endswith(" Must be valid TOML.")


def test_wording_that_cannot_be_parsed_stands_beside_the_other_faults(network):
    told = faults(network(('"AT"', '"at"'), ('yes = "Ja"', 'yes = "Ja')))
    assert [one.split(",")[0].split(":")[0] for one in told] == [
        "framework.toml",
        "wording.de.toml",
    ]


def test_file_that_is_not_utf8_is_told_with_its_line(network):
    folder = network()
    latin = WORDING.replace("č", "c").replace("Ž", "Z").encode("cp1252")
    (folder / "wording.de.toml").write_bytes(latin)
    (told,) = faults(folder)
    assert told == (
        f"wording.de.toml, line {line_of(network(), 'wording.de.toml', 'Mühlen')}: "
        "Found the byte 0xfc. Must be saved as UTF-8."
    )


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_no_framework_there(tmp_path, path):
    with pytest.raises(FrameworkError, match=r"^Invalid path '.*'\. Must be a framework\.toml, or"):
        read_framework(tmp_path / path)
