# ruff: noqa: E501
"""许昌市: a city bureau's year 2021, with six counties below it. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.xuchang.setting import COUNTIES, OTHERS, Y20, Y21


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(240, "电力装备 发制品 硅碳材料 机械 再生金属 食品 电子 环保 生物 陶瓷".split())
    d.recognised("高新技术企业", d.everyone[:31], date(2018, 11, 29), batch_name="2018年")
    d.recognised("高新技术企业", d.everyone[31:73], date(2019, 12, 3), batch_name="2019年")
    d.recognised("高新技术企业", d.everyone[73:121], date(2020, 12, 4), batch_name="2020年")
    d.recognised(
        "高新技术企业", [*d.everyone[:24], *d.everyone[121:158]], date(2021, 10, 28), batch_name="2021年"
    )
    for year, sizes in ((2020, (62, 71, 45)), (2021, (70, 84, 59))):
        pool = d.some(240)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业",
                pool[:n],
                date(year, 4 + 3 * i, 15 + i),
                batch_name=f"{year}年第{'一二三'[i]}批",
            )
            pool = pool[n:]
    d.recognised("创新型企业", d.everyone[31:35], Y21, full_name="河南省创新龙头企业", level="省级")
    d.recognised("创新型企业", d.everyone[35:41], Y20, full_name="河南省创新龙头企业", level="省级")
    d.recognised("瞪羚企业", d.everyone[41:46], Y21, level="省级")

    past = (date(2011, 3, 1), date(2020, 11, 30))
    for kind, level, n, span in (
        ("企业技术中心", "国家级", 3, past), ("重点实验室", "国家级", 1, past), ("工程技术研究中心", "省级", 46, past), ("重点实验室", "省级", 2, past), ("新型研发机构", "省级", 3, past),
        ("工程技术研究中心", "省级", 9, Y21), ("新型研发机构", "省级", 2, Y21), ("重点实验室", "省级", 1, Y21), ("院士工作站", "省级", 2, Y21), ("院士工作站", "省级", 5, past),
        ("工程技术研究中心", "市级", 71, past), ("工程技术研究中心", "市级", 18, Y21),
    ):  # fmt: skip
        d.platforms({"国家级": "国家", "省级": "河南省", "市级": "许昌市"}[level], kind, level, n, span)
    hatcheries = []
    for kind, level, n in (
        ("科技企业孵化器", "国家级", 1),
        ("科技企业孵化器", "省级", 3),
        ("众创空间", "国家级", 1),
        ("众创空间", "省级", 4),
        ("众创空间", "市级", 5),
    ):
        d.platforms("许昌", kind, level, n, past)
        hatcheries += [r["name"] for r in d.rows["platforms"][-n:]]
    for i in range(96):
        out = i >= 71
        firm = d.firm("创业服务", "科技有限公司")
        d.add("tenants", platform=d.rng.choice(hatcheries), organization=firm, entered_on=d.day(date(2018, 3, 1), date(2021, 6, 1)), outcome="毕业" if 71 <= i < 88 else "退出" if out else "在孵",
              left_on=d.day(date(2021, 6, 10), date(2021, 12, 20)) if 71 <= i < 83 else d.day(date(2020, 6, 10), date(2020, 12, 20)) if out else None,
              staff=d.rng.randint(3, 30), financed=Decimal(d.rng.choice((0, 0, 0, 50, 100, 300))))  # fmt: skip
    for row in d.rows["tenants"]:
        if row["left_on"] and row["entered_on"] > row["left_on"]:
            row["entered_on"] = date(2018, 5, 8)

    for level, plan, n, total in (
        ("国家级", "国家重点研发计划", 2, "640"),
        ("省级", "省重大科技专项", 3, "2100"),
        ("省级", "省科技攻关", 27, "405"),
        ("省级", "省自然科学基金", 6, "60"),
    ):
        d.projects(level, plan, n, "approved_on", Y21, "立项", total)
    d.projects(
        "市级",
        "市重大科技专项",
        14,
        "approved_on",
        Y21,
        "立项",
        "980",
        self_funds=lambda: Decimal(d.rng.randint(300, 1500)),
    )
    d.projects(
        "市级",
        "市科技发展计划",
        22,
        "approved_on",
        Y21,
        "立项",
        "220",
        self_funds=lambda: Decimal(d.rng.randint(20, 100)),
    )
    d.projects("省级", "省重大科技专项", 2, "approved_on", Y20, "立项", "1500")
    d.projects("省级", "省科技攻关", 23, "approved_on", Y20, "立项", "345")
    for k, row in enumerate(d.each("needs", "6320", 34, "investment", "10", number=lambda: d.number("XCBD"), name=lambda: d.subject() + "研发", organization=lambda: d.rng.choice(d.everyone), kind="揭榜挂帅",
                                   received_on=date(2021, 3, 18), published_on=lambda: d.day(date(2021, 4, 6), date(2021, 9, 28)), status="已发布")):  # fmt: skip
        if k % 3 == 0:
            row.update(status="已对接", matched_on=date(2021, 11, 16), partner=d.rng.choice(OTHERS))
    for grade, n, year in (
        ("一等奖", 1, 2021),
        ("二等奖", 4, 2021),
        ("三等奖", 6, 2021),
        ("二等奖", 3, 2020),
        ("三等奖", 7, 2020),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title(),
                award="河南省科学技术进步奖",
                level="省级",
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=date(year, 11, 19),
                year=year,
                result="授奖",
            )

    d.contracts("输出", "96420.50", 212, Y21, OTHERS)
    d.contracts("吸纳", "140865.30", 158, Y21, OTHERS)
    d.contracts("输出", "70110.00", 160, Y20, OTHERS)
    d.contracts("吸纳", "98322.40", 131, Y20, OTHERS)
    for span, total, n in ((Y21, "8460", 41), (Y20, "6130", 35)):
        d.each("cooperations", total, n, "amount", "5", subject=lambda: d.subject() + "产学研合作", organization=lambda: d.rng.choice(d.everyone), partner=lambda: d.rng.choice(OTHERS), kind="协议",
               signed_on=lambda span=span: d.day(*span), status="已签约")  # fmt: skip
    for i, (level, programme, n) in enumerate(
        (
            ("国家级", "国家高层次人才特殊支持计划", 2),
            ("省级", "中原英才计划", 9),
            ("市级", "许都英才计划", 23),
        )
    ):
        for k in range(n):
            d.add(
                "talents",
                person=f"{'赵钱孙'[i]}某{k + 1:02d}" if k % 4 else f"{d.subject()}创新团队",
                organization=d.rng.choice(d.everyone),
                programme=programme,
                level=level,
                selected_on=d.day(*Y21),
                batch_name="2021年",
                status="已引进",
            )
    for level, n in (("省级", 36), ("市级", 84)):
        for k in range(n):
            d.add("commissioners", person=f"{level[0]}特{k + 1:03d}", organization=d.rng.choice(OTHERS[1:3]), kind="个人", level=level, served_place=f"{d.rng.choice(COUNTIES)}第{len(d.rows.get('commissioners', [])) + 1}服务点",
                  from_on=date(2021, 3, 1), until_on=date(2022, 2, 28), rating="优秀" if k % 6 == 0 else "合格", region=d.rng.choice(COUNTIES))  # fmt: skip
    for span, total, n in ((Y21, "28600", 64), (Y20, "21450", 52)):
        firms = d.some(n)
        for k, row in enumerate(d.each("loans", total, n, "amount", "10", contract_no=lambda: d.number("KJD"), organization=iter(firms).__next__, bank=lambda: d.rng.choice(("中原银行许昌分行", "许昌农商行", "工商银行许昌分行")), product="科技贷",
                                       stage="放款", granted_on=lambda span=span: d.day(*span), rate=Decimal("4.35"))):  # fmt: skip
            row["guarantee"] = "知识产权质押" if k % 7 == 0 else "信用" if k % 2 else "保证担保"
    for year, total, n, span in ((2021, "5216.48", 133, Y21), (2020, "4402.16", 118, Y20)):
        firms = d.some(n)
        d.each("fund_movements", total, n, "amount", "0.01", voucher_no=lambda year=year: d.number(f"{year}-补-"), kind="补助", level=lambda: d.rng.choice(("省级", "市级", "区县级")), purpose="企业研发费用财政补助",
               organization=iter(firms).__next__, booked_on=lambda span=span: d.day(*span), year=year)  # fmt: skip
    d.each(
        "fund_movements",
        "3205",
        41,
        "amount",
        "1",
        voucher_no=lambda: d.number("2021-争-"),
        kind="争取上级",
        level=lambda: d.rng.choice(("国家级", "省级")),
        purpose="省级以上科技项目经费",
        organization="许昌市科学技术局",
        booked_on=lambda: d.day(*Y21),
        year=2021,
    )
    d.patents("发明专利", 168, 2021, d.everyone, Y21)
    d.patents("发明专利", 141, 2020, d.everyone, Y20)

    d.statistic(
        "全社会研发经费投入",
        "2020",
        "61.84",
        "亿元",
        growth="15.2",
        rank=5,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2021, 10, 12),
    )
    d.statistic(
        "全社会研发经费投入",
        "2019",
        "53.68",
        "亿元",
        growth="12.1",
        rank=6,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2020, 10, 9),
    )
    d.statistic(
        "全社会研发经费投入强度",
        "2020",
        "1.79",
        "%",
        rank=4,
        rank_scope="全省17个省辖市",
        origin="省统计局",
        published_on=date(2021, 10, 12),
    )
    d.statistic(
        "高新技术产业增加值占规上工业增加值比重",
        "2021",
        "51.3",
        "%",
        origin="市统计局",
        published_on=date(2022, 1, 20),
    )
    d.statistic(
        "高新技术产业增加值占规上工业增加值比重",
        "2021",
        "45.6",
        "%",
        area="河南省",
        origin="省统计局",
        published_on=date(2022, 1, 20),
    )
    d.statistic(
        "每万人口发明专利拥有量", "2021", "5.38", "件", origin="市市场监管局", published_on=date(2022, 1, 14)
    )
    for year, indicator, target, unit in (
        (2021, "技术合同成交额", "20", "亿元"),
        (2021, "新增高新技术企业", "40", "家"),
        (2022, "高新技术企业总数", "190", "家"),
        (2022, "新建省级以上研发平台", "12", "家"),
        (2022, "技术合同成交额", "28", "亿元"),
    ):
        d.add(
            "assessments",
            assessment=f"省定{year}年科技创新目标",
            indicator=indicator,
            year=year,
            target=Decimal(target),
            measure_unit=unit,
            owner="规划与创新体系建设科",
        )
