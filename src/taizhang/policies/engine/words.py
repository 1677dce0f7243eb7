"""How values are said to a person 数值的写法: 万元 with two decimals, shares as percentages, days as 2026-06-30."""

from datetime import date
from fractions import Fraction

from taizhang.policies.engine.answers import FactValue

MOST_PLACES = 6
WAN = 10_000


def said(value: FactValue, unit: str = "") -> str:
    """A value with its unit; a missing one as —."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return _amount(value, unit, 2)


def said_apart(value: Fraction, other: Fraction, unit: str) -> tuple[str, str]:
    """Two values with so many decimals that they read differently where they differ: 4.9996% is not 5%."""
    for places in range(2, MOST_PLACES + 1):
        one, two = _amount(value, unit, places), _amount(other, unit, places)
        if one != two or value == other:
            return one, _amount(other, unit, 2)
    return ("略低于 " if value < other else "略高于 ") + _amount(other, unit, 2), _amount(other, unit, 2)


def _amount(value: Fraction, unit: str, places: int) -> str:
    if unit == "元":
        if abs(value) < WAN and value:
            return f"{_decimal(value, places, fixed=True)} 元"
        return f"{_decimal(value / WAN, places, fixed=True)} 万元"
    if unit == "%":
        return f"{_decimal(value * 100, places)}%"
    if unit == "年":  # 2026 年, and how many years: never 2,026
        return f"{_decimal(value, places).replace(',', '')} 年"
    return f"{_decimal(value, places)} {unit}".strip()


def _decimal(value: Fraction, places: int, *, fixed: bool = False) -> str:
    """Rounded half up (away from zero), with thousands; trailing zeros only where the number of decimals is fixed."""
    over, under = abs(value.numerator) * 10**places, value.denominator
    whole, part = divmod((2 * over + under) // (2 * under), 10**places)
    sign = "-" if value < 0 and (whole or part) else ""
    text = f"{sign}{whole:,}.{part:0{places}d}"
    return text if fixed else text.rstrip("0").rstrip(".")
