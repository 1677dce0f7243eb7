# ruff: noqa: E501
"""上杭县: a county in the west of Fujian, the year 2023. The rows of its registers."""

from datetime import date
from decimal import Decimal

from bench.reconcile.making.draft import Draft
from bench.reconcile.making.shanghang.setting import BEFORE, CAS, LOCAL, NOW, OTHERS, TOWNS


def rows(d: Draft) -> None:
    """The rows of all registers; levels are written the county's way."""
    d.everyone = d.firms(130, "铜箔 矿业 新材料 化工 建材 农业 食品 电子 机械".split())
    _recognitions(d)
    _projects(d)
    _platforms(d)
    _market(d)
    _people(d)
    _money(d)
    _told(d)
    for kept in d.rows.values():
        for row in kept:
            if "level" in row:
                row["written"] = LOCAL[row["level"]]


def _recognitions(d: Draft) -> None:
    firms, hte = d.everyone, "高新技术企业"
    d.recognised(hte, firms[:11], date(2020, 12, 1), first_time=True)
    d.recognised(hte, firms[11:29], date(2021, 12, 15), first_time=True)
    d.recognised(hte, firms[29:49], date(2022, 12, 14), first_time=True)
    d.recognised(hte, firms[:7], date(2023, 12, 28), first_time=False)
    d.recognised(hte, firms[49:58], date(2023, 12, 28), first_time=True)
    sme, pool = "科技型中小企业", d.some(108)
    for batch, day, listed in (
        ("第一批", date(2023, 4, 20), pool[:41]), ("第二批", date(2023, 6, 28), pool[41:79]), ("第三批", date(2023, 10, 12), pool[79:]),
    ):  # fmt: skip
        d.recognised(sme, listed, day, batch_name=f"2023年{batch}")
    d.recognised(sme, d.some(86), (date(2022, 4, 11), date(2022, 10, 20)), batch_name="2022年")
    d.recognised("高企培育入库", firms[60:82], date(2023, 7, 18))
    d.recognised("高企培育入库", firms[82:99], date(2022, 7, 22))
    for level, year, n in (("省级", 2023, 6), ("国家级", 2023, 1), ("省级", 2022, 4)):
        d.recognised("专精特新企业", d.some(n), (date(year, 5, 8), date(year, 9, 15)), level=level)


def _projects(d: Draft) -> None:
    guided, rural, abroad = "福建省引导性项目", "福建省科技特派员后补助项目", "福建省对外合作项目"
    for level, plan, n, at, span, stage, total, field in (
        ("国家级", "国家重点研发计划", 1, "approved_on", NOW, "立项", "80", "工业"), ("省级", guided, 4, "approved_on", NOW, "立项", "120", "工业"),
        ("省级", rural, 6, "approved_on", NOW, "立项", "60", "农业"), ("省级", abroad, 1, "approved_on", NOW, "立项", "40", "工业"),
        ("市级", "龙岩市科技计划", 7, "approved_on", NOW, "立项", "95", "工业"), ("区县级", "上杭县科技计划", 14, "approved_on", NOW, "立项", "168", "农业"),
        ("省级", guided, 9, "approved_on", BEFORE, "立项", "175", "工业"), ("市级", "龙岩市科技计划", 10, "approved_on", BEFORE, "立项", "130", "农业"),
        ("区县级", "上杭县科技计划", 12, "approved_on", BEFORE, "立项", "140", "农业"), ("省级", guided, 25, "applied_on", NOW, "申报", "", "工业"),
        ("国家级", "国家重点研发计划", 2, "applied_on", NOW, "申报", "", "工业"), ("市级", "龙岩市科技计划", 13, "applied_on", NOW, "申报", "", "农业"),
    ):  # fmt: skip
        d.projects(level, plan, n, at, span, stage, total, industry_class=field)
    for level, plan, n in (("省级", guided, 5), ("区县级", "上杭县科技计划", 8)):
        d.projects(
            level,
            plan,
            n,
            "accepted_on",
            NOW,
            "验收",
            "120",
            industry_class="工业",
            approved_on=date(2020, 8, 6),
        )
    for grade, year, n in (("二等奖", 2023, 1), ("三等奖", 2023, 2), ("三等奖", 2022, 1)):
        for _ in range(n):
            d.add(
                "awards", name=d.title(), award="福建省科学技术进步奖", level="省级", grade=grade, organization=d.rng.choice(d.everyone),
                awarded_on=d.day(date(year, 9, 4), date(year, 11, 24)), year=year - 1, result="授奖",
            )  # fmt: skip


