"""Paragraphs as the reader takes them 分段: cut where a section begins within a line, and told where another report begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.figures.periods import Own, following, mentions
from taizhang.core.reading.lexicon import any_of, words
from taizhang.core.reading.outline import Heading, Outline, run_in_title

_HAN = "一二三四五六七八九十"
_INSIDE = re.compile(
    r"(?:[。！!？?]|(?<![ \t\u3000\xa0])(?=[ \t\u3000\xa0]))[ \t\u3000\xa0]*+"
    rf"(?P<number>[{_HAN}]{{1,3}}、(?![{_HAN}]{{1,2}}[、级季等类期])|[（(][{_HAN}]{{1,3}}[)）])"
)
_REPORT = re.compile(rf"年.*(?:{any_of(words('outline', 'backward'))})(?:[（(].{{0,12}}[)）])?$")
_LONGEST_TITLE = 70
_PAST = re.compile(any_of(words("outline", "past")))
_COMING = re.compile(any_of(words("outline", "coming")))
_OPENING = 12  # characters within which a paragraph names its period
_PROSE = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def pieces(document: Document, headings: Outline) -> tuple[list[Block], Outline]:
    """The blocks, cut at 五、… inside of a line, and the outline with those headings and the titles of further reports."""
    text = document.text
    inside = _INSIDE.finditer(text)
    found = next(inside, None)
    blocks: list[Block] = []
    more: list[Heading] = []
    for block in document.blocks:
        while found is not None and found.start("number") <= block.start:
            found = next(inside, None)
        if block.kind in _PROSE:
            while found is not None and found.end() < block.end:
                at = found.start("number")
                if text[block.start : at].strip():
                    more.append(_heading(text, at, found.end(), block.end))
                    blocks.append(replace(block, end=at))
                    block = replace(block, start=at)
                found = next(inside, None)
            if _is_report(text, block) and (block.start, block.end) != headings.title:
                line = text[block.start : block.end]
                more.append(Heading(block.start, block.start, block.end, 1, "", line.strip(), False))
        blocks.append(block)
    if not more:
        return blocks, headings
    known = {heading.line: heading for heading in (*headings.headings, *more)}
    return blocks, Outline(tuple(known[line] for line in sorted(known)), headings.title)


def _heading(text: str, at: int, start: int, end: int) -> Heading:
    last = run_in_title(text, start, end)
    level = 2 if text[at] in "（(" else 1
    return Heading(at, start, last, level, text[at:start], text[start:last].strip(), True)


def _is_report(text: str, block: Block) -> bool:
    """A line that can only be a title: 某某市2022年科技工作总结."""
    if not 8 <= block.end - block.start <= _LONGEST_TITLE:
        return False
    line = text[block.start : block.end].strip()
    return line[-1:] not in "。；，：" and _REPORT.search(line) is not None and "，" not in line


class Reports:
    """Whose time holds: a document may hold one report after another 多篇."""

    def __init__(self, text: str, own: Own, titles: Sequence[Heading]) -> None:
        self.text = text
        self.own = own
        self.since = 0  # headings before this belong to the report before
        self._titles = {heading.line for heading in titles if not heading.number}

    def at(self, block: Block) -> Own:
        """The report that a block belongs to; to be asked block by block."""
        if self.own.year.isdigit():
            if block.start in self._titles and _is_report(self.text, block):
                self._begin(block, block.end)
            elif self._looks_back(block):
                self._begin(block, block.start + _OPENING)
        return self.own

    def _begin(self, block: Block, end: int) -> None:
        told = next(self._told(block.start, end), None)
        year = told.rpartition("..")[2][:4] if told else ""
        if told is None or not year.isdigit() or told == self.own.period or year == self.own.year:
            return
        self.own = Own(year, told if self.own.period else None, following(told) if self.own.plan else None)
        self.since = block.start

    def _told(self, start: int, end: int) -> Iterator[str]:
        for mention in mentions(self.text, start, end, Own()):
            if mention.period and not mention.compared:
                yield mention.period

    def _looks_back(self, block: Block) -> bool:
        """2023年，全市已完成…，同比…: a paragraph that opens with a later year and tells what has been."""
        text = self.text
        if text.find("20", block.start, block.start + 6) < 0:
            return False
        told = next(self._told(block.start, min(block.end, block.start + _OPENING)), None)
        if told is None or told[:4] <= self.own.year or ".." in told[:6] or not told[:4].isdigit():
            return False
        end = min(block.end, block.start + 150)
        return bool(_PAST.search(text, block.start, end)) and not _COMING.search(text, block.start, end)
