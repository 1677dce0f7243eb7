"""A document as short lines, so that a test compares all of it at once."""

from taizhang.core.reading.document import BlockKind, Document

_MARKS = {
    BlockKind.PARAGRAPH: "",
    BlockKind.HEADING: "# ",
    BlockKind.CELL: "| ",
    BlockKind.NOTE: "^ ",
    BlockKind.NOISE: "~ ",
}


def shown(document: Document) -> list[str]:
    """Each block with a mark for its kind: # heading, | cell, ^ note, ~ noise."""
    return [_MARKS[block.kind] + document.text[block.start : block.end] for block in document.blocks]


def cells(document: Document, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    """The cells of a table: row, column, rows, columns, text."""
    return [
        (cell.row, cell.column, cell.rows, cell.columns, document.text[cell.start : cell.end])
        for cell in document.tables[table].cells
    ]


def sound(document: Document) -> bool:
    """Whether every block lies in the text, in order, without overlap, and so does every cell."""
    at = 0
    for block in document.blocks:
        if not (at <= block.start <= block.end <= len(document.text)):
            return False
        at = block.end
    return all(
        0 <= cell.start <= cell.end <= len(document.text) for table in document.tables for cell in table.cells
    )
