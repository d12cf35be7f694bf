"""From answers to the grid, with the leniency of self-assessment left in or taken out.

Self-assessments are not on one scale: some partners rate themselves high throughout. ``raw`` leaves
the answers as they are. ``centred`` takes out what a partner lies above the partnership's mean,
which helps where levels truly are alike and harms where they are not; so raw is the default and the
centred grid stands beside it. ``vignettes`` takes out what a partner rates the same invented areas
above the others, which tells leniency from level, but only where these were rated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from prospects_analysis._validation import check_one_of
from prospects_analysis.grid import Grid
from prospects_analysis.ratings import RESOURCE, SIDES, fold_respondents
from prospects_analysis.sheet_layout import VIGNETTES

if TYPE_CHECKING:
    from prospects_analysis.intake.result import Intake

Floats = npt.NDArray[np.float64]
CALIBRATIONS = ("raw", "centred", "vignettes")


def centring_shift(value: Floats) -> Floats:
    """How far each partner's mean rating lies above the partnership's, on each side.

    Parameters
    ----------
    value : array, shape (P, C, 2), 0..S
        Criterion ratings; NaN where not given.

    Returns
    -------
    shift : array, shape (P, 1, 2)
        mean_p - mean, where the mean is that of the partners' means; 0 for a partner without
        ratings on that side.

    References
    ----------
    Fischer (2004), Standardization to account for cross-cultural response bias, *Journal of
    Cross-Cultural Psychology* 35(3): within-subject centring.

    Examples
    --------
    >>> value = np.array([[[4.0, 1.0], [4.0, 3.0]], [[2.0, 2.0], [2.0, 2.0]]])
    >>> centring_shift(value).tolist()
    [[[1.0, 0.0]], [[-1.0, 0.0]]]
    """
    given = np.isfinite(value)
    count = given.sum(axis=1, keepdims=True)
    means = np.where(given, value, 0.0).sum(axis=1, keepdims=True) / np.maximum(count, 1)
    has_mean = count > 0
    partners = np.maximum(has_mean.sum(axis=0, keepdims=True), 1)
    overall = np.where(has_mean, means, 0.0).sum(axis=0, keepdims=True) / partners
    return np.where(has_mean, means - overall, 0.0)


def vignette_shift(rated: Floats) -> Floats:
    """How far each partner rates the vignettes above the partnership's median.

    Parameters
    ----------
    rated : array, shape (P, V), 0..S
        Ratings of V vignettes; NaN where not given.

    Returns
    -------
    shift : array, shape (P,)
        A partner's mean less the median of all partners' means, both over the vignettes that the
        partner rated; 0 for a partner that rated none.

    References
    ----------
    King, Murray, Salomon & Tandon (2004), Enhancing the validity and cross-cultural comparability
    of measurement in survey research, *American Political Science Review* 98(1).

    Examples
    --------
    >>> vignette_shift(np.array([[1.0, 4.0], [2.0, 5.0], [1.0, 4.0]])).tolist()
    [0.0, 1.0, 0.0]
    """
    given = np.isfinite(rated)
    shift = np.zeros(len(rated))
    for partner in np.nonzero(given.any(axis=1))[0]:
        own = given[partner]
        others = rated[given[:, own].all(axis=1)][:, own]
        shift[partner] = rated[partner, own].mean() - np.median(others.mean(axis=1))
    return shift


def vignette_ratings(grid: Grid) -> Floats:
    """Ratings of the vignettes, median over a partner's respondents, shape (P, V), 0..S.

    Parameters
    ----------
    grid : Grid
        V is 0 where no intake stands behind it, or the framework has no vignettes.
    """
    if grid.intake is None:
        return np.empty((len(grid.partners), 0))
    framework, answers = grid.intake.framework, grid.intake.answers
    ids = [f"{VIGNETTES}.{vignette.id}" for vignette in framework.vignettes]
    own = answers[answers["field"].isin(ids) & (answers["state"] == "given")]
    values = own["value"].astype(float) - framework.scale.minimum
    table = values.groupby([own["partner"], own["field"]]).median().unstack()
    table = table.reindex(index=list(grid.partners), columns=ids)
    return np.asarray(table.to_numpy(dtype=float))


def calibrate(grid: Grid, calibration: str) -> Grid:
    """Put a raw grid's ratings on one scale.

    Parameters
    ----------
    grid : Grid
        With ``calibration="raw"``.
    calibration : {"raw", "centred", "vignettes"}
        ``centred``: x - (mean_p - mean) on each side, clipped to the scale; zeros stay zero.
        ``vignettes``: the same for resources alone, less the :func:`vignette_shift`.

    Returns
    -------
    grid : Grid
        A new grid; the given one is unchanged.

    Raises
    ------
    ValueError
        If the calibration is unknown, the grid is calibrated already, or nobody rated vignettes.

    Examples
    --------
    >>> import pandas as pd
    >>> resources = pd.DataFrame({"t": [4.0, 2.0]}, index=["A", "B"])
    >>> grid = Grid.from_frames(resources, resources)
    >>> calibrate(grid, "centred").resources["t"].tolist()
    [3.0, 3.0]
    """
    check_one_of("calibration", calibration, CALIBRATIONS)
    if grid.calibration != "raw":
        raise ValueError(f"The grid is calibrated already ({grid.calibration!r}). Must be 'raw'.")
    if calibration == "raw":
        return grid
    cells = grid.ratings_arrays
    if calibration == "centred":
        shift = centring_shift(cells.value)
    else:
        rated = vignette_ratings(grid)
        if not np.isfinite(rated).any():
            raise ValueError(
                "Calibration 'vignettes' was asked where no vignette was rated. Must have ratings "
                "of vignettes; write the templates with vignettes to ask for them."
            )
        shift = np.zeros((len(rated), 1, 2))
        shift[:, 0, RESOURCE] = vignette_shift(rated)
    moved: dict[str, Any] = {
        name: np.where(old == 0, 0.0, np.clip(old - shift, 0, grid.span))
        for name, old in (("value", cells.value), ("low", cells.low), ("high", cells.high))
    }
    return replace(
        grid, ratings_arrays=replace(cells, **moved), calibration=calibration, before=grid
    )


def score_grid(intake: Intake, calibration: str = "raw") -> Grid:
    """Score the answers into the grid of resources and needs.

    Parameters
    ----------
    intake : Intake
        Returned workbooks as read by ``read_workbooks``.
    calibration : {"raw", "centred", "vignettes"}
        See :func:`calibrate`.

    Returns
    -------
    grid : Grid
        All partners of the framework are rows; those who have not returned are NaN throughout.

    Raises
    ------
    ValueError
        If the calibration is unknown.
    """
    framework = intake.framework
    answers = intake.answers
    keys = ["partner", "respondent", "theme"]
    confidence = answers[answers["field"] == answers["theme"] + ".confidence"]
    confidence = confidence[[*keys, "value"]].rename(columns={"value": "confidence"})
    scored = answers[answers["side"].isin(SIDES)]
    tidy = scored.merge(confidence.drop_duplicates(keys), on=keys, how="left")
    ratings = fold_respondents(
        tidy.assign(rating=tidy["value"]),
        partners=[partner.id for partner in framework.partners],
        themes={theme.id: theme.weight for theme in framework.themes},
        criteria={c.id: (c.theme, c.weight) for c in framework.criteria},
        scale=(framework.scale.minimum, framework.scale.maximum),
    )
    raw = Grid(
        ratings_arrays=ratings,
        scale=(framework.scale.minimum, framework.scale.maximum),
        min_answered_share=framework.min_answered_share,
        established=float(framework.established - framework.scale.minimum),
        priority=float(framework.priority - framework.scale.minimum),
        countries={partner.id: partner.country for partner in framework.partners},
        intake=intake,
    )
    return calibrate(raw, calibration)
