"""How solid, drawn: every number is the result's, and can be read from the back of the room."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

import pytest

from prospects_analysis.charts import plot_costs, plot_robustness, plot_variants
from prospects_analysis.charts.canvas import SLIDE
from prospects_analysis.charts.costs import costs_title
from prospects_analysis.charts.robustness import hundredths, range_text, robustness_title
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.sensitivity.methods import VARIANTS, Variants
from prospects_analysis.sensitivity.noise import robustness
from prospects_analysis.sensitivity.summary import Sensitivity, sensitivity_of
from prospects_analysis.wording import LANGUAGES, number
from tests.charts.examples import LONG, illustrative, pair, pairing, random_grid, unruled
from tests.charts.reading import by_gid, faults, said, title_of

NAMES = ["trio", "pinned", "long names"]


@lru_cache
def found(name: str) -> Sensitivity:
    """What is asked of the pairings that charts are tested with."""
    if name == "pinned":
        late = illustrative(late=("P09", "P10"))
        return sensitivity_of(pair(late, require=[("P09", "P10")]), draws=50)
    if name == "long names":
        return sensitivity_of(pair(random_grid(12, name=LONG)), draws=50)
    return sensitivity_of(pairing(name), draws=50)


def figures(name: str, language: str):
    solid = found(name)
    yield plot_robustness(solid.noise, language=language).figure
    yield plot_variants(solid.methods, language=language).figure
    yield plot_variants(solid.calibrations, language=language).figure
    yield plot_costs(solid.costs, solid.pairing, language=language).figure


@pytest.mark.parametrize(
    ("name", "language"),
    [*unruled(NAMES, "fr", "hu"), *unruled(["illustrative"], *LANGUAGES)],
)
def test_charts_can_be_read(name, language):
    for figure in figures(name, language):
        assert tuple(figure.get_size_inches()) == SLIDE
        assert faults(figure) == []


def test_the_ranges_are_those_of_the_draws():
    solid = found("illustrative")
    figure = plot_robustness(solid.noise, language="fr").figure
    for binome in solid.pairing.binomes:
        shares = [one.share_of(binome) for one in solid.noise]
        low, high = round(100 * min(shares)), round(100 * max(shares))
        assert by_gid(figure, ":".join(binome)) == f"{low} à {high}"
        declared = str(round(100 * solid.noise[1].share_of(binome)))
        assert by_gid(figure, f"{':'.join(binome)}:declared") == declared


def test_the_surest_pair_is_so_at_the_declared_precision_which_the_title_says():
    solid = found("illustrative")
    surest = max(solid.pairing.binomes, key=solid.noise[1].share_of)
    assert surest == ("P09", "P10")
    assert robustness_title(solid.noise, solid.pairing.binomes, "en") == (
        "At the precision that the partners declare, the surest pair is Wigan – Gelsenkirchen: "
        f"it holds in {round(100 * solid.noise[1].share_of(surest))} of 100 draws"
    )


def test_pairs_that_are_equally_sure_are_counted():
    solid = found("equal")
    pinned = solid.pairing.binomes
    sure = [robustness(solid.pairing.flows.grid, draws=5, require=pinned)]
    assert robustness_title(sure, pinned, "en") == (
        "At the precision that the partners declare, 4 pairs are equally sure: each holds in 100 "
        "of 100 draws"
    )


def test_without_the_declared_level_nothing_is_said_of_it():
    solid = found("illustrative")
    with pytest.raises(ValueError, match=r"Found levels of noise \[0.5, 2.0\]. Must have 1.0"):
        plot_robustness([solid.noise[0], solid.noise[2]])


def test_a_pinned_pair_is_not_called_the_surest():
    solid = sensitivity_of(pair(illustrative(), require=[("P03", "P10")]), draws=50)
    title = title_of(plot_robustness(solid.noise, language="en").figure)
    assert "Karviná" not in title
    assert "100 of 100" not in title


def test_a_share_is_never_rounded_to_certainty():
    class Level:
        noise = 1.0

        def __init__(self, share):
            self.share = share

        def share_of(self, _):
            return self.share

    assert hundredths([Level(0.9999), Level(0.0001)], ("A", "B")) == (1, 99)
    assert hundredths([Level(1.0), Level(0.0)], ("A", "B")) == (0, 100)


def test_a_pinned_pair_without_a_score_says_so():
    solid = found("pinned")
    figure = plot_robustness(solid.noise, language="en").figure
    assert by_gid(figure, "P09:P10") == "no score"
    assert by_gid(plot_variants(solid.methods, language="en").figure, "P09:P10") == "8/8"


def test_adopted_binomes_can_be_shown_instead():
    solid = found("illustrative")
    other = solid.pairing.alternatives(1)[0]
    adopted = adopt(solid.pairing, other.binomes)
    figure = plot_robustness(solid.noise, adopted.binomes, language="en").figure
    for binome in adopted.binomes:
        assert by_gid(figure, ":".join(binome)) == range_text(solid.noise, binome, "en")


def test_variants_are_ticked_where_they_hold():
    solid = found("illustrative")
    figure = plot_variants(solid.methods, language="en").figure
    for binome in solid.pairing.binomes:
        holds = solid.methods.holds(binome)
        for name, here in holds.items():
            assert by_gid(figure, f"{':'.join(binome)}:{name}") == ("✓" if here else "–")
        assert by_gid(figure, ":".join(binome)) == f"{sum(holds.values())}/8"


def test_costs_stand_in_their_cells():
    solid = found("illustrative")
    figure = plot_costs(solid.costs, solid.pairing, language="fr").figure
    for row in solid.costs.itertuples():
        assert by_gid(figure, f"{row.partner_a}:{row.partner_b}") == number(row.cost, 2, "fr")


def test_two_partners_have_no_other_pair():
    solid = found("two")
    figure = plot_costs(solid.costs, solid.pairing, language="en").figure
    assert title_of(figure) == "No other pair is possible"
    assert "×" in [text.get_text() for text in figure.axes[0].texts]


def test_where_other_pairs_cost_nothing_that_is_said():
    solid = found("equal")
    assert costs_title(solid.costs, solid.pairing, "en") == (
        "No other pair costs anything: the scores do not decide"
    )


def test_of_more_than_twelve_partners_it_is_said_that_no_costs_were_computed():
    none, many = found("two").costs.iloc[:0], variants_of(26)["default"]
    figure = plot_costs(none, many, language="en").figure
    assert title_of(figure) == (
        "More than twelve partners: what other pairs would cost was not computed"
    )
    assert "26 partners can be paired in too many ways to look at each." in said(figure)


@lru_cache
def variants_of(partners: int, name: str = "P{:02d}") -> MappingProxyType:
    """Pair some partners in two ways, which the variants have in turn."""
    proposed = pair(random_grid(partners, name=name))
    both = (proposed, proposed.with_(forbid=proposed.binomes[:1]))
    return MappingProxyType({one: both[at % 2] for at, one in enumerate(VARIANTS)})


def test_more_than_ten_pairs_are_counted_by_variant():
    variants = Variants(pairings=variants_of(26))
    figure = plot_variants(variants, language="en").figure
    proposed, other = (set(variants.pairings[one].binomes) for one in variants.names[:2])
    assert 0 < len(proposed & other) < len(proposed) == 13
    for at, name in enumerate(variants.names):
        assert by_gid(figure, f"count:{name}") == ("13/13", f"{len(proposed & other)}/13")[at % 2]
    assert "13 pairs are counted here, not named." in said(figure)
    named = {text.get_gid() for text in figure.axes[0].texts}
    assert not {":".join(one) for one in proposed} & named


@pytest.mark.parametrize("language", ["fr", "hu"])
def test_ten_pairs_are_named_whatever_they_are_called(language):
    variants = Variants(pairings=variants_of(20, LONG))
    figure = plot_variants(variants, language=language).figure
    for binome in variants.pairings["default"].binomes:
        assert by_gid(figure, ":".join(binome)).endswith("/8")
    assert faults(figure) == []


def test_no_level_is_refused():
    with pytest.raises(ValueError, match=r"Found 0 levels of noise.*Must be at least one\."):
        plot_robustness([])
