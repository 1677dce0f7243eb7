# ruff: noqa: E501
"""湄潭县: a western county's year 2024. The rows of its registers."""

from datetime import date
from decimal import Decimal

from samples.making.codes import split

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.meitan.setting import OTHERS, TOWNS, Y23, Y24


def rows(d: Draft) -> None:
    """The rows of all registers."""
    sectors = "茶业 农业 酒业 机械 生物 食品 新材料".split()
    d.everyone = d.firms(70, sectors)
    for _ in range(8):
        d.everyone.append(d.firm("茶叶", "专业合作社"))
    d.recognised("高新技术企业", d.everyone[:6], date(2021, 11, 15))
    d.recognised("高新技术企业", d.everyone[6:13], date(2022, 12, 19))
    d.recognised("高新技术企业", d.everyone[13:18], date(2023, 12, 12))
    d.recognised("高新技术企业", [*d.everyone[:3], *d.everyone[18:25]], date(2024, 12, 2))
    for year, sizes in ((2023, (9, 12, 6)), (2024, (11, 14, 9))):
        pool = d.some(40)
        for i, n in enumerate(sizes):
            d.recognised(
                "科技型中小企业", pool[:n], date(year, 4 + 2 * i, 18), batch_name=f"{year}年第{i + 1}批"
            )
            pool = pool[n:]

    for year, active, total in ((2023, 24, "9180"), (2024, 29, "10426.8")):
        firms = d.everyone[:46]
        amounts = split(d.rng, total, active, "0.1")
        for i, firm in enumerate(firms):
            d.add("annual_returns", organization=firm, period=str(year), revenue=Decimal(d.rng.randint(2000, 30000)), has_rd=i < active,
                  rd_expense=amounts[i] if i < active else Decimal(0), staff=d.rng.randint(20, 260), region=d.town_of(firm))  # fmt: skip

    def vouchers(n: int, year: int, status: str) -> None:
        for _ in range(n):
            face = Decimal(d.rng.choice((1, 2, 3, 5)))
            day = d.day(date(year, 3, 1), date(year, 8, 30))
            paid = face * Decimal("0.8") if status == "已兑付" else None
            d.add("vouchers", voucher_no=d.number(f"GZCXQ{year}"), organization=d.rng.choice(d.everyone), amount=face, issued_on=day, status=status,
                  redeemed_amount=paid, redeemed_on=date(year, 11, 20) if paid else None, provider=d.rng.choice(OTHERS[:3]), service_class="检验检测认证")  # fmt: skip

    vouchers(17, 2024, "已兑付")
    vouchers(9, 2024, "已发放")
    vouchers(14, 2023, "已兑付")

    for level, plan, field, n, total in (
        ("国家级", "科技富民强县专项", "农业", 1, "200"), ("省级", "省科技支撑计划", "农业", 5, "290"), ("省级", "省科技支撑计划", "工业", 2, "120"),
        ("省级", "省科技支撑计划", "社会发展", 2, "76"), ("市级", "市科技计划", "农业", 3, "38"), ("市级", "市科技计划", "工业", 2, "25"),
        ("市级", "市科技计划", "社会发展", 1, "12"),
    ):  # fmt: skip
        d.projects(level, plan, n, "approved_on", Y24, "立项", total, industry_class=field)
    d.projects("区县级", "县级科技计划", 12, "approved_on", Y24, "立项", "96", industry_class="农业")
    d.projects("省级", "省科技支撑计划", 7, "approved_on", Y23, "立项", "351", industry_class="农业")
    d.projects("区县级", "县级科技计划", 10, "approved_on", Y23, "立项", "80", industry_class="农业")
    d.projects(
        "区县级",
        "县级科技计划",
        8,
        "accepted_on",
        Y24,
        "验收",
        "64",
        industry_class="农业",
        approved_on=date(2022, 6, 10),
    )
    d.projects(
        "省级",
        "省科技支撑计划",
        3,
        "accepted_on",
        Y24,
        "验收",
        "150",
        industry_class="农业",
        approved_on=date(2021, 9, 10),
    )

    d.each("fund_movements", "761", 19, "amount", voucher_no=lambda: d.number("2024上-"), kind="争取上级", level=lambda: d.rng.choice(("国家级", "省级", "市级")),
           purpose="上级科技项目资金", booked_on=lambda: d.day(*Y24))  # fmt: skip
    d.each("fund_movements", "218.4", 21, "amount", "0.1", voucher_no=lambda: d.number("2024奖-"), kind="奖励", level="区县级", purpose="企业研发投入奖补",
           booked_on=lambda: d.day(*Y24), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip
    d.each("fund_movements", "150.6", 14, "amount", "0.1", voucher_no=lambda: d.number("2024拨-"), kind="拨付", level="区县级", purpose="县级科技计划项目经费",
           booked_on=lambda: d.day(*Y24), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip
    d.each("fund_movements", "280", 18, "amount", voucher_no=lambda: d.number("2023拨-"), kind="拨付", level="区县级", purpose="县级科技计划项目经费",
           booked_on=lambda: d.day(*Y23), organization=lambda: d.rng.choice(d.everyone))  # fmt: skip

    past = (date(2012, 3, 1), date(2023, 10, 30))
    d.platforms("国家", "星创天地", "国家级", 1, past)
    d.platforms("国家", "农业科技园区", "国家级", 1, past)
    d.platforms("贵州省", "工程技术研究中心", "省级", 4, past)
    d.platforms("贵州省", "星创天地", "省级", 2, past)
    d.platforms("贵州省", "众创空间", "省级", 1, past)
    d.platforms("遵义市", "工程技术研究中心", "市级", 6, past)
    d.platforms("遵义市", "科普基地", "市级", 3, past)
    d.platforms("贵州省", "工程技术研究中心", "省级", 1, Y24)
    d.platforms("遵义市", "工程技术研究中心", "市级", 3, Y24)
    d.platforms("湄潭县", "科普基地", "区县级", 4, Y24)

    for level, n, places in (("省级", 14, 2), ("市级", 11, 2), ("区县级", 28, 1)):
        for k in range(n):
            for _ in range(places):
                d.add("commissioners", person=f"{level[0]}派{k + 1:02d}号", organization=d.rng.choice(OTHERS), level=level, kind="个人",
                      served_place=f"{d.rng.choice('金龙云桃核')}{d.rng.choice('花坪山香桥')}{len(d.rows.get('commissioners', [])) + 1}村", from_on=date(2024, 3, 1), until_on=date(2025, 2, 28),
                      training_count=d.rng.randint(2, 6), people_served=d.rng.randint(60, 240), area_mu=d.rng.randint(50, 400), field="茶叶加工", region=d.rng.choice(TOWNS))  # fmt: skip
    for k in range(16):
        d.add("commissioners", person=f"省派{k + 1:02d}号", organization=d.rng.choice(OTHERS), level="省级", kind="个人", served_place=f"旧{k + 1}村", from_on=date(2023, 3, 1),
              until_on=date(2024, 2, 28), training_count=3, people_served=80, area_mu=100, field="茶叶加工", region=d.rng.choice(TOWNS))  # fmt: skip
    for k in range(8):
        d.add(
            "talents",
            person=f"三区人才{k + 1:02d}",
            organization=d.rng.choice(OTHERS[:4]),
            programme="“三区”科技人才",
            level="省级",
            selected_on=date(2024, 4, 26),
            batch_name="2024年度",
        )
    for k in range(10):
        d.add(
            "talents",
            person=f"三区人才{k + 1:02d}",
            organization=d.rng.choice(OTHERS[:4]),
            programme="“三区”科技人才",
            level="省级",
            selected_on=date(2023, 5, 6),
            batch_name="2023年度",
        )

    d.contracts("输出", "4216.38", 18, Y24, OTHERS)
    d.contracts("吸纳", "11873.20", 26, Y24, OTHERS)
    d.contracts("输出", "3820.00", 15, Y23, OTHERS)
    d.contracts("吸纳", "9105.50", 20, Y23, OTHERS)
    for kind, n in (("发明专利", 13), ("实用新型", 58), ("外观设计", 24)):
        d.patents(kind, n, 2024, d.everyone, Y24)
    d.patents("实用新型", 49, 2023, d.everyone, Y23)
    for kind, n, name in (("植物新品种", 3, "湄茶稻选"), ("标准", 5, "湄潭翠芽加工技术规程")):
        for k in range(n):
            d.add("ip", kind=kind, name=f"{name}{k + 1}号", number=f"{'黔审茶' if kind == '植物新品种' else 'DB5203/T '}2024{k + 1:03d}", organization=d.rng.choice(d.everyone),
                  granted_on=d.day(*Y24), status="授权")  # fmt: skip
    for award, level, grade, n in (
        ("省科学技术进步奖", "省级", "三等奖", 2),
        ("市科技创新奖", "市级", "二等奖", 3),
        ("市科技创新奖", "市级", "三等奖", 2),
    ):
        for _ in range(n):
            d.add(
                "awards",
                name=d.title("农业"),
                award=award,
                level=level,
                grade=grade,
                organization=d.rng.choice(d.everyone),
                awarded_on=d.day(*Y24),
                year=2024,
                result="获奖",
            )

    d.events(
        "培训",
        "茶叶加工与绿色防控培训班",
        24,
        Y24,
        participants=d.between(35, 120),
        materials=d.between(40, 130),
    )
    d.events("培训", "企业研发费用归集培训", 3, Y24, participants=d.between(40, 80))
    d.events(
        "科技下乡", "科技下乡赶集", 11, Y24, participants=d.between(100, 300), materials=d.between(300, 700)
    )
    d.events(
        "科技活动周",
        "科技活动周进校园",
        6,
        (date(2024, 5, 25), date(2024, 6, 1)),
        participants=d.between(150, 400),
    )
    d.events("对接", "东西部协作科技对接", 4, Y24, participants=d.between(20, 45), agreements=d.between(1, 4))
    d.events("培训", "茶叶加工与绿色防控培训班", 20, Y23, participants=d.between(35, 120))

    from_city = {"origin": "市科技局", "published_on": date(2024, 12, 30)}
    d.statistic(
        "综合科技创新水平指数", "2024", "47.86", "%", rank=4, rank_scope="全市14个县（市、区）", **from_city
    )
    d.statistic(
        "综合科技创新水平指数", "2023", "45.21", "%", rank=6, rank_scope="全市14个县（市、区）", **from_city
    )
    d.statistic("全社会研发经费支出", "2024", "1.64", "亿元", growth="11.6", **from_city)
    d.statistic("全社会研发经费支出", "2023", "1.47", "亿元", growth="8.9", **from_city)
    d.statistic("研发投入强度", "2024", "1.12", "%", **from_city)
    d.statistic("研发投入强度", "2023", "1.05", "%", **from_city)
    d.statistic("茶产业综合产值", "2024", "182.5", "亿元", **from_city)
    for year, indicator, target, result, unit in (
        (2024, "高新技术企业净增数", 8, 7, "家"), (2024, "全社会研发经费支出", Decimal("1.8"), Decimal("1.64"), "亿元"), (2024, "技术合同成交额", Decimal("1.5"), Decimal("1.61"), "亿元"),
        (2025, "高新技术企业总量", 30, None, "家"), (2025, "国家科技型中小企业入库数", 40, None, "家"), (2025, "争取上级科技项目", 18, None, "项"),
    ):  # fmt: skip
        d.add(
            "assessments",
            assessment=f"{year}年度市对县目标考核",
            indicator=indicator,
            year=year,
            target=Decimal(target),
            result=None if result is None else Decimal(result),
            measure_unit=unit,
            owner="综合股",
        )
