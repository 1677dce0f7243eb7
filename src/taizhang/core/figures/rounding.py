"""Rounding and printing: half up, from the exact value, once 四舍五入."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

# What one of the base unit is in others: money in 元, areas in 平方米, the rest in itself.
SCALES = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000), "亿元": Decimal(100_000_000),
    "平方米": Decimal(1), "㎡": Decimal(1), "万平方米": Decimal(10_000), "公顷": Decimal(10_000),
    "亩": Decimal(2000) / 3, "万亩": Decimal(20_000_000) / 3, "%": Decimal("0.01"), "‰": Decimal("0.001"),
}  # fmt: skip


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up to so many decimals: 1.005 to two is 1.01."""
    digits = max(28, value.adjusted() + decimals + 4) if value.is_finite() else 28
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=digits))


def decimal_of(value: Fraction) -> Decimal:
    """An exact fraction as a decimal, to fifty digits: far behind what is ever printed."""
    with localcontext(Context(prec=50)):
        return Decimal(value.numerator) / Decimal(value.denominator)


def printed(value: Decimal | None, decimals: int, *, grouped: bool = False, trim: bool = False) -> str:
    """As a report prints it, without its unit; "—" when missing. `trim` drops zeros behind the point."""
    if value is None:
        return "—"
    half_up = rounded(value, decimals)
    half_up = half_up if half_up else abs(half_up)  # what rounds to nothing has no sign
    text = f"{half_up:,f}" if grouped else f"{half_up:f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text
