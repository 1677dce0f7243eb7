"""江山市, first half of 2007: plan projects and their evaluation, cooperation, patents (report 03, first text)."""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import patent_number, split, wrong_check_digit

TOWNS = (
    "双塔街道",
    "虎山街道",
    "清湖街道",
    "贺村镇",
    "四都镇",
    "凤林镇",
    "峡口镇",
    "石门镇",
    "上余镇",
    "大陈乡",
)
NAMED = (
    "亚东电器有限公司",
    "三江互感器有限公司",
    "浙江盛汇化工有限公司",
    "浙江宏星塑业有限公司",
    "恒泰房地产有限公司",
    "虎霸集团有限公司",
    "奥仕化学有限公司",
    "三禾生物工程有限公司",
    "纪元电气有限公司",
    "科润智能有限公司",
)


def _evaluated(b: Bureau) -> Sheet:
    def shuffled(parts: dict[str, int]) -> list[str]:
        values = [word for word, count in parts.items() for _ in range(count)]
        b.rng.shuffle(values)
        return values

    industries = {"工业": 55, "农业": 48, "社会发展": 21, "医药卫生": 8}
    undertakers = shuffled({"企业": 80, "事业单位": 34, "机关": 13, "其他": 5})
    sources = shuffled({"自主研发": 57, "产学研合作开发": 25, "引进技术二次创新": 46, "引进成果推广应用": 4})
    fiscal = split(b.rng, "302.5", 132, "0.5")
    own = split(b.rng, "21352.5", 132, "0.5")
    lacking = split(b.rng, 24770 - 21655, 40, 5) + [Decimal(0)] * 92
    b.rng.shuffle(lacking)
    sales, profit, tax = (split(b.rng, total, 132) for total in (170536, 37725, 10188))
    jobs, trained = split(b.rng, 13182, 132), split(b.rng, 456, 132)

    def scattered(total: int, holders: int) -> list[int]:
        counts = [int(n) for n in split(b.rng, total, holders)] + [0] * (132 - holders)
        b.rng.shuffle(counts)
        return counts

    export, products, high_tech, honours = (
        scattered(1037, 31),
        scattered(144, 88),
        scattered(17, 15),
        scattered(72, 51),
    )
    patents = [1] * 8 + [2] * 4 + [0] * 120
    inventions = [1] * 6 + [0] * 126
    rows: list[Row] = []
    for n, industry in enumerate(word for word, count in industries.items() for _ in range(count)):
        kind = {"企业": "企业", "事业单位": "科研院所", "机关": "机关", "其他": "合作社"}[undertakers[n]]
        sector = {"工业": "", "农业": "农业", "社会发展": "环保", "医药卫生": "生物"}[industry]
        started = date(2003 + n % 3, 1 + n % 12, 1)
        rows.append(
            {
                "project_no": f"JS{started.year}{n + 1:03d}",
                "name": b.title(titles.project, industry),
                "level": "县区",
                "plan": "江山市科技计划",
                "organization": b.some(sector, kind),
                "undertaker_kind": undertakers[n],
                "industry_class": industry,
                "technology_source": sources[n],
                "approved_on": started,
                "evaluated_on": date(2007, 5, 1 + n % 28),
                "stage": "绩效考评",
                "planned_funds": fiscal[n] + own[n] + lacking[n],
                "arrived_funds": fiscal[n] + own[n],
                "fiscal_funds": fiscal[n],
                "self_funds": own[n],
                "sales": sales[n],
                "profit": profit[n],
                "tax": tax[n],
                "export_10k_usd": export[n] or None,
                "jobs": jobs[n],
                "trained": trained[n],
                "patents_applied": patents[n] or None,
                "inventions_applied": inventions[n] or None,
                "new_products": products[n] or None,
                "high_tech_products": high_tech[n] or None,
                "awards_won": honours[n] or None,
            }
        )
    wrong = {  # carried over without numbers, so that the printed total stays the true one
        **{k: v for k, v in rows[3].items() if not isinstance(v, Decimal | int)},
        "project_no": "JS2002901",
        "name": "示例结转项目",
        "evaluated_on": date(2006, 6, 30),
        "organization": b.firm(),
    }
    columns = [
        "- 序号 seq",
        "project_no 项目编号",
        "name 项目名称",
        "level 级别",
        "plan 计划类别",
        "organization 承担单位",
        "undertaker_kind 承担主体",
        "industry_class 行业类别",
        "technology_source 技术来源",
        "approved_on 立项时间 dot",
        "evaluated_on 考评时间 dot",
        "stage 项目状态",
        "planned_funds 研发经费投入（万元）|计划投入 wan",
        "arrived_funds 研发经费投入（万元）|实际到位 wan",
        "fiscal_funds 研发经费投入（万元）|财政资金 wan",
        "self_funds 研发经费投入（万元）|自筹资金 wan",
        "sales 经济效益（万元）|销售收入 wan",
        "profit 经济效益（万元）|利润 wan",
        "tax 经济效益（万元）|税金 wan",
        "export_10k_usd 经济效益（万元）|创汇（万美元） int",
        "jobs 社会效益|新增就业（人） int",
        "trained 社会效益|培养人才（人） int",
        "patents_applied 成果|申请专利（件） int",
        "inventions_applied 成果|其中：申请发明专利 int",
        "new_products 成果|新产品（个） int",
        "high_tech_products 成果|高新技术产品（个） int",
        "awards_won 成果|获奖（项） int",
    ]
    return Sheet(
        "绩效考评汇总",
        [
            b.table(
                "projects",
                "江山市科技计划项目绩效考评情况汇总表",
                columns,
                rows,
                unit="单位：万元",
                group=lambda r: f"{r['industry_class']}类",
                counted="项",
                subtotal="小计",
                total="合计",
                notes=(
                    "注：1.本表由项目承担单位填报；2.创汇单位为万美元；3.资金到位率＝实际到位÷计划投入。",
                ),
                faults=(
                    Fault(
                        wrong,
                        {"evaluated_on": "2006.6.31"},
                        "六月没有31日",
                        "no such day; left empty, row flagged",
                        at=30,
                    ),
                ),
            )
        ],
    )


