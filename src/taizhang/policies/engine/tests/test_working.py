"""The working of an amount in words: brackets where they change the value, nothing for a year that was not there."""

from fractions import Fraction

from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.facts import shared_facts
from taizhang.policies.engine.known import Known
from taizhang.policies.engine.nodes import Number, least, most, number, pick
from taizhang.policies.engine.working import working

HELD = {
    ("sales_revenue", 2024): Held(Fraction(1_000_000)),
    ("sales_revenue", 2025): Held(Fraction(2_000_000)),
    ("rd_expense", 2025): Held(Fraction(300_000)),
}


def fact(name: str, year: int) -> Number:
    return Number("fact", data=(name, year), unit="元")


def words(node: Number) -> str:
    return working(Exact(Known(shared_facts(), HELD)), node)


SALES_24, SALES_25, RD = fact("sales_revenue", 2024), fact("sales_revenue", 2025), fact("rd_expense", 2025)


def test_a_sum_that_is_taken_away_stands_in_brackets():
    assert words(RD - (SALES_24 + SALES_25)) == (
        "高企口径研发费用合计 2025 年 30.00 万元 − （销售收入 2024 年 100.00 万元 + 销售收入 2025 年 200.00 万元）"
    )


def test_a_divisor_that_is_a_product_stands_in_brackets():
    assert (
        words(RD / (SALES_24 * number(2)))
        == "高企口径研发费用合计 2025 年 30.00 万元 ÷ （销售收入 2024 年 100.00 万元 × 2）"
    )


def test_what_was_not_there_is_no_term():
    existed = number(1) > 2
    assert (
        words(pick(existed, SALES_24, 0) + SALES_25 + pick(existed, SALES_24, 0))
        == "销售收入 2025 年 200.00 万元"
    )


def test_a_choice_that_ends_in_a_sum_is_bracketed_as_one():
    assert words(pick(number(2) > 1, SALES_24 + SALES_25, 0) * number(Fraction(1, 2), "%")) == (
        "（销售收入 2024 年 100.00 万元 + 销售收入 2025 年 200.00 万元） × 50%"
    )


def test_plain_numbers_are_worked_out():
    assert words((SALES_24 + SALES_25) / (number(1) + number(1))) == (
        "（销售收入 2024 年 100.00 万元 + 销售收入 2025 年 200.00 万元） ÷ 2"
    )


def test_the_smallest_of_several_is_one_list():
    assert words(least(SALES_24, SALES_25, RD).rounded("down")) == (
        "取较小（销售收入 2024 年 100.00 万元，销售收入 2025 年 200.00 万元，高企口径研发费用合计 2025 年 30.00 万元）"
    )


def test_a_cap_stands_beside_what_was_worked_out_or_is_what_it_came_to():
    rate = number(Fraction(1, 10), "%")
    assert (
        words(least(RD * rate, number(50_000, "元")))
        == "高企口径研发费用合计 2025 年 30.00 万元 × 10%（上限 5.00 万元）"
    )
    assert words(least(RD * rate, number(20_000, "元"))) == (
        "上限 2.00 万元（算得 高企口径研发费用合计 2025 年 30.00 万元 × 10%）"
    )


def test_segments_that_were_not_reached_are_left_out():
    low, high = number(Fraction(1, 20), "%"), number(Fraction(3, 100), "%")
    edge = number(500_000, "元")
    paid = least(RD, edge) * low + most(RD - edge, 0) * high
    assert (
        words(least(paid, number(60_000, "元")))
        == "高企口径研发费用合计 2025 年 30.00 万元 × 5%（上限 6.00 万元）"
    )
