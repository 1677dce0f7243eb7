"""清远市 2023: vouchers, awards, high-tech enterprises, platforms, cooperation with Guangzhou (report 02)."""

from datetime import date
from decimal import Decimal

from samples.making import titles
from samples.making.book import Fault, Row, Sheet
from samples.making.bureau import Bureau, duplicate
from samples.making.codes import split, wrong_check_digit

COUNTIES = (
    "清城区",
    "清新区",
    "英德市",
    "连州市",
    "佛冈县",
    "阳山县",
    "连山壮族瑶族自治县",
    "连南瑶族自治县",
)
NAMED = (
    "清远市凤源麻鸡发展有限公司",
    "广东金发科技有限公司",
    "清远市金运再生资源有限公司",
    "清远雅克化工有限公司",
    "清远市精旺环保设备有限公司",
    "清远腾科设备有限公司",
    "广东埃力生高新科技有限公司",
    "清远市进田企业有限公司",
    "清远市金盛锆钛资源有限公司",
    "清远容大生物工程有限公司",
    "清远八蚨生物科技有限公司",
    "英德致远新材料有限公司",
    "清远市稻味电子商务有限公司",
    "清远华炬科技企业孵化器有限公司",
    "广东华斓汽车材料研究院",
    "先导先进材料研究院",
)
UNIVERSITIES = (
    "北京大学",
    "北京化工大学",
    "复旦大学",
    "中国科学技术大学",
    "浙江大学",
    "武汉大学",
    "中山大学",
    "南昌大学",
    "四川大学",
    "广东工业大学",
    "湖南工业大学",
)


def _high_tech(b: Bureau) -> Sheet:
    firms = b.many(76)
    rows: list[Row] = []

    def certificate(firm: str, recognised: date, batch: str, applied: date) -> None:
        rows.append(
            {
                "kind": "高新技术企业",
                "organization": firm,
                "credit_code": b.code_of(firm),
                "level": "国家级",
                "batch_name": batch,
                "certificate_no": f"GR{recognised.year}44999{len(rows) + 1:03d}",
                "applied_on": applied,
                "result": "认定",
                "recognised_on": recognised,
                "expires_on": recognised.replace(year=recognised.year + 3),
            }
        )

    for position, firm in enumerate(firms[:37]):  # recognised earlier, still valid at the end of 2023
        year = 2021 if position < 17 else 2022
        certificate(firm, date(year, 12, 20), "第二批", b.day(date(year, 6, 1), date(year, 8, 31)))
    for firm in firms[37:61]:  # expired in 2023 and recognised again below
        certificate(firm, date(2020, 12, 9), "第一批", b.day(date(2020, 5, 8), date(2020, 8, 28)))
    for position, firm in enumerate(firms[37:]):  # of the year's 40 applications 39 went through
        batch = ("第一批", "第二批", "第三批")[position % 3]
        certificate(firm, date(2023, 12, 28), batch, b.day(date(2023, 5, 8), date(2023, 9, 15)))
    rows.append(
        {
            "kind": "高新技术企业",
            "organization": (failed := b.firm("化工")),
            "credit_code": b.code_of(failed),
            "level": "国家级",
            "batch_name": "第三批",
            "applied_on": date(2023, 9, 14),
            "result": "未通过",
        }
    )
    extra = {
        **rows[0],
        "organization": (other := b.firm("电子")),
        "credit_code": b.code_of(other),
        "batch_name": "第一批",
        "certificate_no": "GR201944999900",
        "applied_on": date(2019, 6, 3),
        "recognised_on": date(2019, 12, 2),
        "expires_on": date(2022, 12, 2),
    }
    faults = (
        Fault(
            extra,
            {"credit_code": 9.14418020006037e17},
            "信用代码被 Excel 变成数字 9.14418E+17",
            "not stored as a code; the firm of that name is offered",
        ),
        duplicate(rows[5], "certificate_no"),
        Fault(
            {
                **extra,
                "organization": firms[45].replace("有限公司", "有限责任公司"),
                "credit_code": None,
                "certificate_no": "GR201944999901",
            },
            {},
            "同一家企业换了写法，也没有代码",
            "the firm with the nearly same name is offered; nothing is merged by itself",
            mark="organization",
        ),
    )
    table = b.table(
        "recognitions",
        "清远市高新技术企业台账（截至2023年12月）",
        [
            "- 序号 seq",
            "organization 企业名称",
            "credit_code 社会信用代码",
            "kind 资质类别",
            "level 级别",
            "batch_name 申报批次",
            "applied_on 申报时间 slash",
            "certificate_no 证书编号",
            "recognised_on 发证日期 date",
            "expires_on 有效期至 date",
            "result 结果",
        ],
        rows,
        notes=("注：1.复审企业两张证书均列出；2.以省高企办公布为准。",),
        faults=faults,
    )
    return Sheet("高企台账", [table])


