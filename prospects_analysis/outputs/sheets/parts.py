"""Parts of the sheet of a partner: what goes one way, the good practices, the own scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospects_analysis.charts.exchanges import PUT_RIGHT
from prospects_analysis.charts.style import GREY, width_of, wrap
from prospects_analysis.outputs.sheets.blocks import (
    LEADING,
    Block,
    bar,
    beside,
    blank,
    headed,
    name_block,
    note,
    paragraph,
    quotation,
    stack,
    text_block,
)
from prospects_analysis.outputs.sheets.content import (
    CriterionLine,
    PracticeLine,
    Sheet,
    ThemeLine,
    Way,
)
from prospects_analysis.wording import catalogue, number

SMALL = 9.0
HEAD = 13.0
_GAP = 0.3  # between columns
_NUMBER = 0.5  # room for a number beside its bar
_THICK = 0.135  # of a bar


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much a page holds.

    Attributes
    ----------
    size : float
        Of the body text, in points.
    criteria, practices : int
        How many a direction.
    evidence : int
        Lines of a quotation.
    themes : int
        How many a direction.
    own : int
        Themes of a partner's own scores.
    remarks : int
    """

    size: float = 11.0
    criteria: int = 3
    practices: int = 3
    evidence: int = 2
    themes: int = 6
    own: int = 20
    remarks: int = 10


def way_part(sheet: Sheet, room: Room, width: float, *, gives: bool) -> Block:
    """Set what the partner gives, or receives, mate by mate."""
    words, ways = catalogue(sheet.language), [way for way in sheet.ways if way.gives is gives]
    head = (
        words.pgettext("partner sheet", "What you bring")
        if gives
        else words.pgettext("partner sheet", "What you receive")
    )
    arrow = "→" if gives else "←"
    if len(ways) == 1:
        way = ways[0]
        left = 0.44 * width
        right = width - left - _GAP
        body = beside(
            [
                (0.0, _themes(sheet, way, room, left)),
                (left + _GAP, _criteria(sheet, way, room, right)),
            ]
        )
        return stack([headed(head, f"{arrow} {way.name}", width, HEAD), body])
    half = (width - _GAP) / 2
    columns = [
        stack(
            [
                name_block(f"{arrow} {way.name}", half, room.size + 0.5, bold=True),
                _themes(sheet, way, room, half),
                _criteria(sheet, way, room, half),
            ],
            0.05,
        )
        for way in ways
    ]
    body = beside([(at * (half + _GAP), one) for at, one in enumerate(columns)])
    key = [_key(sheet, width), blank(0.05)] if gives else []
    return stack([headed(head, "", width, HEAD), *key, body])


def _key(sheet: Sheet, width: float) -> Block:
    text = catalogue(sheet.language).pgettext(
        "key", "what one has and the other needs, 0 to {span}"
    )
    return note(text.format(span=number(sheet.span, 0, sheet.language)), width, SMALL)


def _themes(sheet: Sheet, way: Way, room: Room, width: float) -> Block:
    words, language = catalogue(sheet.language), sheet.language
    # Once is enough.
    blocks = [_key(sheet, width + _GAP)] if len(sheet.mates) == 1 and way.gives else []
    shown = _largest(way.themes, room.themes)
    label = _label_width([one.name for one in shown], width, room.size)
    for one in shown:
        gid = f"{way.mate}:{'gives' if way.gives else 'receives'}:{one.theme}"
        text = number(one.amount, 1, language) + (PUT_RIGHT if one.corrected else "")
        value = _value(
            one.amount, sheet.span, text, one.absent, room.size, width - label - _NUMBER, gid
        )
        blocks.append(_row(one.name, label, room.size, (label, value)))
    if hidden := len(way.themes) - len(shown):
        text = words.npgettext(
            "partner sheet",
            "{n} other theme, not stronger",
            "{n} other themes, none of them stronger",
            hidden,
        )
        blocks.append(note(text.format(n=hidden), width, SMALL, gid="hidden"))
    return stack(blocks, 0.05)


def _largest(themes: Sequence[ThemeLine], most: int) -> list[ThemeLine]:
    """Keep the themes on which most goes over, in order; one alone is not worth a sentence."""
    if len(themes) == most + 1:
        return list(themes)
    kept = sorted(range(len(themes)), key=lambda at: (-themes[at].amount, at))[:most]
    return [themes[at] for at in sorted(kept)]


def _label_width(names: Sequence[str], width: float, size: float) -> float:
    widest = max(width_of(name, size) for name in names)
    return min(widest + 0.12, 0.5 * width)


def _row(name: str, label: float, size: float, *cells: tuple[float, Block]) -> Block:
    """Set a name, and cells each so many inches from the left and as high as a line."""
    pitch = size * LEADING / 72
    lines = wrap(name, label - 0.1, size, lines=3)
    lower = blank((len(lines) - 1) * pitch / 2)
    placed = [(left, stack([lower, cell])) for left, cell in cells]
    return beside([(0.0, text_block(lines, size)), *placed])


