"""Which period a figure is of, and a text that goes over from one to another."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.core.figures.definition import Definition
from taizhang.core.periods import Period
from taizhang.core.reading.figures.figure import Figure, Kind
from taizhang.reports.reconcile.several import stretches
from taizhang.reports.reconcile.timing import during, of_title, periods

REPORT = Period.parse("2022-H1")


def stated(period):
    return Figure(0, 0, "3项", Decimal(3), "项", Kind.COUNT, period=period)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, ["2022-H1"]),
        ("2022-01..2022-05", ["2022-01..2022-05"]),
        ("2022", ["2022-H1", "2022"]),
        ("2021", ["2021"]),
        ("XXXX-H1", ["2022-H1"]),
        ("XXXX-01..XXXX-05", ["2022-01..2022-05"]),
    ],
)
def test_a_figures_own_period_comes_first(told, found):
    assert [p.text for p in periods(stated(told), REPORT)] == found


def test_months_of_the_sentence_before_hold_or_do_not():
    told = stated("XXXX-01..XXXX-05")
    assert [p.text for p in periods(told, REPORT, "1-5月，吸纳合同5项，输出3项")] == ["2022-01..2022-05"]
    assert [p.text for p in periods(told, REPORT, "1-5月吸纳合同5项。选派特派员3项")] == [
        "2022-01..2022-05",
        "2022-H1",
    ]


def test_a_masked_year_may_be_the_one_before():
    assert [p.text for p in periods(stated("XXXX"), REPORT, "XX年专利申请量55件")] == [
        "2022-H1",
        "2022",
        "2021",
    ]


def test_a_single_month_is_the_end_of_what_began_in_january():
    flow = Definition("projects", on="applied_on")
    assert during(flow, Period.parse("2022-05")) == Period(date(2022, 5, 31), date(2022, 1, 1))
    assert during(flow, REPORT) == REPORT


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("区科技局2022年上半年工作总结和下半年工作计划", "2022-H1"), ("县科技局2024年工作总结及2025年工作计划", "2024"),
        ("2023年第一季度科技工作情况", "2023-Q1"), ("2022年1-5月工作情况", "2022-01..2022-05"),
    ],
)  # fmt: skip
def test_the_title_names_the_period(title, period):
    assert of_title(title + "\n今年以来，……") == Period.parse(period)


def test_no_period_in_the_title():
    assert of_title("科技局工作总结\n一、主要工作") is None


def test_a_text_changes_its_period_once_where_that_agrees_best():
    first = [2, 2, 2, 0, 2, 0, 0, 0, 2, 0, 0]
    second = [0, 0, 0, 0, 0, 2, 2, 2, 0, 2, 2]
    assert stretches([first, second]) == [0] * 5 + [1] * 6
    assert stretches([first]) == [0] * 11
    assert stretches([]) == []
