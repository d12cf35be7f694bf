"""The sheet of a partner: what it says, for whom, and that every page can be printed and read."""

from __future__ import annotations

import functools
import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pypdf
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from prospects_analysis.calibration import score_grid
from prospects_analysis.charts.style import contrast
from prospects_analysis.flows import complementarity
from prospects_analysis.intake.practice_tables import no_practices
from prospects_analysis.outputs.sheets.blocks import paragraph
from prospects_analysis.outputs.sheets.making import language_of, partner_sheet
from prospects_analysis.outputs.sheets.pages import A4, SIDE, sheet_figure, sheet_pdf
from prospects_analysis.outputs.sheets.quoting import own_words
from prospects_analysis.outputs.sheets.table import sheets_table
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.wording import catalogue
from tests.charts import examples
from tests.charts.reading import plain, said, texts
from tests.intake.books import read
from tests.intake.practice_books import TITLE, PracticeBook

LONG_TITLE = "A one-stop shop for everybody in the former mining towns " * 4


@functools.cache
def whole():
    return pair_of(examples.intake())


def pair_of(intake):
    return pair_partners(complementarity(score_grid(intake)))


def with_answers(change):
    """Pair the illustrative answers after a change of their table."""
    return pair_of(replace(examples.intake(), answers=change(examples.intake().answers)))


@functools.cache
def with_practices():
    """Pair with practices of P09 and P10 on the criteria that matter to each other."""
    import tempfile
    from pathlib import Path

    books = {}
    for partner in ("P09", "P10"):
        book = PracticeBook(partner, "en", fictional=True)
        themes = whole().explain(partner).gives["theme"]
        for number, theme in enumerate(themes, start=1):
            title = LONG_TITLE if number == 2 else TITLE
            book.practice(f"{number:02d}", theme, title=title, contact_role="Head of support")
        books[partner] = book
    with tempfile.TemporaryDirectory() as folder:
        practices = read(Path(folder), **books).practices
    return pair_of(replace(examples.intake(), practices=practices))


@functools.cache
def network(partners, themes, name="Saint-Germain-Laprade"):
    """Pair a made-up network; its first partner has not answered."""
    intake = examples.answers_of(partners, themes)
    answers = intake.answers.astype({"value": object})  # as when read
    label = "Reuse of land and of buildings that mining left, number {}"
    criteria = {f"criteria.t{one}.c.label": label.format(one) for one in range(1, themes + 1)}
    names = {f"partners.P{one:02d}.short": f"{name} {one}" for one in range(1, partners + 1)}
    names |= {
        f"partners.P{one:02d}.name": examples.LONG.format(one) for one in range(1, partners + 1)
    }
    themed = {
        f"themes.t{one}.short": f"Regeneration of former sites and of their people {one}"
        for one in range(1, themes + 1)
    }
    words = {
        language: {**own, **criteria, **names, **themed}
        for language, own in intake.framework.words.items()
    }
    framework = replace(intake.framework, words=words)
    intake = replace(intake, answers=answers, framework=framework, fictional=True)
    grid = replace(score_grid(intake), countries=None)
    return pair_partners(complementarity(grid), odd="trio")


def trio_of(pairing):
    return next(one for one in pairing.binomes if len(one) == 3)


@functools.cache
def real_trio():
    """Pair nine of the ten partners, three of them in a trio."""
    grid = score_grid(examples.intake(("P10",)))
    return pair_partners(complementarity(grid), odd="trio")


def everything_said(sheet):
    return " ".join(said(sheet_figure(sheet)))


def steps_of(sheet):
    return [step.text for step in sheet.steps]


