"""Figures that nothing in the text ties to anything 无从核对: why, and what would have to be true."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from taizhang.core.reading.figures.exactness import half_unit
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.wording.amounts import amount, decimals, number, plain, rounded

BACK = 16  # figures before a rate among which its level is looked for
HUNDRED = Decimal(100)
_QUANTITIES = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.WEIGHT, Kind.OTHER})
_REASONS = {
    Role.INCREASE: "文中没有上年数",
    Role.DECREASE: "文中没有上年数",
    Role.GROWTH_RATE: "文中没有上年数",
    Role.SHARE: "文中没有可相除的分项和总数",
    Role.COMPLETION_RATE: "文中没有可相除的完成数和计划数",
    Role.RANK: "位次要与同类的名单相比",
    Role.TARGET: "是目标或计划数，文中没有可比的数",
    Role.LIMIT: "是门槛，不是统计数",
    Role.LEVEL: "文中没有它的分项、总数或另一处",
}


def reason(figure: Figure) -> str:
    """Why nothing could be checked about a figure."""
    if figure.masked or figure.value is None:
        return "数字已隐去"
    return _REASONS[figure.role]


def if_last_year(figures: Sequence[Figure], index: int) -> str:
    """What last year's figure would have been: 若上年为 240 件，331 ÷ 240 − 1 = 37.9%，成立. "" where nothing can be said."""
    rate = figures[index]
    falls = rate.role is Role.DECREASE
    if (
        rate.kind is not Kind.PERCENT
        or rate.value is None
        or rate.approx
        or not (falls or rate.role is Role.GROWTH_RATE)
    ):
        return ""
    level = _level(figures, index)
    if (
        level is None
        or level.value is None
        or (falls and rate.value >= HUNDRED)
        or (rate.unit or "%") not in "%％"
    ):
        return ""
    sign = -1 if falls else 1
    least, most = sorted(
        level.value / (1 + sign * (rate.value + side * half_unit(rate)) / HUNDRED) for side in (-1, 1)
    )
    step = Decimal(1).scaleb(-decimals(level))
    low = (least / step).to_integral_value(ROUND_CEILING) * step
    high = (most / step).to_integral_value(ROUND_FLOOR) * step
    if low > high:
        return f"没有哪个整数的上年数能与 {level.text} 配出 {rate.text}，请再核对"
    base = min(max(rounded(level.value / (1 + sign * rate.value / HUNDRED), decimals(level)), low), high)
    steps = f"1 − {number(level)} ÷ {plain(base)}" if falls else f"{number(level)} ÷ {plain(base)} − 1"
    return f"若上年为 {amount(base, level.unit)}，{steps} = {amount(rate.value, '%', decimals(rate))}，成立"


def _level(figures: Sequence[Figure], index: int) -> Figure | None:
    """This year's figure that a rate speaks of: the nearest before it that counts the same thing in the same period.

    Only an exact count: nearly any amount with decimals fits nearly any rate, and says nothing.
    """
    rate = figures[index]
    for figure in reversed(figures[max(0, index - BACK) : index]):
        if figure.role is Role.LEVEL and figure.kind in _QUANTITIES and figure.of and figure.of == rate.of:
            exact = figure.value is not None and figure.upper is None and not half_unit(figure)
            return figure if exact and figure.period == rate.period else None
    return None
