"""Numbers as they are shown: read from texts, and held against those that they must round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan

from matplotlib.figure import Figure

from tests.charts.reading import plain, texts, title_of

#: Sign between the units and their parts.
DECIMAL = {"fr": ",", "nl": ",", "cs": ",", "hu": ",", "pl": ",", "sl": ",", "es": ",", "de": ","}
_CODE = re.compile(r"\bP\d\d(?:-\d\d)?\b")  # of a partner or a practice
_NUMBER = re.compile(r"(?<!\w)[−-]?\d+(?:[.,]\d+)*")
_EXACT = 1.1e-6  # what a csv file rounds away

Places = Mapping[str, Sequence[float]]


def numbers(text: str) -> list[str]:
    """Give the numbers in a text as they are written, without codes."""
    return _NUMBER.findall(_CODE.sub(" ", plain(text)))


def rounds(written: str, value: float, language: str) -> bool:
    """Whether a number is written in the language, and is the rounding of a value."""
    whole, decimal, parts = written.replace("−", "-").partition(DECIMAL.get(language, "."))
    if not re.fullmatch(r"-?\d+", whole) or (decimal and not parts.isdigit()):
        return False
    return abs(float(f"{whole}.{parts or 0}") - value) <= 0.5 * 10 ** -len(parts) + _EXACT


def unlike(written: Sequence[str], values: Sequence[float], language: str) -> bool:
    """Whether numbers are others than the values, in this order."""
    return len(written) != len(values) or not all(
        rounds(one, value, language) for one, value in zip(written, values, strict=True)
    )


def unlike_in_any_order(written: Sequence[str], values: Sequence[float], language: str) -> bool:
    """As :func:`unlike`, where a language may have another order of words."""
    return unlike(sorted(written, key=_size), sorted(values), language)


def _size(written: str) -> float:
    return float(written.replace("−", "-").replace(",", "."))


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The numbers of a chart.

    Attributes
    ----------
    placed : mapping of str to sequence of float
        By the id of the place; a place with NaN shows none.
    title : sequence of float
    loose : sequence of float
        Of keys and scales, which have no place.
    quoted : sequence of str
        Ends of ids of what partners wrote, where any number may stand.
    """

    placed: Places
    title: Sequence[float] = ()
    loose: Sequence[float] = ()
    quoted: Sequence[str] = field(default=())

    def faults(self, figure: Figure, footer: Sequence[float], language: str) -> list[str]:
        """Give what a figure shows otherwise, does not show, or shows besides."""
        found = by_place(figure)
        expected = {**self.placed, "footer": footer, "": self.loose, "title": self.title}
        return unlike_places(found, expected, language, self.quoted)


def by_place(figure: Figure) -> dict[str, list[str]]:
    """Give the texts of a figure by the id of their place; those without one under ``""``."""
    titles = [figure.axes[0]._left_title]  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {"title": [title_of(figure)]}
    for text in texts(figure):
        if text not in titles:
            found.setdefault(str(text.get_gid() or ""), []).append(plain(text.get_text()))
    return found


def unlike_places(
    found: Mapping[str, Iterable[str]],
    expected: Places,
    language: str,
    quoted: Sequence[str] = (),
    free: Sequence[str] = ("", "title"),
) -> list[str]:
    """Say where numbers are others than expected, are missing, or are unexplained.

    In the `free` places a language may have another order of words.
    """
    shown = {
        place: [one for text in said for one in numbers(text)]
        for place, said in found.items()
        if not (quoted and place.endswith(tuple(quoted)))
    }
    faults = []
    for place in sorted({*shown, *expected}):
        written = shown.get(place, [])
        values = [one for one in expected.get(place, ()) if not isnan(one)]
        if (unlike_in_any_order if place in free else unlike)(written, values, language):
            faults.append(f"{place or 'loose'}: {written}, must be {list(values)}")
    return faults
