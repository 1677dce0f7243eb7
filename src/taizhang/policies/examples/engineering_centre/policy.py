"""A city-level engineering technology research centre 市级工程技术研究中心: an example, as one city asked in 2024."""

from typing import Any

from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, any_of, at_least, is_not, one_of

pack = Pack(
    "市级工程技术研究中心认定",
    issuer="示例市科学技术局",
    documents=("示例：按苏州市 2024 年申报条件的转述",),
    brings="市级工程技术研究中心资格",
    example=True,
    status="V",
)
ARTICLE = "申报条件（苏州市 2024 年，转述）"


@pack.applies("企业", article=ARTICLE)
def applies_from_2024(f: Any, p: Any) -> Requirement:
    return one_of(f.kind, "enterprise")


@pack.condition("上年销售收入", article=ARTICLE)
def revenue_from_2024(f: Any, p: Any) -> Requirement:
    """依托企业上年销售收入不低于规定金额。"""
    return at_least(f.sales_revenue.ago(1), p.revenue)


@pack.condition("研发场地面积", article=ARTICLE)
def area_from_2024(f: Any, p: Any) -> Requirement:
    """有不小于规定面积的研发场地。"""
    return at_least(f.centre_area, p.area)


@pack.condition("专职研发人员", article=ARTICLE)
def full_time_from_2024(f: Any, p: Any) -> Requirement:
    """有不少于规定人数的专职研发人员。"""
    return at_least(f.centre_full_time, p.full_time)


@pack.condition("研发费用：占比或金额", article=ARTICLE)
def rd_from_2024(f: Any, p: Any) -> Requirement:
    """研发费用占比或研发费用金额，有一项达到就可以。"""
    spent = f.rd_expense.ago(1)
    return any_of(
        at_least(spent, p.rd_share, of=f.sales_revenue.ago(1)).named("占销售收入的比例"),
        at_least(spent, p.rd_amount).named("金额"),
    )


@pack.condition("新增研发投入", article=ARTICLE)
def new_investment_from_2024(f: Any, p: Any) -> Requirement:
    """建设期内新增研发投入不低于规定金额。"""
    return at_least(f.centre_new_investment, p.new_investment)


@pack.condition("研发设备原值", article=ARTICLE)
def equipment_from_2024(f: Any, p: Any) -> Requirement:
    """已有研发设备原值不低于规定金额。"""
    return at_least(f.centre_equipment, p.equipment)


@pack.condition("知识产权（不含外观设计）", article=ARTICLE)
def ip_from_2024(f: Any, p: Any) -> Requirement:
    """主营产品有知识产权，外观设计不计。"""
    return at_least(f.centre_ip, p.ip)


@pack.condition("一个企业一般只建一个", article=ARTICLE)
def only_one_from_2024(f: Any, p: Any) -> Requirement:
    """同一企业一般只建一个同级工程技术研究中心。"""
    return is_not(f.centre_already)
