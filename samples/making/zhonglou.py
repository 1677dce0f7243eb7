"""钟楼区, first half of 2009: applications, patents, incubator, the survey of 480 (report 03, second text)."""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import patent_number, split, wrong_check_digit

TOWNS = (
    "五星街道",
    "永红街道",
    "北港街道",
    "西林街道",
    "南大街街道",
    "荷花池街道",
    "新闸街道",
    "邹区镇",
)
PILOTS = ("亚美柯", "赛迪电气", "格力博工具", "兆隆合成材料", "科试中心", "明景电子", "涂料院")
CITY_PLANS = {
    "工业攻关项目": 24,
    "农业攻关项目": 2,
    "工程技术研究中心项目": 7,
    "国际合作项目": 2,
    "知识产权项目": 11,
    "软科学研究项目": 2,
    "青年人才培育计划项目": 2,
    "中小企业创新基金项目": 15,
    "科技创新服务体系项目": 2,
    "工业成果转化项目": 1,
    "农业成果转化项目": 3,
    "社会发展项目": 9,
    "产学研补助项目": 8,
}
PROVINCE_PLANS = {
    "工业科技支撑计划": 9,
    "省中小企业创新基金": 6,
    "省重要标准支撑计划": 9,
    "省国际科技合作": 3,
    "省农业科技支撑计划": 1,
    "省重大科技成果转化": 5,
}


def _projects(b: Bureau) -> list[Sheet]:
    def batch(level: str, plan: str, count: int) -> list[Row]:
        return [
            {
                "project_no": f"ZL2009{plan[:3]}{n:02d}",
                "name": b.title(titles.project, "农业" if "农业" in plan else "工业"),
                "level": level,
                "plan": plan,
                "organization": b.some("农业" if "农业" in plan else ""),
                "applied_on": b.day(date(2009, 2, 2), date(2009, 6, 12)),
                "stage": "申报",
            }
            for n in range(1, count + 1)
        ]

    state = [
        *batch("国家", "国家火炬计划", 8),
        *batch("国家", "国家重点新产品", 8),
        *batch("国家", "国家科技型中小企业创新基金", 6),
    ]
    known = {
        0: ("明景电子", "一体化智能高速云台摄像机"),
        8: ("裕华电子", "防爆监控系统"),
        16: ("天鹅科技", "GPS/PHS双重定位及PHS图像传输监控系统"),
    }
    for position in (0, 1, 2, 8, 16, 17):
        row = state[position]
        row.update(stage="立项", approved_on=date(2009, 6, 1))
        if position in known:
            row.update(organization=b.named(known[position][0]), name=known[position][1])
    province = [row for plan, count in PROVINCE_PLANS.items() for row in batch("省", plan, count)]
    city = [row for plan, count in CITY_PLANS.items() for row in batch("市", plan, count)]
    centres = [row for row in city if row["plan"] == "工程技术研究中心项目"]
    for row, firm in zip(centres, ("东风农机", "宝钢轧辊"), strict=False):
        row.update(stage="立项", approved_on=date(2009, 5, 1), organization=b.named(firm))
    property_rows = [row for row in city if row["plan"] == "知识产权项目"]
    for row, firm, name in zip(
        property_rows,
        ("帝殷照明", "双固纺仪", "赛迪电气", "格力博工具"),
        (
            "新型高效环保节能磁电无极灯专利产业化",
            "电子织物强力机专利产业化",
            "知识产权战略推进计划",
            "知识产权战略推进计划",
        ),
        strict=False,
    ):
        row.update(organization=b.named(firm), name=name)
    chosen = [row for row in city if row["plan"] in {"工业攻关项目", "中小企业创新基金项目"}][:23]
    for row in chosen:
        row.update(organization=b.firm(), stage="立项", approved_on=date(2009, 6, 1))
    for row, firm in zip(chosen, ("通力机电", "创捷防雷"), strict=False):
        row.update(organization=b.named(firm))
    welfare_firms = ("宣塘桥豆制品市场", "五星禾绿", "五星禽蛋", "红梅乳业")
    welfare: list[Row] = [
        {
            "project_no": f"ZLMS2009{n:02d}",
            "name": b.title(titles.project, "社会发展"),
            "level": "县区",
            "plan": "民生科技专项",
            "industry_class": "社会发展",
            "organization": b.named(welfare_firms[n - 1]) if n <= 4 else b.some("环保"),
            "approved_on": date(2009, 5, n + 3),
            "stage": "立项",
            "grant_funds": grant,
        }
        for n, grant in enumerate(split(b.rng, 144, 8, 2), start=1)
    ]
    columns = [
        "- 序号 seq",
        "project_no 项目编号",
        "name 项目名称",
        "level 级别",
        "plan 计划类别",
        "organization 申报单位",
        "applied_on 申报时间 iso",
        "stage 项目状态",
        "approved_on 立项时间 month",
    ]
    late = {
        **city[0],
        "project_no": "ZL2008往年01",
        "name": "示例往年项目",
        "applied_on": date(2008, 6, 30),
        "stage": "申报",
    }
    return [
        Sheet("国家级", [b.table("projects", "钟楼区2009年上半年申报国家级科技项目", columns, state)]),
        Sheet(
            "省级",
            [
                b.table(
                    "projects",
                    "钟楼区2009年上半年申报省级科技计划项目",
                    columns,
                    province,
                    group=lambda r: r["plan"],
                    counted="项",
                )
            ],
        ),
        Sheet(
            "市级",
            [
                b.table(
                    "projects",
                    "钟楼区2009年上半年申报市级科技计划项目",
                    columns,
                    city,
                    group=lambda r: r["plan"],
                    counted="项",
                    notes=("注：分类合计88项。",),
                    faults=(
                        Fault(
                            late,
                            {"applied_on": "2008-06-31"},
                            "六月没有31日",
                            "no such day; left empty, row flagged",
                            at=12,
                        ),
                    ),
                )
            ],
        ),
        Sheet(
            "民生科技",
            [
                b.table(
                    "projects",
                    "钟楼区民生科技立项项目",
                    [
                        "project_no 项目编号",
                        "name 项目名称",
                        "level 级别",
                        "plan 计划类别",
                        "industry_class 行业类别",
                        "organization 承担单位",
                        "approved_on 立项日期 slash",
                        "stage 阶段",
                        "grant_funds 资助资金 wan_short",
                    ],
                    welfare,
                )
            ],
        ),
    ]


