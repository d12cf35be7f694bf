"""What is missing or does not go together, without scolding for what nobody took up."""

from __future__ import annotations

from prospects_analysis.template import write_templates
from tests.intake.books import FRAMEWORK, Book, codes, only, read

MAPPING = "clusters__mapping__"


def test_a_high_resource_without_evidence_is_scored_with_a_warning(tmp_path):
    book = Book().fill().put(**{MAPPING + "resource": 4, MAPPING + "evidence": " "})
    intake = read(tmp_path, a=book)
    issue = only(intake, "evidence-missing")
    assert (issue.cell, issue.label, issue.found) == ("I5", "Sector mapping", "4")
    book.put(**{MAPPING + "resource": 3})
    assert codes(read(tmp_path, a=book)) == set()


def test_not_applicable_on_one_side_is_asked_about_at_the_other(tmp_path):
    for side, other, cell in (("resource", 3, "H5"), ("need", None, "G5")):
        sides = {"resource": other, "need": other} | {side: "NA"}
        book = Book().fill().put(**{MAPPING + name: value for name, value in sides.items()})
        issue = only(read(tmp_path, a=book), "na-on-one-side")
        assert (issue.cell, issue.label) == (cell, "Sector mapping")
    both = Book().fill().put(**{MAPPING + "resource": "NA", MAPPING + "need": "so"})
    assert codes(read(tmp_path, a=both)) == set()


def test_a_refused_cell_is_not_called_missing_as_well(tmp_path):
    refused = {"support__confidence": 9, MAPPING + "resource": 4, MAPPING + "evidence": "#REF!"}
    intake = read(tmp_path, a=Book().fill().put(**refused))
    assert codes(intake) == {"not-in-list", "error-cell"}
    na = Book().fill().put(**{MAPPING + "resource": "NA", MAPPING + "need": "7"})
    assert codes(read(tmp_path, a=na)) == {"score-out-of-scale"}


def test_required_fields_are_asked_for_where_something_was_answered(tmp_path):
    book = Book().put(identity__respondent_id="R1", clusters__mapping__need=3)
    missing = {issue.field for issue in read(tmp_path, a=book).issues.of("field-missing")}
    assert missing == {
        "identity.role", "identity.date", "clusters.confidence", "clusters.narrative",
    }  # fmt: skip


def test_one_narrative_a_partner_is_enough_but_each_has_its_confidence(tmp_path):
    silent = {"identity__respondent_id": "R2", "clusters__narrative": None}
    second = Book().fill().put(**silent, clusters__confidence=None)
    intake = read(tmp_path, a=Book().fill(), b=second)
    issue = only(intake, "field-missing")
    assert (issue.file, issue.field) == ("b.xlsx", "clusters.confidence")
    alone = Book().fill().put(clusters__narrative="   ")
    (tmp_path / "b.xlsx").unlink()
    assert only(read(tmp_path, a=alone), "field-missing").field == "clusters.narrative"


def test_a_blank_template_is_said_to_be_blank(tmp_path):
    assert only(read(tmp_path, a=Book()), "nothing-answered").file == "a.xlsx"


def test_a_deleted_sheet_is_missed_unless_another_workbook_brings_it(tmp_path):
    book = Book().fill()
    del book.book["3 Clusters"]
    intake = read(tmp_path, a=book)
    issue = only(intake, "missing-sheet")
    assert (issue.file, issue.field, issue.label) == ("a.xlsx", "clusters", "3 Clusters")
    assert codes(read(tmp_path, b=Book().fill())) == set()


def test_a_template_of_one_theme_lacks_nothing(tmp_path):
    folder = tmp_path / "out"
    write_templates(FRAMEWORK, folder, partners=["P09"], themes=["clusters"])
    intake = read(tmp_path, a=(folder / "prospects_P09_clusters_en.xlsx").read_bytes())
    assert "missing-sheet" not in codes(intake)
    assert set(intake.answers["theme"]) == {"", "clusters"}


def test_late_partners_are_named_and_are_no_errors(tmp_path):
    intake = read(tmp_path, a=Book().fill())
    late = intake.issues.of("no-return")
    assert tuple(issue.field for issue in late) == intake.late
    assert intake.late == tuple(f"P{n:02}" for n in range(1, 11) if n != 9)
    assert "Conseil général du Pas-de-Calais" in {issue.label for issue in late}
    assert len(intake.issues.errors) == 0


def test_fictional_returns_are_told_and_never_mixed_with_real_ones(tmp_path):
    invented = Book("P03", fictional=True).fill()
    intake = read(tmp_path, a=invented)
    assert intake.fictional
    assert intake.provenance.fictional
    assert codes(intake) == set()
    mixed = read(tmp_path, b=Book().fill())
    assert only(mixed, "fictional-and-real").file == "a.xlsx"
    assert mixed.fictional
    (tmp_path / "a.xlsx").unlink()
    assert not read(tmp_path).fictional
