"""Numerals 数词: the exact value of a number printed in Arabic or Chinese, full-width or half-width."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}
CHINESE = "零〇一二三四五六七八九十两百千万亿"
_PLAIN = str.maketrans("．", ".", ",， \xa0")
# 四十二, 一万二千, 二十: digits each followed by a multiplier. Read from the left; no part twice.
_WELL_FORMED = re.compile(
    r"(?=.)(?:[一二三四五六七八九两]?千)?零?(?:[一二三四五六七八九两]?百)?零?(?:[一二三四五六七八九]?十)?零?[一二三四五六七八九两]?"
)
_RANGE = re.compile(r"([一两二三四五六七八])([一二三四五六七八九])([十百千]?)$")
_BARE = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000)}  # 百家, 千万元, 亿元: multipliers alone
DIGIT = "[0-9０-９]"
# 12,430.39 and １２，４３０．３９ and, as statistical offices print it, 1 098.8.
ARABIC = rf"(?:{DIGIT}{{1,3}}(?:(?:[,，]{DIGIT}{{3}}){{1,6}}|(?:[ \xa0]{DIGIT}{{3}}){{1,3}})(?!{DIGIT})|{DIGIT}++)(?:[.．]{DIGIT}++)?"
AFTER_POINT = "点[零〇一二三四五六七八九]{1,6}(?![十百千])"
CHINESE_NUMBER = f"[{CHINESE}]{{1,12}}(?:{AFTER_POINT})?"
LONGEST = 24  # characters: a longer run of digits is no figure of a report


class Printed(NamedTuple):
    """Digits read, before their unit."""

    value: Decimal
    end: int
    scale: str  # 万 or 亿 that Chinese digits ended in
    arabic: bool
    bare_scale: bool  # 百, 千万: a multiplier without a digit before it
    upper: Decimal | None = None


@lru_cache(maxsize=4096)
def arabic(text: str) -> Decimal:
    """The value of 12,430.39 or １２，４３０．３９."""
    return Decimal(text.translate(_PLAIN))


def chinese(text: str) -> Decimal | None:
    """The value of 四十二, 一万二千, 三十点五; None when it is no well-formed number (七五, 二〇二二)."""
    whole, point, decimals = text.partition("点")
    value = _large(whole)
    if value is None or not point:
        return value
    if not decimals or any(digit not in DIGITS for digit in decimals):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals))


def chinese_range(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends of 三五, 七八, 三四十, 十七八; None when the text is no such range."""
    head = Decimal(0)
    if len(text) == 3 and text[0] == "十":
        head, text = Decimal(10), text[1:]
    elif len(text) == 4 and text[1] == "十" and text[0] in DIGITS:
        head, text = Decimal(DIGITS[text[0]] * 10), text[2:]
    found = _RANGE.fullmatch(text)
    if not found or (head and found[3]):
        return None
    low, high = DIGITS[found[1]], DIGITS[found[2]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    tens = _TENS.get(found[3], 1)
    return head + low * tens, head + high * tens


def _large(text: str) -> Decimal | None:
    total = Decimal(0)
    for name in "亿万":
        head, large, rest = text.partition(name)
        if not large:
            continue
        value = _small(head) if head else Decimal(1)
        if value is None:
            return None
        total += value * _LARGE[name]
        text = rest
        if not text:
            return total
    rest_value = _small(text)
    return None if rest_value is None else total + rest_value


def _small(text: str) -> Decimal | None:
    text = text.lstrip("零〇")
    if not text:
        return Decimal(0)
    if len(text) > LONGEST or not _WELL_FORMED.fullmatch(text):
        return None
    total, digit = 0, None
    for character in text:
        tens = _TENS.get(character)
        if tens is None:
            digit = DIGITS[character]
        else:
            total += (1 if digit is None else digit) * tens
            digit = None
    return Decimal(total + (digit or 0))


def printed(found: re.Match[str] | None) -> Printed | None:
    """The digits of a match that closed with the group `arabic` or `chinese`; None when they are no number (七五, 二〇二二)."""
    if found is None:
        return None
    digits = found[0]
    if len(digits) > LONGEST:
        return None
    if found.lastgroup == "arabic":
        return Printed(arabic(digits), found.end(), "", True, False)
    words = _words(digits)
    if words is None:
        return None
    return Printed(words.value, found.end(), words.scale, False, words.bare_scale, words.upper)


@lru_cache(maxsize=2048)
def _words(digits: str) -> Printed | None:
    """Chinese digits as a value; a 万 or 亿 at their end is left to the unit, where 万元 has it too."""
    core = digits.rstrip("万亿")
    scale = digits[len(core) :]
    if scale and scale not in SCALES:
        return None
    if core in _BARE:
        return Printed(_BARE[core], 0, scale, False, True)
    if "亿" in core or "万" in core:
        whole = chinese(digits)
        return (
            None if whole is None else Printed(whole / SCALES.get(scale, Decimal(1)), 0, scale, False, False)
        )
    ends = chinese_range(core)
    if ends is not None:
        return Printed(ends[0], 0, scale, False, False, ends[1])
    if core[0] in "零〇百千" or (len(core) > 1 and not set(core) & set("十百千点")):
        return None
    value = chinese(core)
    return None if value is None else Printed(value, 0, scale, False, False)
