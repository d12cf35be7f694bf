"""A partner's own words: in the quotation marks of the reader's language, whole or openly cut."""

from __future__ import annotations

import re
from gettext import NullTranslations

from prospects_analysis.charts.labels import quoted

#: What stands for words left out.
LEFT_OUT = "\u00a0[…]"

#: What opens a quotation, what is in it, and what closes it, as nine languages write them.
_INNER = re.compile('“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|"([^"]+)"')
_OPENED, _CLOSED = "\ue000", "\ue001"  # stand for marks until the words are counted


def shortened(text: str, kept: int | None = None) -> str:
    """Keep so many words of a text, by default all, and mark what is left out.

    Examples
    --------
    >>> shortened("One shop, open on Saturdays", 2).split()
    ['One', 'shop', '[…]']
    """
    if kept is None:
        return text
    return " ".join(text.split(" ")[:kept]).rstrip(".,;: ") + LEFT_OUT


def own_words(text: str, words: NullTranslations, kept: int | None = None) -> str:
    """Put a text, or so many of its words, in quotation marks; quotations in it get inner ones.

    Examples
    --------
    >>> from prospects_analysis.wording import catalogue
    >>> print(own_words('“Own Boss” in 22 schools', catalogue("en")))
    “‘Own Boss’ in 22 schools”
    >>> own_words('The "Own Boss" of 22 schools', catalogue("en"), 2).split()
    ['“The', '‘Own', '[…]’”']
    """
    told = _INNER.sub(
        lambda found: f"{_OPENED}{found[found.lastindex or 0].strip()}{_CLOSED}", text
    )
    told = shortened(told, kept)
    if told.count(_OPENED) > told.count(_CLOSED):
        told += _CLOSED
    opening, closing = words.pgettext("quotation in a quotation", "‘{text}’").split("{text}")
    return quoted(told.replace(_OPENED, opening).replace(_CLOSED, closing), words)
