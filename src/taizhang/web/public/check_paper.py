"""The text as read, marked up 标出数字的原稿: paragraphs, headings and tables as HTML, every figure a link to its finding.

Knows no Django: it runs in the process of its own that reads a stranger's document (see check_child.py).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from taizhang.core.reading.document import Block, BlockKind, Cell, Document, Table
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.outline import outline

_SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]?[”」』）)]*")
_LONG, _LONGER = 30, 60  # a longer line is no heading, told by its number, by the file


@dataclass(frozen=True, slots=True)
class Mark:
    """How one figure is marked: the class of its sign, what it says aloud, the finding it opens."""

    look: str  # mk-bad, mk-part, mk-look, mk-ok, mk-ask
    says: str  # 不符, 参与计算, 存疑, 相符, 无从核对
    finding: str  # r3, u12


@dataclass
class Paper:
    """Writes a document as HTML, once."""

    document: Document
    figures: Sequence[Figure]
    marks: dict[str, Mark]  # figure id -> mark
    places: Sequence[int] = ()  # further offsets, in order, whose sentences are to be found
    sentence_of: dict[str, str] = field(default_factory=dict)  # figure id -> id of the sentence it stands in
    sentence_at: dict[int, str] = field(default_factory=dict)  # one of the places -> the same

    def __post_init__(self) -> None:
        self._starts = [figure.start for figure in self.figures]
        headings = outline(self.document)
        self._title = headings.title[0] if headings.title[1] else -1
        self._headings = {h.line: h.level for h in headings.headings if not h.run_in}
        spans = {
            (cell.start, cell.end): number
            for number, table in enumerate(self.document.tables)
            for cell in table.cells
            if cell.end > cell.start
        }
        self._cells = sorted((*span, number) for span, number in spans.items())

    def html(self) -> str:
        """The whole text. Fills `sentence_of` and `sentence_at`."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        drawn: set[int] = set()
        for kind, members in groupby(self.document.blocks, key=self._sort):
            blocks = list(members)
            if kind == "noise":
                yield self._aside(blocks)
                continue
            for block in blocks:
                table = self._table_of(block)
                if table < 0:
                    yield from self._paragraph(block)
                elif table not in drawn:
                    drawn.add(table)
                    yield self._table(self.document.tables[table])

    def _table_of(self, block: Block) -> int:
        """The table whose cell holds a block (a cell may hold several), -1 where none does."""
        at = bisect_right(self._cells, block.start, key=lambda cell: cell[0]) - 1
        return self._cells[at][2] if at >= 0 and block.end <= self._cells[at][1] else -1

    def _sort(self, block: Block) -> str:
        return "noise" if block.kind is BlockKind.NOISE else ""

    def _aside(self, blocks: list[Block]) -> str:
        lines = [self.document.text[b.start : b.end].strip() for b in blocks]
        told = "<br>".join(escape(line) for line in lines if line)
        if not told:
            return ""
        count = sum(1 for line in lines if line)
        return f'<details class="aside"><summary>略去 {count} 行菜单、页眉页码一类的文字，不核</summary><div>{told}</div></details>'

    def _paragraph(self, block: Block) -> Iterator[str]:
        line = self.document.text[block.start : block.end].strip()
        if not line:
            return
        words = self._sentences(block.start, block.end)
        level = self._headings.get(block.start, 0)
        if block.start == self._title:
            yield f'<h1 class="doc">{words}</h1>'
        elif len(line) <= (_LONGER if block.kind is BlockKind.HEADING else _LONG if level else 0):
            yield f"<h3>{words}</h3>" if level > 1 else f"<h2>{words}</h2>"
        elif block.kind is BlockKind.NOTE:
            yield f'<p class="foot"><span class="foot-n">{escape(block.place.part or "注")}</span>{words}</p>'
        elif block.kind is BlockKind.CELL:  # of a table that is none on a grid
            yield f'<p class="loose-cell">{words}</p>'
        else:
            yield f"<p>{words}</p>"

    def _table(self, table: Table) -> str:
        """Cells on their grid. A column that a cell above still covers is not filled again."""
        covered: dict[int, int] = {}  # column -> first row that is free again
        rows = []
        for row, members in groupby(table.cells, key=lambda cell: cell.row):
            cells, column = [], 0
            for cell in members:
                while column < cell.column:
                    cells.append("" if covered.get(column, 0) > row else "<td></td>")
                    column += 1
                cells.append(self._cell(cell))
                for each in range(cell.column, cell.column + cell.columns):
                    covered[each] = row + cell.rows
                column = max(column, cell.column + cell.columns)
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f'<div class="grid-scroll" tabindex="0" role="group" aria-label="表格"><table class="doc-grid">{"".join(rows)}</table></div>'

    def _cell(self, cell: Cell) -> str:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        first = bisect_left(self._starts, cell.start)
        figure = self.figures[first] if first < len(self.figures) else None
        number = (
            figure is not None and figure.end <= cell.end and len(figure.text) * 2 > cell.end - cell.start
        )
        look = ' class="n"' if number else ""
        return f"<td{look}{spans}>{self._sentences(cell.start, cell.end)}</td>"

    def _sentences(self, start: int, end: int) -> str:
        """A stretch of text; each sentence with a figure in a span of its own, so that it can be tinted."""
        told = []
        at = bisect_left(self._starts, start)
        while start < end:
            found = _SENTENCE.match(self.document.text, start, end)
            stop = found.end() if found and found.end() > start else start + 1
            inside = []
            while at < len(self.figures) and self.figures[at].start < stop:
                inside.append(self.figures[at])
                at += 1
            first = bisect_left(self.places, start)
            last = bisect_left(self.places, stop)
            if inside or first < last:
                for place in self.places[first:last]:
                    self.sentence_at[place] = f"s{start}"
                stop = max([stop, *(min(end, figure.end) for figure in inside)])
                told.append(self._sentence(start, stop, inside))
            else:
                told.append(escape(self.document.text[start:stop]))
            start = stop
        return "".join(told)

    def _sentence(self, start: int, stop: int, figures: list[Figure]) -> str:
        text, name, told, at = self.document.text, f"s{start}", [], start
        for figure in figures:
            if figure.start < at:
                continue  # one inside another is marked once
            told.append(escape(text[at : figure.start]))
            told.append(self._marked(figure))
            self.sentence_of[figure.id] = name
            at = figure.end
        told.append(escape(text[at:stop]))
        return f'<span class="sn" id="{name}">{"".join(told)}</span>'

    def _marked(self, figure: Figure) -> str:
        mark, words = self.marks[figure.id], escape(self.document.text[figure.start : figure.end])
        return (
            f'<a class="mk {mark.look}" id="m-{figure.id}" href="#{mark.finding}"'
            f' aria-label="{words}，{mark.says}">{words}</a>'
        )
