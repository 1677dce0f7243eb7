"""Payments without a voucher number are told apart by what was paid to whom, when and for what."""

from datetime import date
from decimal import Decimal

from taizhang.registers.declaration import registers

PAID = {
    "organization": 7,
    "booked_on": date(2025, 9, 20),
    "amount_yuan": Decimal("900000.00"),
    "purpose": "贷款贴息",
}


def test_amount_counts_however_it_is_written():
    key_of = registers()["fund_movements"].key_of
    assert key_of(PAID) == key_of({**PAID, "amount_yuan": Decimal("9E+5")})


def test_two_purposes_on_one_day_are_two_payments():
    key_of = registers()["fund_movements"].key_of
    assert key_of(PAID)[0] != key_of({**PAID, "purpose": "研发后补助"})[0]


def test_voucher_number_that_comes_later_is_a_likely_duplicate():
    key_of = registers()["fund_movements"].key_of
    assert key_of(PAID)[1] == key_of({**PAID, "voucher_no": "2025-记-0123"})[1] != ""
