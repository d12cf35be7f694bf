"""Who can give what to whom."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospects_analysis.calibration import score_grid
from prospects_analysis.exchange import MUTUALS, TRANSFERS, mutual_score
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.grid import Grid
from tests import illustrative
from tests.markdown import frame, table

RESOURCES = """
    |   | t1 | t2 |
    |---|----|----|
    | A | 5  | 2  |
    | B | 1  | 4  |
    | C | 0  | 3  |
"""
NEEDS = """
    |   | t1 | t2 |
    |---|----|----|
    | A | 0  | 3  |
    | B | 4  | 3  |
    | C | 2  | 1  |
"""


def grid_of(resources: str = RESOURCES, needs: str = NEEDS) -> Grid:
    return Grid.from_frames(frame(resources), frame(needs))


def test_directed_amounts_by_hand() -> None:
    directed = complementarity(grid_of()).directed
    assert directed.loc["A", "B"] == pytest.approx((5 * 4 / 5 + 2 * 3 / 5) / 2)
    assert directed.loc["B", "A"] == pytest.approx((0 + 4 * 3 / 5) / 2)
    assert np.diag(directed).tolist() == [0, 0, 0]


@pytest.mark.parametrize("transfer", TRANSFERS)
@pytest.mark.parametrize("mutual", MUTUALS)
def test_scores_are_made_of_the_two_directions(transfer: str, mutual: str) -> None:
    flows = complementarity(grid_of(), transfer=transfer, mutual=mutual)
    for a, b in permutations("ABC", 2):
        expected = mutual_score(flows.directed.loc[a, b], flows.directed.loc[b, a], mutual)
        assert flows.scores.loc[a, b] == pytest.approx(expected)
        assert flows.scores.loc[a, b] == flows.scores.loc[b, a]
    assert np.isnan(np.diag(flows.scores)).all()


def test_the_defaults_are_product_geometric_and_theme() -> None:
    flows = complementarity(grid_of())
    assert (flows.transfer, flows.mutual, flows.level) == ("product", "geometric", "theme")
    assert repr(flows) == (
        "Complementarity(3 partners, transfer='product', mutual='geometric', level='theme')"
    )


@pytest.mark.parametrize("level", ["theme", "criterion"])
def test_transfers_average_to_the_directed_amounts(level: str) -> None:
    flows = complementarity(score_grid(illustrative.intake()), level=level)
    amounts = flows.transfers.fillna({"amount": 0})  # not assessed counts 0 in the mean
    means = amounts.groupby(["giver", "receiver"])["amount"].mean()
    for (giver, receiver), mean in means.items():
        assert flows.directed.loc[giver, receiver] == pytest.approx(mean)
    assert len(flows.transfers) == 10 * 9 * 4
    assert list(flows.transfers) == ["giver", "receiver", "theme", "amount"]


def test_columns_of_the_pairs() -> None:
    flows = complementarity(grid_of())
    pairs = flows.to_frame()
    assert list(pairs) == ["partner_a", "partner_b", "score", "a_to_b", "b_to_a", "provisional"]
    assert list(zip(pairs["partner_a"], pairs["partner_b"], strict=True)) == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]
    assert pairs.loc[0, "a_to_b"] == flows.directed.loc["A", "B"]
    assert pairs.loc[0, "b_to_a"] == flows.directed.loc["B", "A"]


def test_a_blank_theme_gives_nothing_below_and_the_whole_scale_above() -> None:
    grid = grid_of(resources=RESOURCES.replace("| A | 5  |", "| A |    |"))
    flows = complementarity(grid)
    assert flows.directed.loc["A", "B"] == pytest.approx(2 * 3 / 5 / 2)
    assert flows.directed_upper.loc["A", "B"] == pytest.approx((5 + 2 * 3 / 5) / 2)
    assert flows.scores.loc["A", "B"] < flows.scores_upper.loc["A", "B"]
    assert flows.provisional.loc["A", "B"]
    assert flows.provisional.loc["B", "A"]
    assert not flows.provisional.loc["B", "C"]


def amounts_of(flows: Complementarity) -> dict[tuple[str, str, str], float]:
    return flows.transfers.set_index(["giver", "receiver", "theme"])["amount"].to_dict()


def test_what_is_not_assessed_is_no_zero_among_the_transfers() -> None:
    amounts = amounts_of(complementarity(grid_of(RESOURCES.replace("| A | 5  |", "| A |    |"))))
    open_ways = {way for way, amount in amounts.items() if np.isnan(amount)}
    assert open_ways == {("A", "B", "t1"), ("A", "C", "t1")}
    assert amounts["C", "A", "t1"] == 0  # C has nothing there, and says so


def test_gap_is_open_where_the_receiver_does_not_say_what_it_has() -> None:
    grid = grid_of(RESOURCES.replace("| A | 5  |", "| A |    |"))
    amounts = amounts_of(complementarity(grid, transfer="gap"))
    assert np.isnan(amounts["B", "A", "t1"])


def test_without_a_blank_nothing_is_provisional() -> None:
    flows = complementarity(grid_of())
    assert not flows.provisional.any(axis=None)
    pd.testing.assert_frame_equal(flows.scores, flows.scores_upper)


def not_applicable(side: str) -> Grid:
    tidy = grid_of().ratings.drop(columns=["state", "confidence"])
    tidy["rating"] = tidy["rating"].astype(object)
    own = (tidy["partner"] == "A") & (tidy["theme"] == "t1") & (tidy["side"] == side)
    tidy.loc[own, "rating"] = "NA"
    return Grid.from_ratings(tidy)


def test_what_does_not_apply_gives_nothing_and_is_not_provisional() -> None:
    flows = complementarity(not_applicable("resource"))
    assert flows.directed.loc["A", "B"] == pytest.approx(2 * 3 / 5 / 2)
    assert not flows.provisional.any(axis=None)
    assert amounts_of(flows)["A", "B", "t1"] == 0


def test_a_partner_without_any_theme_is_not_assessed() -> None:
    late = "| C |    |    |"
    flows = complementarity(
        grid_of(RESOURCES.replace("| C | 0  | 3  |", late), NEEDS.replace("| C | 2  | 1  |", late))
    )
    assert flows.assessed.tolist() == [True, True, False]
    assert flows.scores["C"].isna().all()
    pairs = flows.to_frame().set_index(["partner_a", "partner_b"])
    assert pairs.loc[[("A", "C"), ("B", "C")], ["score", "a_to_b", "b_to_a"]].isna().all(axis=None)
    assert pairs.loc[("A", "B"), "score"] > 0


def test_one_theme_on_one_side_is_enough_to_be_assessed() -> None:
    flows = complementarity(
        grid_of(
            RESOURCES.replace("| C | 0  | 3  |", "| C |    |    |"),
            NEEDS.replace("| C | 2  | 1  |", "| C | 2  |    |"),
        )
    )
    assert flows.assessed.all()
    assert flows.scores.loc["A", "C"] == 0


def test_theme_weights_count() -> None:
    grid = grid_of()
    heavy = replace(
        grid, ratings_arrays=replace(grid.ratings_arrays, theme_weights=np.array([3.0, 1.0]))
    )
    assert complementarity(heavy).directed.loc["A", "B"] == pytest.approx(
        (3 * 5 * 4 / 5 + 2 * 3 / 5) / 4
    )


CRITERIA = """
    | partner | theme | criterion | side     | rating |
    |---------|-------|-----------|----------|--------|
    | A       | t     | t.a       | resource | 5      |
    | A       | t     | t.b       | resource | 4      |
    | A       | t     | t.c       | resource | 3      |
    | A       | t     | t.d       | resource | 1      |
    | B       | t     | t.a       | need     | 1      |
    | B       | t     | t.b       | need     | 5      |
    | B       | t     | t.c       | need     | 5      |
    | B       | t     | t.d       | need     | 5      |
    | A       | u     | u.a       | resource | 2      |
    | B       | u     | u.a       | need     | 5      |
