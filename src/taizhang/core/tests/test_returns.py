"""What of a year's data is asked about, and averages over its months."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.decisions import Refused
from taizhang.core.returns import JUMPING, WITHIN, Unusual, unusual, year_average

D = Decimal
heads = st.integers(0, 5000).map(D)


def test_half_more_is_not_asked_about_and_a_fen_above_is():
    assert unusual({"revenue_yuan": D("150")}, {"revenue_yuan": D("100")}) == []
    assert unusual({"revenue_yuan": D("50")}, {"revenue_yuan": D("100")}) == []
    assert unusual({"revenue_yuan": D("150.01")}, {"revenue_yuan": D("100")}) == [
        Unusual("revenue_yuan", change=Fraction("0.5001"))
    ]
    assert unusual({"revenue_yuan": D("49")}, {"revenue_yuan": D("100")}) == [
        Unusual("revenue_yuan", change=Fraction("-0.51"))
    ]


def test_nothing_to_compare_with_is_no_jump():
    assert unusual({"revenue_yuan": D(5)}, {}) == []
    assert unusual({"revenue_yuan": D(5)}, {"revenue_yuan": D(0)}) == []
    assert unusual({}, {"revenue_yuan": D(5)}) == []


def test_losses_are_compared_by_their_size():
    assert unusual({"net_assets_yuan": D(-160)}, {"net_assets_yuan": D(-100)}) == [
        Unusual("net_assets_yuan", change=Fraction("-0.6"))
    ]


def test_research_above_revenue_is_asked_about_once_and_before_its_jump():
    now = {"revenue_yuan": D(100), "rd_expense_yuan": D(300)}
    assert unusual(now, {"rd_expense_yuan": D(10)}) == [Unusual("rd_expense_yuan", above="revenue_yuan")]
    assert unusual({"revenue_yuan": D(0), "rd_expense_yuan": D(1)}, {}) == [
        Unusual("rd_expense_yuan", above="revenue_yuan")
    ]


@given(st.dictionaries(st.sampled_from(sorted({*JUMPING, *(n for pair in WITHIN for n in pair)})), heads))
def test_the_same_as_last_year_is_asked_about_only_where_it_is_more_than_its_whole(values):
    assert {u.above != "" for u in unusual(values, values)} <= {True}


def test_averages_are_those_of_the_guidelines():
    assert year_average([D(10)] * 13) == 10
    assert year_average([D(100), *[D(100)] * 11, D(112)]) == Fraction(1206, 12)  # the last month: 106
    opened_in_july = [None] * 7 + [D(8), D(10), D(10), D(10), D(10), D(12)]
    assert year_average(opened_in_july) == Fraction(4 + 9 + 10 + 10 + 10 + 11, 6)
    closed_after_may = [D(12)] * 6 + [None] * 7
    assert year_average(closed_after_may) == 12


def test_nothing_given_is_unknown_and_a_gap_is_told():
    assert year_average([None] * 13) is None
    assert year_average([D(5), *[None] * 12]) is None
    with pytest.raises(Refused, match="3 月末"):
        year_average([D(5)] * 3 + [None] + [D(5)] * 9)
    with pytest.raises(Refused, match="负数"):
        year_average([D(-1)] * 13)
    with pytest.raises(Refused, match="13 个"):
        year_average([D(1)] * 12)


@given(st.lists(heads, min_size=13, max_size=13))
def test_an_average_lies_between_the_least_and_the_most(counts):
    average = year_average(counts)
    assert average is not None
    assert min(counts) <= average <= max(counts)


@given(st.lists(heads, min_size=13, max_size=13), st.integers(0, 50))
def test_who_is_there_all_year_counts_as_one(counts, more):
    grown, average = year_average([c + more for c in counts]), year_average(counts)
    assert grown is not None
    assert average is not None
    assert grown == average + more
