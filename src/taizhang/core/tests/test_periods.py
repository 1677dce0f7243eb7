"""Periods: each way of writing is read back; neighbours, years before, words, order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.periods import Period

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
written = st.one_of(
    st.integers(1950, 2090).map(str),
    st.tuples(st.integers(1950, 2090), st.sampled_from(["H1", "H2", "Q1", "Q2", "Q3", "Q4"])).map(
        lambda p: f"{p[0]}-{p[1]}"
    ),
    st.tuples(st.integers(1950, 2090), st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    days.map(str),
    days.map(lambda d: f"..{d}"),
    st.tuples(days, days).map(lambda p: f"{min(p)}..{max(p)}"),
)


@given(written)
def test_what_is_written_is_read_back_as_the_same_days(text):
    period = Period.parse(text)
    assert Period.parse(period.text) == period
    assert period.text == Period.parse(period.text).text


@given(written)
def test_the_stored_form_is_the_same_period_where_there_is_one(text):
    period = Period.parse(text)
    assert not period.stored or Period.parse(period.stored) == period


@given(written.filter(lambda t: not t.startswith("..")))
def test_the_next_and_the_previous_period_touch_and_lead_back(text):
    period = Period.parse(text)
    assert period.next().start == period.end + timedelta(days=1)
    assert period.previous().end == period.start - timedelta(days=1)
    if period.months or period.start == period.end:
        assert period.next().previous() == period == period.previous().next()


@given(written)
def test_the_year_before_ends_a_year_earlier_and_keeps_its_kind(text):
    period = Period.parse(text)
    before = period.year_before()
    assert before.end.year == period.end.year - 1 and before.end.month == period.end.month
    assert before.months == period.months or not period.months
    assert (before.start is None) == (period.start is None)
    assert before.start is None or before.start <= before.end


@pytest.mark.parametrize(
    ("text", "first", "last", "words", "within"),
    [
        ("2022", (2022, 1, 1), (2022, 12, 31), "2022年", "全年"),
        ("2022-H1", (2022, 1, 1), (2022, 6, 30), "2022年上半年", "上半年"),
        ("2022H2", (2022, 7, 1), (2022, 12, 31), "2022年下半年", "下半年"),
        ("2022-Q3", (2022, 7, 1), (2022, 9, 30), "2022年第三季度", "第三季度"),
        ("2022M05", (2022, 1, 1), (2022, 5, 31), "2022年1—5月", "1—5月"),
        ("2022-01..2022-05", (2022, 1, 1), (2022, 5, 31), "2022年1—5月", "1—5月"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "2024年2月", "2月"),
        ("2022-05-21", (2022, 5, 21), (2022, 5, 21), "2022年5月21日", "5月21日"),
        ("2022-01-03..2022-02-01", (2022, 1, 3), (2022, 2, 1), "2022年1月3日至2022年2月1日", "1月3日至2022年2月1日"),
        ("..2022-06", None, (2022, 6, 30), "截至2022年6月30日", "截至2022年6月30日"),
    ],
)  # fmt: skip
def test_days_and_words(text, first, last, words, within):
    period = Period.parse(text)
    assert (period.start, period.end) == (first and date(*first), date(*last))
    assert (period.words, period.within_year) == (words, within)


@pytest.mark.parametrize(
    "text",
    [
        "", "上半年", "2022-13", "2022-H3", "2022-Q5", "2022-02-30", "22", "..", "2022..", "0000", "9" * 30 + "-01",
        "2022-06..2022-01",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_in_words(text):
    with pytest.raises(Refused, match=r"。$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025-02", "2024-02"),  # all of February, 29 days of it
        ("2024-02", "2023-02"),
        ("..2025-02-28", "..2024-02-29"),
        ("2025-02-28", "2024-02-28"),  # one day is that very day
        ("2024-02-29", "2023-02-28"),
        ("2025-02-28..2025-03-15", "2024-02-28..2024-03-15"),
        ("2022-H1", "2021-H1"),
    ],
)
def test_the_same_days_of_the_year_before(text, before):
    assert Period.parse(text).year_before() == Period.parse(before)


def test_spans_seen_from_a_period():
    period = Period.parse("2022-Q3")
    assert period.last_year_end().text == "..2021-12-31"
    assert period.whole_year().text == "2022"
    assert period.so_far().text == "2022-01..2022-09"
    assert period.covers(date(2022, 9, 30)) and not period.covers(date(2022, 10, 1))
    assert Period.parse("..2022-06-30").covers(date(1900, 1, 1))


def test_periods_sort_by_their_end_then_by_their_start_open_ones_too():
    texts = ["2022", "2022-H2", "..2022-12-31", "2021", "2022-H1"]
    assert [p.text for p in sorted(map(Period.parse, texts))] == [
        "2021", "2022-H1", "..2022-12-31", "2022", "2022-H2",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["9999", "0001-H1", "2022-01-01..9999-12-31", "1899"])
def test_a_year_that_no_ledger_has_is_refused_in_words(text):
    with pytest.raises(Refused, match="年份不在 1900 到 2199 年之间"):
        Period.parse(text)
    assert Period.parse("2199").next().end.year == 2200
