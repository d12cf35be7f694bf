"""Traps of everyday returns, each laid as a partner lays it."""

from __future__ import annotations

import os

import pytest
from openpyxl.comments import Comment

from tests.intake.books import Book, codes, given, only, read, repacked, theme_part

RESOURCE = "clusters.mapping.resource"


@pytest.mark.parametrize("shown_as", ["d-mmm", "dd/mm/yyyy", "h:mm"])
@pytest.mark.parametrize("level", [0, 4, 5])
def test_a_score_in_a_cell_that_kept_a_date_format_is_that_score(tmp_path, shown_as, level):
    book = Book().fill()
    book.cell(RESOURCE).value = level
    book.cell(RESOURCE).number_format = shown_as
    intake = read(tmp_path, a=book)
    assert given(intake)[RESOURCE] == level
    assert only(intake, "value-tidied").expected == str(level)


def test_a_real_date_is_refused_with_a_fix_that_works(tmp_path):
    book = Book().fill()
    book.cell(RESOURCE).value = 46_115
    issue = only(read(tmp_path, a=book), "score-is-date")
    assert issue.found == "2026-04-03"
    assert "General" in issue.fix("en")
    assert "format Standard" in issue.fix("fr")


def test_a_year_in_the_date_cell_is_shown_as_it_was_typed(tmp_path):
    book = Book().fill()
    book.cell("identity.date").value = 2010
    assert only(read(tmp_path, a=book), "date-not-understood").found == "2010"


def test_a_column_of_answers_moved_beside_the_table_is_an_error(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    for row in range(4, 11):
        sheet.cell(row, 11).value, sheet.cell(row, 8).value = sheet.cell(row, 8).value, None
    intake = read(tmp_path, a=book)
    assert only(intake, "answers-outside").cell == "K5:K10"
    assert only(intake, "heading-missing").cell == "H4"


def test_evidence_moved_beside_the_table_is_an_error_by_its_heading(tmp_path):
    book = Book().fill().put(clusters__mapping__need=None)
    sheet = book.sheet("clusters")
    for row in range(4, 11):
        sheet.cell(row, 11).value, sheet.cell(row, 9).value = sheet.cell(row, 9).value, None
    assert only(read(tmp_path, a=book), "answers-outside").cell == "K5:K10"


def test_a_number_beside_a_full_table_is_a_note_only(tmp_path):
    book = Book().fill()
    book.sheet("clusters")["K5"].value = 4
    assert codes(read(tmp_path, a=book)) == {"note-outside"}


def test_rows_pushed_out_of_reach_are_an_error(tmp_path):
    book = Book().fill()
    book.sheet("clusters").insert_rows(5, 500)
    issue = only(read(tmp_path, a=book), "answers-outside")
    assert issue.cell.startswith("A505:")


def test_a_comment_is_named_at_its_cell(tmp_path):
    book = Book().fill().put(clusters__mapping__resource=None)
    book.cell(RESOURCE).comment = Comment("Rather 3, ask Maria", "somebody")
    issue = only(read(tmp_path, a=book), "comment-not-read")
    assert (issue.cell, "Maria" in issue.found) == ("G5", True)


def with_box(content, *paragraphs):
    """Lay a text box over a sheet."""
    sheet = theme_part(content)
    folder, _, name = sheet.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    namespace = "http://schemas.openxmlformats.org/drawingml/2006"
    texts = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in paragraphs)
    box = (
        f'<xdr:wsDr xmlns:xdr="{namespace}/spreadsheetDrawing" xmlns:a="{namespace}/main"><xdr:sp>'
        f"<xdr:txBody>{texts}</xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    office = "http://schemas.openxmlformats.org"
    related = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing9.xml"/></Relationships>'
    )
    more = {"xl/drawings/drawing9.xml": box.encode(), relations: related.encode()}
    return repacked(content, lambda _, data: data, more)


def test_text_boxes_are_named_once_a_sheet(tmp_path):
    content = with_box(Book().fill().save(), "Our score is", "4")
    issue = only(read(tmp_path, a=content), "text-box-not-read")
    assert (issue.sheet, issue.found) == ("3 Clusters", "Our score is 4")


def test_a_fictional_sheet_among_real_ones_is_named(tmp_path):
    book = Book().fill()
    sheet = book.sheet("clusters")
    sheet["A1"].value += "|fictional"
    issue = only(read(tmp_path, a=book), "fictional-and-real")
    assert (issue.sheet, issue.cell) == ("3 Clusters", "A1")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.xlsx")
    assert only(read(tmp_path, a=Book().fill()), "file-not-opened").file == "x.xlsx"


