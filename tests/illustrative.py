"""The illustrative returns, read once for all the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from prospects_analysis.framework import read_framework
from prospects_analysis.intake.result import Intake
from prospects_analysis.intake.returns import read_workbooks

FOLDER = Path(__file__).parents[1] / "data" / "raw" / "illustrative"


@cache
def intake() -> Intake:
    """Read all their workbooks: self-assessments and good practices."""
    return read_workbooks(FOLDER, read_framework())
