"""Printed lines rejoined into paragraphs 合并断行: a line that reaches the right margin goes on in the next."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from taizhang.core.reading.documents.pdf_lines import Line, is_hanzi

_NUMERALS = "一二三四五六七八九十"
_OPENING = re.compile(  # what begins a paragraph: 一、 （一） 1. 第一章 附件 表1 注：
    rf"(?:[{_NUMERALS}]{{1,3}}、|[(（][{_NUMERALS}\d]{{1,3}}[)）]|\d{{1,2}}[、.．](?!\d)|第[{_NUMERALS}\d]{{1,3}}[章节条部]"
    r"|附件|附表|表\s*\d|注\s*[:：]|——|[●■◆•])"
)
_SENTENCE_END = tuple("。；：！？;:!?")
_TOKEN = re.compile(r"[A-Za-z0-9.,%/()-]*")
_LOOSE = 1.35  # of the usual distance between lines: more is a new paragraph


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area of a page: left and right edge, distance of lines."""

    left: float
    right: float
    pitch: float


def frame(lines: Sequence[Line]) -> Frame:
    """The frame that most lines keep to."""
    if not lines:
        return Frame(0, 0, 0)
    size = median(line.size for line in lines)
    few = max(2, len(lines) // 10)
    left = _edge([line.left for line in lines], size / 2, few)
    right = -_edge([-line.right for line in lines], size, few)
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom - b.bottom > size / 2]
    return Frame(left, right, median(steps) if steps else size * 2)


def _edge(positions: list[float], width: float, few: int) -> float:
    """The outermost position that so many lines share, within `width`."""
    ordered = sorted(positions)
    return next((x for i, x in enumerate(ordered) if bisect_left(ordered, x + width) - i >= few), ordered[0])


def goes_on(line: Line, following: Line, here: Frame, there: Frame) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    if "\t" in line.text or "\t" in following.text or abs(line.size - following.size) > 0.15 * line.size:
        return False
    if _OPENING.match(following.text) and line.text.endswith(_SENTENCE_END):
        return False
    token = _TOKEN.match(following.text)
    unbroken = (
        0.6 * line.size * len(token[0]) if token else 0.0
    )  # a number is not broken: it left the line short
    if line.right < here.right - 2.2 * line.size - unbroken:
        return False
    if following.left > there.left + 0.8 * following.size:
        return False
    if line.page != following.page:
        return following.page == line.page + 1
    return 0 < line.bottom - following.bottom <= _LOOSE * here.pitch


def paragraphs(lines: Sequence[Line], frames: dict[int, Frame]) -> Iterator[list[Line]]:
    """Lines grouped into paragraphs, also over page ends."""
    group: list[Line] = []
    for line in lines:
        if group and not goes_on(group[-1], line, frames[group[-1].page], frames[line.page]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def joined(group: Sequence[Line]) -> str:
    """The text of a paragraph; nothing between lines but where two foreign words meet."""
    text = group[0].text
    for line in group[1:]:
        latin = (
            text[-1:].isascii()
            and text[-1:].isalpha()
            and line.text[:1].isascii()
            and line.text[:1].isalpha()
        )
        text += f" {line.text}" if latin and not is_hanzi(text[-1]) else line.text
    return text
