"""The three kinds of "no", as values: a refusal, and a problem with its place."""

from dataclasses import dataclass
from enum import StrEnum


class Refused(Exception):
    """An action said no 不能办: one plain sentence for the person (what, why, what to do)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Severity(StrEnum):
    """How much a problem matters to the row it stands in."""

    ERROR = "error"  # 不能导入: the row stays out until somebody decides
    LOOK = "look"  # 可以导入，请看一眼


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one cell (or row, or sheet) of a workbook 问题.

    `row` counts from 1 as the spreadsheet program does; 0 means the whole sheet. `column` is the
    letter (A, B … AA), "" for the whole row. `suggestion` is a value that one click may take over,
    written as a person would type it, or "" when only a person can say.
    """

    sheet: str
    row: int
    column: str
    header: str
    value: str
    severity: Severity
    code: str  # stable name of the rule, e.g. "code.scientific"
    message: str  # what is wrong and why
    fix: str  # what to do
    suggestion: str = ""