@pytest.mark.parametrize("partner", ["P01", "P06", "P09"])
def test_numbers_are_those_of_the_explanation(partner):
    sheet, explanation = partner_sheet(whole(), partner), whole().explain(partner)
    assert sheet.mates == explanation.mates
    out, back = sheet.ways
    for way, column in ((out, "gives"), (back, "receives")):
        amounts = [line.amount for line in way.themes]
        assert amounts == pytest.approx(explanation.themes[column].tolist(), nan_ok=True)
        assert [bool(line.absent) for line in way.themes] == np.isnan(amounts).tolist()
    for way, rows in ((out, explanation.gives), (back, explanation.receives)):
        rows = rows.set_index("criterion")
        assert len(way.criteria) == 2
        for line in way.criteria:
            row = rows.loc[line.criterion]
            assert f"{row.resource:.0f} →" in line.answers
            assert line.answers.endswith(f"{row.need:.0f}")
            assert line.evidence == (plain(row.evidence) if way is back else "")


@pytest.mark.parametrize("kind", ["pairs", "trio"])
def test_both_sheets_of_a_direction_tell_the_same(kind):
    pairing = whole() if kind == "pairs" else real_trio()
    given, received = {}, {}
    for partner in pairing.flows.partners:
        for way in partner_sheet(pairing, partner).ways:
            criteria = [one.criterion for one in way.criteria]
            practices = [(one.practice, one.criterion) for one in way.practices]
            assert {criterion for _, criterion in practices} <= set(criteria)
            if way.gives:
                given[partner, way.mate] = (criteria, practices, way.more)
            else:
                received[way.mate, partner] = (criteria, practices, way.more)
    assert len(given) == (10 if kind == "pairs" else 12)
    assert given == received


def test_all_that_is_told_is_on_the_page():
    for partner in ("P01", "P05", "P10"):
        sheet = partner_sheet(whole(), partner)
        shown = " ".join(plain(text.get_text()) for text in texts(sheet_figure(sheet)))
        for way in sheet.ways:
            for line in way.criteria:
                assert plain(line.name) in shown
            for line in way.practices:
                assert f"{line.practice} ·" in shown
        # Whole: nothing of the illustrative answers is left out.
        assert "…" not in shown


def test_the_page_shows_the_numbers_of_the_sheet():
    sheet = partner_sheet(whole(), "P09")
    shown = {text.get_gid(): plain(text.get_text()) for text in texts(sheet_figure(sheet))}
    for way in sheet.ways:
        for line in way.themes:
            side = "gives" if way.gives else "receives"
            assert shown[f"P10:{side}:{line.theme}"] == f"{line.amount:.1f}"
    assert shown["partner"] == "Wigan (GB)"
    assert shown["mate"] == "⇄ Gelsenkirchen (DE)"
    assert shown["status"] == "Proposed pair · score 1.64 out of 5"
    assert shown["scale"] == (
        "5 is the theoretical maximum; the strongest of all possible pairs has 1.64."
    )


def test_bars_are_as_long_as_their_numbers():
    sheet = partner_sheet(whole(), "P09")
    (ax,) = sheet_figure(sheet).axes
    bars = {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}
    tracks = [patch for patch in ax.patches if not patch.get_gid()]
    for line in sheet.ways[0].themes:
        bar = bars[f"P10:gives:{line.theme}"]
        track = next(one for one in tracks if one.get_xy() == bar.get_xy())
        assert bar.get_width() / track.get_width() == pytest.approx(line.amount / 5)


def test_second_choice_is_not_on_the_sheet():
    choice = whole().explain("P01").second_choice
    assert choice.mate == "P03"
    assert "Karviná" not in everything_said(partner_sheet(whole(), "P01", "en"))


@pytest.mark.parametrize(("partner", "language"), [("P01", "fr"), ("P05", "hu"), ("P09", "en")])
def test_each_partner_reads_its_own_language(partner, language):
    assert language_of(whole(), partner) == language
    assert partner_sheet(whole(), partner).language == language


