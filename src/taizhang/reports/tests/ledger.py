"""Small ledgers for the tests of reports: rows by hand, and whole ledgers from a seed."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from tests.outsider import outside

from taizhang.accounts.models import Bureau
from taizhang.core.periods import Period
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record, State
from taizhang.reports import drafting
from taizhang.reports.models import Report
from taizhang.reports.templates import read

_number = count(1)

# A short template, so that a report of the half-year ledger is there at once.
SMALL = """
name = "小样"
title = "{bureau}{period}工作总结和{next}工作计划"
months = 6
[[block]]
say = ["{period}，各项工作扎实推进。"]
prompt = "写明背景。"
[[block]]
heading = 1
text = "{period}工作总结"
[[block]]
say = ["加强项目储备。", "申报市级科技项目{projects_applied[level=city]}项，申报资金{projects_applied_grant[level=city]}万元。"]
[[block]]
say = ["健全技术转移服务体系。", "{known}，输出技术合同成交额{tc_value_out at known}万元，同比{growth(tc_value_out) as growth at known}。"]
[[block]]
loop = "statistics"
say = ["{when}，{all}{name}{value}<{unit}>，位居{scope}第{rank}位。"]
[[block]]
heading = 1
text = "{next}工作计划"
plan = true
[[block]]
say = ["提升创新平台能级。"]
prompt = "补充举措。"
"""


def row(bureau: Bureau, register: str, **values: Any) -> Record:
    """One verified record, without journal."""
    at = next(_number)
    held = {"bureau": bureau, "key": f"t:{at}", "title": f"记录{at}", "state": State.VERIFIED, **values}
    model = registers()[register].model
    return model._default_manager.create(**held)


@outside()
def draft(*asked: Any) -> Report:
    """The drafting alone, without the action around it and its entry in the journal."""
    return drafting.draft(*asked)


def small_report(bureau: Bureau) -> Report:
    """The report of the half-year ledger by the short template."""
    half_year(bureau)
    return draft(read("small", SMALL), bureau, Period.parse("2022-H1"))


@outside()
def half_year(bureau: Bureau) -> None:
    """A ledger of the first half of 2022, whose figures are known: see `EXPECTED` in test_drafting."""
    firms = [row(bureau, "organizations", name=f"示例企业{n}有限公司", kind="enterprise") for n in range(6)]
    for n in range(5):
        row(
            bureau, "projects", name=f"项目{n}", level="city", plan="工业攻关项目" if n < 3 else "农业攻关项目",
            organization=firms[n % 4], applied_on=date(2022, 3, n + 1), grant_funds_yuan=Decimal(100_000 * (n + 1)),
        )  # fmt: skip
    for n, (day, yuan) in enumerate([((2021, 4, 1), 10), ((2022, 4, 1), 12), ((2022, 6, 10), 5)]):
        row(
            bureau, "technology_contracts", name=f"合同{n}", direction="output", status="registered", seller=firms[0],
            registered_on=date(*day), amount_yuan=Decimal(yuan * 1_000_000),
        )  # fmt: skip
    row(bureau, "statistics", indicator="高新技术产业增加值增速", area=bureau.region.name, period="2022-05", value=Decimal("21.1"),
        measure_unit="%", rank=2, rank_scope="全市")  # fmt: skip
    row(bureau, "statistics", indicator="高新技术产业增加值增速（全市）", area=bureau.region.parent.name, period="2022-05",
        value=Decimal("3.0"), measure_unit="%")  # fmt: skip
    row(bureau, "recognitions", organization=firms[0], kind="high_tech_enterprise", result="recognised",
        recognised_on=date(2021, 10, 18), expires_on=date(2024, 10, 18))  # fmt: skip
    row(
        bureau,
        "assessments",
        assessment="2022年考核",
        indicator="输出技术合同成交额",
        year=2022,
        target=Decimal(2000),
        measure_unit="万元",
    )


def random_ledger(bureau: Bureau, seed: int, year: int) -> None:
    """A ledger of two years, as big and as uneven as the seed says."""
    random = Random(seed)
    firms = [
        row(bureau, "organizations", name=f"示例{n}号企业有限公司", kind="enterprise") for n in range(12)
    ]

    def day(of: int) -> date:
        return date(of, 1, 1) + timedelta(days=random.randrange(365))

    def some(most: int) -> range:
        return range(random.randrange(most))

    def money(most: int) -> Decimal:
        return Decimal(random.randrange(1, most) * 100)

    plans = ["工业攻关项目", "农业攻关项目", "软科学研究项目", "社会发展项目", "重点研发计划"]
    for of in (year - 1, year):
        for _ in some(40):
            applied = day(of)
            row(bureau, "projects", name="课题", level=random.choice(["national", "provincial", "city", "district"]),
                plan=random.choice([*plans, ""]), organization=random.choice(firms), applied_on=applied,
                approved_on=random.choice([None, applied]), accepted_on=random.choice([None, None, applied]),
                grant_funds_yuan=money(9999))  # fmt: skip
        for _ in some(30):
            row(bureau, "technology_contracts", name="合同", direction=random.choice(["output", "absorbed"]), status="registered",
                seller=random.choice(firms), registered_on=day(of), amount_yuan=money(99999))  # fmt: skip
        for _ in some(30):
            kind = random.choice(
                ["high_tech_enterprise", "tech_sme", "cultivation", "innovative", "high_tech_product"]
            )
            start = day(of)
            row(bureau, "recognitions", organization=random.choice(firms), kind=kind, result=random.choice(["recognised", "applied"]),
                applied_on=start, recognised_on=start, expires_on=start + timedelta(days=1095))  # fmt: skip
        for _ in some(30):
            filed = day(of)
            row(bureau, "ip", name="专利", kind=random.choice(["invention", "utility_model", "design", "software"]),
                organization=random.choice(firms), applied_on=filed, granted_on=random.choice([None, filed]), status="granted")  # fmt: skip
        for _ in some(12):
            row(bureau, "events", name="活动", kind=random.choice(["training", "popularisation", "matchmaking", "visit"]),
                held_on=day(of), participants=random.randrange(500), materials=random.randrange(900),
                organizations_reached=random.randrange(50))  # fmt: skip
        for _ in some(10):
            row(bureau, "platforms", name="平台", kind=random.choice(["engineering_centre", "key_laboratory", "maker_space", "incubator"]),
                level=random.choice(["national", "provincial", "city"]), status="recognised", recognised_on=day(of))  # fmt: skip
        for _ in some(8):
            row(bureau, "talents", person="某某", programme=random.choice(["领军人才计划", "产业创新团队", "青年人才计划"]),
                level="provincial", selected_on=day(of))  # fmt: skip
        for n in some(6):
            row(bureau, "commissioners", person=f"特派员{n}", served_place=f"第{random.randrange(9)}村", from_on=day(of),
                until_on=date(of + 2, 12, 31), training_count=random.randrange(4))  # fmt: skip
        for _ in some(10):
            given = day(of)
            row(bureau, "loans", organization=random.choice(firms), listed_on=given, granted_on=random.choice([None, given]),
                amount_yuan=money(99999))  # fmt: skip
    if random.random() < 0.7:
        rate = Decimal(random.randrange(-90, 300)) / 10
        row(bureau, "statistics", indicator="规上工业增加值增速", area=bureau.region.name, period=f"{year}-05", value=rate,
            measure_unit="%", rank=random.randrange(1, 8), rank_scope="全市")  # fmt: skip
    if random.random() < 0.7:
        row(bureau, "assessments", assessment="考核", indicator="新增高新技术企业", year=year, target=Decimal(random.randrange(1, 9)),
            measure_unit="家")  # fmt: skip
        row(
            bureau,
            "assessments",
            assessment="考核",
            indicator="高新技术企业数量",
            year=year + 1,
            target=Decimal(60),
            measure_unit="家",
        )
