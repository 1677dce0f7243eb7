"""Putting a document together: text appended piece by piece, blocks and tables with their spans."""

from collections import deque
from collections.abc import Iterable

from taizhang.core.reading.document import Block, BlockKind, Document, Place, Table
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.limits import MAX_BLOCKS, MAX_TEXT


class Assembly:
    """Text that grows, with its blocks in order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table | None] = []  # None while the table is being read: its number is taken
        self.length = 0
        self.recent: deque[tuple[Block, str]] = deque(maxlen=2)  # the last blocks with their text
        self._pieces: list[str] = []

    def put(self, text: str) -> None:
        """Append text that belongs to no block: line ends, tabs between cells."""
        self._pieces.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise unreadable.too_long(MAX_TEXT)

    def end_line(self) -> None:
        """A line end, unless nothing stands before it."""
        if self.length:
            self.put("\n")

    def add(self, text: str, kind: BlockKind, place: Place) -> None:
        """Append text as blocks: one for each of its lines that is not empty, all with the same place."""
        start = self.length
        self.put(text)
        for line in text.split("\n") if "\n" in text else (text,):
            if line:
                block = Block(start, start + len(line), kind, place)
                self.blocks.append(block)
                self.recent.append((block, line))
            start += len(line) + 1
        if len(self.blocks) > MAX_BLOCKS:
            raise unreadable.too_many_lines(MAX_BLOCKS)

    def document(self, name: str, format: str, remarks: Iterable[str] = ()) -> Document:
        """The document. Raises Unreadable when it holds no word."""
        text = "".join(self._pieces)
        if not text.strip():
            raise unreadable.blank()
        tables = tuple(table for table in self.tables if table is not None and table.cells)
        return Document(name, format, text, tuple(self.blocks), tables, tuple(remarks))
