"""Recognition of high-tech enterprises 高新技术企业认定: the eight conditions, the score, the life of the certificate.

Article 11 of the Measures (国科发火〔2016〕32号, in force since 2016-01-01), read with chapter 3 of the Guidelines
(国科发火〔2016〕195号). Money in 元, years by their distance from the year of application: `ago(1)` is 近一年.
"""

from datetime import date
from fractions import Fraction

from taizhang.policies.engine.given import PlainParameters
from taizhang.policies.engine.nodes import Day, Number, Truth, least, most, pick, total
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Parameters
from taizhang.policies.engine.requirements import (
    Requirement,
    all_of,
    at_least,
    below,
    is_not,
    is_so,
    more_than,
    one_of,
)
from taizhang.policies.engine.view import View
from taizhang.policies.national.high_tech_enterprise.advice import YEARS, steps_from_2016
from taizhang.policies.national.high_tech_enterprise.score import part

MEASURES = "国科发火〔2016〕32号"
GUIDELINES = "国科发火〔2016〕195号"
OWN_ITEMS = ("rd_personnel", "rd_direct", "rd_depreciation", "rd_intangible", "rd_design", "rd_trial")
ITEMS = (*OWN_ITEMS, "rd_commissioned_home", "rd_commissioned_abroad", "rd_other")

pack = Pack(
    "高新技术企业认定",
    issuer="科技部、财政部、国家税务总局",
    documents=(
        "高新技术企业认定管理办法（国科发火〔2016〕32号）",
        "高新技术企业认定管理工作指引（国科发火〔2016〕195号）",
    ),
    brings="高新技术企业资格，企业所得税优惠税率",
    status="V",
)


@pack.applies("在中国境内（不含港、澳、台地区）注册的居民企业", article=f"{MEASURES}第二条")
def for_resident_enterprises_from_2016(f: View, p: Parameters) -> Requirement:
    """Enterprises only; registered in China without Hong Kong, Macao and Taiwan."""
    return all_of(
        one_of(f.kind, "enterprise").named("单位类型"), is_so(f.resident).named("境内注册的居民企业")
    )


# ---- the eight conditions


@pack.condition("申请认定时须注册成立一年以上", article=f"{MEASURES}第十一条第（一）项")
def registered_one_year_from_2016(f: View, p: Parameters) -> Requirement:
    """At least 365 calendar days from registration to application 注册成立365个日历天数以上."""
    return at_least(f.on - f.founded_on, p.registered_days)


@pack.condition(
    "拥有对主要产品（服务）在技术上发挥核心支持作用的知识产权的所有权",
    article=f"{MEASURES}第十一条第（二）项",
)
def core_ip_from_2016(f: View, p: Parameters) -> Requirement:
    """Own rights, by own R&D, transfer, gift or merger. Who holds no right at all cannot hold a core one."""
    rights = f.class_one_ip + f.class_two_ip
    held: Number = pick(rights.known & rights.equals(0), 0, f.core_ip)
    return at_least(held, p.core_ip)


@pack.condition(
    "核心技术属于《国家重点支持的高新技术领域》规定的范围", article=f"{MEASURES}第十一条第（三）项"
)
def tech_field_from_2016(f: View, p: Parameters) -> Requirement:
    """One of the eight fields; the application maps it to the lowest level of the catalogue."""
    return one_of(f.tech_field, *p.tech_fields)


@pack.condition("科技人员占当年职工总数的比例达到要求", article=f"{MEASURES}第十一条第（四）项")
def st_staff_ratio_from_2016(f: View, p: Parameters) -> Requirement:
    """Averages of the year, unrounded; 183 days for both (指引三（五））."""
    return at_least(f.st_staff_average.ago(1), p.st_staff_share, of=f.staff_average.ago(1))


@pack.condition(
    "近三个会计年度研究开发费用总额占同期销售收入总额的比例达到要求",
    article=f"{MEASURES}第十一条第（五）项",
)
def rd_ratio_from_2016(f: View, p: Parameters) -> Requirement:
    """A ratio of sums over the years of operation, against the band of last year's sales alone."""
    return at_least(f.rd_total, f.rd_share_asked, of=f.sales_total)


@pack.condition(
    "在中国境内发生的研究开发费用占全部研究开发费用的比例达到要求",
    article=f"{MEASURES}第十一条第（五）项",
)
def rd_domestic_ratio_from_2016(f: View, p: Parameters) -> Requirement:
    """What is commissioned abroad counts as outside, at the same 80 % as in the total."""
    return at_least(f.rd_inside, p.rd_inside_share, of=f.rd_total)


