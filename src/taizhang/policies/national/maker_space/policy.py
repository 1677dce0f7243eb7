"""Maker spaces 众创空间, national filing 国家备案: the provisional rules of 2017, no. 120."""

from typing import Any

from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, any_of, at_least, is_so

pack = Pack(
    "国家众创空间备案",
    issuer="科学技术部火炬高技术产业开发中心",
    documents=("《国家众创空间备案暂行规定》（2017年120号）",),
    brings="国家备案众创空间资格",
    status="V",
)
ARTICLE = "暂行规定的备案条件（条款号待核对）"


@pack.applies("运营众创空间的单位", article=ARTICLE)
def applies_from_2017(f: Any, p: Any) -> Requirement:
    return is_so(f.runs_maker_space)


@pack.condition("运营满规定时间", article=ARTICLE)
def operating_from_2017(f: Any, p: Any) -> Requirement:
    """运营满规定月数。"""
    return is_so(f.maker_open_since.plus_months(p.operating_months) <= f.on)


@pack.condition("场地：面积或工位", article=ARTICLE)
def space_from_2017(f: Any, p: Any) -> Requirement:
    """面积或者工位，有一项达到就可以。"""
    return any_of(
        at_least(f.maker_area, p.area).named("面积"), at_least(f.maker_desks, p.desks).named("工位")
    )


@pack.condition("创业工位和公共服务面积占比", article=ARTICLE)
def used_from_2017(f: Any, p: Any) -> Requirement:
    """创业工位和公共服务面积占总面积的比例不低于规定比例。"""
    return at_least(f.maker_used_area, p.used_share, of=f.maker_area)


@pack.condition("年入驻创业团队和企业", article=ARTICLE)
def teams_from_2017(f: Any, p: Any) -> Requirement:
    """每年入驻创业团队和企业不少于规定家数。"""
    return at_least(f.maker_teams, p.teams)


@pack.condition("新注册企业或获得融资", article=ARTICLE)
def results_from_2017(f: Any, p: Any) -> Requirement:
    """每年新注册企业，或者获得融资的团队和企业，有一项达到就可以。"""
    return any_of(
        at_least(f.maker_new_firms, p.new_firms).named("新注册企业"),
        at_least(f.maker_financed, p.financed).named("获得融资的团队和企业"),
    )


@pack.condition("典型孵化案例", article=ARTICLE)
def cases_from_2017(f: Any, p: Any) -> Requirement:
    """有不少于规定个数的典型孵化案例。"""
    return at_least(f.maker_cases, p.cases)


@pack.condition("专职工作人员", article=ARTICLE)
def staff_from_2017(f: Any, p: Any) -> Requirement:
    """专职工作人员不少于规定人数。"""
    return at_least(f.maker_staff, p.staff)


@pack.condition("创业导师", article=ARTICLE)
def mentors_from_2017(f: Any, p: Any) -> Requirement:
    """创业导师不少于规定人数。"""
    return at_least(f.maker_mentors, p.mentors)


@pack.condition("年度创业活动", article=ARTICLE)
def events_from_2017(f: Any, p: Any) -> Requirement:
    """每年创业活动不少于规定场次。"""
    return at_least(f.maker_events, p.events)


@pack.condition("报送统计数据", article=ARTICLE)
def reported_from_2017(f: Any, p: Any) -> Requirement:
    """按要求报送统计数据。"""
    return is_so(f.maker_reported)
