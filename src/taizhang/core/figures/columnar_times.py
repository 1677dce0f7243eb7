"""The times of a register's rows in classes: times that no condition asked of them tells apart 时间分段."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from taizhang.core.figures.columnar_fields import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

BITS = 32  # conditions told apart at a time: with the number of values they stay within a whole number


class Times:
    """The class of each row, and which classes meet which conditions: five years' stocks make some forty classes of any dates."""

    def __init__(self, rows: Rows, conditions: Iterable[tuple[str, str]]) -> None:
        import numpy as np

        self.size, self.of_rows = 1, np.zeros(len(rows), np.int64)
        self._met: dict[tuple[str, str], Flags] = {}
        for name, some in groupby(sorted(set(conditions)), key=itemgetter(0)):
            self._cut(rows, name, [text for _, text in some])

    def _cut(self, rows: Rows, name: str, texts: Sequence[str]) -> None:
        """Every class in parts by one more field."""
        import numpy as np

        met = [rows.met(name, text) for text in texts]
        first, which = _told_apart(met)
        self.of_rows = self.of_rows * len(first) + rows.field(name).of_rows(which)
        self._met = {condition: np.repeat(flags, len(first)) for condition, flags in self._met.items()}
        self._met |= {(name, t): np.tile(m[first], self.size) for t, m in zip(texts, met, strict=True)}
        self.size *= len(first)

    def meeting(self, conditions: Iterable[tuple[str, str]]) -> "Flags":
        """Which classes meet all of these."""
        import numpy as np

        met = np.ones(self.size, bool)
        for condition in conditions:
            met &= self._met[condition]
        return met


def _told_apart(met: Sequence["Flags"]) -> tuple["Numbers", "Numbers"]:
    """Values that none of these conditions tells apart: (one value of each such class, the class of each value)."""
    import numpy as np

    codes = np.zeros(len(met[0]), np.int64)
    for n, flags in enumerate(met, 1):
        codes = codes * 2 + flags
        if n % BITS == 0:
            codes = np.unique(codes, return_inverse=True)[1]
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    return first, which
