"""Grids of resources and needs, and the pairing of partners in peer-learning networks.

The way of the data, each step a function that takes the previous step's result::

    framework -> templates -> intake -> grid -> complementarity -> pairing -> charts -> outputs

Names are resolved when they are first used, so that ``import prospects_analysis`` stays light.

Examples
--------
>>> import pandas as pd
>>> import prospects_analysis as pa
>>> resources = pd.DataFrame({"t1": [5, 1, 4, 2], "t2": [2, 4, 1, 5]}, index=list("ABCD"))
>>> needs = pd.DataFrame({"t1": [1, 5, 2, 4], "t2": [4, 1, 5, 2]}, index=list("ABCD"))
>>> pairing = pa.pair_partners(pa.complementarity(pa.Grid.from_frames(resources, needs)))
>>> pairing.binomes
[('A', 'D'), ('B', 'C')]
>>> bool(pairing.verify())
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from prospects_analysis._version import __version__

if TYPE_CHECKING:
    from prospects_analysis import charts as charts
    from prospects_analysis.calibration import calibrate as calibrate
    from prospects_analysis.calibration import score_grid as score_grid
    from prospects_analysis.charts.explaining import explanation_in_words as explanation_in_words
    from prospects_analysis.flows import Complementarity as Complementarity
    from prospects_analysis.flows import complementarity as complementarity
    from prospects_analysis.framework import Framework as Framework
    from prospects_analysis.framework import FrameworkError as FrameworkError
    from prospects_analysis.framework import read_framework as read_framework
    from prospects_analysis.grid import Grid as Grid
    from prospects_analysis.intake.result import Intake as Intake
    from prospects_analysis.intake.returns import read_workbooks as read_workbooks
    from prospects_analysis.issue_codes import IssueCode as IssueCode
    from prospects_analysis.issues import Issue as Issue
    from prospects_analysis.issues import Issues as Issues
    from prospects_analysis.outputs.corrections import write_corrections as write_corrections
    from prospects_analysis.pairing.adoption import adopt as adopt
    from prospects_analysis.pairing.adoption import read_binomes as read_binomes
    from prospects_analysis.pairing.problem import InfeasibleError as InfeasibleError
    from prospects_analysis.pairing.proposal import pair_partners as pair_partners
    from prospects_analysis.pairing.result import Pairing as Pairing
    from prospects_analysis.pairing.verify import Verification as Verification
    from prospects_analysis.provenance import Provenance as Provenance
    from prospects_analysis.sensitivity.methods import calibration_variants as calibration_variants
    from prospects_analysis.sensitivity.methods import method_variants as method_variants
    from prospects_analysis.sensitivity.noise import Robustness as Robustness
    from prospects_analysis.sensitivity.noise import robustness as robustness
    from prospects_analysis.sensitivity.summary import Sensitivity as Sensitivity
    from prospects_analysis.sensitivity.summary import sensitivity_of as sensitivity_of
    from prospects_analysis.study import Study as Study
    from prospects_analysis.study import analyse as analyse
    from prospects_analysis.study import write_outputs as write_outputs
    from prospects_analysis.study import write_theme_deck as write_theme_deck
    from prospects_analysis.template import write_practice_templates as write_practice_templates
    from prospects_analysis.template import write_templates as write_templates
    from prospects_analysis.wish_panel import what_if as what_if

_HOME = {
    "Complementarity": "flows",
    "Framework": "framework",
    "FrameworkError": "framework",
    "Grid": "grid",
    "InfeasibleError": "pairing.problem",
    "Intake": "intake.result",
    "Issue": "issues",
    "IssueCode": "issue_codes",
    "Issues": "issues",
    "Pairing": "pairing.result",
    "Provenance": "provenance",
    "Robustness": "sensitivity.noise",
    "Sensitivity": "sensitivity.summary",
    "Study": "study",
    "Verification": "pairing.verify",
    "adopt": "pairing.adoption",
    "analyse": "study",
    "calibrate": "calibration",
    "calibration_variants": "sensitivity.methods",
    "complementarity": "flows",
    "explanation_in_words": "charts.explaining",
    "method_variants": "sensitivity.methods",
    "pair_partners": "pairing.proposal",
    "read_binomes": "pairing.adoption",
    "read_framework": "framework",
    "read_workbooks": "intake.returns",
    "robustness": "sensitivity.noise",
    "score_grid": "calibration",
    "sensitivity_of": "sensitivity.summary",
    "what_if": "wish_panel",
    "write_corrections": "outputs.corrections",
    "write_outputs": "study",
    "write_theme_deck": "study",
    "write_practice_templates": "template",
    "write_templates": "template",
}

__all__ = ["__version__", "charts", *sorted(_HOME)]  # noqa: PLE0604 (names are data here)


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first asked for (PEP 562)."""
    if name == "charts":
        return import_module("prospects_analysis.charts")
    if name not in _HOME:
        raise AttributeError(
            f"module {__name__!r} has no attribute {name!r}; must be one of {__all__}"
        )
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