def _cultivation(b: Bureau) -> Sheet:
    firms = b.many(52)
    money = split(b.rng, "120238.77", 49, "0.01")
    rows: list[Row] = [
        {
            "kind": "高企培育入库",
            "organization": firm,
            "credit_code": b.code_of(firm),
            "level": "省级",
            "batch_name": ("第一批", "第二批", "第三批")[position % 3],
            "applied_on": date(2023, 4 + position % 3 * 2, 20),
            "result": "认定" if position < 49 else "未通过",
            "recognised_on": date(2023, 10, 1) if position < 49 else None,
            "amount": money[position] if position < 49 else None,
        }
        for position, firm in enumerate(firms)
    ]
    table = b.table(
        "recognitions",
        "2023年省高新技术企业培育入库情况表",
        [
            "- 序号 seq",
            "batch_name 批次",
            "organization 申报单位",
            "credit_code 统一社会信用代码",
            "kind 类型",
            "level 级别",
            "applied_on 申报日期 dot",
            "result 评审结果",
            "recognised_on 入库时间 month",
            "amount 入库专项资金 wan",
        ],
        rows,
        unit="单位：万元",
        group=lambda r: r["batch_name"],
        total="合计",
    )
    table.rows.sort(key=lambda r: ("第一批", "第二批", "第三批").index(r["batch_name"]))
    return Sheet("培育入库", [table])


def _vouchers(b: Bureau) -> list[Sheet]:
    general, special = split(b.rng, 85, 5, 5), [Decimal(25), Decimal(25), *split(b.rng, 1008, 21, 2)]
    rows: list[Row] = []
    for position, amount in enumerate([*general, *special]):
        kind = "一般券" if position < 5 else "专项券"
        paid = position in (5, 6)
        firm = b.firm()
        rows.append(
            {
                "voucher_no": f"QYCXQ2023{position + 1:04d}",
                "kind": kind,
                "organization": firm,
                "credit_code": b.code_of(firm),
                "amount": amount,
                "used_amount": amount if paid else None,
                "redeemed_amount": amount if paid else None,
                "issued_on": b.day(date(2023, 5, 4), date(2023, 10, 31)),
                "redeemed_on": date(2023, 11, 8) if paid else None,
                "provider": "华南理工大学" if position % 2 else "中山大学",
                "status": "已兑付" if paid else "已发放",
            }
        )
    old = {**rows[0], "voucher_no": "QYCXQ20220031", "issued_on": date(2022, 6, 30), "amount": None}
    faults = (
        Fault(old, {"issued_on": "2022年6月31日"}, "六月没有31日", "no such day; left empty, row flagged"),
        Fault(
            {**old, "voucher_no": "QYCXQ20220032"},
            {"amount": "三万左右"},
            "面额写成文字",
            "not an amount; row refused or flagged",
        ),
    )
    issued = b.table(
        "vouchers",
        "清远市科技创新券发放兑付登记表（2023年度）",
        [
            "- 序号 seq",
            "voucher_no 创新券编号",
            "kind 券种",
            "organization 企业名称",
            "credit_code 信用代码",
            "amount 面额（万元） wan",
            "issued_on 发放|日期 cn",
            "status 发放|状态",
            "provider 服务机构",
            "used_amount 使用及兑付（万元）|使用金额 wan",
            "redeemed_amount 使用及兑付（万元）|兑付金额 wan",
            "redeemed_on 使用及兑付（万元）|兑付日期 cn",
        ],
        rows,
        total="合 计",
        notes=("说明：一般券用于购买服务，专项券用于研发合作。",),
        faults=faults,
    )
    old_rows = [
        {
            "voucher_no": f"QYCXQ2021{n:04d}",
            "kind": "一般券",
            "organization": b.firm(),
            "amount": Decimal(2),
            "issued_on": date(2021, 7, n),
            "status": "已作废",
        }
        for n in range(1, 13)
    ]
    # A hidden sheet is listed and left out, so its rows are nobody's.
    hidden = b.table(
        "vouchers",
        "2021年创新券（旧，已并入年度归档）",
        [
            "voucher_no 创新券编号",
            "kind 券种",
            "organization 企业名称",
            "amount 面额（万元） wan",
            "issued_on 发放日期 cn",
            "status 状态",
        ],
        [],
    )
    hidden.rows.extend(old_rows)
    return [Sheet("2023创新券", [issued]), Sheet("2021旧数据", [hidden], hidden=True)]


