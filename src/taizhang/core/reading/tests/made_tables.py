"""Documents with tables for tests: from plain text, or from cells with spans as a Word table has them."""

from collections.abc import Sequence

from taizhang.core.reading.document import Block, BlockKind, Cell, Document, Place, Table
from taizhang.core.reading.documents.text_tables import find_text_tables
from taizhang.core.reading.figures.figure import Figure
from taizhang.core.reading.figures.table_cells import cell_figures
from taizhang.core.reading.relations.relation import Relation
from taizhang.core.reading.relations.tables import table_relations


def text_document(text: str) -> Document:
    """A plain text, its lines as blocks, its tables found."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), BlockKind.PARAGRAPH, Place(paragraph=len(blocks) + 1)))
        at += len(line) + 1
    found, tables = find_text_tables(text, blocks)
    return Document("test.txt", "txt", text, found, tables)


CellText = str | tuple[str, int, int]  # text, or (text, rows, columns)


def word_document(rows: Sequence[Sequence[CellText]], caption: str = "") -> Document:
    """A table whose cells may cover several rows and columns; each row lists the cells that begin in it."""
    text = caption + "\n" if caption else ""
    cells: list[Cell] = []
    blocks = [Block(0, len(caption))] if caption else []
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        column = 0
        for entry in line:
            content, high, wide = (entry, 1, 1) if isinstance(entry, str) else entry
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            cells.append(Cell(len(text), len(text) + len(content), row, column, wide, high))
            if content:
                place = Place(table=1, row=row + 1, column=column + 1)
                blocks.append(Block(len(text), len(text) + len(content), BlockKind.CELL, place))
            text += content + "\t"
        text += "\n"
    table = Table(tuple(cells), (0, len(caption)))
    return Document("test.docx", "docx", text, tuple(blocks), (table,))


def relations_of(document: Document) -> list[Relation]:
    """What its tables claim."""
    return table_relations(document, cell_figures(document))


def said(relation: Relation) -> str:
    """A relation in one line: «sum 90 = 30 40 20»."""
    whole = relation.whole.text if relation.whole is not None else "100"
    return f"{relation.type} {whole} = {' '.join(part.text for part in relation.parts)}"


def claims(document: Document) -> dict[str, bool | None]:
    """Every claim of its tables with its verdict."""
    return {said(relation): relation.holds for relation in relations_of(document)}


def wrong(document: Document) -> list[str]:
    """The claims that do not hold."""
    return [claim for claim, holds in claims(document).items() if holds is False]


def figure_at(document: Document, row: int, column: int) -> Figure:
    """The figure of a cell, rows and columns from 0."""
    return next(f for f in cell_figures(document) if f.cell is not None and f.cell[1:] == (row, column))
