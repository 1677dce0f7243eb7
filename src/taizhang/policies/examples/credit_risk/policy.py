"""S&T credit with a risk pool 科技信贷风险补偿: rules of several places as one example; who may borrow, and what the pool pays."""

from fractions import Fraction
from typing import Any

from taizhang.policies.engine.nodes import Number
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, any_of, at_least, at_most, is_not, is_so

pack = Pack(
    "科技信贷风险补偿",
    issuer="示例市科学技术局",
    documents=("示例：按江门、绵阳、广州、安徽等地做法的转述",),
    brings="列入科技信贷备选名单",
    money=True,
    example=True,
    status="V",
)


@pack.applies("申请科技信贷的企业", article="江门市（转述）")
def applies_from_2026(f: Any, p: Any) -> Requirement:
    return is_so(f.wants_credit)


@pack.condition("不是上市公司", article="江门市（转述）")
def unlisted_from_2026(f: Any, p: Any) -> Requirement:
    """借款企业不得是上市公司。"""
    return is_not(f.listed_company)


@pack.condition("上年销售收入", article="江门市（转述）")
def revenue_from_2026(f: Any, p: Any) -> Requirement:
    """借款企业上年销售收入不超过规定金额。"""
    return at_most(f.sales_revenue.ago(1), p.revenue_most)


@pack.condition("具备七类资格之一", article="江门市（转述）")
def qualified_from_2026(f: Any, p: Any) -> Requirement:
    """七类资格有一类就可以：高企、专精特新、科技型中小企业、在孵、大赛获奖、核心知识产权、人才创办。"""
    return any_of(
        is_so(f.hte_valid_until >= f.on).named("有效期内的高新技术企业"),
        is_so(f.specialised_sme).named("专精特新企业"),
        is_so(f.tech_sme_year.equals(f.year)).named("当年入库的科技型中小企业"),
        is_so(f.incubated_now).named("在孵企业"),
        is_so(f.contest_winner).named("创新创业大赛获奖企业"),
        at_least(f.core_ip, p.core_ip_least).named("拥有核心知识产权"),
        is_so(f.talent_founded).named("人才创办的企业"),
    )


@pack.condition("三年内没有严重失信或违法记录", article="江门市（转述）")
def honest_from_2026(f: Any, p: Any) -> Requirement:
    """三年内没有严重失信或违法记录。"""
    return is_not(f.serious_breach)


@pack.amount("贷款额度上限", article="绵阳市 2025 年（报纸转述）")
def ceiling_amount_from_2026(f: Any, p: Any) -> Number:
    """单户贷款额度按上年销售收入分档封顶；收入超过最高一档的没有额度。"""
    made: Number = p.ceiling.of(f.sales_revenue.ago(1))
    return made


@pack.calculation("按不良本金补偿银行", article="穗科规字〔2021〕2号（转述）")
def pool_compensation_from_2021(p: Any, bad_principal: Fraction, compensated_before: Fraction) -> Fraction:
    """Yuan: the rate of the bad principal of one enterprise, with what was paid before; interest and penalties do not count."""
    return Fraction(max(p.pool_rate * bad_principal - compensated_before, Fraction(0)))


@pack.calculation("按贷款种类补偿，财政资金合计有上限", article="安徽省 2022 年（转述）")
def shared_compensation_from_2022(
    p: Any, bad_principal: Fraction, guaranteed: bool, favoured: bool, other_public: Fraction
) -> dict[str, Any]:
    """Yuan. `favoured`: first loan, pure credit, or IP or receivables pledged; `other_public`: what other public money pays."""
    rate = (p.guaranteed_rate if guaranteed else p.direct_rate) + (p.bonus if favoured else 0)
    room = max(p.public_share * bad_principal - other_public, Fraction(0))
    return {"补偿比例": rate, "按比例": rate * bad_principal, "本池支付": min(rate * bad_principal, room)}


@pack.calculation("追回的钱按补偿比例还给资金池", article="各地通行做法")
def recovered_share_from_2021(
    p: Any, bad_principal: Fraction, compensated: Fraction, recovered: Fraction, cost: Fraction
) -> Fraction:
    """Yuan: the pool's share of what was got back, less its cost; never above what the pool paid."""
    if not bad_principal:
        return Fraction(0)
    net = max(recovered - cost, Fraction(0))
    return min(compensated / bad_principal * net, compensated)


@pack.calculation("放大倍数和不良率", article="各地通行做法")
def state_of_the_pool_from_2021(
    p: Any, pool: Fraction, outstanding: Fraction, bad: Fraction
) -> dict[str, Any]:
    """Loans outstanding for each yuan of the pool; bad principal of them; whether new business is to be looked at or stopped."""
    ratio = bad / outstanding if outstanding else None
    word = "正常"
    if ratio is not None and ratio >= p.bad_warning:
        word = "停办" if ratio >= p.bad_stop else "预警"
    return {"放大倍数": outstanding / pool if pool else None, "不良率": ratio, "状态": word}
