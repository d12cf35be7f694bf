"""Small pairing problems for tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from prospects_analysis.pairing.problem import Problem


def problem_of(size: int, **changes: object) -> Problem:
    """Partners A, B, ...; the score of the i-th and j-th is i + j, everything allowed."""
    names = tuple("ABCDEFGHIJKLM"[:size])
    index = np.arange(size)
    apart = ~np.eye(size, dtype=bool)
    plain = Problem(
        partners=names,
        weights=np.where(apart, index[:, None] + index[None], 0).astype(np.int64),
        allowed=apart,
        carries=np.zeros((size, size), dtype=bool),
        required=(),
        odd="trio",
        objective="total",
        both_ways=True,
    )
    return replace(plain, **changes)


def forbidding(problem: Problem, *pairs: tuple[int, int]) -> Problem:
    allowed = problem.allowed.copy()
    for a, b in pairs:
        allowed[a, b] = allowed[b, a] = False
    return replace(problem, allowed=allowed)


def problem_from(scores: pd.DataFrame, **changes: object) -> Problem:
    """Problem of a score matrix whose ids are sorted already."""
    values = scores.to_numpy(dtype=float).copy()
    np.fill_diagonal(values, np.nan)
    plain = Problem(
        partners=tuple(scores.index),
        weights=np.rint(np.nan_to_num(values) * 1e6).astype(np.int64),
        allowed=np.isfinite(values),
        carries=np.zeros(values.shape, dtype=bool),
        required=(),
        odd="trio",
        objective="total",
        both_ways=True,
    )
    return replace(plain, **changes)


def random_carries(seed: int, size: int, share: float = 0.5) -> npt.NDArray[np.bool_]:
    """Which of all directions carry."""
    drawn = np.random.default_rng(seed).random((size, size)) < share
    return drawn & ~np.eye(size, dtype=bool)
