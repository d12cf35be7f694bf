"""Text that is measured, broken and coloured so that it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot

from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    GREY,
    contrast,
    fit,
    ink_on,
    mix,
    tint,
    width_of,
    wrap,
    write,
)

WORDS = st.lists(st.text("abcdefghijé’-", min_size=1, max_size=12), min_size=1, max_size=12)


def test_width_is_what_matplotlib_draws():
    figure, ax = pyplot.subplots()
    for bold in (False, True):
        text = write(ax, 0, 0, "Houthalen-Helchteren", size=20, bold=bold)
        drawn = text.get_window_extent().width / figure.dpi
        assert width_of("Houthalen-Helchteren", 20, bold=bold) == pytest.approx(drawn, rel=0.03)


@given(WORDS, st.floats(0.5, 6))
def test_wrapped_lines_fit_and_keep_the_words(words, width):
    lines = wrap(" ".join(words), width, lines=99)
    assert all(width_of(line) <= width or len(line) == 1 for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines) == " ".join(words)


@settings(max_examples=30)
@given(WORDS, st.integers(1, 3))
def test_no_more_lines_than_asked_for(words, lines):
    assert len(wrap(" ".join(words), 2.0, lines=lines)) <= lines


def test_number_stays_with_what_it_counts():
    text = "5 binômes couvrent les 10 partenaires"
    for width in (1.5, 2, 3, 4):
        assert not any(line.endswith(("5", "10")) for line in wrap(text, width, lines=9))


def test_lines_are_even():
    first, second = wrap("one two three four five six seven eight", 3.5)
    assert abs(width_of(first) - width_of(second)) < 1


@given(st.text("abc déf", max_size=40), st.floats(0.3, 3))
def test_fitted_text_fits(text, width):
    assert width_of(fit(text, width)) <= width


def test_names_may_hold_a_dollar_sign():
    figure, ax = pyplot.subplots()
    write(ax, 0, 0, "a$b^{$")
    figure.draw_without_rendering()
    assert ax.texts[0].get_parse_math() is False


@pytest.mark.parametrize("colour", [BLUE, BROWN, GREY])
def test_colours_read_on_white_and_ink_reads_on_every_tint(colour):
    assert contrast(colour, "white") >= 4.5
    grounds = [tint(colour, share / 50) for share in range(51)]
    assert min(contrast(ink_on(ground), ground) for ground in grounds) >= 4.5


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mix("#000000", "#ffffff", x) for x in (-1, 0, 0.5, 1, 2)] == [
        "#000000",
        "#000000",
        "#808080",
        "#ffffff",
        "#ffffff",
    ]


def test_a_word_that_is_too_wide_is_broken_after_its_hyphens_only():
    wide = width_of("Öko-Innovation")
    assert wrap("Öko-Innovation und Wissen", wide - 0.1, lines=3) == [
        "Öko-", "Innovation", "und Wissen",
    ]  # fmt: skip
    assert wrap("Öko-Innovation und", wide + 0.05, lines=3) == ["Öko-Innovation", "und"]
    assert wrap("a-b-c", width_of("a-b-") + 0.01, lines=3) == ["a-", "b-c"]
