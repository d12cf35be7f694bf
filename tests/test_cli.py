"""The command line: exits, JSON, what is said, and that no failure shows a traceback."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from prospects_analysis import study
from prospects_analysis._cli_run import _standing
from prospects_analysis.cli import main
from prospects_analysis.issues import COLUMNS
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.wording import LANGUAGES
from tests import illustrative
from tests.illustrative import FOLDER
from tests.intake.books import Book
from tests.intake.practice_books import PracticeBook
from tests.outputs import made

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ["templates", "check", "run", "pair", "demo"]
SCORES = ",A,B,C,D\nA,,1.2,3,1.85\nB,1.2,,1.8,1.1\nC,3,1.8,,2.2\nD,1.85,1.1,2.2,\n"


@pytest.fixture
def _quick(monkeypatch):
    """Write one small file in place of all."""
    monkeypatch.setattr(study, "make_files", lambda *_, **__: {"grid.csv": b"1", "a.csv": b"1"})


@pytest.fixture
def scores(tmp_path):
    path = tmp_path / "scores.csv"
    path.write_text(SCORES, encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path):
    """A folder with one good return and one with a score beyond the scale."""
    folder = tmp_path / "returns"
    folder.mkdir()
    book = Book("P09", "en", fictional=True)
    book.cell("clusters.mapping.resource").value = 7
    book.book.save(folder / "prospects_P09_en.xlsx")
    shutil.copy(FOLDER / "prospects_P10_de.xlsx", folder)
    return folder


def ended(*arguments):
    """Run a command, and give its exit code."""
    try:
        return main([*map(str, arguments)])
    except SystemExit as stopped:
        return stopped.code


def refused(capsys, *arguments, code=2):
    """Run a command that must fail, and give what it said of it."""
    assert ended(*arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


# ---- help -----------------------------------------------------------------------------------


def test_help_answers_at_once_and_loads_nothing_heavy():
    code = (
        "import sys; from prospects_analysis.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert all(command in done.stdout for command in COMMANDS)
    loaded = set(done.stdout.rpartition("\n\n")[2].split())
    assert loaded.isdisjoint({"pandas", "numpy", "matplotlib", "pptx", "openpyxl", "scipy"})


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("command", COMMANDS)
def test_example_in_the_help_runs(command, capsys, tmp_path, monkeypatch, scores):
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    example = re.search(r"Example:\n  (?:prospects|python run\.py) (.*)", shown)[1]
    shutil.copytree(FOLDER, tmp_path / "data" / "raw" / "illustrative")
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(example)) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["rnu"], ["run"], ["pair"], ["run", "x", "--nope"]])
def test_what_is_not_understood_is_usage(arguments, capsys):
    assert "usage:" in refused(capsys, *arguments)


# ---- templates ------------------------------------------------------------------------------


def test_templates_are_those_that_were_asked_for(tmp_path, capsys):
    out = tmp_path / "outbox"
    asked = ["--language", "fr", "--partner", "P09", "--partner", "P01", "--theme", "clusters"]
    assert main(["templates", str(out), *asked]) == 0
    names = [f"prospects_{partner}_clusters_fr.xlsx" for partner in ("P01", "P09")]
    assert sorted(path.name for path in out.iterdir()) == names
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == names


def test_templates_are_a_self_assessment_and_practices_a_partner(tmp_path, capsys):
    assert main(["templates", str(tmp_path), "--partner", "P09", "--language", "en"]) == 0
    names = ["prospects_P09_en.xlsx", "prospects_P09_practices_en.xlsx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == names


def test_templates_have_vignettes_where_they_are_asked_for(tmp_path):
    asked = ["--partner", "P09", "--language", "en", "--theme", "clusters", "--vignettes"]
    assert main(["templates", str(tmp_path), *asked]) == 0
    book = openpyxl.load_workbook(tmp_path / "prospects_P09_clusters_en.xlsx")
    assert book.sheetnames == ["Identity", "Read me", "3 Clusters", "Example cases", "Lists"]


def test_templates_refuse_what_they_do_not_know(tmp_path, capsys):
    assert "P99" in refused(capsys, "templates", tmp_path, "--partner", "P99")
    assert "'xx'" in refused(capsys, "templates", tmp_path, "--language", "xx")
    (tmp_path / "prospects_P09_en.xlsx").write_bytes(b"filled in")
    assert "somebody may" in refused(capsys, "templates", tmp_path, "--partner", "P09")


# ---- check ----------------------------------------------------------------------------------


def test_check_of_good_returns_says_what_is_next(capsys):
    assert main(["check", str(FOLDER)]) == 0
    said = capsys.readouterr().out
    assert re.search(r"prospects_P03_cs\.xlsx +48/48 +– +0 +1 +0", said)
    table = illustrative.intake().practice_table()
    complete = table[table["partner"] == "P07"]["complete"]
    counts = rf" +– +{complete.sum()}/{len(complete)} +0 +1 +1$"
    assert re.search(r"^prospects_P07_practices_sl\.xlsx" + counts, said, re.MULTILINE)
    assert "3 Klastry H10" in said
    assert said.splitlines()[-1] == f"  python run.py run {FOLDER}"
    assert "\033" not in said
    assert max(map(len, said.splitlines()[:-1])) <= 100


def test_check_names_the_cell_and_what_to_do(faulty, capsys):
    assert main(["check", str(faulty), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert re.search(r"ERROR +3 Clusters G\d+ +“7” is not a level", said)
    assert "→ Type 0, 1, 2, 3, 4, 5 or NA" in said
    assert "8 partners are awaited: P01 ACOM France, P02" in said
    assert said.splitlines()[-2].endswith("marked:")
    returned = f"check {faulty} --corrections data/processed/returns_corrections"
    assert said.splitlines()[-1].endswith(returned)


def test_check_names_errors_before_warnings_and_groups_what_is_alike(tmp_path, capsys):
    book = Book("P09", "en").fill()
    fields = [f"clusters.{one}.resource" for one in ("mapping", "governance", "financing")]
    for number, field in enumerate([*fields, "clusters.services.need", "clusters.openness.need"]):
        book.cell(field).value = f"level {number}"
    book.cell("attractiveness.narrative").value = "?"
    book.book.save(tmp_path / "a very long name of a file, as people have them (final) (2).xlsx")
    assert main(["check", str(tmp_path), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert "3 Clusters G5, G6, G7 and 2 more  “level 0” was found where" in said
    assert said.count("whole numbers") + said.count("a number is asked") == 1
    assert said.index("ERROR") < said.index("warning")
    assert re.search(r"^a very long name of .{1,3}…", said, re.MULTILINE)
    assert max(map(len, said.splitlines()[:-1])) <= 100


def test_check_counts_the_practices_that_are_complete(tmp_path, capsys):
    PracticeBook().practice("01").practice("02", title=None).book.save(tmp_path / "p.xlsx")
    Book().fill().book.save(tmp_path / "s.xlsx")
    assert main(["check", str(tmp_path), "--language", "en"]) == 0
    heads, *lines = capsys.readouterr().out.splitlines()
    assert "Scores given  Practices complete  Errors" in heads
    counts = {line.split()[0]: line.split()[1:3] for line in lines[:2]}
    assert counts == {"p.xlsx": ["–", "1/2"], "s.xlsx": ["48/48", "–"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_is_no_wider_than_a_terminal(language, tmp_path, capsys, monkeypatch):
    assert main(["check", str(FOLDER), "--language", language]) == 0
    *said, _ = capsys.readouterr().out.splitlines()
    assert max(map(len, said)) <= 100
    whole = {line.split()[0] for line in said if line.startswith("prospects_")}
    assert whole == {path.name for path in FOLDER.iterdir()}  # none is shortened for it
    PracticeBook().practice().book.save(tmp_path / f"{'practices of ours, ' * 4}at last.xlsx")
    monkeypatch.chdir(tmp_path)  # a command names the folder, however long that is
    assert main(["check", ".", "--language", language]) == 0
    *said, _ = capsys.readouterr().out.splitlines()
    assert max(map(len, said)) <= 100
    assert any(re.match(r"practices of .*…", line) for line in said)


def test_check_of_an_empty_folder_has_no_table(tmp_path, capsys):
    folder = tmp_path / "nothing_yet"
    folder.mkdir()
    assert main(["check", str(folder), "--language", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  ERROR    The folder “nothing_yet” holds no workbook."
    assert lines[-1].endswith(f"check {folder}")
    assert not any("awaited" in line or "Scores given" in line for line in lines)
    assert main(["check", str(folder), "--json"]) == 1
    (issue,) = json.loads(capsys.readouterr().out)["issues"]
    assert (issue["code"], issue["file"]) == ("no-workbooks", "")


def test_check_in_a_terminal_is_bold(faulty, capsys, monkeypatch):
    monkeypatch.setattr("prospects_analysis._cli_check.shows_bold", lambda: True)
    main(["check", str(faulty), "--language", "en"])
    said = capsys.readouterr().out
    assert "\033[1mprospects_P09_en.xlsx\033[0m\n  \033[1mERROR\033[0m    3 Clusters" in said


def test_check_shows_nothing_that_a_terminal_would_obey(tmp_path, capsys):
    book = Book("P09", "en").fill()
    book.sheet("clusters").title = "3\x9b31mC"
    book.cell("clusters.mapping.need").value = "much\x9b31m"
    (tmp_path / "a\x1b[31m.xlsx").write_bytes(book.save())
    (tmp_path / "b\x1b]0;x\x07.txt").write_bytes(b"x")
    assert main(["check", str(tmp_path), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert said.count("a\ufffd[31m.xlsx") == 2
    assert not {char for char in said if unicodedata.category(char) == "Cc"} - {"\n"}


def test_check_gives_workbooks_back_and_keeps_edited_ones(faulty, tmp_path, capsys):
    out = tmp_path / "copies"
    command = ["check", str(faulty), "--language", "en", "--corrections", str(out)]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert f"  {out / 'corrections_prospects_P09_en.xlsx'}" in said.splitlines()
    assert said.splitlines()[-1].endswith(f"check {faulty}")
    (out / "corrections_prospects_P09_en.xlsx").write_bytes(b"mine")
    assert main(command) == 1
    assert "KEPT, since it was edited" in capsys.readouterr().out
    assert main([*command, "--json"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["not_written"] == ["corrections_prospects_P09_en.xlsx"]
    assert shown["corrections"] == []
    assert main([*command, "--force"]) == 1
    assert "KEPT" not in capsys.readouterr().out
    assert "in the folder of the returns" in refused(
        capsys, "check", faulty, "--corrections", faulty / "copies"
    )


def test_check_as_json_is_nothing_but_json(faulty, capsys):
    assert main(["check", str(faulty), "--json"]) == 1
    said = capsys.readouterr()
    issues = json.loads(said.out)["issues"]
    assert all(tuple(issue) == COLUMNS for issue in issues)
    (error,) = [issue for issue in issues if issue["severity"] == "error"]
    assert error["code"] == "score-out-of-scale"
    assert error["file"] == "prospects_P09_en.xlsx"
    late = next(issue for issue in issues if issue["code"] == "no-return")
    assert (late["sheet"], late["cell"]) == (None, None)


@pytest.mark.parametrize("command", ["check", "run"])
def test_missing_folder_is_named(command, capsys, tmp_path):
    assert "no-such" in refused(capsys, command, tmp_path / "no-such")


# ---- run ------------------------------------------------------------------------------------


def test_run_writes_where_the_readme_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(study, "make_files", lambda *_, **__: {"seminar.pptx": b"1"})
    assert main(["run", str(FOLDER)]) == 0
    out = Path("data", "processed", "illustrative")
    assert (out / "provenance.json").is_file()
    said = capsys.readouterr().out
    assert "Données fictives" in said
    assert str(out / "seminar.pptx") in said
    assert "seminar.pdf" not in said  # only what is there is named to be opened
    named = re.findall(r"(P\d\d) – (P\d\d)", said)
    assert named == made.study().pairing.binomes


@pytest.mark.usefixtures("_quick")
def test_run_with_errors_writes_what_it_can(faulty, tmp_path, capsys):
    assert main(["run", str(faulty), "--out", str(tmp_path / "out"), "--language", "en"]) == 1
    assert (tmp_path / "out" / "grid.csv").is_file()
    said = capsys.readouterr().out
    assert "2 workbooks read: 1 error" in said
    assert f"check {faulty}" in said


@pytest.mark.usefixtures("_quick")
def test_run_without_an_admissible_pairing_says_so_and_writes_the_rest(tmp_path, capsys):
    rules = ["--forbid", "P01,P09", "--require", "P09,P01"]
    assert main(["run", str(FOLDER), "--out", str(tmp_path), *rules]) == 3
    assert (tmp_path / "grid.csv").is_file()
    assert "P01 ACOM France, P09 Wigan" in capsys.readouterr().out


@pytest.mark.usefixtures("_quick")
def test_run_on_nothing_but_rubbish_is_an_error_of_the_returns(tmp_path, capsys):
    folder = tmp_path / "returns"
    folder.mkdir()
    (folder / "prospects_P09_en.xlsx").write_bytes(b"PK rubbish")
    assert main(["run", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert "Aucun binôme" in capsys.readouterr().out


@pytest.mark.usefixtures("_quick")
def test_run_keeps_the_rules(tmp_path, capsys):
    rules = ["--forbid", "P09,P10", "--forbid", "P01,P02", "--objective", "leximin"]
    assert main(["run", str(FOLDER), "--out", str(tmp_path), *rules]) == 0
    pairs = re.findall(r"(P\d\d) – (P\d\d)", capsys.readouterr().out)
    assert not {("P09", "P10"), ("P01", "P02")} & set(pairs)


@pytest.mark.usefixtures("_quick")
def test_run_names_kept_busy_and_removed_files(tmp_path, capsys, monkeypatch):
    from prospects_analysis.outputs import delivery

    run = ["run", str(FOLDER), "--out", str(tmp_path), "--language", "en"]
    main(run)
    (tmp_path / "grid.csv").write_bytes(b"mine")
    write = delivery.write_atomically

    def busy(path, data):
        if path.name == "b.csv":
            raise PermissionError(13, "in use", str(path))
        write(path, data)

    monkeypatch.setattr(delivery, "write_atomically", busy)
    monkeypatch.setattr(study, "make_files", lambda *_, **__: {"grid.csv": b"2", "b.csv": b"2"})
    capsys.readouterr()
    assert main(run) == 0
    said = capsys.readouterr().out
    assert "KEPT, since it was edited: grid.csv" in said
    assert "NOT WRITTEN: b.csv" in said
    assert "Removed, from an earlier run: a.csv" in said
    main([*run, "--force"])
    assert (tmp_path / "grid.csv").read_bytes() == b"2"


@pytest.mark.usefixtures("_quick")
def test_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_bytes(b"")
    assert "file" in refused(capsys, "run", FOLDER, "--out", tmp_path / "file" / "out")
    assert "folder of the returns" in refused(capsys, "run", FOLDER, "--out", FOLDER / "out")
    assert "P99" in refused(capsys, "run", FOLDER, "--out", tmp_path, "--forbid", "P01,P99")
    assert not (FOLDER / "out").exists()


@pytest.mark.parametrize("pair", ["P01", "P01,", "P01,P02,P03"])
def test_pair_that_is_none_is_usage(pair, capsys):
    assert "must be two ids" in refused(capsys, "run", FOLDER, "--forbid", pair)


def test_interrupted_run_says_so_and_leaves_nothing_half_done(tmp_path, capsys, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "make_files", stopped)
    said = refused(capsys, "run", FOLDER, "--out", tmp_path / "out", code=130)
    assert said.strip().startswith("Interrupted")
    assert not (tmp_path / "out").exists()


# ---- pair -----------------------------------------------------------------------------------


def test_pair_as_json(scores, capsys):
    assert main(["pair", str(scores), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == pytest.approx(4.1)
    assert answer["upper_bound"] == pytest.approx(4.1)
    assert answer["weakest"] == pytest.approx(1.1)
    assert answer["binomes"] == [["A", "C"], ["B", "D"]]
    assert (answer["objective"], answer["unpaired"]) == ("total", [])
    assert len(answer) == 6


def test_pair_in_words(scores, capsys):
    assert main(["pair", str(scores), "--objective", "leximin"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["A - D  1.850", "B - C  1.800"]
    assert (
        said[2] == "Total 3.650, weakest 1.800, best of 3 possible pairings, no other does as well."
    )


@pytest.mark.parametrize(
    "text",
    [
        SCORES.replace(",", ";").replace(".", ","),
        SCORES.replace(",", "\t"),
        SCORES.replace(",", " , "),
        "\ufeff" + SCORES + "\n ,,,,\n",
        SCORES.replace("\n", "\r\n"),
        "\n".join(f'"{line.replace(",", chr(34) + "," + chr(34))}"' for line in SCORES.split()),
    ],
    ids=["european", "tabs", "spaces", "mark-and-empty-lines", "windows", "quoted"],
)  # fmt: skip
def test_pair_reads_what_spreadsheets_write(text, tmp_path, capsys):
    path = tmp_path / "scores.csv"
    path.write_bytes(text.encode("utf-8"))
    assert main(["pair", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["binomes"] == [["A", "C"], ["B", "D"]]


def test_pair_reads_names_of_an_older_excel(tmp_path, capsys):
    path = tmp_path / "scores.csv"
    path.write_bytes(";Karviná;Liège\nKarviná;;1,5\nLiège;1,5;\n".encode("cp1252"))
    assert main(["pair", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["binomes"] == [["Karviná", "Liège"]]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "no ids"),
        (",A,B\nA,,x\nB,x,\n", "'x' in row 'A', column 'B'"),
        (",A,B\nA,,nan\nB,nan,\n", "'nan'"),
        (",A,B\nA,,inf\nB,inf,\n", "finite"),
        (",A,B\nA,,1\n", "square"),
        (",A,B\nA,,1,2\nB,1,\n", "row 'A' has 3 scores"),
        (",A,A\nA,,1\nA,1,\n", "twice"),
        (",A,B\nA,,1\nC,1,\n", "same partners"),
        (",A,B\nA,,1\nB,2,\n", "symmetric"),
        ('"A,B\nA,,1', "CSV"),
    ],
)  # fmt: skip
def test_invalid_scores_are_refused_with_their_place(text, named, tmp_path, capsys):
    path = tmp_path / "scores.csv"
    path.write_text(text, encoding="utf-8")
    assert named in refused(capsys, "pair", path)


def test_scores_that_are_not_there_or_unknown_ids_are_refused(scores, tmp_path, capsys):
    assert "nowhere.csv" in refused(capsys, "pair", tmp_path / "nowhere.csv")
    assert "'Z'" in refused(capsys, "pair", scores, "--forbid", "A,Z")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_admissible_pairing_is_an_exit_of_its_own(form, scores, capsys):
    rules = [word for other in "BCD" for word in ("--forbid", f"A,{other}")]
    said = refused(capsys, "pair", scores, *rules, *form, code=3)
    assert "A has no admissible mate" in said


# ---- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("partners", "score", "said"),
    [
        (2, 1.0, "Total 1.00; there is only 1 possible pairing."),
        (4, 1.0, "Total 2.00; 3 of 3 possible pairings do as well, none better."),
        (14, 1.0, "Total 7.00; none can exceed 7.00."),
    ],
)
def test_run_says_how_the_proposal_stands(partners, score, said):
    ids = [f"Q{i:02d}" for i in range(partners)]
    pairing = pair_partners(pd.DataFrame(score, ids, ids))
    confirmed = "An independent check confirms it."
    assert _standing(pairing, NullTranslations(), "en") == f"{said} {confirmed}"
    wrong = replace(pairing, upper_bound=pairing.upper_bound - 1)
    assert "does NOT confirm" in _standing(wrong, NullTranslations(), "en")
