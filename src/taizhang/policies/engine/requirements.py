"""What a condition asks 要求: a truth together with what a person wants to read about it (value, threshold, parts)."""

from dataclasses import dataclass, replace
from functools import cached_property

from taizhang.policies.engine.nodes import SHARE, UNKNOWN, Number, Plain, Truth, Word, number, pick
from taizhang.policies.engine.points import Points

SAYS = {">=": "不低于", ">": "高于", "<=": "不超过", "<": "低于"}


@dataclass(frozen=True)
class Requirement:
    """One thing asked. `how` is compare, points, flag, word, all, any or pick; `says` are its words where it fails.

    A comparison asks `value` (of `of`, where it is a share) against `threshold`, by `sign`. Parts have a title each.
    """

    truth: Truth
    how: str
    title: str = ""
    article: str = ""
    value: Number | None = None
    of: Number | None = None
    threshold: Number | None = None
    sign: str = ""
    points: Points | None = None
    flag: Truth | None = None
    wanted: bool = True
    word: Word | None = None
    words: tuple[str, ...] = ()
    parts: "tuple[Requirement, ...]" = ()
    chooser: Truth | None = None
    says: str = ""

    def named(self, title: str, *, article: str = "", says: str = "") -> "Requirement":
        """The same with the title under which it stands as a part of another, and its own article."""
        return replace(self, title=title, article=article or self.article, says=says or self.says)

    @cached_property
    def short(self) -> Number | None:
        """How much is missing, in the unit of the value (of the numerator of a share); below zero: how much is spare."""
        if self.points is not None and self.threshold is not None:
            needed = self.threshold + 1 if self.sign == ">" else self.threshold  # points are whole
            return needed - self.points.lo
        if self.value is None or self.threshold is None:
            return None
        bound = self.threshold * self.of if self.of is not None else self.threshold
        return bound - self.value if self.sign in (">=", ">") else self.value - bound


def at_least(value: Number, threshold: "Number | Plain", *, of: Number | None = None) -> Requirement:
    """`value` (as a share of `of`) is not below the threshold; a share of nothing is never reached."""
    return _compare(value, threshold, ">=", of)


def more_than(
    value: "Number | Points", threshold: "Number | Plain", *, of: Number | None = None
) -> Requirement:
    """Above the threshold, which itself does not do. Of points: met from the lowest end, missed from the highest."""
    if isinstance(value, Points):
        return _points(value, threshold, ">")
    return _compare(value, threshold, ">", of)


def at_least_points(value: Points, threshold: "Number | Plain") -> Requirement:
    return _points(value, threshold, ">=")


def at_most(value: Number, threshold: "Number | Plain", *, of: Number | None = None) -> Requirement:
    """Not above the threshold."""
    return _compare(value, threshold, "<=", of)


def below(value: Number, threshold: "Number | Plain", *, of: Number | None = None) -> Requirement:
    """Below the threshold, which itself does not do."""
    return _compare(value, threshold, "<", of)


def is_so(flag: Truth, says: str = "") -> Requirement:
    """A fact that must be so (yes)."""
    return Requirement(flag, "flag", flag=flag, says=says)


def is_not(flag: Truth, says: str = "") -> Requirement:
    """A fact that must not be so (no)."""
    return Requirement(~flag, "flag", flag=flag, wanted=False, says=says)


def one_of(word: Word, *words: str) -> Requirement:
    """One of these words."""
    return Requirement(word.one_of(*words), "word", word=word, words=words)


def all_of(*parts: Requirement) -> Requirement:
    """Every part must hold."""
    truth = parts[0].truth
    for part in parts[1:]:
        truth = truth & part.truth
    return Requirement(truth, "all", parts=parts)


def any_of(*parts: Requirement) -> Requirement:
    """One part is enough."""
    truth = parts[0].truth
    for part in parts[1:]:
        truth = truth | part.truth
    return Requirement(truth, "any", parts=parts)


def choose(condition: Truth, yes: Requirement, no: Requirement) -> Requirement:
    """Which of two requirements is asked depends on the enterprise."""
    return Requirement(pick(condition, yes.truth, no.truth), "pick", parts=(yes, no), chooser=condition)


def _compare(value: Number, threshold: "Number | Plain", sign: str, of: Number | None) -> Requirement:
    bound = number(threshold, SHARE if of is not None else value.unit)
    truth = _signed(value, bound * of if of is not None else bound, sign)
    if of is not None:
        truth = (of > 0) & truth
    return Requirement(truth, "compare", value=value, of=of, threshold=bound, sign=sign)


def _points(value: Points, threshold: "Number | Plain", sign: str) -> Requirement:
    bound = number(threshold, "分")
    truth = _signed(value.lo, bound, sign) | (_signed(value.hi, bound, sign) & UNKNOWN)
    return Requirement(truth, "points", points=value, threshold=bound, sign=sign)


def _signed(value: Number, bound: Number, sign: str) -> Truth:
    return {">=": value >= bound, ">": value > bound, "<=": value <= bound, "<": value < bound}[sign]
