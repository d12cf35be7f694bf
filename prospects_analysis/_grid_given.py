"""Scores and ratings that somebody gives as frames, checked and brought into one form."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real

import numpy as np
import pandas as pd

from prospects_analysis.ratings import SIDES, Ratings, fold_respondents


def tidy_of_frames(resources: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """Bring theme scores into long form; each theme is its own criterion.

    Parameters
    ----------
    resources, needs : DataFrame, partners x themes
        Same rows and columns, in any order.

    Returns
    -------
    tidy : DataFrame
        As :func:`ratings_of_tidy` takes it.

    Raises
    ------
    ValueError
        If the frames differ in partners or themes, or repeat one.
    """
    _check_same_axes(resources, needs)
    resources, needs = (
        frame.set_axis(frame.index.map(str), axis=0).set_axis(frame.columns.map(str), axis=1)
        for frame in (resources, needs)
    )
    needs = needs.reindex(index=resources.index, columns=resources.columns)
    parts = []
    for side, frame in zip(SIDES, (resources, needs), strict=True):
        rows = (
            frame.rename_axis(index="partner", columns="theme")
            .stack(future_stack=True)
            .rename("rating")
            .reset_index()
        )
        parts.append(rows.assign(criterion=rows["theme"], side=side))
    return pd.concat(parts, ignore_index=True)


def ratings_of_tidy(
    tidy: pd.DataFrame, scale: tuple[int, int], countries: Mapping[str, str] | None
) -> Ratings:
    """Fold ratings in long form; partners and themes stand in the order of the rows.

    Parameters
    ----------
    tidy : DataFrame
        See :meth:`prospects_analysis.grid.Grid.from_ratings`.
    scale : (int, int)
    countries : mapping or None
        Checked only.

    Returns
    -------
    ratings : Ratings

    Raises
    ------
    ValueError
        If a column is missing, a criterion stands under two themes, a rating is no score, or a
        country is that of nobody.
    """
    _check_scale(scale)
    tidy = _check_tidy(tidy)
    pairs = tidy[["criterion", "theme"]].drop_duplicates()
    twice = sorted(pairs.loc[pairs["criterion"].duplicated(), "criterion"])
    if twice:
        raise ValueError(f"Criteria {twice} stand under two themes. Must stand under one.")
    partners = list(dict.fromkeys(tidy["partner"]))
    _check_countries(countries, partners)
    return fold_respondents(
        tidy,
        partners=partners,
        themes=dict.fromkeys(tidy["theme"], 1.0),
        criteria={c: (t, 1.0) for c, t in pairs.itertuples(index=False)},
        scale=scale,
    )


def _check_scale(scale: tuple[int, int]) -> None:
    """Check that a scale has a lowest score below its highest."""
    numbers = len(scale) == 2 and all(isinstance(end, Real) for end in scale)
    if not (numbers and np.isfinite(scale).all() and scale[0] < scale[1]):
        raise ValueError(f"Invalid scale {scale}. Must be (lowest, highest) with lowest < highest.")


def _check_same_axes(resources: pd.DataFrame, needs: pd.DataFrame) -> None:
    for axis, kind in ((0, "partner"), (1, "theme")):
        left, right = (frame.axes[axis].map(str) for frame in (resources, needs))
        for frame_name, labels in (("resources", left), ("needs", right)):
            if not labels.is_unique or len(labels) == 0:
                raise ValueError(
                    f"Invalid {kind}s {list(labels)} of the {frame_name}. "
                    "Must be at least one, each only once."
                )
        if set(left) != set(right):
            raise ValueError(
                f"The {kind}s of resources {list(left)} and needs {list(right)} differ. "
                "Must be the same, in any order."
            )


def _check_tidy(tidy: pd.DataFrame) -> pd.DataFrame:
    required = ["partner", "theme", "criterion", "side", "rating"]
    missing = [column for column in required if column not in tidy]
    if missing or tidy.empty:
        raise ValueError(
            f"Invalid ratings with columns {list(tidy.columns)} and {len(tidy)} rows. "
            f"Must have {required} and at least one row."
        )
    named = ["partner", "theme", "criterion"]
    if tidy[named].isna().any(axis=None):
        row = tidy.index[tidy[named].isna().any(axis=1)][0]
        raise ValueError(
            f"Row {row!r} names {tidy.loc[row, named].to_dict()}. Must name all three."
        )
    names = tidy[named].astype(str)
    return tidy.assign(**{column: names[column] for column in names})


def _check_countries(countries: Mapping[str, str] | None, partners: list[str]) -> None:
    unknown = sorted(set(countries or {}) - set(partners))
    if unknown:
        raise ValueError(
            f"Countries are given for unknown partners {unknown}. Must be among {partners}."
        )
