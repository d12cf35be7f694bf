"""Correction copies, the whole way round: bad, given back, mended, read again, clean."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake.marks import AUTHOR
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Severity
from prospects_analysis.outputs.correction_marks import COLOURS
from prospects_analysis.outputs.corrections import write_corrections
from tests.intake.books import FRAMEWORK, Book, write
from tests.outputs.given_back import (
    EVIDENCE,
    LONG,
    RESOURCE,
    back,
    corrected,
    listing,
    noticed,
    shade,
)

# ---- every kind of cell that can be wrong ------------------------------------------------------


def put(field, value, **look):
    def trap(book):
        cell = book.cell(field)
        cell.value = value
        if isinstance(value, str) and look.get("text"):
            cell.data_type = "s"
        cell.number_format = look.get("shown_as", cell.number_format)

    return trap


def merged(book):
    book.sheet("clusters").merge_cells("G5:H5")


def commented(book):
    book.cell(RESOURCE).comment = Comment("Rather 3, ask Maria", "Jo")


def without_evidence(book):
    book.cell(RESOURCE).value, book.cell(EVIDENCE).value = 5, None


def beside(book):
    book.sheet("clusters")["K6"].value = 4
    book.cell(RESOURCE).value = None


def hidden_row(book):
    book.sheet("clusters").row_dimensions[6].hidden = True


def doubled_row(book):
    sheet = book.sheet("clusters")
    for column in range(1, 10):
        sheet.cell(30, column).value = sheet.cell(5, column).value


def without_id(book):
    book.sheet("clusters")["A5"].value = None


def other_label(book):
    book.sheet("clusters")["B5"].value = "Mapping of all sectors"


#: By code: what makes the issue, and in which cell of the copy what puts it right.
TRAPS = {
    "score-out-of-scale": (put(RESOURCE, 7), {"G5": 4}),
    "score-not-whole": (put(RESOURCE, "3,5"), {"G5": 3}),
    "score-is-date": (put(RESOURCE, dt.date(2010, 4, 3), shown_as="d-mmm"), {"G5": 3}),
    "score-is-boolean": (put(RESOURCE, True), {"G5": 3}),
    "score-is-text": (put(RESOURCE, "beaucoup"), {"G5": "NA", "H5": "NA"}),
    "unclear-blank": (put(RESOURCE, "-"), {"G5": 0}),
    "formula-without-value": (put(RESOURCE, "=2+2"), {"G5": 4}),
    "error-cell": (put(RESOURCE, "#REF!"), {"G5": 4}),
    "merged-answer": (merged, {"G5": 4, "H5": 2}),
    "not-in-list": (put("identity.role", "Chef"), {"C8": "Business"}),
    "date-not-understood": (put("identity.date", "hier"), {"C9": "2010-06-15"}),
    "text-too-long": (put(EVIDENCE, "x" * 3000), {"I5": "short"}),
    "comment-not-read": (commented, {"G5": 3}),
    "evidence-missing": (without_evidence, {"I5": "A survey, 2009"}),
    "na-on-one-side": (put(RESOURCE, "NA"), {"H5": "NA"}),
    "field-missing": (put(LONG, None), {"C14": "What works."}),
    "respondent-missing": (put("identity.respondent_id", None), {"C7": "R1"}),
    "answers-outside": (beside, {"K6": None, "G5": 4}),
    "hidden-answers": (hidden_row, {}),
    "id-twice": (doubled_row, {}),
    "answer-without-id": (without_id, {"A5": "clusters.mapping"}),
    "label-changed": (other_label, {"B5": "Sector mapping"}),
}


def undo(code, page):
    """Do what is more than typing into cells."""
    if code == "merged-answer":
        page.unmerge_cells("G5:H5")
    if code == "hidden-answers":
        page.row_dimensions[6].hidden = False
    if code == "id-twice":
        page.delete_rows(30)
    if code == "comment-not-read":
        page["G5"].comment = None
    if code == "score-is-date":
        page["G5"].number_format = "General"


@pytest.mark.parametrize("language", FRAMEWORK.languages)
@pytest.mark.parametrize("code", TRAPS)
def test_what_is_wrong_is_given_back_mended_and_read_clean(tmp_path, code, language):
    trap, answers = TRAPS[code]
    book = Book("P09", language).fill()
    if language != "en":
        book.cell("identity.role").value = "business"
    trap(book)
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    issue = next(iter(intake.issues.of(code)))
    given_back = openpyxl.load_workbook(copy)

    # listed, in its language, with a link
    line = next(row for row in listing(given_back) if row[4] == issue.sentence(language))
    assert line[1:3] == [issue.sheet, issue.cell]
    assert line[5] == issue.fix(language)
    page = given_back.worksheets[0]
    links = {cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert f"'{issue.sheet}'!{issue.cell}" in links
    # marked at its cell
    cell = given_back[issue.sheet][issue.cell.partition(":")[0]]
    assert shade(cell) == COLOURS[issue.severity]
    assert not cell.protection.locked
    assert issue.sentence(language) in cell.comment.text
    assert issue.fix(language) in cell.comment.text

    # sent back as it is: the same, and nothing more
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)

    # mended: clean
    undo(code, given_back[issue.sheet])
    for address, value in answers.items():
        given_back[issue.sheet][address].value = value
    found = noticed(back(tmp_path / "mended", given_back))
    assert found == []


# ---- sheets, rows and columns that are not where they belong ------------------------------------


def swapped_labels(book):
    page = book.sheet("clusters")
    page["B5"].value, page["B6"].value = page["B6"].value, page["B5"].value


def swapped_headings(book):
    page = book.sheet("clusters")
    page["G4"].value, page["H4"].value = page["H4"].value, page["G4"].value


def no_words(book):
    for column in range(2, 7):
        book.sheet("clusters").cell(5, column).value = None


def no_headings(book):
    for column in range(2, 10):
        book.sheet("clusters").cell(4, column).value = None


def lost_row(book):
    book.sheet("clusters").delete_rows(6)


def lost_column(book):
    book.sheet("clusters").delete_cols(8)


def doubled_column(book):
    page = book.sheet("clusters")
    for row in range(1, 11):
        page.cell(row, 11).value = page.cell(row, 8).value


def doubled_sheet(book):
    book.book.copy_worksheet(book.sheet("clusters"))


def code(text):
    def trap(book):
        book.sheet("clusters")["A1"].value = text

    return trap


def pushed(book):
    book.sheet("clusters").insert_rows(5, 500)


def hidden_sheet(book):
    book.sheet("clusters").sheet_state = "hidden"


def hidden_column(book):
    book.sheet("clusters").column_dimensions["H"].hidden = True


STRUCTURE = {
    "label-disagrees": swapped_labels,
    "heading-disagrees": swapped_headings,
    "row-without-words": no_words,
    "missing-row": lost_row,
    "missing-column": lost_column,
    "column-twice": doubled_column,
    "sheet-twice": doubled_sheet,
    "sheet-without-code": code(None),
    "other-framework": code("alpen|1|water|A|de"),
    "partners-differ": code("prospects|2|clusters|P03|en"),
    "unknown-partner": put("identity.partner_id", "Wiggan"),
    "answers-outside": pushed,
    "hidden-answers": hidden_sheet,
    "text-cut": put(EVIDENCE, "x" * 32_767),
    "heading-missing": no_headings,
}


@pytest.mark.parametrize("code", STRUCTURE)
def test_a_workbook_out_of_shape_is_given_back_with_the_same_issues(tmp_path, code):
    book = Book().fill()
    STRUCTURE[code](book)
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    given_back = openpyxl.load_workbook(copy)
    for issue in intake.issues.of(code):
        assert issue.sentence("en") in [row[4] for row in listing(given_back)]
    comments = [c.comment for page in given_back for row in page for c in row if c.comment]
    placed = {(i.sheet, i.cell) for i in intake.issues if i.cell and i.severity != "info"}
    assert bool(comments) == bool(placed)
    assert all(one.author == AUTHOR for one in comments)
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)


def test_two_returns_that_contradict_each_other_are_both_given_back(tmp_path):
    (tmp_path / "raw").mkdir()
    one, other = Book().fill(), Book().fill().put(clusters__mapping__resource=5)
    one.put(clusters__mapping__resource=1)
    _, copies = corrected(write(tmp_path / "raw", one=one, other=other), tmp_path / "out")
    assert [path.name for path in copies] == ["corrections_one.xlsx", "corrections_other.xlsx"]
    for path in copies:
        cell = openpyxl.load_workbook(path)["3 Clusters"]["G5"]
        assert shade(cell) == COLOURS[Severity.ERROR]
        assert "other.xlsx, 3 Clusters, G5" in cell.comment.text


def test_nothing_stays_locked_that_has_to_be_undone(tmp_path):
    book = Book().fill()
    merged(book)
    book.put(support__finance__need=9)
    (tmp_path / "raw").mkdir()
    _, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    given_back = openpyxl.load_workbook(copy)
    assert not given_back["3 Clusters"].protection.sheet
    assert given_back["2 Business support"].protection.sheet


def test_names_as_long_as_a_file_system_takes_are_cut_and_kept_apart(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    stems = ["é" * 122 + end for end in ("aaaa", "aaab")]
    for stem in stems:
        write(raw, **{stem: Book().fill().put(clusters__mapping__need=9)})
    copies = write_corrections(read_workbooks(raw, FRAMEWORK), raw, out)
    assert len({copy.name for copy in copies}) == 2
    assert all(len(copy.name.encode()) <= 255 for copy in copies)