def _value(
    amount: float, span: float, text: str, absent: str, size: float, length: float, gid: str
) -> Block:
    """Set a bar and its number; where there is none, a word."""
    if absent:
        return text_block([absent], size, colour=GREY, gid=gid)
    lower = blank((size * LEADING / 72 - _THICK) / 2)
    drawn = stack([lower, bar(length, amount / span, _THICK, gid)])
    value = text_block([text], size, bold=True, gid=gid)
    return beside([(0.0, drawn), (length + 0.07, value)])


def _criteria(sheet: Sheet, way: Way, room: Room, width: float) -> Block:
    words = catalogue(sheet.language)
    if not way.criteria:
        text = words.pgettext("partner sheet", "Nothing that the other asks for, so far.")
        return note(text, width, room.size)
    first = len(sheet.mates) == 1 and way.gives
    blocks = [note(words.pgettext("card", "above all"), width, SMALL)] if first else []
    blocks += [_criterion(sheet, one, room, width) for one in way.criteria[: room.criteria]]
    return stack(blocks, 0.07)


def _criterion(sheet: Sheet, one: CriterionLine, room: Room, width: float) -> Block:
    parts = [
        name_block(one.name, width, room.size, bold=True, gid="criterion"),
        paragraph(one.answers, width, room.size, lines=2, gid="answers"),
    ]
    if one.evidence and room.evidence:
        parts.append(
            quotation(
                one.evidence, width, max(room.size - 1, 9.5), sheet.language, colour=GREY,
                lines=room.evidence, gid="evidence",
            )
        )  # fmt: skip
    return stack(parts)


def practices_part(sheet: Sheet, room: Room, width: float) -> Block:
    """Set the good practices to show, and those to see, side by side."""
    words = catalogue(sheet.language)
    half = (width - _GAP) / 2
    show = _practices(
        sheet, room, half, gives=True,
        head=words.pgettext("partner sheet", "To show"),
        none=words.pgettext(
            "partner sheet", "You have described none on these criteria so far: describe one."
        ),
    )  # fmt: skip
    see = _practices(
        sheet, room, half, gives=False,
        head=words.pgettext("partner sheet", "To see"),
        none=words.pgettext(
            "partner sheet", "None is described on these criteria so far: ask what there is to see."
        ),
    )  # fmt: skip
    head = words.pgettext("partner sheet", "Good practices")
    return stack([headed(head, "", width, HEAD), beside([(0.0, show), (half + _GAP, see)])])


def _practices(
    sheet: Sheet, room: Room, width: float, *, gives: bool, head: str, none: str
) -> Block:
    ways = [way for way in sheet.ways if way.gives is gives]
    blocks = [name_block(head, width, room.size, bold=True)]
    if not any(way.practices for way in ways):
        blocks.append(paragraph(none, width, room.size, gid="no practice"))
    for way in ways:
        if len(ways) > 1 and way.practices:
            towards = f"{'→' if gives else '←'} {way.name}"
            blocks.append(name_block(towards, width, room.size))
        blocks += [_practice(sheet, one, room, width) for one in way.practices[: room.practices]]
        if (more := len(way.practices) - room.practices) > 0:
            text = catalogue(sheet.language).npgettext(
                "partner sheet, good practices",
                "{n} other stands in the results",
                "{n} others stand in the results",
                more,
            )
            blocks.append(note(text.format(n=more), width, SMALL, gid="hidden"))
    return stack(blocks, 0.05)


def _practice(sheet: Sheet, one: PracticeLine, room: Room, width: float) -> Block:
    size = max(room.size - 1, 9.5)
    title = quotation(one.title, width, room.size, sheet.language, lines=2, gid="practice")
    details = paragraph(one.details, width, size, colour=GREY, lines=3, gid="details")
    return stack([title, details])


def own_scores(sheet: Sheet, room: Room, width: float) -> Block:
    """Set what a partner has and what it is looking for, theme by theme."""
    words, language = catalogue(sheet.language), sheet.language
    head = words.pgettext("partner sheet", "What you have and what you are looking for")
    shown = sheet.own[: room.own]
    label = _label_width([one.name for one in shown], width, room.size)
    half = (width - label) / 2
    sides = (words.pgettext("grid", "resource"), words.pgettext("grid", "need"))
    blocks = [beside([(label + at * half, note(one, half, SMALL)) for at, one in enumerate(sides)])]
    for one in shown:
        cells = [
            (
                label + side * half,
                _value(
                    score, sheet.span, "" if absent else number(score, 1, language), absent,
                    room.size, half - _NUMBER - _GAP, f"own:{one.theme}:{side}",
                ),
            )
            for side, (score, absent) in enumerate(zip(one.scores, one.absent, strict=True))
        ]  # fmt: skip
        blocks.append(_row(one.name, label, room.size, *cells))
    if hidden := len(sheet.own) - len(shown):
        text = words.npgettext(
            "partner sheet",
            "{n} other theme stands in the results",
            "{n} other themes stand in the results",
            hidden,
        )
        blocks.append(note(text.format(n=hidden), width, SMALL, gid="hidden"))
    return stack([headed(head, "", width, HEAD), stack(blocks, 0.05)])
