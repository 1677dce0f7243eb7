"""Many definitions at once over a snapshot: each register is read once into cells, figures are put together of them 成批取数.

Each distinct condition of a register's definitions, the periods' own among them, is one bit. One Ibis expression groups
the rows by region and bits and counts and sums them: the cells. A figure is the sum of the cells that have its bits
and lie in its region: regions sorted by path make every subtree one span, so running sums answer all regions at once.
Distinct counts come from cells that keep the thing counted: a firm with rows in two streets is one firm in the county.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar import Columns, column_name, unscaled
from taizhang.core.figures.columnar_bits import Asked, Bits, Cells, levels
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import newest
from taizhang.core.periods import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

SUMMED = (MeasureKind.SUM, MeasureKind.MEAN)


@dataclass(frozen=True)
class Grid:
    """Figures of definitions x periods x regions, as whole numbers of the smallest unit.

    `filled` counts the rows whose measured field has a value, `counted` all rows behind the figure.
    """

    definitions: Sequence[Definition]
    periods: Sequence[Period]
    regions: Sequence[int | None]
    values: "Numbers"
    filled: "Numbers"
    counted: "Numbers"
    kinds: Sequence[Any]  # of the measured fields

    def value(self, definition: int, period: int, region: int) -> Decimal | None:
        """One figure by its places, exact and in base units; None is missing."""
        how, at = self.definitions[definition].how, (definition, period, region)
        if how.kind in (MeasureKind.COUNT, MeasureKind.DISTINCT):
            return Decimal(int(self.values[at]))
        filled = int(self.filled[at])
        if not filled:
            return None
        return unscaled(
            self.kinds[definition], int(self.values[at]), filled if how.kind == MeasureKind.MEAN else 1
        )


def figures(
    definitions: Sequence[Definition],
    tables: Mapping[str, Columns],
    periods: Sequence[Period],
    regions: Sequence[int | None] = (None,),
) -> Grid:
    """Every definition for every period and region; None is everything, rows without a region included."""
    import numpy as np

    shape = (len(definitions), len(periods), len(regions))
    grid = Grid(
        definitions, periods, regions,
        np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64),
        [tables[d.register].kinds.get(d.how.field) for d in definitions],
    )  # fmt: skip
    families: dict[tuple[str, str, str], list[Asked]] = {}
    for place, definition in enumerate(definitions):
        for asked in _asked(place, definition, regions):
            families.setdefault((definition.register, definition.on, definition.until), []).append(asked)
    # The engine reads the next family while the present one is put together: one is ahead, no more.
    with ThreadPoolExecutor(1) as reader:
        ahead = deque[Any]()
        for work in _works(families, tables, periods):
            ahead.append((work, reader.submit(work.read)))
            if len(ahead) > 1:
                _finish(grid, *ahead.popleft())
        for work, read in ahead:
            _finish(grid, work, read)
    return grid


def _asked(place: int, definition: Definition, regions: Sequence[int | None]) -> Iterator[Asked]:
    """A region that is asked for takes the place of the definition's own condition on the region."""
    if not any(name == "region" for name, _ in definition.where):
        yield Asked(place, definition, tuple(range(len(regions))))
        return
    whole = tuple(i for i, region in enumerate(regions) if region is None)
    parts = tuple(i for i, region in enumerate(regions) if region is not None)
    anywhere = replace(definition, where=tuple(c for c in definition.where if c[0] != "region"))
    yield from (Asked(place, d, at) for d, at in ((definition, whole), (anywhere, parts)) if at)


@dataclass(frozen=True)
class _Work:
    """A family of definitions on one register: facts, or everything else."""

    family: tuple[Asked, ...]
    columns: Columns
    bits: "Bits"
    facts: bool

    def read(self) -> "Cells":
        told = (_rows if self.facts else _cells)(self.bits, self.family, self.columns)
        return Cells(self.bits, told, self.columns)


def _works(
    families: Mapping[tuple[str, str, str], Sequence[Asked]],
    tables: Mapping[str, Columns],
    periods: Sequence[Period],
) -> Iterator[_Work]:
    for (register, _, _), family in families.items():
        for facts in (True, False):
            some = tuple(a for a in family if (a.definition.how.kind == MeasureKind.LATEST) == facts)
            if some:
                yield _Work(some, tables[register], Bits(some, tables[register], periods), facts)


def _finish(grid: Grid, work: _Work, read: "Future[Cells]") -> None:
    (_facts if work.facts else _fill)(grid, work, read.result())


def _rows(bits: "Bits", family: Sequence[Asked], columns: Columns) -> "ir.Table":
    """The rows of facts as they are: facts are few."""
    table, on = columns.table, family[0].definition.on
    held = {"id": table.id}
    if on:
        held["on"] = table[column_name(on)].cast("string")
    for column in sorted({column_name(asked.definition.how.field) for asked in family}):
        held |= {f"of_{column}": table[column].fill_null(0), f"filled_{column}": table[column].notnull()}
    return bits.coded(**held)