"""


def test_the_three_strongest_criteria_make_a_theme() -> None:
    flows = complementarity(Grid.from_ratings(table(CRITERIA)), level="criterion")
    # t: 1, 4, 3 and 1, of which the best three count; u has but one.
    amounts = flows.transfers.set_index(["giver", "receiver", "theme"])["amount"]
    assert amounts["A", "B", "t"] == pytest.approx((4 + 3 + 1) / 3)
    assert amounts["A", "B", "u"] == pytest.approx(2)
    assert flows.directed.loc["A", "B"] == pytest.approx(((4 + 3 + 1) / 3 + 2) / 2)


def test_a_blank_criterion_may_be_among_the_strongest() -> None:
    blank = CRITERIA.replace("| A       | t     | t.d       | resource | 1      |\n", "")
    flows = complementarity(Grid.from_ratings(table(blank)), level="criterion")
    assert flows.directed.loc["A", "B"] == pytest.approx(((4 + 3 + 1) / 3 + 2) / 2)
    assert flows.directed_upper.loc["A", "B"] == pytest.approx(((5 + 4 + 3) / 3 + 2) / 2)


@pytest.mark.parametrize(
    ("resource", "need", "carries"),
    [(3, 3, True), (5, 5, True), (2, 5, False), (5, 2, False), (2.5, 3, False), (3, 2.99, False)],
)
def test_an_established_scheme_that_meets_a_priority_carries(
    resource: float, need: float, carries: bool
) -> None:
    resources = pd.DataFrame({"t": [resource, 0]}, index=["A", "B"])
    needs = pd.DataFrame({"t": [0, need]}, index=["A", "B"])
    found = complementarity(Grid.from_frames(resources, needs)).carries
    assert found.loc["A", "B"] == carries
    assert not found.loc["B", "A"]


@pytest.mark.parametrize(("score", "carries"), [(3, True), (2, False)])
def test_thresholds_of_another_scale(score: int, carries: bool) -> None:
    # 3/5 of the span of 1..4 lie at 2.8.
    both = pd.DataFrame({"t": [score, score]}, index=["A", "B"])
    found = complementarity(Grid.from_frames(both, both, scale=(1, 4))).carries
    assert found.loc["A", "B"] == carries


def test_a_blank_carries_nothing_however_short_the_scale() -> None:
    both = pd.DataFrame({"t": [1.0, np.nan]}, index=["A", "B"])
    found = complementarity(Grid.from_frames(both, both, scale=(0, 1))).carries
    assert not found.any(axis=None)


def test_a_direction_carries_on_one_criterion_however_weak_the_theme() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | 3      |
        | A       | t     | t.b       | resource | 0      |
        | B       | t     | t.a       | need     | 3      |
        | B       | t     | t.b       | need     | 0      |
        """)
    )
    assert complementarity(grid).carries.loc["A", "B"]


