"""Innovation vouchers 科技创新券: an invented policy; calculations work other places' types out (Fujian, Jiangsu, Cangzhou, Shanxi)."""

from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.policies.engine.exact import plus_months
from taizhang.policies.engine.nodes import Number, least, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import (
    Requirement,
    all_of,
    at_most,
    is_not,
    is_so,
    more_than,
    one_of,
)

pack = Pack(
    "科技创新券兑付",
    issuer="示例区科学技术局",
    documents=("示例：《示例区科技创新券管理办法》（虚构）",),
    brings="创新券兑付资金",
    money=True,
    example=True,
)


@pack.applies("注册在本区的企业", article="示例办法第三条")
def applies_from_2026(f: Any, p: Any) -> Requirement:
    return all_of(one_of(f.kind, "enterprise").named("企业"), is_so(f.registered_here).named("注册在本区"))


@pack.condition("企业规模：职工总数和销售收入", article="示例办法第三条")
def small_from_2026(f: Any, p: Any) -> Requirement:
    """职工总数和上年销售收入都不超过上限的企业可以申领。"""
    return all_of(
        at_most(f.sme_staff.ago(1), p.staff_most).named("职工总数"),
        at_most(f.sales_revenue.ago(1), p.revenue_most).named("上年销售收入"),
    )


@pack.condition("服务在支持范围内", article="示例办法第五条")
def service_from_2026(f: Any, p: Any) -> Requirement:
    """购买的服务在办法列出的种类之内；法定的例行检测和产品销售不在内。"""
    return one_of(f.voucher_service, *p.services)


@pack.condition("服务机构与企业没有关联关系", article="示例办法第六条")
def unrelated_from_2026(f: Any, p: Any) -> Requirement:
    """服务机构与企业之间没有关联关系。"""
    return is_not(f.voucher_related)


@pack.condition("同一费用没有得到其他财政资助", article="示例办法第六条")
def once_from_2026(f: Any, p: Any) -> Requirement:
    """同一笔费用没有得到过其他财政资助。"""
    return is_not(f.voucher_subsidised)


@pack.condition("本年还有额度", article="示例办法第八条")
def room_from_2026(f: Any, p: Any) -> Requirement:
    """本年兑付还没有到每年上限。"""
    return more_than(p.year_cap - f.voucher_granted, 0)


@pack.amount("可兑付金额", article="示例办法第八条")
def grant_from_2026(f: Any, p: Any) -> Number:
    """Yuan, whole cents: the rate of what was paid, not above the balance, nor what is left of the year, nor the cap of its class."""
    capped = f.voucher_service.one_of("知识产权", "科技咨询")
    room = most(p.year_cap - f.voucher_granted, 0)
    worth = (p.rate * f.voucher_cost).rounded("down", 2)
    return least(worth, f.voucher_balance, room, pick(capped, p.service_cap, p.year_cap))


@pack.calculation("按预算压减：各笔同比例兑付", article="示例办法第十条")
def scaled_from_2026(p: Any, claims: list[Fraction], budget: Fraction) -> dict[str, Any]:
    """Yuan. Within the budget everybody gets all; else the same share each, rounded down; the rest stays unspent."""
    wanted = sum(claims, Fraction(0))
    factor = min(Fraction(1), budget / wanted) if wanted else Fraction(1)
    shares = list(claims) if factor == 1 else [_down(c * factor, p.unit_of_scaling) for c in claims]
    return {"比例": factor, "各笔": shares, "余额": budget - sum(shares, Fraction(0))}


@pack.calculation("创新券到期后还能否兑付", article="示例办法第九条")
def redeemable_from_2026(p: Any, expires: date, finished: date, claimed: date) -> bool:
    """The last day counts. After it, services finished in time may be claimed within the window."""
    return finished <= expires and claimed <= plus_months(expires, int(p.claim_months))


@pack.calculation("兑付率和带动倍数", article="示例办法第十二条")
def effect_from_2026(p: Any, issued: Fraction, redeemed: Fraction, contracts: Fraction) -> dict[str, Any]:
    """Redeemed of issued; contract value for each yuan of subsidy. A zero divisor gives no figure."""
    return {
        "兑付率": redeemed / issued if issued else None,
        "带动倍数": contracts / redeemed if redeemed else None,
    }


@pack.calculation("福建类型：按实际费用补助", article="福建省（大田县 2022 年转述）")
def fujian_from_2022(p: Any, cost: Fraction, granted: Fraction) -> Fraction:
    """Yuan: half of the real cost, within what is left of the year's cap."""
    return Fraction(min(p.fujian_rate * cost, max(p.fujian_cap - granted, Fraction(0))))


@pack.calculation("江苏类型：下单抵扣和服务机构奖励", article="江苏省 2020 年试点（转述）")
def jiangsu_from_2020(p: Any, service: Fraction, granted: Fraction, bonus_before: Fraction) -> dict[str, Any]:
    """Yuan: a quarter of the order within the year's cap; a bonus to the provider within its own."""
    return {
        "抵扣": min(p.jiangsu_rate * service, max(p.jiangsu_cap - granted, Fraction(0))),
        "服务机构奖励": min(
            p.jiangsu_bonus_rate * service, max(p.jiangsu_bonus_cap - bonus_before, Fraction(0))
        ),
    }


@pack.calculation("沧州类型：申请额度须为整倍数", article="沧州市（报纸转述）")
def cangzhou_from_2022(p: Any, request: Fraction) -> dict[str, Any]:
    """Whether an amount may be asked for, and the nearest amounts that may (at most the year's cap)."""
    step = p.cangzhou_step
    below = min(_down(request, step), p.cangzhou_cap)
    allowed = 0 < request <= p.cangzhou_cap and request % step == 0
    above = min(below + step, p.cangzhou_cap)
    return {
        "可以申请": allowed,
        "可申请额度": [request] if allowed else sorted({a for a in (below, above) if a}),
    }


@pack.calculation("山西类型：小额全额、超出按比例", article="山西省 2017 年（转述）")
def shanxi_from_2017(p: Any, claim: Fraction) -> Fraction:
    """Yuan: up to a limit the real cost, above it a share, within the year's cap."""
    paid = min(claim, p.shanxi_full) + p.shanxi_rate * max(claim - p.shanxi_full, Fraction(0))
    return Fraction(min(paid, p.shanxi_cap))


def _down(amount: Fraction, unit: Fraction) -> Fraction:
    """Rounded down to whole multiples of a unit."""
    return amount // unit * unit
