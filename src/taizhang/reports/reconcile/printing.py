"""Whether a value of the ledger is what is printed 相符: unit, printed precision, and words like 余, 近, 约, 超."""

from decimal import ROUND_DOWN, Decimal

from taizhang.core.figures.rounding import SCALES, rounded
from taizhang.core.reading.figures.figure import Figure as Stated
from taizhang.core.reading.figures.figure import Kind

MONEY = frozenset(("元", "千元", "万元", "百万元", "亿元"))
AREA = frozenset(("平方米", "㎡", "万平方米", "公顷", "亩", "万亩"))
_NEAR = Decimal("0.9")  # 近400家 is not said of 350
_ABOUT = Decimal("0.05")
_FAR = Decimal("1.3")  # 超400家 is not said of 600


def unit_of(stated: Stated) -> str:
    """The printed unit in the ledger's words: 亿元人民币 is 亿元."""
    unit = (stated.unit or "").replace("人民币", "")
    if stated.kind is Kind.MONEY and unit in ("万", "亿", "千", "百万"):
        unit += "元"
    return {"m2": "㎡", "平方": "㎡", "平米": "㎡", "万平米": "万平方米", "个百分点": "%", "百分点": "%"}.get(
        unit, unit
    )


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """A value of one unit in another of the same kind; unchanged where the two have nothing in common."""
    for kind in (MONEY, AREA):
        if unit in kind and wanted in kind:
            return value * SCALES[unit] / SCALES[wanted]
    return value


def decimals(stated: Stated) -> int:
    """How many decimals are printed."""
    exponent = stated.value.as_tuple().exponent if stated.value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def agrees(stated: Stated, value: Decimal) -> bool:
    """Whether the printed figure says this value (in the printed unit)."""
    printed = stated.value
    if printed is None:
        return False
    if stated.upper is not None and stated.upper != printed:
        return printed <= value <= stated.upper
    return _worded(stated.approx or "", printed, value, decimals(stated))


def _worded(approx: str, printed: Decimal, value: Decimal, places: int) -> bool:
    if approx in ("余", "多"):
        return printed <= value < printed + _round_step(printed)
    if approx == "近":
        return printed * _NEAR <= value <= printed
    if approx in ("约", "左右"):
        return abs(value - printed) <= abs(printed) * _ABOUT
    if approx in ("超", "以上"):
        return printed <= value <= printed * _FAR
    if approx in ("不足", "以内"):
        return printed * _NEAR <= value <= printed
    if rounded(value, places) == printed:
        return True
    cut = value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    return cut == printed and value != value.to_integral_value()


def _round_step(printed: Decimal) -> Decimal:
    """Of 40余 the step is 10, of 1200多 it is 100, of 1.2万 余 a tenth."""
    digits, exponent = printed.normalize().as_tuple().digits, printed.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or not digits:
        return Decimal(1)
    return Decimal(1).scaleb(exponent)


def shown(value: Decimal, places: int) -> Decimal:
    """A ledger's value as it would be printed beside the text's: at least the printed decimals, trimmed."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return rounded(value, max(places, 2)).normalize()
