"""Formulas: read, written, evaluated; missing stays missing; the field's worked examples."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.figures.formula import Ref, parse
from taizhang.core.figures.rounding import printed


def of(text: str, **values: str | int | None) -> Decimal | None:
    """A formula's value where `a`, `before_a` … are told."""

    def told(ref: Ref) -> Decimal | None:
        held = values[f"{ref.shift}_{ref.code}" if ref.shift else ref.code]
        return None if held is None else Decimal(held)

    return formula.value(parse(text), told)


@pytest.mark.parametrize(
    ("text", "values", "decimals", "shown"),
    [
        ("share(rd, gdp)", {"rd": "22.06", "gdp": 820}, 2, "2.69"),  # I1
        ("share(rd, gdp)", {"rd": "22.06", "gdp": 820}, 4, "2.6902"),
        ("points(now, then)", {"now": "2.6902", "then": "2.5796"}, 2, "0.11"),  # I2
        ("net(hte)", {"hte": 152, "start_hte": 137}, 0, "15"),  # I4
        ("(hte - start(hte)) / start(hte) * 100", {"hte": 152, "start_hte": 137}, 1, "10.9"),
        ("share(a + b, c + d)", {"a": 10, "b": 9, "c": 20, "d": 10}, 1, "63.3"),  # I6: of the sums, not of the rates
        ("completion(sme)", {"sme": 63, "target_sme": 100}, 1, "63.0"),  # I7
        ("points(now, goal)", {"now": "9.2", "goal": 10}, 1, "-0.8"),  # I8
        ("per(ip, people, 10000)", {"ip": 1254, "people": 486000}, 2, "25.80"),  # I12
        ("growth(a)", {"a": 12, "before_a": 10}, 1, "20.0"),
        ("change(a)", {"a": 8, "before_a": 10}, 0, "-2"),
        ("growth(a)", {"a": "9.99", "before_a": 0}, 1, "—"),  # I11, R8
        ("growth(a)", {"a": 10, "before_a": -5}, 1, "—"),  # R7
        ("growth(a)", {"a": 10, "before_a": None}, 1, "—"),
        ("a / b", {"a": 1, "b": 0}, 2, "—"),
        ("a / b", {"a": 0, "b": 0}, 2, "—"),
        ("share(a, b)", {"a": 1, "b": 0}, 2, "—"),
        ("completion(a)", {"a": 1, "target_a": 0}, 1, "—"),
        ("a + b", {"a": 1, "b": None}, 0, "—"),
        ("2 + 3 * 4 - 6 / 2 - 1", {}, 0, "10"),
        ("(1 + 2) * 3", {}, 0, "9"),
    ],
)  # fmt: skip
def test_worked_examples(text, values, decimals, shown):
    assert printed(of(text, **values), decimals) == shown


def test_a_formula_names_its_indicators_once_each_with_how_they_are_looked_at():
    found = list(formula.refs(parse("growth(a[level=city;plan==工业,农业]) + a / before(b)")))
    assert [str(ref) for ref in found] == [
        "a[level=city;plan==工业,农业]", "before(a[level=city;plan==工业,农业])", "a", "before(b)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "末尾"), ("a +", "末尾"), ("(a", "末尾"), ("a b", "“b”"), ("a + ！", "“！”"), ("foo(a)", "没有“foo”这个函数"),
        ("share(a)", "要 2 个数"), ("before(a + b)", "只能放一个指标代码"), ("before(before(a))", "只能放一个指标代码"),
        ("growth(before(a))", "已经换过时间"), ("a[level]", "方括号"), ("a + " * 400 + "a", "太长"), ("(" * 100 + "a" + ")" * 100, "层"),
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused_in_words(text, says):
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert says in refusal.value.sentence


codes = st.sampled_from(["a", "b", "hte_count"])
leaves = st.one_of(
    codes.map(Ref),
    st.tuples(codes, st.sampled_from(["before", "start", "target"])).map(lambda p: Ref(p[0], (), p[1])),
    codes.map(lambda c: Ref(c, (("level", "city"),))),
    st.integers(0, 999).map(lambda n: formula.Number(Decimal(n))),
)
nodes = st.recursive(
    leaves, lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner).map(lambda p: formula.Call(p[0], p[1:])), max_leaves=8
)  # fmt: skip


@given(nodes)
def test_a_formula_is_read_back_as_it_is_written(node):
    assert parse(str(node)) == node


@given(nodes, st.integers(-5, 5))
def test_no_formula_over_numbers_fails(node, number):
    found = formula.value(node, lambda ref: Decimal(number))
    assert found is None or found.is_finite()
