"""What a rule gets as `f`: the facts of an enterprise and what the pack derives from them, as expressions.

f.staff_average            of a yearly fact: a Series, `.ago(1)` last year, `.last(3)` the three years before this one
f.founded_on               of any other: a Day, a Number, a Truth, a Word
f.counted_rd               a value that the pack derives itself, by name
f.on, f.year               the day of the judgement, and its year (of application)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taizhang.policies.engine.facts import FactKind, FactSpec, nearest
from taizhang.policies.engine.nodes import Day, Node, Number, Truth, Word, pick, total
from taizhang.policies.engine.points import Points
from taizhang.policies.engine.problems import PackProblem

if TYPE_CHECKING:
    from taizhang.policies.engine.rules import Rules


@dataclass(frozen=True)
class Operating:
    """A yearly value over some years, with whether the enterprise already existed in each: oldest year first."""

    values: tuple[Number, ...]
    existed: tuple[Truth, ...]

    @property
    def total(self) -> Number:
        """The sum over the years in which it existed 实际经营期."""
        return total([pick(e, v, 0) for v, e in zip(self.values, self.existed, strict=True)])

    @property
    def years(self) -> Number:
        """How many of the years it existed in."""
        return total([pick(e, 1, 0) for e in self.existed])


class Series:
    """A value of every year."""

    def __init__(self, at: Callable[[int], Any], existed: Callable[[int], Truth]) -> None:
        self._at, self._existed = at, existed

    def ago(self, years: int) -> Any:
        """The value of the year so many years before that of the judgement; 1 is last year, 0 this year."""
        return self._at(years)

    def last(self, years: int) -> Operating:
        """The last full years before this one, oldest first; a year before the founding does not count."""
        agos = range(years, 0, -1)
        return Operating(tuple(self._at(a) for a in agos), tuple(self._existed(a) for a in agos))


class View:
    """See the module. `ago` is set while a yearly derived value is worked out: yearly facts are then those of that year."""

    def __init__(self, rules: "Rules", ago: int | None = None) -> None:
        self._rules, self._ago = rules, ago

    @property
    def on(self) -> Day:
        return Day("const", data=self._rules.on)

    @property
    def year(self) -> int:
        return self._rules.on.year

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        rules = self._rules
        if (derived := rules.derived(name)) is not None:
            if not derived.yearly:
                return rules.value_of(name)
            if self._ago is not None:
                return rules.value_of(name, self._ago)
            return Series(lambda ago: rules.value_of(name, ago), self._existed(name))
        spec = rules.facts.get(name)
        if spec is None:
            raise PackProblem(
                f"没有叫 {name} 的事实{nearest(name, {**rules.facts, **rules.names})}。"
                f"要用新的事实，请在政策包的 facts.yaml 里声明。"
            )
        if not spec.yearly:
            return fact_node(spec, None)
        if self._ago is not None:
            return fact_node(spec, self.year - self._ago)
        return Series(lambda ago: fact_node(spec, self.year - ago), self._existed(name))

    def _existed(self, name: str) -> Callable[[int], Truth]:
        """A year counts when its value is there, or when the enterprise had been founded by its end."""
        founded: Day = fact_node(self._rules.facts["founded_on"], None)

        def of(ago: int) -> Truth:
            derived = self._rules.derived(name)
            value = (
                self._rules.value_of(name, ago)
                if derived
                else fact_node(self._rules.facts[name], self.year - ago)
            )
            node: Node = value.lo if isinstance(value, Points) else value
            return node.known | (founded.year <= self.year - ago)

        return of


def fact_node(spec: FactSpec, year: int | None) -> Any:
    """The node of a fact (of a year)."""
    key = (spec.name, year)
    if spec.kind == FactKind.DAY:
        return Day("fact", data=key)
    if spec.kind == FactKind.YES_NO:
        return Truth("fact", data=key)
    if spec.kind == FactKind.WORD:
        return Word("fact", data=key)
    return Number("fact", data=key, unit=spec.unit)
