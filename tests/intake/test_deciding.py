"""Decisions carried out: the cell that stands, who is who, and what is suggested."""

from __future__ import annotations

import pytest

from prospects_analysis.cli import main
from prospects_analysis.decisions import read_decisions
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.intake.suggesting import suggested_decisions
from tests.intake.books import FRAMEWORK, Book, codes, given, only, read, write
from tests.intake.practice_books import PracticeBook

NEED = "clusters.mapping.need"
CONFLICT = {
    "a": Book().fill().put(clusters__mapping__need=2),
    "b": Book().fill().put(clusters__mapping__need=4),
}


def decide(folder, *entries):
    (folder / "decisions.toml").write_text("\n".join(entries), encoding="utf-8")
    return read_workbooks(folder, FRAMEWORK)


def answer(file, more="", field=NEED):
    return f'[[answers]]\npartner = "P09"\nfield = "{field}"\nfile = "{file}.xlsx"\n{more}\n'


def same(*codes):
    return f'[[returns.same_respondent]]\npartner = "Wigan"\nrespondents = {list(codes)}\n'


def with_two_codes():
    """A workbook in which the row of the respondent's code stands twice."""
    book = Book().fill()
    sheet = book.sheet("identity")
    sheet["A40"].value, sheet["C40"].value = "identity.respondent_id", "R2"
    sheet["B40"].value = sheet["B7"].value
    return book


def with_row_twice():
    """A workbook in which the row of a criterion was copied, and then answered otherwise."""
    book = Book().fill().put(clusters__mapping__need=2)
    sheet = book.sheet("clusters")
    for column in "ABCDEFGHI":
        sheet[f"{column}30"].value = sheet[f"{column}5"].value
    sheet["H30"].value = 4
    return book


# ---- which of two answers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"), [('"H5"', 2), ('"$h$30"', 4), ('"H30"\nsheet = "3 Clusters"', 4)]
)
def test_a_cell_tells_two_answers_of_one_workbook_apart(tmp_path, cell, value):
    write(tmp_path, a=with_row_twice())
    intake = decide(tmp_path, answer("a", f"cell = {cell}"))
    assert given(intake)[NEED] == value
    assert not intake.issues.errors
    assert only(intake, "answer-decided").cell == ("H30" if value == 2 else "H5")


@pytest.mark.parametrize(
    "more", ["", 'cell = "H7"', 'sheet = "2 Business support"', 'sheet = "3 Clusters"']
)
def test_a_decision_that_does_not_tell_the_cells_apart_says_which_there_are(tmp_path, more):
    write(tmp_path, a=with_row_twice())
    intake = decide(tmp_path, answer("a", more))
    assert len(intake.issues.of("conflicting-answers")) == 2
    assert only(intake, "decision-without-effect").expected == "H30, H5"


def test_a_decision_for_a_file_that_is_not_concerned_says_which_are(tmp_path):
    write(tmp_path, **CONFLICT, c=Book("P03").fill())
    issue = only(decide(tmp_path, answer("c")), "decision-without-effect")
    assert issue.expected == "a.xlsx, b.xlsx"


def test_two_decisions_that_disagree_are_named_and_neither_is_followed(tmp_path):
    write(tmp_path, **CONFLICT)
    intake = decide(tmp_path, answer("a"), answer("b", 'respondent = "R1"'))
    contradict = intake.issues.of("decisions-contradict")
    assert [issue.found.partition(":")[0] for issue in contradict] == ["1", "7"]
    assert NEED not in given(intake)


def test_a_decision_said_twice_is_followed(tmp_path):
    write(tmp_path, **CONFLICT)
    intake = decide(tmp_path, answer("b"), answer("b"))
    assert given(intake)[NEED] == 4
    assert codes(intake) == {"answer-decided"}


def test_what_decides_the_code_of_a_workbook_decides_whose_answers_they_are(tmp_path):
    write(tmp_path, wigan=with_two_codes())
    intake = decide(tmp_path, answer("wigan", 'cell = "C40"', "identity.respondent_id"))
    assert set(intake.answers["respondent"]) == {"R2"}
    assert codes(intake) == {"answer-decided", "id-twice"}


@pytest.mark.parametrize("respondent", ["wigan", "wigan.xlsx"])
def test_a_respondent_may_be_named_by_the_file_whatever_the_code(tmp_path, respondent):
    book = with_row_twice()
    write(tmp_path, wigan=book)
    intake = decide(tmp_path, answer("wigan", f'cell = "H5"\nrespondent = "{respondent}"'))
    assert given(intake)[NEED] == 2


# ---- which respondent -----------------------------------------------------------------------


def test_codes_that_are_joined_one_by_one_are_one_person(tmp_path):
    names = {"a": "R1", "b": "Jean", "c": "J. D.", "d": "Marie"}
    write(tmp_path, **{f: Book().fill().put(identity__respondent_id=n) for f, n in names.items()})
    intake = decide(tmp_path, same("Jean", "jd"), same("R1", "Jean"))
    assert set(intake.answers["respondent"]) == {"Jean", "Marie"}
    joined = {issue.file for issue in intake.issues.of("respondents-decided")}
    assert joined == {"a.xlsx", "b.xlsx", "c.xlsx"}
    assert not intake.issues.errors


