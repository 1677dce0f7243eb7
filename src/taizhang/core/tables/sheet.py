"""One sheet as the reader of tables sees it: cells by row, merged ranges, cells that hold no usable value."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice


class FlawKind(StrEnum):
    """Why a cell holds no value that may be stored."""

    ERROR = "error"  # #REF!, #DIV/0! …
    NO_VALUE = "no_value"  # a formula that was never calculated
    PICTURE = "picture"  # a picture in the cell: =DISPIMG(…)


@dataclass(frozen=True)
class Flaw:
    """A cell without a usable value: why, and what the person sees there."""

    kind: FlawKind
    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | Flaw
RowSource = Callable[[], Iterator[tuple[int, list[Cell]]]]


@dataclass(frozen=True)
class Merge:
    """A merged range 合并单元格: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. Blank cells are ""; rows count from 1, columns from 0.

    `rows()` reads the source again each time: memory stays bounded, re-reading is cheap.
    `percents` are the columns whose numbers all carry a percent format (0.8742 shown as 87.42%),
    `mixed_percents` those where only some do.
    """

    name: str
    last_row: int
    width: int
    source: RowSource
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    flaws: Mapping[tuple[int, int], Flaw] = field(default_factory=dict)
    percents: frozenset[int] = frozenset()
    mixed_percents: frozenset[int] = frozenset()

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with its number, up to the last row with content; flawed cells as `Flaw`."""
        if not self.flaws:
            return self.source()
        return self._rows_with_flaws()

    def _rows_with_flaws(self) -> Iterator[tuple[int, list[Cell]]]:
        by_row: dict[int, list[tuple[int, Flaw]]] = {}
        for (row, column), flaw in self.flaws.items():
            by_row.setdefault(row, []).append((column, flaw))
        seen = 0
        for number, cells in self.source():
            seen = number
            for column, flaw in by_row.get(number, ()):
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = flaw
            yield number, cells
        for number in range(seen + 1, self.last_row + 1):  # rows of nothing but flaws at the end
            below: list[Cell] = [""] * self.width
            for column, flaw in by_row.get(number, ()):
                below[column] = flaw
            yield number, below

    def window(self, row: int, before: int = 2, after: int = 2) -> list[tuple[int, list[str]]]:
        """The rows around `row` as the person sees them, for showing where a value came from."""
        start = max(1, row - before)
        picked = islice(self.rows(), start - 1, row + after)
        return [(number, [shown(cell) for cell in cells]) for number, cells in picked]


def shown(cell: Cell) -> str:
    """A cell as text the person recognises: 1203.5, 41, 2026-06-03, 是非 as TRUE/FALSE."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if abs(cell) >= 1e15:
            return f"{cell:.15G}" if abs(cell) >= 1e18 else f"{cell:.5E}"
        return f"{cell:.15g}" if cell != int(cell) else str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == dt.time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, dt.timedelta):
        return str(cell)
    return str(cell)


def letter(column: int) -> str:
    """The letter of a column counted from 0: A … Z, AA …"""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_index(letters: str) -> int:
    """The column, from 0, of its letters. The reverse of `letter`."""
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number - 1
