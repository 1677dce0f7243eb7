"""Drawing tables the way bureaus keep them: titles, two-row heads, group rows, totals, notes at the foot."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

MADE_ON = datetime(
    2026, 1, 1
)  # the workbooks' created date: fixed, so that the bytes are the same every time
Row = dict[str, Any]

_DIGITS = "〇一二三四五六七八九"
_SUMMED = {"int", "wan", "yuan", "num"}


def _chinese_number(number: int) -> str:
    if number <= 10:
        return "十" if number == 10 else _DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _month(day: date) -> str:
    if day.day != 1:
        raise ValueError(f"{day} is written as a month but is not its first day")
    return f"{day.year}.{day.month}"


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


# How a value is written into its cell. Money is 万元 in the rows.
SHOWS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "int": int,
    "num": float,
    "wan": float,
    "yuan": lambda v: float(v * 10000),
    "wan_text": lambda v: f"{_plain(v)}万元",
    "wan_short": lambda v: f"{_plain(v)}万",
    "wan_comma": lambda v: f"{v:,}",
    "yi_text": lambda v: f"{_plain(v / 10000)}亿元" if v >= 10000 else f"{_plain(v)}万元",
    "full_width": lambda v: "".join(chr(ord(c) + 0xFEE0) for c in _plain(v)),
    "date": lambda v: v,
    "serial": lambda v: (v - date(1899, 12, 30)).days,
    "iso": lambda v: v.isoformat(),
    "slash": lambda v: f"{v.year}/{v.month}/{v.day}",
    "dot": lambda v: f"{v.year}.{v.month}.{v.day}",
    "month": _month,
    "cn": lambda v: f"{v.year}年{v.month}月{v.day}日",
    "cn_month": lambda v: f"{_month(v).replace('.', '年')}月",
    "cn_full": lambda v: (
        "".join(_DIGITS[int(c)] for c in str(v.year))
        + f"年{_chinese_number(v.month)}月{_chinese_number(v.day)}日"
    ),
    "yes": lambda v: "是" if v else "否",
}


@dataclass(frozen=True)
class Column:
    """One column: the field it shows, its head (two rows when parted by |), and how values are written."""

    field: str
    head: tuple[str, ...]
    show: str = "text"

    @classmethod
    def parse(cls, text: str) -> "Column":
        """From "field head [show]"; the field "-" is the running number."""
        name, head, *show = text.split()
        return cls(name, tuple(head.split("|")), show[0] if show else "text")

    def cell(self, row: Row, number: int) -> Any:
        """What stands in the cell of that row."""
        if self.field == "-":
            return number
        value = row.get(self.field)
        return None if value is None or value == "" else SHOWS[self.show](value)


@dataclass(frozen=True)
class Fault:
    """A deliberately wrong row: `row` with some cells replaced by what somebody really typed."""

    row: Row
    raw: Row
    what: str
    says: str
    at: int | None = None  # before which data row it stands; None: after the last
    mark: str = ""  # the field the reader should point at, when no cell was replaced


@dataclass(frozen=True)
class Table:
    """Rows of one register with everything that stands around them on the sheet."""

    register: str
    title: str
    columns: list[str]
    rows: list[Row]
    unit: str = ""  # 单位：万元
    group: Callable[[Row], str] | None = None
    counted: str = ""  # measure word in group rows: 工业类（55项）
    subtotal: str = ""  # word of the row that closes each group
    total: str = ""  # word of the total row
    page: int = 0  # the head is repeated after so many rows, as on printed pages
    merge: tuple[str, ...] = ()  # fields merged downwards over rows that agree in the first of them
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass
class Sheet:
    """One sheet: one table, or several under one another."""

    name: str
    tables: list[Table]
    hidden: bool = False
    aside: str = ""  # a remark far to the right, as people leave them


@dataclass
class Book:
    """One file of a bureau, and the region its rows belong to."""

    file: str
    region: str
    sheets: list[Sheet] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """Where a fault ended up: for the list in the README."""

    file: str
    sheet: str
    row: int
    head: str
    fault: Fault


@dataclass
class _Grid:
    """Cells to write, with what is merged and how each looks."""

    cells: dict[tuple[int, int], tuple[Any, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    placed: list[tuple[int, str, Fault]] = field(default_factory=list)
    height: int = 0

    def put(self, row: int, column: int, value: Any, look: str = "cell") -> None:
        self.cells[row, column] = (value, look)
        self.height = max(self.height, row + 1)

    def across(self, row: int, width: int, value: Any, look: str) -> None:
        self.put(row, 0, value, look)
        if width > 1:
            self.merges.append((row, 0, row, width - 1))


def _put_head(grid: _Grid, top: int, columns: list[Column]) -> int:
    depth = max(len(c.head) for c in columns)
    for position, column in enumerate(columns):
        if depth == 2 and len(column.head) == 1:
            grid.put(top, position, column.head[0], "head")
            grid.merges.append((top, position, top + 1, position))
            continue
        for level, word in enumerate(column.head):
            grid.put(top + level, position, word, "head")
    if depth == 2:
        start = 0
        while start < len(columns):
            end = start
            if len(columns[start].head) == 2:
                while end + 1 < len(columns) and columns[end + 1].head[0] == columns[start].head[0]:
                    end += 1
                    del grid.cells[top, end]
                if end > start:
                    grid.merges.append((top, start, top, end))
            start = end + 1
    return top + depth


def _ordered(table: Table) -> list[tuple[Row, Fault | None]]:
    lines: list[tuple[Row, Fault | None]] = [(row, None) for row in table.rows]
    for fault in sorted((f for f in table.faults if f.at is not None), key=lambda f: -(f.at or 0)):
        lines.insert(fault.at or 0, (fault.row, fault))
    return lines + [(f.row, f) for f in table.faults if f.at is None]


def _put_total(grid: _Grid, line: int, word: str, columns: list[Column], over: list[int]) -> None:
    for position, column in enumerate(columns):
        if column.show not in _SUMMED or column.field == "year":
            continue
        written = [grid.cells[row, position][0] for row in over if (row, position) in grid.cells]
        total = sum(Decimal(str(v)) for v in written if isinstance(v, int | float))
        if total:
            grid.put(line, position, float(total), "total")
    grid.put(line, 0, word, "total")


def _merge_down(grid: _Grid, table: Table, columns: list[Column], first: int, end: int) -> None:
    places = [p for p, column in enumerate(columns) if column.field in table.merge]
    if not places:
        return
    key = next(p for p in places if columns[p].field == table.merge[0])
    top = first
    while top < end:
        bottom = top
        while bottom + 1 < end and grid.cells[bottom + 1, key][0] == grid.cells[top, key][0]:
            bottom += 1
        if bottom > top:
            for place in places:
                grid.merges.append((top, place, bottom, place))
                for row in range(top + 1, bottom + 1):
                    del grid.cells[row, place]
        top = bottom + 1


def _put_row(
    grid: _Grid, line: int, columns: list[Column], number: int, row: Row, fault: Fault | None
) -> None:
    wrong = []
    for position, column in enumerate(columns):
        value = column.cell(row, number)
        if fault and column.field in fault.raw:
            value = fault.raw[column.field]
            wrong.append("".join(column.head))
        grid.put(line, position, value, "date" if isinstance(value, date) else "cell")
    if fault:
        marked = ["".join(c.head) for c in columns if c.field == fault.mark]
        grid.placed.append((line + 1, "、".join(wrong or marked), fault))


def _put_rows(grid: _Grid, line: int, table: Table, columns: list[Column]) -> tuple[int, list[int]]:
    """Data rows with their group rows, subtotals and repeated heads; the next free line and the data lines."""
    lines: list[int] = []
    group, since = None, 0
    for number, (row, fault) in enumerate(_ordered(table), start=1):
        if table.group and table.group(row) != group:
            if table.subtotal and lines:
                _put_total(grid, line, table.subtotal, columns, lines[since:])
                line, since = line + 1, len(lines)
            group = table.group(row)
            count = sum(1 for r in table.rows if table.group(r) == group)
            grid.across(line, len(columns), f"{group}（{count}{table.counted}）", "group")
            line += 1
        if table.page and lines and len(lines) % table.page == 0:
            line = _put_head(grid, line, columns)
        _put_row(grid, line, columns, number, row, fault)
        lines.append(line)
        line += 1
    if table.subtotal and lines:
        _put_total(grid, line, table.subtotal, columns, lines[since:])
        line += 1
    return line, lines


def _put_table(grid: _Grid, top: int, table: Table) -> None:
    columns = [Column.parse(text) for text in table.columns]
    width = len(columns)
    grid.across(top, width, table.title, "title")
    line = top + 1
    if table.unit:
        grid.across(line, width, table.unit, "unit")
        line += 1
    line, lines = _put_rows(grid, first := _put_head(grid, line, columns), table, columns)
    _merge_down(grid, table, columns, first, line)
    if table.total:
        _put_total(grid, line, table.total, columns, lines)
        line += 1
    for note in table.notes:
        grid.across(line, width, note, "note")
        line += 1


def _draw(sheet: Sheet) -> _Grid:
    grid = _Grid()
    for table in sheet.tables:
        _put_table(grid, grid.height + 2 if grid.height else 0, table)
    return grid


_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "unit": {"align": "right", "font_size": 10},
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#EDEDED",
    },
    "cell": {"border": 1, "valign": "vcenter"},
    "date": {"border": 1, "num_format": "yyyy-mm-dd", "align": "center"},
    "group": {"bold": True, "border": 1},
    "total": {"bold": True, "border": 1},
    "note": {"font_size": 10, "text_wrap": True},
}


def _length(value: Any) -> int:
    return sum(2 if ord(c) > 255 else 1 for c in str(value)) if value is not None else 0


def _write_xlsx(path: Path, sheets: Iterable[tuple[Sheet, _Grid]]) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as out:
        out.set_properties(
            {
                "created": MADE_ON,
                "title": "示例数据",
                "comments": "示例数据，均为虚构，不代表任何单位的真实情况。",
            }
        )
        looks = {
            name: out.add_format({"font_name": "宋体", "font_size": 11, **look})
            for name, look in _LOOKS.items()
        }
        for sheet, grid in sheets:
            page = out.add_worksheet(sheet.name)
            merged = {(m[0], m[1]): m for m in grid.merges}
            widths: dict[int, int] = {}
            for (row, column), (value, look) in grid.cells.items():
                if (row, column) in merged:
                    page.merge_range(*merged[row, column], value, looks[look])
                elif isinstance(value, date):
                    page.write_datetime(
                        row, column, datetime(value.year, value.month, value.day), looks[look]
                    )
                elif isinstance(value, str):
                    page.write_string(row, column, value, looks[look])
                else:
                    page.write(row, column, value, looks[look])
                if look in {"cell", "date"} or (look == "head" and (row, column) not in merged):
                    widths[column] = max(widths.get(column, 6), min(_length(value) + 2, 46))
            for column, width in widths.items():
                page.set_column(column, column, width)
            page.set_row(0, 27)
            if sheet.aside:
                page.write_string(4, max(widths, default=0) + 3, sheet.aside)
            if sheet.hidden:
                page.hide()


def _write_csv(path: Path, grid: _Grid) -> None:
    width = max(c for _, c in grid.cells) + 1
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    for row in range(grid.height):
        values = [grid.cells.get((row, c), (None, ""))[0] for c in range(width)]
        lines.writerow(
            [f"{v:g}" if isinstance(v, float) and v == int(v) else "" if v is None else v for v in values]
        )
    path.write_bytes(text.getvalue().encode("gbk"))


def write(book: Book, folder: Path) -> list[Placed]:
    """Write the file into the folder: a workbook, or a GBK text file when its name ends in .csv."""
    drawn = [(sheet, _draw(sheet)) for sheet in book.sheets]
    if book.file.endswith(".csv"):
        _write_csv(folder / book.file, drawn[0][1])
    else:
        _write_xlsx(folder / book.file, drawn)
    return [Placed(book.file, s.name, row, head, fault) for s, g in drawn for row, head, fault in g.placed]
