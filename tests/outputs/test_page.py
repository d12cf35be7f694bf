"""The page of the meeting in a real browser, opened from a file in a room without a network."""

from __future__ import annotations

import base64
import io
import re

import pytest
from pypdf import PdfReader
from selenium.webdriver.common.keys import Keys

from prospects_analysis.outputs.page.words import fixed_words
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wish_report import cost_text
from prospects_analysis.wishes import Wishes, weigh
from tests.outputs.page_show import (
    HOSTILE,
    WORDS,
    Show,
    first,
    french,
    page,
    page_of,
    plain,
    small,
)

TABLES = """
return [...document.querySelectorAll('.page.table')].map(page => [
    page.querySelector('h2').textContent,
    [...page.querySelectorAll('tr')].map(row => [...row.cells].map(one => one.textContent)),
])"""


class TestPages:
    def test_every_page_of_the_deck_is_there(self, show: Show) -> None:
        show.open(page())
        deck = french()
        titles = show.run(
            "return [...document.querySelectorAll('h1, .page h2')].map(t => t.textContent)"
        )
        pages = [one for one in titles[1:] if one != fixed_words("fr")["what_if"]]
        assert titles[0] == deck.title
        assert list(dict.fromkeys(pages)) == list(dict.fromkeys(one.title for one in deck.pages))
        pictures = [one.drawing for one in deck.pages if one.drawing]
        alts = show.run("return [...document.images].map(one => one.alt)")
        assert alts == [one.alternative_text for one in pictures]
        sentences = show.run(
            "return [...document.querySelectorAll('.sentences li')].map(one => one.textContent)"
        )
        assert sentences == [text for one in deck.pages for text in one.sentences]

    def test_what_the_speaker_alone_may_see_is_nowhere(self) -> None:
        html = page().decode()
        notes = {note for one in french().pages for note in one.notes if len(note) > 40}
        assert len(notes) > 10
        assert [note for note in notes if note in html] == []

    def test_tables_have_the_cells_of_the_deck(self, show: Show) -> None:
        show.open(page())
        found = show.run(TABLES)
        tables = [one.table for one in french().pages if one.table]
        assert len(tables) >= 2
        for table in tables:
            parts = [rows for title, rows in found if title == table.title]
            assert all(rows[0] == list(table.heads) for rows in parts)
            rows = [row for rows in parts for row in rows[1:]]
            assert rows == [list(row) for row in table.rows]

    def test_first_page_loads_one_picture_at_most(self, show: Show) -> None:
        show.open(page())
        assert show.at == 1
        loaded = show.run("return [...document.images].filter(one => one.naturalWidth).length")
        assert loaded <= 1
        show.press(Keys.END, *[Keys.ARROW_LEFT] * 3)
        show.run("location.hash = '#4'")
        shown = "return document.querySelector('#page-4 img').naturalWidth"
        show.wait("picture", lambda: show.run(shown) > 0)

    def test_same_bytes_twice(self) -> None:
        pairing = small(list("ABCD"))
        assert page_of(pairing) == page_of(pairing)

    def test_names_never_become_markup(self, show: Show) -> None:
        content = page_of(small(["A", "B", HOSTILE, "D"]))
        html = content.decode()
        assert html.count("<script") == html.count("</script>") == 3
        assert "<img src=x" not in html
        show.open(content)
        show.run("document.querySelectorAll('.partner').forEach(one => one.click())")
        assert HOSTILE in show.run("return document.getElementById('ring').textContent")
        assert show.run("return document.querySelectorAll('img[src=x]').length") == 0
        assert show.run("return document.title") != "1"

    @pytest.mark.parametrize(
        "pairing",
        [
            small(["A", "B"]),
            small(list("ABC"), odd="trio"),
            small(list("ABCDE"), [5, 4, None, 2, 1], odd="wait"),
            small([f"N{at:02}" for at in range(14)]),
            small([f"N{at:02}" for at in range(70)]),
        ],
        ids=["two", "trio", "late", "fourteen", "seventy"],
    )
    def test_other_partnerships(self, show: Show, pairing: Pairing) -> None:
        show.open(page_of(pairing))
        flows = pairing.flows
        assert flows is not None
        if len(flows.partners) > 12:
            words = fixed_words("en")
            (note,) = show.run(
                "return [...document.querySelectorAll('.pairs .note')].map(n => n.textContent)"
            )
            assert words["shows"] in note
            listed = show.run("return document.querySelectorAll('.pairs li').length")
            assert listed == min(len(pairing.binomes), 20)
            assert (words["more"] in note) == (listed < len(pairing.binomes))
            assert show.all("#choice") == []
        else:
            names = show.run(
                "return [...document.querySelectorAll('.partner')].map(p => p.dataset.partner)"
            )
            assert sorted(names) == sorted(flows.partners)
            alone = show.run("return document.getElementById('answer').textContent")
            assert all(one in alone.split(": ")[-1] for one in pairing.unpaired)

    def test_without_pairs_there_is_nothing_to_try_out(self, show: Show) -> None:
        show.open(page_of(None, like=small(list("ABCD"))))
        assert show.all(".live, .pairs, #choice") == []


class TestPolicy:
    def test_nothing_but_what_is_inside_may_run(self, show: Show) -> None:
        html = page().decode()
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        policy = policy.replace("&#39;", "'")
        assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert html.index("Content-Security-Policy") < html.index("<script") < html.index("<style")
        inside = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
        assert re.findall(r"<[^>]*\s(?:style|on\w+)\s*=", inside) == []
        # It holds: what is added later is refused, and says so.
        show.open(page())
        show.run("""window.refused = 0;
            document.addEventListener('securitypolicyviolation', () => { window.refused += 1; });
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            document.body.setAttribute('style', 'color: red');""")
        show.wait("refusal", lambda: show.run("return window.refused") == 2)
        assert show.run("return window.ran") is None
        assert len(show.messages()) == 2


