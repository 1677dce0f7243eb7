"""Evaluation of technology-based SMEs 科技型中小企业评价: five conditions, direct confirmation, an exact score.

Measures (国科发政〔2017〕115号) articles 6 to 8. Money in 元. The data year is the last accounting year; an enterprise founded
in the year of filing uses what it has of that year. Unlike the high-tech enterprise score nobody judges: bands give whole points.
"""

from taizhang.policies.engine.nodes import Number, Truth, most, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Parameters
from taizhang.policies.engine.points import Points, between, pick_points, sum_points
from taizhang.policies.engine.requirements import (
    Requirement,
    all_of,
    any_of,
    at_least_points,
    at_most,
    is_not,
    is_so,
    more_than,
    one_of,
)
from taizhang.policies.engine.view import Series, View
from taizhang.policies.national.tech_sme.advice import steps_from_2017_05_03

MEASURES = "国科发政〔2017〕115号"

pack = Pack(
    "科技型中小企业评价",
    issuer="科技部、财政部、国家税务总局（2024 年起由工业和信息化部组织）",
    documents=(
        "科技型中小企业评价办法（国科发政〔2017〕115号）",
        "科技型中小企业评价服务工作指引（国科火字〔2022〕67号）",
    ),
    brings="当年入库登记编号",
    status="V",
)


@pack.applies("企业", article=f"{MEASURES}第二条")
def for_enterprises_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """Enterprises only 科技型中小企业是企业."""
    return one_of(f.kind, "enterprise")


# ---- the five conditions


@pack.condition("在中国境内（不含港、澳、台地区）注册的居民企业", article=f"{MEASURES}第六条第（一）项")
def resident_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """Registered in China without Hong Kong, Macao and Taiwan."""
    return is_so(f.resident)


@pack.condition("职工总数、年销售收入、资产总额都不超过上限", article=f"{MEASURES}第六条第（二）项")
def size_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """All three closed 不超过. A bigger high-tech enterprise is no tech SME, not even by direct confirmation."""
    return all_of(
        at_most(f.staff, p.staff_most).named("职工总数"),
        at_most(f.sales, p.sales_most).named("年销售收入"),
        at_most(f.assets, p.assets_most).named("资产总额"),
    )


@pack.condition("产品和服务不属于国家规定的禁止、限制和淘汰类", article=f"{MEASURES}第六条第（三）项")
def lawful_products_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """Products and services in none of the classes that the state forbids, restricts or phases out."""
    return is_not(f.prohibited_products)


@pack.condition(
    "上年和当年没有重大安全、质量事故和严重环境违法、科研失信行为，且未列入异常名录和失信名单",
    article=f"{MEASURES}第六条第（四）项",
)
def clean_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """Last year and this year up to the filing; the lists as they stand on the day."""
    return all_of(
        is_not(f.major_safety_accident).named("重大安全事故"),
        is_not(f.major_quality_accident).named("重大质量事故"),
        is_not(f.environmental_offence).named("严重环境违法行为"),
        is_not(f.research_misconduct).named("严重科研失信行为"),
        is_not(f.abnormal_list).named("经营异常名录"),
        is_not(f.dishonest_list).named("严重违法失信企业名单"),
    )


@pack.condition(
    "综合评价得分达到要求且科技人员指标得分不为零，或符合直接确认条件",
    article=f"{MEASURES}第六条第（五）项、第八条",
)
def evaluation_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """The score, or one of four ways of direct confirmation, which asks for none."""
    scored = all_of(
        at_least_points(f.score, p.pass_points).named("综合得分"),
        more_than(f.staff_points, 0).named("科技人员指标得分"),
    )
    return any_of(
        scored.named("综合评价", article=f"{MEASURES}第六条第（五）项、第七条"),
        is_so(f.hte_valid).named("有效期内的高新技术企业", article=f"{MEASURES}第八条第（一）项"),
        _national_award(f, p).named("五年内国家级科技奖励前三名", article=f"{MEASURES}第八条第（二）项"),
        is_so(f.provincial_institution).named("省部级以上研发机构", article=f"{MEASURES}第八条第（三）项"),
        is_so(f.standard_led).named(
            "五年内主导制定国际、国家或行业标准", article=f"{MEASURES}第八条第（四）项"
        ),
    )


def _national_award(f: View, p: Parameters) -> Requirement:
    """National level, among the first three award units, counted five years back from the day of filing."""
    return all_of(
        one_of(f.award_level, *p.award_levels).named("奖励级别"),
        at_most(f.award_rank, p.award_rank_most).named("获奖单位排名"),
        is_so(f.award_recent).named("五年内"),
    )


@pack.value("获奖在五年之内", article=f"{MEASURES}第八条第（二）项")
def award_recent_from_2017_05_03(f: View, p: Parameters) -> Truth:
    """Five years back from the day of filing, that day five years ago included."""
    recent: Truth = f.award_on.plus_years(p.years_back) >= f.on
    return recent


@pack.value("高企证书在有效期内", article=f"{MEASURES}第八条第（一）项")
def hte_valid_from_2017_05_03(f: View, p: Parameters) -> Truth:
    """Who never had a certificate has none; who had one is asked until when."""
    in_time: Truth = f.on <= f.hte_valid_until
    held: Truth = pick(f.hte_holder, in_time, False)
    valid: Truth = pick(f.hte_valid_until.known, in_time, held)
    return valid


# ---- the values of the data year