def _applied(b: Bureau) -> list[Sheet]:
    def batch(level: str, plan: str, count: int, **rest: object) -> list[Row]:
        mark = {"国家": "G", "省": "S", "市": "Q", "县区": "X"}[level]
        return [
            {
                "project_no": f"SB2007-{mark}-{plan[:2]}{n:03d}",
                "name": b.title(titles.project, "农业" if "星火" in plan or n % 3 == 0 else "工业"),
                "level": level,
                "plan": plan,
                "organization": b.some("农业" if "星火" in plan or n % 3 == 0 else ""),
                "undertaker_kind": "企业",
                "applied_on": b.day(date(2007, 2, 5), date(2007, 6, 22)),
                "stage": "申报",
                **rest,
            }
            for n in range(1, count + 1)
        ]

    upper = [
        *batch("国家", "新产品计划", 1),
        *batch("国家", "火炬计划", 3),
        *batch("国家", "星火计划", 2),
        *batch("省", "重大科技攻关", 12),
        *batch("省", "星火计划", 6),
        *batch("省", "新产品计划", 8),
    ]
    province = [row for row in upper if row["level"] == "省" and row["plan"] != "新产品计划"]
    for row, grant in zip(province[::3] + province[1:2], (20, 15, 12, 25, 10, 18, 12), strict=True):
        row.update(stage="立项", approved_on=date(2007, 6, 1), grant_funds=Decimal(grant))
    city, county = batch("市", "衢州市科技计划", 18), batch("县区", "江山市科技计划", 65)
    honey: list[Row] = [
        {
            "project_no": f"FM2007-{n}",
            "name": f"江山蜜蜂产业提升工程子项目{n}",
            "level": "国家",
            "plan": "科技富民强县专项行动计划",
            "organization": b.firm("农业", kind="合作社" if n % 2 else "企业"),
            "approved_on": date(2007, 1, 1),
            "stage": "在研",
        }
        for n in range(1, 9)
    ]
    accepted: list[Row] = [
        {
            "project_no": f"YS2004-{n:02d}",
            "name": b.title(titles.project, "农业"),
            "level": "省",
            "plan": "省级重点星火计划" if n < 5 else "农业科技成果转化资金",
            "organization": b.some("农业"),
            "accepted_on": date(2007, 3, 5 * n - 4),
            "stage": "验收",
        }
        for n in range(1, 8)
    ]
    accepted += [
        {
            "project_no": f"TP2006-{n:02d}",
            "name": b.title(titles.project, "农业"),
            "level": "省",
            "plan": "省级科技特派员项目",
            "organization": b.some("农业", "合作社"),
            "accepted_on": date(2007, 5, 18) if n == 1 else None,
            "midterm_on": date(2007, 4, 9 + n) if n > 1 else None,
            "stage": "验收" if n == 1 else "中期",
        }
        for n in range(1, 4)
    ]
    old = {
        **county[0],
        "project_no": "SB2005-X-009",
        "applied_on": date(2005, 4, 3),
        "name": "示例往年申报项目",
    }
    head = [
        "- 序号 seq",
        "project_no 申报编号",
        "name 申报项目名称",
        "level 项目级别",
        "plan 申报计划类别",
        "organization 申报单位",
        "applied_on 申报日期 dot",
        "stage 目前状态",
    ]
    products: list[Row] = [
        {
            "kind": "高新技术产品",
            "organization": b.firm("电子"),
            "level": "省级",
            "product": f"示例输变电产品{n}",
            "applied_on": date(2007, 4, 16 + n),
            "result": "申报",
        }
        for n in range(1, 4)
    ]
    return [
        Sheet(
            "省级以上申报",
            [
                b.table(
                    "projects",
                    "2007年上半年国家级、省级科技计划项目申报一览表",
                    [*head, "approved_on 立项时间 cn_month", "grant_funds 补助经费（万元） wan"],
                    upper,
                    group=lambda r: f"{r['level']}级",
                    total="合计",
                )
            ],
        ),
        Sheet("衢州市级申报", [b.table("projects", "申报衢州市级科技计划项目清单", head, city)]),
        Sheet(
            "本市级申报",
            [
                b.table(
                    "projects",
                    "2007年江山市级科技计划项目申报登记",
                    head,
                    county,
                    faults=(
                        Fault(
                            old,
                            {"applied_on": "二〇〇五年四月三十一日"},
                            "四月没有31日",
                            "no such day; left empty, row flagged",
                        ),
                        duplicate(county[7], "project_no"),
                    ),
                )
            ],
        ),
        Sheet(
            "富民强县",
            [
                b.table(
                    "projects",
                    "江山蜜蜂产业提升工程子项目分解表",
                    [
                        "project_no 子项目编号",
                        "name 子项目名称",
                        "level 项目级别",
                        "plan 计划类别",
                        "organization 承担单位",
                        "approved_on 立项（列入计划）时间 month",
                        "stage 实施状态",
                    ],
                    honey,
                )
            ],
        ),
        Sheet(
            "验收中期",
            [
                b.table(
                    "projects",
                    "省级科技计划项目验收与中期检查情况",
                    [
                        "project_no 项目编号",
                        "name 项目名称",
                        "level 级别",
                        "plan 计划类别",
                        "organization 承担单位",
                        "midterm_on 中期检查日期 cn",
                        "accepted_on 验收日期 cn",
                        "stage 阶段",
                    ],
                    accepted,
                )
            ],
        ),
        Sheet(
            "高新技术产品",
            [
                b.table(
                    "recognitions",
                    "申报省级高新技术产品情况表",
                    [
                        "product 产品名称",
                        "kind 资质类型",
                        "organization 企业名称",
                        "level 级别",
                        "applied_on 申报日期 dot",
                        "result 申报结果",
                    ],
                    products,
                )
            ],
        ),
    ]


