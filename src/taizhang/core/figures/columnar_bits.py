"""Conditions as bits, and the cells that carry them: the machinery of `columnar_cells`."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar import Columns
from taizhang.core.figures.definition import Basis, Definition
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
MOST = 1 << 62  # a thing and a region's rank together stay below


@dataclass(frozen=True)
class Asked:
    """A definition at its place in the grid, for some of the regions."""

    place: int
    definition: Definition
    regions: tuple[int, ...]  # places in the grid


def levels(regions: Sequence[int | None], columns: Columns) -> list[dict[int, str]]:
    """The regions asked for in groups of which none lies in another: place -> path."""
    levels: dict[tuple[int, int], dict[int, str]] = {}
    seen: dict[str, int] = {}
    for place, region in enumerate(regions):
        path = "" if region is None else columns.regions.get(region, MISSING)
        seen[path] = seen.get(path, 0) + 1
        levels.setdefault((path.count("/"), seen[path]), {})[place] = path
    return list(levels.values())


class Bits:
    """The distinct conditions of a family, each with its place among the bits; what all ask is a filter instead."""

    def __init__(self, family: Sequence[Asked], columns: Columns, periods: Sequence[Period]) -> None:
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


def _span(family: Sequence[Asked], columns: Columns, periods: Sequence[Period]) -> set[tuple[str, str]]:
    """The condition on the day that holds for whatever any of the periods picks."""
    one = family[0].definition
    if columns.kinds.get(one.on) != Kind.DATE or not periods:
        return set()
    starts = [period.start for period in periods]
    stock = any(asked.definition.timing != Basis.FLOW for asked in family)
    first = None if stock or None in starts else min(start for start in starts if start)
    return {(one.on, f"{first or ''}..{max(period.end for period in periods)}")}


class Cells:
    """Cells as NumPy columns. `rank` is the place of a cell's region among all paths: a region is one span of ranks."""

    def __init__(self, bits: Bits, held: "ir.Table", columns: Columns) -> None:
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

    def of(self, family: Sequence[Asked], periods: int) -> "Iterator[tuple[Asked, int, Numbers]]":
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
