"""A table found in a sheet: where it stands, its columns, what each of its rows is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from taizhang.core.decisions import Problem

from .sheet import Cell, Sheet, letter


class RowKind(IntEnum):
    """What a row of the sheet is; every row is exactly one of these."""

    BLANK = 0
    TITLE = 1
    HEADER = 2
    DATA = 3
    GROUP = 4
    TOTAL = 5
    NOTE = 6


@dataclass(frozen=True)
class TableColumn:
    """A column of the table. `header` is flattened: 收入/2025年; "" for a column without header."""

    index: int  # in the sheet, from 0
    header: str

    @property
    def letter(self) -> str:
        """The column's letter in the sheet."""
        return letter(self.index)


@dataclass(frozen=True)
class Row:
    """One row: number in the sheet, kind, cells in the order of the table's columns, the group it stands under."""

    number: int
    kind: RowKind
    cells: list[Cell]
    group: str


@dataclass(frozen=True)
class Table:
    """A table 表. Rows first_row … last_row of the sheet belong to it, title and notes included."""

    sheet: Sheet
    index: int  # which table of the sheet, from 0
    title: str
    unit: str  # from a note such as 单位：万元, "" when there is none
    header_rows: tuple[int, ...]
    columns: tuple[TableColumn, ...]
    first_row: int
    last_row: int
    kinds: bytes  # a RowKind for each row from first_row
    groups: Mapping[int, str]  # row number of a group row -> its text
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[RowKind, int]:
        """How many rows of each kind; they add up to the rows of the table."""
        counted = Counter(self.kinds)
        return {kind: counted[kind] for kind in RowKind if counted[kind]}

    @property
    def data_rows(self) -> int:
        """How many data rows there are."""
        return self.kinds.count(RowKind.DATA)

    def rows(self) -> Iterator[Row]:
        """Every row of the table in order, vertically merged cells filled down in data rows."""
        indexes = [column.index for column in self.columns]
        width = max(indexes, default=-1) + 1
        straight = indexes == list(range(len(indexes)))
        fills = self._fills()
        first, kinds, groups = self.first_row, self.kinds, self.groups
        group = ""
        last_filled: dict[int, Cell] = {}
        for number, cells in self.sheet.rows():
            if number < first:
                continue
            if number > self.last_row:
                return
            kind = RowKind(kinds[number - first])
            if kind is RowKind.GROUP:
                group = groups[number]
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            if number in fills:
                for index, top in fills[number]:
                    if number == top:
                        last_filled[index] = cells[index]
                    elif cells[index] == "" and not _is_quantity(above := last_filled.get(index, "")):
                        cells[index] = above
            picked = cells[:width] if straight else [cells[index] for index in indexes]
            yield Row(number, kind, picked, group)

    def data(self) -> Iterator[Row]:
        """The data rows."""
        return (row for row in self.rows() if row.kind is RowKind.DATA)

    def _fills(self) -> dict[int, list[tuple[int, int]]]:
        """For each row, the columns that belong to a range merged downwards, with the range's first row."""
        found: dict[int, list[tuple[int, int]]] = {}
        below = max(self.header_rows, default=0)
        wanted = {column.index for column in self.columns}
        for merge in self.sheet.merges:
            if merge.bottom > merge.top > below and merge.left in wanted:
                for number in range(max(merge.top, self.first_row), min(merge.bottom, self.last_row) + 1):
                    found.setdefault(number, []).append((merge.left, merge.top))
        return found


def _is_quantity(cell: Cell) -> bool:
    """Numbers are not filled down: an amount merged over three rows would be counted three times."""
    return isinstance(cell, float | int) and not (1990 <= cell <= 2100 and cell == int(cell))
