"""Tables whose columns are parted by single spaces 单空格表格, as pdf text and web captures give them.

Only where a head of n names stands right above at least two rows of n words, with numbers below each other.
"""

import re
from collections.abc import Iterator, Sequence

from taizhang.core.reading.document import Block, BlockKind

MOST_COLUMNS = 16
FEWEST_ROWS = 2
_WORDS = re.compile(r"[^\s]+")
_NUMBER = re.compile(r"[+\-−－]?\d[\d,，]*(?:\.\d+)?[%％‰]?|[xX×*＊]{2,}|[-—–－]{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_PROSE = re.compile(r"[。；！？!?;：:]|[，,](?!\d)")
Span = tuple[int, int]


def spaced_tables(
    text: str, blocks: Sequence[Block], taken: set[int]
) -> Iterator[tuple[int, int, list[list[Span]]]]:
    """(first block, end, rows of spans) of each."""
    lines = ["" if index in taken else _shape(text, block) for index, block in enumerate(blocks)]
    index = 0
    while index + FEWEST_ROWS < len(lines):
        head, body = lines[index], lines[index + 1]
        end = index + 1
        if head and "N" not in head[1:] and head[0] == "T" and "N" in body[1:] and len(body) == len(head):
            while end < len(lines) and lines[end] == body:
                end += 1
        if end - index > FEWEST_ROWS:
            yield index, end, [_spans(text, blocks[i]) for i in range(index, end)]
            index = end
        else:
            index += 1


def _spans(text: str, block: Block) -> list[Span]:
    return [found.span() for found in _WORDS.finditer(text, block.start, block.end)]


def _shape(text: str, block: Block) -> str:
    """T for a word, N for a number, Y for a year at the head; "" when the line cannot be a row of a table."""
    size = block.end - block.start
    if (
        block.kind is not BlockKind.PARAGRAPH
        or not 4 < size < 240
        or _PROSE.search(text, block.start, block.end)
    ):
        return ""
    parts = text[block.start : block.end].split()
    if not 3 <= len(parts) <= MOST_COLUMNS or any(len(part) > 20 for part in parts):
        return ""
    shape = "".join("N" if _NUMBER.fullmatch(part) else "T" for part in parts)
    if "T" in shape and all(
        _YEAR.fullmatch(part) for part, kind in zip(parts, shape, strict=True) if kind == "N"
    ):
        return "T" * len(shape) if shape[0] == "T" else shape
    return shape
