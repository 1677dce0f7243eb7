"""Dates as text made plain: one width, no spaces, Chinese numerals as digits."""

import re
import unicodedata

from .lexicon import CHINESE_DIGITS

_HAN_YEAR = re.compile(r"([〇零○一二三四五六七八九]{4})年?")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日号])")
_HAN_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}(?=月?(?:份)?[-—–~至到]\d{1,2}月)")  # 一至五月


def plain_date(text: str) -> str:
    """二〇二六年 六月三日 is 2026年6月3日."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.strip().replace("T", " "))).lower()
    if any(char in CHINESE_DIGITS or char == "十" for char in plain):
        plain = _HAN_YEAR.sub(lambda m: "".join(str(CHINESE_DIGITS[c]) for c in m.group(1)) + "年", plain)
        plain = _HAN_NUMBER.sub(lambda m: str(han_number(m.group(0))), plain)
        plain = _HAN_FIRST.sub(lambda m: str(han_number(m.group(0))), plain)
    return plain


def han_number(text: str) -> int:
    """十二 is 12."""
    if "十" not in text:
        return int("".join(str(CHINESE_DIGITS[char]) for char in text))
    tens, _, ones = text.partition("十")
    return (CHINESE_DIGITS[tens] if tens else 1) * 10 + (CHINESE_DIGITS[ones] if ones else 0)