def test_whom_to_call_is_a_role():
    steps = steps_of(partner_sheet(whole(), "P01"))
    assert any("Agent de la collectivité ou salarié de l’association" in one for one in steps)

    def second(answers):
        more = answers[(answers["partner"] == "P10") & (answers["field"] == "identity.role")]
        return pd.concat([answers, more, more.assign(respondent="R2", value="elu")])

    (call,) = [one for one in steps_of(partner_sheet(with_answers(second), "P09")) if "Call" in one]
    assert call == (
        "Call Gelsenkirchen. Who answered there: Officer of the authority or association; "
        "Elected member (councillor)."
    )
    pairing = with_answers(lambda answers: answers[answers["field"] != "identity.role"])
    assert "Call Gelsenkirchen; no role was given there." in steps_of(partner_sheet(pairing, "P09"))


@pytest.mark.parametrize(("case", "lines"), [("pair", 1), ("trio", 2), ("late", 1)])
def test_there_is_a_line_for_whoever_is_to_be_called(case, lines):
    pairing = {
        "pair": whole, "trio": real_trio, "late": lambda: examples.pairing("late")
    }[case]()  # fmt: skip
    sheet = partner_sheet(pairing, {"pair": "P09", "trio": "P03", "late": "P03"}[case], "en")
    figure = sheet_figure(sheet)
    labels = [text for text in texts(figure) if text.get_gid() == "contact"]
    assert [text.get_text() for text in labels] == lines * ["Name, telephone, e-mail"]
    for label in labels:
        x, y = label.get_position()
        rules = [line.get_xdata() for line in figure.axes[0].lines
                 if 0 < y - line.get_ydata()[0] < 0.1]  # fmt: skip
        assert any(left > x and right - left > 4 for left, right in rules)


def test_proposed_and_adopted_are_told_apart():
    proposed, adopted = (partner_sheet(whole(), "P09", adopted=one) for one in (False, True))
    assert proposed.status.startswith("Proposed pair")
    assert adopted.status.startswith("Adopted pair")
    assert "it is proposed, not adopted" in " ".join(steps_of(proposed))
    assert "proposed" not in everything_said(adopted)
    for sheet in (proposed, adopted):
        assert sheet.steps[-1].text.startswith("Write your transfer plan with Gelsenkirchen")


def test_the_weaker_direction_is_said_with_both_numbers():
    directed = whole().flows.directed
    out, back = directed.loc["P09", "P10"], directed.loc["P10", "P09"]
    assert out < back
    assert partner_sheet(whole(), "P09").remarks[0] == (
        f"With Gelsenkirchen you bring {out:.2f} and receive {back:.2f} out of 5: look together "
        "for what else you could show."
    )
    assert "what else there is to see" in partner_sheet(whole(), "P10", "en").remarks[0]
    equal = examples.pairing("equal")
    mate = partner_sheet(equal, "P01", "en").mates[0]
    assert partner_sheet(equal, "P01", "en").remarks == (
        f"With {mate} you bring as much as you receive: 3.20 out of 5.",
    )


def test_scores_that_were_put_right_are_said_with_their_reason():
    grid = examples.illustrative().corrected("P09", "support", "resource", 2, "The shop has closed")
    grid = grid.corrected("P01", "support", "need", 2, "Not on the sheet of another")
    sheet = partner_sheet(pair_partners(complementarity(grid)), "P09")
    (said_so,) = sheet.put_right
    assert said_so.startswith("† ")
    assert "Business support, resource 2.0 (own answers: 4.3). The shop has closed" in said_so
    marked = [
        line.theme for way in sheet.ways if way.gives for line in way.themes if line.corrected
    ]
    assert marked == ["support"]
    assert any(text.endswith("†") and text[:-1].replace(".", "").isdigit()
               for text in said(sheet_figure(sheet)))  # fmt: skip


def test_a_provisional_score_says_so():
    assert partner_sheet(whole(), "P09").why == ()
    why = partner_sheet(whole(), "P06", "en").why
    assert why == (
        "That score is a minimum: answers are missing; with them, it would be 2.05 at the most.",
    )


