"""Many definitions at once over a snapshot: each register is read once, and its rows are counted into cells 成批取数.

A cell is a region and a class of times: times that no period asked for tells apart. Each definition adds its rows up by
cell; what a period asks of a region is the sum of some classes over a span of regions. Distinct counts are made of the
rows themselves: a firm with rows in two streets is one firm in the county.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import reduce
from itertools import groupby
from operator import and_
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar import unscaled
from taizhang.core.figures.columnar_fields import EPOCH, Rows, Stored, asked_of
from taizhang.core.figures.columnar_regions import Line
from taizhang.core.figures.columnar_times import Times
from taizhang.core.figures.definition import Definition, MeasureKind
from taizhang.core.figures.plain import newest
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

READERS = 4  # registers held in memory at a time, at most


@dataclass(frozen=True)
class Grid:
    """Figures of definitions x periods x regions, as whole numbers of the smallest unit.

    `counted` counts the rows behind a figure, `filled` what its value is made of: nothing there, no value.
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


@dataclass(frozen=True)
class Asked:
    """A definition at its place in the grid, for some of the regions."""

    place: int
    definition: Definition
    regions: tuple[int, ...]  # places in the grid

    @property
    def times(self) -> tuple[str, ...]:
        """The fields by which a period picks rows."""
        one = self.definition
        return tuple(name for name in (one.on, one.until) if name) if one.on else ()

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The conditions that are the same in every period."""
        return tuple(sorted(c for c in self.definition.where if c[0] not in self.times))


def figures(
    definitions: Sequence[Definition],
    tables: Mapping[str, Stored],
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
    asked: dict[str, list[Asked]] = {}
    for place, definition in enumerate(definitions):
        asked.setdefault(definition.register, []).extend(_asked(place, definition, regions))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, READERS)) as readers:
        for done in [readers.submit(_register, grid, tables[name], some) for name, some in asked.items()]:
            done.result()
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


def _register(grid: Grid, stored: Stored, asked: Sequence[Asked]) -> None:
    """All figures of one register."""
    facts = any(one.definition.how.kind == MeasureKind.LATEST for one in asked)
    fields = {name for one in asked for name in one.definition.fields()}
    titles = {asked_of(*condition, stored.kinds) for one in asked for condition in one.definition.where}
    rows = Rows(stored, fields | titles | ({"id"} if facts else set()))
    line = Line(stored.regions, grid.regions)
    ranks = line.of(rows.table["region"])
    for _, family in groupby(sorted(asked, key=lambda one: one.times), key=lambda one: one.times):
        _Cells(grid, rows, line, ranks, list(family)).fill()


class _Cells:
    """The rows that definitions with the same time fields count, each in its cell: class of times x rank of region."""

    def __init__(self, grid: Grid, rows: Rows, line: Line, ranks: "Numbers", family: Sequence[Asked]) -> None:
        import numpy as np

        self.grid, self.rows, self.line, self.ranks, self.family = grid, rows, line, ranks, family
        timed = {
            one.place: [
                [c for c in one.definition.conditions(period, rows.kinds) if c[0] in one.times]
                for period in grid.periods
            ]
            for one in family
        }
        self.times = Times(rows, (c for of_periods in timed.values() for some in of_periods for c in some))
        self.needs = {  # period x class
            place: np.array([self.times.meeting(some) for some in of_periods])
            for place, of_periods in timed.items()
        }
        self.cells = self.times.of_rows * line.size + ranks
        needed = np.logical_or.reduce([need.any(axis=0) for need in self.needs.values()])
        self.counted = needed.take(self.times.of_rows)

    def fill(self) -> None:
        """Put every figure of the family into the grid."""
        import numpy as np

        for where, some in groupby(sorted(self.family, key=lambda one: one.where), key=lambda one: one.where):
            met = reduce(and_, (self.rows.mask(*condition) for condition in where), self.counted)
            found = np.flatnonzero(met)
            by_class = self._summed(self.cells.take(found))
            for one in some:
                counted = self._of_regions(one, by_class)
                values, filled = self._measured(one, found, counted)
                place, at = one.place, one.regions
                self.grid.values[place][:, at] = values[:, at]
                self.grid.filled[place][:, at] = filled[:, at]
                self.grid.counted[place][:, at] = counted[:, at]

    def _measured(self, one: Asked, found: "Numbers", counted: "Numbers") -> tuple["Numbers", "Numbers"]:
        """(values, how many rows have one), period x region. A distinct count stands for its rows."""
        import numpy as np

        how = one.definition.how
        if how.kind == MeasureKind.COUNT:
            return counted, counted
        field = self.rows.field(how.field)
        if not field.full:
            found = found.take(np.flatnonzero(field.has.take(found)))  # many times faster than by flags
        if how.kind == MeasureKind.LATEST:
            return self._latest(one, found)
        if how.kind == MeasureKind.DISTINCT:
            told = self._distinct(one, found)
            return told, told
        cells, values = self.cells.take(found), field.of(found)
        filled = self._of_regions(one, self._summed(cells))
        if how.kind == MeasureKind.MAX:
            return np.where(filled > 0, self._greatest(one, cells, values), 0), filled
        return self._of_regions(one, self._summed(cells, values)), filled

    def _summed(self, cells: "Numbers", values: "Numbers | None" = None) -> "Numbers":
        """Class x rank: how many rows with these cells, or the exact sum of their values."""
        import numpy as np

        size = self.times.size * self.line.size
        if values is None:
            return np.bincount(cells, minlength=size).reshape(self.times.size, -1)
        told = np.zeros(size, np.int64)
        np.add.at(told, cells, values)
        return told.reshape(self.times.size, -1)

    def _of_regions(self, one: Asked, by_class: "Numbers") -> "Numbers":
        """Class x rank added up to period x region."""
        told: Numbers = self.needs[one.place].astype(int) @ self.line.sums(by_class)
        return told

    def _greatest(self, one: Asked, cells: "Numbers", values: "Numbers") -> "Numbers":
        import numpy as np

        least = np.iinfo(np.int64).min
        most = np.full(self.times.size * self.line.size, least)
        np.maximum.at(most, cells, values)
        by_class = self.line.greatest(most.reshape(self.times.size, -1))
        return np.stack([by_class[need].max(axis=0, initial=least) for need in self.needs[one.place]])

    def _distinct(self, one: Asked, found: "Numbers") -> "Numbers":
        import numpy as np

        field = self.rows.field(one.definition.how.field)
        things = field.places if field.places is not None else np.unique(field.values, return_inverse=True)[1]
        keys, times = (
            self.line.keys(things.take(found), self.ranks.take(found)),
            self.times.of_rows.take(found),
        )
        inside = (np.flatnonzero(need.take(times)) for need in self.needs[one.place])
        return np.stack([self.line.distinct(keys.take(rows)) for rows in inside])

    def _latest(self, one: Asked, found: "Numbers") -> tuple["Numbers", "Numbers"]:
        """The newest values, each row looked at: facts are few."""
        import numpy as np

        found = found[np.argsort(self.rows.table["id"].to_numpy()[found])]
        rows = [
            {"on": moment, "value": value}
            for moment, value in zip(
                self._moments(one.definition.on, found),
                self.rows.field(one.definition.how.field).of(found),
                strict=True,
            )
        ]
        times, ranks, line = self.times.of_rows[found], self.ranks[found], self.line
        values, filled = np.zeros((2, len(self.grid.periods), len(self.grid.regions)), np.int64)
        for p, need in enumerate(self.needs[one.place]):
            for r in one.regions:
                inside = need[times] & (line.low[r] <= ranks) & (ranks < line.high[r])
                best = newest([rows[i] for i in np.flatnonzero(inside)], "on")
                if best is not None:
                    values[p, r], filled[p, r] = best["value"], 1
        return values, filled

    def _moments(self, on: str, found: "Numbers") -> list[Any]:
        """The date, year or period of each of these rows; None where there is none."""
        if not on:
            return [None] * len(found)
        field, days = self.rows.field(on), self.rows.kinds[on] == Kind.DATE
        return [
            (EPOCH + timedelta(int(value)) if days else value) if there else None
            for value, there in zip(field.of(found), field.has[found], strict=True)
        ]
