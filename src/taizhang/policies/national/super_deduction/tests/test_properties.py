"""The estimate never grows without cause, and the countable expense keeps its caps."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.core.industries import DIVISIONS
from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.given import PlainParameters
from taizhang.policies.engine.loading import load
from taizhang.policies.engine.rules import Rules

PACK = load(Path(__file__).parent.parent, "national/super_deduction")
ON = date(2026, 6, 1)
money = st.integers(0, 10**11).map(lambda c: Fraction(c, 100))


@settings(max_examples=60, deadline=None)
@given(money, st.booleans())
def test_the_tax_saved_is_never_more_than_a_quarter_of_what_is_deducted(spent, holder):
    held = {
        ("tax_rd_expense", 2025): Held(spent),
        ("hte_holder", None): Held(holder),
        ("hte_valid_until", None): Held(ON if holder else None),
    }
    got = answer(PACK, held, ON)
    assert got.outcome("extra_deduction").low == spent
    assert got.outcome("tax_saved").low == spent * Fraction(15 if holder else 25, 100)


@settings(deadline=None)
@given(money, money, money, money)
def test_what_counts_keeps_its_caps(own, other, home, abroad):
    rules = Rules(PACK, ON)
    found = rules.names["countable"].function(
        PlainParameters(rules), own=own, other=other, home=home, abroad=abroad
    )
    inside = found["total"] - found["abroad"]
    assert found["other"] <= (own + found["other"]) / 10
    assert found["abroad"] <= inside * 2 / 3
    assert found["total"] <= own + other + home + abroad


@pytest.mark.parametrize("division", DIVISIONS)
def test_six_industries_are_left_out_and_no_other(division):
    out = division == "C16" or division == "R90" or division[0] in "FHKL"
    for code in (division, f"{division}1", f"{division}19"):
        found = answer(PACK, {("industry", None): Held(code)}, ON).finding("industry")
        assert found.verdict.value == ("fails" if out else "meets")
