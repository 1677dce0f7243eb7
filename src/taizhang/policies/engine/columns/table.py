"""The facts of many enterprises as columns 事实的列: what columns.py works on.

A column holds whole numbers of the smallest unit (facts.SCALE: money in 分, a number in ten-thousandths), days since
1970-01-01, yes or no, or places in a list of words. What does not fit 64 bits that way stands in `odd`, row by row.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from taizhang.policies.engine.answers import FactValue, Held
from taizhang.policies.engine.columns.days import EPOCH
from taizhang.policies.engine.columns.forms import Array, Mask
from taizhang.policies.engine.facts import SCALE, FactKind, FactSpec

Key: TypeAlias = tuple[str, int | None]
LARGEST = 2**60


@dataclass(frozen=True, eq=False)
class Column:
    """One fact (of one year) of all. `known` is None where it is known of everybody; `times` is a what-if."""

    values: Array
    known: Mask = None
    words: tuple[str, ...] = ()
    times: Fraction = Fraction(1)
    odd: Mapping[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Table:
    """So many enterprises and their facts by (name, year); what has no column is known of nobody."""

    size: int
    columns: Mapping[Key, Column]

    def scaled(
        self, names: str | Iterable[str], by: Fraction, years: Collection[int] | None = None
    ) -> "Table":
        """The same with these facts (of these years) so many times as large 假设变动."""
        meant = {names} if isinstance(names, str) else set(names)
        return Table(
            self.size,
            {
                key: replace(column, times=column.times * by)
                if key[0] in meant and (years is None or key[1] in years)
                else column
                for key, column in self.columns.items()
            },
        )


def table_of(rows: Sequence[Mapping[Key, Held | FactValue]], specs: Mapping[str, FactSpec]) -> Table:
    """A table of what is held of each enterprise, in their order."""
    gathered: dict[Key, dict[int, FactValue]] = {}
    for place, row in enumerate(rows):
        for key, held in row.items():
            value = held.value if isinstance(held, Held) else held
            if value is not None:
                gathered.setdefault(key, {})[place] = value
    return Table(
        len(rows), {key: column_of(values, specs[key[0]], len(rows)) for key, values in gathered.items()}
    )


def column_of(values: Mapping[int, FactValue], spec: FactSpec, size: int) -> Column:
    """A column of the values of some rows; the others are unknown."""
    places = np.fromiter(values, np.int64, len(values))
    known: Mask = None
    if len(values) < size:
        known = np.zeros(size, bool)
        known[places] = True
    if spec.kind == FactKind.WORD:
        words = {word: code for code, word in enumerate(dict.fromkeys(map(str, values.values())))}
        return Column(_laid([words[str(v)] for v in values.values()], places, size), known, tuple(words))
    if spec.kind == FactKind.YES_NO:
        return Column(_laid([bool(v) for v in values.values()], places, size, bool), known)
    whole: list[int] = []
    odd: dict[int, Fraction] = {}
    for place, value in values.items():
        if isinstance(value, date):
            whole.append(value.toordinal() - EPOCH)
            continue
        assert isinstance(value, Fraction), f"{spec.name}: {value!r}"
        scaled = value * SCALE[spec.kind]
        fits = scaled.denominator == 1 and abs(scaled) <= LARGEST
        whole.append(scaled.numerator if fits else 0)
        if not fits:
            odd[place] = value
    return Column(_laid(whole, places, size), known, odd=odd)


def _laid(values: Sequence[Any], places: Array, size: int, kind: Any = np.int64) -> Array:
    laid = np.zeros(size, kind)
    laid[places] = values
    return laid
