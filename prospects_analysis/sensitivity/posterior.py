"""What the true ratings may be, given the answers and how sure the partners say they are.

Adding noise to the answers counts it twice: they hold some already. Instead the ratings of a side
are split into what is common to all, to a partner, to a theme of a partner, and to a single
criterion. At each level the scatter that is larger than noise alone would make is taken for real;
what was observed is drawn back towards the level above by the share of noise in it, and noise of as
much as is left open is drawn anew. Such draws can be read as chances; ``docs/method.md`` shows how
well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from prospects_analysis.ratings import CONFIDENCE, SIDES, Ratings

Floats = npt.NDArray[np.float64]

CONFIDENCE_SD = (1.0, 0.7, 0.4)
"""Standard deviation of an answer's noise by confidence 1, 2, 3, on a scale of 0..5."""

UNSAID_SD = 1.0
"""The same where no confidence was given."""

_LEVELS = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Level:
    """Effects of one level on one side: how far each lies from the level above.

    Attributes
    ----------
    effect : array
        As observed; 0 where there is none.
    noise : array, >= 0
        Variance that noise alone gives each.
    scatter : float, >= 0
        Sum of the squared effects.
    freedom : int
        How many of the effects are free to vary.
    expected : float, >= 0
        Mean of the noise where there is an effect.
    """

    effect: Floats
    noise: Floats
    scatter: float
    freedom: int
    expected: float

    def draw(self, random: np.random.Generator, count: int) -> Floats:
        """Draw how far the true effects lie from the observed ones, shape (count, ...)."""
        true = np.zeros(count)
        if self.freedom > 0:
            variance = self.scatter / random.chisquare(self.freedom, count)
            true = np.maximum(0.0, variance - self.expected)
        true = true.reshape(count, *(1,) * self.effect.ndim)
        total = true + self.noise
        kept = np.divide(true, total, out=np.ones_like(total), where=total > 0)
        spread = np.sqrt(kept * self.noise)
        drawn = (kept - 1) * self.effect + spread * random.standard_normal(total.shape)
        return np.asarray(drawn)


@dataclass(frozen=True, eq=False, kw_only=True)
class Posterior:
    """Where the true ratings lie; made by :func:`posterior`.

    Attributes
    ----------
    value : array, shape (P, C, 2), 0..S
        The ratings as given; NaN where not.
    span : float
        S.
    theme_of : array of int, shape (C,)
    levels : tuple of (Level, Level, Level)
        One a side: effects of partner, shape (P,), of theme, (P, T), and of criterion, (P, C).
    """

    value: Floats
    span: float
    theme_of: npt.NDArray[np.intp]
    levels: tuple[tuple[Level, Level, Level], ...]

    def draw(self, random: np.random.Generator, count: int) -> Floats:
        """Draw ratings that may be the true ones.

        Parameters
        ----------
        random : numpy.random.Generator
        count : int, >= 1

        Returns
        -------
        value : array, shape (count, P, C, 2), 0..S
            NaN where no rating was given.
        """
        drawn = np.empty((count, *self.value.shape))
        given = np.isfinite(self.value)
        membership = np.eye(int(self.theme_of.max()) + 1)[self.theme_of]  # C x T
        for side, (partner, theme, criterion) in enumerate(self.levels):
            answers = given[..., side] @ membership
            of_partner, of_theme, of_criterion = (
                level.draw(random, count) for level in (partner, theme, criterion)
            )
            # Effects are distances from a mean, so that those of one partner or theme sum to 0.
            of_theme -= _mean(of_theme, answers > 0)[..., None]
            within = (of_criterion * given[..., side]) @ membership / np.maximum(answers, 1)
            of_criterion -= within[..., self.theme_of]
            moved = of_partner[..., None] + of_theme[..., self.theme_of] + of_criterion
            drawn[..., side] = self.value[..., side] + moved
        return np.clip(drawn, 0, self.span)


