"""A bank sees its own loans; a candidate that became a loan is recognised."""

from datetime import date
from decimal import Decimal

from taizhang.access.scopes import visible_to
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers


def test_bank_sees_its_own_rows_only(cast):
    register = registers()["loans"]
    for bank in ("示例银行", "别家银行"):
        values = {
            "organization": cast.firm_east,
            "bank": bank,
            "contract_no": "DK-1",
            "amount_yuan": Decimal("3000000"),
        }
        add_record(register, values, bureau=cast.bureau, author=Author(cast.staff, "测试"))
    assert [loan.bank for loan in visible_to(cast.bank, register.model)] == ["示例银行"]
    assert visible_to(cast.staff, register.model).count() == 2


def test_contract_numbers_of_two_banks_do_not_meet():
    key_of = registers()["loans"].key_of
    assert key_of({"bank": "甲", "contract_no": "1"})[0] != key_of({"bank": "乙", "contract_no": "1"})[0]


def test_candidate_that_became_a_loan_is_a_likely_duplicate():
    key_of = registers()["loans"].key_of
    listed = key_of({"organization": 7, "bank": "甲", "listed_on": date(2025, 3, 1)})
    granted = key_of({"organization": 7, "bank": "甲", "contract_no": "DK-1", "granted_on": date(2025, 5, 1)})
    assert listed[0] != granted[0]
    assert listed[1] == granted[1]
