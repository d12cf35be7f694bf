"""Good practices as tables: one row a practice, and how many each partner has on each theme."""

from __future__ import annotations

import pandas as pd

from prospects_analysis.framework import Framework
from prospects_analysis.sheet_layout import Slot, practice_sheets, slots

PRACTICE_COLUMNS = (
    "partner",
    "practice",
    "field",
    "theme",
    "value",
    "state",
    "file",
    "sheet",
    "cell",
)


def no_practices() -> pd.DataFrame:
    """Make the tidy table without any practice."""
    return pd.DataFrame(columns=list(PRACTICE_COLUMNS), dtype=object)


def practice_table(framework: Framework, practices: pd.DataFrame) -> pd.DataFrame:
    """Lay practices out wide.

    Parameters
    ----------
    framework : Framework
    practices : DataFrame
        The tidy table, with the columns of :data:`PRACTICE_COLUMNS`.

    Returns
    -------
    DataFrame
        One row a practice that was begun: partner, practice, complete (whether all its required
        fields are given), then a column a field, None where it is blank; a tuple of ids where
        several may be chosen.
    """
    asked = _asked(framework)
    fields = list(dict.fromkeys(slot.form.id for slot in asked if slot.form is not None))
    rows = []
    for (partner, practice), group in practices.groupby(["partner", "practice"], sort=False):
        values = dict(zip(group["field"].map(_name), group["value"], strict=True))
        row: dict[str, object] = {"partner": partner, "practice": practice}
        needed = [_name(slot.field) for slot in asked if slot.is_required]
        row["complete"] = all(values.get(one) is not None for one in needed)
        for slot in asked:
            _put(row, slot, values.get(_name(slot.field)))
        rows.append(row)
    table = pd.DataFrame(rows, columns=["partner", "practice", "complete", *fields], dtype=object)
    return table.astype({"complete": bool})


def practice_coverage(framework: Framework, practices: pd.DataFrame) -> pd.DataFrame:
    """Count the complete practices of each partner on each theme.

    Parameters
    ----------
    framework, practices : Framework, DataFrame
        As for :func:`practice_table`.

    Returns
    -------
    DataFrame of int
        All partners x all themes, in the order of the framework.
    """
    partners = pd.Index([one.id for one in framework.partners], name="partner")
    themes = pd.Index([one.id for one in framework.themes], name="theme")
    counts = pd.DataFrame(0, index=partners, columns=themes)
    themed = dict(zip(practices["practice"], practices["theme"], strict=True))
    table = practice_table(framework, practices)
    for partner, practice in table.loc[table["complete"], ["partner", "practice"]].to_numpy():
        if themed[practice]:
            counts.loc[partner, themed[practice]] += 1
    return counts


def _asked(framework: Framework) -> tuple[Slot, ...]:
    """Places that somebody fills in for a practice; those of the first stand for all."""
    first = practice_sheets(framework)[1:2]
    own = (slot for sheet in first for slot in slots(framework, sheet))
    return tuple(slot for slot in own if slot.form is not None and not slot.form.prefilled)


def _name(field: str) -> str:
    """Leave of ``practices.03.title`` what is the same for all practices."""
    return field.split(".", maxsplit=2)[2]


def _put(row: dict[str, object], slot: Slot, value: object) -> None:
    if slot.form is None:
        return
    if slot.form.max_items == 1:
        row[slot.form.id] = value
        return
    chosen = row.setdefault(slot.form.id, ())
    if value is not None and isinstance(chosen, tuple) and value not in chosen:
        row[slot.form.id] = (*chosen, value)
