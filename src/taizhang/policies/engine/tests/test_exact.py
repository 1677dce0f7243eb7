"""What expressions come to: exact, three-valued, and with the facts that they rest on."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.exact import Exact, plus_months, round_to
from taizhang.policies.engine.facts import shared_facts
from taizhang.policies.engine.known import Known
from taizhang.policies.engine.nodes import Day, Number, Truth, day, least, most, number, pick, truth
from taizhang.policies.engine.trail import facts_behind

SALES, RD = ("sales_revenue", 2025), ("rd_expense", 2025)
sales, rd = Number("fact", data=SALES, unit="元"), Number("fact", data=RD, unit="元")
accident = Truth("fact", data=("major_safety_accident", None))
founded = Day("fact", data=("founded_on", None))
three = st.sampled_from([True, False, None])
cents = st.integers(0, 10**12).map(lambda n: Fraction(n, 100))


def exact(**held):
    keys = {
        "sales": SALES,
        "rd": RD,
        "accident": ("major_safety_accident", None),
        "founded": ("founded_on", None),
    }
    return Exact(Known(shared_facts(), {keys[n]: Held(v) for n, v in held.items()}))


def of_three(value):
    return truth(value) if value is not None else Truth("const", data=None)


@given(three, three)
def test_and_is_decided_by_a_no_and_or_by_a_yes(a, b):
    both = exact().truth(of_three(a) & of_three(b))
    either = exact().truth(of_three(a) | of_three(b))
    assert both == (False if False in (a, b) else None if None in (a, b) else True)
    assert either == (True if True in (a, b) else None if None in (a, b) else False)


@given(cents, cents, cents)
def test_a_share_is_compared_without_rounding(part, whole, percent):
    held = exact(sales=whole, rd=part)
    doubtful = 0 < whole < part
    assert held.truth(rd >= number(percent / 100) * sales) == (
        None if doubtful else part * 100 >= percent * whole
    )


@given(st.one_of(st.none(), cents), st.one_of(st.none(), cents))
def test_arithmetic_with_what_is_missing_is_unknown(part, whole):
    held = exact(sales=whole, rd=min(part, whole) if part and whole else part)
    value = held.of(sales - rd)
    assert (value is None) == (part is None or whole is None)


def test_nothing_divided_by_zero_is_a_number():
    assert exact(sales=Fraction(0), rd=Fraction(0)).of(rd / sales) is None


@given(cents, cents)
def test_the_least_and_the_most_of_two(a, b):
    held = exact(sales=max(a, b), rd=min(a, b))
    assert (held.of(least(sales, rd)), held.of(most(sales, rd))) == (min(a, b), max(a, b))


def test_pick_looks_only_at_the_branch_taken():
    held = exact(sales=Fraction(0), rd=Fraction(0))
    assert held.of(pick(sales > 0, rd / sales, 7)) == 7
    assert exact(rd=Fraction(1)).of(pick(sales > 0, rd, rd)) is None


@pytest.mark.parametrize(
    ("way", "value", "wanted"),
    [
        (("down", 2), "33.339", "33.33"), (("up", 0), "4.5", "5"), (("half_up", 2), "1.005", "1.01"),
        (("half_up", 0), "-2.5", "-3"), (("down", 0), "-2.5", "-3"), (("half_up", 2), "3.71917", "3.72"),
    ],
)  # fmt: skip
def test_rounding_is_named(way, value, wanted):
    assert round_to(Fraction(value), way) == Fraction(wanted)


@pytest.mark.parametrize(
    ("start", "months", "wanted"),
    [
        (date(2023, 10, 16), 36, date(2026, 10, 16)), (date(2024, 2, 29), 36, date(2027, 3, 1)),
        (date(2025, 12, 31), 2, date(2026, 3, 1)), (date(2026, 3, 31), -1, date(2026, 3, 1)), (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 12, 31), 36, date(9999, 12, 31)), (date(9999, 12, 30), 1, date(9999, 12, 31)),
    ],
)  # fmt: skip
def test_months_later(start, months, wanted):
    assert plus_months(start, months) == wanted


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_days_compare_as_the_calendar_does(a, b):
    held = exact(founded=a)
    assert held.of(founded - b) == (a - b).days
    assert (held.truth(founded >= b), held.truth(founded < b)) == (a >= b, a < b)
    assert held.of(founded.year) == a.year


def test_equal_expressions_are_one():
    assert (rd / sales >= 3) is (rd / sales >= 3)
    assert day(date(2026, 1, 1)) is day(date(2026, 1, 1))


def test_a_rule_that_branches_with_if_is_told_so():
    with pytest.raises(TypeError, match="pick"):
        bool(sales > 0)


def test_an_inexact_number_is_refused():
    with pytest.raises(TypeError, match="精确"):
        number(0.05)


# What an answer rests on.


def test_only_the_branch_taken_is_named():
    held = exact(rd=Fraction(5), sales=Fraction(100))
    assert facts_behind(held, pick(sales.known, rd, sales)) == [RD]


def test_the_missing_operand_is_named_and_what_is_settled_without_it_is_not():
    assert facts_behind(exact(sales=Fraction(1)), rd / sales) == [RD, SALES]
    settled = (sales > 0) | accident
    assert facts_behind(exact(sales=Fraction(1)), settled) == [SALES]
    assert facts_behind(exact(sales=Fraction(0)), settled) == [("major_safety_accident", None)]


# What cannot be right is not used.


def test_a_negative_amount_is_unknown_and_says_why():
    held = exact(sales=Fraction(-1_000_000))
    assert held.of(sales) is None
    assert held.known.doubt(SALES) == "销售收入 2025 年是负数（-100.00 万元），不能用来判断。请核对后更正。"


def test_more_research_than_revenue_is_asked_about_until_it_is_explained():
    odd = {SALES: Held(Fraction(2_000_000)), RD: Held(Fraction(30_000_000))}
    known = Known(shared_facts(), odd)
    assert known.value(RD) is None
    assert known.doubt(RD).startswith("高企口径研发费用合计 2025 年 3,000.00 万元，大于销售收入 200.00 万元")
    explained = Known(shared_facts(), {**odd, ("data_explained", 2025): Held(True)})
    assert (explained.value(RD), explained.doubt(RD)) == (30_000_000, "")


def test_no_revenue_yet_is_no_doubt_about_research():
    known = Known(shared_facts(), {SALES: Held(Fraction(0)), RD: Held(Fraction(500))})
    assert known.value(RD) == 500
