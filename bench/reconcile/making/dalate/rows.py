# ruff: noqa: E501
"""达拉特旗: a banner of Inner Mongolia, the first half of 2022. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.dalate.setting import BEFORE, LOCAL, NOW, OTHERS, TOWNS
from bench.reconcile.making.draft import Draft


def rows(d: Draft) -> None:
    """The rows of all registers; levels are written the banner's way."""
    d.everyone = d.firms(95, "羊绒 煤化工 光伏 农牧业 沙产业 装备 生物 环保".split())
    _recognitions(d)
    _projects(d)
    _platforms(d)
    _market(d)
    _people(d)
    _told(d)
    for kept in d.rows.values():
        for row in kept:
            if "level" in row:
                row["written"] = LOCAL[row["level"]]


def _recognitions(d: Draft) -> None:
    firms = d.everyone
    d.recognised("高新技术企业", firms[:4], date(2018, 12, 10))
    d.recognised("高新技术企业", firms[4:9], date(2019, 12, 4))
    d.recognised("高新技术企业", firms[9:17], date(2020, 11, 19))
    d.recognised("高新技术企业", firms[17:28], date(2021, 12, 1))
    for i, firm in enumerate([*firms[4:8], *firms[30:39]]):
        d.add(
            "recognitions",
            kind="高新技术企业",
            organization=firm,
            applied_on=d.day(date(2022, 5, 10), date(2022, 6, 27)),
            first_time=i >= 4,
            result="申报",
            region=d.town_of(firm),
        )
    pool = d.some(80)
    d.recognised("科技型中小企业", pool[:26], (date(2021, 3, 10), date(2021, 6, 20)), batch_name="2021年")
    d.recognised("科技型中小企业", pool[26:38], (date(2021, 8, 2), date(2021, 11, 5)), batch_name="2021年")
    pool = d.some(80)
    d.recognised("科技型中小企业", pool[:31], (date(2022, 3, 8), date(2022, 6, 24)), batch_name="2022年")
    d.recognised("专精特新企业", pool[40:44], (date(2022, 4, 11), date(2022, 5, 20)), level="省级")


def _projects(d: Draft) -> None:
    for level, plan, n, at, span, stage, total, field in (
        ("省级", "自治区重点研发和成果转化计划", 4, "approved_on", NOW, "立项", "880", "工业"), ("省级", "自治区科技兴蒙专项", 2, "approved_on", NOW, "立项", "300", "农业"),
        ("市级", "鄂尔多斯市重大科技专项", 3, "approved_on", NOW, "立项", "270", "工业"), ("市级", "鄂尔多斯市重点研发计划", 6, "approved_on", NOW, "立项", "125", "农业"),
        ("区县级", "达拉特旗科技计划", 5, "approved_on", NOW, "立项", "60", "农业"), ("省级", "自治区重点研发和成果转化计划", 3, "approved_on", BEFORE, "立项", "560", "工业"),
        ("市级", "鄂尔多斯市重点研发计划", 11, "approved_on", BEFORE, "立项", "290", "农业"), ("省级", "自治区重点研发和成果转化计划", 17, "applied_on", NOW, "申报", "", "工业"),
        ("市级", "鄂尔多斯市重点研发计划", 23, "applied_on", NOW, "申报", "", "农业"),
    ):  # fmt: skip
        d.projects(level, plan, n, at, span, stage, total, industry_class=field)
    d.projects(
        "市级",
        "鄂尔多斯市重点研发计划",
        4,
        "accepted_on",
        NOW,
        "验收",
        "110",
        industry_class="农业",
        approved_on=date(2019, 9, 10),
    )


