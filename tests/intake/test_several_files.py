"""Several files of one partner: the sentences of the specification, one test each.

Colleagues copy a template and share it out by theme; it comes back once, twice, or as
"v2 FINAL (3).xlsx". The workbooks here are templates as they are written, filled and saved.
"""

from __future__ import annotations

import openpyxl
import pytest

from prospects_analysis.calibration import score_grid
from prospects_analysis.framework import read_framework
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.sheet_layout import slots
from prospects_analysis.template import write_practice_templates, write_templates
from tests.another_network import write_full_network
from tests.intake.books import FRAMEWORK, THEMES, Book, codes, given, only, read, write
from tests.intake.practice_books import PracticeBook

NEED = "clusters.mapping.need"


def of_theme(theme, folder, date="2010-06-15", code="R1", value=3):
    """A template of one theme, written anew and filled."""
    (path,) = write_templates(FRAMEWORK, folder, "en", partners=["P09"], themes=[theme])
    book = Book()
    book.book = openpyxl.load_workbook(path)
    book.put(identity__respondent_id=code, identity__role="Business", identity__date=date)
    for slot in slots(FRAMEWORK, theme):
        if slot.form is None and slot.code != "@evidence":
            book.cell(slot.field).value = value
    return book


def needs(value, **instead):
    return Book().fill().put(clusters__mapping__need=value, **instead)


# ---- "colleagues copy one file and share it out by theme, keeping respondent code and date" ----


def test_templates_of_single_themes_make_one_whole(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    books = {f"prospects_P09_{theme}_en": of_theme(theme, tmp_path) for theme in THEMES}
    intake = read(folder, **books)
    scores = intake.answers.query("side != ''")
    assert (len(scores), set(scores["state"]), set(scores["respondent"])) == (48, {"given"}, {"R1"})
    assert scores.groupby("theme")["file"].nunique().tolist() == [1] * 4
    assert not codes(intake) & {"missing-sheet", "conflicting-answers", "respondents-apart"}
    assert set(score_grid(intake).ratings.query("partner == 'P09'")["respondents"]) == {1}


def test_copies_of_one_whole_file_that_were_shared_out_make_one_whole(tmp_path):
    books = {}
    for theme in THEMES:
        book = Book().put(identity__respondent_id="R1", identity__role="Business")
        for slot in slots(FRAMEWORK, theme):
            book.cell(slot.field).value = 2 if slot.code in ("@resource", "@need") else None
        books[theme] = book.put(identity__date="2010-06-15")
    scores = read(tmp_path, **books).answers.query("side != ''")
    assert (len(scores), set(scores["value"])) == (48, {2})
    assert (scores["file"] == scores["theme"] + ".xlsx").all()


def test_a_theme_that_nobody_sent_back_is_not_assessed(tmp_path):
    books = {theme: of_theme(theme, tmp_path) for theme in THEMES[:3]}
    folder = tmp_path / "raw"
    folder.mkdir()
    intake = read(folder, **books)
    grid = score_grid(intake)
    assert grid.resources.loc["P09"].isna().tolist() == [theme not in books for theme in THEMES]


# ---- "or send 'v2 FINAL (3).xlsx'" ------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["v2 FINAL (3)", "Kopie von prospects_P09_en", "réponses définitives"]
)
def test_the_name_of_a_file_does_not_matter(tmp_path, name):
    intake = read(tmp_path, **{name: needs(4)})
    assert given(intake)[NEED] == 4
    assert codes(intake) == set()
    assert set(intake.answers["file"]) == {f"{name}.xlsx"}


# ---- "merge answer by answer: blank yields to given; the same answer twice is one" -------------


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "n.d.", "?"])
@pytest.mark.parametrize("first", [True, False])
def test_blank_yields_to_given_in_whichever_file(tmp_path, blank, first):
    books = (needs(blank), needs(4)) if first else (needs(4), needs(blank))
    intake = read(tmp_path, **dict(zip("ab", books, strict=True)))
    row = intake.answers.query("field == @NEED").iloc[0]
    assert (row["value"], row["file"]) == (4, "b.xlsx" if first else "a.xlsx")
    assert not intake.issues.of("conflicting-answers")


def test_not_applicable_is_an_answer_and_no_blank(tmp_path):
    intake = read(tmp_path, a=needs("NA", clusters__mapping__resource="NA"), b=needs(4))
    assert "conflicting-answers" in codes(intake)


@pytest.mark.parametrize("again", [4, 4.0, "4", "４", "4 "])
def test_the_same_answer_twice_is_one_however_it_is_typed(tmp_path, again):
    intake = read(tmp_path, a=needs(4), b=needs(again))
    rows = intake.answers.query("field == @NEED")
    assert (rows["value"].tolist(), rows["file"].tolist()) == ([4], ["a.xlsx"])
    assert not intake.issues.of("conflicting-answers")


# ---- "two different answers of one respondent are a conflict: error that names both cells, and
# neither is used until the analyst chooses" -----------------------------------------------------


