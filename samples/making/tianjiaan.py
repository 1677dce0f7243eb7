"""田家庵区, first half of 2022: subsidies applied for, technology contracts, commissioners (report 04)."""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import split, wrong_check_digit

TOWNS = (
    "田东街道",
    "新淮街道",
    "国庆街道",
    "淮滨街道",
    "朝阳街道",
    "公园街道",
    "洞山街道",
    "龙泉街道",
    "泉山街道",
    "舜耕镇",
    "安成镇",
    "曹庵镇",
    "三和镇",
    "史院乡",
)
VISITED = ("三正集团", "智能电器厂", "宜生生物科技", "鑫宏机械", "青网科技园")
PLANS = {"高新技术领域": 8, "科技成果转化领域": 5, "农社领域": 4, "引导企业加大研发投入": 4}


def _subsidies(b: Bureau) -> Sheet:
    applicants = [
        *b.many(12),
        *b.many(3, "农业"),
        *b.many(2, "农业", "合作社"),
        b.firm("应用技术", "科研院所"),
    ]
    owners = applicants + applicants[:3]
    money = split(b.rng, 281, 21, "0.5")
    plans = [plan for plan, count in PLANS.items() for _ in range(count)]
    rows: list[Row] = [
        {
            "project_no": f"HNTC2022{n + 1:03d}",
            "name": b.title(titles.project),
            "level": "市",
            "plan": plan,
            "organization": owners[n],
            "credit_code": b.code_of(owners[n]),
            "applied_on": b.day(date(2022, 3, 1), date(2022, 6, 24)),
            "stage": "申报",
            "grant_funds": money[n],
        }
        for n, plan in enumerate(plans)
    ]
    old = {
        **rows[0],
        "project_no": "HNTC2021077",
        "name": "示例上年项目",
        "applied_on": date(2021, 6, 30),
        "grant_funds": None,
    }
    return Sheet(
        "奖补申报",
        [
            b.table(
                "projects",
                "2022年统筹整合财政资金支持产业发展项目申报表（科技类）",
                [
                    "- 序号 seq",
                    "project_no 项目编号",
                    "name 项目名称",
                    "level 级别",
                    "plan 计划类别（支持领域）",
                    "organization 申报单位",
                    "credit_code 统一社会信用代码",
                    "applied_on 申报日期 slash",
                    "stage 项目阶段",
                    "grant_funds 申报奖补资金 wan",
                ],
                rows,
                unit="金额单位：万元",
                group=lambda r: r["plan"],
                counted="个",
                subtotal="小计",
                total="合计",
                faults=(
                    Fault(
                        old,
                        {"applied_on": "2021/6/31"},
                        "六月没有31日",
                        "no such day; left empty, row flagged",
                        at=3,
                    ),
                ),
            )
        ],
    )


