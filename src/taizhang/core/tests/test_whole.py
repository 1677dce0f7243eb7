"""Only what a column of the database holds is a number."""

import pytest

from taizhang.core.whole import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9223372036854775807", 2**63 - 1)])
def test_ascii_digits_are_a_number(text, number):
    assert whole(text) == number


@pytest.mark.parametrize(
    "text", ["", None, "²", "٣", "１", "-1", "1e3", " 1", "9223372036854775808", "9" * 5000, "1\n"]
)
def test_anything_else_is_none(text):
    assert whole(text) is None
