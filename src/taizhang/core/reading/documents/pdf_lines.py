"""The lines of one PDF page as printed: text, left and right edge, height on the page."""

import ctypes
import re
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as raw

_COLUMN_GAP = 1.5  # of the font's size: wider than any space in running text, so a gap between columns
_NARROW_GAP = 0.75  # the small gap that programs leave between hanzi and digits
_MARGIN = 0.12  # of the page's height
_SPACES = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. Points; y grows upwards. A tab stands where columns are parted."""

    text: str
    page: int  # from 1
    left: float
    right: float
    bottom: float
    size: float  # of the font
    in_margin: bool = False  # near the upper or lower edge of the page


def lines(page: Any, number: int) -> list[Line]:
    """The lines of a page, in the order that the file gives them."""
    textpage = page.get_textpage()
    try:
        height = page.get_height() or 1.0
        found = _lines(textpage.raw, number)
        return [replace(line, in_margin=not _MARGIN < line.bottom / height < 1 - _MARGIN) for line in found]
    finally:
        textpage.close()


def _lines(textpage: Any, number: int) -> list[Line]:
    text = _characters(textpage)
    found: list[Line] = []
    start = 0
    for end_of_line in (*_LINE_ENDS.finditer(text), None):
        end, after = end_of_line.span() if end_of_line else (len(text), len(text))
        line = _line(textpage, text, start, end, number)
        if line is not None:
            found.append(line)
        start = after
    return found


def _characters(textpage: Any) -> str:
    """One character for each index that PDFium knows, so that indexes may be asked for their boxes."""
    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer).decode("utf-16-le", "replace")[:count]
        if len(text) == count:
            return text
    codes = (raw.FPDFText_GetUnicode(textpage, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
    )


def _line(textpage: Any, text: str, start: int, end: int, number: int) -> Line | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    left, _, bottom = _box(textpage, start)
    _, right, _ = _box(textpage, end - 1)
    size = float(raw.FPDFText_GetFontSize(textpage, start)) or 10.0
    pieces: list[str] = []
    at = start
    for space in _SPACES.finditer(text, start, end):
        pieces.append(text[at : space.start()])
        _, before, _ = _box(textpage, space.start() - 1)
        behind, _, _ = _box(textpage, space.end())
        pieces.append(_space(text[space.start() - 1], text[space.end()], (behind - before) / size))
        at = space.end()
    pieces.append(text[at:end])
    shown = (
        "".join(pieces).replace("\ufffe", "").replace("\0", "")
    )  # U+FFFE: a hyphen at a line's end, in PDFium's words
    return Line(shown, number, left, right, bottom, size) if shown else None


def _box(textpage: Any, index: int) -> tuple[float, float, float]:
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, index, box):
        return 0.0, 0.0, 0.0
    return box.left, box.right, box.bottom


def _space(before: str, behind: str, gap: float) -> str:
    """What a space on the page means, by its width in font sizes."""
    if gap > _COLUMN_GAP:
        return "\t"
    if gap < _NARROW_GAP and is_hanzi(before) != is_hanzi(behind):
        return ""
    return " "


def is_hanzi(character: str) -> bool:
    """Whether a character is Chinese writing, punctuation included."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character in "“”‘’—…·"
