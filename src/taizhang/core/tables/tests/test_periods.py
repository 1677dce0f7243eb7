"""Periods as people write them, each span kept in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.tables.book import open_book
from taizhang.core.tables.dates import parse_period
from taizhang.core.tables.find import find_tables
from taizhang.core.tables.match import match_as
from taizhang.core.tables.periods import period_parser
from taizhang.core.tables.rows import type_rows
from taizhang.core.tables.spec import Column, Kind, Layout
from taizhang.core.tables.write import write_csv, write_table

from .builders import tables_of

LAYOUT = Layout("s", "统计", (Column("name", "指标名称"), Column("period", "期间", Kind.PERIOD)))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年1—5月", "2022M05"), ("2022年1-5月", "2022M05"), ("2022.1-5", "2022M05"), ("2022/1-5", "2022M05"),
        ("2022年1月至5月累计", "2022M05"), ("2022.1—2022.5", "2022M05"), ("二〇二二年一至五月", "2022M05"),
        ("2022年前5个月", "2022M05"), ("2022年5月累计", "2022M05"), ("2022m05", "2022M05"),
        ("2022年1-6月", "2022H1"), ("2022年上半年", "2022H1"), ("2022年7—12月", "2022H2"), ("2022M06", "2022H1"),
        ("2022年1-12月", "2022"), ("2022年全年", "2022"), ("2022年1-3月", "2022Q1"), ("2022年4-6月", "2022Q2"),
        ("2022年1-9月", "2022M09"), ("2022年前三季度", "2022M09"), ("2022年1—3季度", "2022M09"),
        ("2022年前两季度", "2022H1"), ("2022年第三季度", "2022Q3"), ("2022年5月", "2022-05"), ("2022年1-1月", "2022-01"),
    ],
)  # fmt: skip
def test_each_span_has_one_form(text, period):
    assert parse_period(text) == (period, None)


@pytest.mark.parametrize(
    "text", ["2022-1-5", "2022年3-5月", "2022年5-1月", "2022年1-13月", "2022年5月1日", "20220513"]
)
def test_a_day_or_an_odd_span_is_no_period(text):
    value, issue = parse_period(text)
    assert (value, issue.code) == (None, "period.unreadable")


def test_a_period_without_its_year_says_so():
    value, issue = parse_period("1-5月")
    assert (value, issue.code) == (None, "period.no_year")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1—5月", "2022M05"),
        ("上半年", "2022H1"),
        ("三季度", "2022Q3"),
        ("5月", "2022-05"),
        ("2023年1-5月", "2023M05"),
    ],
)
def test_a_year_named_above_completes_a_period(text, period):
    assert period_parser(2022)(text) == (period, None)


@pytest.mark.parametrize(
    ("title", "head"),
    [("2022年主要指标", "期间"), ("主要指标", "2022年期间"), ("2022年1—5月主要指标", "期间")],
)
def test_the_year_comes_from_the_title_or_the_head(title, head):
    table = tables_of([[title], ["指标名称", head], ["研发投入", "1-5月"]])[0]
    (row,) = type_rows(table, match_as(table, LAYOUT), LAYOUT)
    assert (row.values["period"], row.cells["period"]) == ("2022M05", "B3")


@given(
    st.integers(1950, 2099),
    st.sampled_from(["", "H1", "H2", "Q1", "Q4", "-01", "-12", "M02", "M05", "M09", "M11"]),
)
def test_what_is_kept_reads_back_the_same(year, part):
    period = f"{year}{part}"
    assert len(period) <= 8
    rows = [{"name": "甲", "period": period}]
    names = ["name", "period"]
    for data in (write_table(LAYOUT, names, rows, ""), write_csv(LAYOUT, names, rows)):
        table = find_tables(open_book(data, "x.xlsx").sheets[0], (LAYOUT,))[0]
        (row,) = type_rows(table, match_as(table, LAYOUT), LAYOUT)
        assert (row.values["period"], row.problems) == (period, ())
