"""What plain functions of a pack get: values that are already worked out, and plain parameters."""

from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.policies.engine.answers import FactValue, Finding
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.facts import nearest
from taizhang.policies.engine.parameters import Band, Value
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.rules import Rules


class PlainBands:
    """A banded parameter for plain values."""

    def __init__(self, value: Value) -> None:
        self.bands = value.bands

    def of(self, what: Fraction) -> Fraction:
        """What the band of a number gives (the highest end of points)."""
        return next(b.high for b in self.bands if b.holds(what))

    def above(self, what: Fraction) -> list[Band]:
        """The bands better than the one that a number lies in, nearest first; bands stand best first."""
        here = next(i for i, b in enumerate(self.bands) if b.holds(what))
        return list(reversed(self.bands[:here]))


class PlainParameters:
    """Parameters as plain values: a Fraction, a date, a bool, words, or `PlainBands`."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        parameters = self._rules.pack.parameters
        if name not in parameters:
            raise PackProblem(f"parameters.yaml 里没有参数 {name}{nearest(name, parameters)}。")
        value = parameters[name].on(self._rules.on)
        if value is None:
            raise PackProblem(f"参数 {name}“{parameters[name].title}”在 {self._rules.on} 没有值。")
        changed = self._rules.changed.get(name)
        if changed is not None:
            return changed
        if value.bands:
            return PlainBands(value)
        for held in (value.words or None, value.flag, value.day, value.amount):
            if held is not None:
                return held
        return None


class Given:
    """One enterprise, judged: for advice on what would close a gap."""

    def __init__(self, rules: Rules, exact: Exact, findings: tuple[Finding, ...]) -> None:
        self._rules, self._exact, self._findings = rules, exact, findings

    @property
    def on(self) -> date:
        return self._rules.on

    def fact(self, name: str, ago: int | None = None) -> FactValue:
        """The value of a fact (so many years ago); None where it is missing or in doubt."""
        return self._exact.known.value((name, None if ago is None else self.on.year - ago))

    def value(self, name: str, ago: int | None = None) -> Any:
        """What the pack derives: a plain value, or (lowest, highest) of points."""
        made = self._rules.value_of(name, ago)
        if isinstance(made, Points):
            return self._exact.number(made.lo), self._exact.number(made.hi)
        return self._exact.of(made)

    def number(self, name: str, ago: int | None = None) -> Fraction | None:
        """A fact or derived value as a number, else None."""
        found = self.value(name, ago) if self._rules.derived(name) else self.fact(name, ago)
        return found if isinstance(found, Fraction) else None

    def finding(self, name: str) -> Finding:
        return next(f for f in self._findings if f.id == name)
