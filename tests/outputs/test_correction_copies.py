"""Correction copies: the partner's own workbook, back and forth, and the folder of the copies."""

from __future__ import annotations

import hashlib
import re
import warnings
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.comments import Comment

from prospects_analysis.intake.marks import AUTHOR
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.issues import Issue, IssueCode, Issues, Severity
from prospects_analysis.outputs.correction_marks import COLOURS
from prospects_analysis.outputs.corrections import to_mend, write_corrections
from prospects_analysis.sheet_layout import parse_sheet_code
from prospects_analysis.template import write_templates
from tests.intake.books import FRAMEWORK, THEMES, Book, only, repacked, theme_part, write
from tests.intake.practice_books import PracticeBook
from tests.outputs.given_back import (
    EVIDENCE,
    NEED,
    RESOURCE,
    back,
    corrected,
    listing,
    noticed,
    shade,
)

# ---- the copy is the partner's own workbook -----------------------------------------------------


@pytest.fixture
def bad(tmp_path):
    """A folder with one workbook in which several things are wrong."""
    (tmp_path / "raw").mkdir()
    book = Book("P04", "fr").fill().put(identity__role="business")
    book.put(clusters__mapping__resource=7, clusters__mapping__need="?")
    book.cell(EVIDENCE).value = "=HYPERLINK(1)"
    book.cell(EVIDENCE).data_type = "s"
    book.cell("clusters.governance.evidence").value = "=1+1"
    return write(tmp_path / "raw", **{"retour P04 (v2)": book})


def test_everything_else_is_as_it_was(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    before = openpyxl.load_workbook(bad / "retour P04 (v2).xlsx", rich_text=True)
    after = openpyxl.load_workbook(copy, rich_text=True)
    assert copy.name == "corrections_retour P04 (v2).xlsx"
    assert after.sheetnames == ["Corrections", *before.sheetnames]
    assert after.active.title == "Corrections"
    assert [page.title for page in after if page.sheet_view.tabSelected] == ["Corrections"]
    assert after.defined_names.keys() == before.defined_names.keys()
    for page in before:
        same = after[page.title]
        assert same.sheet_state == page.sheet_state
        assert same.protection.sheet == page.protection.sheet
        assert same.merged_cells.ranges == page.merged_cells.ranges
        assert same.print_area == page.print_area
        validations = [(str(v.sqref), v.formula1) for v in page.data_validations.dataValidation]
        assert [(str(v.sqref), v.formula1) for v in same.data_validations.dataValidation] == (
            validations
        )
        widths = {letter: one.width for letter, one in page.column_dimensions.items()}
        assert {letter: one.width for letter, one in same.column_dimensions.items()} == widths
        for row in page.iter_rows():
            for cell in row:
                other = same[cell.coordinate]
                assert other.value == cell.value
                assert other.data_type == cell.data_type
                assert other.number_format == cell.number_format
                assert repr(other.font) == repr(cell.font)
                marked = shade(other) in COLOURS.values()
                assert marked or repr(other.fill) == repr(cell.fill)
                assert marked or repr(other.protection) == repr(cell.protection)


def test_stored_results_and_lists_of_excel_are_carried_over(tmp_path):
    book = Book().fill().put(clusters__mapping__resource=7)
    book.cell(NEED).value = "=1+2"
    content = book.save()
    part = theme_part(content)
    namespace = "http://schemas.microsoft.com/office"
    lists = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        f'xmlns:x14="{namespace}/spreadsheetml/2009/9/main"><x14:dataValidations count="1" '
        f'xmlns:xm="{namespace}/excel/2006/main"><x14:dataValidation type="list"><x14:formula1>'
        "<xm:f>Lists!$B$3:$B$9</xm:f></x14:formula1><xm:sqref>C20</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    ).encode()

    def change(name, data):
        if name != part:
            return data
        data = re.sub(rb"<f>1\+2</f><v(?: ?/>|></v>)", b"<f>1+2</f><v>3</v>", data)
        return data.replace(b"</worksheet>", lists)

    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=repacked(content, change)),
                                tmp_path / "out")  # fmt: skip
    assert "formula-read" in {issue.code for issue in intake.issues}
    assert openpyxl.load_workbook(copy, data_only=True)["3 Clusters"]["H5"].value == 3
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)
    with zipfile.ZipFile(copy) as parts:
        pages = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert sum(lists in page for page in pages) == 1