def _awards(b: Bureau) -> Sheet:
    rows: list[Row] = [
        {
            "name": b.title(titles.project),
            "award": "浙江省科技进步奖" if n <= 3 else "衢州市科技进步奖",
            "level": "省级" if n <= 3 else "市级",
            "organization": b.some(),
            "year": 2006,
            "applied_on": date(2007, 3, 9 + n),
            "result": "推荐",
        }
        for n in range(1, 17)
    ]
    return Sheet(
        "奖励推荐",
        [
            b.table(
                "awards",
                "科技进步奖推荐上报情况",
                [
                    "- 序号 seq",
                    "name 成果名称",
                    "award 推荐奖项",
                    "level 奖励级别",
                    "organization 主要完成单位",
                    "year 奖励年度 int",
                    "applied_on 申报（推荐）日期 cn",
                    "result 状态",
                ],
                rows,
            )
        ],
    )


def _cooperation(b: Bureau) -> list[Sheet]:
    schools = ("华东理工大学", "浙江大学", "杭州电子科技大学", "江南大学", "上海农科院", "浙江省农科院")
    intents: list[Row] = []
    for n in range(107):
        signed = n < 5
        intents.append(
            {
                "subject": "有机鞣制剂研究和开发" if n == 0 else b.title(titles.project),
                "organization": b.named("浙江盛汇化工有限公司")
                if n == 0
                else b.firm()
                if signed
                else b.some(),
                "partner": schools[n % 6],
                "kind": "协议" if signed else "意向",
                "intended_on": date(2007, 4, 19),
                "signed_on": date(2007, 5, 8 + n) if signed else None,
                "status": "已签约" if signed else "跟踪中",
                "amount": Decimal(20 + 5 * n)
                if 0 < n < 5
                else None,  # none for the firm that the report names
            }
        )
    others: list[Row] = [
        {
            "subject": "共建浙江大学—浙江宏星高分子材料研发中心",
            "organization": b.named("浙江宏星塑业有限公司"),
            "partner": "浙江大学",
            "kind": "共建载体",
            "signed_on": date(2007, 3, 1),
            "status": "已签约",
        },
    ]
    for n, (firm, partner) in enumerate(
        (
            ("奥仕化学有限公司", "中国科学院理化技术研究所"),
            ("三禾生物工程有限公司", "中国科学院过程工程研究所"),
            ("亚东电器有限公司", "浙江大学"),
            ("虎霸集团有限公司", "浙江大学"),
        ),
        start=1,
    ):
        others.append(
            {
                "subject": f"五年合作成果{n}",
                "organization": b.named(firm),
                "partner": partner,
                "kind": "协议",
                "signed_on": date(2004, n, 1),
                "running_from": date(2004, n + 2, 1),
                "status": "已形成成果",
            }
        )
    needs: list[Row] = [
        {
            "number": f"NT2007-{n:03d}",
            "name": b.title(titles.thing) + "技术难题",
            "organization": b.some("" if n % 4 else "农业"),
            "field": "机电" if n % 2 else "木业",
            "received_on": date(2007, 1 + n % 5, 10),
            "published_on": date(2007, 2 + n % 5, 6),
            "status": "已发布",
            "investment": Decimal(10 + n),
        }
        for n in range(1, 44)
    ]
    students: list[Row] = [
        {
            "number": f"YJS2007-{n}",
            "name": "研究生挂职锻炼需求",
            "organization": b.named(firm, kind),
            "field": "人才需求",
            "received_on": date(2007, 4, n),
            "status": "已受理",
        }
        for n, (firm, kind) in enumerate(
            (
                ("亚东电器有限公司", "企业"),
                ("恒泰房地产有限公司", "企业"),
                ("虎霸集团有限公司", "企业"),
                ("海维研究所", "科研院所"),
            ),
            start=2,
        )
    ]
    placed: list[Row] = [
        {
            "person": f"研究生{n:02d}",
            "organization": firm,
            "programme": "浙江大学研究生挂职锻炼",
            "batch_name": "2007年",
            "level": "校级",
            "selected_on": date(2007, 6, 1),
        }
        for n, firm in enumerate(
            ["亚东电器有限公司"] * 3 + ["恒泰房地产有限公司"] * 2 + ["虎霸集团有限公司"], start=1
        )
    ]
    centre: list[Row] = [
        {
            "name": "浙江大学—浙江宏星高分子材料研发中心",
            "kind": "企业研发中心",
            "level": "区级",
            "organization": "浙江宏星塑业有限公司",
            "recognised_on": date(2007, 3, 1),
            "status": "在建",
            "field": "新材料",
            "investment": Decimal(1500),
        }
    ]
    wrong = {
        **needs[0],
        "number": "NT2006-099",
        "name": "示例往年难题",
        "published_on": date(2006, 9, 1),
        "received_on": date(2006, 8, 1),
    }
    return [
        Sheet(
            "科工会签约跟踪",
            [
                b.table(
                    "cooperations",
                    "衢州科工会107项签约意向跟踪服务表",
                    [
                        "- 序号 seq",
                        "subject 合作项目",
                        "organization 企业",
                        "partner 合作院校",
                        "kind 合作类型",
                        "intended_on 意向日期 date",
                        "signed_on 正式签约日期 date",
                        "status 进展情况",
                        "amount 合同金额 wan_short",
                    ],
                    intents,
                    notes=("注：签约后填合同金额。",),
                )
            ],
        ),
        Sheet(
            "载体与成果",
            [
                b.table(
                    "cooperations",
                    "共建载体及五年合作成果",
                    [
                        "subject 合作内容",
                        "organization 企业名称",
                        "partner 合作单位",
                        "kind 类型",
                        "signed_on 签约时间 month",
                        "running_from 实施时间 month",
                        "status 状态",
                    ],
                    others,
                ),
                b.table(
                    "platforms",
                    "共建研发中心情况",
                    [
                        "name 平台名称",
                        "kind 平台类型",
                        "level 级别",
                        "organization 依托单位",
                        "recognised_on 建立时间 month",
                        "status 状态",
                        "field 技术领域",
                        "investment 拟投资额（万元） wan",
                    ],
                    centre,
                ),
            ],
        ),
        Sheet(
            "技术难题",
            [
                b.table(
                    "needs",
                    "网上技术市场发布技术难题汇总",
                    [
                        "number 难题编号",
                        "name 难题名称",
                        "organization 提出单位",
                        "field 技术领域",
                        "received_on 征集日期 slash",
                        "published_on 网上发布日期 slash",
                        "status 状态",
                        "investment 拟投入（万元） wan",
                    ],
                    needs,
                    faults=(
                        Fault(
                            wrong,
                            {"investment": "面议"},
                            "金额写成「面议」",
                            "not an amount; left empty or flagged",
                        ),
                    ),
                )
            ],
        ),
        Sheet(
            "研究生",
            [
                b.table(
                    "needs",
                    "企业需求研究生挂职申报",
                    [
                        "number 编号",
                        "name 需求名称",
                        "organization 提出单位",
                        "field 领域",
                        "received_on 征集日期 dot",
                        "status 状态",
                    ],
                    students,
                ),
                b.table(
                    "talents",
                    "浙江大学研究生来我市挂职名单",
                    [
                        "person 姓名（代号）",
                        "organization 挂职单位",
                        "programme 人才计划",
                        "batch_name 批次",
                        "level 级别",
                        "selected_on 确定日期 month",
                    ],
                    placed,
                ),
            ],
        ),
    ]