@pytest.mark.parametrize("code", ["r1", "R 1", "R-1", "Ｒ1"])
def test_one_person_is_counted_once_however_the_code_is_typed(tmp_path, code):
    second = Book().fill().put(identity__respondent_id=code, clusters__mapping__resource=5)
    intake = read(tmp_path, a=Book().fill().put(clusters__mapping__resource=0), b=second)
    assert set(intake.answers["respondent"]) == {"R1"}
    assert "(a.xlsx)" in only(intake, "respondents-joined").found
    assert "(b.xlsx)" in only(intake, "respondents-joined").found
    assert [issue.file for issue in intake.issues.of("conflicting-answers")] == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("code", [None, "n.d.", "?"])
def test_files_without_a_code_are_said_to_be_different_people(tmp_path, code):
    first, second = (Book().fill().put(identity__respondent_id=code) for _ in "ab")
    intake = read(tmp_path, a=first, b=second)
    apart = intake.issues.of("respondents-apart")
    assert [(one.file, one.found) for one in apart] == [
        ("a.xlsx", "a.xlsx, b.xlsx"), ("b.xlsx", "a.xlsx, b.xlsx"),
    ]  # fmt: skip
    assert set(intake.answers["respondent"]) == {"a", "b"}


@pytest.mark.parametrize("said", ["n.d.", "NA", "aucune", "Aucune.", "à compléter", "0", "?"])
def test_evidence_that_says_there_is_none_is_missing(tmp_path, said):
    book = Book().fill().put(clusters__mapping__resource=5, clusters__mapping__evidence=said)
    intake = read(tmp_path, a=book)
    assert only(intake, "evidence-missing").cell == only(intake, "unclear-blank").cell == "I5"
    assert "clusters.mapping.evidence" not in given(intake)


def test_a_formula_with_an_empty_result_is_said(tmp_path):
    content = Book().fill().save()
    part = theme_part(content)

    def empty(name, data):
        if name != part:
            return data
        before, _, rest = data.partition(b'<c r="G5"')
        attributes, _, rest = rest.partition(b">")
        rest = rest.partition(b"</c>")[2]
        style = attributes.partition(b't="')[0]
        cell = b'<c r="G5"' + style + b' t="str"><f>IF(1,"","")</f><v></v></c>'
        return before + cell + rest

    issue = only(read(tmp_path, a=repacked(content, empty)), "unclear-blank")
    assert (issue.cell, issue.found) == ("G5", '=IF(1,"","")')


def test_a_file_named_after_another_partner_is_named(tmp_path):
    intake = read(tmp_path, prospects_P03_fr=Book().fill(), prospects_P09_en=Book().fill())
    issue = only(intake, "file-name-differs")
    assert (issue.file, issue.found, issue.expected) == ("prospects_P03_fr.xlsx", "P03", "P09")


def test_the_partner_cell_is_not_asked_for_since_it_is_locked(tmp_path):
    intake = read(tmp_path, a=Book().fill().put(identity__partner_id=None))
    assert codes(intake) == set()


def test_a_conflict_is_told_shortly_and_says_what_to_do(tmp_path):
    first, second = (
        Book().fill().put(clusters__narrative=f"{one} story " * 300) for one in ("One", "Another")
    )
    issues = read(tmp_path, a=first, b=second).issues.of("conflicting-answers")
    assert [issue.file for issue in issues] == ["a.xlsx", "b.xlsx"]
    assert len(issues[0].found) < 300
    assert "same answer" in issues[0].fix("en")


def test_an_unknown_partner_is_sent_to_its_own_template(tmp_path):
    book = Book().fill()
    for sheet in book.book.worksheets:
        sheet["A1"].value = sheet["A1"].value.replace("P09", "P19")
    book.cell("identity.partner_id").value = "P19"
    issues = read(tmp_path, a=book).issues.of("unknown-partner")
    first = next(issue for issue in issues if issue.cell == "C6")
    assert "template of your own partner" in first.fix("en")
    assert "P02" not in first.fix("en")


def test_sentences_in_french_hold_no_english(tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(Book().fill().save()[:4000])
    issue = only(read(tmp_path), "damaged-file")
    assert issue.sentence("fr") == "Le fichier est endommagé ou incomplet."
