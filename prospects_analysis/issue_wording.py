"""Severity and words of the issues about files and sheets, as a partner will read them.

A text may use the issue's own fields as ``{found}``, ``{expected}``, ``{label}``, ``{file}``,
``{sheet}``, ``{cell}``, ``{field}``, and ``{choices}``: what is expected, joined with "or" in the
reader's language. The texts here are the English source; the catalogues hold the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from prospects_analysis.issue_codes import IssueCode, Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


class IssueText(NamedTuple):
    """Severity of one code, what was found, what to do, and what was meant if that can be told."""

    severity: Severity
    sentence: str
    fix: str
    hint: str = ""


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
SAVE_AS_XLSX = pgettext(
    "issue",
    "Open it in your spreadsheet program, save it as “Excel workbook (.xlsx)” and send that file.",
)
SEND_WORKBOOK = pgettext(
    "issue",
    "Send the Excel workbook itself (.xlsx): save a spreadsheet of another kind in that format, "
    "take a workbook out of an archive first.",
)
SEND_AGAIN = pgettext("issue", "Please send the workbook again.")
FRESH_TEMPLATE = pgettext(
    "issue", "Copy your answers into a fresh copy of the template and send that file."
)

FILES: Mapping[IssueCode, IssueText] = {
    IssueCode.NO_WORKBOOKS: IssueText(
        ERROR,
        pgettext("issue", "The folder “{found}” holds no workbook."),
        pgettext("issue", "Put the returned .xlsx files into this folder itself, not below it."),
    ),
    IssueCode.OWNER_FILE: IssueText(
        INFO,
        pgettext("issue", "This small file only says that a workbook is open in Excel."),
        pgettext("issue", "Close the workbook in Excel if you have just changed it."),
    ),
    IssueCode.WRONG_FILE_TYPE: IssueText(
        ERROR, pgettext("issue", "Files of the type {found} are not read."), SEND_WORKBOOK
    ),
    IssueCode.NUMBERS_FILE: IssueText(
        ERROR,
        pgettext("issue", "This is a Numbers file, which is not read."),
        pgettext(
            "issue", "In Numbers choose File > Export To > Excel, and send the .xlsx file made so."
        ),
    ),
    IssueCode.PDF_FILE: IssueText(
        ERROR,
        pgettext("issue", "This is a PDF file: it shows answers, but they cannot be read from it."),
        pgettext("issue", "Send the workbook from which it was made (.xlsx)."),
    ),
    IssueCode.WEB_SHORTCUT: IssueText(
        ERROR,
        pgettext("issue", "This is only a shortcut to a document on the web."),
        pgettext(
            "issue",
            "Open it, choose File > Download > Microsoft Excel (.xlsx), and send that file.",
        ),
    ),
    IssueCode.IGNORED_FILE: IssueText(
        WARNING,
        pgettext("issue", "This file is not a workbook and was not read."),
        pgettext("issue", "If it holds answers, type them into the template and send that file."),
    ),
    IssueCode.FOLDER_IGNORED: IssueText(
        INFO,
        pgettext("issue", "The folder “{file}” was not looked into."),
        pgettext("issue", "If it holds workbooks, put them beside the others."),
    ),
    IssueCode.FILE_NOT_OPENED: IssueText(
        ERROR,
        pgettext("issue", "The file could not be opened."),
        pgettext("issue", "Check that it is there, that you may read it and that it is a file."),
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
        pgettext("issue", "The file looks like an old Excel file (.xls), but could not be read."),
        SAVE_AS_XLSX,
    ),
    IssueCode.NOT_A_WORKBOOK: IssueText(
        ERROR,
        pgettext("issue", "The file is named like a workbook but is not one ({found})."),
        SEND_WORKBOOK,
    ),
    IssueCode.DAMAGED_FILE: IssueText(
        ERROR, pgettext("issue", "The file is damaged or incomplete."), SEND_AGAIN
    ),
    IssueCode.OVERSIZED_WORKBOOK: IssueText(
        ERROR,
        pgettext("issue", "The workbook is far larger than a filled template: {found}."),
        FRESH_TEMPLATE,
    ),
    IssueCode.DUPLICATE_PARTS: IssueText(
        ERROR,
        pgettext("issue", "The workbook holds one of its parts twice; no program writes that."),
        FRESH_TEMPLATE,
    ),
    IssueCode.DOCUMENT_TYPE: IssueText(
        ERROR,
        pgettext("issue", "A part of the workbook declares a document type, which may do harm."),
        FRESH_TEMPLATE,
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
    IssueCode.LIMITED_READING: IssueText(
        WARNING,
        pgettext(
            "issue",
            "The file could only be read in a simple way: formulas, comments and what is hidden "
            "are not seen, and a cell with an error looks empty.",
        ),
        pgettext("issue", "Please check the answers, or save the file as .xlsx and send it again."),
    ),
    IssueCode.FORMATS_DAMAGED: IssueText(
        WARNING,
        pgettext(
            "issue", "The formats of the workbook are damaged: dates look like plain numbers in it."
        ),
        pgettext("issue", "Please check that no score was turned into a date."),
    ),
    IssueCode.FILE_ENDING_DIFFERS: IssueText(
        INFO,
        pgettext("issue", "The file was read as what it is ({found}), whatever its name ends in."),
        NOTHING_TO_DO,
    ),
    IssueCode.UNREADABLE_WORKBOOK: IssueText(
        ERROR, pgettext("issue", "The workbook could not be read."), FRESH_TEMPLATE
    ),
}

BOOKS: Mapping[IssueCode, IssueText] = {
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
        pgettext(
            "issue", "Copy your answers into the template of your own partner and send that file."
        ),
        pgettext("issue", "Perhaps you meant {choices}."),
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
        pgettext("issue", "Fictional and real answers stand side by side; these are fictional."),
        pgettext("issue", "Take them out; illustrative workbooks belong into their own folder."),
    ),
    IssueCode.FILE_NAME_DIFFERS: IssueText(
        WARNING,
        pgettext(
            "issue",
            "The file’s name says {found}, but its sheets {expected}; "
            "they were read as answers of {expected}.",
        ),
        PLEASE_CHECK,
    ),
    IssueCode.UNKNOWN_SHEET: IssueText(
        WARNING,
        pgettext("issue", "This sheet is not from the template; it was not read."),
        pgettext("issue", "If it holds answers, copy them into the sheets of the template."),
    ),
    IssueCode.SHEET_WITHOUT_CODE: IssueText(
        ERROR,
        pgettext(
            "issue",
            "This is a sheet of the template, but the code in its first cell is lost; "
            "the answers of {cell} are not used.",
        ),
        FRESH_TEMPLATE,
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
