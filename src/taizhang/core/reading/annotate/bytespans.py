"""Where the elements of an XML part stand in its bytes: what inserting needs when nothing else may change."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_CHARACTER = re.compile(rb"&[^;]*;|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")


@dataclass(frozen=True, slots=True)
class ByteSpan:
    """data[start:end] is the element, data[inner:close] what it holds; an element <a/> holds nothing."""

    start: int
    inner: int
    close: int
    end: int


def byte_spans(data: bytes, wanted: Collection[int]) -> dict[int, ByteSpan]:
    """The spans of the elements with these numbers, counted from 0 in document order as `root.iter()` counts."""
    spans: dict[int, ByteSpan] = {}
    parser = ParserCreate("utf-8")
    opened: list[tuple[int, int]] = []
    number = -1

    def begin(_name: str, _attributes: object) -> None:
        nonlocal number
        number += 1
        opened.append((number, parser.CurrentByteIndex))

    def finish(_name: str) -> None:
        mine, start = opened.pop()
        if mine in wanted:
            close = parser.CurrentByteIndex
            tag = _START_TAG.match(data, start)
            inner = tag.end() if tag else start
            if data[inner - 2 : inner] == b"/>":
                spans[mine] = ByteSpan(start, inner, inner, inner)
            else:
                spans[mine] = ByteSpan(start, inner, close, data.index(b">", close) + 1)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(data, True)
    return spans


def character_offsets(data: bytes, span: ByteSpan) -> list[int] | None:
    """For each character an element holds where its bytes begin, and the end of the last; None for unusual content."""
    raw = data[span.inner : span.close]
    if b"<" in raw:  # CDATA, a comment
        return None
    return [span.inner + found.start() for found in _CHARACTER.finditer(raw)] + [span.close]
