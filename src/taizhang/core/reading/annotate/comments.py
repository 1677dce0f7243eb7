"""The comments part of a docx, and its entries in the list of types and in the relations."""

import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

AUTHOR, INITIALS = "数据核查", "核"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = {
    USUAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CLOSING = re.compile(rb"</(?:[\w.-]+:)?[\w.-]+\s*>\s*\Z")
_EMPTY_ROOT = re.compile(rb"<((?:[\w.-]+:)?[\w.-]+)([^<>]*?)\s*/>\s*\Z")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(
    rb"""<(?:\w+:)?comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?\bid\s*=\s*["'](\d{1,9})["']"""
)


def space_of(part: bytes) -> str:
    """The namespace of a document part: the usual one, or that of Strict Open XML."""
    return STRICT if STRICT.encode() in part[:20_000] else USUAL


def first_free(*parts: bytes) -> int:
    """The first number that no comment of these parts bears."""
    return max((int(number) for part in parts for number in _NUMBERED.findall(part)), default=-1) + 1


def comment(number: int, lines: Sequence[str], space: str, when: datetime | None) -> str:
    """One comment with a paragraph for each line."""
    date = f' w:date="{when:%Y-%m-%dT%H:%M:%SZ}"' if when is not None else ""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(_NOT_XML.sub(" ", line))}</w:t></w:r></w:p>'
        for line in lines
    )
    return (
        f'<w:comment xmlns:w={quoteattr(space)} w:id="{number}" w:author="{AUTHOR}"'
        f'{date} w:initials="{INITIALS}">{body}</w:comment>'
    )


def with_comments(existing: bytes | None, comments: Sequence[str], space: str) -> bytes:
    """The comments part with these at its end; a new one where there was none."""
    if existing is None:
        existing = _DECLARATION + f"<w:comments xmlns:w={quoteattr(space)}></w:comments>".encode()
    return _inside_root(existing, "".join(comments).encode())


def with_relation(existing: bytes | None, target: str, space: str) -> bytes:
    """The relations of the document part with one to the comments."""
    if existing is None:
        existing = _DECLARATION + f"<Relationships xmlns={quoteattr(_RELATIONS)}></Relationships>".encode()
    number = 1
    while f'"rIdCheck{number}"'.encode() in existing:
        number += 1
    entry = (
        f'<Relationship xmlns="{_RELATIONS}" Id="rIdCheck{number}" Type="{_KINDS[space]}" Target="{target}"/>'
    )
    return _inside_root(existing, entry.encode())


def with_type(existing: bytes, part: str) -> bytes:
    """The list of content types with one for the comments part."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return _inside_root(
        existing, f'<Override xmlns="{space}" PartName="/{part}" ContentType="{_CONTENT}"/>'.encode()
    )


def _inside_root(part: bytes, entry: bytes) -> bytes:
    """The part with one more element, the last of its root."""
    closing = _CLOSING.search(part)
    if closing:
        return part[: closing.start()] + entry + part[closing.start() :]
    empty = _EMPTY_ROOT.search(part)
    if empty is None:
        raise ValueError("no root element to be found")
    return part[: empty.start()] + b"<" + empty[1] + empty[2] + b">" + entry + b"</" + empty[1] + b">"