def test_text_that_looks_like_a_formula_stays_text(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    book = openpyxl.load_workbook(copy)
    cell = book["3 Clusters"]["I5"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)


def test_same_returns_give_the_same_bytes(bad, tmp_path):
    first, second = (corrected(bad, tmp_path / name)[1][0].read_bytes() for name in ("a", "b"))
    assert first == second


# ---- back and forth -----------------------------------------------------------------------------


def test_a_second_copy_bears_only_what_is_left(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    book = openpyxl.load_workbook(copy)
    before = openpyxl.load_workbook(bad / "retour P04 (v2).xlsx")
    book["3 Clusters"]["G5"].value = 4
    (tmp_path / "second").mkdir()
    book.save(tmp_path / "second" / copy.name)
    _, (again,) = corrected(tmp_path / "second", tmp_path / "out2")
    assert again.name == copy.name
    page = openpyxl.load_workbook(again)["3 Clusters"]
    assert page["G5"].comment is None
    assert shade(page["G5"]) == shade(before["3 Clusters"]["G5"])
    assert shade(page["H5"]) == COLOURS[Severity.WARNING]
    assert page["H5"].comment.text.count(AUTHOR) == 1
    rules = [rule for one in page.conditional_formatting for rule in one.rules]
    assert sum(rule.formula == ["TRUE"] for rule in rules) == 2  # one a colour
    assert len(openpyxl.load_workbook(again).sheetnames) == len(book.sheetnames)


def test_what_a_partner_adds_to_the_copy_is_named(bad, tmp_path):
    intake, (copy,) = corrected(bad, tmp_path / "out")
    book = openpyxl.load_workbook(copy)
    note = book["3 Clusters"]["G5"].comment
    book["3 Clusters"]["G5"].comment = Comment(note.text + "\nIt is 4.", note.author)
    book["Corrections"]["F8"].value = "we do not know"
    book["Corrections"]["H30"].value = "Regards, Jo"
    book["Corrections"]["B6"].comment = Comment("Who are you?", "Jo")
    new = set(noticed(back(tmp_path / "same", book))) - set(noticed(intake))
    assert {(code, sheet, cell) for code, sheet, cell, _ in new} == {
        ("comment-not-read", "3 Clusters", "G5"),
        ("comment-not-read", "Corrections", "B6"),
        ("note-outside", "Corrections", "B8:G8"),
        ("note-outside", "Corrections", "H30"),
    }
    assert "It is 4." in {found for *_, found in new}


def test_a_note_that_was_changed_is_a_comment_of_the_partner(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    book = openpyxl.load_workbook(copy)
    text = book["3 Clusters"]["G5"].comment.text
    book["3 Clusters"]["G5"].comment = Comment(text.replace("7", "4"), AUTHOR)
    assert only(back(tmp_path / "same", book), "comment-not-read").cell == "G5"


def test_a_comment_of_the_partner_is_kept_above_the_note(tmp_path):
    book = Book().fill().put(clusters__mapping__resource=7)
    book.cell(RESOURCE).comment = Comment("Rather 3, ask Maria", "Jo")
    (tmp_path / "raw").mkdir()
    _, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    comment = openpyxl.load_workbook(copy)["3 Clusters"]["G5"].comment
    assert comment.text.startswith("Rather 3, ask Maria\n\nprospects_analysis:")
    assert comment.author == "Jo"


# ---- the folder of the copies -------------------------------------------------------------------


def test_an_edited_copy_is_kept_and_named_unless_forced(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    own = copy.read_bytes()
    copy.write_bytes(b"edited")
    with pytest.warns(UserWarning, match=re.escape(copy.name)):
        assert corrected(bad, tmp_path / "out")[1] == []
    assert copy.read_bytes() == b"edited"
    assert corrected(bad, tmp_path / "out", force=True)[1] == [copy]
    assert copy.read_bytes() == own


def test_a_copy_that_nobody_touched_goes_with_its_return(bad, tmp_path):
    _, (copy,) = corrected(bad, tmp_path / "out")
    (bad / "retour P04 (v2).xlsx").unlink()
    write(bad, good=Book().fill())
    assert corrected(bad, tmp_path / "out")[1] == []
    assert not copy.exists()


@pytest.mark.parametrize("place", [".", "copies"])
def test_nothing_is_written_among_the_returns(bad, place):
    before = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in bad.iterdir()}
    with pytest.raises(ValueError, match="Must be outside of it"):
        corrected(bad, bad / place)
    after = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in bad.iterdir()}
    assert after == before


def test_a_folder_of_other_outputs_is_refused(bad, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "provenance.json").write_text('{"outputs": {"grid.csv": "0"}}')
    with pytest.raises(ValueError, match=r"'grid\.csv'. Must be a folder of its own"):
        corrected(bad, tmp_path / "out")
    with pytest.raises(ValueError, match=r"a file\. Must be a folder"):
        corrected(bad, tmp_path / "out" / "provenance.json")


def test_a_return_that_changed_since_it_was_read_is_refused(bad, tmp_path):
    intake = read_workbooks(bad, FRAMEWORK)
    write(bad, **{"retour P04 (v2)": Book().fill()})
    with pytest.raises(ValueError, match="Must be read again"):
        write_corrections(intake, bad, tmp_path / "out")


def test_returns_without_anything_to_mend_have_no_copy(tmp_path):
    (tmp_path / "raw").mkdir()
    write(tmp_path / "raw", good=Book().fill())
    (tmp_path / "raw" / "minutes.txt").write_text("no workbook")
    assert corrected(tmp_path / "raw", tmp_path / "out")[1] == []


# ---- files that cannot be copied ----------------------------------------------------------------


def unstyled(content):
    """Break the styles, so that openpyxl refuses a workbook that the intake reads."""
    return repacked(content, lambda name, data: b"<broken" if name == "xl/styles.xml" else data)


def test_what_openpyxl_refuses_is_filled_into_a_fresh_form(tmp_path):
    book = Book("P04", "fr").fill().put(clusters__mapping__resource=7)
    book.put(identity__role="business")
    book.cell("clusters.openness.evidence").value = "+18 %, =SUM"
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=unstyled(book.save())), tmp_path / "out")
    given_back = openpyxl.load_workbook(copy)
    page = given_back["3 Clusters"]
    assert "«\u00a0a.xlsx\u00a0»" in given_back.worksheets[0]["B4"].value
    assert page["G5"].value == 7
    assert shade(page["G5"]) == COLOURS[Severity.ERROR]
    assert (page["I10"].value, page["I10"].quotePrefix) == ("+18 %, =SUM", True)
    page["G5"].value = 4
    mended = back(tmp_path / "mended", given_back)
    assert noticed(mended) == []
    before, after = (
        one.answers.set_index("field").query("field != 'clusters.mapping.resource'")
        for one in (intake, mended)
    )
    assert dict(after["value"]) == dict(before["value"])


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("prospects_P01_fr.xlsx", "fr", "Points à corriger"),
        ("prospects_P04_clusters_en.xlsx", "en", "What is to be mended"),
        ("P04 final.xlsx", "fr", "Points à corriger"),
        ("holidays.xlsx", "en", "What is to be mended"),
        ("answers P01.pdf", "fr", "Points à corriger"),
    ],
)
def test_what_cannot_be_read_at_all_gets_the_list_alone(tmp_path, name, language, title):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / name).write_bytes(b"no workbook")
    intake, (copy,) = corrected(tmp_path / "raw", tmp_path / "out")
    book = openpyxl.load_workbook(copy)
    assert copy.name == f"corrections_{name.rpartition('.')[0]}.xlsx"
    assert book.sheetnames == ["Corrections"]
    assert book["Corrections"]["B2"].value == title
    (issue,) = (one for one in intake.issues if one.file == name)
    ((_, sheet, cell, _, found, fix),) = listing(book)[1:]
    assert (sheet, cell, found, fix) == (None, None, issue.sentence(language), issue.fix(language))
    assert parse_sheet_code(book["Corrections"]["A1"].value).language == language
    only(back(tmp_path / "same", copy.read_bytes()), "foreign-workbook")


