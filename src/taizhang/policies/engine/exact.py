"""Working an expression out for one enterprise 精确计算: fractions, no rounding; None is unknown."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from taizhang.policies.engine.answers import FactValue
from taizhang.policies.engine.known import Key, Known
from taizhang.policies.engine.nodes import Node


class Exact:
    """The values of expressions for one enterprise; each node is worked out once."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._made: dict[Node, FactValue] = {}
        self.trails: dict[Node, dict[Key, None]] = {}  # see trail.py

    def of(self, node: Node) -> FactValue:
        """The value of an expression; None where it is unknown."""
        made = self._made
        if node in made:
            return made[node]
        found = made[node] = WORKED[node.op](self, node)
        return found

    def number(self, node: Node) -> Fraction | None:
        value = self.of(node)
        return value if isinstance(value, Fraction) else None

    def truth(self, node: Node) -> bool | None:
        value = self.of(node)
        return value if isinstance(value, bool) else None


def _strict(work: Callable[..., FactValue]) -> Callable[[Exact, Node], FactValue]:
    """Unknown as soon as one of the operands is."""

    def worked(exact: Exact, node: Node) -> FactValue:
        values = []
        for arg in node.args:
            value = exact.of(arg)
            if value is None:
                return None
            values.append(value)
        return work(*values) if node.data is None else work(*values, node.data)

    return worked


def _and(exact: Exact, node: Node) -> FactValue:
    unknown = False
    for arg in node.args:
        value = exact.of(arg)
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def _or(exact: Exact, node: Node) -> FactValue:
    unknown = False
    for arg in node.args:
        value = exact.of(arg)
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False


def _pick(exact: Exact, node: Node) -> FactValue:
    condition, yes, no = node.args
    chosen = exact.of(condition)
    return None if chosen is None else exact.of(yes if chosen else no)


def _divided(a: Fraction, b: Fraction) -> FactValue:
    return a / b if b else None


def round_to(value: Fraction, way: tuple[str, int]) -> Fraction:
    """Rounded down, up or half up (away from zero) to decimal places."""
    how, places = way
    scaled = value * 10**places
    if how == "down":
        whole = math.floor(scaled)
    elif how == "up":
        whole = math.ceil(scaled)
    else:
        whole = math.floor(abs(scaled) + Fraction(1, 2)) * (1 if scaled >= 0 else -1)
    return Fraction(whole, 10**places)


def plus_months(day: date, months: int) -> date:
    """The same day so many months later; a day that the month lacks becomes the first of the next.

    Beyond the calendar's end (a certificate "until 9999-12-31") it is the last day there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def plus_days(day: date, days: int) -> date:
    """So many days later, no later than the calendar's last day."""
    return day + timedelta(days=min(days, (date.max - day).days))


WORKED: dict[str, Callable[[Exact, Node], FactValue]] = {
    "const": lambda exact, node: node.data,
    "fact": lambda exact, node: exact.known.value(node.data),
    "known": lambda exact, node: exact.of(node.args[0]) is not None,
    "and": _and,
    "or": _or,
    "not": _strict(lambda a: not a),
    "pick": _pick,
    "add": _strict(lambda a, b: a + b),
    "sub": _strict(lambda a, b: a - b),
    "mul": _strict(lambda a, b: a * b),
    "div": _strict(_divided),
    "min": _strict(min),
    "max": _strict(max),
    "round": _strict(round_to),
    "ge": _strict(lambda a, b: bool(a >= b)),
    "gt": _strict(lambda a, b: bool(a > b)),
    "eq": _strict(lambda a, b: bool(a == b)),
    "days": _strict(lambda a, b: Fraction((a - b).days)),
    "year": _strict(lambda a: Fraction(a.year)),
    "plus_months": _strict(plus_months),
    "plus_days": _strict(plus_days),
    "one_of": _strict(lambda word, words: word in words),
}
