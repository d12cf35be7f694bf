"""The next best pairings, and what each changes of the proposed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Literal

from matplotlib.axes import Axes

from prospects_analysis._validation import check_whole_number
from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.changed_pairs import Pairs, everybody_in
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.standing import digits_of, told_apart
from prospects_analysis.charts.style import (
    GREY,
    PALE,
    STRONG,
    fit,
    line_height,
    width_of,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.charts.titles import landscape_title
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.pairing.scores import UNIT
from prospects_analysis.wording import catalogue, number, number_or_dash

_MOST = 7  # rows besides the proposal that can be read
_DIGITS = 2
_GAP = 0.25  # inches between the columns of numbers
_MINUS = "\u2212"


def plot_alternatives(
    pairing: Pairing,
    *,
    count: int = 5,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the next best pairings, a row each, with their numbers and the pairs that they change.

    Up to six pairs have a column each: what stays is quiet, what is new is filled and bold. With
    more, the new pairs are listed. Above twelve partners there are no ranks: not every pairing is
    looked at, and none of the others is claimed to be the next.

    Parameters
    ----------
    pairing : Pairing
    count : int, 1..7
        How many others; fewer are drawn if there are no more.
    language : str, one of wording.LANGUAGES
    title : True, str or None
        True: the message, :func:`alternatives_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If the count is no whole number of 1..7.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> ax = plot_alternatives(pair_partners(scores), language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() in ("total:0", "total:1")]
    ['3.50', '2.00']
    """
    others = _others(pairing, count)
    canvas = open_canvas(ax)
    canvas.in_inches()
    if pairing.binomes:
        _draw(canvas, [pairing, *others], language)
    else:
        text = catalogue(language).pgettext("slide", "Too few partners have answered so far.")
        write(canvas.axes, 0, canvas.height - 0.5, fit(text, canvas.width, STRONG), size=STRONG)
    message = _title(pairing, others, language) if title is True else title
    canvas.finish(message, footer_text(pairing, language))
    return canvas.axes


def _others(pairing: Pairing, count: int) -> list[Pairing]:
    check_whole_number("count", count, 1)
    if count > _MOST:
        raise ValueError(f"Invalid count {count!r}. Must be at most {_MOST}, to be readable.")
    return pairing.alternatives(count)


def alternatives_title(pairing: Pairing, language: str) -> str:
    """Say what the next best pairing comes to, and how many pairs it changes.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> scores = pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD"))
    >>> alternatives_title(pair_partners(scores), "en")
    'The next best way to form the pairs comes to 2.00 in all, against 3.50; it changes every pair'
    """
    return _title(pairing, pairing.alternatives(1), language)


def _title(pairing: Pairing, others: Sequence[Pairing], language: str) -> str:
    words = catalogue(language)
    if not pairing.binomes:
        return words.pgettext("title", "No pair can be formed yet")
    if not others:
        return words.pgettext("slide", "There is no other way to form the pairs")
    if (pairing.rank or 1) > 1 or (pairing.ties or 1) > 1:
        return landscape_title(pairing, language)
    total, best = told_apart(others[0].total, pairing.total, language)
    if total == best:
        text = words.pgettext("slide", "The next best way to form the pairs comes to {total} too")
    else:
        text = words.pgettext(
            "slide", "The next best way to form the pairs comes to {total} in all, against {best}"
        )
    return text.format(total=total, best=best) + _changed(pairing, others[0], words)


def _changed(pairing: Pairing, other: Pairing, words: NullTranslations) -> str:
    before, after = everybody_in(pairing), everybody_in(other)
    new = sum(one not in before for one in after)
    if new == len(after):
        return words.pgettext("title", "; it changes every pair")
    return words.npgettext(
        "title", "; it changes {n} of {of} pairs", "; it changes {n} of {of} pairs", new
    ).format(n=new, of=len(after))


@dataclass(frozen=True, eq=False, kw_only=True)
class _Column:
    """Numbers below each other: bold, and below each a quiet remark."""

    gid: str
    head: str
    texts: Sequence[str]
    remarks: Sequence[str]

    @property
    def width(self) -> float:
        """Inches that its numbers take; its head is broken."""
        widest = [
            *(width_of(text, STRONG, bold=True) for text in self.texts),
            *(width_of(text) for text in self.remarks),
            *(width_of(word, bold=True) for word in self.head.split()),
        ]
        width = max(widest)
        while " ".join(wrap(self.head, width, bold=True)) != self.head:
            width += 0.1
        return width


