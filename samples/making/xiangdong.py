"""湘东区, 2024 to mid-2026: every number of report 01 is masked, so all of them are invented here.

The report's year is 2024; rows of 2025 and of the first half of 2026 give the bureau a present.
"""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import patent_number, split, wrong_check_digit

TOWNS = (
    "峡山口街道",
    "湘东镇",
    "荷尧镇",
    "老关镇",
    "腊市镇",
    "下埠镇",
    "排上镇",
    "东桥镇",
    "麻山镇",
    "白竺乡",
    "广寒寨乡",
)
LONGFA, TIANYA, HUAXING, HUIHUA = "龙发实业", "天涯种业", "华星环保工程技术有限公司", "慧骅科技"
PLANS = {"揭榜挂帅项目": 1, "重点研发计划": 5, "省级引导市县发展专项": 6, "人才项目": 2}


def _projects(b: Bureau) -> list[Sheet]:
    state: list[Row] = [
        {
            "project_no": f"ZYYD2024-{n}",
            "name": f"中央引导地方示例项目{n}",
            "level": "国家",
            "plan": "中央引导地方科技发展专项",
            "organization": b.named(firm),
            "undertaker_kind": "企业",
            "applied_on": date(2024, 3, 10 + n),
            "approved_on": date(2024, 8, 1),
            "stage": "立项",
            "grant_funds": Decimal(amount),
        }
        for n, (firm, amount) in enumerate(((LONGFA, 100), ("湘东石油石化工业填料公司", 80)), start=1)
    ]
    plans = [plan for plan, count in PLANS.items() for _ in range(count)]
    province: list[Row] = [
        {
            "project_no": f"JXS2024-{n:03d}",
            "name": b.title(titles.project),
            "level": "省",
            "plan": plan,
            "organization": b.some(),
            "undertaker_kind": "企业",
            "applied_on": b.day(date(2024, 2, 5), date(2024, 7, 12)),
            "approved_on": date(2024, 11, 1),
            "stage": "立项",
            "grant_funds": amount,
        }
        for n, (plan, amount) in enumerate(zip(plans, split(b.rng, 645, 14, 5), strict=True), start=1)
    ]
    special: list[Row] = [
        {
            "project_no": "JXZD2024-001",
            "name": "绿色优质水稻新品种选育",
            "level": "省",
            "plan": "省科技重大专项",
            "organization": b.named(TIANYA),
            "undertaker_kind": "企业",
            "industry_class": "农业",
            "approved_on": date(2024, 6, 1),
            "stage": "在研",
            "planned_funds": Decimal(1200),
            "fiscal_funds": Decimal(300),
            "self_funds": Decimal(900),
        }
    ]
    village: list[Row] = [
        {
            "project_no": f"YCYP2024-{n}",
            "name": b.title(titles.project, "农业"),
            "level": "省",
            "plan": "一村一品产业项目",
            "organization": b.named("柘红种养合作社", "合作社") if n == 1 else b.firm("农业", "合作社"),
            "undertaker_kind": "其他",
            "industry_class": "农业",
            "approved_on": date(2024, 9, 1),
            "stage": "立项",
            "grant_funds": amount,
        }
        for n, amount in enumerate(split(b.rng, 75, 5, 5), start=1)
    ]
    city: list[Row] = [
        {
            "project_no": f"PXS2024-{n:02d}",
            "name": b.title(titles.project),
            "level": "市",
            "plan": "市科技计划",
            "organization": b.some(),
            "undertaker_kind": "企业",
            "applied_on": b.day(date(2024, 4, 1), date(2024, 5, 31)),
            "approved_on": date(2024, 10, 1),
            "stage": "立项",
            "grant_funds": amount,
        }
        for n, amount in enumerate(split(b.rng, 86, 9), start=1)
    ]
    later: list[Row] = []
    for year, count in ((2025, 21), (2026, 16)):
        for n in range(1, count + 1):
            done = year == 2025 and n % 3
            later.append(
                {
                    "project_no": f"XD{year}-{n:03d}",
                    "name": b.title(titles.project),
                    "level": ("省", "市", "县区")[n % 3],
                    "plan": ("重点研发计划", "市科技计划", "区科技计划")[n % 3],
                    "organization": b.some(),
                    "undertaker_kind": "企业",
                    "applied_on": b.day(date(year, 2, 3), date(year, 6, 12)),
                    "approved_on": date(2025, 11, 1) if done else None,
                    "stage": "立项" if done else "申报",
                    "grant_funds": Decimal(5 * (1 + n % 8)) if done else None,
                }
            )
    head = [
        "- 序号 seq",
        "project_no 项目编号",
        "name 项目名称",
        "level 项目级别",
        "plan 计划（专项）类别",
        "organization 申报（承担）单位",
        "undertaker_kind 承担主体",
    ]
    tail = [
        "applied_on 时间节点|申报日期 dot",
        "approved_on 时间节点|立项日期 month",
        "stage 项目阶段",
        "grant_funds 立项资助金额（万元） wan",
    ]
    bad = {
        **city[0],
        "project_no": "PXS2022-99",
        "name": "示例往年项目",
        "applied_on": date(2022, 4, 30),
        "approved_on": None,
        "stage": "未立项",
        "grant_funds": None,
    }
    return [
        Sheet(
            "国家级省级",
            [
                b.table(
                    "projects",
                    "2024年国家级、省级科技项目申报立项情况",
                    head + tail,
                    state + province,
                    group=lambda r: f"{r['level']}级",
                    total="合计",
                )
            ],
        ),
        Sheet(
            "重大专项及一村一品",
            [
                b.table(
                    "projects",
                    "省科技重大专项和“一村一品”项目",
                    [
                        *head,
                        "industry_class 行业类别",
                        "approved_on 立项时间 cn_month",
                        "stage 项目阶段",
                        "planned_funds 计划投入（专项资金） wan_text",
                        "fiscal_funds 其中：财政资金（政府配套） wan_text",
                        "self_funds 自筹资金 wan_text",
                        "grant_funds 资助金额 wan_text",
                    ],
                    special + village,
                )
            ],
        ),
        Sheet(
            "市级",
            [
                b.table(
                    "projects",
                    "2024年市级科技计划项目",
                    head + tail,
                    city,
                    total="小计",
                    faults=(
                        Fault(
                            bad,
                            {"applied_on": "2022.4.31"},
                            "四月没有31日",
                            "no such day; left empty, row flagged",
                        ),
                    ),
                )
            ],
        ),
        Sheet(
            "2025—2026", [b.table("projects", "2025年以来项目申报情况（截至2026年6月）", head + tail, later)]
        ),
    ]


