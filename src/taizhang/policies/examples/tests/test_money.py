"""Money by rules keeps its promises: caps hold, shares fit the budget, more cost never means less, whole cents."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.policies.tests.asking import amount, calculated

DAY = date(2026, 6, 1)
WAN = 10_000
cents = st.integers(min_value=0, max_value=10**12)
yuan = cents.map(lambda c: Fraction(c, 100))
SERVICES = ["研究开发", "检验检测认证", "知识产权", "科技咨询"]


def voucher(service: str, cost: Fraction, balance: Fraction, granted: Fraction) -> Any:
    return amount(
        "examples/innovation_voucher", "grant", DAY,
        voucher_service=service, voucher_cost=cost, voucher_balance=balance, voucher_granted=granted,
    )  # fmt: skip


@given(st.sampled_from(SERVICES), yuan, yuan, yuan)
def test_a_voucher_pays_whole_cents_within_every_cap(
    service: str, cost: Fraction, balance: Fraction, granted: Fraction
) -> None:
    paid = voucher(service, cost, balance, granted)
    assert 0 <= paid <= min(cost / 2, balance)
    assert paid == 0 or paid + granted <= 20 * WAN
    assert service not in ("知识产权", "科技咨询") or paid <= 5 * WAN
    assert (paid * 100).denominator == 1


@given(st.sampled_from(SERVICES), yuan, yuan, yuan, yuan)
def test_more_cost_never_lowers_a_voucher(
    service: str, cost: Fraction, more: Fraction, balance: Fraction, granted: Fraction
) -> None:
    assert voucher(service, cost + more, balance, granted) >= voucher(service, cost, balance, granted)


@given(st.lists(yuan, max_size=12), yuan)
def test_scaled_shares_fit_the_budget_and_nobody_gets_more_than_claimed(
    claims: list[Fraction], budget: Fraction
) -> None:
    made = calculated("examples/innovation_voucher", "scaled", DAY, claims=claims, budget=budget)
    shares = made["各笔"]
    assert sum(shares) + made["余额"] == budget
    assert made["余额"] >= 0
    assert all(0 <= share <= claim for share, claim in zip(shares, claims, strict=True))
    assert sum(claims) > budget or shares == claims
    # What rounding leaves is less than one unit (100 yuan) for each claim.
    assert sum(claims) <= budget or made["余额"] < 100 * len(claims)


@given(st.lists(yuan, min_size=2, max_size=8), yuan, st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Fraction], budget: Fraction, random: Any) -> None:
    order = list(range(len(claims)))
    random.shuffle(order)
    straight = calculated("examples/innovation_voucher", "scaled", DAY, claims=claims, budget=budget)
    mixed = calculated(
        "examples/innovation_voucher", "scaled", DAY, claims=[claims[i] for i in order], budget=budget
    )
    assert mixed["各笔"] == [straight["各笔"][i] for i in order]


@given(yuan)
def test_what_may_be_asked_for_is_a_multiple_within_the_cap(request: Fraction) -> None:
    made = calculated("examples/innovation_voucher", "cangzhou", DAY, request=request)
    assert made["可以申请"] == (0 < request <= 20 * WAN and request % (WAN // 2) == 0)
    assert all(0 < near <= 20 * WAN and near % (WAN // 2) == 0 for near in made["可申请额度"])


@given(yuan, st.booleans(), st.booleans(), yuan)
def test_public_money_together_never_passes_its_share_of_the_loss(
    bad: Fraction, guaranteed: bool, favoured: bool, other: Fraction
) -> None:
    made = calculated(
        "examples/credit_risk", "shared_compensation", DAY,
        bad_principal=bad, guaranteed=guaranteed, favoured=favoured, other_public=other,
    )  # fmt: skip
    assert 0 <= made["本池支付"] <= made["按比例"]
    assert made["本池支付"] == 0 or made["本池支付"] + other <= Fraction(4, 5) * bad


@given(yuan, yuan, yuan, yuan)
def test_the_pool_never_gets_back_more_than_it_paid(
    bad: Fraction, before: Fraction, recovered: Fraction, cost: Fraction
) -> None:
    paid = calculated(
        "examples/credit_risk", "pool_compensation", DAY, bad_principal=bad, compensated_before=before
    )
    assert paid == 0 or paid + before == bad / 2
    back = calculated(
        "examples/credit_risk", "recovered_share", DAY,
        bad_principal=bad, compensated=paid, recovered=recovered, cost=cost,
    )  # fmt: skip
    assert 0 <= back <= min(paid, max(recovered - cost, Fraction(0)))


def interest(principal: Fraction, days: int, first: bool, paid: Fraction, before: Fraction) -> Any:
    return amount(
        "examples/interest_subsidy", "subsidy", DAY, loan_principal=principal, loan_days=Fraction(days),
        loan_first=first, loan_interest_paid=paid, loan_subsidised=before,
    )  # fmt: skip


@given(yuan, st.integers(0, 366), st.booleans(), yuan, yuan)
def test_interest_is_never_subsidised_above_what_was_paid_or_the_cap(
    principal: Fraction, days: int, first: bool, paid: Fraction, before: Fraction
) -> None:
    got = interest(principal, days, first, paid, before)
    assert 0 <= got <= paid
    assert got == 0 or got + before <= 100 * WAN


@given(yuan, st.integers(0, 365), yuan, yuan)
def test_a_first_loan_and_one_more_day_never_get_less(
    principal: Fraction, days: int, paid: Fraction, before: Fraction
) -> None:
    got = interest(principal, days, False, paid, before)
    assert interest(principal, days, True, paid, before) >= got
    assert interest(principal, days + 1, False, paid, before) >= got


def rd_grant(spent: Fraction) -> Any:
    return amount("examples/rd_subsidy", "grant", DAY, tax_rd_expense={2025: spent})


@given(yuan, yuan)
def test_more_research_never_lowers_the_grant_nor_passes_the_cap(spent: Fraction, more: Fraction) -> None:
    first, second = rd_grant(spent), rd_grant(spent + more)
    assert 0 <= first <= second <= 60 * WAN
    assert second - first <= Fraction(5, 100) * more + Fraction(1, 100)


@given(yuan)
def test_the_grant_is_whole_cents_and_each_segment_counts_at_its_own_rate(spent: Fraction) -> None:
    assume(spent <= 500 * WAN)
    assert rd_grant(spent) == Fraction(int(spent * 5), 100)
