"""Half-width marks in Chinese text 半角标点、括号, told once for a whole document."""

import re
from collections.abc import Iterator

from taizhang.core.reading.style.rule import Hit

_HAN = "一-鿿〇"
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_MARK = re.compile(r"[,;:!?.]")
_BEFORE = frozenset("”’）】》%％〕〇")
_LATIN_BEFORE = frozenset("0123456789)abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_AFTER = frozenset("“‘《（")
_NUMERALS = frozenset("一二三四五六七八九十")
_BRACKETS = re.compile(r"\((?P<inner>[^()（）\n]{1,80})\)")
_ODD = re.compile(r"（[^（）()\n]{0,80}\)|\([^（）()\n]{0,80}）")
_CHINESE = re.compile(rf"[{_HAN}]")
_FIGURE = re.compile(r"[\d.,%+\-~～ ]+")


def mark_hits(text: str) -> Iterator[Hit]:
    """Half-width commas, stops and brackets between Chinese characters, and brackets that do not match."""
    for found in _MARK.finditer(text):
        if _between_chinese(text, found.start()):
            yield Hit("N09", found.start(), found.end(), found[0], _FULL[found[0]], _FULL[found[0]])
    for found in _BRACKETS.finditer(text):
        inner, before = found["inner"], text[found.start() - 1 : found.start()]
        chinese = bool(_CHINESE.search(inner)) or (
            bool(_FIGURE.fullmatch(inner)) and (bool(_CHINESE.match(before)) or before in ("", "\n"))
        )
        if chinese:
            yield Hit("N10", found.start(), found.end(), found[0], f"（{inner}）", f"（{inner}）")
    for found in _ODD.finditer(text):
        right = f"（{found[0][1:-1]}）"
        yield Hit("N11", found.start(), found.end(), found[0], right, right)


def _between_chinese(text: str, at: int) -> bool:
    """Whether a mark belongs to Chinese text: not 3:1, not a web address, not 一. before a heading."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    chinese = "一" <= before <= "鿿" or before in _BEFORE
    following = "一" <= after <= "鿿" or after in _AFTER
    if mark == ".":
        if not chinese or before in _NUMERALS or before == "%":
            return False
        return following or not after.strip()
    if chinese:
        return text[at + 1 : at + 3] != "//"
    return mark in ",;" and following and before in _LATIN_BEFORE
