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
from prospects_analysis.charts.shares import GROUND, INSET, draw_bar, draw_shares
from prospects_analysis.charts.style import (
    BROWN,
    GREY,
    INK,
    MEDIUM,
    PALE,
    PAPER,
    STRONG,
    TEXT,
    Place,
    box,
    fit,
    hatched,
    line_height,
    middle,
    width_of,
    wrap,
    write,
)
from prospects_analysis.intake.result import Intake
from prospects_analysis.wording import catalogue

_GAP, _SEAM = 0.14, 0.05  # between themes, between cells; inches
_LABEL, _LABEL_FEW = 0.3, 0.42  # share of the width for the names at the most; of few themes
_FEW_THEMES = 5
_SUM = 0.36  # inches of a row from which on there is room for the sums
_OUTLINE: dict[str, Any] = {"edgecolor": PALE, "linewidth": 1}


def plot_returns(
    intake: Intake,
    *,
    errors: bool = False,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw who has answered what: how many of the scores each partner has given on each theme.

    The bar in a cell is as long as the share of the answers that are given; NA counts as one.
    Partners of whom nothing has come are awaited; those whose files cannot be read yet are being
    checked. Where practices were returned, the complete ones are counted by theme. More than twenty
    partners, or eight themes, are counted instead of shown.

    This goes on the wall: errors in files are counted in all, not partner by partner, unless that
    is asked.

    Parameters
    ----------
    intake : Intake
    errors : bool
        Whether errors are counted at the end of each partner's row, for who follows them up.
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
    ['awaited']
    """
    canvas = open_canvas(ax)
    canvas.in_inches()
    received, labels = Received.of(intake), Labels.named_by(intake.framework, language)
    if len(received.given) > MOST_PARTNERS or len(received.asked) > MOST_THEMES:
        draw_shares(canvas, received, labels, language)
    else:
        _draw(canvas, received, labels, language, errors=errors)
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

    def place(self, row: float, column: int, part: int = 0) -> Place:
        """Cell of a theme: the first part is for scores, the second for practices."""
        width = self.theme if self.received.practices is None else (self.theme - _SEAM) / 2
        x = self.left + column * (self.theme + _GAP) + part * (width + _SEAM)
        return x, self.top - (row + 1) * self.row, width, self.row - min(_SEAM, 0.1 * self.row)

    def middle(self, row: float) -> float:
        """Middle of the cells of a row."""
        _, y, _, height = self.place(row, 0)
        return y + height / 2


def _draw(
    canvas: Canvas, received: Received, labels: Labels, language: str, *, errors: bool
) -> None:
    words = catalogue(language)
    names = [labels.partner(one) for one in received.given.index]
    ends = [
        _errors(received.errors.get(one, 0), words) if errors else ""
        for one in received.given.index
    ]
    summed = words.pgettext("returns", "All answers given by")
    left, right = _columns(canvas.width, [*names, summed], ends, len(received.asked))
    width = (right - left + _GAP) / len(received.asked) - _GAP
    heads = [wrap(labels.theme(one), width, bold=True, lines=3) for one in received.asked]
    foot = _draw_foot(canvas, received, words)
    top = canvas.height - max(map(len, heads)) * line_height() - 0.08
    rows = len(names)
    sums = 1.25 if (top - foot) / (rows + 1.25) >= _SUM else 0
    table = _Table(
        ax=canvas.axes, received=received, words=words, left=left, right=right, top=top,
        row=min((top - foot) / (rows + sums), 0.9),
    )  # fmt: skip
    for theme, head in enumerate(heads):
        x = table.place(0, theme)[0]
        for line, text in enumerate(reversed(head)):
            write(table.ax, x, top + 0.08 + (line + 0.5) * line_height(), text, bold=True)
    for row, name in enumerate(names):
        write(table.ax, 0, table.middle(row), fit(name, left - 0.15))
        look: dict[str, Any] = {"bold": True, "colour": BROWN, "ha": "right"}
        write(table.ax, canvas.width, table.middle(row), ends[row], **look)
        _draw_row(table, row)
    if sums:
        _draw_sums(table, rows + sums - 1, summed)


def _columns(width: float, names: list[str], ends: list[str], themes: int) -> tuple[float, float]:
    """Where the themes begin and end: after the names, and before the errors."""
    share = _LABEL_FEW if themes <= _FEW_THEMES else _LABEL
    left = min(max(map(width_of, names)) + 0.2, share * width)
    widest = max(width_of(end, bold=True) for end in ends)
    return left, width - (widest + 0.2 if widest else 0.0)


def _errors(count: int, words: NullTranslations) -> str:
    if not count:
        return ""
    return words.npgettext("returns", "{n} error", "{n} errors", count).format(n=count)


def _draw_row(table: _Table, row: int) -> None:
    received = table.received
    partner = str(received.given.index[row])
    if partner in received.silent:
        x, y, _, height = table.place(row, 0)
        text = table.words.pgettext("returns", "awaited")
        if partner in received.errors:
            text = table.words.pgettext("returns", "received, being checked")
        hatched(table.ax, (x, y, table.right - x, height), text, gid=f"{partner}:late")
        return
    for column, (theme, asked) in enumerate(received.asked.items()):
        given = int(received.given.loc[partner, theme])
        place, gid = table.place(row, column), f"{partner}:{theme}"
        if partner in received.late:
            hatched(table.ax, place, "–", gid=gid)
        else:
            draw_bar(table.ax, place, given / asked)
            look: dict[str, Any] = {"size": table.size, "bold": given == asked, "gid": gid}
            write(table.ax, *middle(place), f"{given}/{asked}", ha="center", **look)
        if received.practices is not None:
            count = int(received.practices.loc[partner, theme])
            _draw_practices(table, table.place(row, column, 1), count, f"{gid}:practices")


def _draw_practices(table: _Table, place: Place, count: int, gid: str) -> None:
    x, y, width, height = place
    inner = (x + INSET, y + INSET, width - 2 * INSET, height - 2 * INSET)
    box(table.ax, *inner, facecolor=PAPER, **_OUTLINE)
    look: dict[str, Any] = {"size": table.size, "colour": INK if count else GREY, "gid": gid}
    write(table.ax, *middle(place), str(count), ha="center", **look)


def _draw_sums(table: _Table, row: float, text: str) -> None:
    """Count below each theme who has given all its answers."""
    received, y = table.received, table.middle(row)
    write(table.ax, 0, y, fit(text, table.left - 0.15), colour=GREY)
    line = table.top - row * table.row + 0.02
    table.ax.plot([0, table.right], [line, line], color=MEDIUM, linewidth=1.5)
    of = len(received.given)
    for column, (theme, asked) in enumerate(received.asked.items()):
        x, _, width, _ = table.place(row, column)
        count = int((received.given[theme] == asked).sum())
        look: dict[str, Any] = {"ha": "center", "gid": f"{theme}:sum"}
        write(table.ax, x + width / 2, y, f"{count}/{of}", size=table.size, **look)


def _draw_foot(canvas: Canvas, received: Received, words: NullTranslations) -> float:
    """Draw what cells mean, and how much is still checked; give the inches that it takes."""
    ax, y = canvas.axes, 0.5 * line_height()
    problems = sum(received.errors.values()) + received.nobodys
    if problems:
        text = words.npgettext(
            "returns",
            "{n} detail in the files is still being checked.",
            "{n} details in the files are still being checked.",
            problems,
        ).format(n=problems)
        write(ax, 0, y, fit(text, canvas.width), colour=GREY, gid="checked")
        y += line_height()
    entries = [(GROUND, words.pgettext("returns", "answers given / asked"))]
    if received.practices is not None:
        entries.append((PAPER, words.pgettext("returns", "complete good practices")))
    x = 0.0
    for ground, text in entries:
        box(ax, x + INSET, y - TEXT / 144, 0.4, TEXT / 72, facecolor=ground, edgecolor=PALE,
            linewidth=1)  # fmt: skip
        write(ax, x + 0.52, y, fit(text, canvas.width - x - 0.52), colour=GREY)
        x += 0.52 + width_of(text) + 0.5
    return y + 0.5 * line_height() + 0.04