@pack.condition(
    "近一年高新技术产品（服务）收入占企业同期总收入的比例达到要求",
    article=f"{MEASURES}第十一条第（六）项",
)
def ht_income_ratio_from_2016(f: View, p: Parameters) -> Requirement:
    """总收入 here is 收入总额 less 不征税收入 (指引三（四）), not the sales revenue of the R&D ratio."""
    income: Number = f.total_income.ago(1) - f.non_taxable_income.ago(1)
    return at_least(f.high_tech_income.ago(1), p.high_tech_income_share, of=income)


@pack.condition("企业创新能力评价达到相应要求", article=f"{MEASURES}第十一条第（七）项")
def innovation_from_2016(f: View, p: Parameters) -> Requirement:
    """Experts score within bands: met from the lowest end, missed from the highest, else theirs to say."""
    return more_than(f.innovation_score, p.score_above)


@pack.condition(
    "申请认定前一年内未发生重大安全、重大质量事故或严重环境违法行为",
    article=f"{MEASURES}第十一条第（八）项",
)
def no_major_incident_from_2016(f: View, p: Parameters) -> Requirement:
    """None of three within 365 days before the application 申请认定前一年内."""
    return all_of(
        is_not(f.major_safety_accident).named("重大安全事故"),
        is_not(f.major_quality_accident).named("重大质量事故"),
        is_not(f.environmental_offence).named("严重环境违法行为"),
    )


# ---- research and development, year by year


@pack.value("按明细项目归集", yearly=True, article=f"{GUIDELINES}三（六）")
def rd_by_items_from_2016(f: View, p: Parameters) -> Truth:
    """Whether the official items are what counts: all are there, or some are and no total is."""
    known: list[Truth] = [getattr(f, item).known for item in ITEMS]
    every, some = known[0], known[0]
    for one in known[1:]:
        every, some = every & one, some | one
    stated: Number = f.rd_expense
    return every | (some & ~stated.known)


@pack.value("除其他费用外的各项之和", unit="元", yearly=True, article=f"{GUIDELINES}三（六）")
def rd_without_other_from_2016(f: View, p: Parameters) -> Number:
    """The six items of its own and 80 % of what was paid for commissioned work."""
    own = total([getattr(f, item) for item in OWN_ITEMS])
    commissioned: Number = p.commissioned_share * (f.rd_commissioned_home + f.rd_commissioned_abroad)
    return own + commissioned


@pack.value("计入的研究开发费用", unit="元", yearly=True, article=f"{GUIDELINES}三（六）")
def counted_rd_from_2016(f: View, p: Parameters) -> Number:
    """Other costs count up to 20 % of the total after the cap: 0.20 / 0.80 of all else. Without items, the stated total."""
    rest: Number = f.rd_without_other
    other = least(f.rd_other, p.other_share / (1 - p.other_share) * rest)
    counted: Number = pick(f.rd_by_items, rest + other, f.rd_expense)
    return counted


@pack.value("计入的境外研究开发费用", unit="元", yearly=True, article=f"{GUIDELINES}三（六）")
def counted_rd_abroad_from_2016(f: View, p: Parameters) -> Number:
    """What was commissioned to bodies abroad (also of Hong Kong, Macao, Taiwan law), at 80 % like the total it is part of.

    Beside a stated total the stated part counts, else what was paid abroad where only that is known.
    """
    paid: Number = p.commissioned_share * f.rd_commissioned_abroad
    beside: Number = pick(~f.rd_abroad.known & f.rd_commissioned_abroad.known, paid, f.rd_abroad)
    abroad: Number = pick(f.rd_by_items, paid, beside)
    return abroad


@pack.value("近三个会计年度研究开发费用", unit="元", article=f"{GUIDELINES}三（六）")
def rd_total_from_2016(f: View, p: Parameters) -> Number:
    """The sum over the years of operation 实际经营期."""
    spent: Number = f.counted_rd.last(YEARS).total
    return spent


@pack.value("近三个会计年度境内研究开发费用", unit="元", article=f"{GUIDELINES}三（六）")
def rd_inside_from_2016(f: View, p: Parameters) -> Number:
    """The total less what was commissioned abroad."""
    inside: Number = f.rd_total - f.counted_rd_abroad.last(YEARS).total
    return inside


@pack.value("近三个会计年度销售收入", unit="元", article=f"{GUIDELINES}三（六）")
def sales_total_from_2016(f: View, p: Parameters) -> Number:
    """Main and other business revenue 主营业务收入与其他业务收入, summed over the same years."""
    sold: Number = f.sales_revenue.last(YEARS).total
    return sold


