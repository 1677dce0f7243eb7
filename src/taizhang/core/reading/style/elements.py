"""Parts of an official document that its text shows 公文要素: the date it is signed with, the list of annexes."""

import re
from collections.abc import Iterator

from taizhang.core.reading.document import BlockKind, Document
from taizhang.core.reading.style.rule import Hit

_HAN = dict(zip("〇○零OＯ一二三四五六七八九", "00000123456789", strict=True))
_DATE = re.compile(r"(?P<year>\d{2}|\d{4})(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})日?")
_HAN_DATE = re.compile(
    r"(?P<year>[一二][〇○零OＯ一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_ANNEX = re.compile(
    r"附件(?P<colon>[:：])[ \u3000]*(?:(?P<number>\d{1,2})(?P<mark>[.．、]))?[ \u3000]*(?P<name>[^\n]{2,60}?)(?P<stop>[。；;，,.])?"
)
_SIGNED = 40  # the date a document is signed with stands on a short line of its own


def element_hits(document: Document) -> Iterator[Hit]:
    """The date at the end, and 附件：1.… ."""
    text = document.text
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > 80:
            continue
        line = text[block.start : block.end]
        shown = line.strip(" \t\u3000\xa0")
        start = block.start + line.find(shown)
        if len(shown) <= _SIGNED and shown[-1:] and (shown[0].isdigit() or shown[0] in "一二"):
            yield from _date(shown, start)
        elif shown.startswith("附件"):
            yield from _annex(shown, start)


def _date(line: str, start: int) -> Iterator[Hit]:
    found = _DATE.fullmatch(line)
    if found:
        year, month, day = found["year"], int(found["month"]), int(found["day"])
    else:
        found = _HAN_DATE.fullmatch(line)
        if not found:
            return
        year, month, day = (
            "".join(_HAN[char] for char in found["year"]),
            _tens(found["month"]),
            _tens(found["day"]),
        )
    year = year if len(year) == 4 else "20" + year
    right = f"{year}年{month}月{day}日"
    if 1 <= month <= 12 and 1 <= day <= 31 and right != line:
        yield Hit("L21", start, start + len(line), line, right, right)


def _tens(han: str) -> int:
    before, ten, after = han.rpartition("十")
    if not ten:
        return int("".join(_HAN[char] for char in han))
    return (int(_HAN[before[-1]]) if before else 1) * 10 + (int(_HAN[after[0]]) if after else 0)


def _annex(line: str, start: int) -> Iterator[Hit]:
    found = _ANNEX.fullmatch(line)
    if not found:
        return
    number = f"{found['number']}." if found["number"] else ""
    right = f"附件：{number}{found['name']}"
    kept = line.replace(" ", "").replace("\u3000", "").replace("．", ".")
    if kept != right.replace(" ", "").replace("\u3000", ""):
        yield Hit("L22", start, start + len(line), line, right, right)
