"""Tables in plain text 纯文本表格: columns parted by tabs, bars or runs of spaces, or one cell per line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.core.reading.document import Block, BlockKind, Cell, Place, Table
from taizhang.core.reading.documents.columns import Area, align, by_visual_width, lost_merges
from taizhang.core.reading.documents.spaced import spaced_tables
from taizhang.core.reading.documents.stacked import stacked_tables

LONGEST_LINE = 2000  # characters: a longer line is prose
LONGEST_CELL = 60
_BAR = re.compile(r"[|｜│┃]")
_FRAME = re.compile(r"[\s|｜│┃:：+\-—─━=┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]+")
_DASHES = re.compile("[-—─━=]{2}")
_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u00a0\u3000]*")
_BARS, _WIDE = "|｜│┃", ("  ", "\u00a0", "\u3000")  # no bar, no gap without one of them: a quick look
_FILLED = re.compile(
    r"[+\-−－]?[¥￥]?(?:第)?\d[\d,，. ]*[^\d。；，]{0,6}|[xX×*＊]{2,}[^\d。；，]{0,4}|[-—–－/…]{1,3}"
)
_NUMBER = re.compile(
    r"(?:[约近超≥≤＞＜<>]|不少于|不低于|增长|下降)?[+\-−－]?[¥￥]?(?:第)?\d[\d,，. ]*(?:[%％‰]|[^\d。；，：:]{0,6})"
    r"|[xX×*＊]{2,}[^\d。；，]{0,4}"
)
_PROSE = re.compile(r"[。；！？!?;]")
_TITLE = re.compile(
    r"^\s*(?:附?表\s*[\d一二三四五六七八九十]|续表)"
    r"|(?:表|情况|一览|统计|汇总|明细|如下)\s*[:：]?\s*(?:[（(].*[）)])?\s*$|单位\s*[:：]"
)
_UNIT_LINE = re.compile(r"^\s*[（(【\[]?\s*(?:计量)?单位\s*[:：]")


@dataclass(slots=True)
class _Row:
    block: int  # index among the blocks
    spans: list[tuple[int, int]]
    areas: list[Area]  # of each cell: its column, and how many rows and columns it covers


def find_text_tables(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """The blocks with every table's lines replaced by its cells, and the tables. Prose is never a table. Linear time."""
    kinds = [_separator(text, block) for block in blocks]
    numbered = max((block.place.table for block in blocks), default=0)
    found: list[tuple[int, int, list[_Row]]] = []
    index = 0
    while index < len(blocks):
        if kinds[index] == "":
            index += 1
            continue
        end = _run(text, blocks, kinds, index)
        rows = _rows(text, blocks, kinds, index, end)
        if rows:
            found.append((index, end, rows))
        index = end
    taken = {i for start, end, _ in found for i in range(start, end)}
    others = list(spaced_tables(text, blocks, taken))
    taken |= {i for start, end, _ in others for i in range(start, end)}
    for start, end, cells in (*others, *stacked_tables(text, blocks, taken)):
        found.append(
            (start, end, [_Row(start + i, spans, _single(align(spans))) for i, spans in enumerate(cells)])
        )
    if not found:
        return tuple(blocks), ()
    return _replace(text, blocks, sorted(found, key=lambda each: each[0]), numbered)


def _separator(text: str, block: Block) -> str:
    """What parts the cells of a line: "t" tabs, "b" bars, "-" a border row, "s" spaces; "" for none."""
    if (
        block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        or not 2 < block.end - block.start <= LONGEST_LINE
    ):
        return ""
    line = text[block.start : block.end]
    if "\t" in line.strip(" \n\r"):
        return "t"
    if _FRAME.fullmatch(line) and _DASHES.search(line):
        return "-"
    if any(bar in line for bar in _BARS) and (len(_BAR.findall(line)) >= 2 or " | " in line):
        return "b"
    return "s" if any(space in line for space in _WIDE) and _GAP.search(line.strip()) else ""


