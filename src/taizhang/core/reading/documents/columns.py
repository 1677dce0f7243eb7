"""Which column a cell of a line stands in 列对齐, by its position on the screen where spaces part the columns."""

from collections.abc import Sequence
from unicodedata import east_asian_width

Span = tuple[int, int]


def align(spans: Sequence[Span]) -> list[int]:
    """Tabs and bars: the cells are counted."""
    return list(range(len(spans)))


def by_visual_width(text: str, lines: Sequence[tuple[int, Sequence[Span]]], width: int) -> list[list[int]]:
    """Spaces: a line with all its cells is counted; another's cells go to the nearest columns of the full lines."""
    sums = [0.0] * width
    full = 0
    middles: list[list[float]] = []
    for start, spans in lines:
        seen = _middles(text, start, spans)
        middles.append(seen)
        if len(spans) == width:
            full += 1
            for column, middle in enumerate(seen):
                sums[column] += middle
    centres = [each / max(1, full) for each in sums]
    return [
        list(range(width)) if len(seen) == width else _nearest(seen, centres) if len(seen) > 1 else [0]
        for seen in middles
    ]


def _middles(text: str, start: int, spans: Sequence[Span]) -> list[float]:
    """The middle of each cell, in half-width characters from the line's beginning."""
    out, at, position = [], start, 0
    for a, b in spans:
        position += _wide(text[at:a])
        size = _wide(text[a:b])
        out.append(position + size / 2)
        position += size
        at = b
    return out


def _wide(piece: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in piece)


def _nearest(seen: Sequence[float], centres: Sequence[float]) -> list[int]:
    """Left to right, no two cells in one column; cells that are too many stand behind the last."""
    out: list[int] = []
    for index, middle in enumerate(seen):
        low = out[-1] + 1 if out else 0
        high = max(low, len(centres) - (len(seen) - index))
        choices = range(low, high + 1)
        out.append(min(choices, key=lambda c: abs((centres[c] if c < len(centres) else middle) - middle)))
    return out


Area = tuple[int, int, int]  # column, rows, columns that a cell covers


def lost_merges(rows: Sequence[Sequence[bool]]) -> list[list[Area]]:
    """Where the cells of the first rows stand when a web capture has lost what was merged; [] when nothing was.

    `rows`: for each row, which cells are filled; the third and later rows are the body. Two cases: groups of heads
    squeezed to the left above a second row squeezed too, and a head row without its empty corner.
    """
    if len(rows) < 3:
        return []
    width = max(len(row) for row in rows[2:])
    first, second = (_squeezed(row) for row in rows[:2])
    if (
        first == width - 1
        and len(rows[0]) <= width
        and rows[1][:1] == [True]
        and rows[1][-1:] == [True]
        and len(rows[1]) == width
    ):
        return [[(column + 1, 1, 1) for column in range(len(rows[0]))]]
    fixed = width - second
    groups = first - fixed
    if second < 2 or fixed < 1 or groups < 1 or second % groups or second // groups < 2 or first >= width:
        return []
    size = second // groups
    upper = [(column, 2, 1) for column in range(fixed)]
    upper += [(fixed + group * size, 1, size) for group in range(groups)]
    upper += [(width + spare, 1, 1) for spare in range(len(rows[0]) - first)]
    lower = [(fixed + column, 1, 1) for column in range(len(rows[1]))]
    return [upper, lower]


def _squeezed(row: Sequence[bool]) -> int:
    """How many cells are filled when all of them stand at the beginning; 0 otherwise."""
    count = sum(row)
    return count if all(row[:count]) else 0
