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
