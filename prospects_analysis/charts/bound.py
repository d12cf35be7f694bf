"""The landscape of many partners in words: the total, and the bound that proves it."""

from __future__ import annotations

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.standing import Standing, digits_of
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    INK,
    LARGE,
    PALE,
    STRONG,
    line_height,
    wrap,
    write,
)
from prospects_analysis.charts.titles import reaches_bound
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.wording import catalogue, number


def draw_bound(
    canvas: Canvas, pairing: Pairing, language: str, own: Standing | None = None, note: str = ""
) -> None:
    """Write the total and its proven bound large, and below them what they mean.

    The total of what was adopted or tried stands between them; a note at the end.
    """
    ax, words = canvas.in_inches(), catalogue(language)
    figures = [
        (words.pgettext("bound", "total of this proposal"), pairing.total, BLUE),
        (words.pgettext("bound", "proven bound on any total"), pairing.upper_bound, INK),
    ]
    if own is not None and own.same:
        text = words.pgettext("bound", "computed and adopted")
        if own.tried:
            text = words.pgettext("bound", "computed, and your own")
        figures[0] = (text, pairing.total, BLUE)
    elif own is not None:
        text = (
            words.pgettext("bound", "your own") if own.tried else words.pgettext("bound", "adopted")
        )
        figures.insert(1, (text, own.total, BROWN))
    middle = foot = 0.68 * canvas.height
    for column, (name, value, colour) in enumerate(figures):
        x = column * canvas.width / len(figures)
        text = number(value, 2 if own is None else digits_of(own.cost), language)
        write(ax, x, middle + 0.45, text, size=LARGE, bold=True, colour=colour)
        broken = wrap(name, canvas.width / len(figures) - 0.2, STRONG)
        for row, line in enumerate(broken):
            y = middle - 0.15 - row * line_height(STRONG)
            write(ax, x, y, line, size=STRONG, colour=GREY)
        foot = min(foot, middle - 0.6 - (len(broken) - 1) * line_height(STRONG))
    ax.plot([0, canvas.width], [foot] * 2, color=PALE, linewidth=1)
    lines = [
        line
        for sentence in [*_sentences(pairing, language), *([note] if note else [])]
        for line in wrap(sentence, canvas.width, STRONG, lines=3)
    ]
    for row, line in enumerate(lines):
        write(ax, 0, foot - 0.4 - row * 1.2 * line_height(STRONG), line, size=STRONG)


def draw_too_many(canvas: Canvas, pairing: Pairing, language: str, *more: str) -> None:
    """Write that the partners are too many to look at each pairing, and what follows from it."""
    ax, y = canvas.in_inches(), canvas.height - 0.9
    for sentence in (_too_many(pairing, language), *more):
        for line in wrap(sentence, canvas.width, STRONG, lines=3):
            write(ax, 0, y, line, size=STRONG)
            y -= 1.2 * line_height(STRONG)
        y -= 0.25


def _too_many(pairing: Pairing, language: str) -> str:
    size = pairing.problem.size
    text = catalogue(language).npgettext(
        "bound",
        "{n} partner can be paired in too many ways to look at each.",
        "{n} partners can be paired in too many ways to look at each.",
        size,
    )
    return text.format(n=size)


def _sentences(pairing: Pairing, language: str) -> list[str]:
    words, sentences = catalogue(language), [_too_many(pairing, language)]
    if reaches_bound(pairing):
        text = words.pgettext("bound", "No total can exceed the bound, and this one reaches it.")
    elif pairing.objective == "leximin":
        text = words.pgettext(
            "bound", "No total can exceed the bound; this proposal favours the weakest pair."
        )
    else:
        text = words.pgettext("bound", "No total can exceed the bound; this one stays below it.")
    if pairing.both_ways:
        sentences.append(
            words.pgettext(
                "bound",
                "Compared are the pairings in which as many pairs as possible give and receive.",
            )
        )
    return [*sentences, text]
