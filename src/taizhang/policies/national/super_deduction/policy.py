"""Super-deduction of R&D expense 研发费用加计扣除, as an estimate for the year of the judgement.

What counts is last year's countable expense (this year's, where it is known): if this year brings as much, so much more may
be deducted. Tax basis, not the basis of the high-tech enterprise. Rates by 财税〔2015〕119号 and what changed them since; money in 元.
"""

from fractions import Fraction

from taizhang.core.industries import DIVISIONS
from taizhang.policies.engine.given import PlainParameters
from taizhang.policies.engine.nodes import Number, Truth, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Parameters
from taizhang.policies.engine.requirements import Requirement, is_so, one_of
from taizhang.policies.engine.view import View

BASE = "财税〔2015〕119号"

pack = Pack(
    "研发费用加计扣除（估计）",
    issuer="财政部、税务总局",
    documents=(
        "关于完善研究开发费用税前加计扣除政策的通知（财税〔2015〕119号）",
        "关于进一步完善研发费用税前加计扣除政策的公告（财政部 税务总局公告2023年第7号）",
    ),
    brings="少缴企业所得税（估计）",
    status="K",
)


def codes(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every code of GB/T 4754 within sections (F), divisions (C16) or deeper: with none, one or two more digits."""
    divisions = [d for name in names for d in DIVISIONS if d.startswith(name)]
    return tuple(f"{d}{rest}" for d in divisions for rest in TAILS)


TAILS = ("", *(f"{n}" for n in range(10)), *(f"{n:02}" for n in range(100)))


@pack.applies("企业", article=f"{BASE}一")
def for_enterprises_from_2016(f: View, p: Parameters) -> Requirement:
    """Enterprises only."""
    return one_of(f.kind, "enterprise")


@pack.condition("在中国境内（不含港、澳、台地区）注册的居民企业", article=f"{BASE}五（一）")
def resident_from_2016(f: View, p: Parameters) -> Requirement:
    """Resident enterprises only 居民企业."""
    return is_so(f.resident)


@pack.condition("会计核算健全、实行查账征收并能够准确归集研发费用", article=f"{BASE}五（一）")
def accounts_from_2016(f: View, p: Parameters) -> Requirement:
    """Whoever is taxed on an assessed profit 核定征收 has no expense to deduct."""
    return is_so(f.accounts_audited)


@pack.condition("不属于不适用加计扣除的行业", article=f"{BASE}四")
def industry_from_2016(f: View, p: Parameters) -> Requirement:
    """Six industries are left out; the main business counts, the rest of the test is the tax office's."""
    return is_so(
        ~_excluded(f, p),
        says="主营业务属于不适用加计扣除的行业（烟草制造、住宿餐饮、批发零售、房地产、租赁和商务服务、娱乐）。",
    )


def _excluded(f: View, p: Parameters) -> Truth:
    left_out: Truth = f.industry.one_of(*codes(p.excluded_industries))
    return left_out


@pack.value("可加计扣除的研发费用", unit="元", article=f"{BASE}一、二")
def base_from_2016(f: View, p: Parameters) -> Number:
    """This year's where it is known already, else last year's."""
    base: Number = pick(f.tax_rd_expense.ago(0).known, f.tax_rd_expense.ago(0), f.tax_rd_expense.ago(1))
    return base


@pack.value("当年科技型中小企业", article="财税〔2017〕34号")
def tech_sme_this_year_from_2016(f: View, p: Parameters) -> Truth:
    """By the registration number of the year of the tax."""
    number: Truth = f.tech_sme_year.equals(f.year)
    return number


@pack.value("加计扣除比例", unit="%", article=BASE)
def rate_from_2016(f: View, p: Parameters) -> Number:
    """One rate for all."""
    rate: Number = p.rate
    return rate


@pack.value("加计扣除比例", unit="%", article="财税〔2017〕34号")
def rate_from_2017(f: View, p: Parameters) -> Number:
    """Tech SMEs have a rate of their own."""
    rate: Number = pick(f.tech_sme_this_year, p.rate_tech_sme, p.rate)
    return rate


@pack.value("加计扣除比例", unit="%", article="财政部 税务总局公告2021年第13号")
def rate_from_2021(f: View, p: Parameters) -> Number:
    """Manufacturing has a rate of its own, too: the better one counts."""
    made: Number = pick(f.industry.one_of(*codes(p.manufacturing)), p.rate_manufacturing, p.rate)
    small: Number = pick(f.tech_sme_this_year, p.rate_tech_sme, p.rate)
    return most(made, small)


@pack.value("加计扣除比例", unit="%", article="财政部 税务总局公告2023年第7号")
def rate_from_2023(f: View, p: Parameters) -> Number:
    """One rate for all again."""
    rate: Number = p.rate
    return rate


@pack.value("企业所得税税率", unit="%", article="企业所得税法第四条、第二十八条")
def tax_rate_from_2016(f: View, p: Parameters) -> Number:
    """The lower rate with a certificate that is valid on the day."""
    valid: Truth = pick(
        f.hte_valid_until.known,
        f.on <= f.hte_valid_until,
        pick(f.hte_holder, f.on <= f.hte_valid_until, False),
    )
    rate: Number = pick(valid, p.hte_tax_rate, p.standard_tax_rate)
    return rate


@pack.amount("本年预计可加计扣除（估计）", article=f"{BASE}一；财政部 税务总局公告2023年第7号第一条")
def extra_deduction_from_2016(f: View, p: Parameters) -> Number:
    """What may be deducted besides the expense itself; nothing for whom it is not meant, as far as that is known."""
    barred: Truth = _excluded(f, p) | ~f.accounts_audited | ~f.resident
    extra: Number = pick(barred.known & barred, 0, f.base * f.rate)
    return extra


@pack.amount("本年预计最多少缴企业所得税（估计）", article="企业所得税法第四条、第二十八条、第三十条")
def tax_saved_from_2016(f: View, p: Parameters) -> Number:
    """As long as there is that much profit to tax; small low-profit enterprises save less, a loss is carried forward."""
    saved: Number = f.extra_deduction * f.tax_rate
    return saved


@pack.calculation("可加计扣除的研发费用归集", article=f"{BASE}一；财税〔2018〕64号")
def countable_from_2018(
    p: PlainParameters, *, own: Fraction, other: Fraction, home: Fraction, abroad: Fraction
) -> dict[str, Fraction]:
    """The tax basis: other costs up to 10 % of the whole, commissioned work at 80 %, abroad up to 2/3 of what is at home.

    `own` is the sum of the items of its own besides other costs; all in 元.
    """
    counted_other = min(other, p.other_share / (1 - p.other_share) * own)
    counted_home = p.commissioned_share * home
    inside = own + counted_other + counted_home
    counted_abroad = min(p.commissioned_share * abroad, p.abroad_share * inside)
    return {
        "other": counted_other,
        "home": counted_home,
        "abroad": counted_abroad,
        "total": inside + counted_abroad,
    }
