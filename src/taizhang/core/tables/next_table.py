"""A second table below the first one whose header words nobody knows."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from .head import Words, is_label, is_likely, is_number_text, present
from .headers import fold
from .lexicon import EMPTY_MARKS, ORGANIZATION_ENDS
from .samples import is_date_text
from .sheet import Cell

ROWS_BELOW = 4


class _Type(StrEnum):
    BLANK = ""
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


def opens_unknown(
    cells: Sequence[Cell], below: Sequence[tuple[int, list[Cell]]], last_data: Sequence[Cell], words: Words
) -> bool:
    """Whether this row, after a blank row or a title, is the header of another table than the rows above.

    Only labels; below it, and nowhere else, values; among them numbers or days where it has a word. And one
    column at least holds another type than in the table above, both here and in every row below.
    """
    at = present(cells)
    if len(at) < 2 or not last_data or not all(_is_head_word(cells[i]) for i in at):
        return False
    if len({fold(str(cells[i])) for i in at}) < len(at):
        return False
    rows = _rows_below(below)
    if not rows or any(not set(present(row)) <= set(at) for row in rows):
        return False
    contrast = other = False
    for i in at:
        types = {kind for row in rows if (kind := _type(row, i))}
        if len(types) != 1:
            continue
        (kind,) = types
        above = _type(last_data, i)
        contrast = contrast or kind is not _Type.TEXT
        other = other or bool(above and above is not kind)
    refused = any(_type(last_data, i) not in ("", _Type.TEXT) for i in at)  # a word where numbers stood
    return contrast and other and (refused or _differs(at, last_data)) and is_likely(cells, at, rows, words)


def _differs(at: Sequence[int], last_data: Sequence[Cell]) -> bool:
    """Whether the row fills other columns than the data above."""
    return set(at) != set(present(last_data))


def _is_head_word(cell: Cell) -> bool:
    return (
        isinstance(cell, str)
        and is_label(cell)
        and len(fold(cell)) <= 20
        and not (fold(cell).endswith(ORGANIZATION_ENDS))
    )


def _rows_below(below: Sequence[tuple[int, list[Cell]]]) -> list[list[Cell]]:
    """The next rows up to a blank one."""
    rows: list[list[Cell]] = []
    for _, row in below[:ROWS_BELOW]:
        if len(present(row)) < 2:
            break
        rows.append(row)
    return rows


def _type(row: Sequence[Cell], i: int) -> _Type:
    cell = row[i] if i < len(row) else ""
    if isinstance(cell, dt.date):
        return _Type.DATE
    if isinstance(cell, float | int):
        return _Type.NUMBER
    if not isinstance(cell, str) or cell.strip() in EMPTY_MARKS or not cell.strip():
        return _Type.BLANK
    if is_date_text(cell):
        return _Type.DATE
    return _Type.NUMBER if is_number_text(cell) else _Type.TEXT
