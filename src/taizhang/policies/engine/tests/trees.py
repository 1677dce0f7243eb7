"""Expressions and populations by chance, for the tests that hold the two readers of expressions against each other."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from taizhang.policies.engine.answers import FactValue
from taizhang.policies.engine.facts import FactKind, FactSpec
from taizhang.policies.engine.known import Key
from taizhang.policies.engine.nodes import UNKNOWN, Day, Node, Number, Truth, Word, least, most, number, pick
from taizhang.policies.engine.view import fact_node

SPECS = {
    spec.name: spec
    for spec in (
        FactSpec("sales", "销售收入", FactKind.MONEY, "元", yearly=True),
        FactSpec("rd", "研发费用", FactKind.MONEY, "元", yearly=True, not_above="sales"),
        FactSpec("assets", "净资产", FactKind.MONEY, "元", yearly=True, negative=True),
        FactSpec("staff", "职工", FactKind.NUMBER, "人", yearly=True),
        FactSpec("rights", "知识产权", FactKind.COUNT, "件"),
        FactSpec("accident", "事故", FactKind.YES_NO),
        FactSpec("data_explained", "数据说明", FactKind.YES_NO, yearly=True),
        FactSpec("founded_on", "成立日期", FactKind.DAY),
        FactSpec("field", "领域", FactKind.WORD),
    )
}
YEARS = (2024, 2025)
WORDS = ("materials", "energy", "none")
HUGE = (Fraction(2**62), Fraction(10**30), Fraction(1, 3), Fraction(2**59) + Fraction(1, 100))


def keys() -> list[Key]:
    return [(s.name, year) for s in SPECS.values() for year in (YEARS if s.yearly else (None,))]


def value_of(spec: FactSpec, chance: Random) -> FactValue:
    """A value as they come, often on an edge: none, zero, below zero, equal to others, very large."""
    if chance.random() < 0.15:
        return None
    if spec.kind == FactKind.YES_NO:
        return chance.random() < 0.5
    if spec.kind == FactKind.WORD:
        return chance.choice(WORDS)
    if spec.kind == FactKind.DAY:
        return date(2023, 1, 1) + timedelta(days=chance.choice((0, 31, 58, 364, 365, 424, 729, 1096)))
    if chance.random() < 0.01:
        return chance.choice(HUGE)
    plain = (0, 0, 1, 2, 3, 5, 10, 100, 365, -1, -7, 10**6, 10**6 + 1, 5 * 10**7, 10**12)
    value = Fraction(chance.choice(plain))
    if spec.kind == FactKind.MONEY and chance.random() < 0.4:
        value += Fraction(chance.randrange(-200, 200), 100)
    if spec.kind == FactKind.NUMBER and chance.random() < 0.4:
        value += Fraction(chance.randrange(20_000), 10_000)
    return value


def population(seed: int, size: int) -> list[dict[Key, FactValue]]:
    chance = Random(seed)
    return [{key: value_of(SPECS[key[0]], chance) for key in keys()} for _ in range(size)]


def _facts(*kinds: FactKind) -> st.SearchStrategy[Any]:
    return st.sampled_from(
        [fact_node(SPECS[name], year) for name, year in keys() if SPECS[name].kind in kinds]
    )


constants = st.sampled_from(
    [Fraction(n) for n in (0, 1, 2, 3, -1, 100, 365)] + [Fraction(1, 2), Fraction(35, 100), Fraction(1, 3)]
)
days: st.SearchStrategy[Day] = st.deferred(
    lambda: st.one_of(
        _facts(FactKind.DAY),
        st.sampled_from((date(1999, 12, 31), date(2024, 2, 29), date(2025, 8, 31))).map(
            lambda d: Day("const", data=d)
        ),
        st.tuples(days, st.integers(-40, 40)).map(lambda t: t[0].plus_months(t[1])),
        st.tuples(days, st.integers(-400, 400)).map(lambda t: t[0].plus_days(t[1])),
        st.tuples(truths, days, days).map(lambda t: pick(*t)),
    )
)
words: st.SearchStrategy[Word] = st.one_of(
    _facts(FactKind.WORD),
    st.tuples(st.deferred(lambda: truths), _facts(FactKind.WORD), st.sampled_from(WORDS)).map(
        lambda t: pick(*t)
    ),
)
leaves = st.one_of(_facts(FactKind.MONEY, FactKind.COUNT, FactKind.NUMBER), constants.map(number))


def _larger(inner: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda t: t[0] + t[1]), two.map(lambda t: t[0] - t[1]), two.map(lambda t: t[0] * t[1]),
        two.map(lambda t: t[0] / t[1]), two.map(lambda t: least(*t)), two.map(lambda t: most(*t)),
        two.map(lambda t: t[0].or_else(t[1])),
        st.tuples(st.deferred(lambda: truths), inner, inner).map(lambda t: pick(*t)),
        st.tuples(inner, st.sampled_from(("down", "up", "half_up")), st.integers(0, 2)).map(
            lambda t: t[0].rounded(t[1], t[2])
        ),
        st.tuples(days, days).map(lambda t: t[0] - t[1]),
        days.map(lambda d: d.year),
    )  # fmt: skip


numbers: st.SearchStrategy[Number] = st.recursive(leaves, _larger, max_leaves=12)
comparisons: st.SearchStrategy[Truth] = st.one_of(
    st.tuples(numbers, numbers).map(lambda t: t[0] >= t[1]),
    st.tuples(numbers, numbers).map(lambda t: t[0] > t[1]),
    st.tuples(numbers, numbers).map(lambda t: t[0].equals(t[1])),
    st.tuples(days, days).map(lambda t: t[0] >= t[1]),
    numbers.map(lambda n: n.known),
    words.map(lambda w: w.one_of("materials", "energy")),
)
truths: st.SearchStrategy[Truth] = st.recursive(
    st.one_of(_facts(FactKind.YES_NO), comparisons, st.sampled_from([UNKNOWN, Truth("const", data=True)])),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda t: t[0] & t[1]),
        st.tuples(inner, inner).map(lambda t: t[0] | t[1]),
        inner.map(lambda t: ~t),
        st.tuples(inner, inner, inner).map(lambda t: pick(*t)),
    ),
    max_leaves=4,
)
trees: st.SearchStrategy[Node] = st.one_of(numbers, truths, days, words)
