"""``seminar.html``: one file, opened from a stick in a room without a network.

A third rendering of the deck, with a page on which the room tries things out. Nothing in it is
fetched: style and scripts are inside, and the browser is told to run nothing else.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from itertools import count
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from prospects_analysis.charts.labels import Labels, side_text
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    INK,
    MEDIUM,
    PALE,
    PAPER,
    mix,
    tint,
)
from prospects_analysis.decisions import Decisions
from prospects_analysis.outputs.deck import Deck, Page
from prospects_analysis.outputs.figures import body_picture
from prospects_analysis.outputs.layout import (
    CELL_TOP,
    TableLayout,
    lay_out_sentences,
    lay_out_table,
    line_height,
    title_size,
)
from prospects_analysis.outputs.page.payload import page_problem
from prospects_analysis.outputs.page.words import fixed_words, live_words, pair_words, signs
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.wording import number_or_dash

#: What computes, and knows nothing of the page.
ENGINE = ("scores.js", "rules.js", "pairings.js", "decisions.js", "engine.js")
#: In the order in which they need each other.
_SCRIPTS = (
    *("texts.js", "show.js", *ENGINE, "keep.js", "wishes.js", "circle.js", "ring.js", "answer.js"),
    *("fit.js", "tags.js", "dialogs.js", "adoption.js", "names.js", "live.js"),
)
_AT_ONCE = 'document.documentElement.className = "js";'
"""Before anything is drawn: with scripts there is one page at a time."""

_LIVE = ("live", "pairs")
"""Kinds of the page that computes, and of that which stands for it where there are too many."""
_ROOM_FOR_PAIRS = 20
_PADDING = (0, 4, 8, 12, 16, 20)
"""Above and below the text of a cell, in 1/720 of the height, beyond the least."""
_LARGEST_GAP = 8  # between sentences, in tenths of the size of their letters


def make_page(
    deck: Deck, pairing: Pairing | None, adopted: Pairing | None, decisions: Decisions
) -> bytes:
    """Make the whole file.

    Parameters
    ----------
    deck : Deck
    pairing : Pairing or None
        As computed. Without one there is no page on which to try things out.
    adopted : Pairing or None
        What the partners decided on before.
    decisions : Decisions
        What the run was given; it comes back in the file that the page saves.

    Returns
    -------
    bytes
        HTML; the same for the same deck.
    """
    slides = [_slide(page, part) for page in deck.pages for part in _parts(page)]
    shown = adopted or pairing
    data: dict[str, Any] | None = None
    if pairing is not None and shown is not None and shown.binomes:
        data = _data(deck.language, pairing, adopted, decisions)
        slides.insert(_place(slides), _live(shown, deck.language, data))
    slides = list(_numbered(slides))
    texts = {**live_words(deck.language), **pair_words(deck.language)}
    block = {"language": deck.language, "texts": texts, "signs": signs(deck.language)}
    script = "\n".join(source(name) for name in _SCRIPTS)
    style = f":root {{ {_colours()} }}\n{source('style.css')}"
    html = _ENVIRONMENT.from_string(source("page.html")).render(
        deck=deck,
        slides=slides,
        words={**fixed_words(deck.language), **pair_words(deck.language)},
        policy=_policy(style, _AT_ONCE, script),
        style=Markup(style),
        at_once=Markup(_AT_ONCE),
        script=Markup(script),
        data=Markup(_json(block | (data or {"problem": None}))),
    )
    return _marked(html).encode()


def _marked(html: str) -> str:
    """Write into the page its own hash, under which a browser keeps what a reload brings back."""
    mark = sha256(html.encode()).hexdigest()
    return html.replace('data-file=""', f'data-file="{mark}"', 1)


_ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Slide:
    """What the template asks of a page."""

    title: str
    kind: str
    page: Page
    table: TableLayout | None = None
    size: int = 0
    gap: int = 0
    pairs: tuple[tuple[str, str], ...] = ()
    note: str = ""
    more: bool = False
    number: int | None = None

    @property
    def title_size(self) -> int:
        return int(title_size(self.title))

    @property
    def picture(self) -> str:
        """The chart as an address that holds it."""
        if self.page.drawing is None:
            return ""
        coded = b64encode(body_picture(self.page.drawing, "svg")).decode()
        return f"data:image/svg+xml;base64,{coded}"

    @property
    def padding(self) -> int:
        """How much air the rows of a table have."""
        if self.table is None:
            return 0
        size, heads = self.table.size, self.table.table.heads
        texts = (self.table.lines(text, at, bold=True) for at, text in enumerate(heads))
        least = 2 * CELL_TOP + line_height(size) * max(map(len, texts))
        spare = (self.table.heights[0] - least) * 96 / 2
        return max(step for step in _PADDING if step <= max(spare, 0.0))


def _parts(page: Page) -> Iterator[TableLayout | None]:
    if page.table is None:
        yield None
    else:
        yield from lay_out_table(page.table)


def _slide(page: Page, table: TableLayout | None) -> _Slide:
    if page.drawing is not None:
        return _Slide(title=page.title, kind="picture", page=page)
    if table is not None:
        return _Slide(title=page.title, kind="table", page=page, table=table, size=int(table.size))
    laid = lay_out_sentences(page.sentences)
    gap = min(int(10 * laid.gap * 72 / laid.size), _LARGEST_GAP)
    return _Slide(title=page.title, kind="sentences", page=page, size=int(laid.size), gap=gap)


def _place(slides: list[_Slide]) -> int:
    """Find where the live page goes: after the table of pairs, and what was said of adopting."""
    names = [one.page.drawing.name if one.page.drawing else "" for one in slides]
    at = names.index("binomes") + 1 if "binomes" in names else len(slides)
    while at < len(slides) and slides[at].kind != "picture":
        at += 1
    return at


def _numbered(slides: list[_Slide]) -> Iterator[_Slide]:
    """Give pages the numbers of their slides; the live page has no slide, and so no number."""
    numbers = count(2)
    for slide in slides:
        yield slide if slide.kind in _LIVE else replace(slide, number=next(numbers))


def _live(shown: Pairing, language: str, data: dict[str, Any]) -> _Slide:
    words = fixed_words(language)
    page = Page(title=words["what_if"])
    if data["problem"] is not None:
        return _Slide(title=page.title, kind="live", page=page)
    labels = Labels.of(shown, language)
    listed = shown.binomes[:_ROOM_FOR_PAIRS]
    many = shown.flows is not None and len(shown.flows.partners) > LARGEST_ENUMERATED
    return _Slide(
        title=words["current"],
        kind="pairs",
        page=page,
        size=22 if len(listed) <= 8 else 18,
        pairs=tuple(
            (" – ".join(map(labels.partner, one)), _score(shown, one, language)) for one in listed
        ),
        note=words["shows"] if many else words["shows_only"],
        more=len(listed) < len(shown.binomes),
    )


def _score(pairing: Pairing, binome: tuple[str, ...], language: str) -> str:
    return number_or_dash(pairing.score_of(binome), 2, language)


def _data(
    language: str, pairing: Pairing, adopted: Pairing | None, decisions: Decisions
) -> dict[str, Any]:
    """Give what the live page computes with, and the names of what it computes."""
    problem, flows = page_problem(pairing, adopted, decisions), pairing.flows
    if problem is None or flows is None:
        return {"problem": None}
    labels, partners = Labels.of(pairing, language), flows.partners
    return {
        "problem": problem,
        "partners": {partner: labels.partner(partner) for partner in partners},
        "themes": {theme: labels.theme(theme) for theme in flows.grid.themes},
        "sides": {side: side_text(side, language) for side in SIDES},
    }


def _colours() -> str:
    """Give the colours of the charts to the style, and the tints that only a screen needs."""
    colours = {
        "blue": BLUE,
        "brown": BROWN,
        "grey": GREY,
        "ink": INK,
        "paper": PAPER,
        "rule": PALE,
        "quiet": MEDIUM,
        "band": tint(GREY, 0.07),
        "blue-tint": tint(BLUE, 0.1),
        "blue-pressed": mix(BLUE, INK, 0.25),
        "brown-tint": tint(BROWN, 0.12),
    }
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def source(name: str) -> str:
    """Read a file beside this one; a browser hashes it with these ends of lines."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _json(content: object) -> str:
    """Write data so that no text in it ends the script that it stands in."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(style: str, *scripts: str) -> str:
    """Forbid everything but this style and these scripts, known by their hashes."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in
              (style, *scripts)]  # fmt: skip
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src {hashes[0]}",
            f"script-src {' '.join(hashes[1:])}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