def test_who_has_not_answered_is_told_what_to_do():
    late = examples.pairing("late")
    sheet = partner_sheet(late, "P03", "en")
    assert (sheet.status, sheet.mates, sheet.ways, sheet.own) == (
        "You are in no pair so far", (), (), (),
    )  # fmt: skip
    assert "have not arrived" in sheet.why[0]
    assert sheet.steps[0].text.startswith("Fill in your workbook and send it back")
    assert sheet.steps[1].text == "If anything is unclear, call the lead partner: ACOM France."


def test_who_waits_is_told_for_whom():
    late = examples.pairing("late")
    (waiting,) = late.waiting
    sheet = partner_sheet(late, waiting, "en")
    assert "Karviná, Zasavje and Wigan have not answered yet" in sheet.why[0]
    assert sheet.steps[0].text.startswith("Remind Karviná, Zasavje and Wigan:")
    resources = late.flows.grid.resources.loc[waiting]
    assert [line.scores[0] for line in sheet.own] == pytest.approx(resources.tolist(), nan_ok=True)
    shown = {text.get_gid(): text.get_text() for text in texts(sheet_figure(sheet))}
    for line in sheet.own:
        expected = line.absent[0] or f"{line.scores[0]:.1f}"
        assert shown[f"own:{line.theme}:0"] == expected
    assert "– not assessed" in shown.values()


def test_who_is_left_over_is_told_why():
    pairing = examples.pairing("left over")
    sheet = partner_sheet(pairing, pairing.unpaired[0], "en")
    assert sheet.why == ("The number of partners is odd, and one is left over.",)
    assert steps_of(sheet) == ["Say which pair you would like to join as the third."]
    assert len(sheet.own) == 4


def test_the_lead_partner_is_not_told_to_call_itself():
    pairing = pair_of(examples.intake(("P01", "P02")))
    assert "lead" not in " ".join(steps_of(partner_sheet(pairing, "P01", "en")))
    assert "lead" in " ".join(steps_of(partner_sheet(pairing, "P02", "en")))


def test_a_pair_without_a_score_has_no_amounts():
    pinned = examples.pairing("pinned")
    here, awaited = partner_sheet(pinned, "P05", "en"), partner_sheet(pinned, "P03", "en")
    for sheet in (here, awaited):
        assert sheet.status == "Proposed pair · no score"
        assert sheet.why[1] == "There is no score, because Karviná has not answered yet."
        assert sheet.ways == ()
    assert "Ask Karviná for its answers." in steps_of(here)
    assert awaited.steps[0].text == "Fill in your workbook and send it back."
    assert len(here.own) == 4
    assert awaited.own == ()


def test_a_trio_has_both_mates_each_way():
    pairing = examples.pairing("trio")
    partner, *mates = trio_of(pairing)
    sheet = partner_sheet(pairing, partner, "en")
    assert sheet.mates == tuple(mates)
    assert [(way.gives, way.mate) for way in sheet.ways] == [
        *((True, mate) for mate in mates), *((False, mate) for mate in mates),
    ]  # fmt: skip
    assert sheet.status.startswith("Proposed trio · score")
    assert sum("Call" in one for one in steps_of(sheet)) == 2
    assert len(sheet.remarks) == 2


def test_practices_stand_with_title_transferability_and_whom_to_ask():
    pairing = with_practices()
    explanation = pairing.explain("P09").practices
    sheet = partner_sheet(pairing, "P09")
    out, back = sheet.ways
    for way, giver in ((out, "P09"), (back, "P10")):
        rows = explanation[explanation["giver"] == giver]
        assert [line.practice for line in way.practices] == rows["practice"].tolist()[:2]
        assert way.more == (len(rows) > 2)
    assert back.more
    (shown, *_) = back.practices
    assert shown.title == TITLE
    assert "transferability 4 out of 5" in plain(shown.details)
    assert shown.contact == "Head of support"
    assert not any(line.contact for line in out.practices)
    written = said(sheet_figure(sheet))
    assert f"to see: “{TITLE}”" in written
    assert "ask for: “Head of support”" in written
    more = "Gelsenkirchen has described other good practices on these criteria: ask there."
    assert more in " ".join(written)
    assert sheet.remarks[1] == "What stands in quotation marks is in its authors’ own words."


