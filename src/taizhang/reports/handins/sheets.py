"""A superior's workbook 表样: opened with care, looked at cell by cell, filled without touching anything else."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.core.decisions import Refused
from taizhang.core.tables.book import open_book
from taizhang.core.tables.fill import fill
from taizhang.core.tables.sniff import Format, sniff

MOST_BYTES = 20 * 1024 * 1024
MOST_CELLS = 100_000
ROWS, COLUMNS = 300, 80  # as far as a page draws
WIDE = 0.7  # a text over so much of the width is a title, not a head
SIGNED = re.compile("填报|填表|盖章|联系电话|负责人|制表")  # the lines that a person signs are no heads
PART = re.compile(r"^\s*(?:其中|#|★)\s*[:：]?\s*")
THEREOF = "，其中："
OTHER = {Format.XLS: "旧格式的 .xls", Format.ODS: ".ods", Format.HTML: "网页", Format.TEXT: "文本（如 .csv）"}


def opened(data: bytes, name: str) -> Workbook:
    """The workbook with its formulas and styles. Raises Refused in words for what cannot be filled."""
    if len(data) > MOST_BYTES:
        raise Refused(
            f"“{name}”有 {len(data) / 2**20:.0f} MB，报送表最大 20 MB。请删掉图片和无关的工作表再传。"
        )
    kind = sniff(data)
    if kind is not Format.XLSX:
        raise Refused(
            f"“{name}”是{OTHER[kind]}文件，不能原样填回。请用 Excel 或 WPS 打开，另存为 .xlsx 再传。"
        )
    if any(part.endswith("vbaProject.bin") for part in parts_of(data)):
        raise Refused(f"“{name}”里有宏，系统不保存带宏的文件。请用 Excel 或 WPS 另存为不带宏的 .xlsx 再传。")
    book = open_book(data, name)
    if sum(sheet.last_row * sheet.width for sheet in book.sheets) > MOST_CELLS:
        raise Refused(f"“{name}”超过十万格，像是数据而不是要填的表。请只留要填的工作表再传。")
    try:
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except Exception as error:  # openpyxl raises anything at all on odd styles and drawings
        raise Refused(
            f"“{name}”打不开，可能已损坏。请用 Excel 或 WPS 打开确认，另存为新的 .xlsx 再传。"
        ) from error


def parts_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


@dataclass(frozen=True)
class Box:
    """A cell as drawn; merged cells are one box."""

    place: str  # C5
    text: str
    formula: bool
    across: int = 1
    down: int = 1
    number: bool = False


@dataclass(frozen=True)
class Heads:
    """The words beside a cell and above it, outermost first."""

    row: tuple[str, ...]
    column: tuple[str, ...]

    @property
    def text(self) -> str:
        return " · ".join((*self.row, *self.column))[:200]


class Page:
    """One sheet of a layout, merged cells resolved."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.merged = [area.bounds for area in sheet.merged_cells.ranges]
        self._first: dict[tuple[int, int], tuple[int, int]] = {}
        for left, top, right, bottom in self.merged:
            for row in range(top, min(bottom, top + ROWS) + 1):
                for column in range(left, min(right, left + COLUMNS) + 1):
                    self._first[row, column] = (top, left)
        self.rows, self.columns = self._extent()
        hidden = hidden_columns(sheet)
        self.seen_columns = [at for at in range(1, self.columns + 1) if at not in hidden]
        self.seen_rows = [at for at in range(1, self.rows + 1) if not sheet.row_dimensions[at].hidden]

    def _extent(self) -> tuple[int, int]:
        """(last row, last column) that holds something or has a border."""
        rows = columns = 0
        for line in self.sheet.iter_rows(
            max_row=min(self.sheet.max_row, ROWS), max_col=min(self.sheet.max_column, COLUMNS)
        ):
            for cell in line:
                if cell.value is not None or (cell.has_style and bordered(cell)):
                    rows, columns = max(rows, cell.row or 0), max(columns, cell.column or 0)
        return rows, columns

    def text(self, row: int, column: int) -> str:
        """What stands at a place, also where a merged cell runs over it."""
        top, left = self._first.get((row, column), (row, column))
        return written(self.sheet.cell(top, left))

    def words(self, row: int, column: int) -> str:
        """The text there unless it is a number or a formula."""
        top, left = self._first.get((row, column), (row, column))
        value = self.sheet.cell(top, left).value
        if value is None or isinstance(value, (int, float, Decimal)) or str(value).startswith("="):
            return ""
        return " ".join(str(value).split())

    def width_of(self, row: int, column: int) -> int:
        top, left = self._first.get((row, column), (row, column))
        area = next((a for a in self.merged if (a[1], a[0]) == (top, left)), None)
        return area[2] - area[0] + 1 if area else 1

    def heads(self, row: int, column: int) -> Heads:
        """The heads of a cell: texts to its left in the row, and above it; titles over the whole width left out."""
        left = [self.part_of(row, c) for c in range(1, column)]
        above = [
            self.words(r, column)
            for r in range(1, row)
            if self.width_of(r, column) < max(3, WIDE * self.columns)
            and not SIGNED.search(self.words(r, column))
        ]
        return Heads(once(left)[-4:], once(above)[:4])

    def part_of(self, row: int, column: int) -> str:
        """The words there; those of a part (其中：新认定) behind the words of what it is a part of."""
        words = self.words(row, column)
        if not PART.match(words):
            return words
        above = (self.words(r, column) for r in range(row - 1, 0, -1))
        whole = next((text for text in above if text and not PART.match(text)), "")
        return f"{whole}{THEREOF}{PART.sub('', words)}" if whole else words

    def boxes(self) -> list[tuple[int, list[Box]]]:
        """(row number, its boxes) as far as a page draws them; hidden rows and columns are left out, as on the paper."""
        spans = {(a[1], a[0]): a for a in self.merged}
        lines, drawn = [], set()
        for row in self.seen_rows:
            line = []
            for column in self.seen_columns:
                first = self._first.get((row, column), (row, column))
                if first in drawn:
                    continue
                drawn.add(first)
                left, top, right, bottom = spans.get(first, (column, row, column, row))
                cell = self.sheet.cell(*first)
                text = written(cell)
                across = sum(1 for at in self.seen_columns if left <= at <= right)
                down = sum(1 for at in self.seen_rows if top <= at <= bottom)
                number = isinstance(cell.value, (int, float, Decimal))
                line.append(Box(cell.coordinate, text, text.startswith("="), across, down, number))
            lines.append((row, line))
        return lines

    @property
    def letters(self) -> list[str]:
        return [get_column_letter(at) for at in self.seen_columns]


