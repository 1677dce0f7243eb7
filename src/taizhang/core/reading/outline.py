"""The headings of a report 标题: number, level, title and where each begins to rule."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from taizhang.core.reading.document import Block, BlockKind, Document
from taizhang.core.reading.lexicon import any_of, words

_HAN = "一二三四五六七八九十百"
# Level by the form of the number, as official documents count: 一、 then （一） then 1. then （1）.
_NUMBER = re.compile(
    rf"[ \t\u3000\xa0]*(?:(?P<part>第[{_HAN}\d]{{1,4}}[章部编篇](?:分)?)[、:： \u3000]*"
    rf"|(?P<one>第[{_HAN}]{{1,3}}节|[{_HAN}]{{1,4}}[、.．](?![{_HAN}]{{1,2}}[、，,]))[、 \u3000]*"
    rf"|(?P<two>[（(][{_HAN}]{{1,3}}[)）])[、]?"
    r"|(?P<three>\d{1,2}[.．、](?!\d))"
    r"|(?P<four>[（(]\d{1,2}[)）]|[①-⑳])"
    rf"|(?P<five>[{_HAN}]{{1,2}}是|第[{_HAN}]{{1,2}}[，,]))"
)
_LEVELS = {"part": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_TITLE = re.compile(r"[^。；;！!？?\n]{0,60}")
_COMMA = re.compile(r"[，,:：]")
_REPORT = re.compile(any_of(words("outline", "reports")))
_PLAIN_TITLES = re.compile(any_of(words("outline", "unnumbered")))
_FRONT = 15  # lines of prose within which the title must stand
_SHORT = re.compile(
    rf"[^。；;！!？?\n，,：: \t\u3000\xa0]{{1,40}}?"
    rf"(?=[。；;！!？?\n，,：: \t\u3000\xa0]|\d{{1,2}}[、.．](?!\d)|[（(][{_HAN}\d]{{1,2}}[)）]|$)"
)
_RUN_IN = 30  # a title that shares its line with the text is no longer than this


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: text[start:end] is its title without the number; it rules from `line` on."""

    line: int  # where its line begins
    start: int
    end: int
    level: int  # 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for 一是
    number: str  # as printed: 一、, （二）, 3.; "" where the title bears none
    title: str
    run_in: bool  # the text goes on in the same line


@dataclass(frozen=True)
class Outline:
    """All headings of a document, in order, and its title."""

    headings: tuple[Heading, ...]
    title: tuple[int, int] = (0, 0)  # span of the document's own title; empty where none was recognised

    @cached_property
    def _lines(self) -> list[int]:
        return [heading.line for heading in self.headings]

    @cached_property
    def _ruling(self) -> list[tuple[Heading, ...]]:
        """For each heading, it and those above it."""
        chains: list[tuple[Heading, ...]] = []
        chain: list[Heading] = []
        for heading in self.headings:
            while chain and chain[-1].level >= heading.level:
                chain.pop()
            chain.append(heading)
            chains.append(tuple(chain))
        return chains

    def above(self, offset: int) -> tuple[Heading, ...]:
        """The headings that rule at a place, the highest first: 四、 … （二） …."""
        index = bisect_right(self._lines, offset) - 1
        return self._ruling[index] if index >= 0 else ()

    def section(self, offset: int) -> str:
        """How a person would name the place: 第四节, 第四节（二）; "" before the first heading."""
        names = [_named(heading) for heading in self.above(offset) if heading.level <= 2 and heading.number]
        return "".join(names)


def outline(document: Document) -> Outline:
    """Find the headings of a document: by their kind where the file says so, else by their number."""
    headings = []
    title = _title(document)
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and (block.start, block.end) != title:
            found = _heading(document.text, block)
            if found:
                headings.append(found)
    return Outline(tuple(headings), title)


def _heading(text: str, block: Block) -> Heading | None:
    numbered = _NUMBER.match(text, block.start, block.end)
    start = numbered.end() if numbered else block.start
    found = _TITLE.match(text, start, block.end)
    end = found.end() if found else start
    run_in = bool(text[end : block.end].strip("。；;！!？? \t\u3000\xa0"))
    if numbered:
        level, number = _LEVELS[numbered.lastgroup or "five"], numbered[numbered.lastgroup or 0]
        if level < 3 and (cut := _cut(text, start, end)) < end:
            end, run_in = cut, True
        elif run_in and end - start > _RUN_IN:
            comma = _COMMA.search(text, start, end)
            end = comma.start() if comma else end
        elif not run_in and level == 5:
            run_in = True  # 一是…… is a sentence, also when it fills its line
    elif not run_in and (block.kind is BlockKind.HEADING or _is_plain_title(text, block)):
        level, number = 1, ""
    else:
        return None
    return Heading(block.start, start, end, level, number, text[start:end].strip(), run_in)


def run_in_title(text: str, start: int, end: int) -> int:
    """Where a title ends that shares its line with the text: 2023年工作要点1、……."""
    found = _SHORT.match(text, start, end)
    return found.end() if found else start


def _cut(text: str, start: int, end: int) -> int:
    """三、2023年工作计划 全年认定……, 五、工作要点1、……: where the title ends by a gap or a number."""
    last = run_in_title(text, start, end)
    if last < end and end - last > 12 and last - start > 3 and text[last] not in "。；;！!？?，,：:\n":
        return last
    return end


def _is_plain_title(text: str, block: Block) -> bool:
    """A short line of its own with no number and no stop: 下一步工作打算, 2024年工作计划."""
    line = text[block.start : block.end].strip()
    return (
        len(line) <= 16 and not line.endswith(("。", "；", "，", "：")) and bool(_PLAIN_TITLES.search(line))
    )


def _title(document: Document) -> tuple[int, int]:
    """The first short line that names a report; without one, the first heading of the file."""
    read = 0
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        line = document.text[block.start : block.end].strip()
        if not line:
            continue
        if len(line) <= 60 and not _NUMBER.match(line) and _REPORT.search(line) and not line.endswith("。"):
            return block.start, block.end
        read += 1
        if read > _FRONT:
            break
    return 0, 0


def _named(heading: Heading) -> str:
    if heading.level == 1 and heading.number.endswith(("、", ".", "．")):
        return f"第{heading.number[:-1]}节"
    return heading.number
