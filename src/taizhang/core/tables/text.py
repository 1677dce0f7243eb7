"""Read text tables: .csv, .tsv, .txt in the encodings Chinese offices use, and what was pasted."""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial

from . import unreadable
from .sheet import Cell, Sheet
from .unreadable import Unreadable

csv.field_size_limit(10_000_000)
MOST_COLUMNS = (
    16_384  # as many as Excel holds; a line of millions is no table, and reading it on would take minutes
)
_DELIMITERS = "\t,;|"
_RISKY = "=+-@\t\r'"


def read_text(data: bytes, name: str) -> Sheet:
    """A text file as one sheet. Raises Unreadable when the encoding cannot be told."""
    encoding = detect_encoding(data)
    head = data[:200_000].decode(encoding, "ignore")
    if head.count("\x00") or sum(c < " " and c not in "\t\r\n\f\v\x1a" for c in head) > len(head) / 100:
        raise Unreadable("file.unknown", unreadable.UNKNOWN)
    rows = partial(_rows, data, encoding, _delimiter(head))
    return measured(name, rows)


def read_paste(text: str) -> Sheet:
    """Pasted cells (tab separated, as the clipboard of Excel and WPS gives them) as one sheet."""
    if not text.strip():
        raise Unreadable(
            "file.empty", "没有粘贴任何内容。请在 Excel 里选中要导入的区域（含表头）复制，再粘贴。"
        )
    delimiter = "\t" if "\t" in text else _delimiter(text[:200_000])
    return measured("粘贴的内容", partial(_rows, text.encode(), "utf-8", delimiter))


def measured(name: str, rows: partial[Iterator[tuple[int, list[Cell]]]]) -> Sheet:
    """The sheet over `rows`, with its extent counted by one reading."""
    last_row = width = 0
    try:
        for number, cells in rows():
            if len(cells) > MOST_COLUMNS:
                raise Unreadable("file.too_wide", unreadable.TOO_WIDE)
            if any(cells):
                last_row = number
                width = max(width, len(cells))
    except (csv.Error, UnicodeError) as error:
        raise Unreadable("file.damaged", unreadable.DAMAGED) from error
    return Sheet(name, last_row, width, partial(_until, rows, last_row))


def _until(
    rows: partial[Iterator[tuple[int, list[Cell]]]], last_row: int
) -> Iterator[tuple[int, list[Cell]]]:
    for number, cells in rows():
        if number > last_row:
            return
        yield number, cells


def detect_encoding(data: bytes) -> str:
    """UTF-8, UTF-16 (with or without mark) or GB18030. Raises Unreadable for anything else."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) / 8:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) / 8:
        return "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        if _decodes(data, encoding):
            return encoding
    raise Unreadable("file.encoding", unreadable.ENCODING)


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
    except UnicodeDecodeError:
        return False
    return True  # a cut last character is forgiven: the rows before it are whole


def _delimiter(head: str) -> str:
    """The delimiter most lines agree on; quoted text is left out of the count."""
    lines = [line for line in head.splitlines()[:40] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=delimiter) if row]
        score = sum(1 for count in counts if count) + min(5, max(counts, default=0)) / 10
        if max(counts, default=0) and score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(data: bytes, encoding: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")
    for number, row in enumerate(csv.reader(stream, delimiter=delimiter), start=1):
        yield number, [plain(text) if text[:1] in ("=", "'") else text for text in row]


def plain(text: str) -> str:
    """Undo what exports do to keep text as text: ="00123" and an apostrophe before a risky sign."""
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].replace('""', '"')
    if text.startswith("'") and text[1:2] and text[1] in _RISKY:
        return text[1:]
    return text