def _patents(b: Bureau) -> Sheet:
    rows: list[Row] = []
    plan = ((2006, "applied", 55), (2005, "applied", 46), (2006, "granted", 33), (2005, "granted", 18))
    for year, event, count in plan:
        for n in range(count):
            kind = (
                "发明专利" if n % 9 == 0 and event == "applied" else "实用新型" if n % 9 < 5 else "外观设计"
            )
            applied = (
                b.day(year, year)
                if event == "applied"
                else b.day(date(year - 1, 1, 5), date(year - 1, 9, 30))
            )
            if event == "granted" and year == 2006:
                applied = b.day(date(2004, 2, 1), date(2004, 12, 20))
            rows.append(
                {
                    "number": patent_number(kind, applied.year, len(rows) + 1),
                    "name": b.title(titles.patent, kind),
                    "kind": kind,
                    "organization": b.some(),
                    "applied_on": applied,
                    "granted_on": b.day(year, year) if event == "granted" else None,
                    "status": "授权" if event == "granted" else "申请",
                }
            )
    return Sheet(
        "专利",
        [
            b.table(
                "ip",
                "江山市专利状况调研明细（2005—2006年）",
                [
                    "- 序号 seq",
                    "number 专利（申请）号",
                    "name 专利名称",
                    "kind 专利类型",
                    "organization 专利权人",
                    "applied_on 申请日 dot",
                    "granted_on 授权日 dot",
                    "status 法律状态",
                ],
                rows,
            )
        ],
    )


