"""Severity and words of every issue: those about cells here, the others from where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from prospects_analysis.issue_codes import IssueCode
from prospects_analysis.issue_decisions import DECISIONS
from prospects_analysis.issue_wording import (
    BOOKS,
    ERROR,
    FILES,
    FRESH_TEMPLATE,
    INFO,
    NOTHING_TO_DO,
    PLEASE_CHECK,
    WARNING,
    IssueText,
    pgettext,
)

TYPE_A_CHOICE = pgettext("issue", "Type {choices}; leave the cell empty if you do not know.")

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
        pgettext(
            "issue",
            "Set the format of the cell to General, then type {choices}; "
            "leave the cell empty if you do not know.",
        ),
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
        pgettext(
            "issue",
            "Type the answer itself, with an apostrophe (') in front of a text that begins with "
            "= + or -; leave the cell empty if you do not know.",
        ),
    ),
    IssueCode.MERGED_ANSWER: IssueText(
        ERROR,
        pgettext("issue", "The cells {found} were merged; whose answer this is cannot be told."),
        pgettext("issue", "Undo the merge and answer in each cell."),
    ),
    IssueCode.ANSWER_MOVED: IssueText(
        WARNING,
        pgettext("issue", "This cell was cut from the row “{found}” and pasted here."),
        pgettext(
            "issue",
            "Please check that the answer belongs here. If not, type it again where it belongs, "
            "and here what is right.",
        ),
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
    IssueCode.ANSWERS_OUTSIDE: IssueText(
        ERROR,
        pgettext(
            "issue",
            "What looks like answers stands in {cell}, outside the places for answers, while "
            "some of these are blank; it was not read.",
        ),
        pgettext("issue", "If these are answers, type them in their own places; if not, delete."),
    ),
    IssueCode.COMMENT_NOT_READ: IssueText(
        WARNING,
        pgettext("issue", "A comment stands at this cell (“{found}”); it was not read."),
        pgettext("issue", "If it is an answer, type it in the cell itself."),
    ),
    IssueCode.TEXT_BOX_NOT_READ: IssueText(
        WARNING,
        pgettext("issue", "A text box lies on this sheet (“{found}”); it was not read."),
        pgettext("issue", "If it holds an answer, type it in its own cell."),
    ),
    IssueCode.LABEL_MISSING: IssueText(
        WARNING,
        pgettext("issue", "The template’s words no longer stand in their rows: {found}."),
        PLEASE_CHECK,
    ),
    IssueCode.ROW_WITHOUT_WORDS: IssueText(
        ERROR,
        pgettext(
            "issue",
            "The row is marked “{label}”, but no words of the template are left in it: "
            "whose answer this is cannot be told, and it is not used.",
        ),
        FRESH_TEMPLATE,
    ),
    IssueCode.HEADING_DISAGREES: IssueText(
        ERROR,
        pgettext(
            "issue",
            "The column is marked “{label}” but “{found}” stands above it: "
            "the columns were mixed up and the answer is not used.",
        ),
        FRESH_TEMPLATE,
    ),
    IssueCode.HEADING_MISSING: IssueText(
        WARNING,
        pgettext("issue", "The heading “{label}” no longer stands above its column."),
        PLEASE_CHECK,
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
    IssueCode.RESPONDENTS_JOINED: IssueText(
        INFO,
        pgettext("issue", "The respondent codes {found} were read as those of one person."),
        pgettext("issue", "If these are different people, give them codes that differ more."),
    ),
    IssueCode.RESPONDENTS_APART: IssueText(
        WARNING,
        pgettext(
            "issue",
            "Without a respondent code, these files count as answers of different people: {found}.",
        ),
        pgettext("issue", "Type the same code in each file if one person answered in all of them."),
    ),
    IssueCode.CONFLICTING_ANSWERS: IssueText(
        ERROR,
        pgettext("issue", "The same respondent answers “{label}” differently: {found}."),
        pgettext(
            "issue",
            "Type the same answer in all these places, or empty all but one, and send the "
            "workbooks again; until then none is used.",
        ),
    ),
}

_PRACTICES: Mapping[IssueCode, IssueText] = {
    IssueCode.NO_PRACTICE: IssueText(
        WARNING,
        pgettext("issue", "No good practice is filled in in this workbook."),
        pgettext("issue", "Perhaps the blank template was sent; please send the filled one."),
    ),
    IssueCode.PRACTICE_ID_CHANGED: IssueText(
        WARNING,
        pgettext(
            "issue",
            "The identifier of the practice was changed to “{found}”; it was read as {expected}.",
        ),
        pgettext("issue", "Type {expected} again; for another practice, take another sheet."),
    ),
    IssueCode.CRITERION_OF_OTHER_THEME: IssueText(
        WARNING,
        pgettext("issue", "“{found}” is not a criterion of the practice’s theme, “{expected}”."),
        PLEASE_CHECK,
    ),
    IssueCode.CRITERION_TWICE: IssueText(
        WARNING,
        pgettext("issue", "The criterion “{found}” is chosen more than once."),
        pgettext("issue", "Choose another criterion, or empty the cell."),
    ),
    IssueCode.PRACTICES_DIFFER: IssueText(
        ERROR,
        pgettext("issue", "“{label}” of one practice is filled in differently: {found}."),
        pgettext(
            "issue",
            "Type the same in all these places, or empty all but one; describe different practices "
            "on different sheets. Until then none is used.",
        ),
    ),
    IssueCode.THEME_WITHOUT_PRACTICE: IssueText(
        INFO,
        pgettext("issue", "No complete good practice on the theme “{label}” has been read."),
        pgettext("issue", "If you can, add one; at least one is expected on each theme."),
    ),
}

TEXTS: Mapping[IssueCode, IssueText] = MappingProxyType(
    {**FILES, **BOOKS, **_CELLS, **_PRACTICES, **DECISIONS}
)
