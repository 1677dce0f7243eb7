"""Tables that were copied from a web page one cell per line 逐行单元格: found only where the pattern leaves no doubt."""

import re
from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block, BlockKind

MOST_COLUMNS = 12
FEWEST_ROWS = 3
_NUMBER = re.compile(r"[+\-−－]?\d[\d,，.]*[%％]?|[xX×*＊]{2,}|[-—–－]{1,2}")
_NAME = re.compile(r"[^\s。；，！？!?;：:][^。；，！？!?;]{0,23}")
Span = tuple[int, int]


def stacked_tables(
    text: str, blocks: Sequence[Block], taken: set[int]
) -> Iterator[tuple[int, int, list[list[Span]]]]:
    """(first block, end, rows of spans) of each: a head of n names, then at least three rows of one pattern."""
    classes = "".join("." if index in taken else _class(text, block) for index, block in enumerate(blocks))
    for run in re.finditer("[TN]{9,}", classes):
        kinds = run[0]
        if kinds.count("N") * 3 < len(kinds):
            continue
        best = _period(kinds)
        if best is None:
            continue
        start, columns, rows = best
        first = run.start() + start
        spans = []
        for row in range(rows + 1):
            low = first + row * columns
            spans.append([(blocks[i].start, blocks[i].end) for i in range(low, low + columns)])
        yield first, first + (rows + 1) * columns, spans


def _class(text: str, block: Block) -> str:
    if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > 24:
        return "."
    line = text[block.start : block.end].strip()
    if _NUMBER.fullmatch(line):
        return "N"
    return "T" if _NAME.fullmatch(line) else "."


def _period(kinds: str) -> tuple[int, int, int] | None:
    """(start of the head, columns, rows) of the pattern that explains all lines from its head on."""
    number = kinds.index("N")
    best: tuple[int, int, int] | None = None
    for columns in range(3, MOST_COLUMNS + 1):
        for before in (0, 1, 2):  # cells of a row before its first number
            start = number - before - columns
            if start < 0:
                continue
            signature = kinds[start + columns : start + 2 * columns]
            rows, odd = divmod(len(kinds) - start - columns, columns)
            if odd or rows < FEWEST_ROWS or "N" not in signature or "T" not in signature:
                continue
            if kinds[start + columns :] == signature * rows and (best is None or rows > best[2]):
                best = (start, columns, rows)
    return best
