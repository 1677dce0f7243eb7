"""Looking through candidates fast: what certainly does not hold, in binary fractions.

Each function lets through everything that `arithmetic.claim` could confirm, and a little more; nothing here is a verdict.
"""

from collections.abc import Sequence

from taizhang.core.reading.figures.figure import Kind
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
    if base.amount - base.slack <= 0:
        return True  # left to the exact calculation
    factor = _FACTORS.get(rate.figure.unit or "", 100.0 if rate.figure.kind is Kind.PERCENT else 1.0)
    expected = part.amount / base.amount * factor
    highest = (part.amount + part.slack) / (base.amount - base.slack) * factor
    lowest = (part.amount - part.slack) / (base.amount + base.slack) * factor
    stated = float(rate.figure.value or 0)
    half = (
        rate.slack
        if rate.figure.kind is Kind.PERCENT or rate.amount == stated
        else rate.slack * stated / (rate.amount or 1)
    )
    slack = max(highest - expected, expected - lowest) + half
    return abs(expected - stated) <= slack * (1 + SPARE) + SPARE * expected
