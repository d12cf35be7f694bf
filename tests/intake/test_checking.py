"""One sheet, cell by cell: bad values are named at their cell, moved answers are followed."""

from __future__ import annotations

import datetime as dt
import random
from functools import partial

import pytest
from openpyxl.utils import range_boundaries

from prospects_analysis.issues import Severity
from prospects_analysis.sheet_layout import slots
from tests.intake.books import (
    FRAMEWORK,
    IDENTITY_ANSWERS,
    THEMES,
    Book,
    codes,
    filled_value,
    given,
    only,
    read,
)

RESOURCE = "clusters__mapping__resource"
FIRST, LAST = 5, 10  # rows of the criteria in the template
ALL = "0, 1, 2, 3, 4, 5, NA"


def expected_answers() -> dict[str, object]:
    answers = {"identity.partner_id": "P09", "identity.language": "en"}
    answers |= {f"identity.{field}": value for field, value in IDENTITY_ANSWERS.items()}
    answers["identity.role"] = "entreprise"
    for theme in THEMES:
        for position, slot in enumerate(slots(FRAMEWORK, theme)):
            answers[slot.field] = filled_value(slot.field, position)
    return answers


def move_merges(sheet, *, row=10**6, column=10**6, rows=0, columns=0):
    """Move merges as a spreadsheet program does when rows or columns are inserted."""
    for merge in list(sheet.merged_cells.ranges):
        left, top, right, bottom = range_boundaries(merge.coord)
        sheet.merged_cells.remove(merge)
        down, over = (rows if top >= row else 0), (columns if left >= column else 0)
        wide = columns if left < column <= right else 0
        sheet.merge_cells(
            start_row=top + down, end_row=bottom + down,
            start_column=left + over, end_column=right + over + wide,
        )  # fmt: skip


def rows_of(sheet, columns):
    return [[sheet.cell(row, c).value for c in columns] for row in range(FIRST, LAST + 1)]


def put_rows(sheet, columns, rows):
    for row, values in enumerate(rows, start=FIRST):
        for column, value in zip(columns, values, strict=True):
            sheet.cell(row, column).value = value


def test_a_filled_workbook_reads_back_without_a_word(tmp_path):
    intake = read(tmp_path, a=Book().fill())
    assert given(intake) == expected_answers()
    assert codes(intake) == set()
    row = intake.answers.query("field == 'clusters.mapping.need'").iloc[0]
    assert (row["partner"], row["respondent"], row["theme"], row["criterion"], row["side"]) == (
        "P09", "R1", "clusters", "clusters.mapping", "need",
    )  # fmt: skip
    assert (row["file"], row["sheet"], row["cell"]) == ("a.xlsx", "3 Clusters", "H5")
    assert type(row["value"]) is int
    assert intake.provenance.answered == "2010-06-15"


def test_a_workbook_in_french_gives_the_same_answers(tmp_path):
    french = given(read(tmp_path, a=Book("P09", "fr").fill()))
    assert french == expected_answers() | {"identity.language": "fr"}


def test_a_half_filled_workbook_keeps_its_blanks(tmp_path):
    intake = read(tmp_path, a=Book().put(clusters__mapping__need=3))
    scores = intake.answers.query("side != ''")
    assert len(scores) == 48
    assert scores["state"].value_counts().to_dict() == {"blank": 47, "given": 1}
    assert scores.query("state == 'blank'")["value"].isna().all()
    assert scores["cell"].ne("").all()


# ---- what people do to sheets ------------------------------------------------------------------


def test_sorted_rows_are_followed(tmp_path):
    book = Book().fill()
    for theme in THEMES:
        sheet, columns = book.sheet(theme), range(1, 10)
        rows = rows_of(sheet, columns)
        random.Random(theme).shuffle(rows)
        put_rows(sheet, columns, rows)
    intake = read(tmp_path, a=book)
    assert given(intake) == expected_answers()
    assert codes(intake) == set()


def test_renamed_and_reordered_sheets_are_followed(tmp_path):
    book = Book().fill()
    for position, sheet in enumerate(reversed(list(book.book.worksheets))):
        sheet.title = f"Feuil{position}"
        book.book.move_sheet(sheet, -position)
    intake = read(tmp_path, a=book)
    assert given(intake) == expected_answers()
    assert codes(intake) == set()