def _facts(grid: Grid, work: _Work, cells: "Cells") -> None:
    """The newest values of a family."""
    import numpy as np

    family, columns = work.family, work.columns
    cells.sort(np.argsort(cells.column("id")))
    days = cells.column("on") if family[0].definition.on else None
    low, high = cells.spans(grid.regions, columns)
    for asked, p, kept in cells.of(family, len(grid.periods)):
        column, ranks = column_name(asked.definition.how.field), cells.rank[kept]
        values, filled = cells.column(f"of_{column}"), cells.column(f"filled_{column}")
        for r in asked.regions:
            inside = kept[(ranks >= low[r]) & (ranks < high[r])]
            grid.counted[asked.place, p, r] = len(inside)
            facts = [
                {"on": None if days is None else days[i], "value": values[i]} for i in inside if filled[i]
            ]
            best = newest(facts, "on")
            if best is not None:
                grid.values[asked.place, p, r], grid.filled[asked.place, p, r] = best["value"], 1


def _fill(grid: Grid, work: _Work, cells: "Cells") -> None:
    """Counts, sums, means, greatest values and distinct counts of a family."""
    import numpy as np

    family, columns = work.family, work.columns
    cells.sort(np.argsort(cells.rank))
    low, high = cells.spans(grid.regions, columns)
    counted = {
        asked.definition.how.field for asked in family if asked.definition.how.kind == MeasureKind.DISTINCT
    }
    items = {field: cells.items(column_name(field)) for field in counted}
    parts = [cells.owners(level) for level in levels(grid.regions, columns)] if counted else []
    rows = None if counted else cells.column("rows")  # else each cell is one row
    for asked, p, kept in cells.of(family, len(grid.periods)):
        how, at = asked.definition.how, list(asked.regions)
        column, ranks, place = column_name(how.field), cells.rank[kept], (asked.place, p, at)
        first, last = np.searchsorted(ranks, low[at]), np.searchsorted(ranks, high[at])
        grid.counted[place] = last - first if rows is None else _between(rows[kept], first, last)
        if how.kind == MeasureKind.COUNT:
            grid.values[place] = grid.counted[place]
        elif how.kind == MeasureKind.DISTINCT:
            told = _distinct(items[how.field][kept], ranks, parts, len(cells.paths))
            grid.values[place] = [told[r] for r in at]
        else:
            filled = cells.column(f"filled_{column}")[kept]
            grid.filled[place] = _between(filled, first, last)
            if how.kind == MeasureKind.MAX:
                grid.values[place] = _greatest(cells.column(f"max_{column}")[kept], filled, first, last)
            else:
                grid.values[place] = _between(cells.column(f"sum_{column}")[kept], first, last)


def _cells(bits: "Bits", family: Sequence[Asked], columns: Columns) -> "ir.Table":
    """The cells of a family: rows, and for each measured field its sum, greatest value and how many have one.

    Where things are counted once each the row itself is the cell: groups would be hardly fewer. Nothing is missing in a
    cell: Spark's answers pass through pandas, which makes floats of numbers beside a gap.
    """
    measures = {(m.kind, column_name(m.field)) for m in (asked.definition.how for asked in family)}
    summed = sorted({field for kind, field in measures if kind in SUMMED})
    greatest = sorted({field for kind, field in measures if kind == MeasureKind.MAX})
    counted = sorted({field for kind, field in measures if kind == MeasureKind.DISTINCT})
    table = columns.table
    if counted:
        held: dict[str, Any] = {}
        for field in counted:
            column = table[field]
            held[f"item_{field}"] = column.fill_null("" if column.type().is_string() else 0)
            held[f"has_{field}"] = column.notnull()
        for field in {*summed, *greatest}:
            held |= {f"filled_{field}": table[field].notnull().cast("int64")}
        held |= {f"sum_{field}": table[field].fill_null(0) for field in summed}
        held |= {f"max_{field}": table[field].fill_null(0) for field in greatest}
        return bits.coded(**held)
    coded = bits.coded(**{f"of_{field}": table[field] for field in {*summed, *greatest}})
    made = {"rows": coded.count()}
    for field in {*summed, *greatest}:
        made[f"filled_{field}"] = coded[f"of_{field}"].count()
    made |= {f"sum_{field}": coded[f"of_{field}"].sum().fill_null(0).cast("int64") for field in summed}
    made |= {f"max_{field}": coded[f"of_{field}"].max().fill_null(0).cast("int64") for field in greatest}
    return coded.group_by(["region", *bits.names]).aggregate(**made)


def _between(values: "Numbers", first: "Numbers", last: "Numbers") -> "Numbers":
    """The sums of spans, by one running sum."""
    import numpy as np

    running = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=running[1:])
    return running[last] - running[first]


def _greatest(values: "Numbers", filled: "Numbers", first: "Numbers", last: "Numbers") -> list[int]:
    """The greatest value of each span, 0 where none has one."""
    return [
        max((int(v) for v in values[a:b][filled[a:b] > 0]), default=0)
        for a, b in zip(first, last, strict=True)
    ]


def _distinct(
    items: "Numbers", ranks: "Numbers", levels: Sequence["tuple[list[int], Numbers]"], paths: int
) -> dict[int, int]:
    """Place of a region -> how many different things lie in it. -1 is no thing.

    Sorted by thing and region, a thing is counted in a region where it first comes: whole subtrees follow one another.
    """
    import numpy as np

    keys = np.sort(items * paths + ranks)
    of, at = np.divmod(keys[np.searchsorted(keys, 0) :], paths)
    told: dict[int, int] = {}
    for places, owner in levels:
        region = owner[at]
        new = np.ones(len(of), bool)
        new[1:] = (of[1:] != of[:-1]) | (region[1:] != region[:-1])
        new &= region >= 0
        told |= dict(zip(places, np.bincount(region[new], minlength=len(places)).tolist(), strict=True))
    return told
