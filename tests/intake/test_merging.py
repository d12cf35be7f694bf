"""Several workbooks of one partner: what stands beside each other, what is one, what conflicts."""

from __future__ import annotations

from tests.intake.books import Book, codes, given, only, read

NEED, EVIDENCE = "clusters__mapping__need", "clusters__mapping__evidence"


def test_colleagues_who_share_a_workbook_out_by_theme_are_one_respondent(tmp_path):
    identity = {"identity__respondent_id": "R1", "identity__role": "Business"}
    first = Book().put(**identity, identity__date="2010-06-15", clusters__mapping__need=3)
    second = Book().put(**identity, identity__date="2010-06-20", support__finance__need=4)
    intake = read(tmp_path, a=first, b=second)
    answers = given(intake)
    assert (answers["clusters.mapping.need"], answers["support.finance.need"]) == (3, 4)
    assert len(intake.answers.query("side != ''")) == 48
    assert set(intake.answers["respondent"]) == {"R1"}
    assert "conflicting-answers" not in codes(intake)
    assert intake.provenance.answered == "2010-06-20"


def test_the_same_workbook_twice_is_one(tmp_path):
    once = read(tmp_path, a=Book().fill())
    twice = read(tmp_path, b=Book().fill())
    assert given(twice) == given(once)
    assert set(twice.answers.query("theme != ''")["file"]) == {"a.xlsx"}
    assert twice.answers["field"].value_counts()["identity.role"] == 2
    assert codes(twice) == set()


def test_two_different_answers_are_a_conflict_that_names_both_cells(tmp_path):
    intake = read(tmp_path, a=Book().fill().put(**{NEED: 2}), b=Book().fill().put(**{NEED: 5}))
    issues = intake.issues.of("conflicting-answers")
    assert [(issue.file, issue.cell) for issue in issues] == [("a.xlsx", "H5"), ("b.xlsx", "H5")]
    for issue in issues:
        assert issue.found == "2 (a.xlsx, 3 Clusters, H5); 5 (b.xlsx, 3 Clusters, H5)"
        assert issue.label == "Sector mapping · Need (0 to 5, or NA)"
    row = intake.answers.query("field == 'clusters.mapping.need'")
    assert list(row["state"]) == ["blank"]
    assert row["value"].isna().all()


def test_na_and_a_level_are_a_conflict_and_three_answers_too(tmp_path):
    books = {name: Book().fill().put(**{NEED: value})
             for name, value in {"a": "NA", "b": 3, "c": 3}.items()}  # fmt: skip
    intake = read(tmp_path, **books)
    assert len(intake.issues.of("conflicting-answers")) == 3
    assert "clusters.mapping.need" not in given(intake)


def test_spaces_do_not_make_two_texts_of_one(tmp_path):
    intake = read(
        tmp_path,
        a=Book().fill().put(**{EVIDENCE: "One report,\n2009"}),
        b=Book().fill().put(**{EVIDENCE: "One report, 2009 "}),
    )
    assert codes(intake) == set()
    assert given(intake)["clusters.mapping.evidence"] == "One report,\n2009"


def test_a_refused_value_yields_to_an_answer_but_stays_an_issue(tmp_path):
    intake = read(tmp_path, a=Book().fill().put(**{NEED: 7}), b=Book().fill().put(**{NEED: 4}))
    assert given(intake)["clusters.mapping.need"] == 4
    assert only(intake, "score-out-of-scale").file == "a.xlsx"


def test_different_respondents_stand_beside_each_other(tmp_path):
    other = Book().fill().put(**{NEED: 5}, identity__respondent_id="R2")
    intake = read(tmp_path, a=Book().fill().put(**{NEED: 1}), b=other)
    rows = intake.answers.query("field == 'clusters.mapping.need'")
    assert list(zip(rows["respondent"], rows["value"], strict=True)) == [("R1", 1), ("R2", 5)]
    assert codes(intake) == set()


def test_two_respondents_named_in_one_workbook_are_a_conflict(tmp_path):
    book = Book().fill()
    sheet = book.sheet("identity")
    sheet["A40"].value, sheet["C40"].value = "identity.respondent_id", "R2"
    sheet["B40"].value = sheet["B7"].value
    intake = read(tmp_path, wigan=book)
    assert {issue.cell for issue in intake.issues.of("conflicting-answers")} == {"C7", "C40"}
    assert set(intake.answers["respondent"]) == {"wigan"}


def test_rows_are_in_the_order_of_partners_respondents_and_questions(tmp_path):
    books = {"z": Book("P01", "fr").fill(), "a": Book("P10").fill(), "m": Book("P03").fill()}
    answers = read(tmp_path, **books).answers
    assert list(answers["partner"].unique()) == ["P01", "P03", "P10"]
    one = answers.query("partner == 'P03'")["field"]
    assert list(one.head(2)) == ["identity.partner_id", "identity.respondent_id"]
    assert list(one)[6:9] == [
        f"attractiveness.brownfield.{s}" for s in ("resource", "need", "evidence")
    ]
    assert list(one)[-1] == "ecoinnovation.narrative"
