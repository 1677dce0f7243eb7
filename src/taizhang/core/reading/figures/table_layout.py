"""Which rows of a table are heads, body, notes 表格分区; which cells hold one number."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from taizhang.core.reading.document import Cell, Document, Table
from taizhang.core.reading.figures.cell_numbers import Printed, is_year, stated_units
from taizhang.core.reading.figures.table_heads import squeeze
from taizhang.core.reading.lexicon import words

MOST_HEAD_ROWS = 5


@lru_cache(maxsize=1)
def _note_words() -> tuple[str, ...]:
    return words("tables", "notes")


def _one_after_another(years: Sequence[int]) -> bool:
    """2019 2020 2021, or 2010 2015 2020: the years that head columns, rising or falling."""
    steps = [later - earlier for earlier, later in pairwise(years)]
    return all(0 < step <= 10 for step in steps) or all(-10 <= step < 0 for step in steps)


class Layout:
    """The cells of one table by place, its head rows, and the rows that state no figures."""

    def __init__(self, document: Document, table: Table, index: int, left: int = 0) -> None:
        self.document, self.index, self.table, self.left = document, index, table, left
        self.height = max((c.row + max(1, c.rows) for c in table.cells), default=0)
        self.width = max((c.column + max(1, c.columns) for c in table.cells), default=0)
        text = document.text
        self.raw = {(c.row, c.column): text[c.start : c.end] for c in table.cells}
        self.words = {place: squeeze(raw) for place, raw in self.raw.items()}
        self.cells = {(c.row, c.column): c for c in table.cells}
        self.by_row: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in table.cells:
            self.by_row[cell.row].append(cell)
        self.caption = text[table.caption[0] : table.caption[1]]
        self.printed: dict[tuple[int, int], Printed] = {}
        self.notes = ""
        self.dead: set[int] = set()  # rows without figures of their own: notes, sections, repeated heads

    def _units_above(self, heads: Sequence[int]) -> list[str]:
        first = heads[0] if heads else 0
        above = " ".join(self.raw[(c.row, c.column)] for row in range(first) for c in self.by_row[row])
        return stated_units(above)

    def _filled(self, row: int) -> int:
        return sum(1 for c in self.by_row[row] if self.words[(c.row, c.column)])

    def _numeric(self, row: int) -> int:
        """How many cells of a row state figures; years that head columns do not count."""
        found = [c for c in self.by_row[row] if (c.row, c.column) in self.printed]
        texts = [self.words[(c.row, c.column)] for c in found]
        if len(texts) == 1 and texts[0].isdigit() and row:
            return 1  # one bare 2094 below a head is an amount
        if all(is_year(text) for text in texts) and _one_after_another([int(text[:4]) for text in texts]):
            return 0
        return len(found)

    def _numbering_row(self, row: int) -> bool:
        """甲 乙 1 2 3, 栏次 1 2 3: a row that only numbers the columns."""
        texts = [self.words[(c.row, c.column)] for c in self.by_row[row]]
        digits = [text for text in texts if text.isdigit()]
        others = [text for text in texts if text and not text.isdigit()]
        return (
            len(digits) >= 2
            and digits == [str(n) for n in range(1, len(digits) + 1)]
            and all(text in ("栏次", "行次", "甲", "乙", "丙", "丁") for text in others)
            and (bool(others) or row > 0)
        )

    def _heads(self) -> tuple[int, list[int]]:
        """(first row of the body, the head rows)."""
        heads: list[int] = []
        for row in range(self.height):
            if self._numbering_row(row):
                return row + 1, heads
            if self._numeric(row) or row >= MOST_HEAD_ROWS:
                return row, heads
            filled = self._filled(row)
            title = filled <= 1 and not heads
            if any(
                is_year(self.words[(c.row, c.column)]) for c in self.by_row[row]
            ) and self._years_are_values(row, heads):
                return row, heads
            section = (
                filled == 1
                and bool(heads)
                and bool(self.words.get((row, self.left)))
                and self._row_depth(heads) <= row
            )
            if section:
                return row, heads
            if filled and not title:
                heads.append(row)
        return self.height, heads

    def _years_are_values(self, row: int, heads: Sequence[int]) -> bool:
        """A body row that begins with its year (2019 …) although nothing else in it is a number."""
        return bool(heads) and is_year(self.words.get((row, self.left), ""))

    def _row_depth(self, heads: Sequence[int]) -> int:
        """The first row below all merged head cells."""
        return max(c.row + max(1, c.rows) for row in heads for c in self.by_row[row])

    def _dead_rows(self, top: int, heads: Sequence[int]) -> None:
        head_texts = [[self.words[(c.row, c.column)] for c in self.by_row[row]] for row in heads]
        note_words = _note_words()
        for row in range(top, self.height):
            texts = [self.words[(c.row, c.column)] for c in self.by_row[row]]
            first = next((text for text in texts if text), "")
            is_note = first.startswith(note_words) and (
                self._filled(row) == 1 or "：" in first or ":" in first
            )
            if is_note and not self._numeric(row):
                self.notes += " ".join(texts) + " "
                self.dead.add(row)
            elif texts in head_texts or self._numbering_row(row) or not first:
                self.dead.add(row)
