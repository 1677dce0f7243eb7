"""How exactly a printed figure is known: scale of its unit, half of its last printed digit."""

import re
from decimal import Decimal
from functools import lru_cache

from taizhang.core.reading.figures.figure import Kind, Number

_DECIMALS = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_SCALES = {"万": Decimal(10_000), "亿": Decimal(10) ** 8, "千": Decimal(1000)}
ONE = Decimal(1)


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
    found = _DECIMALS.search(number.text)
    decimals = len(found[1]) if found and found[1] else 0
    if number.kind is Kind.PERCENT or decimals or number.approx or scale(number.unit) > 1:
        return Decimal(5).scaleb(-1 - decimals)
    return Decimal(0)
