"""What the cells of a sheet say about themselves: sheet code, field codes and ids.

Written by the template and found again by the intake, wherever they moved. Which of them a sheet
has is for :mod:`prospects_analysis.sheet_layout` to say, from which everybody imports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospects_analysis.framework import FormField

Cell = tuple[int, int]
"""Row and column of a cell, both counted from 1."""

LABEL, VALUE = "@label", "@value"
RESOURCE, NEED, EVIDENCE = "@resource", "@need", "@evidence"
FIELD_CODES = (LABEL, VALUE, RESOURCE, NEED, EVIDENCE)

CODE_ROW, ID_COLUMN = 1, 1

_FICTIONAL, _NAMED = "fictional", "answer."
_CODE = re.compile(
    r"([a-z][a-z0-9_-]*)\|([^|\s]+)\|([a-z][a-z0-9_]*)\|([^|\s]+)\|([a-z]{2,3})"
    rf"(\|{_FICTIONAL})?"
)
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


@dataclass(frozen=True, kw_only=True)
class SheetCode:
    """
    What the first cell of a sheet says about it.

    Attributes
    ----------
    framework, version : str
        Id and version of the form, such as ``prospects`` and ``2``.
    sheet : str
        One of :func:`~prospects_analysis.sheet_layout.known_sheets`, such as ``clusters``.
    partner, language : str
        Id of the partner for whom it was written, and in which language (ISO 639).
    fictional : bool
        True if the answers on it are invented.
    """

    framework: str
    version: str
    sheet: str
    partner: str
    language: str
    fictional: bool = False

    def __str__(self) -> str:
        parts = [self.framework, self.version, self.sheet, self.partner, self.language]
        return "|".join([*parts, _FICTIONAL] if self.fictional else parts)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """
    One place for one answer.

    Attributes
    ----------
    field : str
        Name of the answer everywhere else, such as ``clusters.mapping.resource``.
    id : str
        Id of its row, such as ``clusters.mapping``.
    code : str
        Field code of its column, such as ``@resource``.
    label_key : str
        Key of the words that stand beside it under ``@label``: the third witness, which notices
        when ids were torn off their rows.
    form : FormField or None
        The field of a form that it answers; None for the scores and evidence of a criterion, and
        for vignettes.
    item : int
        Which of the choices of that field it is, from 1; only the first can be required.
    """

    field: str
    id: str
    code: str
    label_key: str
    form: FormField | None = None
    item: int = 1

    @property
    def is_required(self) -> bool:
        """Whether somebody has to fill it in."""
        form = self.form
        return form is not None and form.required and not form.prefilled and self.item == 1


@dataclass(frozen=True, eq=False, kw_only=True)
class Located:
    """
    Where the codes and ids of one sheet were found.

    Attributes
    ----------
    code : SheetCode or None
        None if no cell holds a sheet code: not one of our sheets.
    code_cell : tuple of int or None
        Row and column of the sheet code.
    columns : mapping of str to tuple of int
        Columns of each field code found; more than one if somebody copied a column.
    rows : mapping of str to tuple of int
        Rows of each id found, known to the framework or not; more than one if a row was copied.
    """

    code: SheetCode | None
    code_cell: Cell | None
    columns: Mapping[str, tuple[int, ...]]
    rows: Mapping[str, tuple[int, ...]]

    def cells(self, slot: Slot) -> tuple[Cell, ...]:
        """Cells in which the answer to `slot` may stand: one, none (lost) or several (doubled)."""
        rows, columns = self.rows.get(slot.id, ()), self.columns.get(slot.code, ())
        return tuple((row, column) for row in rows for column in columns)


def parse_sheet_code(value: object) -> SheetCode | None:
    """
    Read a sheet code, of this form or of another one of the same kind.

    Gives None if the value is no sheet code. Whether framework, version, sheet and partner are the
    expected ones is for the reader to judge.

    Examples
    --------
    >>> code = parse_sheet_code("prospects|2|clusters|P09|en|fictional")
    >>> code.partner, code.fictional, str(code)
    ('P09', True, 'prospects|2|clusters|P09|en|fictional')
    """
    match = _CODE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    framework, version, sheet, partner, language, fictional = match.groups()
    return SheetCode(
        framework=framework, version=version, sheet=sheet, partner=partner, language=language,
        fictional=fictional is not None,
    )  # fmt: skip


def defined_name(field: str) -> str:
    """
    Name of the answer's cell in the workbook: a cross-check, since it does not follow a sort.

    Examples
    --------
    >>> defined_name("clusters.mapping.resource")
    'answer.clusters.mapping.resource'
    """
    return f"{_NAMED}{field}"


def field_of_name(name: str) -> str:
    """
    Say which answer a defined name is for; "" if it is for none.

    Examples
    --------
    >>> field_of_name("answer.clusters.mapping.resource"), field_of_name("_xlnm.Print_Area")
    ('clusters.mapping.resource', '')
    """
    return name[len(_NAMED) :] if name.startswith(_NAMED) else ""


def locate(cells: Mapping[Cell, object]) -> Located:
    """
    Find sheet code, field codes and ids among the cells of one sheet, wherever they moved.

    Parameters
    ----------
    cells : mapping of (row, column) to object
        What the cells hold, counted from 1; within READ_ROWS x READ_COLUMNS, blanks left out. If
        none holds a sheet code, nothing is found.

    Examples
    --------
    Somebody put a column before the first one and sorted the rows:

    >>> found = locate({(1, 2): "prospects|2|clusters|P09|en", (1, 9): "@need",
    ...                 (6, 2): "clusters.services", (7, 2): "clusters.mapping", (7, 9): 4})
    >>> found.code.sheet, found.columns["@need"], found.rows["clusters.mapping"]
    ('clusters', (9,), (7,))
    """
    texts = {at: value.strip() for at, value in sorted(cells.items()) if isinstance(value, str)}
    codes = ((at, parse_sheet_code(text)) for at, text in texts.items())
    code_cell, code = next(((at, code) for at, code in codes if code), (None, None))
    if code is None or code_cell is None:
        return Located(code=None, code_cell=None, columns={}, rows={})
    heads = {at: text for at, text in texts.items() if text in FIELD_CODES}
    own = [at for at, text in texts.items() if _is_id(text) and text.startswith(code.sheet + ".")]
    code_row = _fullest((row for row, _ in heads), code_cell[0])
    id_column = _fullest((column for _, column in own), code_cell[1])
    return Located(
        code=code,
        code_cell=code_cell,
        columns=_places((text, at[1]) for at, text in heads.items() if at[0] == code_row),
        rows=_places((t, at[0]) for at, t in texts.items() if at[1] == id_column and _is_id(t)),
    )


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _fullest(lines: Iterable[int], expected: int) -> int:
    # An id or a code quoted in somebody's free text must not draw the line to itself; with as
    # many on two lines, the line of the sheet code wins, then the first.
    counts = Counter(lines)
    return min(counts, key=lambda line: (-counts[line], line != expected, line), default=expected)


def _places(found: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for name, line in found:
        places[name] = (*places.get(name, ()), line)
    return places
