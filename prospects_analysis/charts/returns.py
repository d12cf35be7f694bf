"""Who has answered what: the scores of each partner on each theme, and who is awaited."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any, Literal

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.cells import MOST_PARTNERS, MOST_THEMES
from prospects_analysis.charts.footer import returns_footer
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.received import Received, returns_title
from prospects_analysis.charts.shares import draw_bar, draw_shares, middle
from prospects_analysis.charts.style import (
    BROWN,
    GREY,
    PALE,
    PAPER,
    STRONG,
    TEXT,
    Place,
    box,
    fit,
    hatched,
    line_height,
    width_of,
    wrap,
    write,
)
from prospects_analysis.intake.result import Intake
from prospects_analysis.wording import catalogue

_GAP, _SEAM = 0.14, 0.05  # between themes, between cells; inches
_LABEL = 0.3  # share of the width for the names at the most
_OUTLINE: dict[str, Any] = {"edgecolor": PALE, "linewidth": 1}


def plot_returns(
    intake: Intake,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw who has answered what: how many of the scores each partner has given on each theme.

    The bar in a cell is as long as the share of the scores that are given; NA counts as an answer.
    Partners of whom nothing has come say so; errors in a partner's files are counted at the end of
    its row. Where practices were returned, the complete ones are counted by theme. More than twenty
    partners, or eight themes, are counted instead of shown.

    Parameters
    ----------
    intake : Intake
    language : str, one of wording.LANGUAGES
        Of the words and numbers.
    title : True, str or None
        True: the message, :func:`prospects_analysis.charts.received.returns_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.framework import read_framework
    >>> from prospects_analysis.intake.returns import read_workbooks
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ax = plot_returns(read_workbooks(folder, read_framework()), language="en")
    >>> [text.get_text() for text in ax.texts if text.get_gid() == "P09:late"]
    ['not received']
    """
    canvas = open_canvas(ax)
    canvas.in_inches()
    received, labels = Received.of(intake), Labels.named_by(intake.framework, language)
    if len(received.given) > MOST_PARTNERS or len(received.asked) > MOST_THEMES:
        draw_shares(canvas, received, labels, language)
    else:
        _draw(canvas, received, labels, language)
    message = returns_title(intake, language) if title is True else title
    canvas.finish(message, returns_footer(intake, language))
    return canvas.axes


@dataclass(frozen=True, eq=False, kw_only=True)
class _Table:
    """What is drawn, and where: themes from the left, partners from the top, in inches."""

    ax: Axes
    received: Received
    words: NullTranslations
    left: float
    right: float
    top: float
    row: float

    @property
    def size(self) -> float:
        """Of the numbers, in points."""
        return STRONG if self.row > 0.5 else TEXT

    @property
    def theme(self) -> float:
        """Width of a theme."""
        themes = len(self.received.asked)
        return (self.right - self.left - (themes - 1) * _GAP) / themes

    def place(self, row: int, column: int, part: int = 0) -> Place:
        """Cell of a theme: the first part is for scores, the second for practices."""
        width = self.theme if self.received.practices is None else (self.theme - _SEAM) / 2
        x = self.left + column * (self.theme + _GAP) + part * (width + _SEAM)
        return x, self.top - (row + 1) * self.row, width, self.row - min(_SEAM, 0.1 * self.row)

    def line(self, line: int) -> float:
        """Middle of a line of the head, counted from its foot."""
        return self.top + 0.08 + (line + 0.5) * line_height()


