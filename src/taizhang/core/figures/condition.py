"""One condition on a field, as it stands in the address of a register's list and in an indicator 条件.

    national,provincial    one of these (choices); =文本 exactly this text; plain text: contains
    !a,b   !~文本          none of these; does not contain
    -   *                  empty; not empty
    2026   2026-06   2026-01-01..2026-06-30   ..2026-06-30    days, years, periods, numbers (元 for money)
    2026-06-30..|-         from that day on, or empty
    *&..2026-06-30         both (days and numbers only)

The same text means the same rows everywhere: in the list, in the figure, on every engine.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from taizhang.core.tables.spec import Kind

TEXTS = (Kind.TEXT, Kind.LONG, Kind.CODE, Kind.CREDIT_CODE, Kind.INDUSTRY)
NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR)
YES = ("1", "true", "yes", "是")


class Test(StrEnum):
    """What a condition asks of a value."""

    ONE_OF = "one_of"
    CONTAINS = "contains"
    WITHIN = "within"  # from `low` to `high`, both included; either may be open
    EMPTY = "empty"


@dataclass(frozen=True)
class Condition:
    """A condition, understood. `negated`: none of these; `or_empty`: an empty value meets it too.

    An empty value meets a negated condition as well: what has no level is not of the national level.
    """

    test: Test
    values: tuple[str, ...] = ()
    low: date | Decimal | str | None = None
    high: date | Decimal | str | None = None
    negated: bool = False
    or_empty: bool = False


class NotACondition(ValueError):
    """The text does not fit the field: no row meets it, and a form says so."""


def parse_all(kind: Kind, text: str) -> tuple[Condition, ...]:
    """The conditions of a text, all of which must hold. Raises NotACondition."""
    parts = text.split("&") if kind == Kind.DATE or kind in NUMBERS else [text]
    return tuple(parse(kind, part) for part in parts)


def parse(kind: Kind, text: str) -> Condition:
    """Understand one condition's text for a field of this kind. Raises NotACondition."""
    if text == "-":
        return Condition(Test.EMPTY)
    if text == "*":
        return Condition(Test.EMPTY, negated=True)
    or_empty = text.endswith("|-")
    text = text.removesuffix("|-")
    if text.startswith("!"):
        return _parse(kind, text[1:], True, or_empty)
    return _parse(kind, text, False, or_empty)


def _parse(kind: Kind, text: str, negated: bool, or_empty: bool) -> Condition:
    if kind in TEXTS:
        if text.startswith("="):
            return Condition(Test.ONE_OF, tuple(text[1:].split("|")), negated=negated, or_empty=or_empty)
        return Condition(Test.CONTAINS, (text.removeprefix("~"),), negated=negated, or_empty=or_empty)
    if kind == Kind.ORGANIZATION and not text.isdecimal():
        exact = text.startswith("=")
        values = tuple(text[1:].split("|")) if exact else (text.removeprefix("~"),)
        return Condition(Test.ONE_OF if exact else Test.CONTAINS, values, negated=negated, or_empty=or_empty)
    if kind in (Kind.CHOICE, Kind.ORGANIZATION, Kind.REGION):
        return Condition(Test.ONE_OF, tuple(text.split(",")), negated=negated, or_empty=or_empty)
    if kind == Kind.YES_NO:
        return Condition(Test.ONE_OF, ("1" if text in YES else "0",), negated=negated, or_empty=or_empty)
    if kind == Kind.PERIOD:
        return _period(text, negated, or_empty)
    first, dots, last = text.partition("..")
    last = last if dots else first
    try:
        low, high = _days(first, last) if kind == Kind.DATE else _numbers(first, last)
    except (ValueError, InvalidOperation, OverflowError):
        raise NotACondition(text) from None
    return Condition(Test.WITHIN, (), low, high, negated, or_empty)


def _days(first: str, last: str) -> tuple[date | None, date | None]:
    return (_span(first)[0] if first else None), (_span(last)[1] if last else None)


def _numbers(first: str, last: str) -> tuple[Decimal | None, Decimal | None]:
    return (_number(first) if first else None), (_number(last) if last else None)


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _span(text: str) -> tuple[date, date]:
    """(first day, last day) of 2026, 2026-06 or 2026-06-30."""
    parts = [int(part) for part in text.split("-") if part]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), after - timedelta(days=1)
    day = date(*parts)
    return day, day


def _period(text: str, negated: bool, or_empty: bool) -> Condition:
    """A period field holds text: exactly one of =2022H1|2022, else contained (2022 finds 2022H1)."""
    if text.startswith("="):
        return Condition(Test.ONE_OF, tuple(text[1:].split("|")), negated=negated, or_empty=or_empty)
    return Condition(Test.CONTAINS, (text.removeprefix("~"),), negated=negated, or_empty=or_empty)