def _columns(rows: Sequence[Pairing], language: str) -> list[_Column]:
    """Give the numbers that differ from row to row; the total always."""
    words, none = catalogue(language), [""] * len(rows)
    columns = [
        _Column(
            gid="total",
            head=words.pgettext("slide table", "Total"),
            texts=[number(one.total, _DIGITS, language) for one in rows],
            remarks=["", *(_distance(one, rows[0], language) for one in rows[1:])],
        )
    ]
    if rows[0].rank is not None:
        tied = words.pgettext("alternatives", "tied")
        ranks = _Column(
            gid="rank",
            head=words.pgettext("slide table", "Rank"),
            texts=[str(one.rank) for one in rows],
            remarks=[tied if (one.ties or 1) > 1 else "" for one in rows],
        )
        columns.insert(0, ranks)
    weakest = [number_or_dash(one.weakest, _DIGITS, language) for one in rows]
    both = [str(one.both_ways_pairs) for one in rows]
    if len(set(weakest)) > 1:
        head = words.pgettext("alternatives", "Weakest pair")
        columns.append(_Column(gid="weakest", head=head, texts=weakest, remarks=none))
    if len(set(both)) > 1:
        head = words.pgettext("alternatives", "Both ways")
        columns.append(_Column(gid="both", head=head, texts=both, remarks=none))
    return columns


def _distance(other: Pairing, first: Pairing, language: str) -> str:
    """Write how far a total is from the proposal's, with as many digits as show it."""
    lost = first.total - other.total
    if round(lost * 2 * UNIT) == 0:
        return "="
    return f"{_MINUS if lost > 0 else '+'}{number(abs(lost), digits_of(lost), language)}"


def _draw(canvas: Canvas, rows: Sequence[Pairing], language: str) -> None:
    ax, columns = canvas.axes, _columns(rows, language)
    left = sum(column.width + _GAP for column in columns) + _GAP
    heads = [wrap(column.head, column.width, bold=True) for column in columns]
    top = canvas.height - max(map(len, heads)) * line_height() - 0.1
    foot = _draw_notes(canvas, _notes(rows, language))
    room = (canvas.width - left, top - foot)
    pairs = Pairs.of(rows, Labels.of(rows[0], language), room, language)
    x = 0.0
    for column, lines in zip(columns, heads, strict=True):
        y = top + 0.1 + len(lines) * line_height() / 2
        write_lines(ax, x + column.width, y, lines, bold=True, colour=GREY, ha="right")
        x += column.width + _GAP
    pairs.draw_key(ax, left, top + 0.1 + line_height() / 2)
    for row, height in enumerate(pairs.heights()):
        if row:
            ax.plot([0, left - _GAP], [top, top], color=PALE, linewidth=1)
        _draw_numbers(ax, columns, row, top - height / 2)
        pairs.draw_row(ax, row, (left, top - height, canvas.width - left, height))
        top -= height


def _draw_numbers(ax: Axes, columns: Sequence[_Column], row: int, middle: float) -> None:
    x = 0.0
    for column in columns:
        x += column.width
        text, remark = column.texts[row], column.remarks[row]
        shift = line_height() / 2 if text and remark else 0.0
        gid = f"{column.gid}:{row}"
        write(ax, x, middle + shift, text, size=STRONG, bold=True, ha="right", gid=gid)
        write(ax, x, middle - shift, remark, colour=GREY, ha="right", gid=f"{gid}:remark")
        x += _GAP


def _draw_notes(canvas: Canvas, notes: Sequence[str]) -> float:
    """Write what else must be known at the foot; give the inches that it takes."""
    lines = wrap(" ".join(notes), canvas.width) if notes else []
    for position, line in enumerate(reversed(lines)):
        write(canvas.axes, 0, (position + 0.5) * line_height(), line, colour=GREY, gid="note")
    return len(lines) * line_height() + 0.12 if lines else 0.0


def _notes(rows: Sequence[Pairing], language: str) -> list[str]:
    words, first, notes = catalogue(language), rows[0], []
    if len(rows) == 1:
        notes.append(words.pgettext("alternatives", "No other way keeps all the rules."))
    elif first.rank is None:
        text = words.pgettext(
            "alternatives", "More than twelve partners: not every way is looked at, hence no ranks."
        )
        notes.append(text)
    if first.objective == "leximin" and len(rows) > 1:
        text = words.pgettext("alternatives", "The weakest pair counts first, then the total.")
        notes.append(text)
    if first.late:
        notes.append(
            words.npgettext(
                "alternatives",
                "{n} partner has not answered yet.",
                "{n} partners have not answered yet.",
                len(first.late),
            ).format(n=len(first.late))
        )
    return notes
