"""`Pack` 政策包: one policy as code. A folder holds `policy.py`, `parameters.yaml`, `cases.yaml`, `source.md` (and `facts.yaml`).

In `policy.py`:

    pack = Pack("高新技术企业认定", issuer="科技部、财政部、国家税务总局", documents=("国科发火〔2016〕32号",), brings="资格")

    @pack.condition("企业申请认定时须注册成立一年以上", article="办法第十一条第（一）项")
    def registered_one_year_from_2016(f, p):
        return at_least(f.on - f.founded_on, p.registered_days)

A function's name is the rule's id and the day from which it holds: `_from_2016`, `_from_2016_01`, `_from_2016_01_01`.
The newest that has begun by the day of the judgement holds. Rules build expressions (see nodes.py): no `if` on values,
use `pick`, `choose`, `all_of`, `any_of`. `calculation` and `advice` are plain functions of plain values, for one case at a time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from taizhang.policies.engine.facts import FactSpec, shared_facts
from taizhang.policies.engine.parameters import STATUSES, Parameter
from taizhang.policies.engine.problems import PackProblem

F = TypeVar("F", bound=Callable[..., Any])
NAME = re.compile(r"^(?P<id>[a-z][a-z0-9_]*?)_from_(?P<year>\d{4})(?:_(?P<month>\d\d))?(?:_(?P<day>\d\d))?$")
KINDS = ("condition", "applies", "value", "points", "amount", "notice", "advice", "calculation")


@dataclass(frozen=True)
class Rule:
    """One dated function of a pack."""

    id: str
    since: date
    kind: str
    title: str
    article: str
    function: Callable[..., Any]
    unit: str = ""
    yearly: bool = False
    link: str = ""

    @property
    def says(self) -> str:
        """What the function's docstring says of the article."""
        return (self.function.__doc__ or "").strip()


@dataclass(eq=False)
class Pack:
    """A policy: what it is called, who issued it, its rules. Loaded from a folder by `loading.load`."""

    title: str
    issuer: str
    documents: tuple[str, ...] = ()
    brings: str = ""  # what it gives, in a few words: 资格、所得税税率 15%
    money: bool = False  # whether it hands out money
    example: bool = False  # an invented local policy, shown as such
    status: str = ""  # how its texts were read, for what rests on words alone: as of a parameter's value
    ends: date | None = None  # the last day it holds
    name: str = ""
    version: str = ""
    rules: list[Rule] = field(default_factory=list)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    facts: Mapping[str, FactSpec] = field(default_factory=shared_facts)
    source: str = ""
    folder: Path | None = None

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise PackProblem(f"policy.py：Pack 的 status“{self.status}”不认识：空着、V、K 或 I。")

    def condition(self, title: str, *, article: str, link: str = "") -> Callable[[F], F]:
        """A condition that must hold: the function gives a Requirement."""
        return self._add("condition", title, article, link=link)

    def applies(self, title: str, *, article: str = "") -> Callable[[F], F]:
        """Whom the policy is for at all; who is not meant is told so, not refused: a Requirement."""
        return self._add("applies", title, article)

    def value(
        self, title: str, *, unit: str = "", yearly: bool = False, article: str = ""
    ) -> Callable[[F], F]:
        """A number, day or truth worked out of facts, for other rules as `f.<id>` and for the reader."""
        return self._add("value", title, article, unit=unit, yearly=yearly)

    def points(self, title: str, *, article: str) -> Callable[[F], F]:
        """Points: the function gives Points; other rules have them as `f.<id>`."""
        return self._add("points", title, article, unit="分")

    def amount(self, title: str, *, article: str, unit: str = "元") -> Callable[[F], F]:
        """What the enterprise may expect, as an estimate: a Number."""
        return self._add("amount", title, article, unit=unit)

    def notice(self, title: str, *, article: str) -> Callable[[F], F]:
        """Something to watch that is no condition: a Requirement; shown when it does not hold."""
        return self._add("notice", title, article)

    def advice(self, title: str = "怎么补") -> Callable[[F], F]:
        """What would close a gap: a plain function of (Known, plain parameters) that gives a list of Step."""
        return self._add("advice", title, "")

    def calculation(self, title: str, *, article: str) -> Callable[[F], F]:
        """A working that is not about one enterprise's standing (shares of many claims, days): plain values in and out."""
        return self._add("calculation", title, article)

    def _add(self, kind: str, title: str, article: str, **more: Any) -> Callable[[F], F]:
        def keep(function: F) -> F:
            named = NAME.match(function.__name__)
            if not named:
                raise PackProblem(
                    f"policy.py：函数 {function.__name__} 的名字没有生效日期。请写成 {function.__name__}_from_2016_01_01 这样。"
                )
            if kind in ("condition", "points", "amount", "notice", "calculation") and not article.strip():
                raise PackProblem(
                    f"policy.py：{function.__name__}“{title}”没有 article。每条判断都要说出自哪一条。"
                )
            year, month, day = (int(named[part] or 1) for part in ("year", "month", "day"))
            since = date(year, month, day)
            for other in self.rules:
                if (other.id, other.since) == (named["id"], since):
                    raise PackProblem(
                        f"policy.py：{named['id']} 有两个函数都从 {since} 起。同一天只能有一个。"
                    )
            self.rules.append(Rule(named["id"], since, kind, title, article, function, **more))
            return function

        return keep

    def on(self, day: date) -> dict[str, Rule]:
        """The rules that hold on a day, by id, in the order in which they were first written."""
        found: dict[str, Rule] = {}
        for rule in self.rules:
            held = found.get(rule.id)
            if rule.since <= day and (held is None or held.since < rule.since):
                found[rule.id] = rule
        return found

    @property
    def begins(self) -> date | None:
        """The first day on which any of its conditions holds."""
        return min((r.since for r in self.rules if r.kind != "calculation"), default=None)