def hidden_columns(sheet: Worksheet) -> set[int]:
    """The numbers of the columns that the sheet hides; one entry may stand for several beside each other."""
    found: set[int] = set()
    for letters, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letters)
            found.update(range(first, min(column.max or first, COLUMNS) + 1))
    return found


def bordered(cell: Cell | MergedCell) -> bool:
    border = cell.border
    return any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )


def once(texts: list[str]) -> tuple[str, ...]:
    """The texts that are there, a merged one once."""
    return tuple(t for at, t in enumerate(texts) if t and (at == 0 or t != texts[at - 1]))


def written(cell: Any) -> str:
    """A cell's content as a person reads it: 12.5%, 2022-06-30, =SUM(C5:C8)."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, (date, datetime)):
        return str(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        share = "%" in str(cell.number_format)
        return f"{value * 100:.2f}%" if share else f"{value:.10g}"
    return str(value)


def place(text: str) -> tuple[int, int]:
    """(row, column) of C5. Raises Refused when it is no place."""
    try:
        letter, row = coordinate_from_string(text)
        left, _, _, _ = range_boundaries(f"{letter}{row}")
    except (CellCoordinatesException, ValueError, TypeError):
        raise Refused(f"“{text}”不是单元格。请在表里点选要填的格子。") from None
    if not (1 <= int(row) <= 1_048_576 and left and left <= 16_384):
        raise Refused(f"“{text}”不在表里。请在表里点选要填的格子。")
    return int(row), int(left)


def lacking(workbook: Workbook, sheet: str, cell: str) -> str:
    """The sentence for a place that the workbook does not have; "" when it is there and can be written."""
    if sheet not in workbook.sheetnames:
        return f"表样里已经没有工作表“{sheet}”。请重新点选这一格，或解除关联。"
    page = workbook[sheet]
    if not isinstance(page, Worksheet):
        return f"“{sheet}”是图表页，不能填数。请解除关联。"
    row, column = place(cell)
    if isinstance(page.cell(row, column), MergedCell):
        return f"{cell} 现在并进了别的单元格，填不进去。请重新点选合并后的那一格。"
    return ""


def filled(data: bytes, name: str, numbers: Mapping[tuple[str, str], Decimal | None]) -> bytes:
    """The workbook with (sheet, cell) -> number written; None empties the cell. Nothing else is changed."""
    workbook = opened(data, name)
    shares = {place for place in numbers if "%" in str(workbook[place[0]][place[1]].number_format)}
    return fill(
        data,
        {p: number / 100 if p in shares and number is not None else number for p, number in numbers.items()},
    )