def test_of_two_different_answers_neither_is_used_until_the_analyst_chooses(tmp_path):
    write(tmp_path, a=needs(1), b=needs(4))
    before = read_workbooks(tmp_path, FRAMEWORK)
    told = before.issues.of("conflicting-answers")
    assert [(issue.file, issue.cell) for issue in told] == [("a.xlsx", "H5"), ("b.xlsx", "H5")]
    for issue in told:
        assert "a.xlsx, 3 Clusters, H5" in issue.sentence("en")
        assert "b.xlsx, 3 Clusters, H5" in issue.sentence("en")
    rating = "partner == 'P09' and criterion == 'clusters.mapping' and side == 'need'"
    assert score_grid(before).ratings.query(rating)["state"].tolist() == ["blank"]
    chosen = f'[[answers]]\npartner = "P09"\nfield = "{NEED}"\nfile = "b.xlsx"\n'
    (tmp_path / "decisions.toml").write_text(chosen, encoding="utf-8")
    after = score_grid(read_workbooks(tmp_path, FRAMEWORK))
    assert after.ratings.query(rating)["rating"].tolist() == [4]


# ---- "different respondents: median" -----------------------------------------------------------


def test_of_different_respondents_the_median_counts(tmp_path):
    books = {
        code: needs(value, identity__respondent_id=code)
        for code, value in {"R1": 1, "R2": 4, "R3": 5}.items()
    }
    rating = "partner == 'P09' and criterion == 'clusters.mapping' and side == 'need'"
    row = score_grid(read(tmp_path, **books)).ratings.query(rating).iloc[0]
    assert (row["rating"], row["low"], row["high"], row["respondents"]) == (4, 1, 5, 3)


# ---- "no date decides anything" ----------------------------------------------------------------


@pytest.mark.parametrize("dates", [("2010-06-15", "2010-06-20"), ("2010-06-20", "2010-06-15")])
def test_no_date_decides_anything(tmp_path, dates):
    older, newer = (needs(v, identity__date=d) for v, d in zip((1, 4), dates, strict=True))
    intake = read(tmp_path, a=older, b=newer)
    assert len(intake.issues.of("conflicting-answers")) == 2
    assert NEED not in given(intake)


# ---- "unknown partner, other framework or template version: error that says which was expected",
# "close names are suggested" --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"), [("Karvinna", "P03"), ("Tatabania", "P05"), ("Wigan Metropolitan", None)]
)
def test_a_partner_that_nobody_knows_is_named_with_who_was_meant(tmp_path, typed, meant):
    intake = read(tmp_path, a=needs(4, identity__partner_id=typed))
    issue = only(intake, "unknown-partner")
    assert (issue.cell, issue.found) == ("C6", typed)
    assert (issue.expected or None) == meant
    assert meant is None or meant in issue.fix("en")


@pytest.mark.parametrize("version", ["1", "3"])
def test_another_version_of_the_template_says_which_was_expected(tmp_path, version):
    book = needs(4)
    for sheet in book.book.worksheets:
        code = str(sheet["A1"].value)
        sheet["A1"].value = code.replace("prospects|2|", f"prospects|{version}|")
    told = read(tmp_path, a=book).issues.of("other-framework")
    assert {(i.found, i.expected) for i in told} == {(f"prospects {version}", "prospects 2")}
    assert all("prospects 2" in issue.sentence("en") for issue in told)


def test_the_form_of_another_network_says_which_was_expected(tmp_path):
    other = read_framework(write_full_network(tmp_path))
    paths = write_templates(other, tmp_path / "out", other.languages[0])
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(paths[0].read_bytes())
    intake = read_workbooks(folder, FRAMEWORK)
    told = intake.issues.of("other-framework")
    assert {issue.expected for issue in told} == {"prospects 2"}
    assert {issue.found for issue in told} == {f"{other.id} {other.version}"}
    assert intake.answers.empty


# ---- good practices go the same way ------------------------------------------------------------


def test_practices_that_were_shared_out_stand_beside_each_other(tmp_path):
    books = {"ours": PracticeBook().practice("01"), "theirs": PracticeBook().practice("02")}
    intake = read(tmp_path, **books, assessment=Book().fill())
    table = intake.practice_table()
    assert list(table["practice"]) == ["P09-01", "P09-02"]
    assert table["complete"].all()
    assert not intake.issues.errors


def test_blank_practices_say_nothing_beside_filled_ones(tmp_path):
    (path,) = write_practice_templates(FRAMEWORK, tmp_path / "out", "en", ["P09"])
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "blank.xlsx").write_bytes(path.read_bytes())
    intake = read(folder, filled=PracticeBook().practice("03"))
    title = intake.practices.query("field == 'practices.03.title'")
    assert (title["file"].tolist(), title["state"].tolist()) == (["filled.xlsx"], ["given"])
    assert set(intake.practices["practice"]) == {"P09-03"}
    assert [issue.file for issue in intake.issues.of("no-practice")] == ["blank.xlsx"]
