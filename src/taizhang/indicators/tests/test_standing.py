"""The state of a figure in a word: against its target and the time gone by."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.figures.definition import Basis
from taizhang.core.periods import Period
from taizhang.indicators.indicator import Direction
from taizhang.indicators.standing import Word, elapsed, standing

HALF = Decimal("0.5")
FLOW, STOCK = Basis.FLOW, Basis.STOCK


@pytest.mark.parametrize(
    ("value", "target", "basis", "direction", "start", "word"),
    [
        (50, 100, FLOW, "up", None, Word.FINE),
        (49, 100, FLOW, "up", None, Word.WARN),
        (45, 100, FLOW, "up", None, Word.WARN),
        (44, 100, FLOW, "up", None, Word.BEHIND),
        (2, 4, FLOW, "down", None, Word.FINE),
        (3, 4, FLOW, "down", None, Word.WARN),
        (5, 4, FLOW, "down", None, Word.BEHIND),
        (375, 400, STOCK, "up", 350, Word.FINE),
        (374, 400, STOCK, "up", 350, Word.WARN),
        (350, 400, STOCK, "up", 350, Word.BEHIND),
        (399, 400, STOCK, "up", None, Word.WARN),
        (12, 12, None, "up", None, Word.FINE),
        (11, 12, None, "up", None, Word.WARN),
        (8, 12, None, "up", None, Word.BEHIND),
        (3, 5, None, "down", None, Word.FINE),
        (6, 5, None, "down", None, Word.BEHIND),
    ],
)
def test_the_word_at_half_time(value, target, basis, direction, start, word):
    told = standing(
        Decimal(value), Decimal(target), direction=Direction(direction), basis=basis, gone=HALF,
        start=None if start is None else Decimal(start),
    )  # fmt: skip
    assert told is not None
    assert told.word == word


def test_both_sides_of_the_comparison_are_said():
    told = standing(
        Decimal(37), Decimal(50), direction=Direction.UP, basis=FLOW, gone=elapsed(Period.parse("2022-H1"))
    )
    assert told is not None
    assert (told.completion, told.sentence) == (Decimal(74), "完成目标的 74%，时间过去 50%")


def test_a_stock_is_told_by_its_way_from_the_end_of_the_last_year():
    told = standing(
        Decimal(19),
        Decimal(30),
        direction=Direction.UP,
        basis=STOCK,
        gone=elapsed(Period.parse("2022")),
        start=Decimal(18),
    )
    assert told is not None
    assert told.sentence == "比上年末要净增 12，已净增 1"


@pytest.mark.parametrize("direction", [Direction.UP, Direction.DOWN])
def test_nothing_is_judged_without_a_value_or_a_target(direction):
    assert standing(None, Decimal(3), direction=direction, basis=FLOW, gone=HALF) is None
    assert standing(Decimal(3), None, direction=direction, basis=FLOW, gone=HALF) is None
    assert standing(Decimal(3), Decimal(3), direction=Direction.NEUTRAL, basis=FLOW, gone=HALF) is None


ORDER = [Word.BEHIND, Word.WARN, Word.FINE]
numbers = st.decimals(min_value=0, max_value=10_000, places=1)


@given(
    value=numbers,
    more=numbers,
    target=numbers,
    gone=st.decimals(min_value=0, max_value=1, places=2),
    basis=st.sampled_from([FLOW, STOCK, None]),
)
def test_more_is_never_worse_where_up_is_better_and_never_better_where_down_is(
    value, more, target, gone, basis
):
    for direction in (Direction.UP, Direction.DOWN):
        low = standing(value, target, direction=direction, basis=basis, gone=gone, start=Decimal(0))
        high = standing(value + more, target, direction=direction, basis=basis, gone=gone, start=Decimal(0))
        assert low is not None and high is not None
        a, b = ORDER.index(low.word), ORDER.index(high.word)
        assert a <= b if direction == Direction.UP else a >= b
