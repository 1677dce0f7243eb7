# ruff: noqa: E501
"""新吴区: a high-tech district's first half-year of 2025. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.xinwu.setting import H1, H1_BEFORE, OTHERS


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(320, "微电子 半导体 物联网 生物医药 智能装备 新能源 软件 航空 光电 传感".split())
    d.recognised("高新技术企业", d.everyone[:58], date(2022, 5, 20), batch_name="2022年第一批")
    d.recognised("高新技术企业", d.everyone[58:127], date(2022, 12, 12), batch_name="2022年第二批")
    d.recognised("高新技术企业", d.everyone[127:208], date(2023, 11, 6), batch_name="2023年")
    d.recognised("高新技术企业", d.everyone[208:276], date(2024, 11, 19), batch_name="2024年")
    d.rows["recognitions"][-1]["result"] = "撤销"
    for span, n in ((H1, 97), (H1_BEFORE, 83)):
        for firm in d.some(n):
            d.add(
                "recognitions",
                kind="高新技术企业",
                organization=firm,
                applied_on=d.day(*span),
                result="申报",
                batch_name=f"{span[0].year}年首批",
                region=d.town_of(firm),
                field="电子信息",
            )
    for year, sizes in ((2024, (58, 66)), (2025, (84, 99))):
        pool = d.some(320)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业", pool[:n], date(year, 4 + i * 2, 16), batch_name=f"{year}年第{i + 1}批"
            )
            pool = pool[n:]
    d.recognised("瞪羚企业", d.everyone[20:46], H1, level="省级")
    d.recognised("瞪羚企业", d.everyone[60:79], (date(2024, 3, 1), date(2024, 11, 20)), level="省级")
    d.recognised("独角兽企业", d.everyone[80:87], H1, level="省级")
    d.recognised(
        "专精特新企业", d.everyone[90:94], H1, level="国家级", full_name="国家级专精特新“小巨人”企业"
    )
    d.recognised("专精特新企业", d.everyone[94:125], H1, level="省级", full_name="省级专精特新中小企业")
    d.recognised(
        "专精特新企业",
        d.everyone[125:133],
        (date(2024, 3, 1), date(2024, 9, 20)),
        level="国家级",
        full_name="国家级专精特新“小巨人”企业",
    )

    past = (date(2009, 3, 2), date(2024, 11, 29))
    for kind, level, n, span in (
        ("技术创新中心", "国家级", 1, past), ("重点实验室", "国家级", 2, past), ("企业技术中心", "国家级", 4, past), ("工程技术研究中心", "省级", 62, past), ("重点实验室", "省级", 5, past), ("院士工作站", "省级", 4, past),
        ("工程技术研究中心", "省级", 6, H1), ("工程技术研究中心", "市级", 11, H1), ("工程技术研究中心", "市级", 37, past),
    ):  # fmt: skip
        d.platforms(
            {"国家级": "国家", "省级": "江苏省", "市级": "无锡市"}[level],
            kind,
            level,
            n,
            span,
            staff=d.between(12, 90),
        )
    d.platforms("无锡", "新型研发机构", "市级", 16, past, staff=d.between(40, 160))
    hatch = []
    for kind, level, n in (
        ("科技企业孵化器", "国家级", 4),
        ("科技企业孵化器", "省级", 6),
        ("众创空间", "国家级", 3),
        ("众创空间", "市级", 8),
        ("科技企业加速器", "省级", 2),
    ):
        d.platforms(
            "新吴",
            kind,
            level,
            n,
            past,
            area=lambda: Decimal(d.rng.randint(20, 180) * 100),
            staff=d.between(6, 30),
        )
        hatch += [r["name"] for r in d.rows["platforms"][-n:]]
    for i in range(188):
        firm = d.firm("创客", "科技有限公司")
        fresh, gone = i < 37, 37 <= i < 60
        d.add("tenants", platform=d.rng.choice(hatch), organization=firm, entered_on=d.day(*H1) if fresh else d.day(date(2020, 1, 6), date(2023, 12, 20)), outcome="毕业" if gone else "在孵",
              left_on=None if not gone else d.day(*H1) if i < 51 else date(2024, 9, 12), field="物联网", area=Decimal(d.rng.randint(60, 400)), returnee=i % 9 == 0)  # fmt: skip

    for level, plan, n, total, span in (
        ("国家级", "国家重点研发计划", 5, "3860", H1), ("省级", "省科技成果转化专项", 4, "3200", H1), ("省级", "省重点研发计划", 9, "1750", H1), ("市级", "“太湖之光”科技攻关", 31, "1860", H1),
        ("国家级", "国家重点研发计划", 3, "2100", H1_BEFORE), ("省级", "省重点研发计划", 12, "2480", H1_BEFORE), ("市级", "“太湖之光”科技攻关", 26, "1540", H1_BEFORE),
    ):  # fmt: skip
        d.projects(level, plan, n, "approved_on", span, "立项", total)
    for total, n, span in (("8642.7", 214, H1), ("7415", 190, H1_BEFORE)):
        firms = d.some(n)
        d.each(
            "fund_movements",
            total,
            n,
            "amount",
            "0.1",
            voucher_no=lambda span=span: d.number(f"{span[0].year}兑-"),
            kind="奖励",
            level="区县级",
            purpose="科创新政兑现",
            organization=iter(firms).__next__,
            booked_on=lambda span=span: d.day(*span),
        )
    for span, n in ((H1, 118), (H1_BEFORE, 95)):
        for _ in range(n):
            face = Decimal(d.rng.choice((2, 5, 8, 10)))
            d.add(
                "vouchers",
                voucher_no=d.number(f"XWQ{span[0].year}"),
                organization=d.rng.choice(d.everyone),
                amount=face,
                issued_on=d.day(*span),
                status="已发放",
                service_amount=face * d.rng.randint(2, 4),
                provider=d.rng.choice(OTHERS[:5]),
                service_class="大型仪器共享",
            )

    d.contracts("输出", "386420.75", 264, H1, OTHERS)
    d.contracts("吸纳", "214380.10", 133, H1, OTHERS)
    d.contracts("输出", "331200.40", 240, H1_BEFORE, OTHERS)
    d.contracts("吸纳", "190615.00", 121, H1_BEFORE, OTHERS)
    for kind, total, n in (("委托开发", "9860", 46), ("共建载体", "3400", 11), ("技术转移", "1275", 9)):
        d.each(
            "cooperations",
            total,
            n,
            "amount",
            "5",
            subject=lambda: d.subject() + "合作",
            organization=lambda: d.rng.choice(d.everyone),
            partner=lambda: d.rng.choice(OTHERS),
            kind=kind,
            signed_on=lambda: d.day(*H1),
            status="已签约",
        )
    d.events(
        "对接",
        "“新智汇”科技成果路演",
        12,
        H1,
        organizations_reached=d.between(15, 45),
        needs_collected=d.between(2, 9),
        participants=d.between(40, 110),
    )
    d.events(
        "对接",
        "“新智汇”科技成果路演",
        9,
        H1_BEFORE,
        organizations_reached=d.between(15, 45),
        needs_collected=d.between(2, 9),
        participants=d.between(40, 110),
    )
    d.events("培训", "科创政策宣讲", 15, H1, participants=d.between(50, 160))
    d.events("调研走访", "领导带队走访企业", 20, H1, organizations_reached=d.between(3, 8), participants=5)

    for kind, n, high in (("发明专利", 226, 94), ("实用新型", 412, 0), ("外观设计", 61, 0)):
        d.patents(kind, n, 2025, d.everyone, H1, high_value=None)
        for row in d.rows["ip"][-n:][:high]:
            row["high_value"] = True
    d.patents("发明专利", 204, 2024, d.everyone, H1_BEFORE, high_value=None)
    for k in range(17):
        d.add(
            "ip",
            kind="PCT",
            name=d.subject() + "及其应用",
            number=f"PCT/CN2025/{990100 + k}",
            organization=d.rng.choice(d.everyone),
            applied_on=d.day(*H1),
            status="申请",
        )
    for k in range(143):
        d.add(
            "ip",
            kind="软件著作权",
            name=f"{d.subject()}管理软件V1.{k % 10}",
            number=f"2025SR99{k:05d}",
            organization=d.rng.choice(d.everyone),
            granted_on=d.day(*H1),
            status="授权",
        )

    for year, sizes, span in (
        (2025, (("创业类", 22, "4400"), ("创新类", 17, "1700")), H1),
        (2024, (("创业类", 19, "3800"), ("创新类", 20, "1900")), H1_BEFORE),
    ):
        for category, n, total in sizes:
            d.each(
                "talents",
                total,
                n,
                "amount",
                "50",
                person=lambda: d.number("人才"),
                organization=lambda: d.rng.choice(d.everyone),
                programme="飞凤人才计划",
                level="区县级",
                category=category,
                batch_name=f"{year}年",
                selected_on=lambda span=span: d.day(*span),
            )
    for programme, level, n in (("国家级人才工程", "国家级", 6), ("江苏省双创人才", "省级", 13)):
        for _ in range(n):
            d.add(
                "talents",
                person=d.number("人才"),
                organization=d.rng.choice(d.everyone),
                programme=programme,
                level=level,
                batch_name="2025年",
                selected_on=d.day(*H1),
            )
    for total, n, span in (("64300", 152, H1), ("52800", 131, H1_BEFORE)):
        d.each("loans", total, n, "amount", "10", contract_no=lambda: d.number("KCD-"), organization=lambda: d.rng.choice(d.everyone), bank=lambda: d.rng.choice(("江苏银行无锡新区支行", "宁波银行无锡分行", "无锡农商行新吴支行")), product="科创贷", stage="放款",
               granted_on=lambda span=span: d.day(*span), first_loan=lambda: d.rng.random() < 0.25, guarantee="信用")  # fmt: skip
    for row in d.rows["loans"]:
        row["balance"] = row["amount"] if row["granted_on"].year == 2025 else Decimal(0)

    given = {"origin": "区统计局", "published_on": date(2025, 6, 20)}
    d.statistic(
        "规上高新技术产业产值",
        "2025M05",
        "1186.4",
        "亿元",
        growth="8.7",
        rank=2,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "规上高新技术产业产值",
        "2024M05",
        "1091.5",
        "亿元",
        growth="7.2",
        rank=3,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "规上高新技术产业产值",
        "2025-03",
        "688.2",
        "亿元",
        growth="9.3",
        rank=1,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic(
        "高新技术产业产值占规上工业总产值比重",
        "2025M05",
        "63.8",
        "%",
        rank=1,
        rank_scope="全市8个板块",
        **given,
    )
    d.statistic("全社会研发投入强度", "2024", "4.62", "%", **given)
    d.statistic("万人高价值发明专利拥有量", "2025H1", "98.6", "件", **given)
    for indicator, target, unit in (
        ("高新技术企业申报数", "240", "家"),
        ("科技型中小企业入库数", "420", "家"),
        ("技术合同成交额", "95", "亿元"),
        ("新增省级以上创新平台", "10", "家"),
    ):
        d.add(
            "assessments",
            assessment="2025年度科技创新目标任务",
            indicator=indicator,
            year=2025,
            target=Decimal(target),
            measure_unit=unit,
            owner="各业务处室",
        )