def test_returns_of_one_stem_have_copies_of_two_names(tmp_path):
    (tmp_path / "raw").mkdir()
    for name in ("A.xlsx", "a.pdf"):
        (tmp_path / "raw" / name).write_bytes(b"")
    _, copies = corrected(tmp_path / "raw", tmp_path / "out")
    assert [one.name for one in copies] == ["corrections_A.xlsx.xlsx", "corrections_a.pdf.xlsx"]


def test_issues_of_the_file_and_of_sheets_are_listed_without_a_link(tmp_path):
    book = Book().fill()
    book.book.remove(book.sheet("support"))
    book.book.create_sheet("Ours")["B2"].value = "more"
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", P01=book), tmp_path / "out")
    rows = {row[4]: row for row in listing(openpyxl.load_workbook(copy))[1:]}
    for code, place in (
        ("file-name-differs", [None, None]),
        ("missing-sheet", [None, None]),
        ("unknown-sheet", ["Ours", "B2"]),
    ):
        assert rows[only(intake, code).sentence("en")][1:3] == place
    assert len(rows) == 3


def test_a_box_of_text_is_listed_whole(tmp_path):
    from tests.intake.test_traps import with_box

    text = "The cluster answers " + "and answers " * 20
    (tmp_path / "raw").mkdir()
    write(tmp_path / "raw", a=with_box(Book().fill().save(), text))
    _, (copy,) = corrected(tmp_path / "raw", tmp_path / "out")
    assert any(text.strip() in row[4] for row in listing(openpyxl.load_workbook(copy)))


