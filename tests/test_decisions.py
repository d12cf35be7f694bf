"""decisions.toml: checked like a return, line by line, and carried out with a word on each."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from prospects_analysis.decisions import Decisions, Meeting, ScoreDecision, read_decisions
from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issue, Severity
from prospects_analysis.study import analyse
from tests.another_network import write_network
from tests.intake.books import FRAMEWORK, Book, codes, given, only, write

FIELD = "clusters.mapping.need"
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "decisions-file.md"
EXAMPLE = GUIDE.read_bytes().partition(b"```toml\n")[2].partition(b"```")[0]
FILES = [
    *("prospects_P09_en.xlsx", "prospects_P09_en v2.xlsx"),
    *("prospects_P03_cs.xlsx", "prospects_P09_practices_en.xlsx"),
]


def decided(folder: Path, text: str, **books: Book) -> Intake:
    """Read workbooks with decisions beside them."""
    write(folder, **books)
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    return read_workbooks(folder, FRAMEWORK)


def about(intake: Intake) -> list[Issue]:
    return [issue for issue in intake.issues if issue.file == "decisions.toml"]


def conflict() -> dict[str, Book]:
    return {
        "a": Book().fill().put(clusters__mapping__need=2),
        "b": Book().fill().put(clusters__mapping__need=4),
    }


# ---- which answer stands --------------------------------------------------------------------


def test_without_a_decision_a_conflict_is_an_error_and_neither_is_used(tmp_path: Path) -> None:
    intake = decided(tmp_path, "", **conflict())
    assert len(intake.issues.of("conflicting-answers")) == 2
    assert FIELD not in given(intake)


@pytest.mark.parametrize("respondent", ["", 'respondent = "R1"\n', 'respondent = "r-1"\n'])
def test_the_answer_that_was_decided_stands_and_the_other_is_named(
    tmp_path: Path, respondent: str
) -> None:
    text = f'[[answers]]\npartner = "P09"\n{respondent}field = "{FIELD}"\nfile = "b.xlsx"\n'
    intake = decided(tmp_path, text + 'reason = "by phone"\n', **conflict())
    assert given(intake)[FIELD] == 4
    issue = only(intake, "answer-decided")
    assert (issue.file, issue.field, issue.severity) == ("a.xlsx", FIELD, Severity.INFO)
    assert issue.found.startswith("4 (b.xlsx")
    assert issue.found.endswith("(by phone)")
    assert not intake.issues.errors


@pytest.mark.parametrize(
    "entry",
    [
        f'partner = "P09"\nfield = "{FIELD}"\nfile = "c.xlsx"',  # no such file
        'partner = "P09"\nfield = "clusters.maping.need"\nfile = "b.xlsx"',
        f'partner = "P99"\nfield = "{FIELD}"\nfile = "b.xlsx"',
        f'partner = "P09"\nfield = "{FIELD}"',
        f'partner = "P09"\nfield = "{FIELD}"\nfile = 3',
    ],
)
def test_an_answer_decided_by_names_that_nobody_knows_is_not_used(
    tmp_path: Path, entry: str
) -> None:
    intake = decided(tmp_path, f"# two\n[[answers]]\n{entry}\n", **conflict())
    issue = only(intake, "decision-not-understood")
    assert issue.file == "decisions.toml"
    assert issue.found[0] in "23456"
    assert issue.severity is Severity.ERROR
    assert FIELD not in given(intake)


def test_a_close_name_is_suggested(tmp_path: Path) -> None:
    text = '[[answers]]\npartner = "P09"\nfield = "clusters.maping.need"\nfile = "b.xlsx"\n'
    issue = only(decided(tmp_path, text, **conflict()), "decision-not-understood")
    assert issue.expected is not None
    assert issue.expected.startswith(FIELD)
    assert FIELD in issue.fix("en")


@pytest.mark.parametrize(
    "entry",
    [
        'partner = "P09"\nfield = "clusters.services.need"\nfile = "b.xlsx"',  # no conflict there
        f'partner = "P03"\nfield = "{FIELD}"\nfile = "b.xlsx"',
        f'partner = "P09"\nrespondent = "R7"\nfield = "{FIELD}"\nfile = "b.xlsx"',
    ],
)
def test_a_decision_that_decides_nothing_is_said(tmp_path: Path, entry: str) -> None:
    intake = decided(tmp_path, f"[[answers]]\n{entry}\n", **conflict())
    assert only(intake, "decision-without-effect").severity is Severity.WARNING
    assert FIELD not in given(intake)


def test_two_decisions_for_one_conflict_contradict_each_other(tmp_path: Path) -> None:
    entry = '[[answers]]\npartner = "P09"\nfield = "{}"\nfile = "{}.xlsx"\n'
    text = entry.format(FIELD, "a") + entry.format(FIELD, "b")
    intake = decided(tmp_path, text, **conflict())
    assert len(intake.issues.of("decisions-contradict")) == 2
    assert FIELD not in given(intake)


def test_answers_that_are_alike_do_not_yield(tmp_path: Path) -> None:
    books = conflict() | {"c": Book().fill().put(clusters__mapping__need="4 ")}
    text = f'[[answers]]\npartner = "Wigan"\nfield = "{FIELD}"\nfile = "b.xlsx"\n'
    intake = decided(tmp_path, text, **books)
    assert [issue.file for issue in intake.issues.of("answer-decided")] == ["a.xlsx"]


# ---- which file supersedes which ------------------------------------------------------------


def supersedes(*pairs: tuple[str, str]) -> str:
    return "".join(
        f'[[returns.supersedes]]\nfile = "{new}.xlsx"\nreplaces = ["{old}.xlsx"]\n'
        for new, old in pairs
    )


def test_a_superseded_file_is_set_aside_with_its_issues(tmp_path: Path) -> None:
    books = conflict()
    books["a"].put(support__finance__need="beaucoup")
    intake = decided(tmp_path, supersedes(("b", "a")), **books)
    assert set(intake.answers["file"]) == {"b.xlsx"}
    assert given(intake)[FIELD] == 4
    issue = only(intake, "file-superseded")
    assert (issue.file, issue.found, issue.severity) == ("a.xlsx", "b.xlsx", Severity.INFO)
    assert issue.expected is not None
    assert issue.expected.endswith(" / 1")
    assert not intake.issues.errors


def test_a_chain_leaves_the_last_one(tmp_path: Path) -> None:
    books = conflict() | {"c": Book().fill().put(clusters__mapping__need=5)}
    intake = decided(tmp_path, supersedes(("b", "a"), ("c", "b")), **books)
    assert given(intake)[FIELD] == 5
    assert len(intake.issues.of("file-superseded")) == 2


def test_one_that_supersedes_the_whole_chain_is_no_contradiction(tmp_path: Path) -> None:
    books = conflict() | {"c": Book().fill().put(clusters__mapping__need=5)}
    intake = decided(tmp_path, supersedes(("b", "a"), ("c", "b"), ("c", "a")), **books)
    assert given(intake)[FIELD] == 5


def test_a_file_that_is_no_workbook_can_be_superseded_too(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    text = '[[returns.supersedes]]\nfile = "a.xlsx"\nreplaces = ["scan.pdf"]\n'
    intake = decided(tmp_path, text, a=Book().fill())
    assert not intake.issues.errors
    assert only(intake, "file-superseded").file == "scan.pdf"


@pytest.mark.parametrize(
    "pairs",
    [
        [("b", "a"), ("a", "b")],
        [("b", "a"), ("c", "a")],
        [("d", "a")],
        [("a", "b"), ("a", "c"), ("b", "a")],
    ],
)
def test_decisions_that_contradict_each_other_are_not_used(tmp_path: Path, pairs: Any) -> None:
    # One file may not be replaced twice over, nor by that of another partner.
    books = conflict() | {"c": Book().fill(), "d": Book("P03").fill()}
    intake = decided(tmp_path, supersedes(*pairs), **books)
    assert {issue.code.value for issue in about(intake)} == {"decisions-contradict"}
    assert {"a.xlsx", "b.xlsx"} <= set(intake.answers["file"])


def test_a_file_does_not_supersede_itself(tmp_path: Path) -> None:
    intake = decided(tmp_path, supersedes(("a", "a")), **conflict())
    assert "decision-not-understood" in codes(intake)


# ---- which respondent is which --------------------------------------------------------------


def test_two_codes_of_one_person_are_joined(tmp_path: Path) -> None:
    books = {
        "a": Book().fill().put(identity__respondent_id="R1"),
        "b": Book().fill().put(identity__respondent_id="Jean"),
    }
    text = '[[returns.same_respondent]]\npartner = "P09"\nrespondents = ["R1", "JEAN"]\n'
    intake = decided(tmp_path, text, **books)
    assert set(intake.answers["respondent"]) == {"R1"}
    assert {issue.file for issue in intake.issues.of("respondents-decided")} == {
        "a.xlsx", "b.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["b", "b.xlsx"])
def test_a_respondent_without_a_code_is_called_by_the_file(tmp_path: Path, name: str) -> None:
    books = {"a": Book().fill(), "b": Book().fill().put(identity__respondent_id=None)}
    text = f'[[returns.same_respondent]]\npartner = "P09"\nrespondents = ["R1", "{name}"]\n'
    intake = decided(tmp_path, text, **books)
    assert set(intake.answers["respondent"]) == {"R1"}
    assert not codes(intake) & {"respondent-missing", "respondents-apart"}


def test_an_answer_may_be_decided_by_the_other_code(tmp_path: Path) -> None:
    books = conflict()
    books["b"].put(identity__respondent_id="Jean")
    text = '[[returns.same_respondent]]\npartner = "P09"\nrespondents = ["R1", "Jean"]\n'
    text += f'[[answers]]\npartner = "P09"\nrespondent = "Jean"\nfield = "{FIELD}"\nfile = "b.xlsx"'
    assert given(decided(tmp_path, text, **books))[FIELD] == 4


def test_a_code_that_nobody_gave_is_said_with_those_there_are(tmp_path: Path) -> None:
    text = '[[returns.same_respondent]]\npartner = "P09"\nrespondents = ["R1", "R8"]\n'
    issue = only(decided(tmp_path, text, a=Book().fill()), "decision-without-effect")
    assert "R8" in issue.found
    assert issue.expected == "R1"


# ---- what the meeting decided -----------------------------------------------------------------


def read(text: str) -> tuple[Decisions, list[tuple[str, str]]]:
    """Read a file of decisions; of each issue, its code and what was found at which line."""
    decisions, issues = read_decisions(Path("d.toml"), text.encode(), FRAMEWORK, [])
    return decisions, [(issue.code.value, issue.found) for issue in issues]


def score(**changed: str) -> str:
    """Write a score put right, with some keys changed, taken out (where empty) or added."""
    keys = {"partner": "'P09'", "theme": "'clusters'", "side": "'need'", "score": "4"} | changed
    lines = (f"{key} = {value}\n" for key, value in keys.items() if value)
    return "[[scores]]\n" + "".join(lines)


def decided_scores(decisions: Decisions) -> list[tuple[str, str, str, float]]:
    return [(one.partner, one.theme, one.side, one.score) for one in decisions.scores]


def test_a_score_put_right_is_read_with_its_reason_and_line() -> None:
    decisions, issues = read("\n" + score(reason="'the new  manager'", score="2.5"))
    (one,) = decisions.scores
    assert isinstance(one, ScoreDecision)
    assert decided_scores(decisions) == [("P09", "clusters", "need", 2.5)]
    assert (one.reason, one.line, issues) == ("the new manager", 2, [])


def test_a_score_may_name_the_partner_and_have_no_reason() -> None:
    decisions, issues = read(score(partner="'Wigan'", score="0"))
    assert decided_scores(decisions) == [("P09", "clusters", "need", 0.0)]
    assert (decisions.scores[0].reason, issues) == ("", [])


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"partner": "'P99'"}, '2: partner = "P99"'),
        ({"partner": ""}, "1: partner"),
        ({"theme": "'cluster'"}, '3: theme = "cluster"'),
        ({"side": "'needs'"}, '4: side = "needs"'),
        ({"side": "3"}, "4: side = 3"),
        ({"score": "5.5"}, "5: score = 5.5"),
        ({"score": "-1"}, "5: score = -1"),
        ({"score": "true"}, "5: score = true"),
        ({"score": "'4'"}, '5: score = "4"'),
        ({"score": "nan"}, "5: score = nan"),
        ({"score": "0x" + "f" * 5_000}, "5: score = …"),
        ({"score": ""}, "1: score"),
        ({"reason": "4"}, "6: reason = 4"),
        ({"why": "'so'"}, '6: why = "so"'),
    ],
)
def test_a_score_that_is_not_understood_is_named_and_not_used(
    changed: dict[str, str], found: str
) -> None:
    decisions, issues = read(score(**changed) + score(partner="'P01'"))
    assert issues == [("decision-not-understood", found)]
    assert decided_scores(decisions) == [("P01", "clusters", "need", 4.0)]


def test_a_score_off_the_scale_is_shown_the_scale() -> None:
    text = score(score="7").encode()
    _, (issue,) = read_decisions(Path("d.toml"), text, FRAMEWORK, [])
    assert issue.expected == "0…5"


def test_of_two_scores_that_differ_neither_is_used_and_the_second_is_named() -> None:
    decisions, issues = read(
        score() + score(partner="'Wigan'", score="3") + score(side="'resource'")
    )
    said = "6: P09, clusters, need = 3; 1: P09, clusters, need = 4"
    assert issues == [("decisions-contradict", said)]
    assert decided_scores(decisions) == [("P09", "clusters", "resource", 4.0)]


def test_one_score_twice_is_used_once() -> None:
    decisions, issues = read(score() + score())
    assert issues == [("decision-without-effect", "6: P09, clusters, need = 4")]
    assert len(decisions.scores) == 1


def test_binomes_are_sorted_inside_and_between() -> None:
    text = "[binomes]\nadopted = [['P08', 'P02'], ['P09', 'P01', 'P03']]\n"
    text += "pinned = [['Wigan', 'P01']]\nforbidden = []\nreason = 'in plenary'"
    decisions, issues = read(text)
    assert decisions.adopted == (("P01", "P03", "P09"), ("P02", "P08"))
    assert (decisions.pinned, decisions.forbidden) == ((("P01", "P09"),), ())
    assert (decisions.binomes_reason, issues) == ("in plenary", [])


@pytest.mark.parametrize("key", ["adopted", "pinned", "forbidden"])
@pytest.mark.parametrize(
    ("binome", "found"),
    [
        ("['P01', 'P99']", '"P99"'),
        ("['P01', 'P01']", '["P01", "P01"]'),
        ("['P09', 'Wigan']", '["P09", "Wigan"]'),  # one partner, named twice
        ("['P01']", '["P01"]'),
        ("['P01', 'P05', 'P06', 'P09']", '["P01", "P05", "P06", "P09"]'),
        ("['P01', 2]", '["P01", 2]'),
        ("'P01'", '"P01"'),
    ],
)
def test_a_binome_that_is_not_understood_is_named_and_not_used(
    key: str, binome: str, found: str
) -> None:
    decisions, issues = read(f"[binomes]\nreason = 'x'\n{key} = [{binome}, ['P02', 'P08']]")
    assert issues == [("decision-not-understood", f"3: {key}: {found}")]
    assert getattr(decisions, key) == (("P02", "P08"),)


@pytest.mark.parametrize("key", ["pinned", "forbidden"])
def test_only_an_adopted_binome_may_be_a_trio(key: str) -> None:
    decisions, issues = read(f"[binomes]\n{key} = [['P01', 'P02', 'P08']]")
    assert issues == [("decision-not-understood", f'2: {key}: ["P01", "P02", "P08"]')]
    assert getattr(decisions, key) == ()


@pytest.mark.parametrize("key", ["adopted", "pinned", "forbidden"])
def test_one_binome_twice_is_used_once(key: str) -> None:
    decisions, issues = read(f"[binomes]\n{key} = [['P01', 'P09'], ['Wigan', 'P01']]")
    assert issues == [("decision-without-effect", f'2: {key}: ["P01", "P09"]')]
    assert getattr(decisions, key) == (("P01", "P09"),)


def test_adopted_binomes_that_share_a_partner_are_not_used() -> None:
    text = "[binomes]\nadopted = [['P01', 'P09'], ['P02', 'P08'], ['P03', 'P09']]"
    decisions, issues = read(text)
    said = '2: adopted: ["P03", "P09"]; 2: adopted: ["P01", "P09"]'
    assert issues == [("decisions-contradict", said)]
    assert decisions.adopted == (("P02", "P08"),)


def test_a_pair_both_pinned_and_forbidden_is_neither() -> None:
    text = "[binomes]\nforbidden = [['P04', 'P10'], ['P01', 'P02']]\n"
    decisions, issues = read(text + "pinned = [['P10', 'P04'], ['P03', 'P07']]")
    said = '3: pinned: ["P04", "P10"]; 2: forbidden: ["P04", "P10"]'
    assert issues == [("decisions-contradict", said)]
    assert (decisions.pinned, decisions.forbidden) == ((("P03", "P07"),), (("P01", "P02"),))


def test_a_pair_may_be_adopted_although_it_was_forbidden() -> None:
    decisions, issues = read("[binomes]\nadopted = [['P01', 'P09']]\nforbidden = [['P01', 'P09']]")
    assert (decisions.adopted, decisions.forbidden, issues) == (
        (("P01", "P09"),), (("P01", "P09"),), [],
    )  # fmt: skip


def test_a_key_of_the_binomes_that_nobody_knows_leaves_the_others() -> None:
    decisions, issues = read("[binomes]\nadoptd = []\npinned = 3\nadopted = [['P01', 'P09']]")
    assert issues == [
        ("decision-not-understood", "2: adoptd = []"),
        ("decision-not-understood", "3: pinned = 3"),
    ]
    assert decisions.adopted == (("P01", "P09"),)


@pytest.mark.parametrize("date", ["2010-06-15", "'2010-06-15'"])
def test_the_meeting_is_read_whichever_way_its_date_is_written(date: str) -> None:
    text = f"[meeting]\ndate = {date}\nplace = ' Lens '\npresent = ['P01', 'Mme Dupont', '']"
    meeting = Meeting(date="2010-06-15", place="Lens", present=("P01", "Mme Dupont"))
    decisions, issues = read(text)
    assert (decisions.meeting, issues) == (meeting, [])


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("date = '15/06/2010'", '3: date = "15/06/2010"'),
        ("date = 2010", "3: date = 2010"),
        ("date = 2010-06-15T09:00:00", "3: date = 2010-06-15 09:00:00"),
        ("present = 'P01'", '3: present = "P01"'),
        ("present = ['P01', 1]", '3: present = ["P01", 1]'),
        ("present = ['P01', 'P01']", '3: present = ["P01", "P01"]'),
        ("town = 'Lens'", '3: town = "Lens"'),
    ],
)
def test_what_is_wrong_about_the_meeting_is_named_and_the_rest_is_used(
    wrong: str, found: str
) -> None:
    decisions, issues = read(f"[meeting]\nplace = 'Lens'\n{wrong}")
    assert issues == [("decision-not-understood", found)]
    assert decisions.meeting == Meeting(place="Lens")


def test_a_meeting_of_which_nothing_is_said_is_none() -> None:
    assert read("[meeting]\n")[0].meeting is read("")[0].meeting is None
    decisions, issues = read("[meeting]\nplace = 3")
    assert (decisions.meeting, issues) == (None, [("decision-not-understood", "2: place = 3")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[binomes]]\nadopted = []", "1: binomes"),
        ("meeting = 'Lens'", "1: meeting"),
        ("[scores]\npartner = 'P09'", "1: scores"),
        ("scores = [4]", "1: 4"),
    ],
)
def test_a_section_of_another_shape_is_named(text: str, found: str) -> None:
    decisions, issues = read(text)
    assert issues == [("decision-not-understood", found)]
    assert not decisions.scores
    assert decisions.meeting is None


def test_another_network_has_its_own_partners_themes_and_scale(tmp_path: Path) -> None:
    framework = read_framework(write_network(tmp_path))
    text = "[[scores]]\npartner = 'Wien'\ntheme = 'wood'\nside = 'need'\nscore = {}\n"
    content = (text.format(0) + text.format(1) + "[binomes]\nadopted = [['B', 'A']]").encode()
    decisions, issues = read_decisions(Path("d.toml"), content, framework, [])
    assert [(issue.found, issue.expected) for issue in issues] == [("5: score = 0", "1…4")]
    assert decided_scores(decisions) == [("A", "wood", "need", 1.0)]
    assert decisions.adopted == (("A", "B"),)


def test_what_was_decided_goes_with_the_intake(tmp_path: Path) -> None:
    text = score() + "[binomes]\nadopted = [['P09', 'P03']]\n"
    intake = decided(tmp_path, text, a=Book().fill())
    assert about(intake) == []
    assert decided_scores(intake.decisions) == [("P09", "clusters", "need", 4.0)]
    assert intake.decisions.adopted == (("P03", "P09"),)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    intake = read_workbooks(write(tmp_path, a=Book()), FRAMEWORK)
    assert (intake.decisions.file, intake.decisions.scores) == ("", ())


# ---- the file -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[[answers]]\npartner = ", None),
        (b"# \xff\n", "line 1: "),
        (b"\xff\xfe[\x00", "line 1: "),
        (b"[[answers]]\npartner = P09\n", "line 2: "),
        (b"a = 1\nb" + b".b" * 500_000 + b" = 1", "line 2: "),
        (b"x" * (2**20 + 1), None),
        (b"a = " + b"[" * 50_000, None),
        (b"a = " + b"9" * 5_000, None),
    ],
)
def test_a_file_that_is_no_toml_is_one_issue_and_none_of_it_is_used(
    tmp_path: Path, content: bytes, line: str | None
) -> None:
    decisions, issues = read_decisions(Path("decisions.toml"), content, FRAMEWORK, ["a.xlsx"])
    assert [issue.code.value for issue in issues] == ["decisions-unreadable"]
    assert line is None or issues[0].found.startswith(line)
    assert (decisions.supersedes, decisions.same, decisions.stands) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "answers = 3", "[answers]\npartner = 'P09'", "returns = []", "returns = 'x'", "[other]",
        "[returns]\nother = 1", "[[returns.supersedes]]\nfile = 'a.xlsx'", "answers = [1]",
        "[[returns.supersedes]]\nfile = 'a.xlsx'\nreplaces = []",
        "[[returns.supersedes]]\nfile = 'a.xlsx'\nreplaces = ['b.xlsx', 'b.xlsx']",
        "[[returns.supersedes]]\nfile = 'a.xlsx'\nreplaces = ['b.xlsx']\nwhy = 1",
        "[[returns.same_respondent]]\npartner = 'P09'\nrespondents = ['R1']",
        "[[returns.same_respondent]]\npartner = 'P09'\nrespondents = [1, 2]",
        "[[returns.supersedes]]\nfile = 'a.xlsx'\nreplaces = ['b.xlsx']\nreason = 4",
        "[[answers]]\nreason = 0x" + "f" * 5_000,
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_its_line(text: str) -> None:
    files = ["a.xlsx", "b.xlsx"]
    decisions, issues = read_decisions(Path("decisions.toml"), text.encode(), FRAMEWORK, files)
    assert not decisions.supersedes + decisions.same + decisions.stands
    assert {issue.code.value for issue in issues} == {"decision-not-understood"}
    assert all(issue.found[0] in "1234" for issue in issues), [issue.found for issue in issues]


def test_a_byte_order_mark_does_no_harm() -> None:
    text = b"\xef\xbb\xbf[[returns.supersedes]]\nfile = 'a.xlsx'\nreplaces = ['b.xlsx']"
    decisions, issues = read_decisions(Path("d.toml"), text, FRAMEWORK, ["a.xlsx", "b.xlsx"])
    assert (len(decisions.supersedes), issues) == (1, [])


def test_another_file_takes_the_place_of_the_one_in_the_folder(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    decided(raw, "[other]", **conflict())
    other = tmp_path / "mine.toml"
    other.write_text(supersedes(("b", "a")), encoding="utf-8")
    intake = read_workbooks(raw, FRAMEWORK, decisions=other)
    assert "decision-not-understood" not in codes(intake)
    assert given(intake)[FIELD] == 4
    assert "mine.toml" in dict(intake.provenance.decisions)
    assert analyse(raw, FRAMEWORK, decisions=other).intake.issues.of("file-superseded")


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.toml"):
        read_workbooks(write(tmp_path, a=Book()), FRAMEWORK, decisions=tmp_path / "nowhere.toml")


def test_the_example_of_the_guide_is_understood() -> None:
    decisions, issues = read_decisions(Path("d.toml"), EXAMPLE, FRAMEWORK, FILES)
    assert issues == []
    assert (len(decisions.supersedes), len(decisions.same), len(decisions.stands)) == (1, 1, 2)
    assert decisions.stands[1].cell == "C6"
    assert len(decisions.scores) == len(decisions.pinned) == len(decisions.forbidden) == 1
    assert decisions.adopted == (("P01", "P09"), ("P02", "P05"))
    assert decisions.meeting == Meeting(date="2010-06-15", place="Lens", present=("P01", "P09"))


# ---- whatever is written ----------------------------------------------------------------------

SECTIONS = ["returns", "answers", "scores", "binomes", "meeting", "x"]
KEYS = [*SECTIONS, "supersedes", "same_respondent", "partner", "respondents", "respondent",
        "field", "file", "sheet", "cell", "replaces", "reason", "theme", "side", "score",
        "adopted", "pinned", "forbidden", "date", "place", "present"]  # fmt: skip
TEXTS = [
    "P09",
    "Wigan",
    "P01",
    "clusters",
    "need",
    "R1",
    "a.xlsx",
    "b.xlsx",
    FIELD,
    "H5",
    "",
    "\u2028'\"\\",
    "é",
]
VALUES = st.recursive(
    st.sampled_from(TEXTS) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def as_toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {as_toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def says_something(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(says_something, value.values() if isinstance(value, dict) else value))
    return bool(value)


@given_by(st.dictionaries(st.sampled_from(SECTIONS), VALUES))
def test_whatever_is_written_is_understood_or_named(data: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in data.items())
    assert tomllib.loads(text) == data
    decisions, issues = read_decisions(Path("d.toml"), text.encode(), FRAMEWORK, ["a.xlsx"])
    assert not issues or all(issue.found.partition(":")[0].isdecimal() for issue in issues)
    some = {key: value for key, value in vars(decisions).items() if key != "file"}
    assert any(some.values()) or issues or not says_something(data)


@given_by(st.integers(0, len(EXAMPLE)), st.binary(max_size=3), st.integers(0, 3))
def test_bytes_that_are_damaged_break_nothing(at: int, put: bytes, taken: int) -> None:
    content = EXAMPLE[:at] + put + EXAMPLE[at + taken :]
    _, issues = read_decisions(Path("d.toml"), content, FRAMEWORK, FILES)
    assert all(issue.sentence("fr") and issue.fix("fr") for issue in issues)
