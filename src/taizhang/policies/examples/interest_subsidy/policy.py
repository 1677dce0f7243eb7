"""Interest subsidy 贷款贴息: Suizhou's rule as the example policy, and two other places' types as calculations."""

from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.core.figures.rounding import SCALES, decimal_of, rounded
from taizhang.policies.engine.nodes import Number, least, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, below, is_not, is_so, more_than

pack = Pack(
    "科技贷款贴息",
    issuer="示例市科学技术局",
    documents=("示例：按随州市 2025 年做法的转述",),
    brings="贴息资金",
    money=True,
    example=True,
    status="V",
)


@pack.applies("有贷款的企业", article="随州市 2025 年（转述）")
def applies_from_2026(f: Any, p: Any) -> Requirement:
    return more_than(f.loan_principal, 0)


@pack.condition("有效期内的高新技术企业", article="随州市 2025 年（转述）")
def high_tech_from_2026(f: Any, p: Any) -> Requirement:
    """企业在判断日持有有效的高新技术企业证书，到期当天仍有效。"""
    return is_so(f.hte_valid_until >= f.on)


@pack.condition("贷款没有逾期", article="各地通行做法")
def on_time_from_2026(f: Any, p: Any) -> Requirement:
    """贷款没有逾期；逾期利息和罚息不贴。"""
    return is_not(f.loan_overdue)


@pack.condition("贴息年数没有用完", article="随州市 2025 年（转述）")
def years_left_from_2026(f: Any, p: Any) -> Requirement:
    """同一企业贴息不超过规定年数。"""
    return below(f.loan_years, p.years_most)


@pack.amount("可贴息金额", article="随州市 2025 年（转述）")
def subsidy_from_2026(f: Any, p: Any) -> Number:
    """Yuan, to the cent: principal x points x days; not above the interest really paid, nor what is left of the cap."""
    points = pick(f.loan_first, p.first_points, p.other_points)
    accrued = (f.loan_principal * points * (f.loan_days / p.day_count)).rounded("half_up", 2)
    return least(accrued, f.loan_interest_paid, most(p.total_cap - f.loan_subsidised, 0))


@pack.calculation("按本金、点数和天数计算贴息", article="随州市 2025 年（转述）")
def by_days_from_2025(
    p: Any, principal: Fraction, first_day: date, last_day: date, first_time: bool
) -> dict[str, Any]:
    """Both days count. Yuan, exact; and as it is told, in 万元 to two decimals."""
    days = (last_day - first_day).days + 1
    points = p.first_points if first_time else p.other_points
    exact = principal * points * days / p.day_count
    told = rounded(decimal_of(exact) / SCALES["万元"], 2) * SCALES["万元"]
    return {"天数": days, "贴息": exact, "印作": told}


@pack.calculation("园区类型：按净资产分档", article="苏州工业园区 2024 年（转述）")
def park_class_from_2024(p: Any, net_assets: Fraction, sales: Fraction) -> dict[str, Any]:
    """The share of the one-year LPR that is paid: by net assets, for firms whose sales are within the limit."""
    share = p.park_share.of(net_assets) if sales <= p.park_sales_most else Fraction(0)
    return {"占LPR比例": share, "在档内": share > 0}


@pack.calculation("按已付利息的比例贴息", article="山东省（德州市 2025 年转述）")
def by_interest_from_2025_12(p: Any, paid: Fraction) -> Fraction:
    """Yuan: a share of the interest paid, once, within the cap."""
    return Fraction(min(p.paid_share * paid, p.paid_cap))
