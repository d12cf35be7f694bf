"""Small partnerships made up for the tests."""

from __future__ import annotations

import numpy as np
import pandas as pd

from prospects_analysis.grid import Grid
from prospects_analysis.ratings import SIDES

THEMES = 3


def partnership(
    partners: int = 6,
    *,
    seed: int = 0,
    criteria: int = 2,
    blanks: float = 0.0,
    countries: dict[str, str] | None = None,
    flat: bool = False,
) -> Grid:
    """Random whole ratings; with a share of blanks; or everybody alike."""
    random = np.random.default_rng(seed)
    rows = []
    for p in range(partners):
        for t in range(THEMES):
            confidence = int(random.integers(1, 4))
            for c in range(criteria):
                for side in SIDES:
                    rating = 3.0 if flat else float(random.integers(0, 6))
                    blank = random.random() < blanks
                    rows.append(
                        {
                            "partner": f"P{p + 1:02}",
                            "theme": f"t{t}",
                            "criterion": f"t{t}.c{c}",
                            "side": side,
                            "rating": np.nan if blank else rating,
                            "confidence": confidence,
                        }
                    )
    return Grid.from_ratings(pd.DataFrame(rows), countries=countries)
