"""海沧区, 2005: the three science items of expenditure, assessment, incubator, popularisation (report 05)."""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import split, wrong_check_digit

TOWNS = ("海沧街道", "新阳街道", "嵩屿街道", "东孚街道")
CENTRE = "海投科技创业中心"


def _projects(b: Bureau) -> list[Sheet]:
    applied: list[Row] = [
        {
            "project_no": f"HC2005-{n:03d}",
            "name": b.title(titles.project, ("医药卫生", "工业", "农业", "社会发展")[n % 4]),
            "level": "县区",
            "plan": "区科技计划",
            "organization": b.some(),
            "undertaker_kind": "企业",
            "industry_class": ("医药卫生", "工业", "农业", "社会发展")[n % 4],
            "applied_on": b.day(date(2005, 2, 1), date(2005, 6, 24)),
            "stage": "申报",
        }
        for n in range(1, 19)
    ]
    grants = split(b.rng, 724, 13, 2)
    for row, grant in zip(applied, grants, strict=False):
        row.update(stage="立项", approved_on=date(2005, 9, 1), grant_funds=grant)
    schools: list[Row] = [
        {
            "project_no": f"HCQS2005-{n}",
            "name": f"青少年科普活动示例项目{n}",
            "level": "县区",
            "plan": "青少年科普活动项目",
            "organization": b.firm("学校", "其他"),
            "undertaker_kind": "事业单位",
            "approved_on": date(2005, 5, 1),
            "stage": "立项",
            "grant_funds": grant,
        }
        for n, grant in enumerate(split(b.rng, "1.4", 7, "0.1"), start=1)
    ]
    bad = {**applied[17], "project_no": "HC2003-019", "name": "示例往年项目", "applied_on": date(2003, 6, 30)}
    return [
        Sheet(
            "区科技计划",
            [
                b.table(
                    "projects",
                    "2005年度海沧区科技计划项目受理与下达情况",
                    [
                        "- 序号 seq",
                        "project_no 项目编号",
                        "name 项目名称",
                        "level 级别",
                        "plan 计划类别",
                        "organization 承担单位",
                        "undertaker_kind 承担主体",
                        "industry_class 行业类别",
                        "applied_on 受理|日期 cn",
                        "stage 下达|目前阶段",
                        "approved_on 下达|立项时间 month",
                        "grant_funds 下达|资助金额 wan",
                    ],
                    applied,
                    unit="单位：万元",
                    total="合计",
                    notes=("注：第一批13项9月下达，其余转第二批。",),
                    faults=(
                        Fault(
                            bad,
                            {"applied_on": "2003年6月31日"},
                            "六月没有31日",
                            "no such day; left empty, row flagged",
                        ),
                    ),
                )
            ],
        ),
        Sheet(
            "青少年科普项目",
            [
                b.table(
                    "projects",
                    "青少年科普活动项目补助",
                    [
                        "project_no 编号",
                        "name 项目名称",
                        "level 级别",
                        "plan 计划类别",
                        "organization 承担学校",
                        "undertaker_kind 承担主体",
                        "approved_on 立项（下达）时间 cn_month",
                        "stage 阶段",
                        "grant_funds 补助经费（元） yuan",
                    ],
                    schools,
                )
            ],
        ),
    ]


def _funds(b: Bureau) -> Sheet:
    rows: list[Row] = []

    def book(
        kind: str, purpose: str, payee: str, amount: str | Decimal, day: date, number: str | None = None
    ) -> None:
        rows.append(
            {
                "voucher_no": f"HC05-{len(rows) + 1:03d}",
                "kind": kind,
                "level": "区级",
                "purpose": purpose,
                "organization": payee,
                "amount": Decimal(amount),
                "booked_on": day,
                "document_no": number,
            }
        )

    book(
        "下达",
        "科技三项费用",
        b.named("海沧区科学技术局", "机关"),
        "1314",
        date(2005, 3, 1),
        "海财预〔2005〕15号",
    )
    book("拨付", "科创中心无偿资助", b.named(CENTRE, "其他"), "400", date(2005, 4, 12), "海科〔2005〕8号")
    for amount, n in zip((120, 90, 90, 80, 100), range(5), strict=True):
        book("补助", "贷款贴息", b.some(), str(amount), date(2005, 9, 20 + n), "海科〔2005〕31号")
    for amount, n in zip((30, 25, 20, 35), range(4), strict=True):
        book("回收", "逾期科技三项费用", b.some(), str(amount), date(2005, 7 + n, 15))
    bad = {**rows[-1], "voucher_no": "HC04-077", "booked_on": date(2004, 12, 1)}
    return Sheet(
        "三项费用",
        [
            b.table(
                "fund_movements",
                "科技三项费用收支台账",
                [
                    "voucher_no 凭证号",
                    "booked_on 日期 date",
                    "kind 资金类型",
                    "level 资金级别",
                    "purpose 用途",
                    "organization 收（付）款单位",
                    "amount 金额（万元） wan",
                    "document_no 文件号",
                ],
                rows,
                faults=(
                    Fault(
                        bad,
                        {"amount": "叁拾万"},
                        "金额用中文大写",
                        "read as 30 万元 or flagged as not an amount",
                    ),
                ),
            )
        ],
    )


