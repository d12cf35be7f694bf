"""What the sheets of the partners say, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from prospects_analysis.charts.exchanges import theme_amounts, unscored
from prospects_analysis.outputs.sheets.content import mates_of, roles_of
from prospects_analysis.outputs.sheets.selection import Selection, selected
from prospects_analysis.pairing.result import Pairing

COLUMNS = (
    *("partner", "mate", "mate_role", "status", "theme", "gives", "receives"),
    *("criteria_given", "criteria_received", "practices_to_show", "practices_to_see"),
)
_BETWEEN = "; "


def sheets_table(pairing: Pairing | None, *, adopted: bool = False) -> pd.DataFrame:
    """List what each partner gives and receives, mate by mate and theme by theme.

    Parameters
    ----------
    pairing : Pairing or None
        Made from a grid; None where there is no admissible one: the table is then empty.
    adopted : bool
        Whether the pairing was adopted.

    Returns
    -------
    sheets : DataFrame
        Columns partner, mate, mate_role (ids of the roles of those who answered there), status
        (``adopted`` or ``proposed``; ``late``, ``waiting`` or ``left_over`` of whoever is in no
        binôme, who has one row without a mate), theme, gives and receives (0..S; NaN where not
        assessed, and in a binôme without a score), criteria_given and criteria_received (ids of
        those that the sheets tell), practices_to_show and practices_to_see (ids, each on the theme
        of the criterion on which it is worth most). Several ids stand as ``"a; b"``.

    Raises
    ------
    ValueError
        If no grid stands behind the pairing.

    Examples
    --------
    >>> from prospects_analysis.flows import complementarity
    >>> from prospects_analysis.grid import Grid
    >>> from prospects_analysis.pairing.proposal import pair_partners
    >>> scores = pd.DataFrame({"t1": [5, 1], "t2": [2, 4]}, index=["A", "B"])
    >>> pairing = pair_partners(complementarity(Grid.from_frames(scores, scores)))
    >>> sheets_table(pairing)[["partner", "mate", "theme", "gives", "receives"]]
      partner mate theme  gives  receives
    0       A    B    t1    1.0       1.0
    1       A    B    t2    1.6       1.6
    2       B    A    t1    1.0       1.0
    3       B    A    t2    1.6       1.6
    """
    if pairing is None:
        return _frame([])
    if pairing.flows is None:
        raise ValueError(
            "A table of sheets was asked of a plain score matrix. "
            "Must be a pairing made from a grid, which knows themes and criteria."
        )
    status = "adopted" if adopted else "proposed"
    rows = [
        row
        for partner in pairing.flows.partners
        for row in _rows(pairing, partner, mates_of(pairing, partner), status)
    ]
    return _frame(rows)


def _frame(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"gives": float, "receives": float})


def _rows(
    pairing: Pairing, partner: str, mates: Sequence[str], status: str
) -> Iterator[dict[str, object]]:
    flows = pairing.flows
    assert flows is not None  # the caller has looked
    row: dict[str, object] = dict.fromkeys(COLUMNS, "")
    row |= {"partner": partner, "status": status, "gives": float("nan"), "receives": float("nan")}
    if not mates:
        yield row | {"status": _outside(pairing, partner)}
        return
    scored = not unscored(flows, (partner, *mates))
    for mate in mates:
        role = _BETWEEN.join(roles_of(flows.grid.intake, mate))
        ways = ((partner, mate), (mate, partner))
        amounts = [theme_amounts(flows, *way)["amount"] for way in ways]
        told = [selected(flows, *way, len(mates)) for way in ways]
        for theme in flows.grid.themes:
            here = row | {"mate": mate, "mate_role": role, "theme": theme}
            if scored:
                out, back = (float(amount[theme]) for amount in amounts)
                here |= {"gives": out, "receives": back}
                here |= _named(told, theme)
            yield here


def _outside(pairing: Pairing, partner: str) -> str:
    if partner in pairing.late:
        return "late"
    return "waiting" if partner in pairing.waiting else "left_over"


def _named(told: Sequence[Selection], theme: str) -> dict[str, object]:
    """Name the criteria and practices of a theme, both ways."""
    named: dict[str, object] = {}
    for one, criteria_column, practices_column in zip(
        told, COLUMNS[-4:-2], COLUMNS[-2:], strict=True
    ):
        criteria = one.criteria
        here = [str(row) for row in criteria.loc[criteria["theme"] == theme, "criterion"]]
        named[criteria_column] = _BETWEEN.join(here)
        practices = (row.practice for row in one.practices if row.criterion in here)
        named[practices_column] = _BETWEEN.join(practices)
    return named
