"""
Where an answer sits in a workbook: known here, and nowhere else.

The template writes by this description and the intake reads by it. Both need three things in the
cells themselves, because cells survive what properties and defined names do not (a copy into
another book, an export by a web spreadsheet, rows that were sorted):

- the **sheet code** in the first cell, which says whose sheet of which form this is;
- **field codes** (``@resource``, ``@need`` ...) in the hidden first row, one a column;
- **ids** (``clusters.mapping`` ...) in the narrow first column, one a row.

The answer to (id, field code) is where the row of the id meets the column of the code, wherever
both have moved. :func:`locate` finds them again in the cells of a returned sheet; what is missing
or doubled is visible in its result, and is the reader's to report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prospects_analysis.framework import FormField, Framework

Cell = tuple[int, int]
"""Row and column of a cell, both counted from 1."""

IDENTITY, READ_ME, LISTS = "identity", "read_me", "lists"

LABEL, VALUE = "@label", "@value"
RESOURCE, NEED, EVIDENCE = "@resource", "@need", "@evidence"
FIELD_CODES = (LABEL, VALUE, RESOURCE, NEED, EVIDENCE)

CODE_ROW, ID_COLUMN = 1, 1
READ_ROWS, READ_COLUMNS = 400, 60
"""How far reading goes. A blank sheet takes some 30 rows and 9 columns; the rest is room for what
people insert. A stray value in the last cell of a sheet must not make anybody read up to there."""

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
        ``identity``, ``read_me``, ``lists`` or the id of a theme.
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
    """

    field: str
    id: str
    code: str
    label_key: str


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


def sheets(framework: Framework, themes: Iterable[str] | None = None) -> tuple[str, ...]:
    """
    List the sheets of a workbook, in their order.

    `themes` are those that are asked, None means all; they come in the framework's order. One that
    the framework does not have raises its FrameworkError.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> sheets(read_framework(), ["clusters"])
    ('identity', 'read_me', 'clusters', 'lists')
    """
    known = [theme.id for theme in framework.themes]
    asked = set(known if themes is None else (framework.theme(theme).id for theme in themes))
    return (IDENTITY, READ_ME, *(theme for theme in known if theme in asked), LISTS)


def columns(framework: Framework, sheet: str) -> Mapping[str, int]:
    """
    Say in which column a blank sheet has each field code; empty where nothing is asked.

    Between question and scores a theme has one column for each level that its criteria describe.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> columns(read_framework(), "clusters")["@need"]
    8
    """
    if sheet in (READ_ME, LISTS):
        return {}
    first = {LABEL: ID_COLUMN + 1, VALUE: ID_COLUMN + 2}
    if sheet == IDENTITY:
        return first
    scores = first[VALUE] + len(framework.scale.anchors) + 1
    return first | {RESOURCE: scores, NEED: scores + 1, EVIDENCE: scores + 2}


def slots(framework: Framework, sheet: str) -> tuple[Slot, ...]:
    """
    List the answers that a sheet asks for, row by row.

    Parameters
    ----------
    framework : Framework
    sheet : str
        ``identity``, ``read_me``, ``lists`` or the id of a theme.

    Returns
    -------
    tuple of Slot
        Empty for the sheets on which nothing is asked.

    Raises
    ------
    FrameworkError
        If there is no such sheet.

    Examples
    --------
    >>> from prospects_analysis.framework import read_framework
    >>> [slot.field for slot in slots(read_framework(), "clusters")][:3]
    ['clusters.mapping.resource', 'clusters.mapping.need', 'clusters.mapping.evidence']
    >>> slots(read_framework(), "identity")[0].field
    'identity.partner_id'
    """
    if sheet in (READ_ME, LISTS):
        return ()
    if sheet == IDENTITY:
        return _field_slots(IDENTITY, "respondent_fields", framework.respondent_fields)
    scores = tuple(
        Slot(field=f"{one}.{code[1:]}", id=one, code=code, label_key=f"criteria.{one}.label")
        for one in (criterion.id for criterion in framework.criteria_of(sheet))
        for code in (RESOURCE, NEED, EVIDENCE)
    )
    return scores + _field_slots(sheet, "theme_fields", framework.theme_fields)


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


def _field_slots(sheet: str, group: str, fields: Iterable[FormField]) -> tuple[Slot, ...]:
    ids = ((f"{sheet}.{field.id}", f"{group}.{field.id}.label") for field in fields)
    return tuple(Slot(field=one, id=one, code=VALUE, label_key=label) for one, label in ids)


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
