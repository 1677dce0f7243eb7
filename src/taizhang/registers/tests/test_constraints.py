"""What the database holds a record to, and the same asked of plain values."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from taizhang.registers.constraints import broken
from taizhang.registers.declaration import registers
from taizhang.registers.record import State

YUAN = Decimal("100.00")

CASES = [
    (
        "technology_contracts",
        {"amount_yuan": YUAN, "technical_amount_yuan": YUAN + 1},
        "技术交易额不能大于合同成交额",
    ),
    ("technology_contracts", {"amount_yuan": -YUAN}, "合同成交额和技术交易额不能是负数"),
    ("vouchers", {"amount_yuan": YUAN, "redeemed_amount_yuan": YUAN * 2}, "兑付金额不能大于面额"),
    (
        "vouchers",
        {"issued_on": date(2025, 3, 2), "redeemed_on": date(2025, 3, 1)},
        "兑付日期不能早于发放日期",
    ),
    ("loans", {"amount_yuan": YUAN, "balance_yuan": YUAN + 1}, "贷款余额不能大于贷款金额"),
    ("fund_movements", {"amount_yuan": -YUAN}, "金额不能是负数：收回的钱登记为“回收”，不写负数"),
    (
        "recognitions",
        {"recognised_on": date(2025, 12, 1), "expires_on": date(2025, 11, 30)},
        "有效期不能早于认定日期",
    ),
    ("ip", {"applied_on": date(2025, 3, 2), "granted_on": date(2025, 3, 1)}, "授权日期不能早于申请日期"),
    (
        "tenants",
        {"entered_on": date(2025, 3, 2), "left_on": date(2025, 3, 1)},
        "毕业或退出日期不能早于入驻日期",
    ),
    (
        "commissioners",
        {"from_on": date(2025, 3, 2), "until_on": date(2025, 3, 1)},
        "结束日期不能早于开始日期",
    ),
    ("events", {"participants": -1}, "人数、企业数、份数和经费不能是负数"),
    ("projects", {"patents_applied": 2, "inventions_applied": 3}, "申请发明专利不能多于申请专利"),
    (
        "platforms",
        {"recognised_on": date(2025, 3, 2), "ended_on": date(2025, 3, 1)},
        "撤销日期不能早于认定日期",
    ),
    (
        "organizations",
        {"founded_on": date(2025, 3, 2), "closed_on": date(2025, 3, 1)},
        "注销或迁出日期不能早于成立日期",
    ),
]


def raw(cast, name, values):
    """A record past the actions, with everything that a row must have."""
    register = registers()[name]
    links = dict.fromkeys(register.organization_fields, cast.firm_east)
    least = {"period": "2025"} if "period" in register.fields else {}
    held = {**links, **least, **values}
    return register.model(bureau=cast.bureau, state=State.VERIFIED, key="0:x", title="x", **held)


@pytest.mark.parametrize(("name", "values", "sentence"), CASES)
def test_both_the_database_and_the_check_refuse(name, values, sentence, cast):
    model = registers()[name].model
    assert [says for _, says in broken(model, values)] == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(cast, name, values).save()


@pytest.mark.parametrize(("name", "values", "sentence"), CASES)
def test_a_missing_value_breaks_nothing(name, values, sentence, cast):
    model = registers()[name].model
    for left in values:
        rest = {n: (abs(v) if isinstance(v, Decimal | int) else v) for n, v in values.items() if n != left}
        assert broken(model, {**rest, left: None}) == []
    raw(cast, name, dict.fromkeys(values)) if name == "fund_movements" else raw(
        cast, name, dict.fromkeys(values)
    ).save()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("technology_contracts", {"amount_yuan": YUAN, "technical_amount_yuan": YUAN}),
        ("technology_contracts", {"amount_yuan": YUAN, "technical_amount_yuan": Decimal(0)}),
        ("recognitions", {"recognised_on": date(2025, 12, 1), "expires_on": date(2025, 12, 1)}),
        ("annual_returns", {"profit_yuan": -YUAN, "net_assets_yuan": -YUAN}),
    ],
)
def test_the_edge_itself_is_allowed(name, values, cast):
    assert broken(registers()[name].model, values) == []
    raw(cast, name, values).save()


def test_the_field_at_fault_is_named():
    model = registers()["vouchers"].model
    assert broken(model, {"amount_yuan": -YUAN}) == [("amount_yuan", "金额不能是负数")]
