"""Dated numbers of a policy 参数: `parameters.yaml`, each value with the day it begins, its unit, article and link.

    rd_share_inside:
      title: 境内研发费用占全部研发费用的最低比例
      values:
        - from: 2016-01-01
          value: 60 %
          article: 办法第十一条第（五）项
          status: V            # 空着 = 已对原文；V = 间接来源；K = 待核实；I = 解释
          link: https://…
        - {from: 2030-01-01, until: 2030-12-31, value: 65 %, article: …}

Instead of `value` there may be `bands`, read from the top, the first that fits:

          bands:
            - {up_to: 5000 万元, value: 5 %}      # up_to ≤  below <  at_least ≥  more_than >
            - {up_to: 20000 万元, value: 4 %}
            - {value: 3 %}                        # the rest
          # points instead of value: `points: 7-8` or `points: 0`
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from taizhang.policies.engine.facts import nearest
from taizhang.policies.engine.nodes import Number, Truth, number, pick
from taizhang.policies.engine.points import Points, between, pick_points
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.reading import read_amount, read_day, read_yaml, read_yes_no

EDGES = ("up_to", "below", "at_least", "more_than")
STATUSES = ("", "V", "K", "I")
Common = tuple[date, date | None, str, str, str]  # since, until, article, link, status


@dataclass(frozen=True)
class Band:
    """One line of a banded value: the edge that a number must be within ("" for the rest), and what it then gives."""

    edge: str
    limit: Fraction | None
    low: Fraction
    high: Fraction
    unit: str

    def holds(self, what: Fraction) -> bool:
        """Whether a plain number is within the edge."""
        if self.limit is None:
            return True
        return {
            "up_to": what <= self.limit, "below": what < self.limit, "at_least": what >= self.limit, "more_than": what > self.limit,
        }[self.edge]  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One value of a parameter, from a day until a day (both included; no end: until the next begins)."""

    since: date
    until: date | None
    article: str
    link: str
    status: str
    amount: Fraction | None = None
    unit: str = ""
    flag: bool | None = None
    day: date | None = None
    words: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    limit_unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Parameter:
    """A number of the policy with all its values, oldest first."""

    name: str
    title: str
    values: tuple[Value, ...] = field(default=())

    def on(self, day: date) -> Value | None:
        """The value that holds on a day; None where none does."""
        for value in reversed(self.values):
            if value.since <= day:
                return value if value.until is None or day <= value.until else None
        return None


