"""R&D subsidy after the fact 研发后补助: an invented policy of the usual shape, by segments with a cap."""

from typing import Any

from taizhang.policies.engine.nodes import Number, least, most
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, all_of, any_of, is_so, more_than, one_of

pack = Pack(
    "企业研发后补助",
    issuer="示例区科学技术局",
    documents=("示例：《示例区企业研发投入后补助办法》（虚构）",),
    brings="研发后补助资金",
    money=True,
    example=True,
)


@pack.applies("注册在本区的企业", article="示例办法第二条")
def applies_from_2026(f: Any, p: Any) -> Requirement:
    return all_of(one_of(f.kind, "enterprise").named("企业"), is_so(f.registered_here).named("注册在本区"))


@pack.condition("有效期内的高新技术企业或当年入库的科技型中小企业", article="示例办法第三条")
def qualified_from_2026(f: Any, p: Any) -> Requirement:
    """有效期内的高新技术企业，或者当年入库的科技型中小企业。"""
    return any_of(
        is_so(f.hte_valid_until >= f.on).named("高新技术企业"),
        is_so(f.tech_sme_year.equals(f.year)).named("科技型中小企业"),
    )


@pack.condition("上年有可加计扣除的研发费用", article="示例办法第三条")
def spent_from_2026(f: Any, p: Any) -> Requirement:
    """上年有可加计扣除的研发费用。"""
    return more_than(f.tax_rd_expense.ago(1), 0)


@pack.amount("补助金额", article="示例办法第四条、第五条")
def grant_from_2026(f: Any, p: Any) -> Number:
    """Yuan, whole cents down: each segment of last year's R&D at its own rate, together within the cap."""
    spent = f.tax_rd_expense.ago(1)
    first = least(spent, p.first_up_to) * p.first_rate
    second = least(most(spent - p.first_up_to, 0), p.second_up_to - p.first_up_to) * p.second_rate
    rest = most(spent - p.second_up_to, 0) * p.rest_rate
    return least((first + second + rest).rounded("down", 2), p.cap)
