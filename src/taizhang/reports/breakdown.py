"""Breaking a figure down over a field 其中: parts that add up to the whole, the greatest first; levels and kinds in their own order."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Sum

from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.periods import Period
from taizhang.indicators import rows
from taizhang.indicators.figure import Figure
from taizhang.indicators.figures import Figures
from taizhang.registers.conditions import Column, column_of
from taizhang.registers.fields import Choice

MOST = 12  # parts that a sentence bears
PLAIN = frozenset("];=|&")  # signs that a condition's text could not be read back from
REST, OTHER = "其余", "其他"


@dataclass(frozen=True)
class Part:
    """One part: what it is called, what gives it. `definition` where no expression can say it."""

    name: str
    figure: Figure
    expression: str = ""
    definition: dict[str, Any] | None = None


def parts_of(
    expression: str, field: str, figures: Figures, period: Period, *, alone: bool = False
) -> list[Part]:
    """The parts of a counted or summed figure; empty where there is nothing to break down or parts do not add up.

    `alone`: a list in its own right, which may have one part only and need not name what has no value.
    """
    node = formula.parse(expression)
    if not isinstance(node, formula.Ref) or node.shift:
        return []
    whole = figures.figure(expression, period)
    if not whole.value:
        return []
    base = figures.in_force(node.code, period).definition
    if base is None:
        return []
    definition = base.narrowed(*node.narrow) if node.narrow else base
    column = column_of(rows.register_of_definition(definition), field)
    found = _values(definition, field, column, figures, period) if column else []
    if column is None or not found or any(_sign(v) for v, _ in found):
        return []
    kept = found if len(found) <= MOST else found[: MOST - 1]
    if isinstance(column.field, Choice):  # 国家级 before 省级, 发明专利 before 实用新型
        order = [str(o.value) for o in column.field.options]
        kept = sorted(kept, key=lambda each: order.index(each[0]) if each[0] in order else len(order))
    parts = [
        _part(definition, node, field, column, text, name, figures, period)
        for text, name in kept
        if text != "-" or not alone
    ]
    if len(found) > MOST:
        rest = "!" + ("," if isinstance(column.field, Choice) else "|").join(
            t.removeprefix("=") for t, _ in kept
        )
        rest = rest if isinstance(column.field, Choice) else "!=" + rest[1:]
        parts.append(_part(definition, node, field, column, rest, REST, figures, period))
    values = [p.figure.value for p in parts]
    if alone:
        return [p for p in parts if p.figure.value]
    return (
        parts if len(parts) > 1 and None not in values and sum(v for v in values if v) == whole.value else []
    )


def _sign(text: str) -> bool:
    return bool(PLAIN & set(text.removeprefix("=")))


def _values(
    definition: Definition, field: str, column: Column, figures: Figures, period: Period
) -> list[tuple[str, str]]:
    """(condition text, name) of every value that the rows have, the greatest first, what has none last."""
    held = rows.rows(definition, bureau=figures.bureau, period=period, region=figures.region).order_by()
    how = definition.how
    path = how.field.replace(".", "__")
    measure: Any = {MeasureKind.SUM: Sum, MeasureKind.COUNT: Count}.get(how.kind)
    if how.kind == MeasureKind.DISTINCT:
        weight: Any = Count(path, distinct=True)
    elif measure is None:
        return []
    else:
        weight = measure(path or "pk")
    label = f"{column.path}__title" if column.link else column.path
    told = held.values_list(column.path, label).annotate(weight=weight)
    ordered = sorted(told, key=lambda each: (each[0] in (None, ""), -(each[2] or 0), str(each[1])))
    return [_value(column, value, name) for value, name, _ in ordered]


def _value(column: Column, value: Any, name: Any) -> tuple[str, str]:
    if value in (None, ""):
        return "-", OTHER
    if isinstance(column.field, Choice):
        return str(value), next((o.label for o in column.field.options if o.value == value), str(value))
    return (str(value) if column.link else f"={value}"), str(name)


def _part(
    definition: Definition, node: formula.Ref, field: str, column: Column, text: str, name: str, figures: Figures,
    period: Period,
) -> Part:  # fmt: skip
    expression = str(replace(node, narrow=(*[n for n in node.narrow if n[0] != field], (field, text))))
    if len(expression) <= 300:
        return Part(name, figures.figure(expression, period), expression)
    narrowed = definition.narrowed((field, text))
    return Part(name, figures.figure(narrowed, period), definition=narrowed.as_data())
