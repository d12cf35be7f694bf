"""Returned workbooks with their correction copies, and what these say."""

from __future__ import annotations

import io

from prospects_analysis.intake.marks import CORRECTIONS
from prospects_analysis.intake.returns import read_workbooks
from prospects_analysis.outputs.corrections import write_corrections
from tests.intake.books import FRAMEWORK

RESOURCE, NEED = "clusters.mapping.resource", "clusters.mapping.need"
EVIDENCE, LONG = "clusters.mapping.evidence", "clusters.narrative"


def shade(cell):
    return cell.fill.fgColor.rgb[-6:]


def corrected(raw, out, **how):
    """Read a folder and write the copies; give what was read, and the copies."""
    intake = read_workbooks(raw, FRAMEWORK)
    return intake, write_corrections(intake, raw, out, **how)


def back(path, book):
    """Send a copy back into a folder of its own, and read it."""
    path.mkdir()
    data = book if isinstance(book, bytes) else saved(book)
    (path / "corrections_a.xlsx").write_bytes(data)
    return read_workbooks(path, FRAMEWORK)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def noticed(intake):
    """Everything that was noticed of the files themselves."""
    # A copy has whole formats again.
    issues = (one for one in intake.issues if one.file and one.code != "formats-damaged")
    return [(one.code.value, one.sheet, one.cell, one.found) for one in issues]


def listing(book):
    """Rows of the list: severity, sheet, cell, question, found, what to do."""
    (page,) = [page for page in book.worksheets if f"|{CORRECTIONS}|" in str(page["A1"].value)]
    rows = [[cell.value for cell in row[1:7]] for row in page.iter_rows(min_row=3)]
    return [row for row in rows if row[5]]