def _run(text: str, blocks: Sequence[Block], kinds: Sequence[str], start: int) -> int:
    """The end of the run of lines that belong together: same separator, borders between, section rows inside."""
    kind = kinds[start]
    end = start + 1
    while end < len(blocks):
        if kinds[end] == kind or kinds[end] == "-" or kind == "-":
            kind = kinds[end] if kind == "-" else kind
            end += 1
            continue
        lone = kinds[end] == "" and end + 1 < len(blocks) and kinds[end + 1] == kind
        if not (lone and _is_section(text, blocks[end]) and _has_number(text, blocks[end + 1], kind)):
            break
        end += 1
    return end


def _is_section(text: str, block: Block) -> bool:
    line = text[block.start : block.end].strip()
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and 0 < len(line) <= 24
        and not _PROSE.search(line)
        and not line.endswith((":", "：", "，", "、"))
        and not _TITLE.search(line)
        and not line.startswith(("注", "备注", "说明"))
    )


def _has_number(text: str, block: Block, kind: str) -> bool:
    cells = _split(text, block, kind)
    return any(_NUMBER.fullmatch(text[a:b].strip()) for a, b in cells[1:])


def _split(text: str, block: Block, kind: str, outer: bool = True) -> list[tuple[int, int]]:
    """The cells of a line as spans. The first keeps its indent, the others are without spaces around.

    `outer`: lines of bars begin with a bar; else a bar at the beginning stands after an empty cell.
    """
    line = text[block.start : block.end]
    if kind == "s":
        lead = len(line) - len(line.lstrip())
        cuts = [(m.start(), m.end()) for m in _GAP.finditer(line, lead, len(line.rstrip()))]
    else:
        cuts = [
            (m.start(), m.end()) for m in (re.finditer("\t", line) if kind == "t" else _BAR.finditer(line))
        ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(line)]
    spans = []
    base = block.start
    for a, b in zip(starts, ends, strict=True):
        piece = line[a:b]
        if not piece or piece.isspace():
            spans.append((base + a, base + a))
            continue
        first = a + len(piece) - len(piece.lstrip()) if a else 0
        spans.append((base + first, base + a + len(piece.rstrip())))
    if kind == "b":  # |a|b| has nothing before the first and after the last bar
        stripped = line.strip()
        if outer and _BAR.match(stripped):
            spans = spans[1:]
        if _BAR.match(stripped[-1:]):
            spans = spans[:-1]
    elif kind == "t":
        while len(spans) > 1 and spans[-1][0] == spans[-1][1]:
            spans.pop()
    return spans


def _rows(text: str, blocks: Sequence[Block], kinds: Sequence[str], start: int, end: int) -> list[_Row]:
    """The rows of a run when it is surely a table; else none."""
    kind = next((kinds[i] for i in range(start, end) if kinds[i] in ("t", "b", "s")), "")
    if not kind:
        return []
    inside = [i for i in range(start, end) if kinds[i] != "-"]
    begins = sum(bool(_BAR.match(text[blocks[i].start : blocks[i].end].strip())) for i in inside)
    lines = [(i, _split(text, blocks[i], kind, begins * 2 > len(inside))) for i in inside]
    bordered = kind == "b" and any(kinds[i] == "-" for i in range(start, end))
    counts = [len(spans) for _, spans in lines if len(spans) > 1]
    if len(counts) < (2 if kind != "s" else 3):
        return []
    width = max(counts) if kind != "s" else max(set(counts), key=lambda n: (counts.count(n), n))
    if width < 2 or not _sure(text, [spans for _, spans in lines], width, kind, bordered):
        return []
    if kind == "s":
        placed = by_visual_width(text, [(blocks[i].start, spans) for i, spans in lines], width)
    else:
        placed = [align(spans) for _, spans in lines]
    rows = [_Row(i, spans, _single(columns)) for (i, spans), columns in zip(lines, placed, strict=True)]
    if kind != "s" and not any(_is_value(text[a:b].strip()) for a, b in rows[0].spans):
        for row, areas in zip(rows, _repaired(text, rows), strict=False):
            row.areas = areas
            row.spans = [span for span, area in zip(row.spans, areas, strict=True) if area[0] < width]
            row.areas = [area for area in areas if area[0] < width]
    return rows


