"""What would close each gap of the recognition 怎么补: the least change for every condition that fails.

The three years before the application are closed: what is said of them is what a check of the books must find, or what
this year must bring for an application next year.
"""

import math
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from taizhang.policies.engine.answers import Step, Verdict
from taizhang.policies.engine.given import Given, PlainParameters
from taizhang.policies.engine.words import said
from taizhang.policies.national.gaps import added, first_from, hire, reassign

YEARS = 3  # 近三个会计年度: the formulas of the Guidelines are written for three years


def steps_from_2016(g: Given, p: PlainParameters) -> list[Step]:
    """The steps for every failing condition, in the order of the conditions."""
    made: list[Step] = []
    for name, step in STEPS.items():
        if g.finding(name).verdict == Verdict.FAILS:
            made += step(g, p)
    return made


def _registered(g: Given, p: PlainParameters) -> list[Step]:
    short = g.finding("registered_one_year").short
    if short is None:
        return []
    day = g.on + timedelta(days=first_from(Fraction(0), short))
    return [
        Step("等满注册年限", f"{day} 起可以申请", f"注册成立满 {said(p.registered_days, '天')}", by=short)
    ]


def _core_ip(g: Given, p: PlainParameters) -> list[Step]:
    return [
        Step(
            "取得知识产权",
            f"自主研发、受让、受赠或并购取得至少 {said(p.core_ip, '件')}",
            "对主要产品（服务）发挥核心支持作用的知识产权",
            "core_ip",
            Fraction(p.core_ip),
        )
    ]


def _staff(g: Given, p: PlainParameters) -> list[Step]:
    some, all_ = g.number("st_staff_average", 1), g.number("staff_average", 1)
    if some is None or all_ is None or not all_:
        return []
    moved, hired, asked = (
        reassign(some, all_, p.st_staff_share),
        hire(some, all_, p.st_staff_share),
        said(p.st_staff_share, "%"),
    )
    return [
        Step(
            "调整岗位",
            f"现有职工中 {moved} 人转为科技人员（全年满 183 天）",
            f"科技人员占比达到 {asked}",
            "st_staff_average",
            Fraction(moved),
        ),
        Step(
            "新招科技人员",
            f"新招 {hired} 人",
            f"职工总数同时增加，占比仍达到 {asked}",
            "st_staff_average",
            Fraction(hired),
        ),
    ]


def _rd(g: Given, p: PlainParameters) -> list[Step]:
    short, share = g.finding("rd_ratio").short, g.number("rd_share_asked")
    sales, spent = g.number("sales_total"), g.number("rd_total")
    if short is None or share is None or not sales or spent is None:
        return []
    made = [
        Step(
            "核对研发费用归集",
            f"近三年还差 {said(short, '元')}：核对有没有已经发生、没有归集的费用",
            f"占比达到 {said(share, '%')}",
            "rd_expense",
            short,
        )
    ]
    needed = _next_year(g, share)
    if needed is not None:
        made.append(
            Step(
                "明年申请",
                f"今年销售收入与上年持平的话，今年研发费用至少 {said(needed, '元')}",
                f"明年申请时占比达到 {said(share, '%')}",
                "rd_expense",
                needed,
            )
        )
    return made


def _next_year(g: Given, share: Fraction) -> Fraction | None:
    """R&D that this year must bring when its sales equal last year's; years before the founding count nothing."""
    last = g.number("sales_revenue", 1)
    founded = g.fact("founded_on")
    if last is None:
        return None
    sales, spent = 2 * last, g.number("counted_rd", 1)
    if spent is None:
        return None
    sold_before, spent_before = g.number("sales_revenue", 2), g.number("counted_rd", 2)
    if sold_before is not None and spent_before is not None:
        sales, spent = sales + sold_before, spent + spent_before
    elif founded is None or not hasattr(founded, "year") or founded.year <= g.on.year - 2:
        return None
    return max(Fraction(0), share * sales - spent)


def _rd_inside(g: Given, p: PlainParameters) -> list[Step]:
    inside, total = g.number("rd_inside"), g.number("rd_total")
    if inside is None or not total:
        return []
    more = added(inside, total, p.rd_inside_share)
    return [
        Step(
            "增加境内研发",
            f"境内研发费用再增加 {said(more, '元')}（境外不变）",
            f"境内占比达到 {said(p.rd_inside_share, '%')}",
            "rd_expense",
            more,
        )
    ]


def _income(g: Given, p: PlainParameters) -> list[Step]:
    finding = g.finding("ht_income_ratio")
    part, whole = g.number("high_tech_income", 1), g.number("total_income", 1)
    free = g.number("non_taxable_income", 1)
    if finding.short is None or part is None or whole is None or free is None:
        return []
    more, asked = added(part, whole - free, p.high_tech_income_share), said(p.high_tech_income_share, "%")
    return [
        Step(
            "核对高新技术产品（服务）收入",
            f"总收入不变时还差 {said(finding.short, '元')}：核对有没有漏认的产品、技术服务",
            f"占比达到 {asked}",
            "high_tech_income",
            finding.short,
        ),
        Step(
            "增加高新技术产品（服务）收入",
            f"新增收入全部来自高新技术产品（服务）的话，须新增 {said(more, '元')}",
            f"占比达到 {asked}",
            "high_tech_income",
            more,
        ),
    ]


def _score(g: Given, p: PlainParameters) -> list[Step]:
    """The next band of what can be counted: results transformed, and rights."""
    made = []
    average = g.number("transformation_average")
    if average is not None and (bands := p.transformation.above(average)) and bands[0].limit is not None:
        years = _years(g)
        more = math.ceil((bands[0].limit - average) * years)
        made.append(
            Step(
                "多转化科技成果",
                f"三年内再转化 {more} 项",
                f"科技成果转化能力升到 {bands[0].low}—{bands[0].high} 分一档",
                "transformations",
                Fraction(more),
            )
        )
    one, two = g.number("class_one_ip"), g.number("class_two_usable")
    if one == 0:
        best = p.ip_class_one.bands[0]
        made.append(
            Step(
                "取得Ⅰ类知识产权",
                f"取得发明专利等Ⅰ类知识产权 {said(p.ip_class_one_needed, '件')}",
                f"知识产权数量得 {best.low}—{best.high} 分",
                "class_one_ip",
                p.ip_class_one_needed,
            )
        )
    if one == 0 and two is not None and (bands := p.ip_class_two.above(two)) and bands[0].limit is not None:
        more = math.ceil(bands[0].limit - two)
        made.append(
            Step(
                "取得Ⅱ类知识产权",
                f"再取得没有用过的Ⅱ类知识产权 {more} 件",
                f"知识产权数量升到 {bands[0].low}—{bands[0].high} 分一档",
                "class_two_ip",
                Fraction(more),
            )
        )
    return made


def _years(g: Given) -> int:
    """Years of operation among the last three."""
    founded = g.fact("founded_on")
    if founded is None or not hasattr(founded, "year"):
        return YEARS
    return min(YEARS, max(1, g.on.year - founded.year))


STEPS: dict[str, Callable[[Given, PlainParameters], list[Step]]] = {
    "registered_one_year": _registered,
    "core_ip": _core_ip,
    "st_staff_ratio": _staff,
    "rd_ratio": _rd,
    "rd_domestic_ratio": _rd_inside,
    "ht_income_ratio": _income,
    "innovation": _score,
}
