"""What the first values of a column look like: evidence of its own beside the header."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .codes import compact
from .headers import fold
from .lexicon import EMPTY_MARKS
from .sheet import Cell, Flaw, shown
from .table import Row

_DATE = re.compile(
    r"^(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?月?|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))$"
)
_CREDIT = re.compile(r"^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$")


@dataclass(frozen=True)
class Sample:
    """Shares, 0 … 1, of the filled cells seen."""

    texts: tuple[str, ...]
    filled: int
    credit_codes: float
    dates: float
    numbers: float
    fractions_only: bool  # there are numbers and all lie between -1 and 1

    @cached_property
    def words(self) -> frozenset[str]:
        """The texts as headers and choices are compared: read once, held against every register."""
        return frozenset(map(fold, self.texts))


def take_samples(rows: Iterable[Row], width: int) -> list[Sample]:
    """One sample for each column of the rows."""
    columns: list[list[Cell]] = [[] for _ in range(width)]
    for row in rows:
        for values, cell in zip(columns, row.cells, strict=False):
            if cell != "" and not isinstance(cell, Flaw) and str(cell).strip() not in EMPTY_MARKS:
                values.append(cell)
    return [_sample(values) for values in columns]


def _sample(values: list[Cell]) -> Sample:
    total = len(values) or 1
    numbers = [v for v in values if isinstance(v, float | int) and not isinstance(v, bool)]
    codes = sum(1 for v in values if isinstance(v, str) and is_credit_shape(v))
    dates = sum(1 for v in values if isinstance(v, dt.date) or (isinstance(v, str) and is_date_text(v)))
    texts = tuple(dict.fromkeys(shown(v) for v in values))
    return Sample(
        texts, len(values), codes / total, dates / total, len(numbers) / total,
        bool(numbers) and all(abs(v) <= 1 for v in numbers),
    )  # fmt: skip


def is_date_text(text: str) -> bool:
    """A day or month as text: 2026-06-03, 2026年6月, 20260603."""
    return bool(_DATE.match(text.strip()))


@lru_cache(maxsize=5_000)
def is_credit_shape(text: str) -> bool:
    """18 characters that could be a unified social credit code."""
    return bool(_CREDIT.match(compact(text)))