def _loans(b: Bureau) -> Sheet:
    banks = ("江西银行萍乡分行", "农业银行湘东支行", "邮储银行湘东支行", "中国银行湘东支行")
    amounts = split(b.rng, 14860, 31, 10)
    rows: list[Row] = []
    for n, firm in enumerate(b.many(46)):
        lent = n < 31
        listed = b.day(date(2024, 1, 8), date(2024, 6, 28))
        rows.append(
            {
                "contract_no": f"KDT2024-{n + 1:03d}",
                "organization": firm,
                "credit_code": b.code_of(firm),
                "bank": banks[n % 4],
                "product": "科贷通",
                "stage": "放款" if lent else "入库备选",
                "listed_on": listed,
                "granted_on": b.day(date(2024, 7, 1), date(2024, 12, 20)) if lent else None,
                "amount": amounts[n] if lent else None,
                "rate": Decimal(385 + n % 5 * 10) / 100 if lent else None,
            }
        )
    for year, count in ((2025, 38), (2026, 17)):
        for n, firm in enumerate(b.many(count), start=1):
            lent = n % 4 != 0
            rows.append(
                {
                    "contract_no": f"KDT{year}-{n:03d}",
                    "organization": firm,
                    "credit_code": b.code_of(firm),
                    "bank": banks[n % 4],
                    "product": "科贷通",
                    "stage": "放款" if lent else "推荐",
                    "listed_on": date(year, 1 + n % 5, 9),
                    "granted_on": date(year, 2 + n % 5, 18) if lent else None,
                    "amount": Decimal(b.rng.randint(10, 90) * 10) if lent else None,
                    "rate": Decimal("3.65") if lent else None,
                }
            )
    old = {
        **rows[0],
        "contract_no": "KDT2022-900",
        "listed_on": date(2022, 6, 30),
        "granted_on": None,
        "amount": None,
        "stage": "结清",
    }
    return Sheet(
        "科贷通",
        [
            b.table(
                "loans",
                "“科贷通”备选入库及放款台账",
                [
                    "- 序号 seq",
                    "contract_no 合同编号",
                    "organization 企业名称",
                    "credit_code 统一社会信用代码",
                    "product 贷款产品",
                    "stage 业务阶段",
                    "listed_on 备选入库日期 slash",
                    "bank 合作银行",
                    "granted_on 贷款情况|放款日期 slash",
                    "amount 贷款情况|贷款金额（万元） wan_comma",
                    "rate 贷款情况|利率（%） num",
                ],
                rows,
                notes=("未放款的，放款日期和金额为空。",),
                faults=(
                    Fault(
                        old,
                        {"listed_on": "2022/6/31"},
                        "六月没有31日",
                        "no such day; left empty, row flagged",
                    ),
                    duplicate(rows[60], "contract_no"),
                ),
            )
        ],
    )


