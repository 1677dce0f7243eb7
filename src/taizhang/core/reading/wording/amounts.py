"""Numbers as a person writes them: no exponent, no idle zeros, the unit where it is needed."""

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from taizhang.core.reading.figures.exactness import scale
from taizhang.core.reading.figures.figure import Figure, Kind

_FRACTION = re.compile(r"\d\.(\d+)")
_BEFORE, _AFTER = frozenset("超近约"), ("以上", "以内", "左右")


def plain(value: Decimal) -> str:
    """12, 0.5, 24770: never 2.477E+4."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−") or "0"


def decimals(figure: Figure) -> int:
    """How many decimals are printed."""
    found = _FRACTION.search(figure.text)
    return len(found[1]) if found else 0


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded half up 四舍五入."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounded_up(value: Decimal, places: int) -> Decimal:
    """The next larger number with so many decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_CEILING)


def number(figure: Figure) -> str:
    """Its value without the unit; masked figures as printed."""
    return figure.text if figure.value is None else plain(figure.value)


def fixed(value: Decimal, places: int) -> str:
    """With just so many decimals: 13.0 where one is printed."""
    return format(rounded(value, places), "f").replace("-", "−")


def amount(value: Decimal, unit: str | None, places: int = 0) -> str:
    """A value with a unit: 1 项, 2.4亿元, 83.33%; `places` decimals at least."""
    shown = fixed(value, places) if value == rounded(value, places) else plain(value)
    if not unit:
        return shown
    gap = "" if unit in ("%", "％", "‰", "成", "倍") or unit[0] in "万亿千" or unit.endswith("元") else " "
    return f"{shown}{gap}{unit}"


def gap(value: Decimal, figure: Figure) -> str:
    """A difference in a figure's unit; of percentages in 百分点."""
    if figure.kind is Kind.PERCENT and figure.unit in ("%", "％", None):
        return f"{plain(value)} 个百分点"
    return amount(value, figure.unit)


def as_worded(figure: Figure) -> str:
    """With its word of approximation: 超400家, 1500人以上."""
    if figure.approx is None or figure.approx in figure.text:
        return figure.text
    return figure.text + figure.approx if figure.approx in _AFTER else figure.approx + figure.text


def terms(figures: tuple[Figure, ...]) -> list[str]:
    """The members of a calculation: bare numbers in one unit, as printed where units differ or a number is not exact."""
    alike = len({(scale(f.unit), _bare(f.unit)) for f in figures}) == 1
    if alike and not any(f.approx or f.upper is not None or f.value is None for f in figures):
        return [number(f) for f in figures]
    return [as_worded(f) if f.approx else f.text for f in figures]


def _bare(unit: str | None) -> str:
    """个 and 项 may be added: only money, areas and the like must be told apart."""
    return unit if unit and (unit[0] in "万亿千" or unit.endswith(("元", "亩", "吨", "顷", "%"))) else ""
