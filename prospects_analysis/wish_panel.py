"""The room's wishes with buttons, for a notebook: pin, forbid, correct, and see the cost at once.

Thin: every click makes new :class:`~prospects_analysis.wishes.Wishes`, and what is shown is made
from them by :mod:`prospects_analysis.wish_report`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib import import_module
from itertools import combinations
from math import isnan
from typing import Any

from prospects_analysis.charts.labels import Labels, partner_text, side_text
from prospects_analysis.decisions import Decisions
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.ratings import SIDES
from prospects_analysis.sensitivity.worlds import propose
from prospects_analysis.wish_report import (
    binome_text,
    outcome_html,
    refusal_html,
    score_text,
)
from prospects_analysis.wishes import Wishes, weigh
from prospects_analysis.wording import catalogue, number

_STEP = 0.5
_WIDE, _NARROW = "16em", "9em"
_OUTLINE = "1px solid var(--jp-border-color1, #bdbdbd)"


def what_if(grid: Grid, language: str = "fr", **keywords: Any) -> Any:
    """Try out wishes with buttons: pin or forbid a pair, correct a score, and see what it costs.

    Where the returns came with a file of decisions, its pins and bans join those of the keywords,
    and what was adopted stands as wishes from the start.

    Parameters
    ----------
    grid : Grid
        Scores that the file of decisions puts right are for the caller to put in, as
        :func:`prospects_analysis.study.analyse` does.
    language : str
        Of all words and numbers.
    **keywords
        Those of :func:`~prospects_analysis.flows.complementarity` and
        :func:`~prospects_analysis.pairing.proposal.pair_partners`.

    Returns
    -------
    box : ipywidgets.VBox
        A notebook shows it if it ends a cell. Nothing is written anywhere; what to write into
        ``decisions.toml`` is shown.

    Raises
    ------
    ImportError
        If ipywidgets is not installed.
    ValueError
        If the language or a keyword is unknown.
    InfeasibleError
        If there is no first proposal. For a wish that cannot be met, the box says why.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t": [5, 4, 2, 1]}, index=list("ABCD"))
    >>> needs = pd.DataFrame({"t": [1, 3, 3, 5]}, index=list("ABCD"))
    >>> type(what_if(Grid.from_frames(resources, needs), language="en")).__name__
    'VBox'
    """
    decided = Decisions() if grid.intake is None else grid.intake.decisions
    rules = {
        **keywords,
        "require": [*keywords.get("require", ()), *decided.pinned],
        "forbid": [*keywords.get("forbid", ()), *decided.forbidden],
    }
    adopted = Wishes()
    for binome in decided.adopted:
        for pair in combinations(binome, 2):
            adopted = adopted.pin(*pair)
    return _Panel(propose(grid, rules), grid, language, adopted).box


class _Panel:
    """The widgets, and the wishes that they have gathered."""

    def __init__(self, first: Pairing, grid: Grid, language: str, start: Wishes) -> None:
        self.words, self.labels = catalogue(language), Labels.of(grid, language)
        self.first, self.grid, self.language = first, grid, language
        self.start = self.wishes = start
        self.kit = _ipywidgets()
        self.pair_tags, self.score_tags = self._row(), self._row()
        self.result = self.kit.HTML()
        text = self.words.pgettext("what-if", "Start again")
        self.restart = self._button(text, lambda: self.start, icon="undo")
        self.box = self.kit.VBox(
            [
                *self._adopted_note(),
                *self._pair_widgets(),
                *self._score_widgets(),
                self._row(self.restart),
                self.result,
            ]
        )
        self.box.add_class("prospects-what-if")
        self._show()

    def _adopted_note(self) -> list[Any]:
        if not self.start:
            return []
        text = self.words.pgettext(
            "what-if", "The adopted pairs are pinned. Take a tag away to try something else."
        )
        return [self.kit.HTML(escape(text))]

    def _pair_widgets(self) -> list[Any]:
        title = self._title(self.words.pgettext("what-if", "A pair of partners"))
        partners = [(partner_text(self.labels, one), one) for one in self.grid.partners]
        self.pair = [self._choice(partners, at, _WIDE) for at in range(2)]
        pin, forbid, let_go = (
            self.words.pgettext("what-if", "pin"),
            self.words.pgettext("what-if", "forbid"),
            self.words.pgettext("what-if", "let go"),
        )
        self.pair_buttons = [
            self._button(pin, lambda: self.wishes.pin(*self._chosen()), icon="thumb-tack"),
            self._button(forbid, lambda: self.wishes.forbid(*self._chosen()), icon="ban"),
            self._button(let_go, lambda: self.wishes.let_go(*self._chosen()), icon="unlink"),
        ]
        for choice in self.pair:
            choice.observe(lambda _: self._enable(), "value")
        return [title, self._row(*self.pair, *self.pair_buttons), self.pair_tags]

    def _score_widgets(self) -> list[Any]:
        title = self._title(self.words.pgettext("what-if", "A score"))
        partners = [(partner_text(self.labels, one), one) for one in self.grid.partners]
        themes = [(self.labels.theme(one), one) for one in self.grid.themes]
        sides = [(side_text(one, self.language), one) for one in SIDES]
        low, high = self.grid.scale
        self.about = [
            self._choice(partners, 0, _WIDE),
            self._choice(themes, 0, _WIDE),
            self._choice(sides, 0, _NARROW),
        ]
        self.slider = self.kit.FloatSlider(
            min=low, max=high, step=_STEP, readout=False, layout={"width": "14em"}
        )
        self.reading = self.kit.HTML()
        for choice in self.about:
            choice.observe(lambda _: self._read_score(), "value")
        self.slider.observe(lambda _: self._say_score(), "value")
        correct = self._button(
            self.words.pgettext("what-if", "correct"),
            lambda: self.wishes.correct(*self._about(), self.slider.value),
            icon="pencil",
        )
        self._read_score()
        return [
            title,
            self._row(*self.about),
            self._row(self.slider, self.reading, correct),
            self.score_tags,
        ]

    def _chosen(self) -> tuple[str, str]:
        a, b = (choice.value for choice in self.pair)
        return a, b

    def _about(self) -> tuple[str, str, str]:
        partner, theme, side = (choice.value for choice in self.about)
        return partner, theme, side

    def _answered(self) -> float:
        """Give the score that stands, on the scale of the questionnaire; NaN if there is none."""
        partner, theme, side = self._about()
        scores = self.grid.needs if side == "need" else self.grid.resources
        return float(scores.loc[partner, theme]) + self.grid.scale[0]

    def _read_score(self) -> None:
        """Put the slider where the score stands now."""
        wished = [new.score for new in self.wishes.scores if new.about == self._about()]
        score = wished[0] if wished else self._answered()
        self.slider.value = self.grid.scale[0] if isnan(score) else round(score / _STEP) * _STEP
        self._say_score()

    def _say_score(self) -> None:
        decided = self.grid.correction_of(*self._about())
        answered = self._answered()
        if decided is not None:  # put right already: what the partner answered is told
            answered = decided.original + self.grid.scale[0]
        if isnan(answered):
            text = self.words.pgettext("what-if", "(not assessed)")
        else:
            text = self.words.pgettext("what-if", "(own answers: {score})").format(
                score=number(answered, 2, self.language)
            )
        value = number(self.slider.value, 1, self.language)
        self.reading.value = f"<b>{value}</b>&ensp;{escape(text)}"

    def _change(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._read_score()
        self._show()

    def _show(self) -> None:
        """Show the wishes, and what they lead to."""
        wishes = self.wishes
        pinned = self.words.pgettext("what-if", "pinned: {binome}")
        forbidden = self.words.pgettext("what-if", "forbidden: {binome}")
        self.pair_tags.children = [
            self._tag(text.format(binome=binome_text(self.labels, pair)), wishes.let_go(*pair))
            for text, pairs in ((pinned, wishes.pinned), (forbidden, wishes.forbidden))
            for pair in pairs
        ]
        self.score_tags.children = [
            self._tag(score_text(self.labels, new, self.language), wishes.as_answered(*new.about))
            for new in wishes.scores
        ]
        self._enable()
        try:
            self.result.value = outcome_html(weigh(self.first, wishes), self.language)
        except InfeasibleError as error:
            self.result.value = refusal_html(error, self.first, self.language)

    def _enable(self) -> None:
        """Grey out what would do nothing for the chosen pair."""
        pair = tuple(sorted(self._chosen()))
        pinned, forbidden = pair in self.wishes.pinned, pair in self.wishes.forbidden
        alone = pair[0] == pair[1]
        useless = (alone or pinned, alone or forbidden, not (pinned or forbidden))
        for button, disabled in zip(self.pair_buttons, useless, strict=True):
            button.disabled = disabled
        self.restart.disabled = self.wishes == self.start

    def _tag(self, text: str, without: Wishes) -> Any:
        """Make a tag that takes itself away when it is clicked."""
        tag = self._button(text, lambda: without, icon="times")
        tag.layout.border, tag.style.button_color = _OUTLINE, "transparent"
        tag.tooltip = self.words.pgettext("what-if", "take this wish back")
        tag.add_class("prospects-wish")
        return tag

    def _button(self, text: str, wishes: Callable[[], Wishes], icon: str) -> Any:
        """Make a button that changes the wishes."""
        button = self.kit.Button(description=text, icon=icon, layout={"width": "auto"})
        button.on_click(lambda _: self._change(wishes()))
        return button

    def _choice(self, options: list[tuple[str, str]], at: int, width: str) -> Any:
        at = min(at, len(options) - 1)
        return self.kit.Dropdown(options=options, index=at, layout={"width": width})

    def _title(self, text: str) -> Any:
        return self.kit.HTML(f"<b>{escape(text)}</b>")

    def _row(self, *children: Any) -> Any:
        return self.kit.HBox(children, layout={"flex_flow": "row wrap", "align_items": "center"})


def _ipywidgets() -> Any:
    """Import ipywidgets when it is needed: only notebooks have it."""
    try:
        return import_module("ipywidgets")
    except ImportError as error:
        raise ImportError(
            "what_if needs ipywidgets, which is not installed here. Must be run where "
            "JupyterLab is: python run.py lab, or the conda environment of environment.yml."
        ) from error