def test_inserted_rows_and_columns_are_followed(tmp_path):
    book = Book().fill()
    for name in ("identity", *THEMES):
        sheet = book.sheet(name)
        sheet.insert_rows(7, 2)
        move_merges(sheet, row=7, rows=2)
        for at in (8, 3, 1):
            sheet.insert_cols(at)
            move_merges(sheet, column=at, columns=1)
    intake = read(tmp_path, a=book)
    assert given(intake) == expected_answers()
    assert codes(intake) == set()


def test_rows_sorted_without_their_ids_are_noticed_and_not_used(tmp_path):
    book = Book().fill()
    sheet, columns = book.sheet("clusters"), range(2, 10)
    rows = rows_of(sheet, columns)
    put_rows(sheet, columns, [rows[1], rows[0], *rows[2:]])
    intake = read(tmp_path, a=book)
    torn = intake.issues.of("label-disagrees")
    assert [issue.cell for issue in torn] == ["G5", "H5", "I5", "G6", "H6", "I6"]
    assert torn[0].label == "Sector mapping"
    assert torn[0].found == "Governance and management"
    lost = {f"clusters.{one}.{side}" for one in ("mapping", "governance")
            for side in ("resource", "need", "evidence")}  # fmt: skip
    assert expected_answers().keys() - given(intake).keys() == lost


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_a_label_in_any_language_is_a_witness(tmp_path, language):
    book = Book().fill()
    own = FRAMEWORK.word("criteria.clusters.mapping.label", language)
    book.sheet("clusters")["B5"].value = own.upper()
    assert codes(read(tmp_path, a=book)) == set()
    other = FRAMEWORK.word("criteria.ecoinnovation.rd.label", language)
    book.sheet("clusters")["B5"].value = other
    assert codes(read(tmp_path, b=book)) >= {"label-disagrees"}