def _incubator(b: Bureau) -> list[Sheet]:
    tenants: list[Row] = [
        {
            "platform": CENTRE,
            "organization": b.named(name) if name else b.firm("电子"),
            "entered_on": date(2005, 6 + n % 5, 8) if n < 7 else None,
            "outcome": "已进驻" if n < 7 else "签订入驻协议",
        }
        for n, name in enumerate(["凯弗隆（厦门）科技有限公司", "迪尔康科技有限公司", *[""] * 7])
    ]
    places: list[Row] = [
        {
            "name": CENTRE,
            "kind": "科技企业孵化器",
            "level": "区级",
            "organization": CENTRE,
            "recognised_on": date(2005, 6, 1),
            "status": "在建",
            "area": 21587,
            "staff": 12,
        },
        {
            "name": "东孚镇标准科普画廊",
            "kind": "科普画廊",
            "level": "区级",
            "organization": b.named("东孚镇科委", "机关"),
            "recognised_on": date(2005, 8, 1),
            "status": "建成",
            "area": None,
            "staff": None,
        },
    ]
    return [
        Sheet(
            "科创中心企业",
            [
                b.table(
                    "tenants",
                    "科创中心入驻企业登记表",
                    [
                        "- 序号 seq",
                        "platform 孵化载体名称",
                        "organization 企业名称",
                        "entered_on 进驻日期 slash",
                        "outcome 去向（状态）",
                    ],
                    tenants,
                )
            ],
        ),
        Sheet(
            "载体设施",
            [
                b.table(
                    "platforms",
                    "科创中心及科普设施情况",
                    [
                        "name 平台（设施）名称",
                        "kind 平台类型",
                        "level 级别",
                        "organization 建设单位",
                        "recognised_on 认定（投入使用）时间 month",
                        "status 状态",
                        "area 租赁面积（㎡） int",
                        "staff 人员数 int",
                    ],
                    places,
                )
            ],
        ),
    ]


def _people(b: Bureau) -> list[Sheet]:
    telecoms = [b.firm("通讯") for _ in range(3)]
    schools = [b.firm("学校", "其他") for _ in range(8)]
    communities = [b.named(f"{name}社区居委会", "其他") for name in ("海发", "海沧", "新阳")]
    bodies: list[Row] = []
    plan = (
        ("科技顾问", 11, ["厦门大学", "集美大学"], "教授"),
        ("科普志愿者", 53, communities, None),
        ("通讯技术保障队", 20, telecoms, "工程师"),
        ("计算机网络保障队", 55, schools, "教师"),
    )
    for name in ("厦门大学", "集美大学"):
        b.named(name, "高校", region="")
    for kind, count, homes, title in plan:
        bodies += [
            {
                "name": f"{kind}{n + 1:03d}",
                "organization": homes[n % len(homes)],
                "kind": kind,
                "job_title": title,
            }
            for n in range(count)
        ]
    return [
        Sheet(
            "队伍名册",
            [
                b.table(
                    "people",
                    "科技顾问、志愿者和保障队伍名册（代号）",
                    [
                        "- 序号 seq",
                        "name 姓名（代号）",
                        "organization 所在单位",
                        "kind 人员类别",
                        "job_title 职称（职务）",
                    ],
                    bodies,
                    group=lambda r: r["kind"],
                )
            ],
        )
    ]