def _awards(b: Bureau) -> list[Sheet]:
    grades = ["特等奖"] + ["一等奖"] * 4 + ["二等奖"] * 15 + ["三等奖"] * 27
    fields = ("工业", "农业", "医疗卫生")
    award_fields = {"工业": "工业", "农业": "农业", "医疗卫生": "医药卫生"}
    given: list[Row] = [
        {
            "name": b.title(titles.project, award_fields[fields[n % 3]]),
            "award": "清远市科学技术进步奖",
            "level": "市级",
            "grade": grade,
            "field": fields[n % 3],
            "organization": b.some(
                kind="医院" if n % 3 == 2 else "企业", sector="人民" if n % 3 == 2 else ""
            ),
            "year": 2022,
            "applied_on": date(2022, 7, 1),
            "awarded_on": date(2023, 3, 17),
            "result": "授奖",
        }
        for n, grade in enumerate(grades, start=1)
    ]
    applied_fields = ["农业"] * 4 + ["工业"] * 16 + ["医疗卫生"] * 47
    applied: list[Row] = [
        {
            "name": b.title(titles.project, award_fields[field]),
            "award": "清远市科学技术进步奖",
            "level": "市级",
            "field": field,
            "year": 2023,
            "organization": b.some(
                "农业" if field == "农业" else "" if field == "工业" else "人民",
                kind="医院" if field == "医疗卫生" else "企业",
            ),
            "applied_on": b.day(date(2023, 6, 1), date(2023, 8, 31)),
            "result": "受理",
        }
        for n, field in enumerate(applied_fields, start=1)
    ]
    province: list[Row] = [
        {
            "name": b.title(titles.project),
            "award": "广东省科学技术进步奖",
            "level": "省级",
            "field": "工业",
            "organization": b.some(),
            "year": 2023,
            "applied_on": date(2023, 5, 10 + n),
            "result": "公示" if n < 3 else "推荐",
        }
        for n in range(1, 4)
    ]
    contest: list[Row] = [
        {
            "name": name,
            "award": award,
            "level": level,
            "grade": grade,
            "organization": b.named(firm),
            "year": 2023,
            "awarded_on": date(2023, 10, 1),
            "result": result,
        }
        for name, award, level, grade, firm, result in (
            (
                "参赛项目一",
                "珠江天使杯创新创业大赛",
                "省级",
                "行业二等奖",
                "清远市精旺环保设备有限公司",
                "获奖",
            ),
            ("参赛项目二", "珠江天使杯创新创业大赛", "省级", "行业三等奖", "清远腾科设备有限公司", "获奖"),
            (
                "参赛项目三",
                "汇桔杯南粤知识产权创新创业大赛",
                "省级",
                None,
                "广东埃力生高新科技有限公司",
                "入围",
            ),
            (
                "参赛项目四",
                "汇桔杯南粤知识产权创新创业大赛",
                "省级",
                None,
                "清远市精旺环保设备有限公司",
                "入围",
            ),
        )
    ]
    wrong = {**applied[0], "name": "示例未受理项目", "year": 2021, "applied_on": date(2021, 8, 8)}
    return [
        Sheet(
            "获奖成果",
            [
                b.table(
                    "awards",
                    "清远市科学技术进步奖获奖项目汇总表",
                    [
                        "- 序号 seq",
                        "name 成果名称",
                        "award 奖项名称",
                        "level 奖励级别",
                        "grade 获奖等级",
                        "field 所属领域",
                        "organization 完成单位",
                        "year 奖励年度 int",
                        "awarded_on 授奖时间 dot",
                        "result 结果",
                    ],
                    given,
                    group=lambda r: r["grade"],
                    notes=("注：奖金发放另见资金台账。",),
                )
            ],
        ),
        Sheet(
            "受理",
            [
                b.table(
                    "awards",
                    "2023年市科学技术进步奖受理清单",
                    [
                        "- 序号 seq",
                        "name 项目名称",
                        "award 拟报奖项",
                        "level 级别",
                        "field 领域",
                        "organization 第一完成单位",
                        "year 年度 int",
                        "applied_on 受理时间 slash",
                        "result 进展",
                    ],
                    applied,
                    faults=(
                        Fault(
                            wrong,
                            {"applied_on": "2021.13.8"},
                            "没有13月",
                            "no such month; left empty, row flagged",
                            at=20,
                        ),
                    ),
                ),
                b.table(
                    "awards",
                    "2023年省科学技术进步奖推荐情况",
                    [
                        "- 序号 seq",
                        "name 项目名称",
                        "award 奖项",
                        "level 级别",
                        "field 领域",
                        "organization 完成单位",
                        "year 年度 int",
                        "applied_on 受理日期 slash",
                        "result 结果",
                    ],
                    province,
                ),
            ],
        ),
        Sheet(
            "大赛",
            [
                b.table(
                    "awards",
                    "企业参加创新创业大赛获奖情况",
                    [
                        "name 项目名称",
                        "award 大赛名称及奖项",
                        "level 级别",
                        "grade 等级",
                        "organization 参赛企业",
                        "year 年度 int",
                        "awarded_on 获奖时间 month",
                        "result 结果",
                    ],
                    contest,
                )
            ],
        ),
    ]