def test_no_criterion_carries_by_another() -> None:
    grid = Grid.from_ratings(
        table("""
        | partner | theme | criterion | side     | rating |
        |---------|-------|-----------|----------|--------|
        | A       | t     | t.a       | resource | 5      |
        | A       | t     | t.b       | resource | 0      |
        | B       | t     | t.a       | need     | 0      |
        | B       | t     | t.b       | need     | 5      |
        """)
    )
    assert not complementarity(grid).carries.any(axis=None)


def test_strongest_criteria_in_order() -> None:
    flows = complementarity(Grid.from_ratings(table(CRITERIA)))
    found = flows.strongest("A", "B")
    assert found["criterion"].tolist() == ["t.b", "t.c", "u.a"]
    assert found["transfer"].tolist() == pytest.approx([4, 3, 2])
    assert (found["resource"].tolist(), found["need"].tolist()) == ([4, 3, 2], [5, 5, 5])
    assert flows.strongest("A", "B", count=1)["criterion"].tolist() == ["t.b"]
    assert len(flows.strongest("A", "B", count=99)) == 5
    assert list(found) == [
        *("theme", "criterion", "resource", "need", "transfer"),
        *("evidence", "file", "sheet", "cell"),
    ]


def test_where_nothing_flows_the_strongest_are_none() -> None:
    found = complementarity(grid_of()).strongest("C", "A", count=1)
    assert found["criterion"].tolist() == ["t2"]
    nothing = complementarity(grid_of(needs=NEEDS.replace("| A | 0  | 3  |", "| A | 0  | 0  |")))
    found = nothing.strongest("C", "A")
    assert found.empty
    assert {"criterion", "transfer", "evidence", "cell"} <= set(found)


@pytest.mark.parametrize("count", [0, -1, 1.5])
def test_how_many_must_be_a_whole_number(count: int) -> None:
    with pytest.raises(ValueError, match=rf"Invalid count {count}\. Must be a whole number"):
        complementarity(grid_of()).strongest("A", "B", count=count)


def test_strongest_leads_back_to_the_givers_cell() -> None:
    flows = complementarity(score_grid(illustrative.intake()))
    answers = flows.grid.intake.answers
    for line in flows.strongest("P09", "P10").itertuples():
        own = answers[(answers["partner"] == "P09") & (answers["criterion"] == line.criterion)]
        resource = own[own["side"] == "resource"].iloc[0]
        evidence = own[own["field"] == f"{line.criterion}.evidence"].iloc[0]
        assert (line.file, line.sheet, line.cell) == tuple(resource[["file", "sheet", "cell"]])
        assert line.resource == resource["value"]
        assert line.evidence == (evidence["value"] or "")


def test_strongest_among_strangers_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Unknown partner 'Z'.*\['A', 'B', 'C'\]"):
        complementarity(grid_of()).strongest("A", "Z")


@pytest.mark.parametrize(
    ("option", "value"),
    [("transfer", "sum"), ("mutual", "max"), ("level", "themes"), ("transfer", None)],
)
def test_unknown_formulas_are_refused(option: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"Invalid {option} {value!r}. Must be one of"):
        complementarity(grid_of(), **{option: value})


