"""Severity and words of every issue, as a partner will read them.

A text may use the issue's own fields as ``{found}``, ``{expected}``, ``{label}``, ``{file}``,
``{sheet}``, ``{cell}``, ``{field}``, and ``{choices}``: what is expected, joined with "or" in the
reader's language. The texts here are the English source; the catalogues hold the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prospects_analysis.issue_codes import IssueCode, Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


class IssueText(NamedTuple):
    """Severity of one code, what was found, and what to do about it."""

    severity: Severity
    sentence: str
    fix: str


def pgettext(context: str, message: str) -> str:  # noqa: ARG001
    """Mark a message for the catalogue, without translating it yet.

    Examples
    --------
    >>> pgettext("issue", "Nothing to do.")
    'Nothing to do.'
    """
    return message


NOTHING_TO_DO = pgettext("issue", "Nothing to do.")
PLEASE_CHECK = pgettext("issue", "Please check that this is what you meant.")
TYPE_A_CHOICE = pgettext("issue", "Type {choices}; leave the cell empty if you do not know.")
SAVE_AS_XLSX = pgettext(
    "issue",
    "Open it in your spreadsheet program, save it as “Excel workbook (.xlsx)” and send that file.",
)
SEND_AGAIN = pgettext("issue", "Please send the workbook again.")
FRESH_TEMPLATE = pgettext(
    "issue", "Copy your answers into a fresh copy of the template and send that file."
)

_FILES: Mapping[IssueCode, IssueText] = {
    IssueCode.NO_WORKBOOKS: IssueText(
        ERROR,
        pgettext("issue", "The folder “{file}” holds no workbook."),
        pgettext("issue", "Put the returned .xlsx files into this folder itself, not below it."),
    ),
    IssueCode.OWNER_FILE: IssueText(
        INFO,
        pgettext("issue", "This small file only says that a workbook is open in Excel."),
        pgettext("issue", "Close the workbook in Excel if you have just changed it."),
    ),
    IssueCode.WRONG_FILE_TYPE: IssueText(
        ERROR, pgettext("issue", "Files of the type {found} are not read."), SAVE_AS_XLSX
    ),
    IssueCode.IGNORED_FILE: IssueText(
        WARNING,
        pgettext("issue", "This file is not a workbook and was not read."),
        pgettext("issue", "If it holds answers, type them into the template and send that file."),
    ),
    IssueCode.FILE_NOT_OPENED: IssueText(
        ERROR,
        pgettext("issue", "The file could not be opened: {found}."),
        pgettext("issue", "Close it in other programs and check that you may read it."),
    ),
    IssueCode.EMPTY_FILE: IssueText(
        ERROR, pgettext("issue", "The file is empty (0 bytes)."), SEND_AGAIN
    ),
    IssueCode.PASSWORD_PROTECTED: IssueText(
        ERROR,
        pgettext("issue", "The workbook is protected by a password for opening it."),
        pgettext("issue", "Save it without a password and send it again."),
    ),
    IssueCode.OLD_EXCEL_FORMAT: IssueText(
        ERROR,
        pgettext("issue", "The file is in the old Excel format of before 2007 (.xls)."),
        SAVE_AS_XLSX,
    ),
    IssueCode.NOT_A_WORKBOOK: IssueText(
        ERROR,
        pgettext("issue", "The file is named like an Excel workbook but is not one ({found})."),
        SAVE_AS_XLSX,
    ),
    IssueCode.DAMAGED_FILE: IssueText(
        ERROR, pgettext("issue", "The file is damaged or incomplete: {found}."), SEND_AGAIN
    ),
    IssueCode.OVERSIZED_WORKBOOK: IssueText(
        ERROR,
        pgettext("issue", "The workbook is far larger than a filled template: {found}."),
        FRESH_TEMPLATE,
    ),
    IssueCode.DUPLICATE_PARTS: IssueText(
        ERROR,
        pgettext("issue", "The workbook holds the part “{found}” twice; no program writes that."),
        SAVE_AS_XLSX,
    ),
    IssueCode.DOCUMENT_TYPE: IssueText(
        ERROR,
        pgettext("issue", "The part “{found}” declares a document type, which may do harm."),
        SAVE_AS_XLSX,
    ),
    IssueCode.STRICT_FORMAT: IssueText(
        ERROR,
        pgettext("issue", "The workbook is saved as “Strict Open XML”, which is not read."),
        pgettext("issue", "In Excel, save it as “Excel workbook (.xlsx)” and send that file."),
    ),
    IssueCode.MACROS_IGNORED: IssueText(
        WARNING,
        pgettext("issue", "The workbook holds macros; its values were read, the macros ignored."),
        NOTHING_TO_DO,
    ),
    IssueCode.UNREADABLE_WORKBOOK: IssueText(
        ERROR, pgettext("issue", "The workbook could not be read: {found}."), FRESH_TEMPLATE
    ),
}

_BOOKS: Mapping[IssueCode, IssueText] = {
    IssueCode.FOREIGN_WORKBOOK: IssueText(
        ERROR,
        pgettext("issue", "The workbook was not made from the template: no sheet is known."),
        FRESH_TEMPLATE,
    ),
    IssueCode.OTHER_FRAMEWORK: IssueText(
        ERROR,
        pgettext("issue", "The sheet belongs to the form “{found}”; “{expected}” was expected."),
        FRESH_TEMPLATE,
    ),
    IssueCode.UNKNOWN_PARTNER: IssueText(
        ERROR,
        pgettext("issue", "“{found}” is not a partner of this network."),
        pgettext("issue", "Type the partner’s code; perhaps you meant {choices}."),
    ),
    IssueCode.PARTNERS_DIFFER: IssueText(
        ERROR,
        pgettext(
            "issue",
            "The workbook names different partners ({found}); the answers of {cell} are not used.",
        ),
        pgettext("issue", "Send one workbook for each partner, each from its own template."),
    ),
    IssueCode.FICTIONAL_AND_REAL: IssueText(
        ERROR,
        pgettext("issue", "Fictional and real returns stand in one folder; this one is fictional."),
        pgettext("issue", "Keep the illustrative workbooks in a folder of their own."),
    ),
    IssueCode.UNKNOWN_SHEET: IssueText(
        WARNING,
        pgettext("issue", "This sheet is not from the template; it was not read."),
        pgettext("issue", "If it holds answers, copy them into the sheets of the template."),
    ),
    IssueCode.SHEET_TWICE: IssueText(
        WARNING,
        pgettext("issue", "The workbook holds this sheet more than once, also as “{found}”."),
        pgettext("issue", "Keep the sheet that counts and delete the other one."),
    ),
    IssueCode.MISSING_SHEET: IssueText(
        WARNING,
        pgettext("issue", "The sheet “{label}” is missing from the workbook."),
        pgettext("issue", "If it was deleted by mistake, fill it in again in a fresh template."),
    ),
    IssueCode.HIDDEN_ANSWERS: IssueText(
        WARNING,
        pgettext("issue", "Answers stand in a hidden place ({found}); they were read."),
        PLEASE_CHECK,
    ),
    IssueCode.NO_RETURN: IssueText(
        WARNING,
        pgettext("issue", "No answers of {label} have been read."),
        pgettext("issue", "Ask {label} for its workbook; until then the results are provisional."),
    ),
    IssueCode.NOTHING_ANSWERED: IssueText(
        WARNING,
        pgettext("issue", "The workbook holds no score at all."),
        pgettext("issue", "Perhaps the blank template was sent; please send the filled one."),
    ),
    IssueCode.LABEL_DISAGREES: IssueText(
        ERROR,
        pgettext(
            "issue",
            "The row is marked “{label}” but “{found}” stands beside it: "
            "the rows were mixed up and the answer is not used.",
        ),
        FRESH_TEMPLATE,
    ),
    IssueCode.LABEL_CHANGED: IssueText(
        WARNING,
        pgettext("issue", "“{found}” stands where the template says “{label}”."),
        PLEASE_CHECK,
    ),
    IssueCode.ANSWER_WITHOUT_ID: IssueText(
        ERROR,
        pgettext(
            "issue",
            "“{found}” stands in a row whose code in the grey column is missing or unknown.",
        ),
        FRESH_TEMPLATE,
    ),
    IssueCode.UNKNOWN_ID: IssueText(
        WARNING,
        pgettext("issue", "“{found}” in the grey column is not a code of this sheet."),
        pgettext("issue", "Do not change the codes in the grey column."),
    ),
    IssueCode.ID_TWICE: IssueText(
        WARNING,
        pgettext("issue", "The row “{label}” stands on the sheet more than once."),
        pgettext("issue", "Keep the row that counts and delete the other one."),
    ),
    IssueCode.MISSING_ROW: IssueText(
        WARNING,
        pgettext(
            "issue", "The row “{label}” is missing from the sheet; it counts as not answered."
        ),
        FRESH_TEMPLATE,
    ),
    IssueCode.MISSING_COLUMN: IssueText(
        ERROR,
        pgettext("issue", "The column “{label}” is missing from the sheet; its answers are lost."),
        FRESH_TEMPLATE,
    ),
    IssueCode.COLUMN_TWICE: IssueText(
        WARNING,
        pgettext("issue", "The column “{label}” stands on the sheet more than once."),
        pgettext("issue", "Keep the column that counts and delete the other one."),
    ),
}

_CELLS: Mapping[IssueCode, IssueText] = {
    IssueCode.SCORE_OUT_OF_SCALE: IssueText(
        ERROR, pgettext("issue", "“{found}” is not a level of the scale."), TYPE_A_CHOICE
    ),
    IssueCode.SCORE_NOT_WHOLE: IssueText(
        ERROR, pgettext("issue", "“{found}” was found; scores are whole numbers."), TYPE_A_CHOICE
    ),
    IssueCode.SCORE_IS_DATE: IssueText(
        ERROR,
        pgettext("issue", "A date was found ({found}): spreadsheets turn 3-4 or 4/5 into one."),
        TYPE_A_CHOICE,
    ),
    IssueCode.SCORE_IS_BOOLEAN: IssueText(
        ERROR,
        pgettext("issue", "“{found}” (true or false) was found where a number is asked."),
        TYPE_A_CHOICE,
    ),
    IssueCode.SCORE_IS_TEXT: IssueText(
        ERROR, pgettext("issue", "“{found}” was found where a number is asked."), TYPE_A_CHOICE
    ),
    IssueCode.VALUE_TIDIED: IssueText(
        INFO, pgettext("issue", "“{found}” was read as {expected}."), NOTHING_TO_DO
    ),
    IssueCode.UNCLEAR_BLANK: IssueText(
        WARNING,
        pgettext("issue", "“{found}” was read as not answered."),
        pgettext(
            "issue",
            "Type an answer (for a score, NA if the topic is outside your remit), "
            "or leave the cell empty.",
        ),
    ),
    IssueCode.FORMULA_WITHOUT_VALUE: IssueText(
        ERROR,
        pgettext("issue", "A formula without a result was found ({found})."),
        pgettext(
            "issue", "Type the answer itself; or open the workbook, save it and send it again."
        ),
    ),
    IssueCode.FORMULA_READ: IssueText(
        INFO,
        pgettext("issue", "A formula was found ({found}); its result {expected} was read."),
        NOTHING_TO_DO,
    ),
    IssueCode.ERROR_CELL: IssueText(
        ERROR,
        pgettext("issue", "The cell shows the error {found}."),
        pgettext("issue", "Type the answer itself; leave the cell empty if you do not know."),
    ),
    IssueCode.MERGED_ANSWER: IssueText(
        ERROR,
        pgettext("issue", "The cells {found} were merged; whose answer this is cannot be told."),
        pgettext("issue", "Undo the merge and answer in each cell."),
    ),
    IssueCode.NOT_IN_LIST: IssueText(
        ERROR,
        pgettext("issue", "“{found}” is not one of the choices for “{label}”."),
        pgettext("issue", "Choose {choices}."),
    ),
    IssueCode.DATE_NOT_UNDERSTOOD: IssueText(
        ERROR,
        pgettext("issue", "“{found}” was not understood as a date."),
        pgettext("issue", "Type the date as year-month-day, such as {expected}."),
    ),
    IssueCode.TEXT_TOO_LONG: IssueText(
        WARNING,
        pgettext("issue", "The text has {found} characters; {expected} are asked for at most."),
        pgettext("issue", "It was kept whole; please shorten it if you can."),
    ),
    IssueCode.TEXT_CUT: IssueText(
        WARNING,
        pgettext("issue", "The text fills the cell to its last character; it was probably cut."),
        pgettext("issue", "Please shorten the text."),
    ),
    IssueCode.TEXT_CLEANED: IssueText(
        INFO, pgettext("issue", "Invisible characters were taken out of the text."), NOTHING_TO_DO
    ),
    IssueCode.NOTE_OUTSIDE: IssueText(
        INFO,
        pgettext("issue", "“{found}” stands outside the places for answers; it was not read."),
        pgettext("issue", "If it is an answer, type it in its own place."),
    ),
    IssueCode.EVIDENCE_MISSING: IssueText(
        WARNING,
        pgettext("issue", "Resource {found} is given for “{label}” without evidence."),
        pgettext("issue", "Add one measured result and its source, or lower the score."),
    ),
    IssueCode.NA_ON_ONE_SIDE: IssueText(
        WARNING,
        pgettext("issue", "NA stands on one side only of “{label}”."),
        pgettext("issue", "Type NA in both cells, or a level in this one."),
    ),
    IssueCode.FIELD_MISSING: IssueText(
        WARNING,
        pgettext("issue", "“{label}” is not filled in."),
        pgettext("issue", "Please fill it in."),
    ),
    IssueCode.RESPONDENT_MISSING: IssueText(
        WARNING,
        pgettext(
            "issue", "No respondent code is given; the file’s name stands for it: {expected}."
        ),
        pgettext("issue", "Type a code of your choice, such as R1, the same at each return."),
    ),
    IssueCode.CONFLICTING_ANSWERS: IssueText(
        ERROR,
        pgettext("issue", "The same respondent answers “{label}” twice differently: {found}."),
        pgettext("issue", "Say which one stands; until then neither is used."),
    ),
}

TEXTS: Mapping[IssueCode, IssueText] = MappingProxyType({**_FILES, **_BOOKS, **_CELLS})