def _platforms(b: Bureau) -> list[Sheet]:
    rows: list[Row] = []
    plan = [
        ("国家级", 1, 2019, 2019),
        ("省级", 16, 2012, 2022),
        ("省级", 4, 2023, 2023),
        ("市级", 29, 2013, 2022),
        ("市级", 12, 2023, 2023),
    ]
    for level, count, first, last in plan:
        for _ in range(count):
            firm = b.some()
            sector = b.organizations[firm]["technical_field"]
            office = {"国家级": "国科发计", "省级": "粤科函产学研字", "市级": "清科"}[level]
            day = b.day(date(first, 2, 1), date(last, 11, 15))
            rows.append(
                {
                    "name": f"{level[0]}示例{sector}工程技术研究开发中心（{len(rows) + 1:02d}）",
                    "kind": "工程技术研究中心",
                    "level": level,
                    "organization": firm,
                    "recognised_on": day,
                    "document_no": f"{office}〔{day.year}〕{b.rng.randint(1, 180)}号",
                    "status": "认定",
                    "field": sector,
                    "area": b.rng.randint(3, 30) * 100,
                    "staff": b.rng.randint(8, 60),
                }
            )
    incubators: list[Row] = [
        {
            "name": name,
            "kind": kind,
            "level": level,
            "organization": host,
            "recognised_on": day,
            "status": state,
        }
        for name, kind, level, host, day, state in (
            (
                "清远华炬科技企业孵化器",
                "科技企业孵化器",
                "国家级",
                b.named("清远华炬科技企业孵化器有限公司"),
                date(2023, 9, 1),
                "培育",
            ),
            (
                "稻味众创空间",
                "众创空间",
                "省级",
                b.named("清远市稻味电子商务有限公司"),
                date(2023, 8, 1),
                "试点",
            ),
            ("华南863科技创新园孵化器", "科技企业孵化器", "市级", b.firm("软件"), date(2021, 6, 1), "认定"),
            ("天安智谷孵化器", "科技企业孵化器", "市级", b.firm("软件"), date(2022, 6, 1), "认定"),
            (
                "省科技金融综合服务中心清远分中心",
                "科技金融服务中心",
                "市级",
                b.named("清远市生产力促进中心", "其他"),
                date(2023, 3, 1),
                "认定",
            ),
            (
                "广东南方新特新材料协同创新研究院",
                "新型研发机构",
                "市级",
                b.firm("新材料"),
                date(2023, 7, 1),
                "筹建",
            ),
        )
    ]
    wrong = {
        **rows[0],
        "name": "市示例撤销平台",
        "level": "市级",
        "recognised_on": date(2010, 5, 1),
        "status": "撤销",
    }
    return [
        Sheet(
            "工程中心",
            [
                b.table(
                    "platforms",
                    "清远市工程技术研究开发中心一览表",
                    [
                        "- 序号 seq",
                        "name 中心（平台）名称",
                        "kind 平台类型",
                        "level 级别",
                        "organization 依托单位",
                        "field 技术领域",
                        "recognised_on 认定情况|认定时间 dot",
                        "document_no 认定情况|批准文号",
                        "status 认定情况|状态",
                        "area 场地面积（㎡） int",
                        "staff 人员数 int",
                    ],
                    rows,
                    unit="截止日期：2023年11月30日",
                    group=lambda r: r["level"],
                    faults=(
                        Fault(wrong, {"area": "1200平"}, "面积带了单位「平」", "read as 1200 ㎡, or flagged"),
                    ),
                )
            ],
        ),
        Sheet(
            "孵化载体",
            [
                b.table(
                    "platforms",
                    "科技孵化器、众创空间及服务平台",
                    [
                        "name 平台名称",
                        "kind 类型",
                        "level 级别",
                        "organization 运营单位",
                        "recognised_on 认定（组建）时间 cn_month",
                        "status 状态",
                    ],
                    incubators,
                )
            ],
        ),
    ]


