"""The cells of a w:tbl on its grid: merged cells once, with the columns and rows they cover."""

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import CELL, ROW, VAL, WRAPPERS, W, first
from taizhang.core.reading.documents.limits import MAX_SPAN

_CELL_PROPERTIES, _ROW_PROPERTIES = W + "tcPr", W + "trPr"
_SPAN, _MERGE, _OLD_MERGE = W + "gridSpan", W + "vMerge", W + "hMerge"
_BEFORE, _DELETED = W + "gridBefore", W + "del"


@dataclass(slots=True)
class GridCell:
    """A cell with its place, from 0. One that is merged downwards grows while the rows are read."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1


def grid(table: Element) -> list[list[GridCell]]:
    """The rows of a table; the lower cells of a vertical merge are left out, for Word does not show them."""
    rows: list[list[GridCell]] = []
    open_merges: dict[int, GridCell] = {}
    for row in _children(table, ROW):
        properties = _properties(row, _ROW_PROPERTIES)
        if _DELETED in properties:
            continue
        cells: list[GridCell] = []
        column = _number(properties.get(_BEFORE), 0)
        for element in _children(row, CELL):
            properties = _properties(element, _CELL_PROPERTIES)
            width = max(1, _number(properties.get(_SPAN), 1))
            merge, beside = properties.get(_MERGE), properties.get(_OLD_MERGE)
            above = open_merges.get(column)
            if beside is not None and beside.get(VAL) != "restart" and cells:
                cells[-1].columns += width
            elif merge is not None and merge.get(VAL) != "restart" and above is not None:
                above.rows = len(rows) + 1 - above.row
            else:
                cell = GridCell(element, len(rows), column, width)
                cells.append(cell)
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = cell
            column += width
        rows.append(cells)
    return rows


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag)


def _properties(element: Element, name: str) -> dict[str, Element]:
    properties = first(element, name)
    return {} if properties is None else {each.tag: each for each in properties}


def _number(element: Element | None, default: int) -> int:
    text = element.get(VAL, "") if element is not None else ""
    return min(MAX_SPAN, int(text)) if text.isdigit() and len(text) < 9 else default
