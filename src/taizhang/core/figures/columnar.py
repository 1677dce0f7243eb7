"""A definition as an Ibis expression over one register's table in a snapshot 快照: the same on DuckDB and on Spark.

A table has a column for every field, named as the field (a hop organization.kind is organization__kind). Missing is
NULL, text too. Numbers are whole multiples of the smallest unit (`SCALES`: money in 分), so sums are exact integers on
every engine. A link holds the id, its title stands in organization__title; a region holds the id.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.condition import Condition, NotACondition, Test, parse_all
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import newest
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

if TYPE_CHECKING:
    import ibis.expr.types as ir

# How many of the smallest unit one is: 分 in a 元, four decimals of a number, six of a share.
SCALES = {Kind.MONEY: 100, Kind.INTEGER: 1, Kind.YEAR: 1, Kind.NUMBER: 10_000, Kind.PERCENT: 1_000_000}
TITLE = "__title"


def column_name(field: str) -> str:
    """The column of a field: organization.kind stands in organization__kind."""
    return field.replace(".", "__")


@dataclass(frozen=True)
class Columns:
    """One register of a snapshot: its table, the kinds of its fields, and the tree of regions as id -> path."""

    table: "ir.Table"
    kinds: Mapping[str, Kind]
    regions: Mapping[int, str]

    def below(self, regions: Iterable[int]) -> list[int]:
        """The ids of these regions and of all that lie in them."""
        paths = tuple(self.regions[r] for r in regions if r in self.regions)
        return [pk for pk, path in self.regions.items() if path.startswith(paths)] if paths else []

    def met(self, field: str, text: str) -> "ir.BooleanValue":
        """Whether a row meets a condition's text; for the filter, where NULL is no. Never raises NotACondition."""
        import ibis

        try:
            asked = parse_all(self.kinds[field], text)
        except NotACondition:
            return ibis.literal(False)
        found = self._met(field, asked[0])
        for condition in asked[1:]:
            found = found & self._met(field, condition)
        return found

    def _met(self, field: str, asked: Condition) -> "ir.BooleanValue":
        missing = self.table[column_name(field)].isnull()
        if asked.test == Test.EMPTY:
            return ~missing if asked.negated else missing
        found = self._found(field, asked)
        if asked.negated:
            return missing | ~found
        return found | missing if asked.or_empty else found

    def _found(self, field: str, asked: Condition) -> "ir.BooleanValue":
        kind, values = self.kinds[field], asked.values
        column = self.table[column_name(field)]
        if asked.test == Test.WITHIN:
            low, high = held(kind, asked.low, math.ceil), held(kind, asked.high, math.floor)
            if low is None and high is None:
                return column.notnull()
            if low is None:
                return column <= high
            return column >= low if high is None else column.between(low, high)
        if kind == Kind.REGION:
            return _one_of(column, self.below(int(v) for v in values if v.isdecimal()))
        if kind == Kind.ORGANIZATION:
            if asked.test == Test.ONE_OF and all(v.isdecimal() for v in values):
                return _one_of(column, [int(v) for v in values])
            column = self.table[column_name(field) + TITLE]
        if kind == Kind.YES_NO:
            return column == (values[0] == "1")
        if asked.test == Test.CONTAINS:
            return column.lower().contains(values[0].lower())
        return _one_of(column, list(values))


def _one_of(column: "ir.Column", values: list[Any]) -> "ir.BooleanValue":
    import ibis

    return column.isin(values) if values else ibis.literal(False)


def held(kind: Kind, end: Any, whole: Any) -> Any:
    """One end of a span in the column's own unit; `whole` rounds into the span what the column cannot hold."""
    if end is None or isinstance(end, date):
        return end
    return whole(Decimal(end) * SCALES[kind])


def rows(definition: Definition, columns: Columns, period: Period, region: int | None = None) -> "ir.Table":
    """The rows that a definition counts in a period, in a region's subtree."""
    asked = dict(definition.conditions(period, columns.kinds))
    if region is not None:
        asked["region"] = str(region)
    kept = [columns.met(field, text) for field, text in asked.items()]
    return columns.table.filter(*kept) if kept else columns.table


def value(
    definition: Definition, columns: Columns, period: Period, region: int | None = None
) -> Decimal | None:
    """The measure of those rows, exact and in base units (元 for money); the same as `plain.measured`."""
    how, found = definition.how, rows(definition, columns, period, region)
    if how.kind == MeasureKind.LATEST:
        newest_value, _ = latest(definition, found)
        return None if newest_value is None else unscaled(columns.kinds[how.field], newest_value)
    if how.kind == MeasureKind.COUNT:
        return Decimal(_first(found.aggregate(value=found.count()))["value"])
    column = found[column_name(how.field)]
    if how.kind == MeasureKind.DISTINCT:
        return Decimal(_first(found.aggregate(value=column.nunique()))["value"])
    made = column.max() if how.kind == MeasureKind.MAX else column.sum()
    told = _first(found.aggregate(value=made.fill_null(0).cast("int64"), filled=column.count()))
    if not told["filled"]:
        return None
    return unscaled(
        columns.kinds[how.field], told["value"], told["filled"] if how.kind == MeasureKind.MEAN else 1
    )


def latest(definition: Definition, found: "ir.Table") -> tuple[int | None, int]:
    """(the field of the newest row that has one, in the smallest unit; how many rows). The rows come over: facts are few."""
    field = found[column_name(definition.how.field)]
    wanted = {"id": found.id, "value": field.fill_null(0), "filled": field.notnull()}
    if definition.on:
        on = found[column_name(definition.on)]
        wanted["on"] = on.cast("string") if on.type().is_integer() else on
    held_rows = found.select(**wanted).order_by("id").to_pyarrow().to_pylist()
    best = newest([row for row in held_rows if row["filled"]], "on")
    return (None if best is None else int(best["value"])), len(held_rows)


def unscaled(kind: Kind, value: int, of: int = 1) -> Decimal:
    """A whole number of the smallest unit (divided by `of` for a mean) in base units."""
    return Decimal(value) / SCALES[kind] / of


def _first(told: "ir.Table") -> dict[str, Any]:
    row: dict[str, Any] = told.to_pyarrow().to_pylist()[0]
    return row
