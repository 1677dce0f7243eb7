"""The field's worked examples R1-R12 and the guards of its phrases."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.figures import formula
from taizhang.core.figures.phrases import broken_line, day_words, holds, near, ordinal, over, phrase
from taizhang.core.figures.rounding import printed

D = Decimal


def said(form, value, decimals=1, unit="", history=()):
    return phrase(form, None if value is None else D(value), decimals, unit, [D(h) for h in history]).text


def rate(now, before):
    return formula.value(formula.parse("growth(a)"), lambda ref: D(before) if ref.shift else D(now))


def test_r1_a_rise_in_per_cent():
    assert said("growth", rate("120", "100")) == "增长20.0%"


def test_r2_two_percentages_differ_by_points_and_not_by_per_cent():
    assert said("points", D("2.69") - D("2.58"), 2) == "提高0.11个百分点"
    assert said("points", "-1.5") == "下降1.5个百分点"


def test_r3_whole_multiples():
    assert said("growth", rate("300", "100")) == "增长2倍"
    assert said("growth", rate("250", "100")) == "增长150.0%"


def test_r4_completion_of_a_target():
    assert [said("completion", v) for v in ("96", "100", "108")] == [
        "完成目标的96.0%", "完成目标", "超额完成目标，完成率108.0%",
    ]  # fmt: skip


def test_r4_nearly_is_not_reached_and_just_above_is_passed():
    assert said("completion", "99.97") == "完成目标的99.97%"
    assert said("completion", "100.003") == "超额完成目标，完成率100.003%"


def test_r5_stock_net_increase_and_flow_are_three_things():
    net = D(152) - D(137)
    assert (said("number", "152", 0), said("net", net, 0, "家"), said("number", "60", 0)) == (
        "152",
        "净增15家",
        "60",
    )


@pytest.mark.parametrize(
    ("word", "round_number", "holds_"),
    [("余", 120, True), ("近", 130, True), ("余", 130, False), ("近", 140, False)],
)
def test_r6_more_and_nearly(word, round_number, holds_):
    assert holds(word, D(round_number), D(127)) is holds_


def test_r6_as_they_are_written():
    assert [over(D(v), 0).text for v in (127, 43, 120, 7, 1260)] == ["120余", "40余", "120", "7", "1200余"]
    assert over(D(236), 0, "多").text == "230多"
    assert [near(D(v), 0).text for v in (127, 128, 121, 1290, 14)] == [
        "近130",
        "近130",
        "120余",
        "近1300",
        "10余",
    ]


@pytest.mark.parametrize("before", ["-5", "0"])
def test_r7_r8_no_rate_on_a_base_of_zero_or_below(before):
    assert rate("10", before) is None
    assert said("growth", rate("10", before)) == "—"


def test_r9_half_up_from_the_exact_value():
    assert printed(D("1.005"), 2) == "1.01"
    assert said("number", "1.005", 2) == "1.01"


def test_r10_days_without_zeros_in_front():
    assert day_words(date(2026, 1, 5)) == "2026年1月5日"


def test_r12_a_round_line_is_broken_only_for_the_first_time():
    assert said("first", "1003", 0, "家", ["980", "700"]) == "首次突破1000家"
    assert said("first", "1003", 0, "家", ["980", "1010"]) == "达1003家"
    assert said("first", "1003", 0, "家") == "达1003家"  # nothing is known of earlier years
    assert broken_line(D(60), [D(40)]) is None


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("growth", "0", "持平"), ("growth", "0.04", "基本持平"), ("growth", "-5.25", "下降5.3%"), ("points", "0", "持平"),
        ("change", "9", "增加9件"), ("change", "-2", "减少2件"), ("change", "0", "持平"), ("net", "-3", "净减3件"),
    ],
)  # fmt: skip
def test_words_turn_with_the_value(form, value, text):
    assert said(form, value, 0 if form in ("change", "net") else 1, "件") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (100, "100")],
)
def test_ranks_are_told_in_chinese(value, text):
    assert ordinal(D(value)) == text


def test_zeros_behind_the_point_are_dropped_but_of_rates():
    assert (said("number", "281.00", 2), said("number", "12430.39", 2), said("growth", "20", 1)) == (
        "281",
        "12430.39",
        "增长20.0%",
    )


def test_missing_is_a_dash_and_never_zero():
    assert {said(form, None) for form in ("number", "growth", "ordinal", "completion", "first", "over")} == {
        "—"
    }


@given(st.integers(10, 10**7))
def test_what_is_written_with_more_or_nearly_holds(value):
    for made in (over(D(value), 0), near(D(value), 0)):
        if word := made.before or made.after:
            assert holds(word, D(made.shown), D(value))
        else:
            assert D(made.shown) == value


@given(st.decimals(-500, 500, places=3), st.integers(0, 2))
def test_a_direction_has_its_sign_and_its_size(value, decimals):
    made = phrase("growth", value, decimals)
    if made.shown in ("持平", "基本持平"):
        assert abs(value) <= D(1).scaleb(-decimals) / 2
    else:
        assert made.before == ("增长" if value > 0 else "下降")
        assert D(made.shown) > 0
