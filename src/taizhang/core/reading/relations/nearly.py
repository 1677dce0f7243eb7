"""Looking through candidates fast: what certainly does not hold, in binary fractions.

Each function lets through everything that `arithmetic.claim` could confirm, and a little more; nothing here is a verdict.
"""

from collections.abc import Sequence

from taizhang.core.reading.relations.context import Item

SPARE = 1e-9  # what binary fractions may be off
_FACTORS = {"%": 100.0, "％": 100.0, "‰": 1000.0, "成": 10.0}


def may_add_up(whole: Item, parts: Sequence[Item]) -> bool:
    """The parts may be the whole."""
    slack = whole.slack + sum(part.slack for part in parts)
    return abs(sum(part.amount for part in parts) - whole.amount) <= slack + SPARE * whole.amount


def may_be_left(rest: Item, minuend: Item, subtrahend: Item) -> bool:
    """The difference may be the rest."""
    slack = rest.slack + minuend.slack + subtrahend.slack
    return abs(minuend.amount - subtrahend.amount - rest.amount) <= slack + SPARE * minuend.amount


def may_multiply(whole: Item, factors: Sequence[Item]) -> bool:
    """The product may be the whole."""
    expected, lowest, highest = 1.0, 1.0, 1.0
    for factor in factors:
        expected *= factor.amount
        lowest *= factor.amount - factor.slack
        highest *= factor.amount + factor.slack
    slack = max(highest - expected, expected - lowest) + whole.slack
    return abs(expected - whole.amount) <= slack + SPARE * abs(expected)


def may_be_share(base: Item, part: Item, rate: Item) -> bool:
    """The quotient of part and base may be the rate."""
    lowest_base = base.amount - base.slack
    if lowest_base <= 0:
        return True  # left to the exact calculation
    stated, factor = rate.amount, _FACTORS.get(rate.figure.unit or "", 1.0)
    expected = part.amount / base.amount * factor
    if (
        part.slack * 10 < part.amount
        and base.slack * 10 < base.amount
        and not stated / 2 <= expected <= stated * 2
    ):
        return expected - stated <= rate.slack and stated - expected <= rate.slack
    highest = (part.amount + part.slack) / lowest_base * factor
    lowest = (part.amount - part.slack) / (base.amount + base.slack) * factor
    slack = max(highest - expected, expected - lowest) + rate.slack
    return abs(expected - stated) <= slack * (1 + SPARE) + SPARE * expected
