"""Condition texts: what each means for a plain value, and what is none."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.figures.condition import NotACondition, parse_all
from taizhang.core.figures.plain import meets
from taizhang.core.tables.spec import Kind


def holds(kind: Kind, text: str, value: object) -> bool:
    return all(meets(value, one) for one in parse_all(kind, text))


@pytest.mark.parametrize(
    ("kind", "text", "yes", "no"),
    [
        (Kind.CHOICE, "national,provincial", ["national", "provincial"], ["city", "", None]),
        (Kind.CHOICE, "!national", ["city", "", None], ["national"]),
        (Kind.CHOICE, "recognised|-", ["recognised", "", None], ["applied"]),
        (Kind.TEXT, "芯片", ["汽车芯片"], ["汽车", ""]),
        (Kind.TEXT, "=甲|乙", ["甲", "乙"], ["甲乙", ""]),
        (Kind.TEXT, "!~芯片", ["汽车", ""], ["汽车芯片"]),
        (Kind.TEXT, "-", ["", None], ["甲"]),
        (Kind.TEXT, "*", ["甲"], ["", None]),
        (Kind.YES_NO, "1", [True], [False, None]),
        (Kind.YES_NO, "否", [False], [True, None]),
        (Kind.DATE, "2026", [date(2026, 1, 1), date(2026, 12, 31)], [date(2025, 12, 31), date(2027, 1, 1), None]),
        (Kind.DATE, "2024-02", [date(2024, 2, 29)], [date(2024, 3, 1)]),
        (Kind.DATE, "2026-06-30..|-", [date(2026, 6, 30), None], [date(2026, 6, 29)]),
        (Kind.DATE, "*&..2026-06-30", [date(2026, 6, 30)], [None, date(2026, 7, 1)]),
        (Kind.DATE, "2026-01-01..2026-06-30", [date(2026, 6, 30)], [date(2026, 7, 1), None]),
        (Kind.MONEY, "1000000..", [Decimal(1000000)], [Decimal("999999.99"), None]),
        (Kind.INTEGER, "3", [3], [2, 4, None]),
        (Kind.YEAR, "2020..2022", [2020, 2022], [2019, 2023]),
        (Kind.PERIOD, "2022", ["2022", "2022H1"], ["2021"]),
        (Kind.PERIOD, "=2022H1", ["2022H1"], ["2022"]),
        (Kind.ORGANIZATION, "=甲公司", ["甲公司"], ["甲公司分部", None]),
        (Kind.ORGANIZATION, "甲公司", ["甲公司分部"], ["乙公司"]),
    ],
)  # fmt: skip
def test_what_meets_a_condition(kind, text, yes, no):
    assert [v for v in yes if not holds(kind, text, v)] == []
    assert [v for v in no if holds(kind, text, v)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.DATE, "2026-02-30"), (Kind.DATE, "明天"), (Kind.DATE, "9" * 30), (Kind.MONEY, "很多"), (Kind.MONEY, "NaN"),
        (Kind.NUMBER, "Infinity.."), (Kind.INTEGER, "1..x"),
    ],
)  # fmt: skip
def test_what_does_not_fit_its_field_is_no_condition(kind, text):
    with pytest.raises(NotACondition):
        parse_all(kind, text)


@given(st.dates(), st.dates(), st.dates())
def test_a_span_holds_its_two_ends_and_what_lies_between(a, b, day):
    low, high = min(a, b), max(a, b)
    assert holds(Kind.DATE, f"{low}..{high}", day) == (low <= day <= high)
    assert holds(Kind.DATE, f"!{low}..{high}", day) != (low <= day <= high)