def _projects(b: Bureau) -> Sheet:
    pairs = (
        ("清远市凤源麻鸡发展有限公司", "华南农业大学"),
        ("广东金发科技有限公司", "中山大学"),
        ("清远市金运再生资源有限公司", "中山大学"),
        ("清远雅克化工有限公司", "华南理工大学"),
    )
    rows: list[Row] = [
        {
            "project_no": f"GZKC2023{n:03d}",
            "name": f"广清合作示例课题{n}",
            "level": "市",
            "plan": "广州市科创委科技计划",
            "organization": b.named(firm),
            "undertaker_kind": "企业",
            "partners": partner,
            "applied_on": date(2023, 6, 10 + n),
            "stage": "申报",
        }
        for n, (firm, partner) in enumerate(pairs, start=1)
    ]
    funds = split(b.rng, 620, 26, 5)
    rows += [
        {
            "project_no": f"QYKJ2023{n:03d}",
            "name": b.title(titles.project),
            "level": "市",
            "plan": "清远市科技计划",
            "organization": b.some(),
            "undertaker_kind": "企业",
            "applied_on": b.day(date(2023, 3, 1), date(2023, 4, 28)),
            "approved_on": date(2023, 9, 1),
            "stage": "立项",
            "grant_funds": amount,
        }
        for n, amount in enumerate(funds, start=1)
    ]
    return Sheet(
        "科技计划",
        [
            b.table(
                "projects",
                "2023年度科技计划项目情况",
                [
                    "project_no 项目编号",
                    "name 项目名称",
                    "level 项目级别",
                    "plan 计划类别",
                    "organization 牵头承担单位",
                    "undertaker_kind 承担主体类别",
                    "partners 合作单位",
                    "applied_on 申报日期 slash",
                    "approved_on 立项日期 month",
                    "stage 当前阶段",
                    "grant_funds 资助经费（万元） wan",
                ],
                rows,
                total="合计",
            )
        ],
    )


def _funds(b: Bureau) -> Sheet:
    items = (
        (
            "争取上级",
            "市级",
            "广州对口帮扶清远科技项目资金（创新创业基地）",
            "清远市生产力促进中心",
            "300",
            date(2023, 7, 14),
            "穗清帮〔2023〕8号",
        ),
        (
            "争取上级",
            "市级",
            "广州对口帮扶清远科技项目资金（众创空间）",
            "清远市生产力促进中心",
            "200",
            date(2023, 8, 22),
            "穗清帮〔2023〕11号",
        ),
        (
            "争取上级",
            "省级",
            "省科技创新券后补助资金",
            "清远市科学技术局",
            "50",
            date(2023, 11, 20),
            "粤科函〔2023〕301号",
        ),
        (
            "争取上级",
            "省级",
            "省科技厅孵化器专项经费",
            "清远华炬科技企业孵化器有限公司",
            "20230",
            date(2023, 9, 25),
            "粤科函〔2023〕266号",
        ),
        (
            "争取上级",
            "省级",
            "省科技金融综合服务中心运营经费",
            "清远市生产力促进中心",
            "260",
            date(2023, 4, 12),
            "粤科函〔2023〕95号",
        ),
        ("拨付", "市级", "创新券兑付", "示例服务机构专户", "50", date(2023, 11, 15), "清财教〔2023〕71号"),
    )
    rows: list[Row] = []
    for n, (kind, level, purpose, payee, amount, day, number) in enumerate(items, start=1):
        rows.append(
            {
                "voucher_no": f"QYZJ-2023-{n:03d}",
                "kind": kind,
                "level": level,
                "purpose": purpose,
                "organization": b.named(payee, "机关" if payee.endswith("局") else "其他"),
                "amount": Decimal(amount),
                "booked_on": day,
                "document_no": number,
            }
        )
    return Sheet(
        "资金",
        [
            b.table(
                "fund_movements",
                "科技专项资金争取与拨付登记",
                [
                    "voucher_no 凭证号",
                    "booked_on 日期 cn",
                    "kind 类型",
                    "level 资金级别",
                    "purpose 用途",
                    "organization 收款单位",
                    "amount 金额 wan_text",
                    "document_no 文号",
                ],
                rows,
                notes=("注：金额以文件为准。",),
            )
        ],
    )


