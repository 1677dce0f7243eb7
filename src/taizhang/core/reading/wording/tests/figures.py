"""Figures from their printed words, for tests."""

import re
from decimal import Decimal

from taizhang.core.reading.figures.figure import Figure, Kind, Role

_NUMBER = re.compile(r"([\d.]+)(.*)")


def fig(text: str, role: Role = Role.LEVEL, *, of: str = "", start: int = 0) -> Figure:
    """The figure that the words say: 24770万元, 83.33%, 12家."""
    value, unit = _NUMBER.fullmatch(text).groups()
    kind = Kind.COUNT
    if unit == "%":
        kind = Kind.PERCENT
    elif unit == "倍":
        kind = Kind.RATIO
    elif unit.endswith("元"):
        kind = Kind.MONEY
    return Figure(start, start + len(text), text, Decimal(value), unit or None, kind, role=role, of=of)
