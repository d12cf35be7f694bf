"""Rules of the seminar, over the whole set of charts: whoever adds one finds it judged here.

A chart is found by its name in ``prospects_analysis.charts``, and must have an example for every
partnership below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from types import MappingProxyType

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from prospects_analysis import charts
from prospects_analysis.calibration import score_grid
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.style import (
    BLUE,
    BROWN,
    write,
)
from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import Intake
from prospects_analysis.outputs.chart_set import drawings
from prospects_analysis.pairing.enumeration import LARGEST_ENUMERATED
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.sensitivity.methods import VARIANTS, Variants
from prospects_analysis.sensitivity.summary import Sensitivity
from tests.charts.examples import answers_of, intake, pair, pairing, random_grid
from tests.charts.rules import broken, misled_about, named_rows, names_of, out_of_order
from tests.charts.test_sensitivity import found

PLOTS = tuple(name for name in charts.__all__ if name.startswith("plot_"))


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """What charts are drawn from, made when it is asked for."""

    partners: int
    intake: Callable[[], Intake]
    pairing: Callable[[], Pairing]
    sensitivity: Callable[[], Sensitivity]

    @property
    def grid(self) -> Grid:
        return self.pairing().flows.grid


def partnership(partners: int, name: str, returned: Callable[[], Intake]) -> Partnership:
    return Partnership(
        partners=partners,
        intake=returned,
        pairing=partial(pairing, name),
        sensitivity=partial(found, name),
    )


@cache
def forty() -> Pairing:
    return pair(random_grid(40, gaps=0.1))


@cache
def not_looked_at() -> Sensitivity:
    """Give what is known of a pairing of forty: no noise, no costs, and two pairings in turn."""
    other = pair(random_grid(40, gaps=0.1, seed=1))
    tried = {name: (forty(), other)[place % 2] for place, name in enumerate(VARIANTS)}
    calibrations = {"raw": forty(), "centred": other}
    small = found("two")
    return replace(
        small,
        pairing=forty(),
        noise=(),
        costs=small.costs.iloc[:0],
        changes=small.changes.iloc[:0],
        methods=Variants(pairings=MappingProxyType(tried)),
        calibrations=Variants(pairings=MappingProxyType(calibrations)),
    )


PARTNERSHIPS = {
    "two": partnership(2, "two", partial(answers_of, 2, 4)),
    "ten": partnership(10, "illustrative", intake),
    "ten, three late": partnership(10, "late", partial(intake, ("P03", "P07", "P09"))),
    "eight, all tied": partnership(8, "equal", partial(answers_of, 8, 2)),
    "twelve, with gaps": partnership(12, "twelve", partial(answers_of, 12, 4)),
    "forty": Partnership(
        partners=40,
        intake=partial(answers_of, 40, 4),
        pairing=forty,
        sensitivity=not_looked_at,
    ),
}

#: How each chart is drawn from a partnership, some in two ways; keywords come with the language.
EXAMPLES: Mapping[str, Callable[..., object]] = {
    "plot_alternatives": lambda one, **how: charts.plot_alternatives(one.pairing(), **how),
    "plot_binomes": lambda one, **how: charts.plot_binomes(one.pairing(), **how),
    "plot_card": lambda one, **how: charts.plot_card(
        one.pairing(), one.pairing().binomes[0], **how
    ),
    "plot_changes": lambda one, **how: charts.plot_changes(
        one.sensitivity().changes, one.pairing(), **how
    ),
    "plot_complementarities": lambda one, **how: charts.plot_complementarities(
        one.pairing().flows, pairing=one.pairing(), **how
    ),
    "plot_costs": lambda one, **how: charts.plot_costs(
        one.sensitivity().costs, one.pairing(), **how
    ),
    "plot_grid": lambda one, **how: charts.plot_grid(one.grid, **how),
    "plot_landscape": lambda one, **how: charts.plot_landscape(one.pairing(), **how),
    "plot_landscape, own pairs": lambda one, **how: charts.plot_landscape(
        one.pairing(), own=(one.pairing().alternatives(2) or [one.pairing()])[-1], **how
    ),
    "plot_partner": lambda one, **how: charts.plot_partner(
        one.pairing(), one.pairing().binomes[0][0], **how
    ),
    "plot_returns": lambda one, **how: charts.plot_returns(one.intake(), **how),
    "plot_robustness": lambda one, **how: charts.plot_robustness(one.sensitivity().noise, **how),
    "plot_theme": lambda one, **how: charts.plot_theme(one.grid, one.grid.themes[0], **how),
    "plot_variants": lambda one, **how: charts.plot_variants(one.sensitivity().methods, **how),
    "plot_variants, calibrations": lambda one, **how: charts.plot_variants(
        one.sensitivity().calibrations, **how
    ),
}
#: The chart of draws, of which there are none where not every pairing can be looked at. Every other
#: chart is drawn of any number of partners: it counts what has no room, and says so.
OF_DRAWS = "plot_robustness"
#: Charts in which every partner has a row or a column of its own, up to twenty.
ONE_ROW_EACH = ("plot_complementarities", "plot_grid", "plot_returns", "plot_theme")

#: In these a row is a pairing, or nobody stands above another.
NO_ROWS_OF_PARTNERS = {"plot_alternatives", "plot_binomes", "plot_card", "plot_partner"}

CASES = [
    (plot, name, language)
    for plot in EXAMPLES
    for name, one in PARTNERSHIPS.items()
    for language in ("fr", "de" if name == "ten" else "hu")
    if plot != OF_DRAWS or one.partners <= LARGEST_ENUMERATED
]


def drawn(plot: str, name: str, language: str = "fr") -> Figure:
    result = EXAMPLES[plot](PARTNERSHIPS[name], language=language)
    return result if isinstance(result, Figure) else result.figure


def test_every_chart_has_an_example():
    assert {name.partition(",")[0] for name in EXAMPLES} == set(PLOTS)


@pytest.mark.parametrize(("plot", "name", "language"), CASES)
def test_chart_keeps_the_rules(plot, name, language):
    one, figure = PARTNERSHIPS[name], drawn(plot, name, language)
    assert tuple(figure.get_size_inches()) == SLIDE
    assert broken(figure) == []
    source = one.intake() if plot == "plot_returns" else one.grid
    assert misled_about(figure, language, fictional=source.fictional) == []
    if plot not in NO_ROWS_OF_PARTNERS:
        assert out_of_order(figure, partners_of(source, language)) == []


def partners_of(source, language):
    if isinstance(source, Intake):
        return [source.framework.word(f"partners.{p.id}.short", language)
                for p in source.framework.partners]  # fmt: skip
    return names_of(source, language)


def test_the_chart_of_draws_is_refused_where_there_are_none_and_not_asked_for():
    with pytest.raises(ValueError, match="Found 0 levels of noise, as above twelve partners"):
        drawn(OF_DRAWS, "forty")
    few, solid = pairing("two"), found("two")
    for noise in (solid.noise, ()):
        asked = drawings(few.flows, few, "fr", sensitivity=replace(solid, noise=noise))
        names = [one.name for one in asked]
        assert "methods" in names
        assert ("robustness" in names) == bool(noise)


@pytest.mark.parametrize("plot", ONE_ROW_EACH)
@pytest.mark.parametrize("name", ["ten", "ten, three late"])
def test_every_partner_stands_in_a_row_or_column_of_its_own(plot, name):
    names = names_of(PARTNERSHIPS["ten"].grid, "fr")
    assert names in named_rows(drawn(plot, name), names)


@pytest.mark.parametrize("plot", EXAMPLES)
def test_real_data_is_not_called_invented(plot):
    real = real_partnership()
    assert not real.intake().fictional
    assert not real.grid.fictional
    result = EXAMPLES[plot](real, language="fr")
    figure = result if isinstance(result, Figure) else result.figure
    assert misled_about(figure, "fr", fictional=False) == []


@cache
def real_partnership() -> Partnership:
    """Take the illustrative returns as if they had been given by the partners."""
    returned = replace(intake(), fictional=False)
    paired = pair_partners(complementarity(score_grid(returned)))
    invented = found("illustrative")
    methods = Variants(pairings=MappingProxyType({"default": paired, "leximin": paired}))
    noise = tuple(replace(one, pairing=paired) for one in invented.noise)
    solid = replace(invented, pairing=paired, methods=methods, calibrations=methods, noise=noise)
    return Partnership(
        partners=10,
        intake=lambda: returned,
        pairing=lambda: paired,
        sensitivity=lambda: solid,
    )


@pytest.fixture
def ax():
    figure, ax = pyplot.subplots(figsize=(8, 4))
    ax.set_axis_off()
    ax.set(xlim=(0, 8), ylim=(0, 4))
    write(ax, 1, 3, "Readable")
    ax.add_patch(Rectangle((1, 1), 1, 1, facecolor=BLUE))
    ax.plot([3, 4], [1, 1], color=BROWN)
    assert broken(figure) == []
    return ax


@pytest.mark.parametrize("colour", ["#d62728", "#2ca02c", "#f4b6b6"])
def test_red_and_green_are_seen_wherever_they_are(ax, colour):
    for artist in (
        ax.add_patch(Rectangle((5, 1), 1, 1, facecolor=colour)),
        *ax.plot([5, 6], [1, 1], color=colour),
        *ax.plot([5], [1], "o", color=colour),
        ax.scatter([5], [1], color=colour),
        write(ax, 5, 1, "colour", colour=colour),
    ):
        assert f"red or green: {colour}" in broken(ax.figure)
        artist.remove()
    assert broken(ax.figure) == []


def test_colours_that_somebody_takes_for_one_another_are_seen(ax):
    ax.add_patch(Rectangle((5, 1), 1, 1, facecolor="#7a6f00"))  # olive, like brown to many
    assert [fault for fault in broken(ax.figure) if BROWN.lower() in fault] == [
        "too alike: #7a6f00 and #b04a00 under deuteranopia"
    ]


def test_a_bar_paler_than_can_be_noticed_is_seen_and_a_cell_with_a_number_is_not(ax):
    ax.add_patch(Rectangle((5, 1), 1, 1, facecolor="#eef6fa"))
    (fault,) = broken(ax.figure)
    assert fault.startswith("too alike: #eef6fa and #ffffff")
    write(ax, 5.5, 1.5, "3", ha="center")
    assert broken(ax.figure) == []


def test_text_that_is_readable_to_most_only_is_seen(ax):
    ax.add_patch(Rectangle((3, 2), 3, 1, facecolor="#f0f0f0"))
    write(ax, 4, 2.5, "word", colour=BLUE)
    (fault,) = broken(ax.figure)
    assert fault.startswith("pale to some: 'word' on #f0f0f0")


def test_order_by_value_is_seen(ax):
    for place, name in enumerate(["P02", "P01", "P03"]):
        write(ax, 5, 3 - place, f"{name}  Name {name}")
        write(ax, 5 + place, 0.3, name)
    names = ["Name P01", "Name P02", "Name P03"]
    assert len(out_of_order(ax.figure, names)) == 1
    assert len(out_of_order(ax.figure, ["P01", "P02", "P03"])) == 1
    assert out_of_order(ax.figure, ["P02", "P01", "P03"]) == []


def test_silence_about_invented_data_is_seen(ax):
    assert misled_about(ax.figure, "fr", fictional=True) != []
    assert misled_about(ax.figure, "fr", fictional=False) == []
    write(ax, 1, 0.3, "Données fictives · Source", size=12, gid="footer")
    assert misled_about(ax.figure, "fr", fictional=True) == []
    assert misled_about(ax.figure, "fr", fictional=False) != []