def test_own_words_are_cut_at_a_word_and_inside_their_marks():
    words, long = catalogue("en"), "He said “every town «here» has a shop”, and so on"
    whole_text = own_words(long, words)
    assert whole_text == "“He said ‘every town «here» has a shop’, and so on”"
    assert plain(own_words(long, words, 4)) == "“He said ‘every town […]’”"
    assert plain(own_words(long, words, 8)) == "“He said ‘every town «here» has a shop’ […]”"
    block = paragraph(long, 2.0, 11.0, lines=2, quoted_in="en")
    figure = Figure()
    block.draw(figure.add_subplot(), 0, 0)
    shown = plain(" ".join(text.get_text() for text in figure.axes[0].texts))
    assert shown.startswith("“He said ‘every town")
    assert shown.endswith("[…]”")


@pytest.mark.parametrize(
    "inner", ["“Own Boss”", "„Own Boss“", "„Own Boss”", "« Own Boss »", "»Own Boss«", '"Own Boss"']
)
def test_quotations_in_quotations_have_inner_marks(inner):
    assert own_words(f"{inner} in 22 schools", catalogue("en")) == "“‘Own Boss’ in 22 schools”"
    assert own_words('Pipes of 5" and L’Own Boss', catalogue("en")) == (
        '“Pipes of 5" and L’Own Boss”'
    )


def test_without_practices_it_says_so():
    nothing = pair_of(replace(examples.intake(), practices=no_practices()))
    shown = everything_said(partner_sheet(nothing, "P09"))
    assert "You have described no good practice on these criteria so far" in shown
    assert "No good practice is described on these criteria so far" in shown
    # Nobody could have described any.
    assert "good practice" not in everything_said(partner_sheet(examples.pairing("two"), "P01"))


def test_themes_that_do_not_fit_are_counted():
    pairing = network(13, 20)
    sheet = partner_sheet(pairing, pairing.binomes[0][0], "en")
    figure = sheet_figure(sheet)
    rows = [text.get_gid() for text in texts(figure) if ":" in (text.get_gid() or "")]
    hidden = [text for text in said(figure) if text.endswith("none of them stronger")]
    assert len(hidden) == len(sheet.ways)
    assert len(set(rows)) + sum(int(text.split()[0]) for text in hidden) == 20 * len(sheet.ways)


def test_footer_has_source_date_and_version():
    footer = partner_sheet(whole(), "P09").footer
    for part in ("self-assessments", "14 June 2010", "version"):
        assert part in footer


CASES = {
    "illustrative": (whole, None),
    "practices": (with_practices, "P09"),
    "late": (lambda: examples.pairing("late"), None),
    "pinned": (lambda: examples.pairing("pinned"), "P05"),
    "trio": (lambda: examples.pairing("trio"), trio_of),
    "trio with practices": (real_trio, trio_of),
    "left over": (lambda: examples.pairing("left over"), None),
    "nothing to give": (lambda: examples.pairing("nothing to give"), None),
    "long names": (lambda: examples.pairing("eighteen with long names"), None),
    "twenty themes": (lambda: network(13, 20), None),
    "trio of twenty themes": (lambda: network(12, 20), trio_of),
    "forty-one": (lambda: network(41, 4), None),
}


@pytest.mark.parametrize("case", CASES)
def test_every_page_can_be_read(case):
    pairing, chosen = CASES[case][0](), CASES[case][1]
    if callable(chosen):
        partners = chosen(pairing)
    elif chosen:
        partners = [chosen]
    else:
        partners = [*(one[0] for one in pairing.binomes[:2]), *pairing.unpaired[-2:]]
    for partner in partners:
        sheet = partner_sheet(pairing, partner)
        assert page_faults(sheet_figure(sheet)) == [], partner


