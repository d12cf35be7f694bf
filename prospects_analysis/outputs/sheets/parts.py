"""Parts of the sheet of a partner: what goes one way, and the own scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospects_analysis.charts.exchanges import PUT_RIGHT
from prospects_analysis.charts.style import BLUE, GREY, width_of, wrap
from prospects_analysis.outputs.sheets.blocks import (
    ALL,
    LEADING,
    Block,
    bar,
    beside,
    blank,
    headed,
    name_block,
    note,
    paragraph,
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
_THEMES = 0.4  # of the width, beside criteria
_NUMBER = 0.5  # room for a number beside its bar
_LABEL, _BAR = 2.1, 0.75  # at most for the name of a theme, at least for a bar
_THICK = 0.135  # of a bar


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much a page holds: never fewer criteria or practices than the sheet of the mate.

    Attributes
    ----------
    size : float
        Of the body text, in points.
    evidence, title, details : int
        Lines of a quotation, of the title of a practice, and of what else is said of it.
    themes : int
        How many a direction.
    own : int
        Themes of a partner's own scores.
    put_right : int
        Scores.
    """

    size: float = 11.0
    evidence: int = ALL
    title: int = ALL
    details: int = ALL
    themes: int = 6
    own: int = 20
    put_right: int = 10


def way_part(sheet: Sheet, room: Room, width: float, *, gives: bool) -> Block:
    """Set what the partner gives, or receives, mate by mate."""
    words, ways = catalogue(sheet.language), [way for way in sheet.ways if way.gives is gives]
    head = (
        words.pgettext("partner sheet", "What you bring")
        if gives
        else words.pgettext("partner sheet", "What you receive")
    )
    # Once is enough.
    key = [_key(sheet, width), blank(0.05)] if gives else []
    if len(ways) == 1:
        (way,) = ways
        left = _THEMES * width
        themes, criteria = (
            (0.0, _themes(sheet, way, room, left)),
            (left + _GAP, _criteria(sheet, way, room, width - left - _GAP)),
        )
        return stack([headed(head, _towards(way), width, HEAD), *key, beside([themes, criteria])])
    half = (width - _GAP) / 2
    columns = [
        stack(
            [
                name_block(_towards(way), half, room.size + 0.5, bold=True),
                _themes(sheet, way, room, half),
                _criteria(sheet, way, room, half),
            ],
            0.08,
        )
        for way in ways
    ]
    body = beside([(at * (half + _GAP), one) for at, one in enumerate(columns)])
    return stack([headed(head, "", width, HEAD), *key, body])


def _towards(way: Way) -> str:
    return f"{'→' if way.gives else '←'} {way.name}"


def _key(sheet: Sheet, width: float) -> Block:
    text = catalogue(sheet.language).pgettext(
        "key", "what one has and the other needs, 0 to {span}"
    )
    return note(text.format(span=number(sheet.span, 0, sheet.language)), width, SMALL)


def _themes(sheet: Sheet, way: Way, room: Room, width: float) -> Block:
    words, language = catalogue(sheet.language), sheet.language
    blocks: list[Block] = []
    shown = _largest(way.themes, room.themes)
    label = _label_width([one.name for one in shown], width, room.size)
    for one in shown:
        gid = f"{way.mate}:{'gives' if way.gives else 'receives'}:{one.theme}"
        mark = PUT_RIGHT if one.corrected else ""
        text = "" if one.absent else number(one.amount, 1, language) + mark
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
    kept = sorted(
        range(len(themes)), key=lambda at: (bool(themes[at].absent), -themes[at].amount, at)
    )[:most]
    return [themes[at] for at in sorted(kept)]


def _label_width(names: Sequence[str], width: float, size: float) -> float:
    """Leave names no more room than their lines take: the bars are the longer for it."""
    most = min(_LABEL, width - _NUMBER - _BAR)
    lines = [line for name in names for line in wrap(name, most, size, lines=3)]
    return max(width_of(line, size) for line in lines) + 0.12


def _row(name: str, label: float, size: float, *cells: tuple[float, Block]) -> Block:
    """Set a name, and cells each so many inches from the left and as high as a line."""
    pitch = size * LEADING / 72
    lines = wrap(name, label - 0.11, size, lines=3)
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
    """Set the criteria, each with the good practices on it."""
    if not way.criteria:
        text = catalogue(sheet.language).pgettext(
            "partner sheet", "Nothing that the other asks for, so far."
        )
        return note(text, width, room.size)
    blocks = [
        stack(
            [
                _criterion(sheet, one, room, width),
                *(
                    _practice(sheet, way, each, room, width)
                    for each in way.practices
                    if each.criterion == one.criterion
                ),
            ],
            0.03,
        )
        for one in way.criteria
    ]
    if sheet.described and (text := _of_practices(sheet, way)):
        blocks.append(note(text, width, _lesser(room), gid="practices"))
    return stack(blocks, 0.08)


def _criterion(sheet: Sheet, one: CriterionLine, room: Room, width: float) -> Block:
    parts = [
        name_block(one.name, width, room.size, bold=True, gid="criterion"),
        paragraph(one.answers, width, room.size, lines=2, gid="answers"),
    ]
    if one.evidence and room.evidence:
        parts.append(
            paragraph(
                one.evidence, width, _lesser(room), colour=GREY, lines=room.evidence,
                gid="evidence", quoted_in=sheet.language,
            )
        )  # fmt: skip
    return stack(parts)


def _practice(sheet: Sheet, way: Way, one: PracticeLine, room: Room, width: float) -> Block:
    words, language, lesser = catalogue(sheet.language), sheet.language, _lesser(room)
    title = (
        words.pgettext("partner sheet", "to show: {practice}")
        if way.gives
        else words.pgettext("partner sheet", "to see: {practice}")
    )
    parts = [
        paragraph(
            one.title, width, room.size, lines=room.title, gid="practice", quoted_in=language,
            around=title.format(practice="{}"), colour=BLUE,
        ),
        paragraph(one.details, width, lesser, colour=GREY, lines=room.details, gid="details"),
    ]  # fmt: skip
    if one.contact:
        text = words.pgettext("partner sheet", "ask for: {contact}")
        parts.append(
            paragraph(
                one.contact, width, lesser, lines=room.details, gid="ask", quoted_in=language,
                around=text.format(contact="{}"),
            )
        )  # fmt: skip
    return stack(parts)


def _of_practices(sheet: Sheet, way: Way) -> str:
    """Say that there are other good practices, or none; else nothing."""
    words = catalogue(sheet.language)
    if way.practices and not way.more:
        return ""
    if way.more:
        text = (
            words.pgettext(
                "partner sheet", "You have described other good practices on these criteria."
            )
            if way.gives
            else words.pgettext(
                "partner sheet",
                "{mate} has described other good practices on these criteria: ask there.",
            )
        )
        return text.format(mate=way.name)
    if way.gives:
        return words.pgettext(
            "partner sheet",
            "You have described no good practice on these criteria so far: describe one.",
        )
    return words.pgettext(
        "partner sheet",
        "No good practice is described on these criteria so far: ask what there is to see.",
    )


def _lesser(room: Room) -> float:
    """Size of what is said beside the body text."""
    return min(room.size, max(room.size - 1, 9.5))


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
            "{n} other theme: ask the organisers of the seminar",
            "{n} other themes: ask the organisers of the seminar",
            hidden,
        )
        blocks.append(note(text.format(n=hidden), width, SMALL, gid="hidden"))
    return stack([headed(head, "", width, HEAD), stack(blocks, 0.05)])
