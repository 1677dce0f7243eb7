"""The cells of a w:tbl on its grid: merged cells once, with the columns and rows they cover."""

from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import CELL, ROW, VAL, WRAPPERS, W
from taizhang.core.reading.documents.limits import MAX_SPAN

_SPAN, _MERGE, _BEFORE = f"{W}tcPr/{W}gridSpan", f"{W}tcPr/{W}vMerge", f"{W}trPr/{W}gridBefore"
_OLD_MERGE = f"{W}tcPr/{W}hMerge"
_DELETED = f"{W}trPr/{W}del"


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
        if row.find(_DELETED) is not None:
            continue
        cells: list[GridCell] = []
        column = _number(row.find(_BEFORE), 0)
        for element in _children(row, CELL):
            width = max(1, _number(element.find(_SPAN), 1))
            merge, beside = element.find(_MERGE), element.find(_OLD_MERGE)
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


def _number(element: Element | None, default: int) -> int:
    text = element.get(VAL, "") if element is not None else ""
    return min(MAX_SPAN, int(text)) if text.isdigit() and len(text) < 9 else default