def _people(b: Bureau) -> Sheet:
    tsinghua = b.named("清华大学", "高校", region="")
    rows: list[Row] = [
        {
            "name": f"专家A{n:03d}",
            "organization": tsinghua,
            "kind": "连州两矿产业产学研对接专家",
            "job_title": "教授",
            "field": "粉体工程",
            "degree": "博士",
        }
        for n in range(1, 5)
    ]
    for n in range(25):
        title = "长江学者" if n < 4 else "杰出青年基金获得者" if n < 9 else "教授"
        rows.append(
            {
                "name": f"专家B{n + 1:03d}",
                "organization": b.named(UNIVERSITIES[n % 11], "高校", region=""),
                "kind": "新材料对接会专家",
                "job_title": title,
                "field": "高分子材料",
                "degree": "博士",
            }
        )
    rows += [
        {
            "name": f"专家C{n:03d}",
            "organization": b.named("清远市精旺环保设备有限公司"),
            "kind": "引进博士",
            "job_title": "研究员",
            "field": "热动力",
            "degree": "博士",
        }
        for n in range(1, 5)
    ]
    return Sheet(
        "专家人才",
        [
            b.table(
                "people",
                "对接专家与引进人才登记表",
                [
                    "name 姓名（代号）",
                    "organization 所在单位",
                    "kind 类别",
                    "job_title 职称（称号）",
                    "field 专业领域",
                    "degree 学历学位",
                ],
                rows,
            )
        ],
    )


def _cooperation(b: Bureau) -> Sheet:
    rows: list[Row] = []
    for n in range(24):
        agreed = n < 2
        rows.append(
            {
                "subject": f"老教授协会对接项目{n + 1:02d}",
                "organization": b.named(
                    "清远市金盛锆钛资源有限公司" if agreed else "清远市生产力促进中心",
                    "企业" if agreed else "其他",
                ),
                "partner": "广东省老教授协会",
                "kind": "协议" if agreed else "意向",
                "intended_on": b.day(date(2023, 2, 6), date(2023, 10, 31)),
                "signed_on": date(2023, 11, 3 + n) if agreed else None,
                "status": "确定合作" if agreed else "已发布",
            }
        )
    banks = ("中国银行清远分行", "广发银行清远分行", "东莞银行清远分行", "邮政储蓄银行清远分行")
    rows += [
        {
            "subject": "科技金融合作框架协议",
            "organization": b.named("清远市科学技术局", "机关"),
            "partner": bank,
            "kind": "框架协议",
            "signed_on": date(2023, 9, 10 + n),
            "status": "已签约",
        }
        for n, bank in enumerate(banks)
    ]
    return Sheet(
        "产学研合作",
        [
            b.table(
                "cooperations",
                "产学研合作对接项目跟踪表",
                [
                    "- 序号 seq",
                    "subject 合作（对接）项目",
                    "organization 我市企业（单位）",
                    "partner 合作方",
                    "kind 合作类型",
                    "intended_on 对接时间 slash",
                    "signed_on 签约时间 slash",
                    "status 进展",
                ],
                rows,
                notes=("尚未落实企业的，由市生产力促进中心代为联系。",),
            )
        ],
    )


