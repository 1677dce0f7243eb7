"""A table written into the text: a line for each row, a tab between cells, and the cells' spans."""

import re
from dataclasses import dataclass

from taizhang.core.reading.document import Block, BlockKind, Cell, Place, Table
from taizhang.core.reading.documents.assembly import Assembly

_SENTENCE_END = tuple("。；！？，、：;!?")
_CAPTION_LENGTH = 60
_UNIT_LINE = re.compile(r"[\s（(]*(?:计量)?单位\s*[:：]")


@dataclass(slots=True)
class _Open:
    start: int
    row: int
    column: int
    rows: int
    columns: int
    end: int = -1  # -1: nothing stands in it yet


class Tabling:
    """Writes one table. Rows and columns are given from 0; places count from 1, from `top` and `left` on.

    A table inside a cell is written after that cell's own text, as a table of its own.
    """

    def __init__(self, out: Assembly, part: str = "", *, top: int = 0, left: int = 0) -> None:
        self._out, self._part, self._top, self._left = out, part, top, left
        self._caption = caption_before(out, part)
        out.tables.append(None)
        self.number = len(out.tables)
        self._cells: list[Cell] = []
        self._cell: _Open | None = None
        self._first = True

    def row(self) -> None:
        """Begin a row."""
        self._out.end_line()
        self._first = True

    def cell(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Begin a cell."""
        if not self._first:
            self._out.put("\t")
        self._first = False
        self._cell = _Open(self._out.length, row, column, rows, columns)

    def text(self, text: str, kind: BlockKind, paragraph: int = 0, page: int = 0) -> None:
        """Write a paragraph of the cell."""
        cell = self._cell
        assert cell is not None
        if cell.end >= 0:
            self._out.put("\n")
        row, column = self._top + cell.row + 1, self._left + cell.column + 1
        place = Place(page, paragraph, self.number, row, column, self._part)
        self._out.add(text, kind, place)
        cell.end = self._out.length

    def end_cell(self) -> None:
        """End the cell; what follows until the next is not part of it."""
        cell = self._cell
        assert cell is not None
        end = max(cell.start, cell.end)
        self._cells.append(Cell(cell.start, end, cell.row, cell.column, cell.columns, cell.rows))
        self._cell = None

    def end(self) -> None:
        """End the table."""
        self._out.tables[self.number - 1] = Table(tuple(self._cells), self._caption)


def caption_before(out: Assembly, part: str) -> tuple[int, int]:
    """The span of the caption 表题 right before a table: one short line that ends no sentence, and a line 单位：…"""
    found: list[Block] = []
    for block, text in reversed(out.recent):
        if (
            block.place.part != part
            or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            or len(text) > _CAPTION_LENGTH
        ):
            break
        unit = bool(_UNIT_LINE.match(text))
        if not unit and text.rstrip().endswith(_SENTENCE_END):
            break
        found.append(block)
        if not unit:
            break
    return (found[-1].start, found[0].end) if found else (0, 0)