def test_the_list_ends_where_reading_does(tmp_path):
    book = Book().fill()
    page = book.sheet("clusters")
    for row in range(20, 395):
        page.cell(row, 1).value = f"clusters.c{row}"
        page.cell(row, 2).value = f"row {row}"
    page.cell(395, 1).value = "clusters.c395"
    for name in THEMES[1:2]:
        for row in range(20, 60):
            book.sheet(name).cell(row, 1).value = f"{name}.c{row}"
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    assert len(intake.issues) > 400
    last = openpyxl.load_workbook(copy).worksheets[0]
    assert re.fullmatch(r"… and \d+ more\.", last.cell(last.max_row, 2).value)
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)


def test_no_warning_of_the_library_reaches_the_analyst(bad, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        corrected(bad, tmp_path / "out")


# ---- workbooks of practices, and vignettes ------------------------------------------------------


def test_practices_are_given_back_mended_and_read_clean(tmp_path):
    book = PracticeBook("P04", "fr").practice("01").practice("02", theme="clusters")
    book.cell("practices.02.theme").value = "Klusters"
    book.cell("practices.01.title").value = None
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    given_back = openpyxl.load_workbook(copy)
    for field in ("practices.02.theme", "practices.01.title"):
        issue = next(one for one in intake.issues if one.field == field)
        cell = given_back[issue.sheet][issue.cell]
        assert shade(cell) == COLOURS[issue.severity]
        assert issue.sentence("fr") in cell.comment.text
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)
    issue = next(one for one in intake.issues if one.field == "practices.02.theme")
    theme = FRAMEWORK.word("themes.clusters.label", "fr")
    given_back[issue.sheet][issue.cell].value = theme
    issue = next(one for one in intake.issues if one.field == "practices.01.title")
    given_back[issue.sheet][issue.cell].value = "Un guichet"
    left = {code for code, *_ in noticed(back(tmp_path / "mended", given_back))}
    good = PracticeBook("P04", "fr").practice("01").practice("02", theme="clusters")
    assert left == {code for code, *_ in noticed(back(tmp_path / "good", good.book))}


def test_practices_that_openpyxl_refuses_are_filled_into_a_fresh_form(tmp_path):
    book = PracticeBook("P04", "fr").practice("01")
    book.cell("practices.01.theme").value = "Klusters"
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=unstyled(book.save())), tmp_path / "out")
    again = back(tmp_path / "same", copy.read_bytes())
    assert noticed(again) == noticed(intake)
    assert list(again.practices["value"]) == list(intake.practices["value"])


def test_vignettes_are_kept_in_a_fresh_form(tmp_path):
    (path,) = write_templates(FRAMEWORK, tmp_path / "blank", "en", ["P09"], vignettes=True)
    book = Book()
    book.book = openpyxl.load_workbook(path)
    book.fill()
    page = next(one for one in book.book.worksheets if "|vignettes|" in one["A1"].value)
    ids = {page.cell(row, 1).value: row for row in range(2, page.max_row + 1)}
    rows = [row for one, row in ids.items() if str(one).startswith("vignettes.")]
    for row in rows:
        page.cell(row, 3).value = 2
    page.cell(rows[0], 3).value = 7
    (tmp_path / "raw").mkdir()
    intake, (copy,) = corrected(write(tmp_path / "raw", a=unstyled(book.save())), tmp_path / "out")
    assert intake.issues.of("score-out-of-scale")
    assert noticed(back(tmp_path / "same", copy.read_bytes())) == noticed(intake)


def test_a_library_that_stumbles_stops_nobody(bad, tmp_path, monkeypatch):
    def stumble(*_, **__):
        raise KeyError("styles")

    monkeypatch.setattr("prospects_analysis.outputs.reopening._opened", stumble)
    _, (copy,) = corrected(bad, tmp_path / "out")
    assert openpyxl.load_workbook(copy)["3 Clusters"]["G5"].value == 7


def test_a_workbook_that_would_take_too_long_is_filled_into_a_fresh_form(tmp_path, monkeypatch):
    monkeypatch.setattr("prospects_analysis.outputs.reopening._LARGEST", 1000)
    (tmp_path / "raw").mkdir()
    book = Book("P04", "fr").fill().put(clusters__mapping__resource=7)
    _, (copy,) = corrected(write(tmp_path / "raw", a=book), tmp_path / "out")
    text = openpyxl.load_workbook(copy).worksheets[0]["B4"].value
    assert text.startswith("Voici un formulaire neuf")


def test_what_the_analyst_decides_is_no_correction(bad):
    intake = read_workbooks(bad, FRAMEWORK)
    decided = Issue(code=IssueCode.WRONG_FILE_TYPE, file="decisions.toml", found=".toml")
    both = replace(intake, issues=Issues([*intake.issues, decided]))
    assert set(to_mend(both)) == set(to_mend(intake)) == {"retour P04 (v2).xlsx"}