def _events(b: Bureau) -> list[Sheet]:
    reached = (9, 8, 7, 6, 7, 6)
    survey: list[Row] = [
        {
            "name": f"创新政策与高企培育专题调研（{county}）",
            "kind": "调研走访",
            "held_on": date(2023, 3, 7 + 2 * n),
            "place": county,
            "participants": 6,
            "organizations_reached": count,
            "level": "市级",
        }
        for n, (county, count) in enumerate(zip(COUNTIES, reached, strict=False))
    ]
    others: list[Row] = [
        {
            "name": title,
            "kind": kind,
            "held_on": day,
            "place": place,
            "participants": people,
            "organizations_reached": firms,
            "partner": partner,
            "level": "市级",
        }
        for title, kind, day, place, people, firms, partner in (
            (
                "全市科技创新大会暨高新区以升促建推进会",
                "会议",
                date(2023, 3, 17),
                "市会议中心",
                320,
                60,
                None,
            ),
            ("创新驱动发展专题讲座", "培训", date(2023, 3, 17), "市会议中心", 300, None, "中国工程院院士"),
            ("两矿产业产学研对接活动", "对接", date(2023, 8, 3), "连州市", 66, 33, "清华大学"),
            (
                "清远新材料新技术产学研对接会",
                "对接",
                date(2023, 11, 9),
                "天安智谷",
                236,
                58,
                "国家自然科学基金委等",
            ),
            (
                "赴西安光机所、浙江大学产学研对接",
                "对接",
                date(2023, 12, 16),
                "西安、杭州",
                24,
                11,
                "中国科学院西安光学精密机械研究所",
            ),
            (
                "生态养猪与污水处理技术座谈会",
                "对接",
                date(2023, 7, 20),
                "吉百利农庄",
                18,
                4,
                "广东省老教授协会",
            ),
            ("废铜新技术面对面对接", "对接", date(2023, 9, 21), "暨南大学", 9, 1, "暨南大学"),
            ("科技界人才支持创文活动", "科普", date(2023, 10, 14), "清城区", 45, None, None),
        )
    ]
    routine: list[Row] = [
        {
            "name": f"{county}科技政策宣讲会（第{n}场）",
            "kind": "培训",
            "held_on": date(2023, 4 + n, 10 + 2 * position),
            "place": county,
            "participants": b.rng.randint(25, 90),
            "organizations_reached": b.rng.randint(10, 40),
            "level": "区级",
        }
        for n in (1, 2)
        for position, county in enumerate(COUNTIES)
    ]
    bad = {
        "name": "科技政策宣讲会（补场）",
        "kind": "会议",
        "held_on": date(2022, 6, 30),
        "place": "清城区",
        "participants": 40,
        "level": "区级",
    }
    return [
        Sheet(
            "调研",
            [
                b.table(
                    "events",
                    "2023年企业科技创新专题调研安排及完成情况",
                    [
                        "- 序号 seq",
                        "name 调研主题",
                        "kind 活动类型",
                        "held_on 调研时间 date",
                        "place 调研地点",
                        "participants 参加人数（人） int",
                        "organizations_reached 调研企业数（家） int",
                        "level 组织级别",
                    ],
                    survey,
                    total="合计",
                )
            ],
        ),
        Sheet(
            "会议对接培训",
            [
                b.table(
                    "events",
                    "2023年会议、对接、培训活动台账",
                    [
                        "- 序号 seq",
                        "name 活动名称",
                        "kind 活动类型",
                        "held_on 举办日期 cn",
                        "place 地点",
                        "participants 规模|参加人数 int",
                        "organizations_reached 规模|参加企业数 int",
                        "partner 合作单位",
                        "level 级别",
                    ],
                    others + routine,
                    faults=(
                        Fault(
                            bad,
                            {"held_on": "2022年6月31日"},
                            "六月没有31日",
                            "no such day; row flagged",
                            at=9,
                        ),
                    ),
                )
            ],
        ),
    ]


def _policies(b: Bureau) -> Sheet:
    bureau = "清远市科学技术局"
    items = (
        (
            "关于加快实施创新驱动发展战略的意见",
            "清发〔2023〕2号",
            "中共清远市委 清远市人民政府",
            "印发",
            date(2023, 1, 6),
            None,
            date(2023, 2, 20),
            date(2023, 2, 20),
        ),
        ("清远市联合科技信贷试点方案", None, bureau, "送审", date(2023, 8, 28), date(2023, 9, 6), None, None),
        ("清远市科技创新券实施细则（修订）", None, bureau, "送审", date(2023, 8, 2), None, None, None),
        (
            "清远市市级企业研究开发财政补助资金管理办法（试行）",
            None,
            bureau,
            "送审",
            date(2023, 9, 15),
            None,
            None,
            None,
        ),
        (
            "清远市科技企业孵化器认定管理办法",
            None,
            bureau,
            "征求意见",
            date(2023, 7, 3),
            date(2023, 10, 12),
            None,
            None,
        ),
        (
            "清远市科技企业孵化器专项资金管理办法",
            None,
            bureau,
            "征求意见",
            date(2023, 7, 3),
            date(2023, 10, 12),
            None,
            None,
        ),
        (
            "清远市高新技术企业培育专项资金管理办法",
            None,
            bureau,
            "征求意见",
            date(2023, 7, 10),
            date(2023, 10, 19),
            None,
            None,
        ),
        (
            "清远市科技创新券实施细则（试行）",
            "清科〔2022〕18号",
            bureau,
            "印发",
            date(2022, 1, 5),
            None,
            date(2022, 3, 9),
            date(2022, 4, 1),
        ),
    )
    names = (
        "name",
        "document_no",
        "issuer",
        "stage",
        "drafted_on",
        "consulted_on",
        "issued_on",
        "in_force_on",
    )
    rows: list[Row] = [dict(zip(names, item, strict=True)) for item in items]
    return Sheet(
        "政策文件",
        [
            b.table(
                "policy_documents",
                "科技创新配套政策起草进度表",
                [
                    "- 序号 seq",
                    "name 文件名称",
                    "document_no 文号",
                    "issuer 制定机关",
                    "stage 阶段",
                    "drafted_on 起草时间 dot",
                    "consulted_on 征求意见时间 dot",
                    "issued_on 印发时间 dot",
                    "in_force_on 施行时间 dot",
                ],
                rows,
            )
        ],
    )