def _enterprises(b: Bureau) -> list[Sheet]:
    listed: list[Row] = []
    for n, firm in enumerate(b.many(28)):
        listed.append(
            {
                "kind": "高企培育入库",
                "organization": firm,
                "credit_code": b.code_of(firm),
                "level": "区级",
                "batch_name": "2022—2024年库",
                "recognised_on": date(2022, 1 + n % 6, 10),
                "result": "认定",
            }
        )
    applying: list[Row] = [
        {
            "kind": "高新技术企业",
            "organization": row["organization"],
            "credit_code": row["credit_code"],
            "level": "国家级",
            "batch_name": "2022年第一批",
            "applied_on": date(2022, 5, 17 + n),
            "result": "申报",
        }
        for n, row in enumerate(listed[:6])
    ]
    valid: list[Row] = []
    for n, firm in enumerate(b.many(19)):
        day = date(2019 + n % 3, 10, 18)
        valid.append(
            {
                "kind": "高新技术企业",
                "organization": firm,
                "credit_code": b.code_of(firm),
                "level": "国家级",
                "certificate_no": f"GR{day.year}34999{n + 1:03d}",
                "recognised_on": day,
                "expires_on": day.replace(year=day.year + 3),
                "result": "认定",
            }
        )
    extra_firm = b.firm()
    extra = {
        **listed[0],
        "organization": extra_firm,
        "batch_name": "2019—2021年库",
        "recognised_on": date(2019, 9, 30),
    }
    columns = [
        "- 序号 seq",
        "organization 企业名称",
        "credit_code 信用代码",
        "kind 资质类型",
        "level 级别",
        "batch_name 批次",
    ]
    return [
        Sheet(
            "高企培育库",
            [
                b.table(
                    "recognitions",
                    "田家庵区高新技术企业培育库（2022—2024年）",
                    [*columns, "recognised_on 入库日期 dot", "result 结果"],
                    listed,
                    faults=(
                        Fault(
                            extra,
                            {"credit_code": 9.1340403000012e17},
                            "信用代码被 Excel 变成数字 9.1340403E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                        duplicate(listed[3], "organization"),
                    ),
                )
            ],
        ),
        Sheet(
            "高企",
            [
                b.table(
                    "recognitions",
                    "2022年上半年申报国家高新技术企业情况",
                    [*columns, "applied_on 申报日期 dot", "result 进展"],
                    applying,
                ),
                b.table(
                    "recognitions",
                    "在册国家高新技术企业",
                    [
                        *columns[:-1],
                        "certificate_no 证书编号",
                        "recognised_on 认定日期 date",
                        "expires_on 有效期至 date",
                        "result 结果",
                    ],
                    valid,
                ),
            ],
        ),
    ]


def _contracts(b: Bureau) -> list[Sheet]:
    kinds = ("技术开发", "技术转让", "技术许可", "技术咨询", "技术服务")

    def contracts(
        direction: str, total: str, count: int, mark: str, months: tuple[int, ...], year: int = 2022
    ) -> list[Row]:
        rows: list[Row] = []
        for n, amount in enumerate(split(b.rng, total, count, "0.01"), start=1):
            month, inside, outside = (
                months[n % len(months)],
                b.some(),
                f"外地示例单位{b.rng.randint(1, 20):02d}",
            )
            signed = date(year, month, 1 + n % 26)
            rows.append(
                {
                    "contract_no": f"{year}3404{mark}{n:05d}",
                    "name": b.title(titles.thing) + "技术合作",
                    "kind": kinds[n % 5],
                    "direction": direction,
                    "seller": inside if direction == "输出" else outside,
                    "buyer": outside if direction == "输出" else inside,
                    "signed_on": signed,
                    "registered_on": signed.replace(day=28),
                    "amount": amount,
                    "technical_amount": (amount * 4 / 5).quantize(Decimal("0.01")),
                    "field": b.organizations[inside]["technical_field"],
                }
            )
        return rows

    columns = [
        "- 序号 seq",
        "contract_no 合同登记编号",
        "name 合同名称",
        "kind 合同类别",
        "seller 卖方（转让方）",
        "buyer 买方（受让方）",
        "direction 流向",
        "field 技术领域",
        "signed_on 签订日期 iso",
        "registered_on 登记日期 iso",
        "amount 合同成交额 {unit}",
        "technical_amount 其中：技术交易额 {unit}",
    ]
    half = (1, 2, 3, 4, 5)
    taken, given = contracts("吸纳", "12430.39", 96, "A", half), contracts("输出", "7184.98", 61, "B", half)
    june = contracts("吸纳", "820.5", 6, "C", (6,)) + contracts("输出", "415.2", 5, "D", (6,))
    last = contracts("吸纳", "9876.4", 40, "E", half, 2021) + contracts("输出", "6002.6", 30, "F", half, 2021)
    odd = {**last[0], "contract_no": "20213404E90001", "name": "示例补登合同"}

    def head(unit: str) -> list[str]:
        return [c.format(unit=unit) for c in columns]

    return [
        Sheet(
            "吸纳",
            [
                b.table(
                    "technology_contracts",
                    "田家庵区吸纳技术合同登记台账（2022年1—5月）",
                    head("wan"),
                    taken,
                    unit="单位：万元",
                    total="合计",
                )
            ],
        ),
        Sheet(
            "输出",
            [
                b.table(
                    "technology_contracts",
                    "田家庵区输出技术合同登记台账（2022年1—5月）",
                    head("wan_comma"),
                    given,
                    unit="（万元）",
                )
            ],
        ),
        Sheet("6月", [b.table("technology_contracts", "6月份新登记技术合同", head("wan_text"), june)]),
        Sheet(
            "上年同期",
            [
                b.table(
                    "technology_contracts",
                    "2021年1—5月技术合同登记",
                    [
                        c.replace("成交额 yuan", "成交额（元） yuan").replace(
                            "交易额 yuan", "交易额（元） yuan"
                        )
                        for c in head("yuan")
                    ],
                    last,
                    faults=(
                        Fault(
                            odd,
                            {"amount": "约十二万"},
                            "金额写成文字",
                            "not an amount; row refused or flagged",
                        ),
                    ),
                )
            ],
        ),
    ]


def _platforms(b: Bureau) -> list[Sheet]:
    plan = (
        ("工程技术研究中心", "国家级", 1),
        ("工程技术研究中心", "省级", 7),
        ("实验室", "国家级", 1),
        ("实验室", "省级", 5),
        ("众创空间", "省级", 1),
        ("工程技术研究中心", "市级", 9),
        ("众创空间", "市级", 3),
    )
    rows: list[Row] = []
    for kind, level, count in plan:
        for _ in range(count):
            firm = b.some()
            day = b.day(2011, 2021)
            rows.append(
                {
                    "name": f"{level[0]}示例{b.organizations[firm]['technical_field']}{kind}{len(rows) + 1:02d}",
                    "kind": kind,
                    "level": level,
                    "organization": firm,
                    "recognised_on": day,
                    "document_no": f"示例文〔{day.year}〕{len(rows) + 1}号",
                    "status": "认定",
                    "field": b.organizations[firm]["technical_field"],
                    "area": b.rng.randint(3, 40) * 100,
                }
            )
    farm: list[Row] = [
        {
            "name": "沿淮西甜瓜嫁接育苗产业星创天地",
            "kind": "星创天地",
            "level": "省级",
            "organization": b.firm("农业", "合作社"),
            "recognised_on": date(2020, 6, 1),
            "status": "认定",
            "area": 8000,
        },
        {
            "name": "淮南市西甜瓜集约化育苗工程技术研究中心",
            "kind": "农业科技平台",
            "level": "市级",
            "organization": b.firm("农业"),
            "recognised_on": date(2019, 5, 1),
            "status": "认定",
            "area": 2000,
        },
        {
            "name": "范玗村西甜瓜育苗基地",
            "kind": "示范基地",
            "level": "区级",
            "organization": b.firm("农业", "合作社"),
            "recognised_on": date(2021, 3, 1),
            "status": "认定",
            "area": 400000,
        },
    ]
    return [
        Sheet(
            "研发平台",
            [
                b.table(
                    "platforms",
                    "辖区科技创新平台统计表",
                    [
                        "- 序号 seq",
                        "name 平台名称",
                        "kind 类别",
                        "level 级别",
                        "organization 依托（建设）单位",
                        "recognised_on 认定时间 cn",
                        "document_no 认定文号",
                        "status 状态",
                        "field 所属技术领域",
                        "area 面积（平方米） int",
                    ],
                    rows,
                    group=lambda r: f"{r['level']}{r['kind']}",
                    notes=("注：省级及以上含国家级。",),
                )
            ],
        ),
        Sheet(
            "农业平台",
            [
                b.table(
                    "platforms",
                    "农业科技创新平台",
                    [
                        "name 平台名称",
                        "kind 类型",
                        "level 级别",
                        "organization 依托单位",
                        "recognised_on 认定日期 month",
                        "status 状态",
                        "area 面积（㎡） int",
                    ],
                    farm,
                    notes=("备注：育苗基地示范面积600亩，表内按平方米折算。",),
                )
            ],
        ),
    ]


def _people(b: Bureau) -> list[Sheet]:
    rows: list[Row] = [
        {
            "person": f"人才{n:02d}",
            "organization": b.named("淮南市泰能电力工程有限公司") if n == 1 else b.some(),
            "programme": "省特支计划创新创业领军人才",
            "batch_name": "第八批",
            "level": "省级",
            "selected_on": date(2022, 4, 1),
        }
        for n in range(1, 4)
    ]
    rows.append(
        {
            "person": "示例115产业创新团队",
            "organization": b.some(),
            "programme": "省115产业创新团队",
            "batch_name": "第十四批",
            "level": "省级",
            "selected_on": date(2021, 9, 1),
        }
    )
    rows += [
        {
            "person": f"示例创新团队{n:02d}",
            "organization": b.some(),
            "programme": "50·科技之星创新团队",
            "batch_name": f"第{'一二三'[n % 3]}批",
            "level": "市级",
            "selected_on": date(2019 + n % 3, 6, 1),
            "amount": Decimal(10),
        }
        for n in range(1, 15)
    ]
    villages = [f"示例{town}{n}村" for n in range(1, 8) for town in TOWNS[-5:]] + ["范玗村"]
    served: list[Row] = [
        {
            "person": f"特派员{n % 14 + 1:02d}",
            "organization": ("安徽理工大学", "淮南市农业科学研究所", "淮南师范学院")[n % 14 % 3],
            "kind": "个人",
            "served_place": village,
            "field": ("小麦赤霉病防治", "草莓栽培", "西甜瓜育苗", "秸秆还田")[n % 14 % 4],
            "from_on": date(2022, 1, 1),
            "until_on": date(2024, 12, 31),
            "training_count": 1 + n % 3,
            "people_served": b.rng.randint(15, 60),
        }
        for n, village in enumerate(villages)
    ]
    for name, kind in (
        ("安徽理工大学", "高校"),
        ("淮南市农业科学研究所", "科研院所"),
        ("淮南师范学院", "高校"),
    ):
        b.named(name, kind)
    bad = {
        **served[0],
        "person": "特派员90",
        "served_place": "范玗村",
        "from_on": date(2019, 6, 30),
        "until_on": date(2020, 12, 31),
    }
    return [
        Sheet(
            "人才团队",
            [
                b.table(
                    "talents",
                    "高层次人才和创新团队入选情况",
                    [
                        "- 序号 seq",
                        "person 姓名（代号）或团队名称",
                        "organization 所在单位",
                        "programme 人才计划（项目）",
                        "batch_name 批次",
                        "level 级别",
                        "selected_on 入选时间 cn_month",
                        "amount 资助金额（万元） wan",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "科技特派员",
            [
                b.table(
                    "commissioners",
                    "田家庵区科技特派员选派及联系村情况",
                    [
                        "- 序号 seq",
                        "person 特派员（代号）",
                        "organization 派出单位",
                        "kind 类型",
                        "field 专业特长",
                        "served_place 服务村",
                        "from_on 服务期限|起 dot",
                        "until_on 服务期限|止 dot",
                        "training_count 培训次数 int",
                        "people_served 服务人次 int",
                    ],
                    sorted(served, key=lambda row: row["person"]),
                    merge=("person", "organization", "kind", "field"),
                    notes=("一人联系多个村的，一村一行。",),
                    faults=(
                        Fault(
                            bad,
                            {"from_on": "2019.6.31"},
                            "六月没有31日",
                            "no such day; left empty, row flagged",
                        ),
                    ),
                )
            ],
        ),
    ]


def _work(b: Bureau) -> list[Sheet]:
    visits: list[Row] = [
        {
            "name": f"入企调研：{firm}",
            "kind": "调研走访",
            "held_on": date(2022, 5, 25),
            "place": firm,
            "participants": 6,
            "organizations_reached": 1,
        }
        for firm in VISITED
    ]
    others = (
        ("科技创新难点和需求问卷调查", "调研走访", date(2022, 5, 23), "线上", None, 96, None),
        ("科技系统大调研田家庵区企业座谈会", "会议", date(2022, 5, 26), "区科技局", 28, 16, None),
        ("科技活动周线上启动", "科普", date(2022, 5, 21), "线上", 120, None, 200),
        ("安全生产月宣传", "科普", date(2022, 6, 16), "朝阳街道", 85, None, 300),
        ("绿色低碳、节能先行主题宣传", "科普", date(2022, 6, 13), "公园街道", 70, None, 260),
        ("防震减灾应急宣传", "科普", date(2022, 5, 12), "洞山街道", 150, None, 400),
        ("小麦赤霉病防治现场指导", "培训", date(2022, 4, 20), "曹庵镇", 42, None, 150),
        ("草莓后期高产优质栽培培训", "培训", date(2022, 3, 15), "史院乡", 36, None, 120),
    )
    names = ("name", "kind", "held_on", "place", "participants", "organizations_reached", "materials")
    events = visits + [dict(zip(names, item, strict=True)) for item in others]
    needs: list[Row] = [
        {
            "number": f"TJA-XQ-{n:03d}",
            "name": b.title(titles.thing) + "技术需求",
            "organization": b.some(),
            "field": ("人才引育", "成果转化", "平台建设", "技术研发")[n % 4],
            "received_on": date(2022, 5, 20 + n % 10),
            "matched_on": date(2022, 6, 10) if n % 3 == 0 else None,
            "status": "已对接" if n % 3 == 0 else "已征集",
            "investment": Decimal(5 * n),
        }
        for n in range(1, 25)
    ]
    return [
        Sheet(
            "活动",
            [
                b.table(
                    "events",
                    "2022年上半年调研、科普、培训活动登记",
                    [
                        "- 序号 seq",
                        "name 活动名称",
                        "kind 活动类别",
                        "held_on 时间 cn",
                        "place 地点",
                        "participants 参与人数 int",
                        "organizations_reached 涉及企业（家） int",
                        "materials 发放资料（份） int",
                    ],
                    events,
                )
            ],
        ),
        Sheet(
            "需求台账",
            [
                b.table(
                    "needs",
                    "科技型企业需求台账",
                    [
                        "number 需求编号",
                        "name 需求内容（名称）",
                        "organization 企业名称",
                        "field 领域",
                        "received_on 收集日期 slash",
                        "matched_on 对接日期 slash",
                        "status 状态",
                        "investment 拟投入资金（万元） full_width",
                    ],
                    needs,
                    notes=("一企一策，持续跟进。",),
                )
            ],
        ),
    ]


def _statistics(b: Bureau) -> Sheet:
    names = ("indicator", "area", "period", "value", "measure_unit", "growth", "rank", "rank_scope", "origin")
    items = (
        (
            "高新技术产业增加值增速",
            "田家庵区",
            "2022-05",
            Decimal("21.1"),
            "%",
            None,
            2,
            "全市",
            "淮南市统计局",
        ),
        (
            "高新技术产业增加值增速（全市）",
            "淮南市",
            "2022-05",
            Decimal("3.0"),
            "%",
            None,
            None,
            None,
            "淮南市统计局",
        ),
        (
            "输出技术合同成交额",
            "田家庵区",
            "2022-05",
            Decimal("7184.98"),
            "万元",
            Decimal("19.7"),
            2,
            "全市",
            "淮南市科学技术局",
        ),
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    return Sheet(
        "通报",
        [
            b.table(
                "statistics",
                "市直部门通报指标",
                [
                    "indicator 指标名称",
                    "area 区域",
                    "period 期间",
                    "value 数值 num",
                    "measure_unit 单位",
                    "growth 增速（%） num",
                    "rank 位次 int",
                    "rank_scope 排名范围",
                    "origin 数据来源",
                ],
                rows,
                notes=("注：表中5月为1—5月累计数。",),
            )
        ],
    )


def make() -> Bureau:
    """All of the district's workbooks."""
    b = Bureau("tianjiaan", "田家庵区科学技术局（示例）", "340403", "田家庵区", TOWNS)
    for name in VISITED:
        b.named(name)
    b.book("2022奖补项目申报.xlsx", _subsidies(b))
    b.book("科技型企业.xlsx", *_enterprises(b))
    b.book("技术合同登记.xlsx", *_contracts(b))
    b.book("平台一览.xlsx", *_platforms(b))
    b.book("人才与特派员.xlsx", *_people(b))
    b.book("上半年工作记录.xlsx", *_work(b), _statistics(b))
    firms = b.organization_rows()
    base = firms[30]
    b.book(
        "01企业库.csv",
        Sheet(
            "企业库",
            [
                b.table(
                    "organizations",
                    "田家庵区科技企业库",
                    [
                        "- 序号 seq",
                        "name 企业（单位）名称",
                        "credit_code 统一社会信用代码",
                        "kind 单位类型",
                        "region 所属街道",
                        "industry 行业代码",
                        "technical_field 技术领域",
                        "registered_capital 注册资本（万元） wan",
                        "founded_on 成立日期 iso",
                        "address 注册地址",
                        "contact 联系人",
                        "phone 联系方式",
                    ],
                    firms,
                    faults=(
                        Fault(
                            {**base, "name": "田家庵示例注销企业有限公司"},
                            {"credit_code": "9.134E+17"},
                            "信用代码在 CSV 中只剩 9.134E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                        Fault(
                            {**base, "name": "田家庵示例更名企业有限公司"},
                            {"credit_code": wrong_check_digit(base.get("credit_code") or "")},
                            "信用代码校验码错",
                            "check digit does not hold; not stored as a code",
                        ),
                    ),
                )
            ],
        ),
    )
    return b
