"""Recomputing a claim with rounding intervals: expected, stated, tolerance. Exact, with Decimal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from taizhang.core.reading.figures.exactness import half_unit, scale
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.relation import Relation, Type

SLACK = Decimal("1e-9")
HUNDRED = Decimal(100)
_SLIPS = (Decimal("1e4"), Decimal("1e-4"))
_COUNTS = Decimal("0.005")  # less of the whole than this is no part to speak of
_PRECISE = Decimal("0.02")  # rounding that would explain more than this explains a slip of the unit, too
_RATE_UNITS = {"%": HUNDRED, "％": HUNDRED, "‰": Decimal(1000), "成": Decimal(10)}


class Incomputable(Exception):
    """A division by nothing, or a figure without a value."""


def value(figure: Figure) -> Decimal:
    """The value in the printed unit; a masked figure has none."""
    if figure.value is None:
        raise Incomputable
    return figure.value


def total(whole: Figure | None, parts: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """Addends against their total, in the total's unit (without a total: shares against 100)."""
    base = scale((whole or parts[0]).unit)
    expected = sum((value(p) * scale(p.unit) for p in parts), Decimal(0)) / base
    tolerance = sum((half_unit(p) * scale(p.unit) for p in parts), Decimal(0)) / base
    if whole is None:
        return expected, HUNDRED, tolerance
    return expected, value(whole), tolerance + half_unit(whole)


def difference(whole: Figure, parts: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """Minuend less subtrahend, in the unit of the stated difference."""
    base = scale(whole.unit)
    minuend, subtrahend = parts
    expected = (value(minuend) * scale(minuend.unit) - value(subtrahend) * scale(subtrahend.unit)) / base
    tolerance = sum((half_unit(p) * scale(p.unit) for p in parts), Decimal(0)) / base
    return expected, value(whole), tolerance + half_unit(whole)


def times(whole: Figure, parts: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """The product of the factors, in the unit of the stated product; a percentage counts as a fraction."""
    base = scale(whole.unit)
    ranges = [_spread(p, Decimal("0.01") if p.kind is Kind.PERCENT else scale(p.unit)) for p in parts]

    def multiplied(values: Iterable[Decimal]) -> Decimal:
        out = Decimal(1)
        for each in values:
            out *= each
        return out / base

    expected = multiplied(r[1] for r in ranges)
    combined = [multiplied(c) for c in product(*ranges)]
    return expected, value(whole), _widest(combined, expected) + half_unit(whole)


def quotient(type_: Type, whole: Figure, parts: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """A share or rate of a base, or a growth against last year, in the unit of the stated rate."""
    top, result = parts
    factor = _RATE_UNITS.get(result.unit or "", HUNDRED if result.kind is Kind.PERCENT else Decimal(1))
    tops, wholes = _spread(top, scale(top.unit)), _spread(whole, scale(whole.unit))

    def rate(x: Decimal, y: Decimal) -> Decimal:
        if type_ in (Type.SHARE, Type.RATE):
            above, below = x, y
        elif top.role is Role.INCREASE:
            above, below = x, y - x
        elif top.role is Role.DECREASE:
            above, below = x, y + x
        else:
            above, below = (x - y if result.role is Role.DECREASE else y - x), x
        if below == 0:
            raise Incomputable
        return above / below * factor

    expected = rate(tops[1], wholes[1])
    combined = [rate(x, y) for x in (tops[0], tops[2]) for y in (wholes[0], wholes[2])]  # monotone in both
    return expected, value(result), _widest(combined, expected) + half_unit(result)


def recompute(type_: Type, whole: Figure | None, parts: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """(expected, stated, tolerance) of a claim. Raises Incomputable."""
    if type_ is Type.SUM:
        return total(whole, parts)
    assert whole is not None
    if type_ is Type.DIFFERENCE:
        return difference(whole, parts)
    if type_ is Type.PRODUCT:
        return times(whole, parts)
    return quotient(type_, whole, parts)


def claim(type_: Type, whole: Figure | None, parts: Sequence[Figure], note: str = "") -> Relation | None:
    """The claim with its verdict; None when it cannot be computed (masked, division by nothing)."""
    try:
        expected, stated, tolerance = recompute(type_, whole, parts)
    except Incomputable:
        return None
    holds = abs(expected - stated) <= tolerance + SLACK
    return Relation(type_, whole, tuple(parts), expected, stated, tolerance, holds, note)


def unit_slip(relation: Relation) -> bool:
    """The claim would hold with another unit in one figure: 万元 told for 亿元, 件 for 万件."""
    for place, figure in enumerate(relation.figures):
        if figure.value is None or figure.kind in (Kind.PERCENT, Kind.RATIO):
            continue
        for factor in _SLIPS:
            if relation.type is Type.SUM and not _may_mend(relation, place, factor):
                continue
            figures = list(relation.figures)
            figures[place] = replace(figure, value=figure.value * factor)
            if relation.type in (Type.SUM, Type.DIFFERENCE) and _vanishes(figures[place], relation.figures):
                continue  # it would hold without this figure altogether
            whole, parts = (None, figures) if relation.whole is None else (figures[0], figures[1:])
            other = claim(relation.type, whole, parts)
            if other is not None and other.holds and other.tolerance <= _PRECISE * abs(other.stated):
                return True
    return False


def _may_mend(relation: Relation, place: int, factor: Decimal) -> bool:
    """Roughly: with this figure in another unit, the parts may be the whole. Lists are long, and few slip."""
    amounts = [float(value(figure) * scale(figure.unit)) for figure in relation.figures]
    amounts[place] *= float(factor)
    whole, parts = (amounts[0], amounts[1:]) if relation.whole is not None else (100.0, amounts)
    return abs(sum(parts) - whole) <= 0.05 * abs(whole)


def _vanishes(figure: Figure, others: Sequence[Figure]) -> bool:
    most = max((other.value or Decimal(0)) * scale(other.unit) for other in others)
    return value(figure) * scale(figure.unit) < _COUNTS * most


def _spread(figure: Figure, factor: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    half, middle = half_unit(figure), value(figure)
    return (middle - half) * factor, middle * factor, (middle + half) * factor


def _widest(combined: Sequence[Decimal], expected: Decimal) -> Decimal:
    return max(max(combined) - expected, expected - min(combined))
