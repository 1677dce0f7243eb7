"""Columns in floating point with their errors carried along 浮点列与误差: only where 64-bit integers do not reach.

A value x stands for a true t with |x - t| <= rel * |x| + off. A comparison whose difference exceeds the errors is
certain; the rows that are nearer to the edge are handed to `near`, which works them out with integers of any length.
So no answer ever rests on a rounding.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from taizhang.policies.engine.columns.forms import Amounts, Array, Flags, Floats, Form, Mask, Masks, Numbers

Near: TypeAlias = Callable[[Array], Form]  # the same node worked out exactly for these rows
ULP = 2.0**-52  # more than one rounding is ever off by
TINY = 1e-250  # below it a product may have lost digits


def as_floats(value: Amounts) -> Floats:
    if isinstance(value, Floats):
        return value
    top, low = value.top, value.low
    if isinstance(top, int) and isinstance(low, int):
        return Floats(np.float64(_float(Fraction(top, low))), ULP, 0.0, top >= 0, value.known)
    if isinstance(low, int) and low == 1:
        values = np.asarray(top, np.float64)
    else:
        values = np.true_divide(top, low, dtype=np.float64)
    return Floats(values, 4 * ULP, 0.0, value.lo >= 0, value.known)


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def summed(a: Floats, b: Floats, sign: int, known: Mask) -> Floats:
    values = a.values + b.values if sign > 0 else a.values - b.values
    off = _plus(a.off, b.off)
    if sign > 0 and a.nonneg and b.nonneg:
        return Floats(values, max(a.rel, b.rel) * 1.01 + 2 * ULP, _widened(off), True, known)
    off = _plus(off, np.abs(a.values) * a.rel + np.abs(b.values) * b.rel)
    return Floats(values, 2 * ULP, _widened(off), False, known)


def multiplied(a: Floats, b: Floats, known: Mask) -> Floats:
    values = a.values * b.values
    off: Any = 0.0
    if not (_none(a.off) and _none(b.off)):
        off = 2 * (np.abs(a.values) * b.off + np.abs(b.values) * a.off + a.off * b.off)
    off = _lost(values, (a.values != 0) & (b.values != 0), off)
    return Floats(values, 2 * (a.rel + b.rel) + 4 * ULP, off, a.nonneg and b.nonneg, known)


def divided(a: Floats, b: Floats, known: Mask, masks: Masks, near: Near | None) -> Floats:
    """`near` tells the divisor, where it may be zero; None: that was seen to already."""
    if near is not None:
        known = masks.both(known, _not_zero(b, known, near))
    values = a.values / b.values
    off: Any = 0.0
    if not (_none(a.off) and _none(b.off)):
        off = 2 * (np.abs(values) * b.off + a.off) / np.abs(b.values)
        off = np.where(np.abs(b.values) > 2 * missed(b), off, np.inf)
    off = _lost(values, a.values != 0, off)
    return Floats(values, 2 * (a.rel + b.rel) + 4 * ULP, off, a.nonneg and b.nonneg, known)


def of_two(a: Floats, b: Floats, work: Any, known: Mask) -> Floats:
    values = work(a.values, b.values)
    if a.nonneg and b.nonneg and _none(a.off) and _none(b.off):
        return Floats(values, max(a.rel, b.rel), 0.0, True, known)
    return Floats(values, ULP, np.maximum(missed(a), missed(b)), a.nonneg and b.nonneg, known)


def picked(yes: Any, a: Floats, b: Floats, known: Mask) -> Floats:
    off = 0.0 if _none(a.off) and _none(b.off) else np.where(yes, a.off, b.off)
    return Floats(np.where(yes, a.values, b.values), max(a.rel, b.rel), off, a.nonneg and b.nonneg, known)


def rounded(a: Floats, way: str, places: int, near: Near) -> Floats:
    by = 10.0**places
    scaled, miss = a.values * by, (missed(a) * 1.01 + np.abs(a.values) * 4 * ULP) * by
    whole = _whole(scaled, way)
    open_ = ~(_whole(scaled - miss, way) == _whole(scaled + miss, way))
    rows = _rows(open_, a.known)
    values = whole / by
    if len(rows):
        told = near(rows)
        assert isinstance(told, Numbers)
        values[rows] = exact_floats(told, len(rows))
    return Floats(values, 2 * ULP, 0.0, a.nonneg, a.known)


def compared(op: str, a: Floats, b: Floats, known: Mask, near: Near) -> Flags:
    least, most = _between(a)
    below, above = _between(b)
    yes = least > above
    open_ = ~(yes | (most < below))
    if op == "eq":
        yes = np.zeros(len(yes), bool)
    elif known is not None:
        yes &= known
    rows = _rows(open_, known)
    if len(rows):
        told = near(rows)
        assert isinstance(told, Flags)
        yes[rows] = told.yes
    return Flags(yes, known)


def missed(a: Floats) -> Any:
    """How far off each value may be at most."""
    if a.miss is None:
        a.miss = _plus(a.off, np.abs(a.values) * (a.rel + 2 * ULP))
    return a.miss


def _between(a: Floats) -> tuple[Any, Any]:
    """What each true value is surely not below and not above."""
    if a.ends is None:
        miss = missed(a) + np.abs(a.values) * ULP
        a.ends = (a.values - miss, a.values + miss)
    return a.ends


def exact_floats(value: Numbers, size: int) -> Array:
    """The nearest floats of exact values."""
    tops, lows = np.broadcast_to(value.top, size), np.broadcast_to(value.low, size)
    return np.array([_float(Fraction(int(a), int(b))) for a, b in zip(tops, lows, strict=True)], np.float64)


def _not_zero(b: Floats, known: Mask, near: Near) -> Any:
    some = np.abs(b.values) > missed(b)
    rows = _rows(~some, known)
    if len(rows):
        told = near(rows)
        assert isinstance(told, Numbers)
        some[rows] = np.broadcast_to(told.top, len(rows)) != 0
    return some


def _whole(scaled: Any, way: str) -> Any:
    if way == "down":
        return np.floor(scaled)
    if way == "up":
        return np.ceil(scaled)
    return np.copysign(np.floor(np.abs(scaled) + 0.5), scaled)


def _rows(open_: Any, known: Mask) -> Array:
    """Which rows are open, of those that are known."""
    if known is not None:
        open_ = open_ & known
    return np.flatnonzero(open_) if np.any(open_) else np.empty(0, np.intp)


def _lost(values: Any, some: Any, off: Any) -> Any:
    """Where a product of something is so small that its digits may be lost, nothing is certain."""
    lost = (np.abs(values) < TINY) & some
    return np.where(lost, np.inf, off) if np.any(lost) else off


def _plus(a: Any, b: Any) -> Any:
    return b if _none(a) else a if _none(b) else a + b


def _widened(off: Any) -> Any:
    return off if _none(off) else off * 1.01


def _none(off: Any) -> bool:
    return isinstance(off, float) and off == 0.0