def test_long_texts_fit_and_leave_neither_criteria_nor_practices_out():
    long = "A “shop” that answers all in ten days, in every former mining town of the district " * 9
    for sheet in (partner_sheet(whole(), "P10"), partner_sheet(real_trio(), "P03", "fr")):
        ways = [
            replace(
                way,
                criteria=tuple(replace(one, evidence=long) for one in way.criteria),
                practices=tuple(
                    replace(one, title=text, contact=text[:120])
                    for one, text in zip(way.practices, (long, "x" * 300), strict=False)
                ),
            )
            for way in sheet.ways
        ]
        full = replace(sheet, ways=tuple(ways), put_right=6 * (f"† {long}",))
        figure = sheet_figure(full)
        assert page_faults(figure) == []
        shown = [text.get_text() for text in texts(figure) if text.get_gid() == "details"]
        for way in ways:
            assert {one.practice for one in way.practices} <= {one[:6] for one in shown}
        titles = [text.get_text() for text in texts(figure) if text.get_gid() == "practice"]
        # Of a word that does not fit, what does fits.
        assert all(len(one) > len("to show: “") for one in titles)
        assert len([text for text in texts(figure) if text.get_gid() == "answers"]) == sum(
            len(way.criteria) for way in ways
        )


@pytest.mark.parametrize("language", ["fr", "nl", "cs", "hu", "pl", "sl", "es", "de"])
def test_every_language_fits(language):
    for partner in ("P02", "P10"):
        assert page_faults(sheet_figure(partner_sheet(with_practices(), partner, language))) == []


def test_faults_are_found():
    figure = sheet_figure(partner_sheet(whole(), "P09"))
    ax = figure.axes[0]
    (name,) = [text for text in texts(figure) if text.get_gid() == "partner"]
    ax.text(*name.get_position(), "over", fontsize=14)
    ax.text(7.9, 5, "beyond the margin", fontsize=8)
    ax.text(1, 0.2, "pale", color="#CCCCCC", fontsize=10)
    found = " ".join(page_faults(figure))
    for fault in ("overlap", "outside", "too small", "too pale"):
        assert fault in found


def page_faults(figure):
    """Say what keeps a page from being printed and read; empty if nothing does."""
    figure.set_dpi(288)  # fine enough that letters are as wide as on paper
    figure.draw_without_rendering()
    written, dots = texts(figure), figure.dpi
    boxes = [text.get_window_extent().extents for text in written]
    low, high = (SIDE - 0.02) * dots, (A4[0] - SIDE + 0.03) * dots
    faults = [f"too small: {t.get_text()}" for t in written if t.get_fontsize() < 9]
    pale = [t for t in written if contrast(to_hex(t.get_color()), "#FFFFFF") < 4.5]
    faults += [f"too pale: {t.get_text()}" for t in pale]
    faults += [
        f"outside: {t.get_text()}" for t, (x0, y0, x1, y1) in zip(written, boxes, strict=True)
        if x0 < low or x1 > high or y0 < 0.3 * dots or y1 > (A4[1] - 0.3) * dots
    ]  # fmt: skip
    for patch in figure.axes[0].patches:
        box = patch.get_window_extent()
        if box.x0 < low or box.x1 > high or box.y0 < 0.3 * dots:
            faults.append(f"outside: {patch}")
    for a, b in combinations(range(len(written)), 2):
        one, other = boxes[a], boxes[b]
        if all(one[k] + 4 < other[k + 2] and other[k] + 4 < one[k + 2] for k in (0, 1)):
            faults.append(f"overlap: {written[a].get_text()} and {written[b].get_text()}")
    return [*faults, *_crossed(figure, written, boxes)]


def _crossed(figure, written, boxes):
    """Texts that a rule or the edge of a frame runs through."""
    ax = figure.axes[0]
    levels = [line.get_window_extent().y0 for line in ax.lines]
    frames = [one.get_window_extent() for one in ax.patches if one.get_linewidth() > 1.5]
    levels += [y for frame in frames for y in (frame.y0, frame.y1)]
    return [
        f"crossed: {text.get_text()}"
        for text, (_, y0, _, y1) in zip(written, boxes, strict=True)
        if any(y0 + 3 < level < y1 - 3 for level in levels)
    ]


