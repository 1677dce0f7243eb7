"""Where the figures of a paragraph are after somebody rewrote it: by the words around them 按上下文找回数字."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from taizhang.reports.content import MARK

PIECE = re.compile(r"\d[\d,，.]*\d|\d|.", re.S)  # a number is one piece: 281 and 285 differ as a whole
NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Found:
    """Where a figure is in the new body. `said`: another number that stands in its place; "" where it is the same."""

    key: str
    start: int
    end: int
    said: str = ""


def realigned(was: str, body: str, lacking: set[str], printed: Mapping[str, str]) -> list[Found]:
    """The figures that lost their control, found by what stands before and behind; those that are gone left out.

    `was`: the body when they stood there; `body`: as it reads now, with {{k1}} where a figure still stands; `printed`: each
    figure as it was printed.
    """
    old, spans = "", []
    for at, part in enumerate(MARK.split(was)):
        text = printed.get(part, "") if at % 2 else part
        if at % 2 and text and part in lacking:
            spans.append((part, len(old), text))
        old += text
    new, places = _expanded(body, printed)
    before, after = list(PIECE.finditer(old)), list(PIECE.finditer(new))
    pairs = list(_blocks(before, after))
    to, instead = _same_places(pairs), _replaced(pairs)
    found = []
    for key, start, text in spans:
        at = start + len(text)
        begin, end = to.get(start), to.get(at - 1)
        if begin is not None and end is not None and new[begin : end + 1] == text:
            beside = to.get(start - 1) == begin - 1 or to.get(at) == end + 1
            if not beside and len(old) > len(text):  # the same number in quite another sentence
                continue
            span = places.get(begin), places.get(end)
            if span[0] is not None and span[1] is not None:
                found.append(Found(key, span[0], span[1] + 1))
            continue
        for m in before:
            other = instead.get(m.start()) if start <= m.start() < at else None
            if other and places.get(other[0]) is not None:
                found.append(Found(key, places[other[0]], places[other[0]] + len(other[1]), other[1]))
                break
    return found


def _expanded(body: str, texts: Mapping[str, str]) -> tuple[str, dict[int, int]]:
    """The body as printed, and where each sign outside of its figures stands in the body."""
    printed: list[str] = []
    places: dict[int, int] = {}
    size = at = 0
    for mark in [*MARK.finditer(body), None]:
        text = body[at : mark.start() if mark else len(body)]
        places |= {size + n: at + n for n in range(len(text))}
        figure = texts.get(mark[1], "") if mark else ""
        printed += [text, figure]
        size += len(text) + len(figure)
        at = mark.end() if mark else at
    return "".join(printed), places


_Pair = tuple[str, list[re.Match[str]], list[re.Match[str]]]  # equal, replace … with the pieces of both sides


def _blocks(before: list[re.Match[str]], after: list[re.Match[str]]) -> Iterator[_Pair]:
    matcher = SequenceMatcher(None, [m[0] for m in before], [m[0] for m in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag, before[a:b], after[c:d]


def _same_places(pairs: list[_Pair]) -> dict[int, int]:
    """Where each sign that stayed is now."""
    return {
        one.start() + n: other.start() + n
        for tag, old, new in pairs
        if tag == "equal"
        for one, other in zip(old, new, strict=True)
        for n in range(len(one[0]))
    }


def _replaced(pairs: list[_Pair]) -> dict[int, tuple[int, str]]:
    """The number that stands for another one: only where as many numbers came as went."""
    found: dict[int, tuple[int, str]] = {}
    for tag, old, new in pairs:
        gone, came = ([m for m in side if NUMBER.match(m[0])] for side in (old, new))
        if tag == "replace" and len(gone) == len(came):
            found |= {a.start(): (b.start(), b[0]) for a, b in zip(gone, came, strict=True)}
    return found
