"""Many definitions at once over a snapshot: each register is read once into cells, figures are put together of them 成批取数.

Each distinct condition of a register's definitions, the periods' own among them, is one bit. One Ibis expression groups
the rows by region and bits and counts and sums them: the cells. A figure is the sum of the cells that have its bits
and lie in its region: regions sorted by path make every subtree one span, so running sums answer all regions at once.
Distinct counts come from cells that keep the thing counted: a firm with rows in two streets is one firm in the county.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar import Columns, column_name, unscaled
from taizhang.core.figures.definition import Basis, Definition, MeasureKind
from taizhang.core.figures.plain import newest
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

WORD = 62  # bits that one whole-number column carries
LAST = "\U0010ffff"  # sorts behind every path
MISSING = LAST  # the path of a region that the snapshot does not know
MOST = 1 << 62
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
    families: dict[tuple[str, str, str], list[_Asked]] = {}
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


@dataclass(frozen=True)
class _Asked:
    """A definition at its place in the grid, for some of the regions."""

    place: int
    definition: Definition
    regions: tuple[int, ...]  # places in the grid


def _asked(place: int, definition: Definition, regions: Sequence[int | None]) -> Iterator[_Asked]:
    """A region that is asked for takes the place of the definition's own condition on the region."""
    if not any(name == "region" for name, _ in definition.where):
        yield _Asked(place, definition, tuple(range(len(regions))))
        return
    whole = tuple(i for i, region in enumerate(regions) if region is None)
    parts = tuple(i for i, region in enumerate(regions) if region is not None)
    anywhere = replace(definition, where=tuple(c for c in definition.where if c[0] != "region"))
    yield from (_Asked(place, d, at) for d, at in ((definition, whole), (anywhere, parts)) if at)


@dataclass(frozen=True)
class _Work:
    """A family of definitions on one register: facts, or everything else."""

    family: tuple[_Asked, ...]
    columns: Columns
    bits: "_Bits"
    facts: bool

    def read(self) -> "_Cells":
        told = (_rows if self.facts else _cells)(self.bits, self.family, self.columns)
        return _Cells(self.bits, told, self.columns)


def _works(
    families: Mapping[tuple[str, str, str], Sequence[_Asked]],
    tables: Mapping[str, Columns],
    periods: Sequence[Period],
) -> Iterator[_Work]:
    for (register, _, _), family in families.items():
        for facts in (True, False):
            some = tuple(a for a in family if (a.definition.how.kind == MeasureKind.LATEST) == facts)
            if some:
                yield _Work(some, tables[register], _Bits(some, tables[register], periods), facts)


def _finish(grid: Grid, work: _Work, read: "Future[_Cells]") -> None:
    (_facts if work.facts else _fill)(grid, work, read.result())


def _rows(bits: "_Bits", family: Sequence[_Asked], columns: Columns) -> "ir.Table":
    """The rows of facts as they are: facts are few."""
    table, on = columns.table, family[0].definition.on
    held = {"id": table.id}
    if on:
        held["on"] = table[column_name(on)].cast("string")
    for column in sorted({column_name(asked.definition.how.field) for asked in family}):
        held |= {f"of_{column}": table[column].fill_null(0), f"filled_{column}": table[column].notnull()}
    return bits.coded(**held)


def _facts(grid: Grid, work: _Work, cells: "_Cells") -> None:
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