def _platforms(d: Draft) -> None:
    past = (date(2012, 3, 5), date(2022, 12, 20))
    for head, kind, level, n, span in (
        ("福建省", "新型研发机构", "省级", 4, past), ("福建省", "新型研发机构", "省级", 1, NOW), ("福建省", "重点实验室", "省级", 2, past), ("龙岩市", "重点实验室", "市级", 3, past),
        ("福建省", "工程技术研究中心", "省级", 5, past), ("龙岩市", "工程技术研究中心", "市级", 9, past), ("龙岩市", "工程技术研究中心", "市级", 2, NOW),
        ("国家", "星创天地", "国家级", 2, past), ("福建省", "星创天地", "省级", 4, past), ("福建省", "星创天地", "省级", 1, NOW), ("上杭县", "科普基地", "区县级", 5, past),
    ):  # fmt: skip
        d.platforms(head, kind, level, n, span)
    d.platforms("上杭", "科技企业孵化器", "省级", 1, past, area=Decimal(23600))
    d.platforms("上杭", "众创空间", "省级", 3, past, area=lambda: Decimal(d.rng.randint(12, 30) * 100))
    hosts = [p["name"] for p in d.rows["platforms"] if p.get("area")]
    for i, firm in enumerate(d.some(60)):
        left = date(2023, 11, 30) if i < 6 else date(2022, 10, 31) if i < 11 else None
        d.add(
            "tenants", platform=hosts[i % 4], organization=firm, entered_on=d.day(date(2019, 3, 1), date(2022, 6, 30)) if left else d.day(date(2021, 2, 1), date(2023, 11, 20)),
            left_on=left, outcome="毕业" if left else "在孵", staff=d.rng.randint(4, 40),
        )  # fmt: skip


def _market(d: Draft) -> None:
    d.contracts("输出", "23846.50", 61, NOW, OTHERS)
    d.contracts("吸纳", "8640.50", 35, NOW, OTHERS)
    d.contracts("输出", "19870.00", 52, BEFORE, OTHERS)
    d.contracts("吸纳", "7250.00", 28, BEFORE, OTHERS)
    for kind, n, before in (("发明专利", 38, 31), ("实用新型", 241, 266), ("外观设计", 29, 24)):
        d.patents(kind, n, 2023, d.everyone, NOW)
        d.patents(kind, before, 2022, d.everyone, BEFORE)
    for i in range(52):
        d.add("needs", number=f"SHXQ2023{i + 1:03d}", name=d.subject() + "需求", organization=d.everyone[i], received_on=d.day(date(2023, 2, 6), date(2023, 5, 30)), matched_on=d.day(date(2023, 6, 5), date(2023, 9, 22)) if i < 27 else None,
              solved_on=d.day(date(2023, 10, 9), date(2023, 12, 15)) if i < 13 else None, status="已解决" if i < 13 else "已对接" if i < 27 else "已征集")  # fmt: skip
    for n, total, span, partners in (
        (9, "1520", NOW, CAS),
        (15, "1940", NOW, OTHERS),
        (20, "2875", BEFORE, OTHERS),
    ):
        d.each(
            "cooperations", total, n, "amount", subject=d.subject, organization=lambda: d.rng.choice(d.everyone), partner=lambda p=partners: d.rng.choice(p),
            kind=lambda: d.rng.choice(("委托开发", "技术服务")), signed_on=lambda s=span: d.day(*s), status="已签约",
        )  # fmt: skip


def _people(d: Draft) -> None:
    for level, n, teams, bodies in (("省级", 36, 6, 0), ("市级", 22, 0, 0), ("区县级", 48, 0, 3)):
        for k in range(n):
            kind = "团队" if k < teams else "法人" if k < bodies else "个人"
            for p in range(2 if level == "区县级" and k >= 38 else 1):
                d.add("commissioners", person=f"杭科特{LOCAL[level][0]}{k + 1:02d}", organization=d.rng.choice(OTHERS), level=level, kind=kind, served_place=f"{TOWNS[k % 12][:2]}镇{LOCAL[level][0]}{k + 1}{'上下'[p]}村",
                      from_on=date(2023, 1, 1), until_on=date(2023, 12, 31), training_count=d.rng.randint(1, 5), people_served=d.rng.randint(40, 160), area_mu=d.rng.randint(60, 420))  # fmt: skip
    d.events("培训", "科技政策与申报实务培训班", 7, NOW, participants=d.between(40, 120))
    d.events("培训", "食用菌栽培技术培训", 4, NOW, participants=d.between(30, 80))
    d.events("培训", "科技政策与申报实务培训班", 9, BEFORE, participants=d.between(40, 120))
    d.events(
        "科技下乡", "科技下乡赶墟日", 12, NOW, participants=d.between(80, 220), materials=d.between(200, 460)
    )
    d.events(
        "科技下乡",
        "科技下乡赶墟日",
        10,
        BEFORE,
        participants=d.between(80, 220),
        materials=d.between(200, 460),
    )
    d.events("调研走访", "企业科技需求走访", 10, NOW, organizations_reached=d.between(3, 9))


