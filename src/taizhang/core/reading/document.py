"""A document as read: one text, and for every character the place it came from."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"  # a cell of a table; its Place names table, row and column
    NOTE = "note"  # footnote or endnote 脚注
    NOISE = "noise"  # menus, download boxes, page numbers: read, never searched for figures


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in the original. Everything counts from 1; 0 or "" means that it has no such place."""

    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    part: str = ""  # of a docx: "文本框", "脚注", "页眉" …; of a workbook: the sheet's name


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a cell, a line: text[start:end], without its line end."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, as a span of the document's text. An empty cell has start == end."""

    start: int
    end: int
    row: int  # from 0
    column: int  # from 0; a cell over several columns stands at the first
    columns: int = 1  # how many columns it covers
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: its cells in reading order, and the caption before it (a span, may be empty)."""

    cells: tuple[Cell, ...]
    caption: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Document:
    """Text with places. `text` is what offsets count in; blocks are in order and do not overlap."""

    name: str
    format: str  # docx, doc, pdf, html, txt, xlsx
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    remarks: tuple[str, ...] = field(
        default=()
    )  # sentences for the reader: what could not be read, and where

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block:
        """The block that holds a character (a line end belongs to the block before it)."""
        return self.blocks[max(0, bisect_right(self._starts, offset) - 1)]
