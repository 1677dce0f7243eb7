"""How a figure stands against its target at this time of the year 进度: 正常, 预警 or 滞后.

A flow should have reached the target's share of the time gone by; a stock should be as far along from the end of
the last year; a rate is held against the target itself. Where less is better the same is read the other way.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from taizhang.core.figures.definition import Basis
from taizhang.core.figures.rounding import printed
from taizhang.core.periods import Period
from taizhang.indicators.indicator import Direction

NEAR = Decimal("0.1")  # of what was to be reached: so much short is 预警, more is 滞后


class Word(StrEnum):
    """The state of a figure in a word."""

    FINE = "正常"
    WARN = "预警"
    BEHIND = "滞后"


@dataclass(frozen=True)
class Standing:
    """The word, the completion in per cent (None where it says nothing), and the sentence behind the word."""

    word: Word
    completion: Decimal | None
    sentence: str


def elapsed(period: Period) -> Decimal:
    """The share of the calendar year gone by at the end of a period."""
    first, last = date(period.end.year, 1, 1), date(period.end.year, 12, 31)
    return Decimal((period.end - first).days + 1) / ((last - first).days + 1)


def standing(
    value: Decimal | None, target: Decimal | None, *, direction: Direction, basis: Basis | None, gone: Decimal,
    start: Decimal | None = None,
) -> Standing | None:  # fmt: skip
    """How `value` stands against `target` when the share `gone` of its time is over.

    `basis` None: a rate. `start` is a stock's value at the end of the last year. None where there is nothing to judge.
    """
    if value is None or target is None or direction == Direction.NEUTRAL:
        return None
    completion = value / target * 100 if target > 0 and basis is not None else None
    begun = start if basis == Basis.STOCK and start is not None else Decimal(0)
    timed = basis == Basis.FLOW or (basis == Basis.STOCK and start is not None)
    wanted = begun + (target - begun) * gone if timed else target
    if direction == Direction.DOWN:
        word = (
            Word.FINE
            if value <= wanted
            else Word.WARN
            if value <= max(target, wanted * (1 + NEAR))
            else Word.BEHIND
        )
        if not timed and value > target * (1 + NEAR):
            word = Word.BEHIND
    else:
        step = abs(wanted - begun) if timed else abs(wanted)
        short = wanted - value
        word = Word.FINE if short <= 0 else Word.WARN if short <= step * NEAR else Word.BEHIND
    if timed and basis == Basis.STOCK:
        return Standing(word, completion, said_of_stock(value - begun, target - begun, gone))
    return Standing(word, completion, said(value, target, completion, gone, timed))


def said(value: Decimal, target: Decimal, completion: Decimal | None, gone: Decimal, timed: bool) -> str:
    if completion is None:
        gap = value - target
        return (
            "与目标相同"
            if gap == 0
            else f"{'高于' if gap > 0 else '低于'}目标 {printed(abs(gap), 1, trim=True)}"
        )
    done = f"完成目标的 {printed(completion, 0)}%"
    return f"{done}，时间过去 {printed(gone * 100, 0)}%" if timed and gone < 1 else done


def said_of_stock(grown: Decimal, wanted: Decimal, gone: Decimal) -> str:
    """A stock's way from the end of the last year: 全年要净增 12，已净增 1，时间过去 50%."""
    to_go, done = printed(wanted, 2, grouped=True, trim=True), printed(grown, 2, grouped=True, trim=True)
    time = f"，时间过去 {printed(gone * 100, 0)}%" if gone < 1 else ""
    return f"比上年末要净增 {to_go}，已净增 {done}{time}"
