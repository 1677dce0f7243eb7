"""Plan projects: instalments sum to the grant, ranks and means are fair, publicity lasts its days."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taizhang.policies.tests.asking import calculated

DAY = date(2026, 6, 1)
yuan = st.integers(min_value=0, max_value=10**11).map(lambda c: Fraction(c, 100))
scores = st.lists(st.integers(0, 1000).map(lambda s: Fraction(s, 10)), min_size=1, max_size=9)
splits = st.lists(st.integers(1, 20), min_size=1, max_size=5).map(
    lambda parts: [Fraction(p, sum(parts)) for p in parts]
)


def asked(name: str, **told: Any) -> Any:
    return calculated("practice/plan_projects", name, DAY, **told)


@given(yuan, splits)
def test_instalments_sum_to_the_grant_and_none_is_negative(grant: Fraction, shares: list[Fraction]) -> None:
    paid = asked("instalments", grant=grant, shares=shares)
    assert sum(paid) == grant
    assert min(paid) >= 0
    assert len(paid) == len(shares)
    # Each but the last is within half a unit of payment (50 yuan) of its share, unless the grant was used up.
    assert all(one - grant * share <= 50 for one, share in zip(paid[:-1], shares, strict=False))


@given(scores)
def test_a_mean_lies_within_the_scores_whatever_their_order(given_scores: list[Fraction]) -> None:
    made = asked("final_score", scores=given_scores)
    assert made == asked("final_score", scores=given_scores[::-1])
    assert min(given_scores) <= made["精确"] <= max(given_scores)


@given(scores)
def test_ranks_follow_the_scores_and_equal_ones_share(given_scores: list[Fraction]) -> None:
    ranks = asked("ranks", scores=given_scores, on_rounded=False)
    for mine, rank in zip(given_scores, ranks, strict=True):
        assert rank == 1 + len([other for other in given_scores if other > mine])


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(1, 20), st.sets(st.integers(1, 30)))
def test_publicity_lasts_its_working_days(published: date, days: int, off: set[int]) -> None:
    holidays = [published + timedelta(days=n) for n in off]
    end = asked(
        "publicity_ends", published=published, days=Fraction(days), holidays=holidays, working_weekends=[]
    )
    span = [published + timedelta(days=n) for n in range(1, (end - published).days + 1)]
    assert len([d for d in span if d.weekday() < 5 and d not in holidays]) == days
    assert end.weekday() < 5
    assert end not in holidays


@given(yuan, yuan, yuan)
def test_more_irregular_use_never_returns_less(grant: Fraction, used: Fraction, more: Fraction) -> None:
    used = min(used, grant)
    some = asked(
        "recovered", grant=grant, used=used, irregular=Fraction(0), revoked=False, interest=Fraction(0)
    )
    worse = asked(
        "recovered", grant=grant, used=used, irregular=min(more, used), revoked=False, interest=Fraction(0)
    )
    assert 0 <= some <= worse <= grant