def _platforms(d: Draft) -> None:
    past = (date(2013, 3, 1), date(2021, 12, 20))
    for head, kind, level, n, span in (
        ("达拉特", "农业科技园区", "国家级", 1, past), ("达拉特", "星创天地", "国家级", 1, past), ("内蒙古", "星创天地", "省级", 2, past), ("内蒙古", "企业研发中心", "省级", 5, past),
        ("内蒙古", "企业研发中心", "省级", 2, NOW), ("内蒙古", "工程技术研究中心", "省级", 3, past), ("内蒙古", "院士工作站", "省级", 2, past), ("内蒙古", "众创空间", "省级", 2, past),
        ("鄂尔多斯市", "众创空间", "市级", 3, past), ("鄂尔多斯市", "企业研发中心", "市级", 9, past), ("鄂尔多斯市", "企业研发中心", "市级", 3, NOW), ("达拉特旗", "科普基地", "区县级", 6, past),
    ):  # fmt: skip
        d.platforms(head, kind, level, n, span)


def _market(d: Draft) -> None:
    d.contracts("吸纳", "18642.00", 23, NOW, OTHERS)
    d.contracts("输出", "1035.60", 5, NOW, OTHERS)
    d.contracts("吸纳", "13020.40", 17, BEFORE, OTHERS)
    d.contracts("输出", "612.00", 4, BEFORE, OTHERS)
    for kind, n, before in (("发明专利", 9, 6), ("实用新型", 88, 71), ("外观设计", 14, 10)):
        d.patents(kind, n, 2022, d.everyone, NOW)
        d.patents(kind, before, 2021, d.everyone, BEFORE)
    for i in range(33):
        d.add("needs", number=f"DQXQ-{i + 1:02d}", name=d.subject() + "需求", organization=d.everyone[i], received_on=d.day(date(2022, 2, 8), date(2022, 4, 28)), matched_on=d.day(date(2022, 5, 5), date(2022, 6, 24)) if i < 14 else None,
              solved_on=date(2022, 6, 27) if i < 6 else None, status="已解决" if i < 6 else "已对接" if i < 14 else "已征集")  # fmt: skip
    for n, total, span in ((12, "2180", NOW), (6, "930", BEFORE)):
        d.each(
            "cooperations",
            total,
            n,
            "amount",
            subject=d.subject,
            organization=lambda: d.rng.choice(d.everyone),
            partner=lambda: d.rng.choice(OTHERS),
            kind="技术服务",
            signed_on=lambda s=span: d.day(*s),
            status="已签约",
        )
    for i in range(18):
        face = Decimal(d.rng.choice((3, 5, 8)))
        d.add("vouchers", voucher_no=d.number("NMCXQ"), organization=d.rng.choice(d.everyone), amount=face, issued_on=d.day(date(2022, 3, 1), date(2022, 5, 20)), status="已兑付" if i < 7 else "已发放",
              redeemed_on=d.day(date(2022, 6, 1), date(2022, 6, 28)) if i < 7 else None, redeemed_amount=face if i < 7 else None, provider=d.rng.choice(OTHERS[:4]))  # fmt: skip


