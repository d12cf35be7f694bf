"""Issues: every code has its words in every language, and the tables say the same as the issues."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from prospects_analysis.issue_texts import TEXTS
from prospects_analysis.issues import COLUMNS, Issue, IssueCode, Issues, Severity
from prospects_analysis.wording import LANGUAGES, catalogue

KNOWN_FIELDS = {"file", "sheet", "cell", "field", "label", "found", "expected", "choices"}


def an_issue(code=IssueCode.SCORE_OUT_OF_SCALE, **details):
    filled = {
        "file": "wigan.xlsx",
        "sheet": "3 Clusters",
        "cell": "G7",
        "field": "clusters.mapping.resource",
        "label": "Sector mapping",
        "found": "beaucoup",
        "expected": "3, 4",
    }
    return Issue(code=code, **(filled | details))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", IssueCode)
def test_every_code_has_a_sentence_and_a_fix_in_each_language(code, language):
    issue, text = an_issue(code), TEXTS[code]
    for said, source in (
        (issue.sentence(language), text.sentence),
        (issue.fix(language), text.fix),
    ):
        assert said.endswith(".")
        assert "{" not in said
        assert ("beaucoup" in said) == ("{found}" in source)
        translated = catalogue(language).pgettext("issue", source)
        assert (translated == source) == (language == "en")
        assert placeholders(translated) == placeholders(source) <= KNOWN_FIELDS


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_codes_are_kebab_case_and_all_have_one_severity():
    assert set(TEXTS) == set(IssueCode)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code.value) for code in IssueCode)
    assert {text.severity for text in TEXTS.values()} == set(Severity)


def test_choices_are_joined_as_the_language_does():
    issue = an_issue(expected="0, 1, NA")
    assert "0, 1 or NA" in issue.fix("en")
    assert "0, 1 ou NA" in issue.fix("fr")
    assert "Yes, always or No." in an_issue(IssueCode.NOT_IN_LIST, expected="Yes, always; No").fix(
        "en"
    )
    assert "Type 4;" in an_issue(expected="4").fix("en")
    assert an_issue(IssueCode.NOT_IN_LIST, expected=None).fix("en") == "Choose ."


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'xx'"):
        an_issue().sentence("xx")


def test_issues_are_sorted_by_file_sheet_cell_and_code():
    places = [
        ("b", "s", "A1"),
        ("a", "t", "A1"),
        ("a", "s", "A10"),
        ("a", "s", "AA9"),
        ("a", "s", "B9"),
    ]
    issues = Issues(an_issue(file=f, sheet=s, cell=c) for f, s, c in places)
    found = [(one.file, one.sheet, one.cell) for one in issues]
    assert found == [places[4], places[3], places[2], places[1], places[0]]
    without = Issues([an_issue(), an_issue(sheet=None, cell=None)])
    assert [one.cell for one in without] == [None, "G7"]


def test_issues_are_an_immutable_sequence():
    first, second = an_issue(cell="A1"), an_issue(IssueCode.OWNER_FILE, cell="A2")
    issues = Issues([second]) + Issues([first])
    assert list(issues) == [first, second]
    assert isinstance(issues[:1], Issues)
    assert issues[:1][0] is issues[0] is first
    assert (len(issues.errors), len(issues.warnings)) == (1, 0)
    assert issues.of("owner-file")[0] is second
    assert repr(issues) == "Issues(1 error, 0 warning, 1 info)"
    with pytest.raises(ValueError, match="no-such-code"):
        issues.of("no-such-code")
    with pytest.raises(AttributeError):
        issues.more = []


def test_frame_and_records_say_the_same_in_the_readers_language():
    issues = Issues([an_issue(), an_issue(IssueCode.EMPTY_FILE, sheet=None, cell=None)])
    frame, records = issues.to_frame("fr"), issues.to_records("fr")
    assert tuple(frame.columns) == COLUMNS
    assert json.loads(json.dumps(records)) == records
    assert records[0]["cell"] is None
    assert frame.loc[0, "cell"] == ""
    assert frame.loc[1, "found"] == records[1]["found"] == an_issue().sentence("fr")
    assert (
        frame.loc[1, "fix"] == "Saisissez 3 ou 4\u00a0; laissez la case vide si vous ne savez pas."
    )
    assert Issues().to_frame().empty


def test_labels_and_choices_are_those_of_the_reader_or_else_english_or_else_the_files():
    labels, choices = {"en": "Role", "fr": "Fonction"}, {"en": "Yes, No", "fr": "Oui, Non"}
    own = {"label": "Funkce", "expected": "Ano, Ne", "labels": labels, "choices": choices}
    issue = an_issue(IssueCode.NOT_IN_LIST, **own)
    assert (issue.label_in("fr"), issue.label_in("nl")) == ("Fonction", "Role")
    assert "« Fonction »" in issue.sentence("fr").replace("\u00a0", " ")
    assert issue.fix("fr") == "Choisissez Oui ou Non."
    row = Issues([issue]).to_frame("fr").iloc[0]
    assert (row["label"], row["expected"]) == ("Fonction", "Oui, Non")
    bare = an_issue(IssueCode.NOT_IN_LIST, label="Funkce", expected="Ano, Ne")
    assert (bare.label_in("fr"), bare.expected_in("fr")) == ("Funkce", "Ano, Ne")


def test_what_a_partner_wrote_is_text_in_html():
    shown = Issues([an_issue(found="<script>alert(1)</script>")])._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "0 error" in Issues()._repr_html_()


def test_braces_in_what_a_partner_wrote_are_left_alone():
    assert "{0} {found}" in an_issue(found="{0} {found}").sentence("en")
