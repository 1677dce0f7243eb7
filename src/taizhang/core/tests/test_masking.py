"""Of whatever is masked enough stays hidden, however short it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800001234", "138****1234"), ("0570-86123456", "057****3456"), ("86123456", "8****56"), ("6012345", "6****45"),
        ("330881197003034567", "330881********4567"), ("6222021207005566778", "622202*********6778"),
        ("欧阳示例", "欧**"), ("王某", "王*"), ("wang@example.cn", "w**"),
    ],
)  # fmt: skip
def test_each_kind_is_masked_in_its_own_way(text, shown):
    assert masked(text) == shown


@given(st.integers(7, 20).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_of_any_number_at_least_four_digits_stay_hidden(number):
    assert len(number) - sum(c.isdigit() for c in masked(number)) >= 4


@given(st.text(max_size=30))
def test_what_is_masked_is_never_the_whole(text):
    assert masked(text) != text.strip() or not text.strip()
