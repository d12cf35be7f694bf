"""The landscape of many partners in words: the total, and the bound that proves it."""

from __future__ import annotations

from prospects_analysis.charts.canvas import Canvas
from prospects_analysis.charts.style import (
    BLUE,
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


def draw_bound(canvas: Canvas, pairing: Pairing, language: str) -> None:
    """Write the total and its proven bound large, and below them what they mean."""
    ax, words = canvas.in_inches(), catalogue(language)
    figures = (
        (words.pgettext("bound", "total of this proposal"), pairing.total, BLUE),
        (words.pgettext("bound", "proven bound on any total"), pairing.upper_bound, INK),
    )
    middle = 0.68 * canvas.height
    for column, (name, value, colour) in enumerate(figures):
        x = column * canvas.width / 2
        text = number(value, 2, language)
        write(ax, x, middle + 0.45, text, size=LARGE, bold=True, colour=colour)
        write(ax, x, middle - 0.15, name, size=STRONG, colour=GREY)
    ax.plot([0, canvas.width], [middle - 0.6] * 2, color=PALE, linewidth=1)
    lines = [
        line
        for sentence in _sentences(pairing, language)
        for line in wrap(sentence, canvas.width, STRONG, lines=3)
    ]
    for row, line in enumerate(lines):
        write(ax, 0, middle - 1.0 - row * 1.2 * line_height(STRONG), line, size=STRONG)


def _sentences(pairing: Pairing, language: str) -> list[str]:
    words, size = catalogue(language), pairing.problem.size
    sentences = [
        words.npgettext(
            "bound",
            "{n} partner can be paired in too many ways to look at each.",
            "{n} partners can be paired in too many ways to look at each.",
            size,
        ).format(n=size)
    ]
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
