"""What people write in a pack: amounts with units, dated numbers, bands; each mistake told in words."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.policies.engine.facts import shared_facts
from taizhang.policies.engine.parameters import read_parameters
from taizhang.policies.engine.problems import PackProblem
from taizhang.policies.engine.reading import read_amount


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5,000 万元", (Fraction(50_000_000), "元")), ("2亿元", (Fraction(200_000_000), "元")), ("4.5 %", (Fraction(9, 200), "%")),
        ("365 天", (Fraction(365), "天")), ("70", (Fraction(70), "")), ("1/3", (Fraction(1, 3), "")), ("-3.5 元", (Fraction(-7, 2), "元")),
        ("180.0004 万元", (Fraction(1_800_004), "元")), ("１，２００．５万元", (Fraction(12_005_000), "元")),
        (".5 %", (Fraction(1, 200), "%")),
    ],
)  # fmt: skip
def test_an_amount_with_its_unit(text, wanted):
    assert read_amount(text) == wanted


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("五千万", "不是数"),
        ("", "不是数"),
        ("5 斤", "没见过"),
        ("3 万", "没见过"),
        ("1/0", "不是数"),
        ("1,5 万元", "不是数"),
        ("1,2,3 元", "不是数"),
        ("12,34", "不是数"),
    ],
)
def test_what_is_no_amount_is_told(text, part):
    with pytest.raises(ValueError, match=part):
        read_amount(text)


@given(st.integers(0, 10**12))
def test_an_amount_is_read_as_it_was_written(cents):
    assert read_amount(f"{cents:,} 元")[0] == cents
    assert read_amount(f"{Decimal(cents) / 10000:.4f} 万元")[0] == cents


@pytest.mark.parametrize(
    ("fact", "text", "part"),
    [
        ("sales_revenue", "4000", "是元还是万元"), ("staff_average", "12 件", "以人计"), ("core_ip", "1.5 件", "整数"),
        ("founded_on", "2026-13-01", "不是日期"), ("major_safety_accident", "也许", "“是”或“否”"), ("tech_field", "炼丹", "没有“炼丹”"),
    ],
)  # fmt: skip
def test_a_fact_in_the_wrong_unit_or_form_is_told(fact, text, part):
    with pytest.raises(ValueError, match=part):
        shared_facts()[fact].read(text)


def test_silence_is_missing():
    assert [shared_facts()["sales_revenue"].read(t) for t in ("", "—", "不知道")] == [None, None, None]


def dated(*values: str) -> str:
    return "cap:\n  title: 上限\n  values:\n" + "".join(f"    - {{{v}}}\n" for v in values)


def test_the_value_of_a_day_is_the_newest_that_has_begun():
    cap = read_parameters(
        dated("from: 2020-01-01, value: 1 万元, article: 一", "from: 2023-07-01, value: 2 万元, article: 二")
    )["cap"]
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 6, 30), date(2023, 7, 1), date(2030, 1, 1)]
    assert [cap.on(d) and cap.on(d).amount for d in days] == [None, 10_000, 10_000, 20_000, 20_000]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 900), st.integers(-400, 1800))
def test_a_value_holds_to_its_last_day_and_no_longer(since, length, offset):
    until = since + timedelta(days=length)
    cap = read_parameters(dated(f"from: {since}, until: {until}, value: 1 元, article: 一"))["cap"]
    asked = since + timedelta(days=offset)
    assert (cap.on(asked) is not None) == (since <= asked <= until)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (dated("from: 2020-01-01, until: 2023-12-31, value: 1, article: 一", "from: 2023-06-01, value: 2, article: 一"), "2023-05-31"),
        (dated("from: 2020-01-01, value: 1 元, article: 一", "from: 2020-01-01, value: 2 元, article: 一"), "都从 2020-01-01 起"),
        (dated("from: 2020-01-01, value: 1 元"), "没有 article"),
        (dated("value: 1 元, article: 一"), "没有 from"),
        (dated("from: 2020-01-01, article: 一"), "没有 value"),
        (dated("from: 2020-01-01, value: 1 元, article: 一, status: X"), "status“X”"),
        (dated("from: 2020-01-01, value: 1 元, article: 一, artikel: 二"), "artikel"),
        (dated("from: 2020-01-01, until: 2019-01-01, value: 1 元, article: 一"), "早于"),
        ("cap:\n  title: 上限\n  values: []\n", "没有 values"),
        ("cap:\n  values: [{from: 2020-01-01, value: 1, article: 一}]\n", "没有 title"),
        ("cap: {title: 甲}\ncap: {title: 乙}\n", "第 2 行：“cap”写了两遍"),
        ("cap:\n title: 上\n   values: x\n", "第 3 行"),
        (dated("from: 2020-01-01, article: 一, bands: [{up_to: 5 元, value: 1 %}]"), "最后一档"),
        (dated("from: 2020-01-01, article: 一, bands: [{value: 1 %}, {up_to: 5 元, value: 1 %}]"), "最后一档"),
        (dated("from: 2020-01-01, article: 一, bands: [{up_to: 5 元, below: 3 元, value: 1 %}, {value: 2 %}]"), "一个界限"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told_in_words(text, part):
    with pytest.raises(PackProblem) as told:
        read_parameters(text)
    assert part in told.value.sentence