def _of_data_year(f: View, series: Series) -> Number:
    """Last year's value; of an enterprise founded this year, this year's."""
    this_year = f.founded_on.known & f.founded_on.year.equals(f.year)
    value: Number = pick(series.ago(1).known | ~this_year, series.ago(1), series.ago(0))
    return value


@pack.value("职工总数", unit="人", article=f"{MEASURES}第七条")
def staff_from_2017_05_03(f: View, p: Parameters) -> Number:
    """Average of the year; part-time and temporary staff from six months of work (the high-tech enterprise asks 183 days)."""
    return _of_data_year(f, f.sme_staff)


@pack.value("科技人员", unit="人", article=f"{MEASURES}第七条")
def st_staff_from_2017_05_03(f: View, p: Parameters) -> Number:
    """S&T staff by the same six months."""
    return _of_data_year(f, f.sme_st_staff)


@pack.value("年销售收入", unit="元", article=f"{MEASURES}第六条第（二）项")
def sales_from_2017_05_03(f: View, p: Parameters) -> Number:
    """Main and other business revenue of the data year."""
    return _of_data_year(f, f.sales_revenue)


@pack.value("资产总额", unit="元", article=f"{MEASURES}第六条第（二）项")
def assets_from_2017_05_03(f: View, p: Parameters) -> Number:
    """Total assets at the end of the data year."""
    return _of_data_year(f, f.total_assets)


@pack.value("研发费用（加计扣除口径）", unit="元", article=f"{MEASURES}第七条")
def rd_from_2017_05_03(f: View, p: Parameters) -> Number:
    """R&D expense by the rules of the super-deduction 加计扣除, not of the high-tech enterprise."""
    return _of_data_year(f, f.tax_rd_expense)


@pack.value("成本费用支出总额", unit="元", article=f"{MEASURES}第七条")
def costs_from_2017_05_03(f: View, p: Parameters) -> Number:
    """All costs and expenses of the data year 成本费用支出总额."""
    return _of_data_year(f, f.cost_and_expense)


# ---- the score


@pack.points("科技人员指标", article=f"{MEASURES}第七条第（一）项")
def staff_points_from_2017_05_03(f: View, p: Parameters) -> Points:
    """By the share of S&T staff in all staff, exactly, up to 20."""
    return _banded(f.st_staff, f.staff, p, "staff_share")


@pack.points("研发投入指标（按销售收入）", article=f"{MEASURES}第七条第（二）项")
def rd_by_sales_from_2017_05_03(f: View, p: Parameters) -> Points:
    """First way: R&D as a share of sales revenue, up to 50."""
    return _banded(f.rd, f.sales, p, "rd_of_sales")


@pack.points("研发投入指标（按成本费用）", article=f"{MEASURES}第七条第（二）项")
def rd_by_costs_from_2017_05_03(f: View, p: Parameters) -> Points:
    """Second way: R&D as a share of all costs and expenses, up to 50."""
    return _banded(f.rd, f.costs, p, "rd_of_costs")


def _banded(part: Number, whole: Number, p: Parameters, name: str) -> Points:
    """The points of a share; nothing where there is nothing to be a share of."""
    found: Points = getattr(p, name).points(part / whole)
    return pick_points(whole > 0, found, between(0, 0))


@pack.points("研发投入指标", article=f"{MEASURES}第七条第（二）项")
def rd_points_from_2017_05_03(f: View, p: Parameters) -> Points:
    """The enterprise chooses one of two ways: the better one. With one way unknown the other is the least it gets."""
    sales, costs = f.rd_by_sales.lo, f.rd_by_costs.lo
    least_sure: Number = pick(sales.known & costs.known, most(sales, costs), pick(sales.known, sales, costs))
    full: Number = p.rd_most
    best: Number = pick((sales >= full) | (costs >= full), full, most(sales, costs))
    return Points(least_sure, best)


@pack.points("科技成果指标", article=f"{MEASURES}第七条第（三）项")
def results_points_from_2017_05_03(f: View, p: Parameters) -> Points:
    """One right of class I gives the most; rights of class II are counted; the two do not add up."""
    by_class_two = p.class_two.points(f.class_two_ip)
    return pick_points(f.class_one_ip >= p.class_one_needed, p.class_one.points(f.class_one_ip), by_class_two)


@pack.points("综合得分", article=f"{MEASURES}第七条")
def score_from_2017_05_03(f: View, p: Parameters) -> Points:
    """The three indicators together, of 100; 60 is enough."""
    return sum_points([f.staff_points, f.rd_points, f.results_points])


@pack.points("综合得分（研发投入按销售收入）", article=f"{MEASURES}第七条")
def score_by_sales_from_2017_05_03(f: View, p: Parameters) -> Points:
    """What the first way alone would give."""
    return sum_points([f.staff_points, f.rd_by_sales, f.results_points])


@pack.points("综合得分（研发投入按成本费用）", article=f"{MEASURES}第七条")
def score_by_costs_from_2017_05_03(f: View, p: Parameters) -> Points:
    """What the second way alone would give."""
    return sum_points([f.staff_points, f.rd_by_costs, f.results_points])


@pack.notice("今年已取得入库登记编号", article=f"{MEASURES}第十二条")
def number_this_year_from_2017_05_03(f: View, p: Parameters) -> Requirement:
    """One evaluation a year: last year's number does not carry over."""
    return is_so(
        f.tech_sme_year.equals(f.year),
        says="今年还没有入库登记编号。科技型中小企业一年一评，请在当年申报截止日之前自评填报。",
    )


pack.advice()(steps_from_2017_05_03)