def _events(b: Bureau) -> Sheet:
    items = (
        ("科技计划项目申报信息发布会", "会议", date(2007, 1, 19), "市府会议室", 86, 52, None),
        ("申报指南论证会", "会议", date(2007, 1, 26), "科技局", 15, None, None),
        ("中小企业创新基金申报知识培训", "培训", date(2007, 3, 14), "杭州", 16, 8, None),
        (
            "走访江南大学等高校院所",
            "对接",
            date(2007, 1, 9),
            "无锡、上海、杭州",
            8,
            6,
            "江南大学、浙江大学等",
        ),
        (
            "与上海高校联合会商讨合作",
            "对接",
            date(2007, 2, 6),
            "上海",
            5,
            18,
            "上海高校联合会（18家高校）",
        ),
        ("知联会交流对接会", "对接", date(2007, 5, 16), "杭州电子科技大学", 4, 2, "杭州电子科技大学"),
        ("赴中国消防协会走访", "调研走访", date(2007, 3, 19), "北京", 4, None, "中国消防协会"),
        ("民用工业企业参与国防科研生产培训班", "培训", date(2007, 6, 5), "宁波", 6, 3, None),
        ("钙产业科技论坛", "会议", date(2007, 4, 20), "衢州", 3, None, None),
    )
    names = ("name", "kind", "held_on", "place", "participants", "organizations_reached", "partner")
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    bad = {
        "name": "科工会筹备会",
        "kind": "会议",
        "held_on": date(2006, 6, 30),
        "place": "科技局",
        "participants": 12,
    }
    return Sheet(
        "活动",
        [
            b.table(
                "events",
                "2007年上半年科技活动记录",
                [
                    "- 序号 seq",
                    "name 活动内容（名称）",
                    "kind 类别",
                    "held_on 活动时间 cn_full",
                    "place 地点",
                    "participants 人数 int",
                    "organizations_reached 参加单位数（家） int",
                    "partner 合作（接待）单位",
                ],
                rows,
                faults=(
                    Fault(
                        bad,
                        {"held_on": "二〇〇六年六月三十一日"},
                        "六月没有31日",
                        "no such day; row flagged",
                        at=4,
                    ),
                ),
            )
        ],
    )