def test_of_people_who_were_joined_a_conflict_is_one_too(tmp_path):
    write(tmp_path, a=CONFLICT["a"], b=Book().fill().put(identity__respondent_id="Jean"))
    intake = decide(tmp_path, same("R1", "Jean"))
    assert {issue.file for issue in intake.issues.of("conflicting-answers")} == {"a.xlsx", "b.xlsx"}


# ---- which file -----------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["notes.txt", "scan.pdf"])
def test_a_file_that_is_no_workbook_takes_no_place(tmp_path, file):
    (tmp_path / file).write_bytes(b"%PDF")
    write(tmp_path, a=Book().fill())
    text = f'[[returns.supersedes]]\nfile = "{file}"\nreplaces = ["a.xlsx"]'
    intake = decide(tmp_path, text)
    assert only(intake, "decision-without-effect").expected == "a.xlsx"
    assert len(given(intake)) > 48


def test_the_decisions_themselves_are_not_set_aside(tmp_path):
    write(tmp_path, a=Book().fill())
    text = '[[returns.supersedes]]\nfile = "a.xlsx"\nreplaces = ["decisions.toml"]\n[oops]\nx = 1'
    told = decide(tmp_path, text).issues.of("decision-not-understood")
    assert [issue.found.partition(":")[0] for issue in told] == ["3", "4"]


# ---- what is suggested ----------------------------------------------------------------------


def test_what_is_suggested_decides_every_conflict(tmp_path):
    practices = PracticeBook().practice("02"), PracticeBook().practice("02", problem="Another.")
    books = CONFLICT | {"e": practices[0], "f": practices[1]}
    intake = read(tmp_path, **books, c=with_row_twice(), d=with_two_codes())
    assert len(intake.issues.errors) == 4 + 2 + 2
    suggested = suggested_decisions(intake)
    assert len(suggested) == 3
    after = decide(tmp_path, *suggested)
    assert not after.issues.errors
    assert not after.issues.of("decision-without-effect")
    assert given(after)[NEED] == 2


def test_of_a_sheet_that_was_copied_the_sheet_is_suggested(tmp_path):
    book = Book().fill().put(clusters__mapping__need=2)
    book.book.copy_worksheet(book.sheet("clusters"))["H5"].value = 4
    (suggested,) = suggested_decisions(read(tmp_path, a=book))
    assert 'sheet = "3 Clusters"  # "3 Clusters Copy"' in suggested
    assert given(decide(tmp_path, suggested))[NEED] == 2


def test_nothing_is_suggested_where_nothing_disagrees(tmp_path):
    assert suggested_decisions(read(tmp_path, a=Book().fill())) == []


def test_names_with_quotes_are_suggested_as_toml_writes_them(tmp_path):
    one, other = CONFLICT.values()
    intake = read(tmp_path, **{'"Ma" \\ version': one, "é\x7f": other})
    assert not decide(tmp_path, *suggested_decisions(intake)).issues.errors


def test_check_shows_what_to_write_and_keeps_the_decisions_in_its_commands(tmp_path, capsys):
    raw, mine = tmp_path / "raw", tmp_path / "mine.toml"
    raw.mkdir()
    write(raw, **CONFLICT, c=Book("P03").fill())
    assert main(["check", str(raw)]) == 1
    shown = capsys.readouterr().out
    assert f"{raw / 'decisions.toml'}" in shown
    assert '  file = "a.xlsx"  # "b.xlsx"\n' in shown
    mine.write_text(answer("b"), encoding="utf-8")
    assert main(["check", str(raw), "--decisions", str(mine)]) == 0
    shown = capsys.readouterr().out
    assert "[[answers]]" not in shown
    assert shown.count(f"--decisions {mine}") == 2


@pytest.mark.parametrize("command", ["check", "run"])
def test_decisions_that_are_not_there_are_a_mistake_of_the_command(tmp_path, capsys, command):
    write(tmp_path, a=Book())
    missing = tmp_path / "nowhere.toml"
    assert main([command, str(tmp_path), "--decisions", str(missing)]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


# ---- what nobody writes by hand -------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"a" + b".a" * 500_000 + b" = 1",
        b"[[answers]]\npartner" + b".a" * 150 + b" = 1",
        b"answers = " + b"[" * 100_000,
        b"answers = " + b"[" * 300 + b"]" * 300,
        b"[[answers]]\n" * 20_000,
        b'[[answers]]\npartner = "P09"\nfield = "x"\nfile = "y"\n' * 5_000,
        b"".join(b"[a%d.b]\n" % number for number in range(20_000)),
        b'[[answers]]\npartner = "' + b"P" * 900_000 + b'"',
        b"answers = " + b"9" * 5_000,
    ],
)
def test_no_text_whatever_hangs_or_says_too_much(tmp_path, content):
    _, issues = read_decisions(tmp_path / "decisions.toml", content, FRAMEWORK, ["a.xlsx"])
    assert issues
    assert max(len(issue.sentence("en")) for issue in issues) < 300


def test_a_reason_that_would_command_a_terminal_is_only_words(tmp_path):
    write(tmp_path, **CONFLICT)
    intake = decide(tmp_path, answer("b", 'reason = "by \\u001b[31m\\n  phone\\u0000"'))
    assert only(intake, "answer-decided").found.endswith("(by [31m phone)")
