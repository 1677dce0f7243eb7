"""The fast look lets through whatever the exact calculation confirms."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from taizhang.core.reading.document import Block, Document
from taizhang.core.reading.figures.figure import Figure, Kind, Role
from taizhang.core.reading.relations.arithmetic import claim
from taizhang.core.reading.relations.context import Item, see
from taizhang.core.reading.relations.nearly import may_add_up, may_be_left, may_be_share, may_multiply
from taizhang.core.reading.relations.relation import Type

UNITS = {"家": Kind.COUNT, "万元": Kind.MONEY, "亿元": Kind.MONEY, "万亩": Kind.AREA}


def items(*said: tuple[str, str | None, Kind]) -> list[Item]:
    """Figures printed one after another, as the finders see them."""
    text, figures = "", []
    for number, unit, kind in said:
        printed = number + (unit or "")
        start = len(text)
        value = Decimal(number)
        figures.append(
            Figure(
                start,
                start + len(printed),
                printed,
                value,
                unit,
                kind,
                id=f"f{len(figures)}",
                role=Role.LEVEL,
            )
        )
        text += printed + "，"
    return see(Document("t", "txt", text, (Block(0, len(text)),)), figures).items


@st.composite
def printed(draw: st.DrawFn, unit: str) -> tuple[str, str, Kind]:
    """A positive number with up to two decimals, printed in a unit."""
    decimals = 0 if unit == "家" else draw(st.integers(0, 2))
    value = Decimal(draw(st.integers(1, 10**7))).scaleb(-decimals)
    return f"{value:.{decimals}f}", unit, UNITS[unit]


amounts = st.sampled_from(["家", "万元", "亿元", "万亩"]).flatmap(
    lambda unit: st.lists(printed(unit), min_size=3, max_size=6)
)


@given(amounts)
def test_a_sum_that_holds_is_let_through(said: list[tuple[str, str, Kind]]) -> None:
    parts = said[1:]
    decimals = max(len(number.partition(".")[2]) for number, _, _ in parts)
    total = sum((Decimal(number) for number, _, _ in parts), Decimal(0))
    whole, *rest = items((f"{total:.{decimals}f}", said[0][1], said[0][2]), *parts)
    relation = claim(Type.SUM, whole.figure, [part.figure for part in rest])
    assert relation is not None and relation.holds
    assert may_add_up(whole, rest)


@given(amounts)
def test_nothing_that_holds_is_lost(said: list[tuple[str, str, Kind]]) -> None:
    first, second, third, *_ = items(*said)
    total = claim(Type.SUM, first.figure, [second.figure, third.figure])
    assert total is not None and (not total.holds or may_add_up(first, [second, third]))
    left = claim(Type.DIFFERENCE, first.figure, [second.figure, third.figure])
    assert left is not None and (not left.holds or may_be_left(first, second, third))
    product = claim(Type.PRODUCT, first.figure, [second.figure, third.figure])
    assert product is not None and (not product.holds or may_multiply(first, (second, third)))


@given(amounts, st.integers(0, 2))
def test_a_share_rounded_as_printed_is_let_through(said: list[tuple[str, str, Kind]], decimals: int) -> None:
    base, part, *_ = said
    share = Decimal(part[0]) / Decimal(base[0]) * 100
    rate = (f"{share:.{decimals}f}", "%", Kind.PERCENT)
    first, second, third = items(base, part, rate)
    relation = claim(Type.SHARE, first.figure, [second.figure, third.figure])
    assert relation is not None and relation.holds
    assert may_be_share(first, second, third)
