"""An indicator as everything around it sees it 指标."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from taizhang.core.decisions import Refused
from taizhang.core.figures.definition import Definition
from taizhang.core.figures.formula import Node, parse

CODE = re.compile(r"^[a-z][a-z0-9_]{1,59}$")


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Indicator:
    """A dated definition 指标: what is counted or how it is derived, and how it is called and printed.

    Either `definition` or `formula` is there. `unit` is as printed; money scales from 元, areas from 平方米.
    """

    code: str
    name: str
    definition: Definition | None = None
    formula: str = ""
    also: tuple[str, ...] = ()  # how texts call what is counted
    unit: str = ""
    decimals: int = 0
    direction: Direction = Direction.UP
    meaning: str = ""  # 口径, one sentence
    source: str = ""
    phrase: str = ""  # 有效期内高新技术企业总数达{}家
    by: tuple[str, ...] = ()  # fields by which a report breaks it down 其中
    area: str = ""  # where it stands in the list of indicators
    valid_from: date | None = None
    valid_until: date | None = None
    version: int = 1
    own: bool = False  # the bureau's own or changed one
    ended: bool = False
    earlier: tuple["Indicator", ...] = field(
        default=(), compare=False, repr=False
    )  # its versions, newest first

    @cached_property
    def node(self) -> Node | None:
        return parse(self.formula) if self.formula else None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)

    def in_force(self, day: date) -> "Indicator | None":
        """The version that a figure of a period ending on `day` goes by: the newest one valid then."""
        return next((i for i in (self, *self.earlier) if i.holds_on(day) and not i.ended), None)

    def holds_on(self, day: date) -> bool:
        """Whether the definition is valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


def from_data(
    data: Mapping[str, Any], *, area: str = "", version: int = 1, own: bool = False, ended: bool = False
) -> Indicator:
    """An indicator from an entry of the catalogue or of a stored version. Raises Refused in words."""
    code = str(data.get("code", ""))
    if not CODE.match(code):
        raise Refused(
            f"指标代码“{code}”不能用。代码用小写英文字母开头，只含小写字母、数字和下划线，例如 hte_valid。"
        )
    if bool(data.get("register")) == bool(data.get("formula")):
        raise Refused(f"指标“{data.get('name', code)}”要么按台账计数，要么写算式，二者选一。")
    return Indicator(
        code=code,
        name=str(data.get("name") or code),
        definition=Definition.from_data(data) if data.get("register") else None,
        formula=str(data.get("formula", "")),
        also=tuple(data.get("also", ())),
        unit=str(data.get("unit", "")),
        decimals=int(data.get("decimals", 0)),
        direction=Direction(data.get("direction", "up")),
        meaning=str(data.get("meaning", "")),
        source=str(data.get("source", "")),
        phrase=str(data.get("phrase", "")),
        by=tuple(data.get("by", ())),
        area=str(data.get("area", area)),
        valid_from=_day(data.get("valid_from")),
        valid_until=_day(data.get("valid_until")),
        version=version,
        own=own,
        ended=ended,
    )


def as_data(indicator: Indicator) -> dict[str, Any]:
    """The plain values of an indicator; `from_data` reads them back."""
    data: dict[str, Any] = {"code": indicator.code, "name": indicator.name}
    if indicator.definition is not None:
        data |= indicator.definition.as_data()
    else:
        data["formula"] = indicator.formula
    for name in ("unit", "decimals", "meaning", "source", "phrase", "area"):
        data[name] = getattr(indicator, name)
    data |= {"direction": str(indicator.direction), "also": list(indicator.also), "by": list(indicator.by)}
    for name in ("valid_from", "valid_until"):
        day = getattr(indicator, name)
        data[name] = day.isoformat() if day else None
    return data


def _day(value: Any) -> date | None:
    if not value:
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))