def test_pdf_is_one_page_with_its_fonts_and_always_the_same():
    sheet = partner_sheet(whole(), "P01")
    content = sheet_pdf(sheet)
    assert content == sheet_pdf(partner_sheet(whole(), "P01"))
    file = pypdf.PdfReader(io.BytesIO(content))
    (page,) = file.pages
    assert [float(one) / 72 for one in page.mediabox[2:]] == pytest.approx(A4, abs=0.01)
    fonts = [one.get_object() for one in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert inner["/Subtype"] in ("/TrueType", "/CIDFontType2")
        assert "/FontFile2" in inner["/FontDescriptor"]
    assert b"/Type3" not in content
    assert b"CreationDate" not in content
    assert b"/Subtype /Image" not in content
    written = plain(page.extract_text())
    assert "ACOM France (FR)" in written
    assert "Houthalen-Helchteren (BE)" in written


def test_table_has_a_row_a_partner_mate_and_theme():
    table, flows = sheets_table(whole()), whole().flows
    assert len(table) == 40
    amounts = flows.transfers.set_index(["giver", "receiver", "theme"])["amount"]
    for row in table.itertuples():
        there, back = (row.partner, row.mate, row.theme), (row.mate, row.partner, row.theme)
        assert row.gives == pytest.approx(amounts[there], nan_ok=True)
        assert row.receives == pytest.approx(amounts[back], nan_ok=True)
        assert row.status == "proposed"
    of_p09 = table[table["partner"] == "P09"]
    given = "; ".join(filter(None, of_p09["criteria_given"])).split("; ")
    out = partner_sheet(whole(), "P09").ways[0]
    assert sorted(given) == sorted(one.criterion for one in out.criteria)
    assert table["gives"].isna().sum() == 2  # a theme that P06 left blank, and its mate
    assert set(of_p09["mate_role"]) == {"agent"}
    assert set(sheets_table(examples.pairing("two"), adopted=True)["status"]) == {"adopted"}


def test_table_names_the_practices():
    table, sheet = sheets_table(with_practices()), partner_sheet(with_practices(), "P09")
    own = table[table["partner"] == "P09"]
    for column, way in zip(("practices_to_show", "practices_to_see"), sheet.ways, strict=True):
        named = "; ".join(filter(None, own[column])).split("; ")
        assert sorted(filter(None, named)) == sorted(one.practice for one in way.practices)
    assert sheet.ways[1].practices


def test_table_has_a_row_for_whoever_is_in_no_pair():
    late = sheets_table(examples.pairing("late"))
    alone = late[late["mate"] == ""].set_index("partner")["status"]
    assert alone.to_dict() == {"P03": "late", "P06": "waiting", "P07": "late", "P09": "late"}
    left = sheets_table(examples.pairing("left over"))
    assert (left["status"] == "left_over").sum() == 1
    pinned = sheets_table(examples.pairing("pinned"))
    assert pinned.loc[pinned["partner"] == "P05", ["gives", "receives"]].isna().all(axis=None)
    trio = trio_of(examples.pairing("trio"))
    rows = sheets_table(examples.pairing("trio"))
    assert list(rows.loc[rows["partner"] == trio[0], "mate"].unique()) == list(trio[1:])
    nobody = sheets_table(None)
    assert list(nobody.columns) == list(rows.columns)
    assert nobody.empty
    assert np.issubdtype(nobody["gives"].dtype, np.floating)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="plain score matrix"):
        partner_sheet(examples.pairing("plain"), "A")
    with pytest.raises(ValueError, match="plain score matrix"):
        sheets_table(examples.pairing("plain"))
    with pytest.raises(ValueError, match="Invalid partner 'P99'"):
        partner_sheet(whole(), "P99")
    with pytest.raises(ValueError, match="Invalid language 'xx'"):
        partner_sheet(whole(), "P09", "xx")
