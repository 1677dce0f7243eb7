"""Numbers joined 连写的数: ranges 3—5家, composite amounts 3亿5000万元, multipliers that no unit begins with 2千万元."""

import re
from decimal import Decimal

from taizhang.core.reading.figures.numerals import ARABIC, CHINESE_NUMBER, SCALES, Printed, printed
from taizhang.core.reading.figures.units import Found, tail_at

TO = re.compile(r"[ ]?(?:-|－|–|—{1,2}|―|~|～|〜|∼|至|到)[ ]?(?=[0-9０-９一二三四五六七八九十两百])")
MAY_JOIN = frozenset(" -－–—―~～〜∼至到")  # what TO may begin with
NUMBER = re.compile(rf"(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE_NUMBER})")
_FROM = re.compile(r"[由从自](?:[^，。；、\n]{0,12})$")
# 5百人, 2千万元: a unit begins with 千, 万, 亿 or 万亿 and with no other multiplier.
_FOLDED = {
    "百": ("", 100),
    "十万": ("万", 10),
    "百万": ("万", 100),
    "千万": ("万", 1000),
    "十亿": ("亿", 10),
    "百亿": ("亿", 100),
    "千亿": ("亿", 1000),
}


def range_of(
    text: str, join: re.Match[str], end: int, first: Printed, tail: Found | None, left: str
) -> tuple[Decimal, Decimal, Found] | None:
    """3—5家, 10%至15%, 5万-10万元: lower and upper end in the unit of the second. 从3家到5家 is none."""
    second = printed(NUMBER.match(text, join.end(), end))
    if second is None or second.upper is not None:
        return None
    other = tail_at(text, second.end, end, second.scale)
    if other is None or (other.text == "年" and max(first.value, second.value) > 1900):
        return None
    lower, upper = first.value, second.value
    if tail is not None and tail.text != other.text:
        if tail.unit is not None or not other.scale:
            return None
        lower = lower * SCALES[tail.scale] / SCALES[other.scale]
    if tail is not None and tail.unit is not None and join[0].strip() in "至到" and _FROM.search(left):
        return None
    if lower > upper and tail is None and other.scale:
        lower = lower / SCALES[other.scale]
    return (lower, upper, other) if lower < upper else None


def and_more(text: str, end: int, value: Decimal, tail: Found) -> tuple[Decimal, Found]:
    """3亿5000万元 as 35000 万元, 1万2千人 as 12000 人; the number and unit as they are when no more follows."""
    second = printed(NUMBER.match(text, tail.end, end))
    if second is None or not second.arabic or tail.approx is not None:
        return value, tail
    other = tail_at(text, second.end, end)
    if other is None or other.unit is None or not other.scale or SCALES[other.scale] >= SCALES[tail.scale]:
        return value, tail
    whole = value * SCALES[tail.scale] + second.value * SCALES[other.scale]
    if other.scale in ("千", "百"):
        return whole, other._replace(text=other.text[1:], scale="")
    return whole / SCALES[other.scale], other


def folded(tail: Found) -> tuple[Found, int]:
    """2千万元 as 2000 万元: the unit without a multiplier that none begins with, and what it multiplies by."""
    if tail.scale not in _FOLDED:
        return tail, 1
    scale, times = _FOLDED[tail.scale]
    return tail._replace(text=scale + tail.text[len(tail.scale) :], scale=scale), times