def _fill(grid: Grid, work: _Work, cells: "_Cells") -> None:
    """Counts, sums, means, greatest values and distinct counts of a family."""
    import numpy as np

    family, columns = work.family, work.columns
    cells.sort(np.argsort(cells.rank))
    low, high = cells.spans(grid.regions, columns)
    counted = {
        asked.definition.how.field for asked in family if asked.definition.how.kind == MeasureKind.DISTINCT
    }
    items = {field: cells.items(column_name(field)) for field in counted}
    levels = [cells.owners(level) for level in _levels(grid.regions, columns)] if counted else []
    rows = None if counted else cells.column("rows")  # else each cell is one row
    for asked, p, kept in cells.of(family, len(grid.periods)):
        how, at = asked.definition.how, list(asked.regions)
        column, ranks, place = column_name(how.field), cells.rank[kept], (asked.place, p, at)
        first, last = np.searchsorted(ranks, low[at]), np.searchsorted(ranks, high[at])
        grid.counted[place] = last - first if rows is None else _between(rows[kept], first, last)
        if how.kind == MeasureKind.COUNT:
            grid.values[place] = grid.counted[place]
        elif how.kind == MeasureKind.DISTINCT:
            told = _distinct(items[how.field][kept], ranks, levels, len(cells.paths))
            grid.values[place] = [told[r] for r in at]
        else:
            filled = cells.column(f"filled_{column}")[kept]
            grid.filled[place] = _between(filled, first, last)
            if how.kind == MeasureKind.MAX:
                grid.values[place] = _greatest(cells.column(f"max_{column}")[kept], filled, first, last)
            else:
                grid.values[place] = _between(cells.column(f"sum_{column}")[kept], first, last)


def _cells(bits: "_Bits", family: Sequence[_Asked], columns: Columns) -> "ir.Table":
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


def _levels(regions: Sequence[int | None], columns: Columns) -> list[dict[int, str]]:
    """The regions asked for in groups of which none lies in another: place -> path."""
    levels: dict[tuple[int, int], dict[int, str]] = {}
    seen: dict[str, int] = {}
    for place, region in enumerate(regions):
        path = "" if region is None else columns.regions.get(region, MISSING)
        seen[path] = seen.get(path, 0) + 1
        levels.setdefault((path.count("/"), seen[path]), {})[place] = path
    return list(levels.values())