def answer_variance(confidence: Floats, span: float, noise: float = 1.0) -> Floats:
    """Variance of the noise of an answer, by what is said of its confidence.

    Parameters
    ----------
    confidence : array, shape (P, T)
        1, 2 or 3; NaN where none was given.
    span : float, > 0
        S, the highest score.
    noise : float, >= 0
        Scales the standard deviations.

    Returns
    -------
    variance : array, shape (P, T)

    Examples
    --------
    >>> answer_variance(np.array([[1.0, 2.0, 3.0, np.nan]]), 5.0).round(2).tolist()
    [[1.0, 0.49, 0.16, 1.0]]
    """
    deviation = np.full(confidence.shape, UNSAID_SD)
    for level, declared in zip(CONFIDENCE, CONFIDENCE_SD, strict=True):
        deviation[confidence == level] = declared
    return np.asarray((noise * span / 5 * deviation) ** 2)


def posterior(ratings: Ratings, span: float, noise: float = 1.0) -> Posterior:
    """Split the ratings into levels and say how much of each is real.

    Parameters
    ----------
    ratings : Ratings
    span : float, > 0
        S, the highest score.
    noise : float, >= 0
        Scales the declared standard deviations of the answers.

    Returns
    -------
    posterior : Posterior

    References
    ----------
    Efron & Morris (1973), Stein's estimation rule and its competitors: an empirical Bayes approach,
    *Journal of the American Statistical Association* 68. With noise n and true variance t, an
    observed effect has variance v = t + n; given it, the true one has mean (t/v) times the observed
    and variance (t/v) n. A third of the noise of an answer is taken to be common to all answers of
    the partner, a third to those on a theme. How large v is, is itself drawn, as its sum of squares
    over a chi-square of as many degrees of freedom (Gelman et al. (2013), *Bayesian Data Analysis*,
    3.2), and t is max(0, v - n): where little is known of v, no level is held to be nothing.
    """
    variance = answer_variance(ratings.confidence, span, noise) / _LEVELS
    return Posterior(
        value=ratings.value,
        span=span,
        theme_of=ratings.theme_of,
        levels=tuple(
            _split(ratings.value[..., side], ratings.theme_of, len(ratings.themes), variance)
            for side in range(len(SIDES))
        ),
    )


def _split(
    value: Floats, theme_of: npt.NDArray[np.intp], themes: int, variance: Floats
) -> tuple[Level, Level, Level]:
    """Split one side, shape (P, C); `variance`, shape (P, T), is a level's noise alone."""
    given = np.isfinite(value)
    membership = np.eye(themes)[theme_of]  # C x T
    answers = given @ membership  # P x T
    on_theme = np.where(given, value, 0.0) @ membership / np.maximum(answers, 1)
    present = answers > 0
    of_partner = _mean(on_theme, present)
    known = np.asarray(present.any(axis=1))
    overall = _mean(of_partner, known)

    # The mean of a theme carries the noise of its criteria, that of a partner both.
    of_criteria = variance / np.maximum(answers, 1)
    of_themes = _mean(variance + of_criteria, present) / np.maximum(present.sum(axis=1), 1)
    partner = _level(
        np.where(known, of_partner - overall, 0.0),
        noise=_mean(variance, present) + of_themes,
        present=known,
        freedom=known.sum() - 1,
    )
    theme = _level(
        np.where(present, on_theme - of_partner[:, None], 0.0),
        noise=variance + of_criteria,
        present=present,
        freedom=(present.sum(axis=1) - 1)[known].sum(),
    )
    criterion = _level(
        np.where(given, value - on_theme[:, theme_of], 0.0),
        noise=variance[:, theme_of],
        present=given,
        freedom=(answers - 1)[present].sum(),
    )
    return partner, theme, criterion


def _level(
    effect: Floats, *, noise: Floats, present: npt.NDArray[np.bool_], freedom: float
) -> Level:
    return Level(
        effect=effect,
        noise=noise,
        scatter=float((effect**2).sum()),
        freedom=int(freedom),
        expected=float(noise[present].mean()) if present.any() else 0.0,
    )


def _mean(values: Floats, present: npt.NDArray[np.bool_]) -> Floats:
    """Mean along the last axis over what is present; 0 where nothing is."""
    count = np.maximum(present.sum(axis=-1), 1)
    return np.asarray(np.where(present, values, 0.0).sum(axis=-1) / count)
