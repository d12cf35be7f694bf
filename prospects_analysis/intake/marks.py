"""What a correction copy adds to a workbook, so that the reader knows it from a partner's words.

A copy comes back with notes at its cells and a sheet that lists them, and a partner may well have
answered there. So each note and each line of the list ends in a short sum of its own words: what
still has it is ours and is passed over; whatever was added or changed is named as a note.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from prospects_analysis.intake.addresses import box_around, range_address
from prospects_analysis.intake.pages import Page, Place
from prospects_analysis.intake.plain import clean, show
from prospects_analysis.issues import Issue, IssueCode

CORRECTIONS = "corrections"
"""Id of the sheet that a correction copy has besides: what is to be mended."""

AUTHOR = "prospects_analysis"
"""Author of the notes."""

_LENGTH = 8
# No note holds another one: a text full of beginnings must not be searched to its end for each.
_NOTE = re.compile(rf"{AUTHOR}: ((?:(?!{AUTHOR}:).)*?) \[([0-9a-f]{{{_LENGTH}}})\]")


def sum_of(texts: Iterable[str]) -> str:
    """Give the sum of some texts; line ends, inner spaces and empty texts do not count.

    Examples
    --------
    >>> sum_of(["a  b", ""]) == sum_of(["a", "b"])
    True
    """
    words = " ".join(clean(text)[0] for text in texts).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_LENGTH]


def signed(text: str) -> str:
    """Make the text of a note of ours.

    Examples
    --------
    >>> signed("Type 3 or 4.").splitlines()[:2]
    ['prospects_analysis:', 'Type 3 or 4.']
    """
    said = clean(text)[0]
    return f"{AUTHOR}:\n{said}\n[{sum_of([said])}]"


def unsigned(text: str) -> str:
    """Leave of a comment what is not ours, with single spaces.

    Examples
    --------
    >>> note = signed("Type 3 or 4.")
    >>> unsigned(note), unsigned("It is 4. " + note), unsigned(note.replace("3", "5")) == ""
    ('', 'It is 4.', False)
    """

    def rest(found: re.Match[str]) -> str:
        return "" if sum_of([found[1]]) == found[2] else found[0]

    return _NOTE.sub(rest, " ".join(text.split())).strip()


def list_issues(page: Page) -> Iterator[Issue]:
    """Name what somebody wrote onto the sheet that lists the corrections.

    Parameters
    ----------
    page : Page
        In whose first column each row has the sum of its texts.

    Yields
    ------
    Issue
        One a row.
    """
    code_row, sums = page.located.code_cell or (1, 1)
    rows: dict[int, list[Place]] = {}
    for row, column in sorted(page.sheet.cells):
        if row != code_row and column != sums:
            rows.setdefault(row, []).append((row, column))
    for row, places in rows.items():
        texts = [show_whole(page.sheet.value(*at)) for at in places]
        if show_whole(page.sheet.value(row, sums)) != sum_of(texts):
            cell = range_address(box_around(places))
            found = show(" ".join(texts))
            yield page.issue(IssueCode.NOTE_OUTSIDE, cell=cell, found=found)


def show_whole(value: object) -> str:
    """Write a cell's value as a text, however long it is."""
    return value if isinstance(value, str) else show(value)
