"""Text as people type it, made plain: what is invisible goes, digits of any script are read."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache

from prospects_analysis.intake.vocabulary import NO_ANSWER

_SHOWN = 80
_MARKS = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_APOSTROPHES = "'’‘ʼ´`"
_SIGNS = {"−": "-", "‐": "-", "‑": "-", "＋": "+", "－": "-", "．": ".", "，": ",", "٫": ","}


def show(value: object) -> str:
    """Write a cell's value as its reader sees it, shortened where it is long.

    Examples
    --------
    >>> show(7.0), show(True), show("  beaucoup "), show(None)
    ('7', 'TRUE', 'beaucoup', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    text = " ".join(str(value).split())
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return _visible(text)


def clean(text: str) -> tuple[str, bool]:
    r"""Take out what nobody sees: escapes such as ``_x000D_``, control characters, outer spaces.

    Returns
    -------
    text : str
        In Unicode normal form C, with plain line ends.
    cleaned : bool
        Whether anything but spaces and line ends was taken out.

    Examples
    --------
    >>> clean("a\x07b\r\n")
    ('ab', True)
    """
    unescaped = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    lines = unescaped.replace("\r\n", "\n").replace("\r", "\n")
    kept = _visible(lines, "\n\t")
    return unicodedata.normalize("NFC", kept).strip(), kept != lines


def _visible(text: str, kept: str = "") -> str:
    """Take out what is invisible, but for the characters that are kept."""
    if text.isprintable():
        return text  # nearly every text: none of what is invisible counts as printable
    return "".join(char for char in text if char in kept or not _invisible(char))


def _invisible(char: str) -> bool:
    # Cc control, Cs half of a surrogate pair, Cn unassigned; and the marks that only direct a text.
    # Joiners stay: several scripts and emoji are written with them.
    return unicodedata.category(char) in {"Cc", "Cs", "Cn"} or char in _MARKS


def plain(text: str) -> str:
    """Make digits and signs plain, inner spaces single, and drop outer quotes and apostrophes.

    Examples
    --------
    >>> plain("’４ "), plain("٣٫٥"), plain("n.d.")
    ('4', '3,5', 'n.d.')
    """
    visible = clean(text)[0]
    if len(visible) == 1 and (digit := unicodedata.digit(visible, None)) is not None:
        return str(digit)  # also one in a circle or set high
    digits = (str(unicodedata.decimal(char, _SIGNS.get(char, char))) for char in visible)
    return " ".join("".join(digits).split()).strip(_APOSTROPHES + ' "“”«»').strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Fold a text for comparison: case, spaces, widths and the kind of apostrophe do not count.

    Examples
    --------
    >>> folded("L’Avis  ") == folded("l'avis")
    True
    """
    spaced = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return spaced.replace("’", "'")


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is no answer.

    Examples
    --------
    >>> says_nothing("N.D."), says_nothing("-"), says_nothing("4")
    (True, True, False)
    """
    return folded(text) in NO_ANSWER or not any(char.isalnum() for char in text)


def loose(text: str) -> str:
    """Fold a short text so that full stops, hyphens and spaces do not count either.

    Examples
    --------
    >>> loose("N A."), loose("R-1") == loose("r 1")
    ('na', True)
    """
    return "".join(char for char in folded(text) if char not in ".-‐‑–_ ")
