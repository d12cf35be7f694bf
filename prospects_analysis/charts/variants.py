"""Which binômes stand whatever the method: a row a pair, a column a variant."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations
from typing import Any, Literal

from matplotlib.axes import Axes

from prospects_analysis.charts.canvas import Canvas, open_canvas
from prospects_analysis.charts.cells import MOST_PARTNERS
from prospects_analysis.charts.footer import footer_text
from prospects_analysis.charts.labels import Labels
from prospects_analysis.charts.shares import draw_bar
from prospects_analysis.charts.style import (
    BLUE,
    GREY,
    STRONG,
    filled,
    fit,
    line_height,
    outlined,
    width_of,
    wrap,
    write,
    write_lines,
)
from prospects_analysis.pairing.result import Binome, Pairing
from prospects_analysis.sensitivity.methods import Variants
from prospects_analysis.wording import catalogue, number

_NAMES = 0.36  # share of the width for the names at the most
_WORDED = 4  # so many columns have room for words; more are numbered
_HIGHEST, _GAP = 0.62, 0.06  # inches
_CALLED = 0.42  # share of the width for what the variants are called, at the most


def plot_variants(
    variants: Variants,
    binomes: Sequence[Binome] | None = None,
    *,
    language: str = "fr",
    title: str | Literal[True] | None = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw in which variants each binôme stands.

    More than ten binômes are counted, variant by variant, instead of named.

    Parameters
    ----------
    variants : Variants
        Of the method, or of the calibration.
    binomes : sequence of tuple of str, optional
        By default those of the first variant.
    language : str, one of wording.LANGUAGES
    title : True, str or None
        True: the message, :func:`variants_title`. None: no title.
    ax : Axes, optional
        Where to draw; by default in a new figure of a slide's size.

    Returns
    -------
    ax : Axes

    Raises
    ------
    ValueError
        If the first variant has no pairing.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> pairing = pair_partners(pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD")))
    >>> other = pairing.alternatives(1)[0]
    >>> ax = plot_variants(Variants(pairings={"default": pairing, "leximin": other}))
    >>> [text.get_text() for text in ax.texts if text.get_gid() == "A:B"]
    ['1/2']
    """
    first = _first(variants)
    canvas = open_canvas(ax)
    canvas.in_inches()
    rows = list(first.binomes if binomes is None else binomes)
    draw = _draw if len(rows) <= MOST_PARTNERS // 2 else _draw_counts
    draw(canvas, variants, rows, language)
    message = variants_title(variants, rows, language) if title is True else title
    canvas.finish(message, footer_text(first, language))
    return canvas.axes


def variants_title(variants: Variants, binomes: Sequence[Binome], language: str) -> str:
    """Say how many binômes stand in every variant.

    Examples
    --------
    >>> import pandas as pd
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = [[0, 2, 1, 0], [2, 0, 0, 1], [1, 0, 0, 1.5], [0, 1, 1.5, 0]]
    >>> pairing = pair_partners(pd.DataFrame(scores, index=list("ABCD"), columns=list("ABCD")))
    >>> variants = Variants(pairings={"default": pairing, "leximin": pairing})
    >>> variants_title(variants, pairing.binomes, "en")
    'All 2 pairs stand in all 2 variants of the method'
    """
    words = catalogue(language)
    of, tried = len(binomes), len(variants.names)
    always = sum(variants.count(one) == tried for one in binomes)
    of_method = "default" in variants.names
    if always == 0 and of_method:
        text = words.pgettext("title", "No pair stands in all {tried} variants of the method")
    elif always == 0:
        text = words.pgettext(
            "title", "No pair stands however leniently the partners rate themselves"
        )
    elif always == of and of_method:
        text = words.npgettext(
            "title",
            "The {n} pair stands in all {tried} variants of the method",
            "All {n} pairs stand in all {tried} variants of the method",
            of,
        )
    elif always == of:
        text = words.npgettext(
            "title",
            "The {n} pair stands however leniently the partners rate themselves",
            "All {n} pairs stand however leniently the partners rate themselves",
            of,
        )
    elif of_method:
        text = words.npgettext(
            "title",
            "{n} of {of} pairs stands in all {tried} variants of the method",
            "{n} of {of} pairs stand in all {tried} variants of the method",
            always,
        )
    else:
        text = words.npgettext(
            "title",
            "{n} of {of} pairs stands however leniently the partners rate themselves",
            "{n} of {of} pairs stand however leniently the partners rate themselves",
            always,
        )
    return text.format(n=always, of=of, tried=tried)


def variant_words(words: NullTranslations) -> dict[str, str]:
    """Give what each variant and calibration is called."""
    return {
        "default": words.pgettext("variant", "as proposed"),
        "mutual_mean": words.pgettext("variant", "mean of the two directions"),
        "mutual_min": words.pgettext("variant", "the weaker direction counts"),
        "transfer_gap": words.pgettext("variant", "the giver must be ahead"),
        "transfer_min": words.pgettext("variant", "the smaller of resource and need"),
        "centred": words.pgettext("variant", "leniency taken out"),
        "criterion_level": words.pgettext("variant", "the strongest criteria of each theme"),
        "leximin": words.pgettext("variant", "the weakest pair first"),
        "raw": words.pgettext("variant", "answers as given"),
        "vignettes": words.pgettext("variant", "corrected by the example cases"),
    }