def _statistics(b: Bureau) -> Sheet:
    rows: list[Row] = [
        {
            "indicator": "高新技术企业数量",
            "area": "清远市",
            "period": "2023",
            "value": Decimal(76),
            "measure_unit": "家",
            "rank": 1,
            "rank_scope": "粤东西北地级市",
            "origin": "广东省科学技术厅",
        },
        {
            "indicator": "高企培育入库数量",
            "area": "清远市",
            "period": "2023",
            "value": Decimal(49),
            "measure_unit": "家",
            "rank": 1,
            "rank_scope": "粤东西北地级市",
            "origin": "广东省科学技术厅",
        },
    ]
    hired: list[Row] = [
        {
            "indicator": indicator,
            "period": "2023",
            "value": Decimal(value),
            "measure_unit": unit,
            "origin": "人才科",
        }
        for indicator, value, unit in (
            ("引进博士劳务合同年限", 5, "年"),
            ("引进博士平均年龄", 37, "岁"),
        )
    ]
    return Sheet(
        "外部统计",
        [
            b.table(
                "statistics",
                "上级通报的指标与位次",
                [
                    "indicator 指标名称",
                    "area 区域",
                    "period 期间",
                    "value 数值 num",
                    "measure_unit 计量单位",
                    "rank 位次 int",
                    "rank_scope 位次范围",
                    "origin 数据来源",
                ],
                rows,
            ),
            b.table(
                "statistics",
                "引进人才情况",
                [
                    "indicator 统计指标",
                    "period 年度",
                    "value 数值 num",
                    "measure_unit 单位",
                    "origin 来源",
                ],
                hired,
            ),
        ],
    )


def make() -> Bureau:
    """All of the city's workbooks."""
    b = Bureau("qingyuan", "清远市科学技术局（示例）", "441800", "清远市", COUNTIES)
    for name in NAMED:
        b.named(name, "科研院所" if name.endswith("研究院") else "企业")
    b.book("高企申报与培育.xlsx", _high_tech(b), _cultivation(b))
    b.book("创新券.xlsx", *_vouchers(b))
    b.book("科技奖励.xlsx", *_awards(b))
    b.book("创新平台.xlsx", *_platforms(b))
    b.book("项目与资金2023.xlsx", _projects(b), _funds(b))
    b.book("产学研与人才.xlsx", _cooperation(b), _people(b))
    b.book("活动台账.xlsx", *_events(b))
    b.book("政策与通报.xlsx", _policies(b), _statistics(b))
    firms = b.organization_rows()
    wrong = {**firms[40], "name": "清远示例注销企业有限公司"}
    faults = (
        Fault(
            wrong,
            {"credit_code": wrong_check_digit(firms[40]["credit_code"])},
            "信用代码最后一位（校验码）错",
            "check digit does not hold; not stored as a code",
        ),
    )
    b.book(
        "01单位名录.xlsx",
        Sheet(
            "企业名录",
            [
                b.table(
                    "organizations",
                    "清远市科技系统服务单位名录",
                    [
                        "- 序号 seq",
                        "name 单位名称",
                        "credit_code 统一社会信用代码",
                        "kind 单位性质",
                        "region 所在县区",
                        "industry 行业代码",
                        "technical_field 技术领域",
                        "registered_capital 注册资本（万元） wan",
                        "founded_on 成立日期 date",
                        "address 注册地址",
                        "contact 联系人",
                        "phone 联系电话",
                    ],
                    firms,
                    faults=faults,
                )
            ],
        ),
    )
    return b
