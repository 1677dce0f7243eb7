"""The score of the ability to innovate 企业创新能力评价: four indicators, 100 points, given by experts within bands.

Guidelines (国科发火〔2016〕195号) chapter 3 (7). What data decides is one number or a band; what experts decide is open between
nothing and the most, until somebody says what they gave.
"""

from taizhang.policies.engine.nodes import Number, Truth, least, pick
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import Parameters
from taizhang.policies.engine.points import Points, between, given, pick_points, sum_points
from taizhang.policies.engine.requirements import Requirement, all_of, at_least, at_most, is_so
from taizhang.policies.engine.view import Series, View
from taizhang.policies.national.high_tech_enterprise.advice import YEARS

GUIDELINES = "国科发火〔2016〕195号"

part = Pack("企业创新能力评价", issuer="科技部、财政部、国家税务总局")  # taken over by policy.py


@part.points("知识产权", article=f"{GUIDELINES}三（七）1")
def ip_points_from_2016(f: View, p: Parameters) -> Points:
    """Four rows and a bonus for taking part in standards; together never above 30."""
    rows = [
        given(f.expert_advance, between(0, p.ip_advance_most)).at_most(p.ip_advance_most),
        given(f.expert_support, between(0, p.ip_support_most)).at_most(p.ip_support_most),
        given(f.expert_count, f.ip_count_points).at_most(p.ip_count_most),
        given(f.expert_way, f.ip_way_points).at_most(p.ip_way_most),
        given(f.expert_standards, f.ip_standard_points).at_most(p.ip_standard_most),
    ]
    return given(f.expert_ip, sum_points(rows)).at_most(p.ip_most)


@part.points("知识产权数量", article=f"{GUIDELINES}三（七）1")
def ip_count_points_from_2016(f: View, p: Parameters) -> Points:
    """One right of class I is enough for the best band; rights of class II count where not yet used 仅限使用一次."""
    by_class_two = p.ip_class_two.points(f.class_two_usable)
    return pick_points(
        f.class_one_ip >= p.ip_class_one_needed, p.ip_class_one.points(f.class_one_ip), by_class_two
    )


@part.value("可用的Ⅱ类知识产权", unit="件", article=f"{GUIDELINES}三（二）")
def class_two_usable_from_2016(f: View, p: Parameters) -> Number:
    """Rights used in an earlier successful application do not count again."""
    usable: Number = f.class_two_ip - f.class_two_ip_used
    return usable


@part.points("知识产权获得方式", article=f"{GUIDELINES}三（七）1")
def ip_way_points_from_2016(f: View, p: Parameters) -> Points:
    """One right of its own development opens the whole row, rights only acquired half of it; unsaid, both are possible."""
    own: Number = f.own_ip
    rights: Number = pick(f.class_one_ip > 0, f.class_one_ip, f.class_two_usable)
    acquired = p.ip_way_acquired.points(rights)
    said = pick_points(own > 0, p.ip_way_own.points(own), acquired)
    return pick_points(own.known, said, Points(acquired.lo, p.ip_way_own.points(rights).hi))


@part.points("参与编制国家标准、行业标准、检测方法、技术规范（附加）", article=f"{GUIDELINES}三（七）1")
def ip_standard_points_from_2016(f: View, p: Parameters) -> Points:
    """A bonus: while nobody says whether it took part, both are possible."""
    part: Truth = f.drafts_standards
    said = pick_points(part, between(p.ip_standard_least, p.ip_standard_most), between(0, 0))
    return pick_points(part.known, said, between(0, p.ip_standard_most))


@part.points("科技成果转化能力", article=f"{GUIDELINES}三（七）2")
def transformation_points_from_2016(f: View, p: Parameters) -> Points:
    """By the yearly mean of results transformed; points within the band are the experts'."""
    found = p.transformation.points(f.transformation_average)
    return given(f.expert_transformation, found).at_most(p.transformation_most)


@part.value("近三年年均科技成果转化", unit="项", article=f"{GUIDELINES}三（七）2")
def transformation_average_from_2016(f: View, p: Parameters) -> Number:
    """By the years of operation, unrounded: 14 in three years is 4.67, not 5."""
    done = f.transformations.last(YEARS)
    average: Number = pick(done.years > 0, done.total / done.years, 0)
    return average


@part.points("研究开发组织管理水平", article=f"{GUIDELINES}三（七）3")
def management_points_from_2016(f: View, p: Parameters) -> Points:
    """Four rows that experts judge from papers: no data narrows them."""
    rows = [
        given(f.expert_rules, between(0, p.management_rules_most)).at_most(p.management_rules_most),
        given(f.expert_bodies, between(0, p.management_bodies_most)).at_most(p.management_bodies_most),
        given(f.expert_transfer, between(0, p.management_transfer_most)).at_most(p.management_transfer_most),
        given(f.expert_people, between(0, p.management_people_most)).at_most(p.management_people_most),
    ]
    return given(f.expert_management, sum_points(rows)).at_most(p.management_most)