def _first(variants: Variants) -> Pairing:
    first = variants.pairings[variants.names[0]]
    if first is None:
        raise ValueError(
            f"Variant {variants.names[0]!r} has no pairing. Must have one to be compared with."
        )
    return first


def _draw(canvas: Canvas, variants: Variants, binomes: Sequence[Binome], language: str) -> None:
    ax, words = canvas.axes, catalogue(language)
    labels, called = Labels.of(_first(variants), language), variant_words(words)
    names = [" – ".join(labels.partner(one) for one in row) for row in binomes]
    left = min(max(map(width_of, names)) + 0.3, _NAMES * canvas.width)
    count = f"{len(variants.names)}/{len(variants.names)}"
    right = canvas.width - width_of(count, STRONG, bold=True) - 0.3
    column = (right - left) / len(variants.names)
    worded = len(variants.names) <= _WORDED
    heads = [
        wrap(called[name], column - 0.15, bold=True, lines=3) if worded else [str(position)]
        for position, name in enumerate(variants.names, start=1)
    ]
    head = max(map(len, heads)) * line_height() + 0.12
    lines = 0 if worded else (len(variants.names) + 1) // 2
    foot = lines * 1.15 * line_height() + 0.2
    height = min((canvas.height - head - foot) / len(names), _HIGHEST)
    top = canvas.height - head
    for position, texts in enumerate(heads):
        x = left + (position + 0.5) * column
        for line, text in enumerate(reversed(texts)):
            y = top + 0.1 + (line + 0.5) * line_height()
            write(ax, x, y, text, bold=True, ha="center")
    for position, (row, name) in enumerate(zip(binomes, names, strict=True)):
        y = top - (position + 1) * height
        write_lines(ax, 0, y + height / 2, wrap(name, left - 0.2, lines=2 if height > 0.55 else 1))
        _draw_row(ax, variants, row, (left, y + _GAP / 2, column, height - _GAP))
        said = f"{variants.count(row)}/{len(variants.names)}"
        look: dict[str, Any] = {"size": STRONG, "bold": True, "gid": ":".join(row)}
        write(ax, canvas.width, y + height / 2, said, ha="right", **look)
    if not worded:
        _draw_key(ax, [called[name] for name in variants.names], canvas.width, foot)


def _draw_row(
    ax: Axes, variants: Variants, row: Binome, place: tuple[float, float, float, float]
) -> None:
    left, y, column, height = place
    holds = variants.holds(row)
    for position, name in enumerate(variants.names):
        cell = (left + position * column + _GAP / 2, y, column - _GAP, height)
        gid = f"{':'.join(row)}:{name}"
        if holds[name]:
            filled(ax, cell, "✓", BLUE, size=STRONG, gid=gid)
        else:
            outlined(ax, cell, "–", gid=gid)


def _draw_counts(
    canvas: Canvas, variants: Variants, binomes: Sequence[Binome], language: str
) -> None:
    """Draw a bar a variant: how many of many binômes stand in it."""
    ax, words, of = canvas.axes, catalogue(language), len(binomes)
    called = variant_words(words)
    counts = [sum(variants.holds(one)[name] for one in binomes) for name in variants.names]
    left = min(max(width_of(called[name]) for name in variants.names) + 0.3, _CALLED * canvas.width)
    right = canvas.width - width_of(f"{of}/{of}", STRONG, bold=True) - 0.3
    top, foot = canvas.height - 1.5 * line_height(), 1.5 * line_height()
    height = min((top - foot) / len(counts), _HIGHEST)
    head = words.npgettext(
        "variants", "of {n} pair, those that stand", "of {n} pairs, those that stand", of
    ).format(n=number(of, 0, language))
    write(ax, left, top + 0.65 * line_height(), fit(head, right - left), colour=GREY)
    for row, (name, count) in enumerate(zip(variants.names, counts, strict=True)):
        y = top - (row + 1) * height
        write(ax, 0, y + height / 2, fit(called[name], left - 0.2))
        place = left, y + 1.5 * _GAP, right - left, height - 3 * _GAP
        draw_bar(ax, place, count / of, {"facecolor": BLUE})
        look: dict[str, Any] = {"size": STRONG, "bold": True, "gid": f"count:{name}"}
        write(ax, canvas.width, y + height / 2, f"{count}/{of}", ha="right", **look)
    note = words.npgettext(
        "variants",
        "{n} pair is counted here, not named.",
        "{n} pairs are counted here, not named.",
        of,
    ).format(n=number(of, 0, language))
    write(ax, 0, line_height() / 2, fit(note, canvas.width), colour=GREY)


def _draw_key(ax: Axes, texts: list[str], width: float, foot: float) -> None:
    """Say below what the numbers of the columns mean, in two columns."""
    lines = (len(texts) + 1) // 2
    for position, text in enumerate(texts):
        x = 0 if position < lines else width / 2
        y = foot - 0.2 - (position % lines + 0.5) * 1.15 * line_height()
        write(ax, x, y, fit(f"{position + 1}  {text}", width / 2 - 0.2), colour=GREY)
