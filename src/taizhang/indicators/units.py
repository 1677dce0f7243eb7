"""Which units an indicator can be printed in, by what it measures 单位与算法相配."""

from collections import Counter
from collections.abc import Iterable

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.formula import PER_CENT, Call
from taizhang.core.figures.rounding import SCALES
from taizhang.core.tables.spec import Kind
from taizhang.indicators.indicator import Indicator
from taizhang.indicators.rows import register_of_definition
from taizhang.registers.conditions import Column, column_of

MONEY = ("万元", "亿元", "元", "千元", "百万元")
AREAS = ("平方米", "万平方米", "㎡", "亩", "万亩", "公顷")
RATES = ("%", "个百分点")
COUNTED = (MeasureKind.COUNT, MeasureKind.DISTINCT)
PLAIN = ("家", "个", "项", "件", "人", "人次", "份", "场", "位", "批", "次")


def choices(definition: Definition | None) -> tuple[str, ...]:
    """The units offered for a definition, the usual one first; those of counting things when any will do."""
    column = _measured(definition)
    if definition is None or column is None:
        return PLAIN
    if closed := _closed(column):
        return closed
    return tuple(dict.fromkeys([column.field.unit, *PLAIN] if column.field.unit else PLAIN))


def usual(definition: Definition, known: Iterable[Indicator]) -> tuple[str, int]:
    """(unit, decimals) to begin with: as the indicators over the same register that are counted alike are printed."""
    column = _measured(definition)
    if column is not None:
        unit = choices(definition)[0] if _closed(column) or column.field.unit else ""
        return unit, 1 if unit in RATES else 0 if column.kind == Kind.INTEGER else 2
    alike = Counter(
        i.unit for i in known
        if i.definition is not None and (i.definition.register, i.definition.measure) == (definition.register, definition.measure)
    )  # fmt: skip
    return (alike.most_common(1)[0][0] if alike else "项"), 0


def check_unit(indicator: Indicator) -> None:
    """Raises Refused when what is measured cannot be printed in the unit, or the sentence names another one."""
    unit = indicator.unit
    if wrong := misfit(indicator):
        raise Refused(wrong)
    after = indicator.phrase.partition("{}")[2]
    named = max((u for u in SCALES if after.startswith(u)), key=len, default="")
    if named and not unit.startswith(named):
        raise Refused(f"句式里写的是“{{}}{named}”，单位却是“{unit or '无'}”。请把两处改成一样的。")


def misfit(indicator: Indicator) -> str:
    """What is wrong with unit and decimals, in a sentence; "" when they fit."""
    unit, definition = indicator.unit, indicator.definition
    if definition is None:
        node = indicator.node
        if isinstance(node, Call) and node.name in PER_CENT and unit != "%":
            return f"这个算式算出来的是百分比，单位不能是“{unit or '无'}”。请把单位改成 %。"
        return ""
    column = _measured(definition)
    if column is None:
        if unit in SCALES or unit in RATES:
            return (
                f"数出来的是个数，单位不能是“{unit}”。请改成“{'”“'.join(PLAIN[:4])}”之类，或把算法改为求和。"
            )
        return "数出来的是整数，小数位请填 0。" if indicator.decimals else ""
    closed = _closed(column)
    if closed and unit not in closed:
        return f"“{column.title}”的单位不能是“{unit or '无'}”。请改成{'、'.join(closed)}中的一个。"
    if column.field.unit and unit in SCALES and not closed:
        return (
            f"“{column.title}”记的是“{column.field.unit}”，单位不能是“{unit}”。请改成“{column.field.unit}”。"
        )
    return ""


def _measured(definition: Definition | None) -> Column | None:
    """The field whose value is taken; None where rows or different values are counted."""
    if definition is None or definition.how.kind in COUNTED:
        return None
    return column_of(register_of_definition(definition), definition.how.field)


def _closed(column: Column) -> tuple[str, ...]:
    """The only units that a field's value can be told in; () where others do as well."""
    if column.kind == Kind.MONEY:
        return MONEY
    if column.kind == Kind.PERCENT:
        return RATES
    return AREAS if column.field.unit in AREAS else ()
