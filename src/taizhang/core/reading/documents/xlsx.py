"""Workbooks as documents: every cell with its sheet, row and column. Opened by the readers of `core/tables`.

The rows of a sheet that hold a single cell at its beginning (title, 单位：万元) and at its end (notes) are lines of
their own; blank rows part tables. Places have the sheet's own row numbers.
"""

from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import BlockKind, Document, Place
from taizhang.core.reading.documents.assembly import Assembly
from taizhang.core.reading.documents.limits import MAX_BYTES
from taizhang.core.reading.documents.tabling import Tabling
from taizhang.core.reading.documents.unreadable import Unreadable
from taizhang.core.tables.amounts import from_float
from taizhang.core.tables.book import Format, open_book
from taizhang.core.tables.sheet import Cell, Flaw, Merge, Sheet, shown
from taizhang.core.tables.unreadable import Unreadable as UnreadableTable

WIDE = 100_000  # cells of a merged range: a larger one is a slip of the mouse
_Row = tuple[int, list[str]]  # number in the sheet, cells as text


def read_workbook(data: bytes, name: str) -> Document:
    """A workbook (.xlsx, .xls, .ods). Raises Unreadable in words."""
    out = Assembly()
    remarks: list[str] = []
    try:
        book = open_book(data, name, max_bytes=MAX_BYTES)
        for sheet in book.read_sheets():
            for run in _runs(sheet):
                _write(out, sheet, run)
    except UnreadableTable as error:
        raise Unreadable(error.code, error.sentence) from error
    if book.hidden_sheets:
        names = "、".join(sheet.name for sheet in book.hidden_sheets)
        remarks.append(f"隐藏的工作表没有读：{names}。要核查请先取消隐藏。")
    return out.document(name, "xls" if book.format is Format.XLS else "xlsx", remarks)


def _runs(sheet: Sheet) -> Iterator[list[_Row]]:
    """The rows with content, parted by blank rows."""
    run: list[_Row] = []
    for number, cells in sheet.rows():
        texts = [_text(cell, percent=column in sheet.percents) for column, cell in enumerate(cells)]
        if any(texts):
            run.append((number, texts))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _text(cell: Cell, *, percent: bool) -> str:
    """A cell as the sheet shows it: 0.195 of a percent column is 19.5%, binary dust is gone."""
    if isinstance(cell, float) and abs(cell) < 1e15:
        value = from_float(cell)
        if percent:
            return f"{(value * 100).normalize():f}%"
        return f"{value.normalize():f}" if value != value.to_integral_value() else f"{value:.0f}"
    if isinstance(cell, Flaw):
        return ""
    return " ".join(shown(cell).split("\n")).strip()


def _write(out: Assembly, sheet: Sheet, run: list[_Row]) -> None:
    first, last = 0, len(run)
    while first < last and _alone(run[first]):
        first += 1
    while last > first and _alone(run[last - 1]):
        last -= 1
    for row in run[:first]:
        _line(out, sheet, row)
    if first < last:
        _table(out, sheet, run[first:last])
    for row in run[last:]:
        _line(out, sheet, row)


def _area(merge: Merge) -> int:
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)


def _alone(row: _Row) -> bool:
    return sum(1 for text in row[1] if text) == 1


def _line(out: Assembly, sheet: Sheet, row: _Row) -> None:
    column = next(index for index, text in enumerate(row[1]) if text)
    out.end_line()
    out.add(row[1][column], BlockKind.PARAGRAPH, Place(row=row[0], column=column + 1, part=sheet.name))


def _table(out: Assembly, sheet: Sheet, rows: Sequence[_Row]) -> None:
    top, bottom = rows[0][0], rows[-1][0]
    merges = {
        (m.top, m.left): m for m in sheet.merges if m.top >= top and m.bottom <= bottom and _area(m) < WIDE
    }
    covered = {
        (row, column)
        for m in merges.values()
        for row in range(m.top, m.bottom + 1)
        for column in range(m.left, min(m.right + 1, sheet.width))
        if (row, column) != (m.top, m.left)
    }
    left = min(index for _, texts in rows for index, text in enumerate(texts) if text)
    right = max(index for _, texts in rows for index, text in enumerate(texts) if text)
    tabling = Tabling(out, sheet.name, top=top - 1, left=left)
    for number, texts in rows:
        tabling.row()
        for column in range(left, right + 1):
            if (number, column) in covered:
                continue
            merge = merges.get((number, column), Merge(number, column, number, column))
            tabling.cell(
                number - top,
                column - left,
                merge.bottom - merge.top + 1,
                min(merge.right, right) - merge.left + 1,
            )
            if column < len(texts) and texts[column]:
                tabling.text(texts[column], BlockKind.CELL)
            tabling.end_cell()
    tabling.end()
