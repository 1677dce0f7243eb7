"""Where a figure stands, in words (第四节 第 3 段, 表 2 第 5 行第 3 列), and the words around it."""

from collections.abc import Iterable, Sequence

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.outline import outline

_STOPS = "。！？；!?;\n"
_LEFT, _RIGHT, _BETWEEN = 60, 40, 24  # characters of context; a longer stretch without figures is left out

Span = tuple[int, int]


class Places:
    """The places of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._outline = outline(document)
        self._numbers = self._numbered()
        self._cells: dict[int, tuple[int, int]] = {}
        for number, table in enumerate(document.tables):
            for cell in table.cells:
                self._cells.setdefault(cell.start, (number, cell.row))

    def _numbered(self) -> dict[int, int]:
        """For each block the number of its paragraph in its section, as a person counts: without headings and tables."""
        headings = {heading.line for heading in self._outline.headings if not heading.run_in}
        numbers: dict[int, int] = {}
        section, number, last = "", 0, -1
        for block in self.document.blocks:
            if block.kind is not BlockKind.PARAGRAPH or block.start in headings or block.place.part:
                continue
            if (now := self.section(block.start)) != section:
                section, number = now, 0
            if block.place.paragraph != last or not last:
                number, last = number + 1, block.place.paragraph
            numbers[block.start] = number
        return numbers

    def section(self, offset: int) -> str:
        """The section: 第四节, 第四节（二）; "" before the first."""
        return self._outline.section(offset)

    def words(self, figure: Figure) -> str:
        """Section, page, and paragraph or cell of a figure."""
        return self.at(figure.start, figure.cell)

    def at(self, offset: int, cell: tuple[int, int, int] | None = None) -> str:
        """Section, page, and paragraph or cell of a place; `cell`: table, row, column from 0 where it stands in one."""
        block = self.document.block_at(offset)
        place = block.place
        words = [self.section(offset), place.part]
        if place.page:
            words.append(f"第 {place.page} 页")
        if place.table:
            words.append(f"表 {place.table} 第 {place.row} 行第 {place.column} 列")
        elif cell is not None:
            table, row, column = cell
            words.append(f"表 {table + 1} 第 {row + 1} 行第 {column + 1} 列")
        elif place.row:
            words.append(f"第 {place.row} 行第 {place.column} 列")
        elif block.start in self._numbers:
            words.append(f"第 {self._numbers[block.start]} 段")
        return " · ".join(word for word in words if word)

    def excerpt(self, figure: Figure, others: Iterable[Figure] = ()) -> list[list[Span]]:
        """The sentence of a figure and of those tied to it: per block the spans to show, … between them."""
        here = self.document.block_at(figure.start)
        by_block: dict[int, tuple[Block, list[Figure]]] = {here.start: (here, [figure])}
        for other in others:
            block = self.document.block_at(other.start)
            by_block.setdefault(block.start, (block, []))[1].append(other)
        if here.start in self._cells:
            return [self._row(here.start)]
        return [self._spans(block, figures) for _, (block, figures) in sorted(by_block.items())[:4]]

    def _row(self, start: int) -> list[Span]:
        table, row = self._cells[start]
        cells = self.document.tables[table].cells
        return [(cell.start, cell.end) for cell in cells if cell.row == row and cell.end > cell.start]

    def _spans(self, block: Block, figures: Sequence[Figure]) -> list[Span]:
        """Stretches around the figures, grown to the ends of their sentence where these are near."""
        spans: list[Span] = []
        for figure in sorted(figures, key=lambda f: f.start):
            start = self._back(figure.start, block.start)
            end = self._forth(figure.end, block.end)
            if spans and start - spans[-1][1] <= _BETWEEN:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def _back(self, start: int, least: int) -> int:
        window = self.document.text[max(least, start - _LEFT) : start]
        stop = max(window.rfind(mark) for mark in _STOPS)
        return start - len(window) + stop + 1

    def _forth(self, end: int, most: int) -> int:
        window = self.document.text[end : min(most, end + _RIGHT)]
        stops = [at for mark in _STOPS if (at := window.find(mark)) >= 0]
        return end + (min(stops) + 1 if stops else len(window))
