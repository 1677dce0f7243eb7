"""Whether a value is what is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.figures.rounding import rounded
from taizhang.core.reading.figures.figure import Figure, Kind
from taizhang.reports.reconcile.printing import agrees, decimals, in_unit, shown


def stated(value, approx=None, unit="家"):
    return Figure(0, 0, f"{value}{unit}", Decimal(value), unit, Kind.COUNT, approx)


@pytest.mark.parametrize(
    ("printed", "approx", "value", "same"),
    [
        ("40", "余", "43", True),
        ("40", "余", "50", False),
        ("40", "余", "39", False),
        ("1200", "多", "1236", True),
        ("1200", "多", "1310", False),
        ("130", "近", "127", True),
        ("130", "近", "131", False),
        ("400", "近", "350", False),
        ("100", "约", "104", True),
        ("100", "约", "120", False),
        ("400", "超", "421", True),
        ("400", "超", "398", False),
        ("12", None, "12", True),
        ("12", None, "13", False),
        ("4.3", None, "4.26", True),
        ("28", None, "28.07", True),
        ("37.9", None, "37.92", True),
        ("37.9", None, "38.1", False),
    ],
)
def test_printed_words_and_precision(printed, approx, value, same):
    assert agrees(stated(printed, approx), Decimal(value)) is same


def test_money_and_areas_change_their_unit_and_nothing_else_does():
    assert in_unit(Decimal(15000), "万元", "亿元") == Decimal("1.5")
    assert in_unit(Decimal(400000), "平方米", "亩") == 600
    assert in_unit(Decimal(7), "家", "万元") == 7


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.integers(0, 3))
def test_a_value_agrees_with_itself_as_printed(value, places):
    printed = stated(rounded(value, places))
    assert decimals(printed) == places
    assert agrees(printed, value)


def test_a_ledger_value_is_shown_without_idle_zeros():
    assert str(shown(Decimal("12.000"), 1)) == "12"
    assert f"{shown(Decimal('33.3333'), 1):f}" == "33.33"
