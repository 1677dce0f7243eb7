"""The least changes are enough, and one less is not."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.policies.national.gaps import added, hire, reassign

people = st.fractions(min_value=0, max_value=10_000, max_denominator=12)
shares = st.fractions(min_value=Fraction(1, 100), max_value=Fraction(60, 100), max_denominator=100)


@settings(deadline=None)
@given(people, people, shares)
def test_fewer_hands_than_said_do_not_reach_the_share(some, others, share):
    all_ = some + others
    moved, hired = reassign(some, all_, share), hire(some, all_, share)
    assert some + moved >= share * all_
    assert moved == 0 or some + moved - 1 < share * all_
    assert some + hired >= share * (all_ + hired)
    assert hired == 0 or some + hired - 1 < share * (all_ + hired - 1)
    assert moved <= hired


@settings(deadline=None)
@given(people, people, shares)
def test_what_is_added_reaches_the_share_exactly_or_was_not_needed(part, rest, share):
    whole = part + rest
    more = added(part, whole, share)
    assert more == 0 or part + more == share * (whole + more)
    assert part + more >= share * (whole + more)


def test_nine_of_a_hundred():
    """10 / 101 is 9.90 %, not enough; 11 / 102 is."""
    assert (
        reassign(Fraction(9), Fraction(100), Fraction(1, 10)),
        hire(Fraction(9), Fraction(100), Fraction(1, 10)),
    ) == (1, 2)
