"""decisions.toml: checked like a return, line by line, and carried out with a word on each."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from prospects_analysis.decisions import read_decisions
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issue, Severity
from prospects_analysis.study import analyse
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
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_its_line(text: str) -> None:
    files = ["a.xlsx", "b.xlsx"]
    _, issues = read_decisions(Path("decisions.toml"), text.encode(), FRAMEWORK, files)
    assert {issue.code.value for issue in issues} == {"decision-not-understood"}
    assert all(issue.found[0] in "1234" for issue in issues), [issue.found for issue in issues]


def test_sections_about_the_pairing_are_passed_over_with_a_word() -> None:
    text = b"[meeting]\ndate = 2010-06-15\n[binomes]\nadopted = []\n[[scores]]\npartner = 'P01'"
    _, issues = read_decisions(Path("decisions.toml"), text, FRAMEWORK, [])
    assert [(issue.code.value, issue.found) for issue in issues] == [
        ("decisions-not-used", "1: meeting"),
        ("decisions-not-used", "3: binomes"),
        ("decisions-not-used", "5: scores"),
    ]


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


# ---- whatever is written ----------------------------------------------------------------------

KEYS = ["returns", "supersedes", "same_respondent", "answers", "scores", "partner", "respondents",
        "respondent", "field", "file", "sheet", "cell", "replaces", "reason", "x"]  # fmt: skip
TEXTS = ["P09", "Wigan", "R1", "a.xlsx", "b.xlsx", FIELD, "H5", "", "\u2028'\"\\", "é"]
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


@given_by(st.dictionaries(st.sampled_from(KEYS[:5]), VALUES))
def test_whatever_is_written_is_understood_or_named(data: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in data.items())
    assert tomllib.loads(text) == data
    decisions, issues = read_decisions(Path("d.toml"), text.encode(), FRAMEWORK, ["a.xlsx"])
    assert not issues or all(issue.found.partition(":")[0].isdecimal() for issue in issues)
    some = (decisions.supersedes, decisions.same, decisions.stands)
    assert any(some) or issues or not any(data.values())


@given_by(st.integers(0, len(EXAMPLE)), st.binary(max_size=3), st.integers(0, 3))
def test_bytes_that_are_damaged_break_nothing(at: int, put: bytes, taken: int) -> None:
    content = EXAMPLE[:at] + put + EXAMPLE[at + taken :]
    _, issues = read_decisions(Path("d.toml"), content, FRAMEWORK, FILES)
    assert all(issue.sentence("fr") and issue.fix("fr") for issue in issues)
