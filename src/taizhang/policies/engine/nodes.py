"""The expressions that rules are made of 算式: built once by running a rule, then read by three readers.

A rule is a small function of plain-looking values (`f.rd_expense.last(3)`); running it builds a tree of these nodes.
`exact.py` works a tree out for one enterprise with fractions, `columns.py` for many with NumPy, `trace.py` says in words
what happened: one logic, so the answers cannot differ. Equal nodes are one object, so that what two conditions share
is worked out once.

Every value may be unknown. Arithmetic with an unknown is unknown; truth follows Kleene: what is already decided by
the known parts stays decided (false and unknown is false).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Self, TypeAlias
from weakref import WeakValueDictionary

Plain: TypeAlias = int | Fraction | Decimal


class Node:
    """One step of a computation: an operation, what it works on, and its own data (a constant, the name of a fact)."""

    __slots__ = ("__weakref__", "args", "data", "op", "unit")
    made: ClassVar["WeakValueDictionary[Any, Node]"] = WeakValueDictionary()

    op: str
    args: tuple["Node", ...]
    data: Any
    unit: str

    def __new__(cls, op: str, args: Sequence["Node"] = (), data: Any = None, unit: str = "") -> Self:
        key = (cls, op, tuple(args), data, type(data), unit)
        node = cls.made.get(key)
        if node is None:
            node = super().__new__(cls)
            node.op, node.args, node.data, node.unit = op, tuple(args), data, unit
            cls.made[key] = node
        return node  # type: ignore[return-value]

    def __bool__(self) -> bool:
        raise TypeError("规则里不能对值用 if、and、or：请写 pick(条件, 甲, 乙)，或 all_of、any_of")

    def __repr__(self) -> str:
        inner = ", ".join(map(repr, self.args))
        return f"{self.op}({inner}{', ' if inner and self.data is not None else ''}{'' if self.data is None else self.data!r})"

    @property
    def known(self) -> "Truth":
        """Whether the value is known: never unknown itself."""
        return Truth("known", (self,))


class Number(Node):
    """An amount, a count, a share, points: with its unit (元 人 件 % 分 天 平方米 …)."""

    __slots__ = ()

    def __add__(self, other: "Number | Plain") -> "Number":
        other = number(other)
        return Number("add", (self, other), unit=self.unit or other.unit)

    def __radd__(self, other: "Number | Plain") -> "Number":
        return number(other) + self

    def __sub__(self, other: "Number | Plain") -> "Number":
        other = number(other)
        return Number("sub", (self, other), unit=self.unit or other.unit)

    def __rsub__(self, other: "Number | Plain") -> "Number":
        return number(other) - self

    def __mul__(self, other: "Number | Plain") -> "Number":
        other = number(other)
        units = [u for u in (self.unit, other.unit) if u not in ("", SHARE)]
        return Number("mul", (self, other), unit=units[0] if units else "")

    def __rmul__(self, other: "Number | Plain") -> "Number":
        return number(other) * self

    def __truediv__(self, other: "Number | Plain") -> "Number":
        """Unknown where the divisor is zero: guard it with pick where a zero means something."""
        other = number(other)
        return Number("div", (self, other), unit="" if other.unit == self.unit else self.unit)

    def __ge__(self, other: "Number | Plain") -> "Truth":
        return Truth("ge", (self, number(other)))

    def __gt__(self, other: "Number | Plain") -> "Truth":
        return Truth("gt", (self, number(other)))

    def __le__(self, other: "Number | Plain") -> "Truth":
        return Truth("ge", (number(other), self))

    def __lt__(self, other: "Number | Plain") -> "Truth":
        return Truth("gt", (number(other), self))

    def equals(self, other: "Number | Plain") -> "Truth":
        return Truth("eq", (self, number(other)))

    def or_else(self, other: "Number | Plain") -> "Number":
        """This value, or the other one where it is unknown. Only where a text says what silence means."""
        other = number(other)
        return Number("pick", (self.known, self, other), unit=self.unit or other.unit)

    def rounded(self, way: str, places: int = 0) -> "Number":
        """Rounded `down`, `up` or `half_up` to so many decimal places."""
        return Number("round", (self,), (way, places), self.unit)


class Truth(Node):
    """Yes, no, or unknown."""

    __slots__ = ()

    def __and__(self, other: "Truth") -> "Truth":
        return Truth("and", (self, other))

    def __or__(self, other: "Truth") -> "Truth":
        return Truth("or", (self, other))

    def __invert__(self) -> "Truth":
        return Truth("not", (self,))


class Day(Node):
    """A calendar day."""

    __slots__ = ()

    def plus_years(self, years: "int | Number") -> "Day":
        """The same day so many years later; 29 February becomes 1 March."""
        return Day("plus_months", (self,), 12 * _whole(years))

    def plus_months(self, months: "int | Number") -> "Day":
        """The same day so many months later; a day that the month lacks becomes the first of the next."""
        return Day("plus_months", (self,), _whole(months))

    def plus_days(self, days: "int | Number") -> "Day":
        return Day("plus_days", (self,), _whole(days))

    def __sub__(self, other: "Day | date") -> Number:
        """Days from the other to this one, 天."""
        return Number("days", (self, day(other)), unit="天")

    def __ge__(self, other: "Day | date") -> Truth:
        return (self - other) >= 0

    def __gt__(self, other: "Day | date") -> Truth:
        return (self - other) > 0

    def __le__(self, other: "Day | date") -> Truth:
        return (self - other) <= 0

    def __lt__(self, other: "Day | date") -> Truth:
        return (self - other) < 0

    @property
    def year(self) -> Number:
        return Number("year", (self,), unit="年")


class Word(Node):
    """One of a few words (kind of organization, level, field)."""

    __slots__ = ()

    def one_of(self, *words: str) -> Truth:
        return Truth("one_of", (self,), tuple(words))


def _whole(value: "int | Number") -> int:
    """A span of time: a whole number, or a parameter that is one. It may not depend on the enterprise."""
    if isinstance(value, int):
        return value
    if value.op != "const" or value.data.denominator != 1:
        raise TypeError(f"{value!r} is no fixed whole number of days, months or years")
    return int(value.data)


SHARE = "%"  # the unit of a fraction that is read as a percentage


def number(value: "Number | Plain", unit: str = "") -> Number:
    """A constant as a node; a node as itself."""
    if isinstance(value, Number):
        return value
    if isinstance(value, (bool, float)):
        raise TypeError(f"{value!r} 不是精确的数：请写整数或 Decimal，小数不要直接写")
    return Number("const", data=Fraction(value), unit=unit)


def day(value: "Day | date") -> Day:
    return value if isinstance(value, Day) else Day("const", data=value)


def truth(value: "Truth | bool") -> Truth:
    return value if isinstance(value, Truth) else Truth("const", data=value)


def word(value: "Word | str") -> Word:
    return value if isinstance(value, Word) else Word("const", data=value)


UNKNOWN = Truth("const", data=None)  # what only experts can say


def pick(condition: Truth, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds, `no` where it does not; unknown where the condition is."""
    if isinstance(yes, Day) or isinstance(no, Day):
        return Day("pick", (condition, day(yes), day(no)))
    if isinstance(yes, (Truth, bool)):
        return Truth("pick", (condition, truth(yes), truth(no)))
    if isinstance(yes, (Word, str)):
        return Word("pick", (condition, word(yes), word(no)))
    yes, no = number(yes), number(no)
    return Number("pick", (condition, yes, no), unit=yes.unit or no.unit)


def least(*values: "Number | Plain") -> Number:
    """The smallest of some numbers."""
    return _of_two("min", [number(v) for v in values])


def most(*values: "Number | Plain") -> Number:
    """The largest of some numbers."""
    return _of_two("max", [number(v) for v in values])


def total(values: "Sequence[Number]") -> Number:
    """The sum of some numbers."""
    first, *rest = values
    for value in rest:
        first = first + value
    return first


def _of_two(op: str, values: list[Number]) -> Number:
    first, *rest = values
    for value in rest:
        first = Number(op, (first, value), unit=first.unit or value.unit)
    return first
