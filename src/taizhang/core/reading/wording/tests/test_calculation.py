"""Calculations as a clerk would write them beside the text."""

from decimal import Decimal

import pytest

from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.relation import Relation, Type
from taizhang.core.reading.wording.calculation import calculation
from taizhang.core.reading.wording.tests.figures import fig


def said(type_: Type, whole: Figure | None, *parts: Figure) -> str:
    relation = claim(type_, whole, parts)
    assert relation is not None
    return calculation(relation).sentence


def test_a_sum_that_is_wrong():
    assert (
        said(Type.SUM, fig("34项"), fig("24项"), fig("2项"), fig("7项"))
        == "24 + 2 + 7 = 33 项，文中写 34 项，相差 1 项"
    )


def test_a_sum_that_is_right_says_no_more_than_itself():
    assert said(Type.SUM, fig("33项"), fig("24项"), fig("2项"), fig("7项")) == "24 + 2 + 7 = 33 项"


def test_units_are_written_where_they_differ():
    parts = fig("1.5亿元"), fig("6000万元"), fig("3000万元")
    assert said(Type.SUM, fig("2.4亿元"), *parts) == "1.5亿元 + 6000万元 + 3000万元 = 2.4亿元"


def test_units_of_counts_need_not_be_written():
    assert said(Type.SUM, fig("6名"), fig("3个"), fig("3人")) == "3 + 3 = 6 名"


def test_what_rounding_explains_is_said():
    parts = fig("0.334亿元"), fig("0.333亿元")
    assert (
        said(Type.SUM, fig("0.66亿元"), *parts)
        == "0.334 + 0.333 = 0.667亿元，文中写 0.66亿元，相差 0.007亿元"
    )
    parts = fig("37.70亿元"), fig("786.42亿元"), fig("579.11亿元")
    assert said(Type.SUM, fig("1403.24亿元"), *parts) == (
        "37.7 + 786.42 + 579.11 = 1403.23亿元，文中 1403.24亿元，按四舍五入可差 0.02"
    )


def test_shares_that_should_make_a_hundred():
    assert said(Type.SUM, None, fig("41.67%"), fig("36.36%"), fig("21.98%")) == (
        "41.67% + 36.36% + 21.98% = 100.01%，文中 100%，按四舍五入可差 0.015"
    )


def test_many_addends_are_shortened():
    parts = [fig("2项") for _ in range(30)]
    assert said(Type.SUM, fig("60项"), *parts) == "2 + 2 + 2 + 2 + 2 + 2 + … + 2（共 30 项） = 60 项"


def test_growth_by_a_stated_increase():
    increase = fig("15项", Role.INCREASE)
    assert (
        said(Type.GROWTH, fig("33项"), increase, fig("83.33%", Role.GROWTH_RATE))
        == "33 − 15 = 18，15 ÷ 18 = 83.33%"
    )


def test_growth_against_last_year():
    assert said(Type.GROWTH, fig("412家"), fig("356家"), fig("13.6%", Role.GROWTH_RATE)) == (
        "（412 − 356）÷ 356 = 15.7%，文中写 13.6%，相差 2.1 个百分点"
    )


def test_a_fall():
    assert (
        said(Type.GROWTH, fig("1024件"), fig("1100件"), fig("6.9%", Role.DECREASE))
        == "（1100 − 1024）÷ 1100 = 6.9%"
    )
    decrease = fig("76件", Role.DECREASE)
    assert (
        said(Type.GROWTH, fig("1024件"), decrease, fig("6.9%", Role.DECREASE))
        == "1024 + 76 = 1100，76 ÷ 1100 = 6.9%"
    )


def test_a_rise_that_is_a_fall():
    assert said(Type.GROWTH, fig("90件"), fig("100件"), fig("10%", Role.GROWTH_RATE)) == (
        "（90 − 100）÷ 100 = 下降 10%，文中写 10%，相差 20 个百分点"
    )


@pytest.mark.parametrize(
    ("whole", "part", "rate", "expected"),
    [
        ("24770万元", "21655万元", "87.42%", "21655 ÷ 24770 = 87.42%"),
        ("8.00亿元", "6000万元", "7.5%", "6000万元 ÷ 8.00亿元 = 7.5%"),
        ("15.4件", "38.5件", "2.5倍", "38.5 ÷ 15.4 = 2.5倍"),
        ("50家", "23家", "46.0%", "23 ÷ 50 = 46.0%"),
    ],
)
def test_shares_and_rates(whole, part, rate, expected):
    assert said(Type.RATE, fig(whole), fig(part), fig(rate, Role.SHARE)) == expected


def test_a_difference_and_a_product():
    assert said(Type.DIFFERENCE, fig("551家"), fig("856家"), fig("305家")) == "856 − 305 = 551 家"
    assert said(Type.PRODUCT, fig("1.26万人"), fig("312户"), fig("40.4人")) == "312户 × 40.4人 = 1.26万人"


def test_the_same_said_twice():
    assert (
        said(Type.SUM, fig("412家", start=90), fig("411家", start=5)) == "前文 411家，后文 412家，相差 1 家"
    )
    assert (
        said(Type.SUM, fig("412家", start=5), fig("411家", start=90)) == "前文 412家，后文 411家，相差 1 家"
    )
    assert (
        said(Type.SUM, fig("0.6亿元", start=90), fig("6000万元", start=5))
        == "前文 6000万元，后文 0.6亿元，一致"
    )


def test_words_and_ranks():
    worded = fig("400家")
    worded.approx = "超"
    wrong = Relation(Type.WORDING, worded, (fig("398家"),), Decimal(398), Decimal(400), Decimal(0), False)
    assert calculation(wrong).sentence == "文中写“超400家”，而实数 398家 不合"
    rank = Figure(0, 4, "第12位", Decimal(12), "位", Kind.RANK)
    relation = Relation(Type.RANK, fig("11个"), (rank,), Decimal(12), Decimal(11), Decimal(0), False)
    assert calculation(relation).sentence == "第12位，而同类只有 11个"


def test_a_part_is_not_larger_than_its_whole():
    part = Relation(Type.PART, fig("18家"), (fig("9家"),), Decimal(18), Decimal(9), Decimal(0), True)
    assert calculation(part).sentence == "9家 不大于 18家"
    part = Relation(Type.PART, fig("18家"), (fig("27家"),), Decimal(18), Decimal(27), Decimal(0), None)
    assert calculation(part).sentence == "27家 大于总数 18家"


@pytest.mark.parametrize("type_", list(Type))
def test_every_kind_of_claim_has_its_words(type_):
    relation = Relation(
        type_, fig("18家"), (fig("9家"), fig("50%", Role.SHARE)), Decimal(50), Decimal(50), Decimal(0), True
    )
    assert calculation(relation).sentence


def test_an_approximate_total_is_told_as_printed():
    total = fig("38余家")
    total.value, total.unit, total.approx = Decimal(38), "家", "余"
    assert said(Type.SUM, total, fig("20家"), fig("18家")) == "20 + 18 = 38 家"
    assert said(Type.SUM, total, fig("20家"), fig("18.5家")) == "20 + 18.5 = 38.5 家，文中 38余家，文中是约数"
