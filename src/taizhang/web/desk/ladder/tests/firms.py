"""Firms at a chosen distance from recognition as a high-tech enterprise, as the registers would hold them."""

from datetime import date

from tests.cast import Cast, organization

from taizhang.decisions.tests.ledger import right, stated, year
from taizhang.registers.record import Record

TODAY = date(2026, 11, 22)
STATED = {
    "core_ip": "1 件", "class_two_ip_used": "0 件", "own_ip": "1 件", "major_safety_accident": "否",
    "major_quality_accident": "否", "environmental_offence": "否",
}  # fmt: skip


def firm(
    cast: Cast,
    serial: int,
    name: str,
    *,
    rd: int = 1_600_000,
    last: int = 0,
    where=None,
    on: date = TODAY,
    **told: str | None,
) -> Record:
    """A firm with sales of 3,000 万元 a year: recognised but for the experts, unless `rd` a year or a fact says otherwise.

    The band asks 5 %, 1,500,000 元 a year; `last` is last year's R&D where it differs; returns are of the three
    years before `on`. A fact told as None stays unknown.
    """
    made = organization(
        cast.bureau,
        where or cast.east,
        name,
        serial,
        technical_field="新材料",
        industry="C3985",
        founded_on=date(2015, 3, 1),
    )
    last_year = on.year - 1
    for at in range(last_year - 2, last_year + 1):
        year(
            cast, made, str(at), revenue_yuan=30_000_000, high_tech_rd_yuan=last or rd if at == last_year else rd, foreign_rd_yuan=0,
            total_income_yuan=30_000_000, non_taxable_income_yuan=0, high_tech_revenue_yuan=24_000_000,
            net_assets_yuan=20_000_000, staff_average=100, st_staff_average=15, transformations=5,
        )  # fmt: skip
    right(cast, made, f"ZL{serial}", "invention")
    right(cast, made, f"SR{serial}", "software")
    for fact, value in {**STATED, **told}.items():
        if value is not None:
            stated(cast, made, fact, value)
    return made
