"""The whole way at once: from a folder of returned workbooks to a folder of outputs.

The one place that knows every stage. Each stage can be had alone as well; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from prospects_analysis._seal import signed
from prospects_analysis._validation import check_one_of, check_whole_number
from prospects_analysis.calibration import CALIBRATIONS, score_grid
from prospects_analysis.flows import Complementarity, complementarity
from prospects_analysis.framework import Framework, read_framework
from prospects_analysis.grid import Grid
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.outputs.collection import make_files
from prospects_analysis.outputs.delivery import Delivery, deliver, deliver_alone
from prospects_analysis.outputs.slides import to_pptx
from prospects_analysis.outputs.tables import binomes_table
from prospects_analysis.outputs.theme_deck import make_theme_deck
from prospects_analysis.pairing.adoption import adopt
from prospects_analysis.pairing.problem import OBJECTIVES, InfeasibleError
from prospects_analysis.pairing.proposal import pair_partners
from prospects_analysis.pairing.result import Pairing
from prospects_analysis.provenance import Provenance
from prospects_analysis.sensitivity.noise import DRAWS, SEED
from prospects_analysis.sensitivity.summary import Sensitivity, sensitivity_of
from prospects_analysis.wording import LANGUAGES

Pair = tuple[str, str]


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """All results of one folder of returns; made by :func:`analyse`.

    Parameters
    ----------
    intake : Intake
    grid : Grid
    flows : Complementarity
    pairing : Pairing or None
        As computed; None where no admissible pairing exists.
    refusal : InfeasibleError or None
        Why there is none, to be told in any language.
    adopted : Pairing or None
        What the partners decided on instead, or as well; None where nothing was decided.
    adoption_refusal : ValueError or None
        Why what was decided cannot be.
    draws, seed : int
        For :attr:`sensitivity`.
    provenance : Provenance
        That of the intake, and what was chosen here.
    """

    intake: Intake
    grid: Grid
    flows: Complementarity
    pairing: Pairing | None
    refusal: InfeasibleError | None = None
    adopted: Pairing | None = None
    adoption_refusal: ValueError | None = None
    draws: int = DRAWS
    seed: int = SEED
    provenance: Provenance

    @property
    def no_pairing(self) -> str:
        """Why there is no pairing, or ``""``."""
        return "" if self.refusal is None else str(self.refusal)

    @property
    def not_adopted(self) -> str:
        """Why what was decided cannot be, or ``""``."""
        return "" if self.adoption_refusal is None else str(self.adoption_refusal)

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """How solid the computed pairing is; None where there is none. Takes some seconds."""
        if self.pairing is None or not self.pairing.groups:
            return None
        return sensitivity_of(self.pairing, draws=self.draws, seed=self.seed)

    def to_frame(self) -> pd.DataFrame:
        """Give the binômes, one row each; none where there is no admissible pairing."""
        return binomes_table(self.pairing, self.adopted, self.intake.decisions.adopted)

    def __repr__(self) -> str:
        outcome = repr(self.pairing) if self.pairing else f"no pairing: {self.no_pairing}"
        return f"Study({self.intake!r}, {outcome})"

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False, float_format="{:.2f}".format, na_rep="–"))


def analyse(
    raw: str | Path,
    framework: Framework | None = None,
    *,
    calibration: str = "raw",
    objective: str = "total",
    forbid: Iterable[Pair] = (),
    require: Iterable[Pair] = (),
    decisions: str | Path | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: bool = False,
) -> Study:
    """Read a folder of returns, score the grid and propose the binômes.

    Parameters
    ----------
    raw : str or Path
        The folder of returned workbooks; nothing is written there.
    framework : Framework, optional
        PROSPECTS by default.
    calibration : {"raw", "centred", "vignettes"}
        See :func:`prospects_analysis.calibration.calibrate`.
    objective : {"total", "leximin"}
        See :func:`prospects_analysis.pairing.proposal.pair_partners`; so too for the next two.
    forbid, require : iterable of (a, b)
        Pairs that may not be, and pairs that must be.
    decisions : str or Path, optional
        See :func:`prospects_analysis.intake.returns.read_workbooks`. Scores that were put right are
        put into the grid, pins and bans join `require` and `forbid`, and adopted binômes are set
        beside the computed ones.
    draws, seed : int
        See :func:`prospects_analysis.sensitivity.noise.robustness`.
    progress : bool
        Show a progress bar while reading.

    Returns
    -------
    study : Study
        Whatever is wrong with a return is among ``study.intake.issues``. Where no pairing keeps
        the rules, ``study.pairing`` is None and ``study.no_pairing`` says why.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or no such file of decisions.
    ValueError
        If an option or a partner is unknown.

    Examples
    --------
    >>> import tempfile
    >>> from prospects_analysis.template import write_templates
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = write_templates(read_framework(), folder, partners=["P09"])
    ...     study = analyse(folder)
    >>> study.pairing is None, len(study.intake.late)
    (True, 9)
    """
    check_one_of("calibration", calibration, CALIBRATIONS)  # before the long reading
    check_one_of("objective", objective, OBJECTIVES)
    check_whole_number("draws", draws, 1)
    check_whole_number("seed", seed, 0)
    forbid, require = list(forbid), list(require)
    framework = read_framework() if framework is None else framework
    intake = read_workbooks(raw, framework, progress=progress, decisions=decisions)
    decided = intake.decisions
    grid = score_grid(intake, calibration)
    for one in decided.scores:
        grid = grid.corrected(one.partner, one.theme, one.side, one.score, one.reason)
    flows = complementarity(grid)
    pairing, refusal = None, None
    adopted, adoption_refusal = None, None
    try:
        pairing = pair_partners(
            flows,
            objective=objective,
            forbid=[*forbid, *_pairs(decided.forbidden)],
            require=[*require, *_pairs(decided.pinned)],
        )
    except InfeasibleError as error:
        refusal = error.with_traceback(None)  # which would keep all that was at hand
    if decided.adopted:
        try:
            # What was decided may resolve what made the rules impossible; the bans still hold.
            rules: dict[str, Any] = {
                "objective": objective,
                "forbid": [*forbid, *_pairs(decided.forbidden)],
            }
            adopted = adopt(pairing or pair_partners(flows, **rules), decided.adopted)
        except (InfeasibleError, ValueError) as error:
            adoption_refusal = error.with_traceback(None)
    chosen: dict[str, Any] = {
        "calibration": calibration,
        "objective": objective,
        "forbid": _listed(forbid),
        "require": _listed(require),
        "draws": draws,
        "seed": seed,
    }
    return Study(
        intake=intake,
        grid=grid,
        flows=flows,
        pairing=pairing,
        refusal=refusal,
        adopted=adopted,
        adoption_refusal=adoption_refusal,
        draws=draws,
        seed=seed,
        provenance=intake.provenance.with_(parameters=chosen),
    )


def _pairs(decided: Iterable[tuple[str, ...]]) -> list[Pair]:
    return [(one[0], one[1]) for one in decided]


def _listed(pairs: Iterable[Pair]) -> list[list[str]]:
    return [list(pair) for pair in sorted({(min(pair), max(pair)) for pair in pairs})]


def write_outputs(
    study: Study,
    out: str | Path,
    language: str = "fr",
    *,
    force: bool = False,
    progress: bool = False,
) -> Delivery:
    """Write tables, workbooks, figures and slides into a folder.

    Parameters
    ----------
    study : Study
    out : str or Path
        The folder; made if there is none. What an earlier run wrote there and nobody touched is
        replaced; what was edited since is kept and named.
    language : str, one of wording.LANGUAGES
        Of sentences, figures and slides.
    force : bool
        Replace edited files too.
    progress : bool
        Show a progress bar.

    Returns
    -------
    delivery : Delivery
        What was written, kept, busy and removed.

    Raises
    ------
    OSError
        If nothing can be written into the folder.
    ValueError
        If the language is unknown, or the folder is that of the returns.
    """
    check_one_of("language", language, LANGUAGES)
    out = Path(out)
    _check_no_returns(out, study.intake)
    files = make_files(
        study.intake,
        study.flows,
        study.pairing,
        study.sensitivity,
        study.adopted,
        language=language,
        progress=progress,
    )
    chosen = {**study.provenance.parameters, "language": language}
    return deliver(out, files, study.provenance.with_(parameters=chosen), force=force)


def write_theme_deck(
    study: Study, theme: str, out: str | Path, language: str = "fr", *, force: bool = False
) -> Delivery:
    """Write the short deck of one thematic event, and no other file.

    Parameters
    ----------
    study : Study
    theme : str
        Id of a theme of the framework.
    out : str or Path
        The folder; made if there is none. The file is ``theme_<id>.pptx``.
    language : str, one of wording.LANGUAGES
    force : bool
        Replace the file although somebody edited it.

    Returns
    -------
    delivery : Delivery

    Raises
    ------
    OSError
        If nothing can be written into the folder.
    ValueError
        If theme or language is unknown, or the folder is that of the returns.

    Examples
    --------
    >>> import tempfile
    >>> study = analyse("data/raw/illustrative")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_theme_deck(study, "clusters", folder, "en").written
    ('theme_clusters.pptx',)
    """
    check_one_of("language", language, LANGUAGES)
    out = Path(out)
    _check_no_returns(out, study.intake)
    data = signed(to_pptx(make_theme_deck(study.grid, theme, language)))
    return deliver_alone(out, f"theme_{theme}.pptx", data, force=force)


def _check_no_returns(out: Path, intake: Intake) -> None:
    """Refuse a folder that holds returns, or stands in one that does."""
    place = out.resolve()
    for folder in (place, *place.parents):
        found = [name for name, _ in intake.provenance.inputs if (folder / name).exists()]
        if found:
            raise ValueError(
                f"Invalid folder {str(out)!r} for outputs: {found[0]!r} is one of the returns. "
                "Must be outside the folder of the returns."
            )
