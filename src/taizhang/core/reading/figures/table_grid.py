"""A table seen as rows and columns with names 表格结构: heads, units, roles, totals, and the number of each cell."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import ref

from taizhang.core.reading.document import Cell, Document, Table
from taizhang.core.reading.figures.cell_numbers import (
    Printed,
    head_unit,
    is_blank,
    is_year,
    read_cell,
    stated_units,
    unit_kind,
)
from taizhang.core.reading.figures.figure import Role
from taizhang.core.reading.figures.table_heads import Head, read_head, strip_name
from taizhang.core.reading.figures.table_layout import Layout
from taizhang.core.reading.lexicon import words


@dataclass(slots=True, eq=False)
class Line:
    """One row or one column: what its head says."""

    index: int
    name: str = ""  # without spaces, without the unit
    full: str = ""  # all heads above each other, without spaces
    span: tuple[int, int] = (-1, -1)  # the words that name it, in the text
    group: int = -1  # start of the merged head or group cell that holds it; -1: none
    group_span: tuple[int, int] = (-1, -1)
    unit: str | None = None
    head: Head = field(default_factory=Head)
    indent: int = 0
    level: int = 0  # by its numbering: 1 for 一、, 2 for （一）, 3 for 1. , 4 for （1）; 0: not numbered
    body: bool = True  # holds figures: no head, no name, no note, no serial numbers


@dataclass(slots=True)
class Grid:
    """One table. `numbers` has every cell that states a figure; `blanks` the cells of body lines with nothing stated."""

    table: int
    rows: list[Line]
    columns: list[Line]
    numbers: dict[tuple[int, int], Printed]
    blanks: set[tuple[int, int]]
    caption: str
    notes: str
    units: list[str]  # stated in the caption or the corner
    quiet: list[tuple[int, int]]  # spans of cells that say no figure of their own: heads, names, codes, years


_latest: list[tuple[Callable[[], Document | None], list[Grid]]] = [(lambda: None, [])]


def grids(document: Document) -> list[Grid]:
    """The tables of a document that hold figures. One pass over the cells; those of the latest document are kept."""
    held, found = _latest[0]  # both halves in one read: another thread may be at work
    if held() is not document:
        found = _build(document)
        _latest[0] = (ref(document), found)
    return found


def _build(document: Document) -> list[Grid]:
    out: list[Grid] = []
    for index, table in enumerate(document.tables):
        builder = _Builder(document, table, index)
        for part in builder.side_by_side():
            if (grid := part.build()) is not None:
                out.append(grid)
    return out


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words("tables", name)) for name in ("serial", "unit_heads", "names"))


class _Builder(Layout):
    def side_by_side(self) -> "list[_Builder]":
        """The table itself, or its two halves where the same heads stand twice (收入 金额 | 支出 金额)."""
        if self.width < 4 or self.width % 2 or self.width > 12:
            return [self]
        half = self.width // 2
        first = next((row for row in range(self.height) if self._filled(row) == self.width), None)
        if first is None or first > 2:
            return [self]
        heads = [self.words.get((first, column), "") for column in range(self.width)]
        if heads[1:half] != heads[half + 1 :] or heads[half] in words("tables", "quiet"):
            return [self]
        body = [self.words.get((row, half), "") for row in range(first + 1, self.height)]
        named = [text for text in body if text and not is_blank(text)]
        if not named or any(read_cell(text, 0) or is_year(text) for text in named):
            return [self]
        parts = []
        for left in (0, half):
            cells = tuple(c for c in self.table.cells if left <= c.column < left + half or c.row < first)
            parts.append(_Builder(self.document, Table(cells, self.table.caption), self.index, left))
        return parts

    def build(self) -> Grid | None:
        if self.height < 2 or self.width < 2 or self.width > 400:
            return None
        for place, raw in self.raw.items():
            if (number := read_cell(raw, self.cells[place].start)) is not None:
                self.printed[place] = number
        top, heads = self._heads()
        self._dead_rows(top, heads)
        body = [row for row in range(top, self.height) if row not in self.dead]
        columns = self._columns(heads)
        name, units, groups = self._name_columns(body, columns)
        rows = self._rows(top, name, units, groups)
        for row in range(self.height):
            rows[row].body = row >= top and row not in self.dead
        numbers = {
            place: number
            for place, number in self.printed.items()
            if rows[place[0]].body and columns[place[1]].body
        }
        if not numbers:
            return None
        blanks = {
            (row.index, column.index)
            for row in rows
            if row.body
            for column in columns
            if column.body and is_blank(self.words.get((row.index, column.index), ""))
        }
        corner = "".join(self.words.get((row, self.left), "") for row in heads)
        stated = stated_units(self.caption) or stated_units(corner) or self._units_above(heads)
        self._caption_unit_rows(top)
        return Grid(
            self.index, rows, columns, numbers, blanks, self.caption, self.notes, stated,
            self._quiet(rows, columns, {c.index for c in columns if not c.body}),
        )  # fmt: skip

    def _caption_unit_rows(self, top: int) -> None:
        """A title inside the table (one cell over the first row) belongs to the caption."""
        titles = [self.raw[(c.row, c.column)] for row in range(min(2, top)) for c in self.by_row[row]]
        if titles and self._filled(0) == 1:
            self.caption = f"{self.caption} {titles[0]}"

    def _columns(self, heads: Sequence[int]) -> list[Line]:
        stacks: list[list[Cell]] = [[] for _ in range(self.width)]
        for depth, row in enumerate(heads):
            group: Cell | None = None
            for cell in sorted(self.by_row[row], key=lambda c: c.column):
                filled = bool(self.words[(cell.row, cell.column)])
                for column in range(cell.column, min(self.width, cell.column + max(1, cell.columns))):
                    if filled:
                        stacks[column].append(cell)
                    elif (
                        group is not None
                        and depth + 1 < len(heads)
                        and cell.columns <= 1
                        and self._below(heads[depth + 1 :], column)
                    ):
                        stacks[column].append(
                            group
                        )  # an unmerged head that stands only above its first column
                if filled:
                    wide = (
                        depth + 1 < len(heads)
                        and cell.rows <= 1
                        and self._below(heads[depth + 1 :], cell.column)
                    )
                    group = cell if wide else None
        lines = []
        for column, stack in enumerate(stacks):
            line = Line(column)
            if stack:
                self._name_line(line, stack)
            lines.append(line)
        for line in lines:  # 增减 beside 本年（家）, without a unit of its own
            if line.unit is None and line.head.role in (Role.INCREASE, Role.DECREASE) and not line.head.rate:
                line.unit = next(
                    (o.unit for o in lines[: line.index][::-1] if o.unit and o.head.role is None), None
                )
        return lines

    def _below(self, rows: Sequence[int], column: int) -> bool:
        return any(self.words.get((row, column)) for row in rows)

    def _name_line(self, line: Line, stack: Sequence[Cell]) -> None:
        """Unit, role and name of a column from its heads, the lowest first."""
        texts = [self.words[(cell.row, cell.column)] for cell in stack]
        named = list(zip(stack, texts, strict=True))
        if len(named) > 1 and unit_kind(texts[-1]):  # a row of units below the heads
            line.unit = texts[-1]
            named.pop()
        for _, text in reversed(named):
            line.unit = line.unit or head_unit(text)[0]
        leaf, text = named[-1]
        line.span, line.name = strip_name(self.raw[(leaf.row, leaf.column)], leaf.start)
        line.full = "".join(text for _, text in named)
        if len(named) > 1:
            line.group = named[0][0].start
            upper = named[-2][0]
            line.group_span = strip_name(self.raw[(upper.row, upper.column)], upper.start)[0]
        line.head = read_head(text, "".join(text for _, text in named[:-1]))
        line.body = not line.head.quiet or line.unit is not None

    def _name_columns(self, body: Sequence[int], columns: list[Line]) -> tuple[int, int, list[int]]:
        """(the column that names the rows, the column of units, columns of groups before the name); -1 for none."""
        serial, unit_heads, names = _names()
        filled = [
            [row for row in body if not is_blank(self.words.get((row, c), ""))] for c in range(self.width)
        ]
        units = -1
        texts: list[int] = []
        numbered = sorted({column for _, column in self.printed})
        for column in range(self.width):
            line, values = columns[column], [self.words.get((row, column), "") for row in filled[column]]
            if not values:
                continue
            numeric = sum((row, column) in self.printed for row in filled[column])
            whole = [value for value in values if value.isdigit()]
            counted = len(whole) > 1 and whole == [str(n) for n in range(1, len(whole) + 1)]
            if line.name in serial or (
                not line.name and column == self.left and counted and len(whole) >= len(values) - 1
            ):
                line.body = False
            elif all(unit_kind(value) or value in ("", "/") for value in values) and (
                line.name in unit_heads or len(values) > 1
            ):
                units, line.body = column, False
            elif sum(is_year(value) for value in values) * 2 > len(values) and (
                column == self.left or any("年" in value for value in values)
            ):
                line.body = False
                if column == self.left or not texts:
                    texts.append(column)
            elif numeric * 3 < len(values) or (numeric * 2 <= len(values) and column == self.left):
                line.body = line.body and column > self.left and numeric > 0
                if not any(columns[c].body for c in numbered if c < column) and not line.head.quiet:
                    line.body = False
                    texts.append(column)
        if not texts:
            return -1, units, []
        preferred = [c for c in texts if columns[c].name in names]
        groups = [c for c in texts if self._is_group(body, c)]
        free = [c for c in texts if c not in groups]
        name = next((c for c in preferred if c in free), free[0] if free else texts[-1])
        for c in texts:
            columns[c].body = False
        return name, units, [c for c in groups if c < name]

    def _is_group(self, body: Sequence[int], column: int) -> bool:
        """Cells over several rows, or a name followed by blanks."""
        if column + 1 >= self.width:
            return False
        spans = [self.cells[(row, column)].rows for row in body if (row, column) in self.cells]
        if any(rows > 1 for rows in spans):
            return True
        named = sum(1 for row in body if self.words.get((row, column)))
        return 0 < named * 3 < len(body) * 2

    def _rows(self, top: int, name: int, units: int, groups: Sequence[int]) -> list[Line]:
        rows = [Line(row) for row in range(self.height)]
        group_cell: Cell | None = None
        parent: str | None = None  # unit of the row that 其中 rows belong to
        inside = False
        for row in range(top, self.height):
            line = rows[row]
            for column in groups:
                if self.words.get((row, column)):
                    group_cell = self.cells[(row, column)]
            place = (row, name)
            text = self.words.get(place, "")
            if not text and group_cell is not None and group_cell.row == row:
                place = (row, group_cell.column)
                text = self.words[place]
            elif group_cell is not None:
                line.group = group_cell.start
            if not text:  # 合计 in the column of serial numbers
                lead = ((row, column) for column in range(self.left, max(name, self.left)))
                place = next((at for at in lead if self.words.get(at) and at not in self.printed), place)
                text = self.words.get(place, "")
            if text:
                cell, raw = self.cells[place], self.raw[place]
                line.span, line.name = strip_name(raw, cell.start)
                line.full, line.unit = text, head_unit(text)[0]
                line.head = read_head(text, "")
                line.indent = len(raw) - len(raw.lstrip())
                line.level = line.head.level
            if units >= 0 and (unit := self.words.get((row, units), "")) and unit_kind(unit):
                line.unit = unit
            inside = line.unit is None and (inside or line.head.of_which)
            if inside:
                line.unit = parent
            else:
                parent = line.unit
            if text and self._is_total_of_groups(line, group_cell):
                line.group = -1
        return rows

    @staticmethod
    def _is_total_of_groups(line: Line, group: Cell | None) -> bool:
        return (
            group is not None
            and line.head.total >= 2
            and line.group != -1
            and line.index >= group.row + max(1, group.rows)
        )

    def _quiet(
        self, rows: Sequence[Line], columns: Sequence[Line], dead_columns: set[int]
    ) -> list[tuple[int, int]]:
        """Cells whose words are names or codes: nothing else is to be read in them."""
        out = []
        for place, cell in self.cells.items():
            head = not rows[place[0]].body and place[0] not in self.dead
            short = len(self.words[place]) <= 24 and not re.search("[。；，]", self.words[place])
            if cell.end > cell.start and (
                place in self.printed or head or (place[1] in dead_columns and short)
            ):
                out.append((cell.start, cell.end))
        return out