@pack.value("适用的研发费用比例", unit="%", article=f"{MEASURES}第十一条第（五）项")
def rd_share_asked_from_2016(f: View, p: Parameters) -> Number:
    """By last year's sales: 5,000 万元 and 2 亿元 themselves belong to the lower band, which asks more."""
    share: Number = p.rd_share.of(f.sales_revenue.ago(1))
    return share


# ---- the certificate, and what it brings


@pack.value("高企证书有效期至", article=f"{MEASURES}第十条")
def valid_until_from_2016(f: View, p: Parameters) -> Day:
    """Three years from the day of issue: the last day is the day before the third anniversary."""
    issued: Day = f.hte_issued_on
    last = issued.plus_years(p.validity_years).plus_days(-1)
    until: Day = pick(f.hte_valid_until.known, f.hte_valid_until, last)
    return until


@pack.amount("按优惠税率一年约少缴企业所得税（估计）", article="企业所得税法第四条、第二十八条")
def tax_saving_from_2016(f: View, p: Parameters) -> Number:
    """By last year's taxable income; a loss saves nothing. Other tax relief is not looked at."""
    relief: Number = p.standard_tax_rate - p.tax_rate
    return most(f.taxable_income.ago(1), 0) * relief


@pack.notice("高企证书在有效期内", article=f"{MEASURES}第十条")
def certificate_valid_from_2016(f: View, p: Parameters) -> Requirement:
    """From the day after the last one it no longer counts among the valid ones."""
    return is_so(f.on <= f.valid_until, says="高企证书已过有效期，不再计入有效高企，须按同样条件重新认定。")


@pack.notice("高企证书近期不到期", article=f"{MEASURES}第十二条")
def certificate_expiring_from_2016(f: View, p: Parameters) -> Requirement:
    """Some months ahead, so that the recognition can be asked for anew before it ends."""
    left: Number = f.valid_until - f.on
    return is_so(
        (left < 0) | (left >= p.expiring_days),
        says="高企证书即将到期。请在期满前按同样条件申请重新认定；年底前未通过的，当年少缴的税款要补缴。",
    )


@pack.notice("有效期内未报年报累计不到两年", article=f"{MEASURES}第十九条")
def annual_reports_from_2016(f: View, p: Parameters) -> Requirement:
    """Counted together within one validity; the years need not follow each other."""
    return below(f.annual_reports_missing, p.reports_missing)


@pack.notice("没有两张有效期重叠的高企证书", article=f"{MEASURES}第十条")
def certificates_apart_from_2016(f: View, p: Parameters) -> Requirement:
    """Two at once mean that a record is wrong, or that a renewal was entered as a second one."""
    return is_not(
        f.hte_overlap,
        says="台账里有两张高企证书的有效期重叠，一家企业同时只有一张有效。请核对证书编号和日期。",
    )


@pack.notice("上年单年研发费用占比不低于比例档", article=f"{MEASURES}第十一条第（五）项")
def rd_ratio_last_year_from_2016(f: View, p: Parameters) -> Requirement:
    """The condition is about three years together; a weak last year shows where they are going."""
    return at_least(f.counted_rd.ago(1), f.rd_share_asked, of=f.sales_revenue.ago(1))


# ---- workings


@pack.calculation("全年月平均人数", article=f"{GUIDELINES}三（五）")
def year_average_from_2016(p: PlainParameters, *, months: list[list[Fraction]]) -> Fraction:
    """Mean of the month averages 月平均 = (月初 + 月末) / 2 over the months of operation, unrounded. [start, end] each."""
    both = sum((start + end for start, end in months), Fraction(0))
    return both / (2 * len(months))


@pack.calculation("有效期内未报年报的年度", article=f"{MEASURES}第十三条、第十九条")
def reports_missing_from_2016(
    p: PlainParameters, *, issued_on: date, on: date, reported: list[Fraction]
) -> dict[str, list[int] | int]:
    """Years of the validity whose report was due by the day (end of May of the next year) and did not come."""
    last = min(on.year - 1, issued_on.year + int(p.validity_years) - 1)
    due = [
        year
        for year in range(issued_on.year, last + 1)
        if on > date(year + 1, int(p.report_due_month), int(p.report_due_day)) and year not in reported
    ]
    return {"years": due, "count": len(due)}


pack.rules += part.rules
pack.advice()(steps_from_2016)
