"""How exactly a printed figure is known: scale of its unit, half of its last printed digit."""

from decimal import Decimal
from functools import lru_cache

from taizhang.core.reading.figures.figure import Kind, Number

_SCALES = {"万": Decimal(10_000), "亿": Decimal(10) ** 8, "千": Decimal(1000)}
_POINTS = (".", "．", "点")
_DIGITS = frozenset("0123456789０１２３４５６７８９零〇一二三四五六七八九")
ONE, NOTHING = Decimal(1), Decimal(0)


@lru_cache(maxsize=1024)
def scale(unit: str | None) -> Decimal:
    """How many of the plain unit it is: 万元 is 10,000, 千瓦时 and 家 are 1."""
    if not unit:
        return ONE
    if unit.startswith("万亿"):
        return Decimal(10) ** 12
    if unit.startswith(("千瓦", "千米", "千克", "千卡")):
        return ONE
    return _SCALES.get(unit[0], ONE)


def half_unit(number: Number) -> Decimal:
    """Half of the last printed digit, in the printed unit; 0 for an exact count (no decimals, no 万 or 亿)."""
    return _half(number.text, number.unit, number.kind is Kind.PERCENT or number.approx is not None)


@lru_cache(maxsize=8192)
def _half(text: str, unit: str | None, rough: bool) -> Decimal:
    decimals = _decimals(text)
    if rough or decimals or scale(unit) > 1:
        return Decimal(5).scaleb(-1 - decimals)
    return NOTHING


def _decimals(text: str) -> int:
    """Digits behind the decimal point of the first number: 2.40 has two, 八点五 has one."""
    for point in _POINTS:
        if point in text:
            behind = text.partition(point)[2]
            return next((n for n, char in enumerate(behind) if char not in _DIGITS), len(behind))
    return 0
