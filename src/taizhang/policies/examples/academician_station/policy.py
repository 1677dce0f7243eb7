"""Academician stations 院士工作站: an example, as a province answered questions on the national rules of 2019 and 2020."""

from typing import Any

from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.requirements import Requirement, all_of, at_least, at_most, choose, is_so

pack = Pack(
    "院士工作站建站",
    issuer="示例省科学技术协会",
    documents=("示例：按安徽省答复的转述；国家依据为中办发〔2019〕35号、科协企函〔2020〕32号，原文待核对",),
    brings="院士工作站资格",
    example=True,
    status="V",
)
ARTICLE = "建站条件（安徽省答复，转述）"


@pack.applies("拟建或已建院士工作站的单位", article=ARTICLE)
def applies_from_2024(f: Any, p: Any) -> Requirement:
    return is_so(f.plans_station)


@pack.condition("与院士签约", article=ARTICLE)
def academicians_from_2024(f: Any, p: Any) -> Requirement:
    """与至少一名院士签订工作协议。"""
    return at_least(f.station_academicians, p.academicians)


@pack.condition("该院士的建站总数", article=ARTICLE)
def stations_from_2024(f: Any, p: Any) -> Requirement:
    """Counted with this station; a retired academician may have more."""
    return choose(
        f.station_retired,
        at_most(f.station_count, p.stations_retired).named("退休院士"),
        at_most(f.station_count, p.stations_active).named("未退休院士"),
    )


@pack.condition("每年在站工作时间", article=ARTICLE)
def months_from_2024(f: Any, p: Any) -> Requirement:
    """院士每年在每个站工作的时间不少于规定月数。"""
    return at_least(f.station_months, p.months)


@pack.condition("合作期限", article=ARTICLE)
def term_from_2024(f: Any, p: Any) -> Requirement:
    """协议期限在规定的最短和最长之间。"""
    return all_of(
        at_least(f.station_term, p.term_least).named("最短"),
        at_most(f.station_term, p.term_most).named("最长"),
    )
