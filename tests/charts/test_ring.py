"""Seats on the circle."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospects_analysis.charts.ring import seats, spread

GROUPS = st.lists(st.integers(2, 3), min_size=1, max_size=10).map(
    lambda sizes: [[f"{i}.{j}" for j in range(size)] for i, size in enumerate(sizes)]
)


@given(GROUPS)
def test_everybody_sits_on_the_circle_once(groups):
    placed = seats(groups, 2.0, 2.3, 0.2)
    assert [seat.partner for seat in placed] == [name for group in groups for name in group]
    assert all(hypot(seat.x, seat.y) == pytest.approx(2.0) for seat in placed)
    assert len({(round(seat.x, 6), round(seat.y, 6)) for seat in placed}) == len(placed)


@given(GROUPS.filter(lambda groups: len(groups) > 1))
def test_no_group_is_torn_and_names_keep_their_distance(groups):
    placed = seats(groups, 2.0, 2.3, 0.2)
    side = {seat.partner: seat.left for seat in placed}
    assert all(len({side[name] for name in group}) == 1 for group in groups)
    for left in (True, False):
        heights = [seat.label_y for seat in placed if seat.left == left]
        assert all(one - other > 0.2 - 1e-6 for one, other in pairwise(heights))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=12), st.floats(0.01, 1))
def test_spreading_keeps_order_distance_and_middle(heights, gap):
    heights = sorted(heights, reverse=True)
    moved = spread(heights, gap)
    assert all(one - other >= gap - 1e-6 for one, other in pairwise(moved))
    assert sum(moved) == pytest.approx(sum(heights), abs=1e-6)


def test_heights_that_are_far_enough_apart_stay():
    assert spread([2.0, 1.0, -1.0], 0.5) == [2.0, 1.0, -1.0]