def _cooperation(b: Bureau) -> list[Sheet]:
    centre = "湘东区科创中心"
    firms = b.many(36)
    rows: list[Row] = []
    for n in range(42):
        rows.append(
            {
                "subject": b.title(titles.project),
                "organization": firms[n % 36],
                "partner": centre,
                "kind": "联合研发",
                "signed_on": b.day(date(2023, 9, 1), date(2024, 11, 30)),
                "running_from": date(2024, 2 + n % 10, 1),
                "status": "成果转化" if n < 12 else "实施中",
                "amount": Decimal(10 + n % 9 * 5),
            }
        )
    agreements: list[Row] = [
        {
            "subject": "区校产学研合作",
            "organization": b.named("湘东区人民政府", "机关"),
            "partner": "江西理工大学",
            "kind": "协议",
            "intended_on": date(2024, 3, 1),
            "signed_on": date(2024, 5, 22),
            "status": "已签约",
        },
        {
            "subject": "三方水稻育种合作",
            "organization": b.named(TIANYA),
            "partner": "省农业科学院水稻研究所；省超级水稻研究发展中心",
            "kind": "意向",
            "intended_on": date(2024, 8, 15),
            "status": "跟踪中",
        },
        {
            "subject": "典型工业炉窑烟气综合治理",
            "organization": b.named(HUAXING),
            "partner": "清华大学；江西理工大学",
            "kind": "协议",
            "signed_on": date(2021, 4, 9),
            "status": "已完成",
        },
    ]
    places: list[Row] = [
        {
            "name": name,
            "kind": kind,
            "level": level,
            "organization": b.named(host, "机关" if "中心" in host else "企业"),
            "recognised_on": day,
            "status": "认定",
        }
        for name, kind, level, host, day in (
            (
                "冶金化工行业废气资源化国家地方联合工程研究中心湘东分中心",
                "工程研究中心",
                "区级",
                centre,
                date(2024, 6, 1),
            ),
            (
                "固体废弃物资源化国家工程研究中心湘东分中心",
                "工程研究中心",
                "区级",
                centre,
                date(2024, 6, 1),
            ),
            ("中国水稻研究所早稻研究中心", "研发中心", "区级", TIANYA, date(2024, 7, 1)),
            ("湘东示例市级工程技术研究中心", "工程技术研究中心", "市级", LONGFA, date(2022, 10, 1)),
            ("湘东示例省级工程技术研究中心", "工程技术研究中心", "省级", HUAXING, date(2021, 10, 1)),
        )
    ]
    awards: list[Row] = [
        {
            "name": "典型工业炉窑烟气综合治理技术与应用",
            "award": "江西省科学技术进步奖",
            "level": "省级",
            "grade": "二等奖",
            "field": "环保",
            "organization": HUAXING,
            "year": 2023,
            "awarded_on": date(2024, 6, 12),
            "result": "授奖",
        }
    ]
    return [
        Sheet(
            "科创中心项目",
            [
                b.table(
                    "cooperations",
                    "区科创中心与企业合作研究项目清单",
                    [
                        "- 序号 seq",
                        "subject 合作项目（内容）",
                        "organization 合作企业",
                        "partner 合作单位",
                        "kind 合作类型",
                        "signed_on 签约日期 serial",
                        "running_from 实施时间 month",
                        "status 进展状态",
                        "amount 合同金额（元） yuan",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "签约与挂牌",
            [
                b.table(
                    "cooperations",
                    "产学研签约情况",
                    [
                        "subject 合作内容",
                        "organization 我区单位",
                        "partner 合作单位",
                        "kind 类型",
                        "intended_on 意向日期 dot",
                        "signed_on 签约日期 dot",
                        "status 状态",
                    ],
                    agreements,
                ),
                b.table(
                    "platforms",
                    "创新平台挂牌情况",
                    [
                        "name 平台名称",
                        "kind 平台类型",
                        "level 级别",
                        "organization 依托单位",
                        "recognised_on 认定（挂牌）时间 cn_month",
                        "status 状态",
                    ],
                    places,
                ),
            ],
        ),
        Sheet(
            "省奖",
            [
                b.table(
                    "awards",
                    "获省科学技术奖情况",
                    [
                        "name 项目名称",
                        "award 奖项",
                        "level 级别",
                        "grade 等级",
                        "field 领域",
                        "organization 完成单位",
                        "year 年度 int",
                        "awarded_on 授奖日期 cn",
                        "result 结果",
                    ],
                    awards,
                )
            ],
        ),
    ]


def _contracts(b: Bureau) -> list[Sheet]:
    def contracts(total: str, count: int, year: int, months: int) -> list[Row]:
        rows: list[Row] = []
        for n, amount in enumerate(split(b.rng, total, count, "0.1"), start=1):
            firm, month = b.some(), 1 + n % months
            rows.append(
                {
                    "contract_no": f"{year}3603{n:06d}",
                    "name": b.title(titles.thing) + "技术合作",
                    "kind": ("技术开发", "技术服务", "技术咨询", "技术转让")[n % 4],
                    "seller": firm,
                    "buyer": f"外地示例单位{b.rng.randint(1, 24):02d}",
                    "direction": "输出",
                    "signed_on": date(year, month, 5),
                    "registered_on": date(year, month, 20),
                    "amount": amount,
                    "technical_amount": amount,
                    "field": b.organizations[firm]["technical_field"],
                }
            )
        return rows

    head = [
        "- 序号 seq",
        "contract_no 合同登记编号",
        "name 合同名称",
        "kind 合同类型",
        "seller 卖方名称",
        "buyer 买方名称",
        "direction 流向",
        "field 技术领域",
        "signed_on 签订日期 date",
        "registered_on 登记日期 date",
    ]
    return [
        Sheet(
            "2024",
            [
                b.table(
                    "technology_contracts",
                    "2024年技术合同认定登记台账",
                    [*head, "amount 合同成交额（万元） wan", "technical_amount 技术交易额（万元） wan"],
                    contracts("38420.6", 128, 2024, 12),
                    total="合计",
                )
            ],
        ),
        Sheet(
            "2025",
            [
                b.table(
                    "technology_contracts",
                    "2025年技术合同认定登记台账",
                    [*head, "amount 合同成交额 yi_text", "technical_amount 技术交易额 yi_text"],
                    contracts("41877.3", 131, 2025, 12),
                )
            ],
        ),
        Sheet(
            "2026上半年",
            [
                b.table(
                    "technology_contracts",
                    "2026年1—6月技术合同认定登记台账",
                    [*head, "amount 合同成交额（元） yuan", "technical_amount 技术交易额（元） yuan"],
                    contracts("22650.9", 66, 2026, 6),
                )
            ],
        ),
    ]


def _enterprises(b: Bureau) -> tuple[list[Sheet], Sheet]:
    above = b.many(120, above_scale_from=date(2019, 1, 1))
    rows: list[Row] = []

    def add(firm: str, kind: str, **fields: object) -> None:
        rows.append(
            {"kind": kind, "organization": firm, "credit_code": b.code_of(firm), "level": "国家级", **fields}
        )

    for n, firm in enumerate(above[:54]):
        day = date(2022 + n % 3, 11, 4)
        applied = b.day(date(day.year, 5, 6), date(day.year, 9, 9))
        add(
            firm,
            "高新技术企业",
            certificate_no=f"GR{day.year}36999{n + 1:03d}",
            applied_on=applied,
            recognised_on=day,
            expires_on=day.replace(year=day.year + 3),
            result="认定",
            batch="第一批",
        )
    for n, firm in enumerate(
        b.many(16)
    ):  # with the 18 recognised in 2024 these are the year's 34 applications
        add(
            firm,
            "高新技术企业",
            applied_on=b.day(date(2024, 5, 6), date(2024, 9, 9)),
            result="未通过" if n < 9 else "受理",
            batch="第二批",
        )
    smes: list[Row] = [
        {
            "kind": "科技型中小企业",
            "organization": firm,
            "credit_code": b.code_of(firm),
            "level": "国家级",
            "certificate_no": f"{2024}360313{'0' if n % 2 else 'A'}8{n:06d}",
            "applied_on": date(2024, 3 + n % 6, 12),
            "recognised_on": date(2024, 4 + n % 6, 8),
            "expires_on": date(2024, 12, 31),
            "result": "认定",
        }
        for n, firm in enumerate(above[54:100] + b.many(42), start=1)
    ]
    later: list[Row] = []
    for year, count in ((2025, 17), (2026, 11)):
        for n, firm in enumerate(b.many(count), start=1):
            ok = year == 2025
            later.append(
                {
                    "kind": "高新技术企业",
                    "organization": firm,
                    "credit_code": b.code_of(firm),
                    "level": "国家级",
                    "certificate_no": f"GR{year}36998{n:03d}" if ok else None,
                    "applied_on": date(year, 5, 6 + n),
                    "recognised_on": date(year, 11, 10) if ok else None,
                    "expires_on": date(year + 3, 11, 10) if ok else None,
                    "result": "认定" if ok else "申报",
                    "batch_name": "第一批",
                }
            )
    for row in [
        r for r in rows if r["result"] == "认定" and r["recognised_on"].year == 2022
    ]:  # recognised again in 2025
        later.append(
            {
                **row,
                "certificate_no": row["certificate_no"].replace("GR2022", "GR2025"),
                "applied_on": date(2025, 6, 11),
                "recognised_on": date(2025, 10, 28),
                "expires_on": date(2028, 10, 28),
            }
        )
    returns: list[Row] = []
    for firm, rd in zip(above, split(b.rng, 46000, 120), strict=True):
        revenue = rd * b.rng.randint(18, 45)
        staff = b.rng.randint(60, 900)
        returns.append(
            {
                "organization": firm,
                "credit_code": b.code_of(firm),
                "period": "2024",
                "revenue": revenue,
                "rd_expense": rd,
                "profit": (revenue * b.rng.randint(1, 12) / 100).quantize(Decimal("0.1")),
                "staff": staff,
                "rd_staff": staff // 9,
                "total_assets": revenue * 2,
                "surveyed": True,
            }
        )
    extra = {
        **rows[0],
        "organization": b.firm(),
        "certificate_no": "GR201836999900",
        "applied_on": date(2018, 6, 1),
        "recognised_on": date(2018, 12, 3),
        "expires_on": date(2021, 12, 3),
    }
    head = [
        "- 序号 seq",
        "organization 企业名称",
        "credit_code 统一社会信用代码",
        "kind 资质类型",
        "level 级别",
    ]
    tail = [
        "certificate_no 证书（入库登记）编号",
        "applied_on 申报日期 slash",
        "recognised_on 认定（入库）日期 slash",
        "expires_on 有效期至 slash",
        "result 结果",
    ]
    return [
        Sheet(
            "高新技术企业",
            [
                b.table(
                    "recognitions",
                    "湘东区高新技术企业申报认定台账",
                    [*head, "batch_name 批次", *tail],
                    rows,
                    faults=(
                        Fault(
                            extra,
                            {"credit_code": 9.1360313000077e17},
                            "信用代码被 Excel 变成数字 9.1360313E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                    ),
                )
            ],
        ),
        Sheet(
            "科技型中小企业",
            [b.table("recognitions", "2024年国家科技型中小企业入库名单", [*head, *tail], smes)],
        ),
        Sheet(
            "2025年以来",
            [b.table("recognitions", "2025年以来高企申报认定情况", [*head, "batch_name 批次", *tail], later)],
        ),
    ], Sheet(
        "规上研发",
        [
            b.table(
                "annual_returns",
                "2024年规上企业研发投入情况表",
                [
                    "- 序号 seq",
                    "organization 单位详细名称",
                    "credit_code 统一社会信用代码",
                    "period 年份",
                    "revenue 营业收入 yuan",
                    "rd_expense 研发费用 yuan",
                    "profit 利润总额 yuan",
                    "total_assets 资产总计 yuan",
                    "staff 从业人员（人） int",
                    "rd_staff 研发人员（人） int",
                    "surveyed 是否调查 yes",
                ],
                returns,
                unit="计量单位：元",
                total="合计",
            )
        ],
    )


def _people(b: Bureau) -> list[Sheet]:
    talents: list[Row] = [
        {
            "person": f"人才{n:02d}",
            "organization": b.named(firm, kind),
            "programme": programme,
            "batch_name": "2024年",
            "level": level,
            "selected_on": day,
        }
        for n, (firm, kind, programme, level, day) in enumerate(
            (
                (HUIHUA, "企业", "省级领军人才计划", "省级", date(2024, 11, 1)),
                (HUAXING, "企业", "省级青年人才计划", "省级", date(2024, 11, 1)),
                (LONGFA, "企业", "博士产学研合作", "区级", date(2024, 6, 1)),
                ("萍钢小学", "其他", "外国专家引进", "区级", date(2024, 9, 1)),
                ("萍钢小学", "其他", "外国专家引进", "区级", date(2024, 9, 1)),
            ),
            start=1,
        )
    ]
    villages = [f"{town}示例村{n}" for town in TOWNS[1:9] for n in (1, 2)]
    for name, kind in (("萍乡市农业科学研究所", "科研院所"), ("江西农业大学", "高校")):
        b.named(name, kind)
    served: list[Row] = [
        {
            "person": f"特派员{n % 9 + 1:02d}",
            "organization": ("萍乡市农业科学研究所", "江西农业大学")[n % 9 % 2],
            "kind": "团队" if n % 9 > 6 else "个人",
            "served_place": village,
            "field": ("水稻", "果蔬", "养殖")[n % 9 % 3],
            "from_on": date(2024, 3, 1),
            "until_on": date(2027, 2, 28),
            "training_count": 2 + n % 3,
            "people_served": 20 + n,
        }
        for n, village in enumerate(villages)
    ]
    bad = {
        **served[0],
        "person": "特派员80",
        "served_place": "湘东镇示例村9",
        "from_on": date(2020, 3, 1),
        "until_on": date(2023, 2, 28),
    }
    return [
        Sheet(
            "人才",
            [
                b.table(
                    "talents",
                    "2024年人才入选和引进情况",
                    [
                        "person 姓名（代号）",
                        "organization 所在单位",
                        "programme 人才计划",
                        "batch_name 批次",
                        "level 级别",
                        "selected_on 入选（引进）时间 month",
                    ],
                    talents,
                )
            ],
        ),
        Sheet(
            "科技特派员",
            [
                b.table(
                    "commissioners",
                    "湘东区科技特派员选派服务情况",
                    [
                        "person 特派员（代号）",
                        "organization 派出单位",
                        "kind 类型",
                        "served_place 服务地",
                        "field 专业",
                        "from_on 开始日期 cn",
                        "until_on 结束日期 cn",
                        "training_count 培训次数 int",
                        "people_served 服务人次 int",
                    ],
                    served,
                    faults=(
                        Fault(
                            bad,
                            {"until_on": "2023年2月30日"},
                            "二月没有30日",
                            "no such day; left empty, row flagged",
                        ),
                    ),
                )
            ],
        ),
    ]


def _events(b: Bureau) -> Sheet:
    names = (
        "name",
        "kind",
        "held_on",
        "place",
        "participants",
        "organizations_reached",
        "materials",
        "partner",
    )
    items = (
        ("第十九届中国国际人才交流大会", "对接", date(2024, 4, 13), "深圳", 48, 34, None, None),
        (
            "大院大所环保产业及高端人才对接活动",
            "对接",
            date(2024, 6, 20),
            "萍乡",
            60,
            26,
            None,
            "应用化学研究所",
        ),
        ("高层次人才进企业", "调研走访", date(2024, 7, 9), "湘东产业园", 24, 15, None, "江西理工大学等"),
        ("科技活动周毒蛇咬伤防治讲座", "科普", date(2024, 5, 20), "老关镇", 130, None, 1200, "萍矿医院"),
        ("科技活动周消防安全讲座", "科普", date(2024, 5, 21), "下埠镇", 115, None, 1100, "市消防救援支队"),
        ("科技活动周食品安全讲座", "科普", date(2024, 5, 22), "腊市镇", 98, None, 1300, "市市场监督管理局"),
        ("送科技进企业（研发费用统计辅导）", "培训", date(2024, 3, 28), "湘东产业园", 140, 118, None, None),
        ("农村实用技术培训", "培训", date(2024, 10, 16), "排上镇", 75, None, 150, None),
        ("高企申报辅导", "培训", date(2025, 4, 10), "区科创中心", 82, 47, None, None),
        ("科技活动周", "科普", date(2025, 5, 26), "湘东镇", 260, None, 2800, None),
        ("高企申报辅导", "培训", date(2026, 4, 14), "区科创中心", 91, 52, None, None),
        ("科技活动周", "科普", date(2026, 5, 25), "荷尧镇", 240, None, 2600, None),
        ("产学研对接会", "对接", date(2026, 6, 3), "湘东产业园", 66, 28, None, "江西理工大学"),
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    bad = {
        "name": "科普志愿者座谈",
        "kind": "会议",
        "held_on": date(2023, 6, 30),
        "place": "区科技局",
        "participants": 22,
    }
    return Sheet(
        "活动",
        [
            b.table(
                "events",
                "科技活动与科普工作台账（2024—2026年）",
                [
                    "- 序号 seq",
                    "name 活动名称",
                    "kind 活动类型",
                    "held_on 举办日期 slash",
                    "place 活动地点",
                    "participants 参加人数 int",
                    "organizations_reached 参加企业数 int",
                    "materials 发放宣传资料（份） int",
                    "partner 协办单位",
                ],
                rows,
                faults=(
                    Fault(bad, {"held_on": "2023/6/31"}, "六月没有31日", "no such day; row flagged", at=6),
                ),
            )
        ],
    )


def _assessment(b: Bureau) -> list[Sheet]:
    names = (
        "assessment",
        "indicator",
        "year",
        "target",
        "result",
        "measure_unit",
        "owner",
        "due_on",
        "evidence",
    )
    items = (
        (
            "2024年省市科技创新考核",
            "技术合同登记成交额",
            2024,
            Decimal(30000),
            Decimal("38420.6"),
            "万元",
            "成果股",
            date(2024, 12, 31),
            "登记系统导出",
        ),
        (
            "2024年省市科技创新考核",
            "网上常设技术市场交易额",
            2024,
            Decimal(2500),
            Decimal(3260),
            "万元",
            "成果股",
            date(2024, 12, 31),
            "平台截图",
        ),
        (
            "2025年区科技局工作计划",
            "新增高新技术企业",
            2025,
            Decimal(8),
            Decimal(17),
            "家",
            "高新股",
            date(2025, 12, 31),
            None,
        ),
        (
            "2025年区科技局工作计划",
            "高新技术企业数量",
            2025,
            Decimal(62),
            Decimal(71),
            "家",
            "高新股",
            date(2025, 12, 31),
            None,
        ),
        (
            "2025年省市科技创新考核",
            "技术合同登记成交额",
            2025,
            Decimal(40000),
            Decimal("41877.3"),
            "万元",
            "成果股",
            date(2025, 12, 31),
            "登记系统导出",
        ),
        (
            "2026年省市科技创新考核",
            "技术合同登记成交额",
            2026,
            Decimal(44000),
            None,
            "万元",
            "成果股",
            date(2026, 12, 31),
            None,
        ),
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    patents: list[Row] = [
        {
            "number": patent_number("发明专利" if n % 3 == 0 else "实用新型", 2023 + n % 2, n),
            "name": b.title(titles.patent, "发明专利" if n % 3 == 0 else "实用新型"),
            "kind": "发明专利" if n % 3 == 0 else "实用新型",
            "organization": b.some(),
            "applied_on": date(2023 + n % 2, 1 + n % 12, 9),
            "granted_on": date(2025, 1 + n % 12, 21) if n % 2 else None,
            "status": "授权" if n % 2 else "实质审查",
        }
        for n in range(1, 41)
    ]
    return [
        Sheet(
            "考核",
            [
                b.table(
                    "assessments",
                    "科技创新考核指标完成情况",
                    [
                        "- 序号 seq",
                        "assessment 考核名称",
                        "indicator 指标名称",
                        "year 年度 int",
                        "target 目标值 num",
                        "result 完成值 num",
                        "measure_unit 单位",
                        "owner 责任科室",
                        "due_on 完成时限 cn",
                        "evidence 佐证",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "专利",
            [
                b.table(
                    "ip",
                    "企业专利台账",
                    [
                        "number 专利号",
                        "name 专利名称",
                        "kind 类型",
                        "organization 专利权人",
                        "applied_on 申请日 slash",
                        "granted_on 授权公告日 slash",
                        "status 法律状态",
                    ],
                    patents,
                )
            ],
        ),
    ]


def make() -> Bureau:
    """All of the district's workbooks."""
    b = Bureau("xiangdong", "湘东区科学技术局（示例）", "360313", "湘东区", TOWNS)
    recognitions, returns = _enterprises(b)
    b.book("项目申报立项.xlsx", *_projects(b))
    b.book("科贷通.xlsx", _loans(b))
    b.book("科创中心与产学研.xlsx", *_cooperation(b))
    b.book("技术合同.xlsx", *_contracts(b))
    b.book("企业资质与研发投入.xlsx", *recognitions, returns)
    b.book("人才与特派员.xlsx", *_people(b))
    b.book("活动考核专利.xlsx", _events(b), *_assessment(b))
    firms = b.organization_rows()
    base = firms[15]
    b.book(
        "01企业基本信息.xlsx",
        Sheet(
            "基本信息",
            [
                b.table(
                    "organizations",
                    "湘东区企业（单位）基本信息表",
                    [
                        "- 序号 seq",
                        "name 单位名称",
                        "credit_code 统一社会信用代码",
                        "kind 单位类型",
                        "region 所属乡镇（街道、园区）",
                        "industry 行业代码",
                        "technical_field 技术领域",
                        "address 注册地址",
                        "founded_on 成立日期 date",
                        "registered_capital 注册资本（万元） wan",
                        "above_scale_from 纳入规上时间 date",
                        "contact 联系人",
                        "phone 联系电话",
                    ],
                    firms,
                    faults=(
                        Fault(
                            {**base, "name": "湘东示例外迁企业有限公司", "above_scale_from": None},
                            {"credit_code": wrong_check_digit(base["credit_code"])},
                            "信用代码校验码错",
                            "check digit does not hold; not stored as a code",
                        ),
                        Fault(
                            {**base, "name": "湘东示例歇业企业有限公司", "above_scale_from": None},
                            {"credit_code": 9.1360313000042e17},
                            "信用代码被 Excel 变成数字 9.1360313E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                    ),
                )
            ],
        ),
    )
    return b
