"""Headings of an official document 层次序数: 一、 then （一） then 1. then （1）; one after another; no stop at the end."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from taizhang.core.reading.document import BlockKind, Document
from taizhang.core.reading.outline import Heading, Outline
from taizhang.core.reading.style.rule import Hit

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_INSIDE = re.compile(r"[一二三四五六七八九十百\d]+")
# 附件：1.项目清单, and the lines 2.… under it: a list of papers, no headings
_ANNEXES = re.compile(r"^[ \t\u3000]*附件[:：][^\n]*(?:\n\s*\d{1,2}[.．、][^\n]*){0,60}", re.MULTILINE)
_SENTENCE = re.compile(r"[\d，,]|如下")  # a line that states something, or leads to what follows
_STOPS = "。；;，,：:、"
_TITLE = {1: 40, 2: 30, 3: 24, 4: 24}  # a numbered line of its own that is longer is a sentence, not a title
_FORMS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
_HAN = "零一二三四五六七八九"


def heading_hits(document: Document, outline: Outline) -> Iterator[Hit]:
    """What is odd about the numbers and the ends of headings."""
    headings = [each for each in outline.headings if 1 <= each.level <= 4 and _INSIDE.search(each.number)]
    headings = _without_annexes(document.text, headings)
    yield from _forms(document.text, headings)
    yield from _jumps(headings)
    yield from _order(document.text, headings)
    yield from _ends(document, headings)
    yield from _likeness(headings)


def _without_annexes(text: str, headings: list[Heading]) -> list[Heading]:
    lists = [found.span() for found in _ANNEXES.finditer(text)]
    starts = [start for start, _ in lists]

    def listed(heading: Heading) -> bool:
        at = bisect_right(starts, heading.line) - 1
        return at >= 0 and heading.line < lists[at][1]

    return [each for each in headings if not listed(each)] if lists else headings


def _value(number: str) -> int:
    """一、 is 1, （十二） is 12, 3. is 3; 0 where it cannot be told."""
    found = _INSIDE.search(number)
    if not found:
        return 0
    inner = found[0]
    if inner.isdecimal():
        return int(inner)
    total = unit = 0
    for char in inner:
        if char in _DIGITS:
            unit = _DIGITS[char]
        elif char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
    return total + unit


def _rank(heading: Heading) -> int:
    """The level, with 第一章 and 第一节 above 一、."""
    return 0 if heading.number.startswith("第") else heading.level


def _span(heading: Heading) -> tuple[int, int]:
    """The number, where it stands before the title."""
    return max(heading.line, heading.start - len(heading.number) - 4), heading.start


def _forms(text: str, headings: list[Heading]) -> Iterator[Hit]:
    for heading in headings:
        number = text[heading.line : heading.start].strip(" \t\u3000\xa0")
        start = heading.line + text[heading.line : heading.start].find(number)
        end = start + len(number)
        if heading.level in (2, 4) and number.endswith("、"):
            yield Hit("H03", start, end, number, number[:-1], number[:-1])
        elif heading.level == 4 and text[heading.start : heading.start + 1] == "、":
            yield Hit("H03", start, end + 1, number + "、", number, number)
        elif heading.level == 3 and number.endswith("、"):
            yield Hit("H04", start, end, number, number[:-1] + ".", number[:-1] + ".")
        elif heading.level == 1 and number.endswith((".", "．")) and number[0] in "一二三四五六七八九十":
            yield Hit("H05", start, end, number, number[:-1] + "、", number[:-1] + "、")


def _jumps(headings: list[Heading]) -> Iterator[Hit]:
    """一、 to 1. is usual where a document has two levels only; it is odd where （一） is used elsewhere."""
    used = {_rank(heading) for heading in headings}
    above = 0
    for heading in headings:
        skipped = [level for level in range(above + 1, _rank(heading)) if level in used]
        if above and skipped:
            yield Hit(
                "H01", *_span(heading), heading.number, f"先用“{_FORMS[skipped[0]]}”",
                message=f"“{_FORMS[above]}”之下直接用“{heading.number}”，跳过了文中别处用的“{_FORMS[skipped[0]]}”",
            )  # fmt: skip
        above = _rank(heading)


def _order(text: str, headings: list[Heading]) -> Iterator[Hit]:
    """Numbers under one heading run 1, 2, 3. A list that begins anew at 1 is a new list."""
    last: dict[int, Heading] = {}
    for heading in headings:
        rank = _rank(heading)
        for level in [level for level in last if level > rank]:
            del last[level]
        before, value = last.get(rank), _value(heading.number)
        last[rank] = heading
        if before is None or value <= 1:
            continue
        expected = _value(before.number) + 1
        if value == expected or not value:
            continue
        missing = [_written(heading, each) for each in range(expected, value)]
        # A number that stands in the middle of a line is there all the same.
        if missing and any(each in text[before.end : heading.line] for each in missing):
            continue
        if value == expected - 1:
            said = f"“{heading.number}”重号，前面已有“{before.number}”"
        elif missing:
            said = f"“{before.number}”之后是“{heading.number}”，缺“{missing[0]}”"
        else:
            said = f"“{before.number}”之后是“{heading.number}”，次序颠倒"
        yield Hit("H02", *_span(heading), heading.number, _written(heading, expected), message=said)


def _written(heading: Heading, value: int) -> str:
    if heading.level in (3, 4):
        return re.sub(r"\d+", str(value), heading.number)
    tens, ones = divmod(value, 10)
    han = ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")
    return _INSIDE.sub(han, heading.number)


def _ends(document: Document, headings: list[Heading]) -> Iterator[Hit]:
    """A title on a line of its own ends without a stop. One followed by its like is a list of sentences."""
    text = document.text
    for number, heading in enumerate(headings):
        if heading.run_in or heading.end <= heading.start:
            continue
        block = document.block_at(heading.line)
        line = text[heading.line : block.end].rstrip()
        following = headings[number + 1] if number + 1 < len(headings) else None
        like = (
            following is not None
            and following.level == heading.level
            and not text[block.end : following.line].strip()
        )
        before = headings[number - 1] if number else None
        like = like or (
            before is not None
            and before.level == heading.level
            and not text[document.block_at(before.line).end : heading.line].strip()
        )
        last = not text[block.end : block.end + 200].strip()
        titled = (block.kind is BlockKind.HEADING or heading.level <= 2) and not _SENTENCE.search(
            heading.title
        )
        if (
            line[-1:] in _STOPS
            and titled
            and not like
            and not last
            and len(heading.title) <= _TITLE[heading.level]
        ):
            end = heading.line + len(line)
            yield Hit(
                "H06",
                end - 1,
                end,
                line[-12:],
                line[-12:-1],
                message=f"标题“{line if len(line) <= 24 else line[:22] + '…'}”单独成行，末尾不用“{line[-1]}”",
            )


def _likeness(headings: list[Heading]) -> Iterator[Hit]:
    """Four or more titles side by side, all but one of two parts: the odd one is named."""
    families: dict[tuple[int, int], list[Heading]] = defaultdict(list)
    parent = 0
    for index, heading in enumerate(headings):
        if heading.level == 1:
            parent = index
        if heading.level <= 2 and not heading.run_in:
            families[heading.level, parent if heading.level == 2 else -1].append(heading)
    for members in families.values():
        parts = Counter(len(re.split("[，、 ]", each.title)) for each in members)
        usual, often = parts.most_common(1)[0]
        if len(members) < 4 or usual < 2 or often != len(members) - 1:
            continue
        odd = next(each for each in members if len(re.split("[，、 ]", each.title)) != usual)
        like = next(each for each in members if each is not odd)
        yield Hit(
            "H07", odd.start, odd.end, odd.title, f"与“{like.title}”句式一致",
            message=f"同级 {len(members)} 个标题，只有“{odd.title}”句式不同（其余如“{like.title}”）",
        )  # fmt: skip
