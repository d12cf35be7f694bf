"""The kinds of issue, by stable codes.

The codes are part of the public interface (``issues.csv``, ``check --json``): never rename one.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much an issue weighs.

    An *info* says how something was read, a *warning* that the reader should look, an *error* that
    something a partner wrote (or should have written) could not be used.
    """

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class IssueCode(StrEnum):
    """The stable name of a kind of issue."""

    # the folder and its files
    NO_WORKBOOKS = "no-workbooks"
    OWNER_FILE = "owner-file"
    WRONG_FILE_TYPE = "wrong-file-type"
    IGNORED_FILE = "ignored-file"
    FOLDER_IGNORED = "folder-ignored"
    FILE_NOT_OPENED = "file-not-opened"
    EMPTY_FILE = "empty-file"
    PASSWORD_PROTECTED = "password-protected"
    OLD_EXCEL_FORMAT = "old-excel-format"
    NOT_A_WORKBOOK = "not-a-workbook"
    DAMAGED_FILE = "damaged-file"
    OVERSIZED_WORKBOOK = "oversized-workbook"
    DUPLICATE_PARTS = "duplicate-parts"
    DOCUMENT_TYPE = "document-type"
    STRICT_FORMAT = "strict-format"
    MACROS_IGNORED = "macros-ignored"
    LIMITED_READING = "limited-reading"
    FORMATS_DAMAGED = "formats-damaged"
    FILE_ENDING_DIFFERS = "file-ending-differs"
    NUMBERS_FILE = "numbers-file"
    PDF_FILE = "pdf-file"
    WEB_SHORTCUT = "web-shortcut"
    UNREADABLE_WORKBOOK = "unreadable-workbook"
    # the book and its sheets
    FOREIGN_WORKBOOK = "foreign-workbook"
    OTHER_FRAMEWORK = "other-framework"
    UNKNOWN_PARTNER = "unknown-partner"
    FILE_NAME_DIFFERS = "file-name-differs"
    PARTNERS_DIFFER = "partners-differ"
    FICTIONAL_AND_REAL = "fictional-and-real"
    UNKNOWN_SHEET = "unknown-sheet"
    SHEET_WITHOUT_CODE = "sheet-without-code"
    SHEET_TWICE = "sheet-twice"
    MISSING_SHEET = "missing-sheet"
    HIDDEN_ANSWERS = "hidden-answers"
    NO_RETURN = "no-return"
    NOTHING_ANSWERED = "nothing-answered"
    # rows and columns
    LABEL_DISAGREES = "label-disagrees"
    LABEL_CHANGED = "label-changed"
    LABEL_MISSING = "label-missing"
    ROW_WITHOUT_WORDS = "row-without-words"
    HEADING_DISAGREES = "heading-disagrees"
    HEADING_MISSING = "heading-missing"
    ANSWER_WITHOUT_ID = "answer-without-id"
    UNKNOWN_ID = "unknown-id"
    ID_TWICE = "id-twice"
    MISSING_ROW = "missing-row"
    MISSING_COLUMN = "missing-column"
    COLUMN_TWICE = "column-twice"
    # the cell
    SCORE_OUT_OF_SCALE = "score-out-of-scale"
    SCORE_NOT_WHOLE = "score-not-whole"
    SCORE_IS_DATE = "score-is-date"
    SCORE_IS_BOOLEAN = "score-is-boolean"
    SCORE_IS_TEXT = "score-is-text"
    VALUE_TIDIED = "value-tidied"
    UNCLEAR_BLANK = "unclear-blank"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    FORMULA_READ = "formula-read"
    ERROR_CELL = "error-cell"
    MERGED_ANSWER = "merged-answer"
    ANSWER_MOVED = "answer-moved"
    NOT_IN_LIST = "not-in-list"
    DATE_NOT_UNDERSTOOD = "date-not-understood"
    TEXT_TOO_LONG = "text-too-long"
    TEXT_CUT = "text-cut"
    TEXT_CLEANED = "text-cleaned"
    NOTE_OUTSIDE = "note-outside"
    ANSWERS_OUTSIDE = "answers-outside"
    COMMENT_NOT_READ = "comment-not-read"
    TEXT_BOX_NOT_READ = "text-box-not-read"
    # answers beside each other
    EVIDENCE_MISSING = "evidence-missing"
    NA_ON_ONE_SIDE = "na-on-one-side"
    FIELD_MISSING = "field-missing"
    RESPONDENT_MISSING = "respondent-missing"
    RESPONDENTS_JOINED = "respondents-joined"
    RESPONDENTS_APART = "respondents-apart"
    CONFLICTING_ANSWERS = "conflicting-answers"
    # good practices
    NO_PRACTICE = "no-practice"
    PRACTICE_ID_CHANGED = "practice-id-changed"
    CRITERION_OF_OTHER_THEME = "criterion-of-other-theme"
    CRITERION_TWICE = "criterion-twice"
    PRACTICES_DIFFER = "practices-differ"
    THEME_WITHOUT_PRACTICE = "theme-without-practice"
    # what people decided
    DECISIONS_MISNAMED = "decisions-misnamed"
    DECISIONS_UNREADABLE = "decisions-unreadable"
    DECISION_NOT_UNDERSTOOD = "decision-not-understood"
    DECISIONS_CONTRADICT = "decisions-contradict"
    DECISION_WITHOUT_EFFECT = "decision-without-effect"
    FILE_SUPERSEDED = "file-superseded"
    RESPONDENTS_DECIDED = "respondents-decided"
    ANSWER_DECIDED = "answer-decided"
