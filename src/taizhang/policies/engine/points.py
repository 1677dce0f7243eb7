"""Points that experts give within a band 分值区间: a lowest and a highest, both exact."""

from dataclasses import dataclass

from taizhang.policies.engine.nodes import Number, Plain, Truth, least, number, pick


@dataclass(frozen=True)
class Points:
    """Between `lo` and `hi` points; both the same where nobody has to judge."""

    lo: Number
    hi: Number

    def __add__(self, other: "Points") -> "Points":
        return Points(self.lo + other.lo, self.hi + other.hi)

    def at_most(self, cap: "Number | Plain") -> "Points":
        """Cut off at a cap, both ends."""
        return Points(least(self.lo, cap), least(self.hi, cap))

    @property
    def certain(self) -> Truth:
        return self.lo.equals(self.hi)


def between(lo: "Number | Plain", hi: "Number | Plain", unit: str = "分") -> Points:
    return Points(number(lo, unit), number(hi, unit))


def given(value: Number, otherwise: Points) -> Points:
    """The points that somebody gave, where they are known; else what they can be."""
    return Points(pick(value.known, value, otherwise.lo), pick(value.known, value, otherwise.hi))


def pick_points(condition: Truth, yes: Points, no: Points) -> Points:
    """One of two bands."""
    return Points(pick(condition, yes.lo, no.lo), pick(condition, yes.hi, no.hi))


def sum_points(parts: "list[Points]") -> Points:
    first, *rest = parts
    for part in rest:
        first = first + part
    return first
