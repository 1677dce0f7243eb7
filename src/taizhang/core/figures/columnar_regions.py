"""The tree of regions as a line: sorted by path, each region and all that lies in it are one span 区划的排列."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taizhang.core.figures.columnar_fields import whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

LAST = "\U0010ffff"  # sorts behind every path: also the path of a region that the snapshot does not know


class Line:
    """The ranks of all paths, and the regions asked for; None is everything, rows without a region (rank 0) included."""

    def __init__(self, tree: Mapping[int, str], regions: Sequence[int | None]) -> None:
        import numpy as np

        self.paths = sorted({"", *tree.values()})
        self.size, self.shift = len(self.paths), len(self.paths).bit_length()
        places = {path: rank for rank, path in enumerate(self.paths)}
        self.ranks = np.zeros(max(tree, default=0) + 1, np.int64)
        for pk, path in tree.items():
            self.ranks[pk] = places[path]
        asked = ["" if region is None else tree.get(region, LAST) for region in regions]
        spans = [(bisect_left(self.paths, path), bisect_left(self.paths, path + LAST)) for path in asked]
        self.low, self.high = np.array(spans, np.int64).reshape(-1, 2).T
        self.levels = self._levels(asked)

    def of(self, column: Any) -> "Numbers":
        """The ranks of the ids of a column."""
        told: Numbers = self.ranks.take(whole(column, 0))
        return told

    def sums(self, of_ranks: "Numbers") -> "Numbers":
        """By rank -> by region asked for, line by line: by one running sum."""
        import numpy as np

        running = np.zeros((len(of_ranks), self.size + 1), np.int64)
        np.cumsum(of_ranks, axis=1, out=running[:, 1:])
        told: Numbers = running[:, self.high] - running[:, self.low]
        return told

    def greatest(self, of_ranks: "Numbers") -> "Numbers":
        """By rank -> by region asked for, line by line: the greatest of each."""
        import numpy as np

        least = np.iinfo(np.int64).min
        spans = zip(self.low, self.high, strict=True)
        told: Numbers = np.stack([of_ranks[:, a:b].max(axis=1, initial=least) for a, b in spans], axis=1)
        return told

    def keys(self, things: "Numbers", ranks: "Numbers") -> "Numbers":
        """A thing and where it is as one number: sorted by thing, then by region."""
        return things << self.shift | ranks

    def distinct(self, keys: "Numbers") -> "Numbers":
        """How many different things lie in each region asked for: a firm in two streets is one firm of the district.

        Sorted by thing and region, a thing is new in a region where it first comes: whole subtrees follow one another.
        """
        import numpy as np

        keys = np.sort(keys)
        other = np.ones(len(keys), bool)
        other[1:] = (keys[1:] ^ keys[:-1]) >> self.shift != 0
        at = keys & ((1 << self.shift) - 1)
        told = np.zeros(len(self.low), np.int64)
        for places, owner in self.levels:
            region = owner.take(at)
            new = other.copy()
            new[1:] |= region[1:] != region[:-1]
            told[places] = np.bincount(region.take(np.flatnonzero(new)), minlength=len(places) + 1)[
                : len(places)
            ]
        return told

    def _levels(self, asked: Sequence[str]) -> list[tuple[list[int], "Numbers"]]:
        """The regions asked for in groups of which none lies in another: (their places, of each rank which of them or behind all)."""
        import numpy as np

        groups: dict[tuple[int, int], list[int]] = {}
        seen: dict[str, int] = {}
        for place, path in enumerate(asked):
            seen[path] = seen.get(path, 0) + 1
            groups.setdefault((path.count("/"), seen[path]), []).append(place)
        told = []
        for places in groups.values():
            owner = np.full(self.size, len(places), np.int64)
            for i, place in enumerate(places):
                owner[self.low[place] : self.high[place]] = i
            told.append((places, owner))
        return told
