"""The optional sheet of vignettes: invented areas that everybody rates on one ladder."""

from __future__ import annotations

from prospects_analysis import _template_checks as checks
from prospects_analysis import _template_style as style
from prospects_analysis._template_sheet import Form, begin, finish, name_answer
from prospects_analysis._template_theme import Counter
from prospects_analysis.sheet_layout import ID_COLUMN, LABEL, VALUE, VIGNETTES, columns, slots

_WIDTHS = (104.0, 22.0, 22.0)


def write_vignettes(form: Form, values: str) -> Counter:
    """
    Write the sheet of vignettes.

    Parameters
    ----------
    form : Form
    values : str
        The range with what may stand in a score cell.

    Returns
    -------
    Counter
        For the total on the first sheet.
    """
    at = columns(form.framework, VIGNETTES)
    heading = form.word("vignettes.heading")
    page, row = begin(form, VIGNETTES, heading, _WIDTHS)
    style.put(page, row, at[LABEL], form.word("vignettes.guidance"), style.LEAD)
    counted = form.words.pgettext("template", "Answers given on this sheet")
    style.put(page, row, at[VALUE], counted, style.COUNTED)
    question = form.word("vignettes.question")
    style.put(page, row + 1, at[LABEL], question, style.HEAD)
    style.put(page, row + 1, at[VALUE], form.word("prompts.resource.label"), style.HEAD_RESOURCE)
    asked = slots(form.framework, VIGNETTES)
    first, last = row + 2, row + 1 + len(asked)
    for here, slot in enumerate(asked, start=first):
        page.cell(here, ID_COLUMN).value = slot.id
        style.put(page, here, at[LABEL], form.word(slot.label_key), style.QUESTION)
        style.put(page, here, at[VALUE], None, style.RESOURCE_SCORE)
        style.reserve(page, here, 48)
        name_answer(form, page, here, at[VALUE], slot.field)
    cells = f"C{first}:C{last}"
    prompt = form.word("prompts.resource.title"), form.word("prompts.resource.message")
    error = form.word("prompts.invalid.title"), form.word("prompts.invalid.message")
    checks.choose(page, cells, values, prompt, error)
    checks.clear_when_filled(page, cells)
    counter = checks.progress(
        page, row, at[VALUE] + 1, [f"SUMPRODUCT(--(LEN(TRIM({cells}))>0))"], len(asked)
    )
    page.sheet_properties.tabColor = style.BLUE
    finish(form, page, frozen=f"A{first}", high=1)
    return Counter(sheet=VIGNETTES, label=heading, cell=counter, asked=len(asked))
