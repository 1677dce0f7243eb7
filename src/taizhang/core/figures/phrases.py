"""How a figure is said in an official text 数字的写法: 增长20.0%, 下降, 持平, 提高0.11个百分点, 完成目标的96.0%, 120余家, 第二.

A phrase has the figure in its middle and the words that depend on its value around it, so that the words turn
with the value. Guards are the field's own: no rate where the base is zero or below (the formula is then missing),
超额完成 only above 100 %, 近 only from 95 % on, 余 only for a true excess.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.core.figures.rounding import printed, rounded

DASH = "—"
RATES = ("%", "‰", "个百分点")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Phrase:
    """What stands before the figure, the figure as printed without its unit, what stands behind it."""

    before: str
    shown: str
    after: str = ""

    @property
    def text(self) -> str:
        return self.before + self.shown + self.after


def phrase(
    form: str, value: Decimal | None, decimals: int, unit: str = "", history: Iterable[Decimal] = ()
) -> Phrase:
    """A value in a form of Token.Form. `unit` is used by the forms that bring it; `history`: earlier values, for 首次突破."""
    if value is None:
        return Phrase("", DASH)
    match form:
        case "ordinal":
            return Phrase("", ordinal(value))
        case "over" | "many":
            return over(value, decimals, "余" if form == "over" else "多")
        case "near":
            return near(value, decimals)
        case "growth":
            return growth(value, decimals)
        case "points":
            return moved(value, decimals, "个百分点", "提高", "下降")
        case "change":
            return moved(value, decimals, unit, "增加", "减少")
        case "net":
            return moved(value, decimals, unit, "净增", "净减")
        case "completion":
            return completion(value, decimals)
        case "first":
            return first(value, decimals, unit, history)
    return Phrase("", plain(value, decimals, unit))


def plain(value: Decimal, decimals: int, unit: str = "") -> str:
    """281, 12430.39, 21.1. Zeros behind the point are dropped."""
    return printed(value, decimals, trim=True)


def growth(value: Decimal, decimals: int) -> Phrase:
    """A rate of change in per cent: 增长20.0%, 下降5.3%, 持平; whole multiples from doubling on: 增长2倍."""
    if value >= 100 and value % 100 == 0:
        return Phrase("增长", f"{value / 100:.0f}", "倍")
    return moved(value, decimals, "%", "增长", "下降")


def moved(value: Decimal, decimals: int, unit: str, up: str, down: str) -> Phrase:
    """A difference: its direction in words, its size as the figure; none: 持平, too small to print: 基本持平."""
    if value == 0:
        return Phrase("", "持平")
    if rounded(abs(value), decimals) == 0:
        return Phrase("", "基本持平")
    shown = printed(abs(value), decimals, trim=unit not in RATES)
    return Phrase(up if value > 0 else down, shown, unit)


def completion(value: Decimal, decimals: int) -> Phrase:
    """What of a target was reached, in per cent: 完成目标的96.0% ; 完成目标 ; 超额完成目标，完成率108.0%."""
    if value == 100:
        return Phrase("", "完成目标")
    while rounded(value, decimals) == 100:  # 99.97 is not 100.0
        decimals += 1
    shown = printed(value, decimals)
    return Phrase("超额完成目标，完成率", shown, "%") if value > 100 else Phrase("完成目标的", shown, "%")


def over(value: Decimal, decimals: int, word: str = "余") -> Phrase:
    """127 is 120余; a round number stands as it is, and so does what is too small to be rounded."""
    step = _step(value)
    if step is None or value % step == 0:
        return Phrase("", plain(value, decimals))
    return Phrase("", f"{value // step * step:f}", word)


def near(value: Decimal, decimals: int) -> Phrase:
    """127 is 近130 (from 95 % of it on); else as 余."""
    step = _step(value)
    if step is None or value % step == 0:
        return Phrase("", plain(value, decimals))
    above = (value // step + 1) * step
    return Phrase("近", f"{above:f}") if holds("近", above, value) else over(value, decimals)


def _step(value: Decimal) -> Decimal | None:
    """The round numbers around a value are multiples of this: tens below 1,000, hundreds below 10,000 …; None below 10."""
    return None if value < 10 else Decimal(10) ** max(1, value.adjusted() - 1)


def holds(word: str, said: Decimal, value: Decimal) -> bool:
    """Whether 余, 多, 近 or 超 may stand with a round number for a true value."""
    if word in ("余", "多", "超"):
        step = _step(said) or Decimal(10)
        return said < value and (word == "超" or value < said + step)
    return word != "近" or said * Decimal("0.95") <= value < said


def first(value: Decimal, decimals: int, unit: str, history: Iterable[Decimal]) -> Phrase:
    """首次突破1000家: a round line that no earlier value had reached; else 达1003家."""
    line = broken_line(value, history)
    if line is None:
        return Phrase("达", plain(value, decimals), unit)
    return Phrase("首次突破", f"{line:f}", unit)


def broken_line(value: Decimal, history: Iterable[Decimal]) -> Decimal | None:
    """The greatest round line (100, 200 … 1000, 2000 …) that the value reaches and no earlier one did; None without history."""
    earlier = list(history)
    if not earlier or value < 100:
        return None
    line = value // (power := Decimal(10) ** value.adjusted()) * power
    return line if max(earlier) < line else None


def ordinal(value: Decimal) -> str:
    """2 is 二, 12 is 十二, 20 is 二十; above 99 and what is no whole number in digits."""
    if value != value.to_integral_value() or not 0 < value < 100:
        return plain(value, 1)
    tens, ones = divmod(int(value), 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def day_words(day: date) -> str:
    """2026年1月5日: no zeros in front."""
    return f"{day.year}年{day.month}月{day.day}日"
