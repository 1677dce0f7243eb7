"""Plain text, every character kept: the blocks are its lines, the line ends stay as they are."""

import re

from taizhang.core.reading.document import Block, BlockKind, Document, Place
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.encoding import decode
from taizhang.core.reading.documents.limits import MAX_BLOCKS, MAX_TEXT

_LINE = re.compile(r"([^\r\n\f\v\u2028\u2029]+)|\r\n|[\r\n\f\v\u2028\u2029]")


def read_plain(data: bytes, name: str) -> Document:
    """A text file. Raises Unreadable in words."""
    return of_text(decode(data), name)


def of_text(text: str, name: str) -> Document:
    """A document of plain text, which stays exactly as it is. Raises Unreadable when it says nothing or too much."""
    if len(text) > MAX_TEXT:
        raise unreadable.too_long(MAX_TEXT)
    blocks = lines(text)
    if not text.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        raise unreadable.blank()
    return Document(name, "txt", text, tuple(blocks))


def lines(text: str) -> list[Block]:
    """The lines that hold something; `paragraph` is the number of the line, empty ones counted."""
    if text.count("\n") > MAX_BLOCKS or text.count("\r") > MAX_BLOCKS:
        raise unreadable.too_many_lines(MAX_BLOCKS)
    blocks: list[Block] = []
    number, kind = 1, BlockKind.PARAGRAPH
    skip = 1 if text.startswith("\ufeff") else 0
    for found in _LINE.finditer(text, skip):
        if found.lastindex:
            blocks.append(Block(*found.span(), kind, Place(0, number)))
        else:
            number += 1
    if len(blocks) > MAX_BLOCKS:
        raise unreadable.too_many_lines(MAX_BLOCKS)
    return blocks
