# ruff: noqa: E501
"""赣榆区: a coastal district's first half-year of 2023. The rows of its registers."""

from datetime import date
from decimal import Decimal

from samples.making.codes import split

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.ganyu.setting import (
    H1,
    H1_BEFORE,
    OTHERS,
    SECTORS,
    TOWNS,
    _no,
)


def rows(d: Draft) -> None:
    """The rows of all registers."""
    firms = d.firms(150, SECTORS)
    yard = [d.firm("船舶", "制造有限公司", above_scale_from=date(2021, 3, 1)) for _ in range(6)]
    everyone = firms + yard

    def some(n: int) -> list[str]:
        return d.rng.sample(everyone, n)

    # High-tech enterprises: those of 2019 have run out.
    old = everyone[:9]
    d.recognised("高新技术企业", old, date(2019, 11, 22), batch_name="2019年第三批")
    d.recognised("高新技术企业", everyone[9:23], date(2020, 12, 2), batch_name="2020年第二批")
    d.recognised("高新技术企业", everyone[23:40], date(2021, 11, 30), batch_name="2021年第一批")
    d.recognised(
        "高新技术企业", everyone[40:41], date(2021, 11, 30), batch_name="2021年第一批", result="撤销"
    )
    d.recognised("高新技术企业", [*old[:6], *everyone[41:57]], date(2022, 12, 12), batch_name="2022年第三批")
    for i, firm in enumerate([*everyone[9:20], *everyone[60:75]]):
        d.add("recognitions", kind="高新技术企业", organization=firm, applied_on=d.day(date(2023, 5, 8), date(2023, 6, 28)), result="申报",
              batch_name=f"2023年第{'一二'[i % 2]}批", first_time=i >= 11, region=d.town_of(firm), field="新材料")  # fmt: skip
    for year, batches in ((2022, ((1, 26), (2, 33), (3, 22), (4, 40))), (2023, ((1, 32), (2, 41), (3, 27)))):
        pool = some(len(everyone))
        for batch, n in batches:
            month = batch + 2 if batch < 4 else 9
            taken, pool = pool[:n], pool[n:]
            d.recognised(
                "科技型中小企业",
                taken,
                date(year, month, 20 + batch),
                batch_name=f"{year}年第{'一二三四'[batch - 1]}批",
                score=None,
            )
    d.recognised("高企培育入库", everyone[80:98], date(2022, 4, 18), batch_name="2022年度")
    d.recognised(
        "高企培育入库", everyone[98:126], (date(2023, 3, 20), date(2023, 4, 28)), batch_name="2023年度"
    )

    def platform(kind: str, level: str, n: int, on: tuple[date, date], **more: object) -> None:
        for firm in some(n):
            field = d.subject()
            d.add("platforms", name=f"{'' if level == '国家级' else '江苏省' if level == '省级' else '连云港市'}（{firm[:4]}）{field}{kind}",
                  kind=kind, level=level, organization=firm, recognised_on=d.day(*on), status="认定", region=d.town_of(firm), **more)  # fmt: skip

    past = (date(2014, 3, 1), date(2022, 11, 30))
    platform("科技企业孵化器", "国家级", 1, past)
    platform("星创天地", "国家级", 1, past)
    platform("工程技术研究中心", "省级", 7, past)
    platform("工程技术研究中心", "省级", 1, (date(2016, 5, 1), date(2016, 9, 1)), ended_on=date(2022, 8, 31))
    d.rows["platforms"][-1]["status"] = "撤销"
    platform("众创空间", "省级", 2, past)
    platform("院士工作站", "省级", 3, past)
    platform("工程技术研究中心", "市级", 17, past)
    platform("重点实验室", "市级", 4, past)
    platform("工程技术研究中心", "省级", 1, (date(2023, 4, 3), date(2023, 4, 27)))
    platform("工程技术研究中心", "市级", 5, H1)
    platform("重点实验室", "市级", 1, H1)

    def projects(
        level: str,
        plan: str,
        n: int,
        span: tuple[date, date],
        stage: str = "申报",
        money: str = "",
        **more: object,
    ) -> None:
        date_field = "applied_on" if stage == "申报" else "approved_on"
        for _ in range(n):
            firm = d.rng.choice(everyone)
            d.serial += 1
            d.add("projects", project_no=f"{'BE' if level == '省级' else 'CG'}{span[0].year}{d.serial:04d}", name=d.title(), level=level, plan=plan,
                  organization=firm, stage=stage, region=d.town_of(firm), **{date_field: d.day(*span)}, **more)  # fmt: skip
        if money:
            for row, amount in zip(d.rows["projects"][-n:], split(d.rng, money, n), strict=True):
                row["grant_funds"] = amount

    for plan, n in (("重点研发计划", 5), ("苏北科技专项", 6), ("成果转化专项资金", 1), ("基础研究计划", 2)):
        projects("省级", plan, n, H1)
    projects("市级", "市重点研发计划", 17, H1)
    projects("省级", "苏北科技专项", 3, H1, "立项", "270")
    projects("省级", "重点研发计划", 1, H1, "立项", "80")
    projects("市级", "市重点研发计划", 6, H1, "立项", "128")
    projects("省级", "苏北科技专项", 4, (date(2022, 3, 1), date(2022, 10, 20)), "立项", "310")
    projects("市级", "市重点研发计划", 8, (date(2022, 3, 1), date(2022, 10, 20)), "立项", "165")
    for level, n in (("省级", 3), ("市级", 4)):
        projects(level, "重点研发计划", n, (date(2020, 5, 1), date(2020, 9, 1)), "验收", str(n * 40))
        for row in d.rows["projects"][-n:]:
            row["accepted_on"] = d.day(*H1)

    d.patents("发明专利", 47, 2023, everyone, H1)
    d.patents("实用新型", 138, 2023, everyone, H1)
    d.patents("外观设计", 21, 2023, everyone, H1)
    d.patents("发明专利", 39, 2022, everyone, H1_BEFORE)
    d.patents("实用新型", 151, 2022, everyone, H1_BEFORE)
    d.patents("外观设计", 18, 2022, everyone, H1_BEFORE)
    d.patents("发明专利", 26, 2023, everyone, None)

    def contract(direction: str, total: str, n: int, span: tuple[date, date]) -> None:
        def serial() -> str:
            d.serial += 1
            return f"{span[0].year}320707{d.serial:06d}"

        ours = "seller" if direction == "输出" else "buyer"
        other = "buyer" if direction == "输出" else "seller"
        d.each("technology_contracts", total, n, "amount", "0.01", contract_no=serial, name=lambda: d.subject() + "合作开发",
               kind=lambda: d.rng.choice(("技术开发", "技术服务", "技术转让")), direction=direction, registered_on=lambda: d.day(*span),
               **{ours: lambda: d.rng.choice(everyone), other: lambda: d.rng.choice(OTHERS)})  # fmt: skip

    contract("输出", "23186.40", 44, H1)
    contract("吸纳", "30547.25", 36, H1)
    contract("输出", "18830.00", 37, H1_BEFORE)
    contract("吸纳", "26710.50", 31, H1_BEFORE)

    for span, total, n in ((H1, "11850", 27), (H1_BEFORE, "8640", 21)):
        d.each("loans", total, n, "amount", "10", contract_no=lambda: _no(d, "SKD"), organization=iter(some(n)).__next__,
               bank=lambda: d.rng.choice(("江苏银行赣榆支行", "赣榆农商行", "中国银行赣榆支行")), product="苏科贷", stage="放款",
               granted_on=lambda span=span: d.day(*span), guarantee="信用")  # fmt: skip
    now = [r for r in d.rows["loans"] if r["granted_on"].year == 2023]
    for i, row in enumerate(d.rows["loans"]):
        row["balance"] = (
            row["amount"] if row in now[3:] else Decimal(0) if row not in now else row["amount"] / 2
        )
        row["first_loan"] = row in now and i % 3 == 0

    for i, (programme, level, n) in enumerate(
        (("省“双创人才”", "省级", 4), ("省“科技副总”", "省级", 15), ("市“花果山英才”", "市级", 6))
    ):
        for k in range(n):
            firm = d.rng.choice(everyone)
            d.add("talents", person=f"{'王李张刘陈杨赵黄周吴徐孙马朱胡'[k]}{'某甲乙丙丁'[i]}{k + 1}", organization=firm, programme=programme, level=level,
                  selected_on=d.day(*H1), batch_name="2023年", region=d.town_of(firm))  # fmt: skip
    for k in range(9):
        d.add("talents", person=f"郑某{k + 1}", organization=d.rng.choice(everyone), programme="省“科技副总”", level="省级",
              selected_on=d.day(*H1_BEFORE), batch_name="2022年", region=TOWNS[0])  # fmt: skip

    for k in range(18):
        for _ in range(2 if k < 8 else 1):
            d.add("commissioners", person=f"特派员{k + 1:02d}", organization=d.rng.choice(OTHERS[:3]), kind="个人", level="市级" if k < 6 else "区县级",
                  served_place=f"{d.rng.choice('前后东西南北')}{d.rng.choice('沙石墩河林')}{len(d.rows.get('commissioners', [])) + 1}村", field="水产养殖",
                  from_on=date(2023, 1, 10), until_on=date(2024, 1, 9), training_count=d.rng.randint(1, 4), people_served=d.rng.randint(20, 90),
                  region=d.rng.choice(TOWNS[:9]))  # fmt: skip

    def event(kind: str, name: str, n: int, span: tuple[date, date] = H1, **more: object) -> None:
        for k in range(n):
            values = {f: v() if callable(v) else v for f, v in more.items()}
            d.add(
                "events",
                name=f"{name}（第{k + 1}场）" if n > 1 else name,
                kind=kind,
                held_on=d.day(*span),
                place=d.rng.choice(TOWNS),
                **values,
            )

    event(
        "对接",
        "“百名博士进百企”产学研对接",
        5,
        organizations_reached=lambda: d.rng.randint(12, 30),
        participants=lambda: d.rng.randint(30, 60),
    )
    event(
        "对接",
        "海洋产业成果路演对接会",
        2,
        organizations_reached=lambda: d.rng.randint(20, 35),
        participants=lambda: d.rng.randint(50, 90),
    )
    event("对接", "产学研对接会", 4, H1_BEFORE, organizations_reached=15, participants=40)
    event("培训", "高企申报与研发费归集培训", 6, participants=lambda: d.rng.randint(60, 140))
    event("培训", "科技政策培训", 3, H1_BEFORE, participants=lambda: d.rng.randint(60, 140))
    event(
        "科技活动周",
        "科技活动周进社区",
        8,
        (date(2023, 5, 20), date(2023, 5, 27)),
        participants=lambda: d.rng.randint(80, 200),
        materials=lambda: d.rng.randint(100, 400),
    )
    event("调研走访", "科技企业走访", 9, organizations_reached=lambda: d.rng.randint(6, 14), participants=4)

    for k in range(52):
        received = d.day(date(2023, 1, 10), date(2023, 5, 10))
        d.add("needs", number=f"XQ2023{k + 1:03d}", name=d.subject() + "攻关", organization=d.rng.choice(everyone), received_on=received,
              status="已解决" if k < 8 else "已对接" if k < 25 else "已征集", matched_on=date(2023, 5, 29) if k < 25 else None,
              solved_on=date(2023, 6, 26) if k < 8 else None, field="海洋装备")  # fmt: skip
    d.each("cooperations", "2864.5", 13, "amount", "0.5", subject=lambda: d.subject() + "联合研发", organization=iter(some(13)).__next__,
           partner=lambda: d.rng.choice(OTHERS), kind="协议", signed_on=lambda: d.day(*H1), status="已签约")  # fmt: skip
    d.each("cooperations", "620", 4, "amount", "10", subject=lambda: d.subject() + "联合研发中心", organization=iter(some(4)).__next__,
           partner=lambda: d.rng.choice(OTHERS), kind="共建载体", signed_on=lambda: d.day(*H1), status="已签约")  # fmt: skip

    d.each("fund_movements", "1268", 7, "amount", "4", voucher_no=lambda: _no(d, "2023-争-"), kind="争取上级", level=lambda: d.rng.choice(("省级", "市级")),
           purpose=lambda: d.rng.choice(("苏北科技专项", "科技型企业奖补", "平台绩效奖励")), booked_on=lambda: d.day(*H1), organization="赣榆区科学技术局")  # fmt: skip
    receivers = some(32)
    d.each("fund_movements", "684.6", 38, "amount", "0.2", voucher_no=lambda: _no(d, "2023-付-"), kind="拨付", level="区县级",
           purpose=lambda: d.rng.choice(("高企认定奖补", "技术交易奖补", "专利授权奖补")), booked_on=lambda: d.day(*H1),
           organization=iter([*receivers, *receivers[:6]]).__next__)  # fmt: skip
    d.each("fund_movements", "540", 20, "amount", "2", voucher_no=lambda: _no(d, "2022-付-"), kind="拨付", level="区县级",
           purpose="高企认定奖补", booked_on=lambda: d.day(*H1_BEFORE), organization=lambda: d.rng.choice(everyone))  # fmt: skip

    def stat(
        indicator: str,
        period: str,
        value: str,
        unit: str,
        area: str = "赣榆区",
        growth: str = "",
        rank: int | None = None,
        origin: str = "区统计局",
    ) -> None:
        d.add("statistics", indicator=indicator, area=area, period=period, value=Decimal(value), measure_unit=unit,
              growth=Decimal(growth) if growth else None, rank=rank, origin=origin, published_on=date(2023, 7, 14), rank_scope="全市6个县区" if rank else None)  # fmt: skip

    stat("高新技术产业产值", "2023H1", "186.32", "亿元", growth="12.4", rank=3)
    stat("高新技术产业产值占规上工业总产值比重", "2023H1", "38.6", "%")
    stat("高新技术产业产值", "2023-05", "152.07", "亿元", growth="11.8", rank=4)
    stat("高新技术产业产值", "2022H1", "165.76", "亿元", growth="9.5", rank=2)
    stat("全社会研发投入占GDP比重", "2022", "2.18", "%", origin="市统计局")
    stat("全社会研发投入占GDP比重", "2022", "2.43", "%", area="连云港市", origin="市统计局")
    stat("万人发明专利拥有量", "2023H1", "9.62", "件", origin="区市场监管局")

    for indicator, target, unit in (
        ("高新技术企业申报数", 45, "家"),
        ("科技型中小企业评价入库数", 150, "家"),
        ("技术合同成交额", 8, "亿元"),
        ("产学研合作项目", 40, "项"),
    ):
        d.add(
            "assessments",
            assessment="2023年度高质量发展考核",
            indicator=indicator,
            year=2023,
            target=Decimal(target),
            measure_unit=unit,
            owner="高新科",
        )