class TestMoving:
    def test_keys(self, show: Show) -> None:
        show.open(page())
        last = len(show.all(".page"))
        for key, at in (
            (Keys.ARROW_RIGHT, 2),
            (Keys.PAGE_DOWN, 3),
            (Keys.SPACE, 4),
            (Keys.ARROW_LEFT, 3),
            (Keys.PAGE_UP, 2),
            (Keys.END, last),
            (Keys.ARROW_RIGHT, last),
            (Keys.HOME, 1),
            (Keys.ARROW_LEFT, 1),
            (Keys.ARROW_RIGHT, 2),
        ):
            show.press(key)
            assert show.at == at, key
        assert show.browser.current_url.endswith("#2")
        focused = show.run("return document.activeElement.textContent")
        assert focused == french().pages[0].title

    def test_address_keeps_the_page(self, show: Show) -> None:
        show.open(page(), "#3")
        assert show.at == 3
        show.browser.refresh()
        assert show.at == 3
        show.run("location.hash = '#99'")
        show.wait("last page", lambda: show.at == len(show.all(".page")))

    def test_the_live_page_is_known_by_a_name(self, show: Show) -> None:
        shown = "return document.querySelector('.now .number').textContent"
        show.open(page(), "#live")
        assert show.one("#ring").is_displayed()
        assert show.run(shown) == ""
        before = show.at - 1
        show.press(Keys.ARROW_LEFT)
        assert show.run(shown) == str(before)
        show.press(Keys.ARROW_RIGHT)
        assert show.browser.current_url.endswith("#live")
        show.press(Keys.ARROW_RIGHT)
        assert show.run(shown) == str(before + 1)
        numbers = show.run("return [...document.querySelectorAll('.page')].map(p => p.id.slice(5))")
        listed = show.run(
            "return [...document.querySelectorAll('#index a')].map(a => a.hash.slice(1))"
        )
        assert listed == numbers

    def test_index_and_keys(self, show: Show) -> None:
        show.open(page())
        show.press("o")
        links = show.all("#index a")
        assert [plain(one.text) for one in links[1:3]] == [
            plain(one.title) for one in french().pages[:2]
        ]
        show.press(Keys.ARROW_RIGHT)
        assert show.at == 1  # the index is open
        links[2].send_keys(Keys.ENTER)
        show.wait("third page", lambda: show.at == 3)
        assert not show.one("#index").is_displayed()
        for key in ("?", "h"):
            show.press(key)
            assert show.one("#keys").is_displayed()
            show.press(Keys.ESCAPE)
            assert not show.one("#keys").is_displayed()

    def test_buttons_say_where_they_lead(self, show: Show) -> None:
        show.open(page())
        show.one("#to-next").send_keys(Keys.ENTER)
        assert show.at == 2
        assert show.run("return document.activeElement.id") == "to-next"
        assert french().pages[0].title in show.one("#announced").get_attribute("textContent")
        show.press(Keys.SPACE)
        assert show.at == 3

    def test_full_screen(self, show: Show) -> None:
        show.open(page())
        show.press("f")
        show.wait("full screen", lambda: show.run("return document.fullscreenElement !== null"))
        show.press("f")
        show.wait("window", lambda: show.run("return document.fullscreenElement === null"))


class TestLooks:
    @pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (1920, 1080)])
    def test_all_is_on_the_wall_and_large_enough(self, show: Show, width: int, height: int) -> None:
        show.resize(width, height)
        show.open(page())
        for number_of_page in range(1, len(show.all(".page")) + 1):
            assert show.misplaced() == [[], [], []], number_of_page
            show.press(Keys.ARROW_RIGHT)

    def test_a_sheet_of_paper_each(self, show: Show) -> None:
        show.open_live()
        show.choose("P01", "P03", "pin")
        options = {"preferCSSPageSize": True}
        printed = show.browser.execute_cdp_cmd("Page.printToPDF", options)
        reader = PdfReader(io.BytesIO(base64.b64decode(printed["data"])))
        assert len(reader.pages) == len(show.all(".page"))
        box = reader.pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == (842, 595)
        live = reader.pages[show.at - 1].extract_text()
        assert plain(cost_text(weigh(first(), Wishes().pin("P01", "P03")), "fr")) in plain(live)
        assert WORDS.pgettext("page", "Adopt…") not in live

    def test_everything_that_can_be_used_has_a_name(self, show: Show) -> None:
        show.open_live()
        for dialog in ("", "#adoption", "#correction", "#choice", "#keys"):
            if dialog == "#adoption":
                show.one("#adopt").send_keys(Keys.ENTER)
            elif dialog == "#correction":
                show.press(Keys.ESCAPE)
                show.one("#correct").send_keys(Keys.ENTER)
            elif dialog == "#choice":
                show.press(Keys.ESCAPE)
                show.partner("P01").send_keys(Keys.ENTER)
                show.partner("P02").send_keys(Keys.ENTER)
            elif dialog == "#keys":
                show.press(Keys.ESCAPE, "h")
            usable = show.all(
                f"{dialog} button, {dialog} input, {dialog} select, {dialog} textarea"
            )
            seen = [one for one in usable if one.is_displayed()]
            assert seen
            nameless = [one.get_attribute("outerHTML") for one in seen if not one.accessible_name]
            assert nameless == []
        show.press(Keys.ESCAPE)
