"""A figure 数字: the value of an indicator for a period and a region, with what it is made of."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period


class Kind(StrEnum):
    """What proves a figure."""

    AGGREGATE = "aggregate"  # rows
    FACT = "fact"  # one field of one record
    DERIVED = "derived"  # a formula over other figures
    MANUAL = "manual"  # typed, with reason and document

    @property
    def label(self) -> str:
        return {"aggregate": "汇总", "fact": "事实", "derived": "派生", "manual": "人工"}[self.value]


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is exact and in `unit`; None is missing (—) and `why` says why."""

    expression: str  # the formula or code that gives it; "" for a definition without a name
    name: str
    unit: str
    decimals: int
    value: Decimal | None
    kind: Kind
    period: Period
    region_id: int | None = None
    as_of: date | None = None
    count: int = 0  # rows behind it
    provisional: int = 0  # rows that would count once they are verified
    definition: Definition | None = None
    operands: tuple["Figure", ...] = field(default=())
    version: int = 1
    meaning: str = ""
    why: str = ""
    record_id: int | None = None  # of a fact: the record
    told: str = ""  # of a fact: the period or day that the record itself names

    @property
    def text(self) -> str:
        """As a report prints it, without its unit: 281, 12430.39, 21.1."""
        return printed(self.value, self.decimals)

    @property
    def grouped(self) -> str:
        """As a screen prints it: 12,430.39."""
        return printed(self.value, self.decimals, grouped=True)

    @property
    def all_provisional(self) -> int:
        return self.provisional + sum(o.all_provisional for o in self.operands)


def kind_of(definition: Definition) -> Kind:
    return Kind.FACT if definition.how.kind == MeasureKind.LATEST else Kind.AGGREGATE
