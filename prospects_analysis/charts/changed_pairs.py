"""Which pairs other pairings change: a column a pair where there are few, else a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from typing import Any

from matplotlib.axes import Axes

from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    PALE,
    PAPER,
    TEXT,
    Place,
    box,
    fit,
    line_height,
    tint,
    width_of,
    wrap,
    write,
)
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.wording import catalogue

_MOST_COLUMNS = 6
_LISTED_LINES = 2
_SEAM, _PAD = 0.06, 0.12  # inches between cells, within pills
_MARGIN, _EDGE = 0.08, 0.04  # inches within cells: beside the names, above and below them
_SOLID = 1.02 * TEXT / 72  # the least from one line to the next, inches
_AIR, _WIDEST = 0.35, 3.0  # inches: above and below the names at the most, of a cell
_KEPT = tint(GREY, 0.08)
STAYS = "="


def everybody_in(pairing: Pairing) -> list[Binome]:
    """Binômes, and who is left over, in partner order; not those who are late."""
    alone = [(name,) for name in pairing.unpaired if name not in pairing.late]
    return sorted([*pairing.binomes, *alone])


def aligned(first: Sequence[Binome], other: Sequence[Binome]) -> list[Binome]:
    """Put what is new in the place of what it shares most partners with.

    Examples
    --------
    >>> aligned([("A", "B"), ("C", "D"), ("E", "F")], [("A", "D"), ("B", "C"), ("E", "F")])
    [('A', 'D'), ('B', 'C'), ('E', 'F')]
    """
    new = [one for one in other if one not in first]
    gone = [place for place, one in enumerate(first) if one not in other]
    chosen = max(
        permutations(new),
        key=lambda order: sum(
            bool(set(first[place]) & set(one)) for place, one in zip(gone, order, strict=True)
        ),
    )
    placed = dict(zip(gone, chosen, strict=True))
    return [placed.get(place, one) for place, one in enumerate(first)]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairs:
    """The pairs of each row, ready to be drawn.

    Attributes
    ----------
    rows : tuple of tuple of binômes
        The proposal's first.
    labels : Labels
    width, height : float
        Inches for all columns, and for all rows together.
    language : str
    """

    rows: tuple[tuple[Binome, ...], ...]
    labels: Labels
    width: float
    height: float
    language: str

    @classmethod
    def of(
        cls, rows: Sequence[Pairing], labels: Labels, room: tuple[float, float], language: str
    ) -> Pairs:
        """Take them from pairings of the same partners, the proposed one first."""
        first = everybody_in(rows[0])
        placed = [tuple(first)]
        for other in rows[1:]:
            pairs = everybody_in(other)
            placed.append(tuple(aligned(first, pairs) if cls._few(first) else pairs))
        width, height = room
        return cls(rows=tuple(placed), labels=labels, width=width, height=height, language=language)

    @staticmethod
    def _few(pairs: Sequence[Binome]) -> bool:
        return len(pairs) <= _MOST_COLUMNS

    @property
    def columns(self) -> bool:
        """Whether each pair has a column of its own."""
        return self._few(self.rows[0])

    def heights(self) -> list[float]:
        """Inches of each row: more for those whose names take more lines."""
        lines = [self._lines(row, broken=self._broken) for row in range(len(self.rows))]
        edges = len(lines) * (_SEAM + _EDGE)
        pitch = min((self.height - edges) / sum(lines), line_height())
        spare = min((self.height - sum(lines) * pitch) / len(lines), _AIR)
        return [count * pitch + spare for count in lines]

    @cached_property
    def _broken(self) -> bool:
        """Whether there is room to break long names in all rows; else the proposal's only."""
        lines = sum(self._lines(row, broken=True) for row in range(len(self.rows)))
        return lines * _SOLID + len(self.rows) * (_SEAM + _EDGE) <= self.height

    def _lines(self, row: int, *, broken: bool) -> int:
        if not self.columns:
            return _LISTED_LINES
        shown = [pair for place, pair in enumerate(self.rows[row]) if self._is_new(row, place)]
        return max([2, *(len(self._names(pair, row, broken=broken)) for pair in shown)])

    def _is_new(self, row: int, place: int) -> bool:
        return row == 0 or self.rows[row][place] != self.rows[0][place]

    @property
    def _cell(self) -> float:
        return min((self.width + _SEAM) / len(self.rows[0]) - _SEAM, _WIDEST)

    @cached_property
    def _bold(self) -> bool:
        """Whether new pairs are bold: not where names would be cut only for that."""
        names = {name for pair in self.rows[0] for name in self._whole(pair)}
        room = self._cell - _MARGIN
        return all(width_of(one, bold=True) <= room or width_of(one) > room for one in names)

    def _whole(self, pair: Binome) -> list[str]:
        names = [self.labels.partner(one) for one in pair]
        if len(pair) == 1:
            names.append(catalogue(self.language).pgettext("alternatives", "(alone)"))
        return names

    def _names(self, pair: Binome, row: int, *, broken: bool) -> list[str]:
        """Names of a pair in lines: each on one, or those that are too long on two."""
        room, names, bold = self._cell - _MARGIN, self._whole(pair), row > 0 and self._bold
        if row and not broken:
            return [fit(name, room, bold=bold) for name in names]
        kept = [
            name.replace(" ", "\u00a0") if width_of(name, bold=bold) <= room else name
            for name in names
        ]
        return [line for name in kept for line in wrap(name, room, bold=bold)]

    def draw_row(self, ax: Axes, row: int, place: Place) -> None:
        """Draw the pairs of a row."""
        if self.columns:
            self._draw_cells(ax, row, place)
        else:
            self._draw_list(ax, row, place)

    def _draw_cells(self, ax: Axes, row: int, place: Place) -> None:
        x, y, _, height = place
        for column, pair in enumerate(self.rows[row]):
            cell = (x + column * (self._cell + _SEAM), y + _SEAM / 2, self._cell, height - _SEAM)
            look: dict[str, Any] = {"ha": "center", "gid": f"{row}:{'-'.join(pair)}"}
            names = self._names(pair, row, broken=self._broken)
            if row == 0:
                inner = (cell[0] + 0.02, cell[1] + 0.02, cell[2] - 0.04, cell[3] - 0.04)
                box(ax, *inner, facecolor=PAPER, edgecolor=BLUE, linewidth=2)
            elif self._is_new(row, column):
                box(ax, *cell, facecolor=BLUE, gid="new")
                look |= {"bold": self._bold, "colour": PAPER}
            else:
                box(ax, *cell, facecolor=_KEPT)
                names, look = [STAYS], look | {"colour": GREY}
            pitch = min(line_height(), (cell[3] - _EDGE) / len(names))
            for line, name in enumerate(names):
                level = cell[1] + cell[3] / 2 + ((len(names) - 1) / 2 - line) * pitch
                write(ax, cell[0] + cell[2] / 2, level, name, **look)

    def _draw_list(self, ax: Axes, row: int, place: Place) -> None:
        x, y, width, height = place
        words, middle = catalogue(self.language), y + height / 2
        if row == 0:
            text = words.npgettext(
                "alternatives",
                "the proposal: {n} pair",
                "the proposal: {n} pairs",
                len(self.rows[0]),
            ).format(n=len(self.rows[0]))
            write(ax, x, middle, fit(text, width), bold=True, gid="0:count")
            return
        lines = self._flow([one for one in self.rows[row] if one not in self.rows[0]], width)
        pitch = min(1.35 * line_height(), height / _LISTED_LINES)
        for line, texts in enumerate(lines):
            at, level = x, middle + ((len(lines) - 1) / 2 - line) * pitch
            for gid, text in texts:
                long = width_of(text, bold=bool(gid)) + 2 * _PAD
                if gid:
                    box(ax, at, level - 0.44 * pitch, long, 0.88 * pitch, facecolor=BLUE)
                new: dict[str, Any] = {"bold": True, "colour": PAPER, "gid": f"{row}:{gid}"}
                write(ax, at + _PAD, level, text, **(new if gid else {}))
                at += long + _SEAM

    def _flow(self, pairs: Sequence[Binome], width: float) -> list[list[tuple[str, str]]]:
        """Break a list of pairs into lines; what does not fit is counted."""
        texts = []
        for pair in pairs:
            names = [self.labels.partner(one) for one in pair]
            if len(pair) == 1:
                names[0] += f" {catalogue(self.language).pgettext('alternatives', '(alone)')}"
            room = (width - 2 * _PAD) / len(names) - width_of(" – ", bold=True)
            names = [fit(name, room, bold=True) for name in names]
            texts.append(("-".join(pair), " – ".join(names)))
        for kept in range(len(texts), 0, -1):
            shown = texts[:kept]
            if kept < len(texts):
                shown = [*shown, ("", self._more(len(texts) - kept))]
            lines = _broken(shown, width)
            if len(lines) <= _LISTED_LINES:
                return lines
        return [[("", self._more(len(texts)))]]

    def _more(self, count: int) -> str:
        words = catalogue(self.language)
        return words.npgettext("outside", "and {n} other", "and {n} others", count).format(n=count)

    def draw_key(self, ax: Axes, x: float, y: float) -> None:
        """Say in one line what the looks of the cells are."""
        words, end = catalogue(self.language), x + self.width
        samples: list[tuple[dict[str, Any], str]] = [
            ({"facecolor": BLUE}, words.pgettext("alternatives", "new pair"))
        ]
        if self.columns:
            kept = {"facecolor": _KEPT, "edgecolor": PALE, "linewidth": 1}
            first = {"facecolor": PAPER, "edgecolor": BLUE, "linewidth": 2}
            samples = [
                (first, words.pgettext("alternatives", "proposal")),
                *samples,
                (kept, words.pgettext("alternatives", "stays")),
            ]
        for look, text in samples if len(self.rows) > 1 else samples[:1]:
            box(ax, x + 0.02, y - TEXT / 144, 0.4, TEXT / 72, **look)
            write(ax, x + 0.52, y, fit(text, max(end - x - 0.52, 0.3)), colour=GREY)
            if look["facecolor"] == _KEPT:
                write(ax, x + 0.22, y, STAYS, colour=GREY, ha="center")
            x += 0.52 + width_of(text) + 0.4


def _broken(texts: Sequence[tuple[str, str]], width: float) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    x = 0.0
    for gid, text in texts:
        long = width_of(text, bold=bool(gid)) + 2 * _PAD
        if lines[-1] and x + long > width:
            lines.append([])
            x = 0.0
        lines[-1].append((gid, text))
        x += long + _SEAM
    return lines