class Banded:
    """A parameter of bands: give it a number, get the value of its band."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def of(self, what: Number) -> Number:
        """The value of the band that a number lies in."""
        *bands, last = self.value.bands
        found = number(last.low, last.unit)
        for band in reversed(bands):
            found = pick(self.within(band, what), number(band.low, band.unit), found)
        return found

    def points(self, what: Number) -> Points:
        """The points of the band that a number lies in."""
        *bands, last = self.value.bands
        found = between(last.low, last.high)
        for band in reversed(bands):
            found = pick_points(self.within(band, what), between(band.low, band.high), found)
        return found

    def within(self, band: Band, what: Number) -> Truth:
        limit = number(band.limit or Fraction(0), self.value.limit_unit)
        return {
            "up_to": what <= limit,
            "below": what < limit,
            "at_least": what >= limit,
            "more_than": what > limit,
        }[band.edge]


def read_parameters(text: str, name: str = "parameters.yaml") -> dict[str, Parameter]:
    """Every parameter of a file. Raises PackProblem: which parameter, which value, what is wrong, what to do."""
    made = {}
    for code, told in read_yaml(text, name).items():
        where = f"{name}：{code}"
        if not isinstance(told, dict) or not told.get("title"):
            raise PackProblem(f"{where} 没有 title（中文名）。请补上，页面要用它。")
        if not isinstance(told.get("values"), list) or not told["values"]:
            raise PackProblem(f"{where} 没有 values。至少写一个值：from、value、article。")
        values = tuple(sorted((_value(one, where) for one in told["values"]), key=lambda v: v.since))
        for problem in _overlaps(values, f"{where}“{told['title']}”"):
            raise PackProblem(problem)
        made[code] = Parameter(code, told["title"], values)
    return made


def _overlaps(values: tuple[Value, ...], where: str) -> Iterator[str]:
    for earlier, later in pairwise(values):
        if earlier.since == later.since:
            yield f"{where} 有两个值都从 {earlier.since} 起。同一天只能有一个值：请改其中一个的 from。"
        elif earlier.until is not None and later.since <= earlier.until:
            yield (
                f"{where} 的日期重叠：一个值到 {earlier.until} 止，下一个从 {later.since} 起。"
                f"请把前一个的 until 改成 {later.since - timedelta(days=1)} 或更早。"
            )


def _value(told: Any, where: str) -> Value:
    if not isinstance(told, dict) or "from" not in told:
        raise PackProblem(f"{where} 的一个值没有 from（从哪天起）。")
    unknown = set(told) - {"from", "until", "value", "bands", "article", "link", "status", "note"}
    if unknown:
        raise PackProblem(f"{where} 里的“{'、'.join(sorted(unknown))}”不认识。")
    if not told.get("article", "").strip():
        raise PackProblem(
            f"{where} 从 {told['from']} 起的值没有 article（出自哪一条）。没有依据的数不能用来判断。"
        )
    if told.get("status", "") not in STATUSES:
        raise PackProblem(f"{where} 的 status“{told['status']}”不认识：空着、V、K 或 I。")
    try:
        since = read_day(told["from"])
        until = read_day(told["until"]) if told.get("until") else None
        if until is not None and until < since:
            raise PackProblem(f"{where}：until {until} 早于 from {since}。")
        common = (since, until, told["article"], told.get("link", ""), told.get("status", ""))
        note = told.get("note", "")
        if "bands" in told:
            bands, limit_unit = _bands(told["bands"], where)
            return Value(*common, bands=bands, limit_unit=limit_unit, note=note)
        return _plain(told.get("value"), common, note, where)
    except ValueError as error:
        raise PackProblem(f"{where}：{error}。") from error


def _plain(value: Any, common: Common, note: str, where: str) -> Value:
    if isinstance(value, list):
        return Value(*common, words=tuple(map(str, value)), note=note)
    if value is None or value == "":
        raise PackProblem(f"{where} 从 {common[0]} 起没有 value 也没有 bands。")
    if value in ("是", "否"):
        return Value(*common, flag=read_yes_no(value), note=note)
    if len(value) == 10 and value[4] == value[7] == "-":
        return Value(*common, day=read_day(value), note=note)
    amount, unit = read_amount(value)
    return Value(*common, amount=amount, unit=unit, note=note)


def _bands(told: Any, where: str) -> tuple[tuple[Band, ...], str]:
    if not isinstance(told, list) or not told:
        raise PackProblem(f"{where} 的 bands 应是一列分档。")
    made: list[Band] = []
    limit_unit = ""
    for one in told:
        edges = [e for e in EDGES if e in one]
        if len(edges) > 1 or set(one) - {*EDGES, "value", "points"}:
            raise PackProblem(
                f"{where} 的一档写得不对：每档一个界限（{'、'.join(EDGES)}）和一个 value 或 points。"
            )
        limit = None
        if edges:
            limit, limit_unit = read_amount(one[edges[0]])
        low, high, unit = _given(one, where)
        made.append(Band(edges[0] if edges else "", limit, low, high, unit))
    if [b.edge for b in made].count("") != 1 or made[-1].edge:
        raise PackProblem(f"{where} 的最后一档要不写界限（其余都归它），前面的都要写。")
    return tuple(made), limit_unit


def _given(one: Mapping[str, str], where: str) -> tuple[Fraction, Fraction, str]:
    if "points" in one:
        low, _, high = one["points"].partition("-")
        first, _ = read_amount(low)
        return first, read_amount(high)[0] if high else first, "分"
    if "value" not in one:
        raise PackProblem(f"{where} 的一档没有 value 或 points。")
    amount, unit = read_amount(one["value"])
    return amount, amount, unit


class Parameters:
    """The parameters as they stood on a day: what a rule gets as `p`. Remembers which ones were asked for.

    `changed` overrides numbers for a what-if: {"rd_share": Fraction(45, 1000)}, of a band {"rd_share.0": …}.
    """

    def __init__(
        self, parameters: Mapping[str, Parameter], day: date, changed: Mapping[str, Fraction] | None = None
    ) -> None:
        self._all, self._day, self._changed = parameters, day, changed or {}
        self._asked: list[dict[str, Value]] = [{}]

    def __getattr__(self, name: str) -> Any:
        parameter = self._all.get(name)
        if parameter is None:
            raise PackProblem(f"parameters.yaml 里没有参数 {name}{nearest(name, self._all)}。")
        value = parameter.on(self._day)
        if value is None:
            raise PackProblem(f"参数 {name}“{parameter.title}”在 {self._day} 没有值。")
        for level in self._asked:
            level[name] = value
        if value.bands:
            return Banded(self._with_changed_bands(name, value))
        if value.flag is not None:
            return Truth("const", data=value.flag)
        if value.day is not None:
            return value.day
        if value.words:
            return value.words
        return number(self._changed.get(name, value.amount or Fraction(0)), value.unit)

    def _with_changed_bands(self, name: str, value: Value) -> Value:
        bands = tuple(
            replace(b, low=self._changed[f"{name}.{i}"], high=self._changed[f"{name}.{i}"])
            if f"{name}.{i}" in self._changed
            else b
            for i, b in enumerate(value.bands)
        )
        return replace(value, bands=bands)

    def asked_by(self, work: Any) -> tuple[Any, dict[str, Value]]:
        """Run something and say which parameters it asked for."""
        self._asked.append({})
        try:
            made = work()
        finally:
            asked = self._asked.pop()
        return made, asked
