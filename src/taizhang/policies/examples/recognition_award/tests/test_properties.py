"""Money by rule: never negative, never above the cap, whole 元, and never less for having got less before."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.policies.engine.answering import answer
from taizhang.policies.engine.answers import Held
from taizhang.policies.engine.loading import load

PACK = load(Path(__file__).parent.parent, "examples/recognition_award")
yuan = st.integers(0, 10**8).map(lambda cents: Fraction(cents, 100))
CAP = Fraction(500_000)


def award(first: bool, before: Fraction, on: date = date(2026, 6, 1)) -> Fraction:
    held = {
        ("hte_issued_on", None): Held(date(on.year, 1, 1)),
        ("first_recognition", None): Held(first),
        ("like_awards", None): Held(before),
    }
    return answer(PACK, held, on).outcome("award").low


@settings(max_examples=60, deadline=None)
@given(st.booleans(), yuan)
def test_an_award_is_never_negative_and_never_breaks_the_cap(first, before):
    amount = award(first, before)
    assert amount >= 0
    assert amount == 0 or amount + before <= CAP


@settings(max_examples=60, deadline=None)
@given(st.booleans(), yuan)
def test_an_award_is_in_whole_yuan_and_none_is_lost_but_the_cents(first, before):
    amount = award(first, before)
    exact = max(Fraction(0), min(Fraction(200_000 if first else 0), CAP - before))
    assert amount.denominator == 1
    assert 0 <= exact - amount < 1


@settings(max_examples=60, deadline=None)
@given(yuan, yuan)
def test_who_got_more_before_never_gets_more_now(before, more):
    assert award(True, before + more) <= award(True, before)


@settings(max_examples=60, deadline=None)
@given(yuan)
def test_a_first_recognition_is_never_worth_less_than_the_next(before):
    on = date(2025, 6, 1)
    assert award(False, before, on) <= award(True, before, on)
