"""What a register tells the reader of workbooks: its columns and what makes a row the same row.

A register's one declaration is turned into a `Layout`; template, matching, typing, export and
help are all read from it, so they cannot disagree.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell of the column holds, and so which Python value a typed cell becomes."""

    TEXT = "text"  # str, one line
    LONG = "long"  # str, several lines
    CODE = "code"  # str that must keep its digits (certificate number, phone, project number)
    CREDIT_CODE = "credit_code"  # str, 统一社会信用代码, check digit holds
    INTEGER = "integer"  # int
    NUMBER = "number"  # Decimal in `unit`
    MONEY = "money"  # Decimal, always yuan 元 whatever the header's unit
    PERCENT = "percent"  # Decimal fraction: 87.42 % is 0.8742
    DATE = "date"  # datetime.date; 2026.6 becomes the first of the month, the last where something ends
    YEAR = "year"  # int
    # str, at most 8 characters: 2025, 2025H1, 2025Q3, 2025-06 (June alone), 2025M05 (January to May, cumulative).
    # Each span has one form: 1—3月 is 2025Q1, 1—6月 is 2025H1, 1—9月 and 前三季度 are 2025M09, 1—12月 is 2025.
    PERIOD = "period"
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str, the stored value of one of `choices`
    REGION = "region"  # str, the name or code as written (resolved by the ledger)
    INDUSTRY = "industry"  # str, GB/T 4754 code or name as written
    ORGANIZATION = "organization"  # str, the name as written (resolved by the ledger)


@dataclass(frozen=True)
class Choice:
    """One permitted value of a choice column: stored value, label, other ways people write it."""

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a register, as the reader and the writer of workbooks see it."""

    name: str  # field name, e.g. "revenue_yuan"
    title: str  # 营业收入
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()  # synonyms seen in real headers
    unit: str = ""  # unit of the stored value: 元 for money, else 亩, 件, 人 …
    required: bool = False
    choices: tuple[Choice, ...] = ()
    example: str = ""
    hint: str = ""
    max_length: int = 0  # 0: no limit
    personal: bool = False  # personal data: shown masked, never an example


@dataclass(frozen=True)
class Layout:
    """One register as the reader sees it 台账的表样.

    `keys` lists alternatives in order of trust: the first whose columns are all present says which
    record a row belongs to, e.g. (("credit_code",), ("name", "region")).
    """

    name: str  # organizations
    title: str  # 单位
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()  # words in a title row or sheet name that point to this register

    def column(self, name: str) -> Column:
        """The column of that field name. Raises KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
