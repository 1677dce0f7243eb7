"""Exact arithmetic on columns 精确列运算: whole numbers over denominators, within 64 bits as their bounds prove.

Where a bound would pass 62 bits, floats with their errors take over (floats.py). A wide arithmetic has no
limit: its arrays hold Python's own integers, for the few rows that need them.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from taizhang.policies.engine.columns import floats
from taizhang.policies.engine.columns.floats import Near, as_floats
from taizhang.policies.engine.columns.forms import NO, YES, Amounts, Flags, Mask, Masks, Numbers
from taizhang.policies.engine.exact import round_to

NARROW = 2**62
SMALL = 2**15 - 1  # points and other small constants are kept in 16 bits


class Arithmetic:
    """Arithmetic over the rows of one block."""

    def __init__(self, masks: Masks, *, wide: bool) -> None:
        self.masks, self.wide = masks, wide

    def add(self, a: Amounts, b: Amounts, sign: int = 1) -> Amounts:
        known = self.masks.both(a.known, b.known)
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            one = _Common(a, b)
            lo, hi = (
                (one.alo + one.blo, one.ahi + one.bhi) if sign > 0 else (one.alo - one.bhi, one.ahi - one.blo)
            )
            if self._fits(*one.bounds, lo, hi, same=a.same and b.same):
                left, right = self._over_one(a, b, one)
                if isinstance(left, int) and isinstance(right, int):
                    top: Any = left + sign * right
                else:
                    kind = self._kind(min(lo, one.alo, one.blo), max(hi, one.ahi, one.bhi), left, right)
                    top = (np.add if sign > 0 else np.subtract)(left, right, dtype=kind)
                return Numbers(top, self._low(a, b, one), lo, hi, one.most, known)
        return floats.summed(as_floats(a), as_floats(b), sign, known)

    def multiply(self, a: Amounts, b: Amounts) -> Amounts:
        known = self.masks.both(a.known, b.known)
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            if isinstance(a.top, int):
                a, b = b, a
            a, b = _shortened(a, b)
            ends = (a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
            lo, hi, most = min(ends), max(ends), a.most * b.most
            if self._fits(lo, hi, most, a.lo, a.hi, b.lo, b.hi, same=a.same and b.same):
                top = self._times(a.top, b.top, lo, hi)
                return Numbers(top, self._times(a.low, b.low, 1, most), lo, hi, most, known)
        return floats.multiplied(as_floats(a), as_floats(b), known)

    def divide(self, a: Amounts, b: Amounts, near: Near) -> Amounts:
        """Unknown where the divisor is zero."""
        known = self.masks.both(a.known, b.known)
        if not isinstance(b, Numbers):
            return floats.divided(as_floats(a), b, known, self.masks, near)
        if b.lo <= 0 <= b.hi:
            if isinstance(b.top, int):
                if b.top == 0:
                    return Numbers(0, 1, 0, 0, 1, self.masks.nobody)
            else:
                known = self.masks.both(known, b.top != 0)
        if isinstance(a, Numbers):
            lo, hi = _times_bounds(a, b.most)
            if b.lo < 0:
                hi = max(-lo, hi)
                lo = -hi
            most = max(-b.lo, b.hi) * a.most
            if self._fits(lo, hi, most, b.lo, b.hi, b.most, same=a.same and b.same):
                return self._quotient(a, b, lo, hi, most, known)
        return floats.divided(as_floats(a), as_floats(b), known, self.masks, None)

    def _quotient(self, a: Numbers, b: Numbers, lo: int, hi: int, most: int, known: Mask) -> Numbers:
        top, by = self._times(a.top, b.low, lo, hi), b.top
        if isinstance(by, int):
            top, by = (-top, -by) if by < 0 else (top, by)
        else:
            if b.lo < 0:
                top, by = self._chosen(by < 0, -top, top, lo, hi), abs(by)
            if self.wide and b.lo <= 0:
                by = np.where(by == 0, self._array(1), by)
        return Numbers(top, self._times(by, a.low, 0, most), lo, hi, most, known)

    def least(self, a: Amounts, b: Amounts) -> Amounts:
        return self._of_two(a, b, np.minimum, min)

    def most(self, a: Amounts, b: Amounts) -> Amounts:
        return self._of_two(a, b, np.maximum, max)

    def _of_two(self, a: Amounts, b: Amounts, work: Any, plain: Callable[..., int]) -> Amounts:
        known = self.masks.both(a.known, b.known)
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            one = _Common(a, b)
            if self._fits(*one.bounds, same=a.same and b.same):
                left, right = self._over_one(a, b, one)
                if isinstance(left, int) and isinstance(right, int):
                    top: Any = plain(left, right)
                else:
                    kind = self._kind(min(one.alo, one.blo), max(one.ahi, one.bhi), left, right)
                    top = work(left, right, dtype=kind)
                lo, hi = plain(one.alo, one.blo), plain(one.ahi, one.bhi)
                return Numbers(top, self._low(a, b, one), lo, hi, one.most, known)
        return floats.of_two(as_floats(a), as_floats(b), work, known)

    def pick(self, chosen: Flags, a: Amounts, b: Amounts) -> Amounts:
        """`a` where yes, `b` where no, unknown where that is."""
        known = self.masks.both(chosen.known, self.masks.chosen(chosen.yes, a.known, b.known))
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            one = _Common(a, b)
            lo, hi = min(one.alo, one.blo), max(one.ahi, one.bhi)
            if isinstance(a.low, int) and isinstance(b.low, int) and self._fits(*one.bounds):
                left, right = self._over_one(a, b, one)
                low = self._low(a, b, one)
                return Numbers(self._chosen(chosen.yes, left, right, lo, hi), low, lo, hi, one.most, known)
            lo, hi, most = min(a.lo, b.lo), max(a.hi, b.hi), max(a.most, b.most)
            if self._fits(lo, hi, most):
                top = self._chosen(chosen.yes, a.top, b.top, lo, hi)
                return Numbers(top, self._chosen(chosen.yes, a.low, b.low, 0, most), lo, hi, most, known)
        return floats.picked(chosen.yes, as_floats(a), as_floats(b), known)

    def round(self, a: Amounts, way: str, places: int, near: Near) -> Amounts:
        if isinstance(a, Numbers):
            by = 10**places
            far = (2 * max(abs(a.lo), abs(a.hi)) + 1) * by + a.most
            if self._fits(far, 2 * a.most, by, same=a.same):
                return Numbers(self._whole(a, way, by), by, -far, far, by, a.known)
        return floats.rounded(as_floats(a), way, places, near)

    def _whole(self, a: Numbers, way: str, by: int) -> Any:
        if a.same:
            return int(round_to(Fraction(a.top * by, a.low), (way, 0)))
        kind = object if self.wide else np.int64
        top, low = np.asarray(a.top, kind) * by, np.asarray(a.low, kind)
        if way == "down":
            return top // low
        if way == "up":
            return -(-top // low)
        return np.where(top < 0, -1, 1) * ((2 * abs(top) + low) // (2 * low))

    def compare(self, op: str, a: Amounts, b: Amounts, near: Near) -> Flags:
        """`ge`, `gt` or `eq`; what floats leave open, `near` settles."""
        known = self.masks.both(a.known, b.known)
        if isinstance(a, Numbers) and isinstance(b, Numbers):
            if b.same and isinstance(a.low, int):
                return self._against(op, a, Fraction(b.top * a.low, b.low), known)
            if a.same and isinstance(b.low, int):
                return self._against(MIRRORED[op], b, Fraction(a.top * b.low, a.low), known)
            one = _Common(a, b)
            if self._fits(*one.bounds):
                left, right = self._over_one(a, b, one)
                return self._flags(COMPARED[op](left, right), known)
        return floats.compared(op, as_floats(a), as_floats(b), known, near)

    def _against(self, op: str, a: Numbers, bound: Fraction, known: Mask) -> Flags:
        """Whether `top` is op `bound`, one for all: asked of the next whole number."""
        if op == "eq":
            fits = bound.denominator == 1 and a.lo <= bound <= a.hi
            return self._flags(a.top == int(bound) if fits else NO, known)
        asked = math.ceil(bound) if op in ("ge", "lt") else math.floor(bound) + 1
        yes = YES if asked <= a.lo else NO if asked > a.hi else np.greater_equal(a.top, asked)
        return self._flags(yes if op in ("ge", "gt") else ~yes, known)

    def _flags(self, yes: Any, known: Mask) -> Flags:
        if not isinstance(yes, np.ndarray):
            yes = np.bool_(yes)
            return Flags(known if yes and known is not None else yes, known)
        return Flags(yes if known is None else yes & known, known)

    def _fits(self, *bounds: int, same: bool = False) -> bool:
        """Whether 64 bits hold it: they need not where both are one number for all."""
        return self.wide or same or all(-NARROW <= bound <= NARROW for bound in bounds)

    def _kind(self, lo: int, hi: int, *parts: Any) -> Any:
        """What holds everything between these bounds: 16 bits do for points."""
        if self.wide:
            return object
        small = all(abs(p) <= SMALL if isinstance(p, int) else p.dtype == np.int16 for p in parts)
        return np.int16 if small and lo >= -SMALL and hi <= SMALL else np.int64

    def _over_one(self, a: Numbers, b: Numbers, one: "_Common") -> tuple[Any, Any]:
        """Both tops over one denominator."""
        return (
            self._times(a.top, one.by_a, one.alo, one.ahi), self._times(b.top, one.by_b, one.blo, one.bhi)
        )  # fmt: skip

    def _low(self, a: Numbers, b: Numbers, one: "_Common") -> Any:
        return one.low if one.low is not None else self._times(a.low, b.low, 0, one.most)

    def _times(self, a: Any, by: Any, lo: int, hi: int) -> Any:
        if isinstance(by, int):
            return a if by == 1 else a * by if isinstance(a, int) else self._product(a, by, lo, hi)
        return self._product(by, a, lo, hi) if not isinstance(a, int) or a != 1 else by

    def _product(self, a: Any, by: Any, lo: int, hi: int) -> Any:
        return np.multiply(a, by, dtype=self._kind(lo, hi, a, by))

    def _chosen(self, yes: Any, a: Any, b: Any, lo: int, hi: int) -> Any:
        if isinstance(a, int) and isinstance(b, int) and a == b:
            return a
        if self._kind(lo, hi, a, b) is np.int16:
            apart = np.subtract(a, b, dtype=np.int16)
            return np.add(np.multiply(yes, apart, dtype=np.int16), b, dtype=np.int16)
        if isinstance(b, int) and b == 0 and not self.wide and not isinstance(a, int):
            return np.multiply(a, yes, dtype=np.int64)
        return np.where(yes, self._array(a), self._array(b))

    def _array(self, value: Any) -> Any:
        """An int as an array of no dimension, of the kind that holds it."""
        return np.array(value, object if self.wide else np.int64) if isinstance(value, int) else value


MIRRORED = {"ge": "le", "gt": "lt", "eq": "eq"}
COMPARED: dict[str, Any] = {"ge": np.greater_equal, "gt": np.greater, "eq": np.equal}


class _Common:
    """What the tops of two are multiplied by to stand over one denominator, and the bounds of everything."""

    __slots__ = ("ahi", "alo", "bhi", "blo", "bounds", "by_a", "by_b", "low", "most")

    def __init__(self, a: Numbers, b: Numbers) -> None:
        self.by_a: Any = 1
        self.by_b: Any = 1
        self.low: Any = None  # None: both are multiplied
        ma, mb = 1, 1
        if a.low is b.low or (isinstance(a.low, int) and isinstance(b.low, int) and a.low == b.low):
            self.low, self.most = a.low, a.most
        elif isinstance(a.low, int) and isinstance(b.low, int):
            self.low = self.most = math.lcm(a.low, b.low)
            self.by_a, self.by_b = ma, mb = self.low // a.low, self.low // b.low
        else:
            self.by_a, self.by_b, ma, mb = b.low, a.low, b.most, a.most
            self.most = a.most * b.most
        self.alo, self.ahi = _times_bounds(a, ma)
        self.blo, self.bhi = _times_bounds(b, mb)
        self.bounds = (self.alo, self.ahi, self.blo, self.bhi, self.most, ma, mb)


def _times_bounds(a: Numbers, by: int) -> tuple[int, int]:
    return min(a.lo, a.lo * by), max(a.hi, a.hi * by)


def _shortened(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """The same two without what the top of b, where it is one for all, shares with the denominator of a."""
    if not isinstance(b.top, int) or not isinstance(a.low, int) or (shared := math.gcd(b.top, a.low)) <= 1:
        return a, b
    top, low = b.top // shared, a.low // shared
    return Numbers(a.top, low, a.lo, a.hi, low, a.known), Numbers(top, b.low, top, top, b.most, b.known)
