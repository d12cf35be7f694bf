"""Whose workbook it is: what its sheets say of themselves, and what happens if they disagree."""

from __future__ import annotations

import openpyxl
import pytest

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.books import close_partners
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.template import write_templates
from tests.another_network import write_network
from tests.intake.books import FRAMEWORK, Book, codes, given, only, read


def recode(book, old, new, *names):
    for sheet in book.book.worksheets:
        if not names or any(f"|{name}|" in str(sheet["A1"].value) for name in names):
            sheet["A1"].value = str(sheet["A1"].value).replace(old, new)
    return book


def transplant(source, name, target):
    """Copy a sheet into another workbook, as values."""
    sheet = target.book.create_sheet(f"{name} copied")
    for row in source.sheet(name).iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate].value = cell.value
    return target


def test_a_workbook_of_other_origin_is_foreign(tmp_path):
    book = Book()
    book.book = openpyxl.Workbook()
    book.book.active["A1"].value = "Sector mapping"
    intake = read(tmp_path, a=book)
    assert codes(intake) == {"foreign-workbook"}
    assert len(intake.answers) == 0
    assert len(intake.late) == 10


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("prospects|2", "prospects|1", "prospects 1"), ("prospects|2", "urbact|2", "urbact 2")],
)
def test_another_form_or_version_is_refused_with_what_was_expected(tmp_path, old, new, found):
    intake = read(tmp_path, a=recode(Book().fill(), old, new, "clusters"))
    issue = only(intake, "other-framework")
    assert (issue.sheet, issue.found, issue.expected) == ("3 Clusters", found, "prospects 2")
    assert not any(field.startswith("clusters.") for field in given(intake))
    assert any(field.startswith("support.") for field in given(intake))
    everything = read(tmp_path, a=recode(Book().fill(), old, new))
    assert len(everything.answers) == 0


def test_a_sheet_that_this_form_does_not_have_is_refused(tmp_path):
    intake = read(tmp_path, a=recode(Book().fill(), "|clusters|", "|tourism|"))
    assert only(intake, "other-framework").found == "prospects 2, tourism"
    assert only(intake, "missing-sheet").label == "3 Clusters"


def test_a_partner_that_nobody_knows_is_refused_with_a_suggestion(tmp_path):
    book = recode(Book().fill(), "|P09|", "|P99|")
    book.cell("identity.partner_id").value = "P99"
    intake = read(tmp_path, a=book)
    assert {issue.found for issue in intake.issues.of("unknown-partner")} == {"P99"}
    assert len(intake.answers) == 0
    for issue in intake.issues.of("unknown-partner"):
        assert "template of your own partner" in issue.fix("en")


def test_a_name_that_nobody_knows_in_the_partners_cell_is_named_there(tmp_path):
    intake = read(tmp_path, a=Book("P03").fill().put(identity__partner_id="Karvinna"))
    issue = only(intake, "unknown-partner")
    assert (issue.cell, issue.found, issue.expected) == ("C6", "Karvinna", "P03")
    assert "P03" in issue.fix("fr")
    assert len(given(intake, "P03")) == 85


@pytest.mark.parametrize("name", ["P03", "Karvina", "KARVINÁ", " karviná "])
def test_a_partner_by_any_of_its_names(tmp_path, name):
    intake = read(tmp_path, a=Book("P03").fill().put(identity__partner_id=name))
    assert codes(intake) == set()
    assert set(intake.answers["partner"]) == {"P03"}


def test_a_template_of_one_partner_filled_in_by_another_is_used_for_neither(tmp_path):
    intake = read(tmp_path, a=Book("P03").fill().put(identity__partner_id="P09"))
    issues = intake.issues.of("partners-differ")
    assert {issue.sheet for issue in issues} == {
        "Identity", "1 Attractiveness", "2 Business support", "3 Clusters", "4 Eco-innovation",
    }  # fmt: skip
    assert {issue.found for issue in issues} == {"P03, P09"}
    assert next(i.cell for i in issues if i.sheet == "3 Clusters") == "C5:I14"
    assert len(intake.answers) == 0


def test_a_sheet_from_another_partners_workbook_is_not_used(tmp_path):
    book = transplant(Book("P03").fill(), "clusters", Book().fill())
    del book.book["3 Clusters"]
    intake = read(tmp_path, a=book)
    issue = only(intake, "partners-differ")
    assert (issue.sheet, issue.found) == ("clusters copied", "P03, P09")
    assert only(intake, "missing-sheet").label == "3 Clusters"
    assert set(intake.answers["partner"]) == {"P09"}
    assert len(given(intake)) == 85 - 20


