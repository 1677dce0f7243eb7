"""澜江区, a district that does not exist: its firms on the ladder to high-tech enterprise in 2026, made to every distance from it.

No report was printed of it: `figures.csv` says what it was made to show, so that the ladder can be checked from outside.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from samples.making import titles
from samples.making.book import Row, Sheet
from samples.making.bureau import Bureau
from samples.making.codes import patent_number
from samples.making.standing import YEARS, Standing, figures

TOWNS = ("望湖街道", "青石街道", "启明街道", "云岭镇", "澜江高新区")
TECHNICAL = ("机械", "新材料", "电子", "生物", "环保", "软件", "照明")
ORDINARY = {
    "家具": "2110", "包装": "2231", "服饰": "1819", "物流": "5830", "食品": "1499", "建材": "3021", "商贸": "5199",
}  # fmt: skip
D = Decimal


class Lanjiang(Bureau):
    """The bureau with what each of its firms aims at."""

    def __init__(self) -> None:
        super().__init__("lanjiang", "澜江区科学技术局（示例）", "990101", "澜江区", TOWNS)
        self.aims: dict[str, Standing] = {}
        self.groups: dict[str, list[str]] = {}
        self.rights: dict[str, int] = {}  # how many rights in force each firm has

    def add(
        self, group: str, count: int, *, founded: tuple[int | date, int | date] = (2008, 2019), **aim: object
    ) -> None:
        """Firms that stand alike; an aim may be a function of the chance numbers and the position."""
        for position in range(count):
            told = {k: v(position) if callable(v) else v for k, v in aim.items()}
            sector = self.rng.choice(TECHNICAL)
            name = self.firm(sector, founded_on=self.day(*founded))
            self.aims[name] = Standing(**told)  # type: ignore[arg-type]
            self.groups.setdefault(group, []).append(name)

    def of(self, *groups: str) -> list[str]:
        return [name for group in groups for name in self.groups[group]]


def _firms(b: Lanjiang) -> None:
    """Those that hold a certificate, those that could, those that just miss, those of whom too little is known."""
    r = b.rng
    sizes = ("small", "small", "middle", "small", "large")

    def size(n: int) -> str:
        return sizes[n % 5]

    def more(n: int) -> Decimal:
        return D(r.randint(300, 9000)) / 100

    def basis(n: int) -> str:
        return ("items", "items", "total")[n % 3]

    good = {"size": size, "rd_gap": more, "told": basis}
    b.add("holder", 24, **good, class_one=lambda n: 1 + n % 4, staff_ratio=lambda n: D(12 + n % 20))
    b.add("sinking", 6, **good | {"rd_gap": lambda n: D(4 + n)}, sinking=True)
    b.add("expiring", 14, **good)
    b.add("lapsed", 6, **good)
    b.add("ready", 20, **good, class_one=lambda n: n % 3, class_two=lambda n: 4 + n % 7, founded=(2012, 2022))

    b.add(
        "near_research",
        12,
        size=size,
        rd_gap=lambda n: -D((40, 95, 180, 310, 450, 640, 870, 1120, 1500, 2100, 2800, 3600)[n]) / 100,
    )
    b.add("near_staff", 6, **good, staff_ratio=lambda n: D("9.98") - D(n) / 8)
    b.add("near_income", 6, **good, income_ratio=lambda n: D("59.95") - D(n) / 3)
    b.add("near_right", 2, **good, class_one=0, class_two=0)
    b.add("near_abroad", 2, **good | {"told": "items"}, abroad=lambda n: D(42 + n))
    b.add(
        "near_age",
        2,
        size="micro",
        rd_gap=more,
        years=(2025,),
        founded=(date(2025, 12, 1), date(2025, 12, 19)),
    )
    b.add(
        "near_points",
        3,
        size="small",
        rd_gap=more,
        class_one=0,
        class_two=2,
        results=(1, 1, 2),
        growth=(1.36, 1.5),
    )

    b.add("no_first_year", 5, **good, years=(2024, 2025), founded=(2010, 2018))
    b.add("accounting_only", 9, size=size, rd_gap=more, told="accounting")
    b.add(
        "no_average",
        6,
        **good,
        without=("staff_average", "st_staff_average", "sme_staff_average", "sme_st_staff_average"),
    )
    b.add("nothing_stated", 5, **good, stated=False)

    b.add("no_sales", 4, zero=True, founded=(2022, 2023), class_two=2)
    b.add(
        "one_year",
        4,
        size="micro",
        years=(2025,),
        founded=(date(2025, 1, 10), date(2025, 4, 30)),
        rd_gap=more,
    )
    b.add("new", 6, years=(), founded=(date(2026, 1, 5), date(2026, 6, 12)), class_one=0, class_two=1)


def _ordinary(b: Lanjiang) -> None:
    """The rest: firms with little research, far from any threshold; a few of them with data that cannot be right."""
    r = b.rng
    for n in range(93):
        sector = r.choice(TECHNICAL) if n % 3 else r.choice(list(ORDINARY))
        more = {} if sector in TECHNICAL else {"industry": ORDINARY[sector], "technical_field": ""}
        name = b.firm(sector, founded_on=b.day(2001, 2021), **more)
        b.aims[name] = Standing(
            size=r.choice(("micro", "small", "small", "middle")), growth=(0.9, 1.12), rd_ratio=D(r.randint(20, 290)) / 100,
            staff_ratio=D(r.randint(30, 110)) / 10, income_ratio=D(r.randint(100, 560)) / 10, class_one=0,
            class_two=r.choice((0, 0, 1, 2, 3)), results=(0, r.randint(0, 1), r.randint(0, 1)),
            told="accounting" if n % 3 == 0 else "total", stated=n % 2 == 0,
        )  # fmt: skip
        b.groups.setdefault("ordinary", []).append(name)


def _annual(b: Lanjiang) -> dict[int, list[Row]]:
    """The annual returns by year, in the order of the firms."""
    made: dict[int, list[Row]] = {year: [] for year in YEARS}
    for name, aim in b.aims.items():
        for one in figures(b.rng, aim):
            made[one.year].append(
                {"organization": name, "credit_code": b.code_of(name), "period": str(one.year), **one.values}
            )
    odd = next(row for row in made[2025] if row["organization"] == b.of("ordinary")[0])
    odd["rd_expense"] = (
        odd["revenue"] * 3
    )  # 元 typed as 万元 would be worse; this is the kind that slips through
    explained = next(row for row in made[2025] if row["organization"] == b.of("holder")[0])
    explained["data_explained"] = "2025年二期厂房投产，收入比上年增长较快，已与审计报告核对"
    return made


HEADS = [
    "- 序号 seq",
    "organization 企业名称",
    "credit_code 统一社会信用代码",
    "period 年度",
    "revenue 收入与资产|营业收入 wan",
    "total_income 收入与资产|总收入 wan",
    "non_taxable_income 收入与资产|不征税收入 wan",
    "high_tech_revenue 收入与资产|高新技术产品（服务）收入 wan",
    "cost 收入与资产|成本费用支出总额 wan",
    "profit 收入与资产|利润总额 wan",
    "tax 收入与资产|纳税总额 wan",
    "taxable_income 收入与资产|应纳税所得额 wan",
    "total_assets 收入与资产|资产总额 wan",
    "net_assets 收入与资产|净资产 wan",
    "rd_expense 研发费用|研发费用（会计口径） wan",
    "high_tech_rd 研发费用|高企口径研发费用 wan",
    "super_deduction 研发费用|加计扣除研发费用 wan",
    "foreign_rd 研发费用|境外研发费用 wan",
    "rd_personnel 研发费用|人员人工费用 wan",
    "rd_direct 研发费用|直接投入费用 wan",
    "rd_depreciation 研发费用|折旧费用与长期待摊费用 wan",
    "rd_intangible 研发费用|无形资产摊销费用 wan",
    "rd_design 研发费用|设计费用 wan",
    "rd_trial 研发费用|装备调试费用与试验费用 wan",
    "rd_commissioned 研发费用|委托境内研发实际发生额 wan",
    "rd_commissioned_abroad 研发费用|委托境外研发实际发生额 wan",
    "rd_other 研发费用|其他研发费用 wan",
    "staff 人员|从业人员（人） int",
    "rd_staff 人员|研发人员（人） int",
    "staff_average 人员|183天口径职工年平均人数 num",
    "st_staff_average 人员|183天口径科技人员年平均人数 num",
    "sme_staff_average 人员|6个月口径职工年平均人数 num",
    "sme_st_staff_average 人员|6个月口径科技人员年平均人数 num",
    "transformations 成果|科技成果转化数 int",
    "data_explained 数据说明",
]


def _rights(b: Lanjiang) -> list[Row]:
    """Patents and software copyrights: in force, and some that do not count (applied for, lapsed)."""
    rows: list[Row] = []
    for name, aim in b.aims.items():
        founded = b.organizations[name]["founded_on"]
        first = max(founded, date(2017, 1, 2))
        kinds = ["发明专利"] * aim.class_one + [
            b.rng.choice(("实用新型", "实用新型", "软件著作权")) for _ in range(aim.class_two)
        ]
        b.rights[name] = len(kinds)
        states = ["授权"] * len(kinds)
        if kinds and b.rng.random() < 0.3:
            kinds, states = [*kinds, "发明专利"], [*states, "申请"]
        if kinds and b.rng.random() < 0.15:
            kinds, states = [*kinds, "实用新型"], [*states, "失效"]
        for kind, state in zip(kinds, states, strict=True):
            rows.append(_right(b, name, kind, state, first, len(rows) + 1))
    return rows


def _right(b: Lanjiang, name: str, kind: str, state: str, first: date, serial: int) -> Row:
    applied = b.day(first, max(first, date(2025, 9, 30)))
    granted = (
        None if state == "申请" else min(applied + timedelta(days=b.rng.randint(150, 420)), date(2026, 9, 25))
    )
    software = kind == "软件著作权"
    number = f"{applied.year}SR99{serial:05d}" if software else patent_number(kind, applied.year, serial)
    title = b.title(titles.thing) + f"控制软件V1.{serial % 9}" if software else b.title(titles.patent, kind)
    return {
        "number": number, "name": title, "kind": kind, "organization": name, "credit_code": b.code_of(name),
        "applied_on": applied, "granted_on": granted, "status": state,
        "acquired": "受让" if b.rng.random() < 0.06 else "自主研发",
    }  # fmt: skip


def _certificate(b: Lanjiang, name: str, day: date, serial: int, **more: object) -> Row:
    """A certificate of high-tech enterprise: three years, the last day is the one before the anniversary."""
    return {
        "kind": "高新技术企业", "organization": name, "credit_code": b.code_of(name), "level": "国家级",
        "certificate_no": f"GR{day.year}99{serial:06d}", "batch_name": f"{day.year}年",
        "field": b.organizations[name]["technical_field"], "recognised_on": day,
        "expires_on": day.replace(year=day.year + 3) - timedelta(days=1), "result": "认定", **more,
    }  # fmt: skip


def _certificates(b: Lanjiang) -> Iterator[Row]:
    issued = [date(2024, 12, 6), date(2025, 11, 28), date(2025, 12, 19), date(2024, 11, 20)]
    for n, name in enumerate(b.of("holder", "sinking"), start=1):
        yield _certificate(b, name, issued[n % 4], n)
    for n, name in enumerate(b.of("expiring"), start=101):
        yield _certificate(b, name, (date(2023, 12, 8), date(2023, 12, 28), date(2024, 1, 29))[n % 3], n)
    for n, name in enumerate(b.of("lapsed"), start=201):
        yield _certificate(b, name, date(2023, 10, 16), n)
    twice, taken = b.of("expiring")[0], b.of("ordinary")[1]
    yield _certificate(
        b, twice, date(2025, 11, 28), 301
    )  # recognised again before the old one ran out: they overlap
    yield _certificate(b, taken, date(2024, 12, 6), 302, result="撤销")


def _applying(b: Lanjiang) -> list[Row]:
    """This year's applications: those who must renew, those who can for the first time, one that will not pass."""
    names = b.of("expiring")[1:9] + b.of("lapsed")[:3] + b.of("ready")[:8] + b.of("near_points")[:1]
    return [
        {
            "kind": "高新技术企业", "organization": name, "credit_code": b.code_of(name), "level": "国家级",
            "batch_name": f"2026年第{'一二'[n % 2]}批", "applied_on": date(2026, 7, 6) + timedelta(days=n * 3 % 40),
            "first_time": name not in b.of("expiring", "lapsed"), "result": ("公示", "受理", "申报")[n % 3],
        }
        for n, name in enumerate(names)
    ]  # fmt: skip