def _people(d: Draft) -> None:
    for level, n in (("省级", 22), ("市级", 18), ("区县级", 41)):
        for k in range(n):
            for p in range(2 if level == "区县级" and k < 9 else 1):
                d.add("commissioners", person=f"{LOCAL[level][:2]}特派员{k + 1:02d}", organization=d.rng.choice(OTHERS), level=level, kind="个人", served_place=f"{TOWNS[k % 8][:2]}{LOCAL[level][0]}{k + 1}{'甲乙'[p]}嘎查",
                      from_on=date(2022, 1, 1), until_on=date(2022, 12, 31), training_count=d.rng.randint(1, 4), people_served=d.rng.randint(30, 120), area_mu=d.rng.randint(80, 600))  # fmt: skip
    for programme, level, n, day in (
        ("“三区”人才支持计划", "省级", 12, date(2022, 4, 20)),
        ("草原英才工程", "省级", 2, date(2022, 5, 31)),
        ("“三区”人才支持计划", "省级", 15, date(2021, 5, 12)),
    ):
        for k in range(n):
            d.add(
                "talents",
                person=f"{day.year}{programme.strip('“')[:2]}人选{k + 1:02d}",
                organization=d.rng.choice(OTHERS),
                programme=programme,
                level=level,
                selected_on=day,
            )
    firms = d.some(19)
    for i, amount in enumerate(d.split_of("186.5", 22, "0.1")):
        d.add(
            "fund_movements",
            voucher_no=d.number("达科奖22-"),
            kind="奖励",
            level="区县级",
            purpose="科技创新奖励",
            organization=firms[i % 19],
            amount=amount,
            booked_on=d.day(*NOW),
        )
    for year, total, n, span in ((22, "1575", 15, NOW), (21, "1320", 12, BEFORE)):
        d.each(
            "fund_movements",
            total,
            n,
            "amount",
            voucher_no=lambda y=year: d.number(f"达科收{y}-"),
            kind="争取上级",
            level=lambda: d.rng.choice(("省级", "市级")),
            purpose="上级科技项目经费",
            booked_on=lambda s=span: d.day(*s),
        )
    for award, level, grade, n in (
        ("内蒙古自治区科学技术进步奖", "省级", "三等奖", 1),
        ("鄂尔多斯市科学技术奖", "市级", "二等奖", 2),
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
                year=2021,
                result="授奖",
            )
    d.events("培训", "农牧民实用技术培训班", 12, NOW, participants=d.between(40, 95))
    d.events("培训", "企业创新能力提升培训", 4, NOW, participants=d.between(30, 70))
    d.events("培训", "农牧民实用技术培训班", 9, BEFORE, participants=d.between(40, 95))
    d.events(
        "科技下乡", "科技下乡进嘎查", 8, NOW, participants=d.between(60, 180), materials=d.between(200, 500)
    )
    d.events(
        "科技活动周",
        "科技活动周进社区",
        5,
        (date(2022, 5, 21), date(2022, 5, 28)),
        participants=d.between(100, 260),
        materials=d.between(150, 300),
    )
    d.events("调研走访", "包联企业走访", 9, NOW, organizations_reached=d.between(4, 9))


def _told(d: Draft) -> None:
    told = {"origin": "旗统计局", "published_on": date(2022, 6, 30)}
    d.statistic(
        "全社会研发经费投入", "2021", "4.36", "亿元", growth="21.5", rank=5, rank_scope="全市9个旗区", **told
    )
    d.statistic(
        "全社会研发经费投入", "2020", "3.59", "亿元", growth="16.8", rank=5, rank_scope="全市9个旗区", **told
    )
    d.statistic("研发投入强度", "2021", "0.63", "%", **told)
    d.statistic(
        "财政科技支出",
        "2022H1",
        "2860",
        "万元",
        growth="32.1",
        origin="旗财政局",
        published_on=date(2022, 7, 5),
    )
    d.statistic("高新技术产业产值", "2022H1", "47.25", "亿元", growth="18.6", **told)
    firms = d.everyone[:46]
    amounts = d.split_of("31260", 17)
    for i, firm in enumerate(firms):
        d.add(
            "annual_returns",
            organization=firm,
            period="2021",
            revenue=Decimal(d.rng.randint(2000, 40000)),
            has_rd=i < 17,
            rd_expense=amounts[i] if i < 17 else Decimal(0),
            staff=d.rng.randint(20, 400),
        )
    for indicator, goal, result, unit in (
        ("高新技术企业净增数", "6", None, "家"),
        ("科技型中小企业入库数", "40", "31", "家"),
        ("技术合同成交额", "2.5", "1.97", "亿元"),
        ("全社会研发投入增长率", "20", None, "%"),
        ("自治区级以上创新平台新增数", "3", "2", "个"),
    ):
        d.add(
            "assessments",
            assessment="2022年鄂尔多斯市对旗区“科技兴蒙”考核",
            indicator=indicator,
            year=2022,
            target=Decimal(goal),
            result=None if result is None else Decimal(result),
            measure_unit=unit,
            owner="科技发展股",
        )