def test_a_sheet_copied_within_the_book_counts_once_if_it_says_the_same(tmp_path):
    book = transplant(Book().fill(), "clusters", Book().fill())
    intake = read(tmp_path, a=book)
    issue = only(intake, "sheet-twice")
    assert (issue.sheet, issue.found) == ("clusters copied", "3 Clusters")
    assert codes(intake) == {"sheet-twice"}
    assert len(given(intake)) == 85


def test_a_sheet_copied_to_a_new_book_is_read(tmp_path):
    target = Book()
    target.book = openpyxl.Workbook()
    intake = read(tmp_path, wigan=transplant(Book().fill(), "clusters", target))
    assert len(given(intake)) == 20
    assert codes(intake) == {"respondent-missing", "missing-sheet"}
    assert set(intake.answers["respondent"]) == {"wigan"}


def test_a_sheet_of_their_own_is_named_with_its_range(tmp_path):
    book = Book().fill()
    book.book.create_sheet("Notes")["B3"].value = "See our annual report."
    book.book.create_sheet("Empty")
    issue = only(read(tmp_path, a=book), "unknown-sheet")
    assert (issue.sheet, issue.cell) == ("Notes", "B3")


@pytest.mark.parametrize("lost", ["row", "column", "cell"])
def test_a_sheet_that_lost_its_code_is_an_error_with_its_range(tmp_path, lost):
    book = Book().fill()
    sheet = book.sheet("clusters")
    {"row": sheet.delete_rows, "column": sheet.delete_cols, "cell": lambda _: None}[lost](1)
    if lost == "cell":
        sheet["A1"].value = None
    issue = only(read(tmp_path, a=book), "sheet-without-code")
    expected = {"row": "A1:I13", "column": "A1:H14", "cell": "A1:I14"}
    assert (issue.sheet, issue.cell[-3:]) == ("3 Clusters", expected[lost][-3:])
    assert issue.severity.value == "error"
    for each in book.book.worksheets:
        each["A1"].value = None
    assert codes(read(tmp_path, a=book)) == {"sheet-without-code", "unknown-sheet"}


def test_a_missing_respondent_code_is_replaced_by_the_name_of_the_file(tmp_path):
    intake = read(tmp_path, wigan_v2=Book().fill().put(identity__respondent_id=None))
    issue = only(intake, "respondent-missing")
    assert (issue.cell, issue.expected) == ("C7", "wigan_v2")
    assert set(intake.answers["respondent"]) == {"wigan_v2"}
    assert len(given(intake)) == 84


def test_a_number_in_the_cell_of_the_partner_is_no_partner(tmp_path):
    intake = read(tmp_path, a=Book().fill().put(identity__partner_id=3))
    issue = only(intake, "unknown-partner")
    assert (issue.cell, issue.found) == ("C6", "3")


def test_another_network_is_read_by_its_own_words_and_scale(tmp_path):
    network = read_framework(write_network(tmp_path))
    path = write_templates(network, tmp_path / "out", partners=["B"])[0]
    book = openpyxl.load_workbook(path)
    filled = {
        "Wasser": {"water.springs": (4, "keine Angabe"), "water.mills": (5, "0"), "water.sure": 1},
        "Holz": {"wood.trade": ("１", 3), "wood.sure": "nein"},
        "Wer": {"identity.respondent_id": "R1"},
    }
    for title, answers in filled.items():
        for row in book[title].iter_rows(min_row=2):
            answer = answers.get(row[0].value)
            if isinstance(answer, tuple):
                at = {cell.value: cell.column for cell in book[title][1]}
                for code, value in zip(("@resource", "@need"), answer, strict=True):
                    book[title].cell(row[0].row, at[code]).value = value
            elif answer is not None:
                row[2].value = answer
    book.save(path)
    intake = read_workbooks(path.parent, network)
    assert given(intake, "B") == {
        "identity.respondent_id": "R1",
        "water.springs.resource": 4, "water.springs.need": "NA", "water.sure": 1,
        "wood.trade.resource": 1, "wood.trade.need": 3, "wood.sure": 2,
    }  # fmt: skip
    outside = intake.issues.of("score-out-of-scale")
    assert [issue.expected for issue in outside] == ["1, 2, 3, 4, KA"] * 2
    assert codes(intake) == {
        "score-out-of-scale", "na-on-one-side", "evidence-missing", "value-tidied", "field-missing",
    }  # fmt: skip


def test_close_names_are_suggested_and_nothing_is_guessed():
    assert close_partners(FRAMEWORK, "Gelsenkirchn") == ("P10",)
    assert close_partners(FRAMEWORK, "p9")[0] == "P09"
    assert close_partners(FRAMEWORK, "Atlantis") == ()
