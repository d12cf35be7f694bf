"""What people decide: pins and bans, and binômes of their own, checked like computed ones."""

from __future__ import annotations

import pandas as pd
import pytest

from prospects_analysis.flows import complementarity
from prospects_analysis.grid import Grid
from prospects_analysis.pairing.adoption import adopt, read_binomes
from prospects_analysis.pairing.problem import InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from tests.sensitivity.worlds import partnership

COUNTRIES = {"P01": "FR", "P02": "FR"}


def pairing_of(partners=6, *, seed=2, **rules):
    return pair_partners(
        complementarity(partnership(partners, seed=seed, countries=COUNTRIES)), **rules
    )


# ---- with_ ----------------------------------------------------------------------------------


def test_more_rules_give_what_all_rules_give_at_once():
    first = pairing_of(forbid=[("P03", "P04")])
    second = first.with_(require=[("P06", "P05")])
    at_once = pairing_of(forbid=[("P03", "P04")], require=[("P05", "P06")])
    assert second.binomes == at_once.binomes
    assert second.rules == at_once.rules
    assert ("P05", "P06") not in first.rules["require"]


def test_the_last_word_counts():
    first = pairing_of(require=[("P05", "P06")])
    assert first.with_(forbid=[("P06", "P05")]).rules["require"] == []
    again = first.with_(forbid=[("P06", "P05")]).with_(require=[("P05", "P06")])
    assert again.binomes == first.binomes


def test_both_at_once_is_a_contradiction():
    with pytest.raises(InfeasibleError, match="P05 and P06 are required"):
        pairing_of().with_(require=[("P05", "P06")], forbid=[("P05", "P06")])


def test_an_unknown_partner_is_named():
    with pytest.raises(ValueError, match="Unknown partner"):
        pairing_of().with_(require=[("P01", "P99")])


def test_the_cost_is_the_difference_of_totals():
    first = pairing_of()
    worst = min(
        (first.with_(require=[("P01", other)]) for other in ("P03", "P04", "P05", "P06")),
        key=lambda one: one.total,
    )
    changed = worst.against(first)
    assert changed.cost == pytest.approx(first.total - worst.total)
    assert set(changed.gone) == set(first.binomes) - set(worst.binomes)
    assert set(changed.new) == set(worst.binomes) - set(first.binomes)
    assert first.against(first).cost == 0
    assert not first.against(first).new


# ---- adopt ----------------------------------------------------------------------------------


@pytest.mark.parametrize("partners", [6, 14])
def test_any_other_pairing_is_confirmed_with_its_rank(partners):
    first = pairing_of(partners)
    for other in first.alternatives(3):
        adopted = adopt(first, other.binomes)
        assert adopted.binomes == other.binomes
        assert adopted.rank == other.rank
        assert adopted.total == other.total
        assert adopted.upper_bound == first.upper_bound
        assert adopted.verify()


def test_the_computed_one_may_be_adopted():
    first = pairing_of()
    adopted = adopt(first, first.binomes)
    assert (adopted.rank, adopted.total, adopted.count) == (1, first.total, first.count)
    assert adopted.verify()


def test_people_may_break_the_rules():
    first = pairing_of(forbid=[("P03", "P04")])
    adopted = adopt(first, [("P01", "P02"), ("P04", "P03"), ("P05", "P06")])
    assert adopted.binomes == [("P01", "P02"), ("P03", "P04"), ("P05", "P06")]
    assert adopted.verify()
    assert adopted.count > first.count  # what they allow themselves is possible now


def test_a_pinned_pair_may_be_parted():
    first = pairing_of(require=[("P05", "P06")])
    adopted = adopt(first, [("P01", "P05"), ("P02", "P06")])
    assert adopted.binomes == [("P01", "P05"), ("P02", "P06"), ("P03", "P04")]
    assert adopted.verify()


def test_what_is_left_open_is_computed():
    first = pairing_of()
    adopted = adopt(first, [("P01", "P02")])
    assert adopted.binomes == first.with_(require=[("P01", "P02")]).binomes


def test_the_trio_of_an_odd_partnership():
    first = pairing_of(5)
    adopted = adopt(first, [("P03", "P05", "P01")])
    assert adopted.binomes == [("P01", "P03", "P05"), ("P02", "P04")]
    assert adopted.verify()


@pytest.mark.parametrize(
    ("binomes", "match"),
    [
        ([("P01",)], r"Invalid binôme \('P01',\)"),
        ([("P01", "P01")], "Invalid binôme"),
        ([("P01", "P02", "P03", "P04")], "Invalid binôme"),
        (["P01"], "Invalid binôme 'P01'"),
        ([("P01", "P99")], "Must be two or three different partners"),
        ([("P01", "P02"), ("P02", "P03")], r"\['P02'\] stand in two binômes"),
    ],
)
def test_what_is_no_binome_is_refused(binomes, match):
    with pytest.raises(ValueError, match=match):
        adopt(pairing_of(), binomes)


@pytest.mark.parametrize("seed", range(12))
def test_in_an_odd_partnership_nobody_joins_an_adopted_pair(seed):
    first = pairing_of(5, seed=seed)
    for pair in (("P01", "P03"), ("P02", "P05")):
        adopted = adopt(first, [pair])
        assert pair in adopted.binomes
        assert adopted.verify()


def test_a_trio_may_be_adopted_while_somebody_else_is_awaited():
    grid = partnership(6, seed=1)
    cells = grid.ratings.assign(rating=lambda f: f["rating"].where(f["partner"] != "P06"))
    late = Grid.from_ratings(cells[["partner", "theme", "criterion", "side", "rating"]])
    adopted = adopt(pair_partners(complementarity(late)), [("P01", "P02", "P03")])
    assert adopted.binomes == [("P01", "P02", "P03"), ("P04", "P05")]
    assert adopted.verify()


@pytest.mark.parametrize("wrong", [("P01", "P02", "P03"), "P01", ("P01", "P01")])
def test_what_is_no_pair_is_not_pinned(wrong):
    with pytest.raises(ValueError, match="Invalid pair"):
        pairing_of().with_(require=[wrong])


def test_a_trio_that_leaves_one_alone_cannot_be():
    with pytest.raises(InfeasibleError):
        adopt(pairing_of(), [("P01", "P02", "P03")])


# ---- from a file ----------------------------------------------------------------------------


def test_written_binomes_are_read_and_confirmed(tmp_path):
    first = pairing_of()
    path = tmp_path / "binomes.csv"
    first.to_frame().to_csv(path, index=False)
    assert read_binomes(path) == first.binomes
    assert adopt(first, read_binomes(path)).verify()


def test_of_computed_and_adopted_ones_the_adopted_count(tmp_path):
    table = pd.DataFrame(
        [
            ("P01", "P02", "", "computed"),
            ("P03", "P01", "", "adopted"),
            ("P02", "P05", "P04", "adopted"),
        ],
        columns=["partner_a", "partner_b", "partner_c", "status"],
    )
    table.to_csv(tmp_path / "b.csv", index=False)
    assert read_binomes(tmp_path / "b.csv") == [("P01", "P03"), ("P02", "P04", "P05")]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", r"has the columns \[\]"),
        ("a,b\n1,2\n", r"has the columns \['a', 'b'\]"),
        ("partner_a,partner_b\nP01,\n", r"names \('P01',\) in line 2\. Must name two"),
    ],
)
def test_what_is_no_table_of_binomes_is_said(tmp_path, text, match):
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=match):
        read_binomes(tmp_path / "b.csv")