def test_a_label_that_nobody_knows_is_named_and_the_id_believed(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["B5"].value = "Our sectors"
    intake = read(tmp_path, a=book)
    issue = only(intake, "label-changed")
    assert (issue.cell, issue.found, issue.label) == ("B5", "Our sectors", "Sector mapping")
    assert given(intake) == expected_answers()


def test_a_deleted_row_is_missed(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    sheet.delete_rows(6)
    move_merges(sheet, row=7, rows=-1)
    intake = read(tmp_path, a=book)
    issue = only(intake, "missing-row")
    assert (issue.sheet, issue.cell, issue.field) == ("3 Clusters", None, "clusters.governance")
    lost = intake.answers.query("criterion == 'clusters.governance'")
    assert set(lost["state"]) == {"blank"}
    assert set(lost["cell"]) == {""}
    assert len(expected_answers()) - len(given(intake)) == 3


@pytest.mark.parametrize("put", [None, "mapping", "clusters.maping"])
def test_answers_in_a_row_that_lost_its_id_are_named(tmp_path, put):
    book = Book().fill()
    book.sheet("clusters")["A6"].value = put
    intake = read(tmp_path, a=book)
    assert [issue.cell for issue in intake.issues.of("answer-without-id")] == ["G6", "H6", "I6"]
    assert only(intake, "missing-row").field == "clusters.governance"
    assert len(intake.issues.of("unknown-id")) == (put == "clusters.maping")


def test_a_first_row_and_a_field_that_lost_their_ids_are_named(tmp_path):
    book = Book().fill()
    for name in ("clusters.mapping.need", "clusters.confidence", "identity.respondent_id"):
        cell = book.cell(name)
        cell.parent.cell(cell.row, 1).value = None
    named = {issue.cell for issue in read(tmp_path, a=book).issues.of("answer-without-id")}
    assert named == {"G5", "H5", "I5", "C12", "C7"}


def test_a_row_twice_is_one_if_it_says_the_same(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    for column in range(1, 10):
        sheet.cell(20, column).value = sheet.cell(5, column).value
    intake = read(tmp_path, a=book)
    assert only(intake, "id-twice").cell == "A20"
    assert given(intake) == expected_answers()
    sheet["H20"].value = (sheet["H5"].value + 1) % 6
    conflict = read(tmp_path, a=book).issues.of("conflicting-answers")
    assert [issue.cell for issue in conflict] == ["H5", "H20"]


def test_a_deleted_column_is_missed(tmp_path):
    book = Book().fill()
    book.sheet("clusters").delete_cols(8)
    intake = read(tmp_path, a=book)
    assert only(intake, "missing-column").label == "Need (0 to 5, or NA)"
    needs = intake.answers.query("theme == 'clusters' and side == 'need'")
    assert set(needs["state"]) == {"blank"}


def test_a_column_twice_is_named(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    for row in range(1, LAST + 1):
        sheet.cell(row, 12).value = sheet.cell(row, 8).value
    intake = read(tmp_path, a=book)
    assert only(intake, "column-twice").cell == "L1"
    assert given(intake) == expected_answers()


# ---- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "found", "expected"),
    [
        (7, "score-out-of-scale", "7", ALL),
        (-1, "score-out-of-scale", "-1", ALL),
        (3.5, "score-not-whole", "3.5", "3, 4"),
        ("3,5", "score-not-whole", "3,5", "3, 4"),
        (dt.date(2026, 4, 3), "score-is-date", "2026-04-03", "3, 4"),
        (True, "score-is-boolean", "TRUE", ALL),
        ("beaucoup", "score-is-text", "beaucoup", ALL),
        ("#REF!", "error-cell", "#REF!", ALL),
        ("#N/A", "error-cell", "#N/A", ALL),
        ("=1+1", "formula-without-value", "=1+1", None),
        ("?", "unclear-blank", "?", ALL),
    ],
)
@pytest.mark.parametrize("field", [RESOURCE, "ecoinnovation__rd__need"])
def test_a_bad_score_is_named_at_its_cell_and_not_used(
    tmp_path, field, value, code, found, expected
):
    book = Book().fill().put(**{field: value})
    intake = read(tmp_path, a=book)
    issue, cell = only(intake, code), book.cell(field.replace("__", "."))
    assert (issue.file, issue.sheet, issue.cell) == ("a.xlsx", cell.parent.title, cell.coordinate)
    assert (issue.found, issue.expected) == (found, expected)
    assert issue.field == field.replace("__", ".")
    assert found in issue.sentence("fr")
    answers = given(intake)
    assert issue.field not in answers
    assert len(answers) == len(expected_answers()) - 1


@pytest.mark.parametrize(
    ("field", "value", "code", "severity"),
    [
        ("identity__role", "Mayor", "not-in-list", Severity.ERROR),
        ("identity__language", "xx", "not-in-list", Severity.ERROR),
        ("identity__date", "03/04/2010", "date-not-understood", Severity.ERROR),
        ("clusters__confidence", 5, "not-in-list", Severity.ERROR),
        ("clusters__confidence", "NA", "not-in-list", Severity.ERROR),
        ("clusters__narrative", "#REF!", "error-cell", Severity.ERROR),
        ("clusters__narrative", "x" * 1501, "text-too-long", Severity.WARNING),
        ("clusters__mapping__evidence", "x" * 401, "text-too-long", Severity.WARNING),
        ("clusters__mapping__evidence", "=A1", "formula-without-value", Severity.ERROR),
        ("identity__respondent_id", "x" * 13, "text-too-long", Severity.WARNING),
    ],
)
def test_other_bad_answers_are_named_at_their_cell(tmp_path, field, value, code, severity):
    book = Book().fill().put(**{field: value})
    issue = only(read(tmp_path, a=book), code)
    assert issue.cell == book.cell(field.replace("__", ".")).coordinate
    assert issue.severity is severity


def test_choices_are_named_in_the_language_of_the_sheet(tmp_path):
    french = Book("P01", "fr").fill().put(identity__role="Maire")
    issue = only(read(tmp_path, a=french), "not-in-list")
    assert issue.label == "Fonction"
    assert issue.expected.startswith("Élu ou élue, Agent")


@pytest.mark.parametrize("language", FRAMEWORK.languages)
def test_every_reader_is_told_in_the_own_language_whatever_that_of_the_workbook(tmp_path, language):
    book = Book("P01", "fr").fill().put(identity__role="Maire", clusters__mapping__need=7)
    book.sheet("clusters")["B6"].value = "Nos filières"
    del book.book[book.sheet("support").title]
    intake = read(tmp_path, a=book)
    word = partial(FRAMEWORK.word, language=language)
    role = only(intake, "not-in-list").to_record(language)
    assert role["label"] == word("respondent_fields.role.label")
    assert role["expected"].startswith(word("respondent_fields.role.values.elu"))
    need = only(intake, "score-out-of-scale").label_in(language)
    side = word("prompts.need.label")
    assert need == f"{word('criteria.clusters.mapping.label')} · {side}"
    assert only(intake, "label-changed").label_in(language) == word(
        "criteria.clusters.governance.label"
    )
    missing = only(intake, "missing-sheet")
    assert word("themes.support.sheet") in missing.sentence(language)
    late = {one.field: one.label_in(language) for one in intake.issues.of("no-return")}
    assert late == {one: word(f"partners.{one}.name") for one in late}


@pytest.mark.parametrize("role", ["elu", "Élu ou élue", "elected member (councillor)"])
def test_a_role_by_id_or_in_any_language(tmp_path, role):
    assert given(read(tmp_path, a=Book().fill().put(identity__role=role)))["identity.role"] == "elu"


def test_not_applicable_is_neither_zero_nor_blank(tmp_path):
    book = Book().fill().put(clusters__mapping__resource="s.o.", clusters__mapping__need="NA")
    answers = read(tmp_path, a=book).answers.query("criterion == 'clusters.mapping' and side != ''")
    assert list(answers["value"]) == ["NA", "NA"]
    assert list(answers["state"]) == ["NA", "NA"]


def test_a_tidied_score_and_a_formula_with_its_result_are_used_with_an_info(tmp_path):
    intake = read(tmp_path, a=Book().fill().put(clusters__mapping__resource=" ４\u00a0"))
    assert only(intake, "value-tidied").expected == "4"
    assert given(intake)["clusters.mapping.resource"] == 4


def test_evidence_comes_back_as_it_was_typed(tmp_path):
    said = 'Études « à façon » : +12 %, "œuvre"; a, b\n=HYPERLINK'
    intake = read(tmp_path, a=Book().fill().put(clusters__mapping__evidence=said))
    assert given(intake)["clusters.mapping.evidence"] == said


# ---- merged and hidden -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("merge", "lost"),
    [
        ("G5:H5", {"mapping.resource", "mapping.need"}),
        ("I5:I6", {"mapping.evidence", "governance.evidence"}),
        ("F5:G5", {"mapping.resource"}),
        ("G5:G5", set()),
        ("I5:K5", set()),
    ],
)
def test_merged_answers_are_named_with_their_range(tmp_path, merge, lost):
    book = Book().fill()
    book.sheet("clusters").merge_cells(merge)
    intake = read(tmp_path, a=book)
    missing = {f"clusters.{one}" for one in lost}
    assert expected_answers().keys() - given(intake).keys() == missing
    issues = intake.issues.of("merged-answer")
    assert [issue.found for issue in issues] == ([merge] if lost else [])
    assert all(issue.cell in {"G5", "I5"} for issue in issues)


def test_answers_in_hidden_places_are_read_with_a_warning(tmp_path):
    book = Book().fill()
    book.sheet("clusters").row_dimensions[6].hidden = True
    book.sheet("clusters").column_dimensions["H"].hidden = True
    book.sheet("support").sheet_state = "hidden"
    intake = read(tmp_path, a=book)
    assert given(intake) == expected_answers()
    found = [(i.sheet, i.cell, i.found) for i in intake.issues.of("hidden-answers")]
    assert found == [
        ("2 Business support", None, "2 Business support"),
        ("3 Clusters", "H5", "H:H"),
        ("3 Clusters", "G6", "6:6"),
    ]


def test_a_hidden_sheet_without_answers_is_no_matter(tmp_path):
    book = Book()
    book.sheet("support").sheet_state = "hidden"
    book.sheet("clusters").column_dimensions["A"].hidden = True
    assert "hidden-answers" not in codes(read(tmp_path, a=book))