@part.points("企业成长性", article=f"{GUIDELINES}三（七）4")
def growth_points_from_2016(f: View, p: Parameters) -> Points:
    """Growth of net assets and of sales, up to 10 points each."""
    return given(f.expert_growth, f.net_assets_points + f.sales_points).at_most(p.growth_most)


@part.points("净资产增长率得分", article=f"{GUIDELINES}三（七）4")
def net_assets_points_from_2016(f: View, p: Parameters) -> Points:
    """No points where the first or second year ends below zero: a quotient of negatives only looks like growth."""
    found = _growth_points(f.net_assets, f.net_assets_growth, p)
    scored = pick_points(lowest_net_assets(f) < 0, between(0, 0), found)
    return given(f.expert_net_assets, scored).at_most(p.growth_part_most)


@part.points("销售收入增长率得分", article=f"{GUIDELINES}三（七）4")
def sales_points_from_2016(f: View, p: Parameters) -> Points:
    """The band of the growth of sales revenue."""
    found = _growth_points(f.sales_revenue, f.sales_growth, p)
    return given(f.expert_sales, found).at_most(p.growth_part_most)


@part.value("净资产增长率（按公式）", unit="%", article=f"{GUIDELINES}三（七）4")
def net_assets_growth_from_2016(f: View, p: Parameters) -> Number:
    """Of net assets at the end of each year; see `_growth`."""
    return _growth(f.net_assets)


@part.value("销售收入增长率（按公式）", unit="%", article=f"{GUIDELINES}三（七）4")
def sales_growth_from_2016(f: View, p: Parameters) -> Number:
    """Of sales revenue; see `_growth`."""
    return _growth(f.sales_revenue)


def lowest_net_assets(f: View) -> Number:
    """The lower one of the first two year ends, where there were any; below zero the quotients say nothing."""
    first, second, _ = f.net_assets.last(YEARS).values
    existed, existed_next, _ = f.net_assets.last(YEARS).existed
    return least(pick(existed, first, 0), pick(existed_next, second, 0))


def _growth(series: Series) -> Number:
    """1/2 (v2/v1 + v3/v2) - 1; with two years of operation, or nothing in the first, v3/v2 - 1."""
    first, second, third = series.last(YEARS).values
    existed, _, _ = series.last(YEARS).existed
    late = third / second
    three_years = (second / first + late) / 2 - 1
    growth: Number = pick(existed & ~first.equals(0), three_years, late - 1)
    return growth


def _growth_points(series: Series, growth: Number, p: Parameters) -> Points:
    """Nothing where there is one year only, or nothing in the middle year; else the band of the exact growth."""
    _, second, _ = series.last(YEARS).values
    _, existed, _ = series.last(YEARS).existed
    found: Points = p.growth.points(growth)
    return pick_points(existed & ~second.equals(0), found, between(0, 0))


@part.points("企业创新能力评价得分", article=f"{GUIDELINES}三（七）")
def innovation_score_from_2016(f: View, p: Parameters) -> Points:
    """The four indicators together: the lowest and the highest that experts can give."""
    return sum_points([f.ip_points, f.transformation_points, f.management_points, f.growth_points])


@part.notice("净资产没有负数的年份", article=f"{GUIDELINES}三（七）4")
def net_assets_positive_from_2016(f: View, p: Parameters) -> Requirement:
    """The Guidelines say nothing of negative net assets: somebody must look."""
    return at_least(lowest_net_assets(f), 0).named(
        "", says="有年末净资产为负的年份，增长率公式不适用，净资产增长按 0 分计，须人工复核。"
    )


@part.notice("年均成果转化数在评分表之内", article=f"{GUIDELINES}三（七）2")
def transformation_in_table_from_2016(f: View, p: Parameters) -> Requirement:
    """Between nothing and one a year the table has no line."""
    average: Number = f.transformation_average
    return is_so(
        average.equals(0) | (average >= p.transformation_least),
        says="年均成果转化不足 1 项又不为零，评分表没有规定这一段，按 0 分计，须由专家判断。",
    )


@part.notice("专家给分不超过各项满分", article=f"{GUIDELINES}三（七）")
def expert_points_in_range_from_2016(f: View, p: Parameters) -> Requirement:
    """Points above the most are a slip of the pen: cut off, and told."""
    return all_of(
        at_most(f.expert_ip, p.ip_most).named("知识产权"),
        at_most(f.expert_transformation, p.transformation_most).named("科技成果转化能力"),
        at_most(f.expert_management, p.management_most).named("研究开发组织管理水平"),
        at_most(f.expert_growth, p.growth_most).named("企业成长性"),
    )
