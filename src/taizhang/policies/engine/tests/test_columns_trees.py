"""Any expression gives the same in columns as for one enterprise, whatever the values."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.policies.engine.answers import FactValue, Held
from taizhang.policies.engine.columns.block import Block, Program
from taizhang.policies.engine.columns.floats import missed
from taizhang.policies.engine.columns.forms import Days, Flags, Floats, Form, Numbers, Words
from taizhang.policies.engine.columns.table import table_of
from taizhang.policies.engine.exact import Exact
from taizhang.policies.engine.known import Key, Known
from taizhang.policies.engine.nodes import Node, number
from taizhang.policies.engine.tests.trees import SPECS, population, trees, truths
from taizhang.policies.engine.view import fact_node

EPOCH = date(1970, 1, 1).toordinal()


def in_columns(node: Node, rows: list[dict[Key, FactValue]], *, wide: bool) -> list[Any]:
    """The value of each row as plain values; a float with its error where it is not exact."""
    block = Block(table_of(rows, SPECS), SPECS, slice(0, len(rows)), len(rows), wide=wide)
    form = block.numbers(block.work(Program([node]))[node])
    known = np.broadcast_to(True if form.known is None else form.known, len(rows))
    return [plain(form, place, len(rows)) if known[place] else None for place in range(len(rows))]


def plain(form: Form, place: int, size: int) -> Any:
    def at(part: Any) -> Any:
        return np.broadcast_to(np.asarray(part), size)[place]

    if isinstance(form, Numbers):
        return Fraction(int(at(form.top)), int(at(form.low)))
    if isinstance(form, Floats):
        return float(at(form.values)), float(at(missed(form)))
    if isinstance(form, Flags):
        return bool(at(form.yes))
    if isinstance(form, Days):
        return date.fromordinal(int(at(form.values)) + EPOCH)
    assert isinstance(form, Words)
    return form.words[at(form.codes)]


def one_by_one(node: Node, rows: list[dict[Key, FactValue]]) -> list[FactValue]:
    return [Exact(Known(SPECS, {k: Held(v) for k, v in row.items()})).of(node) for row in rows]


def fits_64_bits(row: dict[Key, FactValue]) -> bool:
    return all(
        not isinstance(v, Fraction) or (abs(v) < 2**40 and (v * 10_000).denominator == 1)
        for v in row.values()
    )


def agree(found: Any, true: FactValue) -> bool:
    if isinstance(found, tuple):
        value, off = found
        return isinstance(true, Fraction) and not abs(Fraction(value) - true) > (
            Fraction(off) if np.isfinite(off) else abs(Fraction(value) - true)
        )
    return bool(found == true)


@given(trees, st.integers(0, 2**32))
@settings(max_examples=120, deadline=None)
def test_a_tree_gives_the_same_in_columns_as_for_one(node: Node, seed: int) -> None:
    rows = [row for row in population(seed, 60) if fits_64_bits(row)]
    true = one_by_one(node, rows)
    found = in_columns(node, rows, wide=False)
    assert [(f, t) for f, t in zip(found, true, strict=True) if not agree(f, t)] == []


@given(trees, st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_with_integers_of_any_length_every_value_is_exact(node: Node, seed: int) -> None:
    rows = population(seed, 30)
    assert in_columns(node, rows, wide=True) == one_by_one(node, rows)


@given(truths, st.integers(0, 2**32))
@settings(max_examples=120, deadline=None)
def test_a_truth_is_never_left_to_a_rounding(node: Node, seed: int) -> None:
    rows = [row for row in population(seed, 60) if fits_64_bits(row)]
    assert in_columns(node, rows, wide=False) == one_by_one(node, rows)


SALES = fact_node(SPECS["sales"], 2025)
BEFORE = fact_node(SPECS["sales"], 2024)
RD = fact_node(SPECS["rd"], 2025)


@pytest.mark.parametrize("money", [10**4, 10**9, 10**12])
def test_growth_of_exactly_35_percent_is_35_percent(money: int) -> None:
    """v2/v1 + v3/v2 leaves 64 bits behind; the edge is still the edge, and a 分 beside it is beside it."""
    rows: list[dict[Key, FactValue]] = [
        {
            ("sales", 2024): Fraction(money),
            ("sales", 2025): Fraction(money) * Fraction(135, 100) + Fraction(cents, 100),
        }
        for cents in (-1, 0, 1)
    ]
    growth = (SALES / BEFORE + BEFORE / SALES * SALES / BEFORE * SALES / BEFORE) / 2 - 1
    assert in_columns(growth >= number(Fraction(35, 100)), rows, wide=False) == [False, True, True]
    assert in_columns(growth.equals(Fraction(35, 100)), rows, wide=False) == [False, True, False]


@pytest.mark.parametrize(
    ("rd", "sales", "explained", "expected"),
    [
        (120, 100, None, None),  # above what it is part of: unknown
        (120, 100, True, Fraction(120)),  # somebody said why
        (120, 100, False, None),
        (100, 100, None, Fraction(100)),
        (120, None, None, Fraction(120)),
        (120, 0, None, Fraction(120)),
        (120, -5, None, Fraction(120)),
        (-1, 100, True, None),  # below zero: no reason makes it right
    ],
)
def test_what_cannot_be_right_is_unknown(
    rd: int, sales: int | None, explained: bool | None, expected: Any
) -> None:
    row: dict[Key, FactValue] = {
        ("rd", 2025): Fraction(rd),
        ("sales", 2025): None if sales is None else Fraction(sales),
        ("data_explained", 2025): explained,
    }
    assert in_columns(RD, [row], wide=False) == [expected] == one_by_one(RD, [row])