def _single(columns: Sequence[int]) -> list[Area]:
    return [(column, 1, 1) for column in columns]


def _repaired(text: str, rows: Sequence[_Row]) -> list[list[Area]]:
    """The heads whose merged cells were lost, put above their columns; only above a body of numbers."""
    areas = lost_merges([[b > a for a, b in row.spans] for row in rows])
    below = rows[len(areas)].spans if areas else []
    above = rows[1].spans if len(areas) == 2 else []
    numbers = [bool(_NUMBER.fullmatch(text[a:b].strip())) for a, b in below]
    sure = bool(numbers) and numbers[-1] and not numbers[0]
    return areas if sure and not any(_is_value(text[a:b].strip()) for a, b in above) else []


def _is_value(cell: str) -> bool:
    """A number, and no year that heads a column."""
    return bool(_NUMBER.fullmatch(cell)) and not re.fullmatch(r"(?:19|20)\d\d年?(?:度|.{1,5}月)?", cell)


def _sure(
    text: str, lines: Sequence[Sequence[tuple[int, int]]], width: int, kind: str, bordered: bool
) -> bool:
    """Enough rows of like width, short cells without sentences, and numbers below each other."""
    cells = [text[a:b].strip() for spans in lines for a, b in spans]
    filled = [cell for cell in cells if cell]
    longest = LONGEST_CELL if kind != "s" else 32
    long = sum(1 for cell in filled if len(cell) > longest or _PROSE.search(cell))
    if long * (4 if kind != "s" else 20) > len(filled):
        return False
    like = sum(1 for spans in lines if len(spans) == width)
    if like * 10 < len(lines) * (5 if kind != "s" else 6):
        return False
    rows_with = [0] * width
    for spans in lines:
        for column, (a, b) in enumerate(spans[:width]):
            if column and _NUMBER.fullmatch(text[a:b].strip()):
                rows_with[column] += 1
    best = max(rows_with)
    if kind == "s":
        return (
            best >= 2 and best * 2 >= len(lines) - 1 and any(_head_like(text, spans) for spans in lines[:3])
        )
    return best >= 1 and (bordered or width >= 3 or best >= 2)


def _head_like(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """A row of names: what a table begins with (years count as names)."""
    texts = [text[a:b].strip() for a, b in spans]
    return len(texts) > 1 and all(
        not _FILLED.fullmatch(each) or re.fullmatch(r"(?:19|20)\d\d年?.*", each) for each in texts if each
    )


def _replace(
    text: str, blocks: Sequence[Block], found: Sequence[tuple[int, int, list[_Row]]], numbered: int
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    out: list[Block] = []
    tables: list[Table] = []
    index = 0
    for start, end, rows in found:
        out.extend(blocks[index:start])
        table = numbered + len(tables) + 1
        cells: list[Cell] = []
        for number, row in enumerate(rows):
            block = blocks[min(row.block, end - 1)]
            page, paragraph, part = block.place.page, block.place.paragraph, block.place.part
            for (a, b), (column, high, wide) in zip(row.spans, row.areas, strict=True):
                cells.append(Cell(a, b, number, column, wide, high))
                if b > a:
                    place = Place(page, paragraph, table, number + 1, column + 1, part)
                    out.append(Block(a, b, BlockKind.CELL, place))
        tables.append(Table(tuple(cells), _caption(text, blocks, start)))
        index = end
    out.extend(blocks[index:])
    return tuple(out), tuple(tables)


def _caption(text: str, blocks: Sequence[Block], start: int) -> tuple[int, int]:
    """The title and the line of units before a table; (0, 0) when there is none."""
    first = start
    for back in (1, 2):
        if start - back < 0 or blocks[start - back].kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            break
        block = blocks[start - back]
        line = text[block.start : block.end]
        if len(line) > 80 or _PROSE.search(line):
            break
        if _UNIT_LINE.search(line):
            first = start - back
            continue
        if _TITLE.search(line):
            first = start - back
        break
    return (blocks[first].start, blocks[start - 1].end) if first < start else (0, 0)
