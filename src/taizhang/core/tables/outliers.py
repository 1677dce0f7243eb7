"""Amounts far larger than the others of their column: the unit may be wrong 单位可能写错."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from taizhang.core.decisions import Severity

from .amounts import unit_factor
from .issue import Issue
from .lexicon import MONEY_UNITS
from .spec import Column, Kind

FEWEST = 8  # values that say what is usual
TIMES = 1_000  # times the median: beyond it a person looks
LARGE = 100_000  # in the unit of the column; smaller numbers are small enough to be true
HUGE_YUAN = Decimal(10) ** 11  # 1,000 亿元: no single amount of an enterprise is above it
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class Usual:
    """What is usual in a column: its median (0 when too few values say), and the largest that is not looked at."""

    median: Decimal
    bound: Decimal


def is_measured(column: Column) -> bool:
    """Whether the values of the column can be compared: money, or numbers of one unit."""
    return column.kind is Kind.MONEY or (column.kind is Kind.NUMBER and column.unit != "")


def usual(column: Column, unit: str, values: Iterable[object]) -> Usual:
    """What the first values of a column, in its stored unit, say is usual; `unit` is the header's."""
    money = column.kind is Kind.MONEY
    seen = [abs(value) for value in values if isinstance(value, Decimal) and value]
    middle = median(seen) if len(seen) >= FEWEST else Decimal(0)
    factor = MONEY_UNITS.get(unit) if money else unit_factor(unit, column.unit)
    bound = max(middle * TIMES, LARGE * (factor or Decimal(1))) if middle else _ENDLESS
    return Usual(middle, min(bound, HUGE_YUAN) if money else bound)


def far_off(value: Decimal, of: Usual) -> Issue:
    """What to say of a value beyond the bound."""
    if of.median and value > of.median * TIMES:
        message = f"这个数比同列其他值大 {value / of.median:,.0f} 倍，单位可能写错。"
    else:
        message = f"这一格按 {value / 10**8:,.0f} 亿元记，超过 1,000 亿元，单位可能写错。"
    return Issue(Severity.LOOK, "number.outlier", message, "请核对数字和表头的单位；没有错就照此导入。")
