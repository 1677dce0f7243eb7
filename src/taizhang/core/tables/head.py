"""Find the header of a table: which rows are it, and what each column is called."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from .headers import as_unit, fold, read_header
from .lexicon import EMPTY_MARKS, HEADER_ENDS, HEADER_STARTS, HEADER_WORDS
from .samples import is_date_text
from .sheet import Cell, Merge

MAX_DEPTH = 5
_NUMBERLIKE = re.compile(r"^[-+]?[\d,，.]+\s*(?:%|万|亿|元|万元|亿元)?$")
_CODELIKE = re.compile(r"^[0-9A-Za-z\-_/.]*\d{4,}[0-9A-Za-z\-_/.]*$")
_IDENTIFIER = re.compile(r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$|^[a-z]{2,}$")
_ORDINAL = re.compile(r"^[(（\[]?(?:\d{1,2}|[甲乙丙丁戊])[)）\]]?$")
_OF_WHICH = re.compile(r"^其\s*中\s*[:：]\s*")
_UNIT_IN_BRACKETS = re.compile(r"[（(][^（()）]*单位\s*[:：][^（()）]*[）)]")
_LABELLED = re.compile(r"[:：]\s*\S")
_COMPANY = re.compile(r"(?:公司|研究院|研究所|大学|集团|合作社|医院)$")

Words = frozenset[str]


def present(cells: Sequence[Cell]) -> list[int]:
    """The positions of cells that hold more than spaces."""
    return [i for i, c in enumerate(cells) if c != "" and not (type(c) is str and c.isspace())]


@lru_cache(maxsize=50_000)
def _is_label_text(text: str) -> bool:
    plain = fold(text)
    if not plain or len(plain) > 60 or (len(plain) > 30 and "(" not in plain):
        return False
    if plain in EMPTY_MARKS or _NUMBERLIKE.match(plain) or _CODELIKE.match(plain):
        return False
    if _COMPANY.search(plain) and len(plain) > 6:
        return False
    own = _OF_WHICH.sub("", text.strip())  # "其中：技术交易额" is a header, "填表人：某某" is not
    own = _UNIT_IN_BRACKETS.sub("", own)
    return not ("。" in text or plain.endswith(":") or _LABELLED.search(own))


def is_label(cell: Cell) -> bool:
    """Whether the cell could be a header: short text, or a year such as 2025."""
    if isinstance(cell, str):
        return _is_label_text(cell)
    return isinstance(cell, float) and 1990 <= cell <= 2100 and cell == int(cell)


@lru_cache(maxsize=50_000)
def _is_known_text(text: str, words: Words) -> bool:
    header = read_header(text)
    name = header.name
    if header.plain in words or name in words or name in HEADER_WORDS or (header.unit and len(name) > 1):
        return True
    last = name.rsplit("/", 1)[-1]
    return len(last) > 1 and (last.endswith(HEADER_ENDS) or last.startswith(HEADER_STARTS))


def known_share(cells: Sequence[Cell], at: list[int], words: Words) -> tuple[int, bool]:
    """How many of the cells at these positions are known header words, and whether all could be headers."""
    if not all(is_label(cells[i]) for i in at):
        return 0, False
    return sum(1 for i in at if isinstance(c := cells[i], str) and _is_known_text(c, words)), True


def is_strict(cells: Sequence[Cell], at: list[int], words: Words) -> bool:
    """Surely a header: two or more labels, most of them known header words, none twice in a row."""
    if len(at) < 2:
        return False
    known, labels = known_share(cells, at, words)
    return labels and known >= 2 and known >= 0.6 * len(at)


def is_likely(cells: Sequence[Cell], at: list[int], ahead: list[list[Cell]], words: Words) -> bool:
    """Probably a header, judged by what follows; used only while no header has been found."""
    if is_strict(cells, at, words):
        return True
    if len(at) < 2:
        return len(cells) == 1 and bool(at) and _single_column(cells[0], ahead, words)
    known, labels = known_share(cells, at, words)
    texts = [fold(str(cells[i])) for i in at]
    if not labels or len(set(texts)) < len(texts):
        return False
    following = [row for row in ahead if len(present(row)) > 1][:4]
    if any(is_strict(row, present(row), words) for row in following):
        return False  # the better header comes right below
    if not following or max(len(present(row)) for row in following) > 2 * len(at):
        return False
    if all(_IDENTIFIER.match(text) for text in texts):
        return True
    if known >= 1 and known >= 0.3 * len(at):
        return True
    contrast = sum(1 for i in at if any(_is_value(row[i]) for row in following if i < len(row)))
    return contrast >= 1


def _single_column(cell: Cell, ahead: list[list[Cell]], words: Words) -> bool:
    return isinstance(cell, str) and bool(ahead) and _is_label_text(cell) and _is_known_text(cell, words)


def is_number_text(text: str) -> bool:
    """Whether the text is a number as people write them: 1,203.5万元."""
    return bool(text) and bool(_NUMBERLIKE.match(fold(text)))


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, str):
        return is_number_text(cell) or is_date_text(cell)
    return isinstance(cell, float | int | dt.date)


def depth(rows: list[list[Cell]], number: int, left: int, merges: Sequence[Merge], words: Words) -> int:
    """How many of `rows` (the first is header row `number`) make up the header."""
    right = left + max(len(row) for row in rows) - 1
    inside = [m for m in merges if m.left >= left and m.right <= right and m.right - m.left < right - left]
    last = number
    for merge in inside:
        if merge.top <= number <= merge.bottom < number + MAX_DEPTH:
            last = max(last, merge.bottom)
    count = min(last - number + 1, len(rows))
    while count < min(MAX_DEPTH, len(rows)) and _continues(
        rows[:count], rows[count], number, left, inside, words
    ):
        count += 1
    if count < len(rows) and is_ordinals(rows[count]):
        count += 1
    return count


def _continues(
    above: list[list[Cell]], row: list[Cell], number: int, left: int, merges: Sequence[Merge], words: Words
) -> bool:
    """Whether `row` is a further header row: labels under spread-out headings, blank under finished ones."""
    at = present(row)
    if not at:
        return False
    if all(isinstance(row[i], str) and as_unit(str(row[i])) for i in at) and len(at) > 1:
        return True
    if not all(is_label(row[i]) for i in at):
        return False
    top = above[0]
    spread = {
        column - left
        for m in merges
        if number <= m.top < number + len(above) and m.right > m.left
        for column in range(m.left, m.right + 1)
    }
    filled = set(present(top))
    under = [i for i in at if i in spread or i not in filled or (i + 1 < len(row) and i + 1 not in filled)]
    first = min(filled, default=0)
    return len(under) == len(at) and first not in at


def is_ordinals(row: list[Cell]) -> bool:
    """A row that numbers the columns: 甲 乙 1 2 3."""
    texts = [
        fold(str(int(c) if isinstance(c, float) and c == int(c) else c))
        for c in (row[i] for i in present(row))
    ]
    if len(texts) < 3 or not all(_ORDINAL.match(text) for text in texts):
        return False
    numbers = [int(digits) for text in texts if (digits := text.strip("()[]")).isdigit()]
    return (
        len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 2
    )


def flatten(rows: list[list[Cell]], number: int, left: int, merges: Sequence[Merge]) -> list[str]:
    """One name per column: merged and spread headings carried over their columns, levels joined by /."""
    width = max(len(row) for row in rows)
    grid = [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows if not is_ordinals(row)]
    covered: set[tuple[int, int]] = set()
    for merge in merges:
        text = ""
        for r in range(merge.top - number, merge.bottom - number + 1):
            for c in range(merge.left - left, merge.right - left + 1):
                if 0 <= r < len(grid) and 0 <= c < width:
                    text = text or grid[r][c]
                    covered.add((r, c))
        for r in range(merge.top - number, merge.bottom - number + 1):
            for c in range(merge.left - left, merge.right - left + 1):
                if 0 <= r < len(grid) and 0 <= c < width:
                    grid[r][c] = text
    for r, row in enumerate(grid[:-1]):
        for c in range(1, width):
            below = grid[r + 1][c]
            alone = (r, c) in covered or (r, c - 1) in covered
            if (
                not row[c]
                and below
                and not as_unit(below)
                and row[c - 1]
                and not alone
                and grid[r + 1][c - 1]
            ):
                row[c] = row[c - 1]
    return [_join([row[c] for row in grid]) for c in range(width)]


def _join(levels: list[str]) -> str:
    parts: list[str] = []
    for level in levels:
        if level and (not parts or parts[-1] != level):
            parts.append(level)
    if len(parts) > 1 and as_unit(parts[-1]):
        return "/".join(parts[:-1]) + f"（{parts[-1]}）"
    return "/".join(parts)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return re.sub(r"\s*\n\s*", "", str(cell)).strip()