def _recognitions(b: Bureau) -> list[Sheet]:
    rows: list[Row] = [
        {
            "kind": "创新型试点企业",
            "organization": b.named(firm, "科研院所" if firm[-1] in "心院" else "企业"),
            "level": "市级",
            "batch_name": "第三批",
            "recognised_on": date(2009, 6, 1),
            "result": "认定",
        }
        for firm in PILOTS
    ]
    rows += [
        {
            "kind": "创新型试点企业",
            "organization": b.firm(),
            "level": "市级",
            "batch_name": "第一批" if n < 3 else "第二批",
            "recognised_on": date(2007 + n // 3, 6, 1),
            "result": "认定",
        }
        for n in range(5)
    ]
    centres: list[Row] = [
        {
            "name": f"常州市{firm}工程技术研究中心",
            "kind": "工程技术研究中心",
            "level": "市级",
            "organization": b.named(firm),
            "recognised_on": date(2009, 5, 1),
            "status": "筹建",
        }
        for firm in ("东风农机", "宝钢轧辊")
    ]
    centres.append(
        {
            "name": "钟楼高新技术创业服务中心",
            "kind": "科技企业孵化器",
            "level": "省级",
            "organization": b.named("钟楼高新技术创业服务中心", "其他"),
            "recognised_on": date(2008, 12, 1),
            "status": "认定",
        }
    )
    return [
        Sheet(
            "创新型企业",
            [
                b.table(
                    "recognitions",
                    "钟楼区创新型试点企业名单",
                    [
                        "kind 资质类型",
                        "organization 企业名称",
                        "level 级别",
                        "batch_name 批次",
                        "recognised_on 认定时间 month",
                        "result 结果",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "平台",
            [
                b.table(
                    "platforms",
                    "钟楼区工程技术研究中心、孵化器",
                    [
                        "name 平台名称",
                        "kind 平台类型",
                        "level 级别",
                        "organization 依托单位",
                        "recognised_on 认定日期 month",
                        "status 状态",
                    ],
                    centres,
                )
            ],
        ),
    ]


def _patents(b: Bureau) -> list[Sheet]:
    def filed(year: int, counts: dict[str, int], start: int) -> list[Row]:
        return [
            {
                "number": patent_number(kind, year, start + n),
                "name": b.title(titles.patent, kind),
                "kind": kind,
                "organization": b.some(),
                "status": "申请",
                "applied_on": b.day(date(year, 1, 4), date(year, 6, 29)),
            }
            for kind, count in counts.items()
            for n in range(count)
        ]

    def granted(year: int, counts: dict[str, int], start: int) -> list[Row]:
        return [
            {
                "number": patent_number(kind, year - 2, start + n),
                "name": b.title(titles.patent, kind),
                "kind": kind,
                "organization": b.some(),
                "status": "授权",
                "applied_on": b.day(date(year - 2, 1, 4), date(year - 2, 12, 20)),
                "granted_on": b.day(date(year, 1, 4), date(year, 6, 29)),
            }
            for kind, count in counts.items()
            for n in range(count)
        ]

    applied_now = filed(2009, {"发明专利": 65, "实用新型": 156, "外观设计": 110}, 1)
    applied_before = filed(2008, {"发明专利": 41, "实用新型": 118, "外观设计": 81}, 1)
    granted_now = granted(2009, {"发明专利": 24, "实用新型": 103, "外观设计": 77}, 1001)
    granted_before = granted(2008, {"发明专利": 12, "实用新型": 70, "外观设计": 50}, 2001)
    head = [
        "number 专利申请号",
        "name 发明创造名称",
        "kind 专利种类",
        "organization 申请（专利权）人",
        "applied_on 申请日期 date",
    ]
    tail = ["granted_on 授权日期 date", "status 状态"]
    return [
        Sheet(
            "2009上半年申请",
            [
                b.table(
                    "ip",
                    "钟楼区2009年1—6月专利申请清单",
                    [*head, "status 状态"],
                    applied_now,
                    faults=(duplicate(applied_now[40], "number"),),
                )
            ],
        ),
        Sheet(
            "2009上半年授权", [b.table("ip", "钟楼区2009年1—6月专利授权清单", [*head, *tail], granted_now)]
        ),
        Sheet(
            "2008同期",
            [
                b.table(
                    "ip",
                    "钟楼区2008年1—6月专利申请（同期数）",
                    [*head, "status 状态"],
                    applied_before,
                ),
                b.table("ip", "钟楼区2008年1—6月专利授权（同期数）", [*head, *tail], granted_before),
            ],
        ),
    ]


def _incubator(b: Bureau) -> list[Sheet]:
    centre = "钟楼高新技术创业服务中心"
    tenants: list[Row] = [
        {
            "platform": centre,
            "organization": b.firm("软件" if n % 2 else "电子"),
            "entered_on": b.day(date(2009, 1, 5), date(2009, 6, 20)) if n < 18 else None,
            "outcome": "已注册" if n < 18 else "准备进驻",
            "returnee": n < 9 or 18 <= n < 31,
        }
        for n in range(39)
    ]
    teams: list[Row] = [
        {
            "person": f"海归团队{n + 1:02d}",
            "organization": tenants[n if n < 9 else n + 9]["organization"],
            "programme": "海归创业团队引进",
            "batch_name": "第3批",
            "level": "市级",
            "selected_on": date(2009, 5, 1),
        }
        for n in range(22)
    ]
    return [
        Sheet(
            "创业中心企业",
            [
                b.table(
                    "tenants",
                    "钟楼区创业中心进驻企业情况",
                    [
                        "- 序号 seq",
                        "platform 孵化器名称",
                        "organization 企业名称",
                        "entered_on 入孵（注册）日期 cn",
                        "outcome 去向（状态）",
                        "returnee 是否海归团队 yes",
                    ],
                    tenants,
                )
            ],
        ),
        Sheet(
            "海归团队",
            [
                b.table(
                    "talents",
                    "钟楼区第3批海归创业团队",
                    [
                        "person 团队名称",
                        "organization 所在单位",
                        "programme 人才计划",
                        "batch_name 批次",
                        "level 级别",
                        "selected_on 入选时间 month",
                    ],
                    teams,
                )
            ],
        ),
    ]


def _knowledge(b: Bureau) -> list[Sheet]:
    rows: list[Row] = []
    for n, (street, people) in enumerate(zip(TOWNS[:5], (120, 105, 98, 117, 110), strict=True)):
        rows.append(
            {
                "name": f"{street}知识产权培训",
                "kind": "培训",
                "held_on": date(2009, 3, 10 + n),
                "place": street,
                "participants": people,
            }
        )
    for n, (street, people) in enumerate(zip(TOWNS, (210, 180, 165, 190, 170, 160, 175, 178), strict=True)):
        rows.append(
            {
                "name": f"4.26世界知识产权日主题宣传（{street}）",
                "kind": "宣传",
                "held_on": date(2009, 4, 20 + n),
                "place": street,
                "participants": people,
                "materials": 50 + n,
            }
        )
    bad = {
        "name": "知识产权宣传筹备会",
        "kind": "会议",
        "held_on": date(2008, 4, 30),
        "place": "五星街道",
        "participants": 20,
    }
    watchers: list[Row] = [
        {"name": f"监督员{n:03d}", "organization": b.firm("商场", "其他"), "kind": "专利监督员"}
        for n in range(1, 20)
    ]
    return [
        Sheet(
            "培训宣传",
            [
                b.table(
                    "events",
                    "钟楼区知识产权培训与宣传活动统计",
                    [
                        "name 活动名称",
                        "kind 活动类型",
                        "held_on 举办时间 dot",
                        "place 举办地点",
                        "participants 参加人次 int",
                        "materials 发放资料（份） int",
                    ],
                    rows,
                    total="合计",
                    faults=(
                        Fault(bad, {"held_on": "2008.4.31"}, "四月没有31日", "no such day; row flagged"),
                    ),
                )
            ],
        ),
        Sheet(
            "监督员",
            [
                b.table(
                    "people",
                    "商场超市专利监督员名册",
                    ["name 姓名（编号）", "organization 所在单位", "kind 人员类别"],
                    watchers,
                )
            ],
        ),
    ]


def _survey(b: Bureau) -> Sheet:
    firms = [
        name for name, row in b.organizations.items() if row["kind"] == "企业" and row.get("credit_code")
    ]
    firms += b.many(max(0, 480 - len(firms)))
    b.rng.shuffle(firms)
    rows: list[Row] = []
    for firm in sorted(firms[:480]):
        revenue = Decimal(b.rng.randint(300, 42000))
        rd = (revenue * b.rng.randint(5, 70) / 1000).quantize(Decimal("0.1"))
        staff = b.rng.randint(12, 900)
        rows.append(
            {
                "organization": firm,
                "credit_code": b.code_of(firm),
                "period": "2008",
                "revenue": revenue,
                "main_revenue": (revenue * 9 / 10).quantize(Decimal("0.1")),
                "high_tech_revenue": (revenue * b.rng.randint(0, 8) / 10).quantize(Decimal("0.1")),
                "rd_expense": rd,
                "profit": (revenue * b.rng.randint(-3, 14) / 100).quantize(Decimal("0.1")),
                "tax": (revenue * b.rng.randint(2, 7) / 100).quantize(Decimal("0.1")),
                "exports_10k_usd": b.rng.randint(1, 800) if b.rng.random() < 0.3 else None,
                "staff": staff,
                "rd_staff": staff * b.rng.randint(3, 25) // 100,
                "surveyed": True,
            }
        )
    known = ("organization", "credit_code", "region")
    outside = {**{k: rows[0][k] for k in known if k in rows[0]}, "period": "2006", "surveyed": False}
    columns = [
        "- 序号 seq",
        "organization 企业名称",
        "credit_code 统一社会信用代码",
        "period 年度",
        "revenue 主要经济指标|营业收入 wan_comma",
        "main_revenue 主要经济指标|主营业务收入 wan",
        "high_tech_revenue 主要经济指标|高新技术产品收入 wan",
        "profit 主要经济指标|利润总额 wan",
        "tax 主要经济指标|纳税总额 wan",
        "exports_10k_usd 主要经济指标|出口创汇（万美元） int",
        "rd_expense 科技活动|研发费用 wan",
        "staff 人员|从业人员（人） int",
        "rd_staff 人员|研发人员（人） int",
        "surveyed 是否调查 yes",
    ]
    return Sheet(
        "调查汇总",
        [
            b.table(
                "annual_returns",
                "钟楼区企业科技创新情况调查汇总表",
                columns,
                rows,
                unit="计量单位：万元",
                total="合计",
                notes=("注：规模以上企业和高成长型科技企业全部纳入。",),
                faults=(
                    Fault(
                        outside,
                        {"credit_code": wrong_check_digit(rows[0]["credit_code"])},
                        "信用代码校验码错",
                        "check digit does not hold; the firm is offered by name",
                    ),
                ),
            )
        ],
    )


def make() -> Bureau:
    """The workbooks of 钟楼区, kept in the folder of 江山市 because one report file prints both."""
    b = Bureau("jiangshan", "江山市科学技术局（示例）", "320404", "钟楼区", TOWNS)
    b.book("钟楼区-项目申报.xlsx", *_projects(b))
    b.book("钟楼区-专利.xlsx", *_patents(b))
    b.book("钟楼区-创新型企业与平台.xlsx", *_recognitions(b))
    b.book("钟楼区-在孵企业与团队.xlsx", *_incubator(b))
    b.book("钟楼区-知识产权活动.xlsx", *_knowledge(b))
    b.book("钟楼区-企业调查.xlsx", _survey(b))
    b.book(
        "钟楼区-01单位名录.csv",
        Sheet(
            "名录",
            [
                b.table(
                    "organizations",
                    "钟楼区单位名录",
                    [
                        "name 企业名称",
                        "credit_code 社会信用代码",
                        "kind 单位类型",
                        "industry 行业代码",
                        "technical_field 技术领域",
                        "registered_capital 注册资本（元） yuan",
                        "founded_on 成立日期 slash",
                        "contact 联系人",
                        "phone 联系电话",
                    ],
                    b.organization_rows(),
                )
            ],
        ),
    )
    return b