def _awards(b: Bureau) -> list[Sheet]:
    names = ("name", "award", "level", "grade", "organization", "year", "awarded_on", "result")
    items = (
        (
            "SARS病毒荧光PCR核酸检测试剂盒",
            "厦门市科学技术奖",
            "市级",
            "二等奖",
            b.named("英科新创（厦门）科技有限公司"),
            2005,
            date(2005, 6, 1),
            "获奖",
        ),
        (
            "高品质健康住宅浪琴湾工程开发",
            "厦门市科学技术奖",
            "市级",
            "三等奖",
            b.named("海投房地产有限公司"),
            2005,
            date(2005, 6, 1),
            "获奖",
        ),
        (
            "机器人足球（示例）",
            "厦门市青少年机器人大赛",
            "市级",
            "第三名",
            b.firm("学校", "其他"),
            2005,
            date(2005, 7, 16),
            "获奖",
        ),
        (
            "机器人灭火（示例）",
            "厦门市青少年机器人大赛",
            "市级",
            "第三名",
            b.firm("学校", "其他"),
            2005,
            date(2005, 7, 16),
            "获奖",
        ),
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    honours: list[Row] = [
        {
            "kind": "半导体照明工程产业化基地骨干企业",
            "organization": b.named(firm),
            "level": "市级",
            "batch_name": "第一批",
            "recognised_on": date(2005, 5, 1),
            "result": "认定",
        }
        for firm in ("厦门通士达照明有限公司", "厦门尚明达机电工业有限公司")
    ]
    high: list[Row] = []
    for n in range(1, 27):
        firm = b.firm("生物" if n % 2 else "照明")
        day = date(2003 + n % 3, 7, 12)
        high.append(
            {
                "kind": "高新技术企业",
                "organization": firm,
                "credit_code": b.code_of(firm),
                "level": "市级",
                "certificate_no": f"XM{day.year}{n:04d}",
                "recognised_on": day,
                "expires_on": day.replace(year=day.year + 2),
                "result": "认定",
            }
        )
    extra_firm = b.firm("化工")
    extra = {
        **high[0],
        "organization": extra_firm,
        "certificate_no": "XM20010999",
        "recognised_on": date(2001, 7, 1),
        "expires_on": date(2003, 7, 1),
    }
    joint: list[Row] = [
        {
            "subject": "SARS病毒荧光PCR核酸检测试剂盒",
            "organization": b.named("英科新创（厦门）科技有限公司"),
            "partner": b.named(partner, kind, region=""),
            "kind": "联合研发",
            "running_from": date(2003, 6, 1),
            "status": "已完成",
        }
        for partner, kind in (("厦门示例医学检验所", "科研院所"), ("厦门示例生物工程研究中心", "科研院所"))
    ]
    return [
        Sheet(
            "获奖",
            [
                b.table(
                    "awards",
                    "2005年科技奖励及竞赛获奖",
                    [
                        "name 项目名称",
                        "award 奖项",
                        "level 级别",
                        "grade 等级",
                        "organization 完成单位",
                        "year 年度 int",
                        "awarded_on 授奖日期 dot",
                        "result 结果",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "联合研制",
            [
                b.table(
                    "cooperations",
                    "获奖项目联合研制单位",
                    [
                        "subject 合作项目",
                        "organization 我区企业",
                        "partner 合作单位",
                        "kind 合作方式",
                        "running_from 启动时间 month",
                        "status 进展",
                    ],
                    joint,
                )
            ],
        ),
        Sheet(
            "企业资质",
            [
                b.table(
                    "recognitions",
                    "厦门半导体照明骨干企业（我区）",
                    [
                        "kind 资质类型",
                        "organization 企业名称",
                        "level 级别",
                        "batch_name 批次",
                        "recognised_on 认定时间 month",
                        "result 结果",
                    ],
                    honours,
                ),
                b.table(
                    "recognitions",
                    "海沧区高新技术企业一览",
                    [
                        "- 序号 seq",
                        "organization 企业名称",
                        "credit_code 统一社会信用代码",
                        "kind 资质类型",
                        "level 级别",
                        "certificate_no 证书号",
                        "recognised_on 认定日期 date",
                        "expires_on 有效期至 date",
                        "result 结果",
                    ],
                    high,
                    faults=(
                        Fault(
                            extra,
                            {"credit_code": 9.1350205000099e17},
                            "信用代码被 Excel 变成数字 9.1350205E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                    ),
                ),
            ],
        ),
    ]


def _events(b: Bureau) -> Sheet:
    names = ("name", "kind", "held_on", "place", "participants", "materials", "partner")
    items = (
        ("海沧区制药企业科技交流研讨会", "会议", date(2005, 10, 20), "海沧", 86, None, None),
        ("家庭网上行劳动技能培训", "培训", date(2005, 4, 16), "东孚镇", 215, None, "区妇联"),
        ("科技下乡（石塘村）", "科普", date(2005, 3, 12), "石塘村", 170, 330, None),
        ("科技下乡（青礁村）", "科普", date(2005, 4, 9), "青礁村", 150, 300, None),
        ("科技下乡（莲花村）", "科普", date(2005, 7, 23), "莲花村", 160, 310, None),
        ("科技下乡（海发社区）", "科普", date(2005, 8, 13), "海发社区", 160, 296, None),
        ("科技活动周宣传咨询（东屿村）", "科普", date(2005, 5, 17), "东屿村", 228, 1050, "区卫生局"),
        ("肿瘤防治讲座及义诊", "科普", date(2005, 5, 18), "东屿村", 320, 1080, "区疾控中心"),
        ("禽流感防治宣传", "科普", date(2005, 11, 15), "全区", None, 5000, None),
        ("霞阳村科普书架赠书", "科普", date(2005, 6, 18), "霞阳村文化活动中心", None, 312, None),
        ("六一科普教育活动", "科普", date(2005, 6, 1), "科普教育基地", 64, None, "区妇联"),
        ("人防和抗自然灾害演习", "培训", date(2005, 4, 28), "海发社区", 32, None, "区人防办"),
        ("第一届中小学生信息竞赛", "竞赛", date(2005, 5, 28), "海沧", 140, None, "区教育局"),
        ("海沧区科技创新大赛", "竞赛", date(2005, 3, 26), "海沧", 96, None, "区教育局"),
        ("创全国科技进步先进区领导小组会议", "会议", date(2005, 3, 24), "区政府", 40, None, None),
        ("接受省科技进步考核组实地考核", "会议", date(2005, 8, 17), "海沧区", 30, None, "省科技厅"),
        ("高新技术企业交流活动", "对接", date(2005, 9, 22), "海沧", 45, None, None),
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    bad = {
        "name": "科普联席会议",
        "kind": "会议",
        "held_on": date(2004, 6, 30),
        "place": "区政府",
        "participants": 18,
    }
    return Sheet(
        "科普与培训",
        [
            b.table(
                "events",
                "2005年科普、培训及会议活动台账",
                [
                    "- 序号 seq",
                    "name 活动名称",
                    "kind 活动类型",
                    "held_on 举办日期 cn_full",
                    "place 举办地点",
                    "participants 参加（咨询）人数 int",
                    "materials 发放资料（册、份） int",
                    "partner 合作单位",
                ],
                rows,
                faults=(
                    Fault(
                        bad,
                        {"held_on": "二〇〇四年六月三十一日"},
                        "六月没有31日",
                        "no such day; row flagged",
                        at=11,
                    ),
                    duplicate(rows[12], "name"),
                ),
            )
        ],
    )


def _assessment(b: Bureau) -> list[Sheet]:
    topics = ("科技投入", "科技人员", "专利", "高新技术产业", "科普", "信息化", "节能降耗")
    rows: list[Row] = [
        {
            "assessment": "全国科技进步考核",
            "indicator": f"{topics[n % 7]}指标{n + 1:02d}",
            "year": 2005,
            "target": Decimal(60 + n % 5 * 5),
            "result": Decimal(62 + n % 6 * 5),
            "measure_unit": "分",
            "owner": ("科技局", "教育局", "经贸局", "统计局")[n % 4],
            "due_on": date(2005, 6, 30),
            "evidence": f"证明材料{n + 1:02d}",
        }
        for n in range(31)
    ]
    plan: list[Row] = [
        {
            "assessment": "2006年工作计划",
            "indicator": "引进生物与新医药龙头企业",
            "year": 2006,
            "target": Decimal(1),
            "measure_unit": "家",
            "owner": "科技局",
            "due_on": date(2006, 12, 31),
        }
    ]
    systems: list[Row] = [
        {
            "name": f"海沧区科技局机关效能建设制度之{'一二三四五六七八九'[n]}",
            "document_no": f"海科〔2005〕{40 + n}号",
            "issuer": "海沧区科学技术局",
            "stage": "印发",
            "issued_on": date(2005, 5, 9),
        }
        for n in range(9)
    ]
    systems += [
        {
            "name": title,
            "document_no": None,
            "issuer": "海沧区科学技术局",
            "stage": stage,
            "drafted_on": date(2005, 8, n),
            "issued_on": None,
        }
        for n, (title, stage) in enumerate(
            (
                ("海投科创中心管理暂行办法", "起草"),
                ("海沧区“十一五”科技发展规划", "起草"),
                ("海沧区科普工作联席会议办法", "征求意见"),
            ),
            start=2,
        )
    ]
    facts: list[Row] = [
        {
            "indicator": "半导体照明工程产业化基地骨干企业数",
            "area": "厦门市",
            "period": "2005",
            "value": Decimal(16),
            "measure_unit": "家",
            "origin": "厦门市科学技术局",
        },
        {
            "indicator": "获西酞普兰新药证书与生产批件企业数",
            "area": "全国",
            "period": "2005",
            "value": Decimal(2),
            "measure_unit": "家",
            "origin": "国家食品药品监督管理局",
        },
    ]
    workload: list[Row] = [
        {
            "indicator": indicator,
            "area": area,
            "period": "2005",
            "value": Decimal(value),
            "measure_unit": unit,
            "origin": source,
        }
        for indicator, area, value, unit, source in (
            ("科技进步考核材料页数", "海沧区", 312, "页", "考核办公室"),
            ("科技下乡展出科普挂图", "海沧区", 53, "幅", "区科协"),
            ("标准科普画廊长度", "东孚镇", 10, "米", "区科协"),
            ("科技信息网发布信息", "海沧区", 186, "条", "科技信息网"),
        )
    ]
    return [
        Sheet(
            "考核指标",
            [
                b.table(
                    "assessments",
                    "全国科技进步考核指标填报任务分解表",
                    [
                        "- 序号 seq",
                        "assessment 考核名称",
                        "indicator 考核指标",
                        "year 年度 int",
                        "target 目标值 num",
                        "result 完成值 num",
                        "measure_unit 计量单位",
                        "owner 责任单位（科室）",
                        "due_on 完成时限 dot",
                        "evidence 佐证材料",
                    ],
                    rows,
                ),
                b.table(
                    "assessments",
                    "下年度目标",
                    [
                        "assessment 考核名称",
                        "indicator 指标名称",
                        "year 年度 int",
                        "target 目标值 num",
                        "measure_unit 单位",
                        "owner 责任科室",
                        "due_on 时限 date",
                    ],
                    plan,
                ),
            ],
        ),
        Sheet(
            "制度文件",
            [
                b.table(
                    "policy_documents",
                    "机关制度和规划文件",
                    [
                        "name 文件名称",
                        "document_no 发文字号",
                        "issuer 制定机关",
                        "stage 阶段",
                        "drafted_on 起草日期 dot",
                        "issued_on 印发日期 dot",
                    ],
                    systems,
                )
            ],
        ),
        Sheet(
            "外部数据",
            [
                b.table(
                    "statistics",
                    "外单位提供的数据",
                    [
                        "indicator 指标",
                        "area 区域",
                        "period 期间",
                        "value 数值 num",
                        "measure_unit 单位",
                        "origin 来源",
                    ],
                    facts,
                )
            ],
        ),
        Sheet(
            "工作量统计",
            [
                b.table(
                    "statistics",
                    "2005年科技科普工作量统计",
                    [
                        "indicator 统计指标",
                        "area 区域",
                        "period 年度",
                        "value 数值 num",
                        "measure_unit 单位",
                        "origin 提供单位",
                    ],
                    workload,
                )
            ],
        ),
    ]


def make() -> Bureau:
    """All of the district's workbooks."""
    b = Bureau("haicang", "海沧区科学技术局（示例）", "350205", "海沧区", TOWNS)
    b.book("科技三项费用2005.xlsx", *_projects(b), _funds(b))
    tenants, places = _incubator(b)
    b.book("创新载体与设施.xlsx", places)
    b.book("科创中心入驻企业.xlsx", tenants)
    b.book("科普活动.xlsx", _events(b), *_people(b))
    b.book("奖励与企业资质.xlsx", *_awards(b))
    b.book("考核与制度.xlsx", *_assessment(b))
    firms = b.organization_rows()
    base = next(row for row in firms if row.get("credit_code"))
    b.book(
        "01单位.xlsx",
        Sheet(
            "单位表",
            [
                b.table(
                    "organizations",
                    "海沧区科技单位基本情况",
                    [
                        "- 编号 seq",
                        "name 单位名称",
                        "credit_code 统一信用代码",
                        "kind 类型",
                        "region 所属镇街",
                        "industry 行业代码",
                        "technical_field 技术领域",
                        "registered_capital 注册资金（万元） wan",
                        "founded_on 成立日期 dot",
                        "address 地址",
                        "contact 联系人",
                        "phone 联系电话",
                    ],
                    firms,
                    faults=(
                        Fault(
                            {**base, "name": "海沧示例停业企业有限公司"},
                            {"credit_code": wrong_check_digit(base["credit_code"])},
                            "信用代码校验码错",
                            "check digit does not hold; not stored as a code",
                        ),
                        Fault(
                            {**base, "name": "海沧示例并入企业有限公司"},
                            {"credit_code": base["credit_code"][:-1]},
                            "信用代码少一位",
                            "17 characters instead of 18; not stored as a code",
                        ),
                    ),
                )
            ],
            aside="2005年底核对，红色为待核",
        ),
    )
    return b
