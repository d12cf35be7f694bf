"""Where the circle of binômes puts its partners and their names: mates stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

#: Mates stand closer than neighbours of different binômes, by so much of an even spacing.
_CLOSENESS = 0.78


@dataclass(frozen=True, eq=False, kw_only=True)
class Seat:
    """A partner's place on the circle, in units of the caller, centre at (0, 0).

    Attributes
    ----------
    partner : str
    x, y : float
        The place itself.
    label_x, label_y : float
        Where the name begins, outside the circle.
    left : bool
        Whether the name runs to the left.
    """

    partner: str
    x: float
    y: float
    label_x: float
    label_y: float
    left: bool


def seats(
    groups: Sequence[Sequence[str]], radius: float, label_radius: float, gap: float
) -> list[Seat]:
    """Seat groups of partners around a circle, those of a group next to each other.

    The first groups go down the left side, the others down the right one; no group is torn between
    the sides, so that its names stand together.

    Parameters
    ----------
    groups : sequence of sequence of str
        In the order of reading.
    radius, label_radius : float
        Of the circle, and of the wider one on which names begin.
    gap : float
        Least distance between the lines of two names on a side.

    Returns
    -------
    seats : list of Seat
        In the order of the groups.

    Examples
    --------
    >>> placed = seats([["A", "B"]], 1, 1.2, 0.1)
    >>> [(seat.partner, round(seat.x, 1), round(seat.y, 1), seat.left) for seat in placed]
    [('A', -1.0, 0.0, True), ('B', 1.0, 0.0, False)]
    """
    if len(groups) == 1:
        (group,) = groups
        step = 2 * pi / len(group)
        angles = [pi - step * i for i in range(len(group))]
        return _placed(group, angles, radius, label_radius, gap)
    count = sum(map(len, groups))
    step = 2 * pi / count
    cut = _cut(groups)
    placed = []
    for side, centre, way in ((groups[:cut], pi, 1), (groups[cut:], 0.0, -1)):
        size = sum(map(len, side))
        angles, before = [], 0
        for group in side:
            middle = before + (len(group) - 1) / 2
            angles += [
                centre + way * step * (middle - (size - 1) / 2 + _CLOSENESS * (before + i - middle))
                for i in range(len(group))
            ]
            before += len(group)
        names = [name for group in side for name in group]
        placed += _placed(names, angles, radius, label_radius, gap, left=way == 1)
    return placed


def _cut(groups: Sequence[Sequence[str]]) -> int:
    """How many groups stand on the left: half of the partners, or just above."""
    total, seated = sum(map(len, groups)), 0
    for position, group in enumerate(groups):
        seated += len(group)
        if 2 * seated >= total:
            return min(position + 1, len(groups) - 1)
    return len(groups)


def _placed(
    names: Sequence[str],
    angles: Sequence[float],
    radius: float,
    label_radius: float,
    gap: float,
    *,
    left: bool | None = None,
) -> list[Seat]:
    points = [(radius * cos(angle), radius * sin(angle)) for angle in angles]
    if left is None:
        sides = [x < -1e-9 for x, _ in points]
        heights = [y for _, y in points]
    else:
        sides = [left] * len(points)
        heights = spread([label_radius * sin(angle) for angle in angles], gap)
    out = []
    for name, (x, y), height, on_left in zip(names, points, heights, sides, strict=True):
        reach = sqrt(max(label_radius**2 - height**2, 0.0))
        label_x = -reach if on_left else reach
        out.append(Seat(partner=name, x=x, y=y, label_x=label_x, label_y=height, left=on_left))
    return out


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move falling heights apart until neighbours are so far from each other, as little as can be.

    Least squares: runs of heights that touch move together (pool adjacent violators).

    Examples
    --------
    >>> spread([2.0, 1.9, 0.0], 0.5)
    [2.2, 1.7, 0.0]
    """
    runs: list[tuple[float, int]] = []  # mean of (height + gap * position), and how many
    for position, height in enumerate(heights):
        mean, size = height + gap * position, 1
        while runs and runs[-1][0] < mean:
            before, count = runs.pop()
            mean = (mean * size + before * count) / (size + count)
            size += count
        runs.append((mean, size))
    level = [mean for mean, size in runs for _ in range(size)]
    return [round(mean - gap * position, 9) for position, mean in enumerate(level)]