def _statistics(b: Bureau) -> list[Sheet]:
    rows: list[Row] = [
        {
            "indicator": indicator,
            "area": "江山市",
            "period": "2006",
            "value": Decimal(value),
            "measure_unit": "件",
            "rank": rank,
            "rank_scope": scope,
            "origin": source,
        }
        for indicator, value, rank, scope, source in (
            ("万人占有专利申请量", "0.95", 2, "衢州市", "衢州市知识产权局"),
            ("万人占有专利授权量", "0.57", 2, "衢州市", "衢州市知识产权局"),
            ("万人占有专利申请量（全省位次）", "0.95", 7, "全省倒数", "浙江省知识产权局"),
            ("万人占有专利授权量（全省位次）", "0.57", 6, "全省倒数", "浙江省知识产权局"),
        )
    ]
    returns: list[Row] = [
        {
            "organization": "浙江宏星塑业有限公司",
            "period": "2006",
            "output_value": Decimal(5000),
            "staff": None,
            "surveyed": False,
        },
        {
            "organization": b.some("机械"),
            "period": "2006",
            "output_value": Decimal(18600),
            "staff": 430,
            "surveyed": False,
        },
        {
            "organization": b.firm("电子"),
            "period": "2006",
            "output_value": Decimal(35000),
            "staff": 910,
            "surveyed": False,
        },
    ]
    collected: list[Row] = [
        {
            "indicator": indicator,
            "period": period,
            "value": Decimal(value),
            "measure_unit": unit,
            "origin": source,
        }
        for indicator, period, value, unit, source in (
            ("企业合作成就案例篇数", "2007年上半年", 4, "篇", "科技合作科"),
            ("合作成果图片", "2007年上半年", 35, "幅", "科技合作科"),
            ("设计生产能力（浙江宏星塑业）", "2006", 4000, "吨", "企业填报"),
            ("设计生产能力（江山示例化工）", "2006", 12000, "吨", "企业填报"),
        )
    ]
    return [
        Sheet(
            "专利位次",
            [
                b.table(
                    "statistics",
                    "上级通报专利指标",
                    [
                        "indicator 指标名称",
                        "area 区域",
                        "period 期间",
                        "value 数值 num",
                        "measure_unit 单位",
                        "rank 位次 int",
                        "rank_scope 位次范围",
                        "origin 数据来源",
                    ],
                    rows,
                )
            ],
        ),
        Sheet(
            "工作量与产能",
            [
                b.table(
                    "statistics",
                    "合作材料收集和企业产能统计",
                    [
                        "indicator 统计指标",
                        "period 期间",
                        "value 数值 num",
                        "measure_unit 计量单位",
                        "origin 来源",
                    ],
                    collected,
                )
            ],
        ),
        Sheet(
            "骨干企业产值",
            [
                b.table(
                    "annual_returns",
                    "骨干企业年度数据",
                    [
                        "organization 单位名称",
                        "period 年度",
                        "output_value 总产值 yi_text",
                        "staff 从业人员 int",
                        "surveyed 是否调查 yes",
                    ],
                    returns,
                )
            ],
        ),
    ]


