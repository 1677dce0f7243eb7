"""What an expression is while it is worked out for many enterprises at once 列值: arrays with what is known of them.

Numbers are whole numbers over a denominator, so they are exact; Floats carry how far off they may be. A mask says for
whom a value is known; None: for everybody. Where a value is unknown, the array holds anything.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bits: TypeAlias = npt.NDArray[np.bool_]
Mask: TypeAlias = Bits | None
Array: TypeAlias = npt.NDArray[Any]
YES, NO = np.True_, np.False_


@dataclass(slots=True)
class Numbers:
    """`top` / `low`, each an array or one int for all; `low` is above zero and at most `most`, `top` within lo and hi."""

    top: Any
    low: Any
    lo: int
    hi: int
    most: int
    known: Mask = None

    @property
    def same(self) -> bool:
        """Whether it is one number for all."""
        return isinstance(self.top, int) and isinstance(self.low, int)


@dataclass(slots=True)
class Floats:
    """Values that miss the true ones by at most `rel` of their size plus `off`; `nonneg`: none is below zero."""

    values: Any
    rel: float
    off: Any
    nonneg: bool
    known: Mask = None
    miss: Any = None  # the two together, worked out once
    ends: tuple[Any, Any] | None = None  # between which the true values surely lie


@dataclass(slots=True)
class Flags:
    """Yes, no or unknown; `yes` is never set where it is not known."""

    yes: Any
    known: Mask = None


@dataclass(slots=True)
class Days:
    """Days since 1970-01-01, as an array or one int; none further from it than `far`."""

    values: Any
    far: int
    known: Mask = None


@dataclass(slots=True)
class Years:
    """The calendar years of days: mostly compared, which needs no calendar."""

    days: Days

    @property
    def known(self) -> Mask:
        return self.days.known


@dataclass(slots=True)
class Words:
    """Places in a list of words."""

    codes: Any
    words: tuple[str, ...]
    known: Mask = None


Amounts: TypeAlias = Numbers | Floats
Form: TypeAlias = Numbers | Floats | Years | Flags | Days | Words


def one_number(value: Fraction) -> Numbers:
    """The same number for all."""
    top, low = value.numerator, value.denominator
    return Numbers(top, low, top, top, low)


class Masks:
    """Masks of one block put together, each pair once."""

    def __init__(self, size: int) -> None:
        self.nobody: Bits = np.zeros(size, bool)
        self._made: dict[tuple[int, int], tuple[Bits, Bits, Bits]] = {}

    def both(self, a: Mask, b: Mask) -> Mask:
        """Known to both."""
        if a is None or a is b:
            return b
        if b is None:
            return a
        if a is self.nobody or b is self.nobody:
            return self.nobody
        key = (id(a), id(b))
        if key not in self._made:
            self._made[key] = (
                a & b,
                a,
                b,
            )  # kept beside it, so that no other mask takes their place in memory
        return self._made[key][0]

    def chosen(self, yes: Any, a: Mask, b: Mask) -> Mask:
        """Of `a` where yes, of `b` elsewhere."""
        if a is b:
            return a
        left = yes if a is None else yes & a
        right = ~yes if b is None else ~yes & b
        return as_mask(left | right, self)


def as_mask(bits: Any, masks: Masks) -> Mask:
    """A mask of an array or of one bit for all."""
    if isinstance(bits, np.ndarray):
        return bits
    return None if bits else masks.nobody