def _money(d: Draft) -> None:
    for year, total, n, span in ((2023, "1486", 16, NOW), (2022, "1310", 14, BEFORE)):
        d.each(
            "fund_movements", total, n, "amount", voucher_no=lambda y=year: d.number(f"杭科收{y}-"), kind="争取上级", level=lambda: d.rng.choice(("省级", "市级")),
            purpose="上级科技专项资金", booked_on=lambda s=span: d.day(*s),
        )  # fmt: skip
    for purpose, total, firms, span in (
        ("研发投入补助", "624.6", d.some(41), NOW), ("高企认定奖励", "160", d.everyone[49:58] + d.everyone[:7], NOW), ("研发投入补助", "540.2", d.some(36), BEFORE),
    ):  # fmt: skip
        for firm, amount in zip(firms, d.split_of(total, len(firms), "0.1"), strict=True):
            d.add(
                "fund_movements", voucher_no=d.number(f"杭科奖{span[0].year}-"), kind="奖励", level="区县级", purpose=purpose,
                organization=firm, amount=amount, booked_on=d.day(*span),
            )  # fmt: skip
    for total, n, first, span in (("12460", 31, 9, NOW), ("9250", 24, 6, BEFORE)):
        firms = d.some(n)
        for i, amount in enumerate(d.split_of(total, n, 10)):
            d.add("loans", contract_no=d.number(f"KJD{span[0].year}"), organization=firms[i], bank=d.rng.choice(("龙岩农商银行", "兴业银行", "邮储银行")),
                  product="科技贷", stage="放款", granted_on=d.day(*span), amount=amount, first_loan=i < first)  # fmt: skip
    for name, number, issued in (
        ("上杭县促进科技创新十二条措施", "杭政规〔2023〕2号", date(2023, 3, 20)), ("上杭县科技特派员管理办法", "杭科〔2023〕11号", date(2023, 5, 12)),
        ("上杭县科技计划项目管理办法", "杭科〔2023〕27号", date(2023, 9, 6)), ("上杭县研发投入补助实施细则", "杭科〔2022〕19号", date(2022, 6, 15)),
    ):  # fmt: skip
        d.add(
            "policy_documents",
            name=name,
            document_no=number,
            issuer="上杭县科学技术局",
            level="区县级",
            stage="印发",
            issued_on=issued,
        )


def _told(d: Draft) -> None:
    told = {"origin": "市统计局", "published_on": date(2023, 11, 28)}
    for year, value, growth, rank in (("2022", "11.48", "16.2", 4), ("2021", "9.88", "14.9", 4)):
        d.statistic(
            "全社会R&D经费投入",
            year,
            value,
            "亿元",
            growth=growth,
            rank=rank,
            rank_scope="全市7个县（市、区）",
            **told,
        )
    d.statistic("R&D经费投入强度", "2022", "2.17", "%", **told)
    d.statistic(
        "高技术产业增加值增速", "2023", "11.4", "%", origin="县统计局", published_on=date(2024, 1, 19)
    )
    d.statistic(
        "每万人口发明专利拥有量", "2023", "6.72", "件", origin="市市场监管局", published_on=date(2024, 1, 12)
    )
    fees, cuts = d.split_of("86430", 43), d.split_of("61520", 39)
    for i, firm in enumerate(d.everyone[:98]):
        d.add(
            "annual_returns", organization=firm, period="2022", revenue=Decimal(d.rng.randint(2200, 60000)), has_rd=i < 43,
            rd_expense=fees[i] if i < 43 else Decimal(0), super_deduction=cuts[i] if i < 39 else None, staff=d.rng.randint(20, 500),
        )  # fmt: skip
    for year, indicator, goal, result, unit in (
        (2023, "有效期内高新技术企业数", "52", "54", "家"), (2023, "科技型中小企业入库数", "95", "108", "家"), (2023, "技术合同成交额", "3", "3.25", "亿元"),
        (2024, "有效期内高新技术企业数", "60", None, "家"), (2024, "科技型中小企业入库数", "115", None, "家"), (2024, "技术合同成交额", "3.6", None, "亿元"),
        (2024, "全社会R&D经费投入增长率", "15", None, "%"),
    ):  # fmt: skip
        d.add(
            "assessments", assessment=f"龙岩市{year}年县（市、区）科技创新绩效考核", indicator=indicator, year=year, target=Decimal(goal),
            result=None if result is None else Decimal(result), measure_unit=unit, owner="科技创新股",
        )  # fmt: skip
