# ruff: noqa: E501
"""诸暨市: a county-level city's first nine months of 2024. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.zhuji.setting import BEFORE, LATER, NOW, OTHERS, TOWNS


def rows(d: Draft) -> None:
    """The rows of all registers."""
    d.everyone = d.firms(230, "袜业 铜业 机械 环保 珍珠 电子 管业 新材料 弹簧".split())
    _recognitions(d)
    _projects(d)
    _platforms_and_ip(d)
    _market(d)
    _people_and_money(d)
    _told(d)


def _recognitions(d: Draft) -> None:
    all_firms = d.everyone
    d.recognised("高新技术企业", all_firms[:14], date(2020, 12, 1))
    d.recognised("高新技术企业", all_firms[14:46], date(2021, 12, 16))
    d.recognised("高新技术企业", all_firms[46:80], date(2022, 12, 24))
    d.recognised("高新技术企业", all_firms[80:121], date(2023, 12, 8))
    for i, firm in enumerate(d.rng.sample(all_firms[14:46], 22) + all_firms[125:151]):
        d.add("recognitions", kind="高新技术企业", organization=firm, applied_on=d.day(date(2024, 5, 6), date(2024, 8, 30)), first_time=i >= 22,
              result="申报", region=d.town_of(firm), batch_name="2024年")  # fmt: skip
    for year, sizes in ((2023, (38, 41, 29, 22)), (2024, (45, 52, 37, 18))):
        pool = d.some(200)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业",
                pool[:n],
                date(year, 4 + i * 5 // 3, 19),
                batch_name=f"{year}年第{i + 1}批",
                level="国家级",
            )
            pool = pool[n:]
        if year == 2024:
            d.recognised(
                "科技型中小企业", pool[:13], date(2024, 10, 15), batch_name="2024年第5批", level="国家级"
            )
    pool = d.some(150)
    d.recognised("省级科技型企业", pool[:84], (date(2021, 3, 1), date(2023, 12, 20)), level="省级")
    d.recognised("省级科技型企业", pool[84:147], (date(2024, 3, 1), date(2024, 9, 20)), level="省级")
    d.recognised("瞪羚企业", pool[:5], date(2024, 7, 18), level="市级")
    d.recognised("专精特新企业", pool[20:36], date(2024, 6, 27), level="省级")
    d.recognised("专精特新企业", pool[10:13], date(2024, 9, 2), level="国家级")


def _projects(d: Draft) -> None:
    d.projects("国家级", "国家重点研发计划", 2, "approved_on", NOW, "立项", "1460", industry_class="工业")
    d.projects(
        "省级", "“尖兵”“领雁”研发攻关计划", 9, "approved_on", NOW, "立项", "2835", industry_class="工业"
    )
    d.projects("省级", "省级科技特派员项目", 4, "approved_on", NOW, "立项", "80", industry_class="农业")
    d.projects("市级", "绍兴市科技计划", 11, "approved_on", NOW, "立项", "365", industry_class="工业")
    d.projects(
        "区县级", "诸暨市科技计划（工业类）", 26, "approved_on", NOW, "立项", "520", industry_class="工业"
    )
    d.projects(
        "区县级",
        "诸暨市科技计划（社会发展类）",
        17,
        "approved_on",
        NOW,
        "立项",
        "119",
        industry_class="社会发展",
    )
    d.projects(
        "省级", "“尖兵”“领雁”研发攻关计划", 6, "approved_on", BEFORE, "立项", "1720", industry_class="工业"
    )
    d.projects(
        "区县级", "诸暨市科技计划（工业类）", 31, "approved_on", BEFORE, "立项", "468", industry_class="工业"
    )
    d.projects(
        "区县级",
        "诸暨市科技计划（工业类）",
        19,
        "accepted_on",
        NOW,
        "验收",
        "304",
        industry_class="工业",
        approved_on=date(2022, 7, 12),
    )


def _platforms_and_ip(d: Draft) -> None:
    past = (date(2014, 3, 3), date(2023, 12, 15))
    d.platforms("诸暨", "科技企业孵化器", "国家级", 1, past)
    d.platforms("诸暨", "科技企业孵化器", "省级", 2, past)
    d.platforms("诸暨", "众创空间", "省级", 3, past)
    d.platforms("诸暨", "众创空间", "市级", 5, past)
    d.platforms("省级", "企业研发中心", "省级", 29, past, called="企业研发中心")
    d.platforms("省级", "企业研发中心", "省级", 8, NOW, called="企业研发中心")
    d.platforms("绍兴市", "企业研发中心", "市级", 33, past, called="企业研发中心")
    d.platforms("绍兴市", "企业研发中心", "市级", 14, NOW, called="企业研发中心")
    d.platforms("浙江省", "新型研发机构", "省级", 2, past)
    d.platforms("浙江省", "院士工作站", "省级", 4, past)
    d.platforms("绍兴市", "创新联合体", "市级", 3, NOW)
    for kind, n, before in (("发明专利", 93, 69), ("实用新型", 176, 201), ("外观设计", 58, 66)):
        d.patents(kind, n, 2024, d.everyone, NOW)
        d.patents(kind, before, 2023, d.everyone, BEFORE)


def _market(d: Draft) -> None:
    d.contracts("输出", "58326.40", 54, NOW, OTHERS)
    d.contracts("吸纳", "94715.80", 83, NOW, OTHERS)
    d.contracts("输出", "46190.00", 41, BEFORE, OTHERS)
    d.contracts("吸纳", "73660.50", 66, BEFORE, OTHERS)
    d.contracts("吸纳", "8120.00", 9, LATER, OTHERS)
    firms = d.some(90)
    for i in range(126):
        got = d.day(date(2024, 1, 8), date(2024, 6, 28))
        matched = i < 57
        d.add("needs", number=f"ZJXQ2024{i + 1:03d}", name=d.subject() + "需求", organization=firms[i % 90], received_on=got, matched_on=d.day(date(2024, 7, 1), date(2024, 9, 20)) if matched else None,
              solved_on=date(2024, 9, 24) if i < 23 else None, status="已解决" if i < 23 else "已对接" if matched else "已征集", investment=Decimal(d.rng.randint(10, 300)))  # fmt: skip
    d.each("cooperations", "7365", 37, "amount", subject=d.subject, organization=lambda: d.rng.choice(d.everyone), partner=lambda: d.rng.choice(OTHERS),
           kind=lambda: d.rng.choice(("委托开发", "技术转移", "技术服务")), signed_on=lambda: d.day(*NOW), status="已签约")  # fmt: skip
    d.each("cooperations", "4910", 28, "amount", subject=d.subject, organization=lambda: d.rng.choice(d.everyone), partner=lambda: d.rng.choice(OTHERS),
           kind="委托开发", signed_on=lambda: d.day(*BEFORE), status="已签约")  # fmt: skip


def _people_and_money(d: Draft) -> None:
    for programme, level, n, year in (
        ("省海外引才计划", "省级", 3, 2024), ("绍兴“名士之乡”英才计划", "市级", 17, 2024), ("绍兴“名士之乡”英才计划", "市级", 12, 2023),
    ):  # fmt: skip
        for k in range(n):
            d.add("talents", person=f"{programme[-4:]}人选{year}{k + 1:02d}", organization=d.rng.choice(d.everyone), programme=programme, level=level,
                  selected_on=d.day(*(NOW if year == 2024 else BEFORE)), amount=Decimal(d.rng.choice((20, 50, 80))))  # fmt: skip
    for level, n in (("省级", 6), ("市级", 9), ("区县级", 24)):
        for k in range(n):
            d.add("commissioners", person=f"{level[0]}特派{k + 1:02d}", organization=d.rng.choice(OTHERS), level=level, kind="个人", served_place=f"{d.rng.choice(TOWNS[4:])}{level[0]}{k + 1}村",
                  from_on=date(2024, 1, 1), until_on=date(2024, 12, 31), training_count=d.rng.randint(2, 5), people_served=d.rng.randint(40, 160), field="香榧与珍珠养殖")  # fmt: skip
    for i in range(148):
        face = Decimal(d.rng.choice((1, 2, 3, 5)))
        paid = i < 86
        d.add("vouchers", voucher_no=d.number("ZJQ2024"), organization=d.rng.choice(d.everyone), amount=face, issued_on=d.day(date(2024, 2, 1), date(2024, 8, 20)), status="已兑付" if paid else "已发放",
              provider=d.rng.choice(OTHERS[:5]), redeemed_on=d.day(date(2024, 8, 22), date(2024, 9, 26)) if paid else None, redeemed_amount=face * Decimal("0.75") if paid else None)  # fmt: skip
    pool = d.some(34)
    for i, amount in enumerate(d.split_of("13460", 41)):
        d.add("loans", contract_no=d.number("ZKD24"), organization=pool[i % 34], bank=d.rng.choice(("诸暨农商银行", "杭州银行科创支行", "中国银行")), product="浙科贷", stage="放款",
              granted_on=d.day(*NOW), amount=amount, first_loan=i < 11)  # fmt: skip
    firms = d.some(104)
    for i, amount in enumerate(d.split_of("3268.4", 131, "0.1")):
        d.add(
            "fund_movements",
            voucher_no=d.number("24奖"),
            kind="奖励",
            level="区县级",
            purpose="科技创新政策奖补",
            organization=firms[i % 104],
            amount=amount,
            booked_on=d.day(*NOW),
        )
    d.each(
        "fund_movements",
        "4215",
        17,
        "amount",
        voucher_no=lambda: d.number("24上"),
        kind="争取上级",
        level=lambda: d.rng.choice(("国家级", "省级")),
        purpose="上级科技专项资金",
        booked_on=lambda: d.day(*NOW),
    )
    d.each("fund_movements", "2790", 90, "amount", voucher_no=lambda: d.number("23奖"), kind="奖励", level="区县级", purpose="科技创新政策奖补",
           organization=lambda: d.rng.choice(d.everyone), booked_on=lambda: d.day(*BEFORE))  # fmt: skip
    for award, level, grade, n in (
        ("浙江省科学技术进步奖", "省级", "二等奖", 1),
        ("浙江省科学技术进步奖", "省级", "三等奖", 3),
        ("绍兴市科学技术奖", "市级", "二等奖", 2),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title(),
                award=award,
                level=level,
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=d.day(*NOW),
                year=2023,
                result="授奖",
            )
    d.events("培训", "研发费用归集与加计扣除培训", 9, NOW, participants=d.between(60, 150))
    d.events("培训", "国高申报辅导班", 6, NOW, participants=d.between(40, 90))
    d.events(
        "对接",
        "高校院所诸暨行",
        7,
        NOW,
        participants=d.between(30, 80),
        organizations_reached=d.between(15, 40),
        agreements=d.between(1, 6),
    )
    d.events("调研走访", "“三服务”走访企业", 12, NOW, organizations_reached=d.between(12, 34))
    d.events(
        "科普", "科普进文化礼堂", 15, NOW, participants=d.between(50, 200), materials=d.between(100, 400)
    )
    d.events(
        "科普", "科普进文化礼堂", 11, BEFORE, participants=d.between(50, 200), materials=d.between(100, 400)
    )


def _told(d: Draft) -> None:
    told = {"origin": "市统计局", "published_on": date(2024, 9, 20)}
    d.statistic(
        "规上工业企业研发费用",
        "2024M08",
        "46.83",
        "亿元",
        growth="8.7",
        rank=3,
        rank_scope="绍兴六个区（县、市）",
        **told,
    )
    d.statistic(
        "规上工业企业研发费用",
        "2023M08",
        "43.08",
        "亿元",
        growth="11.2",
        rank=4,
        rank_scope="绍兴六个区（县、市）",
        **told,
    )
    d.statistic(
        "高新技术产业增加值",
        "2024M08",
        "187.4",
        "亿元",
        growth="7.9",
        rank=2,
        rank_scope="绍兴六个区（县、市）",
        **told,
    )
    d.statistic("高新技术产业增加值占规上工业比重", "2024M08", "68.5", "%", **told)
    d.statistic(
        "高新技术产业投资",
        "2024M08",
        "52.6",
        "亿元",
        growth="21.3",
        rank=1,
        rank_scope="绍兴六个区（县、市）",
        **told,
    )
    d.statistic("R&D经费投入强度", "2023", "3.06", "%", origin="市统计局", published_on=date(2024, 9, 20))
    d.statistic("R&D经费投入强度", "2022", "2.91", "%", origin="市统计局", published_on=date(2023, 9, 22))
    for year, indicator, target, result, unit in (
        (2024, "新认定高新技术企业", "50", None, "家"), (2024, "新增省科技型中小企业", "90", "63", "家"), (2024, "技术交易额", "18", "15.3", "亿元"),
        (2024, "省重点研发计划立项", "8", "9", "项"), (2024, "科技型中小企业入库", "200", "152", "家"), (2024, "规上工业企业研发活动覆盖率", "75", None, "%"),
    ):  # fmt: skip
        d.add(
            "assessments",
            assessment="2024年绍兴市科技创新考核",
            indicator=indicator,
            year=year,
            target=Decimal(target),
            result=None if result is None else Decimal(result),
            measure_unit=unit,
            owner="规划科",
        )