def test_what_is_handed_out_changes_nothing() -> None:
    flows = complementarity(grid_of())
    before = flows.scores
    for name in ("directed", "directed_upper", "scores", "scores_upper", "transfers", "carries"):
        handed_out = getattr(flows, name)
        handed_out[handed_out.columns[-1]] = 1
    pd.testing.assert_frame_equal(flows.scores, before)
    assert not np.diag(flows.carries).any()
    assert (np.diag(flows.directed) == 0).all()
    with pytest.raises(ValueError, match="read-only"):
        flows.lower[0, 1] = 5
    with pytest.raises(FrozenInstanceError):
        flows.transfer = "gap"  # type: ignore[misc]


rating = st.sampled_from([0, 1, 2, 3, 4, 5])
loose = st.one_of(rating, st.none(), st.just("NA"))
options = st.fixed_dictionaries(
    {
        "transfer": st.sampled_from(sorted(TRANSFERS)),
        "mutual": st.sampled_from(sorted(MUTUALS)),
        "level": st.sampled_from(["theme", "criterion"]),
    }
)
PARTNERS, KEYS = ("A", "B", "C"), [(t, c) for t in ("t", "u") for c in ("a", "b", "c", "d")]


def answered(cells: list[object]) -> pd.DataFrame:
    """Make the answers of three partners to eight criteria on two sides."""
    rows = [(p, t, f"{t}.{c}", s) for p in PARTNERS for t, c in KEYS for s in ("resource", "need")]
    tidy = pd.DataFrame(rows, columns=["partner", "theme", "criterion", "side"])
    return tidy.assign(rating=pd.Series(cells, dtype=object))


def full(element: st.SearchStrategy[object]) -> st.SearchStrategy[list[object]]:
    size = len(PARTNERS) * len(KEYS) * 2
    return st.lists(element, min_size=size, max_size=size)


@given(full(loose), options)
@settings(max_examples=40)
def test_everything_stays_on_the_scale_and_lower_below_upper(
    cells: list[object], rules: dict[str, str]
) -> None:
    flows = complementarity(Grid.from_ratings(answered(cells)), **rules)
    assert (flows.lower >= 0).all()
    assert (flows.lower <= flows.upper + 1e-12).all()
    assert (flows.upper <= 5 + 1e-12).all()
    scores, upper = flows.scores.to_numpy(), flows.scores_upper.to_numpy()
    known = np.isfinite(scores)
    assert (scores[known] <= upper[known] + 1e-12).all()
    assert flows.transfers["amount"].dropna().between(0, 5).all()
    certain = known & ~flows.provisional.to_numpy()
    assert scores[certain] == pytest.approx(upper[certain])


@given(full(rating), options, st.integers(0, 2), st.sampled_from(["t", "u"]), st.data())
@settings(max_examples=40)
def test_leaving_a_theme_blank_never_pays(
    cells: list[object], rules: dict[str, str], partner: int, theme: str, data: st.DataObject
) -> None:
    tidy = answered(cells)
    side = data.draw(st.sampled_from([["resource"], ["need"], ["resource", "need"]]))
    own = (tidy["partner"] == PARTNERS[partner]) & (tidy["theme"] == theme)
    blank = tidy.assign(rating=tidy["rating"].mask(own & tidy["side"].isin(side), None))
    before, after = (complementarity(Grid.from_ratings(t), **rules) for t in (tidy, blank))
    assert (after.scores.fillna(0) <= before.scores.fillna(0) + 1e-12).all(axis=None)
    assert (after.scores_upper.fillna(0) >= before.scores.fillna(0) - 1e-12).all(axis=None)


@given(full(rating), st.integers(0, 47), options)
@settings(max_examples=60)
def test_raising_one_answer_never_lowers_a_score_under_product(
    cells: list[object], position: int, rules: dict[str, str]
) -> None:
    raised = list(cells)
    raised[position] = min(int(str(cells[position])) + 1, 5)
    before, after = (
        complementarity(Grid.from_ratings(answered(c)), **{**rules, "transfer": "product"})
        for c in (cells, raised)
    )
    assert (after.scores >= before.scores - 1e-12).to_numpy()[~np.eye(3, dtype=bool)].all()


@given(full(loose), options, st.permutations(PARTNERS))
@settings(max_examples=40)
def test_partner_order_never_matters(
    cells: list[object], rules: dict[str, str], order: list[str]
) -> None:
    tidy = answered(cells)
    mixed = pd.concat([tidy[tidy["partner"] == name] for name in order], ignore_index=True)
    one, other = (complementarity(Grid.from_ratings(t), **rules) for t in (tidy, mixed))
    names = list(PARTNERS)
    for name in ("scores", "scores_upper", "directed", "carries", "provisional"):
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name).loc[names, names], check_exact=True
        )
