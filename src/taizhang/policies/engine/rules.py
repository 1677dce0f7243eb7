"""The rules of a pack as they stood on a day, built into expressions 某日的规则; kept, since many enterprises share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from taizhang.policies.engine.facts import FactSpec
from taizhang.policies.engine.nodes import Node, Number, Truth
from taizhang.policies.engine.pack import Pack, Rule
from taizhang.policies.engine.parameters import Parameters, Value
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.requirements import Requirement
from taizhang.policies.engine.view import View

MEANT = {
    "condition": Requirement,
    "applies": Requirement,
    "notice": Requirement,
    "points": Points,
    "amount": Number,
}


@dataclass(frozen=True)
class Built:
    """One rule with what it built and the parameter values it used."""

    rule: Rule
    made: Any
    used: Mapping[str, Value]
    read: str = ""  # how the pack's texts were read

    @property
    def status(self) -> str:
        """The weakest mark of the texts and the values used: K to be verified, then I, then V; "" when all are checked."""
        marks = {self.read, *(v.status for v in self.used.values())}
        return next((m for m in ("K", "I", "V") if m in marks), "")

    @property
    def link(self) -> str:
        return self.rule.link or next((v.link for v in self.used.values() if v.link), "")


class Rules:
    """A pack on a day. `changed` overrides parameters for a what-if."""

    def __init__(self, pack: Pack, on: date, changed: Mapping[str, Fraction] | None = None) -> None:
        self.pack, self.on = pack, on
        self.facts: Mapping[str, FactSpec] = pack.facts
        self.names = pack.on(on)
        self.changed: Mapping[str, Fraction] = changed or {}
        self._parameters = Parameters(pack.parameters, on, changed)
        self._made: dict[tuple[str, int | None], Built] = {}
        self._building: list[tuple[str, int | None]] = []
        self.built = [
            self._build(rule.id) for rule in self.names.values() if rule.kind not in PLAIN and not rule.yearly
        ]

    def derived(self, name: str) -> Rule | None:
        """The value or points of the pack with this name."""
        rule = self.names.get(name)
        return rule if rule is not None and rule.kind in ("value", "points", "amount") else None

    def value_of(self, name: str, ago: int | None = None) -> Any:
        """What a derived value built (of a year)."""
        built = self._build(name, ago)
        for parameter, value in built.used.items():  # whoever asks for it uses its parameters too
            for level in self._parameters._asked:
                level[parameter] = value
        return built.made

    def _build(self, name: str, ago: int | None = None) -> Built:
        key = (name, ago)
        if key not in self._made:
            if key in self._building:
                raise PackProblem(f"policy.py：{name} 绕了一圈又用到它自己。")
            rule = self.names[name]
            self._building.append(key)
            try:
                made, used = self._parameters.asked_by(
                    lambda: rule.function(View(self, ago), self._parameters)
                )
            except PackProblem:
                raise
            except Exception as error:  # whatever a pack's own code may raise
                raise PackProblem(
                    f"policy.py：{rule.function.__name__} 不能运行（{type(error).__name__}）：{error}。"
                ) from error
            finally:
                self._building.pop()
            wanted = MEANT.get(rule.kind)
            if wanted is not None and not isinstance(made, wanted):
                raise PackProblem(
                    f"policy.py：{rule.function.__name__} 应给出 {wanted.__name__}，给出的是 {type(made).__name__}。"
                )
            self._made[key] = Built(rule, made, used, self.pack.status)
        return self._made[key]

    def named(self) -> dict[Node, str]:
        """The expressions to which the pack itself gives a name, with it; of a year: with which one."""
        names: dict[Node, str] = {}
        for (_, ago), built in self._made.items():
            if built.rule.kind not in ("value", "points", "amount"):
                continue
            node = built.made.lo if isinstance(built.made, Points) else built.made
            if node.op not in ("const", "fact"):
                when = {None: "", 0: "当年", 1: "上年"}.get(ago, f"前第 {ago} 年")
                names.setdefault(node, when + built.rule.title)
        return names

    def of_kind(self, kind: str) -> list[Built]:
        return [b for b in self.built if b.rule.kind == kind]

    @property
    def conditions(self) -> list[Built]:
        return self.of_kind("condition")

    @property
    def verdict(self) -> Truth:
        """All conditions together."""
        truth: Truth | None = None
        for built in self.conditions:
            truth = built.made.truth if truth is None else truth & built.made.truth
        if truth is None:
            raise PackProblem(f"“{self.pack.title}”在 {self.on} 没有任何条件。")
        return truth


PLAIN = ("advice", "calculation")


@lru_cache(maxsize=256)
def rules_on(pack: Pack, on: date) -> Rules:
    """The rules of a pack on a day, built once."""
    return Rules(pack, on)
