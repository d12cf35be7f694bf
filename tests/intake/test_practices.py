"""Good practices are read field by field, and every trap on their sheets is named at its cell."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.addresses import address
from prospects_analysis.intake.books import check_book
from prospects_analysis.intake.checking import is_given
from prospects_analysis.intake.gate import open_package
from prospects_analysis.intake.plain import show
from prospects_analysis.intake.practice_tables import PRACTICE_COLUMNS
from prospects_analysis.intake.questions import owners_of_labels
from prospects_analysis.intake.reading import read_book
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.sheet_layout import criterion_choice, slots
from prospects_analysis.template import write_practice_templates
from tests.another_network import write_full_network
from tests.intake.books import FRAMEWORK, Book, codes, only, read, repacked
from tests.intake.practice_books import SHEETS, TITLE, PracticeBook, practice_template
from tests.intake.test_every_cell import KNOWN, cells, named_by, with_cells

THEMES = [theme.id for theme in FRAMEWORK.themes]
EVERY_THEME = dict(zip(["01", "02", "03", "04"], THEMES, strict=True))


def complete(**more: object) -> PracticeBook:
    """A practice on each theme, so that nothing is to be said."""
    book = PracticeBook(**more)
    for number, theme in EVERY_THEME.items():
        book.practice(number, theme)
    return book


def values(intake):
    given = intake.practices[intake.practices["state"] == "given"]
    return dict(zip(given["field"], given["value"], strict=True))


# ---- what is read ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_a_filled_workbook_is_read_whole_and_nothing_is_said(tmp_path, language):
    intake = read(tmp_path, a=complete(language=language))
    assert codes(intake) == set()
    assert tuple(intake.practices.columns) == PRACTICE_COLUMNS
    assert len(intake.practices) == 4 * len(slots(FRAMEWORK, "practice_01"))
    found = values(intake)
    assert found["practices.03.title"] == TITLE
    assert found["practices.03.theme"] == "clusters"
    assert found["practices.03.criteria_2"] == "clusters.governance"
    assert (found["practices.03.transferability"], found["practices.03.host_visit"]) == (4, "yes")
    row = intake.practices.query("field == 'practices.02.problem'").iloc[0]
    assert (row["partner"], row["practice"], row["theme"]) == ("P09", "P09-02", "support")
    assert (row["file"], row["cell"][0]) == ("a.xlsx", "C")


def test_blank_template_holds_no_practice_and_says_so(tmp_path):
    intake = read(tmp_path, a=practice_template())
    assert codes(intake) == {"no-practice"}
    assert intake.practices.empty
    assert tuple(intake.practices.columns) == PRACTICE_COLUMNS
    assert intake.practice_table().empty
    assert intake.practice_coverage().to_numpy().sum() == 0


def test_intake_of_self_assessments_alone_has_the_columns(tmp_path):
    intake = read(tmp_path, a=Book().fill())
    assert tuple(intake.practices.columns) == PRACTICE_COLUMNS
    assert intake.practices.empty
    assert codes(intake) == set()


def test_whoever_sent_practices_alone_is_late_and_no_respondent(tmp_path):
    intake = read(tmp_path, a=complete())
    assert intake.answers.empty
    assert "P09" in intake.late
    assert "P09" in {issue.field for issue in intake.issues.of("no-return")}


def test_practices_beside_a_self_assessment_change_nothing_of_it(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "both").mkdir()
    alone = read(tmp_path / "one", a=Book().fill())
    both = read(tmp_path / "both", a=Book().fill(), b=complete())
    pd.testing.assert_frame_equal(alone.answers, both.answers)
    assert codes(both) == set()
    assert both.late == alone.late


def test_practice_that_was_begun_is_in_the_table_incomplete(tmp_path):
    book = PracticeBook().practice("01").practice("03", difficulties=None, title=None)
    book.cell("practices.07.url").value = "https://example.org"
    table = read(tmp_path, a=book).practice_table().set_index("practice")
    assert dict(table["complete"]) == {"P09-01": True, "P09-03": False, "P09-07": False}
    assert table.loc["P09-01", "criteria"] == tuple(
        one.id for one in FRAMEWORK.criteria_of("support")[:3]
    )
    assert table.loc["P09-03", "title"] is None
    assert table.loc["P09-07", "criteria"] == ()


def test_coverage_counts_complete_practices_by_partner_and_theme(tmp_path):
    ours = PracticeBook().practice("01").practice("02").practice("03", "clusters", evidence=None)
    theirs = PracticeBook("P04", "fr").practice("10", "ecoinnovation")
    coverage = read(tmp_path, a=ours, b=theirs).practice_coverage()
    assert list(coverage.index) == [partner.id for partner in FRAMEWORK.partners]
    assert list(coverage.columns) == THEMES
    assert dict(coverage.loc["P09"]) == dict.fromkeys(THEMES, 0) | {"support": 2}
    assert coverage.loc["P04", "ecoinnovation"] == 1
    assert coverage.to_numpy().sum() == 3


def test_themes_without_a_complete_practice_are_told_once_practices_were_sent(tmp_path):
    intake = read(tmp_path, a=PracticeBook().practice("01", "support"))
    told = intake.issues.of("theme-without-practice")
    assert [issue.field for issue in told] == [one for one in THEMES if one != "support"]
    assert {issue.severity.value for issue in told} == {"info"}


# ---- the traps ------------------------------------------------------------------------------

WRONG = [
    ("theme", "Tourism", "not-in-list"),
    ("criteria_2", "Beaches", "not-in-list"),
    ("transferability", 6, "not-in-list"),
    ("transferability", "3-4", "not-in-list"),
    ("transferability", True, "not-in-list"),
    ("transferability", 2.5, "not-in-list"),
    ("host_visit", "perhaps", "not-in-list"),
    ("title", "-", "unclear-blank"),
    ("period", "#REF!", "error-cell"),
    ("evidence", '=A1&"x"', "formula-without-value"),
    ("title", "T" * 101, "text-too-long"),
    ("short_summary", "S" * 32_767, "text-cut"),
    ("gp_id", "P09-07", "practice-id-changed"),
    ("gp_id", "p09 02", "value-tidied"),
    ("organisation", "A _x0007_ bell", "text-cleaned"),
]


@pytest.mark.parametrize(("name", "value", "code"), WRONG, ids=[f"{n}-{c}" for n, _, c in WRONG])
def test_what_is_wrong_in_a_cell_is_named_there(tmp_path, name, value, code):
    book = complete()
    cell = book.cell(f"practices.02.{name}")
    cell.value = value
    if value == "#REF!":
        cell.data_type = "e"
    intake = read(tmp_path, a=book)
    issue = next(one for one in intake.issues.of(code) if one.cell == cell.coordinate)
    assert (issue.sheet, issue.file) == ("Good practice 02", "a.xlsx")
    assert issue.field == f"practices.02.{name}"
    for language in FRAMEWORK.languages:
        assert "{" not in issue.sentence(language) + issue.fix(language)


def test_what_may_be_chosen_is_told_in_the_language_of_the_sheet(tmp_path):
    book = complete(partner="P04", language="fr")
    book.cell("practices.02.theme").value = "Tourisme"
    issue = only(read(tmp_path, a=book), "not-in-list")
    for theme in THEMES:
        assert FRAMEWORK.word(f"themes.{theme}.label", "fr") in issue.fix("fr")


@pytest.mark.parametrize("language", FRAMEWORK.languages)
@pytest.mark.parametrize("how", ["id", "label", "choice"])
def test_criteria_are_known_by_id_and_by_words_of_any_language(tmp_path, language, how):
    book = complete()
    criterion = FRAMEWORK.criteria_of("support")[3].id
    typed = {
        "id": criterion,
        "label": FRAMEWORK.word(f"criteria.{criterion}.label", language).upper(),
        "choice": criterion_choice(FRAMEWORK, criterion, language),
    }[how]
    book.cell("practices.02.criteria_1").value = typed
    intake = read(tmp_path, a=book)
    assert values(intake)["practices.02.criteria_1"] == criterion
    assert codes(intake) == set()


@pytest.mark.parametrize("part", ["label", "short", "long", "sheet"])
@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_themes_are_known_by_all_their_names(tmp_path, language, part):
    book = complete()
    book.cell("practices.04.theme").value = FRAMEWORK.word(f"themes.ecoinnovation.{part}", language)
    assert values(read(tmp_path, a=book))["practices.04.theme"] == "ecoinnovation"


def test_a_name_that_two_criteria_share_is_not_guessed(tmp_path):
    folder = write_full_network(tmp_path, ('label = "Mühlen"', 'label = "Quellen"'))
    network = read_framework(folder)
    (path,) = write_practice_templates(network, tmp_path / "raw", partners=["A"])
    book = Book.__new__(Book)
    import openpyxl

    book.book = openpyxl.load_workbook(path)
    page = book.sheet("practice_01")
    rows = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
    page.cell(rows["practice_01.about_1"], 3).value = "Quellen"
    page.cell(rows["practice_01.about_2"], 3).value = "Handel"
    path.write_bytes(book.save())
    intake = read_workbooks(path.parent, network)
    assert only(intake, "not-in-list").field == "practices.01.about_1"
    assert values(intake)["practices.01.about_2"] == "wood.trade"


@pytest.mark.parametrize(
    "slot", [s for s in slots(FRAMEWORK, "practice_01") if not s.form.prefilled], ids=lambda s: s.id
)
def test_required_fields_of_a_practice_that_was_begun_are_asked_for(tmp_path, slot):
    book = complete()
    cell = book.cell(slot.field)
    cell.value = None
    intake = read(tmp_path, a=book)
    missing = [(one.sheet, one.cell) for one in intake.issues.of("field-missing")]
    assert missing == ([("Good practice 01", cell.coordinate)] if slot.is_required else [])
    (first, *_) = intake.practice_table().itertuples()
    assert first.complete == (not slot.is_required)


def test_sheets_that_are_not_needed_may_stay_blank_or_go(tmp_path):
    book = complete()
    for sheet in ("practice_09", "practice_10", "practices"):
        book.book.remove(book.sheet(sheet))
    assert codes(read(tmp_path, a=book)) == set()


def test_criterion_of_another_theme_is_asked_about_and_kept(tmp_path):
    book = complete()
    cell = book.cell("practices.03.criteria_3")
    cell.value = "support.finance"
    intake = read(tmp_path, a=book)
    issue = only(intake, "criterion-of-other-theme")
    assert (issue.cell, issue.found) == (cell.coordinate, "Access to finance")
    assert issue.expected == FRAMEWORK.word("themes.clusters.label", "en")
    assert values(intake)["practices.03.criteria_3"] == "support.finance"


def test_criterion_chosen_twice_counts_once(tmp_path):
    book = complete()
    book.cell("practices.02.criteria_3").value = book.cell("practices.02.criteria_1").value
    intake = read(tmp_path, a=book)
    assert only(intake, "criterion-twice").field == "practices.02.criteria_3"
    table = intake.practice_table().set_index("practice")
    assert len(table.loc["P09-02", "criteria"]) == 2


def test_own_name_of_the_partner_is_read_and_another_one_refused(tmp_path):
    book = complete()
    book.cell("practices.partner_id").value = "Wigan"
    issue = only(read(tmp_path, a=book), "value-tidied")
    assert (issue.found, issue.expected, issue.cell) == ("Wigan", "P09", "C4")
    book.cell("practices.partner_id").value = "Gelsenkirchen"
    intake = read(tmp_path, a=book)
    assert {issue.code.value for issue in intake.issues.errors} == {"partners-differ"}
    assert intake.practices.empty


@pytest.mark.parametrize(("typed", "meant"), [("Wigann", "P09"), ("P99", None)])
def test_unknown_partner_is_named_at_its_cell(tmp_path, typed, meant):
    book = complete()
    book.cell("practices.partner_id").value = typed
    issue = only(read(tmp_path, a=book), "unknown-partner")
    assert (issue.cell, issue.field, issue.found) == ("C4", "practices.partner_id", typed)
    assert meant is None or meant in issue.expected


# ---- rows, columns and sheets ---------------------------------------------------------------


def test_sheet_copied_for_another_practice_is_named_and_its_texts_not_mixed(tmp_path):
    book = complete()
    copied = book.book.copy_worksheet(book.sheet("practice_01"))
    copied.title = "Good practice 11"
    copied["C6"].value = "Another practice"
    intake = read(tmp_path, a=book)
    assert only(intake, "sheet-twice").sheet == "Good practice 11"
    differing = intake.issues.of("practices-differ")
    assert {one.sheet for one in differing} == {"Good practice 01", "Good practice 11"}
    assert "practices.01.title" not in values(intake)


def test_sheet_of_an_eleventh_practice_is_refused_with_its_range(tmp_path):
    book = complete()
    page = book.sheet("practice_10")
    page["A1"].value = page["A1"].value.replace("practice_10", "practice_11")
    page["C8"].value = "Lost?"
    issue = only(read(tmp_path, a=book), "other-framework")
    assert (issue.sheet, issue.severity.value) == ("Good practice 10", "error")
    assert "practice_11" in issue.found


def test_sheet_without_its_code_is_an_error(tmp_path):
    book = complete()
    book.sheet("practice_02")["A1"].value = None
    issue = only(read(tmp_path, a=book), "sheet-without-code")
    assert issue.sheet == "Good practice 02"


def test_rows_that_were_sorted_with_their_ids_are_followed(tmp_path):
    book = complete()
    page = book.sheet("practice_02")
    first, second = book.cell("practices.02.organisation").row, book.cell("practices.02.period").row
    for column in (1, 2, 3, 4):
        one, other = page.cell(first, column), page.cell(second, column)
        one.value, other.value = other.value, one.value
    intake = read(tmp_path, a=book)
    assert codes(intake) == set()
    assert values(intake)["practices.02.period"] == "About practices.02.period."


def test_labels_that_were_torn_off_their_ids_leave_the_fields_unused(tmp_path):
    book = complete()
    page = book.sheet("practice_02")
    row = book.cell("practices.02.organisation").row
    page.cell(row, 2).value = "Evidence of success"
    intake = read(tmp_path, a=book)
    issue = only(intake, "label-disagrees")
    assert (issue.sheet, issue.cell) == ("Good practice 02", f"C{row}")
    assert "practices.02.organisation" not in values(intake)


def test_row_without_its_id_and_unknown_id_are_named(tmp_path):
    book = complete()
    page = book.sheet("practice_02")
    rows = [book.cell(f"practices.02.{one}").row for one in ("problem", "url")]
    page.cell(rows[0], 1).value = None
    page.cell(rows[1], 1).value = "practice_02.link"
    intake = read(tmp_path, a=book)
    assert {one.cell for one in intake.issues.of("answer-without-id")} == {f"C{r}" for r in rows}
    assert only(intake, "unknown-id").cell == f"A{rows[1]}"
    assert len(intake.issues.of("missing-row")) == 2


def test_merged_cells_are_named_with_their_range(tmp_path):
    book = complete()
    page = book.sheet("practice_02")
    row = book.cell("practices.02.problem").row
    page.merge_cells(start_row=row, end_row=row + 1, start_column=3, end_column=3)
    intake = read(tmp_path, a=book)
    assert only(intake, "merged-answer").found == f"C{row}:C{row + 1}"
    assert "practices.02.problem" not in values(intake)


@pytest.mark.parametrize("what", ["row", "column", "sheet"])
def test_what_is_hidden_is_read_and_told(tmp_path, what):
    book = complete()
    page = book.sheet("practice_02")
    row = book.cell("practices.02.problem").row
    if what == "row":
        page.row_dimensions[row].hidden = True
    elif what == "column":
        page.column_dimensions["C"].hidden = True
    else:
        page.sheet_state = "hidden"
    intake = read(tmp_path, a=book)
    assert only(intake, "hidden-answers").sheet == "Good practice 02"
    assert "practices.02.problem" in values(intake)


def test_formula_with_a_result_is_read_and_told(tmp_path):
    book = complete()
    cell = book.cell("practices.02.transferability")
    cell.value = "=2+1"
    blank = re.compile(rb"<f>2\+1</f><v ?/>|<f>2\+1</f><v></v>")
    changed = repacked(book.save(), lambda _, data: blank.sub(b"<f>2+1</f><v>3</v>", data))
    intake = read(tmp_path, a=changed)
    assert only(intake, "formula-read").cell == cell.coordinate
    assert values(intake)["practices.02.transferability"] == 3


def test_note_beside_the_form_and_comment_are_named(tmp_path):
    from openpyxl.comments import Comment

    book = complete()
    page = book.sheet("practice_02")
    page["G9"].value = "see annex"
    page["C9"].comment = Comment("not sure", "x")
    intake = read(tmp_path, a=book)
    assert only(intake, "note-outside").cell == "G9"
    assert only(intake, "comment-not-read").cell == "C9"


# ---- several files --------------------------------------------------------------------------


def test_sheets_shared_out_among_colleagues_come_together(tmp_path):
    files = {
        f"copy_{number}": PracticeBook().practice(number, theme)
        for number, theme in EVERY_THEME.items()
    }
    intake = read(tmp_path, **files)
    assert codes(intake) == set()
    assert list(intake.practice_table()["practice"]) == ["P09-01", "P09-02", "P09-03", "P09-04"]
    assert set(intake.practices["file"]) == {f"{name}.xlsx" for name in files}


def test_one_field_filled_in_differently_is_a_conflict_at_both_cells_and_unused(tmp_path):
    one, other = complete(), complete()
    other.cell("practices.02.problem").value = "Something else."
    intake = read(tmp_path, a=one, b=other)
    told = intake.issues.of("practices-differ")
    cell = one.cell("practices.02.problem").coordinate
    assert [(issue.file, issue.cell) for issue in told] == [("a.xlsx", cell), ("b.xlsx", cell)]
    assert all("a.xlsx" in issue.found and "b.xlsx" in issue.found for issue in told)
    assert "practices.02.problem" not in values(intake)
    assert not intake.issues.of("field-missing")
    table = intake.practice_table().set_index("practice")
    assert not table.loc["P09-02", "complete"]
    assert table.loc["P09-03", "complete"]


def test_the_analyst_may_decide_which_field_or_which_file_stands(tmp_path):
    one, other = complete(), complete()
    other.cell("practices.02.problem").value = "Something else."
    chosen = '[[answers]]\npartner = "P09"\nfield = "practices.02.problem"\nfile = "b.xlsx"\n'
    (tmp_path / "decisions.toml").write_text(chosen, encoding="utf-8")
    intake = read(tmp_path, a=one, b=other)
    assert values(intake)["practices.02.problem"] == "Something else."
    assert not intake.issues.errors
    newer = '[[returns.supersedes]]\nfile = "a.xlsx"\nreplaces = ["b.xlsx"]\n'
    (tmp_path / "decisions.toml").write_text(newer, encoding="utf-8")
    intake = read(tmp_path, a=one, b=other)
    assert values(intake)["practices.02.problem"] == "About practices.02.problem."
    assert set(intake.practices["file"]) == {"a.xlsx"}


def test_blank_yields_to_what_another_file_says(tmp_path):
    one, other = complete(), complete()
    one.cell("practices.02.problem").value = None
    intake = read(tmp_path, a=one, b=other)
    assert codes(intake) == set()
    row = intake.practices.query("field == 'practices.02.problem'").iloc[0]
    assert (row["file"], row["state"]) == ("b.xlsx", "given")


def test_same_text_with_other_spaces_is_one(tmp_path):
    one, other = complete(), complete()
    other.cell("practices.02.problem").value = "About  practices.02.problem. "
    assert codes(read(tmp_path, a=one, b=other)) == set()


def test_practices_of_two_partners_do_not_meet(tmp_path):
    intake = read(tmp_path, a=complete(), b=complete(partner="P04", language="fr"))
    assert codes(intake) == set()
    assert list(intake.practice_table()["partner"].unique()) == ["P04", "P09"]


def test_practices_of_a_self_assessment_in_one_workbook(tmp_path):
    """Somebody moved the sheets of one file into the other."""
    from tests.intake.books import read as read_folder

    book = complete()
    page = book.book.create_sheet("Identity")
    identity = Book().fill().sheet("identity")
    for row in identity.iter_rows():
        for cell in row:
            if cell.value is not None:
                page.cell(cell.row, cell.column).value = cell.value
    intake = read_folder(tmp_path, a=book)
    assert set(intake.answers["field"]) >= {"identity.respondent_id"}
    assert len(intake.practice_table()) == 4


def test_fictional_practices_beside_real_answers_are_an_error(tmp_path):
    intake = read(tmp_path, a=Book().fill(), b=complete(fictional=True))
    assert only(intake, "fictional-and-real").file == "b.xlsx"
    assert intake.fictional


# ---- every cell -----------------------------------------------------------------------------

OWNERS = owners_of_labels(FRAMEWORK)
BLANK = read_book(open_package(practice_template()))
LAST = 26
places = st.tuples(st.integers(2, LAST + 4), st.integers(1, 10))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SHEETS[:3]), st.dictionaries(places, cells, min_size=1, max_size=5))
def test_every_filled_cell_is_in_the_practices_or_named_by_an_issue(sheet, changed):
    title = f"Good practice {sheet[-2:]}"
    before = next(one for one in BLANK if one.title == title)
    changed = {at: cell for at, cell in changed.items() if at not in before.cells}
    assume(changed)
    found, issues = check_book(FRAMEWORK, "a.xlsx", with_cells(BLANK, title, changed), OWNERS)
    used = {one.cell for one in found.answers if is_given(one) and one.page.sheet.title == title}
    for at, cell in changed.items():
        said = show(cell.value)
        if not any(char.isalnum() for char in said) or said in KNOWN:
            continue
        if cell.formula and at[0] < 5 and at[1] <= 4:
            continue  # above the fields the template has a formula of its own
        named = any(named_by(issue, title, at) for issue in issues)
        assert named or address(*at) in used, (at, cell)
