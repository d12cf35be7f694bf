"""What lies over a sheet and is in none of its cells: comments and text boxes.

People answer there, too. Nothing of it is read as an answer; all of it is named.

References
----------
ECMA-376, Office Open XML file formats, part 1, 18.7 (comments), 20.5 (spreadsheet drawings).
"""

from __future__ import annotations

from collections.abc import Iterable

from prospects_analysis.intake.addresses import parse_address
from prospects_analysis.intake.packages import NAMESPACE, Attributes, Parts, Refusal, parse_part
from prospects_analysis.issues import IssueCode

_COMMENT, _COMMENT_TEXT = NAMESPACE + "comment", NAMESPACE + "t"
_BOX = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing txBody"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main "


class _Texts:
    """Handlers that gather the text inside each element of one kind."""

    def __init__(self, outer: str, inner: str, paragraph: str = "") -> None:
        self.found: list[tuple[str, str]] = []
        self._outer, self._inner, self._paragraph = outer, inner, paragraph
        self._ref, self._open, self._inside = "", False, False
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == self._outer:
            self._ref, self._open = attributes.get("ref", ""), True
            self._pieces = []
        self._inside = self._open and tag == self._inner

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == self._paragraph:
            self._pieces.append(" ")
        if tag == self._outer:
            self._open = False
            self.found.append((self._ref, "".join(self._pieces)))

    def text(self, said: str) -> None:
        if self._inside:
            self._pieces.append(said)


def _gather(parts: Parts, names: Iterable[str], texts: _Texts) -> list[tuple[str, str]]:
    for name in names:
        try:
            parse_part(parts, name, texts.start, texts.end, texts.text)
        except Refusal as refusal:
            if refusal.code is not IssueCode.DAMAGED_FILE:
                raise
            # No answer is read there; what it held is named by its part.
            texts.found.append(("", f"… ({name}: {refusal.found})"))
    for _, text in texts.found:
        parts.budget.keep(text)
    return texts.found


def comments_of(
    parts: Parts, names: Iterable[str]
) -> tuple[dict[tuple[int, int], str], tuple[str, ...]]:
    """Read the comments of a sheet.

    Parameters
    ----------
    parts : Parts
    names : iterable of str
        Parts that hold comments.

    Returns
    -------
    comments : dict of (int, int) to str
        By row and column.
    lost : tuple of str
        What is at no cell, as in a damaged part.

    Raises
    ------
    Refusal
        If a part declares a document type, or is far too large.
    """
    found = _gather(parts, names, _Texts(_COMMENT, _COMMENT_TEXT))
    places = [(parse_address(ref), text) for ref, text in found]
    comments = {at: text for at, text in places if at is not None}
    return comments, tuple(text for at, text in places if at is None)


def boxes_of(parts: Parts, names: Iterable[str]) -> tuple[str, ...]:
    """Read the text boxes of a sheet; parameters as for :func:`comments_of`."""
    found = _gather(parts, names, _Texts(_BOX, _DRAWN + "t", _DRAWN + "p"))
    return tuple(text.strip() for _, text in found if text.strip())
