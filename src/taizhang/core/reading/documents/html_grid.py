"""The cells of an HTML table on their grid, and whether a table holds data or only lays out the page."""

import re
from dataclasses import dataclass

from lxml import etree

from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.limits import MAX_SPAN, MAX_SPREAD

_LONG = 200  # characters; a table with many such cells lays out text
_BREAKS = frozenset("br p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6".split())
_SKIPPED = frozenset("script style".split())
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its place, from 0, and its lines that are not empty."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[str, ...]


def is_data(table: Element) -> bool:
    """Whether it is a table of data: no table inside, two rows and columns at least, few long texts."""
    if (
        sum(1 for _ in zip(table.iter("table"), range(2), strict=False)) > 1
        or table.get("role") == "presentation"
    ):
        return False
    rows = [_cells(row) for row in table.iter("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    long = sum(1 for cell in cells if len("".join(cell.itertext())) > _LONG)
    return long * 5 <= len(cells)


def grid(table: Element) -> list[list[GridCell]]:
    """The rows of a data table; a cell over several rows or columns stands once, at its first."""
    rows: list[list[GridCell]] = []
    busy: dict[int, int] = {}  # column -> first row that is free again
    spread = 0
    for number, row in enumerate(table.iter("tr")):
        cells: list[GridCell] = []
        column = 0
        for element in _cells(row):
            while busy.get(column, 0) > number:
                column += 1
            down, across = _span(element.get("rowspan")), _span(element.get("colspan"))
            spread += across
            if spread > MAX_SPREAD:
                raise unreadable.bomb()
            cells.append(GridCell(number, column, down, across, _lines(element)))
            for each in range(column, column + across):
                busy[each] = number + down
            column += across
        rows.append(cells)
    return rows


def _cells(row: Element) -> list[Element]:
    return [child for child in row if child.tag in ("td", "th")]


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return max(1, min(MAX_SPAN, int(digits))) if digits.isdecimal() and len(digits) < 9 else 1


def _lines(cell: Element) -> tuple[str, ...]:
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            pieces.append("\x1e" if element.tag in _BREAKS else "")
            pieces.append(element.text or "" if element.tag not in _SKIPPED else "")
        elif element is not cell:
            pieces.append("\x1e" if element.tag in _BREAKS else "")
            pieces.append(element.tail or "")
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\x1e"))
    return tuple(line for line in lines if line)