def _draw(canvas: Canvas, received: Received, labels: Labels, language: str) -> None:
    words = catalogue(language)
    names = [labels.partner(one) for one in received.given.index]
    errors = [_errors(received.errors.get(one, 0), words) for one in received.given.index]
    corner = [words.pgettext("returns", "scores given / asked")]
    left, right = _columns(canvas.width, [*names, *corner], errors)
    parts, meaning = _parts(received, (right - left) / len(received.asked) - _GAP, words)
    if meaning:
        corner = meaning
        left, right = _columns(canvas.width, [*names, *corner], errors)
    width = (right - left + _GAP) / len(received.asked) - _GAP
    heads = [wrap(labels.theme(one), width, bold=True, lines=3) for one in received.asked]
    foot = line_height() + 0.1 if received.nobodys else 0.0
    lines = max(max(map(len, heads)) + bool(parts), len(corner))
    top = canvas.height - lines * line_height() - 0.08
    table = _Table(
        ax=canvas.axes, received=received, words=words, left=left, right=right, top=top,
        row=min((top - foot) / len(names), 0.9),
    )  # fmt: skip
    _draw_heads(table, heads, parts)
    for line, text in enumerate(reversed(corner)):
        write(table.ax, 0, table.line(line), fit(text, left - 0.1), colour=GREY)
    for row, name in enumerate(names):
        middle = table.place(row, 0)[1] + table.row / 2
        write(table.ax, 0, middle, fit(name, left - 0.15))
        write(table.ax, canvas.width, middle, errors[row], bold=True, colour=BROWN, ha="right")
        _draw_row(table, row)
    if received.nobodys:
        text = words.npgettext(
            "returns",
            "{n} error in files of which no partner can be told",
            "{n} errors in files of which no partner can be told",
            received.nobodys,
        ).format(n=received.nobodys)
        write(table.ax, 0, line_height() / 2, fit(text, canvas.width), bold=True, colour=BROWN)


def _columns(width: float, labels: list[str], errors: list[str]) -> tuple[float, float]:
    """Where the themes begin and end: after the names, and before the errors."""
    left = min(max(map(width_of, labels)) + 0.2, _LABEL * width)
    widest = max(width_of(error, bold=True) for error in errors)
    return left, width - (widest + 0.2 if widest else 0.0)


def _errors(count: int, words: NullTranslations) -> str:
    if not count:
        return ""
    return words.npgettext("returns", "{n} error", "{n} errors", count).format(n=count)


def _parts(
    received: Received, width: float, words: NullTranslations
) -> tuple[tuple[str, ...], list[str]]:
    """Heads of the two parts of a theme, and what they mean where they are but letters."""
    if received.practices is None:
        return (), []
    full = (words.pgettext("returns", "scores"), words.pgettext("returns", "practices"))
    if max(map(width_of, full)) <= (width - _SEAM) / 2 - 0.05:
        return full, []
    letters = (
        words.pgettext("returns, letter for scores", "S"),
        words.pgettext("returns, letter for practices", "P"),
    )
    return letters, [" ".join(both) for both in zip(letters, full, strict=True)]


def _draw_heads(table: _Table, heads: list[list[str]], parts: tuple[str, ...]) -> None:
    for theme, head in enumerate(heads):
        x = table.place(0, theme)[0]
        for line, text in enumerate(reversed(head), start=bool(parts)):
            write(table.ax, x, table.line(line), text, bold=True)
        for part, text in enumerate(parts):
            left, _, width, _ = table.place(0, theme, part)
            write(table.ax, left + width / 2, table.line(0), text, colour=GREY, ha="center")


def _draw_row(table: _Table, row: int) -> None:
    received = table.received
    partner = str(received.given.index[row])
    if partner in received.silent:
        x, y, _, height = table.place(row, 0)
        text = table.words.pgettext("returns", "not received")
        hatched(table.ax, (x, y, table.right - x, height), text, gid=f"{partner}:late")
        return
    for column, (theme, asked) in enumerate(received.asked.items()):
        given = int(received.given.loc[partner, theme])
        place = table.place(row, column)
        draw_bar(table.ax, place, given / asked)
        look: dict[str, Any] = {
            "size": table.size,
            "bold": given == asked,
            "gid": f"{partner}:{theme}",
        }
        write(table.ax, *middle(place), f"{given}/{asked}", ha="center", **look)
        if received.practices is not None:
            count = int(received.practices.loc[partner, theme])
            place = table.place(row, column, 1)
            box(table.ax, *place, facecolor=PAPER, **_OUTLINE)
            gid = f"{partner}:{theme}:practices"
            write(table.ax, *middle(place), str(count), ha="center", size=table.size, gid=gid)
