"""A definition as an Ibis expression over one register's table in a snapshot 快照: the same on DuckDB and on Spark.

A table has a column for every field, named as the field (a hop organization.kind is organization__kind). Missing is
NULL, text too. Numbers are whole multiples of the smallest unit (`SCALES`: money in 分), so sums are exact integers on
every engine. A link holds the id, its title stands in organization__title; a region holds the id.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_
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


def below(tree: Mapping[int, str], regions: Iterable[int]) -> list[int]:
    """The ids of these regions and of all that lie in them."""
    paths = tuple(tree[region] for region in regions if region in tree)
    return [pk for pk, path in tree.items() if path.startswith(paths)] if paths else []


@dataclass(frozen=True)
class Columns:
    """One register of a snapshot: its table, the kinds of its fields, and the tree of regions as id -> path."""

    table: "ir.Table"
    kinds: Mapping[str, Kind]
    regions: Mapping[int, str]

    def kept(self, conditions: Iterable[tuple[str, str]]) -> "ir.Table":
        """The rows that meet all of these."""
        met = [self.met(field, text) for field, text in sorted(conditions)]
        return self.table.filter(*met) if met else self.table

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
            return _one_of(column, below(self.regions, (int(v) for v in values if v.isdecimal())))
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


@dataclass(frozen=True)
class One:
    """One figure: a definition in a period, in a region's subtree or everywhere."""

    definition: Definition
    period: Period
    region: int | None = None

    def conditions(self, kinds: Mapping[str, Kind]) -> set[tuple[str, str]]:
        asked = dict(self.definition.conditions(self.period, kinds))
        return {*(asked | ({} if self.region is None else {"region": str(self.region)})).items()}


def values(asked: Sequence[One], columns: Columns) -> list[Decimal | None]:
    """Figures of one register, exact and in base units (元 for money); the same as `plain.measured`.

    One statement, whatever the engine, and nothing but the figures comes back. Facts are asked for one by one.
    """
    conditions = [one.conditions(columns.kinds) for one in asked]
    common = set.intersection(*conditions)
    held_in = replace(columns, table=columns.kept(common))
    made: dict[str, Any] = {}
    for i, (one, some) in enumerate(zip(asked, conditions, strict=True)):
        if one.definition.how.kind != MeasureKind.LATEST:
            where = reduce(and_, (held_in.met(*c) for c in sorted(some - common))) if some - common else None
            made |= {
                f"{name}{i}": found for name, found in _measures(one.definition, held_in.table, where).items()
            }
    told = held_in.table.aggregate(**made).to_pyarrow().to_pylist()[0] if made else {}
    return [
        _told(one.definition, columns, told[f"value{i}"], told.get(f"filled{i}"))
        if f"value{i}" in told
        else _latest(one.definition, columns, columns.kept(conditions[i]))
        for i, one in enumerate(asked)
    ]


def value(
    definition: Definition, columns: Columns, period: Period, region: int | None = None
) -> Decimal | None:
    """One figure."""
    return values([One(definition, period, region)], columns)[0]


def _measures(definition: Definition, table: "ir.Table", where: Any) -> dict[str, Any]:
    how = definition.how
    if how.kind == MeasureKind.COUNT:
        return {"value": table.count(where=where)}
    column = table[column_name(how.field)]
    if how.kind == MeasureKind.DISTINCT:
        return {"value": column.nunique(where=where)}
    made = column.max(where=where) if how.kind == MeasureKind.MAX else column.sum(where=where)
    return {"value": made.fill_null(0).cast("int64"), "filled": column.count(where=where)}


def _told(definition: Definition, columns: Columns, value: int, filled: int | None) -> Decimal | None:
    how = definition.how
    if filled is None:
        return Decimal(value)
    mean = how.kind == MeasureKind.MEAN
    return unscaled(columns.kinds[how.field], value, filled if mean else 1) if filled else None


def _latest(definition: Definition, columns: Columns, found: "ir.Table") -> Decimal | None:
    """The field of the newest row that has one. The rows come over: facts are few."""
    name = definition.how.field
    field = found[column_name(name)]
    wanted = {"id": found.id, "value": field.fill_null(0), "filled": field.notnull()}
    if definition.on:
        on = found[column_name(definition.on)]
        wanted["on"] = on.cast("string") if on.type().is_integer() else on
    held_rows = found.select(**wanted).order_by("id").to_pyarrow().to_pylist()
    best = newest([row for row in held_rows if row["filled"]], "on")
    return None if best is None else unscaled(columns.kinds[name], int(best["value"]))


def unscaled(kind: Kind, value: int, of: int = 1) -> Decimal:
    """A whole number of the smallest unit (divided by `of` for a mean) in base units."""
    return Decimal(value) / SCALES[kind] / of
