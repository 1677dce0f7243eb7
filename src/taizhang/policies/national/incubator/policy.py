"""National incubators 国家级科技企业孵化器, general 综合 and professional 专业: 国科发区〔2018〕300号.

Followed by 工信部科〔2025〕131号 (pack national/incubator_standard); what was recognised before stays under this one.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from taizhang.policies.engine.exact import plus_months
from taizhang.policies.engine.nodes import Number, Truth
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, all_of, any_of, at_least, choose, is_so

pack = Pack(
    "国家级科技企业孵化器认定（2018 年办法）",
    issuer="科学技术部",
    documents=("《科技企业孵化器管理办法》（国科发区〔2018〕300号）",),
    brings="国家级科技企业孵化器资格",
    ends=date(2025, 6, 30),
    status="V",
)


@pack.applies("运营孵化器的单位", article="办法第六条")
def applies_from_2019(f: Any, p: Any) -> Requirement:
    return is_so(f.runs_incubator)


@pack.value("按专业孵化器判断", article="办法第七条")
def professional_from_2019(f: Any, p: Any) -> Truth:
    """Enough of the incubated enterprises in one field, and a service platform of the incubator's own."""
    made: Truth = (f.tenants_one_field >= p.one_field_share * f.tenants) & f.field_service_platform
    return made


@pack.value("每千平方米在孵企业", unit="家", article="办法第六条第（六）项")
def density_from_2019(f: Any, p: Any) -> Number:
    """Incubated enterprises per 1,000 m² of the area at the incubator's own disposal."""
    made: Number = f.tenants / (f.incubator_area / p.dense_area)
    return made


@pack.value("配备人员的组数", unit="个", article="办法第六条第（四）项")
def groups_from_2019(f: Any, p: Any) -> Number:
    """Groups of ten incubated enterprises; what is left over is one more group (interpretation)."""
    made: Number = (f.tenants / p.group_of_tenants).rounded("up")
    return made


@pack.condition("具有独立法人资格，实际注册并运营满规定年限", article="办法第六条第（一）项")
def operating_from_2019(f: Any, p: Any) -> Requirement:
    """具有独立法人资格，机构实际注册并运营满三年。"""
    return all_of(
        is_so(f.incubator_legal_person).named("独立法人资格"),
        is_so(f.incubator_open_since.plus_months(p.operating_months) <= f.on).named("实际注册并运营满三年"),
    )


@pack.condition("连续报送统计数据", article="办法第六条第（一）项")
def reported_from_2019(f: Any, p: Any) -> Requirement:
    """至少连续两年报送真实完整的统计数据。"""
    return at_least(f.incubator_report_years, p.report_years)


@pack.condition("可自主支配的孵化场地面积", article="办法第六条第（二）项")
def area_from_2019(f: Any, p: Any) -> Requirement:
    """可自主支配的孵化场地面积不低于规定面积。"""
    return at_least(f.incubator_area, p.area)


@pack.condition("在孵企业使用面积（含公共服务面积）占比", article="办法第六条第（二）项")
def used_area_from_2019(f: Any, p: Any) -> Requirement:
    """场地中在孵企业使用面积（含公共服务面积）的占比不低于规定比例。"""
    return at_least(f.incubator_used_area, p.used_area_share, of=f.incubator_area)


@pack.condition("种子资金或孵化资金规模", article="办法第六条第（三）项")
def fund_from_2019(f: Any, p: Any) -> Requirement:
    """有自有种子资金或合作的孵化资金，不低于规定规模。"""
    return at_least(f.incubator_fund, p.fund)


@pack.condition("获得投融资的在孵企业占比", article="办法第六条第（三）项")
def financed_from_2019(f: Any, p: Any) -> Requirement:
    """获得投融资的在孵企业占比不低于规定比例。"""
    return at_least(f.tenants_financed, p.financed_share, of=f.tenants)


@pack.condition("孵化资金使用案例", article="办法第六条第（三）项")
def fund_cases_from_2019(f: Any, p: Any) -> Requirement:
    """有不少于规定个数的资金使用案例。"""
    return at_least(f.incubator_fund_cases, p.fund_cases)


