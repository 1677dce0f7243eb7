"""Addresses of figures: what a figure was asked for, as it stands behind /figures/?, and back 数字的地址."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.indicators.figure import Figure

# The ways of looking whose period a figure already carries.
MOVED = ("before", "start", "year")
TOLD = ("name", "unit", "decimals")
LONGEST = 4000  # characters of an address that are read


@dataclass(frozen=True)
class Wanted:
    """What /figures/ is asked for: e expression or d definition, p period, r region, a as-of day, up the way back.

    A definition without an indicator brings its name, unit and decimals along in `told`.
    """

    expression: str = ""
    definition: Definition | None = None
    told: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    region: int | None = None
    as_of: date | None = None
    up: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """From the parameters of an address. Raises Refused, in words, for what cannot be understood."""
        text = {n: str(query.get(n, "")).replace("\x00", "").strip()[:LONGEST] for n in "edpra"}
        try:
            as_of = date.fromisoformat(text["a"]) if text["a"] else None
        except ValueError:
            raise Refused(f"“{text['a']}”不是日期。请写成 2026-06-30。") from None
        definition, told = read_definition(text["d"]) if text["d"] and not text["e"] else (None, ())
        return cls(
            expression=text["e"],
            definition=definition,
            told=told,
            period=Period.parse(text["p"]) if text["p"] else None,
            region=int(text["r"]) if text["r"].isdecimal() and len(text["r"]) < 16 else None,
            as_of=as_of,
            up=str(query.get("up", ""))[:LONGEST],
        )

    @property
    def query(self) -> str:
        """The parameters behind the question mark, the way back among them."""
        parts = {
            "e": self.expression, "d": written(self.definition, self.told) if self.definition and not self.expression else "",
            "p": self.period.text if self.period else "", "r": str(self.region or ""), "a": str(self.as_of or ""), "up": self.up,
        }  # fmt: skip
        return urlencode({n: v for n, v in parts.items() if v}, safe=",.:()[]=;")

    @property
    def url(self) -> str:
        return f"{reverse('figure')}?{self.query}"

    def but(self, **changed: Any) -> "Wanted":
        return replace(self, **changed)


def wanted_of(figure: Figure, up: str = "") -> Wanted:
    """What gives this very figure again, for a link to its proof."""
    expression = figure.expression
    if expression:
        try:
            node = formula.parse(expression)
        except Refused:
            node = None
        if isinstance(node, formula.Ref) and node.shift in MOVED:
            expression = str(replace(node, shift=""))
    told = (("name", figure.name), ("unit", figure.unit), ("decimals", str(figure.decimals)))
    definition = None if expression else figure.definition
    return Wanted(
        expression, definition, told if definition else (), figure.period, figure.region_id, figure.as_of, up
    )


def read_definition(text: str) -> tuple[Definition, tuple[tuple[str, str], ...]]:
    """A definition, and what it is called, from JSON as `written` makes it. Raises Refused."""
    try:
        data = json.loads(text)
        found = Definition.from_data(data)
        found.how, found.timing  # noqa: B018 - both refuse what cannot be
        told = tuple((name, str(data[name])[:200]) for name in TOLD if data.get(name) not in (None, ""))
        int(data.get("decimals", 0))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("链接里的口径看不懂，可能没有复制完整。请从报告或指标页重新打开。") from None
    return found, told


def written(definition: Definition, told: tuple[tuple[str, str], ...] = ()) -> str:
    """A definition as JSON, empty parts left out."""
    data = {n: v for n, v in definition.as_data().items() if v not in ("", [], {}, ())}
    return json.dumps({**data, **dict(told)}, ensure_ascii=False, separators=(",", ":"))
