"""Find the tables of a sheet: header, columns, and what every row is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from taizhang.core.decisions import Problem, Severity

from .bands import bands_of, occupied_columns
from .head import Words, depth, flatten, is_label, is_likely, is_strict, present
from .headers import as_unit, fold, read_header, unit_note
from .lexicon import GROUP_ENDS, NAME_LIKE, SERIAL_HEADERS
from .next_table import opens_unknown
from .rowkinds import is_group, is_note, is_region_total, is_total
from .sheet import Cell, Merge, Sheet, letter
from .spec import Layout
from .table import RowKind, Table, TableColumn

LOOK_AHEAD = 8
Numbered = tuple[int, list[Cell]]


def find_tables(sheet: Sheet, layouts: Iterable[Layout] = ()) -> list[Table]:
    """The tables of a sheet, left to right and top to bottom.

    `layouts` only lend their column names, to know a header when it is seen. A sheet without a
    recognisable header gives one table without header rows and a problem saying so.
    """
    if not sheet.last_row:
        return []
    words = frozenset(fold(n) for layout in layouts for c in layout.columns for n in (c.title, *c.also))
    occupied = occupied_columns(sheet)
    if not occupied:
        return []
    bands = bands_of(occupied)
    if len(bands) > 1:
        apart = [_Finder(sheet, left, right, words, occupied).run() for left, right in bands]
        if all(_stands_alone(tables) for tables in apart):
            found = [table for tables in apart for table in tables]
            return [replace(table, index=index) for index, table in enumerate(found)]
    return _Finder(sheet, min(occupied), max(occupied), words, occupied).run()


def _stands_alone(tables: list[Table]) -> bool:
    """Whether the columns left or right of a gap are tables of their own, not the rest of one table."""
    if not tables or any(not table.header_rows for table in tables):
        return False
    first = tables[0].columns
    return len(first) >= 2 and any(
        read_header(column.header).name.endswith(NAME_LIKE) for column in first[:2] if column.header
    )


@dataclass
class _Draft:
    """A table while its rows are being read."""

    first_row: int
    title: str = ""
    unit: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    kinds: bytearray = field(default_factory=bytearray)
    groups: dict[int, str] = field(default_factory=dict)
    shapes: set[tuple[str, ...]] = field(default_factory=set)  # header rows as text, to know repeats
    waiting: list[int] = field(default_factory=list)  # single-cell rows with no data below yet
    serials: frozenset[int] = frozenset()
    wide_rows: int = 0  # rows with several cells before any header
    last_data: list[Cell] = field(default_factory=list)  # the last data row with several cells

    def add(self, kind: RowKind) -> None:
        self.kinds.append(kind)

    @property
    def group(self) -> str:
        """The heading the next row stands under."""
        return next(reversed(self.groups.values()), "")

    @property
    def next_row(self) -> int:
        return self.first_row + len(self.kinds)


class _Finder:
    """Reads the columns left … right of a sheet once, top to bottom, with a few rows of foresight."""

    def __init__(self, sheet: Sheet, left: int, right: int, words: Words, occupied: set[int]) -> None:
        self.sheet, self.left, self.right, self.words, self.occupied = sheet, left, right, words, occupied
        self.merges = tuple(m for m in sheet.merges if m.right >= left and m.left <= right)
        self.across = self._merged_across()
        self.done: list[_Draft] = []
        self.draft = _Draft(1)

    def run(self) -> list[Table]:
        """All tables of these columns."""
        rows = self._band_rows()
        ahead: deque[Numbered] = deque()
        while True:
            while len(ahead) < LOOK_AHEAD and (row := next(rows, None)) is not None:
                ahead.append(row)
            if not ahead:
                break
            number, cells = ahead.popleft()
            used = self._take(number, cells, ahead)
            for _ in range(used):
                ahead.popleft()
        self._finish()
        return [self._table(index, draft) for index, draft in enumerate(self.done)]

    def _band_rows(self) -> Iterator[Numbered]:
        left, stop, last = self.left, self.right + 1, self.sheet.last_row
        width, number = stop - left, 0
        for number, cells in self.sheet.rows():
            if number > last:
                return
            band = cells[left:stop]
            if len(band) < width:
                band.extend([""] * (width - len(band)))
            yield number, band
        for missing in range(number + 1, last + 1):
            yield missing, [""] * width

    def _merged_across(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = {}
        for merge in self.merges:
            if merge.right > merge.left and merge.bottom - merge.top < 50:
                for number in range(merge.top, merge.bottom + 1):
                    found.setdefault(number, []).append(merge)
        return found

    # -- rows ------------------------------------------------------------------------------------

    def _take(self, number: int, cells: list[Cell], ahead: deque[Numbered]) -> int:
        """Classify a row; returns how many of the following rows were classified with it."""
        at = present(cells)
        draft = self.draft
        if not at:
            draft.add(RowKind.BLANK)
            return 0
        if not draft.columns:
            return self._before_header(number, cells, at, ahead)
        if len(at) == 1 or number in self.across:
            return self._single(number, cells, at, ahead)
        if self._is_repeat(cells, at):
            draft.add(RowKind.HEADER)
            return 0
        last = draft.kinds[-1] if draft.kinds else RowKind.BLANK
        if last != RowKind.DATA and is_strict(cells, at, self.words):
            return self._open(number, cells, ahead)
        if last == RowKind.BLANK and opens_unknown(cells, list(ahead), draft.last_data, self.words):
            return self._open(number, cells, ahead)
        return self._body(number, cells, at, ahead)

    def _body(self, number: int, cells: list[Cell], at: list[int], ahead: deque[Numbered]) -> int:
        draft = self.draft
        first = cells[at[0]]
        if is_total(cells, at, draft.group, draft.last_data) or self._sums_up_place(cells, at, ahead):
            draft.add(RowKind.TOTAL)
        elif len(at) <= 8 and is_note(cells, at):
            if self._new_table_follows(ahead):
                self._finish(number)
                self._lead(cells, at)
            else:
                draft.add(RowKind.NOTE)
        elif draft.serials and all(i in draft.serials for i in at):
            draft.add(RowKind.BLANK)  # a pre-numbered line nobody filled in
        elif isinstance(first, str) and fold(first) in self.words and is_strict(cells, at, self.words):
            return self._open(number, cells, ahead)
        else:
            draft.add(RowKind.DATA)
            draft.last_data = cells
            draft.waiting.clear()
        return 0

    def _sums_up_place(self, cells: list[Cell], at: list[int], ahead: deque[Numbered]) -> bool:
        first = cells[at[0]]
        if not isinstance(first, str) or not first.rstrip().endswith(GROUP_ENDS):
            return False
        below = next((row for _, row in ahead if len(present(row)) > 1), [])
        return is_region_total(cells, at, self.draft.group, [self.draft.last_data, below])

    def _single(self, number: int, cells: list[Cell], at: list[int], ahead: deque[Numbered]) -> int:
        """A row with one cell, or with cells merged across."""
        draft = self.draft
        merged = any(
            m.left <= self.left + at[0] <= m.right and m.right - m.left >= 1
            for m in self.across.get(number, ())
        )
        if len(at) > 1:
            if self._is_repeat(cells, at):
                draft.add(RowKind.HEADER)
                return 0
            if draft.kinds[-1] != RowKind.DATA and is_strict(cells, at, self.words):
                return self._open(number, cells, ahead)
            return self._body(number, cells, at, ahead)
        cell = cells[at[0]]
        if draft.title and _clean(cell) == draft.title:
            draft.add(RowKind.TITLE)  # the page's title again; its header follows
        elif draft.kinds[-1] != RowKind.HEADER and self._new_table_follows(ahead):
            self._finish(number)
            self._lead(cells, at)
        elif is_note(cells, at):
            draft.add(RowKind.NOTE)
        elif is_total(cells, at, draft.group):
            draft.add(RowKind.TOTAL)
        elif draft.serials and at[0] in draft.serials and not isinstance(cell, str):
            draft.add(RowKind.BLANK)
        elif len(draft.columns) > 1 and is_group(cell, merged=merged, first_column=at[0] == self._first()):
            draft.groups[number] = _clean(cell)
            draft.waiting.append(number)
            draft.add(RowKind.GROUP)
        elif len(draft.columns) > 3 and len(str(cell)) > 25:
            draft.add(RowKind.NOTE)
        else:
            draft.add(RowKind.DATA)
            draft.waiting.clear()
        return 0

    def _first(self) -> int:
        return self.draft.columns[0].index - self.left if self.draft.columns else 0

    def _is_repeat(self, cells: list[Cell], at: list[int]) -> bool:
        first = cells[at[0]]
        if not isinstance(first, str):
            return False
        shapes = self.draft.shapes
        return any(shape and shape[0] == fold(first) for shape in shapes) and _shape(cells, at) in shapes

    def _new_table_follows(self, ahead: deque[Numbered]) -> bool:
        """Whether the next row with several cells is the header of another table."""
        for number, cells in ahead:
            at = present(cells)
            if len(at) < 2 or (number in self.across and len(at) < 3 and not is_label(cells[at[-1]])):
                continue
            if any(unit_note(str(cells[i])) for i in at) and not is_strict(cells, at, self.words):
                continue
            below = [row for row in ahead if row[0] > number]
            return is_strict(cells, at, self.words) or (
                opens_unknown(cells, below, self.draft.last_data, self.words)
            )
        return False

    # -- headers ---------------------------------------------------------------------------------

    def _before_header(self, number: int, cells: list[Cell], at: list[int], ahead: deque[Numbered]) -> int:
        following = [row for _, row in ahead]
        if is_likely(cells, at, following, self.words):
            return self._open(number, cells, ahead)
        self.draft.wide_rows += len(at) > 1 and not any(
            isinstance(c := cells[i], str) and ("：" in c or ":" in c) for i in at
        )
        self._lead(cells, at)
        return 0

    def _lead(self, cells: list[Cell], at: list[int]) -> None:
        """A row above the header: title, unit note, who filled it in."""
        draft = self.draft
        for i in at:
            text = _clean(cells[i])
            draft.unit = draft.unit or unit_note(text)
            plain = fold(text)
            named = (
                len(plain) >= 3
                and not plain.startswith(("附件", "附表", "单位:", "金额单位"))
                and ":" not in plain
            )
            if not draft.title and named and not as_unit(plain):
                draft.title = text
        draft.add(RowKind.TITLE)

    def _open(self, number: int, cells: list[Cell], ahead: deque[Numbered]) -> int:
        """Start a table whose header is at this row; returns how many further rows are header."""
        if self.draft.columns:
            self._finish(number)
        elif self.draft.wide_rows > 3:
            self._finish(number)  # rows without a header above: a table of its own
        draft = self.draft
        rows = [cells, *(row for _, row in ahead)]
        down = depth(rows, number, self.left, self.merges, self.words)
        up = self._extra_rows_above(number)
        head = [*up, *rows[:down]]
        top = number - len(up)
        names = flatten(head, top, self.left, self.merges)
        draft.columns = tuple(
            TableColumn(self.left + i, name)
            for i, name in enumerate(names)
            if name or self.left + i in self.occupied  # a column of values without a name is shown, not lost
        )
        draft.header_rows = tuple(range(top, number + down))
        draft.shapes = {_shape(row, present(row)) for row in rows[:down] if present(row)}
        draft.serials = frozenset(i for i, name in enumerate(names) if fold(name) in SERIAL_HEADERS)
        for _ in up:
            draft.kinds.pop()
        draft.kinds.extend([RowKind.HEADER] * (len(up) + down))
        return down - 1

    def _extra_rows_above(self, number: int) -> list[list[Cell]]:
        """Header rows above the one that was recognised: headings merged down into it or spread over it."""
        top = number
        for merge in self.merges:
            wide = merge.right - merge.left >= self.right - self.left
            if merge.top < number <= merge.bottom and number - merge.top <= 3 and not wide:
                top = min(top, merge.top)
        if top == number and self.draft.kinds and self.draft.kinds[-1] == RowKind.TITLE:
            spread = [m for m in self.across.get(number - 1, ()) if m.right - m.left < self.right - self.left]
            if len(spread) >= 2:
                top = number - 1
        top = max(top, self.draft.first_row)
        if top == number:
            return []
        window = self.sheet.window(top, 0, number - top - 1)
        width = self.right - self.left + 1
        rows: list[list[Cell]] = []
        for _, texts in window:
            band: list[Cell] = list(texts[self.left : self.right + 1])
            rows.append(band + [""] * (width - len(band)))
        return rows

    # -- finishing -------------------------------------------------------------------------------

    def _finish(self, next_row: int | None = None) -> None:
        """Close the table being read; the next begins at `next_row`."""
        draft = self.draft
        for number in draft.waiting:
            if not any(k == RowKind.DATA for k in draft.kinds[number - draft.first_row :]):
                draft.kinds[number - draft.first_row] = RowKind.NOTE
                draft.groups.pop(number, None)
        if next_row is not None:
            self.draft = _Draft(draft.next_row)
            if draft.columns:  # titles above the next header, separated by a blank row, belong to it
                self._hand_over_lead(draft)
        if draft.kinds:
            self.done.append(draft)

    def _hand_over_lead(self, draft: _Draft) -> None:
        moved = 0
        while draft.kinds and draft.kinds[-1] == RowKind.TITLE:
            draft.kinds.pop()
            moved += 1
        if moved:
            self.draft = _Draft(draft.next_row)
            for _, texts in self.sheet.window(draft.next_row, 0, moved - 1):
                cells: list[Cell] = list(texts[self.left : self.right + 1])
                self._lead(cells, present(cells))

    def _table(self, index: int, draft: _Draft) -> Table:
        problems: tuple[Problem, ...] = ()
        columns = draft.columns
        if not columns:
            columns = tuple(TableColumn(i, "") for i in range(self.left, self.right + 1))
            draft.kinds = bytearray(RowKind.DATA if kind == RowKind.TITLE else kind for kind in draft.kinds)
            problems = (self._no_header(draft),)
        return Table(
            self.sheet,
            index,
            draft.title if draft.columns else "",
            draft.unit,
            draft.header_rows,
            columns,
            draft.first_row,
            draft.next_row - 1,
            bytes(draft.kinds),
            draft.groups,
            problems,
        )

    def _no_header(self, draft: _Draft) -> Problem:
        return Problem(
            self.sheet.name,
            0,
            "",
            "",
            f"{letter(self.left)}{draft.first_row}:{letter(self.right)}{draft.next_row - 1}",
            Severity.ERROR,
            "header.missing",
            "没有找到表头（列名所在的行），不知道每一列是什么。",
            "请在数据上方加一行列名（如 企业名称、统一社会信用代码），或下载模板后把数据粘进去再传。",
        )


def _shape(cells: list[Cell], at: list[int]) -> tuple[str, ...]:
    return tuple(fold(str(cells[i])) for i in at)


def _clean(cell: Cell) -> str:
    return " ".join(str(cell).split())
