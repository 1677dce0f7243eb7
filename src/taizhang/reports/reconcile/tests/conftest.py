"""A small ledger of one district, and texts reconciled with it."""

from datetime import date
from decimal import Decimal

import pytest
from tests.cast import organization

from taizhang.core.periods import Period
from taizhang.core.reading.documents.opening import open_document
from taizhang.journal.writing import Author
from taizhang.registers.actions import add_record
from taizhang.registers.declaration import registers
from taizhang.reports.reconcile.run import reconcile


@pytest.fixture
def add(cast):
    """Add a verified record of bureau 甲."""

    def added(register, **values):
        return add_record(
            registers()[register], values, bureau=cast.bureau, author=Author(None, "测试", bureau=cast.bureau)
        )

    return added


@pytest.fixture
def ledger(cast, add):
    """2022-H1: 12 city and 5 provincial projects, 6 high-tech firms valid and 1 expired, a training, facts told by others."""
    firms = [organization(cast.bureau, cast.east, f"东城第{n}制造有限公司", 100 + n) for n in range(8)]
    for n in range(12):
        plan = "工业攻关项目" if n < 8 else "农业攻关项目"
        add(
            "projects", name=f"传感器研究{n}", project_no=f"S{n}", level="city", plan=plan, organization=firms[n % 5],
            applied_on=date(2022, 5 if n < 9 else 6, 20), grant_funds_yuan=Decimal(100_000 + n * 1000),
        )  # fmt: skip
    for n in range(5):
        add(
            "projects", name=f"育种研究{n}", project_no=f"P{n}", level="provincial", plan="重点研发计划", organization=firms[n],
            applied_on=date(2022, 4, 1), approved_on=date(2022, 6, 1) if n < 2 else None,
        )  # fmt: skip
    for n, firm in enumerate(firms[:7]):
        add(
            "recognitions", kind="high_tech_enterprise", organization=firm, certificate_no=f"GR{n}", result="recognised",
            recognised_on=date(2022, 3, 1) if n < 2 else date(2020, 12, 1), expires_on=date(2022, 5, 1) if n == 6 else date(2025, 3, 1),
        )  # fmt: skip
    add(
        "events",
        name="科技政策培训（第1场）",
        kind="training",
        held_on=date(2022, 3, 3),
        place="东城",
        participants=120,
        materials=300,
    )
    add(
        "events",
        name="科技政策培训（第2场）",
        kind="training",
        held_on=date(2022, 4, 3),
        place="西城",
        participants=85,
        materials=210,
    )
    add(
        "events",
        name="机械行业对接会",
        kind="matchmaking",
        held_on=date(2022, 5, 3),
        place="东城",
        participants=46,
    )
    for year, value, place in ((2022, "152.3", 2), (2021, "140.1", 4)):
        add(
            "statistics", indicator="高新技术产业产值", area="江山市", period=f"{year}H1", value=Decimal(value), measure_unit="亿元",
            growth=Decimal("0.087"), rank=place, rank_scope="全市",
        )  # fmt: skip
    add(
        "assessments",
        assessment="年度考核",
        indicator="技术合同成交额",
        year=2022,
        target=Decimal(8),
        measure_unit="亿元",
    )
    return cast.bureau


@pytest.fixture
def told(ledger):
    """The findings of a text of 2022-H1, by the printed figure: told("申报市级项目12项。")["12项"]."""

    def findings(text, period="2022-H1"):
        document = open_document(text.encode(), "稿.txt", convert=None)
        done = reconcile(document, bureau=ledger, period=Period.parse(period))
        return {f.figure.text: f for f in done.findings}

    return findings
