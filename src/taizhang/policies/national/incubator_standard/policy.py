"""Standard-level incubators 标准级科技型企业孵化器: 工信部科〔2025〕131号, in the place of the national incubator of 2018.

Only three of its figures were read (source.md). The others of article 6 are one condition that a person answers, so
that nobody is told "meets" by the three alone. The excellent level 卓越级 is chosen, not reached: no pack.
"""

from fractions import Fraction
from typing import Any

from taizhang.policies.engine.nodes import Number
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, all_of, any_of, at_least, is_so

pack = Pack(
    "标准级科技型企业孵化器认定",
    issuer="工业和信息化部",
    documents=("《工业和信息化部科技型企业孵化器管理办法》（工信部科〔2025〕131号）",),
    brings="标准级科技型企业孵化器资格",
    status="V",
)


@pack.applies("运营孵化器的单位", article="管理办法第六条")
def applies_from_2025_07(f: Any, p: Any) -> Requirement:
    return is_so(f.runs_standard_incubator)


@pack.value("房租和物业以外的收入", unit="元", article="管理办法第六条")
def service_income_from_2025_07(f: Any, p: Any) -> Number:
    made: Number = f.incubator_income - f.incubator_rent_income
    return made


@pack.condition("对在孵企业的投资", article="管理办法第六条")
def invested_from_2025_07(f: Any, p: Any) -> Requirement:
    """自有或合作资金完成实缴股权投资的在孵企业占比，或获得投融资的占比，有一项达到就可以。"""
    return any_of(
        at_least(f.tenants_own_invested, p.own_invested_share, of=f.standard_tenants).named(
            "自有或合作资金投资的在孵企业占比"
        ),
        at_least(f.tenants_invested, p.invested_share, of=f.standard_tenants).named(
            "获得投融资的在孵企业占比"
        ),
    )


@pack.condition("收入或研发费用增长的在孵企业占比", article="管理办法第六条")
def grown_from_2025_07(f: Any, p: Any) -> Requirement:
    """上年收入或研发费用增长超过规定比率的在孵企业，占比不低于规定比例；正好等于不算。"""
    return at_least(f.tenants_grown, p.grown_share, of=f.standard_tenants)


@pack.condition("房租和物业以外的收入占比，单独核算", article="管理办法第六条")
def service_from_2025_07(f: Any, p: Any) -> Requirement:
    """房租和物业以外的收入占总收入不低于规定比例，孵化收入单独核算。"""
    return all_of(
        at_least(f.service_income, p.service_income_share, of=f.incubator_income).named("收入占比"),
        is_so(f.incubator_income_apart).named("单独核算"),
    )


@pack.condition("第六条的其余指标（原文待核对）", article="管理办法第六条")
def rest_from_2025_07(f: Any, p: Any) -> Requirement:
    """第六条的其余指标没有读到原文，由人对照原文回答。"""
    return is_so(f.standard_rest_met)


@pack.calculation("一家在孵企业的增长是否算数", article="管理办法第六条")
def grew_from_2025_07(
    p: Any, revenue_before: Fraction, revenue: Fraction, rd_before: Fraction, rd: Fraction
) -> bool:
    """Revenue or R&D spending grew by more than the rate: the rate itself does not do. From nothing there is no rate."""
    pairs = ((revenue_before, revenue), (rd_before, rd))
    return any(before > 0 and now > before * (1 + p.growth) for before, now in pairs)
