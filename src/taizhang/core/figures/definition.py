"""What an indicator counts 口径: register, rows, measure, dates. Pure data, the same on every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period
from taizhang.core.tables.spec import Kind


class Basis(StrEnum):
    """How a period picks rows."""

    FLOW = "flow"  # `on` lies within the period 期内
    STOCK = "stock"  # in force at the period's end: `on` by then, `until` empty or not before it 期末有效
    ALWAYS = "always"  # no date at all


class MeasureKind(StrEnum):
    """What is made of the rows."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    LATEST = "latest"  # one field of the newest row: a fact
    MAX = "max"
    MEAN = "mean"


@dataclass(frozen=True)
class Measure:
    """count, sum:amount_yuan, distinct:organization, latest:value."""

    kind: MeasureKind
    field: str = ""

    @classmethod
    def parse(cls, text: str) -> "Measure":
        """Raises Refused when the text is no measure."""
        kind, _, field = text.partition(":")
        if kind not in set(MeasureKind) or (kind == MeasureKind.COUNT) == bool(field):
            raise Refused(
                f"“{text}”不是能用的算法。请写 count，或 sum、distinct、latest、max、mean 加冒号和字段名。"
            )
        return cls(MeasureKind(kind), field)

    def __str__(self) -> str:
        return f"{self.kind}:{self.field}" if self.field else str(self.kind)


@dataclass(frozen=True)
class Definition:
    """Which rows of which register, and what is made of them.

    `where` are (field, condition text) as `condition.parse` reads them; a field may be one hop through a
    link (organization.kind). `on` is the day, period or year field by which a period picks rows, `until`
    the field that ends a stock.
    """

    register: str
    measure: str = "count"
    where: tuple[tuple[str, str], ...] = ()
    on: str = ""
    until: str = ""
    basis: str = Basis.FLOW

    @property
    def timing(self) -> Basis:
        return Basis(self.basis) if self.on else Basis.ALWAYS

    @property
    def how(self) -> Measure:
        return Measure.parse(self.measure)

    def narrowed(self, *more: tuple[str, str]) -> "Definition":
        """The same with further conditions; one on a field that has one already replaces it."""
        fields = {name for name, _ in more}
        return replace(self, where=(*((n, t) for n, t in self.where if n not in fields), *more))

    def as_data(self) -> dict[str, Any]:
        """As plain JSON values; `from_data` reads it back."""
        data: dict[str, Any] = {
            "register": self.register,
            "measure": self.measure,
            "where": [list(c) for c in self.where],
        }
        if self.on:
            data |= {"on": self.on, "basis": str(self.basis)}
        if self.until:
            data["until"] = self.until
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Definition":
        where = data.get("where", ())
        pairs = where.items() if isinstance(where, Mapping) else where
        return cls(
            register=str(data["register"]),
            measure=str(data.get("measure", "count")),
            where=tuple((str(name), str(text)) for name, text in pairs),
            on=str(data.get("on", "")),
            until=str(data.get("until", "")),
            basis=str(data.get("basis", Basis.FLOW)),
        )

    def fields(self) -> set[str]:
        """Every field it reads."""
        named = {name for name, _ in self.where} | {self.on, self.until, self.how.field}
        return named - {""}

    def conditions(self, period: Period, kinds: Mapping[str, Kind]) -> tuple[tuple[str, str], ...]:
        """All conditions for a period, its dates among them, in the same texts: what a list's address says.

        `kinds` names the kind of every field it reads. Two conditions on one field are joined by &.
        """
        timed = dict(self.where)
        if self.timing == Basis.ALWAYS:
            return tuple(timed.items())
        kind = kinds.get(self.on, Kind.DATE)
        dates = {self.on: _during(kind, period) if self.timing == Basis.FLOW else _by(kind, period)}
        if self.timing == Basis.STOCK and self.until:
            dates[self.until] = f"{period.end}..|-"
        for name, text in dates.items():
            timed[name] = f"{timed[name]}&{text}" if name in timed else text
        return tuple(timed.items())


def _during(kind: Kind, period: Period) -> str:
    if kind == Kind.YEAR:
        return str(period.end.year)
    if kind == Kind.PERIOD:
        return f"={period.stored or period.end.year}"
    return f"{period.start or ''}..{period.end}"


def _by(kind: Kind, period: Period) -> str:
    if kind == Kind.YEAR:
        return f"..{period.end.year}"
    if kind == Kind.PERIOD:
        return "=" + "|".join(_so_far(period))
    return f"..{period.end}"


def _so_far(period: Period) -> list[str]:
    """The stored forms of every span of the year that ends by the period's end: of 2022-H1 2022-05, 2022M05, 2022Q1, 2022H1 …

    Offices give a month's number for the months up to it as often as for the month alone.
    """
    year, months = period.end.year, range(1, 13)
    ends = [f"{year}-01..{year}-{month:02d}" for month in months] + [
        f"{year}-{month:02d}" for month in months
    ]
    ends += [f"{year}-Q{quarter}" for quarter in (2, 3, 4)] + [f"{year}-H2"]
    spans = (Period.parse(text) for text in ends)
    return list(dict.fromkeys(span.stored for span in spans if span.end <= period.end))
