"""A definition evaluated over plain rows: what every engine must agree with, and how a past day is told 口径的本义."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.figures.condition import Condition, NotACondition, Test, parse_all
from taizhang.core.figures.definition import Definition, Measure, MeasureKind
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

Row = Mapping[str, Any]  # field -> value: str, Decimal or int, date, bool, None; links by their title


def meets(value: Any, condition: Condition) -> bool:
    """Whether one value meets one condition. Missing is None or ""."""
    missing = value is None or value == ""
    if condition.test == Test.EMPTY:
        return missing != condition.negated
    if missing:
        return condition.or_empty or condition.negated
    return _holds(value, condition) != condition.negated


def _holds(value: Any, condition: Condition) -> bool:
    if condition.test == Test.WITHIN:
        low: Any = condition.low
        high: Any = condition.high
        return (low is None or low <= value) and (high is None or value <= high)
    text = ("1" if value else "0") if isinstance(value, bool) else str(value)
    if condition.test == Test.CONTAINS:
        return condition.values[0].lower() in text.lower()
    return text in condition.values


def matching(
    definition: Definition, rows: Iterable[Row], period: Period, kinds: Mapping[str, Kind]
) -> list[Row]:
    """The rows that a definition counts in a period, in their order."""
    try:
        asked = [(name, parse_all(kinds[name], text)) for name, text in definition.conditions(period, kinds)]
    except NotACondition:
        return []
    return [r for r in rows if all(meets(r.get(n), c) for n, all_of in asked for c in all_of)]


def measured(measure: Measure, rows: Iterable[Row], newest_by: str = "") -> Decimal | None:
    """The measure of rows: counts are 0 for no rows, everything else is then missing.

    A sum leaves missing values aside; it is missing when no row has a value. `newest_by` names the date by which
    the latest row is found (the last in order where dates are equal).
    """
    held = list(rows)
    if measure.kind == MeasureKind.COUNT:
        return Decimal(len(held))
    values = [v for v in (row.get(measure.field) for row in held) if v is not None and v != ""]
    if measure.kind == MeasureKind.DISTINCT:
        return Decimal(len(set(values)))
    if not values:
        return None
    if measure.kind == MeasureKind.SUM:
        return sum((Decimal(v) for v in values), Decimal(0))
    if measure.kind == MeasureKind.MAX:
        return Decimal(max(values))
    if measure.kind == MeasureKind.MEAN:
        return sum((Decimal(v) for v in values), Decimal(0)) / len(values)
    best = newest([row for row in held if row.get(measure.field) not in (None, "")], newest_by)
    return None if best is None else Decimal(best[measure.field])


def newest(rows: Sequence[Row], by: str) -> Row | None:
    """The row with the latest date, year or period in the field `by`; the last in order where they are equal."""
    if not rows:
        return None
    return max(enumerate(rows), key=lambda each: (_moment(each[1].get(by)), each[0]))[1]


def _moment(value: Any) -> str:
    """A date, a year or a stored period as a text that sorts by time: by its last day, the longer span later."""
    if isinstance(value, date):
        return value.isoformat()
    try:
        period = Period.parse(str(value)) if value not in (None, "") else None
    except Refused:
        return str(value)
    return (
        f"{period.end}:{period.end.toordinal() - (period.start or period.end).toordinal():05d}"
        if period
        else ""
    )