@pack.condition("专业孵化服务人员占机构总人数的比例", article="办法第六条第（四）项")
def service_share_from_2019(f: Any, p: Any) -> Requirement:
    """专业孵化服务人员占机构总人数的比例不低于规定比例。"""
    return at_least(f.incubator_service_staff, p.service_staff_share, of=f.incubator_staff)


@pack.condition("专业孵化服务人员与在孵企业的配比", article="办法第六条第（四）项")
def service_staff_from_2019(f: Any, p: Any) -> Requirement:
    """每十家在孵企业至少一名专业孵化服务人员，不满十家的按一组。"""
    return at_least(f.incubator_service_staff, p.staff_per_group * f.groups)


@pack.condition("创业导师与在孵企业的配比", article="办法第六条第（四）项")
def mentors_from_2019(f: Any, p: Any) -> Requirement:
    """每十家在孵企业至少一名创业导师，不满十家的按一组。"""
    return at_least(f.incubator_mentors, p.mentors_per_group * f.groups)


@pack.condition("在孵企业的专利申请或有效知识产权", article="办法第六条第（五）项")
def ip_from_2019(f: Any, p: Any) -> Requirement:
    """在孵企业中已申请专利的占比，或拥有有效知识产权的占比，有一项达到就可以。"""
    return any_of(
        at_least(f.tenants_applied_patent, p.applied_patent_share, of=f.tenants).named(
            "已申请专利的企业占比"
        ),
        at_least(f.tenants_valid_ip, p.valid_ip_share, of=f.tenants).named("拥有有效知识产权的企业占比"),
    )


@pack.condition("在孵企业数量", article="办法第六条第（六）项、第七条")
def tenants_enough_from_2019(f: Any, p: Any) -> Requirement:
    """在孵企业不少于规定家数；专业孵化器的要求低一些。"""
    return choose(
        f.professional,
        at_least(f.tenants, p.tenants_professional).named("专业孵化器"),
        at_least(f.tenants, p.tenants_general).named("综合孵化器"),
    )


@pack.condition("在孵企业密度：每千平方米在孵企业", article="办法第六条第（六）项、第七条")
def dense_from_2019(f: Any, p: Any) -> Requirement:
    """Asked as a number of enterprises, so that what is missing is a number of enterprises."""
    thousands = f.incubator_area / p.dense_area
    return choose(
        f.professional,
        at_least(f.tenants, (p.density_professional * thousands).rounded("up")).named("专业孵化器"),
        at_least(f.tenants, (p.density_general * thousands).rounded("up")).named("综合孵化器"),
    )


@pack.condition("累计毕业企业", article="办法第六条第（七）项、第七条")
def graduated_from_2019(f: Any, p: Any) -> Requirement:
    """累计毕业企业不少于规定家数；专业孵化器的要求低一些。"""
    return choose(
        f.professional,
        at_least(f.tenants_graduated, p.graduated_professional).named("专业孵化器"),
        at_least(f.tenants_graduated, p.graduated_general).named("综合孵化器"),
    )


@pack.calculation("一家企业能否作为在孵企业入驻", article="办法第八条")
def may_enter_from_2019(p: Any, founded: date, entered: date) -> bool:
    """A new enterprise may be so many months old on the day it enters, that day included."""
    return entered <= plus_months(founded, int(p.entry_months))


@pack.calculation("一家企业在某天是否仍在孵化时限内", article="办法第八条")
def still_incubated_from_2019(p: Any, entered: date, long_field: bool, day: date) -> bool:
    """Longer in biomedicine, integrated circuits and the like; the last day counts."""
    months = p.stay_months_long if long_field else p.stay_months
    return day <= plus_months(entered, int(months))


@pack.calculation("一家在孵企业是否达到毕业条件", article="办法第九条")
def graduates_from_2019(
    p: Any, high_tech: bool, investment: Fraction, revenue_two_years: Fraction, merged_or_listed: bool
) -> bool:
    """One of the four ways is enough. Amounts in yuan."""
    return (
        high_tech
        or merged_or_listed
        or investment >= p.graduate_investment
        or revenue_two_years >= p.graduate_revenue
    )