class _Bits:
    """The distinct conditions of a family, each with its place among the bits; what all ask is a filter instead."""

    def __init__(self, family: Sequence[_Asked], columns: Columns, periods: Sequence[Period]) -> None:
        self.columns = columns
        asked = {
            (one, p): set(one.definition.conditions(period, columns.kinds))
            for one in family
            for p, period in enumerate(periods)
        }
        self.common = set.intersection(*asked.values()) if asked else set()
        self.span = _span(family, columns, periods)
        self.places: dict[tuple[str, str], int] = {}
        self.needs = {
            key: {self.places.setdefault(c, len(self.places)) for c in sorted(conditions - self.common)}
            for key, conditions in asked.items()
        }
        self.names = [f"bits{i}" for i in range(len(self.places) // WORD + 1)]

    def expressions(self) -> dict[str, "ir.IntegerValue"]:
        """One whole-number column for every 62 conditions."""
        import ibis

        words: list[Any] = [ibis.literal(0, "int64")] * len(self.names)
        for (field, text), place in self.places.items():
            word, bit = divmod(place, WORD)
            met = self.columns.met(field, text)
            words[word] += ibis.ifelse(met, ibis.literal(1 << bit, "int64"), ibis.literal(0, "int64"))
        return dict(zip(self.names, words, strict=True))

    def coded(self, **more: Any) -> "ir.Table":
        """The rows that any figure of the family may count, with region, bits and these columns.

        The filters let the engine pass over most of a file that is sorted by kind and day.
        """
        table = self.columns.table
        kept = [self.columns.met(*condition) for condition in sorted({*self.common, *self.span})]
        held = {"region": table.region.fill_null(0), **self.expressions(), **more}
        return (table.filter(*kept) if kept else table).select(**held)

    def masks(self, places: Iterable[int]) -> list[int]:
        masks = [0] * len(self.names)
        for place in places:
            masks[place // WORD] |= 1 << place % WORD
        return masks


def _span(family: Sequence[_Asked], columns: Columns, periods: Sequence[Period]) -> set[tuple[str, str]]:
    """The condition on the day that holds for whatever any of the periods picks."""
    one = family[0].definition
    if columns.kinds.get(one.on) != Kind.DATE or not periods:
        return set()
    starts = [period.start for period in periods]
    stock = any(asked.definition.timing != Basis.FLOW for asked in family)
    first = None if stock or None in starts else min(start for start in starts if start)
    return {(one.on, f"{first or ''}..{max(period.end for period in periods)}")}


class _Cells:
    """Cells as NumPy columns. `rank` is the place of a cell's region among all paths: a region is one span of ranks."""

    def __init__(self, bits: _Bits, held: "ir.Table", columns: Columns) -> None:
        import numpy as np

        self.bits, self.told = bits, held.to_pyarrow()
        self.order: NDArray[np.int64] | None = None
        self.held: dict[str, NDArray[np.int64]] = {}
        self.paths = sorted({"", *columns.regions.values()})
        places = {path: rank for rank, path in enumerate(self.paths)}
        ranks = np.zeros(max(columns.regions, default=0) + 1, np.int64)  # of ids; 0 is the rank of no region
        for pk, path in columns.regions.items():
            ranks[pk] = places[path]
        self.rank: NDArray[np.int64] = ranks[self.column("region")]
        self.words = [self.column(name) for name in bits.names]

    def column(self, name: str) -> "Numbers":
        """A column in the present order, each put in order once."""
        if name not in self.held:
            column: NDArray[np.int64] = self.told[name].to_numpy()
            self.held[name] = column if self.order is None else column[self.order]
        return self.held[name]

    def items(self, column: str) -> "Numbers":
        """The things counted, each as a number that leaves room for a region's rank beside it; -1 where there is none."""
        import numpy as np
        import pyarrow as pa

        held = self.told[f"item_{column}"]
        small = False
        if pa.types.is_integer(held.type) and len(held):
            numbers = held.to_numpy()
            small = int(numbers.max()) - int(numbers.min()) < MOST // len(self.paths)
        if small:
            codes = numbers - numbers.min()
        else:
            coded = held.combine_chunks().dictionary_encode()
            codes = np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)
        has = self.told[f"has_{column}"].to_numpy()
        placed: NDArray[np.int64] = np.where(has, codes, -1)
        return placed if self.order is None else placed[self.order]

    def sort(self, order: "Numbers") -> None:
        self.order, self.rank, self.held = order, self.rank[order], {}
        self.words = [self.column(name) for name in self.bits.names]

    def of(self, family: Sequence[_Asked], periods: int) -> "Iterator[tuple[_Asked, int, Numbers]]":
        """The places of the cells that each definition counts in each period: first what all of a period ask."""
        import numpy as np

        needs = self.bits.needs
        for p in range(periods):
            shared = set.intersection(*(needs[asked, p] for asked in family))
            places = np.arange(len(self.rank))[self._having(shared, self.words)]
            words = [word[places] for word in self.words]
            for asked in family:
                yield asked, p, places[self._having(needs[asked, p] - shared, words)]

    def _having(self, places: set[int], words: "Sequence[Numbers]") -> Any:
        """Which cells have these bits: what NumPy takes as an index."""
        met: Any = slice(None)
        for word, mask in zip(words, self.bits.masks(places), strict=True):
            if mask:
                found = word & mask == mask
                met = found if isinstance(met, slice) else met & found
        return met

    def span(self, path: str) -> tuple[int, int]:
        """The ranks that lie in a region: those whose path begins with its own."""
        return bisect_left(self.paths, path), bisect_left(self.paths, path + LAST)

    def spans(self, regions: Sequence[int | None], columns: Columns) -> tuple["Numbers", "Numbers"]:
        import numpy as np

        paths = ["" if region is None else columns.regions.get(region, MISSING) for region in regions]
        told = np.array([self.span(path) for path in paths], np.int64).reshape(-1, 2)
        return told[:, 0], told[:, 1]

    def owners(self, level: Mapping[int, str]) -> tuple[list[int], "Numbers"]:
        """(places of the level's regions, for each rank which of them it lies in or -1)."""
        import numpy as np

        owner = np.full(len(self.paths), -1, np.int64)
        for i, path in enumerate(level.values()):
            first, last = self.span(path)
            owner[first:last] = i
        return list(level), owner