def _small(b: Lanjiang) -> Iterator[Row]:
    """Tech SME numbers, this year's and last year's."""
    small = [n for n, aim in b.aims.items() if aim.size in ("micro", "small") and aim.years and not aim.zero]
    able = [n for n in small if n not in b.of("ordinary")]
    for year, names in ((2025, able[::2] + b.of("ordinary")[3:9]), (2026, able[: len(able) * 5 // 6])):
        for n, name in enumerate(names, start=1):
            yield {
                "kind": "科技型中小企业", "organization": name, "credit_code": b.code_of(name), "level": "国家级",
                "certificate_no": f"{year}990101{n:08d}", "batch_name": f"{year}年第{1 + n % 8}批",
                "recognised_on": date(year, 3 + n % 7, 3 + n % 20), "expires_on": date(year, 12, 31), "result": "入库",
            }  # fmt: skip


def _cultivated(b: Lanjiang) -> list[Row]:
    names = (
        b.of("ready", "near_research", "near_staff", "near_income", "near_points", "no_average")
        + b.of("ordinary")[9:13]
    )
    return [
        {
            "kind": "高企培育入库", "organization": name, "credit_code": b.code_of(name), "level": "市级",
            "batch_name": f"{2025 + n % 2}年库", "recognised_on": date(2025 + n % 2, 4, 2 + n % 25), "result": "入库",
        }
        for n, name in enumerate(names)
    ]  # fmt: skip


def _leading(b: Lanjiang) -> list[Row]:
    return [
        {
            "kind": "科技领军企业", "organization": name, "credit_code": b.code_of(name), "level": "省级",
            "batch_name": "2025年", "recognised_on": date(2025, 9, 8 + n), "result": "认定",
        }
        for n, name in enumerate(b.of("holder")[4:24:5])
    ]  # fmt: skip


RECOGNISED = [
    "- 序号 seq",
    "organization 企业名称",
    "credit_code 统一社会信用代码",
    "kind 资质类型",
    "level 级别",
    "batch_name 批次",
]


def _recognitions(b: Lanjiang) -> None:
    dated = [
        "certificate_no 证书编号",
        "field 技术领域",
        "recognised_on 发证日期 date",
        "expires_on 有效期至 date",
        "result 结果",
    ]
    b.book(
        "资质认定.xlsx",
        Sheet(
            "高新技术企业",
            [
                b.table(
                    "recognitions", "澜江区高新技术企业名单", [*RECOGNISED, *dated], list(_certificates(b))
                )
            ],
        ),
        Sheet(
            "2026年申报",
            [
                b.table(
                    "recognitions",
                    "2026年高新技术企业申报情况",
                    [*RECOGNISED, "applied_on 申报日期 iso", "first_time 是否首次申报 yes", "result 进展"],
                    _applying(b),
                )
            ],
        ),
        Sheet(
            "科技型中小企业",
            [
                b.table(
                    "recognitions",
                    "澜江区科技型中小企业入库情况（2025—2026年）",
                    [
                        *RECOGNISED,
                        "certificate_no 入库登记编号",
                        "recognised_on 入库日期 slash",
                        "expires_on 有效期至 date",
                        "result 结果",
                    ],
                    list(_small(b)),
                )
            ],
        ),
        Sheet(
            "培育库",
            [
                b.table(
                    "recognitions",
                    "高新技术企业培育库",
                    [*RECOGNISED, "recognised_on 入库日期 dot", "result 结果"],
                    _cultivated(b),
                )
            ],
        ),
        Sheet(
            "领军企业",
            [
                b.table(
                    "recognitions",
                    "省级科技领军企业",
                    [*RECOGNISED, "recognised_on 认定日期 date", "result 结果"],
                    _leading(b),
                )
            ],
        ),
    )


NONE_OF = (
    "major_safety_accident", "major_quality_accident", "environmental_offence", "research_misconduct", "abnormal_list",
    "dishonest_list", "prohibited_products", "standard_led",
)  # fmt: skip


def stated(b: Lanjiang) -> dict[str, dict[str, str]]:
    """By credit code, what firms have answered that no register holds: fact of the policies -> its value in words."""
    made: dict[str, dict[str, str]] = {}
    held = set(b.of("holder", "sinking", "expiring", "lapsed"))
    for name, aim in b.aims.items():
        if aim.stated:
            used = min(2, aim.class_two) if name in held else 0
            core = {"core_ip": f"{min(b.rights[name], 3)} 件", "class_two_ip_used": f"{used} 件"}
            made[b.code_of(name) or ""] = core | dict.fromkeys(NONE_OF, "否")
    return made


def make() -> Lanjiang:
    """All workbooks, and what the firms stated."""
    b = Lanjiang()
    _firms(b)
    _ordinary(b)
    for year, rows in _annual(b).items():
        table = b.table(
            "annual_returns", f"澜江区科技企业年度数据（{year}年）", HEADS, rows, unit="单位：万元、人"
        )
        b.book(f"企业年度数据{year}.xlsx", Sheet(f"{year}年", [table]))
    b.book(
        "知识产权.xlsx",
        Sheet(
            "知识产权",
            [
                b.table(
                    "ip",
                    "澜江区企业知识产权清单",
                    [
                        "- 序号 seq",
                        "number 专利号（登记号）",
                        "name 知识产权名称",
                        "kind 类型",
                        "organization 权利人",
                        "credit_code 统一社会信用代码",
                        "applied_on 申请日期 date",
                        "granted_on 授权日期 date",
                        "status 法律状态",
                        "acquired 获得方式",
                    ],
                    _rights(b),
                )
            ],
        ),
    )
    _recognitions(b)
    b.stated = stated(b)
    b.book(
        "01企业名录.xlsx",
        Sheet("企业名录", [b.table("organizations", "澜江区科技企业名录", LISTED, b.organization_rows())]),
    )
    return b


LISTED = [
    "- 序号 seq",
    "name 企业名称",
    "credit_code 统一社会信用代码",
    "kind 单位类型",
    "region 所属街道",
    "industry 行业代码",
    "technical_field 技术领域",
    "registered_capital 注册资本（万元） wan",
    "founded_on 成立日期 date",
    "address 注册地址",
    "contact 联系人",
    "phone 联系电话",
]
