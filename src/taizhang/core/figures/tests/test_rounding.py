"""Rounding half up, once, from the exact value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.figures.rounding import SCALES, printed, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("1.005", 2, "1.01"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.449", 1, "0.4"), ("-0.4", 0, "0"), ("-0.001", 2, "0.00"),
        ("12345.678", 2, "12345.68"), ("1E+30", 2, "1" + "0" * 30 + ".00"), ("281", 0, "281"),
    ],
)  # fmt: skip
def test_printed(value, decimals, shown):
    assert printed(Decimal(value), decimals) == shown


def test_grouped_trimmed_and_missing():
    assert printed(Decimal("12430.39"), 2, grouped=True) == "12,430.39"
    assert printed(Decimal("12430.30"), 2, trim=True) == "12430.3"
    assert printed(Decimal("100"), 0, trim=True) == "100"
    assert printed(Decimal("0.004"), 2, trim=True) == "0"
    assert printed(None, 2) == "—"


@given(st.decimals(-(10**12), 10**12, places=5), st.integers(0, 4))
def test_what_is_printed_is_at_most_half_a_place_away(value, decimals):
    away = abs(Decimal(printed(value, decimals)) - value)
    assert away <= Decimal(5).scaleb(-decimals - 1)
    assert rounded(rounded(value, decimals), decimals) == rounded(value, decimals)


def test_scales_convert_there_and_back():
    assert Decimal(5) * SCALES["亿元"] / SCALES["万元"] == 50_000
    assert printed(Decimal(2000) / SCALES["亩"], 6, trim=True) == "3"
    assert Decimal("0.05") / SCALES["%"] == 5