def make() -> Bureau:
    """The workbooks of 江山市; those of 钟楼区, printed in the same report file, are in `zhonglou`."""
    b = Bureau("jiangshan", "江山市科学技术局（示例）", "330881", "江山市", TOWNS)
    for name in NAMED:
        b.named(name)
    b.book("江山-绩效考评.xlsx", _evaluated(b))
    b.book("江山-项目申报与验收.xlsx", *_applied(b))
    b.book("江山-科技合作.xlsx", *_cooperation(b))
    b.book("江山-奖励与专利.xlsx", _awards(b), _patents(b))
    b.book("江山-活动与通报.xlsx", _events(b), *_statistics(b))
    firms = b.organization_rows()
    base = firms[20]
    b.book(
        "江山-01单位信息.xlsx",
        Sheet(
            "单位信息",
            [
                b.table(
                    "organizations",
                    "江山市科技项目承担单位信息表",
                    [
                        "- 序号 seq",
                        "name 单位全称",
                        "credit_code 统一社会信用代码",
                        "kind 单位类型",
                        "region 所属乡镇街道",
                        "industry 国民经济行业代码",
                        "address 地址",
                        "founded_on 成立时间 date",
                        "registered_capital 注册资本 wan_text",
                        "contact 联系人",
                        "phone 电话",
                        "technical_field 技术领域",
                    ],
                    firms,
                    page=150,
                    faults=(
                        Fault(
                            {**base, "name": "江山示例迁出企业有限公司"},
                            {"credit_code": 9.13308810001234e17},
                            "信用代码被 Excel 变成数字 9.13309E+17",
                            "not stored as a code; the firm is offered by name",
                        ),
                        Fault(
                            {**base, "name": "江山示例更名企业有限公司"},
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
